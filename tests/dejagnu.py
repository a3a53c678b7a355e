"""The directives of GCC's test suites (DejaGnu's ``dg-*`` comments), read for x86-64 Linux.

A directive is ``{ dg-name words }`` on one line, its words written as Tcl's: bare, in quotes (with backslash
escapes) or in braces.  A word may be a selector, ``{ target lp64 xfail *-*-* }``, which says where it counts.
``read`` gives a program's directives as one record; ``messages`` reads what a compiler said; ``unpack`` takes
a folder of the suites out of Debian's package gcc-12-source.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

ARCHIVES = "/usr/src/gcc-12", "gcc-12.*.tar.xz"
MACHINE = "x86_64-pc-linux-gnu"

OTHER_MODES = frozenset({"-m32", "-mx32", "-m16", "-miamcu"})
"""Options that make x86-64's compiler one for another target, of other sizes and calling convention."""

# Properties of targets that this one lacks; of all others GCC, as the judge, shows whether they were needed.
LACKING = frozenset(
    {
        "ilp32", "ia32", "x32", "int16", "llp64", "default_packed", "short_enums", "fixed_point", "nonpic",
        "ptr_eq_short", "short_eq_int", "simulator", "freestanding", "newlib_nano_io",
        "autoincdec", "be", "vxworks_kernel", "arm32", "arm_eabi",
        "aarch64_sve", "rv32", "rv64", "avr", "frame_pointer_for_non_leaf", "caller_implicit_probes",
        "callee_realigns_stack", "run_expensive_tests", "powerpc_altivec_ok", "powerpc_vsx_ok",
    }
)  # fmt: skip

_DIRECTIVE = re.compile(r"\{[ \t]+(dg-[-a-z]+)(?:[ \t]+(.*?))?[ \t]+\}[^}]*$")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "b": "\b"}
_MESSAGE = re.compile(
    r"^(?:(?P<file>[^\s:][^:]*):(?P<line>\d+)(?::(?P<column>\d+))?|[\w./-]+): "
    r"(?P<severity>fatal error|error|warning|note|internal error|internal compiler error|sorry, unimplemented)"
    r"(?:: (?P<text>.*)| (?P<rest>in .*))$"
)


def unpack(folder: str, target: Path) -> Path:
    """``target``, filled with ``gcc/testsuite/FOLDER`` of Debian's archive if it is not there yet."""
    if not (target / ".unpacked").exists():
        archives = sorted(Path(ARCHIVES[0]).glob(ARCHIVES[1]))
        if not archives:
            raise SystemExit("ERROR: GCC's sources are missing: apt-get install gcc-12-source")
        target.parent.mkdir(parents=True, exist_ok=True)
        # Two test workers may come here at once: each unpacks for itself, and the first to rename wins.
        with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
            inside = f"*/gcc/testsuite/{folder}"
            subprocess.run(
                ["tar", "-xJf", str(archives[-1]), "-C", scratch, "--wildcards", f"{inside}/*"], check=True
            )
            (made,) = Path(scratch).glob(inside)
            (made / ".unpacked").touch()
            try:
                made.rename(target)
            except OSError:
                if not (target / ".unpacked").exists():
                    raise
    return target


def words(text: str) -> list[str]:
    """The words of a Tcl list: quotes and braces taken off, escapes resolved outside braces."""
    result = []
    i, n = 0, len(text)
    while i < n:
        c = text[i]
        if c.isspace():
            i += 1
        elif c == "{":
            depth, start = 0, i + 1
            while i < n:
                if text[i] == "\\":
                    i += 1
                elif text[i] == "{":
                    depth += 1
                elif text[i] == "}":
                    depth -= 1
                    if depth == 0:
                        break
                i += 1
            result.append(text[start:i])
            i += 1
        else:
            quoted = c == '"'
            i += quoted
            made = []
            while i < n and not (text[i] == '"' if quoted else text[i].isspace()):
                if text[i] == "\\" and i + 1 < n:
                    i += 1
                    made.append(_ESCAPES.get(text[i], text[i]))
                else:
                    made.append(text[i])
                i += 1
            result.append("".join(made))
            i += quoted
    return result


def holds(expression: str) -> bool:
    """Whether this machine fits a selector's expression: names and patterns joined by blanks, !, && and ||."""
    parts = words(expression)
    if not parts:
        return False
    if len(parts) == 1:
        part = parts[0]
        if part != expression.strip():
            return holds(part)
        return fnmatchcase(MACHINE, part) if "-" in part else part not in LACKING
    if parts[0] == "!":
        return not holds(" ".join(f"{{{p}}}" for p in parts[1:]))
    for operator in ("||", "&&"):
        if operator in parts:
            at = parts.index(operator)
            sides = [" ".join(f"{{{p}}}" if " " in p else p for p in half) for half in (parts[:at], parts[at + 1 :])]
            return (any if operator == "||" else all)(holds(side) for side in sides)
    return any(holds(part) for part in parts)


def selected(selector: str) -> tuple[bool, bool]:
    """Of ``target A xfail B``: whether it counts here, and whether it is known to fail here."""
    parts = words(selector)
    counts, fails = True, False
    for at, part in enumerate(parts):
        if part in ("target", "xfail"):
            end = next((i for i in range(at + 1, len(parts)) if parts[i] in ("target", "xfail")), len(parts))
            value = holds(" ".join(f"{{{p}}}" if " " in p else p for p in parts[at + 1 : end]))
            if part == "target":
                counts = value
            else:
                fails = value
    return counts, fails


class Expected(NamedTuple):
    """A message that should come ("error", "warning", "note", "message") or must not ("bogus").  ``line`` 0: on
    any line, or none.  ``doubtful``: GCC itself is known to fail."""

    kind: str
    line: int
    pattern: re.Pattern[str]
    doubtful: bool

    def fits(self, message: Message) -> bool:
        """Whether the message is of that kind, on that line, with that text."""
        if self.line not in (0, message.line):
            return False
        if self.kind in ("error", "warning", "note") and message.severity.removeprefix("fatal ") != self.kind:
            return False
        text = message.text if self.kind in ("error", "warning", "note") else f"{message.severity}: {message.text}"
        return self.pattern.search(text) is not None


class Message(NamedTuple):
    """One message of a compiler; ``line`` 0: about no place."""

    severity: str
    line: int
    text: str
    file: str

    @property
    def is_error(self) -> bool:
        """Whether nothing is compiled after it."""
        return self.severity not in ("warning", "note")

    @property
    def group(self) -> str:
        """The option that a warning names, as "-Wshadow"; "" where it names none."""
        match = re.search(r"\[(-W[\w+=-]+)\]$", self.text)
        return match.group(1).replace("-Werror=", "-W") if match else ""


@dataclass
class Program:
    """A test's directives.  ``skipped``: why it does not apply here, "" where it does."""

    path: Path
    text: str
    action: str = "compile"
    options: list[str] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    prune: list[re.Pattern[str]] = field(default_factory=list)
    output: list[re.Pattern[str]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    excess: bool = False  # messages beyond those expected are allowed
    should_fail: bool = False
    always: tuple[str, ...] = ()  # options of the run, besides its own
    skipped: str = ""

    def lines(self, kind: str) -> list[int]:
        """The lines that directives of a kind name, in order, each once."""
        return sorted({e.line for e in self.expected if e.kind == kind and not e.doubtful})


def pattern(text: str) -> re.Pattern[str]:
    """A Tcl regular expression as Python's."""
    for old, new in (
        (r"\m", r"\b"), (r"\M", r"\b"), (r"\y", r"\b"), ("[[:space:]]", r"\s"), ("[[:alpha:]]", "[A-Za-z]")
    ):  # fmt: skip
        text = text.replace(old, new)
    try:
        return re.compile(text)
    except re.error:
        return re.compile(re.escape(text))


def read(path: Path, default_options: Sequence[str] = (), always: Sequence[str] = ()) -> Program:
    """Read a program's directives.  ``default_options``: its options where no dg-options says otherwise;
    ``always``: those that the run adds to its own, which dg-skip-if may name."""
    text = path.read_text(encoding="latin-1")
    program = Program(path, text, options=list(default_options), always=tuple(always))
    found = []
    labels: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if "dg-" in line and (match := _DIRECTIVE.search(line)):
            name, rest = match.groups()
            arguments = words(rest or "")
            if name == "dg-line" and arguments:
                labels[arguments[0]] = number
            found.append((name, arguments, number))
    actions: list[str] = []
    wanted = False
    more: list[str] = []
    for name, arguments, number in found:
        if name == "dg-do":
            wanted = True
            if len(arguments) < 2 or selected(arguments[1])[0]:
                actions.append(arguments[0])
        elif name == "dg-options" and arguments:
            if len(arguments) < 2 or selected(arguments[1])[0]:
                program.options = arguments[0].split()
        elif name == "dg-additional-options" and arguments:
            if len(arguments) < 2 or selected(arguments[1])[0]:
                more += arguments[0].split()
        else:
            _note(program, name, arguments, number, labels)
    program.options += more
    other = next((option for option in program.options if option in OTHER_MODES), "")
    if other:
        program.skipped = f"other target: {other}"
    if wanted:
        program.action = actions[-1] if actions else program.action
        if not actions:
            program.skipped = "dg-do for other targets"
    return program


def _note(program: Program, name: str, arguments: list[str], number: int, labels: dict[str, int]) -> None:
    """Enter a directive other than options and action."""
    kind = name.removeprefix("dg-")
    if kind in ("error", "warning", "message", "note", "bogus") and arguments:
        counts, fails = selected(arguments[2]) if len(arguments) > 2 else (True, False)
        if counts:
            line = _line(arguments[3], number, labels) if len(arguments) > 3 else number
            program.expected.append(Expected(kind, line, pattern(_uncolumned(arguments[0])), fails))
    elif kind == "prune-output" and arguments:
        program.prune.append(pattern(arguments[0]))
    elif kind == "output" and arguments:
        program.output.append(pattern(arguments[0]))
    elif kind == "excess-errors":
        program.excess |= len(arguments) < 2 or selected(arguments[1])[0]
    elif kind == "shouldfail":
        program.should_fail |= len(arguments) < 2 or selected(arguments[1])[0]
    elif kind == "additional-sources" and arguments:
        program.sources += arguments[0].split()
    elif kind == "skip-if" and len(arguments) > 1:
        present = " ".join((*program.always, *program.options))
        groups = [words(a) for a in arguments[2:4]] + [["*"], [""]][len(arguments[2:4]) :]
        wanted, unless = ([w for w in group if w] for group in groups)
        if holds(arguments[1]) and (not wanted or any(fnmatchcase(present, f"*{w}*") for w in wanted)):
            if not any(w in present for w in unless):
                program.skipped = "dg-skip-if"
    elif kind == "require-effective-target" and arguments:
        if (len(arguments) < 2 or selected(arguments[1])[0]) and not holds(arguments[0]):
            program.skipped = f"requires {arguments[0]}"
    elif kind == "xfail-if" and len(arguments) > 1 and holds(arguments[1]):
        program.skipped = "dg-xfail-if"


def _uncolumned(text: str) -> str:
    """Without the column ("-": none) that a pattern may begin with: columns are not compared."""
    return re.sub(r"^(\d+|-): ?", "", text)


def _line(text: str, number: int, labels: dict[str, int]) -> int:
    """The line that a directive's last word names: absolute, relative (``.-1``), or by a label."""
    if text in labels:
        return labels[text]
    if match := re.fullmatch(r"\.([-+]\d+)?", text):
        return number + int(match.group(1) or 0)
    return int(text) if text.isdigit() else number


def messages(stderr: str) -> list[Message]:
    """What a compiler said, without the lines that only show source text."""
    result = []
    for line in stderr.splitlines():
        if match := _MESSAGE.match(line):
            number, text = match["line"], match["text"] or match["rest"]
            result.append(Message(match["severity"], int(number or 0), text, match["file"] or ""))
    return result

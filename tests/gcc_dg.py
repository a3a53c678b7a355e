"""GCC's ``gcc.dg`` tests against a compiler, GCC being the judge: errors where they should be, and only there.

The tests are the top folder's and ``noncompile``'s (``--folder`` for others), from Debian's gcc-12-source, each with
the options that its directives ask for.  A test counts only if GCC here satisfies its own directives.  Kinds:

constraint  a test with dg-error whose subject is C itself: compiled (not only preprocessed), by options and a text
            that ask for no other language or instrument (FOREIGN below, -Werror among them), its errors being about
            lines, not about the command line alone.  It passes when each line that dg-error names gets an error.
            A share is also given of lines whose message has GCC's wording.
foreign     the other tests with dg-error; counted in the same way, apart.
valid       no dg-error, and GCC exits with 0: passes when the compiler does too.
run         valid, linked and run: passes when it also exits with 0.

For all of them: errors at lines where GCC gives none, warnings by group (hits, missed, bogus), internal errors.

    python tests/gcc_dg.py --kind constraint
    python tests/gcc_dg.py --match 'pr2*' --compiler 'clang -fno-color-diagnostics'
"""

from __future__ import annotations

import argparse
import fnmatch
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from compilers import Compiler, Outcome, compiler, execute, fill_stack, share_out
from dejagnu import Message, Program, messages, read, unpack

ROOT = Path(__file__).resolve().parent.parent
SUITE = ROOT / "build" / "gcc.dg"
FOLDERS = ".", "noncompile"
KINDS = "constraint", "foreign", "valid", "run"

# Options and words that make a test one of something else than C: languages of their own, dumps of GCC's, warnings
# turned into errors.
FOREIGN_OPTIONS = re.compile(
    r"-f(openmp|openacc|gimple|gnu-tm|plugin|sanitize|lto|analyzer|cilkplus|opt-info|profile|compare-debug|split-stack)"
    r"|-Werror|-fdump-|-E$|-save-temps|-fpreprocessed|-fdirectives-only|--help|-fplan9-extensions"
)
FOREIGN_TEXT = re.compile(r"\b(_Fract|_Accum|__GIMPLE|__RTL|__transaction_\w+)\b|#\s*pragma\s+(omp|acc)\b")
# By folder, the options of tests without dg-options (*.exp there).
OPTIONS = {"noncompile": (), "torture": (), "dfp": ("-std=gnu99",)}
JUDGE = "env LC_ALL=C gcc"  # directives have ASCII's quotes
NOT_C = re.compile(r"-f(openmp|openacc|gimple|gnu-tm|cilkplus|plugin)|--(help|completion)")
PLAIN = "-fdiagnostics-plain-output"


def fetch(suite: Path = SUITE) -> Path:
    """The unpacked folder; taken out of Debian's archive when it is not there yet."""
    return unpack("gcc.dg", suite)


def tests(folders: Sequence[str] = FOLDERS) -> list[Path]:
    """The programs of some folders of the suite, sorted."""
    return [path for folder in folders for path in sorted((fetch() / folder).glob("*.c"))]


@dataclass
class Result:
    """What a compiler did with one test.  ``missed``: lines without the error they should have, with the pattern;
    ``wording``: lines with an error of other words; ``excess``: errors that GCC does not give."""

    name: str
    kind: str
    options: str
    lines: int = 0
    missed: list[str] = field(default_factory=list)
    wording: list[str] = field(default_factory=list)
    excess: list[str] = field(default_factory=list)
    refused: str = ""
    failed: str = ""  # of a program that was linked and run
    internal: str = ""
    hits: Counter[str] = field(default_factory=Counter)  # warnings, by group
    unwarned: list[tuple[str, str]] = field(default_factory=list)  # group, line and text
    bogus: list[tuple[str, str]] = field(default_factory=list)

    @property
    def reason(self) -> str:
        """Why the test fails; "" if it passes."""
        return self.internal or (f"line {self.missed[0]}" if self.missed else "") or self.refused or self.failed


def command(program: Program) -> list[str]:
    """The command line that a test asks for."""
    folder = program.path.parent
    end = {"compile": ["-S"], "assemble": ["-c"], "preprocess": ["-E"]}.get(program.action, [])
    more = [str(folder / name) for name in program.sources]
    if not end:
        more += [fill_stack(), "-lm"]
    return [PLAIN, *program.options, *end, str(program.path), *more, "-o", "result"]


def unmet(program: Program, said: Sequence[Message]) -> str:
    """The first directive that a compiler's messages do not satisfy, or the first message that none allows."""
    for expected in program.expected:
        if not expected.doubtful and any(expected.fits(m) for m in said) == (expected.kind == "bogus"):
            return f"{expected.kind} on line {expected.line}: {expected.pattern.pattern}"
    if not program.excess:
        for message in said:
            if message.severity == "note" or any(p.search(message.text) for p in program.prune):
                continue
            if not any(e.fits(message) for e in program.expected if e.kind != "bogus"):
                return f"excess on line {message.line}: {message.text}"
    return ""


def try_program(subject: Compiler, program: Program, timeout: float) -> tuple[Outcome, str]:
    """Compile a test, and run it if it asks for that: the compiler's outcome, and why the run failed."""
    with tempfile.TemporaryDirectory(prefix="gcc-dg-") as directory:
        folder = Path(directory)
        outcome = subject.run(command(program), folder, timeout)
        if program.action != "run" or outcome.status != 0:
            return outcome, ""
        if not (folder / "result").exists():
            return outcome, "no program"
        run = execute(folder / "result", timeout)
        if (run.status != 0) != program.should_fail:
            return outcome, f"status {run.status}"
        if not all(p.search(run.output) for p in program.output):
            return outcome, "other output"
        return outcome, ""


def kind_of(program: Program) -> str:
    """Which of KINDS a test is ("" where none: it only preprocesses, or is in a language that is not C)."""
    errors = any(e.kind == "error" for e in program.expected)
    if program.action == "preprocess" or (not errors and any(NOT_C.match(o) for o in program.options)):
        return ""
    if errors:
        if not any(program.lines("error")):
            return "foreign"
        foreign = any(FOREIGN_OPTIONS.match(o) for o in program.options) or FOREIGN_TEXT.search(program.text)
        return "foreign" if foreign else "constraint"
    return "run" if program.action == "run" else "valid"


def compare(program: Program, kind: str, judge: Outcome, subject: Outcome, failed: str) -> Result:
    """The compiler's messages beside the directives and beside GCC's messages."""
    result = Result(program.path.name, kind, " ".join(program.options), failed=failed)
    theirs, ours = messages(judge.stderr), messages(subject.stderr)
    if "internal error" in subject.stderr or "Traceback" in subject.stderr or subject.status not in (0, 1):
        result.internal = "no end" if subject.status is None else subject.reason()
    named = program.lines("error")
    result.lines = len(named)
    errors = {m.line for m in ours if m.is_error}
    for line in named:
        wanted = [e for e in program.expected if e.kind == "error" and e.line == line and not e.doubtful]
        here = [m for m in ours if m.line == line]
        if line not in errors and (line or not errors):
            said = f" ({here[0].severity}: {here[0].text})" if here else ""
            result.missed.append(f"{line}: {wanted[0].pattern.pattern}{said}")
        else:
            lacking = [e for e in wanted if not any(e.fits(m) for m in ours)]
            if lacking:
                text = next(m.text for m in ours if m.is_error and line in (0, m.line))
                result.wording.append(f"{line}: {lacking[0].pattern.pattern} ({text})")
    known = {m.line for m in theirs if m.is_error}
    doubtful = {e.line for e in program.expected if e.doubtful}
    result.excess = [f"{m.line}: {m.text}" for m in ours if m.is_error and m.line not in known | doubtful]
    if not named and judge.status == 0 and subject.status != 0:
        result.refused = subject.reason()
    _warnings(result, theirs, ours)
    return result


def _warnings(result: Result, theirs: Sequence[Message], ours: Sequence[Message]) -> None:
    """Hits, misses and bogus warnings: one is hit where both warn on a line, by the same option or text."""
    mine = {(m.line, m.group or m.text) for m in ours if m.severity == "warning"}
    known = {(m.line, m.group or m.text): m for m in theirs if m.severity == "warning"}
    for (line, key), message in known.items():
        if (line, key) in mine:
            result.hits[message.group] += 1
        else:
            result.unwarned.append((message.group, f"{line}: {message.text}"))
    for message in ours:
        if message.severity == "warning" and (message.line, message.group or message.text) not in known:
            result.bogus.append((message.group, f"{message.line}: {message.text}"))


def run_suite(
    name: str, paths: Sequence[Path], kinds: Sequence[str] = KINDS, *, level: str = "", workers: int = 2,
    timeout: float = 30.0,
) -> tuple[list[Result], list[str]]:  # fmt: skip
    """The compiler's results, and one line for each test that was left out.

    ``level``: an option before the test's own, as the suite gives each level to those in ``torture``.
    """
    results: list[Result] = []
    excluded: list[str] = []
    judge = compiler(JUDGE)

    def work(subject: Compiler, path: Path) -> None:
        folder = path.parent.name
        program = read(path, OPTIONS.get(folder, ("-ansi", "-pedantic-errors")))
        if folder == "dfp" and "dg-do" not in program.text:
            program.action = "run"
        kind = kind_of(program)
        if kind not in kinds:
            return
        if level:
            program.options.insert(0, level)
        if program.skipped:
            excluded.append(f"{path.name}: {program.skipped}")
            return
        reference, failed = try_program(judge, program, timeout)
        if failed or (why := unmet(program, messages(reference.stderr))):
            excluded.append(f"{path.name}: GCC: {failed or why}")
            return
        outcome, failed = try_program(subject, program, timeout)
        results.append(compare(program, kind, reference, outcome, failed))

    share_out(name, paths, work, workers)
    return sorted(results, key=lambda r: r.name), sorted(excluded)


def share(part: int, whole: int) -> str:
    """ "18/20 (90.0%)"."""
    return f"{part}/{whole} ({100 * part / whole:.1f}%)" if whole else "0/0"


def totals(results: Sequence[Result]) -> list[str]:
    """A line for each kind that occurs, and one of warnings."""
    lines = []
    for kind in KINDS:
        here = [r for r in results if r.kind == kind]
        if not here:
            continue
        line = f"{kind}: {share(sum(not r.reason for r in here), len(here))}"
        if kind in ("constraint", "foreign"):
            named, missed = sum(r.lines for r in here), sum(len(r.missed) for r in here)
            line += f", lines {share(named - missed, named)}"
            line += f", wording {share(named - missed - sum(len(r.wording) for r in here), named)}"
            line += f", other errors {sum(len(r.excess) for r in here)}"
        lines.append(line)
    hits = sum(sum(r.hits.values()) for r in results)
    lines.append(
        f"warnings: {share(hits, hits + sum(len(r.unwarned) for r in results))}, bogus "
        f"{sum(len(r.bogus) for r in results)}; internal errors {sum(bool(r.internal) for r in results)}"
    )
    return lines


def details(results: Sequence[Result], excluded: Sequence[str]) -> str:
    """The whole report."""
    parts = ["\n".join(totals(results))]
    for title, attribute in (
        ("lines without their error", "missed"), ("errors that GCC does not give", "excess"),
        ("other wording", "wording"),
    ):  # fmt: skip
        rows = [f"{r.kind} {r.name} [{r.options}]\n    " + "\n    ".join(getattr(r, attribute)) for r in results
                if getattr(r, attribute)]  # fmt: skip
        parts.append(f"{title}: {len(rows)} tests\n" + "\n".join(rows))
    for title, attribute in (("internal errors", "internal"), ("refused", "refused"), ("failed runs", "failed")):
        rows = [f"{r.name} [{r.options}]: {getattr(r, attribute)}" for r in results if getattr(r, attribute)]
        parts.append(f"{title}: {len(rows)}\n" + "\n".join(rows))
    hits: Counter[str] = sum((r.hits for r in results), Counter())
    missing = Counter(group for r in results for group, _ in r.unwarned)
    bogus = Counter(group for r in results for group, _ in r.bogus)
    rows = [
        f"{group or '(no group)':<36} {hits[group]:5} {missing[group]:6} {bogus[group]:5}"
        for group in sorted({*hits, *missing, *bogus})
    ]
    parts.append(f"{'warnings':<36} {'hits':>5} {'missed':>6} {'bogus':>5}\n" + "\n".join(rows))
    for title, attribute in (("missed warnings", "unwarned"), ("bogus warnings", "bogus")):
        rows = [f"{r.name} [{r.options}] {text}" for r in results for _, text in getattr(r, attribute)]
        parts.append(f"{title}: {len(rows)}\n" + "\n".join(rows))
    parts.append(f"left out: {len(excluded)}\n" + "\n".join(excluded))
    return "\n\n".join(parts) + "\n"


def sample(paths: Sequence[Path], count: int) -> list[Path]:
    """``count`` of them by a fixed stride; all where there are no more."""
    if count <= 0 or count >= len(paths):
        return list(paths)
    return [paths[i * len(paths) // count] for i in range(count)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Run GCC's gcc.dg tests with a compiler.")
    parser.add_argument("--compiler", default="ccore", help="a compiler command (default: ccore, in batch mode)")
    parser.add_argument("--count", type=int, default=0, help="how many tests, by a fixed stride (default: all)")
    parser.add_argument("--match", default="*.c", help="only tests whose name fits the pattern")
    parser.add_argument("--kind", default=",".join(KINDS), help=f"of {', '.join(KINDS)} (default: all)")
    parser.add_argument("--folder", default=",".join(FOLDERS), help="folders of gcc.dg (default: the top, noncompile)")
    parser.add_argument("--level", default="", help="an option before the tests' own: --level=-O1")
    parser.add_argument("--timeout", type=float, default=30.0, help="seconds for one compilation or run")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--log", type=Path, default=ROOT / "build" / "gcc_dg.log")
    options = parser.parse_args(arguments)

    glob = options.match if options.match.endswith(".c") else options.match + ".c"
    paths = [p for p in tests(options.folder.split(",")) if fnmatch.fnmatch(p.name, glob)]
    kinds = options.kind.split(",")
    start = time.monotonic()
    # The sample is one of the tests that are of these kinds, so that a small one still says something.
    results, excluded = run_suite(
        options.compiler, sample(of_kinds(paths, kinds), options.count), kinds, level=options.level,
        workers=options.workers, timeout=options.timeout,
    )  # fmt: skip
    options.log.parent.mkdir(parents=True, exist_ok=True)
    options.log.write_text(details(results, excluded))
    failed = [r for r in results if r.reason]
    for result in failed[:20]:
        print(f"ERROR {result.kind} {result.name}: {result.reason[:200]}")
    if len(failed) > 20:
        print(f"... and {len(failed) - 20} more")
    print("\n".join(totals(results)))
    print(f"{len(excluded)} left out, {time.monotonic() - start:.0f} s; {options.log}")
    if not results:
        print("ERROR nothing was tested")
    return 1 if failed or not results else 0


def of_kinds(paths: Sequence[Path], kinds: Sequence[str]) -> list[Path]:
    """Those tests that are of some kinds."""
    return list(paths) if set(kinds) == set(KINDS) else [p for p in paths if kind_of(read(p)) in kinds]


if __name__ == "__main__":
    sys.exit(main())

"""GCC's command line: from words to an ``Invocation``.

An option is looked up by its exact word first, then by the longest name that takes a value and begins the word, then
by its group (-W, -f, -m, ...).  What changes code and is not implemented is answered with a warning, never with
silence; with -Werror that is an error, so that build systems which try options see the truth.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from ccore.diagnostics.groups import UnknownWarning, known, resolve, spelled
from ccore.diagnostics.spelling import suggestion
from ccore.dialect import DIALECTS
from ccore.gcc_options import LONG_OPTIONS, LONG_OPTIONS_WITH_VALUE
from ccore.invocation import LINKER_WORD, Input, Invocation, UsageError
from ccore.option_groups import knows_flag, read_flag, read_machine, settle_math

_LANGUAGES: Final = {
    ".c": "c",
    ".i": "cpp-output",
    ".h": "c-header",
    ".s": "assembler",
    ".S": "assembler-with-cpp",
    ".sx": "assembler-with-cpp",
    **dict.fromkeys((".C", ".cc", ".cp", ".cpp", ".CPP", ".cxx", ".c++"), "c++"),
    ".ll": "llvm",
    ".ccir": "ccir",
}


def language_of(path: str) -> str:
    """The language that a file's name says it is; "" for the linker's inputs."""
    return _LANGUAGES.get(Path(path).suffix, "")


def expand(arguments: Iterable[str], depth: int = 0) -> list[str]:
    """Replace ``@file`` by the words in the file (GCC manual 3.2); a file that cannot be read stays as it is."""
    words: list[str] = []
    for word in arguments:
        if word.startswith("@") and depth < 20:
            try:
                text = Path(word[1:]).read_text(encoding="utf-8", errors="surrogateescape")
            except (OSError, ValueError):
                words.append(word)
                continue
            try:
                words.extend(expand(shlex.split(text), depth + 1))
            except ValueError as error:
                raise UsageError(f"{word[1:]}: {error}") from None
        else:
            words.append(word)
    return words


def parse(arguments: Sequence[str]) -> Invocation:
    """Read a command line (without the program's own name).  Raises ``UsageError``."""
    return _Parser(expand(arguments)).run()


def _short(word: str) -> str:
    """GCC's older form of a long option (``--preprocess``); the word itself where it has none."""
    name, equals, value = word.partition("=")
    if not equals:
        return LONG_OPTIONS.get(word, word)
    joined = LONG_OPTIONS_WITH_VALUE.get(name)
    return word if joined is None else joined + value


class _Parser:
    """State of one command line's reading."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.at = 0
        self.result = Invocation()
        self.options = self.result.options
        self.language = ""
        self.include_prefix = ""  # -iprefix

    def run(self) -> Invocation:
        words = self.words
        while self.at < len(words):
            word = words[self.at]
            self.at += 1
            if word == "-" or not word.startswith("-"):
                self.result.inputs.append(Input(word, self.language or ("" if word == "-" else language_of(word))))
            else:
                self.option(word)
        self.finish()
        return self.result

    def option(self, word: str) -> None:
        if word[:2] == "--":
            word = _short(word)
        exact = _EXACT.get(word)
        if exact is not None:
            exact(self)
            return
        valued = _VALUED.get(word)
        if valued is not None:
            if self.at >= len(self.words):
                raise UsageError(f"missing argument to '{word}'")
            self.at += 1
            valued(self, self.words[self.at - 1])
            return
        for name in _JOINED:  # longest first
            if word.startswith(name):
                _VALUED[name](self, word[len(name) :].removeprefix("=" if name.startswith("--") else ""))
                return
        for prefix, group in _GROUPS:
            if word.startswith(prefix):
                group(self, word[len(prefix) :])
                return
        if word.startswith("--") and f"-{word[2:]}" in _EXACT:
            _EXACT[f"-{word[2:]}"](self)
            return
        if word.startswith("--") and knows_flag(word[2:]):  # GCC's other spelling of -f
            self.flag(word[2:])
            return
        near = suggestion(word, [*_EXACT, *_VALUED])
        raise UsageError(f"unrecognized command-line option '{word}'" + (f"; did you mean '{near}'?" if near else ""))

    # --- Groups: the words that begin alike ---------------------------------------------------------------------

    def preprocessor_words(self, value: str) -> None:
        """-Wp,-MMD,file and the like: cpp's own options, read as if given directly but for -MD's value."""
        result = self.result
        saved = self.words, self.at
        self.words, self.at = value.split(","), 0
        while self.at < len(self.words):
            word = self.words[self.at]
            self.at += 1
            if word in ("-MD", "-MMD"):
                result.dependency_files = word[1:]
                if self.at < len(self.words):
                    result.dependency_output = self.words[self.at]
                    self.at += 1
            else:
                self.option(word)
        self.words, self.at = saved

    def warning(self, name: str) -> None:
        """-W: about warnings as such, or a word for ``Options.warnings``."""
        options = self.options
        name = name or "extra"
        positive = name.removeprefix("no-")
        on = positive == name
        if positive == "error":
            options.warnings_as_errors = on
        elif positive == "fatal-errors":
            options.fatal_errors = on
        elif positive.startswith("error=") or known(positive.partition("=")[0]):
            options.warnings.append(name)
        elif on:  # GCC takes any -Wno-: it speaks of an unknown one only beside other messages
            near = suggestion(name, spelled())
            self.result.unsupported("-W" + name, "-W" + near if near else "")

    def optimize(self, level: str) -> None:
        options = self.options
        if level == "":
            level = "1"
        if level.isdecimal():
            level = str(min(int(level), 3))
        elif level not in ("s", "z", "g", "fast"):
            raise UsageError("argument to '-O' should be a non-negative integer, 'g', 's', 'z' or 'fast'")
        options.level = level

    def debug(self, rest: str) -> None:
        """-g and what begins with it: a level, a format, and how it is stored."""
        options = self.options
        kind = rest.rstrip("0123456789") if not rest.startswith("dwarf") else "dwarf"
        number = rest[len(kind) :]
        if kind in ("", "gdb"):
            if number and int(number) > 3:
                raise UsageError(f"debug output level '{number}' is too high")
            options.debug = int(number) if number else max(options.debug, 2)
        elif kind == "dwarf":
            if number:
                version = number.removeprefix("-")
                if not version.isdecimal():
                    raise UsageError(f"unrecognized debug output level '{rest}'")
                if number == version:
                    raise UsageError(
                        f"'-g{rest}' is ambiguous; use '-gdwarf-{version}' for DWARF version "
                        f"or '-gdwarf' '-g{version}' for debug level"
                    )
                if not 2 <= int(version) <= 5:
                    raise UsageError(f"dwarf version {version} is not supported")
                options.dwarf_version = int(version)
            options.debug = max(options.debug, 2)
        elif rest in ("z", "z=zlib", "z=zlib-gnu", "z=none"):
            options.debug_compression = {"z": "zlib", "z=none": ""}.get(rest, rest[2:])
        elif rest.startswith("z="):
            raise UsageError(f"unrecognized argument in option '-g{rest}'")
        elif rest == "split-dwarf":
            self.result.unsupported("-gsplit-dwarf")
            options.debug = max(options.debug, 2)
        elif rest.startswith("no-"):
            if rest[3:] not in _DEBUG_DETAILS:
                raise UsageError(f"unrecognized command-line option '-g{rest}'")
            options.debug_columns = options.debug_columns and rest != "no-column-info"
        elif rest == "column-info":
            options.debug_columns = True
        elif rest == "toggle":
            options.debug = 0 if options.debug else 2
        elif rest.partition("=")[0] not in _DEBUG_DETAILS:
            raise UsageError(f"unrecognized debug output level '{rest}'")

    def standard(self, name: str) -> None:
        if name not in DIALECTS:
            raise UsageError(f"unrecognized command-line option '-std={name}'")
        self.options.standard = name

    def flag(self, name: str) -> None:
        read_flag(self.result, name)

    def machine(self, name: str) -> None:
        read_machine(self.result, name)

    def print_query(self, name: str) -> None:
        self.result.query = "print-" + name

    def help(self) -> None:
        """--help=CLASS, of GCC's many listings: all that there is to say."""
        self.result.query = "help"

    def dump(self, letters: str) -> None:
        """-d: what to show while preprocessing; the other letters show GCC's insides."""
        self.result.dump += "".join(letter for letter in letters if letter in "DIMN")
        if "U" in letters:
            self.result.unsupported("-dU")

    def linker_words(self, words: str) -> None:
        """-Wl,: words that stand among the inputs, in order."""
        self.result.inputs += [Input(word, LINKER_WORD) for word in words.split(",")]

    def assembler_words(self, words: str) -> None:
        self.options.assembler_options += words.split(",")

    # --- The end ------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        result, options = self.result, self.options
        try:
            resolve(options.warnings, options.standard)
        except UnknownWarning as error:
            raise UsageError(str(error)) from None
        settle_math(result)
        if result.default_pie:
            options.pie = 2
        if options.position_independent and options.code_model == "kernel":
            raise UsageError("code model kernel does not support PIC mode")
        if not options.dialect.gnu and options.fp_contract == "fast":
            options.fp_contract = "off"
        if any(w not in _KNOWN_TO_LLVM_AS and not w.startswith(("-g", "-I")) for w in options.assembler_options):
            options.integrated_assembler = False  # GNU's assembler knows its own options
        if options.missing_headers and not result.dependencies:
            raise UsageError("'-MG' may only be used with '-M' or '-MM'")
        if result.mode != "preprocess":
            for item in result.inputs:
                if item.path == "-" and not item.language:
                    raise UsageError("-E or -x required when input is from standard input")
        for item in result.inputs:
            if item.path == "-" and not item.language:
                item.language = "c"


_KNOWN_TO_LLVM_AS: Final = frozenset(
    ("--noexecstack", "--64", "--32", "-W", "--fatal-warnings", "--no-warn", "-mx86-used-note=no", "--divide", "-L", "")
)  # fmt: skip
"""Options of GNU's assembler that ask for what LLVM's does anyway."""


_DEBUG_DETAILS: Final = frozenset(
    """
    as-loc-support as-locview-support column-info describe-dies inline-points internal-reset-location-views
    pubnames gnu-pubnames record-gcc-switches split-dwarf statement-frontiers strict-dwarf variable-location-views
    """.split()  # noqa: SIM905
)
"""What else may follow -g and -gno-; all but columns change details that ccore leaves to LLVM."""


_Action = Callable[[_Parser], None]
_ValueAction = Callable[[_Parser, str], None]


def _set(name: str, value: object, of: str = "options") -> _Action:
    """Set a field of ``Options``, or of the parser's other records."""

    def action(parser: _Parser) -> None:
        owner = parser.options if of == "options" else parser.result if of == "result" else parser.result.linker
        setattr(owner, name, value)

    return action


def _result(name: str, value: object) -> _Action:
    return _set(name, value, "result")


def _link(name: str, value: object) -> _Action:
    return _set(name, value, "linker")


def _pedantic(parser: _Parser) -> None:
    parser.options.warnings.append("pedantic")


def _both(*actions: _Action) -> _Action:
    def action(parser: _Parser) -> None:
        for one in actions:
            one(parser)

    return action


def _nothing(parser: _Parser) -> None:
    """Asks for what happens anyway."""


def _unsupported(word: str) -> _Action:
    return lambda parser: parser.result.unsupported(word)


def _define(parser: _Parser, value: str) -> None:
    name, sign, body = value.partition("=")
    parser.options.macros.append((name, body if sign else "1"))


def _static(parser: _Parser) -> None:
    link = parser.result.linker
    link.kind = "shared-static" if link.kind == "shared" else "static"


def _shared(parser: _Parser) -> None:
    link = parser.result.linker
    link.kind = "shared-static" if link.kind == "static" else "shared"


def _linker_word(word: str) -> _Action:
    return lambda parser: parser.result.linker.arguments.append(word)


def _as_flag(word: str) -> _Action:
    return lambda parser: parser.flag(word[1:])


def _valued_as_flag(word: str) -> _ValueAction:
    return lambda parser, value: parser.flag(f"{word[1:]}={value}")


def _drawing(parser: _Parser, value: str) -> None:
    if value.partition(":")[0] not in ("dot", "svg"):
        raise UsageError(f"unrecognized argument '{value}' to '-emit-cfg=': expected dot or svg, or dot:FUNCTION")
    parser.result.emit = value


PASS_WORDS: Final = ("-time-passes", "-verify-each", "-print-changed", "-stats")
PASS_VALUES: Final = ("-disable-pass", "-print-before", "-print-after", "-opt-bisect")
"""About the passes: each is -f and the same word, too."""

_EXACT: Final[dict[str, _Action]] = {
    "-c": _result("mode", "object"),
    "-S": _result("mode", "assembly"),
    "-E": _result("mode", "preprocess"),
    "-fsyntax-only": _result("mode", "syntax"),
    "-emit-ir": _result("emit", "ir"),
    "-emit-llvm": _result("emit", "llvm"),
    "-run-ir": _result("mode", "interpret"),
    # Preprocessor
    "-P": _result("line_markers", False),
    "-M": _result("dependencies", "M"),
    "-MM": _result("dependencies", "MM"),
    "-MD": _both(_result("dependency_files", "MD"), _result("target_from_output", True)),
    "-MMD": _both(_result("dependency_files", "MMD"), _result("target_from_output", True)),
    "-MP": _result("dependency_phony", True),
    "-MG": _set("missing_headers", True),
    "-nostdinc": _set("standard_includes", False),
    "-undef": _set("undef_all", True),
    "-C": _unsupported("-C"),
    "-CC": _unsupported("-CC"),
    "-H": _unsupported("-H"),
    "-trigraphs": _set("trigraphs", True),
    "-traditional": _unsupported("-traditional"),
    "-traditional-cpp": _unsupported("-traditional-cpp"),
    "-ansi": _set("standard", "c90"),
    "-remap": _unsupported("-remap"),
    # Messages and questions
    "-w": _set("no_warnings", True),
    "-pedantic": _pedantic,
    "--pedantic": _pedantic,
    "-pedantic-errors": _both(_pedantic, _set("pedantic_errors", True)),
    "-v": _result("verbose", True),
    "-###": _result("dry_run", True),
    "--version": _result("query", "version"),
    "-dumpversion": _result("query", "dumpversion"),
    "-dumpfullversion": _result("query", "dumpfullversion"),
    "-dumpmachine": _result("query", "dumpmachine"),
    "-dumpspecs": _result("query", "dumpspecs"),
    "--help": _result("query", "help"),
    "--target-help": _result("query", "help"),
    **{word: _as_flag(word) for word in PASS_WORDS},
    "-save-temps": _result("save_temporaries", "obj"),
    "-save-temps=obj": _result("save_temporaries", "obj"),
    "-save-temps=cwd": _result("save_temporaries", "cwd"),
    "-Q": _nothing,
    "-pipe": _nothing,
    "-no-canonical-prefixes": _nothing,
    "-no-integrated-cpp": _nothing,
    # Code
    "-p": _set("profile", True),
    "-pg": _set("profile", True),
    "-m64": _set("bits", 64),
    "-m32": _set("bits", 32),
    "-m16": _set("bits", 16),
    "-coverage": _unsupported("--coverage"),
    "--coverage": _unsupported("--coverage"),
    # Linking
    "-static": _static,
    "--static": _static,
    "-static-pie": _link("kind", "static-pie"),
    "-shared": _shared,
    "--shared": _shared,
    "-pie": _link("kind", "pie"),
    "-no-pie": _link("kind", "exec"),
    "-nopie": _link("kind", "exec"),
    "-r": _link("kind", "relocatable"),
    "-nostdlib": _both(_link("start_files", False), _link("default_libs", False)),
    "-nostartfiles": _link("start_files", False),
    "-nodefaultlibs": _link("default_libs", False),
    "-nolibc": _link("libc", False),
    "-rdynamic": _link("export_dynamic", True),
    "-pthread": _both(_link("pthread", True), lambda parser: _define(parser, "_REENTRANT")),
    "-s": _link("strip", True),
    "-static-libgcc": _link("libgcc", "static"),
    "-shared-libgcc": _link("libgcc", "shared"),
    "-symbolic": _nothing,  # as GCC on Linux: -Wl,-Bsymbolic is what asks for it
    "-n": _linker_word("-n"),
    "-N": _linker_word("-N"),
    "-t": _linker_word("-t"),
}


def _language(parser: _Parser, value: str) -> None:
    if value == "none":
        parser.language = ""
    elif value in _LANGUAGES.values():
        parser.language = value
    else:
        raise UsageError(f"language {value} not recognized")


def _append(name: str) -> _ValueAction:
    return lambda parser, value: getattr(parser.options, name).append(value)


def _store(name: str, of: str = "options") -> _ValueAction:
    return lambda parser, value: _set(name, value, of)(parser)


def _linker_pair(name: str) -> _ValueAction:
    """-z relro, -u symbol: the linker's own, with their value in the next word."""
    return lambda parser, value: parser.result.linker.arguments.extend((name, value))


def _section_start(name: str) -> _ValueAction:
    return lambda parser, value: parser.result.linker.script.append(f"-T{name}={value.removeprefix('=')}")


def _target(quote: bool) -> _ValueAction:
    return lambda parser, value: parser.result.dependency_targets.append((value, quote))


def _unsupported_value(name: str) -> _ValueAction:
    return lambda parser, value: parser.result.unsupported(f"{name} {value}")


def _include_prefix(parser: _Parser, value: str) -> None:
    parser.include_prefix = value


_VALUED: Final[dict[str, _ValueAction]] = {
    "-o": _store("output", "result"),
    "-x": _language,
    "-I": _append("include_dirs"),
    "-D": _define,
    "-U": lambda parser, value: parser.options.macros.append((value, None)),
    "-include": _append("includes"),
    "-imacros": _append("imacros"),
    "-isystem": _append("include_system"),
    "-iquote": _append("include_quote"),
    "--embed-dir": _append("embed_dirs"),
    "-idirafter": _append("include_after"),
    "-isysroot": _store("sysroot"),
    "--sysroot": _store("sysroot"),
    "-MF": _store("dependency_output", "result"),
    "-MT": _target(False),
    "-MQ": _target(True),
    "-L": lambda parser, value: parser.result.linker.search.append(value),
    "-l": lambda parser, value: parser.result.inputs.append(Input("-l" + value, LINKER_WORD)),
    "-T": lambda parser, value: parser.result.linker.script.extend(("-T", value)),
    "-Ttext": _section_start("text"),
    "-Tdata": _section_start("data"),
    "-Tbss": _section_start("bss"),
    "-u": _linker_pair("-u"),
    "-z": _linker_pair("-z"),
    "-e": _linker_pair("-e"),
    "--entry": _linker_pair("-e"),
    "-Xlinker": lambda parser, value: parser.result.inputs.append(Input(value, LINKER_WORD)),
    "-Xassembler": lambda parser, value: parser.options.assembler_options.append(value),
    "-Xpreprocessor": _Parser.preprocessor_words,
    "-Wl,": _Parser.linker_words,
    "-Wa,": _Parser.assembler_words,
    "-Wp,": _Parser.preprocessor_words,
    "--param": lambda parser, value: None,  # they tune GCC's own machinery
    "-aux-info": _unsupported_value("-aux-info"),
    "-dumpbase": lambda parser, value: None,
    "-dumpdir": lambda parser, value: None,
    "-B": lambda parser, value: parser.result.linker.prefixes.append(value),
    "-A": _unsupported_value("-A"),
    "-iprefix": _include_prefix,
    "-iwithprefix": lambda parser, value: parser.options.include_after.append(parser.include_prefix + value),
    "-iwithprefixbefore": lambda parser, value: parser.options.include_dirs.append(parser.include_prefix + value),
    "-imultilib": lambda parser, value: None,
    "-specs": _unsupported_value("-specs"),
    "-specs=": _unsupported_value("-specs"),
    "-wrapper": _unsupported_value("-wrapper"),
    "-emit-cfg=": _drawing,
    **{word + end: _valued_as_flag(word) for word in PASS_VALUES for end in ("", "=")},
}
_SEPARATE_ONLY: Final = frozenset(
    ("-e", "-u", "-z", "-T", "-Xlinker", "-Xassembler", "-Xpreprocessor", "-aux-info", "-dumpbase", "-dumpdir",
     "-wrapper", "-specs", *PASS_VALUES)
)  # fmt: skip
_JOINED: Final = sorted(_VALUED.keys() - _SEPARATE_ONLY, key=len, reverse=True)

_GROUPS: Final[tuple[tuple[str, Callable[[_Parser, str], None]], ...]] = (
    ("-W", _Parser.warning),
    ("-O", _Parser.optimize),
    ("-g", _Parser.debug),
    ("-f", _Parser.flag),
    ("-m", _Parser.machine),
    ("-print-", _Parser.print_query),
    ("--print-", _Parser.print_query),
    ("-std=", _Parser.standard),
    ("--std=", _Parser.standard),
    ("-d", _Parser.dump),
    ("-Q", lambda parser, value: None),
    ("--help=", lambda parser, value: parser.help()),
)

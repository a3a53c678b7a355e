"""GCC's command line: from words to an ``Invocation``.

Options are looked up by their exact word first, then by their longest known prefix.  An option that changes code
and that nothing here knows is answered with a warning, never with silence.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ccore.options import Options


class UsageError(Exception):
    """The command line cannot be followed; the message says why."""


@dataclass(slots=True)
class Input:
    """A file to compile or to hand to the linker.  ``language`` as -x names it; "" for what only the linker reads
    (objects, archives, and options such as -lm, kept in their order)."""

    path: str
    language: str


@dataclass(slots=True)
class Invocation:
    """What one command line asks for."""

    options: Options = field(default_factory=Options)
    inputs: list[Input] = field(default_factory=list)
    mode: str = "link"  # preprocess, syntax, assembly, object, link
    emit: str = ""  # "ir" or "llvm": text instead of assembly
    output: str = ""
    directives_only: bool = False
    line_markers: bool = True  # false: -P
    dump_macros: bool = False  # -dM
    dependencies: str = ""  # "", "M" (all headers), "MM" (user headers); printing only them
    dependency_files: str = ""  # "", "MD", "MMD": written beside the output
    dependency_output: str = ""  # -MF
    dependency_targets: list[tuple[str, bool]] = field(default_factory=list)  # -MT (False), -MQ (True: quote)
    dependency_phony: bool = False  # -MP
    verbose: bool = False
    dry_run: bool = False  # -###
    warnings: list[str] = field(default_factory=list)  # about the command line itself
    query: str = ""  # an answer to print instead of compiling (-dumpmachine, ...)
    linker: LinkOptions = field(default_factory=lambda: LinkOptions())
    time_report: bool = False
    save_temps: bool = False
    color: str = "auto"


@dataclass(slots=True)
class LinkOptions:
    """What the linker is to do besides joining the inputs."""

    arguments: list[str] = field(default_factory=list)  # -Wl, and -Xlinker
    search: list[str] = field(default_factory=list)  # -L
    kind: str = "pie"  # pie, exec, static, static-pie, shared, relocatable
    stdlib: bool = True
    start_files: bool = True
    default_libs: bool = True
    linker: str = "ld"  # -fuse-ld=
    script: str = ""  # -T
    pthread: bool = False
    export_dynamic: bool = False
    strip: bool = False


_LANGUAGES = {
    ".c": "c",
    ".i": "cpp-output",
    ".h": "c-header",
    ".s": "assembler",
    ".S": "assembler-with-cpp",
    ".sx": "assembler-with-cpp",
    ".ll": "llvm",
    ".ccir": "ccir",
}

# Options with a value in the same word or the next one.
_VALUED = (
    "-o", "-I", "-D", "-U", "-L", "-l", "-x", "-include", "-imacros", "-isystem", "-iquote", "-idirafter",
    "-isysroot", "-MF", "-MT", "-MQ", "-T", "-u", "-z", "-e", "-Xlinker", "-Xassembler", "-Xpreprocessor",
    "--param", "-iprefix", "-iwithprefix", "-iwithprefixbefore", "-imultilib", "-aux-info", "-dumpbase",
    "-dumpdir", "-A", "-B", "-G", "-target", "--sysroot", "-fplugin-arg", "-wrapper", "-specs",
)  # fmt: skip

# Accepted in silence: they tune GCC's own machinery, or ask for what ccore does anyway.
_IGNORED = frozenset(
    """
    -Qn -Qy -ansi-alias -faggressive-loop-optimizations -fasm -fconserve-stack -fdebug-types-section
    -fdiagnostics-show-option -fdwarf2-cfi-asm -feliminate-unused-debug-types -fexcess-precision=fast
    -fexcess-precision=standard -ffat-lto-objects -ffinite-loops -fgnu-tm -fident -finline-functions -fivopts
    -flifetime-dse=1 -fno-aggressive-loop-optimizations -fno-align-functions -fno-align-jumps
    -fno-align-labels -fno-align-loops -fno-allow-store-data-races -fno-asm -fno-associative-math
    -fno-branch-count-reg -fno-builtin-fns -fno-caller-saves -fno-code-hoisting -fno-crossjumping
    -fno-cse-follow-jumps -fno-cx-limited-range -fno-dce -fno-debug-types-section -fno-defer-pop
    -fno-diagnostics-color -fno-diagnostics-show-caret -fno-diagnostics-show-labels
    -fno-diagnostics-show-line-numbers -fno-diagnostics-show-option -fno-dse -fno-dwarf2-cfi-asm
    -fno-early-inlining -fno-eliminate-unused-debug-symbols -fno-eliminate-unused-debug-types -fno-exceptions
    -fno-expensive-optimizations -fno-fat-lto-objects -fno-finite-loops -fno-finite-math-only
    -fno-forward-propagate -fno-gcse -fno-gcse-lm -fno-gnu-tm -fno-guess-branch-probability
    -fno-harden-control-flow-redundancy -fno-hoist-adjacent-loads -fno-ident -fno-inline-functions-called-once
    -fno-inline-small-functions -fno-ipa-bit-cp -fno-ipa-cp-clone -fno-ipa-icf -fno-ipa-ra -fno-ipa-sra
    -fno-ipa-vrp -fno-isolate-erroneous-paths-dereference -fno-ivopts -fno-keep-inline-functions
    -fno-keep-static-consts -fno-lifetime-dse -fno-loop-interchange -fno-lto -fno-modulo-sched
    -fno-move-loop-invariants -fno-openacc -fno-openmp -fno-optimize-strlen -fno-partial-inlining
    -fno-pch-preprocess -fno-peephole -fno-peephole2 -fno-plt -fno-prefetch-loop-arrays
    -fno-printf-return-value -fno-profile-arcs -fno-reciprocal-math -fno-record-gcc-switches -fno-regmove
    -fno-rename-registers -fno-reorder-blocks -fno-reorder-blocks-and-partition -fno-rounding-math -fno-rtti
    -fno-sanitize=all -fno-sched-interblock -fno-schedule-insns -fno-schedule-insns2 -fno-section-anchors
    -fno-shrink-wrap -fno-signaling-nans -fno-single-precision-constant -fno-split-loops -fno-split-stack
    -fno-split-wide-types -fno-ssa-phiopt -fno-stack-check -fno-stack-limit -fno-stack-reuse
    -fno-store-merging -fno-strict-volatile-bitfields -fno-test-coverage -fno-thread-jumps
    -fno-toplevel-reorder -fno-tree-bit-ccp -fno-tree-ccp -fno-tree-ch -fno-tree-coalesce-vars
    -fno-tree-copy-prop -fno-tree-dce -fno-tree-dominator-opts -fno-tree-dse -fno-tree-forwprop -fno-tree-fre
    -fno-tree-loop-distribute-patterns -fno-tree-loop-im -fno-tree-loop-optimize -fno-tree-loop-vectorize
    -fno-tree-pre -fno-tree-scev-cprop -fno-tree-sink -fno-tree-slp-vectorize -fno-tree-sra
    -fno-tree-switch-conversion -fno-tree-ter -fno-tree-vectorize -fno-tree-vectorizer-verbose -fno-tree-vrp
    -fno-unit-at-a-time -fno-unroll-loops -fno-unsafe-math-optimizations -fno-unswitch-loops -fno-var-tracking
    -fno-var-tracking-assignments -fno-verbose-asm -fno-version-loops-for-strides -fno-web
    -fno-working-directory -fno-zero-initialized-in-bss -fpch-deps -fpch-preprocess -fplt
    -frecord-gcc-switches -fschedule-insns -fschedule-insns2 -fsigned-zeros -fstack-reuse=none
    -ftoplevel-reorder -ftrapping-math -ftree-vectorize -funit-at-a-time -funroll-loops
    -fvar-tracking-assignments -fverbose-asm -fworking-directory -m128bit-long-double
    -maccumulate-outgoing-args -mfp-ret-in-387 -mfpmath=sse -mglibc -mhard-float -mieee-fp -mlong-double-80
    -mno-3dnow -mno-3dnowa -mno-accumulate-outgoing-args -mno-align-stringops -mno-avx256-split-unaligned-load
    -mno-cld -mno-fancy-math-387 -mno-fma4 -mno-fp-ret-in-387 -mno-ieee-fp -mno-lwp -mno-mpx -mno-ms-bitfields
    -mno-push-args -mno-recip -mno-sse4a -mno-tbm -mno-tls-direct-seg-refs -mno-vzeroupper -mno-xop
    -mpush-args -mskip-rax-setup -mtls-direct-seg-refs -no-canonical-prefixes -no-integrated-cpp -nostdlib++
    -pipe -rdynamic-list
    """.split()  # noqa: SIM905
)
_IGNORED_PREFIXES = (
    "-fdiagnostics-", "-fno-diagnostics-", "-fmessage-length=", "-fmax-errors=", "-falign-loops",
    "-falign-jumps", "-falign-labels", "-ftrack-macro-expansion", "-fdebug-prefix-map=",
    "-ffile-compilation-dir=", "-frandom-seed", "-fno-ipa-", "-fno-tree-", "-ftree-", "-fipa-",
    "-finline-limit=", "-fvect-cost-model", "-fstack-limit", "-fplugin-arg-", "-mtune-ctrl", "-mbranch-cost=",
    "-mlarge-data-threshold=", "-mstringop-strategy=", "-mmemcpy-strategy=", "-mmemset-strategy=", "-fdump-",
    "-fopt-info", "-fcompare-debug", "-fprofile-", "-fsched-", "-fno-sched-", "-fira-", "-fno-ira-",
    "-fcallgraph-info", "-fsanitize-recover", "-fno-sanitize", "-fabi-version", "-fvisibility-", "-flto-",
    "-fno-selective", "-fselective", "-fcf-check", "-mno-avx512", "-mprefer-vector-width", "-mmove-max",
    "-mstore-max", "-femit-struct-debug", "-fno-var-tracking", "-fira", "-fpre", "-fauto-profile", "-fmodulo",
    "-floop-", "-fno-loop-",
)  # fmt: skip

# GCC's option for an x86 feature -> LLVM's name, where they differ.
_FEATURES = {"80387": "x87", "sse4": "sse4.2", "aes": "aes", "fxsr": "fxsr", "crc32": "crc32", "cx16": "cx16"}
_KNOWN_FEATURES = frozenset(
    """
    80387 adx aes avx avx2 avx512bw avx512cd avx512dq avx512f avx512vl bmi bmi2 clflushopt clwb crc32 cx16
    enqcmd f16c fma fsgsbase fxsr gfni invpcid lzcnt mmx movbe movdir64b movdiri pclmul pku popcnt prfchw
    ptwrite rdpid rdrnd rdseed sahf serialize sha shstk sse sse2 sse3 sse4 sse4.1 sse4.2 ssse3 vaes vpclmulqdq
    waitpkg xsave xsavec xsaveopt xsaves
    """.split()  # noqa: SIM905
)


def language_of(path: str) -> str:
    """The language that a file's name says it is; "" for the linker's inputs."""
    return _LANGUAGES.get(os.path.splitext(path)[1], "")


def expand(arguments: Iterable[str], depth: int = 0) -> list[str]:
    """Replace ``@file`` by the words in the file (GCC manual 3.2); a file that cannot be read stays as it is."""
    words: list[str] = []
    for word in arguments:
        if word.startswith("@") and depth < 20:
            try:
                text = Path(word[1:]).read_text(encoding="utf-8", errors="surrogateescape")
            except OSError:
                words.append(word)
                continue
            words.extend(expand(shlex.split(text), depth + 1))
        else:
            words.append(word)
    return words


class _Parser:
    """State of one command line's reading."""

    def __init__(self, arguments: list[str]) -> None:
        self.words = expand(arguments)
        self.at = 0
        self.result = Invocation()
        self.options = self.result.options
        self.language = ""
        self.pie: int | None = None
        self.pic: int | None = None
        self.level_seen = ""

    def value(self, word: str, name: str) -> str:
        """The value of an option in the same word or the next."""
        if len(word) > len(name):
            return word[len(name) :].removeprefix("=") if name.startswith("--") else word[len(name) :]
        self.at += 1
        if self.at >= len(self.words):
            raise UsageError(f"missing argument to '{name}'")
        return self.words[self.at]

    def run(self) -> Invocation:
        while self.at < len(self.words):
            word = self.words[self.at]
            if word == "-" or not word.startswith("-"):
                self.input(word)
            else:
                self.option(word)
            self.at += 1
        self.finish()
        return self.result

    def input(self, path: str) -> None:
        language = self.language or ("" if path == "-" else language_of(path))
        if path == "-" and not language:
            language = "c"
        self.result.inputs.append(Input(path, language))

    def option(self, word: str) -> None:
        simple = _SIMPLE.get(word)
        if simple is not None:
            simple(self)
            return
        for name in _VALUED:
            if word == name or (word.startswith(name) and len(name) == 2 and name not in ("-e", "-u", "-z", "-o-")):
                handler = _WITH_VALUE.get(name)
                if name == "-l" and word.startswith("-lang"):
                    break
                value = self.value(word, name)
                if handler is not None:
                    handler(self, value)
                return
            if len(name) > 2 and word.startswith(name) and name in _JOINABLE:
                value = self.value(word, name)
                _WITH_VALUE[name](self, value)
                return
        if word.startswith("-Wl,"):
            self.linker_words(word[4:].split(","))
        elif word.startswith("-Wa,"):
            self.options.assembler_options.extend(word[4:].split(","))
        elif word.startswith("-Wp,"):
            self.preprocessor_words(word[4:].split(","))
        elif word.startswith("-W"):
            self.warning(word)
        elif word.startswith("-O"):
            self.optimize(word[2:])
        elif word.startswith("-g"):
            self.debug(word[2:])
        elif word.startswith("-std="):
            self.standard(word[5:])
        elif word.startswith("-f"):
            self.flag(word)
        elif word.startswith("-m"):
            self.machine(word)
        elif word.startswith(("-print-", "--print-")):
            self.result.query = "print-" + word.split("print-", 1)[1]
        elif word in _IGNORED:
            pass
        elif word.startswith("-d"):
            if "M" in word[2:]:
                self.result.dump_macros = True
        else:
            raise UsageError(f"unrecognized command-line option '{word}'")

    # --- Groups -------------------------------------------------------------------------------------------------

    def linker_words(self, words: list[str]) -> None:
        self.result.linker.arguments.extend(words)

    def preprocessor_words(self, words: list[str]) -> None:
        """-Wp,-MMD,file and the like: cpp's own options."""
        result = self.result
        i = 0
        while i < len(words):
            word = words[i]
            if word in ("-MD", "-MMD"):
                result.dependency_files = word[1:]
                if i + 1 < len(words):
                    i += 1
                    result.dependency_output = words[i]
            else:
                extra = [word]
                if word in _PREPROCESSOR_VALUED and i + 1 < len(words):
                    i += 1
                    extra.append(words[i])
                saved = (self.words, self.at)
                self.words, self.at = extra, 0
                self.option(word)
                self.words, self.at = saved
            i += 1

    def warning(self, word: str) -> None:
        options = self.options
        name = word[2:]
        if name == "error":
            options.warnings_as_errors = True
        elif name == "no-error":
            options.warnings_as_errors = False
        elif name.startswith("error="):
            options.warnings[_group(name[6:])] = "error"
        elif name.startswith("no-error="):
            options.warnings[_group(name[9:])] = "no-error"
        elif name in ("all", "extra", "pedantic"):
            if name == "pedantic":
                options.pedantic = True
            options.warnings[name] = True
        elif name.startswith("no-"):
            options.warnings[_group(name[3:])] = False
        elif name:
            group = _group(name)
            if options.warnings.get(group) != "error":
                options.warnings[group] = True

    def optimize(self, level: str) -> None:
        if level == "":
            level = "1"
        if level.isdigit():
            level = str(min(int(level), 3))
        elif level not in ("s", "z", "g", "fast"):
            raise UsageError("argument to '-O' should be a non-negative integer, 'g', 's', 'z' or 'fast'")
        self.options.level = level
        if level == "fast":
            self.options.fast_math = True

    def debug(self, rest: str) -> None:
        if rest == "":
            self.options.debug = max(self.options.debug, 2)
        elif rest.isdigit():
            self.options.debug = int(rest)
        elif rest.startswith(("gdb", "dwarf")):
            tail = rest[-1]
            if rest.startswith("gdb") and tail.isdigit():
                self.options.debug = int(tail)
            else:
                self.options.debug = max(self.options.debug, 2)

    def standard(self, name: str) -> None:
        if name not in _STANDARDS:
            raise UsageError(f"unrecognized command-line option '-std={name}'")
        self.options.standard = name

    def flag(self, word: str) -> None:
        options = self.options
        name = word[2:]
        on = not name.startswith("no-")
        base = name if on else name[3:]
        if base.startswith("builtin-"):
            if not on:
                options.no_builtin_functions.add(base[8:])
            return
        field_name = _FLAGS.get(base)
        if field_name is not None:
            setattr(options, field_name, on)
            return
        negative = _NEGATED_FLAGS.get(base)
        if negative is not None:
            setattr(options, negative, not on)
            return
        handler = _FLAG_HANDLERS.get(base.split("=", 1)[0])
        if handler is not None:
            handler(self, base.split("=", 1)[1] if "=" in base else "", on)
            return
        if word in _IGNORED or word.startswith(_IGNORED_PREFIXES):
            return
        self.unknown(word)

    def machine(self, word: str) -> None:
        options = self.options
        name = word[2:]
        if word in _IGNORED or word.startswith(_IGNORED_PREFIXES):
            return
        key, _, value = name.partition("=")
        on = not name.startswith("no-")
        base = name if on else name[3:]
        handler = _MACHINE.get(key)
        if handler is not None:
            handler(self, value)
        elif base == "red-zone":
            options.red_zone = on
        elif base == "general-regs-only":
            options.general_regs_only = on
        elif base == "soft-float":
            options.soft_float = on
        elif base in _MACHINE_FLAGS:
            setattr(options, base.replace("-", "_"), on)
        elif base == "omit-leaf-frame-pointer":
            pass
        elif base in _KNOWN_FEATURES:
            options.features.append(("+" if on else "-") + _FEATURES.get(base, base))
        elif not on:
            pass  # turning off what ccore never does changes nothing
        else:
            self.unknown(word)

    def unknown(self, word: str) -> None:
        self.result.warnings.append(f"option '{word}' is not known; it has no effect")

    def finish(self) -> None:
        result, options = self.result, self.options
        if self.pic is not None:
            options.pic = self.pic
        if self.pie is not None:
            options.pie = self.pie
        elif self.pic is None:
            options.pie = 0
        if options.position_independent is False and result.linker.kind == "pie" and self.pie == 0:
            result.linker.kind = "exec"
        if options.standard.startswith(("c", "iso")) and options.fp_contract == "fast":
            options.fp_contract = "off"


def _group(name: str) -> str:
    """A warning group's name without its level: implicit-fallthrough=5."""
    return name.split("=", 1)[0]


_STANDARDS = frozenset(
    """
    c89 c90 iso9899:1990 iso9899:199409 gnu89 gnu90 c99 c9x iso9899:1999 gnu99 gnu9x c11 c1x iso9899:2011 gnu11 gnu1x
    c17 c18 iso9899:2017 iso9899:2018 gnu17 gnu18 c2x c23 gnu2x gnu23 iso9899:2024
    """.split()  # noqa: SIM905
)

_MACHINE_FLAGS = ("fentry", "record-mcount", "nop-mcount", "indirect-branch-register", "indirect-branch-cs-prefix")
_PREPROCESSOR_VALUED = ("-MT", "-MQ", "-MF", "-include", "-imacros", "-isystem", "-D", "-U", "-I")

_Action = Callable[[_Parser], None]


def _set(name: str, value: object) -> _Action:
    def action(parser: _Parser) -> None:
        setattr(parser.options, name, value)

    return action


def _result(name: str, value: object) -> _Action:
    def action(parser: _Parser) -> None:
        setattr(parser.result, name, value)

    return action


def _link(name: str, value: object) -> _Action:
    def action(parser: _Parser) -> None:
        setattr(parser.result.linker, name, value)

    return action


def _nostdlib(parser: _Parser) -> None:
    parser.result.linker.stdlib = parser.result.linker.start_files = parser.result.linker.default_libs = False


def _pedantic_errors(parser: _Parser) -> None:
    parser.options.pedantic = parser.options.pedantic_errors = True


def _ansi(parser: _Parser) -> None:
    parser.options.standard = "c90"


def _pthread(parser: _Parser) -> None:
    parser.result.linker.pthread = True
    parser.options.macros.append(("_REENTRANT", "1"))


def _strip(parser: _Parser) -> None:
    parser.result.linker.strip = True


def _nothing(parser: _Parser) -> None:
    return


_SIMPLE: dict[str, _Action] = {
    "-c": _result("mode", "object"),
    "-S": _result("mode", "assembly"),
    "-E": _result("mode", "preprocess"),
    "-fsyntax-only": _result("mode", "syntax"),
    "-P": _result("line_markers", False),
    "-dM": _result("dump_macros", True),
    "-M": _result("dependencies", "M"),
    "-MM": _result("dependencies", "MM"),
    "-MD": _result("dependency_files", "MD"),
    "-MMD": _result("dependency_files", "MMD"),
    "-MP": _result("dependency_phony", True),
    "-MG": _nothing,
    "-v": _result("verbose", True),
    "-###": _result("dry_run", True),
    "--version": _result("query", "version"),
    "-dumpversion": _result("query", "dumpversion"),
    "-dumpfullversion": _result("query", "dumpfullversion"),
    "-dumpmachine": _result("query", "dumpmachine"),
    "-dumpspecs": _result("query", "dumpspecs"),
    "--help": _result("query", "help"),
    "--target-help": _result("query", "help"),
    "-emit-ir": _result("emit", "ir"),
    "-emit-llvm": _result("emit", "llvm"),
    "-save-temps": _result("save_temps", True),
    "-nostdinc": _set("standard_includes", False),
    "-undef": _set("undef_all", True),
    "-C": _set("keep_comments", True),
    "-CC": _set("keep_comments", True),
    "-w": _set("no_warnings", True),
    "-ansi": _ansi,
    "-pedantic": _set("pedantic", True),
    "--pedantic": _set("pedantic", True),
    "-Wpedantic": _set("pedantic", True),
    "-pedantic-errors": _pedantic_errors,
    "-p": _set("profile", True),
    "-pg": _set("profile", True),
    "-time-passes": _set("time_passes", True),
    "-verify-each": _set("verify_each", True),
    "-static": _link("kind", "static"),
    "-static-pie": _link("kind", "static-pie"),
    "-shared": _link("kind", "shared"),
    "-pie": _link("kind", "pie"),
    "-no-pie": _link("kind", "exec"),
    "-nopie": _link("kind", "exec"),
    "-r": _link("kind", "relocatable"),
    "-nostdlib": _nostdlib,
    "-nostartfiles": _link("start_files", False),
    "-nodefaultlibs": _link("default_libs", False),
    "-nolibc": _nothing,
    "-rdynamic": _link("export_dynamic", True),
    "-pthread": _pthread,
    "-pipe": _nothing,
    "-s": _strip,
    "-static-libgcc": _nothing,
    "-shared-libgcc": _nothing,
    "-trigraphs": _nothing,
    "-traditional": _nothing,
    "-traditional-cpp": _nothing,
    "-H": _nothing,
    "-Q": _nothing,
    "-m64": _set("bits", 64),
    "-m32": _set("bits", 32),
    "-m16": _set("bits", 16),
}


def _define(parser: _Parser, value: str) -> None:
    name, sign, body = value.partition("=")
    parser.options.macros.append((name, body if sign else "1"))


def _undefine(parser: _Parser, value: str) -> None:
    parser.options.macros.append((value, None))


def _language(parser: _Parser, value: str) -> None:
    if value == "none":
        parser.language = ""
    elif value in (*_LANGUAGES.values(), "c-header"):
        parser.language = value
    else:
        raise UsageError(f"language {value} not recognized")


def _output(parser: _Parser, value: str) -> None:
    parser.result.output = value


def _target(name: str, quote: bool) -> Callable[[_Parser, str], None]:
    def action(parser: _Parser, value: str) -> None:
        parser.result.dependency_targets.append((value, quote))

    return action


def _append(name: str) -> Callable[[_Parser, str], None]:
    def action(parser: _Parser, value: str) -> None:
        getattr(parser.options, name).append(value)

    return action


def _library(parser: _Parser, value: str) -> None:
    parser.result.inputs.append(Input("-l" + value, ""))


def _pass_set(name: str) -> Callable[[_Parser, str], None]:
    def action(parser: _Parser, value: str) -> None:
        getattr(parser.options, name).update(value.split(","))

    return action


_WITH_VALUE: dict[str, Callable[[_Parser, str], None]] = {
    "-o": _output,
    "-I": _append("include_dirs"),
    "-D": _define,
    "-U": _undefine,
    "-L": lambda p, v: p.result.linker.search.append(v),
    "-l": _library,
    "-x": _language,
    "-include": _append("includes"),
    "-imacros": _append("imacros"),
    "-isystem": _append("include_system"),
    "-iquote": _append("include_quote"),
    "-idirafter": _append("include_after"),
    "-isysroot": lambda p, v: setattr(p.options, "sysroot", v),
    "--sysroot": lambda p, v: setattr(p.options, "sysroot", v),
    "-MF": lambda p, v: setattr(p.result, "dependency_output", v),
    "-MT": _target("-MT", False),
    "-MQ": _target("-MQ", True),
    "-T": lambda p, v: setattr(p.result.linker, "script", v),
    "-u": lambda p, v: p.linker_words(["-u", v]),
    "-z": lambda p, v: p.linker_words(["-z", v]),
    "-e": lambda p, v: p.linker_words(["-e", v]),
    "-Xlinker": lambda p, v: p.linker_words([v]),
    "-Xassembler": lambda p, v: p.options.assembler_options.append(v),
    "-Xpreprocessor": lambda p, v: p.preprocessor_words([v]),
}
_JOINABLE = frozenset(
    ("-include", "-imacros", "-isystem", "-iquote", "-idirafter", "-isysroot", "--sysroot", "-MF", "-MT", "-MQ")
)

# -fname sets the field to True, -fno-name to False.
_FLAGS = {
    "freestanding": "freestanding",
    "short-wchar": "short_wchar",
    "short-enums": "short_enums",
    "gnu89-inline": "gnu89_inline",
    "ms-extensions": "ms_extensions",
    "plan9-extensions": "ms_extensions",
    "common": "common",
    "lazy-headers": "lazy_headers",
    "strict-aliasing": "strict_aliasing",
    "delete-null-pointer-checks": "delete_null_pointer_checks",
    "jump-tables": "jump_tables",
    "function-sections": "function_sections",
    "data-sections": "data_sections",
    "omit-frame-pointer": "omit_frame_pointer",
    "optimize-sibling-calls": "optimize_sibling_calls",
    "asynchronous-unwind-tables": "unwind_tables",
    "unwind-tables": "unwind_tables",
    "stack-clash-protection": "stack_clash_protection",
    "semantic-interposition": "semantic_interposition",
    "fast-math": "fast_math",
    "math-errno": "math_errno",
    "trapping-math": "trapping_math",
    "inline": "inline",
    "stack-usage": "stack_usage",
    "merge-constants": "merge_constants",
    "merge-all-constants": "merge_all_constants",
    "signed-char": "signed_char",
    "integrated-assembler": "integrated_assembler",
    "wrapv": "wrapv",
    "wrapv-pointer": "wrapv",
    "profile": "profile",
}
_NEGATED_FLAGS = {"hosted": "freestanding", "strict-overflow": "wrapv", "unsigned-char": "signed_char"}


def _pic(level: int) -> Callable[[_Parser, str, bool], None]:
    def action(parser: _Parser, value: str, on: bool) -> None:
        parser.pic = level if on else 0
        if not on and parser.pie is None:
            parser.pie = 0

    return action


def _pie(level: int) -> Callable[[_Parser, str, bool], None]:
    def action(parser: _Parser, value: str, on: bool) -> None:
        parser.pie = level if on else 0

    return action


def _builtin(parser: _Parser, value: str, on: bool) -> None:
    parser.options.no_builtin = not on


def _stack_protector(kind: str) -> Callable[[_Parser, str, bool], None]:
    def action(parser: _Parser, value: str, on: bool) -> None:
        parser.options.stack_protector = kind if on else ""

    return action


def _text(name: str, default: str = "", off: str = "") -> Callable[[_Parser, str, bool], None]:
    def action(parser: _Parser, value: str, on: bool) -> None:
        setattr(parser.options, name, (value or default) if on else off)

    return action


def _patchable(parser: _Parser, value: str, on: bool) -> None:
    parts = [int(p) for p in value.split(",") if p.isdigit()]
    if not parts:
        raise UsageError("argument to '-fpatchable-function-entry=' should be N or N,M")
    parser.options.patchable_function_entry = (parts[0], parts[1] if len(parts) > 1 else 0)


def _prefix_map(parser: _Parser, value: str, on: bool) -> None:
    old, _, new = value.partition("=")
    parser.options.path_prefix_map.append((old, new))


def _align_functions(parser: _Parser, value: str, on: bool) -> None:
    first = value.split(":")[0].split(",")[0]
    parser.options.align_functions = int(first) if on and first.isdigit() else 0


def _flex(parser: _Parser, value: str, on: bool) -> None:
    parser.options.strict_flex_arrays = (int(value) if value.isdigit() else 3) if on else 0


def _fuse(parser: _Parser, value: str, on: bool) -> None:
    parser.result.linker.linker = {"bfd": "ld", "lld": "ld.lld", "gold": "ld.gold", "mold": "mold"}.get(
        value, "ld." + value
    )


def _plugin(parser: _Parser, value: str, on: bool) -> None:
    parser.options.plugins.append(value)


def _lto(parser: _Parser, value: str, on: bool) -> None:
    if on:
        parser.result.warnings.append("option '-flto' is not supported; objects hold machine code as without it")


_FLAG_HANDLERS: dict[str, Callable[[_Parser, str, bool], None]] = {
    "pic": _pic(1),
    "PIC": _pic(2),
    "pie": _pie(1),
    "PIE": _pie(2),
    "builtin": _builtin,
    "stack-protector": _stack_protector("on"),
    "stack-protector-strong": _stack_protector("strong"),
    "stack-protector-all": _stack_protector("all"),
    "stack-protector-explicit": _stack_protector("explicit"),
    "cf-protection": _text("cf_protection", "full", "none"),
    "visibility": _text("visibility"),
    "tls-model": lambda p, v, on: setattr(
        p.options,
        "tls_model",
        {"global-dynamic": "general-dynamic"}.get(v, v),
    ),  # fmt: skip
    "zero-call-used-regs": _text("zero_call_used_regs"),
    "trivial-auto-var-init": lambda p, v, on: setattr(
        p.options, "trivial_auto_var_init", "" if v == "uninitialized" else v
    ),
    "patchable-function-entry": _patchable,
    "macro-prefix-map": _prefix_map,
    "file-prefix-map": _prefix_map,
    "align-functions": _align_functions,
    "strict-flex-arrays": _flex,
    "use-ld": _fuse,
    "fp-contract": lambda p, v, on: setattr(p.options, "fp_contract", "off" if v == "on" else v),
    "fp-int-builtin-inexact": lambda p, v, on: None,
    "fplugin": _plugin,
    "plugin": _plugin,
    "lto": _lto,
    "disable-pass": lambda p, v, on: p.options.disabled_passes.update(v.split(",")),
    "print-after": lambda p, v, on: p.options.print_after.update(v.split(",")),
    "time-passes": lambda p, v, on: setattr(p.options, "time_passes", on),
    "verify-each": lambda p, v, on: setattr(p.options, "verify_each", on),
}


def _machine_text(name: str) -> Callable[[_Parser, str], None]:
    def action(parser: _Parser, value: str) -> None:
        setattr(parser.options, name, value)

    return action


def _cmodel(parser: _Parser, value: str) -> None:
    if value not in ("small", "kernel", "medium", "large"):
        raise UsageError(f"unrecognized argument in option '-mcmodel={value}'")
    parser.options.code_model = value


def _regparm(parser: _Parser, value: str) -> None:
    parser.options.regparm = int(value) if value.isdigit() else 0


def _boundary(parser: _Parser, value: str) -> None:
    parser.options.preferred_stack_boundary = int(value) if value.isdigit() else 0


def _guard_offset(parser: _Parser, value: str) -> None:
    parser.options.stack_protector_guard_offset = int(value, 0)


_MACHINE: dict[str, Callable[[_Parser, str], None]] = {
    "cmodel": _cmodel,
    "arch": _machine_text("cpu"),
    "tune": _machine_text("tune"),
    "cpu": _machine_text("tune"),
    "regparm": _regparm,
    "preferred-stack-boundary": _boundary,
    "indirect-branch": _machine_text("indirect_branch"),
    "function-return": _machine_text("function_return"),
    "harden-sls": _machine_text("harden_sls"),
    "stack-protector-guard": _machine_text("stack_protector_guard"),
    "stack-protector-guard-reg": _machine_text("stack_protector_guard_reg"),
    "stack-protector-guard-symbol": _machine_text("stack_protector_guard_symbol"),
    "stack-protector-guard-offset": _guard_offset,
    "incoming-stack-boundary": lambda p, v: None,
    "fpmath": lambda p, v: None,
    "tls-dialect": lambda p, v: None,
    "abi": lambda p, v: None,
    "x86-used-note": lambda p, v: None,
    "align-data": lambda p, v: None,
    "asm": lambda p, v: None,
}


def parse(arguments: list[str]) -> Invocation:
    """Read a command line (without the program's own name).  Raises ``UsageError``."""
    return _Parser(arguments).run()

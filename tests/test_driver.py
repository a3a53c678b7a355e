"""The command line: what ccore does with GCC's options, beside GCC itself where the two must agree."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from command_line import ccore, gcc
from elftools.elf.elffile import ELFFile

from ccore import arguments
from ccore.invocation import UsageError

SOURCE = '#include <stddef.h>\n#include "h.h"\nint main(void) { return H - 1; }\n'
ASSEMBLY = "#define ANSWER 42\n.globl f\nf: mov $ANSWER, %eax\n ret\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.c").write_text(SOURCE)
    (tmp_path / "h.h").write_text("#define H 1\nextern int h;\n")
    (tmp_path / "b.c").write_text("int b(void) { return 2; }\n")
    (tmp_path / "bad.c").write_text("int f(void) { return nope; }\n")
    (tmp_path / "s.S").write_text(ASSEMBLY)
    (tmp_path / "t.s").write_text(".globl t\nt: ret\n")
    (tmp_path / "out").mkdir()
    return tmp_path


def listing() -> set[str]:
    return {str(p) for p in Path().rglob("*") if p.is_file()}


def files_made(compiler: object, words: Sequence[str]) -> tuple[int, set[str], dict[str, str]]:
    """Status, the new files, and the text of those that make reads."""
    before = listing()
    result = compiler(*words)  # type: ignore[operator]
    made = listing() - before
    rules = {name: tidied(Path(name).read_text()) for name in made if name.endswith(".d")}
    if result.stdout:
        rules["-"] = tidied(result.stdout)
    for name in made:
        os.unlink(name)
    return result.status, made, rules


def tidied(rule: str) -> str:
    """A make rule without the headers that each compiler brings along, and without line breaks."""
    words = rule.replace("\\\n", " ").split(" ")
    kept = [w for w in words if w and not re.search(r"/gcc/.*/include/|ccore/include/", w)]
    return " ".join(kept).replace(" \n", "\n")


FILES = [
    "-c a.c", "-c a.c -o out/x.o", "-c a.c b.c", "-S a.c", "-S a.c -o out/x.s", "a.c", "a.c -o exe", "a.c b.c -o exe",
    "-c s.S", "-c t.s -o x.o", "-c t.s s.S a.c", "-fsyntax-only a.c", "-x c a.c -c",
    "-x assembler-with-cpp s.S -x none a.c -c", "-shared -fPIC b.c -o libb.so", "-r b.c -o b.ro", "-E a.c -o a.i",
    "-c missing.c", "-c missing.c b.c", "missing.o", "-c a.c -o a.c", "-c -o x.o a.c b.c", "-o x", "-c",
    "-c a.c -x bad b.c",
    "-c @absent", "a.c -nostdlib -o exe", "-static a.c -o exe", "-no-pie a.c -o exe", "-c bad.c -o bad.o",
    "bad.c b.c -o exe", "-lm", "-c h.h -fsyntax-only", "-",
]  # fmt: skip

RULES = [
    "-MD -c a.c", "-MMD -c a.c", "-MMD -c a.c -o out/a.o", "-Wp,-MMD,out/x.d -c a.c -o out/a.o", "-Wp,-MD,x.d -c a.c",
    "-MMD a.c -o exe", "-MMD a.c", "-MMD -c a.c b.c", "-S -MMD a.c -o out/x.s", "-S -MMD a.c", "-MM a.c", "-M a.c",
    "-MM a.c -o out/r.d", "-MM -MF out/r.d a.c", "-MMD -MF - -c a.c", "-MMD -MF q.d -c a.c", "-MM -MP a.c",
    "-MM -MT target a.c", "-MM -MT $(x)y -MQ $(x)y a.c", "-MMD -MP -MT out/z.o -c a.c -o out/a.o", "-MM s.S",
    "-M s.S",
    "-MD -c s.S -o out/s.o", "-fsyntax-only -MMD a.c", "-E -MMD a.c -o foo.i -P", "-MM -include b.c a.c",
    "-M -MG- bad.c",
    "-MM -MFjoined.d a.c",
]  # fmt: skip


@pytest.mark.parametrize("words", FILES)
def test_status_and_files_as_gcc(words: str, folder: Path) -> None:
    ours, theirs = files_made(ccore, words.split()), files_made(gcc, words.split())
    assert ours[:2] == theirs[:2] if theirs[0] == 0 else ours[0] == 1
    if theirs[0]:
        assert ours[1] <= theirs[1], f"left behind after an error: {ours[1]}"


@pytest.mark.parametrize("words", RULES)
def test_dependencies_as_gcc(words: str, folder: Path) -> None:
    assert files_made(ccore, words.split()) == files_made(gcc, words.split())


@pytest.mark.parametrize(
    "words",
    ["-E -P a.c", "-E -P -DH=5 b.c", "-E -P -xc h.h", "-E -P -undef -U__x86_64__ b.c", "-E -P s.S", "-E -P -I out a.c"],
)
def test_preprocessed_as_gcc(words: str, folder: Path) -> None:
    def lines(text: str) -> list[str]:
        return [line.strip() for line in text.splitlines() if line.strip() and "ptrdiff" not in line]

    ours, theirs = ccore(*words.split()).good(), gcc(*words.split())
    assert lines(ours.stdout)[-2:] == lines(theirs.stdout)[-2:]


def test_linemarkers_and_macros(folder: Path) -> None:
    assert re.search('# [12] "h.h" 1', ccore("-E", "a.c").good().stdout)
    assert "# 1" not in ccore("-E", "-P", "a.c").good().stdout
    assert "#define H 1\n" in ccore("-E", "-dM", "a.c").good().stdout


@pytest.mark.parametrize("option", ["-dD", "-dN", "-dI", "-dDI", "-dNI"])
def test_directives_are_kept_as_gcc(option: str, folder: Path) -> None:
    (folder / "i.h").write_text("#ifndef H\n#define H\nint h;\n#endif\n")
    (folder / "d.c").write_text(
        '#define A 1\nint a;\n#include "i.h"\n#include "i.h"\n#undef A\n#undef none\n#define F(x,y...) x ## y, #x\n'
        "int b; F(1,2)\n#if 0\n#define NOT\n#endif\n#define A  (  2 )\n#define EMPTY\n"
    )

    def lines(text: str) -> list[str]:
        kept = [line.rstrip() for line in text[text.rindex('# 1 "d.c"') :].splitlines()]
        return [line for line in kept if line and not line.startswith("# ")]

    words = [option, "-E", "d.c"]
    assert lines(ccore(*words).good().stdout) == lines(gcc(*words).stdout)


QUERIES = [
    "-dumpmachine", "-dumpversion", "-dumpfullversion", "-print-file-name=libgcc.a", "-print-file-name=none.x",
    "-print-libgcc-file-name", "-print-multi-directory", "-print-multiarch", "-print-sysroot",
    "-print-multi-os-directory",
    "--print-file-name=crtbegin.o",
]  # fmt: skip


@pytest.mark.parametrize("word", QUERIES)
def test_answers_as_gcc(word: str) -> None:
    assert ccore(word).good().stdout.strip() == gcc(word).stdout.strip()


def test_other_answers(folder: Path) -> None:
    assert (Path(ccore("-print-file-name=include").good().stdout.strip()) / "stddef.h").exists()
    assert "gcc" in ccore("--version").good().stdout
    assert "-emit-ir" in ccore("--help").good().stdout
    shown = ccore("-v")
    assert shown.status == 0 and "gcc version 12" in shown.stderr
    shown = ccore("-v", "-E", "a.c", "-I", "out")
    assert "#include <...> search starts here:\n out\n" in shown.stderr and "End of search list." in shown.stderr


@pytest.mark.parametrize("option", ["", "-fPIC", "-fpic", "-fpie", "-fno-pie", "-fno-pic", "-fPIC -fpie",
    "-fPIE -fno-PIC",
                                    "-shared", "-no-pie", "-static", "-fno-pie -fPIC", "-fno-PIC -fpie"])  # fmt: skip
def test_position_independence_as_gcc(option: str, folder: Path) -> None:
    def macros(text: str) -> list[str]:
        return sorted(line for line in text.splitlines() if re.search("__PI[CE]__", line))

    words = [*option.split(), "-E", "-dM", "b.c"]
    assert macros(ccore(*words).stdout) == macros(gcc(*words).stdout)


LINKS = [
    "", "-static", "-shared", "-static-pie", "-no-pie", "-nostdlib", "-nostartfiles", "-nodefaultlibs", "-nolibc",
    "-pthread",
    "-rdynamic -s", "-static-libgcc", "-shared-libgcc", "-shared -shared-libgcc", "-shared -static",
    "-static -shared -pthread", "-rdynamic -static", "-shared -symbolic", "-n -t", "--static", "--entry=main",
    "-Wl,--whole-archive x.a -lz -Wl,--no-whole-archive y.o -lm",
    "-L. -Lout -lq x.a",
    "-e start -u sym -z now", "-T script.ld", "-Ttext=0x100", "-Wl,-Map,out.map,--gc-sections", "-Xlinker -v", "-r",
]  # fmt: skip


@pytest.mark.parametrize("words", LINKS)
def test_linker_words_as_gcc(words: str, folder: Path) -> None:
    """The words and their order; of the directories only the user's, of files the names."""

    def essence(text: str) -> list[str]:
        line = [part for part in text.splitlines() if re.search(r"collect2\"? |^ \"?ld", part)][-1]
        found: list[str] = []
        for word in line.replace('"', "").split()[1:]:
            if word.startswith(("-plugin", "-fresolution", "-L/")) or "/liblto" in word or "lto-wrapper" in word:
                continue
            if words == "-r" and word in ("-dynamic-linker", "/lib64/ld-linux-x86-64.so.2", "--eh-frame-hdr"):
                continue
            found.append(os.path.basename(word) if word.startswith("/usr/lib") else word)
        return found

    wanted = [*words.split(), "-o", "out/p"]
    ours, theirs = essence(ccore("-###", "m.o", *wanted).stderr), essence(gcc("-###", "m.o", *wanted).stderr)
    if words == "-static-pie":
        theirs.reverse()
        theirs.remove("-pie")  # GCC says it twice
        theirs.reverse()
    assert ours == theirs


def test_linked_programs_run(folder: Path) -> None:
    ccore("-c", "b.c").good()
    (folder / "m.c").write_text('int b(void); int puts(const char *); int main(void) { puts("hi"); return b(); }\n')
    for words in (
        "m.c b.o -o p",
        "-no-pie -fno-pie m.c b.o -o p",
        "-static m.c b.c -o p",
        "-O2 m.c b.c -o p",
        "-fuse-ld=bfd m.c b.c -o p",
    ):
        ccore(*words.split()).good()
        done = subprocess.run(["./p"], capture_output=True, check=False)
        assert (done.returncode, done.stdout) == (2, b"hi\n"), words
    ccore("-shared", "-fPIC", "b.c", "-o", "libb.so").good()
    ccore("m.c", "-L.", "-lb", "-Wl,-rpath,.", "-o", "p").good()
    assert subprocess.run(["./p"], capture_output=True, check=False).returncode == 2
    failed = ccore("m.c", "-o", "p2")
    assert failed.status == 1 and "undefined reference to `b'" in failed.stderr and not Path("p2").exists()


def test_response_files(folder: Path) -> None:
    (folder / "inner").write_text("-DNAME='\"two words\"'\n")
    (folder / "words").write_text("-E -P\n@inner 'a file.c'")
    (folder / "a file.c").write_text("char *s = NAME;\n")
    assert ccore("@words").good().stdout == 'char *s = "two words";\n'
    (folder / "words").write_text("-E 'open")
    assert ccore("@words").status == 1


def test_standard_input(folder: Path) -> None:
    assert ccore("-E", "-P", "-", stdin=b"x y\n").good().stdout == "x y\n"
    ccore("-x", "c", "-c", "-", "-o", "x.o", stdin=b"int x;").good()
    assert Path("x.o").exists()
    assert "-E or -x required" in ccore("-", stdin=b"int x;").stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("-frobnicate", "option '-frobnicate' is not supported"),
        ("-mfrobnicate", "option '-mfrobnicate'"),
        ("-mno-frobnicate", "option '-mno-frobnicate'"),
        ("-Wfrobnicate", "option '-Wfrobnicate'"),
        ("-fsplit-stack", "option '-fsplit-stack'"),
        ("-fprofile-arcs", "option '-fprofile-arcs'"),
        ("-fexceptions", "option '-fexceptions'"),
        ("-fopenmp", "option '-fopenmp'"),
        ("-mlong-double-128", "option '-mlong-double-128'"),
        ("-mfpmath=387", "option '-mfpmath=387'"),
        ("-mabi=ms", "option '-mabi=ms'"),
        ("-masm=intel", "option '-masm=intel'"),
        ("-fno-zero-initialized-in-bss", "option '-fno-zero-initialized-in-bss'"),
        ("-flto", "option '-flto'"),
        ("-C", "option '-C'"),
        ("-gsplit-dwarf", "option '-gsplit-dwarf'"),
    ],
)
def test_what_has_no_effect_is_a_warning(words: str, message: str, folder: Path) -> None:
    result = ccore("-c", "b.c", *words.split())
    assert result.status == 0 and message in result.stderr and "warning:" in result.stderr
    assert "[-Wunsupported-option]" in result.stderr and Path("b.o").exists()
    os.unlink("b.o")
    strict = ccore("-Werror", "-c", "b.c", *words.split())
    assert strict.status == 1 and "error:" in strict.stderr and not Path("b.o").exists()
    ccore("-c", "b.c", "-Wno-unsupported-option", *words.split()).good()


SILENT = """
    -O -O0 -O1 -O2 -O3 -O9 -Os -Oz -Og -Ofast -g -g0 -g3 -ggdb -ggdb3 -gdwarf-5 -gno-column-info
    -std=c11 -std=gnu89 -ansi -pedantic -Wall -Wextra -Wno-frobnicate -Wimplicit-fallthrough=5
    -Wframe-larger-than=2048 -w -fno-ivopts -fno-tree-vectorize -fno-common -fno-strict-aliasing -fwrapv
    -fno-delete-null-pointer-checks -pipe -fno-exceptions -fno-stack-protector -fstack-protector-strong
    -fomit-frame-pointer -fno-PIE -ffreestanding -funsigned-char -mno-sse -mno-mmx -mno-3dnow -mno-avx512f -msse4.2
    -mno-80387 -mpopcnt -mtune=generic -march=x86-64 -march=x86-64-v3 -mskip-rax-setup -mno-fp-ret-in-387
    -mpreferred-stack-boundary=3 -fno-asynchronous-unwind-tables -falign-functions=16 -falign-loops=1
    -fconserve-stack -fmacro-prefix-map=a=b -fdebug-prefix-map=a=b -fplt -frandom-seed=x -fdiagnostics-color=always
    -fmessage-length=0 -ftrivial-auto-var-init=zero -fzero-call-used-regs=used-gpr -mharden-sls=all
    -mindirect-branch-cs-prefix -Wa,--noexecstack -Wp,-DX --param=x=1 -fmax-errors=3 -Wfatal-errors
    -fvisibility=hidden -fno-semantic-interposition -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -mno-red-zone
"""


@pytest.mark.parametrize("word", SILENT.split())
def test_what_builds_use_is_silent(word: str, folder: Path) -> None:
    invocation = arguments.parse(["-c", "b.c", word])
    assert not invocation.warnings and [i.path for i in invocation.inputs] == ["b.c"]


@pytest.mark.parametrize(
    "words",
    ["-bogus", "--bogus", "-Obad", "-std=bad", "-march=bad", "-mtune=bad", "-mcmodel=bad", "-fvisibility=bad", "-o",
     "-I", "-D", "-include", "-Xlinker", "-MF", "-fcf-protection=bad", "-mindirect-branch=bad", "-Werror=bogus",
     "-gfoo",
     "-fmax-errors=x", "-falign-functions=x", "-mpreferred-stack-boundary=x", "-print-bogus", "-ftls-model=x",
     "-x bad",
     "-fpatchable-function-entry=x", "-fpatchable-function-entry=1,2", "-mstack-protector-guard-offset=x",
     "-ffp-contract=x",
     "-fzero-call-used-regs=x", "-ftrivial-auto-var-init=x", "-fuse-ld=x", "-mcmodel=kernel -fPIC", "-m32",
     "-fsanitize=bogus", "-fno-sanitize=bogus", "-fsanitize=all"],
)  # fmt: skip
def test_what_cannot_be_followed_is_an_error(words: str, folder: Path) -> None:
    result = ccore("-c", "b.c", *words.split())
    assert result.status == 1 and "error: " in result.stderr and not Path("b.o").exists()
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ("", 0, "warning: #warning w [-Wcpp]"),
        ("-Werror", 1, "error: #warning w [-Werror=cpp]"),
        ("-Werror=cpp", 1, "error: #warning w [-Werror=cpp]"),
        ("-Werror -Wno-error=cpp", 0, "warning: #warning w [-Wcpp]"),
        ("-Wno-error=cpp -Werror", 0, "warning: #warning w [-Wcpp]"),
        ("-Werror -Wno-error", 0, "warning: #warning w [-Wcpp]"),
        ("-Wno-cpp", 0, ""),
        ("-Werror -Wno-cpp", 0, ""),
        ("-Werror=cpp -Wno-cpp", 0, ""),
        ("-Werror=cpp -Wcpp", 1, "error: #warning w [-Werror=cpp]"),
        ("-w", 0, ""),
        ("-w -Werror", 0, ""),
    ],
)
def test_warnings_and_werror(words: str, status: int, said: str, folder: Path) -> None:
    (folder / "w.c").write_text("#warning w\nint x;\n")
    result = ccore("-c", "w.c", *words.split())
    assert result.status == status and said in result.stderr and bool(said) == bool(result.stderr)
    assert gcc("-c", "w.c", "-o", "g.o", *words.split()).status == status


def test_error_limit(folder: Path) -> None:
    (folder / "many.c").write_text("".join(f"int f{i}(void) {{ return n{i}; }}\n" for i in range(60)))
    assert ccore("-c", "many.c", "-fmax-errors=0").stderr.count("' undeclared") == 60
    assert ccore("-c", "many.c", "-fmax-errors=3").stderr.count("' undeclared") == 3
    assert ccore("-c", "many.c", "-Wfatal-errors").stderr.count("' undeclared") == 1


def test_outputs_are_whole_or_not_there(folder: Path) -> None:
    (folder / "b.o").write_bytes(b"old")
    old = os.umask(0o027)
    try:
        ccore("-c", "b.c").good()
    finally:
        os.umask(old)
    assert stat.S_IMODE(os.stat("b.o").st_mode) == 0o640
    assert ccore("-c", "bad.c", "-o", "b.o").status == 1
    with open("b.o", "rb") as stream:
        assert ELFFile(stream)["e_type"] == "ET_REL"
    assert ccore("-c", "b.c", "-o", "/dev/null").good() and stat.S_ISCHR(os.stat("/dev/null").st_mode)
    assert not [name for name in listing() if ".ccore-" in name]
    assert ccore("-S", "b.c", "-o", "-").good().stdout.count("b:") >= 1


def test_assembly_sources(folder: Path) -> None:
    ccore("-c", "s.S", "-o", "s.o").good()
    ccore("-c", "-fno-integrated-as", "s.S", "-o", "g.o").good()
    ccore("-c", "-Wa,-defsym,N=7", "t.s", "-o", "d.o").good()
    for name, symbol in (("s.o", "f"), ("g.o", "f"), ("d.o", "N")):
        with open(name, "rb") as stream:
            assert ELFFile(stream).get_section_by_name(".symtab").get_symbol_by_name(symbol), name
    (folder / "wide.S").write_text(
        "#ifdef __x86_64__\n.error\n#endif\n#ifndef __ASSEMBLER__\n.error\n#endif\nmov %cs, %ax\n"
    )
    ccore("-m32", "-c", "wide.S", "-o", "w.o").good()
    with open("w.o", "rb") as stream:
        assert ELFFile(stream)["e_machine"] == "EM_386"
    both = ccore("-c", "s.S", "b.c")  # what the first needs must not leak into the second
    assert both.status == 0 and Path("b.o").exists()


def test_stages_by_hand(folder: Path) -> None:
    (folder / "x.c").write_text("int f(int a) { return a * 3; }\n#if __OPTIMIZE__\nint opt;\n#endif\n")
    ccore("-O1", "-S", "-emit-ir", "x.c").good()
    ccore("-O1", "-S", "-emit-llvm", "x.c").good()
    assert "f" in Path("x.ccir").read_text() and "define" in Path("x.ll").read_text()
    for source in ("x.ccir", "x.ll"):
        ccore("-c", source, "-o", "y.o").good()
        with open("y.o", "rb") as stream:
            assert ELFFile(stream).get_section_by_name(".symtab").get_symbol_by_name("opt")
    Path("x.ccir").write_text("this is no IR")
    assert ccore("-c", "x.ccir").status == 1
    ccore("-E", "x.c", "-o", "x.i").good()
    ccore("-Df=g", "-c", "x.i", "-o", "x.o").good()
    with open("x.o", "rb") as stream:
        assert ELFFile(stream).get_section_by_name(".symtab").get_symbol_by_name("f")


def test_passes_are_told_about(folder: Path) -> None:
    timed = ccore("-O1", "-c", "-time-passes", "b.c", "-o", "/dev/null")
    assert timed.status == 0 and "passes" in timed.stderr
    ccore("-O2", "-verify-each", "-c", "b.c").good()


def test_a_fault_of_ccore_is_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("ccore.driver.optimize", broken)
    result = ccore("-c", "b.c")
    assert result.status == 4 and not Path("b.o").exists()
    assert re.fullmatch(r"ccore: internal error in the passes: KeyError: 'lost'; please report.*\n", result.stderr)
    monkeypatch.setattr("ccore.cli._Run.execute", broken)
    assert "internal error in the driver" in ccore("-c", "b.c").stderr


def test_an_abort_in_llvm_is_told() -> None:
    code = "import os; from ccore.llvm.crash import guard_abort; guard_abort(); os.abort()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 4 and done.stderr.startswith("ccore: internal error in LLVM")


@pytest.mark.parametrize("word", ["-cc1", "-"])
def test_words_that_are_nothing(word: str) -> None:
    if word == "-":
        assert arguments.parse(["-E", "-"]).inputs[0].language == "c"
    else:
        with pytest.raises(UsageError):
            arguments.parse([word])


def test_precompiled_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A header alone on the command line gives a .gch file, as it does with GCC; including the header goes on."""
    monkeypatch.chdir(tmp_path)
    Path("x.h").write_text("static int f(void) { return 3; }\n")
    Path("m.c").write_text('#include "x.h"\nint main(void) { return f(); }\n')
    assert ccore("x.h").status == 0 and Path("x.h.gch").exists()
    assert ccore("-c", "-x", "c-header", "x.h", "-o", "out.gch").status == 0 and Path("out.gch").exists()
    assert ccore("m.c", "-o", "program").status == 0
    assert subprocess.run(["./program"], check=False).returncode == 3
    Path("x.h").write_text("int f(\n")
    Path("x.h.gch").unlink()
    assert ccore("x.h").status == 1 and not Path("x.h.gch").exists()


MATH = [
    "-ffast-math", "-ffast-math -fmath-errno", "-ffast-math -fno-associative-math", "-ffast-math -fsigned-zeros",
    "-Ofast -fno-fast-math", "-Ofast -O2", "-fno-fast-math -Ofast", "-funsafe-math-optimizations", "-freciprocal-math",
    "-fassociative-math", "-fassociative-math -fno-signed-zeros -fno-trapping-math", "-frounding-math",
    "-fno-trapping-math -fsignaling-nans", "-fcx-limited-range", "-fcx-fortran-rules", "-fsingle-precision-constant",
    "-ffinite-math-only", "-ffast-math -ftrapping-math", "-ffast-math -fno-unsafe-math-optimizations",
    "-fno-signed-zeros", "-Ofast -fno-cx-limited-range", "-fno-unwind-tables",
    "-fno-unwind-tables -fno-asynchronous-unwind-tables",
]  # fmt: skip


@pytest.mark.parametrize("words", MATH)
def test_macros_of_options(words: str) -> None:
    """What floating-point arithmetic may take for granted is told to the program as GCC tells it."""
    asked = [*words.split(), "-dM", "-E", "-x", "c", "/dev/null"]
    assert sorted(ccore(*asked).stdout.splitlines()) == sorted(gcc(*asked).stdout.splitlines())


@pytest.mark.parametrize(
    "size", ["1", "1kB", "1KB", "1kb", "1Kib", "2MB", "2mb", "3gB", "4TiB", "5pb", "6EiB", "9999999999999999999999EB",
             "1B", "0x10", "KB", "1zb"],
)  # fmt: skip
def test_sizes_of_warnings(size: str, tmp_path: Path) -> None:
    (tmp_path / "file.c").write_text("int x;\n")
    words = [f"-Wframe-larger-than={size}", "-fsyntax-only", str(tmp_path / "file.c")]
    assert ccore(*words).status == gcc(*words).status


def test_long_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GCC's driver knows most of its options by long names, too."""
    monkeypatch.chdir(tmp_path)
    Path("inc").mkdir()
    Path("inc/n.h").write_text("#define N 4\n")
    Path("m.c").write_text('#include "n.h"\nint main(void) { return N - M; }\n')
    words = ["--define-macro=M=4", "--include-directory", "inc", "--language=c", "m.c", "--optimize=2"]
    for compiler in (gcc, ccore):
        assert compiler("--compile", *words, "--output", "m.o").status == 0
        assert compiler("--preprocess", "--dump=M", *words, "--output=m.i").status == 0
        assert "#define N 4" in Path("m.i").read_text()
    assert ccore(*words, "--output=program", "--verbose").status == 0
    assert subprocess.run(["./program"], check=False).returncode == 0


@pytest.mark.parametrize("words", ["-std=gnu89 -fno-asm", "-std=gnu99 -fno-asm", "-std=c99 -fasm", "-ansi -fasm"])
@pytest.mark.parametrize("name", ["asm", "typeof", "inline"])
def test_gnu_keywords(words: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "file.c").write_text(f"int {name};\n")
    command = [*words.split(), "-fsyntax-only", str(tmp_path / "file.c")]
    assert ccore(*command).status == gcc(*command).status

"""What build systems rely on: the names that ccore may be called by, its answers, the environment, its leavings.

The tests marked full let CMake, meson and autoconf with libtool detect the compiler and build a library and a program.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from command_line import ccore, gcc
from compilers import ccore_words


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.c").write_text('#include "h.h"\n#include <s.h>\nint main(void) { return H - S; }\n')
    (tmp_path / "b.c").write_text("int b(void) { return 2; }\nint main(void) { return 0; }\n")
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "one" / "h.h").write_text("#define H 1\n")
    (tmp_path / "two" / "h.h").write_text("#define H 2\n")
    (tmp_path / "two" / "s.h").write_text("#define S 1\n")
    return tmp_path


def made(compiler: object, words: str) -> tuple[int, list[str]]:
    """Status, and the files that one command line makes; they are removed again."""
    before = {p for p in Path().rglob("*") if p.is_file()}
    status = compiler(*words.split()).status  # type: ignore[operator]
    new = {p for p in Path().rglob("*") if p.is_file()} - before
    for path in new:
        path.unlink()
    return status, sorted(map(str, new))


@pytest.mark.parametrize(
    "words",
    ["-save-temps -c b.c", "-save-temps -c b.c -o out/x.o", "-save-temps b.c -o out/p", "-save-temps=cwd b.c",
     "-save-temps=obj -S b.c -o out/x.s", "-save-temps=cwd -c b.c -o out/x.o"],
)  # fmt: skip
def test_temporaries_as_gcc(words: str, folder: Path) -> None:
    assert made(ccore, words) == made(gcc, words)


def test_saved_temporaries_are_the_program(folder: Path) -> None:
    ccore("-save-temps", "-O1", "-c", "b.c", "-o", "out/x.o").good()
    ccore("out/x.s", "-o", "p").good()
    ccore("out/x.i", "-o", "q").good()
    assert [subprocess.run([f"./{name}"], check=False).returncode for name in "pq"] == [0, 0]


@pytest.mark.parametrize(
    "variables",
    [{"CPATH": "one:two"}, {"CPATH": "two:one"}, {"C_INCLUDE_PATH": "two", "CPATH": "one"},
     {"DEPENDENCIES_OUTPUT": "d", "CPATH": "two"}, {"DEPENDENCIES_OUTPUT": "d t", "CPATH": "two"},
     {"SUNPRO_DEPENDENCIES": "d", "C_INCLUDE_PATH": "two"}],
)  # fmt: skip
def test_environment_as_gcc(variables: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    seen = []
    for compiler in (ccore, gcc):
        (folder / "d").write_text("old:\n")
        status = compiler("-c", "a.c", "-o", "a.o").status
        rule = (folder / "d").read_text()
        shown = compiler("-E", "-P", "a.c").stdout.split("\n")[-2:]
        seen.append((status, " ".join(rule.replace("\\\n", " ").split()), shown))
    assert seen[0] == seen[1] and seen[0][0] == 0


def test_library_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ccore("-shared", "-fPIC", "b.c", "-o", "two/libb.so").good()
    (folder / "m.c").write_text("int b(void); int main(void) { return b() - 2; }\n")
    assert ccore("m.c", "-lb", "-o", "p").status == 1
    monkeypatch.setenv("LIBRARY_PATH", "two")
    ccore("m.c", "-lb", "-Wl,-rpath,two", "-o", "p").good()
    assert subprocess.run(["./p"], check=False).returncode == 0


def test_headers_that_will_be_made(folder: Path) -> None:
    (folder / "g.c").write_text('#include "gen.h"\n#include <sys.h>\nint x;\n')
    assert ccore("-MM", "-MG", "g.c").good().stdout == gcc("-MM", "-MG", "g.c").stdout == "g.o: g.c gen.h\n"
    assert "gen.h sys.h" in ccore("-M", "-MG", "g.c").good().stdout
    failed = ccore("-MG", "-c", "g.c")
    assert failed.status == 1 and "'-MG' may only be used with '-M' or '-MM'" in failed.stderr


def test_a_prefix_comes_first(folder: Path) -> None:
    """-B: start files, libraries and the linker itself."""
    (folder / "one" / "crti.o").write_bytes(b"")
    linker = folder / "one" / "ld"
    linker.write_text('#!/bin/sh\necho "$@" >words\n')
    linker.chmod(0o755)
    ccore("b.c", "-B", "one", "-o", "p").good()
    words = (folder / "words").read_text().split()
    assert "one/crti.o" in words and words.index("-Lone") < min(i for i, w in enumerate(words) if w.startswith("-L/"))
    assert ccore("-Bone", "-print-prog-name=ld").good().stdout == "one/ld\n"


@pytest.mark.parametrize("words", ["-pg", "-pg -static", "-pg -static-pie", "-pg -no-pie", "-pg -shared"])
def test_start_files_of_profiling_as_gcc(words: str) -> None:
    def start(text: str) -> list[str]:
        return re.findall(r"/(\w+\.o)\b", text)

    assert start(ccore("-###", "m.o", *words.split()).stderr) == start(gcc("-###", "m.o", *words.split()).stderr)


def test_failures_name_their_part(folder: Path) -> None:
    """What failed is told from the message: linking by collect2's name, as by GCC."""
    said = ccore("b.c", "-lnowhere").stderr.splitlines()
    assert said[-1] == gcc("b.c", "-lnowhere").stderr.splitlines()[-1] == "collect2: error: ld returned 1 exit status"
    (folder / "x.cpp").write_text("int x;\n")
    failed = ccore("-c", "x.cpp")
    assert failed.status == 1 and "C++ is not supported" in failed.stderr


@pytest.mark.parametrize("name", ["gcc", "cc", "c99", "x86_64-linux-gnu-gcc"])
def test_called_by_another_name(name: str, folder: Path) -> None:
    if len(ccore_words()) > 1:
        pytest.skip("ccore is not installed as a command")
    os.symlink(ccore_words()[0], name)

    def said(*words: str) -> str:
        return subprocess.run([f"./{name}", *words], capture_output=True, text=True, check=True).stdout

    first = said("--version").splitlines()[0].split()
    assert (first[0], first[-1]) == (name, gcc("-dumpfullversion").stdout.strip())
    expected = "199901L" if name == "c99" else "201710L"
    assert f"#define __STDC_VERSION__ {expected}\n" in said("-dM", "-E", "b.c")


def test_answers_that_are_searched() -> None:
    assert "Free Software Foundation" in ccore("--version").good().stdout  # meson's mark of GCC
    assert re.search(r"(?m)^gcc version 12\.", ccore("-v").stderr)
    assert re.search(r"(?m)^Target: x86_64-linux-gnu$", ccore("-v").stderr)
    ours, theirs = ccore("-print-search-dirs").good().stdout, gcc("-print-search-dirs").stdout
    assert re.findall(r"(?m)^(\w+): ", ours) == re.findall(r"(?m)^(\w+): ", theirs)
    # CMake's pattern of the line that says what is linked by default (CMakeParseImplicitLinkInfo.cmake).
    assert re.search(
        r"(?m)^( *|.*[/\\])(ld|collect2)[^/\\ ]*( |$).*-lc\b", ccore("-###", "m.o").stderr.replace('"', "")
    )
    assert "GNU ld" in ccore("-Wl,--version").stdout


MAIN = '#include "twice.h"\n#include <stdio.h>\nint main(void) { return printf("%d\\n", twice(21)) != 3; }\n'
LIBRARY = '#include "twice.h"\nint twice(int x) { return 2 * x; }\n'
BUILDS = {
    "cmake": (
        {
            "CMakeLists.txt": "cmake_minimum_required(VERSION 3.13)\nproject(twice C)\n"
            "if(NOT CMAKE_C_COMPILER_ID STREQUAL GNU)\n message(FATAL_ERROR ${CMAKE_C_COMPILER_ID})\nendif()\n"
            "if(NOT CMAKE_C_IMPLICIT_LINK_LIBRARIES MATCHES gcc)\n message(FATAL_ERROR libraries)\nendif()\n"
            "include(CheckCCompilerFlag)\ncheck_c_compiler_flag(-fno-such-thing WRONG)\n"
            "if(WRONG)\n message(FATAL_ERROR flag)\nendif()\nfind_package(Threads REQUIRED)\n"
            "add_library(twice SHARED twice.c)\nset_target_properties(twice PROPERTIES C_VISIBILITY_PRESET default)\n"
            "target_compile_features(twice PUBLIC c_std_11)\nadd_executable(main main.c)\n"
            "target_link_libraries(main twice m Threads::Threads)\n"
        },
        ["cmake -S . -B out", "cmake --build out"],
        "out/main",
    ),
    "meson": (
        {
            "meson.build": "project('twice', 'c', default_options: ['c_std=c11', 'warning_level=3'])\n"
            "cc = meson.get_compiler('c')\nassert(cc.get_id() == 'gcc')\nassert(cc.get_linker_id() == 'ld.bfd')\n"
            "assert(cc.sizeof('long') == 8)\nassert(cc.has_function('printf'))\nassert(not cc.has_function('nope_'))\n"
            "assert(cc.has_function_attribute('visibility'))\nm = cc.find_library('m')\n"
            "lib = library('twice', 'twice.c')\nexecutable('main', 'main.c', link_with: lib, dependencies: m)\n"
        },
        ["meson setup out", "ninja -C out"],
        "out/main",
    ),
    "autoconf": (
        {
            "configure.ac": "AC_INIT([twice], [1.0])\nAM_INIT_AUTOMAKE([foreign])\nAC_PROG_CC\n"
            "AS_IF([test \"x$GCC\" != xyes], [AC_MSG_ERROR([not gcc])])\nLT_INIT\nAC_CHECK_HEADERS([stdlib.h nope.h])\n"
            "AC_CHECK_SIZEOF([long])\nAS_IF([test $ac_cv_sizeof_long != 8], [AC_MSG_ERROR([long])])\nAC_C_BIGENDIAN\n"
            "AC_CHECK_FUNCS([printf nope])\nAS_IF([test x$ac_cv_func_nope = xyes], [AC_MSG_ERROR([nope])])\n"
            "AC_CONFIG_FILES([Makefile])\nAC_OUTPUT\n",
            "Makefile.am": "lib_LTLIBRARIES = libtwice.la\nlibtwice_la_SOURCES = twice.c twice.h\n"
            "libtwice_la_LDFLAGS = -version-info 1:0:0\nbin_PROGRAMS = main\nmain_SOURCES = main.c\n"
            "main_LDADD = libtwice.la\n",
        },
        ["autoreconf -i", "./configure", "make"],
        ".libs/main",
    ),
}  # fmt: skip


@pytest.mark.full
@pytest.mark.parametrize("system", BUILDS)
def test_build_system_takes_it_for_gcc(system: str, folder: Path) -> None:
    files, steps, program = BUILDS[system]
    for name, text in {**files, "main.c": MAIN, "twice.c": LIBRARY, "twice.h": "int twice(int);\n"}.items():
        (folder / name).write_text(text)
    environment = {**os.environ, "CC": " ".join(ccore_words()), "CFLAGS": "-O1"}
    for step in steps:
        if shutil.which(step.split()[0]) is None and not step.startswith("."):
            pytest.fail(f"apt-get install {step.split()[0]}")
        done = subprocess.run(step.split(), env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    done = subprocess.run([program], env={**environment, "LD_LIBRARY_PATH": ".libs"}, capture_output=True, text=True)
    assert done.stdout == "42\n", done.stderr
    comment = subprocess.run(["readelf", "-p", ".comment", program], capture_output=True, text=True, check=True).stdout
    assert "LLVM" in comment or "ccore" in comment, comment

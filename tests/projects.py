"""Real projects, built by their own build systems with a compiler under test, and tested by their own suites.

    python tests/projects.py                     every project at -O2 with ccore, beside gcc
    python tests/projects.py zlib lua --levels 0,2
    python tests/projects.py sqlite --compiler "clang"

A test that fails through gcc too is left out; what a project prints as a checksum of its work must be what it prints
through gcc.  A line per project and level; everything that the builds say is in ``build/projects/*.log``.
"""

from __future__ import annotations

import argparse
import compileall
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import sources
from compilers import ccore_words

Results = dict[str, str]
"""By the name of a test: "" where it passed, the reason where not; "= text" for a result to compare with gcc's."""


class BuildError(Exception):
    """A step of a build failed; the message is its command and its last words."""


@dataclass
class Build:
    """One build of one project: where, with which compiler, and what its tests said."""

    folder: Path
    compiler: str  # a command's words, as CC= takes them
    level: str
    log: TextIO
    results: Results = field(default_factory=dict)
    seconds: float = 0.0  # what the steps of the build took

    @property
    def flags(self) -> str:
        return f"-O{self.level}"

    def step(self, *words: str, folder: str = ".", timeout: float = 7200.0, **environment: str) -> str:
        """Run one step of the build; its output.  Raises ``BuildError``."""
        start = time.monotonic()
        status, output = self._run(words, folder, timeout, environment)
        self.seconds += time.monotonic() - start
        if status != 0:
            lines = [line for line in output.splitlines() if re.search(r"error|Error|undefined", line)]
            raise BuildError(f"{' '.join(words)[:60]}: {(lines or output.splitlines() or ['no message'])[0][:200]}")
        return output

    def check(
        self, name: str, *words: str, expect: str = "", compare: str = "", folder: str = ".", timeout: float = 3600.0,
        **environment: str,
    ) -> str:  # fmt: skip
        """Run one test: it passes with exit status 0 and, where asked, output that fits ``expect``.

        What fits ``compare`` is a result to be compared with gcc's.  Returns the output.
        """
        status, output = self._run(words, folder, timeout, environment)
        if status is None:
            self.results[name] = f"no end after {timeout:g} s"
        elif status != 0:
            self.results[name] = f"status {status}: {(output.strip().splitlines() or ['no output'])[-1][:200]}"
        elif expect and not re.search(expect, output):
            self.results[name] = f"did not say '{expect}'"
        elif compare:
            self.results[name] = "= " + " ".join(re.findall(compare, output))
        else:
            self.results[name] = ""
        return output

    def _run(
        self, words: Sequence[str], folder: str, timeout: float, environment: dict[str, str]
    ) -> tuple[int | None, str]:
        print(f"\n$ {shlex.join(words)}", file=self.log, flush=True)
        # A file, not a pipe: a child that lives on must not keep us waiting.
        with tempfile.TemporaryFile() as said:
            try:
                done = subprocess.run(
                    words, cwd=self.folder / folder, env={**os.environ, "LC_ALL": "C", **environment}, timeout=timeout,
                    stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, check=False,
                )  # fmt: skip
                status: int | None = done.returncode
            except subprocess.TimeoutExpired:
                status = None
            said.seek(0)
            output = said.read().decode(errors="replace")
        print(output, f"status {status}", sep="\n", file=self.log, flush=True)
        return status, output


def zlib(build: Build) -> None:
    """Its configure and make; `make test` has a program linked statically, shared, and with 64-bit offsets."""
    build.step("./configure", CC=build.compiler, CFLAGS=build.flags)
    build.step("make")
    said = build.check("make test", "make", "test")
    for kind in ("zlib test", "zlib shared test", "zlib 64-bit test"):
        build.results[kind] = "" if f"*** {kind} OK ***" in said else "not OK"
    build.check("round trip", "sh", "-c", "cat *.c *.h >all; ./minigzip <all | ./minigzip -d | cmp - all")
    build.check("packed", "sh", "-c", "./minigzip <all | cksum", compare=".+")


def lua(build: Build) -> None:
    """Its makefile; the package has no test suite, so LPeg's runs on it, as a module of the same compiler."""
    build.step("make", "linux", f"CC={build.compiler} -std=gnu99", f"MYCFLAGS={build.flags}")
    build.check("make test", "make", "test", expect="Lua 5.4")
    lpeg = sources.copy("lua-lpeg", f"{build.folder.name}-lpeg")
    flags = f"{build.flags} -std=c99 -fPIC -DNDEBUG -I{build.folder}/src"
    build.step("make", "linux", f"CC={build.compiler}", f"CFLAGS={flags}", folder=str(lpeg))
    build.check("LPeg", f"{build.folder}/src/lua", "test.lua", expect=r"(?m)^OK$", folder=str(lpeg))
    script = sources.ROOT / "tests" / "scripts" / "work.lua"
    build.check("work", "src/lua", str(script), compare="(?m)^.+$")
    build.step("src/luac", "-o", "work.out", str(script))
    build.check("compiled work", "src/lua", "work.out", compare="(?m)^.+$")


def sqlite(build: Build) -> None:
    """Configure, then its shell, its benchmark with verification, and its fuzz cases."""
    build.step("./configure", "--disable-tcl", "--disable-readline", CC=build.compiler, CFLAGS=build.flags)
    build.step("make", "sqlite3", "speedtest1", "fuzzcheck")
    size = ["--size", "20" if build.level != "0" else "5"]
    build.check("speedtest1", "./speedtest1", "--verify", *size, compare=r"(?m)Verification Hash: .*$")
    for number in range(1, 9):
        name = f"fuzzdata{number}.db"
        build.check(name, "./fuzzcheck", f"test/{name}", expect="0 errors out of")
    sql = "CREATE TABLE t(a,b); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000)"
    sql += " INSERT INTO t SELECT i, printf('%.5f', sqrt(i)) FROM n; SELECT sum(a), total(b), count(DISTINCT b) FROM t;"
    build.check("shell", "./sqlite3", ":memory:", sql, compare="(?m)^.+$")


def libjpeg_turbo(build: Build) -> None:
    """CMake and ctest, without assembly: the C code must do the work."""
    _jpeg(build, "-DWITH_SIMD=0")


def libjpeg_turbo_simd(build: Build) -> None:
    """The same with its SIMD routines, which nasm assembles."""
    _jpeg(build, "-DWITH_SIMD=1", "-DREQUIRE_SIMD=1")


def _jpeg(build: Build, *words: str) -> None:
    flags = ["-DCMAKE_BUILD_TYPE=None", f"-DCMAKE_C_FLAGS={build.flags}", f"-DCMAKE_C_COMPILER={build.compiler}"]
    build.step("cmake", "-G", "Unix Makefiles", *flags, *words, "-B", "out", ".")
    build.step("make", "-C", "out")
    said = build.check("ctest", "ctest", folder="out")
    del build.results["ctest"]
    for name, verdict in re.findall(r"Test +#\d+: (\S+) [.]*[ *]*(Passed|Failed|Not Run|Timeout|\S+)", said):
        build.results[name] = "" if verdict == "Passed" else verdict.lower()


def mujs(build: Build) -> None:
    """Its makefile; the package has no test suite, so a program of ours prints what must be the same as through gcc."""
    build.step("make", f"CC={build.compiler}", f"XCFLAGS={build.flags}", "HAVE_READLINE=no")
    script = sources.ROOT / "tests" / "scripts" / "work.js"
    build.check("work", "build/release/mujs", str(script), compare="(?m)^.+$")


def redis(build: Build) -> None:
    """Its makefile, with libc's malloc, and its own tests of commands, scripts and replies against a running server."""
    words = [f"CC={build.compiler}", f"OPTIMIZATION={build.flags}", "MALLOC=libc", "BUILD_TLS=no"]
    build.step("make", "-C", "src", "V=1", *words)
    suites = sorted(path.stem for path in (build.folder / "tests/unit/type").glob("*.tcl"))
    names = [*(f"unit/type/{name}" for name in suites), *(f"unit/{name}" for name in _REDIS_UNITS.split())]
    said = build.check("runtest", "./runtest", "--clients", "2", *(w for n in names for w in ("--single", n)))
    said = re.sub(r"\x1b\[[\d;]*m", "", said)
    for verdict, name in re.findall(r"(?m)^\[(ok|err|exception)\]: (.+?)(?: \(\d+ ms\))?$", said):
        build.results[name] = "" if verdict == "ok" else verdict


_REDIS_UNITS = "bitfield bitops dump expire functions geo hyperloglog multi pubsub scan scripting sort"


def postgresql(build: Build) -> None:
    """Configure and make, then the tests of SQL against a server of its own, which refuses to run as root."""
    without = [f"--without-{what}" for what in ("readline", "zlib", "icu")]
    build.step("./configure", *without, f"CC={build.compiler}", f"CFLAGS={build.flags}")
    build.step("make")
    build.step("make", "-C", "src/test/regress")
    another = ["unshare", "--user", "--map-user=1000", "--map-group=1000"] if os.geteuid() == 0 else []
    said = build.check("make check", *another, "make", "-C", "src/test/regress", "check")
    for name, verdict in re.findall(r"(?m)^(?:test|    ) (\S+) +\.\.\. (\w+)", said):
        build.results[name] = "" if verdict == "ok" else verdict


@dataclass(frozen=True)
class Project:
    package: str  # Debian's source package
    run: Callable[[Build], None]
    needs: str  # Debian's packages that its build asks for


PROJECTS = {
    "zlib": Project("zlib", zlib, "make"),
    "lua": Project("lua5.4", lua, "make"),
    "mujs": Project("mujs", mujs, "make"),
    "libjpeg-turbo": Project("libjpeg-turbo", libjpeg_turbo, "make cmake"),
    "libjpeg-turbo-simd": Project("libjpeg-turbo", libjpeg_turbo_simd, "make cmake nasm"),
    "sqlite": Project("sqlite3", sqlite, "make tcl"),
    "redis": Project("redis", redis, "make tcl"),
    "postgresql": Project("postgresql-15", postgresql, "make"),
}


def build_and_test(name: str, compiler: str, label: str, level: str) -> Build:
    """Build one project from a fresh copy of its source and run its tests; a build that fails is a failed test."""
    project = PROJECTS[name]
    copy = sources.copy(project.package, f"{name}-{label}-O{level}")
    with (sources.HOME / f"{name}-{label}-O{level}.log").open("w") as log:
        build = Build(copy, compiler, level, log)
        try:
            project.run(build)
        except BuildError as error:
            build.results["build"] = str(error)
        if not build.results:
            build.results["tests"] = "none ran"
    return build


def reference(name: str, level: str) -> Results:
    """What gcc's build says, remembered from one run to the next."""
    kept = sources.HOME / f"{name}-gcc-O{level}.results"
    if not kept.exists():
        results = build_and_test(name, "gcc", "gcc", level).results
        kept.write_text("".join(f"{test}\t{result}\n" for test, result in results.items()))
    rows = [line.partition("\t") for line in kept.read_text().splitlines()]
    return {test: result for test, _, result in rows}


def failures(results: Results, wanted: Results) -> list[str]:
    """What went wrong, a line each: tests that pass through gcc and did not pass, or gave another result.

    A build that failed is one line.
    """
    if "build" in results:
        return [f"build: {results['build']}"]
    found = []
    for test, expected in wanted.items():
        got = results.get(test, "did not run")
        if expected.startswith("= "):
            if got != expected:
                found.append(f"{test}: {got or 'no result'}, gcc {expected}"[:400])
        elif not expected and got:
            found.append(f"{test}: {got}")
    return found


def missing(name: str) -> list[str]:
    """Commands that a project's build needs and this machine does not have."""
    commands = {"tcl": "tclsh"}
    return [need for need in PROJECTS[name].needs.split() if shutil.which(commands.get(need, need)) is None]


def run(names: Sequence[str], command: str, levels: Sequence[str]) -> int:
    """Build and test; the number of failures, each of which was printed."""
    compileall.compile_dir(sources.ROOT / "ccore", quiet=2)
    words = shlex.split(command)
    compiler = shlex.join([*ccore_words(), *words[1:]]) if words[0] == "ccore" else command
    label = re.sub(r"\W+", "-", Path(words[0]).name)
    failed = 0
    for name in names:
        for level in levels:
            absent = missing(name)
            if absent:
                print(f"ERROR {name}: install first: apt-get install {' '.join(absent)}")
                failed += 1
                continue
            wanted = reference(name, level)
            build = build_and_test(name, compiler, label, level)
            lines = failures(build.results, wanted)
            for line in lines:
                print(f"ERROR {name} -O{level}: {line}", flush=True)
            passing = sum(not result or result.startswith("= ") for result in wanted.values())
            left = len(wanted) - passing
            note = f", {left} left out, since gcc fails" if left else ""
            good = 0 if "build" in build.results else passing - len(lines)
            print(
                f"{name} -O{level}: {good} of {passing} tests passed{note}; built in {build.seconds:.0f} s",
                flush=True,
            )
            failed += len(lines) or not passing
    return failed


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Build real projects and run their own tests.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {' '.join(PROJECTS)} (default: all)")
    parser.add_argument("--compiler", default="ccore", help="a compiler command (default: ccore)")
    parser.add_argument("--levels", default="2", help="optimisation levels, as 0,2 (default: 2)")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in PROJECTS]
    if unknown:
        parser.error(f"no such project: {' '.join(unknown)}")
    try:
        failed = run(options.names or list(PROJECTS), options.compiler, options.levels.split(","))
    except sources.FetchError as error:
        print(f"ERROR {error}")
        return 1
    print(f"logs: {sources.HOME}/*.log")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""A fixed sample of GCC's gcc.dg: errors where GCC gives them, no valid program refused; everything with ``--all``."""

from __future__ import annotations

from pathlib import Path

import dejagnu
import gcc_dg
import pytest


def check(
    kinds: tuple[str, ...], stride: int, folders: tuple[str, ...] = gcc_dg.FOLDERS, level: str = ""
) -> list[gcc_dg.Result]:
    paths = gcc_dg.of_kinds(gcc_dg.tests(folders)[::stride], kinds)
    results, excluded = gcc_dg.run_suite("ccore", paths, kinds, level=level, workers=1)
    log = gcc_dg.ROOT / "build" / f"gcc_dg-{kinds[0]}{level}.log"
    log.write_text(gcc_dg.details(results, excluded))
    print(log.read_text())
    assert len(excluded) <= max(4, len(paths) // 10), "GCC itself fails: is it GCC 12 on x86-64?"
    return results


def passed(results: list[gcc_dg.Result], least: float) -> None:
    failed = [r for r in results if r.reason]
    share = 1 - len(failed) / len(results)
    first = f"{failed[0].name}: {failed[0].reason}" if failed else ""
    assert share >= least, f"{gcc_dg.totals(results)[0]}, first {first}"


def test_constraints(request: pytest.FixtureRequest) -> None:
    passed(check(("constraint",), 100 if request.config.getoption("--fast") else 20), 0.9)


def test_valid_programs(request: pytest.FixtureRequest) -> None:
    passed(check(("valid", "run"), 800 if request.config.getoption("--fast") else 150), 0.93)


@pytest.mark.full
def test_all_constraints() -> None:
    passed(check(("constraint",), 1), 0.96)


@pytest.mark.full
def test_all_valid_programs() -> None:
    passed(check(("valid", "run"), 1), 0.98)


@pytest.mark.parametrize("level", ["-O0", "-O1", "-O2"])
def test_torture(level: str, request: pytest.FixtureRequest) -> None:
    passed(check(("run",), 100 if request.config.getoption("--fast") else 30, ("torture",), level), 0.8)


@pytest.mark.full
@pytest.mark.parametrize("level", ["-O0", "-O1", "-O2", "-O3", "-Os"])
def test_all_torture(level: str) -> None:
    passed(check(("run",), 1, ("torture",), level), 0.97)


def test_the_runner_can_fail() -> None:
    """GCC passes its own tests; a compiler that accepts everything, or nothing, does not."""
    paths = gcc_dg.of_kinds(gcc_dg.tests()[::200], ("constraint",))
    results, _ = gcc_dg.run_suite(gcc_dg.JUDGE, paths, ("constraint",), workers=1)
    assert results and not any(r.reason or r.wording or r.unwarned or r.bogus or r.excess for r in results)
    results, _ = gcc_dg.run_suite("true", paths, ("constraint",), workers=1)
    assert results and all(r.missed for r in results)
    valid = gcc_dg.of_kinds(gcc_dg.tests()[:2], ("valid",))
    results, _ = gcc_dg.run_suite("false", valid, ("valid",), workers=1)
    assert results and all(r.refused for r in results)


def test_words() -> None:
    assert dejagnu.words(r'"a \"b\\[c" {x {y} z} plain ""') == ['a "b\\[c', "x {y} z", "plain", ""]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("*-*-*", True), ("x86_64-*-* i?86-*-*", True), ("arm*-*-*", False), ("! ilp32", True), ("lp64", True),
        ("{ { i?86-*-* x86_64-*-* } && ia32 }", False), ("{ { i?86-*-* x86_64-*-* } && { ! ia32 } }", True),
        ("ilp32 || lp64", True), ("{ ! { *-*-darwin* hppa*-*-* } }", True),
    ],
)  # fmt: skip
def test_selectors(expression: str, value: bool) -> None:
    assert dejagnu.holds(expression) is value


def test_other_targets(tmp_path: Path) -> None:
    source = tmp_path / "t.c"
    source.write_text('/* { dg-additional-options "-m32" { target i?86-*-* x86_64-*-* } } */\nint a;\n')
    assert dejagnu.read(source).skipped == "other target: -m32"


def test_directives(tmp_path: Path) -> None:
    source = tmp_path / "t.c"
    source.write_text(
        '/* { dg-do compile } */\n/* { dg-options "-std=c99 -O2" } */\n'
        'int a; /* { dg-error "first" } */\n'
        '/* { dg-warning "second" "" { target *-*-* } .-1 } */\n'
        'int b; /* { dg-line here } */\n'
        '/* { dg-error "third" "" { target ia32 } here } */\n'
        '/* { dg-error "12: fourth" "" { target lp64 xfail *-*-* } here } */\n'
    )
    program = dejagnu.read(source)
    assert (program.action, program.options, program.skipped) == ("compile", ["-std=c99", "-O2"], "")
    found = [(e.kind, e.line, e.pattern.pattern, e.doubtful) for e in program.expected]
    assert found == [("error", 3, "first", False), ("warning", 3, "second", False), ("error", 5, "fourth", True)]


def test_messages() -> None:
    text = "t.c: In function 'f':\nt.c:3:7: error: no [-Werror=x]\n    3 | int\ncc1: warning: odd\n"
    first, second = dejagnu.messages(text)
    assert (first.severity, first.line, first.group) == ("error", 3, "-Wx")
    assert (second.severity, second.line, second.text) == ("warning", 0, "odd")

"""A fixed sample of GCC's torture suites passes at every level, with our form checked after each pass; the whole of
them with ``--all``."""

from __future__ import annotations

from pathlib import Path

import pytest
import torture


def gaps(suite: str, level: str) -> set[str]:
    """Known failures of a whole suite, each with its reason in torture_gaps.txt."""
    lines = (Path(__file__).parent / "torture_gaps.txt").read_text().splitlines()
    rows = [line.split(None, 3) for line in lines if line and not line.startswith("#")]
    return {f"{name}.c" for of, name, levels, _ in rows if of == suite and level in levels}


def check(suite: str, level: str, count: int) -> None:
    known = gaps(suite, level)
    paths = torture.sample(torture.programs(suite), count)
    cases = [(suite, path) for path in paths]
    results, excluded = torture.run_suites("ccore", cases, [level], words=["-verify-each"], workers=1)
    failed = [r for r in results if r.kind != "pass" and r.name not in known]
    closed = sorted(known & {r.name for r in results if r.kind == "pass"})
    assert not closed, f"these pass now: take them off torture_gaps.txt: {closed}"
    log = torture.ROOT / "build" / f"torture-{suite}-O{level}.log"
    log.write_text(f"{torture.totals(results)}\n\n{torture.table(results)}\n\nleft out:\n{torture.table(excluded)}\n")
    print(torture.table(failed))
    broken = [r for r in excluded if r.kind != "skip"]
    assert len(broken) <= max(2, len(paths) // 50), "GCC itself fails: is it GCC 12 on x86-64?"
    first = f"{failed[0].name}: {failed[0].kind}: {failed[0].reason}" if failed else ""
    assert not failed, f"{len(failed)} of {len(results)} failed ({log.relative_to(torture.ROOT)}), first {first}"


@pytest.mark.parametrize(
    ("suite", "level"),
    [*(("execute", level) for level in "0123sg"), ("ieee", "2"), *(("builtins", level) for level in "012s"),
     ("compile", "2")],
)
def test_sample(suite: str, level: str, request: pytest.FixtureRequest) -> None:
    count = 20 if request.config.getoption("--fast") else 100
    check(suite, level, count if suite == "execute" and level in "012" else count // 5)


@pytest.mark.full
@pytest.mark.parametrize("suite", torture.SUITES)
@pytest.mark.parametrize("level", ["0", "1", "2", "3", "s", "g"])
def test_whole_suite(suite: str, level: str) -> None:
    check(suite, level, 0)


def test_the_runner_can_fail() -> None:
    """A compiler that only says no, and one that compiles to a crash, must not pass."""
    cases = [("execute", path) for path in torture.programs("execute")[:2]]
    results, _ = torture.run_suites("false", cases, ["0"], workers=1)
    assert [r.kind for r in results] == ["compile", "compile"]
    results, _ = torture.run_suites("gcc -Dmain=other", cases, ["0"], workers=1)
    assert [r.kind for r in results] == ["link", "link"]
    results, _ = torture.run_suites("gcc -Dexit=abort_ -Dabort_(x)=abort()", cases, ["0"], workers=1)
    assert [r.kind for r in results] == ["signal", "signal"], torture.table(results)

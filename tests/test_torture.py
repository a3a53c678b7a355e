"""A fixed sample of GCC's torture suite passes at every level; the whole suite with ``--all``."""

from __future__ import annotations

from pathlib import Path

import pytest
import torture


def gaps(level: str) -> set[str]:
    """Known failures of the whole suite, each with its reason in torture_gaps.txt."""
    lines = (Path(__file__).parent / "torture_gaps.txt").read_text().splitlines()
    rows = [line.split(None, 2) for line in lines if not line.startswith("#")]
    return {f"{name}.c" for name, levels, _ in rows if level in levels}


def check(level: str, count: int, known: frozenset[str] | set[str] = frozenset()) -> None:
    paths = torture.sample(sorted(torture.fetch().glob("*.c")), count)
    results, excluded = torture.run_suite("ccore", paths, [level], workers=1)
    failed = [r for r in results if r.kind != "pass" and r.name not in known]
    closed = sorted(known & {r.name for r in results if r.kind == "pass"})
    assert not closed, f"these pass now: take them off torture_gaps.txt: {closed}"
    log = torture.ROOT / "build" / f"torture-O{level}.log"
    log.write_text(f"{torture.totals(results)}\n\n{torture.table(results)}\n\nleft out:\n{torture.table(excluded)}\n")
    print(torture.table(failed))
    assert len(excluded) <= max(2, len(paths) // 50), "GCC itself fails: is it GCC 12 on x86-64?"
    first = f"{failed[0].name}: {failed[0].kind}: {failed[0].reason}" if failed else ""
    assert not failed, f"{len(failed)} of {len(results)} failed ({log.relative_to(torture.ROOT)}), first {first}"


@pytest.mark.parametrize("level", ["0", "1", "2"])
def test_sample(level: str, request: pytest.FixtureRequest) -> None:
    check(level, 20 if request.config.getoption("--fast") else 100)


@pytest.mark.full
@pytest.mark.parametrize("level", ["0", "1", "2", "s"])
def test_whole_suite(level: str) -> None:
    check(level, 0, gaps(level))


def test_the_runner_can_fail() -> None:
    """A compiler that only says no, and one that compiles to a crash, must not pass."""
    paths = sorted(torture.fetch().glob("*.c"))[:2]
    results, _ = torture.run_suite("false", paths, ["0"], workers=1)
    assert [r.kind for r in results] == ["compile", "compile"]
    results, _ = torture.run_suite("gcc -Dmain=other", paths, ["0"], workers=1)
    assert [r.kind for r in results] == ["link", "link"]
    results, _ = torture.run_suite("gcc -Dexit=abort_ -Dabort_(x)=abort()", paths, ["0"], workers=1)
    assert [r.kind for r in results] == ["signal", "signal"], torture.table(results)

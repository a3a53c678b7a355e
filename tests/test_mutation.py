"""Damaged programs are diagnosed or compile: a fixed hundred; with ``--all`` 20,000."""

from __future__ import annotations

import mutation
import pytest
import torture


def check(count: int, workers: int) -> None:
    results = mutation.run("ccore", range(count), workers=workers)
    failed = mutation.faults(results)
    assert len(results) == count
    assert not failed, f"{len(failed)} of {count}, first {failed[0]}"
    assert {r.kind for r in results} == {"compiled", "refused"}


def test_sample(request: pytest.FixtureRequest) -> None:
    check(20 if request.config.getoption("--fast") else 100, 1)


@pytest.mark.full
def test_twenty_thousand() -> None:
    check(20_000, 2)


def test_the_runner_can_fail() -> None:
    for command, kind in [("true", "no object"), ("false", "no place"), ("sh -c 'exit 4'", "internal error")]:
        assert [r.kind for r in mutation.run(command, [1], workers=1)] == [kind]
    sources = torture.programs("execute")
    texts = [mutation.mutant(n, sources) for n in range(50)]
    assert sum(text != path.read_text(encoding="latin-1") for path, text in texts) > 45

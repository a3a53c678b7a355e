"""csmith's programs print the same with ccore and GCC: three fixed seeds; with ``--all`` a hundred, and new ones."""

from __future__ import annotations

import random

import csmith
import csmith_passes
import pytest

LEVELS = ["0", "1", "2"]


def check(seeds: range, programs: int) -> None:
    results = csmith.run_seeds("ccore", seeds, LEVELS, programs=programs, workers=1)
    failed = [r for r in results if r.kind != "pass"]
    assert len(results) == programs * len(LEVELS)
    assert not failed, f"{len(failed)} of {len(results)} runs, first seed {failed[0].seed}: {failed[0][1:]}"


def test_fixed_seeds() -> None:
    check(range(1, 20), 3)


@pytest.mark.full
def test_a_hundred_seeds() -> None:
    check(range(20, 400), 100)


@pytest.mark.full
def test_fresh_seeds() -> None:
    first = random.SystemRandom().randrange(1, 1 << 31)
    print(f"seeds from {first}")
    check(range(first, first + 100), 20)


def test_the_runner_can_fail() -> None:
    results = csmith.run_seeds("sh -c 'cp /bin/true program'", range(2, 8), ["0"], programs=1, workers=1)
    assert [r.kind for r in results] == ["differs"]
    results = csmith.run_seeds("false", range(2, 8), ["0"], programs=1, workers=1)
    assert [r.kind for r in results] == ["compile"]


def check_passes(seeds: range, programs: int) -> None:
    results = csmith_passes.run_seeds(seeds, programs)
    assert len(results) == programs and sum(r.rows for r in results) > 5 * programs
    assert not [r for r in results if r.kind != "pass"]


def test_programs_mean_the_same_after_each_pass() -> None:
    check_passes(range(2, 9), 3)


@pytest.mark.full
def test_a_hundred_programs_mean_the_same_after_each_pass() -> None:
    check_passes(range(9, 400), 100)

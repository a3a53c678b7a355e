"""Random programs about structures print the same with ccore and GCC, also when half of each is GCC's."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
import record_programs


def check(seeds: Sequence[int], levels: list[str]) -> None:
    results = record_programs.run_seeds("ccore", seeds, levels)
    failed = [r for r in results if r.reason]
    assert len(results) == len(seeds) * (len(levels) + 2)
    assert not failed, f"{len(failed)} of {len(results)} runs, first {failed[0]}"


def test_fixed_seeds() -> None:
    check([138, 151], ["0", "1", "2"])


@pytest.mark.full
def test_hundred_seeds() -> None:
    check(range(100, 200), ["0", "1", "2", "3", "s"])


@pytest.mark.full
def test_fresh_seeds() -> None:
    first = random.SystemRandom().randrange(1, 1 << 31)
    print(f"seeds from {first}")
    check(range(first, first + 50), ["0", "1", "2"])


def test_the_runner_can_fail() -> None:
    """Without a sign, some values are others."""
    results = record_programs.run_seeds("gcc -funsigned-bitfields", range(1, 4), ["0"])
    assert any("gcc" in r.reason for r in results)
    results = record_programs.run_seeds("false", range(1, 2), ["0"])
    assert all(r.reason for r in results) and results

"""kbisect's search, over simulated kernels: exact names, and no more tests than it is meant to take."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbisect.search import BudgetSpent, Outcome, Search, Set, Test

N = 650
ORDER = [f"dir{i % 7}/file{i}.c" for i in range(N)]


def together(*culprits: int) -> Test:
    """A kernel that fails if all of these files are bad."""
    names = frozenset(ORDER[i] for i in culprits)
    return lambda files: Outcome.FAIL if names <= files else Outcome.PASS


def names(*places: int) -> list[str]:
    return [ORDER[i] for i in places]


# The failing whole is the first test of each search, so that the good boot alone comes on top.
@pytest.mark.parametrize(("k", "most"), [(1, 12), (2, 24), (3, 35)])
def test_count_of_tests(k: int, most: int) -> None:
    chance = random.Random(k)
    worst = 0
    for _ in range(150):
        culprits = sorted(chance.sample(range(N), k))
        search = Search(ORDER, together(*culprits))
        found = search.find()
        assert found.files == names(*culprits)
        assert found.minimal
        assert found.method == "prefix"
        worst = max(worst, search.tests)
    assert worst <= most


def test_every_single_culprit_within_thirteen_boots() -> None:
    for culprit in range(N):
        search = Search(ORDER, together(culprit))
        assert search.find().files == names(culprit)
        assert search.tests + 1 <= 13


@pytest.mark.parametrize("pair", [(0, 1), (0, N - 1), (N - 2, N - 1), (324, 325), (255, 256)])
def test_pairs_at_the_edges_within_twenty_six_boots(pair: tuple[int, int]) -> None:
    search = Search(ORDER, together(*pair))
    assert search.find().files == names(*pair)
    assert search.tests + 1 <= 26


@given(st.integers(1, 40), st.data())
@settings(max_examples=150, deadline=None)
def test_any_monotone_fault_gives_a_minimal_failing_set(n: int, data: st.DataObject) -> None:
    order = ORDER[:n]
    cores = data.draw(st.lists(st.frozensets(st.sampled_from(order), min_size=1, max_size=4), min_size=1, max_size=4))

    def test(files: Set) -> Outcome:
        return Outcome.FAIL if any(core <= files for core in cores) else Outcome.PASS

    found = Search(order, test).find()
    result = frozenset(found.files)
    assert found.minimal
    assert test(result) is Outcome.FAIL
    assert all(test(result - {name}) is Outcome.PASS for name in result)


def test_a_set_is_tested_once() -> None:
    seen: list[Set] = []

    def test(files: Set) -> Outcome:
        seen.append(files)
        return together(3, 77, 500)(files)

    Search(ORDER, test).find()
    assert len(seen) == len(set(seen))


def test_a_file_that_heals_another_leaves_a_minimal_set() -> None:
    # File 10 breaks the kernel unless 400 is bad too, which 600 undoes: not monotone.
    def test(files: Set) -> Outcome:
        ten, four, six = (ORDER[i] in files for i in (10, 400, 600))
        return Outcome.FAIL if ten and (not four or six) else Outcome.PASS

    found = Search(ORDER, test).find()
    assert found.files == names(10)


@given(st.integers(2, 24), st.integers(0, 2**31))
@settings(max_examples=150, deadline=None)
def test_arbitrary_answers_end_in_a_set_that_fails(n: int, seed: int) -> None:
    order = ORDER[:n]
    chance = random.Random(seed)
    answers: dict[Set, Outcome] = {frozenset(order): Outcome.FAIL}

    def test(files: Set) -> Outcome:
        return answers.setdefault(files, chance.choice(list(Outcome)))

    found = Search(order, test).find()
    assert found.files
    assert answers[frozenset(found.files)] in (Outcome.FAIL, Outcome.OTHER)


def test_sets_without_an_answer_are_stepped_around() -> None:
    # 30 does not link without 31.
    def test(files: Set) -> Outcome:
        if ORDER[30] in files and ORDER[31] not in files:
            return Outcome.UNRESOLVED
        return together(200)(files)

    found = Search(ORDER, test).find()
    assert found.files == names(200)
    assert found.minimal


def test_where_few_sets_have_an_answer_delta_debugging_goes_on() -> None:
    # Files come in groups of eight that link only together.
    def test(files: Set) -> Outcome:
        for start in range(0, 64, 8):
            group = files.intersection(ORDER[start : start + 8])
            if group and len(group) != 8:
                return Outcome.UNRESOLVED
        return together(21)(files)

    found = Search(ORDER[:64], test).find()
    assert found.method == "ddmin"
    assert set(ORDER[16:24]) <= set(found.files)
    assert test(frozenset(found.files)) is Outcome.FAIL
    assert len(found.files) <= 32
    assert not found.minimal
    assert "gave no answer" in found.notes[-1]


def test_another_crash_does_not_steer() -> None:
    # 100 crashes late; 500 crashes earlier in the boot, and so hides it. The whole crashes as 500 does.
    def test(files: Set) -> Outcome:
        if ORDER[500] in files:
            return Outcome.FAIL
        return Outcome.OTHER if ORDER[100] in files else Outcome.PASS

    search = Search(ORDER, test)
    assert search.find().files == names(500)
    assert search.tests + 1 <= 13


def test_a_crash_that_looks_otherwise_in_a_small_set_is_still_found() -> None:
    # With more than 300 files the miscompiled 40 shows as another crash than alone.
    def test(files: Set) -> Outcome:
        if ORDER[40] not in files:
            return Outcome.PASS
        return Outcome.FAIL if len(files) > 300 else Outcome.OTHER

    assert Search(ORDER, test).find().files == names(40)


@pytest.mark.parametrize("k", [1, 2])
def test_a_fault_that_shows_in_many_ways_is_found_by_failing_at_all(k: int) -> None:
    chance = random.Random(9)
    for _ in range(30):
        culprits = sorted(chance.sample(range(N), k))

        def test(files: Set, culprits: list[int] = culprits) -> Outcome:
            if not frozenset(names(*culprits)) <= files:
                return Outcome.PASS
            if len(files) in (N, k):
                return Outcome.FAIL
            return Outcome.OTHER if random.Random(hash(len(files))).random() < 0.5 else Outcome.FAIL

        search = Search(ORDER, test)
        assert search.find().files == names(*culprits)
        assert search.tests <= 12 * (k + 1)


def test_flaky_failures_are_found_when_passes_are_repeated() -> None:
    chance = random.Random(5)
    right = 0
    for _ in range(40):
        culprit = chance.randrange(N)

        def test(files: Set, culprit: int = culprit) -> Outcome:
            # Fails with probability 0.9 per boot, four boots a pass.
            bad = ORDER[culprit] in files and any(chance.random() < 0.9 for _ in range(4))
            return Outcome.FAIL if bad else Outcome.PASS

        try:
            right += Search(ORDER, test).find().files == names(culprit)
        except ValueError:
            pass
    assert right >= 38


def test_the_budget_holds() -> None:
    with pytest.raises(BudgetSpent) as spent:
        Search(ORDER, together(1, 2, 3, 4, 5), budget=20).find()
    assert set(names(1, 2, 3, 4, 5)) <= set(spent.value.smallest)


def test_a_whole_that_passes_is_refused() -> None:
    with pytest.raises(ValueError):
        Search(ORDER, lambda files: Outcome.PASS).find()


@pytest.mark.parametrize("n", [1, 2, 3, 7, 8, 9])
def test_short_orders(n: int) -> None:
    for culprit in range(n):
        search = Search(ORDER[:n], together(culprit))
        assert search.find().files == names(culprit)
        assert search.tests <= 2 + math.ceil(math.log2(n))

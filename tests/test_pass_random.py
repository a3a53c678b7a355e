"""Random functions mean the same after every pass, by the interpreter.  A failure shows the function, shrunk."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from random_functions import ARGUMENTS, functions, refines, run

from ccore.ir.module import Module
from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module
from ccore.ir.verifier import verify_module
from ccore.options import Options
from ccore.passes.instsimplify import InstSimplify
from ccore.passes.manager import PassManager
from ccore.passes.pipeline import REGISTRY

_CALM = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]
FEW = settings(max_examples=40, derandomize=True, deadline=None, database=None, suppress_health_check=_CALM)
MANY = settings(max_examples=3000, deadline=None, database=None, suppress_health_check=_CALM)
FIRST = (("sroa", "mem2reg"), ("sroa", "mem2reg", "instsimplify", "simplify-cfg"), ())


def apply(name: str, module: Module) -> None:
    manager = PassManager(module, Options(level="1", verify_each=True))
    manager.run_over(manager.make(name))
    verify_module(module)


def check(text: str, names: list[str]) -> None:
    """Run passes one after another; raise ``AssertionError`` where one changes what the function means."""
    module = parse_module(text)
    verify_module(module)
    outcomes = [run(module, a) for a in ARGUMENTS]
    if all(o.error for o in outcomes):
        return
    before = print_module(module)
    for name in names:
        apply(name, module)
        after = print_module(module)
        if after == before:
            continue
        module = parse_module(after)
        results = [run(module, a) for a in ARGUMENTS]
        for arguments, old, new in zip(ARGUMENTS, outcomes, results, strict=True):
            if not refines(old, new):
                note(f"{name} of\n{before}gives\n{after}for {arguments}:\n{old}\n{new}")
                raise AssertionError(f"{name} changes the meaning")
        before, outcomes = after, results


_ORDERS = st.tuples(
    st.sampled_from(FIRST), st.lists(st.sampled_from(sorted(REGISTRY)), min_size=4, max_size=12, unique=True)
)


@pytest.mark.slow
@FEW
@given(functions(), _ORDERS)
def test_random_functions_mean_the_same_after_each_pass(text: str, order: tuple[tuple[str, ...], list[str]]) -> None:
    check(text, [*order[0], *order[1]])


@pytest.mark.full
@MANY
@given(functions(), _ORDERS)
def test_many_random_functions(text: str, order: tuple[tuple[str, ...], list[str]]) -> None:
    check(text, [*order[0], *order[1]])


def test_a_wrong_pass_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pass that takes subtractions for additions."""

    def run_wrongly(self: object, function: object, analyses: object) -> bool:
        found = [i for b in function.blocks for i in b.instructions if getattr(i, "operation", "") == "sub"]  # type: ignore
        for i in found:
            i.operation = "add"
        return bool(found)

    monkeypatch.setattr(InstSimplify, "run", run_wrongly)

    @FEW
    @given(functions())
    def search(text: str) -> None:
        check(text, ["instsimplify"])

    with pytest.raises(AssertionError, match="changes the meaning"):
        search()

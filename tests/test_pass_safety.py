"""Every pass does something, and every safety condition of a pass is needed: the rows of ``tests/safety``."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
import safety
from safety import Hazard, Refusal, Sample

from ccore.ir.printer import print_module
from ccore.ir.verifier import VerifyError
from ccore.passes.pipeline import REGISTRY

FOLDER = Path(safety.__file__).parent
ROWS = {
    file.stem.replace("_", "-"): importlib.import_module(f"safety.{file.stem}")
    for file in sorted(FOLDER.glob("[a-z]*.py"))
}
SAMPLES = [(name, sample) for name, rows in ROWS.items() for sample in rows.SAMPLES]
REFUSALS = [(name, refusal) for name, rows in ROWS.items() for refusal in getattr(rows, "REFUSALS", ())]
HAZARDS = [(name, hazard) for name, rows in ROWS.items() for hazard in getattr(rows, "HAZARDS", ())]
ASKING = [
    (name, rows.HAZARDS[0]) for name, rows in ROWS.items()
    if getattr(rows, "HAZARDS", ()) and getattr(REGISTRY[name](), "asks_each", False)
]  # fmt: skip


def test_each_pass_has_rows() -> None:
    assert set(ROWS) <= set(REGISTRY)
    missing = {
        name for name in REGISTRY
        if name not in ROWS or not ROWS[name].SAMPLES
        or bool(getattr(ROWS[name], "HAZARDS", ())) == bool(getattr(ROWS[name], "HARMLESS", ""))
    }  # fmt: skip
    assert not missing, "these passes have no rows in tests/safety"


@pytest.mark.parametrize(("name", "sample"), SAMPLES, ids=[name for name, _ in SAMPLES])
def test_sample(name: str, sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    safety.check(name, sample)
    pass_ = type(REGISTRY[name]())
    for method in "run", "run_module":
        if hasattr(pass_, method):
            monkeypatch.setattr(pass_, method, lambda *arguments: False)
    with pytest.raises(AssertionError):  # the sample would show that the pass does nothing
        safety.check(name, sample)


@pytest.mark.parametrize(("name", "hazard"), HAZARDS, ids=[f"{name}: {row.condition}" for name, row in HAZARDS])
def test_condition_is_needed(name: str, hazard: Hazard, monkeypatch: pytest.MonkeyPatch) -> None:
    before = safety.outcome(safety.module_of(hazard.text), hazard)
    assert safety.has_meaning(before), before
    module = safety.module_of(hazard.text)
    safety.apply(name, module)
    assert safety.outcome(module, hazard) == before
    module = safety.module_of(hazard.text)
    monkeypatch.setattr(f"ccore.passes.{hazard.place}", hazard.unsafe)
    try:
        safety.apply(name, module)
    except VerifyError:
        return
    assert safety.outcome(module, hazard) != before, "without the condition nothing goes wrong"


@pytest.mark.parametrize(("name", "refusal"), REFUSALS, ids=[f"{name}: {row.condition}" for name, row in REFUSALS])
def test_condition_forbids(name: str, refusal: Refusal, monkeypatch: pytest.MonkeyPatch) -> None:
    text = print_module(safety.module_of(refusal.text))
    module = safety.module_of(refusal.text)
    safety.apply(name, module)
    assert print_module(module) == text and refusal.why
    monkeypatch.setattr(f"ccore.passes.{refusal.place}", refusal.unsafe)
    try:
        safety.apply(name, module)
    except VerifyError:
        return
    assert print_module(module) != text, "it changes nothing without the condition either"


@pytest.mark.parametrize(("name", "hazard"), ASKING, ids=[name for name, _ in ASKING])
def test_a_wrong_rewrite_is_found_by_halving(
    name: str, hazard: Hazard, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As ``kbisect`` does over -fbisect: with right rewrites around it, of @f and of other functions."""
    expected = safety.outcome(safety.module_of(hazard.text), hazard)
    monkeypatch.setattr(f"ccore.passes.{hazard.place}", hazard.unsafe)

    def told(pattern: str) -> tuple[bool, list[str]]:
        """Whether the program goes wrong with the rewrites that the pattern chooses, and these."""
        module = safety.module_of(hazard.text)
        others = safety.decoys(ROWS[name].SAMPLES[0], 8)
        wrong = False
        for each in (module, *others):
            try:
                safety.apply(name, each, bisect=pattern)
            except VerifyError:
                wrong |= each is module
        wrong = wrong or safety.outcome(module, hazard) != expected
        return wrong, [line for line in capsys.readouterr().err.splitlines() if "bisect-match" in line]

    def culprits(suffix: str, context: list[str]) -> list[str]:
        """The rewrites whose hashes end so without which nothing goes wrong, where those of the context are done."""
        own = {line for line in told("+".join([suffix or "y", *context]))[1] if _ends(line, suffix)}
        if len(own) == 1:
            return list(own)
        for half in "0" + suffix, "1" + suffix:
            if told("+".join([half, *context]))[0]:
                return culprits(half, context)
        low, high = "0" + suffix, "1" + suffix  # some of each
        return culprits(low, [*context, high]) + culprits(high, [*context, low])

    assert not told("n")[0]
    assert told("y")[0] and len(told("y")[1]) >= 8
    found = culprits("", [])
    assert 1 <= len(found) <= 2, "one rewrite is wrong, perhaps after another one that makes it possible"
    for line in found:
        assert re.search(rf"\] {name} (%\w+ )?in (?!d\d)\w+ \(", line), "it is no decoy's"


def _ends(line: str, suffix: str) -> bool:
    """Whether the hash that a line tells has these last bits."""
    number = int(re.findall(r"0x([0-9a-f]{16})", line)[0], 16)
    return f"{number:064b}".endswith(suffix)


def test_passes_answer_to_their_names() -> None:
    """The switches compare the pass's own name."""
    assert {name: REGISTRY[name]().name for name in REGISTRY} == {name: name for name in REGISTRY}


@pytest.mark.parametrize("name", REGISTRY)
def test_switches(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each pass can be left out, watched and counted."""
    sample = ROWS[name].SAMPLES[0]
    before = print_module(safety.module_of(sample.before))
    for off in {"opt_bisect": 0}, {"bisect": "n"}, {"disabled_passes": {name}}:
        module = safety.module_of(sample.before)
        safety.apply(name, module, **off)
        assert print_module(module) == before, off
    capsys.readouterr()
    for each in ROWS[name].SAMPLES:
        module = safety.module_of(each.before)
        watching = {"print_before": {name}, "print_after": {name}, "opt_bisect": -1, "bisect": "y"}
        safety.apply(name, module, pass_statistics=True, **watching)
    said = capsys.readouterr()
    for words in f"; before {name}", f"; after {name}", "BISECT: running pass (1) ", "[bisect-match ":
        assert words in said.err
    rows = [line.split() for line in said.out.splitlines() if line.endswith(f"  {name}")]
    assert any(int(row[1]) for row in rows) or f"  {name}: " in said.out, "neither changes nor rewrites were counted"
    for each in ROWS[name].SAMPLES:
        safety.apply(name, safety.module_of(each.before), print_changed=True)
    assert f"; after {name}" in capsys.readouterr().err

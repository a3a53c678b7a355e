"""From the typed tree to the IR: memory for every variable, no phi but those of ``?:`` and ``&&``."""

from __future__ import annotations

from ccore.diagnostics import Diagnostics
from ccore.ir.module import Module
from ccore.irgen.unit import UnitGenerator
from ccore.options import Options
from ccore.sema.analyzer import Analyzer
from ccore.target import TargetSpec


def generate(analyzer: Analyzer, options: Options, target: TargetSpec, diagnostics: Diagnostics, name: str) -> Module:
    """The IR module of an analysed translation unit; ``name``: its main file."""
    return UnitGenerator(analyzer, options, target, diagnostics, name).generate()

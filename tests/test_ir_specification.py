"""ccore/ir/README.md has a section for each instruction class, the interpreter an emitter, and there are no others."""

from __future__ import annotations

import re
from pathlib import Path

import ccore.ir
from ccore.ir import instructions
from ccore.ir.instructions import Instruction
from ccore.ir.interp import emit

CLASSES = {
    name for name, each in vars(instructions).items()
    if isinstance(each, type) and issubclass(each, Instruction) and each is not Instruction
}  # fmt: skip
TEXT = (Path(next(iter(ccore.ir.__path__))) / "README.md").read_text()


def test_every_class_has_its_section() -> None:
    sections = re.findall(r"^### (\w+)\n(.+)", TEXT, re.M)
    names = [name for name, _ in sections]
    assert len(names) == len(set(names))
    assert set(names) == CLASSES


def test_operations_are_named() -> None:
    words = set(re.findall(r"\w+", TEXT))
    named = (
        instructions.INTEGER_OPERATIONS | instructions.FLOAT_OPERATIONS | instructions.CONVERSIONS
        | instructions.ATOMIC_OPERATIONS | instructions.BIT_OPERATIONS | instructions.MATH_OPERATIONS
    )  # fmt: skip
    assert not named - words


def test_the_interpreter_has_every_class() -> None:
    control = {c.__name__ for c in vars(instructions).values() if isinstance(c, type) and getattr(c, "terminator", 0)}
    assert {c.__name__ for c in emit._EMITTERS} | control - {"Instruction"} | {"Phi"} == CLASSES

"""Random programs mean the same before and after each pass, and after the pipelines of all levels."""

from __future__ import annotations

import random

import pytest

from ccore.ir.interp import Machine
from ccore.ir.module import Module
from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module
from ccore.ir.verifier import verify_module
from ccore.options import Options
from ccore.passes.manager import PassManager, run_pipeline
from ccore.passes.pipeline import REGISTRY

OPERATIONS = ("add", "sub", "mul", "and", "or", "xor")
PREDICATES = ("eq", "ne", "slt", "sle", "ugt", "uge")


class Writer:
    """Writes the text of one function over a few locals: scalars, a structure that is copied, bounded loops."""

    def __init__(self, seed: int, name: str, callees: list[str]) -> None:
        self.random = random.Random(seed)
        self.name, self.callees = name, callees
        self.lines: list[str] = []
        self.count = 0
        self.locals = ["%v0", "%v1", "%v2"]
        self.pairs = ["%s", "%s4", "%t"]
        self.fields = ["%s", "%s4", "%s8", "%t", "%t4", "%t8"]

    def new(self, kind: str, text: str) -> str:
        self.count += 1
        name = f"%n{self.count}"
        self.lines.append(f"{name}: {kind} = {text}")
        return name

    def value(self) -> str:
        choice = self.random.randrange(5)
        if choice == 0:
            return f"i32 {self.random.choice((0, 1, 2, 7, -1, 255))}"
        if choice == 1:
            return self.random.choice(("%a", "%b"))
        if choice == 2 and self.random.random() < 0.4:  # a part of a field, or two fields at once
            if self.random.random() < 0.5:
                return self.new("i32", f"trunc {self.new('i64', f'load {self.random.choice(self.pairs)} align=4')}")
            narrow = self.random.choice(("i8", "i16"))
            return self.new("i32", f"sext {self.new(narrow, f'load {self.random.choice(self.fields)} align=1')}")
        return self.new("i32", f"load {self.random.choice(self.locals + self.fields)} align=4")

    def condition(self) -> str:
        return self.new("i1", f"cmp {self.random.choice(PREDICATES)} {self.value()}, {self.value()}")

    def expression(self) -> str:
        choice = self.random.randrange(8)
        if choice < 4:
            return self.new("i32", f"{self.random.choice(OPERATIONS)} {self.value()}, {self.value()}")
        if choice == 4:
            return self.new("i32", f"select {self.condition()}, {self.value()}, {self.value()}")
        if choice == 5:
            wide = self.new("i64", f"{self.random.choice(('sext', 'zext'))} {self.value()}")
            return self.new("i32", f"trunc {wide}")
        if choice == 6:
            return self.new("i32", f"zext {self.condition()}")
        if self.callees:
            callee = self.random.choice(self.callees)
            return self.new("i32", f"call @{callee}({self.value()}: i32, {self.value()}: i32) as i32 (i32, i32)")
        return self.value()

    def statement(self, depth: int) -> None:
        choice = self.random.randrange(10)
        if choice < 4 or depth > 2:
            target = self.random.choice(self.locals + self.fields)
            value = self.expression()
            if self.random.random() < 0.15:
                target = self.random.choice(self.pairs)
                value = self.new("i64", f"sext {value}")
            elif self.random.random() < 0.1:
                value = self.new(self.random.choice(("i8", "i16")), f"trunc {value}")
            self.lines.append(f"store {value}, {target} align=1")
        elif choice == 4:
            pair = self.random.choice((("%s", "%t"), ("%t", "%s")))
            size = self.random.choice((4, 8, 12))
            self.lines.append(f"memcopy {pair[0]}, {pair[1]}, i64 {size} destination_align=4 source_align=4")
        elif choice == 5:
            target = self.random.choice(self.fields)
            self.lines.append(f"memset {target}, i8 {self.random.choice((0, 5))}, i64 4 align=4")
        elif choice == 6:
            self.lines.append(f"call @sink({self.value()}: i32) as void (i32)")
        elif choice == 7:
            self.count += 1
            n = self.count
            condition = self.condition() if self.random.random() < 0.8 else "i1 1"
            self.lines.append(f"condbr {condition}, ^then{n}, ^else{n}\n^then{n}:")
            self.statements(depth + 1)
            self.lines.append(f"br ^end{n}\n^else{n}:")
            if self.random.random() < 0.6:
                self.statements(depth + 1)
            self.lines.append(f"br ^end{n}\n^end{n}:")
        elif choice == 8:
            self.count += 1
            n = self.count
            value = self.value()
            self.lines.append(f"switch {value}, ^d{n} [0: ^c{n}, 1: ^d{n}, 7: ^e{n}]\n^c{n}:")
            self.statements(depth + 1)
            self.lines.append(f"br ^e{n}\n^d{n}:")
            self.statements(depth + 1)
            self.lines.append(f"br ^f{n}\n^e{n}:\nbr ^f{n}\n^f{n}:")
        else:
            self.count += 1
            n = self.count
            self.lines.append(f"store i32 0, %loop{depth} align=4\nbr ^head{n}\n^head{n}:")
            counter = self.new("i32", f"load %loop{depth} align=4")
            again = self.new("i1", f"cmp slt {counter}, i32 {self.random.randrange(4)}")
            self.lines.append(f"condbr {again}, ^body{n}, ^out{n}\n^body{n}:")
            self.statements(depth + 1)
            up = self.new("i32", f"load %loop{depth} align=4")
            more = self.new("i32", f"add nsw {up}, i32 1")
            self.lines.append(f"store {more}, %loop{depth} align=4\nbr ^head{n}\n^out{n}:")

    def statements(self, depth: int) -> None:
        for _ in range(self.random.randrange(1, 4 if depth else 9)):
            self.statement(depth)

    def text(self, attributes: str) -> str:
        head = [f"function @{self.name}: i32 (i32, i32) (%a, %b) {attributes} defined {{\n^entry:"]
        for local in self.locals + [f"%loop{n}" for n in range(4)]:
            head.append(f"{local}: ptr = alloca size=4 align=4")
        for base in "%s", "%t":
            head.append(f"{base}: ptr = alloca size=12 align=4")
            head.append(f"{base}4: ptr = ptradd inbounds {base}, i64 4")
            head.append(f"{base}8: ptr = ptradd inbounds {base}4, i64 4")
            head.append(f"memset {base}, i8 0, i64 12 align=4")
        head += [f"store i32 {n}, {local} align=4" for n, local in enumerate(self.locals)]
        self.statements(0)
        result = self.new("i32", f"xor {self.value()}, {self.value()}")
        return "\n".join([*head, *self.lines, f"ret {result}\n}}"])


def program(seed: int) -> str:
    leaf = Writer(seed * 3, "leaf", []).text("linkage=internal attributes={always_inline}")
    middle = Writer(seed * 3 + 1, "middle", ["leaf"]).text("linkage=internal attributes={inline_hint}")
    top = Writer(seed * 3 + 2, "top", ["leaf", "middle"]).text("linkage=external")
    return f"function @sink: void (i32) (%x)\n{leaf}\n{middle}\n{top}\n"


ARGUMENTS = ((0, 0), (1, 7), (0xFFFFFFFF, 2), (123456, 0x80000000))


def results(module: Module) -> list[tuple[int, list[int]]]:
    """What @top returns for each of the arguments, and what it gave to @sink.  Raises ``InterpreterError``."""
    found = []
    for arguments in ARGUMENTS:
        given: list[int] = []
        machine = Machine(module, {"sink": lambda _, values, __, given=given: given.append(values[0])}, steps=2000)
        found.append((machine.run("top", *arguments), given))
    return found


@pytest.mark.parametrize("start", range(0, 60, 10))
def test_pipelines_keep_the_meaning(start: int) -> None:
    for seed in range(start, start + 10):
        text = program(seed)
        before = parse_module(text)
        verify_module(before)
        expected = results(before)
        for level in "012s":
            module = parse_module(text)
            run_pipeline(module, Options(level=level, verify_each=True))
            assert results(module) == expected, (seed, level)


def test_single_passes_keep_the_meaning() -> None:
    for seed in range(100, 112):
        text = program(seed)
        before = parse_module(text)
        expected, printed = results(before), print_module(before)
        for name in REGISTRY:
            if name == "is-constant":
                continue
            module = parse_module(text)
            manager = PassManager(module, Options(verify_each=True))
            manager.run_over(manager.make(name))
            assert print_module(module) == printed or results(module) == expected, (seed, name)

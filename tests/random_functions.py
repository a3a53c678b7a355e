"""Random functions of the IR, made with hypothesis, and whether one outcome of a function refines another.

A function takes (i32 %a, i64 %b, i8 %c), computes with integers of all widths, selections, conversions, flags, keeps
variables and an array in memory, branches, switches, goes round loops a few times, calls another function; last
it leaves values in the variable @g.  Most have a meaning: divisors and counts of shifts are mostly kept in range.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import strategies as st

from ccore.ir.interp import LIBRARY, Machine
from ccore.ir.interp.undefined import InterpreterError, Partial, Undefined, UndefinedBehaviour
from ccore.ir.module import Module
from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module
from ccore.ir.types import I8

WIDTHS = (1, 8, 16, 32, 64)
_PLAIN = ("and", "or", "xor", "add", "sub", "mul")
_PREDICATES = ("eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge")
_INTERESTING = (0, 1, -1, 2, 3, 4, 7, 8, 15, 16, 255, 127, -128)
ARGUMENTS = ((0, 0, 0), (1, 5, 255), (2**32 - 7, 2**63, 128), (77, 2**64 - 1, 3))


class Outcome(NamedTuple):
    """``error``: "" or why there is no result."""

    error: str
    values: tuple[Any, ...] = ()


def run(module: Module, arguments: tuple[int, int, int]) -> Outcome:
    """What @f returns and leaves in @g."""
    machine = Machine(module, LIBRARY, steps=3000)
    memory = machine.address_of(module.variables["g"])
    try:
        result = machine.run("f", *arguments)
    except UndefinedBehaviour as error:
        return Outcome(f"undefined: {error}")
    except InterpreterError as error:
        return Outcome(f"unknown: {error}")
    return Outcome("", (result, *(machine.load(I8, memory + n) for n in range(module.variables["g"].size))))


def refines(before: Outcome, after: Outcome) -> bool:
    """Whether a program that did the one may do the other: what had a meaning keeps it, bits that were determined
    stay."""
    if before.error or after.error.startswith("unknown"):
        return True
    if after.error:
        return False
    return all(_value_refines(a, b) for a, b in zip(before.values, after.values, strict=True))


def _value_refines(before: Any, after: Any) -> bool:
    if isinstance(before, Undefined):
        return True
    if isinstance(after, Undefined):
        return False
    value, unknown = (before.value, before.unknown) if isinstance(before, Partial) else (int(before), 0)
    if isinstance(after, Partial):
        return not after.unknown & ~unknown and (after.value ^ value) & ~unknown == 0
    return not (int(after) ^ value) & ~unknown


class _Writer:
    """The text of a function as it grows.  ``draw``: hypothesis's choices.  ``known``: by width, values that are
    there."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.entry: list[str] = []
        self.count = 0
        self.block = "entry"
        self.known: dict[int, list[str]] = {1: [], 8: ["%c"], 16: [], 32: ["%a"], 64: ["%b"]}
        self.slots: list[tuple[str, int]] = []

    def number(self, low: int, high: int) -> int:
        return int(self.draw(st.integers(low, high)))

    def one_of(self, options: Any) -> Any:
        return options[self.number(0, len(options) - 1)]

    def name(self) -> str:
        self.count += 1
        return f"%v{self.count}"

    def label(self) -> str:
        self.count += 1
        return f"b{self.count}"

    def emit(self, width: int, text: str) -> str:
        name = self.name()
        self.lines.append(f"{name}: i{width} = {text}")
        self.known[width].append(name)
        return name

    def start(self, label: str) -> None:
        self.lines.append(f"^{label}:")
        self.block = label

    def value(self, width: int) -> str:
        """An operand: mostly one of the last values, else a constant."""
        known = self.known[width]
        choice = self.number(0, 9)
        if known and choice < 7:
            return known[max(0, len(known) - 1 - self.number(0, 5))]
        return self.constant(width)

    def constant(self, width: int) -> str:
        value = self.one_of(_INTERESTING) if self.number(0, 4) else self.number(-(1 << 63), (1 << 63) - 1)
        return f"i{width} {value & ((1 << width) - 1)}"

    def statements(self, count: int, depth: int) -> None:
        for _ in range(self.number(1, count)):
            kinds = [self.binary] * 4 + [self.shift, self.divide, self.compare, self.select, self.convert] * 2
            kinds += [self.load, self.store, self.array, self.bits, self.call, self.range_check]
            if depth:
                kinds += [self.branch, self.loop, self.switch]
            kind = self.one_of(kinds)
            if kind in (self.branch, self.loop, self.switch):
                kind(depth - 1)
            else:
                kind()

    def width(self) -> int:
        return int(self.one_of((32, 32, 8, 64, 16, 1)))

    def binary(self) -> None:
        width = self.width()
        operation = self.one_of(_PLAIN)
        flags = self.one_of(("", "", "nsw ", "nuw ")) if operation in ("add", "sub", "mul") else ""
        self.emit(width, f"{operation} {flags}{self.value(width)}, {self.value(width)}")

    def shift(self) -> None:
        width = int(self.one_of((32, 64, 8, 16)))
        operation = self.one_of(("shl", "lshr", "ashr"))
        flag = self.one_of(("", "", "nsw ", "nuw ") if operation == "shl" else ("", "", "exact "))
        if self.number(0, 2):
            count = f"i{width} {self.number(0, width - 1)}"
        else:
            count = self.emit(width, f"and {self.value(width)}, i{width} {width - 1}")
        self.emit(width, f"{operation} {flag}{self.value(width)}, {count}")

    def divide(self) -> None:
        width = int(self.one_of((32, 64, 8, 16)))
        operation = self.one_of(("udiv", "sdiv", "urem", "srem"))
        flag = self.one_of(("", "", "exact ")) if operation.endswith("div") else ""
        if self.number(0, 2):
            divisor = f"i{width} {self.one_of((1, 2, 3, 4, 7, 8, 10, 16, 64, 100))}"
        else:
            divisor = self.emit(width, f"or {self.value(width)}, i{width} 1")
        self.emit(width, f"{operation} {flag}{self.value(width)}, {divisor}")

    def compare(self) -> None:
        width = self.width()
        self.emit(1, f"cmp {self.one_of(_PREDICATES)} {self.value(width)}, {self.value(width)}")

    def range_check(self) -> None:
        width = int(self.one_of((32, 8, 64)))
        value = self.value(width)
        one, other = (f"cmp {self.one_of(_PREDICATES)} {value}, {self.constant(width)}" for _ in "ab")
        first, second = self.emit(1, one), self.emit(1, other)
        self.emit(1, f"{self.one_of(('and', 'or', 'xor'))} {first}, {second}")

    def select(self) -> None:
        width = self.width()
        self.emit(width, f"select {self.value(1)}, {self.value(width)}, {self.value(width)}")

    def convert(self) -> None:
        source, target = self.one_of(WIDTHS), self.one_of(WIDTHS)
        if source != target:
            operation = "trunc" if source > target else self.one_of(("zext", "sext"))
            self.emit(target, f"{operation} {self.value(source)}")

    def bits(self) -> None:
        width = int(self.one_of((16, 32, 64)))
        self.emit(width, f"intrinsic {self.one_of(('ctpop', 'bswap', 'bitreverse', 'abs'))} {self.value(width)}")

    def slot(self) -> tuple[str, int]:
        """A variable in memory, new or old; sometimes one that nothing was stored in."""
        if len(self.slots) < 2 or (len(self.slots) < 5 and not self.number(0, 3)):
            width, name = int(self.one_of((32, 8, 64, 16))), self.name()
            self.entry.append(f"{name}: ptr = alloca size={width // 8} align={width // 8}")
            if self.number(0, 7):
                self.entry.append(f"store i{width} {self.one_of(_INTERESTING)}, {name} align={width // 8}")
            self.slots.append((name, width))
        return self.slots[self.number(0, len(self.slots) - 1)]

    def load(self) -> None:
        name, width = self.slot()
        self.emit(width, f"load {name} align={width // 8}")

    def store(self) -> None:
        name, width = self.slot()
        self.lines.append(f"store {self.value(width)}, {name} align={width // 8}")

    def array(self) -> None:
        """An element of @g or of the local array."""
        index = self.emit(64, f"and {self.value(64)}, i64 3")
        offset = self.emit(64, f"shl {index}, i64 3")
        place = self.name()
        self.lines.append(f"{place}: ptr = ptradd inbounds {self.one_of(('@g', '%array'))}, {offset}")
        if self.number(0, 1):
            self.lines.append(f"store {self.value(64)}, {place} align=8")
        else:
            self.emit(64, f"load {place} align=8")

    def call(self) -> None:
        self.emit(32, f"call @{self.one_of(('small', 'touch'))}({self.value(32)}: i32) as i32 (i32)")

    def scope(self) -> dict[int, list[str]]:
        return {width: list(values) for width, values in self.known.items()}

    def arm(self, label: str, join: str, depth: int, wanted: int) -> tuple[str, str]:
        """A block of a branch: where it ends, and a value there."""
        before = self.scope()
        self.start(label)
        self.statements(3, depth)
        value, end = self.value(wanted), self.block
        self.lines.append(f"br ^{join}")
        self.known = before
        return value, end

    def branch(self, depth: int) -> None:
        yes, no, join = self.label(), self.label(), self.label()
        width = self.width()
        condition = self.value(1)
        self.lines.append(f"condbr {condition}, ^{yes}, ^{no}")
        one = self.arm(yes, join, depth, width)
        other = self.arm(no, join, depth, width)
        self.start(join)
        self.emit(width, f"phi [{one[0]}, ^{one[1]}], [{other[0]}, ^{other[1]}]")

    def switch(self, depth: int) -> None:
        labels, join = [self.label() for _ in range(3)], self.label()
        chosen = self.emit(32, f"and {self.value(32)}, i32 {self.one_of((1, 3, 7))}")
        cases = ", ".join(f"{self.number(0, 1) + 2 * n}: ^{label}" for n, label in enumerate(labels[1:]))
        self.lines.append(f"switch {chosen}, ^{labels[0]} [{cases}]")
        ends = [self.arm(label, join, depth, 32) for label in labels]
        self.start(join)
        self.emit(32, "phi " + ", ".join(f"[{value}, ^{end}]" for value, end in ends))

    def loop(self, depth: int) -> None:
        """A counter and a value that go round."""
        head, done = self.label(), self.label()
        width, counts = self.width(), int(self.one_of((32, 64, 8)))
        start, carried = self.block, self.value(width)
        first, step = self.number(0, 2), self.number(1, 3)
        counter, value, following, result = self.name(), self.name(), self.name(), self.name()
        self.lines.append(f"br ^{head}")
        phis = len(self.lines) + 1
        self.start(head)
        before = self.scope()
        self.known[counts].append(counter)
        self.known[width].append(value)
        self.statements(4, depth)
        last = self.value(width)
        flags = self.one_of(("", "nsw ", "nuw "))
        self.lines.append(f"{following}: i{counts} = add {flags}{counter}, i{counts} {step}")
        test = self.name()
        bound = f"i{counts} {first + self.number(1, 9)}"
        if self.number(0, 1):
            self.lines.append(f"{test}: i1 = cmp {self.one_of(('slt', 'ult'))} {following}, {bound}")
            targets = f"^{head}, ^{done}"
        else:
            self.lines.append(f"{test}: i1 = cmp {self.one_of(('sge', 'uge'))} {following}, {bound}")
            targets = f"^{done}, ^{head}"
        self.lines.append(f"condbr {test}, {targets}")
        self.lines[phis:phis] = [
            f"{counter}: i{counts} = phi [i{counts} {first}, ^{start}], [{following}, ^{self.block}]",
            f"{value}: i{width} = phi [{carried}, ^{start}], [{last}, ^{self.block}]",
        ]
        self.known = before
        end = self.block
        self.start(done)
        self.lines.append(f"{result}: i{width} = phi [{last}, ^{end}]")
        self.known[width].append(result)


_AROUND = """variable @g: ptr size=32 linkage=external align=8 defined data "0100000000000000ff"
function @small: i32 (i32) (%x) linkage=internal defined {
^entry:
  %0: i32 = mul %x, i32 3
  %1: i1 = cmp ugt %0, i32 100
  %2: i32 = select %1, %x, %0
  ret %2
}
function @touch: i32 (i32) (%x) linkage=internal defined {
^entry:
  %0: i64 = load @g align=8
  %1: i64 = zext %x
  %2: i64 = xor %0, %1
  store %2, @g align=8
  ret %x
}
"""


@st.composite
def functions(draw: Any) -> str:
    """The text of a module with @f."""
    writer = _Writer(draw)
    writer.statements(9, 2)
    for n in range(4):
        width = (64, 32, 8, 16)[n]
        place = writer.name()
        writer.lines.append(f"{place}: ptr = ptradd inbounds @g, i64 {8 * n}")
        writer.lines.append(f"store {writer.value(width)}, {place} align={width // 8}")
    body = [
        "^entry:", "%array: ptr = alloca size=32 align=8", "memset %array, i8 1, i64 32 align=8",
        *writer.entry, *writer.lines, f"ret {writer.value(32)}", "}",
    ]  # fmt: skip
    head = "function @f: i32 (i32, i64, i8) (%a, %b, %c) linkage=external defined {"
    return print_module(parse_module("\n".join([_AROUND + head, *body])))

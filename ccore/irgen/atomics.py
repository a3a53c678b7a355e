"""Atomic operations: the ``__atomic_`` builtins, and C11's operators on ``_Atomic`` objects (7.17, 6.5.16.2p3)."""

from __future__ import annotations

from collections.abc import Callable

from ccore.ir import types as ir
from ccore.ir.instructions import Phi
from ccore.ir.values import ConstInt, Value
from ccore.irgen.base import Place
from ccore.irgen.expressions import Expressions
from ccore.sema import tree
from ccore.sema import types as c

_ORDERS = {0: "monotonic", 1: "acquire", 2: "acquire", 3: "release", 4: "acq_rel", 5: "seq_cst"}
_LOAD_ORDERS = {"release": "monotonic", "acq_rel": "acquire"}  # what a load, or a failure, may be
_STORE_ORDERS = {"acquire": "monotonic", "acq_rel": "release"}
_COMPOUND = {"+": "add", "-": "sub", "&": "and", "|": "or", "^": "xor"}


class Atomics(Expressions):
    """Atomic builtins and operators."""

    def order(self, e: tree.Expression) -> str:
        """A memory order argument in LLVM's words; unknown means seq_cst."""
        value = self.value(e)
        return _ORDERS.get(value.value & 0xFFFF, "seq_cst") if isinstance(value, ConstInt) else "seq_cst"

    def as_integer(self, value: Value) -> Value:
        """The same bits as an integer, which atomic instructions want."""
        kind = value.type
        if isinstance(kind, ir.FloatType):
            return self.builder.bitcast(value, ir.int_type(kind.bits))
        if isinstance(kind, ir.PointerType):
            return self.builder.ptrtoint(value, self.word)
        return value

    def from_integer(self, value: Value, type_: ir.Type) -> Value:
        if isinstance(type_, ir.FloatType):
            return self.builder.bitcast(value, type_)
        if isinstance(type_, ir.PointerType):
            return self.builder.inttoptr(value, type_)
        return value

    def _pointee_volatile(self, pointer: tree.Expression) -> bool:
        type_ = pointer.type
        return isinstance(type_, c.PointerType) and bool(type_.target.quals & c.VOLATILE)

    def atomic_load(self, e: tree.BuiltinCall) -> Value:
        pointer = self.value(e.arguments[0])
        order = self.order(e.arguments[1])
        type_ = self.types.scalar(e.type)
        volatile = self._pointee_volatile(e.arguments[0])
        return self.builder.load(type_, pointer, type_.size, volatile, _LOAD_ORDERS.get(order, order))

    def atomic_store(self, e: tree.BuiltinCall) -> Value:
        pointer = self.value(e.arguments[0])
        value = self.value(e.arguments[1])
        order = self.order(e.arguments[2])
        volatile = self._pointee_volatile(e.arguments[0])
        self.builder.store(value, pointer, value.type.size, volatile, _STORE_ORDERS.get(order, order))
        return self.const(0)

    def atomic_exchange(self, e: tree.BuiltinCall) -> Value:
        pointer = self.value(e.arguments[0])
        value = self.value(e.arguments[1])
        order = self.order(e.arguments[2])
        volatile = self._pointee_volatile(e.arguments[0])
        old = self.builder.atomic_update("xchg", pointer, self.as_integer(value), order, volatile)
        return self.from_integer(old, self.types.scalar(e.type))

    def atomic_compare_exchange(self, e: tree.BuiltinCall) -> Value:
        builder = self.builder
        pointer = self.value(e.arguments[0])
        expected_at = self.value(e.arguments[1])
        desired = self.as_integer(self.value(e.arguments[2]))
        weak = self.value(e.arguments[3])
        success, failure = self.order(e.arguments[4]), self.order(e.arguments[5])
        expected = builder.load(desired.type, expected_at, 1)
        result = builder.compare_exchange(
            pointer, expected, desired, success, _LOAD_ORDERS.get(failure, failure),
            isinstance(weak, ConstInt) and weak.value != 0, self._pointee_volatile(e.arguments[0]),
        )  # fmt: skip
        done = builder.extract(result, 1)
        failed, after = builder.new_block("cmpxchg.fail"), builder.new_block()
        builder.cond_branch(done, after, failed)
        builder.start(failed)
        builder.store(builder.extract(result, 0), expected_at, 1)
        builder.start(after)
        return builder.zext(done, ir.I8)

    def sync_compare_and_swap(self, e: tree.BuiltinCall) -> Value:
        builder = self.builder
        pointer = self.value(e.arguments[0])
        old = self.as_integer(self.value(e.arguments[1]))
        new = self.as_integer(self.value(e.arguments[2]))
        result = builder.compare_exchange(pointer, old, new, "seq_cst", "seq_cst")
        if "bool" in e.name:
            return builder.zext(builder.extract(result, 1), ir.I8)
        return self.from_integer(builder.extract(result, 0), self.types.scalar(e.type))

    def atomic_fetch(self, e: tree.BuiltinCall) -> Value:
        """atomic_fetch_OP and atomic_OP_fetch."""
        name = e.name.removeprefix("atomic_")
        old_wanted = name.startswith("fetch_")
        operation = name.removeprefix("fetch_").removesuffix("_fetch")
        pointer = self.value(e.arguments[0])
        operand = self.as_integer(self.value(e.arguments[1]))
        order = self.order(e.arguments[2])
        type_ = self.types.scalar(e.type)
        old = self.builder.atomic_update(operation, pointer, operand, order, self._pointee_volatile(e.arguments[0]))
        result: Value = old if old_wanted else self._apply(operation, old, operand)
        return self.from_integer(result, type_)

    def _apply(self, operation: str, old: Value, operand: Value) -> Value:
        if operation == "nand":
            return self.builder.not_(self.builder.and_(old, operand))
        return self.builder.binary(operation, old, operand)

    def atomic_flag(self, e: tree.BuiltinCall) -> Value:
        """atomic_test_and_set and atomic_clear on one byte."""
        pointer = self.value(e.arguments[0])
        order = self.order(e.arguments[1])
        if e.name == "atomic_clear":
            self.builder.store(ConstInt(ir.I8, 0), pointer, 1, False, _STORE_ORDERS.get(order, order))
            return self.const(0)
        old = self.builder.atomic_update("xchg", pointer, ConstInt(ir.I8, 1), order)
        return self.builder.zext(self.truth(old, e.type), ir.I8)

    def atomic_fence(self, e: tree.BuiltinCall) -> Value:
        order = self.order(e.arguments[0])
        if order != "monotonic":
            self.builder.fence(order, e.name == "atomic_signal_fence")
        return self.const(0)

    # --- Operators on _Atomic objects ---------------------------------------------------------------------------

    def _atomic_loop(self, target: tree.Expression, update: Callable[[Value], Value]) -> tuple[Value, Value]:
        """Replace the value of an atomic object by ``update(old)``, retrying; the old and the new value."""
        builder = self.builder
        place = self.place(target)
        if not self.in_register(place.type):
            return self._memory_loop(place, update)
        type_ = self.types.scalar(target.type)
        first = builder.load(type_, place.address, type_.size, place.volatile, "seq_cst")
        before = builder.block
        assert before is not None
        loop, done = builder.new_block("atomic"), builder.new_block()
        builder.start(loop)
        old = builder.insert(Phi(type_, [(first, before)]))
        new = update(old)
        result = builder.compare_exchange(
            place.address, self.as_integer(old), self.as_integer(new), "seq_cst", "seq_cst", volatile=place.volatile
        )
        seen = self.from_integer(builder.extract(result, 0), type_)
        end = builder.block
        assert end is not None
        old.add(seen, end)
        builder.cond_branch(builder.extract(result, 1), done, loop)
        builder.start(done)
        return old, new

    def _memory_loop(self, place: Place, update: Callable[[Value], Value]) -> tuple[Value, Value]:
        """As ``_atomic_loop``, for what no register holds."""

        def replace(old: Place, new: Place) -> None:
            self.store(new, update(self.load(old)))

        before, after = self.atomic_replace(place, replace)
        return self.load(before), self.load(after)

    def atomic_compound(self, e: tree.CompoundAssign) -> Value:
        if isinstance(e.computation, c.ComplexType):  # a real target takes the real part
            computation, target, other = e.computation, e.target.type, self.operand_parts(e.value)

            def real_part(old: Value) -> Value:
                real = self.convert(old, target, computation.base)
                new = self.complex_operate(e.operator, (real, None), other, computation)
                return self.convert(new[0], computation.base, target)

            return self._atomic_loop(e.target, real_part)[1]
        operand = self.value(e.value)
        plain = e.target.type.unqualified
        operation = _COMPOUND.get(e.operator)
        if operation is not None and e.computation.is_integer and self._in_place(plain):
            # Truncation commutes with these operators, so one instruction does it in the target's own width.
            place = self.place(e.target)
            narrow = self.convert(operand, e.computation, plain)
            old = self.builder.atomic_update(operation, place.address, narrow, "seq_cst", place.volatile)
            return self.builder.binary(operation, old, narrow)
        return self._atomic_loop(e.target, lambda old: self.updated(e, old, operand))[1]

    def _in_place(self, type_: c.CType) -> bool:
        """Whether one instruction in the object's own width computes modulo the type's."""
        if isinstance(type_, c.IntegerType) and (type_.is_bool or type_.padded):
            return False
        return type_.is_integer and self.in_register(type_)

    def atomic_increment(self, e: tree.Increment) -> Value:
        plain = e.target.type.unqualified
        if self._in_place(plain):
            place = self.place(e.target)
            type_ = self.types.scalar(plain)
            assert isinstance(type_, ir.IntType)
            delta = ConstInt(type_, e.delta)
            old = self.builder.atomic_update("add", place.address, delta, "seq_cst", place.volatile)
            return old if e.postfix else self.builder.add(old, delta)
        old_value, new = self._atomic_loop(e.target, lambda old: self.incremented(e, old))
        return old_value if e.postfix else new

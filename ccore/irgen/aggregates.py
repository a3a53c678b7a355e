"""Aggregate values (records, arrays, complex numbers) and initialisers.

An aggregate value has an address: that of the object it was read from, or of a temporary.  Whoever
needs it to stay unchanged (an argument, a copy) copies it before anything else is evaluated; C's rules on
sequencing make the source safe until then.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from ccore.ir import types as ir
from ccore.ir.module import Block
from ccore.ir.values import ConstInt, Value
from ccore.irgen.base import Place, known_align
from ccore.irgen.conversions import Conversions
from ccore.irgen.types import is_signed
from ccore.sema import tree
from ccore.sema import types as c

_REPEAT_UNROLLED = 8  # GNU ranges up to this many elements become single stores


Parts = tuple[Value, Value | None]
"""Of a complex operand; a real one has no imaginary part."""


def _position(item: tree.InitialValue) -> tuple[int, int]:
    return item.offset, item.field.bit if item.field is not None else 0


class Aggregates(Conversions):
    """Evaluation of aggregate expressions into memory."""

    def condition(self, e: tree.Expression) -> Value:
        raise NotImplementedError

    def branch(self, e: tree.Expression, then: Block, otherwise: Block) -> None:
        raise NotImplementedError

    def discard(self, e: tree.Expression) -> None:
        raise NotImplementedError

    def call(self, e: tree.Call, result_address: Value | None) -> Value:
        raise NotImplementedError

    def operate(self, operator: str, a: Value, b: Value, type_: c.CType) -> Value:
        raise NotImplementedError

    def enter(self, block: Block) -> None:
        raise NotImplementedError

    def aggregate(self, expression: tree.Expression, destination: Value | None = None, align: int = 1) -> Value:
        """The address of the value; with a ``destination`` (aligned to ``align``) it is put there."""
        builder = self.builder
        type_ = expression.type
        kind = type(expression)
        if type_.is_complex and (
            kind not in (tree.Load, tree.Call, tree.VaArg, tree.StatementExpression)
            or (isinstance(expression, tree.Load) and expression.lvalue.type.quals & c.REVERSED)
        ):
            room = self.temporary(type_) if destination is None else destination
            place = Place(room, type_, type_.align if destination is None else align)
            self.store_parts(place, self.complex_parts(expression))
            return room
        if isinstance(expression, tree.Load):
            place = self.place(expression.lvalue)
            if place.atomic:
                place = Place(self.atomic_read(place), type_, type_.align)
            if place.type.quals & c.VOLATILE and destination is None:
                destination, align = self.temporary(type_), type_.align
            if destination is None:
                return place.address
            self.copy(destination, place.address, self.extent(type_), align, place.align, place.volatile)
            return destination
        if isinstance(expression, tree.Call):
            room = self.temporary(type_) if destination is None else destination
            self.call(expression, room)
            return room
        if isinstance(expression, tree.Assign):
            target = self.assign_aggregate(expression)
            if destination is None:
                return target.address
            self.copy(destination, target.address, self.extent(type_), align, target.align, False)
            return destination
        if isinstance(expression, tree.Comma):
            self.discard_spine(expression)
            return self.aggregate(expression.right, destination, align)
        if isinstance(expression, tree.Conditional):
            room = self.temporary(type_) if destination is None else destination
            known = type_.align if destination is None else align
            assert expression.then is not None
            then, otherwise, done = builder.new_block(), builder.new_block(), builder.new_block()
            self.branch(expression.condition, then, otherwise)
            for block, arm in ((then, expression.then), (otherwise, expression.otherwise)):
                self.enter(block)
                if builder.block is not None:
                    self.aggregate(arm, room, known)
                    builder.branch(done)
            self.enter(done)
            return room
        if isinstance(expression, tree.StatementExpression):
            # One of a variable size is measured where the block has evaluated it.
            measured = destination is not None or type_.size == -2
            value = self.block_scope(
                expression.body, expression.value, destination if measured else self.temporary(type_)
            )
            return builder.undef(ir.PTR) if value is None else value
        if isinstance(expression, tree.VaArg):
            address = builder.va_arg(self.types.value(type_), self.value(expression.list))
            if destination is None:
                return address
            self.copy(destination, address, self.extent(type_), align, 1, False)
            return destination
        if isinstance(expression, tree.Convert):  # a change of qualifiers, or a cast to a union
            return self._cast_to_union(expression, destination, align)
        if isinstance(expression, tree.BuiltinCall):
            return self.builtin_aggregate(expression, destination)
        if expression.is_lvalue:
            place = self.place(expression)
            if destination is None:
                return place.address
            self.copy(destination, place.address, self.extent(type_), align, place.align, place.volatile)
            return destination
        raise AssertionError(f"not an aggregate: {kind.__name__}")

    def builtin_aggregate(self, e: tree.BuiltinCall, destination: Value | None) -> Value:
        raise NotImplementedError

    def _cast_to_union(self, e: tree.Convert, destination: Value | None, align: int) -> Value:
        operand = e.operand
        if operand.type.is_record and operand.type.size == e.type.size:
            return self.aggregate(operand, destination, align)
        room = self.temporary(e.type) if destination is None else destination
        if operand.type.is_aggregate:
            self.aggregate(operand, room, align)
        else:
            self.builder.store(self.value(operand), room, align)
        return room

    def discard_spine(self, e: tree.Comma) -> None:
        """Evaluate the left operands of a chain of commas, without recursion down its left spine."""
        lefts: list[tree.Expression] = []
        node: tree.Expression = e
        while isinstance(node, tree.Comma):
            lefts.append(node.left)
            node = node.left
        # lefts[-1] is the innermost left operand; the others are commas whose right operand counts.
        self.discard(lefts[-1])
        for comma in reversed(lefts[:-1]):
            assert isinstance(comma, tree.Comma)
            self.discard(comma.right)

    def assign_aggregate(self, e: tree.Assign) -> Place:
        """``a = b`` for aggregates; the place assigned to."""
        source = e.value
        if e.type.is_complex:
            parts = self.complex_parts(source)
            target = self.place(e.target)
            self.store_parts(target, parts)
            return target
        if isinstance(source, (tree.Load, tree.Call, tree.VaArg)) or source.is_lvalue:
            address = self.aggregate(source)
        else:
            address = self.aggregate(source, self.temporary(source.type), source.type.align)
        target = self.place(e.target)
        known = source.type.align
        if isinstance(source, tree.Load):
            known = self.static_align(source.lvalue)
        volatile = target.volatile or bool(
            isinstance(source, tree.Load) and source.lvalue.type.quals & c.VOLATILE
        )
        if isinstance(source, tree.VaArg):
            known = 1
        if target.atomic:
            self.atomic_write(target, address, known)
            return Place(address, e.type, known)
        self.copy(target.address, address, self.extent(e.type), target.align, known, volatile)
        return target

    # --- Complex numbers ----------------------------------------------------------------------------------------

    def complex_parts(self, e: tree.Expression) -> tuple[Value, Value]:
        """Real and imaginary part of a complex value."""
        type_ = e.type
        assert isinstance(type_, c.ComplexType)
        base = type_.base
        builder = self.builder
        if isinstance(e, tree.Load):
            return self.load_parts(self.place(e.lvalue))
        if isinstance(e, tree.ComplexValue):
            real = self.value(e.real)
            return real, self.value(e.imaginary)
        if isinstance(e, tree.Convert):
            source = e.operand.type
            if isinstance(source, c.ComplexType):
                a, b = self.complex_parts(e.operand)
                return self.convert(a, source.base, base), self.convert(b, source.base, base)
            value = self.convert(self.value(e.operand), source, base)
            return value, builder.zero(value.type)
        if isinstance(e, tree.Unary):
            a, b = self.complex_parts(e.operand)
            if e.operator == "~":
                return a, self._negate(b)
            return self._negate(a), self._negate(b)
        if isinstance(e, tree.Binary):
            left = self.operand_parts(e.left)
            return self.complex_operate(e.operator, left, self.operand_parts(e.right), type_)
        if isinstance(e, tree.Comma):
            self.discard_spine(e)
            return self.complex_parts(e.right)
        if isinstance(e, tree.Assign):
            parts = self.complex_parts(e.value)
            self.store_parts(self.place(e.target), parts)
            return parts
        if isinstance(e, tree.CompoundAssign):
            computation = e.computation
            assert isinstance(computation, c.ComplexType)
            operand = self.operand_parts(e.value)
            place = self.place(e.target)

            def update(source: Place, target: Place) -> None:
                assert isinstance(place.type, c.ComplexType)
                old = [self.convert(p, place.type.base, computation.base) for p in self.load_parts(source)]
                new = self.complex_operate(e.operator, (old[0], old[1]), operand, computation)
                real, imaginary = (self.convert(p, computation.base, place.type.base) for p in new)
                self.store_parts(target, (real, imaginary))

            return self.load_parts(self._replaced(place, update)[1])
        if isinstance(e, tree.Increment):

            def step(source: Place, target: Place) -> None:
                real, imaginary = self.load_parts(source)
                one = self.convert(ConstInt(ir.I32, 1), self.unit.int_type, base)
                self.store_parts(target, (self.operate("+" if e.delta > 0 else "-", real, one, base), imaginary))

            place = self.place(e.target)
            if not e.postfix:
                return self.load_parts(self._replaced(place, step)[1])
            if place.atomic:
                return self.load_parts(self.atomic_replace(place, step)[0])
            before = self.load_parts(place)
            step(place, place)
            return before
        if e.is_lvalue:
            return self.load_parts(self.place(e))
        room = self.temporary(type_)
        if isinstance(e, tree.Conditional):
            assert e.then is not None
            then, otherwise, done = builder.new_block(), builder.new_block(), builder.new_block()
            self.branch(e.condition, then, otherwise)
            for block, arm in ((then, e.then), (otherwise, e.otherwise)):
                self.enter(block)
                if builder.block is not None:
                    self.store_parts(Place(room, type_, type_.align), self.complex_parts(arm))
                    builder.branch(done)
            self.enter(done)
        else:
            room = self.aggregate(e, room, type_.align)
        return self.load_parts(Place(room, type_, type_.align))

    def operand_parts(self, e: tree.Expression) -> Parts:
        """Real and imaginary part of an operand; a real one has no imaginary part."""
        return self.complex_parts(e) if e.type.is_complex else (self.value(e), None)

    def _replaced(self, place: Place, update: Callable[[Place, Place], None]) -> tuple[Place, Place]:
        """``update`` the object in place, or atomically where it is atomic; where the old and the new value lie."""
        if place.atomic:
            return self.atomic_replace(place, update)
        update(place, place)
        return place, place

    def _negate(self, value: Value) -> Value:
        if isinstance(value.type, ir.FloatType):
            return self.builder.fneg(value)
        return self.builder.neg(value)

    def complex_operate(
        self, operator: str, left: Parts, right: Parts, type_: c.ComplexType
    ) -> tuple[Value, Value]:
        """C17 G.5.1 and G.5.2: what is real meets the other operand's parts as it is."""
        base = type_.base

        def op(name: str, x: Value, y: Value) -> Value:
            return self.operate(name, x, y, base)

        if right[1] is None and left[1] is not None:
            imaginary = left[1] if operator in "+-" else op(operator, left[1], right[0])
            return op(operator, left[0], right[0]), imaginary
        if left[1] is None and right[1] is not None and operator != "/":
            imaginary = op("*", left[0], right[1]) if operator == "*" else right[1]
            return op(operator, left[0], right[0]), self._negate(imaginary) if operator == "-" else imaginary
        zero = self.builder.zero(left[0].type)
        a = left[0], zero if left[1] is None else left[1]
        b = right[0], zero if right[1] is None else right[1]
        if operator in "+-":
            return op(operator, a[0], b[0]), op(operator, a[1], b[1])
        options = self.unit.options
        plain = options.complex_method or options.finite_math  # without Annex G's care for infinities
        if base.is_floating and not (plain if operator == "*" else options.complex_method):
            return self._complex_library(operator, a, b, type_)
        if operator == "*":
            real = op("-", op("*", a[0], b[0]), op("*", a[1], b[1]))
            return real, op("+", op("*", a[0], b[1]), op("*", a[1], b[0]))
        if options.complex_method == "limited" and base.is_floating:
            divisor = op("+", op("*", b[0], b[0]), op("*", b[1], b[1]))
            real = op("+", op("*", a[0], b[0]), op("*", a[1], b[1]))
            imaginary = op("-", op("*", a[1], b[0]), op("*", a[0], b[1]))
            return op("/", real, divisor), op("/", imaginary, divisor)
        return self._divide_by_smith(a, b, base)

    def _divide_by_smith(
        self, a: tuple[Value, Value], b: tuple[Value, Value], base: c.CType
    ) -> tuple[Value, Value]:
        """R. L. Smith's division (CACM 5:8, 1962): Fortran's way, which GCC uses for integers, too."""
        builder = self.builder

        def op(name: str, x: Value, y: Value) -> Value:
            return self.operate(name, x, y, base)

        def size(x: Value) -> Value:
            if base.is_floating:
                return builder.select(builder.compare("olt", x, builder.zero(x.type)), builder.fneg(x), x)
            if not is_signed(base):
                return x
            return builder.select(builder.compare("slt", x, builder.zero(x.type)), builder.neg(x), x)

        room = self.temporary(c.ComplexType(base))
        place = Place(room, c.ComplexType(base), base.align)
        steep, flat, done = builder.new_block(), builder.new_block(), builder.new_block()
        less = "olt" if base.is_floating else "slt" if is_signed(base) else "ult"
        builder.cond_branch(builder.compare(less, size(b[0]), size(b[1])), steep, flat)
        for block, large, small in ((steep, b[1], b[0]), (flat, b[0], b[1])):
            self.enter(block)
            ratio = op("/", small, large)
            divisor = op("+", op("*", small, ratio), large)
            if block is steep:
                real = op("+", op("*", a[0], ratio), a[1])
                imaginary = op("-", op("*", a[1], ratio), a[0])
            else:
                real = op("+", op("*", a[1], ratio), a[0])
                imaginary = op("-", a[1], op("*", a[0], ratio))
            self.store_parts(place, (op("/", real, divisor), op("/", imaginary, divisor)))
            builder.branch(done)
        self.enter(done)
        return self.load_parts(place)

    def _complex_library(
        self, operator: str, a: tuple[Value, Value], b: tuple[Value, Value], type_: c.ComplexType
    ) -> tuple[Value, Value]:
        """Multiplication and division with C17 Annex G's care for infinities: libgcc's functions."""
        base = type_.base
        assert isinstance(base, c.FloatingType)
        letters = {"f16": "hc", "f32": "sc", "f64": "dc", "f80": "xc", "f128": "tc"}[base.format]
        name = ("__mul" if operator == "*" else "__div") + letters + "3"
        part = self.types.scalar(base)
        callee = self.unit.library(name, ir.function_type(self.types.value(type_), (part, part, part, part)))
        room = self.temporary(type_)
        self.builder.call(callee, callee.function_type, [*a, *b], (part, part, part, part), room)
        return self.load_parts(Place(room, type_, type_.align))

    # --- Initialisers -------------------------------------------------------------------------------------------

    def initialize(self, place: Place, initializer: tree.Initializer) -> None:
        """Give an automatic object its initial value (6.7.9)."""
        builder = self.builder
        type_ = place.type
        size = type_.size
        if initializer.constant is not None and type_.is_aggregate and size > 16:
            image = self.unit.constant_image(initializer.constant, size, type_.align)
            if image is None:
                builder.memset(place.address, ConstInt(ir.I8, 0), self.const(size), place.align, place.volatile)
            else:
                self.copy(place.address, image, size, place.align, type_.align, place.volatile)
            return
        if initializer.zero and size > 0:
            builder.memset(place.address, ConstInt(ir.I8, 0), self.const(size), place.align, place.volatile)
        # The order of evaluation is ours to choose (6.7.9p23); it is GCC's: members in the order of their places.
        # Ranges may overlap, so that the later one must be stored later.
        values = initializer.values
        ranges = any(item.copies for item in values)
        for item in values if ranges else sorted(values, key=_position):
            self._initial_value(place, item)

    def _initial_value(self, place: Place, item: tree.InitialValue) -> None:
        builder = self.builder
        value = item.value
        align = known_align(place.align, item.offset)
        quals = place.type.quals & c.VOLATILE
        if item.copies:
            self._repeat(place, item)
            return
        address = builder.ptradd(place.address, item.offset) if item.offset else place.address
        type_ = item.type
        if isinstance(value, tree.StringReference):
            self._string(address, align, value.string, type_)
        elif type_.quals & c.REVERSED and type_.is_complex:
            self.store_parts(Place(address, type_, align), self.complex_parts(value))
        elif type_.is_aggregate:
            if type_.size > 0 or not isinstance(value, tree.Load):
                self.aggregate(value, address, align)
            else:
                self.discard(value)
        else:
            target = Place(address, type_.qualified(quals), align, item.field)
            if place.atomic and item.offset == 0:  # an initialisation is no atomic access
                target = Place(address, type_.unqualified, align, item.field)
            self.store(target, self.value(value))

    def _string(self, address: Value, align: int, string: tree.StringObject, type_: c.CType) -> None:
        """A character array from a literal: cut, or filled up with zeros."""
        size = type_.size
        count = min(size, len(string.data))
        if not any(string.data[:count]):
            self.builder.memset(address, ConstInt(ir.I8, 0), self.const(size), align)
            return
        self.copy(address, self.unit.string(string), count, align, string.width, False)
        if count < size:
            rest = self.builder.ptradd(address, count)
            self.builder.memset(rest, ConstInt(ir.I8, 0), self.const(size - count), known_align(align, count))

    def _repeat(self, place: Place, item: tree.InitialValue) -> None:
        """GNU's ``[a ... b] = value``: evaluate once, store in each."""
        builder = self.builder
        self._initial_value(place, tree.InitialValue(item.offset, item.type, item.value, item.field))
        start = builder.ptradd(place.address, item.offset)
        align = known_align(place.align, item.offset)
        for _, stride in item.copies:
            align = known_align(align, stride)
        value = self.load(Place(start, item.type, align, item.field)) if item.field is not None else None

        def store(address: Value) -> None:
            if value is not None:
                self.store(Place(address, item.type, align, item.field), value)
            else:
                self.copy(address, start, item.type.size, align, align, False)

        if math.prod(count for count, _ in item.copies) <= _REPEAT_UNROLLED:
            for offset in item.places()[1:]:
                store(builder.ptradd(start, offset - item.offset))
        else:
            self._fill(start, item.copies, store)

    def _fill(self, start: Value, copies: tuple[tuple[int, int], ...], store: Callable[[Value], None]) -> None:
        """Loops over the places of ranges, the outermost last in ``copies``."""
        builder = self.builder
        entry = builder.block
        if entry is None:
            return
        if not copies:
            store(start)
            return
        count, stride = copies[-1]
        loop, done = builder.new_block("fill"), builder.new_block()
        builder.start(loop)
        index = builder.phi(self.word, [(self.const(0), entry)])
        self._fill(builder.ptradd(start, index), copies[:-1], store)
        following = builder.add(index, self.const(stride))
        assert builder.block is not None
        index.add(following, builder.block)
        more = builder.compare("ult", following, self.const(stride * count))
        builder.cond_branch(more, loop, done)
        builder.start(done)

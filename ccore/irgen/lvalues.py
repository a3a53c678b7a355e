"""Lvalues: from expressions to places, and loads and stores of places (bit-fields, atomics, registers included)."""

from __future__ import annotations

from ccore.ir import types as ir
from ccore.ir.instructions import Alloca, Store
from ccore.ir.values import Value
from ccore.irgen.atomic_memory import AtomicMemory
from ccore.irgen.base import Place, known_align
from ccore.irgen.types import is_signed
from ccore.sema import tree
from ccore.sema import types as c

_NEAR = 32  # instructions
_SPECIAL = c.ATOMIC | c.REVERSED
_STEPS: dict[type, str] = {
    tree.MemberReference: "object", tree.Dereference: "pointer", tree.PointerOffset: "pointer", tree.Decay: "lvalue",
    tree.AddressOf: "lvalue", tree.Convert: "operand", tree.Comma: "right", tree.VectorElement: "vector",
    tree.ComplexPart: "operand",
}  # fmt: skip
"""By the class of a node that computes an address: its part that the address comes from."""


def as_itself(lvalue: tree.Expression | tree.Variable) -> bool:
    """Whether a scalar is accessed as the object that it is: nothing in the computation of its address is a union,
    whose members may be read as one another, or of a type that may alias.

    The whole spine is looked at, through casts, since ``u.f[i]`` and ``*(int *)&u.f`` are accesses to ``u`` for GCC."""
    work: list[tree.Expression | tree.Variable] = [lvalue]
    while work:
        node = work.pop()
        type_ = node.type
        while isinstance(type_, (c.PointerType, c.ArrayType)):
            if type_.may_alias:
                return False
            type_ = type_.target if isinstance(type_, c.PointerType) else type_.element
        if type_.may_alias:
            return False
        if isinstance(type_, c.RecordType):
            record = type_.record
            if record.kind == "union" or "may_alias" in record.attributes:
                return False
        kind = type(node)
        if kind in _STEPS:
            work.append(getattr(node, _STEPS[kind]))
        elif isinstance(node, tree.Conditional):
            work.append(node.otherwise)
            work.append(node.condition if node.then is None else node.then)
        elif isinstance(node, tree.VariableReference):
            work.append(node.variable)
        elif isinstance(node, tree.Variable) and (node.asm_name or "alias" in node.attributes):
            return False  # other variables, perhaps of other types, may be the same object
    return True


def _is_other(address: Value, variable: Alloca) -> bool:
    return type(address) is Alloca and address is not variable


class Lvalues(AtomicMemory):
    """Places of lvalues."""

    def place(self, expression: tree.Expression) -> Place:
        kind = type(expression)
        if kind is tree.VariableReference:
            assert isinstance(expression, tree.VariableReference)
            variable = expression.variable
            if self.nest is not None and variable in self.variable_arrays and self.receives_jumps:
                array = self.builder.load(ir.PTR, self.variable_arrays[variable])
                return Place(array, variable.type, max(variable.align, variable.type.align))
            return self.variable_place(variable)
        if kind is tree.MemberReference:
            assert isinstance(expression, tree.MemberReference)
            return self._member(expression)
        if kind is tree.Dereference:
            assert isinstance(expression, tree.Dereference)
            pointed = expression.pointer
            self.accessed = pointed.pointer if isinstance(pointed, tree.PointerOffset) else pointed
            pointer = self.value(pointed)
            align = self.pointer_align(expression.pointer, expression.type.align)
            trapping, origin = self.options.non_call_exceptions, expression if self.typed else None
            return Place(pointer, expression.type, align, trapping=trapping, origin=origin)
        if isinstance(expression, tree.FunctionReference):
            return Place(self.function_address(expression.function), expression.type, 1)
        if isinstance(expression, tree.StringReference):
            return Place(self.unit.string(expression.string), expression.type, expression.string.width)
        if isinstance(expression, tree.CompoundLiteralReference):
            place = self.variable_place(expression.variable)
            self.initialize(place, expression.initializer)
            return place
        if isinstance(expression, tree.ComplexPart):
            base = self.place(expression.operand)
            assert isinstance(base.type, c.ComplexType)
            part = base.type.base
            if not expression.imaginary:
                return Place(base.address, expression.type, base.align)
            address = self.builder.ptradd(base.address, part.size)
            return Place(address, expression.type, known_align(base.align, part.size))
        if isinstance(expression, tree.VectorElement):
            base = self.place(expression.vector)
            size = expression.type.size
            index = self.index(expression.index)
            address = self.builder.ptradd(base.address, self.builder.mul(index, self.const(size)))
            return Place(address, expression.type, min(base.align, size))
        # An aggregate value, as in f().member: it lies in a temporary.
        if expression.type.is_vector:
            room = self.temporary(expression.type)
            self.builder.store(self.value(expression), room, expression.type.align)
            return Place(room, expression.type, expression.type.align)
        return Place(self.aggregate(expression), expression.type, expression.type.align)

    def _member(self, expression: tree.MemberReference) -> Place:
        offset = 0
        node: tree.Expression = expression
        field = expression.field
        variable: list[tree.Variable] = []  # offsets that are known at run time
        while isinstance(node, tree.MemberReference):  # a chain of members is one offset
            offset += node.field.offset
            if node.field.base is not None:
                variable.append(node.field.base)
            node = node.object
        base = self.place(node)
        address = self.builder.ptradd(base.address, offset, inbounds=not self.wrap) if offset else base.address
        align = known_align(base.align, offset)
        for hidden in variable:
            amount = self.builder.resize(self.load(self.variable_place(hidden)), self.word, False)
            address, align = self.builder.ptradd(address, amount), 1
        bits = field if field.width >= 0 else None
        origin = expression if self.typed else None
        return Place(address, expression.type, align, bits, trapping=base.trapping, origin=origin)

    def pointer_align(self, pointer: tree.Expression, natural: int) -> int:
        """What is known of the alignment of ``*pointer``: a type's own, but no more than a packed member's."""
        node = pointer
        step = natural
        while True:
            if isinstance(node, tree.PointerOffset):
                scale = node.scale
                if isinstance(scale, int) and scale > 0:
                    step = min(step, scale & -scale)
                node = node.pointer
            elif isinstance(node, tree.Decay):
                return min(step, self.static_align(node.lvalue)) or 1
            else:
                return natural

    def static_align(self, lvalue: tree.Expression) -> int:
        """The alignment of an lvalue as its declarations give it, without generating code."""
        offset = 0
        while isinstance(lvalue, tree.MemberReference):
            if lvalue.field.base is not None:
                return 1
            offset += lvalue.field.offset
            lvalue = lvalue.object
        if isinstance(lvalue, tree.VariableReference):
            align = max(lvalue.variable.align, lvalue.variable.type.align)
        elif isinstance(lvalue, tree.Dereference):
            align = self.pointer_align(lvalue.pointer, lvalue.type.align)
        else:
            align = lvalue.type.align
        return known_align(align, offset)

    def index(self, expression: tree.Expression) -> Value:
        """An integer as an offset of the pointer's width, extended by its own signedness."""
        value = self.value(expression)
        return self.builder.resize(value, self.word, is_signed(expression.type))

    # --- Loads and stores ---------------------------------------------------------------------------------------

    def tag(self, place: Place) -> str:
        """The kind of object that a plain access to the place is to, "" for any."""
        if place.origin is None or place.trapping:
            return ""
        tag = self.types.tag(place.type)
        return tag if tag and as_itself(place.origin) else ""

    def load(self, place: Place) -> Value:
        """The value of a scalar or vector object."""
        type_ = self.types.scalar(place.type)
        builder = self.builder
        if place.register:
            if not isinstance(type_, ir.IntType):
                return builder.read_register(type_, place.register)
            return builder.resize(builder.read_register(self.word, place.register), type_, False)
        if place.field is not None:
            assert isinstance(type_, ir.IntType)
            return self._load_bits(place, place.field, type_)
        special = place.type.quals & _SPECIAL
        if special & c.REVERSED and not place.type.is_pointer:
            value = self.load_reversed(type_, place.address, place.align, place.volatile)
            return self.fit(value, place.type)
        if special & c.ATOMIC:
            if not self.in_register(place.type):
                room = self.atomic_read(place)
                return self.load(Place(room, place.type.unqualified, place.type.unqualified.align))
            return builder.load(type_, place.address, max(place.align, type_.size), place.volatile, "seq_cst")
        address = place.address
        if type(address) is Alloca and not place.volatile and self.options.level == "0":
            value = self._load_again(type_, address, place.align)
        else:
            value = builder.load(type_, address, place.align, place.volatile, tag=self.tag(place))
        return self.fit(value, place.type) if self.types.has_padded else value

    def _load_again(self, type_: ir.Type, variable: Alloca, align: int) -> Value:
        """A variable's value at -O0: what the same statement has just loaded, if nothing was written in between.

        A debugger that changes the variable does so between statements."""
        known, block = self.loaded.get(variable), self.builder.block
        if known is not None and block is not None and known.block is block and known.type is type_:
            for i in block.instructions[: -_NEAR - 1 : -1]:  # near: else it would not stay in a register
                if i is known:
                    return known
                if i.writes and not (type(i) is Store and _is_other(i.operands[1], variable)):
                    break
        new = self.loaded[variable] = self.builder.load(type_, variable, align)
        return new

    def fit(self, value: Value, type_: c.CType) -> Value:
        raise NotImplementedError

    def _load_bits(self, place: Place, field: c.Field, type_: ir.IntType) -> Value:
        builder = self.builder
        unit = ir.int_type(field.unit * 8)
        word: Value = builder.load(unit, place.address, place.align, place.volatile)
        if field.type.quals & c.REVERSED:
            word = self._swapped(word, unit)
        return self._extract_bits(word, field, type_, is_signed(place.type))

    def _extract_bits(self, word: Value, field: c.Field, type_: ir.IntType, signed: bool) -> Value:
        """The field's value from its unit's."""
        builder = self.builder
        unit = word.type
        assert isinstance(unit, ir.IntType)
        if field.width == 0:
            return self.const(0, type_)
        if signed:
            high = unit.bits - field.width - field.shift
            shifted = builder.shl(word, self.const(high, unit)) if high else word
            low = builder.ashr(shifted, self.const(unit.bits - field.width, unit))
        else:
            shift = field.shift
            low = builder.lshr(word, self.const(shift, unit)) if shift else word
            if shift + field.width < unit.bits:
                low = builder.and_(low, self.const((1 << field.width) - 1, unit))
        return builder.resize(low, type_, signed)

    def store(self, place: Place, value: Value) -> Value:
        """Store a scalar; the result is what the object then holds (bit-fields: cut to their width)."""
        builder = self.builder
        if place.register:
            if isinstance(value.type, ir.IntType):
                builder.write_register(place.register, builder.resize(value, self.word, is_signed(place.type)))
            else:
                builder.write_register(place.register, value)
            return value
        if place.field is not None:
            return self._store_bits(place, place.field, value)
        special = place.type.quals & _SPECIAL
        if special & c.REVERSED and not place.type.is_pointer:
            self.store_reversed(value, place.address, place.align, place.volatile)
        elif special & c.ATOMIC and not self.in_register(place.type):
            plain = place.type.unqualified
            room = self.temporary(plain)
            builder.store(value, room, plain.align)
            self.atomic_write(place, room, plain.align)
        elif special & c.ATOMIC:
            builder.store(value, place.address, max(place.align, value.type.size), place.volatile, "seq_cst")
        else:
            builder.store(value, place.address, place.align, place.volatile, tag=self.tag(place))
        return value

    def _store_bits(self, place: Place, field: c.Field, value: Value) -> Value:
        builder = self.builder
        unit = ir.int_type(field.unit * 8)
        type_ = value.type
        assert isinstance(type_, ir.IntType)
        wide = builder.resize(value, unit, False)
        shift = field.shift
        mask = ((1 << field.width) - 1) << shift
        reverse = bool(field.type.quals & c.REVERSED)
        if mask == unit.mask:
            if reverse:
                wide = self._swapped(wide, unit)
            builder.store(wide, place.address, place.align, place.volatile)
        else:
            old: Value = builder.load(unit, place.address, place.align, place.volatile)
            if reverse:
                old = self._swapped(old, unit)
            kept = builder.and_(old, self.const(~mask, unit))
            shifted = builder.shl(wide, self.const(shift, unit)) if shift else wide
            new = builder.or_(kept, builder.and_(shifted, self.const(mask, unit)))
            if reverse:
                new = self._swapped(new, unit)
            builder.store(new, place.address, place.align, place.volatile)
        if field.width >= type_.bits:
            return value
        if is_signed(place.type):
            amount = self.const(type_.bits - field.width, type_)
            return builder.ashr(builder.shl(value, amount), amount)
        return builder.and_(value, self.const((1 << field.width) - 1, type_))

    # --- Reverse storage order ----------------------------------------------------------------------------------

    def _swapped(self, value: Value, type_: ir.IntType) -> Value:
        """The bytes of an integer the other way round."""
        builder = self.builder
        if type_.bits == 8:
            return value
        if type_.bits % 16 == 0:
            return builder.intrinsic("bswap", [value])
        wide = ir.int_type(type_.bits + 8)  # an odd number of bytes has no instruction
        turned = builder.intrinsic("bswap", [builder.resize(value, wide, False)])
        return builder.resize(builder.lshr(turned, self.const(8, wide)), type_, False)

    def load_reversed(self, type_: ir.Type, address: Value, align: int, volatile: bool) -> Value:
        """An arithmetic value whose bytes lie the other way round."""
        word = ir.int_type(type_.size * 8)
        value = self._swapped(self.builder.load(word, address, align, volatile), word)
        return value if type_ is word else self.builder.bitcast(value, type_)

    def store_reversed(self, value: Value, address: Value, align: int, volatile: bool) -> None:
        word = ir.int_type(value.type.size * 8)
        whole = value if value.type is word else self.builder.bitcast(value, word)
        self.builder.store(self._swapped(whole, word), address, align, volatile)

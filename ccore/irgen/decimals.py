"""Arithmetic on decimal floating types: calls of libgcc's __bid_ functions (GCC Internals, "Decimal float library").

    a + b (_Decimal64)      =>     %r = call d64 @__bid_adddd3(d64 %a, d64 %b)
    a < b (_Decimal64)      =>     %c = call i64 @__bid_ltdd2(d64 %a, d64 %b); %r = icmp slt i64 %c, 0

The calls are made here, before any pass sees the code, so none can take a decimal value for a binary one.
"""

from __future__ import annotations

from typing import Final

from ccore import decimalfloat
from ccore.ir import types as ir
from ccore.ir.decimal_library import MODES, PREFIX
from ccore.ir.values import CallAttributes, ConstFloat, ConstInt, Value
from ccore.irgen.lvalues import Lvalues

_OPERATIONS: Final = {"+": "add", "-": "sub", "*": "mul", "/": "div"}
_RELATIONS: Final = {
    "==": ("eq", "eq"), "!=": ("ne", "ne"), "<": ("lt", "slt"), "<=": ("le", "sle"), ">": ("gt", "sgt"),
    ">=": ("ge", "sge"), "unordered": ("unord", "ne"),
}  # fmt: skip
"""By operator, the function and how its result compares with 0."""
_ATTRIBUTES: Final = CallAttributes(pure=True)  # they read the rounding mode


class Decimals(Lvalues):
    """Operations of which one operand at least is of a decimal type (or of a vector of them)."""

    def _library_call(self, name: str, result: ir.Type, arguments: list[Value]) -> Value:
        types = tuple(a.type for a in arguments)
        callee = self.unit.library(PREFIX + name, ir.function_type(result, types))
        return self.builder.call(callee, callee.function_type, arguments, types, None, _ATTRIBUTES)

    @staticmethod
    def decimal_integer(kind: ir.FloatType, value: int) -> ConstFloat:
        return ConstFloat(kind, decimalfloat.from_integer(kind, value))

    def decimal_binary(self, operator: str, a: Value, b: Value) -> Value:
        """``a operator b``, one of + - * /; vectors element by element."""
        kind = a.type
        if isinstance(kind, ir.VectorType):
            result: Value = self.builder.zero(kind)
            for i in range(kind.count):
                x, y = self.builder.extract_element(a, i), self.builder.extract_element(b, i)
                result = self.builder.insert_element(result, self.decimal_binary(operator, x, y), i)
            return result
        assert isinstance(kind, ir.FloatType)
        return self._library_call(f"{_OPERATIONS[operator]}{MODES[kind]}3", kind, [a, b])

    def decimal_compare(self, operator: str, a: Value, b: Value) -> Value:
        """i1: ``a operator b``, or whether they are unordered; of vectors, a vector of them."""
        kind = a.type
        if isinstance(kind, ir.VectorType):
            result: Value = self.builder.zero(ir.vector_type(ir.I1, kind.count))
            for i in range(kind.count):
                x, y = self.builder.extract_element(a, i), self.builder.extract_element(b, i)
                result = self.builder.insert_element(result, self.decimal_compare(operator, x, y), i)
            return result
        assert isinstance(kind, ir.FloatType)
        name, predicate = _RELATIONS[operator]
        order = self._library_call(f"{name}{MODES[kind]}2", self.word, [a, b])
        return self.builder.compare(predicate, order, self.const(0))

    def decimal_convert(self, value: Value, to: ir.Type, signed: bool) -> Value:
        """A scalar as another, one of them decimal; ``signed``: whether the integer among them is."""
        from_ = value.type
        if isinstance(to, ir.IntType):
            assert isinstance(from_, ir.FloatType)
            return self._to_integer(value, from_, to, signed)
        assert isinstance(to, ir.FloatType)
        if isinstance(from_, ir.IntType):
            return self._from_integer(value, from_, to, signed)
        assert isinstance(from_, ir.FloatType)
        if from_ is ir.F16:  # for which the library has nothing
            from_, value = ir.F32, self.builder.fpext(value, ir.F32)
        elif to is ir.F16:
            return self.builder.fptrunc(self.decimal_convert(value, ir.F32, signed), to)
        if from_.decimal and to.decimal:
            wider, tail = to.bits > from_.bits, "2"
        else:  # of equal width, the decimal type counts as the wider one
            wider, tail = to.bits + to.decimal > from_.bits, ""
        name = "extend" if wider else "trunc"
        return self._library_call(f"{name}{MODES[from_]}{MODES[to]}{tail}", to, [value])

    def _to_integer(self, value: Value, from_: ir.FloatType, to: ir.IntType, signed: bool) -> Value:
        wide = ir.int_type(max(32, to.bits))
        mode = {32: "si", 64: "di"}.get(wide.bits, "ti")
        made = self._library_call(f"fix{'' if signed else 'uns'}{MODES[from_]}{mode}", wide, [value])
        return self.builder.resize(made, to, signed)

    def _from_integer(self, value: Value, from_: ir.IntType, to: ir.FloatType, signed: bool) -> Value:
        wide = self.builder.resize(value, ir.int_type(max(32, from_.bits)), signed)
        mode = {32: "si", 64: "di"}.get(max(32, from_.bits), "ti")
        return self._library_call(f"float{'' if signed else 'uns'}{mode}{MODES[to]}", to, [wide])

    def decimal_class(self, name: str, value: Value) -> Value:
        """i1: isnan, isinf, isfinite or isnormal, by the encoding (IEEE 754-2019 3.5.2)."""
        builder, kind = self.builder, value.type
        assert isinstance(kind, ir.FloatType)
        if name == "isnormal":
            size = builder.intrinsic("fabs", [value])
            least = ConstFloat(kind, decimalfloat.smallest_normal(kind))
            normal = self.decimal_compare(">=", size, least)
            return builder.and_(normal, self.decimal_class("isfinite", value))
        word = ir.int_type(kind.bits)
        bits = builder.bitcast(value, word)
        top = ConstInt(word, (0x78 if name == "isfinite" else 0x7C) << (kind.bits - 8))
        field = builder.and_(bits, top)
        if name == "isinf":
            return builder.compare("eq", field, ConstInt(word, 0x78 << (kind.bits - 8)))
        return builder.compare("ne" if name == "isfinite" else "eq", field, top)

    def decimal_quiet(self, name: str, a: Value, b: Value) -> Value:
        """i1: isgreater and the other macros of C17 7.12.14; none of the library's functions objects to a quiet NaN."""
        if name == "isunordered":
            return self.decimal_compare("unordered", a, b)
        if name == "islessgreater":
            return self.builder.or_(self.decimal_compare("<", a, b), self.decimal_compare(">", a, b))
        operator = {"isgreater": ">", "isgreaterequal": ">=", "isless": "<", "islessequal": "<="}[name]
        return self.decimal_compare(operator, a, b)

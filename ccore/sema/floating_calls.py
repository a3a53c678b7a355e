"""Builtins of floating point: constants, classification, quiet comparisons, signs (C17 7.12)."""

from __future__ import annotations

from ccore import softfloat
from ccore.ast import nodes
from ccore.sema import constants, tree
from ccore.sema.builtin_base import BuiltinBase, argument_text, spell
from ccore.sema.library_folding import string_of
from ccore.sema.types import FloatingType
from ccore.source import Token

CLASSIFY = ("isnan", "isinf", "isfinite", "isnormal", "isinf_sign", "signbit")


ROUNDED = {
    result + base + suffix: (base + suffix, result)
    for result in ("i", "l", "ll") for base in ("floor", "ceil") for suffix in ("", "f", "l")
} | {f"i{base}{suffix}": (f"l{base}{suffix}", "i") for base in ("round", "rint") for suffix in ("", "f", "l")}
"""By builtin, the library function that rounds, and the letters of the integer type."""


class FloatingCalls(BuiltinBase):
    """Handlers by name, without ``__builtin_``."""

    def _float_type(self, name: str, base: str) -> FloatingType:
        types = self.types
        return {
            "": types.double, "f": types.float, "l": types.long_double, "f16": types.float16, "f32": types.float32,
            "f64": types.float64, "f128": types.float128, "f32x": types.float32x, "f64x": types.float64x,
            "q": types.float128, "d32": types.decimal32, "d64": types.decimal64, "d128": types.decimal128,
        }[name[len(base) :]]  # fmt: skip

    def _rounded(self, node: nodes.Call, name: str) -> tree.Expression:
        """``__builtin_ifloor`` and the like: the library's rounding, and a conversion to an integer type."""
        arguments = self.arguments(node, name, 1)
        if arguments is None:
            return self.failed(node.token)
        function, result = ROUNDED[name]
        call = self.library_call(node, function, arguments)
        types = self.types
        return self.conversions.to(call, {"i": types.int, "l": types.long, "ll": types.long_long}[result])

    def _infinity(self, node: nodes.Call, name: str) -> tree.Expression:
        type_ = self._float_type(name, "huge_val" if name.startswith("huge") else "inf")
        return tree.FloatingConstant(node.token, type_, constants.numbers(type_).infinity(constants.format_of(type_)))

    def _nan(self, node: nodes.Call, name: str) -> tree.Expression | None:
        arguments = self.arguments(node, name, 1)
        if arguments is None:
            return self.failed(node.token)
        signalling = name.startswith("nans")
        type_ = self._float_type(name, "nans" if signalling else "nan")
        text = string_of(arguments[0])
        bits = None if text is None else constants.nan(type_, text, signalling)
        if bits is None:
            return self.library_call(node, name, arguments)
        return tree.FloatingConstant(node.token, type_, bits)

    def _sign_function(self, node: nodes.Call, name: str) -> tree.Expression:
        base = "fabs" if name.startswith("fabs") else "copysign"
        arguments = self.arguments(node, name, 1 if base == "fabs" else 2)
        if arguments is None:
            return self.failed(node.token)
        type_ = self._float_type(name, base)
        for i, argument in enumerate(arguments):
            arguments[i] = self.conversions.assign(argument, type_, node.token, argument_text(i, name))
        folded = self._fold_sign(node.token, base, arguments, type_)
        return folded or tree.BuiltinCall(node.token, type_, base, arguments)

    @staticmethod
    def _fold_sign(
        token: Token, base: str, arguments: list[tree.Expression], type_: FloatingType
    ) -> tree.Expression | None:
        bits = [a.bits for a in arguments if isinstance(a, tree.FloatingConstant)]
        if len(bits) != len(arguments):
            return None
        sign = softfloat.sign_bit(constants.format_of(type_))
        value = bits[0] & ~sign
        if base == "copysign":
            value |= bits[1] & sign
        return tree.FloatingConstant(token, type_, value)

    def _classify(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 1)
        if arguments is None:
            return self.failed(node.token)
        base = name if name in CLASSIFY else name[:-1]
        if name[-1] in "248":  # of a decimal type
            name = name.replace("finite", "isfinite")
            base = name.rpartition("d")[0]
        e = arguments[0]
        if not e.type.is_floating:
            if e.type.is_integer and name != base:
                e = self.conversions.to(e, self._float_type(name, base))
            else:
                return self.error(f"non-floating-point argument in call to function '{spell(name)}'", node.token, e)
        elif name != base:
            e = self.conversions.to(e, self._float_type(name, base))
        if isinstance(e, tree.FloatingConstant):
            assert isinstance(e.type, FloatingType)
            return self.int_constant(node.token, classify(base, e.type, e.bits))
        return tree.BuiltinCall(node.token, self.types.int, base, [e])

    def _relation(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 2)
        if arguments is None:
            return self.failed(node.token)
        a, b = arguments
        if not (a.type.is_floating or b.type.is_floating) or not (a.type.is_arithmetic and b.type.is_arithmetic):
            return self.error(f"non-floating-point arguments in call to function '{spell(name)}'", node.token, a, b)
        common = self.conversions.common_type(a, b)
        if common is self.conversions.error_type:
            return self.conversions.mixed(node.token, a, b)
        a, b = self.conversions.to(a, common), self.conversions.to(b, common)
        if isinstance(a, tree.FloatingConstant) and isinstance(b, tree.FloatingConstant):
            assert isinstance(common, FloatingType)
            predicate = {
                "isgreater": "ogt", "isgreaterequal": "oge", "isless": "olt", "islessequal": "ole",
                "islessgreater": "one", "isunordered": "uno",
            }[name]  # fmt: skip
            value = constants.numbers(common).compare(predicate, constants.format_of(common), a.bits, b.bits)
            return self.int_constant(node.token, int(value))
        return tree.BuiltinCall(node.token, self.types.int, name, [a, b])

    def _fpclassify(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 6)
        if arguments is None:
            return self.failed(node.token)
        for i in range(5):
            if not isinstance(arguments[i], tree.IntegerConstant):
                text = f"non-const integer argument {i + 1} in call to function '{spell(name)}'"
                return self.error(text, arguments[i].token, arguments[i])
            arguments[i] = self.conversions.assign(arguments[i], self.types.int, node.token, argument_text(i, name))
        e = arguments[5]
        if not e.type.is_floating:
            return self.error(f"non-floating-point argument in call to function '{spell(name)}'", node.token, e)
        if isinstance(e, tree.FloatingConstant):
            assert isinstance(e.type, FloatingType)
            if classify("isnan", e.type, e.bits):
                return arguments[0]
            if classify("isinf", e.type, e.bits):
                return arguments[1]
            if classify("isnormal", e.type, e.bits):
                return arguments[2]
            return arguments[3 if constants.truth(e) else 4]
        return tree.BuiltinCall(node.token, self.types.int, name, arguments)

    def _complex(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 2)
        if arguments is None:
            return self.failed(node.token)
        real, imaginary = arguments
        if any(not e.type.is_floating or e.type.is_decimal for e in arguments):
            text = "'__builtin_complex' operand not of real binary floating-point type"
            return self.error(text, node.token, real, imaginary)
        if imaginary.type is not real.type:
            return self.error("'__builtin_complex' operands of different types", node.token, real, imaginary)
        self.context.diagnostics.since(1999, "ISO C90 does not support complex types", node.token.location)
        return tree.ComplexValue(node.token, self.types.complex(real.type), real, imaginary)


def classify(name: str, type_: FloatingType, bits: int) -> int:
    """isnan and kin of a constant."""
    format_, library = constants.format_of(type_), constants.numbers(type_)
    nan, infinite = library.is_nan(format_, bits), library.is_infinite(format_, bits)
    if name == "isnan":
        return int(nan)
    if name == "isinf":
        return int(infinite)
    if name == "isinf_sign":
        return (-1 if library.is_negative(format_, bits) else 1) if infinite else 0
    if name == "isfinite":
        return int(not nan and not infinite)
    if name == "signbit":
        return int(library.is_negative(format_, bits))
    return int(library.is_normal(format_, bits))

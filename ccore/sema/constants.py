"""Exact folding of constants (C17 6.6), and address constants for static initialisers (6.6p9).

Integers fold in two's complement of their type's width, floating values by ``ccore.softfloat``, so results are those of
the target whatever the host.  A ``None`` means: not to be folded (division by zero, a NaN, a shift out of range).
"""

from __future__ import annotations

from decimal import Context as DecimalContext
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ccore import decimalfloat, softcomplex, softfloat
from ccore.ir.types import FLOATS, FloatType
from ccore.sema import tree
from ccore.sema.types import REVERSED, ComplexType, CType, EnumType, Field, FloatingType, IntegerType

if TYPE_CHECKING:
    from ccore.sema.basic import TypeTable


def wrap(type_: IntegerType, value: int) -> int:
    """The value modulo the type's width, in the type's range (_Bool: 0 or 1 by 6.3.1.2)."""
    bits = type_.bits
    if bits == 1 and type_.rank == 0:
        return int(value != 0)
    value &= (1 << bits) - 1
    if type_.signed and value >> (bits - 1):
        value -= 1 << bits
    return value


def fits(type_: IntegerType, value: int) -> bool:
    """Whether the type can represent the value."""
    if type_.signed:
        return -(1 << (type_.bits - 1)) <= value < 1 << (type_.bits - 1)
    return 0 <= value < 1 << type_.bits




class Numbers(Protocol):
    """What ``softfloat`` and ``decimalfloat`` both have."""

    def infinity(self, type_: FloatType, negative: bool = ...) -> int: ...
    def quiet_nan(self, type_: FloatType, payload: int = ..., negative: bool = ...) -> int: ...
    def is_nan(self, type_: FloatType, bits: int) -> bool: ...
    def is_infinite(self, type_: FloatType, bits: int) -> bool: ...
    def is_zero(self, type_: FloatType, bits: int) -> bool: ...
    def is_normal(self, type_: FloatType, bits: int) -> bool: ...
    def is_negative(self, type_: FloatType, bits: int) -> bool: ...
    def from_fraction(self, type_: FloatType, value: Fraction, negative_zero: bool = ...) -> int: ...
    def to_integer(self, type_: FloatType, bits: int) -> int | None: ...
    def convert(self, source: FloatType, bits: int, target: FloatType) -> int: ...
    def arithmetic(self, operation: str, type_: FloatType, a: int, b: int) -> int | None: ...
    def compare(self, predicate: str, type_: FloatType, a: int, b: int) -> bool: ...


def format_of(type_: FloatingType) -> FloatType:
    """The IR's floating type that represents a C type."""
    return FLOATS[type_.format]


def numbers(type_: FloatingType) -> Numbers:
    """The arithmetic on a C type's values."""
    return decimalfloat if type_.is_decimal else softfloat


def is_constant(e: tree.Expression) -> bool:
    """An arithmetic or pointer constant without a symbol (complex and vectors of such included)."""
    if isinstance(e, tree.IntegerConstant | tree.FloatingConstant):
        return True
    if isinstance(e, tree.ComplexValue):
        return is_constant(e.real) and is_constant(e.imaginary)
    if isinstance(e, tree.VectorValue):
        return all(is_constant(x) for x in e.elements)
    return False


def truth(e: tree.Expression) -> bool | None:
    """Whether a constant compares unequal to 0; None if not a constant.

    The address of an object or function that is defined by the language to exist (an array, a string) is true.
    """
    if isinstance(e, tree.IntegerConstant):
        return e.value != 0
    if isinstance(e, tree.FloatingConstant):
        assert isinstance(e.type, FloatingType)
        return not numbers(e.type).is_zero(format_of(e.type), e.bits)
    if isinstance(e, tree.ComplexValue):
        real, imaginary = truth(e.real), truth(e.imaginary)
        return None if real is None or imaginary is None else real or imaginary
    if isinstance(e, tree.Decay) and isinstance(e.lvalue, tree.StringReference):
        return True
    return None


def integer_of(types: TypeTable, type_: CType) -> IntegerType:
    """The integer type that computes for an integer, enumerated or pointer type."""
    plain = type_.unqualified
    if isinstance(plain, IntegerType):
        return plain
    if isinstance(plain, EnumType):
        return plain.enumeration.underlying or types.unsigned_int
    return types.size_t


def loses(e: tree.Expression, converted: tree.Expression) -> bool:
    """Whether a conversion of a constant to a floating type rounded."""
    if not isinstance(converted, tree.FloatingConstant):
        return False
    result = exact_real(converted)
    if isinstance(e, tree.IntegerConstant):
        return result != e.value
    return isinstance(e, tree.FloatingConstant) and exact_real(e) != result


def convert(types: TypeTable, e: tree.Expression, to: CType) -> tree.Expression | None:
    """A constant converted to a scalar type (6.3.1); None where it is not a constant or does not fold."""
    plain = to.unqualified
    if isinstance(e, tree.IntegerConstant):
        if plain.is_integer or plain.is_pointer:
            value = wrap(integer_of(types, plain), e.value)
            return tree.IntegerConstant(e.token, plain, value, e.ice and e.type.is_integer, e.flaw)
        if isinstance(plain, FloatingType):
            bits = numbers(plain).from_fraction(format_of(plain), Fraction(e.value))
            return tree.FloatingConstant(e.token, plain, bits)
    elif isinstance(e, tree.FloatingConstant):
        source = e.type
        assert isinstance(source, FloatingType)
        if isinstance(plain, FloatingType):
            if plain.format == source.format:
                bits = e.bits
            else:
                library = numbers(source if source.is_decimal else plain)
                bits = library.convert(format_of(source), e.bits, format_of(plain))
            return tree.FloatingConstant(e.token, plain, bits)
        if plain.is_integer:
            integer = integer_of(types, plain)
            if integer.is_bool:
                return tree.IntegerConstant(e.token, plain, int(bool(truth(e))))
            exact = numbers(source).to_integer(format_of(source), e.bits)
            flaw = 0 if exact is not None and fits(integer, exact) else tree.OVERFLOW
            return tree.IntegerConstant(e.token, plain, saturate(integer, source, e.bits), True, flaw)
    elif isinstance(e, tree.ComplexValue) and is_constant(e):
        if isinstance(plain, ComplexType):
            real, imaginary = convert(types, e.real, plain.base), convert(types, e.imaginary, plain.base)
            return tree.ComplexValue(e.token, plain, real, imaginary) if real and imaginary else None
        if isinstance(plain, IntegerType) and plain.is_bool:
            return tree.IntegerConstant(e.token, plain, int(bool(truth(e))), False)
        return convert(types, e.real, plain)
    else:
        return None
    if isinstance(plain, ComplexType):
        real = convert(types, e, plain.base)
        zero = convert(types, tree.IntegerConstant(e.token, types.int, 0), plain.base)
        return tree.ComplexValue(e.token, plain, real, zero) if real and zero else None
    return None


def saturate(to: IntegerType, source: FloatingType, bits: int) -> int:
    """A floating constant as an integer, truncated; out of range the nearest bound, a NaN 0, as GCC folds them."""
    format_ = format_of(source)
    low = -(1 << (to.bits - 1)) if to.signed else 0
    high = (1 << (to.bits - to.signed)) - 1
    value = numbers(source).to_integer(format_, bits)
    if value is None:
        if numbers(source).is_nan(format_, bits):
            return 0
        return low if softfloat.is_negative(format_, bits) else high
    return min(max(value, low), high)


def precision(type_: FloatingType) -> int:
    """Of a binary type's significand, in bits; 0 for a decimal type."""
    return 0 if type_.is_decimal else softfloat.FORMATS[type_.format].fraction + 1


def exact_real(e: tree.FloatingConstant) -> Fraction | None:
    """A binary floating constant's value; None where it is not finite."""
    assert isinstance(e.type, FloatingType)
    return None if e.type.is_decimal else softfloat.to_fraction(format_of(e.type), e.bits)


def real_text(e: tree.Expression) -> str:
    """A floating constant as GCC quotes it: enough digits for its type, without zeros at the end."""
    assert isinstance(e, tree.FloatingConstant) and isinstance(e.type, FloatingType)
    value = exact_real(e)
    if value is None:
        return "Inf" if not numbers(e.type).is_nan(format_of(e.type), e.bits) else "NaN"
    context = DecimalContext(prec=_DIGITS.get(e.type.format, 17))
    number = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    sign, digits, exponent = number.as_tuple()
    text = "".join(map(str, digits))
    power = len(text) - 1 + int(exponent) if value else 0
    text = text.rstrip("0") or "0"
    return f"{'-' * sign}{text[0]}.{text[1:] or '0'}e{power:+d}{_SUFFIX.get(e.type.name, '')}"


_DIGITS = {"f16": 5, "f32": 9, "f64": 17, "f80": 21, "f128": 36}  # that tell all values of a format apart
_SUFFIX = {"float": "f", "long double": "l"}
COMPARISONS = frozenset(("==", "!=", "<", ">", "<=", ">="))
_FLOAT_OPERATION = {"+": "fadd", "-": "fsub", "*": "fmul", "/": "fdiv"}
_FLOAT_PREDICATE = {"==": "oeq", "!=": "une", "<": "olt", ">": "ogt", "<=": "ole", ">=": "oge"}


def compare(operator: str, a: int, b: int) -> int:
    """0 or 1."""
    if operator == "==":
        return int(a == b)
    if operator == "!=":
        return int(a != b)
    if operator == "<":
        return int(a < b)
    if operator == ">":
        return int(a > b)
    if operator == "<=":
        return int(a <= b)
    return int(a >= b)


def exact_integer(operator: str, a: int, b: int) -> int | None:
    """The exact result of an arithmetic operator (6.5.5-6.5.12), before it is wrapped; shift counts are in range."""
    if operator == "+":
        return a + b
    if operator == "-":
        return a - b
    if operator == "*":
        return a * b
    if operator == "&":
        return a & b
    if operator == "|":
        return a | b
    if operator == "^":
        return a ^ b
    if operator == "<<":
        return a << b
    if operator == ">>":
        return a >> b
    if b == 0:
        return None
    quotient = abs(a) // abs(b)  # toward zero (6.5.5p6)
    if (a < 0) != (b < 0):
        quotient = -quotient
    return quotient if operator == "/" else a - quotient * b


def shift_out(operator: str, value: int, count: int) -> int:
    """A shift by a count out of range, as GCC folds it: bits fall off; a negative count shifts the other way."""
    left = (operator == "<<") == (count >= 0)
    count = min(abs(count), 256)
    return value << count if left else value >> count


def floating(operator: str, left: tree.FloatingConstant, right: tree.FloatingConstant) -> int | None:
    """The bits of ``left operator right`` of one type; None where it does not fold."""
    assert isinstance(left.type, FloatingType)
    operation = _FLOAT_OPERATION[operator]
    return numbers(left.type).arithmetic(operation, format_of(left.type), left.bits, right.bits)


def exact_floating(
    operator: str, left: tree.FloatingConstant, right: tree.FloatingConstant, result: tree.FloatingConstant
) -> bool:
    """Whether ``left operator right`` is ``result`` without rounding; decimal results never count as exact."""
    a, b, c = exact_real(left), exact_real(right), exact_real(result)
    if a is None or b is None:
        return not result.type.is_decimal  # of an infinity or a NaN nothing is rounded
    if c is None:
        return False
    if operator == "/":
        return c * b == a
    return c == (a + b if operator == "+" else a - b if operator == "-" else a * b)


def compare_floating(operator: str, left: tree.FloatingConstant, right: tree.FloatingConstant) -> int:
    assert isinstance(left.type, FloatingType)
    predicate = _FLOAT_PREDICATE[operator]
    return int(numbers(left.type).compare(predicate, format_of(left.type), left.bits, right.bits))


def negate(e: tree.FloatingConstant) -> tree.FloatingConstant:
    assert isinstance(e.type, FloatingType)
    return tree.FloatingConstant(e.token, e.type, e.bits ^ softfloat.sign_bit(format_of(e.type)))


def encode(types: TypeTable, e: tree.Expression, size: int) -> bytes | None:
    """The bytes of a constant as an object of ``size`` bytes holds it (little-endian); None if not a constant."""
    if isinstance(e, tree.IntegerConstant):
        return (e.value & ((1 << (8 * size)) - 1)).to_bytes(size, "little")
    if isinstance(e, tree.FloatingConstant):
        return e.bits.to_bytes(size, "little")
    if isinstance(e, tree.ComplexValue):
        real, imaginary = encode(types, e.real, size // 2), encode(types, e.imaginary, size // 2)
        return real + imaginary if real is not None and imaginary is not None else None
    if isinstance(e, tree.VectorValue):
        each = size // len(e.elements)
        parts = [encode(types, x, each) for x in e.elements]
        found = [p for p in parts if p is not None]
        return b"".join(found) if len(found) == len(parts) else None
    if e.type.is_floating or e.type.is_integer:
        folded = _fold_invalid(types, e)
        if folded is not None:
            return encode(types, folded, size)
    return None


def _fold_invalid(types: TypeTable, e: tree.Expression) -> tree.Expression | None:
    """A floating operation on constants that raises an exception, and so is left to run time elsewhere: in a static
    initialiser it folds (C17 F.8.4)."""
    if isinstance(e, (tree.IntegerConstant, tree.FloatingConstant)):
        return e
    if isinstance(e, tree.Convert):
        operand = _fold_invalid(types, e.operand)
        return None if operand is None else convert(types, operand, e.type)
    if isinstance(e, tree.Unary) and e.operator == "-":
        operand = _fold_invalid(types, e.operand)
        return negate(operand) if isinstance(operand, tree.FloatingConstant) else None
    if not isinstance(e, tree.Binary):
        return None
    left, right = _fold_invalid(types, e.left), _fold_invalid(types, e.right)
    if not isinstance(left, tree.FloatingConstant) or not isinstance(right, tree.FloatingConstant):
        return None
    if e.operator not in _FLOAT_OPERATION:
        if not e.type.is_integer:
            return None
        return tree.IntegerConstant(e.token, e.type, compare_floating(e.operator, left, right))
    bits = floating(e.operator, left, right)
    if bits is None:
        assert isinstance(left.type, FloatingType)
        form, library = format_of(left.type), numbers(left.type)
        if library.is_nan(form, left.bits):
            bits = left.bits
        elif library.is_nan(form, right.bits):
            bits = right.bits
        elif e.operator == "/" and library.is_zero(form, right.bits) and not library.is_zero(form, left.bits):
            bits = library.infinity(form, library.is_negative(form, left.bits ^ right.bits))
        else:
            bits = library.quiet_nan(form, negative=True)  # as the processor's own default NaN
    return tree.FloatingConstant(e.token, e.type, bits)


class AddressConstant(NamedTuple):
    """``target`` + ``addend`` (minus ``minus``); ``target`` None: a plain number."""

    target: tree.Address | None
    addend: int
    minus: tree.Address | None = None


def object_address(types: TypeTable, e: tree.Expression) -> AddressConstant | None:
    """The address constant that an lvalue of static storage duration has."""
    offset = 0
    while True:
        if isinstance(e, tree.MemberReference):
            if e.field.base is not None:
                return None
            offset += e.field.offset
            e = e.object
        elif isinstance(e, tree.VariableReference):
            variable = e.variable
            if variable.storage not in ("static", "extern") or variable.thread_local:
                return None
            return AddressConstant(variable, offset)
        elif isinstance(e, tree.FunctionReference):
            if e.function.outer is not None:  # a nested function's address is made at run time
                return None
            return AddressConstant(e.function, offset)
        elif isinstance(e, tree.StringReference):
            return AddressConstant(e.string, offset)
        elif isinstance(e, tree.Dereference):
            base = address(types, e.pointer)
            return base and AddressConstant(base.target, base.addend + offset, base.minus)
        elif isinstance(e, tree.ComplexPart):
            offset += e.type.size if e.imaginary else 0
            e = e.operand
        elif isinstance(e, tree.VectorElement) and isinstance(e.index, tree.IntegerConstant):
            offset += e.index.value * e.type.size
            e = e.vector
        else:
            return None


def address(types: TypeTable, e: tree.Expression) -> AddressConstant | None:
    """An expression of pointer or pointer-wide integer type as an address constant; None if it is none."""
    if isinstance(e, tree.IntegerConstant):
        return AddressConstant(None, e.value)
    if isinstance(e, tree.Decay | tree.AddressOf):
        return object_address(types, e.lvalue)
    if isinstance(e, tree.PointerOffset):
        base, index = address(types, e.pointer), address(types, e.index)
        scale = e.scale if isinstance(e.scale, int) else None
        if base is None or index is None or scale is None or index.target or index.minus:
            return None
        step = -index.addend * scale if e.negative else index.addend * scale
        return AddressConstant(base.target, base.addend + step, base.minus)
    if isinstance(e, tree.Convert):
        inner = address(types, e.operand)
        if inner is None:
            return None
        to = e.type
        if inner.target is None or inner.minus is not None:  # a number, or a difference (which the linker may narrow)
            if not (to.is_integer or to.is_pointer):
                return None
            if inner.target is None:
                return AddressConstant(None, wrap(integer_of(types, to), inner.addend))
            return inner
        return inner if to.is_pointer or (to.is_integer and to.size == types.pointer_size) else None
    if isinstance(e, tree.LabelAddress):
        return AddressConstant(e.label, 0)
    if isinstance(e, tree.Binary):
        return _binary_address(types, e)
    if isinstance(e, tree.PointerDifference):
        difference = _difference(address(types, e.left), address(types, e.right))
        if difference is None or not isinstance(e.scale, int):
            return None
        if difference.target is not None:
            return difference if e.scale == 1 else None
        return AddressConstant(None, exact_integer("/", difference.addend, e.scale) or 0)
    if isinstance(e, tree.Unary) and e.operator == "!":
        inner = address(types, e.operand)
        if inner is not None and inner.minus is None and _surely_exists(inner.target):
            return AddressConstant(None, 0)
    return None


def _surely_exists(target: tree.Address | None) -> bool:
    """Whether the linker cannot resolve the symbol to null."""
    return isinstance(target, tree.StringObject | tree.Label) or (
        isinstance(target, tree.Symbol) and "weak" not in target.attributes
    )


def _difference(left: AddressConstant | None, right: AddressConstant | None) -> AddressConstant | None:
    if left is None or right is None or left.minus is not None or right.minus is not None:
        return None
    addend = left.addend - right.addend
    if left.target is right.target:
        return AddressConstant(None, addend)
    if right.target is None:
        return AddressConstant(left.target, addend)
    if isinstance(left.target, tree.Label) and isinstance(right.target, tree.Label):
        return AddressConstant(left.target, addend, right.target)
    return None


def _binary_address(types: TypeTable, e: tree.Binary) -> AddressConstant | None:
    left, right = address(types, e.left), address(types, e.right)
    if left is None or right is None:
        return None
    operator = e.operator
    if left.target is None and right.target is None:
        if operator in COMPARISONS:
            return AddressConstant(None, compare(operator, left.addend, right.addend))
        if operator in ("<<", ">>") and not 0 <= right.addend < e.type.size * 8:
            return None
        value = exact_integer(operator, left.addend, right.addend)
        return None if value is None else AddressConstant(None, wrap(integer_of(types, e.type), value))
    if operator == "+" and (left.target is None or right.target is None):
        base, other = (left, right) if left.target else (right, left)
        return AddressConstant(base.target, base.addend + other.addend, base.minus)
    if operator == "-":
        return _difference(left, right)
    if operator in ("==", "!="):
        difference = _difference(left, right)
        if difference is None:
            return None
        if difference.target is None:
            return AddressConstant(None, compare(operator, difference.addend, 0))
        if left.addend == 0 and right == AddressConstant(None, 0) and _surely_exists(left.target):
            return AddressConstant(None, int(operator == "!="))
    return None


def complex_product(
    type_: CType, operator: str, left: tree.Expression, right: tree.Expression
) -> tree.ComplexValue | None:
    """The product or quotient of complex constants of one binary floating type; None for other operands."""
    if not isinstance(type_, ComplexType) or not isinstance(type_.base, FloatingType) or type_.base.is_decimal:
        return None
    pairs = []
    for operand in (left, right):
        if not isinstance(operand, tree.ComplexValue):
            return None
        real, imaginary = operand.real, operand.imaginary
        if not isinstance(real, tree.FloatingConstant) or not isinstance(imaginary, tree.FloatingConstant):
            return None
        if real.type.unqualified is not type_.base or imaginary.type.unqualified is not type_.base:
            return None
        pairs.append((real.bits, imaginary.bits))
    function = softcomplex.product if operator == "*" else softcomplex.quotient
    parts = function(softfloat.TYPES[type_.base.format], *pairs)
    token = left.token
    real_part, imaginary_part = (tree.FloatingConstant(token, type_.base, bits) for bits in parts)
    return tree.ComplexValue(token, type_, real_part, imaginary_part)


def is_finite(e: tree.ComplexValue) -> bool:
    """Whether both parts of a complex constant are finite."""
    parts = (e.real, e.imaginary)
    return all(isinstance(p, tree.FloatingConstant) and exact_real(p) is not None for p in parts)


def has_effects(root: tree.Expression) -> bool:
    """Whether evaluating it does anything but yield a value (5.1.2.3p2): calls, stores, volatile reads."""
    stack = [root]
    while stack:
        e = stack.pop()
        kind = type(e)
        if kind in _EFFECTS:
            return True
        if isinstance(e, tree.BuiltinCall):
            if e.name not in _PURE_BUILTINS:
                return True
            stack.extend(e.arguments)
            continue
        if isinstance(e, tree.Load) and e.lvalue.type.quals & 2:
            return True
        stack += _operands(e)
        if isinstance(e, tree.VectorValue):
            stack.extend(e.elements)
    return False


def changes(root: tree.Expression) -> bool:
    """Whether an expression has an operator that no constant expression has (6.6p3): an assignment, call or comma."""
    stack = [root]
    while stack:
        e = stack.pop()
        kind = type(e)
        if kind in _EFFECTS:
            return True
        if isinstance(e, tree.Comma) and not e.left.type.is_void:  # void: put in for typeof
            return True
        if isinstance(e, tree.CompoundLiteralReference):
            stack.extend(value.value for value in e.initializer.values)
        stack += _operands(e)
    return False


def _operands(e: tree.Expression) -> list[tree.Expression]:
    """The expressions that an operator's evaluation evaluates, as far as ``_CHILDREN`` knows it."""
    operands = [getattr(e, name) for name in _CHILDREN.get(type(e), ())]
    return [operand for operand in operands if operand is not None]


_EFFECTS = frozenset(
    (tree.Assign, tree.CompoundAssign, tree.Increment, tree.Call, tree.VaArg, tree.StatementExpression)
)
_PURE_BUILTINS = frozenset(
    {
        "constant_p", "object_size", "dynamic_object_size", "add_overflow_p", "sub_overflow_p",
        "mul_overflow_p", "ffs", "clz", "ctz", "popcount", "parity", "clrsb", "bswap", "abs", "fabs", "sqrt",
        "copysign", "isnan", "isinf", "isfinite", "isnormal", "isinf_sign", "signbit", "isgreater",
        "isgreaterequal", "isless", "islessequal", "islessgreater", "isunordered", "fpclassify", "splat",
        "shuffle", "shufflevector", "convertvector", "return_address", "frame_address", "thread_pointer",
        "bitreverse", "expect", "expect_with_probability", "assume_aligned", "floor", "ceil", "trunc", "rint",
        "nearbyint", "round", "fmin", "fmax", "fma"
    }
)  # fmt: skip
_CHILDREN: dict[type[tree.Expression], tuple[str, ...]] = {
    tree.Dereference: ("pointer",),
    tree.MemberReference: ("object",),
    tree.ComplexPart: ("operand",),
    tree.VectorElement: ("vector", "index"),
    tree.Load: ("lvalue",),
    tree.Decay: ("lvalue",),
    tree.AddressOf: ("lvalue",),
    tree.Convert: ("operand",),
    tree.Unary: ("operand",),
    tree.Binary: ("left", "right"),
    tree.PointerOffset: ("pointer", "index"),
    tree.PointerDifference: ("left", "right"),
    tree.Logical: ("left", "right"),
    tree.Conditional: ("condition", "then", "otherwise"),
    tree.Comma: ("left", "right"),
    tree.ComplexValue: ("real", "imaginary"),
}


def static_scalar(types: TypeTable, e: tree.Load) -> tree.Expression | None:
    """The value of a const object of static storage duration whose initial value is known here (GNU C allows it as
    a constant in static initialisers), else None."""
    lvalue: tree.Expression = e.lvalue
    if isinstance(lvalue, tree.VariableReference) and lvalue.variable.storage == "auto" and not lvalue.type.quals & 2:
        return None if lvalue.variable.initial is None else _decode(types, e, lvalue.variable, 0, False)
    if isinstance(lvalue, tree.MemberReference) and lvalue.field.width >= 0:
        return None
    place = object_address(types, lvalue)
    if place is None or place.minus is not None:
        return None
    if isinstance(place.target, tree.StringObject):
        return _character(types, e, place.target, place.addend)
    if not lvalue.type.quals & 1 or lvalue.type.quals & 2 or not isinstance(place.target, tree.Variable):
        return None
    variable = place.target
    if not variable.defined or variable.initial is None or "weak" in variable.attributes:
        return None
    return _decode(types, e, variable, place.addend, bool(lvalue.type.quals & REVERSED))


def _character(types: TypeTable, e: tree.Load, string: tree.StringObject, offset: int) -> tree.Expression | None:
    """An element of a string literal."""
    raw = string.data[offset : offset + e.type.size] if offset >= 0 else b""
    if len(raw) < e.type.size or e.type.size != string.width or not e.type.is_integer:
        return None
    value = wrap(integer_of(types, e.type), int.from_bytes(raw, "little"))
    return tree.IntegerConstant(e.token, e.type, value, False)


def nan(type_: FloatingType, text: bytes, signalling: bool = False) -> int | None:
    """The bits of the NaN with the payload that a text tells (C17 7.22.1.3p4); None where it tells none."""
    try:
        spelled = text.decode("ascii") or "0"
        payload = int(spelled, 8 if len(spelled) > 1 and spelled[0] == "0" and spelled.isdigit() else 0)
    except ValueError:
        return None
    format_ = format_of(type_)
    if type_.is_decimal:  # GCC has no payloads for them
        return decimalfloat.signalling_nan(format_) if signalling else decimalfloat.quiet_nan(format_)
    bits = softfloat.quiet_nan(format_, payload)
    if signalling:
        fraction = softfloat.FORMATS[format_.name].fraction
        bits = (bits & ~(1 << (fraction - 1))) | (0 if payload else 1 << (fraction - 2))
    return bits


def _decode(
    types: TypeTable, e: tree.Expression, variable: tree.Variable, offset: int, reverse: bool
) -> tree.Expression | None:
    """A scalar of ``e``'s type out of a variable's known bytes."""
    assert variable.initial is not None
    size = e.type.size
    if offset < 0 or offset + size > variable.type.size:
        return None
    if any(r.offset < offset + size and offset < r.offset + r.size for r in variable.initial.relocations):
        return None
    raw = variable.initial.read(offset, size)
    if reverse and not e.type.is_pointer:
        raw = raw[::-1]
    if e.type.is_integer or e.type.is_pointer:
        integer = integer_of(types, e.type)
        return tree.IntegerConstant(e.token, e.type, wrap(integer, int.from_bytes(raw, "little")), False)
    if isinstance(e.type, FloatingType):
        bits = format_of(e.type).bits
        return tree.FloatingConstant(e.token, e.type, int.from_bytes(raw, "little") & ((1 << bits) - 1))
    return None


def named_constant(types: TypeTable, e: tree.Load) -> tree.Expression | None:
    """The value of a scalar constexpr object, or of a member of such a structure or union (C23 6.6)."""
    root, offset = e.lvalue, 0
    while isinstance(root, tree.MemberReference):
        offset += root.field.offset
        root = root.object
    if not isinstance(root, tree.VariableReference) or not root.variable.constexpr:
        return None
    if isinstance(e.lvalue, tree.MemberReference) and e.lvalue.field.width >= 0:
        return _named_bits(types, e, e.lvalue.field, root.variable, offset)
    made = _decode(types, e, root.variable, offset, bool(e.lvalue.type.quals & REVERSED))
    if isinstance(made, tree.IntegerConstant):
        made.ice = True
    return made


def exact(types: TypeTable, e: tree.Expression, to: CType) -> bool:
    """Whether conversion of a constant to an arithmetic type keeps its value, as constexpr asks."""
    if isinstance(e, tree.IntegerConstant) and to.is_integer:
        return fits(integer_of(types, to), e.value)
    if isinstance(e, tree.FloatingConstant) and to.is_integer:
        return False
    if isinstance(e, tree.IntegerConstant | tree.FloatingConstant) and isinstance(to.unqualified, FloatingType):
        there = convert(types, e, to)
        back = there and convert(types, there, e.type)
        if isinstance(e, tree.FloatingConstant):
            return isinstance(back, tree.FloatingConstant) and back.bits == e.bits
        return isinstance(back, tree.IntegerConstant) and back.value == e.value
    return True


def _named_bits(
    types: TypeTable, e: tree.Load, field: Field, variable: tree.Variable, offset: int
) -> tree.Expression | None:
    if variable.initial is None:
        return None
    raw = variable.initial.read(offset, field.unit)
    value = int.from_bytes(raw, "big" if field.type.quals & REVERSED else "little") >> field.shift
    value &= (1 << field.width) - 1
    if integer_of(types, e.type).signed and value >> (field.width - 1):
        value -= 1 << field.width
    return tree.IntegerConstant(e.token, e.type, value)


def vector_elements(e: tree.Expression) -> list[tree.Expression] | None:
    """The elements of a constant vector."""
    if isinstance(e, tree.VectorValue) and all(is_constant(x) for x in e.elements):
        return e.elements
    return None

"""Binary operators on typed operands (C17 6.5.5-6.5.14): conversions, folding, pointer arithmetic, complex, vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.sema import constants, tree
from ccore.sema.basic import NARROW_RANK
from ccore.sema.compat import atomic, compatible, compatible_unqualified, strip, type_text
from ccore.sema.types import ComplexType, CType, FloatingType, IntegerType, PointerType, VectorType

if TYPE_CHECKING:
    from collections.abc import Callable

    from ccore.sema.context import Context
    from ccore.sema.convert import Conversions
    from ccore.source import Token

_COMPARISONS = constants.COMPARISONS
_INTEGER_ONLY = frozenset(("%", "&", "|", "^"))


class Arithmetic:
    """The binary operators, for one translation unit."""

    def __init__(self, context: Context, conversions: Conversions) -> None:
        self.context = context
        self.types = context.types
        self.conversions = conversions
        self.error = conversions.error

    # --- Pointers ---------------------------------------------------------------------------------------------

    def scale(self, pointer: CType, token: Token, operation: str = "arithmetic") -> int | tree.Expression:
        """Bytes that one step of a pointer is; an expression for variable sizes; 1 for void and functions (GNU C)."""
        assert isinstance(pointer, PointerType)
        target = pointer.target
        size = target.size
        if size >= 0:
            if target.is_function:
                self.conversions.pedwarn(f"pointer to a function used in {operation}", token, "pointer-arith")
            return size
        if target.is_void:
            self.conversions.pedwarn(f"pointer of type 'void *' used in {operation}", token, "pointer-arith")
            return 1
        if target.is_function:
            self.conversions.pedwarn(f"pointer to a function used in {operation}", token, "pointer-arith")
            return 1
        if size == -2:
            return tree.VariableSize(token, self.types.size_t, target)
        self.error(f"invalid use of undefined type '{type_text(target.unqualified)}'", token)
        return 1

    def offset(
        self, token: Token, pointer: tree.Expression, index: tree.Expression, negative: bool = False
    ) -> tree.Expression:
        """``pointer + index`` or ``pointer - index``."""
        scale = self.scale(pointer.type, token)
        type_ = pointer.type.unqualified
        if isinstance(index, tree.IntegerConstant) and isinstance(scale, int):
            if isinstance(pointer, tree.IntegerConstant):
                step = -index.value * scale if negative else index.value * scale
                return tree.IntegerConstant(
                    token, type_, constants.wrap(self.types.size_t, pointer.value + step), False
                )
        return tree.PointerOffset(token, type_, pointer, index, scale, negative)

    # --- Binary (6.5.5-6.5.14) --------------------------------------------------------------------------------

    def binary(self, token: Token, operator: str, left: tree.Expression, right: tree.Expression) -> tree.Expression:
        """All binary operators but ``&& ||``, on values."""
        x, y = left.type, right.type
        error = self.conversions.error_type
        if x is error or y is error:
            return left if x is error else right
        if x.is_integer and y.is_integer:
            if operator == "<<" or operator == ">>":
                return self._shift(token, operator, left, right)
            return self._integer(token, operator, left, right)
        if x.is_vector or y.is_vector:
            return self._vector(token, operator, left, right)
        if x.is_pointer or y.is_pointer:
            return self._pointer(token, operator, left, right)
        if not (x.is_arithmetic and y.is_arithmetic) or operator in _INTEGER_ONLY or operator in ("<<", ">>"):
            return self._invalid(token, operator, left, right)
        conversions = self.conversions
        common = conversions.common_type(left, right)
        if common is error:
            return conversions.mixed(token, left, right)
        if isinstance(common, ComplexType):
            return self._complex(token, operator, left, right, common)
        left, right = conversions.to(left, common), conversions.to(right, common)
        comparing = operator in _COMPARISONS
        if isinstance(left, tree.FloatingConstant) and isinstance(right, tree.FloatingConstant):
            if comparing:
                value = constants.compare_floating(operator, left, right)
                return tree.IntegerConstant(token, self.types.int, value)
            bits = constants.floating(operator, left, right)
            if bits is not None:
                result = tree.FloatingConstant(token, common, bits)
                if not self.context.options.rounding_math or constants.exact_floating(operator, left, right, result):
                    return result
        return tree.Binary(token, self.types.int if comparing else common, operator, left, right)

    def full(self, e: tree.Expression) -> tree.Expression:
        """A value of a narrow type as one of the type that holds it."""
        if isinstance(e.type, IntegerType) and e.type.rank == NARROW_RANK:
            return tree.Convert(e.token, self.types.full(e.type), e)
        return e

    def _reduced(self, e: tree.Expression, type_: IntegerType) -> tree.Expression:
        """A result back in its narrow type."""
        return self.conversions.to(e, type_) if type_.rank == NARROW_RANK else e

    def _overflow(self, token: Token, type_: IntegerType, value: int) -> None:
        self.conversions.warning(
            f"integer overflow in expression of type '{type_text(type_)}' results in '{value}'", token, "overflow"
        )

    def _integer(self, token: Token, operator: str, left: tree.Expression, right: tree.Expression) -> tree.Expression:
        types, conversions = self.types, self.conversions
        common = types.common_integer(conversions.promoted_type(left), conversions.promoted_type(right))
        if left.type is not common:
            left = conversions.to(left, common)
        if right.type is not common:
            right = conversions.to(right, common)
        comparing = operator in _COMPARISONS
        if type(right) is tree.IntegerConstant:
            b = right.value
            if b == 0 and (operator == "/" or operator == "%"):
                conversions.warning("division by zero", token, "div-by-zero")
            elif type(left) is tree.IntegerConstant:
                ice = left.ice and right.ice
                if comparing:
                    return tree.IntegerConstant(token, types.int, constants.compare(operator, left.value, b), ice)
                exact = constants.exact_integer(operator, left.value, b)
                if exact is not None:
                    value = constants.wrap(common, exact)
                    flaw = left.flaw | right.flaw
                    least = operator == "%" and b == -1 and left.value == -1 << (common.bits - 1)
                    if common.signed and (value != exact or least):
                        self._overflow(token, common, value)
                        flaw |= tree.OVERFLOW
                    return tree.IntegerConstant(token, common, value, ice, flaw)
        if comparing:
            return tree.Binary(token, types.int, operator, left, right)
        if common.rank == NARROW_RANK:
            full = types.full(common)
            return self._reduced(tree.Binary(token, full, operator, self.full(left), self.full(right)), common)
        return tree.Binary(token, common, operator, left, right)

    def _shift(self, token: Token, operator: str, left: tree.Expression, right: tree.Expression) -> tree.Expression:
        conversions = self.conversions
        left, right = conversions.promote(left), conversions.promote(right)
        result = left.type
        assert isinstance(result, IntegerType)
        if isinstance(right, tree.IntegerConstant):
            side = "left" if operator == "<<" else "right"
            count = right.value
            if not 0 <= count < result.bits:
                if count < 0:
                    conversions.warning(f"{side} shift count is negative", token, "shift-count-negative")
                else:
                    conversions.warning(f"{side} shift count >= width of type", token, "shift-count-overflow")
                if isinstance(left, tree.IntegerConstant):  # undefined; as GCC folds it
                    value = constants.shift_out(operator, left.value, count)
                    return tree.IntegerConstant(token, result, constants.wrap(result, value), False, tree.UNDEFINED)
            elif isinstance(left, tree.IntegerConstant):
                exact = constants.exact_integer(operator, left.value, right.value)
                assert exact is not None
                value = constants.wrap(result, exact)
                flaw = left.flaw | right.flaw
                if operator == "<<" and result.signed and (left.value < 0 or value != exact):
                    if self.context.diagnostics.year >= 1999:  # undefined (6.5.7p4)
                        return tree.IntegerConstant(token, result, value, False, flaw | tree.UNDEFINED)
                return tree.IntegerConstant(token, result, value, left.ice and right.ice, flaw)
        if result.rank == NARROW_RANK:
            full = self.types.full(result)
            return self._reduced(tree.Binary(token, full, operator, self.full(left), self.full(right)), result)
        return tree.Binary(token, result, operator, left, self.full(right))

    def _pointer(self, token: Token, operator: str, left: tree.Expression, right: tree.Expression) -> tree.Expression:
        x, y = left.type, right.type
        if operator in _COMPARISONS:
            return self._compare_pointers(token, operator, left, right)
        if operator == "+":
            if x.is_pointer and y.is_integer:
                return self.offset(token, left, right)
            if x.is_integer and y.is_pointer:
                return self.offset(token, right, left)
        elif operator == "-" and isinstance(x, PointerType):
            if y.is_integer:
                return self.offset(token, left, right, negative=True)
            if isinstance(y, PointerType):
                return self._difference(token, left, right)
        return self._invalid(token, operator, left, right)

    def _difference(self, token: Token, left: tree.Expression, right: tree.Expression) -> tree.Expression:
        x, y = left.type, right.type
        assert isinstance(x, PointerType) and isinstance(y, PointerType)
        if not compatible(strip(x.target), strip(y.target)) and not (x.target.is_void and y.target.is_void):
            return self._invalid(token, "-", left, right)
        if atomic(x.target) != atomic(y.target):
            return self._invalid(token, "-", left, right)
        scale = self.scale(x, token, "subtraction")
        type_ = self.types.ptrdiff_t
        if isinstance(scale, int):
            if not scale:
                scale = 1
            if isinstance(left, tree.IntegerConstant) and isinstance(right, tree.IntegerConstant):
                difference = constants.wrap(type_, left.value - right.value)
                quotient = constants.exact_integer("/", difference, scale) or 0
                return tree.IntegerConstant(token, type_, quotient, False)
            if isinstance(left, tree.Decay | tree.AddressOf | tree.PointerOffset):
                # Two places of one object: a constant, as in (char *)&s.b - (char *)&s.
                a = constants.address(self.types, left)
                b = constants.address(self.types, right) if a is not None else None
                if a is not None and b is not None and a.target is b.target and not a.minus and not b.minus:
                    quotient = constants.exact_integer("/", a.addend - b.addend, scale) or 0
                    return tree.IntegerConstant(token, type_, quotient, False)
        return tree.PointerDifference(token, type_, left, right, scale)

    def _compare_pointers(
        self, token: Token, operator: str, left: tree.Expression, right: tree.Expression
    ) -> tree.Expression:
        conversions = self.conversions
        x, y = left.type, right.type
        if isinstance(x, PointerType) and isinstance(y, PointerType):
            if x is not y:
                a, b = strip(x.target), strip(y.target)
                null = conversions.is_null_constant(left) or conversions.is_null_constant(right)
                if null and operator in ("==", "!="):
                    pass
                elif compatible(a, b) and atomic(x.target) == atomic(y.target):
                    self._check_ordered(token, operator, a, b)
                elif operator in ("==", "!=") and (
                    (a.is_void and not atomic(x.target)) or (b.is_void and not atomic(y.target))
                ):
                    if a.is_function or b.is_function:
                        text = "ISO C forbids comparison of 'void *' with function pointer"
                        conversions.pedwarn(text, token, "pedantic")
                else:
                    conversions.pedwarn("comparison of distinct pointer types lacks a cast", token)
                common = y if conversions.is_null_constant(left) else x
                left, right = conversions.to(left, common.unqualified), conversions.to(right, common.unqualified)
        elif x.is_integer or y.is_integer:
            pointer, integer = (left, right) if x.is_pointer else (right, left)
            null = isinstance(integer, tree.IntegerConstant) and integer.value == 0
            if not null or (operator in ("==", "!=") and not conversions.is_null_constant(integer)):
                conversions.pedwarn("comparison between pointer and integer", token)
            elif operator not in ("==", "!="):
                conversions.pedwarn("ordered comparison of pointer with integer zero", token, "pedantic")
            to = pointer.type.unqualified
            left = left if x.is_pointer else conversions.to(conversions._extended(left), to)
            right = right if y.is_pointer else conversions.to(conversions._extended(right), to)
        else:
            return self._invalid(token, operator, left, right)
        if isinstance(left, tree.IntegerConstant) and isinstance(right, tree.IntegerConstant):
            value = constants.compare(operator, left.value, right.value)
            return tree.IntegerConstant(token, self.types.int, value, False)
        return tree.Binary(token, self.types.int, operator, left, right)

    def _check_ordered(self, token: Token, operator: str, a: CType, b: CType) -> None:
        """6.5.8p2: pointers to compatible types, complete or not alike before C11, and not functions."""
        if operator in ("==", "!="):
            return
        if a.is_function:
            self.conversions.pedwarn("ordered comparisons of pointers to functions", token, "pedantic")
        elif (a.size == -1) != (b.size == -1):
            text = "comparison of complete and incomplete pointers"
            self.context.diagnostics.since(2011, text, token.location)

    def _complex(
        self, token: Token, operator: str, left: tree.Expression, right: tree.Expression, common: ComplexType
    ) -> tree.Expression:
        if operator not in ("+", "-", "*", "/", "==", "!="):
            return self._invalid(token, operator, left, right)
        conversions = self.conversions
        real_left, real_right = not left.type.is_complex, not right.type.is_complex
        comparing = operator in ("==", "!=")
        given = left, right
        left, right = conversions.to(left, common), conversions.to(right, common)
        if isinstance(left, tree.ComplexValue) and isinstance(right, tree.ComplexValue):
            if constants.is_constant(left) and constants.is_constant(right):
                folded = self._fold_complex(token, operator, left, right, common, real_left, real_right)
                if folded is not None and constants.is_constant(folded):
                    return folded
        if common.base.is_floating and not comparing and real_left is not real_right:
            # A real operand has no imaginary part (C17 G.5): not even zero, which has a sign.
            if real_right:
                right = conversions.to(given[1], common.base)
            elif operator != "/":
                left = conversions.to(given[0], common.base)
        return tree.Binary(token, self.types.int if comparing else common, operator, left, right)

    def _fold_complex(
        self, token: Token, operator: str, left: tree.ComplexValue, right: tree.ComplexValue, type_: ComplexType,
        real_left: bool, real_right: bool,
    ) -> tree.Expression | None:  # fmt: skip
        """Sums, products and quotients; None where there is an infinity or a NaN for the program to meet."""
        def do(op: str, a: tree.Expression, b: tree.Expression) -> tree.Expression:
            return self.conversions.to(self.binary(token, op, a, b), type_.base)

        a, b, c, d = left.real, left.imaginary, right.real, right.imaginary
        if operator in ("==", "!="):
            same = [self.binary(token, "==", p, q) for p, q in ((a, c), (b, d))]
            if all(isinstance(s, tree.IntegerConstant) for s in same):
                equal = all(constants.truth(s) for s in same)
                return tree.IntegerConstant(token, self.types.int, int(equal == (operator == "==")), False)
            return None
        if operator in ("+", "-"):
            if real_left and isinstance(d, tree.FloatingConstant):
                imaginary: tree.Expression = d if operator == "+" else constants.negate(d)
            elif real_right:
                imaginary = b
            else:
                imaginary = do(operator, b, d)
            return tree.ComplexValue(token, type_, do(operator, a, c), imaginary)
        if real_right:
            return tree.ComplexValue(token, type_, do(operator, a, c), do(operator, b, c))
        if real_left and operator == "*":
            return tree.ComplexValue(token, type_, do("*", a, c), do("*", a, d))
        if type_.base.is_integer:
            parts = _integer_parts(do, operator, a, b, c, d)
            return tree.ComplexValue(token, type_, *parts) if parts is not None else None
        folded = constants.complex_product(type_, operator, left, right)
        return None if folded is None or not constants.is_finite(folded) else folded

    def _vector(self, token: Token, operator: str, left: tree.Expression, right: tree.Expression) -> tree.Expression:
        """GNU vectors, element by element; a scalar operand is broadcast."""
        x, y = left.type, right.type
        shape = x if isinstance(x, VectorType) else y
        if (x.is_decimal or y.is_decimal) and not shape.element.is_decimal:  # type: ignore[attr-defined]
            return self.conversions.mixed(token, left, right)
        assert isinstance(shape, VectorType)
        if not x.is_vector or not y.is_vector:
            scalar = right if x.is_vector else left
            integers = shape.element.is_integer
            if not (scalar.type.is_integer or (scalar.type.is_floating and not integers)):
                return self._invalid(token, operator, left, right)
            counts = x.is_vector and operator in ("<<", ">>")  # of any integer type
            if not counts and self._truncates(scalar, shape.element):
                scalar_text, vector_text = type_text(scalar.type), type_text(shape)
                message = f"conversion of scalar '{scalar_text}' to vector '{vector_text}' involves truncation"
                return self.error(message, token, left, right)
            made = self.conversions.splat(scalar, shape)
            left, right = (left, made) if x.is_vector else (made, right)
        elif not compatible_unqualified(left.type, right.type):
            same = isinstance(y, VectorType) and y.count == shape.count and y.element.size == shape.element.size
            if not (same and shape.element.is_integer and y.element.is_integer):  # type: ignore[attr-defined]
                return self._invalid(token, operator, left, right)
            right = tree.Convert(right.token, shape, right)
        if not shape.element.is_integer and (operator in _INTEGER_ONLY or operator in ("<<", ">>")):
            return self._invalid(token, operator, left, right)
        result: CType = shape.unqualified
        if operator in _COMPARISONS:
            result = VectorType(self._mask_element(shape.element), shape.count, opaque=True)
        a, b = constants.vector_elements(left), constants.vector_elements(right)
        if a is not None and b is not None and operator not in _COMPARISONS:
            made_elements = [
                self.conversions.to(self.binary(token, operator, p, q), shape.element) for p, q in zip(a, b)
            ]
            if all(constants.is_constant(e) for e in made_elements):
                return tree.VectorValue(token, result, made_elements)
        return tree.Binary(token, result, operator, left, right)

    def _truncates(self, scalar: tree.Expression, element: CType) -> bool:
        """Whether a vector's element might not hold a scalar operand: a constant by its value, others by their type.
        GCC says so of all integers beside decimal elements."""
        if element.is_decimal and scalar.type.is_integer:
            return True
        if isinstance(scalar, tree.IntegerConstant | tree.FloatingConstant):
            there = self.conversions.to(scalar, element)
            back = self.conversions.to(there, scalar.type)
            if isinstance(scalar, tree.IntegerConstant):
                return not (isinstance(back, tree.IntegerConstant) and back.value == scalar.value)
            return not (isinstance(back, tree.FloatingConstant) and back.bits == scalar.bits)
        kind = scalar.type
        if isinstance(element, FloatingType):
            if isinstance(kind, FloatingType):
                return kind.rank > element.rank
            return self.types.integer(kind).bits > constants.precision(element)
        return self.types.integer(kind).bits > self.types.integer(element).bits

    def _mask_element(self, element: CType) -> IntegerType:
        """The signed integer type of an element's size: what vector comparisons give."""
        types = self.types
        return {1: types.signed_char, 2: types.short, 4: types.int, 8: types.long, 16: types.int128}[element.size]

    def _invalid(self, token: Token, operator: str, left: tree.Expression, right: tree.Expression) -> tree.Expression:
        if left.type.is_void or right.type.is_void:
            return self.error("void value not ignored as it ought to be", token, left, right)
        return self.error(
            f"invalid operands to binary {operator} (have '{type_text(left.type)}' and '{type_text(right.type)}')",
            token, left, right,
        )  # fmt: skip

    def dead_flaw(self, e: tree.Expression) -> int:
        """C90 counts what is never evaluated, too, when it asks for a constant expression (its 6.4p3)."""
        if self.context.diagnostics.year >= 1999:
            return 0
        own = e.flaw & tree.OPERATOR if isinstance(e, tree.IntegerConstant) else 0
        return own or (tree.OPERATOR if constants.has_effects(e) else 0)

    def logical(
        self, token: Token, operator: str, left: tree.Expression, right: tree.Expression
    ) -> tree.Expression:
        """``&&`` and ``||`` on values (6.5.13, 6.5.14)."""
        conversions = self.conversions
        left, right = conversions.scalar(left, token), conversions.scalar(right, token)
        a, b = constants.truth(left), constants.truth(right)
        type_ = self.types.int
        if a is not None:
            if a == (operator == "||"):  # settled by the left operand; the right one is never evaluated
                ice = is_ice(left) and is_ice(right)
                return tree.IntegerConstant(token, type_, int(a), ice, self.dead_flaw(right))
            if b is not None:
                flaw = (getattr(left, "flaw", 0) | getattr(right, "flaw", 0)) & tree.UNDEFINED
                return tree.IntegerConstant(token, type_, int(b), is_ice(left) and is_ice(right), flaw)
            return tree.Unary(token, type_, "!", tree.Unary(token, type_, "!", right))
        return tree.Logical(token, type_, operator, left, right)


def vector_type(type_: CType) -> VectorType:
    """The type, known to be a vector's."""
    assert isinstance(type_, VectorType)
    return type_


def is_ice(e: tree.Expression) -> bool:
    """Whether an expression is an integer constant expression (6.6p6)."""
    return isinstance(e, tree.IntegerConstant) and e.ice


def _integer_parts(
    do: Callable[[str, tree.Expression, tree.Expression], tree.Expression], operator: str,
    a: tree.Expression, b: tree.Expression, c: tree.Expression, d: tree.Expression,
) -> tuple[tree.Expression, tree.Expression] | None:  # fmt: skip
    """a + bi times c + di, or divided by it in Smith's way, as at run time; None for a division by 0."""
    if operator == "*":
        return do("-", do("*", a, c), do("*", b, d)), do("+", do("*", a, d), do("*", b, c))
    if not isinstance(c, tree.IntegerConstant) or not isinstance(d, tree.IntegerConstant):
        return None
    if not c.value and not d.value:
        return None
    steep = abs(c.value) < abs(d.value)
    large, small = (d, c) if steep else (c, d)
    ratio = do("/", small, large)
    divisor = do("+", do("*", small, ratio), large)
    if steep:
        real, imaginary = do("+", do("*", a, ratio), b), do("-", do("*", b, ratio), a)
    else:
        real, imaginary = do("+", do("*", b, ratio), a), do("-", b, do("*", a, ratio))
    return do("/", real, divisor), do("/", imaginary, divisor)

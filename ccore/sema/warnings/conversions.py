"""-Wconversion, -Wsign-conversion, -Wfloat-conversion, -Wdouble-promotion and -Wenum-conversion.

A conversion is safe if every value that the expression can have, as far as its operators tell, is one of the type's: of
``c & 15`` that it fits into four bits, of ``(int)c`` that it is a char.  Constants are judged by their value.  Sums and
the like are safe where each operand is (GCC manual, -Warith-conversion).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.ast import nodes
from ccore.sema import constants, tree
from ccore.sema.compat import type_text
from ccore.sema.context import EnumConstant
from ccore.sema.types import CType, EnumType, FloatingType, IntegerType

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.sema.convert import Conversions
    from ccore.source import Token

_OTHER: Final = "conversion"
_SIGN: Final = "sign-conversion"
_REAL: Final = "float-conversion"

_BITWISE: Final = frozenset(("&", "|", "^"))

Shape = tuple[int, bool]
"""Precision in bits and signedness of an integer type or bit-field."""


class ConversionWarnings:
    """The hooks about implicit conversions, for one translation unit."""

    def __init__(self, context: Context, conversions: Conversions) -> None:
        self.context = context
        self.types = context.types
        self.conversions = conversions
        self.diagnostics = context.diagnostics
        enabled = context.diagnostics.enabled
        self.values = enabled(_OTHER) or enabled(_SIGN) or enabled(_REAL)
        self.promotion = enabled("double-promotion")
        self.enums = enabled("enum-conversion")
        self.arithmetic = self.values or self.promotion
        conversions.values, conversions.promotion = self.values, self.promotion

    # --- The hooks ---

    def given(self, node: nodes.Expression, e: tree.Expression, to: CType) -> None:
        """A value, as written by ``node``, goes to an object, a parameter or a result of type ``to``."""
        if not isinstance(to, EnumType):
            return
        source = e.type
        if isinstance(node, nodes.Identifier) and isinstance(e, tree.IntegerConstant):
            entity = self.context.declarations.lookup(node.name)
            if isinstance(entity, EnumConstant) and entity.enumeration is not None:
                source = entity.enumeration
        if isinstance(source, EnumType) and source.enumeration is not to.enumeration:
            text = f"implicit conversion from '{type_text(source.unqualified)}' to '{type_text(to.unqualified)}'"
            self.diagnostics.warning(text, node.token.location, "enum-conversion")

    def operands(self, token: Token, operator: str, left: tree.Expression, right: tree.Expression) -> None:
        """The usual arithmetic conversions of a binary operator's values."""
        x, y = left.type, right.type
        if not (x.is_arithmetic and y.is_arithmetic) or self.conversions.inhibit:
            return
        if self.promotion and x is not y:
            self._promoted(token, x, y, "operand of binary expression")
        if self.values and operator not in constants.COMPARISONS and operator not in ("<<", ">>"):
            common = self.conversions.common_type(left, right)
            for e in (left, right):
                if e.type is not common:
                    self.check(e, common, e.token)

    def arms(self, node: nodes.Conditional, then: tree.Expression, otherwise: tree.Expression) -> None:
        """``condition ? then : otherwise``."""
        x, y = then.type, otherwise.type
        if x is y or not (x.is_arithmetic and y.is_arithmetic) or self.conversions.inhibit:
            return
        if self.promotion:
            self._promoted(node.token, x, y, "result of conditional")
        if self.values:
            common = self.conversions.common_type(then, otherwise)
            for e in (then, otherwise):
                if e.type is not common:
                    self.check(e, common, e.token)

    def _promoted(self, token: Token, x: CType, y: CType, what: str) -> None:
        names = [getattr(one, "name", "") for one in (x, y)]
        if "float" in names and "double" in names:
            text = f"implicit conversion from 'float' to 'double' to match other {what}"
            self.diagnostics.warning(text, token.location, "double-promotion")

    def variadic(self, e: tree.Expression) -> None:
        """An argument without a parameter."""
        if getattr(e.type, "name", "") == "float" and not self.conversions.inhibit:
            text = "implicit conversion from 'float' to 'double' when passing argument to function"
            self.diagnostics.warning(text, e.token.location, "double-promotion")

    # --- The check ---

    def check(self, e: tree.Expression, to: CType, token: Token, width: int = -1) -> None:
        """``e`` is converted to ``to`` (or a bit-field of it, ``width`` bits wide) without a cast."""
        if self.conversions.inhibit or isinstance(to, EnumType):
            return
        token = token.called()
        kind = type(e)
        if kind is tree.IntegerConstant or kind is tree.FloatingConstant:
            group = self._unsafe(e, to, width)
            if group:
                self._say_constant(e, to, token, width, group, True)
            return
        self._check(e, to, token, width)

    def _check(self, e: tree.Expression, to: CType, token: Token, width: int) -> bool:
        """``check`` of what is not just a constant; whether there was something to say."""
        if isinstance(e, tree.Conditional):
            return any(arm is not None and self._check(arm, to, token, width) for arm in (e.then, e.otherwise))
        if isinstance(e, tree.IntegerConstant | tree.FloatingConstant):
            group = self._unsafe(e, to, width)
            if group:
                self._say_constant(e, to, token, width, group, False)
            return bool(group)
        if isinstance(e, tree.Logical) or (isinstance(e, tree.Unary) and e.operator == "!"):
            return False
        if isinstance(e, tree.Binary) and e.operator in constants.COMPARISONS:
            return False
        if isinstance(e, tree.Binary) and e.operator == "&":
            e = self._unmasked(e)
        if self._masked(e, to, width):
            return False
        group = self._unsafe(e, to, width)
        if not group:
            return False
        operands: tuple[tree.Expression, ...] = ()
        if isinstance(e, tree.Binary):
            operands = (e.left,) if e.operator in ("<<", ">>") else (e.left, e.right)
        elif isinstance(e, tree.Unary):
            operands = (e.operand,)
        if operands:
            for operand in operands:
                unsafe = self._unsafe(operand, to, width)
                if unsafe:
                    if isinstance(operand, tree.IntegerConstant | tree.FloatingConstant):
                        self._say_constant(operand, to, token, width, unsafe, False)
                        return True
                    break
            else:
                return False
        left, right = self._text(to, width), self._text_of(e)
        if group == _SIGN:
            text = f"conversion to '{left}' from '{right}' may change the sign of the result"
        else:
            text = f"conversion from '{right}' to '{left}' may change value"
        self.diagnostics.warning(text, token.location, group)
        return True

    def _say_constant(
        self, e: tree.Expression, to: CType, token: Token, width: int, group: str, alone: bool
    ) -> None:
        """``alone``: it is the whole expression, so that its value afterwards is known."""
        target = self._shape(to, width)
        head = "conversion"
        if group == _SIGN:
            head = "signed conversion" if target is not None and target[1] else "unsigned conversion"
        left, right, value = self._text(to, width), type_text(e.type), self._value_text(e)
        if alone:
            if target is not None:
                bits, signed = target
                number = e.value if isinstance(e, tree.IntegerConstant) else self._truncated(e)
                number &= (1 << bits) - 1
                new = str(number - (1 << bits) if signed and number >> (bits - 1) else number)
            else:
                converted = constants.convert(self.types, e, to)
                assert converted is not None
                new = self._value_text(converted)
            text = f"{head} from '{right}' to '{left}' changes value from '{value}' to '{new}'"
        else:
            text = f"{head} from '{right}' to '{left}' changes the value of '{value}'"
        self.diagnostics.warning(text, token.location, group)

    def _truncated(self, e: tree.Expression) -> int:
        assert isinstance(e, tree.FloatingConstant) and isinstance(e.type, FloatingType)
        return constants.saturate(self.types.int128, e.type, e.bits)

    # --- What can change ---

    def _unsafe(self, e: tree.Expression, to: CType, width: int) -> str:
        """The group of a conversion that can change values; "": none can."""
        source = e.type
        target = self._shape(to, width)
        if isinstance(e, tree.FloatingConstant):
            return self._unsafe_real(e, to, target)
        if isinstance(e, tree.IntegerConstant):
            return self._unsafe_integer(e, to, target)
        if isinstance(source, FloatingType):
            if target is not None:
                return _REAL
            narrower = isinstance(to, FloatingType) and constants.precision(to) < constants.precision(source)
            return _REAL if narrower else ""
        if not isinstance(source, IntegerType) or source.is_bool:
            return ""
        chain, innermost = self._chain(e)
        at = _unwidened(chain)
        bits, signed = chain[at]
        if target is not None:
            if at == len(chain) - 1 and self._masked(innermost, to, width):
                return ""
            if target[0] < bits:
                return _OTHER
            if (target[0] == bits and target[1] != signed) or (signed and not target[1]):
                return _SIGN
        elif isinstance(to, FloatingType) and bits - signed > constants.precision(to):
            return _OTHER
        return ""

    def _unsafe_real(self, e: tree.FloatingConstant, to: CType, target: Shape | None) -> str:
        assert isinstance(e.type, FloatingType)
        value = constants.exact_real(e)
        if value is None:
            return ""
        if target is not None:
            return _REAL if value.denominator != 1 else ""
        if isinstance(to, FloatingType) and not to.is_decimal and constants.precision(to) < constants.precision(e.type):
            converted = constants.convert(self.types, e, to)
            assert isinstance(converted, tree.FloatingConstant)
            return _REAL if constants.exact_real(converted) != value else ""
        return ""

    def _unsafe_integer(self, e: tree.IntegerConstant, to: CType, target: Shape | None) -> str:
        if not isinstance(e.type, IntegerType) or e.type.is_bool:
            return ""
        if target is not None:
            if _fits(e.value, target):
                return ""
            if not target[1] and e.type.signed and e.value < 0:
                return _SIGN
            return _SIGN if target[1] and not e.type.signed else _OTHER
        if isinstance(to, FloatingType) and not to.is_decimal:
            converted = constants.convert(self.types, e, to)
            assert isinstance(converted, tree.FloatingConstant)
            return _REAL if constants.exact_real(converted) != e.value else ""
        return ""

    def _masked(self, e: tree.Expression, to: CType, width: int) -> bool:
        """Whether a constant operand of ``&`` makes the result fit."""
        target = self._shape(to, width)
        mask = None if target is None else self._mask(e)
        if target is None or mask is None:
            return False
        value, signed = mask
        if _fits(value, (target[0], True)) and _fits(value, (target[0], False)):
            return True
        return not signed and _fits(value, target)

    def _mask(self, e: tree.Expression) -> tuple[int, bool] | None:
        """The constant of ``x & constant`` (moved, in ``(x & constant) >> n``), and whether its type is signed."""
        if isinstance(e, tree.Convert) and isinstance(e.type, IntegerType) and e.operand.type.is_integer:
            inner = self._mask(e.operand)
            if inner is None or not _fits(inner[0], (e.type.bits, e.type.signed)):
                return None
            return inner[0], e.type.signed
        if not isinstance(e, tree.Binary):
            return None
        if e.operator == ">>" and isinstance(e.right, tree.IntegerConstant):
            inner = self._mask(e.left)
            return None if inner is None or inner[0] < 0 or e.right.value < 0 else (inner[0] >> e.right.value, inner[1])
        if e.operator == "&":
            for operand in (e.right, e.left):
                if isinstance(operand, tree.IntegerConstant) and isinstance(operand.type, IntegerType):
                    return operand.value, operand.type.signed
        return None

    def _unmasked(self, e: tree.Binary) -> tree.Expression:
        """``x`` of ``x & constant``, if the constant has all bits that ``x`` can have; else the whole."""
        if isinstance(e.right, tree.IntegerConstant):
            chain, _ = self._chain(e.left)
            at, zero = _narrower(chain)
            bits = chain[at][0]
            if zero and ~e.right.value & ((1 << bits) - 1) == 0:
                return e.left
        return e

    # --- The types that values had before they were widened ---

    def _shape(self, type_: CType, width: int = -1) -> Shape | None:
        """Of an integer type that is neither enumerated nor _Bool."""
        type_ = type_.unqualified
        if not isinstance(type_, IntegerType) or type_.is_bool:
            return None
        return (width if width >= 0 else type_.bits), type_.signed

    def _own(self, e: tree.Expression) -> Shape:
        integer = self.types.integer(e.type)
        if integer.is_bool:
            return 1, False
        width = self.conversions.bit_width(e)
        return (width if width >= 0 else integer.bits), integer.signed

    def _chain(self, e: tree.Expression) -> tuple[list[Shape], tree.Expression]:
        """The types of nested conversions, the outermost first, and the expression inside of all."""
        chain = [self._own(e)]
        while isinstance(e, tree.Convert) and e.operand.type.is_integer:
            e = e.operand
            chain.append(self._own(e))
        if isinstance(e, tree.Binary):
            narrow = self._shortened(e)
            if narrow[0] < chain[-1][0]:
                chain.append(narrow)
        return chain, e

    def _shortened(self, e: tree.Binary) -> Shape:
        """The type in which GCC does an operation, if its operands were widened for it."""
        own, operator = self._own(e), e.operator
        if operator == ">>":
            chain, _ = self._chain(e.left)
            at, zero = _narrower(chain)
            bits = chain[at][0]
            if isinstance(e.right, tree.IntegerConstant) and 0 < e.right.value < bits < own[0]:
                return bits, not zero
            return own
        if operator not in _BITWISE and operator not in ("/", "%"):
            return own
        bitwise = operator in _BITWISE
        if not bitwise:
            minus_one = not isinstance(e.right, tree.IntegerConstant) or e.right.value == -1
            if minus_one and self._own(e.left if not isinstance(e.left, tree.Convert) else e.left.operand)[1]:
                return own
        sides: list[tuple[tree.Expression, Shape, bool]] = []
        for operand in (e.left, e.right):
            chain, _ = self._chain(operand)
            at, zero = _narrower(chain)
            sides.append((operand, chain[at], zero if at else not chain[0][1]))
        (a, first, zero_first), (b, second, zero_second) = sides
        unsigned = zero_first if bitwise else not own[1]
        for constant, (bits, _), zero in ((a, second, zero_second), (b, first, zero_first)):
            if isinstance(constant, tree.IntegerConstant):
                fits = _fits(constant.value, (bits, not zero))
                return (bits, not zero) if (zero or not unsigned) and bits < own[0] and fits else own
        if first[0] == second[0] < own[0] and zero_first == zero_second and (zero_first or not unsigned):
            return first[0], not zero_first
        return own

    # --- Texts ---

    def _text(self, type_: CType, width: int) -> str:
        return type_text(type_.unqualified) if width < 0 else self.conversions.field_text(type_, width)

    def _text_of(self, e: tree.Expression) -> str:
        return self._text(e.type, self.conversions.bit_width(e))

    def _value_text(self, e: tree.Expression) -> str:
        return str(e.value) if isinstance(e, tree.IntegerConstant) else constants.real_text(e)


def _fits(value: int, shape: Shape) -> bool:
    bits, signed = shape
    return -(1 << (bits - 1)) <= value < 1 << (bits - 1) if signed else 0 <= value < 1 << bits


def _unwidened(chain: list[Shape]) -> int:
    """Which of nested conversions' types holds all values: the last behind conversions that only widen."""
    final, win, zero = chain[0][0], 0, False
    for at in range(1, len(chain)):
        outer, (bits, signed) = chain[at - 1][0], chain[at]
        if outer < bits and final > outer:
            break
        if outer > bits:
            if not zero or final <= bits:
                win = at
            if (zero or at + 1 < len(chain)) and not signed:
                zero, win = True, at
    return win


def _narrower(chain: list[Shape]) -> tuple[int, bool]:
    """The last type behind conversions of one kind, and whether they extend with zeros."""
    win, zero = 0, not chain[0][1]
    for at in range(1, len(chain)):
        outer, (bits, signed) = chain[at - 1][0], chain[at]
        if outer < bits:
            break
        if at == 1:
            zero = not signed
        elif outer > bits and zero != (not signed):
            break
        win = at
    return win, zero

"""Sizes that likely are not those meant: ``sizeof`` of pointers, and the lengths that memset and its kin are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.ast import nodes
from ccore.sema import tree
from ccore.sema.compat import compatible_unqualified, type_text
from ccore.sema.types import ArrayType, CType, PointerType, element_of
from ccore.sema.warnings.places import alike

if TYPE_CHECKING:
    from ccore.sema.context import Context

_GROUP: Final = "sizeof-pointer-memaccess"

MEMORY: Final[dict[str, tuple[int, int, int, bool, bool]]] = {
    # name: the positions of destination (-1: none), source and size; strings; comparing
    "memset": (0, -1, 2, False, False),
    "memcpy": (0, 1, 2, False, False), "memmove": (0, 1, 2, False, False), "mempcpy": (0, 1, 2, False, False),
    "memcmp": (0, 1, 2, False, True), "bcmp": (0, 1, 2, False, True), "memchr": (-1, 0, 2, False, False),
    "bcopy": (1, 0, 2, False, False), "bzero": (0, -1, 1, False, False),
    "strncpy": (0, 1, 2, True, False), "stpncpy": (0, 1, 2, True, False), "strncat": (0, 1, 2, True, False),
    "strncmp": (0, 1, 2, True, True), "strncasecmp": (0, 1, 2, True, True), "strndup": (-1, 0, 1, True, False),
    "snprintf": (0, -1, 1, True, False), "vsnprintf": (0, -1, 1, True, False),
}  # fmt: skip
_BOUNDED: Final = frozenset(("strncpy", "stpncpy", "strncat"))


class Memory:
    """The hooks about sizes, for one translation unit."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.diagnostics = context.diagnostics
        enabled = context.diagnostics.enabled
        self.access = enabled(_GROUP)
        self.transposed = enabled("memset-transposed-args")
        self.elements = enabled("memset-elt-size")
        self.array_argument = enabled("sizeof-array-argument")
        self.division = enabled("sizeof-pointer-div") or enabled("sizeof-array-div")
        self.enabled = self.access or self.transposed or self.elements
        self._known = self.access or self.division
        self._operands: dict[nodes.Expression, tuple[CType, tree.Expression | None]] = {}

    def sizeof(self, node: nodes.SizeOf, e: tree.Expression | None, type_: CType) -> None:
        """``sizeof`` of a type or (``e``) of an expression."""
        if node.operator != "sizeof":
            return
        if self._known:
            self._operands[node] = type_, e
        if self.array_argument and isinstance(e, tree.VariableReference) and e.variable.array:
            text = f"'sizeof' on array function parameter '{e.variable.name}' will return size of '{type_text(e.type)}'"
            if self.diagnostics.warning(text, node.operand.token.location, "sizeof-array-argument"):
                self.diagnostics.note("declared here", e.variable.token.location)

    # --- Quotients ---

    def divide(self, node: nodes.Binary, parenthesized: set[object]) -> None:
        """``sizeof x / sizeof y``."""
        first, second = self._operands.get(node.left), self._operands.get(node.right)
        if first is None or second is None:
            return
        (x, e), (y, _) = first, second
        if isinstance(x, PointerType):
            if isinstance(e, tree.VariableReference) and e.variable.array and self.array_argument:
                return
            if compatible_unqualified(x.target, y):
                shown = f"'sizeof ({type_text(x.unqualified)}) / sizeof ({type_text(y.unqualified)})'"
                text = f"division {shown} does not compute the number of array elements"
                if self.diagnostics.warning(text, node.token.location, "sizeof-pointer-div"):
                    if isinstance(e, tree.VariableReference):
                        self.diagnostics.note("first 'sizeof' operand was declared here", e.variable.token.location)
        elif isinstance(x, ArrayType) and node.right not in parenthesized:
            self._divide_array(node, x, e, y)

    def _divide_array(self, node: nodes.Binary, x: ArrayType, e: tree.Expression | None, y: CType) -> None:
        element = element_of(x)
        if not element.is_arithmetic or element.size == 1 or not y.is_arithmetic or element.size == y.size:
            return
        text = "expression does not compute the number of elements in this array; element type is"
        text = f"{text} '{type_text(element.unqualified)}', not '{type_text(y.unqualified)}'"
        if self.diagnostics.warning(text, node.token.location, "sizeof-array-div"):
            hint = "add parentheses around the second 'sizeof' to silence this warning"
            self.diagnostics.note(hint, node.token.location)
            if isinstance(e, tree.VariableReference):
                self.diagnostics.note(f"array '{e.variable.name}' declared here", e.variable.token.location)

    # --- Calls ---

    def call(self, node: nodes.Call, name: str, shown: str, arguments: list[tree.Expression]) -> None:
        """A call of a function of ``MEMORY``, its arguments not yet converted."""
        to, source, size, strings, comparing = MEMORY[name]
        if len(arguments) <= max(to, source, size):
            return
        if name == "memset":
            self._memset(node, arguments)
        written = node.arguments[size]
        known = self._operands.get(written) if self.access else None
        if known is None:
            return
        type_ = known[0]
        assert isinstance(written, nodes.SizeOf)
        if not isinstance(type_, PointerType):
            if name in _BOUNDED:
                self._bound(node, shown, written, type_, arguments)
            return
        for at in (to, source):
            other = arguments[at].type if at >= 0 else None
            if isinstance(other, PointerType) and compatible_unqualified(other.target, type_):
                return
        roles = ((to, "first source"), (source, "second source")) if comparing else (
            (to, "destination"), (source, "source"))  # fmt: skip
        for at, role in roles:
            if at >= 0 and self._pointer(shown, written, type_, node.arguments[at], arguments[at], role, strings):
                return

    def _pointer(
        self, shown: str, written: nodes.SizeOf, type_: PointerType, node: nodes.Expression, e: tree.Expression,
        role: str, strings: bool,
    ) -> bool:  # fmt: skip
        """The size of a pointer for what an argument points to; whether there is something to say of it."""
        other = e.type
        if not isinstance(other, PointerType) or not compatible_unqualified(other, type_):
            return False
        operand, what = written.operand, f"argument to 'sizeof' in '{shown}' call is the same"
        if not isinstance(operand, nodes.TypeName) and alike(operand, node):
            if isinstance(operand, nodes.Unary) and operand.operator == "&" and not strings:
                hint = "did you mean to remove the addressof?"
            elif strings or (type_.target.is_integer and type_.target.size == 1):
                hint = "did you mean to provide an explicit length?"
            else:
                hint = "did you mean to dereference it?"
            text = f"{what} expression as the {role}; {hint}"
        elif strings or type_.target.is_void:
            return False
        else:
            text = f"{what} pointer type '{type_text(other)}' as the {role}; "
            text += f"expected '{type_text(other.target)}' or an explicit length"
        self.diagnostics.warning(text, operand.token.location, _GROUP)
        return True

    def _bound(
        self, node: nodes.Call, shown: str, written: nodes.SizeOf, type_: CType, arguments: list[tree.Expression]
    ) -> None:
        """The size of the array that is copied from, as the bound of what is written."""
        operand = written.operand
        if isinstance(operand, nodes.TypeName) or not type_.is_array or not alike(operand, node.arguments[1]):
            return
        to = arguments[0]
        if isinstance(to, tree.Decay) and to.lvalue.type.size == type_.size:
            return
        text = f"argument to 'sizeof' in '{shown}' call is the same expression as the source; "
        text += "did you mean to use the size of the destination?"
        self.diagnostics.warning(text, operand.token.location, _GROUP)

    def _memset(self, node: nodes.Call, arguments: list[tree.Expression]) -> None:
        object_, _, length = arguments[:3]
        if not isinstance(length, tree.IntegerConstant):
            return
        if not length.value:
            if self.transposed and _literal_zero(node.arguments[2], length):
                if not _literal_zero(node.arguments[1], arguments[1]):
                    text = "'memset' used with constant zero length parameter; this could be due to transposed"
                    self.diagnostics.warning(f"{text} parameters", node.token.location, "memset-transposed-args")
        elif self.elements:
            while isinstance(object_, tree.Convert):
                object_ = object_.operand
            written = node.arguments[0]
            type_: CType = object_.type
            if isinstance(object_, tree.Decay):
                type_ = object_.lvalue.type
            elif isinstance(type_, PointerType) and isinstance(written, nodes.Unary) and written.operator == "&":
                type_ = type_.target
            if isinstance(type_, ArrayType) and type_.element.size > 1 and type_.length == length.value:
                text = "'memset' used with length equal to number of elements without multiplication by element"
                self.diagnostics.warning(f"{text} size", node.token.location, "memset-elt-size")


def _literal_zero(node: nodes.Expression, e: tree.Expression) -> bool:
    written = isinstance(node, nodes.NumberLiteral | nodes.CharacterLiteral)
    return written and isinstance(e, tree.IntegerConstant) and not e.value

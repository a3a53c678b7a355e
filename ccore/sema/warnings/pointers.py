"""Pointers that are made out of others: casts, and addresses of members less aligned than their type wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.ast import nodes
from ccore.sema import tree
from ccore.sema.compat import compatible_unqualified, qualifier_text, qualifiers, type_text
from ccore.sema.types import (
    CONST,
    RESTRICT,
    VOLATILE,
    CType,
    EnumType,
    FunctionType,
    IntegerType,
    PointerType,
    RecordType,
    element_of,
)

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.sema.convert import Conversions
    from ccore.source import Token

_PACKED = "address-of-packed-member"
_QUALIFIERS = CONST | VOLATILE | RESTRICT


class Pointers:
    """The hooks about pointers, for one translation unit."""

    def __init__(self, context: Context, conversions: Conversions) -> None:
        self.diagnostics = context.diagnostics
        self.types = context.types
        self.conversions = conversions
        enabled = context.diagnostics.enabled
        self.functions = enabled("cast-function-type")
        self.qualifiers = enabled("cast-qual")
        self.calls = enabled("bad-function-cast")
        self.casts = self.functions or self.qualifiers or self.calls

    # --- Casts ---

    def cast(self, node: nodes.Cast, to: CType, e: tree.Expression) -> None:
        """``(to) e``."""
        source = e.type
        if isinstance(to, PointerType) and isinstance(source, PointerType):
            a, b = to.target, source.target
            if self.functions and isinstance(a, FunctionType) and isinstance(b, FunctionType):
                if not self._same_call(a, b):
                    text = "cast between incompatible function types from"
                    text = f"{text} '{type_text(source)}' to '{type_text(to.unqualified)}'"
                    self.diagnostics.warning(text, node.token.location, "cast-function-type")
            if self.qualifiers:
                self._qualifiers(node, to, source)
        elif self.calls and isinstance(e, tree.Call) and not to.is_void and _family(to) != _family(source):
            text = f"cast from function call of type '{type_text(source)}' to non-matching type"
            self.diagnostics.warning(f"{text} '{type_text(to.unqualified)}'", node.token.location, "bad-function-cast")

    def _same_call(self, a: FunctionType, b: FunctionType) -> bool:
        """Whether a call as of type ``a`` passes what a function of type ``b`` takes; void f(void) goes for any."""
        for one in (a, b):
            if one.result.is_void and one.prototyped and not one.parameters and not one.variadic:
                return True
        if not self._same_value(a.result, b.result):
            return False
        if not (a.prototyped and b.prototyped):
            return True
        if not all(map(self._same_value, a.parameters, b.parameters)):
            return False
        longer, shorter = (a, b) if len(a.parameters) > len(b.parameters) else (b, a)
        if len(a.parameters) == len(b.parameters):
            return True
        return shorter.variadic and len(longer.parameters) > len(shorter.parameters)

    def _same_value(self, a: CType, b: CType) -> bool:
        if a.is_pointer and b.is_pointer:
            return True
        if a.is_integer and b.is_integer and self.types.integer(a).bits == self.types.integer(b).bits:
            return True
        return compatible_unqualified(a, b)

    def _qualifiers(self, node: nodes.Cast, to: PointerType, source: PointerType) -> None:
        """-Wcast-qual, at all depths."""
        lost = 0
        a: CType = to
        b: CType = source
        while isinstance(a, PointerType) and isinstance(b, PointerType):
            a, b = a.target, b.target
            if not (a.is_function and b.is_function):
                lost |= qualifiers(b) & ~qualifiers(a) & _QUALIFIERS
        location = node.token.location
        if lost:
            text = f"cast discards '{qualifier_text(lost)}' qualifier from pointer target type"
            self.diagnostics.warning(text, location, "cast-qual")
            return
        a, b = to.target, source.target
        constant = bool(qualifiers(a) & CONST)
        while isinstance(a, PointerType) and isinstance(b, PointerType):
            a, b = a.target, b.target
            if qualifiers(a) & ~qualifiers(b) & _QUALIFIERS and not constant and not a.is_function:
                text = f"to be safe all intermediate pointers in cast from '{type_text(source)}' to"
                text = f"{text} '{type_text(to.unqualified)}' must be 'const' qualified"
                self.diagnostics.warning(text, location, "cast-qual")
                return
            constant = constant and bool(qualifiers(a) & CONST)

    # --- -Waddress-of-packed-member ---

    def assigned(self, e: tree.Expression, to: CType, token: Token) -> None:
        """A pointer is given to an object, a parameter or as a result."""
        target = to.target  # type: ignore[attr-defined]
        if target.align <= 1 or target.is_function:
            return
        converted = False
        while isinstance(e, tree.Convert) and e.operand.type.is_pointer:
            e, converted = e.operand, True
        if isinstance(e, tree.Conditional):
            for arm in (e.then, e.otherwise):
                if arm is not None:
                    self.assigned(arm, to, token)
            return
        while isinstance(e, tree.PointerOffset):
            e = e.pointer
        if isinstance(e, tree.Decay | tree.AddressOf):
            self._member(e.lvalue, target, token)
        elif converted or not compatible_unqualified(e.type.target, target):  # type: ignore[attr-defined]
            self._converted(e.type.target, target, token)  # type: ignore[attr-defined]

    def _member(self, e: tree.Expression, target: CType, token: Token) -> None:
        """``&x.y.z``: each record around the member."""
        while True:
            if isinstance(e, tree.MemberReference):
                record = e.object.type.unqualified
                assert isinstance(record, RecordType)
                if record.record.packed or "packed" in e.field.attributes:
                    if record.align < target.align or e.field.offset % target.align:
                        text = f"taking address of packed member of '{type_text(record)}'"
                        text = f"{text} may result in an unaligned pointer value"
                        if not self.conversions.inhibit:
                            self.diagnostics.warning(text, token.location, _PACKED)
                        return
                e = e.object
            elif isinstance(e, tree.Dereference):
                pointer = e.pointer
                while isinstance(pointer, tree.PointerOffset):
                    pointer = pointer.pointer
                if not isinstance(pointer, tree.Decay):
                    return
                e = pointer.lvalue
            else:
                return

    def _converted(self, source: CType, target: CType, token: Token) -> None:
        """A pointer to a packed structure becomes one to something else."""
        source = element_of(source)
        if not isinstance(source, RecordType) or not source.record.packed or source.align >= target.align:
            return
        text = f"converting a packed '{type_text(source.unqualified)}' pointer (alignment {source.align}) to a"
        text = f"{text} '{type_text(target.unqualified)}' pointer (alignment {target.align})"
        if self.diagnostics.warning(f"{text} may result in an unaligned pointer value", token.location, _PACKED):
            self.diagnostics.note("defined here", source.record.location)


def _family(type_: CType) -> str:
    """What GCC counts as the same for -Wbad-function-cast."""
    if isinstance(type_, EnumType):
        return "enum"
    if isinstance(type_, IntegerType):
        return "bool" if type_.is_bool else "integer"
    return "pointer" if type_.is_pointer else "floating" if type_.is_floating else "other"

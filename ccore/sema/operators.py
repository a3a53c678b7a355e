"""Operators on typed operands (C17 6.5.2-6.5.17): constraints, conversions, folding, and the nodes they make.

Operands come as analysed expressions, so that builtins and initialisers can build on the same rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.diagnostics import FixIt
from ccore.dialect import C2X
from ccore.sema import constants, tree
from ccore.sema.arithmetic import Arithmetic, is_ice
from ccore.sema.basic import NARROW_RANK
from ccore.sema.compat import (
    atomic,
    compatible,
    compatible_unqualified,
    composite,
    native,
    qualifiers,
    qualify,
    strip,
    type_text,
)
from ccore.sema.convert import REVERSED_ARRAY, designates
from ccore.sema.marks import report
from ccore.sema.types import (
    ADDRESS_SPACES,
    ATOMIC,
    CONST,
    REVERSED,
    ArrayType,
    ComplexType,
    CType,
    IntegerType,
    PointerType,
    RecordType,
    VectorType,
)

if TYPE_CHECKING:
    from ccore.source import Token

class Operators(Arithmetic):
    """The semantic rules of the operators, for one translation unit."""

    # --- Pointers ---------------------------------------------------------------------------------------------

    def dereference(self, token: Token, pointer: tree.Expression) -> tree.Expression:
        """``*pointer`` (6.5.3.2)."""
        type_ = pointer.type
        if not isinstance(type_, PointerType):
            return self.error(f"invalid type argument of unary '*' (have '{type_text(type_)}')", token, pointer)
        if isinstance(pointer, tree.AddressOf) and pointer.lvalue.type is type_.target:
            return pointer.lvalue
        if isinstance(pointer, tree.Decay) and pointer.lvalue.type is type_.target:
            return pointer.lvalue
        if type_.target.is_void and not self.context.unevaluated:
            self.conversions.warning("dereferencing 'void *' pointer", token)
        return tree.Dereference(token, _ordered(pointer, type_.target), pointer)

    def subscript(self, token: Token, array: tree.Expression, index: tree.Expression) -> tree.Expression:
        """``array[index]``, either operand being the pointer (6.5.2.1).  Operands still lvalues."""
        conversions = self.conversions
        for vector, number in ((array, index), (index, array)):
            if isinstance(vector.type, VectorType):
                number = conversions.rvalue(number)
                if not number.type.is_integer:
                    break
                element = qualify(vector.type.element, vector.type.quals)
                return tree.VectorElement(token, element, vector, number)
        if array.type.is_array and not designates(array):
            text = "ISO C90 forbids subscripting non-lvalue array"
            self.context.diagnostics.since(1999, text, token.location)
            assert isinstance(array.type, ArrayType)
            array = tree.Decay(token, self.types.pointer(array.type.element), array)
        array, index = self._operand(array), self._operand(index)
        if not array.type.is_pointer and index.type.is_pointer:
            array, index = index, array
        if not isinstance(array.type, PointerType):
            return self.error("subscripted value is neither array nor pointer nor vector", token, array, index)
        if not index.type.is_integer:
            return self.error("array subscript is not an integer", token, index)
        target = array.type.target
        if target.is_function:
            return self.error("subscripted value is pointer to function", token, array)
        if target.size == -1 and not target.is_void:
            return self.error(f"invalid use of undefined type '{type_text(target.unqualified)}'", token, array)
        pointer = self.offset(token, array, index)
        return tree.Dereference(token, _ordered(pointer, target), pointer)

    def _operand(self, e: tree.Expression) -> tree.Expression:
        """An operand of a subscript: the elements of an array in reverse storage order are so, too; and those of a
        register can be named, though it has no address."""
        type_ = e.type
        if isinstance(type_, ArrayType) and e.is_lvalue:
            kept = isinstance(e, tree.VariableReference) and "register" in e.variable.attributes
            if kept or qualifiers(type_) & REVERSED:
                return tree.Decay(e.token, self.types.pointer(type_.element), e)
        return self.conversions.rvalue(e)

    def address_of(self, token: Token, e: tree.Expression) -> tree.Expression:
        """``&e`` (6.5.3.2)."""
        pointer = self.types.pointer(e.type)
        modern = self.context.diagnostics.year >= 1999 and isinstance(e, tree.Dereference)  # &* is nothing at all
        if e.type.is_void and not e.type.quals and not modern:
            self.conversions.pedwarn("taking address of expression of type 'void'", token)
        if qualifiers(e.type) & REVERSED:
            if e.type.is_array:
                self.conversions.warning(REVERSED_ARRAY, token, "scalar-storage-order")
            elif not e.type.is_pointer and not (isinstance(e, tree.MemberReference) and e.field.width >= 0):
                return self.error("cannot take address of scalar with reverse storage order", token, e)
            pointer = self.types.pointer(native(e.type))
        if isinstance(e, tree.Dereference):
            if e.pointer.type is pointer:
                return e.pointer
            return self.conversions.to(e.pointer, pointer)
        if not e.is_lvalue or (isinstance(e, tree.MemberReference) and not designates(e)):
            return self.error("lvalue required as unary '&' operand", token, e)
        if e.type.is_function:
            return tree.Decay(token, pointer, e)
        if isinstance(e, tree.MemberReference) and e.field.width >= 0:
            return self.error(f"cannot take address of bit-field '{e.field.name}'", token, e)
        folded = self.conversions.fold_address(e, pointer)
        if folded is not None:
            return folded
        if not self.context.unevaluated:
            root = e
            while isinstance(root, tree.MemberReference | tree.ComplexPart):
                root = root.object if isinstance(root, tree.MemberReference) else root.operand
            if isinstance(root, tree.VariableReference):
                if root.variable.storage == "register" or "register" in root.variable.attributes:
                    return self.error(
                        f"address of register variable '{root.variable.name}' requested", token, e
                    )
                root.variable.address_taken = True
        return tree.AddressOf(token, pointer, e)

    def member(self, token: Token, e: tree.Expression, name: str, arrow: bool) -> tree.Expression:
        """``e.name`` or ``e->name`` (6.5.2.3); ``e`` a pointer value for the arrow."""
        if not name:  # put in for one that is missing
            return tree.IntegerConstant(token, self.conversions.error_type, 0)
        if arrow:
            type_ = e.type
            if not isinstance(type_, PointerType):
                return self.error(f"invalid type argument of '->' (have '{type_text(type_)}')", token, e)
            if isinstance(type_.target, RecordType):
                e = self.dereference(token, e)
            else:
                return self.error(
                    f"request for member '{name}' in something not a structure or union", token, e
                )
        record_type = e.type
        if not isinstance(record_type, RecordType):
            if record_type.is_pointer and isinstance(getattr(record_type, "target", None), RecordType):
                shown = expression_text(e) or type_text(record_type)
                message = f"'{shown}' is a pointer; did you mean to use '->'?"
                self.context.diagnostics.error(message, token.location, [FixIt(token.location, 1, "->")])
                return tree.IntegerConstant(token, self.conversions.error_type, 0)
            return self.error(f"request for member '{name}' in something not a structure or union", token, e)
        record = record_type.record
        path = record.path(name)
        if path is None:
            if record.size == -1:
                return self.error(f"invalid use of undefined type '{type_text(record_type.unqualified)}'", token, e)
            return self.conversions.no_member(token, record_type, name, e)
        mark = path[-1].mark
        if mark is not None:
            report(self.context.diagnostics, mark, token.location)
        quals = record_type.quals
        for field in path:
            type_ = field.type
            if quals:
                type_ = qualify(type_, quals & ~8)  # _Atomic does not reach members
                quals = qualifiers(type_)
            else:
                quals = type_.quals
            e = tree.MemberReference(token, type_, e, field)
        if quals & REVERSED:
            self.conversions.check_order(type_, token)
        return e

    # --- Modifiable lvalues -----------------------------------------------------------------------------------

    def modifiable(self, e: tree.Expression, token: Token, what: str) -> tree.Expression | None:
        """Report (and give the stand-in) if ``e`` is no modifiable lvalue (6.3.2.1p1).

        ``what``: "left operand of assignment", "increment operand" or "decrement operand"."""
        self.conversions.writes += 1
        if not e.is_lvalue or not designates(e):
            return self.error(f"lvalue required as {what}", token, e)
        type_ = e.type
        if type_.is_array or type_.is_function:
            if what.startswith("left"):
                if type_.is_array:
                    return self.error("assignment to expression with array type", token, e)
                return self.error(f"lvalue required as {what}", token, e)
            if type_.is_function:
                return self.error(f"lvalue required as {what}", token, e)
            return self.error(f"wrong type argument to {what.split()[0]}", token, e)
        if type_.quals & CONST or (isinstance(type_, RecordType) and type_.record.constant):
            verb = {"left": "assignment of", "incr": "increment of", "decr": "decrement of"}[what[:4]]
            if isinstance(e, tree.VariableReference):
                kind = "parameter" if e.variable.is_parameter else "variable"
                where = f"read-only {kind} '{e.variable.name}'"
            elif isinstance(e, tree.MemberReference):
                where = f"read-only member '{e.field.name}'"
            else:
                where = "read-only location"
                if isinstance(e, tree.VectorElement):  # GCC only warns
                    self.context.diagnostics.warning(f"{verb} {where}", token.location)
                    return None
            return self.error(f"{verb} {where}", token, e)
        if type_.size == -1:
            return self.conversions.incomplete(e)
        if isinstance(e, tree.VariableReference):
            e.variable.written = True
        return None

    # --- Assignment (6.5.16) ----------------------------------------------------------------------------------

    def assign(self, token: Token, target: tree.Expression, value: tree.Expression) -> tree.Expression:
        """``target = value``, the value converted here."""
        bad = self.modifiable(target, token, "left operand of assignment")
        if bad is not None:
            return bad
        width = -1
        if isinstance(target, tree.MemberReference) and target.field.width >= 0 and target.type.is_integer:
            width = target.field.width
            if isinstance(value, tree.IntegerConstant) and value.type.is_integer:
                width = -1
                self.check_field(value, target, token)
                value = self.conversions.to(value, target.type)
        value = self.conversions.assign(value, target.type, token, "assignment", width)
        return tree.Assign(token, target.type.unqualified, target, value)

    def check_field(self, value: tree.IntegerConstant, target: tree.MemberReference, token: Token) -> None:
        """Warn where a constant does not fit the bit-field it is stored to."""
        width = target.field.width
        if width <= 0 or self.conversions.inhibit:
            return
        integer = self.types.integer(target.field.type)
        low = -(1 << (width - 1))
        high = (1 << (width - 1)) - 1 if integer.signed else (1 << width) - 1
        if integer.is_bool or (low if integer.signed else 0) <= value.value <= high:
            return
        if (integer.signed and 0 <= value.value < 1 << width) or (not integer.signed and low <= value.value < -low):
            if self.conversions.values and self.context.warnings is not None:
                self.context.warnings.conversions.check(value, integer, token, width)
            return
        kind = "overflow in conversion" if integer.signed else "unsigned conversion"
        stored = value.value & ((1 << width) - 1)
        if integer.signed and stored >> (width - 1):
            stored -= 1 << width
        spelled = self.conversions.field_text(integer, width)
        self.conversions.warning(
            f"{kind} from '{type_text(value.type)}' to '{spelled}' changes value from '{value.value}' to '{stored}'",
            token.called(),
            "overflow",
        )

    def compound_assign(
        self, token: Token, operator: str, target: tree.Expression, value: tree.Expression
    ) -> tree.Expression:
        """``target op= value``; ``operator`` without its "="."""
        bad = self.modifiable(target, token, "left operand of assignment")
        if bad is not None:
            return bad
        conversions = self.conversions
        type_ = target.type.unqualified
        if isinstance(type_, PointerType):
            if operator not in "+-" or not value.type.is_integer:
                return self._invalid(token, operator, target, value)
            return tree.CompoundAssign(
                token, type_, operator, target, value, type_, self.scale(type_, token)
            )
        loaded = tree.Load(token, type_, target)
        # The rules and warnings of the binary operator settle the type of the computation.
        made = self.binary(token, operator, loaded, value)
        computation = made.type
        if computation is conversions.error_type:
            return made
        if not (type_.is_arithmetic or type_.is_vector):
            return self._invalid(token, operator, target, value)
        warnings = self.context.warnings
        if warnings is not None and warnings.conversions.arithmetic and computation.is_arithmetic:
            warnings.conversions.operands(token, operator, loaded, value)
            if warnings.conversions.values:
                width = target.field.width if isinstance(target, tree.MemberReference) else -1
                if computation is not type_ or width >= 0:
                    warnings.conversions.check(made, type_, token, width)
        if computation.is_pointer:
            return self._incompatible_compound(token, target, made)
        if isinstance(computation, IntegerType) and computation.rank == NARROW_RANK:
            computation = self.types.full(computation)
        if operator in ("<<", ">>"):
            value = self.full(conversions.promote(value))
            if computation.is_vector:
                value = conversions.to(value, computation)
        else:
            real = isinstance(computation, ComplexType) and computation.base.is_floating and not value.type.is_complex
            value = conversions.to(value, computation.base if real else computation)  # type: ignore[attr-defined]
        return tree.CompoundAssign(token, type_, operator, target, value, computation)

    def _incompatible_compound(self, token: Token, target: tree.Expression, made: tree.Expression) -> tree.Expression:
        """``integer += pointer``: as ``target = target + value``, with a warning (the target has no side effects)."""
        value = self.conversions.assign(made, target.type, token, "assignment")
        return tree.Assign(token, target.type.unqualified, target, value)

    def increment(self, token: Token, operator: str, target: tree.Expression, postfix: bool) -> tree.Expression:
        """``++`` and ``--`` (6.5.2.4, 6.5.3.1)."""
        word = "increment" if operator == "++" else "decrement"
        bad = self.modifiable(target, token, f"{word} operand")
        if bad is not None:
            return bad
        type_ = target.type.unqualified
        scale: int | tree.Expression = 0
        if isinstance(type_, PointerType):
            if type_.target.is_void or type_.target.is_function:
                self.conversions.pedwarn(f"wrong type argument to {word}", token, "pointer-arith")
                scale = 1
            elif type_.target.size == -1:
                text = f"{word} of pointer to an incomplete type '{type_text(type_.target.unqualified)}'"
                return self.error(text, token, target)
            else:
                scale = self.scale(type_, token)
        elif type_.is_complex:
            text = "ISO C does not support '++' and '--' on complex types"
            self.conversions.pedwarn(text, token, "pedantic")
        elif not (type_.is_arithmetic or type_.is_vector):
            return self.error(f"wrong type argument to {word}", token, target)
        return tree.Increment(token, type_, target, 1 if operator == "++" else -1, postfix, scale)

    # --- Unary (6.5.3.3) --------------------------------------------------------------------------------------

    def unary(self, token: Token, operator: str, e: tree.Expression) -> tree.Expression:
        """``+ - ~ !`` on a value."""
        conversions = self.conversions
        type_ = e.type
        if type_ is conversions.error_type:
            return e
        if operator == "!":
            if not type_.is_scalar:
                return self.error("wrong type argument to unary exclamation mark", token, e)
            known = constants.truth(e)
            if known is not None:
                flaw = getattr(e, "flaw", 0)
                ice = is_ice(e) and not flaw and not type_.is_pointer
                return tree.IntegerConstant(token, self.types.int, int(not known), ice, flaw & tree.UNDEFINED)
            return tree.Unary(token, self.types.int, "!", e)
        if type_.is_integer:
            e = conversions.promote(e)
            result = e.type
            assert isinstance(result, IntegerType)
            if isinstance(e, tree.IntegerConstant):
                if operator == "+":
                    return tree.IntegerConstant(token, result, e.value, e.ice, e.flaw)
                exact = -e.value if operator == "-" else ~e.value
                value = constants.wrap(result, exact)
                flaw = e.flaw
                if operator == "-" and result.signed and value != exact:
                    self._overflow(token, result, value)
                    flaw |= tree.OVERFLOW
                return tree.IntegerConstant(token, result, value, e.ice, flaw)
            if operator == "+":
                return self._not_lvalue(e)
            return self._reduced(tree.Unary(token, self.types.full(result), operator, self.full(e)), result)
        if type_.is_floating and operator != "~":
            if operator == "+":
                return self._not_lvalue(e)
            if isinstance(e, tree.FloatingConstant):
                return constants.negate(e)
            return tree.Unary(token, type_, operator, e)
        if isinstance(type_, ComplexType):
            if operator == "+":
                return e
            if operator == "~":
                text = "ISO C does not support '~' for complex conjugation"
                self.conversions.pedwarn(text, token, "pedantic")
            if isinstance(e, tree.ComplexValue):
                real = e.real if operator == "~" else self.unary(token, "-", e.real)
                return tree.ComplexValue(token, type_, real, self.unary(token, "-", e.imaginary))
            return tree.Unary(token, type_, operator, e)
        if isinstance(type_, VectorType) and (operator != "~" or type_.element.is_integer):
            elements = constants.vector_elements(e)
            if operator == "+":
                return e
            if elements is not None:
                made = [conversions.to(self.unary(token, operator, x), type_.element) for x in elements]
                return tree.VectorValue(token, type_, made)
            return tree.Unary(token, type_, operator, e)
        name = {"-": "unary minus", "+": "unary plus", "~": "bit-complement"}[operator]
        return self.error(f"wrong type argument to {name}", token, e)

    @staticmethod
    def _not_lvalue(e: tree.Expression) -> tree.Expression:
        """A value by construction; kept as it is."""
        return e

    def part(self, token: Token, e: tree.Expression, imaginary: bool) -> tree.Expression:
        """``__real__ e`` and ``__imag__ e`` (GNU C)."""
        type_ = e.type
        if isinstance(type_, ComplexType):
            if isinstance(e, tree.ComplexValue):
                return e.imaginary if imaginary else e.real
            return tree.ComplexPart(token, qualify(type_.base, type_.quals), e, imaginary)
        if not type_.is_arithmetic:
            name = "__imag__" if imaginary else "__real__"
            return self.error(f"wrong type argument to {name}", token, e)
        if not imaginary:
            return e
        zero = self.conversions.to(tree.IntegerConstant(token, self.types.int, 0), type_)
        value = self.conversions.rvalue(e)
        if constants.has_effects(value) or (isinstance(value, tree.IntegerConstant) and not value.ice):
            return tree.Comma(token, zero.type, self.conversions.to(value, self.types.void), zero)
        return zero

    # --- Conditional (6.5.15) ---------------------------------------------------------------------------------

    def conditional(
        self, token: Token, condition: tree.Expression, then: tree.Expression | None, otherwise: tree.Expression
    ) -> tree.Expression:
        """``condition ? then : otherwise`` on values; ``then`` None: the condition's own value."""
        conversions = self.conversions
        second = condition if then is None else then
        type_ = self._conditional_type(token, second, otherwise)
        if type_ is None:
            return self.error("type mismatch in conditional expression", token, condition, second, otherwise)
        known = constants.truth(condition)
        if known is not None:
            chosen = second if known else otherwise
            made = conversions.to(chosen, type_)
            if isinstance(made, tree.IntegerConstant):
                ice = is_ice(condition) and is_ice(chosen) and self._may_be_dead(otherwise if known else second)
                flaw = made.flaw | self.dead_flaw(otherwise if known else second)
                if made.ice != ice or made.type is not type_ or made.flaw != flaw:
                    made = tree.IntegerConstant(token, made.type, made.value, ice, flaw)
            return made
        if then is not None:
            then = conversions.to(then, type_)
        return tree.Conditional(token, type_, condition, then, conversions.to(otherwise, type_))

    def _may_be_dead(self, e: tree.Expression) -> bool:
        """Whether what is not evaluated leaves an integer constant expression one (6.6p3: a comma may stand there)."""
        comma = isinstance(e, tree.IntegerConstant) and e.flaw == tree.OPERATOR
        return is_ice(e) or (comma and self.context.diagnostics.year >= 1999)

    def _conditional_type(self, token: Token, second: tree.Expression, third: tree.Expression) -> CType | None:
        conversions = self.conversions
        x, y = second.type, third.type
        if x is y and not x.is_integer:
            return x
        if x is conversions.error_type or y is conversions.error_type:
            return y if x is conversions.error_type else x
        if x.is_arithmetic and y.is_arithmetic:
            common = conversions.common_type(second, third)
            if common is conversions.error_type:
                conversions.mixed(token, second, third)
            if isinstance(common, IntegerType):
                return self.types.full(common)
            return common
        if x.is_void or y.is_void:
            if not (x.is_void and y.is_void):
                conversions.pedwarn("ISO C forbids conditional expr with only one void side", token, "pedantic")
            return self.types.void
        if isinstance(x, PointerType) and isinstance(y, PointerType):
            return self._pointer_conditional(token, second, third, x, y)
        if (x.is_pointer and y.is_integer) or (x.is_integer and y.is_pointer):
            pointer, integer = (x, third) if x.is_pointer else (y, second)
            if not conversions.is_null_constant(integer):
                conversions.pedwarn("pointer/integer type mismatch in conditional expression", token)
            return pointer
        if compatible_unqualified(x, y):
            return x
        return None

    def _pointer_conditional(
        self, token: Token, second: tree.Expression, third: tree.Expression, x: PointerType, y: PointerType
    ) -> CType:
        types, conversions = self.types, self.conversions
        quals = (qualifiers(x.target) | qualifiers(y.target)) & ~ADDRESS_SPACES
        if x.target.is_void or y.target.is_void:
            if self.context.diagnostics.year < C2X:  # those of an array are its elements' alone
                quals = (x.target.quals | y.target.quals) & ~ADDRESS_SPACES
            quals &= ~ATOMIC  # there is no atomic void
        space = (qualifiers(x.target) | qualifiers(y.target)) & ADDRESS_SPACES
        a, b = strip(x.target), strip(y.target)
        if x.null or y.null:
            return x if y.null else y
        if compatible(a, b) and atomic(x.target) == atomic(y.target):
            target = qualify(composite(types, a, b), quals | space)
            return types.pointer(target.aliasing() if x.target.may_alias or y.target.may_alias else target)
        if conversions.is_null_constant(second):
            return y
        if conversions.is_null_constant(third):
            return x
        if not ((a.is_void and not atomic(x.target)) or (b.is_void and not atomic(y.target))):
            conversions.pedwarn("pointer type mismatch in conditional expression", token)
        elif a.is_function or b.is_function:
            text = "ISO C forbids conditional expr between 'void *' and function pointer"
            conversions.pedwarn(text, token, "pedantic")
        return types.pointer(types.void.qualified(quals | space) if quals | space else types.void)

    def comma(self, token: Token, left: tree.Expression, right: tree.Expression) -> tree.Expression:
        """``left, right`` on values."""
        if isinstance(left, tree.IntegerConstant | tree.FloatingConstant):
            if isinstance(right, tree.IntegerConstant):
                return tree.IntegerConstant(token, right.type, right.value, False, tree.OPERATOR)
            return right
        return tree.Comma(token, right.type, left, right)

    # --- Casts (6.5.4) ----------------------------------------------------------------------------------------

    def cast(self, token: Token, type_: CType, e: tree.Expression) -> tree.Expression:
        """``(type) e`` on a value."""
        conversions = self.conversions
        plain = type_.unqualified
        source = e.type
        if plain.is_void:
            return tree.Convert(token, plain, e) if not source.is_void else e
        if source is conversions.error_type:
            return conversions.to(e, plain) if plain.is_scalar else e
        if plain.is_array or plain.is_function:
            return self.error(f"cast specifies {'array' if plain.is_array else 'function'} type", token, e)
        if isinstance(plain, RecordType):
            return self._cast_record(token, plain, e)
        if source.is_void:
            return self.error("void value not ignored as it ought to be", token, e)
        if plain.is_vector or source.is_vector:
            if plain.is_floating or plain.is_complex:
                kind = "floating-point" if plain.is_floating else "complex"
                return self.error(f"aggregate value used where a {kind} was expected", token, e)
            if plain.size != source.size or not (source.is_vector or source.is_integer):
                return self.error(
                    f"cannot convert value of type '{type_text(source)}' to type '{type_text(plain)}'", token, e
                )
            return e if source is plain else tree.Convert(token, plain, e)
        if not source.is_scalar:
            if source.is_record:
                kind = "a pointer" if plain.is_pointer else "a floating-point" if plain.is_floating else "an integer"
                if plain.is_pointer:
                    return self.error("cannot convert to a pointer type", token, e)
                return self.error(f"aggregate value used where {kind} was expected", token, e)
            return self.error("invalid cast", token, e)
        if plain.is_pointer and (source.is_floating or source.is_complex):
            return self.error("cannot convert to a pointer type", token, e)
        if source.is_pointer and (plain.is_floating or plain.is_complex):
            return self.error("pointer value used where a floating-point was expected", token, e)
        if plain.is_pointer and source.is_pointer:
            self._cast_pointer(token, plain, source, e)
        if plain.is_pointer and source.is_integer:
            if source.size != plain.size and not isinstance(e, tree.IntegerConstant):
                conversions.warning(
                    "cast to pointer from integer of different size", token, "int-to-pointer-cast"
                )
            return conversions.to(conversions._extended(e), plain)
        if source.is_pointer and plain.is_integer and plain.size != source.size:
            if not isinstance(e, tree.IntegerConstant) and not (isinstance(plain, IntegerType) and plain.is_bool):
                conversions.warning(
                    "cast from pointer to integer of different size", token, "pointer-to-int-cast"
                )
        made = conversions.to(e, plain)
        if made is e and isinstance(e, tree.IntegerConstant) and source.is_pointer and e.ice:
            return tree.IntegerConstant(token, plain, e.value, False)
        if made is e and plain.is_integer and conversions.bit_width(e) >= 0:
            return tree.Convert(token, plain, e)  # no longer a bit-field, which would be promoted by its width
        return made

    def _cast_pointer(self, token: Token, to: CType, source: CType, e: tree.Expression) -> None:
        """ISO C has no conversion between pointers to functions and to objects (6.3.2.3)."""
        assert isinstance(to, PointerType) and isinstance(source, PointerType)
        if to.target.is_function == source.target.is_function or not self.context.diagnostics.pedantic:
            return
        if self.conversions.is_null_constant(e):
            return
        order = ("object", "function") if to.target.is_function else ("function", "object")
        text = f"ISO C forbids conversion of {order[0]} pointer to {order[1]} pointer type"
        self.conversions.pedwarn(text, token, "pedantic")

    def _cast_record(self, token: Token, plain: RecordType, e: tree.Expression) -> tree.Expression:
        if isinstance(e.type, RecordType) and compatible_unqualified(e.type, plain):
            self.conversions.pedwarn("ISO C forbids casting nonscalar to the same type", token, "pedantic")
            return e
        if plain.record.kind == "union":
            for field in plain.record.fields:
                if compatible_unqualified(field.type, e.type):
                    self.conversions.pedwarn("ISO C forbids casts to union type", token, "pedantic")
                    return self.conversions.union_value(e, plain, token)
            return self.error("cast to union type from type not present in union", token, e)
        return self.error("conversion to non-scalar type requested", token, e)


def expression_text(e: tree.Expression) -> str:
    """The spelling of a variable or a chain of members, as GCC quotes expressions; "" for others."""
    if isinstance(e, tree.VariableReference):
        return e.variable.name
    if isinstance(e, tree.FunctionReference):
        return e.function.name
    if isinstance(e, tree.Load):
        return expression_text(e.lvalue)
    if isinstance(e, tree.MemberReference):
        if isinstance(e.object, tree.Dereference):
            base, joint = expression_text(e.object.pointer), "->"
        else:
            base, joint = expression_text(e.object), "."
        if not e.field.name:
            return base
        return f"{base}{joint}{e.field.name}" if base else ""
    if isinstance(e, tree.Dereference):
        base = expression_text(e.pointer)
        return f"*{base}" if base else ""
    return ""


def _ordered(pointer: tree.Expression, target: CType) -> CType:
    """What a pointer designates: ``*s.a`` and ``*(s.a + 1)`` are elements in the array's storage order; GCC, too, loses
    it with an index that varies."""
    if not isinstance(pointer, tree.Decay | tree.PointerOffset) or not target.is_scalar:
        return target
    while isinstance(pointer, tree.PointerOffset):
        if not isinstance(pointer.index, tree.IntegerConstant):
            return target
        pointer = pointer.pointer
    reverse = isinstance(pointer, tree.Decay) and qualifiers(pointer.lvalue.type) & REVERSED
    return target.qualified(REVERSED) if reverse else target

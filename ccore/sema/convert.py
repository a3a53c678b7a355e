"""Conversions (C17 6.3) and assignment's constraints (6.5.16.1), with GCC's messages where C and GNU C differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.dialect import C2X
from ccore.sema import constants, tree
from ccore.sema.basic import NARROW_RANK
from ccore.sema.compat import (
    atomic,
    compatible,
    compatible_unqualified,
    native,
    qualifier_text,
    qualifiers,
    qualify,
    strip,
    type_text,
)
from ccore.sema.suggestions import report_no_member
from ccore.sema.types import (
    ADDRESS_SPACES,
    ATOMIC,
    BIT_PRECISE,
    CONST,
    RESTRICT,
    REVERSED,
    VOLATILE,
    ArrayType,
    ComplexType,
    CType,
    EnumType,
    Field,
    FloatingType,
    FunctionType,
    IntegerType,
    PointerType,
    RecordType,
    VectorType,
)

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.source import Token

_BIT_FIELDS: Final = frozenset(
    (tree.Load, tree.Assign, tree.CompoundAssign, tree.Increment, tree.Comma, tree.StatementExpression)
)
"""Expressions whose value may be that of a bit-field."""
_LAX: Final = (
    "use '-flax-vector-conversions' to permit conversions between vectors with differing element types or numbers of "
    "subparts"
)
REVERSED_ARRAY: Final = "address of array with reverse scalar storage order requested"


class Conversions:
    """Conversions within one translation unit.

    ``inhibit`` > 0: the expression is never evaluated, so warnings about values are kept back.  ``error_type``: an int
    that stands for what could not be analysed; nothing more is said about operands of it.  ``writes`` counts the
    assignments and increments so far.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.types = context.types
        self.inhibit = 0
        self.writes = 0
        self.error_type = self.types.error
        self._lax_told = False
        self.values = self.promotion = False  # what of -Wconversion and its kin is on in the main file
        self.packed = context.diagnostics.enabled("address-of-packed-member")

    # --- Reporting --------------------------------------------------------------------------------------------

    def error(self, message: str, token: Token, *operands: tree.Expression) -> tree.Expression:
        """Report (unless an operand was reported already) and stand in for the expression."""
        for operand in operands:
            if operand.type is self.error_type:
                self.context.diagnostics.drop()
                return operand
        self.context.diagnostics.error(message, token.location)
        return tree.IntegerConstant(token, self.error_type, 0)

    def no_member(self, token: Token, type_: RecordType, name: str, *operands: tree.Expression) -> tree.Expression:
        """Report that a structure has no such member, as ``error`` does."""
        for operand in operands:
            if operand.type is self.error_type:
                return operand
        report_no_member(self.context, token, type_, name)
        return tree.IntegerConstant(token, self.error_type, 0)

    def warning(self, message: str, token: Token, group: str = "") -> None:
        """A warning about what happens when the expression is evaluated."""
        if not self.inhibit:
            self.context.diagnostics.warning(message, token.location, group)

    def pedwarn(self, message: str, token: Token, group: str = "") -> None:
        """A broken constraint that GNU C lets pass."""
        self.context.diagnostics.pedwarn(message, token.location, group)

    def check_order(self, type_: CType, token: Token) -> None:
        """Report a member that cannot be kept in reverse storage order."""
        if isinstance(type_, FloatingType | ComplexType):
            base = type_.base if isinstance(type_, ComplexType) else type_
            if isinstance(base, FloatingType) and base.format == "f80":
                what = "XCmode" if type_.is_complex else "XFmode"
                self.error(f"sorry, unimplemented: reverse storage order for {what}", token)
        if type_.quals & ATOMIC:
            self.error("cannot take address of scalar with reverse storage order", token)

    # --- 6.3.2.1 ----------------------------------------------------------------------------------------------

    def rvalue(self, e: tree.Expression) -> tree.Expression:
        """Lvalue conversion, and decay of arrays and functions."""
        if not e.is_lvalue:
            return e
        type_ = e.type
        if type_.is_array:
            assert isinstance(type_, ArrayType)
            if isinstance(e, tree.CompoundLiteralReference | tree.StringReference | tree.VariableReference):
                if isinstance(e, tree.VariableReference) and "register" in e.variable.attributes:
                    return self.error(f"address of register variable '{e.variable.name}' requested", e.token, e)
                return tree.Decay(e.token, self.types.pointer(type_.element), e)
            if self.context.diagnostics.year < 1999 and not designates(e):
                return self.error("invalid use of non-lvalue array", e.token, e)
            if qualifiers(type_) & REVERSED:
                self.warning(REVERSED_ARRAY, e.token, "scalar-storage-order")
                return self._decay(e, self.types.pointer(native(type_.element)))
            return self._decay(e, self.types.pointer(type_.element))
        if type_.is_function:
            if isinstance(e, tree.Dereference):
                return e.pointer
            return tree.Decay(e.token, self.types.pointer(type_), e)
        if type_.size == -1:
            if type_.is_void:
                if isinstance(e, tree.Dereference):
                    return tree.Convert(e.token, self.types.void, e.pointer)
                return e
            return self.incomplete(e)
        load = tree.Load(e.token, type_.unqualified, e)
        if type_.quals & CONST and type_.is_scalar:
            return constants.named_constant(self.types, load) or load
        return load

    def incomplete(self, e: tree.Expression) -> tree.Expression:
        """Report the use of a value whose type is not known."""
        if isinstance(e, tree.VariableReference):
            return self.error(f"'{e.variable.name}' has an incomplete type '{type_text(e.type)}'", e.token, e)
        return self.error(f"invalid use of undefined type '{type_text(e.type.unqualified)}'", e.token, e)

    def _decay(self, e: tree.Expression, pointer: CType) -> tree.Expression:
        """The decay of a computed array; ``((struct s *)0)->array`` folds."""
        folded = self.fold_address(e, pointer)
        return tree.Decay(e.token, pointer, e) if folded is None else folded

    def fold_address(self, lvalue: tree.Expression, pointer: CType) -> tree.IntegerConstant | None:
        """The address of a member of ``*(T *)constant``, as a number."""
        offset = 0
        e = lvalue
        while isinstance(e, tree.MemberReference):
            if e.field.base is not None:
                return None
            offset += e.field.offset
            e = e.object
        if isinstance(e, tree.Dereference) and isinstance(e.pointer, tree.IntegerConstant):
            value = constants.wrap(self.types.size_t, e.pointer.value + offset)
            return tree.IntegerConstant(lvalue.token, pointer, value, False)
        return None

    # --- Conversion as such -----------------------------------------------------------------------------------

    def to(self, e: tree.Expression, type_: CType) -> tree.Expression:
        """Convert a value to a scalar type (or void), folded where constant; no checks."""
        plain = type_.unqualified
        source = e.type
        if source is plain:
            return e
        kind = type(e)
        if kind is tree.IntegerConstant or kind is tree.FloatingConstant or kind is tree.ComplexValue:
            folded = constants.convert(self.types, e, plain)
            if folded is not None and not (self.context.options.rounding_math and constants.loses(e, folded)):
                return folded
        if plain.is_record or (source.is_record and not plain.is_void):
            return e
        if source.is_void and not plain.is_void:
            return e
        if isinstance(plain, IntegerType) and plain.rank == NARROW_RANK:
            return self._narrow(e, plain)
        if plain.is_vector and not source.is_vector and source.size != plain.size:
            assert isinstance(plain, VectorType)
            return self.splat(e, plain)
        return tree.Convert(e.token, plain, e)

    def _narrow(self, e: tree.Expression, plain: IntegerType) -> tree.Expression:
        """To the type of a bit-field wider than int: reduced modulo its width."""
        full = self.types.full(plain)
        if self.bit_width(e) == plain.bits and self.types.integer(e.type) is full:
            return tree.Convert(e.token, plain, e)
        e = self.to(e, full)
        spare = full.bits - plain.bits
        if plain.signed:
            count = tree.IntegerConstant(e.token, self.types.int, spare)
            e = tree.Binary(e.token, full, ">>", tree.Binary(e.token, full, "<<", e, count), count)
        else:
            e = tree.Binary(e.token, full, "&", e, tree.IntegerConstant(e.token, full, (1 << plain.bits) - 1))
        return tree.Convert(e.token, plain, e)

    def splat(self, e: tree.Expression, vector: VectorType) -> tree.Expression:
        """A scalar as a vector of copies."""
        e = self.to(e, vector.element)
        if constants.is_constant(e):
            return tree.VectorValue(e.token, vector, [e] * vector.count)
        return tree.BuiltinCall(e.token, vector, "splat", [e])

    # --- Arithmetic conversions -------------------------------------------------------------------------------

    @staticmethod
    def bit_width(e: tree.Expression) -> int:
        """The width of the bit-field that the value was read from, or -1.

        As in GCC and clang, the value of a comma's right operand, or of a statement expression's last statement (in GCC
        alone), is still the bit-field's."""
        while True:
            if isinstance(e, tree.Comma):
                e = e.right
            elif isinstance(e, tree.StatementExpression) and e.value is not None:
                e = e.value
            else:
                break
        if isinstance(e, tree.Load):
            e = e.lvalue
        elif isinstance(e, tree.Assign | tree.CompoundAssign | tree.Increment):
            e = e.target
        else:
            return -1
        return e.field.width if isinstance(e, tree.MemberReference) else -1

    def own_type(self, e: tree.Expression) -> CType:
        """A value's type without qualifiers; in GNU C a bit-field's is an integer type of its width."""
        plain, width = e.type.unqualified, self.bit_width(e)
        if width < 0 or not plain.is_integer:
            return plain
        types, integer = self.types, self.types.integer(plain)
        if width == integer.bits:
            return plain
        for standard in (types.signed_char, types.short, types.int, types.long):
            if standard.bits == width:
                return standard if integer.signed else types.to_unsigned(standard)
        return types.narrow(integer, width)

    def promoted_type(self, e: tree.Expression) -> IntegerType:
        """Integer promotion of a value's type (6.3.1.1p2)."""
        width = -1
        if type(e) in _BIT_FIELDS:
            width = self.bit_width(e)
            if width > 32:
                plain = self.types.integer(e.type)
                if width < plain.bits and plain.rank != BIT_PRECISE:
                    if width <= 64 < plain.bits:  # in GNU C a field of __int128 that fits in a long is narrower
                        plain = self.types.long if plain.signed else self.types.unsigned_long
                    return self.types.narrow(plain, width) if width < plain.bits else plain
        return self.types.promote(e.type, width)

    def promote(self, e: tree.Expression) -> tree.Expression:
        """Integer promotion; values of other types stay as they are."""
        if e.type.is_integer:
            return self.to(e, self.promoted_type(e))
        return e

    def default_promote(self, e: tree.Expression) -> tree.Expression:
        """The default argument promotions (6.5.2.2p6)."""
        type_ = e.type
        if type_.is_integer:
            promoted = self.promoted_type(e)
            return self.to(e, self.types.full(promoted))
        if isinstance(type_, FloatingType) and type_.name == "float":
            return self.to(e, self.types.double)
        return e

    def common_type(self, a: tree.Expression, b: tree.Expression) -> CType:
        """The usual arithmetic conversions (6.3.1.8): the common type of two arithmetic values; ``error_type`` where
        one is decimal and the other binary."""
        x, y = a.type, b.type
        if x.is_integer and y.is_integer:
            return self.types.common_integer(self.promoted_type(a), self.promoted_type(b))
        if x.is_decimal or y.is_decimal:
            if x.is_complex or y.is_complex or (x.is_floating and y.is_floating and x.is_decimal != y.is_decimal):
                return self.error_type
        elif x.is_complex or y.is_complex:
            return self.types.complex(self._common_base(a, b))
        if isinstance(x, FloatingType) and isinstance(y, FloatingType):
            return x if x.rank >= y.rank else y
        return x if x.is_floating else y

    def mixed(self, token: Token, a: tree.Expression, b: tree.Expression) -> tree.Expression:
        """Report an operation on a decimal value and one of a binary, complex or vector type (C23 6.3.1.8)."""
        other = b.type if a.type.is_decimal else a.type
        kind = "complex" if other.is_complex else "vector" if other.is_vector else "other floating"
        return self.error(f"cannot mix operands of decimal floating and {kind} types", token, a, b)

    def _common_base(self, a: tree.Expression, b: tree.Expression) -> CType:
        x = a.type.base if isinstance(a.type, ComplexType) else a.type
        y = b.type.base if isinstance(b.type, ComplexType) else b.type
        if isinstance(x, FloatingType) and isinstance(y, FloatingType):
            return x if x.rank >= y.rank else y
        if x.is_integer and y.is_integer:
            return self.types.common_integer(self.types.promote(x), self.types.promote(y))
        return x if x.is_floating else y

    # --- Scalars in conditions --------------------------------------------------------------------------------

    def scalar(self, e: tree.Expression, token: Token) -> tree.Expression:
        """A value that is compared with 0."""
        if e.type.is_scalar:
            return e
        if e.type.is_void:
            return self.error("void value not ignored as it ought to be", token, e)
        if e.type.is_record:
            kind = "union" if isinstance(e.type, RecordType) and e.type.record.kind == "union" else "struct"
            return self.error(f"used {kind} type value where scalar is required", token, e)
        return self.error("used vector type where scalar is required", token, e)

    @staticmethod
    def is_null_constant(e: tree.Expression) -> bool:
        """A null pointer constant (6.3.2.3p3)."""
        if not isinstance(e, tree.IntegerConstant) or e.value or not e.ice:
            return False
        type_ = e.type
        if isinstance(type_, PointerType):
            return type_.target.is_void and not type_.target.quals
        return type_.is_integer

    # --- Assignment (6.5.16.1) --------------------------------------------------------------------------------

    def assign(
        self, e: tree.Expression, type_: CType, token: Token, what: str, width: int = -1
    ) -> tree.Expression:
        """Convert a value as if by assignment to an object of the type.

        ``what``: "assignment", "initialization", "return" or "passing argument N of 'f'".
        ``width``: of the object, if it is a bit-field.
        """
        plain = type_.unqualified
        source = e.type
        if source is plain:
            if self.packed and plain.is_pointer and self.context.warnings is not None:
                self.context.warnings.pointers.assigned(e, plain, token)
            if width >= 0 and self.values and self.context.warnings is not None:
                self.context.warnings.conversions.check(e, plain, token, width)
            return e
        token = token.called()  # a macro's fault, or of how it is used
        if source is self.error_type or plain is self.error_type:
            return tree.IntegerConstant(token, plain, 0) if plain.is_integer or plain.is_pointer else e
        if source.is_void:
            return self.error("void value not ignored as it ought to be", token, e)
        if isinstance(source, PointerType) and source.null and not (plain.is_pointer or plain is self.types.bool):
            return self._incompatible(e, type_, token, what)
        if plain.is_arithmetic:
            if source.is_arithmetic:
                told = False
                if type(e) is tree.IntegerConstant or type(e) is tree.FloatingConstant:
                    told = self.check_constant(e, plain, token)
                if self.values and not told and self.context.warnings is not None:
                    self.context.warnings.conversions.check(e, plain, e.token, width)
                return self.to(e, plain)
            if source.is_pointer and plain.is_integer:
                if plain.size != 1 or not (isinstance(plain, IntegerType) and plain.is_bool):
                    self._int_conversion(e, plain, token, what, "integer", "pointer")
                return self.to(e, plain)
        elif isinstance(plain, PointerType):
            if isinstance(source, PointerType):
                if self.packed and self.context.warnings is not None:
                    self.context.warnings.pointers.assigned(e, plain, token)
                return self._assign_pointer(e, plain, source, token, what)
            if source.is_integer:
                if not self.is_null_constant(e):
                    self._int_conversion(e, plain, token, what, "pointer", "integer")
                return self.to(self._extended(e), plain)
        elif isinstance(plain, RecordType):
            if isinstance(source, RecordType) and compatible_unqualified(source, plain):
                return e
            if plain.record.transparent and what.startswith("passing"):
                member = self._transparent(e, plain, token)
                if member is not None:
                    return member
        elif isinstance(plain, VectorType) and isinstance(source, VectorType):
            if compatible_unqualified(plain, source):
                return e
            if plain.size == source.size:
                lax = self.context.options.lax_vector_conversions
                if plain.opaque or source.opaque or (lax and plain.element.is_integer and source.element.is_integer):
                    return tree.Convert(e.token, plain, e)
                if not self._lax_told and plain.element.is_integer == source.element.is_integer:
                    self._lax_told = True
                    self.context.diagnostics.note(_LAX, token.location)
        return self._incompatible(e, type_, token, what)

    def _extended(self, e: tree.Expression) -> tree.Expression:
        """An integer on its way to a pointer: widened by its own signedness."""
        if e.type.size == self.types.pointer_size or isinstance(e, tree.IntegerConstant):
            return e
        signed = self.types.integer(e.type).signed
        return self.to(e, self.types.ptrdiff_t if signed else self.types.size_t)

    def _incompatible(self, e: tree.Expression, type_: CType, token: Token, what: str) -> tree.Expression:
        left, right = type_text(type_.unqualified), type_text(e.type)
        if what == "initialization":
            if type_.is_record or type_.is_array:
                message = "invalid initializer"
            else:
                message = f"incompatible types when initializing type '{left}' using type '{right}'"
        elif what == "return":
            message = f"incompatible types when returning type '{right}' but '{left}' was expected"
        elif what == "assignment":
            message = f"incompatible types when assigning to type '{left}' from type '{right}'"
        else:
            message = what.replace("passing argument", "incompatible type for argument", 1)
        made = self.error(message, token, e)
        return self.to(made, type_) if type_.unqualified.is_scalar else made

    def _int_conversion(
        self, e: tree.Expression, type_: CType, token: Token, what: str, to: str, source: str
    ) -> None:
        left, right = type_text(type_), type_text(e.type)
        tail = f"makes {to} from {source} without a cast"
        if what == "assignment":
            text = f"assignment to '{left}' from '{right}' {tail}"
        elif what == "initialization":
            text = f"initialization of '{left}' from '{right}' {tail}"
        elif what == "return":
            text = f"returning '{right}' from a function with return type '{left}' {tail}"
        else:
            text = f"{what} {tail}"
        self.context.diagnostics.pedwarn(text, token.location, "int-conversion")

    def _assign_pointer(
        self, e: tree.Expression, to: PointerType, source: PointerType, token: Token, what: str
    ) -> tree.Expression:
        target, origin = to.target, source.target
        if to.null and not source.null and not self.is_null_constant(e):
            return self._incompatible(e, to, token, what)
        if source.null:
            return self.to(e, to)
        if target is origin or self.is_null_constant(e):
            return self.to(e, to)
        left, right = strip(target), strip(origin)
        differ = (qualifiers(target) ^ qualifiers(origin)) & ATOMIC  # an atomic type is another type
        matching = (
            (left.is_void and not atomic(target))
            or (right.is_void and not atomic(origin))
            or (not differ and compatible(left, right))
        )
        left_space, right_space = qualifiers(target) & ADDRESS_SPACES, qualifiers(origin) & ADDRESS_SPACES
        if left_space != right_space:
            text = self._pointer_text(to, source, what).replace(
                "incompatible pointer type", "pointer to non-enclosed address space"
            )
            return self.error(text, token, e)
        if isinstance(left, RecordType) or isinstance(right, RecordType):
            self._check_storage_order(e, to, source, token, what)
        if (left.is_void and right.is_function) or (right.is_void and left.is_function):
            self._function_and_void(token, what)
        if not matching and not differ and self._differ_in_sign(left, right):
            self._pointer_sign(to, source, token, what)
        elif not matching:
            path = self._embedded(right, left) if self.context.options.plan9_extensions else None
            if path is not None:
                inner = self._address_within(e, origin, path)
                assert isinstance(inner.type, PointerType)
                return self._assign_pointer(inner, to, inner.type, token, what)
            self.context.diagnostics.pedwarn(
                self._pointer_text(to, source, what), token.location, "incompatible-pointer-types"
            )
            return self.to(e, to)
        if isinstance(target, FunctionType) and isinstance(origin, FunctionType):
            if target.attributes:
                self._check_promises(target, origin, token, what)
            return self.to(e, to)
        if target.is_array and origin.is_array and matching and qualifiers(target) != qualifiers(origin):
            self._arrays_differ(token)
        lost = qualifiers(origin) & ~qualifiers(target) & (CONST | VOLATILE | RESTRICT)
        if lost and not (target.is_function or origin.is_function):
            diagnostics = self.context.diagnostics
            text = f"{what} discards '{qualifier_text(lost)}' qualifier from pointer target type"
            if origin.is_array:  # GNU C before C23 lets arrays' qualifiers go
                say = diagnostics.pedwarn if diagnostics.year >= C2X else diagnostics.warning
                say(text, token.location, "discarded-array-qualifiers")
            else:
                diagnostics.pedwarn(text, token.location, "discarded-qualifiers")
        return self.to(e, to)

    def _embedded(self, outer: CType, wanted: CType) -> tuple[Field, ...] | None:
        """The way to the one anonymous member of a type, as the Plan 9 compilers convert a pointer; None for none."""
        found: tuple[Field, ...] | None = None
        if isinstance(outer, RecordType) and isinstance(wanted, RecordType):
            for field in outer.record.fields:
                plain = strip(field.type)
                if not field.name and isinstance(plain, RecordType):
                    below = () if compatible(plain, wanted) else self._embedded(plain, wanted)
                    if below is not None:
                        if found is not None:
                            return None
                        found = (field, *below)
        return found

    def _address_within(self, e: tree.Expression, type_: CType, path: tuple[Field, ...]) -> tree.AddressOf:
        """``&(*e).path``."""
        token = e.token
        place: tree.Expression = tree.Dereference(token, type_, e)
        for field in path:
            type_ = qualify(field.type, qualifiers(type_) & ~ATOMIC)
            place = tree.MemberReference(token, type_, place, field)
        return tree.AddressOf(token, self.types.pointer(type_), place)

    def _check_promises(self, target: FunctionType, origin: FunctionType, token: Token, what: str) -> None:
        """GNU C: noreturn and const are to function types what volatile and const are to others."""
        for word in ("noreturn", "const"):
            if word in target.attributes and word not in origin.attributes:
                text = f"{what} makes '__attribute__(({word}))' qualified function pointer from unqualified"
                self.pedwarn(text, token, "discarded-qualifiers")

    def _arrays_differ(self, token: Token) -> None:
        """Pointers to arrays of elements that differ in qualifiers are compatible since C23 alone (6.7.4.1p10)."""
        text = "invalid use of pointers to arrays with different qualifiers in ISO C before C2X"
        self.context.diagnostics.since(2020, text, token.location)

    def _function_and_void(self, token: Token, what: str) -> None:
        if what == "return":
            text = "ISO C forbids return between function pointer and 'void *'"
        else:
            text = f"ISO C forbids {what} between function pointer and 'void *'"
        self.pedwarn(text, token, "pedantic")

    @staticmethod
    def _pointer_text(to: PointerType, source: PointerType, what: str) -> str:
        left, right = type_text(to), type_text(source)
        if what == "assignment":
            return f"assignment to '{left}' from incompatible pointer type '{right}'"
        if what == "initialization":
            return f"initialization of '{left}' from incompatible pointer type '{right}'"
        if what == "return":
            return f"returning '{right}' from a function with incompatible return type '{left}'"
        return f"{what} from incompatible pointer type"

    def _check_storage_order(
        self, e: tree.Expression, to: PointerType, source: PointerType, token: Token, what: str
    ) -> None:
        """Warn of a pointer through which members would be read in another byte order than they are stored in."""
        target, origin = to.target, source.target
        there = isinstance(target, RecordType) and target.record.reverse
        if there == (isinstance(origin, RecordType) and origin.record.reverse):
            return
        left, right = type_text(to), type_text(source)
        if what.startswith("passing"):
            name = what.rpartition(" of ")[2].strip("'")
            callee = self.context.declarations.lookup(name)
            if name.startswith("__builtin_") or (isinstance(callee, tree.Function) and callee.builtin):
                return  # memcpy and the like, whose purpose it is
            text = f"{what} from incompatible scalar storage order"
        elif _allocates(e):
            return
        elif what == "return":
            text = f"returning '{right}' from pointer type with incompatible scalar storage order '{left}'"
        else:
            of = "assignment to" if what == "assignment" else "initialization of"
            text = f"{of} '{left}' from pointer type '{right}' with incompatible scalar storage order"
        self.warning(text, token, "scalar-storage-order")

    def _differ_in_sign(self, a: CType, b: CType) -> bool:
        """Integer types that are each other's signed or unsigned kind, at any depth of equal pointers."""
        while isinstance(a, PointerType) and isinstance(b, PointerType) and a.target.quals == b.target.quals:
            a, b = a.target.unqualified, b.target.unqualified
        if not (a.is_integer and b.is_integer):
            return False
        x, y = self.types.integer(a), self.types.integer(b)
        return self.types.to_unsigned(x) is self.types.to_unsigned(y) and not (x.is_bool or y.is_bool)

    def _pointer_sign(self, to: PointerType, source: PointerType, token: Token, what: str) -> None:
        left, right = type_text(to), type_text(source)
        if what == "assignment":
            text = f"pointer targets in assignment from '{right}' to '{left}' differ in signedness"
        elif what == "initialization":
            text = f"pointer targets in initialization of '{left}' from '{right}' differ in signedness"
        elif what == "return":
            text = f"pointer targets in returning '{right}' from a function with return type '{left}'"
            text += " differ in signedness"
        else:
            text = f"pointer targets in {what} differ in signedness"
        self.context.diagnostics.pedwarn(text, token.location, "pointer-sign")

    def _transparent(self, e: tree.Expression, union: RecordType, token: Token) -> tree.Expression | None:
        """An argument for a transparent union: the first member that takes it (GNU C)."""
        best = None
        for field in union.record.fields:
            member = field.type
            if compatible_unqualified(member, e.type):
                best = field
                break
            if member.is_pointer and best is None:
                if self.is_null_constant(e):
                    best = field
                elif isinstance(member, PointerType) and isinstance(e.type, PointerType):
                    left, right = strip(member.target), strip(e.type.target)
                    if left.is_void or right.is_void or compatible(left, right):
                        best = field
        if best is None:
            return None
        return self.union_value(self.to(e, best.type), union, token)

    def union_value(self, e: tree.Expression, union: CType, token: Token) -> tree.Expression:
        """An unnamed union whose first bytes are the value."""
        variable = tree.Variable("", union.unqualified, token, storage="auto", align=union.align)
        if self.context.function is not None:
            self.context.function.variables.append(variable)
        zero = e.type.size < union.size
        initializer = tree.Initializer([tree.InitialValue(0, e.type, e)], zero)
        literal = tree.CompoundLiteralReference(token, union.unqualified, variable, initializer)
        return tree.Load(token, union.unqualified, literal)

    # --- Constants that change by conversion ------------------------------------------------------------------

    def field_text(self, type_: CType, width: int) -> str:
        """The type of a bit-field as GCC names it."""
        integer = self.types.integer(type_)
        kinds = (self.types.signed_char, self.types.short, self.types.int, integer)
        shape = next(t for t in kinds if t.bits >= width)
        return f"{type_text(shape if integer.signed else self.types.to_unsigned(shape))}:{width}"

    def check_constant(self, e: tree.Expression, type_: CType, token: Token) -> bool:
        """Warn as GCC does where an implicit conversion changes a constant's value; whether there was reason to."""
        if self.inhibit or not type_.is_integer or (isinstance(type_, IntegerType) and type_.is_bool):
            return False
        to = self.types.integer(type_)
        left, right = type_text(type_), type_text(e.type)
        if isinstance(e, tree.FloatingConstant):
            assert isinstance(e.type, FloatingType)
            value = constants.saturate(self.types.int128, e.type, e.bits)
            if constants.fits(to, value):
                return False
            text = f"changes value from '{constants.real_text(e)}' to '{constants.saturate(to, e.type, e.bits)}'"
            self.warning(f"overflow in conversion from '{right}' to '{left}' {text}", token, "overflow")
            return True
        if not isinstance(e, tree.IntegerConstant) or constants.fits(to, e.value):
            return False
        value, new = e.value, constants.wrap(to, e.value)
        if isinstance(e.type, EnumType):
            return False
        if to.signed:
            if 0 <= value < 1 << to.bits:
                return False
            head = "overflow in conversion"
        else:
            if -(1 << (to.bits - 1)) <= value < 1 << (to.bits - 1):
                return False
            head = "unsigned conversion" if self.types.integer(e.type).signed else "conversion"
        text = f"{head} from '{right}' to '{left}' changes value from '{value}' to '{new}'"
        self.warning(text, token, "overflow")
        return True

    def function_of(self, type_: CType) -> FunctionType | None:
        """The function type behind a pointer to function."""
        if isinstance(type_, PointerType) and isinstance(type_.target, FunctionType):
            return type_.target
        return None


def designates(e: tree.Expression) -> bool:
    """Whether an lvalue node designates an object, not a part of a function's result."""
    while True:
        kind = type(e)
        if kind is tree.VariableReference or kind is tree.Dereference:
            return True
        if isinstance(e, tree.MemberReference):
            e = e.object
        elif isinstance(e, tree.ComplexPart):
            e = e.operand
        elif isinstance(e, tree.VectorElement):
            e = e.vector
        else:
            return e.is_lvalue


def _allocates(e: tree.Expression) -> bool:
    """Whether a value is the address of an object made for it, which has no members yet."""
    if isinstance(e, tree.BuiltinCall):
        return e.name in ("alloca", "malloc", "calloc")
    if not isinstance(e, tree.Call) or not isinstance(e.callee, tree.Decay):
        return False
    callee = e.callee.lvalue
    if not isinstance(callee, tree.FunctionReference):
        return False
    return "malloc" in callee.function.attributes or callee.function.builtin in ("alloca", "malloc", "calloc")

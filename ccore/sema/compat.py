"""Compatible and composite types (C17 6.2.7), and types spelled as GCC's messages do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.sema.types import (
    ADDRESS_SPACES,
    ATOMIC,
    CONST,
    RESTRICT,
    REVERSED,
    SEG_FS,
    SEG_GS,
    VOLATILE,
    ArrayType,
    ComplexType,
    CType,
    Enumeration,
    EnumType,
    FloatingType,
    FunctionType,
    IntegerType,
    PointerType,
    Record,
    RecordType,
    VectorType,
)

if TYPE_CHECKING:
    from ccore.sema.basic import TypeTable


def qualify(type_: CType, quals: int) -> CType:
    """The type with qualifiers added; an array's go to its elements (6.7.3p9)."""
    if not quals:
        return type_
    if isinstance(type_, ArrayType):
        element = qualify(type_.element, quals)
        if element is type_.element:
            return type_
        new = ArrayType(element, type_.length, type_.length_expression)
        new.length_variable = type_.length_variable
        return new
    if isinstance(type_, FunctionType):
        return type_.qualified(quals & ~(RESTRICT | ADDRESS_SPACES))
    return type_.qualified(quals)


def qualifiers(type_: CType) -> int:
    """The qualifiers of a type; of an array its element's."""
    while isinstance(type_, ArrayType):
        type_ = type_.element
    return type_.quals


def has_volatile(type_: CType) -> bool:
    """Whether a type, or a member of it at some depth, is volatile."""
    while isinstance(type_, ArrayType):
        type_ = type_.element
    if type_.quals & VOLATILE:
        return True
    return isinstance(type_, RecordType) and any(has_volatile(member.type) for member in type_.record.fields)


def native(type_: CType) -> CType:
    """The type, or an array of it, in the target's own storage order."""
    if isinstance(type_, ArrayType):
        new = ArrayType(native(type_.element), type_.length, type_.length_expression)
        new.length_variable = type_.length_variable
        return new
    return type_.with_quals(type_.quals & ~REVERSED)


def atomic(type_: CType) -> bool:
    """Whether a type, or an array's elements, are atomic: no qualifier like others (6.2.5p27)."""
    return bool(qualifiers(type_) & ATOMIC)


def strip(type_: CType) -> CType:
    """The type without qualifiers, an array's elements included."""
    if isinstance(type_, ArrayType):
        element = strip(type_.element)
        if element is type_.element:
            return type_
        new = ArrayType(element, type_.length, type_.length_expression)
        new.length_variable = type_.length_variable
        return new
    return type_.unqualified


def same_type(a: CType, b: CType) -> bool:
    """One and the same type, qualifiers included, as far as C can tell."""
    return a is b or (compatible(a, b) and isinstance(a.unqualified, EnumType) == isinstance(b.unqualified, EnumType))


def identical(a: CType, b: CType) -> bool:
    """Of compatible types: whether they are one and the same, as a typedef's redefinition must be (6.7p3)."""
    while a is not b:
        if type(a) is not type(b):
            return False
        if isinstance(a, PointerType) and isinstance(b, PointerType):
            a, b = a.target, b.target
        elif isinstance(a, ArrayType) and isinstance(b, ArrayType):
            if a.length != b.length:
                return False
            a, b = a.element, b.element
        elif isinstance(a, FunctionType) and isinstance(b, FunctionType):
            if a.prototyped != b.prototyped or len(a.parameters) != len(b.parameters):
                return False
            if not all(identical(x, y) for x, y in zip(a.parameters, b.parameters)):
                return False
            a, b = a.result, b.result
        else:
            return True
    return True


def compatible(a: CType, b: CType) -> bool:
    """Compatible types (6.2.7, 6.7.3p10, 6.7.6): qualifiers count."""
    return a is b or (a.quals == b.quals and compatible_unqualified(a, b))


def compatible_unqualified(a: CType, b: CType) -> bool:
    """As ``compatible``, the top qualifiers ignored."""
    if a is b:
        return True
    if isinstance(a, PointerType):
        return isinstance(b, PointerType) and compatible(a.target, b.target) and a.null == b.null
    if isinstance(a, RecordType):
        return isinstance(b, RecordType) and (
            a.record is b.record or (a.record.structural and same_record(a.record, b.record))
        )
    if isinstance(a, EnumType):
        if isinstance(b, EnumType):
            return a.enumeration is b.enumeration or same_enumeration(a.enumeration, b.enumeration)
        under = a.enumeration.underlying
        return isinstance(b, IntegerType) and under is not None and under.name == b.name
    if isinstance(a, IntegerType):
        if isinstance(b, EnumType):
            return compatible_unqualified(b, a)
        return isinstance(b, IntegerType) and a.name == b.name
    if isinstance(a, ArrayType):
        if not isinstance(b, ArrayType) or not compatible(a.element, b.element):
            return False
        return a.length == b.length or a.length < 0 or b.length < 0
    if isinstance(a, FunctionType):
        return isinstance(b, FunctionType) and _compatible_functions(a, b)
    if isinstance(a, FloatingType):
        return isinstance(b, FloatingType) and a.name == b.name
    if isinstance(a, ComplexType):
        return isinstance(b, ComplexType) and compatible_unqualified(a.base, b.base)
    if isinstance(a, VectorType):
        return isinstance(b, VectorType) and a.count == b.count and compatible_unqualified(a.element, b.element)
    return a.is_void and b.is_void


_assumed: set[tuple[Record, Record]] = set()  # pairs under comparison: structures may refer to themselves


def same_record(a: Record, b: Record) -> bool:
    """C23 6.2.7p1: structures (unions) of one tag with the same members."""
    if not (a.structural and b.structural and a.kind == b.kind and a.tag == b.tag and a.tag):
        return False
    if a.size == -1 or b.size == -1 or (a, b) in _assumed:
        return True
    if len(a.fields) != len(b.fields) or a.size != b.size or a.align != b.align:
        return False
    _assumed.add((a, b))
    try:
        return all(
            x.name == y.name and x.width == y.width and x.offset == y.offset and _same_member(x.type, y.type)
            for x, y in zip(a.fields, b.fields)
        )
    finally:
        _assumed.discard((a, b))


def _same_member(a: CType, b: CType) -> bool:
    """Compatible types; anonymous members by their own members."""
    if compatible(a, b):
        return True
    if not (isinstance(a, RecordType) and isinstance(b, RecordType)) or a.record.tag or b.record.tag:
        return False
    x, y = a.record, b.record
    return (
        x.kind == y.kind
        and len(x.fields) == len(y.fields)
        and all(f.name == g.name and f.width == g.width and _same_member(f.type, g.type)
                for f, g in zip(x.fields, y.fields))
    )


def same_enumeration(a: Enumeration, b: Enumeration) -> bool:
    """C23 6.2.7p1: enumerations of one tag with the same enumerators and the same underlying type."""
    return (
        a.structural
        and b.structural
        and a.tag == b.tag
        and a.tag is not None
        and a.fixed == b.fixed
        and a.underlying is b.underlying
        and a.enumerators == b.enumerators
    )


def compatible_parameters(a: CType, b: CType) -> bool:
    """Of adjusted types of parameters: qualifiers do not count, but for _Atomic (6.7.6.3p15)."""
    return not (a.quals ^ b.quals) & ATOMIC and compatible_unqualified(a, b)


def _compatible_functions(a: FunctionType, b: FunctionType) -> bool:
    """6.7.6.3p15.  Of a result's qualifiers GNU C once took volatile for what is now noreturn."""
    if (a.result.quals ^ b.result.quals) & ~VOLATILE or not compatible_unqualified(a.result, b.result):
        return False
    if a.prototyped and b.prototyped:
        return (
            a.variadic == b.variadic
            and len(a.parameters) == len(b.parameters)
            and all(
                compatible_parameters(x, y) or _transparent(x, y) or _transparent(y, x)
                for x, y in zip(a.parameters, b.parameters)
            )
        )
    if not a.prototyped and not b.prototyped:
        return True
    prototype, old = (a, b) if a.prototyped else (b, a)
    if prototype.variadic:
        return False
    if old.parameters:
        return len(old.parameters) == len(prototype.parameters) and all(
            not (x.quals ^ y.quals) & ATOMIC and compatible_unqualified(_promoted_equal(x, y), y)
            for x, y in zip(old.parameters, prototype.parameters)
        )
    return all(_survives_promotion(p) for p in prototype.parameters)


def _transparent(union: CType, other: CType) -> bool:
    """GNU C: a transparent union as a parameter agrees with the type of any member."""
    return (
        isinstance(union, RecordType)
        and union.record.transparent
        and any(compatible_unqualified(member.type, other) for member in union.record.fields)
    )


def _survives_promotion(type_: CType) -> bool:
    """Whether the default argument promotions leave the type as it is."""
    plain = type_.unqualified
    if isinstance(plain, IntegerType):
        return plain.rank >= 3
    return not (isinstance(plain, FloatingType) and plain.name == "float")


def _promoted_equal(old: CType, prototype: CType) -> CType:
    """The type of a K&R parameter after promotion, where the prototype's is what it promotes to."""
    plain, wanted = old.unqualified, prototype.unqualified
    if isinstance(plain, IntegerType) and plain.rank < 3 and isinstance(wanted, IntegerType) and wanted.name == "int":
        return wanted
    if isinstance(plain, FloatingType) and plain.name == "float" and isinstance(wanted, FloatingType):
        return wanted if wanted.name == "double" else plain
    return plain


def composite(types: TypeTable, a: CType, b: CType) -> CType:
    """The composite of two compatible types (6.2.7p3), with ``a``'s qualifiers."""
    if a is b:
        return a
    if isinstance(a, PointerType) and isinstance(b, PointerType) and not a.null:
        target = composite(types, a.target, b.target)
        return a if target is a.target else types.pointer(target).with_quals(a.quals)
    if isinstance(a, ArrayType) and isinstance(b, ArrayType):
        element = composite(types, a.element, b.element)
        length_of = a
        if a.length < 0 and (b.length >= 0 or a.length == -1):
            length_of = b
        if element is length_of.element:
            return length_of
        new = ArrayType(element, length_of.length, length_of.length_expression)
        new.length_variable = length_of.length_variable
        return new
    if isinstance(a, FunctionType) and isinstance(b, FunctionType):
        return _composite_functions(types, a, b)
    if isinstance(b, EnumType) and isinstance(a, IntegerType):
        a = b.with_quals(a.quals)
    return a.aliasing() if b.may_alias else a


def _composite_functions(types: TypeTable, a: FunctionType, b: FunctionType) -> FunctionType:
    result = composite(types, a.result, b.result)
    if a.prototyped and b.prototyped:
        parameters = tuple(composite(types, x, y) for x, y in zip(a.parameters, b.parameters))
        same = result is a.result and all(x is y for x, y in zip(parameters, a.parameters))
        shape = a
    elif a.prototyped or (not b.prototyped and len(a.parameters) >= len(b.parameters)):
        shape, parameters = a, a.parameters
        same = result is a.result
    else:
        shape, parameters = b, b.parameters
        same = False
    if same and not (b.attributes - a.attributes):
        return a
    new = shape._copy()
    assert isinstance(new, FunctionType)
    new.result, new.parameters = result, parameters
    new.attributes = a.attributes | b.attributes
    new._plain = new
    new._variants = None
    return new


_QUALIFIERS = (
    (ATOMIC, "_Atomic"),
    (CONST, "const"),
    (VOLATILE, "volatile"),
    (RESTRICT, "restrict"),
    (SEG_GS, "__seg_gs"),
    (SEG_FS, "__seg_fs"),
)


def qualifier_text(quals: int) -> str:
    """``const volatile``, in GCC's order."""
    return " ".join(name for bit, name in _QUALIFIERS if quals & bit)


def type_text(type_: CType, inner: str = "") -> str:
    """The type as GCC's messages spell it: 'struct s *', 'int (*)(void)', 'char[3]'."""
    if isinstance(type_, PointerType) and not type_.null:
        words = qualifier_text(type_.quals)
        inner = f"* {words}{' ' if inner else ''}{inner}" if words else f"*{inner}"
        if type_.target.is_array or type_.target.is_function:
            inner = f"({inner})"
        return type_text(type_.target, inner)
    if isinstance(type_, ArrayType):
        return type_text(type_.element, f"{inner}[{type_.length if type_.length >= 0 else ''}]")
    if isinstance(type_, FunctionType):
        if not type_.prototyped:
            parameters = ""
        else:
            words_list = [type_text(p) for p in type_.parameters]
            if type_.variadic:
                words_list.append("...")
            parameters = ",  ".join(words_list) or "void"  # GCC has two blanks
        return type_text(type_.result, f"{inner}({parameters})")
    base = _base_text(type_)
    words = qualifier_text(type_.quals)
    if words:
        base = f"{words} {base}"
    if inner and inner[0] not in "[" and not (inner[0] == "(" and not inner.startswith("(*")):
        return f"{base} {inner}"
    return base + inner


def _base_text(type_: CType) -> str:
    if isinstance(type_, IntegerType | FloatingType):
        return type_.name
    if isinstance(type_, RecordType):
        return f"{type_.record.kind} {type_.record.tag or '<anonymous>'}"
    if isinstance(type_, EnumType):
        return f"enum {type_.enumeration.tag or '<anonymous>'}"
    if isinstance(type_, ComplexType):
        return f"_Complex {_base_text(type_.base)}"
    if isinstance(type_, VectorType):
        return f"__vector({type_.count}) {_base_text(type_.element)}"
    return "void" if type_.is_void else "nullptr_t"

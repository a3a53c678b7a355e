"""GNU attributes (GCC manual, "Declaring Attributes of Functions", "... of Variables", "... of Types").

``evaluate`` turns the parser's attributes into a dictionary of plain names and evaluated arguments, which is what
``tree.Symbol.attributes`` holds; the other functions apply those that change a type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.ast import nodes
from ccore.sema import tree
from ccore.sema.attribute_checks import check, check_interrupt
from ccore.sema.attribute_queries import copied
from ccore.sema.types import (
    ArrayType,
    CType,
    EnumType,
    FloatingType,
    FunctionType,
    IntegerType,
    PointerType,
    RecordType,
    VectorType,
)

if TYPE_CHECKING:
    from ccore.sema.basic import TypeTable
    from ccore.sema.context import Context
    from ccore.source import Token

Attributes = dict[str, list[object]]

_KNOWN_TEXT: Final = """
    access alias aligned alloc_align alloc_size always_inline artificial asan_odr_indicator assume_aligned
    btf_type_tag cdecl cf_check cleanup cold common const constructor copy counted_by deprecated designated_init
    destructor disable_tail_calls error externally_visible fallthrough fastcall fentry_name fentry_section
    flatten force_align_arg_pointer format format_arg function_return gcc_struct gnu_inline hot ibt ifunc
    indirect_branch indirect_return interrupt leaf malloc may_alias mode ms_abi ms_struct naked
    no_address_safety_analysis no_caller_saved_registers no_icf no_instrument_function
    no_profile_instrument_function no_reorder no_sanitize no_sanitize_address no_sanitize_coverage
    no_sanitize_thread no_sanitize_undefined no_split_stack no_stack_limit no_stack_protector nocf_check noclone
    nocommon noinit noinline noipa nonnull nonstring noplt noreturn nothrow objc_root_class optimize packed
    patchable_function_entry persistent pure regparm retain returns_nonnull returns_twice scalar_storage_order
    section sentinel simd sseregparm stack_protect stdcall symver syscall_linkage sysv_abi target
    tls_model transaction_callable transaction_may_cancel_outer transaction_pure transaction_safe
    transaction_unsafe transparent_union unavailable uninitialized unused used vector_size visibility volatile
    warn_if_not_aligned warn_unused_result warning weak weakref zero_call_used_regs zero_initialized
    btf_decl_tag tainted_args no_dangling carries_dependency maybe_unused nodiscard _Noreturn
"""
KNOWN: Final = frozenset(_KNOWN_TEXT.split())

_FUNCTION_TYPE_TEXT: Final = """
    noreturn const pure ms_abi sysv_abi stdcall cdecl fastcall regparm sseregparm returns_twice malloc
    warn_unused_result nonnull format nothrow leaf cold indirect_return nocf_check interrupt no_caller_saved_registers
"""
FUNCTION_TYPE: Final = frozenset(_FUNCTION_TYPE_TEXT.split())
"""Those that belong to a function's type, so that they work through a pointer."""

_WORDS: Final = frozenset({"mode", "format", "access", "no_sanitize", "designated_init"})
STANDARD: Final = {
    "deprecated": "deprecated", "fallthrough": "fallthrough", "maybe_unused": "unused", "noreturn": "noreturn",
    "nodiscard": "warn_unused_result", "_Noreturn": "noreturn", "unsequenced": "const", "reproducible": "pure",
}  # fmt: skip
"""C23's attributes (6.7.13), and GNU's that means the same."""
_OF_FUNCTION_TYPES: Final = frozenset({"unsequenced", "reproducible"})

_INTEGER_MODES: Final = {"QI": 1, "byte": 1, "HI": 2, "SI": 4, "DI": 8, "TI": 16}
_ALIGNMENTS: Final = frozenset({"aligned", "warn_if_not_aligned"})


_REPEATABLE: Final = frozenset({"nonnull", "format", "no_sanitize", "target", "optimize", "symver", "btf_type_tag"})
"""Those of which each counts, however many there are."""


def string_text(context: Context, node: nodes.StringLiteral) -> str:
    """The bytes of a string literal as latin-1 text, without its terminator."""
    parts = node.parts
    if len(parts) == 1:
        text = parts[0].text
        if text[0] == '"' and "\\" not in text and text.isascii():
            return text[1:-1]
    reference = context.expressions.expression(node)
    if isinstance(reference, tree.StringReference):
        if reference.string.width != 1:
            context.diagnostics.error("a wide string is invalid in this context", node.token.location)
            return ""
        return reference.string.data[: -reference.string.width].decode("latin-1")
    return ""


def evaluate(context: Context, attributes: list[nodes.Attribute], into: Attributes | None = None) -> Attributes:
    """The attributes by name, arguments evaluated; an unknown one is a warning.  Adds to ``into`` if given."""
    result: Attributes = {} if into is None else into
    for attribute in attributes:
        name = attribute.name
        if not name:
            continue
        if attribute.prefix not in ("gnu", ""):
            ignored(context, attribute)
            continue
        if not attribute.prefix:
            if name not in STANDARD or (attribute.of_type and name not in _OF_FUNCTION_TYPES):
                ignored(context, attribute)
                continue
            if name == "fallthrough":
                ignored(context, attribute)
                continue
            check_arguments(context, attribute)
            if name == "nodiscard":
                result[name] = []
            name = STANDARD[name]
        elif name not in KNOWN:
            ignored(context, attribute)
            continue
        if attribute.prefix and not check(context, name, attribute):
            continue
        arguments: list[object] = (
            [_argument(context, name, a) for a in attribute.arguments] if attribute.arguments and name != "copy" else []
        )
        if name == "tls_model" and not _is_tls_model(context, arguments, attribute):
            continue
        if name == "vector_size" and name in result:
            text = "invalid vector type for attribute 'vector_size'"
            context.diagnostics.error(text, attribute.token.location)
        if name == "section" and result.get(name, arguments) != arguments:
            place = context.declared or attribute.token
            text = f"section of '{place.text}' conflicts with previous declaration"
            context.diagnostics.error(text, place.location)
        if name == "copy" and isinstance(attribute.arguments[0], nodes.Expression):
            weakref = any(other.name == "weakref" for other in attributes)
            merge(result, copied(context, attribute.arguments[0], weakref))
        elif name == "aligned":
            _merge_alignment(context, result, arguments, attribute)
        elif name in result and name in _REPEATABLE:
            result[name] = [*result[name], *arguments]
        else:
            result[name] = arguments
    return result


_MOST_COMPONENTS: Final = (1 << 31) - 2  # of a vector

_TLS_MODELS: Final = ("local-exec", "initial-exec", "local-dynamic", "global-dynamic")


def _is_tls_model(context: Context, arguments: list[object], attribute: nodes.Attribute) -> bool:
    """Check the argument of tls_model."""
    given = attribute.arguments
    if isinstance(given[0], nodes.StringLiteral) and arguments[0] in _TLS_MODELS:
        return True
    if isinstance(given[0], nodes.StringLiteral):
        names = "', '".join(_TLS_MODELS[:-1])
        message = f"'tls_model' argument must be one of '{names}', or '{_TLS_MODELS[-1]}'"
    else:
        message = "'tls_model' argument not a string"
    context.diagnostics.error(message, attribute.token.location)
    return False


def misapplied(context: Context, token: Token) -> None:
    """Report nodiscard where it says nothing (C23 6.7.13.2)."""
    text = "'nodiscard' attribute can only be applied to functions or to structure, union or enumeration types"
    context.diagnostics.pedwarn(text, token.location, "attributes")


def check_arguments(context: Context, attribute: nodes.Attribute) -> None:
    """The arguments of a standard attribute: a string literal at most, and that of two alone (C23 6.7.13)."""
    arguments, location = attribute.arguments, attribute.token.location
    takes = attribute.name in ("deprecated", "nodiscard")
    if attribute.empty and takes:
        text = "parentheses must be omitted if attribute argument list is empty"
        context.diagnostics.error(text, location)
    elif (arguments or attribute.empty) and not takes:
        context.diagnostics.error(f"'{attribute.name}' attribute does not take any arguments", location)
    elif arguments and (
        len(arguments) > 1 or not isinstance(arguments[0], nodes.StringLiteral) or arguments[0] in context.parenthesized
    ):
        context.diagnostics.error("expected string literal", arguments[-1].token.location)


def ignored(context: Context, attribute: nodes.Attribute) -> None:
    """Say that an attribute has no effect, or none where it stands."""
    name, kind = f"'{attribute.name}'", "attribute directive"
    if attribute.standard and attribute.prefix:
        name, kind = f"'{attribute.prefix}::{attribute.name}'", "scoped attribute directive"
    elif attribute.standard:
        context.diagnostics.pedwarn(f"{name} attribute ignored", attribute.token.location, "attributes")
        return
    context.diagnostics.warning(f"{name} {kind} ignored", attribute.token.location, "attributes")


def _argument(context: Context, name: str, node: nodes.Expression | nodes.TypeName) -> object:
    if isinstance(node, nodes.StringLiteral):
        text = string_text(context, node)
        if name == "alias" and not text.isascii():
            text = text.encode("latin-1").decode("utf-8", "surrogateescape")
        return text
    if isinstance(node, nodes.TypeName):
        return context.declarations.type_name(node)
    if isinstance(node, nodes.Identifier):
        text = node.name
        if text.startswith("__") and text.endswith("__") and len(text) > 4:
            text = text[2:-2]
        if name in _WORDS:
            return text
        entity = context.declarations.lookup(node.name)
        if entity is None and name in ("visibility", "tls_model", "counted_by", "cleanup"):
            return text
        if isinstance(entity, (tree.Variable, tree.Function)):
            entity.mentions += 1
            if isinstance(entity, tree.Function):
                entity.used = True
            return entity
    value = context.expressions.value(node)
    if isinstance(value, tree.IntegerConstant):
        return value.value
    if name in _ALIGNMENTS:
        context.diagnostics.error("requested alignment is not an integer constant", node.token.location)
        return 1
    return 0


def _merge_alignment(context: Context, result: Attributes, arguments: list[object], attribute: nodes.Attribute) -> None:
    value = arguments[0] if arguments else context.target.biggest_alignment
    if not isinstance(value, int):
        return
    value = check_alignment(context, value, attribute.token)
    if value:
        old = result.get("aligned")
        result["aligned"] = [max(value, old[0]) if old and isinstance(old[0], int) else value]


def check_alignment(context: Context, value: int, token: Token) -> int:
    """The alignment if it is a valid one, else 0 after an error."""
    if value == 0:
        return 0
    if value < 0 or value & (value - 1):
        context.diagnostics.error(f"requested alignment '{value}' is not a positive power of 2", token.location)
        return 0
    if value > 1 << 28:
        context.diagnostics.error(
            f"requested alignment '{value}' exceeds object file maximum 268435456", token.location
        )
        return 0
    return value


def alignment(attributes: Attributes) -> int:
    """What attribute aligned asks for, 0: nothing."""
    value = attributes.get("aligned")
    return value[0] if value and isinstance(value[0], int) else 0


def merge(old: Attributes, new: Attributes) -> None:
    """Add a redeclaration's attributes to a symbol's."""
    for name, arguments in new.items():
        if name == "aligned" and name in old:
            old[name] = [max(alignment(old), alignment(new))]
        elif name not in old or arguments:
            old[name] = arguments


def innermost(type_: CType, change: _Change) -> CType:
    """Rebuild pointers, arrays and functions around ``change`` of the type at their end."""
    if isinstance(type_, PointerType):
        return change.types.pointer(innermost(type_.target, change)).with_quals(type_.quals)
    if isinstance(type_, ArrayType):
        new = ArrayType(innermost(type_.element, change), type_.length, type_.length_expression)
        new.length_variable = type_.length_variable
        return new
    if isinstance(type_, FunctionType):
        function = FunctionType(innermost(type_.result, change), type_.parameters, type_.variadic, type_.prototyped)
        function.attributes = type_.attributes
        return function
    return change.apply(type_)


class _Change:
    """Attributes mode, vector_size and may_alias, to be applied to one type."""

    def __init__(self, context: Context, attributes: Attributes, token: Token) -> None:
        self.context = context
        self.types = context.types
        self.attributes = attributes
        self.token = token

    def apply(self, type_: CType) -> CType:
        mode = self.attributes.get("mode")
        if mode and isinstance(mode[0], str):
            type_ = self._mode(type_, mode[0])
        size = self.attributes.get("vector_size")
        if size and isinstance(size[0], int):
            type_ = self._vector(type_, size[0])
        return type_.aliasing() if "may_alias" in self.attributes else type_

    def _mode(self, type_: CType, mode: str) -> CType:
        types = self.types
        plain = type_.unqualified
        found: CType | None = None
        size = mode_size(types, mode)
        if isinstance(plain, EnumType):
            plain = types.integer(plain)
        if size and isinstance(plain, IntegerType):
            found = integer_of_size(types, size, plain.signed)
        elif isinstance(plain, FloatingType):
            found = {"HF": types.float16, "SF": types.float, "DF": types.double, "XF": types.long_double,
                     "SD": types.decimal32, "DD": types.decimal64, "TD": types.decimal128}.get(mode)
            if mode == "TF":
                found = types.long_double if types.long_double.format == "f128" else types.float128
        elif plain.is_complex:
            base = {"SC": types.float, "DC": types.double, "XC": types.long_double, "TC": types.float128}.get(mode)
            found = types.complex(base) if base else None
        if (
            found is None
            and mode[:1] == "V"
            and mode[1:-2].isdigit()
            and mode[-2:] in _INTEGER_MODES | {"SF": 4, "DF": 8}
        ):
            count, element = int(mode[1:-2]), self._mode(plain, mode[-2:])
            found = VectorType(element, count)
        if found is None and mode in ("SD", "DD", "TD"):
            self.context.diagnostics.error(f"mode '{mode}' applied to inappropriate type", self.token.location)
            return type_
        if found is None:
            self.context.diagnostics.error(f"unable to emulate '{mode}'", self.token.location)
            return type_
        return found.with_quals(type_.quals)

    def _vector(self, type_: CType, size: int) -> CType:
        element = type_.unqualified
        if isinstance(element, EnumType):
            element = self.types.integer(element)
        if not (element.is_integer or element.is_floating):
            self.context.diagnostics.error("invalid vector type for attribute 'vector_size'", self.token.location)
            return type_
        limit = (1 << 63) - 1
        if size > limit:
            text = f"'vector_size' attribute argument value '{size}' exceeds {limit}"
            self.context.diagnostics.error(text, self.token.location)
            return type_
        if size <= 0 or size % element.size:
            self.context.diagnostics.error(
                "vector size not an integral multiple of component size", self.token.location
            )
            return type_
        count = size // element.size
        if count & (count - 1):
            self.context.diagnostics.error("number of vector components not a power of two", self.token.location)
            return type_
        if count > _MOST_COMPONENTS:
            text = f"number of vector components {count} exceeds {_MOST_COMPONENTS}"
            self.context.diagnostics.error(text, self.token.location)
            return type_
        return VectorType(element, count).with_quals(type_.quals)


def mode_size(types: TypeTable, mode: str) -> int:
    """The bytes of a machine mode of integers, 0 for others."""
    if mode in ("word", "unwind_word", "pointer"):
        return types.pointer_size
    return _INTEGER_MODES.get(mode, 0)


def integer_of_size(types: TypeTable, size: int, signed: bool) -> IntegerType:
    """The integer type of that size, int before long."""
    pairs = {
        1: (types.signed_char, types.unsigned_char), 2: (types.short, types.unsigned_short),
        4: (types.int, types.unsigned_int), 8: (types.long, types.unsigned_long),
        16: (types.int128, types.unsigned_int128),
    }  # fmt: skip
    if size == 8 and types.long.size != 8:
        return types.long_long if signed else types.unsigned_long_long
    return pairs[size][0 if signed else 1]


def change_base(context: Context, type_: CType, attributes: Attributes, token: Token) -> CType:
    """Apply mode, vector_size and may_alias to the type at the end of pointers, arrays and functions."""
    if "mode" in attributes or "vector_size" in attributes or "may_alias" in attributes:
        type_ = innermost(type_, _Change(context, attributes, token))
    # GCC takes may_alias for the whole type, of which the end's accesses are none: both are the safe reading.
    return type_.aliasing() if "may_alias" in attributes else type_


def change_function(context: Context, type_: CType, attributes: Attributes, token: Token) -> CType:
    """Give a function type, or the one behind pointers, the attributes that belong to it."""
    names = FUNCTION_TYPE.intersection(attributes)
    if not names:
        return type_
    formats = attributes.get("format")
    if formats:  # with its arguments, so that it is checked through pointers too
        names |= {f"format {a} {b} {c}" for a, b, c in zip(formats[::3], formats[1::3], formats[2::3])}
    if isinstance(type_, FunctionType):
        if names <= type_.attributes:
            return type_
        function = FunctionType(type_.result, type_.parameters, type_.variadic, type_.prototyped)
        function.attributes = type_.attributes | names
        if "interrupt" in names:
            check_interrupt(context, function, token)
        return function
    if isinstance(type_, PointerType) and (type_.target.is_function or type_.target.is_pointer):
        target = change_function(context, type_.target, attributes, token)
        return context.types.pointer(target).with_quals(type_.quals)
    return type_


def typedef_alignment(type_: CType, attributes: Attributes) -> CType:
    """A typedef's type with attribute aligned."""
    align = alignment(attributes)
    if not align or align == type_.align or type_.is_function:
        return type_
    if isinstance(type_, RecordType) or type_.size >= 0:
        return type_.aligned(align)
    return type_

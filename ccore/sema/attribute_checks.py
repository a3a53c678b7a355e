"""What attributes' arguments must be (GCC manual, "Attribute Syntax" and the attributes' own sections)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.ast import nodes
from ccore.options import x87_registers
from ccore.sema import tree
from ccore.sema.compat import type_text
from ccore.sema.types import CONST, CType, FunctionType, IntegerType, PointerType

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.source import Location, Token

_UNBOUNDED: Final = 1 << 30
_NONE: Final = """
    packed nocommon common noreturn volatile stack_protect noinline noclone no_icf noipa leaf always_inline gnu_inline
    artificial flatten used unused uninitialized externally_visible no_reorder const pure transparent_union weak noplt
    no_instrument_function returns_twice nonstring nothrow may_alias warn_unused_result cold hot designated_init
    fallthrough no_split_stack no_stack_limit no_stack_protector no_sanitize_address no_sanitize_thread
    no_sanitize_undefined no_sanitize_coverage no_address_safety_analysis no_profile_instrument_function noinit
    returns_nonnull transaction_callable transaction_pure transaction_safe transaction_unsafe naked
    interrupt no_caller_saved_registers
"""
_COUNTS: Final[dict[str, tuple[int, int]]] = {
    **dict.fromkeys(_NONE.split(), (0, 0)),
    **dict.fromkeys(
        ("constructor", "destructor", "aligned", "warn_if_not_aligned", "weakref", "deprecated", "unavailable", "simd",
         "sentinel"), (0, 1)
    ),
    **dict.fromkeys(
        ("scalar_storage_order", "mode", "section", "ifunc", "alias", "vector_size", "visibility", "tls_model",
         "cleanup", "alloc_align", "error", "warning", "copy", "format_arg", "zero_call_used_regs"), (1, 1)
    ),
    **dict.fromkeys(("target", "target_clones", "optimize", "no_sanitize", "symver"), (1, _UNBOUNDED)),
    "malloc": (0, 2), "alloc_size": (1, 2), "assume_aligned": (1, 2), "access": (1, 3), "format": (3, 3),
    "patchable_function_entry": (1, 2),
}  # fmt: skip
"""How many arguments an attribute takes at least and at most."""

_ACCESS: Final = ("read_only", "read_write", "write_only", "none")


def check(context: Context, name: str, node: nodes.Attribute) -> bool:
    """Report arguments that the attribute cannot have; whether it may be applied."""
    arguments = node.arguments
    counts = None if node.standard else _COUNTS.get(name)  # C23's own have their own rules
    if counts is not None and not counts[0] <= len(arguments) <= counts[1]:
        location = place(context, node)
        context.diagnostics.error(f"wrong number of arguments specified for '{name}' attribute", location)
        low, high = counts
        expected = f"between {low} and {high}" if low != high else str(low)
        if high == _UNBOUNDED:
            expected = f"{low} or more"
        context.diagnostics.note(f"expected {expected}, found {len(arguments)}", location)
        return False
    special = _SPECIAL.get(name)
    return special is None or not arguments or special(context, name, node)


def place(context: Context, node: nodes.Attribute) -> Location:
    """Where an attribute is reported: at what is declared, or at itself if it comes on a later line."""
    declared, own = context.declared, node.token
    if declared is None or (declared.line.file is own.line.file and declared.line.number < own.line.number):
        return own.location
    return declared.location


def _access(context: Context, name: str, node: nodes.Attribute) -> bool:
    """``access (mode, reference [, size])``."""
    mode = node.arguments[0]
    location = place(context, node)
    expected = "expected one of 'read_only', 'read_write', 'write_only', or 'none'"
    if isinstance(mode, nodes.Call) and isinstance(mode.callee, nodes.Identifier):
        text = f"attribute 'access' unexpected '(' after mode '{mode.callee.name}'"
        context.diagnostics.error(f"{text}; expected a positional argument or ')'", location)
        return False
    if not isinstance(mode, nodes.Identifier):
        shown = mode.parts[0].text if isinstance(mode, nodes.StringLiteral) else mode.token.text
        context.diagnostics.error(f"attribute 'access' mode '{shown}' is not an identifier; {expected}", location)
        return False
    word = mode.name
    if word.startswith("__") and word.endswith("__") and len(word) > 4:
        word = word[2:-2]
    if word not in _ACCESS:
        context.diagnostics.error(f"attribute 'access' invalid mode '{mode.name}'; {expected}", location)
        return False
    if len(node.arguments) < 2:
        context.diagnostics.error(f"attribute 'access({word})' missing an argument", location)
        return False
    return True


def not_designated(context: Context, token: Token) -> None:
    """Attribute designated_init stands where there is no structure."""
    context.diagnostics.error("'designated_init' attribute is only valid on 'struct' type", token.location)


def check_access(context: Context, type_: CType, attributes: dict[str, list[object]], token: Token) -> None:
    """The positions that attribute access names: a pointer's to an object, and that of its size."""
    arguments = attributes["access"]
    if isinstance(type_, PointerType):
        type_ = type_.target
    if not isinstance(type_, FunctionType) or len(arguments) < 2:
        return
    shown = ", ".join(f'"{a}"' if isinstance(a, str) and i else str(a) for i, a in enumerate(arguments))
    for number, position in enumerate(arguments[1:], 1):
        text = f"attribute 'access({shown})'"
        where = f"positional argument {number}"
        if not isinstance(position, int):
            context.diagnostics.error(f"{text} invalid {where}", token.location)
            return
        if position <= 0:
            context.diagnostics.error(f"{text} {where} invalid value {position}", token.location)
            return
        if not type_.prototyped:
            continue
        count = len(type_.parameters)
        if position > count:
            if not type_.variadic:
                what = f"value {position} exceeds number of function arguments {count}"
                context.diagnostics.error(f"{text} {where} {what}", token.location)
            return
        complaint = _misplaced(type_.parameters[position - 1], number, arguments[0])
        if complaint:
            context.diagnostics.error(f"{text} {where} references {complaint}", token.location)
            return


def check_interrupt(context: Context, type_: FunctionType, token: Token) -> None:
    """What the processor calls: a pointer to what it pushed, perhaps the error code, and no result."""
    says, location = context.diagnostics.error, token.location
    given = type_.parameters
    if given and not given[0].is_pointer:
        says("interrupt service routine should have a pointer as the first argument", location)
    word = context.types.unsigned_long.size
    if len(given) > 1 and not (isinstance(given[1].unqualified, IntegerType) and given[1].size == word):
        says("interrupt service routine should have 'unsigned long int' as the second argument", location)
    if not 1 <= len(given) <= 2:
        what = "a pointer argument and an optional integer argument"
        says(f"interrupt service routine can only have {what}", location)
    if not type_.result.is_void:
        says("interrupt service routine must return 'void'", location)


def check_kept_registers(context: Context, function: tree.Function, type_: FunctionType) -> None:
    """A definition that keeps all registers must not use those that only some instructions save."""
    interrupt = "interrupt" in type_.attributes
    if not interrupt and "no_caller_saved_registers" not in type_.attributes:
        return
    location, options = function.token.location, context.options
    if interrupt and "naked" in function.attributes:
        context.diagnostics.error("interrupt and naked attributes are not compatible", location)
    words = tuple(word for text in function.attributes.get("target", ()) for word in str(text).split(","))
    find = context.target.instruction_sets
    sets = find(options, words) if find is not None else frozenset()
    kind = "SSE" if "sse" in sets else "MMX/3Dnow" if "mmx" in sets else ""
    if not kind and x87_registers(options) and "general-regs-only" not in words:
        kind = "80387"
    if kind:
        where = "a function with the 'no_caller_saved_registers' attribute"
        if interrupt:
            where = f"an {'exception' if len(type_.parameters) == 2 else 'interrupt'} service routine"
        text = f"sorry, unimplemented: {kind} instructions aren't allowed in {where}"
        context.diagnostics.error(text, location)
    found = "'ms_abi'" if "ms_abi" in type_.attributes else "variable arguments" if type_.variadic else ""
    if found:
        what = "interrupt" if interrupt else "no_caller_saved_registers"
        context.diagnostics.error(f"sorry, unimplemented: {found} with attribute '{what}'", location)


def _misplaced(found: CType, number: int, mode: object) -> str:
    """What is wrong with a parameter as attribute access's object (``number`` 1) or its size; "": nothing."""
    name = type_text(found)
    if number > 1:
        return "" if found.is_integer else f"non-integer argument type '{name}'"
    if not isinstance(found, PointerType):
        return f"non-pointer argument type '{name}'"
    if found.target.is_function:
        return f"argument of function type '{type_text(found.target)}'"
    if found.target.quals & CONST and mode in ("read_write", "write_only"):
        return f"'const'-qualified argument type '{name}'"
    return ""


def _priority(context: Context, name: str, node: nodes.Attribute) -> bool:
    """The priority of a constructor or destructor."""
    argument = node.arguments[0]
    value = None
    if not isinstance(argument, nodes.TypeName):
        found = context.expressions.value(argument)
        if found.type.is_integer:
            value = getattr(found, "value", None)
    location = place(context, node)
    if not isinstance(value, int) or not 0 <= value <= 65535:
        context.diagnostics.error(f"{name} priorities must be integers from 0 to 65535 inclusive", location)
        return False
    if value <= 100:
        text = f"{name} priorities from 0 to 100 are reserved for the implementation"
        context.diagnostics.warning(text, location, "prio-ctor-dtor")
    return True


def _order(context: Context, name: str, node: nodes.Attribute) -> bool:
    """``scalar_storage_order ("big-endian")``."""
    argument = node.arguments[0]
    text = "".join(part.text for part in argument.parts) if isinstance(argument, nodes.StringLiteral) else ""
    if text not in ('"big-endian"', '"little-endian"'):
        message = f"attribute '{name}' argument must be one of 'big-endian' or 'little-endian'"
        context.diagnostics.error(message, place(context, node))
        return False
    return True


def _copy(context: Context, name: str, node: nodes.Attribute) -> bool:
    """``copy (expression)``: of the attributes of a symbol or type."""
    argument = node.arguments[0]
    location = place(context, node)
    if isinstance(argument, nodes.StringLiteral):
        context.diagnostics.error("'copy' attribute argument cannot be a string", location)
        return False
    if isinstance(argument, nodes.NumberLiteral | nodes.CharacterLiteral):
        context.diagnostics.error("'copy' attribute argument cannot be a constant arithmetic expression", location)
        return False
    return True


def _outside(context: Context, name: str, node: nodes.Attribute) -> bool:
    """What is for declarations outside of functions alone."""
    if context.function is None:
        return True
    context.diagnostics.warning(f"'{name}' attribute ignored", place(context, node), "attributes")
    return False


def _malloc(context: Context, name: str, node: nodes.Attribute) -> bool:
    """``malloc (deallocator [, position])``: a function, and which of its parameters takes the pointer."""
    argument = node.arguments[0]
    location = place(context, node)
    entity = context.declarations.lookup(argument.name) if isinstance(argument, nodes.Identifier) else None
    if isinstance(argument, nodes.Identifier) and entity is None:
        return True  # undeclared: said where it is evaluated
    if not isinstance(entity, tree.Function):
        context.diagnostics.error(f"'{name}' attribute argument 1 does not name a function", location)
        return False
    type_ = entity.type
    if not isinstance(type_, FunctionType):
        return True
    position, where = 1, "first argument"
    if len(node.arguments) > 1:
        second = node.arguments[1]
        value = None if isinstance(second, nodes.TypeName) else context.expressions.value(second)
        position = value.value if isinstance(value, tree.IntegerConstant) else 0
        where = f"argument {position}"
        if not 0 < position <= len(type_.parameters):
            return True
    found = type_.parameters[position - 1] if type_.parameters else None
    if found is None or not found.is_pointer:
        shown = type_text(found) if found is not None else "void"
        what = f"; have '{shown}'" if type_.prototyped else ""
        context.diagnostics.error(
            f"'{name}' attribute argument 1 must take a pointer type as its {where}{what}", location
        )
        return False
    return True


def _message(context: Context, name: str, node: nodes.Attribute) -> bool:
    """``error ("message")`` and ``warning``."""
    if isinstance(node.arguments[0], nodes.StringLiteral):
        return True
    context.diagnostics.warning(f"'{name}' attribute ignored", place(context, node), "attributes")
    return False


_SPECIAL: Final = {
    "error": _message, "warning": _message,
    "malloc": _malloc, "alias": _outside, "ifunc": _outside,
    "access": _access, "constructor": _priority, "destructor": _priority, "scalar_storage_order": _order, "copy": _copy,
}  # fmt: skip

"""Calls of builtins: folding, checks, and the forms that ``ccore.sema.builtins`` documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ccore.ast import nodes
from ccore.sema import constants, tree
from ccore.sema.atomic_calls import AtomicCalls
from ccore.sema.builtin_base import argument_text, spell
from ccore.sema.compat import compatible_unqualified
from ccore.sema.cpu_builtins import CpuBuiltins
from ccore.sema.floating_calls import CLASSIFY, ROUNDED, FloatingCalls
from ccore.sema.library_folding import fold_library, string_of
from ccore.sema.object_size import object_size
from ccore.sema.target_builtins import PREFIX, TargetBuiltins
from ccore.sema.tgmath import TypeGeneric
from ccore.sema.types import (
    ATOMIC,
    CONST,
    ArrayType,
    ComplexType,
    CType,
    Field,
    IntegerType,
    PointerType,
    RecordType,
    VectorType,
    element_of,
)

if TYPE_CHECKING:
    from ccore.sema.expressions import Expressions

_BIT_COUNTS = ("ffs", "clz", "ctz", "popcount", "parity", "clrsb")
_RELATIONS = ("isgreater", "isgreaterequal", "isless", "islessequal", "islessgreater", "isunordered")
_PLAIN = {  # no arguments, result letter: v void, p void *, i int
    "unreachable": "v", "trap": "v", "thread_pointer": "p", "va_arg_pack": "i", "va_arg_pack_len": "i",
}


class BuiltinCalls(FloatingCalls):
    """Handlers by name, without ``__builtin_``."""

    def __init__(self, expressions: Expressions) -> None:
        super().__init__(expressions)
        self.atomics = AtomicCalls(expressions)
        self.target = TargetBuiltins(expressions) if self.context.target.name == "x86_64" else None
        handlers: dict[str, Callable[[nodes.Call, str], tree.Expression | None]] = {
            "constant_p": self._constant_p, "expect": self._expect, "expect_with_probability": self._expect,
            "object_size": self._object_size, "dynamic_object_size": self._object_size,
            "prefetch": self._prefetch, "return_address": self._level, "frame_address": self._level,
            "extract_return_addr": self._same, "frob_return_addr": self._same,
            "assoc_barrier": self._barrier,
            "va_start": self._va_start, "va_end": self._va_end, "va_copy": self._va_copy,
            "alloca": self._alloca, "alloca_with_align": self._alloca, "alloca_with_align_and_max": self._alloca,
            "assume_aligned": self._assume_aligned,
            "abs": self._abs, "labs": self._abs, "llabs": self._abs,
            "inf": self._infinity, "huge_val": self._infinity, "nan": self._nan, "nans": self._nan,
            "fpclassify": self._fpclassify, "classify_type": self._classify_type, "complex": self._complex,
            "setjmp": self._setjmp, "longjmp": self._longjmp, "speculation_safe_value": self._speculation,
            "clear_padding": self._clear_padding, "shuffle": self._shuffle, "shufflevector": self._shufflevector,
            "LINE": self._line, "FILE": self._line, "FUNCTION": self._line, "COLUMN": self._line,
            "apply_args": self._apply, "apply": self._apply, "return": self._apply,
            "choose_expr": self.unsupported, "is_constant_evaluated": self.unsupported,
            "next_arg": self._next_arg, "call_with_static_chain": self._chained,
            "tgmath": TypeGeneric(expressions).call,
        }  # fmt: skip
        for name in ROUNDED:
            handlers[name] = self._rounded
        for name in _PLAIN:
            handlers[name] = self._plain
        for name in _BIT_COUNTS:
            for suffix in ("", "l", "ll", "imax"):
                handlers[name + suffix] = self._bit_count
        for name in ("16", "32", "64", "128"):
            handlers["bswap" + name] = self._bswap
        for operation in ("add", "sub", "mul"):
            handlers[f"{operation}_overflow"] = handlers[f"{operation}_overflow_p"] = self._overflow
            for letter in ("s", "u"):
                for size in ("", "l", "ll"):
                    handlers[f"{letter}{operation}{size}_overflow"] = self._overflow
        for name in CLASSIFY:
            for suffix in ("", "f", "l"):
                handlers[name + suffix] = self._classify
        for name in _RELATIONS:
            handlers[name] = self._relation
        for suffix in ("f", "l", "f16", "f32", "f64", "f128", "f32x", "f64x", "q"):
            handlers["inf" + suffix] = handlers["huge_val" + suffix] = self._infinity
            handlers["nan" + suffix] = handlers["nans" + suffix] = self._nan
        for suffix in ("", "f", "l", "f16", "f32", "f64", "f128", "f32x", "f64x", "q"):
            handlers["fabs" + suffix] = handlers["copysign" + suffix] = self._sign_function
        for suffix in ("d32", "d64", "d128"):
            handlers["inf" + suffix] = self._infinity
            handlers["nan" + suffix] = handlers["nans" + suffix] = self._nan
            handlers["fabs" + suffix] = self._sign_function
            for name in ("isnan", "isinf", "finite", "signbit"):
                handlers[name + suffix] = self._classify
        if self.target is not None:
            cpu = CpuBuiltins(expressions)
            handlers.update({"cpu_init": cpu.init, "cpu_supports": cpu.supports, "cpu_is": cpu.is_})
        self._handlers = handlers

    def has(self, name: str) -> bool:
        """Whether a name is that of a builtin that no library function stands behind."""
        return name.startswith("__builtin_") and name[10:] in self._handlers

    # --- Entry ------------------------------------------------------------------------------------------------

    def call(self, node: nodes.Call, name: str) -> tree.Expression | None:
        """A call by a reserved name; None where no builtin has it."""
        if not name.startswith("__builtin_"):
            return self.atomics.call(node, name)
        short = name[10:]
        handler = self._handlers.get(short)
        if handler is not None:
            return handler(node, short)
        if short.startswith(PREFIX):
            return self.target.call(node, short) if self.target is not None else None
        if short.startswith("__") and short.endswith("_chk"):
            return self._checked(node, short)
        function = self.context.declarations.library_function(short, node.callee.token)
        if function is not None:
            function.used = True
            reference = tree.FunctionReference(node.callee.token, function.type, function)
            arguments = [self.expressions.value(a) for a in node.arguments]
            if self.context.warnings is not None:
                self.context.warnings.calls.call(node, reference, arguments)
            made = self.expressions.call(node.token, reference, arguments)
            if isinstance(made, tree.Call):
                folded = fold_library(
                    self.types, node.token, short, made.arguments, made.type, not self.context.options.rounding_math
                )
                return made if folded is None else folded
            if isinstance(made, tree.IntegerConstant) and made.type is not self.conversions.error_type:
                return tree.IntegerConstant(made.token, made.type, made.value)
            return made
        return None

    def _plain(self, node: nodes.Call, name: str) -> tree.Expression | None:
        if self.arguments(node, name, 0) is None:
            return self.failed(node.token)
        types = self.types
        letter = _PLAIN[name]
        result: CType = {"v": types.void, "p": types.pointer(types.void), "i": types.int}[letter]
        return tree.BuiltinCall(node.token, result, name, [])

    # --- Constants and hints ----------------------------------------------------------------------------------

    def _constant_p(self, node: nodes.Call, name: str) -> tree.Expression:
        """1 for literals, 0 for what GCC settles in its front end (side effects, pointers, static initialisers),
        else left to the passes."""
        self.conversions.inhibit += 1
        try:
            arguments = self.arguments(node, name, 1)
        finally:
            self.conversions.inhibit -= 1
        if arguments is None:
            return self.failed(node.token)
        e = arguments[0]
        if constants.is_constant(e) or self._is_string(e):
            return self.int_constant(node.token, 1)
        type_ = e.type
        settled = (
            self.context.function is None
            or self.expressions.static_depth
            or self.expressions.forced
            or not (type_.is_arithmetic and not type_.is_complex)
            or constants.has_effects(e)
        )
        if settled:
            return self.int_constant(node.token, 0)
        return tree.BuiltinCall(node.token, self.types.int, "constant_p", [e])

    @staticmethod
    def _is_string(e: tree.Expression) -> bool:
        while isinstance(e, tree.Convert) and e.type.is_pointer:
            e = e.operand
        return isinstance(e, tree.Decay | tree.AddressOf) and isinstance(e.lvalue, tree.StringReference)

    def _expect(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 2 if name == "expect" else 3)
        if arguments is None:
            return self.failed(node.token)
        long = self.types.long
        for i in range(2):
            arguments[i] = self.conversions.assign(arguments[i], long, arguments[i].token, argument_text(i, name))
        if isinstance(arguments[0], tree.IntegerConstant):
            return arguments[0]
        if len(arguments) == 3:
            arguments[2] = self.conversions.to(arguments[2], self.types.double)
        return tree.BuiltinCall(node.token, long, name, arguments)

    def _prefetch(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 1, 3)
        if arguments is None:
            return self.failed(node.token)
        pointer = self.types.pointer(self.types.void.qualified(CONST))
        arguments[0] = self.conversions.assign(arguments[0], pointer, arguments[0].token, argument_text(0, name))
        for i, default in ((1, 0), (2, 3)):
            if len(arguments) <= i:
                arguments.append(self.int_constant(node.token, default))
                continue
            given, position = arguments[i], "second" if i == 1 else "third"
            if not isinstance(given, tree.IntegerConstant):
                self.error(f"{position} argument to '__builtin_prefetch' must be a constant", node.token, given)
                arguments[i] = self.int_constant(node.token, default)
            elif not 0 <= given.value <= (1 if i == 1 else 3):
                text = f"invalid {position} argument to '__builtin_prefetch'; using zero"
                self.conversions.warning(text, node.token)
                arguments[i] = self.int_constant(node.token, 0)
        return tree.BuiltinCall(node.token, self.types.void, name, arguments)

    def _level(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 1)
        if arguments is None:
            return self.failed(node.token)
        level = arguments[0]
        if not isinstance(level, tree.IntegerConstant) or level.value < 0:
            return self.error(f"invalid argument to '{spell(name)}'", node.token, level)
        return tree.BuiltinCall(node.token, self.types.pointer(self.types.void), name, [level])

    def _same(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 1)
        if arguments is None:
            return self.failed(node.token)
        pointer = self.types.pointer(self.types.void)
        return self.conversions.assign(arguments[0], pointer, node.token, argument_text(0, name))

    def _barrier(self, node: nodes.Call, name: str) -> tree.Expression:
        """``__builtin_assoc_barrier``: the value; nothing here reassociates floating operations across it."""
        arguments = self.arguments(node, name, 1)
        return self.failed(node.token) if arguments is None else arguments[0]

    def _chained(self, node: nodes.Call, name: str) -> tree.Expression:
        """``__builtin_call_with_static_chain (call, pointer)``."""
        shown = f"'__builtin_{name}'"
        if len(node.arguments) != 2:
            return self.error(f"wrong number of arguments to {shown}", node.token)
        call, chain = self.expressions.expression(node.arguments[0]), self.expressions.value(node.arguments[1])
        if not isinstance(call, tree.Call):
            return self.error(f"first argument in {shown} must be a call expression", node.token, call)
        if not chain.type.is_pointer:
            return self.error(f"second argument to {shown} must be a pointer type", node.token, chain)
        call.chain = chain
        return call

    def _line(self, node: nodes.Call, name: str) -> tree.Expression:
        line = node.token.line
        if name == "LINE":
            return self.int_constant(node.token, (line.call or line).presumed_number)
        if name == "COLUMN":
            return self.int_constant(node.token, node.token.column)
        if name == "FUNCTION":
            return self.conversions.rvalue(self.expressions.function_name(node.token, "__FUNCTION__"))
        raw = line.presumed_path.encode("utf-8", "surrogateescape")
        return self.conversions.rvalue(self.expressions.literals.make_string(node.token, raw, self.types.char))

    def _speculation(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 1, 2)
        if arguments is None:
            return self.failed(node.token)
        type_ = arguments[0].type
        if len(arguments) == 1:
            arguments.append(self.int_constant(node.token, 0))
        arguments[1] = self.conversions.to(arguments[1], type_)
        return tree.BuiltinCall(node.token, type_, name, arguments)

    # --- Object sizes -----------------------------------------------------------------------------------------

    def _object_size(self, node: nodes.Call, name: str) -> tree.Expression:
        self.conversions.inhibit += 1
        try:
            arguments = self.arguments(node, name, 2)
        finally:
            self.conversions.inhibit -= 1
        if arguments is None:
            return self.failed(node.token)
        pointer, mode = arguments
        size_t = self.types.size_t
        if not pointer.type.is_pointer:
            pointer = self.conversions.assign(
                pointer, self.types.pointer(self.types.void), node.token, argument_text(0, name)
            )
        if not isinstance(mode, tree.IntegerConstant) or not 0 <= mode.value <= 3:
            return self.error(
                f"last argument of '{spell(name)}' is not integer constant between 0 and 3", node.token, mode
            )
        unknown = constants.wrap(size_t, -1 if mode.value < 2 else 0)
        if constants.has_effects(pointer):
            return self.int_constant(node.token, unknown, size_t)
        known = object_size(pointer, mode.value, self.context.options.optimizing)
        if known is not None:
            return self.int_constant(node.token, known, size_t)
        if self.context.function is None or self.expressions.static_depth or self.expressions.forced:
            return self.int_constant(node.token, unknown, size_t)
        return tree.BuiltinCall(node.token, size_t, name, [pointer, mode])

    def _checked(self, node: nodes.Call, name: str) -> tree.Expression | None:
        """``__builtin___memcpy_chk`` and kin: the plain function where the object's size is unknown or big enough."""
        plain = name[2:-4]
        positions = {  # where the flag (dropped) and the object size stand
            "memcpy": (3,), "memmove": (3,), "mempcpy": (3,), "memset": (3,), "strcpy": (2,), "stpcpy": (2,),
            "strcat": (2,), "strncpy": (3,), "stpncpy": (3,), "strncat": (3,), "sprintf": (1, 2), "vsprintf": (1, 2),
            "snprintf": (2, 3), "vsnprintf": (2, 3), "printf": (0,), "vprintf": (0,), "fprintf": (1,), "vfprintf": (1,),
        }.get(plain)  # fmt: skip
        if positions is None:
            return None
        arguments = [self.expressions.value(a) for a in node.arguments]
        if len(arguments) <= positions[-1]:
            return self.error(f"too few arguments to function '{spell(name)}'", node.token, *arguments)
        size = arguments[positions[-1]]
        kept = [a for i, a in enumerate(arguments) if i not in positions]
        if plain in ("printf", "vprintf", "fprintf", "vfprintf"):
            return self.library_call(node, name, arguments)
        needed = self._needed(plain, kept)
        unknown = constants.wrap(self.types.size_t, -1)
        if isinstance(size, tree.IntegerConstant):
            limit = constants.wrap(self.types.size_t, size.value)
            enough = limit == unknown or (needed is not None and needed <= limit)
            return self.library_call(node, plain if enough else name, kept if enough else arguments)
        if not self.context.options.optimizing:
            return self.library_call(node, plain, kept)
        return self.library_call(node, name, arguments)  # the optimiser will know the object

    def _needed(self, plain: str, arguments: list[tree.Expression]) -> int | None:
        """How many bytes a library function writes at most, if that is known."""
        if len(arguments) < 2:
            return None
        if plain in ("strcpy", "stpcpy"):
            text = string_of(arguments[1])
            return None if text is None else len(text) + 1
        if plain in ("memcpy", "memmove", "mempcpy", "memset", "strncpy", "stpncpy", "snprintf", "vsnprintf"):
            count = arguments[1 if plain.endswith("printf") else -1]
            return count.value if isinstance(count, tree.IntegerConstant) and count.value >= 0 else None
        return None

    # --- Variable arguments, stack ----------------------------------------------------------------------------

    def _va_start(self, node: nodes.Call, name: str) -> tree.Expression:
        if len(node.arguments) != 2:
            return self.error(f"too few arguments to function '{spell(name)}'", node.token)
        function = self.context.function
        if function is None or not function.variadic:
            return self.error("'va_start' used in function with fixed arguments", node.token)
        function.uses_va_start = True
        return self._list_call(node, name, 1)

    def _next_arg(self, node: nodes.Call, name: str) -> tree.Expression:
        """``__builtin_next_arg (last)``: where the first anonymous argument in memory is."""
        arguments = self.arguments(node, name, 1)
        function = self.context.function
        if arguments is None:
            return self.failed(node.token)
        if function is None or not function.variadic:
            return self.error("'va_start' used in function with fixed arguments", node.token)
        if self.context.target.name != "x86_64":
            return self.unsupported(node, name)
        function.uses_va_start = True
        return tree.BuiltinCall(node.token, self.types.pointer(self.types.void), name, [])

    def _va_end(self, node: nodes.Call, name: str) -> tree.Expression:
        return self._list_call(node, name, 1)

    def _va_copy(self, node: nodes.Call, name: str) -> tree.Expression:
        return self._list_call(node, name, 2)

    def _list_call(self, node: nodes.Call, name: str, count: int) -> tree.Expression:
        if len(node.arguments) < count:
            return self.error(f"too few arguments to function '{spell(name)}'", node.token)
        pointers: list[tree.Expression] = []
        for argument in node.arguments[:count]:
            e = self.expressions.expression(argument)
            if name == "va_copy" and len(pointers) == 1 and not e.is_lvalue and not e.type.is_pointer:
                return self.error("second argument to '__builtin_va_copy' not of type 'va_list'", node.token, e)
            pointers.append(self.expressions.va_list_pointer(e))
        if name == "va_start" and len(node.arguments) == 2:
            self.expressions.unevaluated(node.arguments[1])
        return tree.BuiltinCall(node.token, self.types.void, name, pointers)

    def _alloca(self, node: nodes.Call, name: str) -> tree.Expression:
        counts = {"alloca": 1, "alloca_with_align": 2, "alloca_with_align_and_max": 3}  # the last: for warnings alone
        arguments = self.arguments(node, name, counts[name])
        if arguments is None:
            return self.failed(node.token)
        size = self.conversions.assign(arguments[0], self.types.size_t, node.token, argument_text(0, name))
        align = 0
        if len(arguments) >= 2:
            bits = arguments[1]
            most = 8 * self.context.target.biggest_alignment << 25
            if (
                not isinstance(bits, tree.IntegerConstant) or not bits.type.is_integer or bits.value & (bits.value - 1)
                or not 8 <= bits.value < most
            ):  # fmt: skip
                text = f"second argument to function '{spell(name)}' must be a constant integer power of 2 between"
                return self.error(f"{text} '8' and '{most // 2}' bits", node.token, bits)
            align = bits.value // 8
        alignment = self.int_constant(node.token, align)
        return tree.BuiltinCall(node.token, self.types.pointer(self.types.void), "alloca", [size, alignment])

    def _assume_aligned(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 2, 3)
        if arguments is None:
            return self.failed(node.token)
        pointer = self.types.pointer(self.types.void)
        arguments[0] = self.conversions.to(arguments[0], pointer)
        if len(arguments) == 2:
            arguments.append(self.int_constant(node.token, 0))
        for i in (1, 2):
            if not arguments[i].type.is_integer:
                text = f"non-integer argument {i + 1} in call to function '{spell(name)}'"
                return self.error(text, node.token, arguments[i])
            arguments[i] = self.conversions.assign(arguments[i], self.types.size_t, node.token, argument_text(i, name))
        return tree.BuiltinCall(node.token, pointer, name, arguments)

    def _setjmp(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 1)
        if arguments is None:
            return self.failed(node.token)
        buffer = self.types.pointer(self.types.void)
        arguments[0] = self.conversions.assign(arguments[0], buffer, node.token, argument_text(0, name))
        return tree.BuiltinCall(node.token, self.types.int, name, arguments)

    def _longjmp(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 2)
        if arguments is None:
            return self.failed(node.token)
        arguments[1] = self.conversions.to(arguments[1], self.types.int)
        return tree.BuiltinCall(node.token, self.types.void, name, arguments)

    def _apply(self, node: nodes.Call, name: str) -> tree.Expression | None:
        """``__builtin_apply_args ()``, ``_apply (function, arguments, size)`` and ``_return (result)``."""
        state, types = self.context.function, self.types
        if self.context.target.name != "x86_64" or (name == "apply_args" and state is not None and state.variadic):
            return self.unsupported(node, name)
        arguments = self.arguments(node, name, {"apply_args": 0, "apply": 3, "return": 1}[name])
        if arguments is None:
            return self.failed(node.token)
        pointer = types.pointer(types.void)
        for position, argument in enumerate(arguments):
            wanted = types.size_t if position == 2 else pointer
            if position == 0 and argument.type.is_pointer:  # any function's address will do
                arguments[position] = self.conversions.to(argument, wanted)
            else:
                text = argument_text(position, name)
                arguments[position] = self.conversions.assign(argument, wanted, node.token, text)
        return tree.BuiltinCall(node.token, types.void if name == "return" else pointer, name, arguments)

    # --- Integers ---------------------------------------------------------------------------------------------

    def _suffixed(self, suffix: str) -> IntegerType:
        types = self.types
        return {"": types.int, "l": types.long, "ll": types.long_long, "imax": types.long}[suffix]

    def _bit_count(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 1)
        if arguments is None:
            return self.failed(node.token)
        base = next(b for b in _BIT_COUNTS if name.startswith(b))
        signed = self._suffixed(name[len(base) :])
        type_ = signed if base == "clrsb" else self.types.to_unsigned(signed)
        e = self.conversions.assign(arguments[0], type_, node.token, argument_text(0, name))
        if isinstance(e, tree.IntegerConstant):
            value = bit_count(base, e.value, type_.bits)
            if value is not None:
                return self.int_constant(node.token, value)
        return tree.BuiltinCall(node.token, self.types.int, base, [e])

    def _bswap(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 1)
        if arguments is None:
            return self.failed(node.token)
        types = self.types
        type_ = {
            "16": types.unsigned_short, "32": types.unsigned_int, "64": types.unsigned_long,
            "128": types.unsigned_int128,
        }[name[5:]]  # fmt: skip
        e = self.conversions.assign(arguments[0], type_, node.token, argument_text(0, name))
        if isinstance(e, tree.IntegerConstant):
            swapped = int.from_bytes(e.value.to_bytes(type_.size, "little"), "big")
            return self.int_constant(node.token, swapped, type_)
        return tree.BuiltinCall(node.token, type_, "bswap", [e])

    def _abs(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 1)
        if arguments is None:
            return self.failed(node.token)
        type_ = {"abs": self.types.int, "labs": self.types.long, "llabs": self.types.long_long}[name]
        e = self.conversions.assign(arguments[0], type_, node.token, argument_text(0, name))
        if isinstance(e, tree.IntegerConstant):
            return self.int_constant(node.token, constants.wrap(type_, abs(e.value)), type_)
        return tree.BuiltinCall(node.token, type_, "abs", [e])

    def _overflow(self, node: nodes.Call, name: str) -> tree.Expression:
        """``__builtin_add_overflow`` and kin, generic, typed (``sadd``, ``uaddl``) and predicates (``_p``)."""
        arguments = self.arguments(node, name, 3)
        if arguments is None:
            return self.failed(node.token)
        types, conversions = self.types, self.conversions
        predicate = name.endswith("_p")
        operation = name.partition("_")[0]
        base = next(o for o in ("add", "sub", "mul") if o in operation)
        a, b, last = arguments
        typed: IntegerType | None = None
        if operation != base:
            typed = self._suffixed(operation[1 + len(base) :])
            if operation[0] == "u":
                typed = types.to_unsigned(typed)
            a = conversions.assign(a, typed, node.token, argument_text(0, name))
            b = conversions.assign(b, typed, node.token, argument_text(1, name))
        for i, operand in enumerate((a, b)):
            if not operand.type.is_integer:
                message = f"argument {i + 1} in call to function '{spell(name)}' does not have integral type"
                return self.error(message, node.token, operand)
        if not predicate and isinstance(last.type, PointerType) and last.type.target.quals & (ATOMIC | CONST):
            word = "_Atomic" if last.type.target.quals & ATOMIC else "const"
            text = f"argument 3 in call to function '{spell(name)}' has pointer to '{word}' type"
            return self.error(text, node.token, last)
        if predicate:
            if not last.type.is_integer:
                return self.error(
                    f"argument 3 in call to function '{spell(name)}' does not have integral type", node.token, last
                )
            width = conversions.bit_width(last)
            result = types.integer(last.type)
            if 0 <= width < result.bits and not result.is_bool:
                result = types.narrow(result, width)
            if isinstance(a, tree.IntegerConstant) and isinstance(b, tree.IntegerConstant):
                exact = constants.exact_integer({"add": "+", "sub": "-", "mul": "*"}[base], a.value, b.value)
                assert exact is not None
                return self.int_constant(node.token, int(not constants.fits(result, exact)), types.bool)
            return tree.BuiltinCall(node.token, types.bool, f"{base}_overflow_p", [a, b], result)
        target = last.type
        if not isinstance(target, PointerType) or not target.target.is_integer:
            message = f"argument 3 in call to function '{spell(name)}' does not have pointer to integral type"
            return self.error(message, node.token, last)
        return tree.BuiltinCall(node.token, types.bool, f"{base}_overflow", [a, b, last], types.integer(target.target))

    # --- Types and vectors ------------------------------------------------------------------------------------

    def _classify_type(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 1)
        if arguments is None:
            return self.failed(node.token)
        type_ = arguments[0].type
        if type_.is_void:
            value = 0
        elif type_.is_integer:
            value = 1
        elif type_.is_pointer:
            value = 5
        elif type_.is_floating:
            value = 8
        elif isinstance(type_, ComplexType):
            value = 9
        elif isinstance(type_, RecordType):
            value = 12 if type_.record.kind == "struct" else 13
        else:
            value = -1
        return self.int_constant(node.token, value)

    def _clear_padding(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 1)
        if arguments is None:
            return self.failed(node.token)
        type_ = arguments[0].type
        if not isinstance(type_, PointerType) or type_.target.size == -1:
            return self.error(
                f"argument 1 in call to function '{spell(name)}' does not have pointer to complete type", node.token
            )
        member = _flexible_member(type_.target)
        if member is not None:
            what = f"flexible array member '{member.name}' does not have well defined padding bits"
            return self.error(f"{what} for '{spell(name)}'", node.token)
        return tree.BuiltinCall(node.token, self.types.void, name, arguments, type_.target.unqualified)

    def _shuffle(self, node: nodes.Call, name: str) -> tree.Expression:
        arguments = self.arguments(node, name, 2, 3)
        if arguments is None:
            return self.failed(node.token)
        if not all(isinstance(a.type, VectorType) for a in arguments):
            return self.error("'__builtin_shuffle' arguments must be vectors", node.token, *arguments)
        mask = arguments[-1].type
        assert isinstance(mask, VectorType)
        if not mask.element.is_integer:
            return self.error("'__builtin_shuffle' last argument must be an integer vector", node.token)
        shape = arguments[0].type
        assert isinstance(shape, VectorType)
        if len(arguments) == 3 and not compatible_unqualified(shape, arguments[1].type):
            return self.error("'__builtin_shuffle' argument vectors must be of the same type", node.token)
        if mask.count != shape.count:
            return self.error(
                "'__builtin_shuffle' number of elements of the argument vector(s) and the mask vector should be the "
                "same",
                node.token,
            )
        if mask.element.size != shape.element.size:
            return self.error(
                "'__builtin_shuffle' argument vector(s) inner type must have the same size as inner type of the mask",
                node.token,
            )
        return tree.BuiltinCall(node.token, shape, name, arguments)

    def _shufflevector(self, node: nodes.Call, name: str) -> tree.Expression:
        if len(node.arguments) < 3:
            return self.error(f"too few arguments to function '{spell(name)}'", node.token)
        arguments = [self.expressions.value(a) for a in node.arguments]
        first, second = arguments[0].type, arguments[1].type
        if not isinstance(first, VectorType) or not isinstance(second, VectorType):
            return self.error("'__builtin_shufflevector' arguments must be vectors", node.token, *arguments)
        indices = [a.value for a in arguments[2:] if isinstance(a, tree.IntegerConstant)]
        if len(indices) != len(arguments) - 2:
            return self.error("invalid element index to '__builtin_shufflevector'", node.token, *arguments)
        type_ = VectorType(first.element, len(indices))
        return tree.BuiltinCall(node.token, type_, name, arguments[:2], indices)


def _flexible_member(type_: CType) -> Field | None:
    """The first flexible array member in a type."""
    type_ = element_of(type_)
    if not isinstance(type_, RecordType):
        return None
    for field in type_.record.fields:
        if isinstance(field.type, ArrayType) and field.type.length == -1:
            return field
        found = _flexible_member(field.type)
        if found is not None:
            return found
    return None


def bit_count(name: str, value: int, bits: int) -> int | None:
    """The value of a bit-counting builtin; None where it is undefined (clz and ctz of 0)."""
    if name == "clrsb":
        magnitude = ~value if value < 0 else value
        return bits - 1 - magnitude.bit_length()
    if name == "ffs":
        return (value & -value).bit_length()
    if name == "popcount":
        return value.bit_count()
    if name == "parity":
        return value.bit_count() & 1
    if not value:
        return None
    return bits - value.bit_length() if name == "clz" else (value & -value).bit_length() - 1

"""The ``__sync_`` and ``__atomic_`` builtins, all brought to the forms that ``ccore.sema.builtins`` documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ccore.sema import constants, tree
from ccore.sema.compat import type_text
from ccore.sema.types import VOLATILE, CType, IntegerType, PointerType
from ccore.sema.warnings import memory_orders

if TYPE_CHECKING:
    from ccore.ast import nodes
    from ccore.sema.expressions import Expressions
    from ccore.source import Token

_SYNC_FETCH: Final = re.compile(r"__sync_fetch_and_(add|sub|and|or|xor|nand)\Z")
_SYNC_NEW: Final = re.compile(r"__sync_(add|sub|and|or|xor|nand)_and_fetch\Z")
_ATOMIC_FETCH: Final = re.compile(r"__atomic_(?:fetch_(add|sub|and|or|xor|nand)|(add|sub|and|or|xor|nand)_fetch)\Z")
_ARITHMETIC: Final = re.compile(r"__(sync|atomic)_(?!.*swap)(.*_)?(add|sub|and|or|xor|nand)(_|\Z)")
_POINTERS: Final = {
    "__atomic_load": 2, "__atomic_store": 2, "__atomic_exchange": 3, "__atomic_compare_exchange": 3,
    "__atomic_compare_exchange_n": 2,
}  # fmt: skip
"""How many of the first arguments are pointers."""
_SIZED: Final = re.compile(r"(__(?:sync|atomic)_\w+?)_(1|2|4|8|16)\Z")
_LOCK_FREE: Final = (1, 2, 4, 8)


class AtomicCalls:
    """Handlers of one translation unit."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        self.types = expressions.types
        self.conversions = expressions.conversions
        self.error = expressions.conversions.error

    def call(self, node: nodes.Call, name: str) -> tree.Expression | None:
        """A call by a ``__sync_`` or ``__atomic_`` name; None if no builtin has it."""
        token = node.token
        base, size = name, 0
        sized = _SIZED.match(name)
        if sized is not None:
            base, size = sized[1], int(sized[2])
        arguments = [self.expressions.value(a) for a in node.arguments]
        types = self.types
        if base == "__sync_synchronize":
            return self._make(token, types.void, "atomic_thread_fence", [self._order(token, 5)])
        if base in ("__atomic_thread_fence", "__atomic_signal_fence"):
            if not self._count(token, name, arguments, 1):
                return self._failed(token)
            return self._make(token, types.void, base[2:], [self._as_order(arguments[0])])
        if base in ("__atomic_always_lock_free", "__atomic_is_lock_free"):
            return self._lock_free(node, name, arguments)
        if not arguments:
            return self.error(f"too few arguments to function '{name}'", token)
        if base in ("__atomic_test_and_set", "__atomic_clear"):
            if not self._count(token, name, arguments, 2):
                return self._failed(token)
            wanted, what = types.pointer(types.void.qualified(VOLATILE)), f"passing argument 1 of '{name}'"
            address = self.conversions.assign(arguments[0], wanted, arguments[0].token, what)
            if not address.type.is_pointer:
                return self._failed(token)
            pointer = self.conversions.to(address, types.pointer(types.char))
            result: CType = types.bool if base.endswith("set") else types.void
            return self._make(token, result, base[2:], [pointer, self._as_order(arguments[1])])
        if not self._known(base):
            return None
        pointer_type = arguments[0].type
        if not isinstance(pointer_type, PointerType) or (
            pointer_type.target.size < 0 and not (size and pointer_type.target.is_void)
        ):
            return self.error(f"argument 1 of '{name}' must be a non-void pointer type", token, *arguments)
        if _ARITHMETIC.match(base) and isinstance(pointer_type.target.unqualified, IntegerType):
            if pointer_type.target.unqualified is types.bool:
                shown = type_text(pointer_type)
                text = f"operand type '{shown}' is incompatible with argument 1 of '{name}'"
                return self.error(text, token, *arguments)
        if size:
            unsigned = self._unsigned(size)
            if pointer_type.target.size != size or not pointer_type.target.is_integer:
                arguments[0] = self.conversions.to(arguments[0], types.pointer(unsigned))
        pointers = _POINTERS.get(base, 1)
        for number in range(1, pointers):
            if number < len(arguments) and not arguments[number].type.is_pointer:
                text = f"argument {number + 1} of '{name}' must be a pointer type"
                return self.error(text, token, *arguments)
        if pointer_type.target.size == 0 and pointers > 1:
            text = f"argument 1 of '{name}' must be a pointer to a nonzero size object"
            return self.error(text, token, *arguments)
        if base.startswith("__sync_"):
            return self._sync(token, name, base, arguments)
        return self._atomic(token, name, base, arguments, bool(size))

    @staticmethod
    def _known(base: str) -> bool:
        return bool(
            _SYNC_FETCH.match(base) or _SYNC_NEW.match(base) or _ATOMIC_FETCH.match(base)
            or base in (
                "__sync_bool_compare_and_swap", "__sync_val_compare_and_swap", "__sync_lock_test_and_set",
                "__sync_lock_release", "__atomic_load", "__atomic_load_n", "__atomic_store", "__atomic_store_n",
                "__atomic_exchange", "__atomic_exchange_n", "__atomic_compare_exchange",
                "__atomic_compare_exchange_n",
            )
        )  # fmt: skip

    # --- Pieces -----------------------------------------------------------------------------------------------

    def _make(
        self, token: Token, type_: CType, name: str, arguments: list[tree.Expression], extra: object = None
    ) -> tree.BuiltinCall:
        call = tree.BuiltinCall(token, type_, name, arguments, extra)
        if name.startswith("atomic_"):
            memory_orders.check(self.expressions.context.diagnostics, call, token)
        return call

    def _failed(self, token: Token) -> tree.Expression:
        return tree.IntegerConstant(token, self.conversions.error_type, 0)

    def _order(self, token: Token, order: int) -> tree.Expression:
        return tree.IntegerConstant(token, self.types.int, order)

    def _as_order(self, e: tree.Expression) -> tree.Expression:
        if not e.type.is_integer:
            return self.error("non-integer memory model argument", e.token, e)
        return self.conversions.to(e, self.types.int)

    def _unsigned(self, size: int) -> CType:
        types = self.types
        return {
            1: types.unsigned_char, 2: types.unsigned_short, 4: types.unsigned_int, 8: types.unsigned_long,
            16: types.unsigned_int128,
        }[size]  # fmt: skip

    def _count(self, token: Token, name: str, arguments: list[tree.Expression], count: int) -> bool:
        if len(arguments) == count:
            return True
        which = "few" if len(arguments) < count else "many"
        self.error(f"too {which} arguments to function '{name}'", token, *arguments)
        return False

    @staticmethod
    def _pointee(pointer: tree.Expression) -> CType:
        assert isinstance(pointer.type, PointerType)
        return pointer.type.target.unqualified

    def _value(self, e: tree.Expression, type_: CType, token: Token, name: str, arithmetic: bool) -> tree.Expression:
        """An operand converted to the pointee's type; for arithmetic on pointers a count of bytes."""
        if type_.is_pointer:
            if arithmetic:
                return self.conversions.to(e, self.types.ptrdiff_t)
            if e.type.is_integer or e.type.is_pointer:
                return self.conversions.to(self.conversions._extended(e) if e.type.is_integer else e, type_)
        if type_.is_integer and e.type.is_pointer:
            return self.conversions.to(e, type_)
        return self.conversions.assign(e, type_, token, f"passing argument 2 of '{name}'")

    def _check_pointee(self, token: Token, name: str, type_: CType) -> bool:
        good = type_.is_integer or type_.is_pointer
        if good and type_.size in (1, 2, 4, 8, 16):
            return True
        shown = type_text(self.types.pointer(type_))
        self.error(f"operand type '{shown}' is incompatible with argument 1 of '{name}'", token)
        return False

    # --- __sync_ ----------------------------------------------------------------------------------------------

    def _sync(self, token: Token, name: str, base: str, arguments: list[tree.Expression]) -> tree.Expression:
        pointer = arguments[0]
        type_ = self._pointee(pointer)
        if not self._check_pointee(token, name, type_):
            return self._failed(token)
        seq_cst = self._order(token, 5)
        if base == "__sync_lock_release":
            zero = self.conversions.to(self._order(token, 0), type_)
            return self._make(token, self.types.void, "atomic_store", [pointer, zero, self._order(token, 3)])
        needed = 3 if base.endswith("compare_and_swap") else 2
        if len(arguments) < needed:
            return self.error(f"too few arguments to function '{name}'", token, *arguments)
        if needed == 3:
            old = self._value(arguments[1], type_, token, name, False)
            new = self._value(arguments[2], type_, token, name, False)
            result = self.types.bool if "bool" in base else type_
            return self._make(token, result, base[2:], [pointer, old, new])
        if base == "__sync_lock_test_and_set":
            value = self._value(arguments[1], type_, token, name, False)
            return self._make(token, type_, "atomic_exchange", [pointer, value, self._order(token, 2)])
        value = self._value(arguments[1], type_, token, name, True)
        match = _SYNC_FETCH.match(base)
        if match is not None:
            return self._make(token, type_, f"atomic_fetch_{match[1]}", [pointer, value, seq_cst])
        match = _SYNC_NEW.match(base)
        assert match is not None
        return self._make(token, type_, f"atomic_{match[1]}_fetch", [pointer, value, seq_cst])

    # --- __atomic_ --------------------------------------------------------------------------------------------

    def _atomic(
        self, token: Token, name: str, base: str, arguments: list[tree.Expression], sized: bool
    ) -> tree.Expression:
        generic = not base.endswith("_n") and not sized
        base = base.removesuffix("_n")
        match = _ATOMIC_FETCH.match(base)
        counts = {"__atomic_load": 2 + generic, "__atomic_store": 3, "__atomic_exchange": 3 + generic}
        count = 3 if match else 6 if base == "__atomic_compare_exchange" else counts[base]
        if not self._count(token, name, arguments, count):
            return self._failed(token)
        pointer = arguments[0]
        type_ = self._pointee(pointer)
        if match is not None:
            if not self._check_pointee(token, name, type_):
                return self._failed(token)
            value = self._value(arguments[1], type_, token, name, True)
            return self._make(token, type_, base[2:], [pointer, value, self._as_order(arguments[2])])
        if generic:
            return self._generic(token, name, base, arguments)
        if not self._check_pointee(token, name, type_):
            return self._failed(token)
        if base == "__atomic_load":
            return self._make(token, type_, "atomic_load", [pointer, self._as_order(arguments[1])])
        if base == "__atomic_compare_exchange":
            expected = self.conversions.to(arguments[1], self.types.pointer(type_))
            desired = self._value(arguments[2], type_, token, name, False)
            return self._compare_exchange(token, pointer, expected, desired, arguments[3:])
        value = self._value(arguments[1], type_, token, name, False)
        result = self.types.void if base == "__atomic_store" else type_
        return self._make(token, result, base[2:], [pointer, value, self._as_order(arguments[2])])

    def _compare_exchange(
        self, token: Token, pointer: tree.Expression, expected: tree.Expression, desired: tree.Expression,
        rest: list[tree.Expression],
    ) -> tree.Expression:  # fmt: skip
        weak, success, failure = (self._as_order(e) for e in rest)
        arguments = [pointer, expected, desired, weak, success, failure]
        return self._make(token, self.types.bool, "atomic_compare_exchange", arguments)

    def _generic(self, token: Token, name: str, base: str, arguments: list[tree.Expression]) -> tree.Expression:
        """The forms with operands in memory, as those on values: through integers of the object's size where it is
        no scalar; other sizes call the library."""
        types, conversions = self.types, self.conversions
        pointer = arguments[0]
        type_ = self._pointee(pointer)
        memory = arguments[1 : 3 if base in ("__atomic_exchange", "__atomic_compare_exchange") else 2]
        for position, operand in enumerate(memory):
            if not operand.type.is_pointer or self._pointee(operand).size != type_.size:
                return self.error(
                    f"size mismatch in argument {position + 2} of '{name}'", token, operand
                )
        scalar = type_.is_integer or type_.is_pointer
        if not scalar or type_.size not in (1, 2, 4, 8, 16):
            if type_.size not in (1, 2, 4, 8, 16):
                return self._library(token, base, type_.size, arguments)
            type_ = self._unsigned(type_.size)
            pointer = conversions.to(pointer, types.pointer(type_))
        at = types.pointer(type_)
        memory = [conversions.to(m, at) for m in memory]

        def read(e: tree.Expression) -> tree.Expression:
            return tree.Load(token, type_, tree.Dereference(token, type_, e))

        def write(e: tree.Expression, value: tree.Expression) -> tree.Expression:
            stored = tree.Assign(token, type_, tree.Dereference(token, type_, e), value)
            return tree.Convert(token, types.void, stored)

        if base == "__atomic_load":
            return write(memory[0], self._make(token, type_, "atomic_load", [pointer, self._as_order(arguments[2])]))
        if base == "__atomic_store":
            order = self._as_order(arguments[2])
            return self._make(token, types.void, "atomic_store", [pointer, read(memory[0]), order])
        if base == "__atomic_exchange":
            operands = [pointer, read(memory[0]), self._as_order(arguments[3])]
            return write(memory[1], self._make(token, type_, "atomic_exchange", operands))
        return self._compare_exchange(token, pointer, memory[0], read(memory[1]), arguments[3:])

    def _library(self, token: Token, base: str, size: int, arguments: list[tree.Expression]) -> tree.Expression:
        if base == "__atomic_compare_exchange":
            del arguments[3]
        function = self.expressions.context.declarations.library_function(base, token)
        if function is None:
            return self.error(f"'{base}' on objects of {size} bytes is not supported", token)
        function.used = True
        sized = [tree.IntegerConstant(token, self.types.size_t, size), *arguments]
        reference = tree.FunctionReference(token, function.type, function)
        return self.expressions.call(token, reference, sized)

    def _lock_free(self, node: nodes.Call, name: str, arguments: list[tree.Expression]) -> tree.Expression:
        token = node.token
        if not self._count(token, name, arguments, 2):
            return self._failed(token)
        size = arguments[0]
        if isinstance(size, tree.IntegerConstant):
            if size.value in _LOCK_FREE or name.endswith("always_lock_free"):
                return tree.IntegerConstant(token, self.types.bool, int(size.value in _LOCK_FREE))
        elif name.endswith("always_lock_free"):
            return self.error(f"non-constant argument 1 to '{name}'", token, size)
        function = self.expressions.context.declarations.library_function("__atomic_is_lock_free", token)
        if function is None or constants.has_effects(arguments[1]):
            return tree.IntegerConstant(token, self.types.bool, 0)
        function.used = True
        reference = tree.FunctionReference(token, function.type, function)
        return self.expressions.call(token, reference, arguments)

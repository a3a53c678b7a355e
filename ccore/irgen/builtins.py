"""Code for the builtins that ``ccore.sema.builtins`` leaves to it (its table gives their forms)."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import ClassVar, Final

from ccore import softfloat
from ccore.ir import types as ir
from ccore.ir.instructions import LIKELY
from ccore.ir.values import PACK_LENGTH, ConstFloat, ConstInt, Null, Value
from ccore.irgen.apply import Apply
from ccore.irgen.base import Place
from ccore.irgen.trapping import trapping
from ccore.irgen.types import FS_SPACE, is_signed
from ccore.sema import tree
from ccore.sema import types as c
from ccore.sema.object_size import object_size
from ccore.target.x86_64 import instruction_sets
from ccore.target.x86_builtins import Builtin

_PARTS: Final = 10_000  # a probability is told in so many
_QUIET = {
    "isgreater": "ogt", "isgreaterequal": "oge", "isless": "olt", "islessequal": "ole", "islessgreater": "one",
    "isunordered": "uno",
}  # fmt: skip
_MATH = {
    "fabs": "fabs", "sqrt": "sqrt", "copysign": "copysign", "floor": "floor", "ceil": "ceil", "trunc": "trunc",
    "rint": "rint", "nearbyint": "nearbyint", "round": "round", "fmin": "minnum", "fmax": "maxnum", "fma": "fma",
}  # fmt: skip


class Builtins(Apply):
    """``builtin`` dispatches on the builtin's name."""

    builtin_dispatch: ClassVar[dict[str, Callable[..., Value]]]

    def builtin(self, e: tree.BuiltinCall) -> Value:
        handler = self.builtin_dispatch.get(e.name)
        if handler is None:
            if type(e.extra) is Builtin:
                return self._target(e)
            if e.name.startswith(("atomic_fetch_", "atomic_")) and "fetch" in e.name:
                handler = Builtins.atomic_fetch
            else:
                self.unit.diagnostics.error(f"'__builtin_{e.name}' is not supported", e.token.location)
                type_ = self.types.scalar(e.type)
                return self.const(0) if e.type.is_void else self.builder.undef(type_)
        return handler(self, e)

    def arguments(self, e: tree.BuiltinCall) -> list[Value]:
        return [self.value(a) for a in e.arguments]

    def _result(self, value: Value, e: tree.BuiltinCall, signed: bool = False) -> Value:
        """An integer result in the call's type."""
        type_ = self.types.scalar(e.type)
        assert isinstance(type_, ir.IntType)
        if value.type is ir.I1:
            return self.builder.zext(value, type_)
        return self.builder.resize(value, type_, signed)

    # --- What the optimiser answers -----------------------------------------------------------------------------

    def _constant_p(self, e: tree.BuiltinCall) -> Value:
        """The argument's effects must not happen, so it is generated only where it has none."""
        argument = e.arguments[0]
        if has_effects(argument) or argument.type.is_aggregate or argument.type.is_void:
            return self.const(0, ir.I32)
        return self._result(self.builder.is_constant(self.value(argument)), e)

    def _expect(self, e: tree.BuiltinCall) -> Value:
        value, expected = self.value(e.arguments[0]), self.value(e.arguments[1])
        weights = LIKELY
        probability = self.value(e.arguments[2]) if len(e.arguments) == 3 else None
        if type(probability) is ConstFloat:
            (chance,) = struct.unpack("<d", probability.bits.to_bytes(8, "little"))
            if 0 <= chance <= 1:
                often = round(chance * _PARTS)
                weights = max(often, 1), max(_PARTS - often, 1)
            elif self.options.level != "0":
                digits, exponent = f"{chance:.16e}".split("e")
                whole, _, fraction = digits.partition(".")
                shown = f"{whole}.{fraction.rstrip('0') or '0'}e{int(exponent):+d}"
                text = f"probability '{shown}' is outside the range [0.0, 1.0]"
                self.unit.diagnostics.error(text, e.token.location)
        return self.builder.expect(value, expected, weights)

    def _object_size(self, e: tree.BuiltinCall) -> Value:
        mode_value = self.value(e.arguments[1])
        mode = mode_value.value if isinstance(mode_value, ConstInt) else 0
        optimizing = self.options.optimizing
        known = object_size(e.arguments[0], mode, optimizing)  # an array that was incomplete may have its size now
        if known is not None or not optimizing or has_effects(e.arguments[0]):
            return self._result(self.const(known if known is not None else 0 if mode & 2 else -1), e)
        pointer = self.value(e.arguments[0])
        if mode & 1:
            self.unit.parts_wanted = True
        dynamic = e.name == "dynamic_object_size"
        return self._result(self.builder.object_size(pointer, bool(mode & 2), bool(mode & 1), dynamic), e)

    # --- Integers -----------------------------------------------------------------------------------------------

    def _overflow(self, e: tree.BuiltinCall) -> Value:
        """Computed in a type that holds every operand and result, then checked against the wanted one."""
        builder = self.builder
        wanted = e.extra
        assert isinstance(wanted, c.CType)
        stored = not e.name.endswith("_p")
        operation = e.name.split("_")[0]
        left, right = e.arguments[0], e.arguments[1]
        a, b = self.value(left), self.value(right)
        out = self.types.scalar(wanted)
        assert isinstance(out, ir.IntType) and isinstance(a.type, ir.IntType) and isinstance(b.type, ir.IntType)
        sign_a, sign_b, sign_out = is_signed(left.type), is_signed(right.type), is_signed(wanted)
        out_bits = wanted.bits if isinstance(wanted, c.IntegerType) else out.bits
        # The width in which both operands have the sign that the computation uses.
        signed = sign_a or sign_b or sign_out
        need_a = a.type.bits + (1 if signed and not sign_a else 0)
        need_b = b.type.bits + (1 if signed and not sign_b else 0)
        need_out = out_bits + (1 if signed and not sign_out else 0)
        if sign_a == sign_b == sign_out:
            bits = max(a.type.bits, b.type.bits, out.bits)
        else:
            bits = max(need_a, need_b, need_out)
            if bits > 64:
                bits = 128 if bits <= 128 else (bits + 63) // 64 * 64
            elif bits < 64:
                bits = 32 if bits <= 32 else 64
        work = ir.int_type(bits)
        x = builder.resize(a, work, sign_a)
        y = builder.resize(b, work, sign_b)
        pair = builder.overflow(("s" if signed else "u") + operation, x, y)
        result = builder.extract(pair, 0)
        overflowed = builder.extract(pair, 1)
        narrow = builder.resize(result, out, signed)
        if out_bits < out.bits:  # _Bool, _BitInt
            narrow = self.fit(narrow, wanted) if sign_out else builder.and_(narrow, ConstInt(out, (1 << out_bits) - 1))
        if out_bits < bits or sign_out != signed:
            back = builder.resize(narrow, work, sign_out)
            overflowed = builder.or_(overflowed, builder.compare("ne", back, result))
            if sign_out != signed and out_bits == bits:  # unsigned result computed signed in the same width
                overflowed = builder.or_(overflowed, builder.compare("slt", result, ConstInt(work, 0)))
        if stored:
            place = Place(self.value(e.arguments[2]), wanted, wanted.align)
            self.store(place, narrow)
        return builder.zext(overflowed, ir.I8)

    def _count_zeros(self, e: tree.BuiltinCall) -> Value:
        name = "ctlz" if e.name == "clz" else "cttz"
        return self._result(self.builder.intrinsic(name, self.arguments(e)), e)

    def _ffs(self, e: tree.BuiltinCall) -> Value:
        builder = self.builder
        value = self.value(e.arguments[0])
        assert isinstance(value.type, ir.IntType)
        zero = ConstInt(value.type, 0)
        position = builder.add(builder.intrinsic("cttz", [value]), ConstInt(value.type, 1))
        # cttz of 0 is undefined, so select on the operand, not on a use of it.
        return self._result(builder.select(builder.compare("eq", value, zero), zero, position), e)

    def _popcount(self, e: tree.BuiltinCall) -> Value:
        count = self.builder.intrinsic("ctpop", self.arguments(e))
        if e.name == "parity":
            assert isinstance(count.type, ir.IntType)
            count = self.builder.and_(count, ConstInt(count.type, 1))
        return self._result(count, e)

    def _clrsb(self, e: tree.BuiltinCall) -> Value:
        builder = self.builder
        value = self.value(e.arguments[0])
        type_ = value.type
        assert isinstance(type_, ir.IntType)
        folded = builder.xor(value, builder.ashr(value, ConstInt(type_, type_.bits - 1)))
        # The lowest bit set keeps ctlz defined, and counts one too few only where it decides.
        doubled = builder.or_(builder.shl(folded, ConstInt(type_, 1)), ConstInt(type_, 1))
        return self._result(builder.intrinsic("ctlz", [doubled]), e)

    def _bit_operation(self, e: tree.BuiltinCall) -> Value:
        value = self.value(e.arguments[0])
        if value.type.size == 1 and e.name == "bswap":
            return value
        return self.builder.intrinsic(e.name, [value])

    def _abs(self, e: tree.BuiltinCall) -> Value:
        builder = self.builder
        value = self.value(e.arguments[0])
        type_ = value.type
        assert isinstance(type_, ir.IntType)
        negative = builder.compare("slt", value, ConstInt(type_, 0))
        if self.options.trapv:
            negated = trapping(self, "neg", [builder.select(negative, value, ConstInt(type_, 0))])
        else:
            negated = builder.neg(value, nsw=not self.wrap)
        return builder.select(negative, negated, value)

    # --- Control and machine ------------------------------------------------------------------------------------

    def _unreachable(self, e: tree.BuiltinCall) -> Value:
        self.builder.unreachable()
        return self.const(0)

    def _trap(self, e: tree.BuiltinCall) -> Value:
        self.builder.trap()
        self.builder.unreachable()
        return self.const(0)

    def _frame(self, e: tree.BuiltinCall) -> Value:
        level = self.value(e.arguments[0])
        number = level.value if isinstance(level, ConstInt) else 0
        if e.name == "return_address":
            if self.function.attributes.no_caller_saved_registers:  # the body's is another (ccore.llvm.kept_registers)
                text = "sorry, unimplemented: '__builtin_return_address' with attribute 'no_caller_saved_registers'"
                self.unit.diagnostics.error(text, e.token.location)
            return self.builder.return_address(number)
        self.function.attributes.no_tail_calls = True
        return self.builder.frame_address(number)

    def _next_arg(self, e: tree.BuiltinCall) -> Value:
        """x86-64's va_list (psABI 3.5.7): after two offsets, the address of the arguments in memory."""
        room = self.builder.alloca(24, 8)
        self.builder.va_start(room)
        return self.builder.load(ir.PTR, self.builder.ptradd(room, 8), 8)

    def _prefetch(self, e: tree.BuiltinCall) -> Value:
        values = self.arguments(e)
        numbers = [v.value if isinstance(v, ConstInt) else 0 for v in values[1:]]
        self.builder.prefetch(values[0], numbers[0] if numbers else 0, numbers[1] if len(numbers) > 1 else 3)
        return self.const(0)

    def _va(self, e: tree.BuiltinCall) -> Value:
        values = self.arguments(e)
        if e.name == "va_start":
            self.builder.va_start(values[0])
        elif e.name == "va_end":
            self.builder.va_end(values[0])
        else:
            self.builder.va_copy(values[0], values[1])
        return self.const(0)

    def _alloca(self, e: tree.BuiltinCall) -> Value:
        size, align = self.value(e.arguments[0]), self.value(e.arguments[1])
        wanted = align.value if isinstance(align, ConstInt) else 0
        # As in GCC, even where the size is constant: callees may look for this frame (__builtin_return_address).
        self.function.attributes.frame_pointer = self.function.attributes.no_tail_calls = True
        room = self.builder.dynamic_alloca(self.builder.resize(size, self.word, False), wanted or 16)
        self.scopes.keep_stacks()
        self.stack_moved()
        return room

    def _pack(self, e: tree.BuiltinCall) -> Value:
        """A pack as a call's last argument is seen to there."""
        self.unit.diagnostics.error(f"invalid use of '__builtin_{e.name} ()'", e.token.location)
        return self.const(0, ir.I32)

    def _pack_length(self, e: tree.BuiltinCall) -> Value:
        function = self.unit.library(PACK_LENGTH, ir.function_type(ir.I32, ()))
        return self.builder.call(function, function.function_type, [])

    def _first(self, e: tree.BuiltinCall) -> Value:
        """Builtins that only tell the optimiser something about their first argument."""
        values = self.arguments(e)
        return values[0]

    def _thread_pointer(self, e: tree.BuiltinCall) -> Value:
        """The word at %fs:0, where the ABI of thread-local storage keeps its own address."""
        return self.builder.load(ir.PTR, Null(ir.pointer_type(FS_SPACE, 8)), 8)

    def _target(self, e: tree.BuiltinCall) -> Value:
        """A builtin of the processor, where the function may use it."""
        builtin = e.extra
        assert isinstance(builtin, Builtin)
        needed = builtin.features
        if needed and not self.instruction_sets().issuperset(needed):
            message = f"'__builtin_{e.name}' needs isa option -m{' -m'.join(needed)}"
            self.unit.diagnostics.error(message, e.token.location)
        type_ = self.types.scalar(e.type)
        return self.builder.target_call(type_, builtin.name, builtin.effect, self.arguments(e))

    def instruction_sets(self) -> frozenset[str]:
        """GCC's names of the instruction sets that the function may use."""
        return instruction_sets(self.options, tuple(self.function.attributes.target_features))

    # --- Floating point -----------------------------------------------------------------------------------------

    def _math(self, e: tree.BuiltinCall) -> Value:
        return self.builder.intrinsic(_MATH[e.name], self.arguments(e))

    def _quiet(self, e: tree.BuiltinCall) -> Value:
        a, b = self.arguments(e)
        if isinstance(a.type, ir.FloatType) and a.type.decimal:
            return self._result(self.decimal_quiet(e.name, a, b), e)
        return self._result(self.builder.compare(_QUIET[e.name], a, b), e)

    def _magnitude(self, value: Value) -> Value:
        return self.builder.intrinsic("fabs", [value])

    def _infinity(self, type_: ir.Type) -> ConstFloat:
        assert isinstance(type_, ir.FloatType)
        return ConstFloat(type_, softfloat.infinity(type_))

    def _smallest_normal(self, type_: ir.Type) -> ConstFloat:
        assert isinstance(type_, ir.FloatType)
        exponents = {"f16": -14, "f32": -126, "f64": -1022, "f80": -16382, "f128": -16382}
        from fractions import Fraction

        return ConstFloat(type_, softfloat.from_fraction(type_, Fraction(1, 1 << -exponents[type_.name])))

    def _classify_one(self, e: tree.BuiltinCall) -> Value:
        builder = self.builder
        value = self.value(e.arguments[0])
        name = e.name
        if isinstance(value.type, ir.FloatType) and value.type.decimal:
            if name != "isinf_sign":
                return self._result(self.decimal_class(name, value), e)
            return self._infinite_sign(e, value, self.decimal_class("isinf", value))
        if name == "isnan":
            return self._result(builder.compare("uno", value, value), e)
        infinity = self._infinity(value.type)
        size = self._magnitude(value)
        if name == "isinf":
            return self._result(builder.compare("oeq", size, infinity), e)
        if name == "isfinite":
            return self._result(builder.compare("olt", size, infinity), e)
        if name == "isnormal":
            normal = builder.compare("oge", size, self._smallest_normal(value.type))
            return self._result(builder.and_(normal, builder.compare("olt", size, infinity)), e)
        return self._infinite_sign(e, value, builder.compare("oeq", size, infinity))

    def _infinite_sign(self, e: tree.BuiltinCall, value: Value, infinite: Value) -> Value:
        """isinf_sign: -1, 1 or 0."""
        builder = self.builder
        minus, one, zero = ConstInt(ir.I32, -1), ConstInt(ir.I32, 1), ConstInt(ir.I32, 0)
        sign = builder.select(self._sign(value), minus, one)
        return self._result(builder.select(infinite, sign, zero), e, signed=True)

    def _sign(self, value: Value) -> Value:
        """i1: the sign bit."""
        assert isinstance(value.type, ir.FloatType)
        bits = ir.int_type(value.type.bits)
        return self.builder.compare("slt", self.builder.bitcast(value, bits), ConstInt(bits, 0))

    def _signbit(self, e: tree.BuiltinCall) -> Value:
        return self._result(self._sign(self.value(e.arguments[0])), e)

    def _fpclassify(self, e: tree.BuiltinCall) -> Value:
        builder = self.builder
        nan, infinite, normal, subnormal, zero, x = self.arguments(e)
        if isinstance(x.type, ir.FloatType) and x.type.decimal:
            result = builder.select(self.decimal_class("isnormal", x), normal, subnormal)
            result = builder.select(self.truth(x, e.arguments[5].type), result, zero)
            result = builder.select(self.decimal_class("isinf", x), infinite, result)
            return builder.select(self.decimal_class("isnan", x), nan, result)
        size = self._magnitude(x)
        result = builder.select(builder.compare("oge", size, self._smallest_normal(x.type)), normal, subnormal)
        result = builder.select(builder.compare("oeq", size, builder.zero(x.type)), zero, result)
        result = builder.select(builder.compare("oeq", size, self._infinity(x.type)), infinite, result)
        return builder.select(builder.compare("uno", x, x), nan, result)

    # --- Non-local jumps ----------------------------------------------------------------------------------------

    def _setjmp(self, e: tree.BuiltinCall) -> Value:
        return self.set_jump(self.value(e.arguments[0]))

    def _longjmp(self, e: tree.BuiltinCall) -> Value:
        self.long_jump(self.arguments(e)[0])
        return self.const(0)

    # --- Vectors ------------------------------------------------------------------------------------------------

    def _splat(self, e: tree.BuiltinCall) -> Value:
        type_ = self.types.scalar(e.type)
        assert isinstance(type_, ir.VectorType)
        return self.copies(self.value(e.arguments[0]), type_)

    def _shuffle(self, e: tree.BuiltinCall) -> Value:
        """Element by element: the mask may be variable, and counts modulo the elements there are."""
        builder = self.builder
        values = self.arguments(e)
        mask = values[-1]
        type_ = self.types.scalar(e.type)
        source = values[0].type
        assert isinstance(type_, ir.VectorType) and isinstance(source, ir.VectorType)
        assert isinstance(mask.type, ir.VectorType)
        room = builder.alloca(source.size * (len(values) - 1), source.align, "shuffle")
        for i, vector in enumerate(values[:-1]):
            builder.store(vector, builder.ptradd(room, i * source.size), source.align if i == 0 else 1)
        total = source.count * (len(values) - 1)
        result: Value = builder.undef(type_)
        for i in range(type_.count):
            index = builder.resize(builder.extract_element(mask, i), self.word, False)
            index = builder.and_(index, self.const(total - 1))
            at = builder.ptradd(room, builder.mul(index, self.const(source.element.size)))
            result = builder.insert_element(result, builder.load(source.element, at, source.element.align), i)
        return result

    def _shufflevector(self, e: tree.BuiltinCall) -> Value:
        builder = self.builder
        a, b = self.arguments(e)
        type_ = self.types.scalar(e.type)
        assert isinstance(type_, ir.VectorType) and isinstance(a.type, ir.VectorType) and isinstance(e.extra, list)
        result: Value = builder.undef(type_)
        for i, index in enumerate(e.extra):
            if index >= 0:
                vector, at = (a, index) if index < a.type.count else (b, index - a.type.count)
                result = builder.insert_element(result, builder.extract_element(vector, at), i)
        return result

    def _convertvector(self, e: tree.BuiltinCall) -> Value:
        source, target = e.arguments[0].type, e.type
        assert isinstance(source, c.VectorType) and isinstance(target, c.VectorType)
        vector = self.value(e.arguments[0])
        result: Value = self.builder.undef(self.types.scalar(target))
        for i in range(target.count):
            element = self.convert(self.builder.extract_element(vector, i), source.element, target.element)
            result = self.builder.insert_element(result, element, i)
        return result


def has_effects(e: tree.Expression) -> bool:
    """Whether evaluating it does anything besides giving a value."""
    pending: list[object] = [e]
    while pending:
        node = pending.pop()
        if isinstance(node, _EFFECTS):
            return True
        if isinstance(node, tree.Load) and node.lvalue.type.quals & c.VOLATILE:
            return True
        if isinstance(node, tree.BuiltinCall) and not node.name.startswith(_PURE_BUILTINS):
            return True
        for name in _EDGES.get(type(node), ()):
            value = getattr(node, name)
            if isinstance(value, list):
                pending.extend(value)
            elif isinstance(value, tree.Expression):
                pending.append(value)
    return False


_EFFECTS = (
    tree.Assign, tree.CompoundAssign, tree.Increment, tree.Call, tree.StatementExpression, tree.VaArg,
    tree.CompoundLiteralReference,
)  # fmt: skip
_PURE_BUILTINS = (
    "constant_p", "expect", "object_size", "dynamic_object_size", "ffs", "clz", "ctz", "popcount", "parity", "clrsb",
    "bswap", "bitreverse", "abs", "fabs", "is", "signbit", "fpclassify", "assume_aligned", "splat", "shuffle",
    "convertvector",
)  # fmt: skip
_EDGES: dict[type, tuple[str, ...]] = {
    tree.Dereference: ("pointer",), tree.MemberReference: ("object",), tree.ComplexPart: ("operand",),
    tree.VectorElement: ("vector", "index"), tree.Load: ("lvalue",), tree.Decay: ("lvalue",),
    tree.AddressOf: ("lvalue",), tree.Convert: ("operand",), tree.Unary: ("operand",),
    tree.Binary: ("left", "right"), tree.PointerOffset: ("pointer", "index", "scale"),
    tree.PointerDifference: ("left", "right"), tree.Logical: ("left", "right"),
    tree.Conditional: ("condition", "then", "otherwise"), tree.Comma: ("left", "right"),
    tree.BuiltinCall: ("arguments",), tree.ComplexValue: ("real", "imaginary"), tree.VectorValue: ("elements",),
}  # fmt: skip

Builtins.builtin_dispatch = {
    "constant_p": Builtins._constant_p,
    "expect": Builtins._expect,
    "expect_with_probability": Builtins._expect,
    "object_size": Builtins._object_size,
    "dynamic_object_size": Builtins._object_size,
    **{f"{op}_overflow{suffix}": Builtins._overflow for op in ("add", "sub", "mul") for suffix in ("", "_p")},
    "ffs": Builtins._ffs,
    "clz": Builtins._count_zeros,
    "ctz": Builtins._count_zeros,
    "popcount": Builtins._popcount,
    "parity": Builtins._popcount,
    "clrsb": Builtins._clrsb,
    "bswap": Builtins._bit_operation,
    "bitreverse": Builtins._bit_operation,
    "abs": Builtins._abs,
    "unreachable": Builtins._unreachable,
    "trap": Builtins._trap,
    "return_address": Builtins._frame,
    "frame_address": Builtins._frame,
    "prefetch": Builtins._prefetch,
    "va_start": Builtins._va,
    "next_arg": Builtins._next_arg,
    "va_end": Builtins._va,
    "va_copy": Builtins._va,
    "alloca": Builtins._alloca,
    "assume_aligned": Builtins._first,
    "speculation_safe_value": Builtins._first,
    "clear_padding": Builtins.builtin_clear_padding,
    "thread_pointer": Builtins._thread_pointer,
    **dict.fromkeys(_MATH, Builtins._math),
    **dict.fromkeys(_QUIET, Builtins._quiet),
    "isnan": Builtins._classify_one,
    "isinf": Builtins._classify_one,
    "isfinite": Builtins._classify_one,
    "isnormal": Builtins._classify_one,
    "isinf_sign": Builtins._classify_one,
    "signbit": Builtins._signbit,
    "fpclassify": Builtins._fpclassify,
    "setjmp": Builtins._setjmp,
    "va_arg_pack": Builtins._pack,
    "va_arg_pack_len": Builtins._pack_length,
    "longjmp": Builtins._longjmp,
    "apply_args": Builtins.apply_args,
    "apply": Builtins.apply,
    "return": Builtins.apply_return,
    "splat": Builtins._splat,
    "shuffle": Builtins._shuffle,
    "shufflevector": Builtins._shufflevector,
    "convertvector": Builtins._convertvector,
    "atomic_load": Builtins.atomic_load,
    "atomic_store": Builtins.atomic_store,
    "atomic_exchange": Builtins.atomic_exchange,
    "atomic_compare_exchange": Builtins.atomic_compare_exchange,
    "atomic_test_and_set": Builtins.atomic_flag,
    "atomic_clear": Builtins.atomic_flag,
    "atomic_thread_fence": Builtins.atomic_fence,
    "atomic_signal_fence": Builtins.atomic_fence,
    "sync_val_compare_and_swap": Builtins.sync_compare_and_swap,
    "sync_bool_compare_and_swap": Builtins.sync_compare_and_swap,
}


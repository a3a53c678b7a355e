"""Calls of the functions of <math.h> become less work, by what mathematics and the options of -ffast-math allow.

    %1 = call pow(%x, 2.0)                   =>   fmul %x, %x
    %1 = call floor(%x)                      =>   intrinsic floor %x
    %1 = call sqrt(%x)
    %2 = call sqrt(%x)
    %3 = fmul %1, %2                         =>   %x                     (unsafe, finite)

The rows of ``ccore.passes.math_rules`` say what holds; here is what applies them, with what is no row: constants,
powers, integers.  Values that are computed twice are found on the way, since a row may ask for one value in two places.
A function that calls nothing of <math.h> is not looked at, nor is a module that declares none of it.

A call that may set ``errno`` is changed where it cannot: by a constant value, or as GCC does for simple powers.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, final

from ccore import elementary, softfloat
from ccore.ir import fold
from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Binary, Call, Convert, Instruction, Intrinsic, Negate
from ccore.ir.mathlibrary import FORBIDDING, INTRINSICS, LIBRARY
from ccore.ir.module import Block, Function, Module
from ccore.ir.types import F32, F64, F80, I32, FloatType, FunctionType, IntType, Type, function_type
from ccore.ir.values import CallAttributes, Constant, ConstFloat, ConstInt, Value
from ccore.passes.edit import untouchable
from ccore.passes.math_rules import COMMUTATIVE, Row, Term, is_call, rows

if TYPE_CHECKING:
    from ccore.passes.manager import PassManager

_SUFFIXES: Final[dict[Type, str]] = {F32: "f", F64: "", F80: "l"}
_FUNCTIONS: Final = frozenset(LIBRARY.values())
_CONVERTED: Final = frozenset(("fptosi", "sitofp", "uitofp"))
_TO_INTEGER: Final = frozenset(("lrint", "llrint", "lround", "llround"))
_ARITHMETIC: Final = frozenset(("fadd", "fsub", "fmul", "fdiv", "frem"))
_CONST: Final = CallAttributes(const=True)
_DEPTH: Final = 12  # rows that follow from rows, and terms that are looked through
_LARGEST_POWER: Final = 64  # of what is multiplied out: at most 10 multiplications


@final
class MathCalls:
    """Linear in the instructions of functions that call <math.h>."""

    name = "math-calls"
    asks_each = True

    def run_module(self, module: Module, manager: PassManager) -> bool:
        known = {f for f in module.functions.values() if f.attributes.library in _FUNCTIONS}
        if not known:
            return False
        rewriter = _Rewriter(module, manager.options.level in ("s", "z"))
        changed = False
        for function in list(module.functions.values()):
            if untouchable(function) or FORBIDDING & function.attributes.math:
                continue
            if any(type(i) is Call and i.operands[0] in known for block in function.blocks for i in block.instructions):
                if manager.run_on(rewriter, function):
                    changed = True
                    manager.clean(function)
        return changed


@final
class _Rewriter:
    """The function pass behind it.  ``found``: by operation and operands, the values so far."""

    name = "math-calls"
    keeps_cfg = True
    asks_each = True

    def __init__(self, module: Module, small: bool) -> None:
        self.module, self.small = module, small
        self.rules: frozenset[str] = frozenset()
        self.found: dict[tuple[object, ...], Instruction] = {}
        self.writes = 0  # counts them: "pure" calls between two writes of a block see the same memory
        self.out: list[Instruction] = []
        self.current: Instruction
        self.block: Block
        self.analyses: Analyses

    def run(self, function: Function, analyses: Analyses) -> bool:
        self.rules, self.analyses, self.found = function.attributes.math, analyses, {}
        changed = False
        for block in analyses.reverse_postorder:
            self.block, self.out = block, []
            self.writes += 1
            for i in block.instructions:
                self.current = i
                if i.writes and not i.removable:
                    self.writes += 1
                new = self._visit(i)
                if new is None:
                    self.out.append(i)
                    continue
                changed = True
                i.replace_uses(new)
                i.drop_operands()
                i.block = None
            block.instructions = self.out
        return changed

    def _visit(self, i: Instruction) -> Value | None:
        """What an instruction becomes; None: it stays."""
        exact = type(i) is Call and not _is_const(i)
        operation = _library(i) if type(i) is Call and exact else _operation(i)
        pure = not operation and type(i) is Call and i.removable and isinstance(i.type, FloatType)
        if pure:
            operation = "pure"
        watch = self.analyses.watch
        if not operation or (watch is not None and not watch.allows(operation, i)):
            return None
        operands = i.operands[1:] if type(i) is Call else i.operands
        if pure:
            found = self.found.setdefault(("pure", i.type, self.writes, *i.operands), i)
            new: Value | None = None if found is i else found
        elif exact:
            new = self._exact(operation, operands, i.type)
        else:
            new = self._simplified(operation, operands, i.type, _DEPTH)
            if new is None:
                new = self._before(operation, operands, i.type)
            if new is None and type(i) is Call and operation in INTRINSICS:
                new = self._create(operation, operands, i.type)
            if new is None:
                self.found[(operation, i.type, *operands)] = i
        if new is not None and watch is not None:
            watch.done(operation, i)
        return new

    # --- Making values ------------------------------------------------------------------------------------------

    def make(self, operation: str, operands: list[Value], type_: Type, depth: int) -> Value | None:
        """The value of an operation: simplified, found, or made.  None: the function to call cannot be had."""
        if depth:
            new = self._simplified(operation, operands, type_, depth - 1)
            if new is not None:
                return new
        return self._before(operation, operands, type_) or self._create(operation, operands, type_)

    def _before(self, operation: str, operands: list[Value], type_: Type) -> Value | None:
        """The same value where it was computed already, on every way here."""
        found = self.found.get((operation, type_, *operands))
        if found is None and (operation in COMMUTATIVE or operation == "hypot"):
            found = self.found.get((operation, type_, *reversed(operands)))
        if found is None or found.block is None:
            return None
        return found if found.block is self.block or self.available(found.block) else None

    def available(self, block: Block) -> bool:
        """Whether what was computed there is computed on every way here."""
        return self.analyses.dominates(block, self.block)

    def _create(self, operation: str, operands: list[Value], type_: Type) -> Value | None:
        new: Instruction
        if operation in _ARITHMETIC:
            new = Binary(operation, operands[0], operands[1])
        elif operation == "fneg":
            new = Negate(operands[0])
        elif operation in _CONVERTED or operation == "sext":
            new = Convert(operation, operands[0], type_)
        elif operation in INTRINSICS:
            new = Intrinsic(operation, operands)
        else:
            types = tuple(operand.type for operand in operands)
            callee = self._function(operation, types, type_)
            if callee is None:
                return None
            new = Call(callee, callee.function_type, operands, types, attributes=_CONST)
        new.block, new.location = self.block, self.current.location
        self.out.append(new)
        self.found[(operation, type_, *operands)] = new
        return new

    def _function(self, library: str, types: tuple[Type, ...], result: Type) -> Function | None:
        """The function of that name for that type, declared if need be; None where the name means something else."""
        suffix = _SUFFIXES.get(types[0])
        if suffix is None:
            return None
        found = self.module.functions.get(library + suffix)
        if found is None:
            found = self.module.functions[library + suffix] = Function(library + suffix, function_type(result, types))
            found.attributes.library = library
        type_ = found.function_type
        fits = type_.result is result and type_.parameters == types and not type_.variadic
        return found if fits and found.attributes.library == library else None

    def _number(self, value: Fraction, type_: Type, negative_zero: bool = False) -> ConstFloat:
        assert isinstance(type_, FloatType)
        return ConstFloat(type_, softfloat.from_fraction(type_, value, negative_zero))

    # --- What holds ---------------------------------------------------------------------------------------------

    def _exact(self, operation: str, operands: list[Value], type_: Type) -> Value | None:
        """What holds of a call that may set errno: a value that is known, and GCC's simple powers."""
        folded = _folded(operation, operands, type_)
        if folded is None and operation == "pow":
            folded = self._power(operands[0], operands[1], type_, 2, _DEPTH)
        return folded

    def _simplified(self, operation: str, operands: list[Value], type_: Type, depth: int) -> Value | None:
        folded = _folded(operation, operands, type_)
        if folded is not None:
            return folded
        if operation in ("pow", "powi"):
            largest = 2 if "unsafe" not in self.rules else 3 if self.small else _LARGEST_POWER
            power = self._power(operands[0], operands[1], type_, largest, depth)
            if power is not None:
                return power
        elif operation in _TO_INTEGER:
            return self._to_integer(operation, operands, type_, depth)
        for row in rows().get(operation, ()):
            if not permitted(row, self.rules):
                continue
            bound: dict[str, Value] = {}
            matched = self._match_operands(row.pattern, operation, operands, bound, row.calls)
            if not matched and row.calls:
                bound = {}
                matched = self._match_operands(row.pattern, operation, operands, bound, False)
                matched = matched and self._there(row.replacement, bound, type_)
            if matched:
                if row.nonnegative and not self._nonnegative(bound[row.nonnegative], _DEPTH):
                    continue
                if row.replacement.operation == "ilogb" and type_ is not I32:
                    continue
                new = self._build(row.replacement, bound, type_, depth)
                if new is not None:
                    return new
        return None

    def _match_operands(
        self, pattern: Term, operation: str, operands: list[Value], bound: dict[str, Value], single: bool
    ) -> bool:
        before = dict(bound)
        if self._match_all(pattern.arguments, operands, bound, single):
            return True
        if operation not in COMMUTATIVE:
            return False
        bound.clear()
        bound.update(before)
        return self._match_all(pattern.arguments, operands[::-1], bound, single)

    def _match_all(
        self, terms: tuple[Term, ...], operands: list[Value], bound: dict[str, Value], single: bool
    ) -> bool:
        return len(terms) == len(operands) and all(
            self._match(term, operand, bound, single) for term, operand in zip(terms, operands)
        )

    def _match(self, term: Term, value: Value, bound: dict[str, Value], single: bool) -> bool:
        """Whether a value has the term's form; ``single``: nothing else may use it."""
        if not term.operation:
            if term.name:
                return same(bound.setdefault(term.name, value), value)
            if type(value) is not ConstFloat:
                return False
            return value.bits == self._number(term.number, value.type, term.negative_zero).bits
        if not isinstance(value, Instruction) or _operation(value) != term.operation:
            return False
        if type(value) is Call and not _is_const(value):
            return False
        if single and len(value.users) > 1 and sum(1 for user in value.users if user.users or not user.removable) > 1:
            return False  # those that a row has made useless are still there
        operands = value.operands[1:] if type(value) is Call else value.operands
        return self._match_operands(term, term.operation, operands, bound, single)

    def _there(self, term: Term, bound: dict[str, Value], type_: Type) -> bool:
        """Whether the calls of a term have been made already."""
        if not is_call(term):
            return all(self._there(argument, bound, type_) for argument in term.arguments)
        if any(argument.operation or not argument.name for argument in term.arguments):
            return False
        return self._before(term.operation, [bound[argument.name] for argument in term.arguments], type_) is not None

    def _build(self, term: Term, bound: dict[str, Value], type_: Type, depth: int) -> Value | None:
        if not term.operation:
            return bound[term.name] if term.name else self._number(term.number, type_, term.negative_zero)
        operands: list[Value] = []
        inner = next(iter(bound.values())).type if term.operation in ("fptosi", "ilogb") else type_
        for argument in term.arguments:
            operand = self._build(argument, bound, inner, depth)
            if operand is None:
                return None
            operands.append(operand)
        return self.make(term.operation, operands, type_, depth)

    def _power(self, x: Value, exponent: Value, type_: Type, largest: int, depth: int) -> Value | None:
        """``x`` to a constant power: multiplied out where it is whole, with a square root where it is half of one."""
        power: Fraction | None = None
        if isinstance(exponent, ConstFloat):
            assert isinstance(exponent.type, FloatType)
            power = softfloat.to_fraction(exponent.type, exponent.bits)
        elif isinstance(exponent, ConstInt):
            power = Fraction(exponent.signed)
        one = self._number(Fraction(1), type_)
        if x == one:
            return one  # even of a NaN (C17 F.10.4.4p1)
        if power is None or abs(power) > largest or power.denominator > (1 if largest == 2 else 2):
            return None
        if largest == 2 and power < -1:
            return None
        if not power:
            return one
        result: Value | None = self._multiplied(x, abs(power).__floor__(), type_, depth)
        if power.denominator == 2:
            root = self.make("sqrt", [x], type_, depth)
            result = root if result is None or root is None else self.make("fmul", [result, root], type_, depth)
        if result is None or power > 0:
            return result
        return self.make("fdiv", [one, result], type_, depth)

    def _multiplied(self, x: Value, count: int, type_: Type, depth: int) -> Value | None:
        """``x`` to the ``count``: squares, multiplied.  None for none."""
        result: Value | None = None
        for digit in format(count, "b") if count else "":
            if result is not None:
                result = self.make("fmul", [result, result], type_, depth)
                assert result is not None
            if digit == "1":
                result = x if result is None else self.make("fmul", [result, x], type_, depth)
        return result

    def _to_integer(self, operation: str, operands: list[Value], type_: Type, depth: int) -> Value | None:
        """lround and its like: of what was an integer, and long long's as long's where that is the same type."""
        x = operands[0]
        if type(x) is Convert and x.operation == "sitofp":
            source = x.operands[0]
            assert isinstance(x.type, FloatType) and isinstance(source.type, IntType) and isinstance(type_, IntType)
            if source.type.bits < _PRECISION.get(x.type, 0) and source.type.bits <= type_.bits:
                return source if source.type is type_ else self.make("sext", [source], type_, depth)
        if operation.startswith("ll") and type_.size == 8:  # where long has 8 bytes, as on every 64-bit target here
            return self._before(operation[1:], operands, type_) or self._create(operation[1:], operands, type_)
        return None

    def _nonnegative(self, value: Value, depth: int) -> bool:
        """Whether a value has no sign, a NaN excepted."""
        if type(value) is ConstFloat:
            assert isinstance(value.type, FloatType)
            return not softfloat.is_negative(value.type, value.bits)
        if not depth or not isinstance(value, Instruction):
            return False
        operation = _operation(value)
        operands = value.operands[1:] if type(value) is Call else value.operands
        if operation in ("fabs", "exp", "exp2", "exp10", "cosh", "uitofp", "hypot"):
            return True
        if operation == "fmul" and operands[0] is operands[1]:
            return True
        if operation in ("fmul", "fdiv", "fadd"):
            return all(self._nonnegative(operand, depth - 1) for operand in operands)
        if operation in _OF_THE_SAME_SIGN or operation == "pow":
            return self._nonnegative(operands[0], depth - 1)
        return operation == "sqrt" and "no-signed-zeros" in self.rules


_OF_THE_SAME_SIGN: Final = frozenset(("floor", "ceil", "trunc", "rint", "nearbyint", "round", "sqrt", "cbrt", "atan"))
_PRECISION: Final[dict[Type, int]] = {F32: 24, F64: 53, F80: 64}


def permitted(row: Row, rules: frozenset[str]) -> bool:
    """Whether the options allow what holds in the row's mathematics alone."""
    return row.rules <= rules


def same(a: Value, b: Value) -> bool:
    """Whether two operands are one value."""
    return a is b or (isinstance(a, Constant) and type(a) in (ConstFloat, ConstInt) and a == b)


def _is_const(call: Call) -> bool:
    return call.attributes is not None and call.attributes.const


def _library(call: Call) -> str:
    """The function of <math.h> that is called, if it is called as such."""
    callee = call.operands[0]
    if type(callee) is not Function or callee.attributes.library not in _FUNCTIONS:
        return ""
    if call.attributes is not None and call.attributes.no_builtin:
        return ""
    type_ = call.function_type
    if type_ != callee.function_type or not _floating(type_):
        return ""
    return callee.attributes.library


def _floating(type_: FunctionType) -> bool:
    first = type_.parameters[0] if type_.parameters else None
    return isinstance(first, FloatType) and not first.decimal and not type_.variadic


def _operation(i: Instruction) -> str:
    """The name in terms of the operation that an instruction is; "" for what no row is about."""
    if type(i) is Call:
        return _library(i)
    if type(i) is Convert:
        real = i.operands[0].type if i.operation == "fptosi" else i.type
        return i.operation if i.operation in _CONVERTED and _binary_type(real) else ""
    if not _binary_type(i.type):
        return ""
    if type(i) is Binary:
        return i.operation
    if type(i) is Intrinsic:
        return i.name
    return "fneg" if type(i) is Negate else ""


def _binary_type(type_: Type) -> bool:
    return isinstance(type_, FloatType) and not type_.decimal


_INTEGRAL_OF: Final = frozenset(("lround", "llround"))


def _folded(operation: str, operands: list[Value], type_: Type) -> Value | None:
    """The value of constants; None where the call may have something to say of them (C17 7.12.1)."""
    bits: list[int] = []
    for operand in operands:
        if type(operand) is not ConstFloat:
            return None
        bits.append(operand.bits)
    if operation in _ARITHMETIC:
        return fold.fold_binary(operation, operands[0], operands[1])
    if operation == "fneg":
        return fold.fold_negate(operands[0])
    if operation == "fptosi":
        return fold.fold_convert(operation, operands[0], type_)
    first = operands[0].type
    assert isinstance(first, FloatType)
    if operation in _INTEGRAL_OF and isinstance(type_, IntType):
        rounded = softfloat.round_integral("round", first, bits[0])
        return None if rounded is None else fold.fold_convert("fptosi", ConstFloat(first, rounded), type_)
    if operation in INTRINSICS:
        return fold.fold_intrinsic(operation, operands)
    if first not in _SUFFIXES or type_ is not first:
        return None
    value = elementary.call(operation, first, bits)
    return None if value is None else ConstFloat(first, value)



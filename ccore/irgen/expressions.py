"""Scalar expressions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from ccore.ir import types as ir
from ccore.ir.instructions import InlineAsm
from ccore.ir.mathlibrary import POLAR, free_of_effects
from ccore.ir.values import BlockAddress, CallAttributes, Constant, ConstFloat, ConstInt, Null, Value
from ccore.irgen.conditions import Conditions
from ccore.irgen.division import divide, divide_exactly
from ccore.irgen.nested import chained_type, direct_callee
from ccore.irgen.signs import EVEN, Signs, same
from ccore.irgen.trapping import trapping
from ccore.irgen.types import is_signed, promise
from ccore.options import is_builtin
from ccore.sema import tree
from ccore.sema import types as c
from ccore.sema.object_size import is_subscript, part_of, part_size

_INTEGER = {"+": "add", "-": "sub", "*": "mul", "&": "and", "|": "or", "^": "xor", "<<": "shl"}
_FLOAT = {"+": "fadd", "-": "fsub", "*": "fmul", "/": "fdiv"}
_SIGNED_COMPARE = {"==": "eq", "!=": "ne", "<": "slt", ">": "sgt", "<=": "sle", ">=": "sge"}
_UNSIGNED_COMPARE = {"==": "eq", "!=": "ne", "<": "ult", ">": "ugt", "<=": "ule", ">=": "uge"}
_FLOAT_COMPARE = {"==": "oeq", "!=": "une", "<": "olt", ">": "ogt", "<=": "ole", ">=": "oge"}


def is_pack(e: tree.Expression) -> bool:
    """Whether an argument is ``__builtin_va_arg_pack ()``."""
    return isinstance(e, tree.BuiltinCall) and e.name == "va_arg_pack"


class Expressions(Conditions):
    """Values of scalar type; ``value`` dispatches on the node's class."""

    dispatch: ClassVar[dict[type, Callable[..., Value]]]

    def value(self, expression: tree.Expression) -> Value:
        return self.dispatch[type(expression)](self, expression)

    # --- Constants and designators ------------------------------------------------------------------------------

    def _integer(self, e: tree.IntegerConstant) -> Value:
        type_ = self.types.scalar(e.type)
        if isinstance(type_, ir.IntType):
            return ConstInt(type_, e.value)
        if e.value == 0:
            return Null(type_)
        return self.builder.inttoptr(ConstInt(self.word, e.value), type_)

    def _floating(self, e: tree.FloatingConstant) -> Value:
        type_ = self.types.scalar(e.type)
        assert isinstance(type_, ir.FloatType)
        return ConstFloat(type_, e.bits)

    def _load(self, e: tree.Load) -> Value:
        lvalue = e.lvalue
        if isinstance(lvalue, tree.VectorElement) and not lvalue.vector.is_lvalue:
            index = self.builder.resize(self.value(lvalue.index), ir.I32, False)
            return self.builder.extract_element(self.value(lvalue.vector), index)
        if isinstance(lvalue, tree.ComplexPart) and not lvalue.operand.is_lvalue:
            if lvalue.operand.type.is_complex:
                return self.complex_parts(lvalue.operand)[1 if lvalue.imaginary else 0]
        return self.load(self.place(lvalue))

    def _address(self, e: tree.Decay | tree.AddressOf) -> Value:
        address, part = self._addressed(e, False)
        if part is None:
            return address
        offset: Value = self.const(0)
        if part is not e.lvalue:  # an element of the array that is the part
            assert isinstance(e.lvalue, tree.Dereference)
            step = e.lvalue.pointer
            if isinstance(step, tree.PointerOffset):
                if not isinstance(step.index, tree.IntegerConstant) or not isinstance(step.scale, int):
                    return address
                offset = self.const(-step.index.value * step.scale if step.negative else step.index.value * step.scale)
        return self._part(address, part, offset)

    def _addressed(self, e: tree.Decay | tree.AddressOf, subscripted: bool) -> tuple[Value, tree.Expression | None]:
        """An address, and the part that it points into if a ``__builtin_object_size`` could want to know."""
        wanted = self.options.optimizing and e is not self.accessed
        address = self.place(e.lvalue).address
        type_ = self.types.scalar(e.type)
        if address.type is not type_:  # an object in a named address space
            return self.builder.addrspacecast(address, type_), None
        return address, part_of(e, subscripted) if wanted else None

    def _part(self, address: Value, part: tree.Expression, offset: Value) -> Value:
        made = self.builder.part(address, self.const(part_size(part)), offset)
        self.unit.parts.append(made)
        return made

    def _label_address(self, e: tree.LabelAddress) -> Value:
        e.label.address_taken = True
        owner = self.unit.label_owner(self, e.label)
        return BlockAddress(owner.function, owner.label_block(e.label))

    # --- Conversions and arithmetic -----------------------------------------------------------------------------

    def _convert(self, e: tree.Convert) -> Value:
        operand = e.operand
        if e.type.is_void:
            self.discard(operand)
            return self.const(0)
        if operand.type.is_complex:
            if isinstance(e.type, c.IntegerType) and e.type.is_bool:
                real, imaginary = self.complex_parts(operand)
                base = operand.type.base  # type: ignore[attr-defined]
                either = self.builder.or_(self.truth(real, base), self.truth(imaginary, base))
                return self.builder.zext(either, ir.I8)
            return self.convert(self.complex_parts(operand)[0], operand.type.base, e.type)  # type: ignore[attr-defined]
        if operand.type.is_record:
            return self.convert_from_record(operand, e.type)
        return self.convert(self.value(operand), operand.type, e.type)

    def convert_from_record(self, operand: tree.Expression, type_: c.CType) -> Value:
        """A transparent reading of a record as a scalar (only after errors of the program)."""
        return self.builder.load(self.types.scalar(type_), self.aggregate(operand), 1)

    def discard(self, e: tree.Expression) -> None:
        """Evaluate for its effects alone."""
        type_ = e.type
        if isinstance(e, tree.Load) and not e.lvalue.type.quals & c.VOLATILE:
            if not isinstance(e.lvalue, tree.VariableReference):
                self.discard_place(e.lvalue)
        elif isinstance(e, tree.Decay):
            self.discard_place(e.lvalue)
        elif type_.is_aggregate:
            self.aggregate(e)
        elif e.is_lvalue:
            self.discard_place(e)
        else:
            self.value(e)

    def discard_place(self, lvalue: tree.Expression) -> None:
        if not isinstance(lvalue, (tree.FunctionReference, tree.StringReference)):
            self.place(lvalue)

    def _unary(self, e: tree.Unary) -> Value:
        builder = self.builder
        if e.operator == "!":
            return builder.zext(self.untruth(e.operand), ir.I32)
        value = self.value(e.operand)
        if e.operator == "-":
            kind = value.type.element if isinstance(value.type, ir.VectorType) else value.type
            if isinstance(kind, ir.FloatType):
                return builder.fneg(value)
            if self.options.trapv and is_signed(e.type):
                result = trapping(self, "neg", [value])
            else:
                result = builder.neg(value, nsw=not self.wrap and is_signed(e.type))
            return self.fit(result, e.type) if self.types.has_padded else result
        if isinstance(value.type, ir.VectorType):
            element = value.type.element
            assert isinstance(element, ir.IntType)
            return builder.xor(value, self.copies(ConstInt(element, element.mask), value.type))
        return self.fit(builder.not_(value), e.type) if self.types.has_padded else builder.not_(value)

    def operate(self, operator: str, a: Value, b: Value, type_: c.CType) -> Value:
        """``a operator b`` in arithmetic type ``type_`` (of a, and of b but for shifts)."""
        builder = self.builder
        element = type_.element if isinstance(type_, c.VectorType) else type_
        kind = self.types.scalar(element)
        if isinstance(kind, ir.FloatType):
            if kind.decimal:
                return self.decimal_binary(operator, a, b)
            return builder.binary(_FLOAT[operator], a, b)
        signed = is_signed(element)
        if operator in ("<<", ">>"):
            if isinstance(b.type, ir.IntType) and isinstance(a.type, ir.IntType):
                b = builder.resize(b, a.type, False)
            if operator == ">>":
                return builder.ashr(a, b) if signed else builder.lshr(a, b)
            shifted = builder.shl(a, b)
            return self.fit(shifted, element) if self.types.has_padded else shifted
        if operator in "/%" and self.options.non_call_exceptions and isinstance(a.type, ir.IntType):
            self._trap_division(a, b, signed)
        if operator in "/%" and type(b) is ConstInt and self.options.level == "0" and not isinstance(a, Constant):
            made = divide(builder, operator, a, b, signed)
            if made is not None:
                return made
        if operator == "/":
            return builder.sdiv(a, b) if signed else builder.udiv(a, b)
        if operator == "%":
            return builder.srem(a, b) if signed else builder.urem(a, b)
        if self.options.trapv and signed and operator in "+-*" and element is type_:
            result = trapping(self, _INTEGER[operator], [a, b])
            return self.fit(result, element) if self.types.has_padded else result
        nsw = signed and not self.wrap and operator in "+-*" and element is type_
        result = builder.binary(_INTEGER[operator], a, b, nsw=nsw)
        return self.fit(result, element) if self.types.has_padded else result

    def _trap_division(self, a: Value, b: Value, signed: bool) -> None:
        """A division by zero, or an overflowing one, that no pass may take for impossible."""
        assert isinstance(a.type, ir.IntType)
        builder, type_ = self.builder, a.type
        fault = builder.compare("eq", b, ConstInt(type_, 0))
        if signed:
            least = builder.compare("eq", a, ConstInt(type_, 1 << (type_.bits - 1)))
            fault = builder.or_(fault, builder.and_(least, builder.compare("eq", b, ConstInt(type_, type_.mask))))
        if isinstance(fault, ConstInt) and not fault.value or self.unit.target.name != "x86_64":  # others do not trap
            return
        trap, following = builder.new_block("trap"), builder.new_block("divide")
        builder.cond_branch(fault, trap, following)
        builder.start(trap)
        divide = "xorl %%ecx, %%ecx\n\tdivl %%ecx"
        builder.insert(InlineAsm(ir.VOID, divide, [], [], ("eax", "ecx", "edx", "cc"), True))
        builder.unreachable()
        builder.start(following)

    def compare(self, operator: str, a: Value, b: Value, type_: c.CType) -> Value:
        """``a operator b`` as an i1 (vectors: a vector of them)."""
        element = type_.element if isinstance(type_, c.VectorType) else type_
        kind = self.types.scalar(element)
        if isinstance(kind, ir.FloatType):
            if kind.decimal:
                return self.decimal_compare(operator, a, b)
            return self.builder.compare(_FLOAT_COMPARE[operator], a, b)
        table = _SIGNED_COMPARE if is_signed(element) else _UNSIGNED_COMPARE
        return self.builder.compare(table[operator], a, b)

    def compared(self, e: tree.Binary) -> Value:
        return self._binary(e, truth=True)

    def _binary(self, e: tree.Binary, truth: bool = False) -> Value:
        """``truth``: the result of a comparison is wanted as an i1."""
        # A left spine (1 + 1 + ...) may be 100,000 long: go down it without recursion.
        spine: list[tree.Binary] = []
        node: tree.Expression = e
        while type(node) is tree.Binary:
            spine.append(node)
            node = node.left
            if node.type.is_complex:
                break  # the comparison takes it apart
        left: Value | None = None
        for item in reversed(spine):
            operator = item.operator
            if operator in _SIGNED_COMPARE:
                operand_type = item.left.type
                if operand_type.is_complex:
                    result = self._compare_complex(item)
                else:
                    a = self.value(item.left) if left is None else left
                    result = self.compare(operator, a, self.value(item.right), operand_type)
                if truth and item is e:
                    return result
                if item.type.is_vector:
                    left = self.builder.sext(result, self.types.scalar(item.type))
                else:
                    left = self.builder.zext(result, self.types.scalar(item.type))
            else:
                a = self.value(item.left) if left is None else left
                left = self.operate(operator, a, self.value(item.right), item.type)
        assert left is not None
        return left

    def _compare_complex(self, e: tree.Binary) -> Value:
        if "finite" in self.function.attributes.math and self.options.optimizing:
            signs = self._signs()
            if same(signs.plain(e.left), signs.plain(e.right)):
                return ConstInt(ir.I1, int(e.operator == "=="))
        base = e.left.type.base  # type: ignore[attr-defined]
        a, b = self.complex_parts(e.left), self.complex_parts(e.right)
        real = self.compare("==", a[0], b[0], base)
        both = self.builder.and_(real, self.compare("==", a[1], b[1], base))
        return both if e.operator == "==" else self.builder.not_(both)

    def scale(self, scale: int | tree.Expression) -> Value:
        return self.const(scale) if isinstance(scale, int) else self.index(scale)

    def offset_pointer(self, pointer: Value, index: Value, scale: int | tree.Expression, negative: bool) -> Value:
        """``pointer +- index * scale``; the index has the pointer's width."""
        return self.builder.ptradd(pointer, self._distance(index, scale, negative), inbounds=not self.wrap)

    def _distance(self, index: Value, scale: int | tree.Expression, negative: bool) -> Value:
        builder = self.builder
        if not (isinstance(scale, int) and scale == 1):
            index = builder.mul(index, self.scale(scale), nsw=not self.wrap)
        return builder.neg(index) if negative else index

    def _pointer_offset(self, e: tree.PointerOffset) -> Value:
        base = e.pointer
        part = None
        if isinstance(base, tree.Decay) and is_subscript(e):
            pointer, part = self._addressed(base, True)
        else:
            pointer = self.value(base)
        if part is None and isinstance(e.scale, int) and (split := self._constant_part(e.index)):
            # What the machine adds for nothing.  On the way to the address the pointer may leave its object.
            rest, constant = split
            scaled = self.builder.mul(self.index(rest), self.const(e.scale)) if e.scale != 1 else self.index(rest)
            constant *= e.scale
            if e.negative:
                scaled, constant = self.builder.neg(scaled), -constant
            return self.builder.ptradd(self.builder.ptradd(pointer, scaled, inbounds=False), constant, inbounds=False)
        distance = self._distance(self.index(e.index), e.scale, e.negative)
        address = self.builder.ptradd(pointer, distance, inbounds=not self.wrap)
        return address if part is None else self._part(address, part, distance)

    def _constant_part(self, index: tree.Expression) -> tuple[tree.Expression, int] | None:
        """An index at -O0 that is a sum with a constant and cannot overflow: the rest, and the constant."""
        if self.options.level != "0" or self.options.interpreted:
            return None
        if type(index) is tree.Convert and index.type.size == self.word.size:
            index = index.operand  # extended by its own sign
        if type(index) is not tree.Binary or index.operator not in ("+", "-") or type(index.type) is not c.IntegerType:
            return None
        right, type_ = index.right, index.type
        if type(right) is not tree.IntegerConstant or not type_.signed or type_.padded or type_.size > self.word.size:
            return None
        if self.wrap or self.options.trapv:
            return None
        return index.left, -right.value if index.operator == "-" else right.value

    def _pointer_difference(self, e: tree.PointerDifference) -> Value:
        builder = self.builder
        a = builder.ptrtoint(self.value(e.left), self.word)
        b = builder.ptrtoint(self.value(e.right), self.word)
        bytes_ = builder.sub(a, b)
        result = self.types.scalar(e.type)
        assert isinstance(result, ir.IntType)
        if isinstance(e.scale, int) and e.scale > 0 and self.options.level == "0" and not isinstance(bytes_, Constant):
            bytes_ = divide_exactly(builder, bytes_, e.scale)
        elif not (isinstance(e.scale, int) and e.scale == 1):
            bytes_ = builder.sdiv(bytes_, self.scale(e.scale), exact=True)
        return builder.resize(bytes_, result, True)

    def _comma(self, e: tree.Comma) -> Value:
        self.discard_spine(e)
        return self.value(e.right)

    # --- Assignments --------------------------------------------------------------------------------------------

    def _assign(self, e: tree.Assign) -> Value:
        value = self.value(e.value)
        return self.store(self.place(e.target), value)

    def _compound_assign(self, e: tree.CompoundAssign) -> Value:
        if e.target.type.quals & c.ATOMIC:
            return self.atomic_compound(e)
        if isinstance(e.computation, c.ComplexType):  # a real target takes the real part
            other = self.operand_parts(e.value)
            place = self.place(e.target)
            base = e.computation.base
            old = self.convert(self.load(place), e.target.type, base)
            new = self.complex_operate(e.operator, (old, None), other, e.computation)
            return self.store(place, self.convert(new[0], base, e.target.type))
        operand = self.value(e.value)
        place = self.place(e.target)
        return self.store(place, self.updated(e, self.load(place), operand))

    def updated(self, e: tree.CompoundAssign, old: Value, operand: Value) -> Value:
        """The new value of a compound assignment's target."""
        target = e.target.type
        if target.is_pointer:
            index = self.builder.resize(operand, self.word, is_signed(e.value.type))
            return self.offset_pointer(old, index, e.scale, e.operator == "-")
        result = self.operate(e.operator, self.convert(old, target, e.computation), operand, e.computation)
        return self.convert(result, e.computation, target)

    def _increment(self, e: tree.Increment) -> Value:
        if e.target.type.quals & c.ATOMIC:
            return self.atomic_increment(e)
        place = self.place(e.target)
        old = self.load(place)
        new = self.store(place, self.incremented(e, old))
        return old if e.postfix else new

    def incremented(self, e: tree.Increment, old: Value) -> Value:
        builder = self.builder
        type_ = e.target.type
        if type_.is_pointer:
            return self.offset_pointer(old, self.const(1), e.scale, e.delta < 0)
        kind = old.type
        if isinstance(kind, ir.FloatType):
            if kind.decimal:
                return self.decimal_binary("+", old, self.decimal_integer(kind, e.delta))
            return builder.fadd(old, builder.const_float(kind, float(e.delta)))
        if isinstance(kind, ir.VectorType):
            if isinstance(kind.element, ir.FloatType):
                one: Value = builder.const_float(kind.element, float(e.delta))
                return builder.fadd(old, self.copies(one, kind))
            assert isinstance(kind.element, ir.IntType)
            return builder.add(old, self.copies(self.const(e.delta, kind.element), kind))
        if isinstance(type_, c.IntegerType) and type_.is_bool:  # ++ sets, -- flips
            return self.const(1, ir.I8) if e.delta > 0 else builder.xor(old, self.const(1, ir.I8))
        assert isinstance(kind, ir.IntType)
        # Types narrower than int are promoted, so their increment wraps without overflow.
        if self.options.trapv and is_signed(type_) and kind.bits >= 32:
            new = trapping(self, "add", [old, self.const(e.delta, kind)])
        else:
            nsw = not self.wrap and is_signed(type_) and kind.bits >= 32
            new = builder.add(old, self.const(e.delta, kind), nsw=nsw)
        return self.fit(new, type_) if self.types.has_padded else new

    # --- Calls --------------------------------------------------------------------------------------------------

    def _call(self, e: tree.Call) -> Value:
        result = self.call(e, None)
        return self.fit(result, e.type) if self.types.has_padded else result

    def call(self, e: tree.Call, result_address: Value | None) -> Value:
        """Generate a call; an aggregate result goes to ``result_address``."""
        builder = self.builder
        callee_node = e.callee
        attributes: CallAttributes | None = None
        function = direct_callee(e)
        if function is not None:
            name = function.builtin
            if name.rstrip("fl") in POLAR and "no-errno" in self.function.attributes.math and self.options.optimizing:
                return self._polar(e, name)
            target = self.unit.function(function)
            callee: Value = target
            attributes = target.attributes.call
            if target.attributes.interrupt:
                text = "interrupt service routine cannot be called directly"
                self.unit.diagnostics.error(text, e.token.location)
            library = target.attributes.library
            if library and self._spelled_plainly(e, name):
                attributes = replace(attributes, no_builtin=True)
            elif library and free_of_effects(library, self.function.attributes.math):
                attributes = replace(attributes, const=True)
        else:
            callee = self.value(callee_node)
            if e.function_type.attributes:
                attributes = CallAttributes()
                promise(attributes, e.function_type.attributes)
        type_ = self.types.function(e.function_type)
        arguments: list[Value] = []
        argument_types: list[ir.Type] = []
        if e.chain is not None and function is not None:  # it takes none, or its own
            self.discard(e.chain)
        if e.chain is not None and function is None:
            hidden = builder.alloca(ir.PTR.size, ir.PTR.align, "callee")  # nobody must see that its type is another
            builder.store(callee, hidden, volatile=True)
            callee = builder.load(ir.PTR, hidden, volatile=True)
            type_ = chained_type(type_)
            arguments.append(self.value(e.chain))
            argument_types.append(ir.PTR)
        elif function is not None and function.outer is not None:
            chain = self.chain_for(function)
            if chain is not None:
                type_ = chained_type(type_)
                arguments.append(chain)
                argument_types.append(chain.type)
        if e.type.size == -2:
            result_address = self.temporary(e.type) if result_address is None else result_address
            arguments.append(result_address)
            argument_types.append(result_address.type)
            result_address = None
        given = e.arguments
        if function is not None and function.builtin in EVEN and self.options.optimizing:
            given = self._signs().arguments(given)
        variable = len(given) > len(e.function_type.parameters)
        owner = self.definition.function
        if variable and is_pack(given[-1]) and (owner.emit != "external" or "always_inline" in owner.attributes):
            given = given[:-1]
            attributes = replace(attributes or CallAttributes(), forwards=True)
        for argument in given:
            if argument.type.is_aggregate:
                address = self.aggregate(argument)
                if argument.type.size == -2:  # passed by reference to a copy
                    room = self.temporary(argument.type)
                    self.copy(room, address, self.extent(argument.type), 1, 1, False)
                    address = room
                arguments.append(address)
            else:
                arguments.append(self.value(argument))
            argument_types.append(self.types.value(argument.type))
        self.at(e.token)
        if attributes is not None and attributes.returns_twice:
            self.returns_twice = True
        call = builder.call(callee, type_, arguments, tuple(argument_types), result_address, attributes)
        if attributes is not None and attributes.noreturn:
            builder.unreachable()
        return call

    def _spelled_plainly(self, e: tree.Call, name: str) -> bool:
        """Whether a builtin is called by a name that options have taken from it (-fno-builtin), so that only with
        ``__builtin_`` it is one."""
        if is_builtin(self.options, name):
            return False
        callee = e.callee
        assert isinstance(callee, tree.Decay)
        return callee.lvalue.token.text == name

    def _polar(self, e: tree.Call, name: str) -> Value:
        """The absolute value or the argument of a complex number, by a function that the optimiser knows more of."""
        real, imaginary = self.complex_parts(e.arguments[0])
        type_ = ir.function_type(real.type, (real.type, real.type))
        library = POLAR[name.rstrip("fl")]
        function = self.unit.library(library + name[4:], type_)
        if not function.blocks and function.linkage == "external":
            function.attributes.library = library
        return self.builder.call(function, type_, [imaginary, real], attributes=CallAttributes(const=True))

    def _signs(self) -> Signs:
        math = self.function.attributes.math
        return Signs("no-signed-zeros" not in math, self.options.rounding_math)

    def _va_arg(self, e: tree.VaArg) -> Value:
        value = self.builder.va_arg(self.types.value(e.type), self.value(e.list))
        return self.fit(value, e.type) if self.types.has_padded else value

    def _statement_expression(self, e: tree.StatementExpression) -> Value:
        value = self.block_scope(e.body, e.value, None)
        if value is None or e.type.is_void:
            return self.const(0) if e.type.is_void else self.builder.undef(self.types.scalar(e.type))
        return value

    def _variable_size(self, e: tree.VariableSize) -> Value:
        result = self.types.scalar(e.type)
        assert isinstance(result, ir.IntType)
        return self.builder.resize(self.size_of(e.of), result, False)

    def size_of(self, type_: c.CType) -> Value:
        """The size in bytes, at run time where the type is variable."""
        if isinstance(type_, c.ArrayType) and type_.size == -2:
            if type_.length >= 0:
                length: Value = self.const(type_.length)
            else:
                plain = type_.unqualified
                variable = type_.length_variable or (plain.length_variable if isinstance(plain, c.ArrayType) else None)
                assert variable is not None
                place = self.variable_place(variable)
                length = self.builder.resize(self.load(place), self.word, is_signed(variable.type))
            return self.builder.mul(length, self.size_of(type_.element))
        if isinstance(type_, c.RecordType) and type_.record.size_variable is not None:
            return self.builder.resize(self.load(self.variable_place(type_.record.size_variable)), self.word, False)
        return self.const(type_.size)

    # --- Vectors ------------------------------------------------------------------------------------------------

    def copies(self, element: Value, type_: ir.VectorType) -> Value:
        """A vector whose elements are all the same."""
        vector: Value = self.builder.undef(type_)
        for i in range(type_.count):
            vector = self.builder.insert_element(vector, element, i)
        return vector

    def _vector(self, e: tree.VectorValue) -> Value:
        type_ = self.types.scalar(e.type)
        vector: Value = self.builder.undef(type_)
        for i, element in enumerate(e.elements):
            vector = self.builder.insert_element(vector, self.value(element), i)
        return vector

    def _lvalue(self, e: tree.Expression) -> Value:
        """An lvalue where a value was expected: only void ones and functions arrive so."""
        if e.type.is_void or e.type.is_function:
            return self.place(e).address
        return self.load(self.place(e))

    def _builtin(self, e: tree.BuiltinCall) -> Value:
        self.at(e.token)
        return self.builtin(e)

    def builtin(self, e: tree.BuiltinCall) -> Value:
        raise NotImplementedError

    def atomic_compound(self, e: tree.CompoundAssign) -> Value:
        raise NotImplementedError

    def atomic_increment(self, e: tree.Increment) -> Value:
        raise NotImplementedError


Expressions.dispatch = {
    tree.IntegerConstant: Expressions._integer,
    tree.FloatingConstant: Expressions._floating,
    tree.Load: Expressions._load,
    tree.Decay: Expressions._address,
    tree.AddressOf: Expressions._address,
    tree.LabelAddress: Expressions._label_address,
    tree.Convert: Expressions._convert,
    tree.Unary: Expressions._unary,
    tree.Binary: Expressions._binary,
    tree.PointerOffset: Expressions._pointer_offset,
    tree.PointerDifference: Expressions._pointer_difference,
    tree.Logical: Expressions.logical,
    tree.Conditional: Expressions.conditional,
    tree.Comma: Expressions._comma,
    tree.Assign: Expressions._assign,
    tree.CompoundAssign: Expressions._compound_assign,
    tree.Increment: Expressions._increment,
    tree.Call: Expressions._call,
    tree.BuiltinCall: Expressions._builtin,
    tree.VaArg: Expressions._va_arg,
    tree.StatementExpression: Expressions._statement_expression,
    tree.VariableSize: Expressions._variable_size,
    tree.VectorValue: Expressions._vector,
    tree.VariableReference: Expressions._lvalue,
    tree.Dereference: Expressions._lvalue,
    tree.MemberReference: Expressions._lvalue,
    tree.FunctionReference: Expressions._lvalue,
}


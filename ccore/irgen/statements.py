"""Statements, scopes, and the function as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from ccore.ir import types as ir
from ccore.ir.instructions import Alloca, AsmOperand, DynamicAlloca, InlineAsm, Instruction, Phi
from ccore.ir.module import ALWAYS, AS_PAYS, Block
from ccore.ir.values import Constant, ConstFloat, ConstInt, Undef, Value
from ccore.irgen import uninitialized
from ccore.irgen.assembly import Assembly
from ccore.irgen.base import Place
from ccore.irgen.nested import chained_type
from ccore.irgen.scopes import contains_label, label_scopes
from ccore.irgen.types import is_signed
from ccore.sema import tree
from ccore.sema import types as c

_RANGE_LIMIT = 64  # a case range up to this many values becomes single cases
_INDIRECT_EDGES = 10_000  # from computed gotos to labels, as many as may each have a jump of its own at -O0
_PATTERN = 0xFE  # -ftrivial-auto-var-init=pattern: GCC's byte


class FunctionGenerator(Assembly):
    """Generates one function."""

    statement_dispatch: ClassVar[dict[type, Callable[..., None]]]

    def generate(self) -> None:
        """Fill ``self.function`` from the definition."""
        builder = self.builder
        function = self.function
        definition = self.definition
        entry = builder.new_block("entry")
        builder.start(entry)
        self.label_scopes = label_scopes(definition.body)
        self.labelled: dict[tree.Statement, bool] = {}  # see contains_label
        self.breaks: list[tuple[Block, int]] = []
        self.continues: list[tuple[Block, int]] = []
        self.cases: dict[tree.CaseLabel, Block] = {}
        self.return_block: Block | None = None  # at -O0, of the return statements that leave nothing to compute
        self.return_slot: Value | None = None
        self.array_slots: dict[tree.Variable, Value] = {}
        self.at(definition.function.token)
        parameters = function.parameters
        nest = self.unit.nest(definition)
        if nest is not None:
            if nest.chained:
                parameters = parameters[1:]
                function.parameters[0].name = "chain"
            self.enter_nest(nest)
        self.result_room: Value | None = None
        if definition.function.type.result.size == -2:  # type: ignore[attr-defined]
            self.result_room, parameters = parameters[0], parameters[1:]
        restricted: list[str] = []
        for variable, parameter in zip(definition.parameters, parameters):
            parameter.name = variable.name
            if variable.type.quals & c.RESTRICT:
                restricted.append(str(parameter.index))
            # A naked function has no frame to put them into: its own code knows where arguments are.
            if not function.attributes.naked:
                self._parameter(variable, parameter)
            elif variable.type.is_aggregate:
                self._parameter(variable, Undef(parameter.type))
        function.attributes.restrict = frozenset(restricted)
        if nest is not None:
            self.receive_jumps()
        self.statement(definition.body)
        if builder.block is not None:
            self._end(definition)
        if self.return_block is not None:
            self._finish_returns(self.return_block)
        if self.indirect_block is not None:
            self._finish_indirect()
        if self.returns_twice:
            self._expose_variables(entry)
        elif self.unit.warn_uninitialized:
            variables = ((variable, place.address) for variable, place in self.places.items())
            optimize = self.options.level != "0"
            uninitialized.report(function, definition.body, variables, optimize, self.unit.diagnostics)
        for label, block in self.label_blocks.items():
            if block.function is not None and block not in function.blocks:
                if label.defined:
                    # Its statement was skipped as unreachable, yet a reference to it was generated.
                    function.add_block(block)
                    builder.position(block)
                    builder.unreachable()

    def _expose_variables(self, entry: Block) -> None:
        """Give variables' addresses away, so that after a jump back to a setjmp they hold what was stored last.

        The standard asks that of volatile ones alone (7.13.2.1p3), GNU C's ``__builtin_setjmp`` of all."""
        instructions = entry.instructions
        rooms = {place.address for place in self.places.values()}
        count = 0
        while count < len(instructions) and type(instructions[count]) is Alloca:
            count += 1
        for room in [i for i in instructions[:count] if i in rooms]:
            _expose(room, entry, count)
        # What alloca gives tells where the stack pointer is, which a jump restores.
        for block in self.function.blocks:
            for room in [i for i in block.instructions if type(i) is DynamicAlloca]:
                _expose(room, block, block.instructions.index(room) + 1)

    def _end(self, definition: tree.FunctionDefinition) -> None:
        """Control reaches the closing brace."""
        builder = self.builder
        self._closing()
        result = self.definition.function.type
        assert isinstance(result, c.FunctionType)
        type_ = result.result
        if type_.is_void:
            if self.return_block is None:  # else control comes to it next
                builder.ret()
        elif definition.function.name == "main" and type_.is_integer:
            builder.ret(ConstInt(ir.I32, 0))  # C17 5.1.2.2.3
        elif type_.is_aggregate:
            builder.ret(self.temporary(type_))
        else:
            # Not an error unless the caller uses the value (6.9.1p12).
            builder.ret(builder.undef(self.types.scalar(type_)))

    def _parameter(self, variable: tree.Variable, value: Value) -> None:
        type_ = variable.type
        if type_.is_aggregate:
            if variable in self.places:  # captured by a nested function
                self.copy(self.places[variable].address, value, type_.size, type_.align, type_.align, False)
                return
            # The callee's own copy, which the ABI made.
            self.places[variable] = Place(value, type_, type_.align)
            return
        place = self.variable_place(variable)
        self.builder.store(value, place.address, place.align)

    # --- Dispatch -----------------------------------------------------------------------------------------------

    def statement(self, statement: tree.Statement) -> None:
        self.at(statement.token)
        self.loaded.clear()
        self.statement_dispatch[type(statement)](self, statement)

    def statements(self, statements: list[tree.Statement]) -> None:
        builder = self.builder
        for statement in statements:
            if builder.block is None and not contains_label(statement, self.labelled):
                continue  # control cannot come here
            self.statement(statement)

    def _block(self, s: tree.Block) -> None:
        self.block_scope(s, None, None)

    def block_scope(self, block: tree.Block, result: tree.Expression | None, destination: Value | None) -> Value | None:
        """A block, with the value of a statement expression evaluated before its scope is left."""
        builder = self.builder
        depth = self.scopes.depth
        if depth and (result is not None or destination is not None):  # a statement expression's own labels
            self.label_scopes.update(label_scopes(block, tuple(key for key, _ in self.scopes.entries)))
        self.statements(block.statements)
        self.loaded.clear()
        value: Value | None = None
        if result is not None and (builder.block is not None or destination is not None or block.statements):
            if result.type.is_void:
                self.discard(result)
            elif result.type.is_aggregate:
                if destination is None and self.scopes.depth > depth:  # what it is copied from ends here
                    destination = self.temporary(result.type)
                    self.scopes.keep_stacks(depth)
                value = self.aggregate(result, destination, result.type.align)
            else:
                value = self.value(result)
        self.leave(depth)
        self.scopes.pop(depth)
        return value

    def _kept(self, pointer: Value) -> Value:
        """A saved stack pointer, put into memory where jumps can arrive from nested functions."""
        if not self.receives_jumps:
            return pointer
        room = self.builder.alloca(pointer.type.size, pointer.type.align, "stack")
        self.builder.store(pointer, room, volatile=True)
        return room

    def leave(self, depth: int) -> None:
        """Generate what leaving scopes down to ``depth`` asks: cleanups, innermost first, and stack restoration."""
        self.leave_scopes(self.scopes.entries[depth:])

    def leave_scopes(self, entries: list[tuple[tree.Declare, Value | None]]) -> None:
        builder = self.builder
        stack: Value | None = None
        for declare, saved in reversed(entries):
            if builder.block is None:
                return
            if saved is None:
                self._cleanup(declare)
            elif declare not in self.scopes.kept:
                stack = saved
        if stack is not None and builder.block is not None:  # the outermost: it frees the others too
            if self.receives_jumps:
                stack = builder.load(ir.PTR, stack, volatile=True)
            builder.stack_restore(stack)
            self.stack_moved()

    def _cleanup(self, declare: tree.Declare) -> None:
        assert declare.cleanup is not None
        function = self.unit.function(declare.cleanup)
        address = self.variable_place(declare.variable).address
        declared = declare.cleanup.type
        assert isinstance(declared, c.FunctionType)
        type_ = ir.function_type(self.types.value(declared.result), (ir.PTR,))
        arguments = [address]
        chain = self.chain_for(declare.cleanup)
        if chain is not None:
            type_, arguments = chained_type(type_), [chain, address]
        room = None
        if isinstance(type_.result, ir.AggregateType):
            room = self.builder.alloca(type_.result.size, type_.result.align)
        self.builder.call(function, type_, arguments, None, room, function.attributes.call)

    # --- Declarations -------------------------------------------------------------------------------------------

    def _declare(self, s: tree.Declare) -> None:
        variable = s.variable
        builder = self.builder
        type_ = variable.type
        if type_.size == -2:
            align = max(variable.align, type_.align)
            # Saved for each, since a jump back to before the declaration frees the array, too.
            self.scopes.push_stack(s, self._kept(builder.stack_save()))
            address = builder.dynamic_alloca(self.size_of(type_), max(align, 16 if self.types.pointer_size == 8 else 4))
            self.places[variable] = Place(address, type_, align)
            # Where debuggers find the array; the address alone may lie in a register that is soon another's.
            slot = self.array_slots[variable] = builder.alloca(address.type.size, address.type.align, variable.name)
            builder.store(address, slot)
            if self.nest is not None and variable in self.variable_arrays:
                builder.store(address, self.variable_arrays[variable])
            self.stack_moved()
        elif builder.block is not None:
            place = self.variable_place(variable)
            if s.initializer is not None:
                self.initialize(place, s.initializer)
            elif self.options.trivial_auto_var_init and "uninitialized" not in variable.attributes:
                self._auto_init(place, max(type_.size, variable.size))
        if s.cleanup is not None:
            self.scopes.push_cleanup(s)

    def _auto_init(self, place: Place, size: int) -> None:
        """-ftrivial-auto-var-init."""
        if size <= 0 or place.register:
            return
        byte = 0 if self.options.trivial_auto_var_init == "zero" else _PATTERN
        scalar = None if place.type.is_aggregate or place.type.is_vector else self.types.scalar(place.type)
        if isinstance(scalar, ir.IntType):
            pattern = int.from_bytes(bytes([byte]) * scalar.size, "little")
            self.builder.store(ConstInt(scalar, pattern), place.address, place.align)
        elif scalar is not None and byte == 0:
            zero = ConstFloat(scalar, 0) if isinstance(scalar, ir.FloatType) else self.builder.zero(scalar)
            self.builder.store(zero, place.address, place.align)
        else:
            self.builder.memset(place.address, ConstInt(ir.I8, byte), self.const(size), place.align)

    def _evaluate_sizes(self, s: tree.EvaluateSizes) -> None:
        for variable, expression in s.sizes:
            value = self.convert(self.value(expression), expression.type, variable.type)
            self.store(self.variable_place(variable), value)

    # --- Simple statements --------------------------------------------------------------------------------------

    def _expression(self, s: tree.ExpressionStatement) -> None:
        self.discard(s.expression)

    def _if(self, s: tree.If) -> None:
        builder = self.builder
        then, done = builder.new_block("then"), builder.new_block("endif")
        otherwise = builder.new_block("else") if s.otherwise is not None else done
        self.branch(s.condition, then, otherwise)
        self._arm(then, s.then)
        if s.otherwise is not None:
            builder.branch(done)
            self._arm(otherwise, s.otherwise)
        self.enter(done)

    def _arm(self, block: Block, statement: tree.Statement) -> None:
        self.enter(block)
        if self.builder.block is not None or contains_label(statement, self.labelled):
            self.statement(statement)

    def _loop_body(self, body: tree.Statement, breaks: Block, continues: Block) -> None:
        self.breaks.append((breaks, self.scopes.depth))
        self.continues.append((continues, self.scopes.depth))
        if self.builder.block is not None or contains_label(body, self.labelled):
            self.statement(body)
        self.breaks.pop()
        self.continues.pop()

    def _unroll(self, s: tree.While | tree.DoWhile | tree.For) -> int:
        """What is asked of a loop's header: by a pragma, or by options."""
        if self.options.level == "0":
            return 0
        if s.unroll:
            return s.unroll
        if self.options.unroll_all_loops:
            return ALWAYS
        return AS_PAYS if self.options.unroll_loops else 0

    def _while(self, s: tree.While) -> None:
        builder = self.builder
        head, body, done = builder.new_block("while"), builder.new_block("body"), builder.new_block("done")
        builder.start(head)
        head.unroll = self._unroll(s)
        first = len(self.function.blocks) - 1
        self.at(s.condition.token)
        self.branch(s.condition, body, done)
        last = len(self.function.blocks)
        self.enter(body)
        self._loop_body(s.body, done, head)
        builder.branch(head)
        self._test_last(first, last)
        self.enter(done)

    def _test_last(self, first: int, last: int) -> None:
        """Put the blocks of a loop's test after its body, where no pass will: a jump less in each round."""
        if self.options.level == "0":
            blocks = self.function.blocks
            test = blocks[first:last]
            del blocks[first:last]
            blocks += test

    def _do(self, s: tree.DoWhile) -> None:
        builder = self.builder
        body, test, done = builder.new_block("do"), builder.new_block("test"), builder.new_block("done")
        builder.start(body)
        body.unroll = self._unroll(s)
        self._loop_body(s.body, done, test)
        self.enter(test)
        if builder.block is not None:
            self.at(s.condition.token)
            self.branch(s.condition, body, done)
        self.enter(done)

    def _for(self, s: tree.For) -> None:
        builder = self.builder
        depth = self.scopes.depth
        self.statements(s.initial)
        head, body = builder.new_block("for"), builder.new_block("body")
        step, done = builder.new_block("step"), builder.new_block("done")
        if builder.block is not None or contains_label(s.body, self.labelled):
            builder.start(head)
            head.unroll = self._unroll(s)
            first = len(self.function.blocks) - 1
            if s.condition is None:
                builder.branch(body)
            else:
                self.at(s.condition.token)
                self.branch(s.condition, body, done)
            last = len(self.function.blocks)
            self.enter(body)
            self._loop_body(s.body, done, step)
            self.enter(step)
            if builder.block is not None:
                if s.step is not None:
                    self.at(s.step.token)
                    self.discard(s.step)
                builder.branch(head)
            if s.condition is not None:
                self._test_last(first, last)
            self.enter(done)
        self.leave(depth)
        self.scopes.pop(depth)

    def _switch(self, s: tree.Switch) -> None:
        builder = self.builder
        control = self.value(s.control)
        assert isinstance(control.type, ir.IntType)
        done = builder.new_block("endswitch")
        default = done
        cases: list[tuple[int, Block]] = []
        ranges: list[tuple[tree.CaseLabel, Block]] = []
        for label in s.cases:
            block = self.cases[label] = builder.new_block("default" if label.default else "case")
            if label.default:
                default = block
            elif label.high - label.low >= _RANGE_LIMIT:
                ranges.append((label, block))
            else:
                cases.extend((value, block) for value in range(label.low, label.high + 1))
        signed = is_signed(s.control.type)
        for label, block in ranges:
            low = ConstInt(control.type, label.low)
            if not signed and label.high < label.low:
                continue
            span = ConstInt(control.type, label.high - label.low)
            inside = builder.compare("ule", builder.sub(control, low), span)
            following = builder.new_block()
            builder.cond_branch(inside, block, following)
            self.enter(following)
        builder.switch(control, default, cases)
        self.breaks.append((done, self.scopes.depth))
        if s.cases or contains_label(s.body, self.labelled):
            self.statement(s.body)
        self.breaks.pop()
        self.enter(done)

    def _case(self, s: tree.CaseLabel) -> None:
        self.enter(self.cases[s])

    def _label(self, s: tree.LabelStatement) -> None:
        # Others may jump here later, so it is entered whether or not something does already.
        self.builder.start(self.label_block(s.label))

    def _goto(self, s: tree.Goto) -> None:
        if self.jump_out(s.label):
            return
        self.leave_scopes(self.left_by(s.label))
        self.builder.jump(self.label_block(s.label))

    def left_by(self, label: tree.Label) -> list[tuple[tree.Declare, Value | None]]:
        """The open scopes with work to do that a jump to ``label`` leaves."""
        current = self.scopes.entries
        there = self.label_scopes.get(label, ())
        common = 0
        while common < min(len(current), len(there)) and current[common][0] is there[common]:
            common += 1
        return current[common:]

    def _computed_goto(self, s: tree.ComputedGoto) -> None:
        builder = self.builder
        target = self.value(s.target)
        if self.indirect_block is None:
            self.indirect_block = builder.new_block("indirect")
        if builder.block is not None:
            self.indirect_phi_values.append((target, builder.block))
            builder.branch(self.indirect_block)

    def _finish_indirect(self) -> None:
        """All computed gotos of a function meet in one block, so that their edges are counted once.

        LLVM's tail duplication spreads it again where that pays, but for -O0, where few edges are made at once.
        """
        builder = self.builder
        block = self.indirect_block
        assert block is not None
        targets = [block for label, block in self.label_blocks.items() if label.address_taken]
        alive = set(self.function.blocks)
        targets = [b for b in targets if b in alive]
        if self.options.level == "0" and targets and len(targets) * len(self.indirect_phi_values) <= _INDIRECT_EDGES:
            for address, source in self.indirect_phi_values:
                jump = source.instructions.pop()
                builder.position(source)
                builder.indirect_branch(address, targets).location = jump.location
            return
        self.function.add_block(block)
        builder.position(block)
        target: Value = Phi(ir.PTR, self.indirect_phi_values)
        builder.insert(target)  # type: ignore[type-var]
        if targets:
            builder.indirect_branch(target, targets)
        else:
            builder.unreachable()

    def _break(self, s: tree.Break) -> None:
        block, depth = self.breaks[-1]
        self.leave(depth)
        self.builder.jump(block)

    def _continue(self, s: tree.Continue) -> None:
        block, depth = self.continues[-1]
        self.leave(depth)
        self.builder.jump(block)

    def _return(self, s: tree.Return) -> None:
        builder = self.builder
        type_ = self.definition.function.type
        assert isinstance(type_, c.FunctionType)
        result = type_.result
        value: Value | None = None
        if s.value is not None:
            if result.is_void:
                self.discard(s.value)
            elif result.is_aggregate:
                value = self.aggregate(s.value)
                if self.result_room is not None:
                    self.copy(self.result_room, value, self.extent(result), 1, 1, False)
                    value = self.result_room
                elif self.scopes.entries:  # cleanups must not change what is returned
                    room = self.temporary(result)
                    self.copy(room, value, result.size, result.align, 1, False)
                    value = room
            else:
                value = self.value(s.value)
        elif not result.is_void:
            value = self.result_room
            if value is None:
                value = self.temporary(result) if result.is_aggregate else builder.undef(self.types.scalar(result))
        self.leave(0)
        if self.options.level == "0":
            # A debugger stops at the statement, then at the closing brace, so each has an instruction of its own.
            if value is None or isinstance(value, Constant) and not result.is_aggregate:
                self._jump_to_return(value)
                return
            if result.is_aggregate and self.result_room is None and isinstance(s.value, tree.Load):
                room = self.temporary(result)
                self.copy(room, value, result.size, result.align, 1, False)
                value = room
        self._closing()
        builder.ret(value)

    def _jump_to_return(self, value: Value | None) -> None:
        """Leave through the block that all such statements share."""
        builder = self.builder
        if self.return_block is None:
            self.return_block = builder.new_block("return")
            if value is not None:
                self.return_slot = builder.alloca(value.type.size, value.type.align, "result")
        if value is not None:
            assert self.return_slot is not None
            builder.store(value, self.return_slot)
        elif builder.block is not None and builder.block.instructions:
            builder.start(builder.new_block())  # LLVM leaves out a jump to the next block, but not from an empty one
        builder.jump(self.return_block)

    def _finish_returns(self, block: Block) -> None:
        self.enter(block)
        if self.builder.block is not None:
            self._closing()
            slot, type_ = self.return_slot, self.function.function_type.result
            self.builder.ret(None if slot is None else self.builder.load(type_, slot))

    def _closing(self) -> None:
        """What is generated next stands at the closing brace."""
        end = self.definition.body.end
        if end is not None:
            self.at(end)


def _expose(room: Instruction, block: Block, position: int) -> None:
    """Give an address to assembly that does nothing, so that LLVM must take it as known elsewhere."""
    slot = AsmOperand("r", "in", "", ir.PTR, 0, -1, ir.PTR.size)
    escape = InlineAsm(ir.VOID, "", [slot], [room], ("memory",), True)
    escape.block = block
    block.instructions.insert(position, escape)


FunctionGenerator.statement_dispatch = {
    tree.Block: FunctionGenerator._block,
    tree.Declare: FunctionGenerator._declare,
    tree.EvaluateSizes: FunctionGenerator._evaluate_sizes,
    tree.ExpressionStatement: FunctionGenerator._expression,
    tree.If: FunctionGenerator._if,
    tree.While: FunctionGenerator._while,
    tree.DoWhile: FunctionGenerator._do,
    tree.For: FunctionGenerator._for,
    tree.Switch: FunctionGenerator._switch,
    tree.CaseLabel: FunctionGenerator._case,
    tree.LabelStatement: FunctionGenerator._label,
    tree.Goto: FunctionGenerator._goto,
    tree.ComputedGoto: FunctionGenerator._computed_goto,
    tree.Break: FunctionGenerator._break,
    tree.Continue: FunctionGenerator._continue,
    tree.Return: FunctionGenerator._return,
    tree.Asm: FunctionGenerator.assembly,
}

"""Static chains: frames, trampolines and jumps out of nested functions, as ``ccore.irgen.nested`` plans them."""

from __future__ import annotations

from ccore.ir import types as ir
from ccore.ir.module import Block
from ccore.ir.values import Value
from ccore.irgen.base import Base, Place, known_align
from ccore.irgen.nested import BUFFER_SIZE, Nest
from ccore.sema import tree


class Chains(Base):
    """What a function generator does for nested functions; ``nest`` None: there are none around."""

    nest: Nest | None = None
    frames: dict[tree.Function, Value]  # of this function and those around it, as far as they have one
    variable_arrays: dict[tree.Variable, Value]  # where the address of a captured variable length array is kept

    def enter_nest(self, nest: Nest) -> None:
        """At a function's entry: its own frame, the frames around it, and the captured variables' places."""
        builder = self.builder
        self.nest = nest
        self.frames = {}
        self.variable_arrays = {}
        chain: Value | None = self.function.parameters[0] if nest.chained else None
        outer, address = nest.parent, chain
        while outer is not None and address is not None:
            assert outer.frame is not None
            self.frames[outer.function] = address
            for variable in nest.free:
                offset = outer.frame.offsets.get(variable)
                if offset is not None:
                    self._captured(variable, builder.ptradd(address, offset), known_align(outer.frame.align, offset))
            address = builder.load(ir.PTR, address) if outer.chained else None
            outer = outer.parent
        frame = nest.frame
        if frame is None:
            return
        room = self.frames[nest.function] = builder.alloca(frame.size, frame.align, "frame")
        if chain is not None:
            builder.store(chain, room)
        for variable, offset in frame.offsets.items():
            address = builder.ptradd(room, offset)
            if variable.type.size == -2:
                self.variable_arrays[variable] = address
            else:
                self.places[variable] = Place(address, variable.type, max(variable.align, variable.type.align))
        for function, offset in frame.trampolines.items():
            maker = self.unit.library(
                "llvm.init.trampoline", ir.function_type(ir.VOID, (ir.PTR, ir.PTR, ir.PTR))
            )
            target = self.unit.function(function)
            builder.call(maker, maker.function_type, [builder.ptradd(room, offset), target, room])

    def _captured(self, variable: tree.Variable, address: Value, align: int) -> None:
        if variable.type.size == -2:
            address, align = self.builder.load(ir.PTR, address), max(variable.align, variable.type.align)
        self.places[variable] = Place(address, variable.type, align)

    def chain_for(self, function: tree.Function) -> Value | None:
        """The static chain that a call of a function passes; None where it takes none."""
        nest = self.unit.nests.get(function)
        if nest is None or not nest.chained:
            return None
        assert nest.parent is not None
        return self.frames[nest.parent.function]

    def function_address(self, function: tree.Function) -> Value:
        """A function's address: of a nested one that takes a chain, its trampoline's."""
        nest = self.unit.nests.get(function)
        if nest is None or not nest.chained:
            return self.unit.function(function)
        assert nest.parent is not None and nest.parent.frame is not None
        room = self.frames[nest.parent.function]
        adjust = self.unit.library("llvm.adjust.trampoline", ir.function_type(ir.PTR, (ir.PTR,)))
        place = self.builder.ptradd(room, nest.parent.frame.trampolines[function])
        return self.builder.call(adjust, adjust.function_type, [place])

    # --- Jumps to labels of the functions around ------------------------------------------------------------------

    def receive_jumps(self) -> None:
        """Where jumps from nested functions arrive: after a setjmp at the entry, which sends them to their labels."""
        frame = self.nest.frame if self.nest is not None else None
        if frame is None or not frame.labels:
            return
        builder = self.builder
        buffer = builder.ptradd(self.frames[self.definition.function], frame.buffer)
        again = builder.compare("ne", self.set_jump(buffer), self.const(0, ir.I32))
        arrival, start = builder.new_block("arrival"), builder.new_block()
        builder.cond_branch(again, arrival, start)
        builder.start(arrival)
        number = builder.load(self.word, builder.ptradd(buffer, 5 * frame.word))
        missing = builder.new_block()
        cases: list[tuple[int, Block]] = [(n, self.label_block(label)) for label, n in frame.labels.items()]
        builder.switch(number, missing, cases)
        builder.start(missing)
        builder.unreachable()
        builder.start(start)

    def set_jump(self, buffer: Value) -> Value:
        """Fill a buffer of five words; 0, or 1 when ``long_jump`` comes back here."""
        builder = self.builder
        function = self.unit.library("llvm.eh.sjlj.setjmp", ir.function_type(ir.I32, (ir.PTR,)))
        function.attributes.call.returns_twice = self.returns_twice = True
        word = self.word.size
        builder.store(builder.frame_address(0), buffer, word)
        builder.store(builder.stack_save(), builder.ptradd(buffer, 2 * word), word)
        attributes = function.attributes.call
        if self.options.level != "0" or self.options.cf_protection not in ("return", "full"):
            return builder.call(function, function.function_type, [buffer], None, None, attributes)
        # For the shadow stack LLVM clears a register in which the buffer's address may be, so that must be in none:
        # what the call stores goes into an object of ours, and into the buffer where it returns for the first time.
        room = builder.alloca(BUFFER_SIZE * word, word, "buffer")
        again = builder.call(function, function.function_type, [room], None, None, attributes)
        first, after = builder.new_block(), builder.new_block()
        builder.cond_branch(builder.compare("eq", again, self.const(0, ir.I32)), first, after)
        builder.start(first)
        for offset in (word, 3 * word):  # where it returns to, and the shadow stack's pointer
            builder.store(builder.load(self.word, builder.ptradd(room, offset)), builder.ptradd(buffer, offset), word)
        builder.branch(after)
        builder.start(after)
        return again

    def long_jump(self, buffer: Value) -> None:
        function = self.unit.library("llvm.eh.sjlj.longjmp", ir.function_type(ir.VOID, (ir.PTR,)))
        function.attributes.call.noreturn = True
        # LLVM takes the buffer apart while the frame pointer changes, so its address must not depend on that.
        room = self.builder.alloca(buffer.type.size, buffer.type.align, "buffer")
        self.builder.store(buffer, room, volatile=True)
        buffer = self.builder.load(ir.PTR, room, volatile=True)
        self.builder.call(function, function.function_type, [buffer], None, None, function.attributes.call)
        self.builder.unreachable()

    def jump_out(self, label: tree.Label) -> bool:
        """Go to a label of a function around this one; False if it is not such a label."""
        nest = self.nest
        if nest is None or label not in nest.jumps or label in nest.mentions.labels:
            return False
        outer = nest.parent
        while outer is not None and (outer.frame is None or label not in outer.frame.labels):
            outer = outer.parent
        assert outer is not None and outer.frame is not None
        frame, builder = outer.frame, self.builder
        if builder.block is not None:
            buffer = builder.ptradd(self.frames[outer.function], frame.buffer)
            builder.store(self.const(frame.labels[label]), builder.ptradd(buffer, 5 * frame.word))
            self.long_jump(buffer)
        return True

    @property
    def receives_jumps(self) -> bool:
        """Whether control can arrive from a nested function, so that no value but those in memory is sure."""
        return self.nest is not None and self.nest.frame is not None and bool(self.nest.frame.labels)

    def stack_moved(self) -> None:
        """After the stack pointer changed: jumps that arrive must restore the new one."""
        if not self.receives_jumps or self.builder.block is None:
            return
        assert self.nest is not None and self.nest.frame is not None
        offset = self.nest.frame.buffer + 2 * self.nest.frame.word
        builder = self.builder
        builder.store(builder.stack_save(), builder.ptradd(self.frames[self.definition.function], offset))

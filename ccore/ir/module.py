"""Modules, functions and blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, final

from ccore.ir.types import PTR, AggregateType, FunctionType
from ccore.ir.values import CallAttributes, GlobalValue, GlobalVariable, Parameter

if TYPE_CHECKING:
    from ccore.ir.debug import FunctionDebug, UnitDebug
    from ccore.ir.instructions import Instruction
    from ccore.source import Location


AS_PAYS: Final = -1
ALWAYS: Final = -2


@final
class Block:
    """A basic block: phis first, one terminator last.  ``name`` is for people; it need not be unique.

    ``unroll``: of a loop's header, how often the loop's body should stand there; 1: no more than it does, 0: nothing
    is asked.  ``AS_PAYS``: as often as pays, if the number of rounds is known before the loop; ``ALWAYS``: even if it
    is not.  ``jam``: how many rounds of the loop should be computed side by side, which may be done; 0: nothing is
    asked.  Both are wishes, and mean nothing on another block."""

    __slots__ = ("name", "instructions", "function", "address_taken", "unroll", "jam")

    def __init__(self, name: str = "") -> None:
        self.name = name
        self.instructions: list[Instruction] = []
        self.function: Function | None = None
        self.address_taken = False  # some BlockAddress names it
        self.unroll = self.jam = 0

    def append(self, instruction: Instruction) -> Instruction:
        instruction.block = self
        self.instructions.append(instruction)
        return instruction

    @property
    def terminator(self) -> Instruction | None:
        """The last instruction if it ends the block, else None (a block under construction)."""
        last = self.instructions[-1] if self.instructions else None
        return last if last is not None and last.terminator else None

    @property
    def successors(self) -> list[Block]:
        """Distinct successor blocks, in the terminator's order."""
        last = self.terminator
        return list(dict.fromkeys(last.targets)) if last is not None else []

    def __repr__(self) -> str:
        return f"<block {self.name}>"


@dataclass(slots=True)
class FunctionAttributes:
    """What a definition or declaration asks of the compiler (GNU attributes and -f options per function)."""

    call: CallAttributes = field(default_factory=CallAttributes)
    always_inline: bool = False
    inline_hint: bool = False  # the inline keyword
    noinline: bool = False
    noclone: bool = False
    noipa: bool = False  # callers must not use what its body tells
    naked: bool = False
    optnone: bool = False
    constructor: int | None = None  # priority; 65535 where none was given
    destructor: int | None = None
    no_instrument: bool = False  # no_instrument_function
    no_stack_protector: bool = False
    stack_protect: bool = False  # protected even where only explicit wishes count
    no_profile: bool = False
    patchable_entry: tuple[int, int] | None = None  # overrides the option
    zero_call_used_regs: str = ""
    function_return: str = ""  # overrides -mfunction-return=
    indirect_branch: str = ""
    target_features: list[str] = field(default_factory=list)  # attribute target
    no_caller_saved_registers: bool = False
    interrupt: bool = False
    ifunc: str = ""
    frame_pointer: bool = False
    no_tail_calls: bool = False  # it looks at its own frame, which calls must find in place
    realign_stack: bool = False  # its callers may have aligned the stack to a word alone
    library: str = ""  # the library's function that it is: a name of ``ccore.ir.mathlibrary`` or ``textlibrary``
    math: frozenset[str] = frozenset()  # what floating point may take for granted in it: ``options.math_rules``
    no_patterns: bool = False  # its loops become no calls of memset and memcpy
    sized: frozenset[str] = frozenset()  # "0:1:4": parameter 0 points to parameter 1 times 4 bytes
    restrict: frozenset[str] = frozenset()  # numbers of parameters that are restrict-qualified pointers
    keeps_arguments: bool = False  # its entry stores all registers that can hold arguments (APPLY_ARGS)


@final
class Function(GlobalValue):
    """A function: declared only (``blocks`` empty), or defined.  ``blocks[0]`` is the entry."""

    __slots__ = ("function_type", "parameters", "blocks", "attributes", "debug")

    def __init__(self, name: str, type_: FunctionType) -> None:
        super().__init__(name, PTR)
        self.function_type = type_
        self.parameters = [
            Parameter(PTR if isinstance(t, AggregateType) else t, "", i) for i, t in enumerate(type_.parameters)
        ]
        self.blocks: list[Block] = []
        self.attributes = FunctionAttributes()
        self.debug: FunctionDebug | None = None  # with -g

    def add_block(self, block: Block) -> Block:
        block.function = self
        self.blocks.append(block)
        return block

    def __repr__(self) -> str:
        return f"<function {self.name}>"


@dataclass(slots=True)
class Module:
    """One translation unit.  Both dicts are keyed by the symbol's name, in order of first use."""

    name: str
    target: str  # a key of ccore.target.TARGETS
    functions: dict[str, Function] = field(default_factory=dict)
    variables: dict[str, GlobalVariable] = field(default_factory=dict)
    assembly: list[str] = field(default_factory=list)  # file-scope asm, in order
    location: Location | None = None
    debug: UnitDebug | None = None  # with -g

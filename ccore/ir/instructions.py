"""The instructions of the IR: one final class each.

An instruction is a ``Value``: its result.  ``operands`` are values; branch targets and other facts are
fields.  Passes ask the class-level traits, never names:

- ``pure``: no effect, no memory read; may be moved, merged, deleted when unused, and speculated unless it
  ``may_trap``.
- ``reads`` / ``writes``: may read or write memory (or has another effect, then it ``writes``).
- ``terminator``: ends a block; ``targets`` lists the successor blocks, in order.

All arithmetic wraps unless a flag says that overflow is undefined (``nsw``, ``nuw``).
"""

from __future__ import annotations

from ccore.ir.arithmetic import (
    BIT_OPERATIONS,
    CONVERSIONS,
    FLOAT_OPERATIONS,
    FLOAT_PREDICATES,
    INTEGER_OPERATIONS,
    INTEGER_PREDICATES,
    MATH_OPERATIONS,
    ROUNDED,
    Binary,
    Compare,
    Convert,
    Extract,
    ExtractElement,
    InsertElement,
    Intrinsic,
    Negate,
    PointerAdd,
    Rounded,
    Select,
    WithOverflow,
)
from ccore.ir.calls import AsmGoto, AsmOperand, Call, InlineAsm
from ccore.ir.control import Branch, CondBranch, IndirectBranch, Phi, Return, Switch, Trap, Unreachable
from ccore.ir.instruction import Instruction
from ccore.ir.machine import (
    LIKELY,
    Assume,
    Expect,
    FrameAddress,
    IsConstant,
    ObjectSize,
    Part,
    Prefetch,
    ReadRegister,
    TargetCall,
    VaArg,
    VaCopy,
    VaEnd,
    VaStart,
    WriteRegister,
)
from ccore.ir.memory import (
    ATOMIC_OPERATIONS,
    TAGS,
    Alloca,
    AtomicUpdate,
    CompareExchange,
    DynamicAlloca,
    Fence,
    Load,
    MemCopy,
    MemSet,
    StackRestore,
    StackSave,
    Store,
    tags_apart,
)

__all__ = [
    "ATOMIC_OPERATIONS",
    "TAGS",
    "Alloca",
    "AsmGoto",
    "AsmOperand",
    "Assume",
    "AtomicUpdate",
    "BIT_OPERATIONS",
    "Binary",
    "Branch",
    "CONVERSIONS",
    "Call",
    "Compare",
    "CompareExchange",
    "CondBranch",
    "Convert",
    "DynamicAlloca",
    "Expect",
    "Extract",
    "ExtractElement",
    "FLOAT_OPERATIONS",
    "FLOAT_PREDICATES",
    "Fence",
    "FrameAddress",
    "INTEGER_OPERATIONS",
    "INTEGER_PREDICATES",
    "IndirectBranch",
    "InlineAsm",
    "InsertElement",
    "Instruction",
    "Intrinsic",
    "Rounded",
    "IsConstant",
    "LIKELY",
    "Load",
    "MATH_OPERATIONS",
    "ROUNDED",
    "MemCopy",
    "MemSet",
    "Negate",
    "ObjectSize",
    "Part",
    "Phi",
    "PointerAdd",
    "Prefetch",
    "ReadRegister",
    "Return",
    "Select",
    "StackRestore",
    "StackSave",
    "Store",
    "Switch",
    "TargetCall",
    "Trap",
    "Unreachable",
    "VaArg",
    "VaCopy",
    "VaEnd",
    "VaStart",
    "WithOverflow",
    "WriteRegister",
    "tags_apart",
]

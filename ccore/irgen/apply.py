"""GNU C's ``__builtin_apply_args``, ``__builtin_apply`` and ``__builtin_return``: calls on arguments not known here.

Two blocks of memory, of a layout that is ours alone (offsets in bytes; System V on x86-64):

    arguments: 0 the address of those on the stack, 8 rdi rsi rdx rcx r8 r9, 64 xmm0 .. xmm7
    result:    0 rax, 8 rdx, 16 xmm0, 32 xmm1, 48 st(0), 64 whether that holds something, 72 room for the stack pointer

The first is filled at the entry of the function, where ``ccore.llvm.calls`` has all registers at hand.
"""

from __future__ import annotations

from typing import Final

from ccore.ir import types as ir
from ccore.ir.instructions import AsmOperand
from ccore.ir.values import APPLY_ARGS, Value
from ccore.irgen.padding import Padding
from ccore.sema import tree
from ccore.sema import types as c

_RESULT_SIZE: Final = 80
_VECTOR, _SECOND_VECTOR, _X87 = 16, 32, 48

_CALL: Final = """mov %%rsp, 72(%%r14)
sub $128, %%rsp
sub %%r15, %%rsp
and $-16, %%rsp
mov (%%r13), %%rsi
mov %%rsp, %%rdi
mov %%r15, %%rcx
rep movsb
""" + "".join(
    f"mov {8 + 8 * n}(%%r13), %%{name}\n" for n, name in enumerate(("rdi", "rsi", "rdx", "rcx", "r8", "r9"))
) + "".join(f"movups {64 + 16 * n}(%%r13), %%xmm{n}\n" for n in range(8)) + """mov $8, %%eax
call *%%r12
mov 72(%%r14), %%rsp
mov %%rax, (%%r14)
mov %%rdx, 8(%%r14)
movups %%xmm0, 16(%%r14)
movups %%xmm1, 32(%%r14)
movq $0, 64(%%r14)
fxam
fnstsw %%ax
and $0x4500, %%eax
cmp $0x4100, %%eax
je 1f
fstpt 48(%%r14)
movq $1, 64(%%r14)
1:"""
_CLOBBERS: Final = (
    "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", *(f"xmm{n}" for n in range(16)),
    "st", *(f"st({n})" for n in range(1, 8)), "memory", "cc",
)  # fmt: skip


class Apply(Padding):
    """Code of the three builtins."""

    def apply_args(self, e: tree.BuiltinCall) -> Value:
        attributes = self.function.attributes
        attributes.keeps_arguments = attributes.noinline = attributes.no_tail_calls = True
        function = self.unit.library(APPLY_ARGS, ir.function_type(ir.PTR, ()))
        return self.builder.call(function, function.function_type, [])

    def apply(self, e: tree.BuiltinCall) -> Value:
        callee, arguments, size = (self.value(a) for a in e.arguments)
        self.function.attributes.frame_pointer = True  # the stack pointer moves by an amount not known here
        room = self.builder.alloca(_RESULT_SIZE, 16, "result")
        registers = {"r12": callee, "r13": arguments, "r14": room, "r15": size}
        operands = [
            AsmOperand(f"{{{name}}}", "in", "", value.type, n, -1, 8)
            for n, (name, value) in enumerate(registers.items())
        ]
        self.builder.inline_asm(ir.VOID, _CALL, operands, list(registers.values()), _CLOBBERS, True)
        return room

    def apply_return(self, e: tree.BuiltinCall) -> Value:
        """Return what such a block holds where a value of the function's own type comes back."""
        builder = self.builder
        block = self.value(e.arguments[0])
        declared = self.definition.function.type
        assert isinstance(declared, c.FunctionType)
        type_ = declared.result
        if type_.is_void:
            builder.ret()
        elif isinstance(type_, c.ComplexType) and type_.size == 16:
            room = self.temporary(type_)
            for part, offset in enumerate((_VECTOR, _SECOND_VECTOR) if type_.base.is_floating else (0, 8)):
                source = builder.ptradd(block, offset)
                self.copy(builder.ptradd(room, part * 8), source, 8, 8, 8, False)
            builder.ret(room)
        elif type_.is_aggregate:
            if not type_.is_complex or type_.size > 16:
                message = "'__builtin_return' in a function that returns an aggregate is not supported"
                self.unit.diagnostics.error(message, e.token.location)
            offset = _VECTOR if isinstance(type_, c.ComplexType) and type_.base.is_floating else 0
            builder.ret(builder.ptradd(block, offset))
        else:
            scalar = self.types.scalar(type_)
            offset = _VECTOR if isinstance(scalar, (ir.FloatType, ir.VectorType)) else 0
            if scalar is ir.F80:
                offset = _X87
            builder.ret(builder.load(scalar, builder.ptradd(block, offset), 8))
        return self.const(0)

"""Who uses the functions and variables that no other file can name: what passes over whole files ask.

    static int f(int x) {...}      f(1) + f(2): two calls, and nothing else has its address, so they are all
    static int v;                  v = 1: what can touch v is to be seen, as long as no one has &v
"""

from __future__ import annotations

from typing import final

from ccore.ir.instructions import Call, Instruction
from ccore.ir.module import Function, Module
from ccore.ir.values import GlobalValue, GlobalVariable
from ccore.passes.clone import signature_fits
from ccore.passes.edit import untouchable
from ccore.passes.global_dce import assembly_names


@final
class ModuleUses:
    """The uses of all symbols as they are now; linear in the module.  ``calls``: of functions, by name; ``uses``: all
    instructions of which a variable's address is an operand."""

    __slots__ = ("calls", "uses", "_known_elsewhere")

    def __init__(self, module: Module) -> None:
        self.calls: dict[Function, list[Call]] = {}
        self.uses: dict[GlobalVariable, list[Instruction]] = {}
        elsewhere = self._known_elsewhere = set[GlobalValue]()
        for function in module.functions.values():
            for block in function.blocks:
                for i in block.instructions:
                    for n, operand in enumerate(i.operands):
                        if type(operand) is GlobalVariable:
                            self.uses.setdefault(operand, []).append(i)
                        elif type(operand) is Function:
                            if n or type(i) is not Call:
                                elsewhere.add(operand)
                            else:
                                self.calls.setdefault(operand, []).append(i)
        names = assembly_names(module)
        for symbol in (*module.functions.values(), *module.variables.values()):
            if symbol.alias_of:
                names.add(symbol.alias_of)
            if isinstance(symbol, Function):
                names.add(symbol.attributes.ifunc)
            elif isinstance(symbol, GlobalVariable) and symbol.initial is not None:
                for relocation in symbol.initial.relocations:
                    for value in (relocation.target, relocation.minus):
                        if isinstance(value, GlobalValue):
                            elsewhere.add(value)
        for symbol in (*module.functions.values(), *module.variables.values()):
            if symbol.name in names or symbol.asm_name in names and symbol.asm_name or symbol.used:
                elsewhere.add(symbol)

    def all_calls(self, function: Function) -> list[Call] | None:
        """The calls of a function, if it is sure that there are no others, and all are of its own type."""
        a = function.attributes
        if function.linkage != "internal" or function in self._known_elsewhere or untouchable(function):
            return None
        if a.constructor is not None or a.destructor is not None or a.ifunc or a.interrupt or a.noipa or a.noclone:
            return None
        if a.keeps_arguments or function.function_type.variadic or function.alias_of:
            return None
        calls = self.calls.get(function, [])
        return calls if all(signature_fits(call, function) for call in calls) else None

    def all_uses(self, variable: GlobalVariable) -> list[Instruction] | None:
        """The instructions that name a variable, if nothing else does."""
        if variable.linkage not in ("internal", "private") or variable in self._known_elsewhere:
            return None
        if variable.alias_of or variable.initial is None:
            return None
        return self.uses.get(variable, [])


__all__ = ["ModuleUses"]

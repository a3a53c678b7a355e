"""Arguments that the callee does not use are not computed, nor results that no caller uses.

    static int f(int x, int y) { return x; }      call @f(%a, %b)    =>    call @f(%a, undef)
    f(a, g + 1);                                  ret %x             =>    ret undef   (no call's result is used)

The types of functions and calls stay as they are: for an argument that may be anything LLVM emits nothing; its own dead
argument elimination does so for functions that others can call.  A parameter that is only handed on to the same
parameter of the same function is not used.

- Arguments: of functions whose body no linker can replace, since then each call runs that body.  Not those that are
  objects in memory: their bytes are read for the call.  Attributes noipa and noclone forbid it, as with GCC.
- Results: of functions all of whose calls are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from ccore.ir.instructions import Call, Return
from ccore.ir.module import Function, Module
from ccore.ir.types import VOID, AggregateType
from ccore.ir.values import Parameter, Undef
from ccore.passes.clone import signature_fits
from ccore.passes.effects import trusted
from ccore.passes.module_uses import ModuleUses

if TYPE_CHECKING:
    from ccore.passes.manager import PassManager


@final
class DeadArguments:
    name = "dead-arguments"
    asks_each = True
    tells_each = True

    def run_module(self, module: Module, manager: PassManager) -> bool:
        uses = ModuleUses(module)
        touched: dict[Function, None] = {}
        for function in module.functions.values():
            if not function.blocks or not trusted(function, manager) or function.attributes.noclone:
                continue
            for parameter in function.parameters:
                if unused(parameter, function):
                    for call in uses.calls.get(function, ()):
                        if self.leave_out(call, function, parameter, manager):
                            _touch(call, touched)
            calls = uses.all_calls(function)
            if calls and not any(call.users for call in calls) and self.return_nothing(function, manager):
                touched[function] = None
        for function in touched:
            manager.invalidate(function)
            manager.clean(function)
        return bool(touched)

    def leave_out(self, call: Call, function: Function, parameter: Parameter, manager: PassManager) -> bool:
        """Pass anything for a parameter."""
        at = 1 + parameter.index
        if not signature_fits(call, function) or type(call.operands[at]) is Undef:
            return False
        assert call.block is not None and call.block.function is not None
        caller, watch = call.block.function.name, manager.watch
        if watch is not None and not (watch.enter(self.name, caller, True) and watch.does("argument", call)):
            return False
        call.set_operand(at, Undef(parameter.type))
        if function.debug is not None:
            function.debug.replaced[parameter] = Undef(parameter.type)
        return True

    def return_nothing(self, function: Function, manager: PassManager) -> bool:
        """Return anything."""
        changed = False
        result = function.function_type.result
        if result is VOID or isinstance(result, AggregateType):
            return False
        if manager.watch is not None and not manager.watch.enter(self.name, function.name, True):
            return False
        for block in function.blocks:
            last = block.instructions[-1]
            if type(last) is Return and last.operands and type(last.operands[0]) is not Undef:
                if manager.watch is None or manager.watch.does("result", last):
                    last.set_operand(0, Undef(result))
                    changed = True
        return changed


def unused(parameter: Parameter, function: Function) -> bool:
    """Whether a body does nothing with a parameter but give it to itself."""
    if isinstance(function.function_type.parameters[parameter.index], AggregateType):
        return False
    if any(words.split(":")[1] == str(parameter.index) for words in function.attributes.sized):
        return False  # an objectsize may ask for it
    at = 1 + parameter.index
    return all(
        count == 1 and type(user) is Call and user.operands[0] is function
        and signature_fits(user, function) and user.operands[at] is parameter
        for user, count in parameter.users.items()
    )  # fmt: skip


def _touch(call: Call, touched: dict[Function, None]) -> None:
    assert call.block is not None and call.block.function is not None
    touched[call.block.function] = None


__all__ = ["DeadArguments"]

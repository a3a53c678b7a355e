"""Constants across the functions of a file: arguments, results, and static variables that always hold the same.

    static int f(int x) { return x > 2; }       (%x is 7 in all calls, so f gives 1 and nothing else, and the
    static int mode = 1;                         loads of @mode, to which only 1 is stored, are 1 too)
    ... f(7) ... f(7) ... mode = 1 ...

``sccp`` for the whole file at once (D. Callahan, K. Cooper, K. Kennedy, L. Torczon, "Interprocedural Constant
Propagation", 1986, on Wegman and Zadeck's solver): a parameter is what all calls that can be reached give it, a call is
what all returns of its callee give, a variable is its initial value and all that is stored to it.

- Parameters of functions all of whose calls are known: static ones whose address nobody takes.
- Results of these and of all others whose body no linker can replace.
- Static variables of which nothing but plain loads and stores of the whole, all of one type, is done.
- A call whose result is known stays, for what else it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from ccore.ir import fold
from ccore.ir.instructions import Call, Instruction, Load, Return, Store
from ccore.ir.module import Function, Module
from ccore.ir.types import VOID, AggregateType, FloatType, IntType, PointerType, Type
from ccore.ir.values import Constant, GlobalVariable, Parameter, Value
from ccore.passes.clone import signature_fits
from ccore.passes.edit import plain, untouchable
from ccore.passes.effects import trusted
from ccore.passes.module_uses import ModuleUses
from ccore.passes.sccp import VARIES, Solver, agree

if TYPE_CHECKING:
    from ccore.passes.manager import PassManager


@final
class Ipsccp:
    """Linear in the module, as ``sccp`` is in a function."""

    name = "ipsccp"
    asks_each = True
    tells_each = True

    def run_module(self, module: Module, manager: PassManager) -> bool:
        solver = _ModuleSolver(module, manager)
        solver.solve_module()
        changed = False
        for function in module.functions.values():
            if untouchable(function) or function.blocks[0] not in solver.visited:
                continue
            if manager.watch is not None and not manager.watch.enter(self.name, function.name, True):
                continue
            debug = function.debug
            before = None if debug is None else debug.snapshot(function)
            if solver.apply(function, manager):
                if debug is not None and before is not None:
                    debug.follow(before)
                manager.invalidate(function)
                manager.clean(function)
                changed = True
        return changed


def meet(old: Constant | None, new: Constant | None) -> Constant | None:
    """What holds where either may be; None: nothing is known yet."""
    if old is None or new is None:
        return new if old is None else old
    return old if old is not VARIES and new is not VARIES and agree(old, new) else VARIES


@final
class _ModuleSolver(Solver):
    __slots__ = ("module", "entered", "giving", "results", "waiting", "cells", "loads", "asked")

    def __init__(self, module: Module, manager: PassManager) -> None:
        super().__init__()
        self.module = module
        uses = ModuleUses(module)
        functions = [f for f in module.functions.values() if f.blocks]
        self.entered = {f for f in functions if uses.all_calls(f) is not None}
        """Functions that are reached by calls that are seen."""
        self.giving = {f for f in functions if gives_scalar(f) and trusted(f, manager)}
        self.results: dict[Function, Constant] = {}
        self.waiting: dict[Function, list[Call]] = {}  # calls that asked for a result
        self.asked: set[Call] = set()
        self.cells: dict[GlobalVariable, Constant] = {}  # what variables hold
        self.loads: dict[GlobalVariable, list[Load]] = {}  # of those that were visited
        for variable in module.variables.values():
            content = simple_content(variable, uses)
            if content is not None:
                self.cells[variable] = content

    def solve_module(self) -> None:
        for function in self.module.functions.values():
            if function.blocks and function not in self.entered:
                for parameter in function.parameters:
                    self.known[parameter] = VARIES
                self.enter(function)
                self.propagate()

    def visit(self, i: Instruction) -> None:
        kind = type(i)
        if type(i) is Call:
            self.call(i)
        elif type(i) is Store:
            variable = i.operands[1]
            if type(variable) is GlobalVariable and variable in self.cells:
                self.hold(variable, self.value(i.operands[0]))
        elif type(i) is Load and i.operands[0] in self.cells:
            variable = i.operands[0]
            assert type(variable) is GlobalVariable
            if i not in self.known:
                self.loads.setdefault(variable, []).append(i)
            self.become(i, self.cells[variable])
        elif kind is Return:
            self.give(i)
        else:
            super().visit(i)

    def become(self, value: Value, new: Constant | None) -> None:
        """A value may be that too."""
        old = self.known.get(value)
        found = meet(old, new)
        if found is not None and (old is None or not (found is old or agree(found, old))):
            self.known[value] = found
            self.values.append(value)

    def hold(self, variable: GlobalVariable, new: Constant | None) -> None:
        """A variable may hold that too."""
        old = self.cells[variable]
        found = meet(old, new)
        if found is not None and found is not old and not agree(found, old):
            self.cells[variable] = found
            for load in self.loads.get(variable, ()):
                self.become(load, found)

    def call(self, i: Call) -> None:
        callee = i.operands[0]
        if type(callee) is not Function or not callee.blocks:
            super().visit(i)
            return
        if callee in self.entered:
            for parameter, argument, kind in zip(callee.parameters, i.arguments, i.argument_types, strict=False):
                self.become(parameter, VARIES if isinstance(kind, AggregateType) else self.value(argument))
            if callee.blocks[0] not in self.visited:
                self.enter(callee)
        if callee not in self.giving or not signature_fits(i, callee) or i.type is VOID:
            super().visit(i)
            return
        waiting = self.waiting.setdefault(callee, [])
        if i not in self.asked:
            self.asked.add(i)
            waiting.append(i)
        self.become(i, self.results.get(callee))

    def give(self, i: Instruction) -> None:
        """A return adds to what a function's calls may be."""
        assert i.block is not None
        function = i.block.function
        if function not in self.giving:
            return
        assert function is not None
        old = self.results.get(function)
        found = meet(old, self.value(i.operands[0]) if i.operands else VARIES)
        if found is not None and (old is None or not (found is old or agree(found, old))):
            self.results[function] = found
            for call in self.waiting.get(function, ()):
                self.become(call, found)

    # --- Rewriting ----------------------------------------------------------------------------------------------

    def apply(self, function: Function, manager: PassManager) -> bool:
        watch = manager.watch
        changed = False
        first = function.blocks[0].instructions[0]
        for parameter in function.parameters:
            value = self.known.get(parameter, VARIES)
            if value is not VARIES and parameter.users and (watch is None or watch.does("argument", first)):
                replace_parameter(function, parameter, value)
                changed = True
        for block in function.blocks:
            for i in block.instructions:
                if type(i) is Call and not fold.is_decimal(i):
                    value = self.known.pop(i, VARIES)
                    if value is not VARIES and i.users and (watch is None or watch.does("result", i)):
                        i.replace_uses(value)
                        changed = True
        return self.rewrite(function, watch) or changed


def replace_parameter(function: Function, parameter: Parameter, value: Value) -> None:
    """Let all uses of a parameter be of a value."""
    for user in list(parameter.users):
        for n, operand in enumerate(user.operands):
            if operand is parameter:
                user.set_operand(n, value)
    if function.debug is not None:
        function.debug.replaced[parameter] = value


def gives_scalar(function: Function) -> bool:
    return isinstance(function.function_type.result, (FloatType, IntType, PointerType))


def simple_content(variable: GlobalVariable, uses: ModuleUses) -> Constant | None:
    """What a variable holds at the start, if it is a scalar that nothing but plain loads and stores touches."""
    found = uses.all_uses(variable)
    if not found or variable.thread_local:
        return None
    kinds = {accessed(i, variable) for i in found}
    kind = next(iter(kinds))
    if len(kinds) > 1 or kind is None or kind.size != variable.size:
        return None
    return fold.fold_load(kind, variable, 0)


def accessed(i: Instruction, variable: GlobalVariable) -> Type | None:
    """The type of a plain load from, or store to, a variable; None for any other use of its address."""
    if type(i) is Load and plain(i):
        return i.type
    if type(i) is Store and plain(i) and i.operands[0] is not variable:
        return i.operands[0].type
    return None


__all__ = ["Ipsccp", "replace_parameter"]

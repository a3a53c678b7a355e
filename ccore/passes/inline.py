"""Inlining: ``always_inline`` (required at every level), and small or once-called functions at -O1.

    function @f ... always_inline         the body of @f in the place of each call, constants folded
    %v = call @f(i32 1)              =>   while copying

Callees come before callers (strongly connected components of the reference graph, Tarjan 1972, without
recursion); a callee is cleaned up once, before it is copied.  A call into one's own component would never
end and stays a call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from ccore.diagnostics import CompileError, Diagnostic
from ccore.ir.instructions import Call
from ccore.ir.module import Function, Module
from ccore.ir.values import BlockAddress
from ccore.passes.clone import forwards, inline_calls, refusal, signature_fits, size_of
from ccore.passes.edit import untouchable
from ccore.source import Location
from ccore.target import TARGETS

if TYPE_CHECKING:
    from ccore.options import Options
    from ccore.passes.manager import PassManager

_ROUNDS: Final = 8  # a call through a parameter becomes direct only once its caller was inlined
_SMALL: Final = 12  # instructions: about what the call itself costs
_RARE: Final = 25  # static, and called from few places: the body itself goes
_FEW: Final = 3  # such places
_HINTED: Final = 40  # with the keyword inline
_CALLBACK: Final = 120  # static, called from few places, and through a parameter that the call gives a known function
_FORBIDDEN: Final = {
    "it has a computed goto": "contains a computed goto",
    "it reads variable arguments": "uses variable argument lists",
    "it calls a function that returns twice": "uses setjmp",
}  # fmt: skip
"""GCC's words for what forbids inlining."""
_CEILING: Final = 5000  # a caller does not grow past this by choice


def references(function: Function) -> list[Function]:
    """The functions that a body names, called or not, in order."""
    found: dict[Function, None] = {}
    for block in function.blocks:
        for i in block.instructions:
            for operand in i.operands:
                if type(operand) is Function:
                    found[operand] = None
    return list(found)


def bottom_up(module: Module) -> list[list[Function]]:
    """The strongly connected components of the functions with bodies, callees first."""
    index: dict[Function, int] = {}
    low: dict[Function, int] = {}
    stack: list[Function] = []
    on_stack: set[Function] = set()
    components: list[list[Function]] = []
    for root in module.functions.values():
        if root in index or not root.blocks:
            continue
        work = [(root, iter(references(root)))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            function, rest = work[-1]
            child = next(rest, None)
            if child is None:
                work.pop()
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[function])
                if low[function] == index[function]:
                    component: list[Function] = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        component.append(member)
                        if member is function:
                            break
                    components.append(component)
            elif not child.blocks:
                continue
            elif child not in index:
                index[child] = low[child] = len(index)
                stack.append(child)
                on_stack.add(child)
                work.append((child, iter(references(child))))
            elif child in on_stack:
                low[function] = min(low[function], index[child])
    return components


def target_fits(callee: Function, caller: Function, options: Options) -> bool:
    """Whether the caller may use all instruction sets that the callee may."""
    wanted, given = callee.attributes.target_features, caller.attributes.target_features
    if not wanted or wanted == given:
        return True
    sets = TARGETS[options.target].instruction_sets
    return sets is None or sets(options, tuple(wanted)) <= sets(options, tuple(given))


@final
class AlwaysInline:
    """GNU C's ``always_inline``.  Refused: recursion, variable arguments, computed gotos, setjmp, and a body
    whose label addresses stand in static data (a copy could not have them)."""

    name = "always-inline"

    def __init__(self) -> None:
        self.mismatches: list[Diagnostic] = []

    def run_module(self, module: Module, manager: PassManager) -> bool:
        pinned = _label_owners(module)
        marked = {
            f for f in module.functions.values()
            if f.attributes.always_inline and f.blocks and f not in pinned and not refusal(f) and f.linkage != "weak"
        }  # fmt: skip
        self.mismatches = []
        if not marked:
            self._check(module, set(), manager)
            return False
        changed = False
        recursive: set[Function] = set()
        for component in bottom_up(module):
            members = set(component)
            if len(component) > 1 or component[0] in references(component[0]):
                recursive |= members
            for function in component:
                wanted = marked - members
                changed |= self.flatten(function, wanted, recursive, manager)
                if function in marked and refusal(function):  # what it took in may forbid it
                    marked.discard(function)
        self._check(module, recursive, manager)
        for function in [f for f in module.functions.values() if f in marked]:
            if function.linkage == "available_externally":
                # Its calls are gone.  To LLVM the body could seem to call itself, through an asm label (glibc's
                # checking versions of its functions do).
                function.blocks, function.defined, function.linkage = [], False, "external"
                changed = True
            elif function.function_type.variadic:
                changed |= _reject_forwarding(module, function)
        return changed

    def _check(self, module: Module, recursive: set[Function], manager: PassManager) -> None:
        """Report functions that must be inlined and cannot be, as GCC does.  Raises ``CompileError``."""
        errors = self.mismatches
        left: set[Function] = set()
        for function in module.functions.values():
            if function.attributes.always_inline:
                reason = _FORBIDDEN.get(refusal(function)) if function.blocks else None
                if reason is not None:
                    text = f"function '{function.name}' can never be inlined because it {reason}"
                    errors.append(Diagnostic("error", text, _place(function)))
                elif (
                    not function.blocks or function.linkage == "weak"
                    or (function in recursive and function in references(function))
                ):  # fmt: skip
                    left.add(function)
        for function in module.functions.values() if left else ():
            if function.blocks and not left.isdisjoint(references(function)):
                manager.settle(function)  # what is never reached needs no inlining
                self._check_calls(function, left, manager.options.optimizing)
        if errors:
            raise CompileError(errors)

    def _check_calls(self, function: Function, left: set[Function], optimizing: bool) -> None:
        for block in function.blocks:
            instructions = block.instructions
            for position, i in enumerate(instructions):
                callee = i.operands[0] if type(i) is Call else None
                if type(i) is not Call or type(callee) is not Function or callee not in left:
                    continue
                if not callee.blocks:
                    self._mismatch(i, callee, "function body not available")
                elif callee.linkage == "weak":
                    self._mismatch(i, callee, "function body can be overwritten at link time")
                elif callee is function and callee.linkage != "available_externally" and (
                    not optimizing or any(type(later) is Call for later in instructions[position + 1 :])
                ):  # else the recursion may be a loop to the optimiser
                    self._mismatch(i, callee, "recursive inlining")

    def _mismatch(self, call: Call, callee: Function, why: str) -> None:
        """Report a call that stays."""
        message = f"inlining failed in call to 'always_inline' '{callee.name}': {why}"
        note = Diagnostic("note", "called from here", call.location)
        if all(entry.location != call.location for entry in self.mismatches):
            self.mismatches += [Diagnostic("error", message, _place(callee)), note]

    def flatten(
        self, function: Function, wanted: set[Function], recursive: set[Function], manager: PassManager
    ) -> bool:
        """Inline until no call is left that can be; a member of a cycle once at most."""

        def choose(call: Call) -> Function | None:
            callee = call.operands[0]
            if type(callee) is Function and callee in wanted and signature_fits(call, callee):
                if target_fits(callee, function, manager.options):
                    return callee
                self._mismatch(call, callee, "target specific option mismatch")
            return None

        if function.attributes.naked:
            return False
        if not any(
            type(i) is Call and choose(i) is not None for block in function.blocks for i in block.instructions
        ):
            if function.attributes.always_inline:
                manager.settle(function)
            return False
        manager.settle(function)  # constants found first are folded into the copies
        changed = False
        for _ in range(_ROUNDS):
            if not inline_calls(function, choose):
                break
            changed = True
            manager.invalidate(function)
            manager.settle(function)
            wanted -= recursive
        return changed


def _place(function: Function) -> Location | None:
    assert function.location is None or isinstance(function.location, Location)
    return function.location


def _reject_forwarding(module: Module, function: Function) -> bool:
    """A body that passes on variable arguments serves inlining alone; where it is emitted, that is an error."""
    calls = [i for block in function.blocks for i in block.instructions if type(i) is Call and forwards(i)]
    if not calls:
        return False
    name = "__builtin_va_arg_pack"
    stand_in = module.functions.get(name)
    if stand_in is None:
        stand_in = module.functions[name] = Function(name, calls[0].function_type)
        stand_in.attributes.call.error = "it may only be used in functions that are always inlined"
    for call in calls:
        call.set_operand(0, stand_in)
    return True


def _label_owners(module: Module) -> set[Function]:
    """Functions with a label whose address stands in static data."""
    found: set[Function] = set()
    for variable in module.variables.values():
        if variable.initial is not None:
            for relocation in variable.initial.relocations:
                for value in (relocation.target, relocation.minus):
                    if type(value) is BlockAddress:
                        found.add(value.function)
    return found


@final
class Inline:
    """Small functions, ones marked ``inline``, and static ones with a single call; larger ones if they call what the
    call hands to them, which can then be inlined too.

    ``labels_only``: of those marked ``inline`` the ones with a label whose address is taken.  LLVM would not give each
    copy labels of its own.
    """

    asks_each = True

    def __init__(self, labels_only: bool = False) -> None:
        self.labels_only = labels_only
        self.name = "inline-labels" if labels_only else "inline"

    def run_module(self, module: Module, manager: PassManager) -> bool:
        if not manager.options.inline:
            return False
        labelled: set[Function] | None = None
        if self.labels_only:
            hinted = [f for f in module.functions.values() if f.attributes.inline_hint]
            labelled = {f for f in hinted if any(block.address_taken for block in f.blocks)}
            if not labelled:
                return False
        pinned = _label_owners(module)
        options = manager.options
        uses = _use_counts(module)
        sizes: dict[Function, int] = {}
        changed = False
        watch = manager.watch
        recursive: set[Function] = set()
        for component in bottom_up(module):
            members = set(component)
            if len(component) > 1 or component[0] in references(component[0]):
                recursive |= members
            for function in component:
                if untouchable(function) or (watch is not None and not watch.enter(self.name, function.name, True)):
                    continue
                room = [_CEILING - size_of(function)]
                direct: list[Call] = []  # inlined calls whose copies have calls that are direct now

                def choose(
                    call: Call,
                    members: set[Function] = members,
                    room: list[int] = room,
                    direct: list[Call] = direct,
                    recursive: set[Function] = recursive,
                    caller: Function = function,
                ) -> Function | None:
                    callee = call.operands[0]
                    if type(callee) is not Function or callee in members or callee in pinned:
                        return None
                    if labelled is not None and callee not in labelled:
                        return None
                    if not signature_fits(call, callee) or not _allowed(callee, options):
                        return None
                    if not target_fits(callee, caller, options) or callee.attributes.math != caller.attributes.math:
                        return None
                    size = sizes.get(callee)
                    if size is None:
                        size = sizes[callee] = size_of(callee) if not refusal(callee) else 1 << 30
                    goes = callee.linkage == "internal" and not callee.used  # with its last call
                    calls = uses.get(callee, 0)
                    few = goes and calls <= _FEW
                    limit = _HINTED if callee.attributes.inline_hint else _RARE if few else _SMALL
                    makes_direct = few and callee not in recursive and calls_back(call, callee)
                    if makes_direct:
                        limit = _CALLBACK
                    if size >= 1 << 30 or (size > limit and not (goes and calls == 1)) or size > room[0]:
                        return None
                    if watch is not None and not watch.does(callee.name, call):
                        return None
                    room[0] -= size
                    if makes_direct:
                        direct.append(call)
                    return callee

                for _ in range(_ROUNDS):
                    if not inline_calls(function, choose):
                        break
                    changed = True
                    manager.invalidate(function)
                    manager.clean(function)
                    if not direct:
                        break
                    direct.clear()
        return changed


def calls_back(call: Call, callee: Function) -> bool:
    """Whether the callee calls a function with a body that it is given by this call."""
    return any(
        type(argument) is Function and argument.blocks
        and any(type(user) is Call and user.operands[0] is parameter for user in parameter.users)
        for argument, parameter in zip(call.operands[1:], callee.parameters)
    )  # fmt: skip


def replaceable(function: Function, options: Options) -> bool:
    """Whether another file's definition may be run in its place (GCC manual, -fsemantic-interposition)."""
    if function.linkage != "external" or function.visibility != "default":
        return function.linkage not in ("internal", "external", "available_externally")
    return bool(options.pic) and not options.pie and options.semantic_interposition


def _allowed(callee: Function, options: Options) -> bool:
    """Whether nothing said about the callee forbids it."""
    attributes = callee.attributes
    if not callee.blocks or attributes.noinline or attributes.optnone or attributes.ifunc or attributes.interrupt:
        return False
    return not replaceable(callee, options)


def _use_counts(module: Module) -> dict[Function, int]:
    counts: dict[Function, int] = {}
    for function in module.functions.values():
        for block in function.blocks:
            for i in block.instructions:
                for operand in i.operands:
                    if type(operand) is Function:
                        counts[operand] = counts.get(operand, 0) + 1
    for variable in module.variables.values():
        if variable.initial is not None:
            for relocation in variable.initial.relocations:
                if type(relocation.target) is Function:
                    counts[relocation.target] = counts.get(relocation.target, 0) + 2
    return counts

"""What calls of a function can do, found from its body, so that other passes need not expect the worst of them.

    function @get: i32 (ptr) (%p) {           reads=["0"] writes=[] unkept=["0"] returns: two calls with no store to
      %0: i32 = load %p                =>     what %p points at in between are one, a call whose result is not used
      ret %0                                  goes, and the address of a local that is passed stays private
    }
    function @die: void () { ... no return }  noreturn: what follows a call goes

Bottom-up over the strongly connected components of the reference graph: what a body does is what its instructions do,
and what its callees do, their arguments put in.  Within a component that is the least fixed point, from "nothing" up.
Like GCC's -fipa-pure-const and -fipa-modref (J. Hubicka).  The facts are kept among the callee's attributes.

Nothing is found where the body that is called may be another: functions that the linker may replace (GCC manual,
-fsemantic-interposition), and attributes noipa, ifunc, weak.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import (
    Alloca,
    AsmGoto,
    Assume,
    Branch,
    Call,
    CondBranch,
    DynamicAlloca,
    IndirectBranch,
    InlineAsm,
    Instruction,
    Load,
    MemCopy,
    MemSet,
    Return,
    StackRestore,
    StackSave,
    Store,
    Switch,
    TargetCall,
    Trap,
    Unreachable,
)
from ccore.ir.module import Block, Function, Module
from ccore.ir.types import AggregateType, PointerType
from ccore.ir.values import ANY_MEMORY, GlobalVariable, Null, Parameter, Undef, Value
from ccore.passes.alias import ANYTHING, Aliases, effects_of, escapes, is_local
from ccore.passes.clone import signature_fits
from ccore.passes.edit import remove_unreachable, replace_terminator, untouchable
from ccore.passes.finite_loops import all_end
from ccore.passes.inline import bottom_up, references, replaceable

if TYPE_CHECKING:
    from ccore.passes.manager import PassManager

_MOST_TOKENS: Final = 8  # things named apart before they are "any"
_NOTHING: Final = frozenset(
    (Alloca, Assume, Branch, CondBranch, DynamicAlloca, IndirectBranch, StackRestore, StackSave, Switch, Unreachable)
)
"""What does nothing to memory, and no more than go on."""


@final
class Effects:
    name = "effects"
    asks_each = True
    tells_each = True

    def run_module(self, module: Module, manager: PassManager) -> bool:
        changed = False
        for component in bottom_up(module):
            for function in component:
                if not untouchable(function):
                    changed |= _cut_after_ends(function, manager) | _take_arguments(function, manager)
            members = [f for f in component if trusted(f, manager)]
            if not members:
                continue
            recursive = len(component) > 1 or component[0] in references(component[0])
            summaries = {f: _Summary(f, manager.analyses(f), set(members)) for f in members}
            _solve(summaries)
            for function, summary in summaries.items():
                if manager.watch is None or manager.watch.enter(self.name, function.name, True):
                    changed |= _record(function, summary, recursive, manager)
        return changed


def trusted(function: Function, manager: PassManager) -> bool:
    """Whether every call of the function runs this body."""
    a = function.attributes
    if untouchable(function) or a.noipa or a.ifunc or a.interrupt or a.keeps_arguments:
        return False
    return function.linkage in ("internal", "external") and not replaceable(function, manager.options)


@final
@dataclass(slots=True, eq=False)
class _Summary:
    """What a body does by itself; ``inner``: its calls of members of its component, whose facts are not known yet."""

    function: Function
    analyses: Analyses
    members: set[Function]
    reads: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    inner: list[Call] = field(default_factory=list)
    ends: bool = True
    """Whether each instruction comes to its end."""

    def __post_init__(self) -> None:
        for block in self.function.blocks:
            for i in block.instructions:
                if not i.pure:
                    self.add(i)
        for parameter in self.function.parameters:
            if not isinstance(parameter.type, PointerType) or escapes(parameter, self.members):
                self.kept.add(str(parameter.index))

    @property
    def aliases(self) -> Aliases:
        return self.analyses.of(Aliases)

    def add(self, i: Instruction) -> None:
        """What one instruction does."""
        kind = type(i)
        if kind in _NOTHING or (type(i) is TargetCall and not i.effect):
            return
        if type(i) is Return:
            if i.operands and isinstance(self.function.function_type.result, AggregateType):
                self.touch(self.reads, i.operands[0])
        elif isinstance(i, (Load, Store)) and not i.volatile and not i.ordering:
            self.touch(self.reads if kind is Load else self.writes, i.operands[-1])
        elif isinstance(i, (MemSet, MemCopy)) and not i.volatile:
            self.touch(self.writes, i.operands[0])
            if kind is MemCopy:
                self.touch(self.reads, i.operands[1])
        elif type(i) is Call:
            self.call(i)
        elif type(i) is InlineAsm and not i.volatile and i.slots and "memory" not in i.clobbers:
            if any(slot.kind == "memory" for slot in i.slots):
                self.anything()
        else:
            self.anything()
            self.ends &= not isinstance(i, (AsmGoto, InlineAsm, Load, Store, Trap))

    def anything(self) -> None:
        self.reads |= ANY_MEMORY
        self.writes |= ANY_MEMORY

    def call(self, i: Call) -> None:
        for argument, kind in zip(i.arguments, i.argument_types, strict=True):
            if isinstance(kind, AggregateType):
                self.touch(self.reads, argument)
        if i.result_address is not None:
            self.touch(self.writes, i.result_address)
        callee = i.operands[0]
        if type(callee) is Function and callee in self.members:
            self.inner.append(i)
            return
        reads, writes, returns = effects_of(i)
        self.put_in(self.reads, reads, i)
        self.put_in(self.writes, writes, i)
        self.ends &= returns

    def put_in(self, found: set[str], tokens: frozenset[str], i: Call) -> None:
        """What a callee touches, in this function's words."""
        for token in tokens:
            if token.isdigit():
                number = int(token)
                if number < len(i.argument_types) and isinstance(i.argument_types[number], PointerType):
                    self.touch(found, i.operands[1 + number])
                else:
                    found |= ANY_MEMORY
            else:
                found.add(token)
        self.limit(found)

    def touch(self, found: set[str], address: Value) -> None:
        """Add the objects at an address."""
        aliases = self.aliases
        for root in aliases.objects(address):
            if found is self.reads and type(root) is GlobalVariable and root.constant:
                continue
            if type(root) is GlobalVariable and aliases.identified(root):
                found.add("@" + root.name)
            elif type(root) is Parameter and not aliases.local(root) and isinstance(root.type, PointerType):
                found.add(str(root.index))
            elif not aliases.local(root):
                found |= ANY_MEMORY
        self.limit(found)

    def limit(self, found: set[str]) -> None:
        if len(found) > _MOST_TOKENS:
            found |= ANY_MEMORY
        if "any" in found and len(found) > 1:
            found.clear()
            found |= ANY_MEMORY


def _solve(summaries: dict[Function, _Summary]) -> None:
    """Let the members of a component know each other's effects, until nothing new comes."""
    callers: dict[Function, list[_Summary]] = {f: [] for f in summaries}
    for summary in summaries.values():
        for call in summary.inner:
            callee = call.operands[0]
            assert type(callee) is Function
            callers[callee].append(summary)
    work = dict.fromkeys(summaries.values()) if any(s.inner for s in summaries.values()) else {}
    while work:
        summary = next(iter(work))
        del work[summary]
        before = frozenset(summary.reads), frozenset(summary.writes), frozenset(summary.kept)
        for call in summary.inner:
            callee = call.operands[0]
            assert type(callee) is Function
            other = summaries[callee]
            summary.put_in(summary.reads, frozenset(other.reads), call)
            summary.put_in(summary.writes, frozenset(other.writes), call)
            summary.kept |= _handed_on(summary, other, call)
        if before != (frozenset(summary.reads), frozenset(summary.writes), frozenset(summary.kept)):
            work.update(dict.fromkeys(callers[summary.function]))


def _handed_on(summary: _Summary, callee: _Summary, call: Call) -> set[str]:
    """The parameters that a member's call gives to a parameter which is kept."""
    found: set[str] = set()
    count = len(callee.function.parameters)
    for number, argument in enumerate(call.arguments):
        if number >= count or str(number) in callee.kept:
            for root in summary.aliases.objects(argument):
                if type(root) is Parameter:
                    found.add(str(root.index))
                elif root is ANYTHING:
                    found |= {str(p.index) for p in summary.function.parameters}
    return found


# --- What is found, written down ------------------------------------------------------------------------------------


def _record(function: Function, summary: _Summary, recursive: bool, manager: PassManager) -> bool:
    """Put the facts among the function's attributes."""
    a = function.attributes.call
    found: dict[str, object] = {"reads": frozenset(summary.reads), "writes": frozenset(summary.writes)}
    found["unkept"] = frozenset(str(p.index) for p in function.parameters) - summary.kept
    results = [i.operands[0] for block in function.blocks for i in block.instructions[-1:]
               if type(i) is Return and i.operands]  # fmt: skip
    if never_returns(function):
        found["noreturn"] = True
    elif not recursive and summary.ends and not a.noreturn and all_end(summary.analyses):
        found["returns"] = True
    if results and isinstance(function.function_type.result, PointerType):
        if all(_fresh(value, summary) for value in results):
            found["malloc"] = True
    if results and type(results[0]) is Parameter and all(value is results[0] for value in results):
        if not isinstance(function.function_type.result, AggregateType):
            found["gives"] = results[0].index
    changed = False
    watch = manager.watch
    for rule, fact in found.items():
        if getattr(a, rule) != fact and (watch is None or watch.does(rule, None)):
            setattr(a, rule, fact)
            changed = True
    return changed


def never_returns(function: Function) -> bool:
    """Whether no way through a body comes to its end."""
    return not any(type(block.instructions[-1]) is Return for block in function.blocks)


def _fresh(value: Value, summary: _Summary) -> bool:
    """Whether a result is the address of an object that the call made, which nothing else knows of, or null."""
    if type(value) is Null:
        return True
    return all(
        type(root) is Call and is_local(root) and not escapes(root, (), (Return,))
        for root in summary.aliases.objects(value)
    )


def _take_arguments(function: Function, manager: PassManager) -> bool:
    """Use the argument in place of the result, where a callee gives it back."""
    changed = False
    watch = manager.watch
    for block in function.blocks:
        for i in block.instructions:
            if type(i) is not Call or not i.users or type(callee := i.operands[0]) is not Function:
                continue
            given = callee.attributes.call.gives
            if given < 0 or not signature_fits(i, callee):
                continue
            if watch is not None and not (watch.enter("effects", function.name, True) and watch.does("given", i)):
                continue
            i.replace_uses(i.operands[1 + given])
            changed = True
    if changed:
        manager.invalidate(function)
    return changed


def _cut_after_ends(function: Function, manager: PassManager) -> bool:
    """Delete what follows calls that never return."""
    ends: dict[Block, int] = {}
    for block in function.blocks:
        for n, i in enumerate(block.instructions):
            if type(i) is Call and type(callee := i.operands[0]) is Function and callee.attributes.call.noreturn:
                if type(block.instructions[n + 1]) is not Unreachable:
                    ends[block] = n + 1
                break
    if not ends:
        return False
    debug = function.debug
    before = None if debug is None else debug.snapshot(function)
    for block, n in ends.items():
        replace_terminator(block, Unreachable())
        dead = block.instructions[n:-1]
        del block.instructions[n:-1]
        for i in dead:
            if i.users:
                i.replace_uses(Undef(i.type))
            i.drop_operands()
            i.block = None
    remove_unreachable(function)
    if debug is not None and before is not None:
        debug.follow(before)
    manager.invalidate(function)
    return True

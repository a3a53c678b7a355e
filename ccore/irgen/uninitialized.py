"""-Wuninitialized and -Wmaybe-uninitialized: scalars that are read where no store can have been before, or need not
have been.

    %x = alloca
    ... no store to %x on any way from the entry ...
    %v = load %x                    =>     'x' is used uninitialized

Forward analyses of what may and of what must have been stored, a bit per variable, over the function as generated.  A
variable whose address is taken is left out: who knows the address may store.  Reads that some way may reach without a
store are looked at one by one (``ccore/irgen/unassigned.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.ir.instructions import Alloca, Binary, Load, Store
from ccore.ir.values import Constant
from ccore.irgen.unassigned import Ways
from ccore.sema import tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ccore.diagnostics import Diagnostics
    from ccore.ir.module import Block, Function
    from ccore.source import Token

_NODES: Final = (tree.Expression, tree.Statement, tree.Initializer, tree.InitialValue, tree.AsmOperand)


def report(
    function: Function,
    body: tree.Block,
    variables: Iterable[tuple[tree.Variable, object]],
    optimize: bool,
    diagnostics: Diagnostics,
) -> None:
    """Warn of a function's variables that are read before any store: on each way through the function, or on some.

    As GCC does, reads that only some ways reach without a store are spoken of when optimising alone, and not where all
    stores are of one constant: an optimiser takes that for the value then.
    """
    bits: dict[Alloca, int] = {}
    named: dict[Alloca, tree.Variable] = {}
    entry = function.blocks[0]
    for variable, address in variables:
        if type(address) is not Alloca or variable.is_parameter or not variable.name or not address.users:
            continue
        first = next(iter(address.users))
        if type(first) is Store and first.block is entry:
            continue
        if _plain(address):
            bits[address] = 1 << len(bits)
            named[address] = variable
    if not bits:
        return
    Report(function, body, bits, named, optimize, diagnostics).run()


class Report:
    """The warnings of one function."""

    def __init__(
        self, function: Function, body: tree.Block, bits: dict[Alloca, int], named: dict[Alloca, tree.Variable],
        optimize: bool, diagnostics: Diagnostics,
    ) -> None:  # fmt: skip
        self.function = function
        self.body = body
        self.bits = bits
        self.named = named
        self.diagnostics = diagnostics
        self.maybe = diagnostics.enabled("maybe-uninitialized")
        self.ways = self.maybe and optimize

    def run(self) -> None:
        function, bits = self.function, self.bits
        may = _stored_at_start(function, bits)
        must = _surely_stored(function, bits)
        doubtful: dict[Alloca, None] = {}  # those with reads that some way may reach without a store
        for block in function.blocks:
            now = may.get(block)
            if now is None:
                continue
            sure = must.get(block, 0)
            for i in block.instructions:
                if type(i) is Store:
                    bit = bits.get(i.operands[1], 0)  # type: ignore[call-overload]
                    now |= bit
                    sure |= bit
                elif type(i) is Load:
                    address = i.operands[0]
                    bit = bits.get(address, 0)  # type: ignore[call-overload]
                    if not bit or sure & bit or not i.users:
                        continue
                    assert isinstance(address, Alloca)
                    if not now & bit:
                        del bits[address]
                        doubtful.pop(address, None)
                        self._never_stored(block, i)
                    else:
                        doubtful[address] = None
        for address in doubtful:
            self._look(address)

    def _never_stored(self, block: Block, load: Load) -> None:
        """A read before which there is no store on any way."""
        address = load.operands[0]
        if any(type(user) is Store and user.operands[1] is address for user in load.users):
            return  # ``int x = x;`` says that it is meant
        assert isinstance(address, Alloca)
        if _always_executed(self.function, block):
            self._say(address, load, "is", "uninitialized")
        elif self.maybe:
            self._say(address, load, "may be", "maybe-uninitialized")

    def _look(self, address: Alloca) -> None:
        """Follow the ways to a variable's reads."""
        loads = [user for user in address.users if type(user) is Load and user.users]
        own = [load for load in loads if any(type(u) is Store and u.operands[1] is address for u in load.users)]
        if own and len(own) == len(loads):
            return
        blocks = list(dict.fromkeys(load.block for load in loads))
        for block in blocks:
            if block is not None and _always_executed(self.function, block) and self._before_stores(block, address):
                self._say(address, next(load for load in loads if load.block is block), "is", "uninitialized")
                return
        if not self.ways:
            return
        stored = [user.operands[0] for user in address.users if type(user) is Store]
        stored = [value for value in stored if not (isinstance(value, Binary) and value.operands[0] in loads)]
        if all(isinstance(value, Constant) and value == stored[0] for value in stored):
            return
        toward = _leading_to(self.function, {load.block for load in loads if load.block is not None})
        plain = {i for i in self.function.blocks[0].instructions if type(i) is Alloca and _plain(i)}
        ways = Ways(address, plain, toward)
        found = ways.walk(self.function.blocks[0])
        if not found or not ways.complete:
            return
        first = next(i for block in self.function.blocks for i in block.instructions if i in found)
        assert isinstance(first, Load) and first.block is not None
        self._say(address, first, "may be", "maybe-uninitialized")

    def _before_stores(self, block: Block, address: Alloca) -> bool:
        """Whether no store to a variable can come before control is in a block for the first time."""
        entry = self.function.blocks[0]
        seen = {entry, block}
        work = [entry]
        while work:
            one = work.pop()
            if any(type(i) is Store and i.operands[1] is address for i in one.instructions):
                return False
            for successor in one.successors:
                if successor not in seen:
                    seen.add(successor)
                    work.append(successor)
        return True

    def _say(self, address: Alloca, load: Load, how: str, group: str) -> None:
        variable = self.named[address]
        tokens = _reads(self.body, variable)
        if not tokens:
            return
        every = (i for block in self.function.blocks for i in block.instructions)
        loads = [i for i in every if type(i) is Load and i.operands[0] is address]
        token = tokens[loads.index(load)] if len(loads) == len(tokens) else tokens[0]
        if self.diagnostics.warning(f"'{variable.name}' {how} used uninitialized", token.location, group):
            self.diagnostics.note(f"'{variable.name}' was declared here", variable.token.location)


def _reads(body: tree.Block, variable: tree.Variable) -> list[Token]:
    """Where the source reads a variable, in order (instructions have no places of their own without -g)."""
    tokens: list[Token] = []
    stack: list[object] = [body]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, tree.Load | tree.CompoundAssign | tree.Increment):
            lvalue = node.lvalue if isinstance(node, tree.Load) else node.target
            if isinstance(lvalue, tree.VariableReference) and lvalue.variable is variable:
                tokens.append(lvalue.token)
        if isinstance(node, _NODES):
            names = [name for cls in reversed(type(node).__mro__) for name in getattr(cls, "__slots__", ())]
            stack.extend([getattr(node, name) for name in reversed(names)])
    return tokens


def _plain(alloca: Alloca) -> bool:
    """Whether it is only loaded and stored, and loaded at all."""
    loaded = False
    for user in alloca.users:
        if type(user) is Load:
            if user.volatile:
                return False
            loaded = True
        elif type(user) is not Store or user.operands[0] is alloca or user.volatile:
            return False
    return loaded


def _stored_at_start(function: Function, bits: dict[Alloca, int]) -> dict[Block, int]:
    """Per block that control reaches, the variables to which something on the way to it may have stored."""
    entry = function.blocks[0]
    stored = {entry: 0}
    work = [entry]
    while work:
        block = work.pop()
        out = stored[block]
        for i in block.instructions:
            if type(i) is Store:
                out |= bits.get(i.operands[1], 0)  # type: ignore[call-overload]
        for successor in block.successors:
            old = stored.get(successor)
            if old is None or out & ~old:
                stored[successor] = out if old is None else old | out
                work.append(successor)
    return stored


def _surely_stored(function: Function, bits: dict[Alloca, int]) -> dict[Block, int]:
    """Per block that control reaches, the variables to which something on every way to it has stored."""
    entry = function.blocks[0]
    made: dict[Block, int] = {}
    for address, bit in bits.items():
        for user in address.users:
            if type(user) is Store and user.block is not None:
                made[user.block] = made.get(user.block, 0) | bit
    stored = {entry: 0}
    work = [entry]
    while work:
        block = work.pop()
        out = stored[block] | made.get(block, 0)
        for successor in block.successors:
            old = stored.get(successor)
            if old is None or old & ~out:
                stored[successor] = out if old is None else old & out
                work.append(successor)
    return stored


def _leading_to(function: Function, blocks: set[Block]) -> set[Block]:
    """The blocks from which control can come to some of these."""
    before: dict[Block, list[Block]] = {}
    for block in function.blocks:
        for successor in block.successors:
            before.setdefault(successor, []).append(block)
    found, work = set(blocks), list(blocks)
    while work:
        for block in before.get(work.pop(), ()):
            if block not in found:
                found.add(block)
                work.append(block)
    return found


def _always_executed(function: Function, block: Block) -> bool:
    """Whether each way through the function leads through a block."""
    entry = function.blocks[0]
    if block is entry:
        return True
    seen = {entry, block}
    work = [entry]
    while work:
        successors = work.pop().successors
        if not successors:
            return False
        for successor in successors:
            if successor not in seen:
                seen.add(successor)
                work.append(successor)
    return True

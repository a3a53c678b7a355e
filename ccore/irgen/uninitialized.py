"""-Wuninitialized: scalars that are read where no store can have been before.

    %x = alloca
    ... no store to %x on any way from the entry ...
    %v = load %x                    =>     'x' is used uninitialized

A forward analysis of what may have been stored, a bit per variable, over the function as generated.  A variable whose
address is taken is left out: who knows the address may store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.ir.instructions import Alloca, Load, Store
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
    jumps: bool,
    diagnostics: Diagnostics,
) -> None:
    """Warn of a function's variables that are read before any store, on each way through the function.

    ``jumps``: the function has labels.  Without, a variable whose store stands before its reads in the source is stored
    to first on some way to each read that is always executed, so that few variables need the analysis.

    Of reads on some ways only GCC says "may be" where its optimiser does not find the way closed: nothing is said here.
    """
    bits: dict[Alloca, int] = {}
    named: dict[Alloca, tree.Variable] = {}
    for variable, address in variables:
        if type(address) is not Alloca or variable.is_parameter or not variable.name or not address.users:
            continue
        if not jumps and type(next(iter(address.users))) is not Load:
            continue
        if _plain(address):
            bits[address] = 1 << len(bits)
            named[address] = variable
    if not bits:
        return
    stored = _stored_at_start(function, bits)
    for block in function.blocks:
        now = stored.get(block)
        if now is None:
            continue
        for i in block.instructions:
            if type(i) is Store:
                now |= bits.get(i.operands[1], 0)  # type: ignore[call-overload]
            elif type(i) is Load:
                address = i.operands[0]
                bit = bits.get(address, 0)  # type: ignore[call-overload]
                if not bit or now & bit or not i.users:
                    continue
                variable = named[address]  # type: ignore[index]
                del bits[address]  # type: ignore[arg-type]
                if any(type(user) is Store and user.operands[1] is address for user in i.users):
                    continue  # ``int x = x;`` says that it is meant
                token = _read(body, variable)
                if token is not None and _always_executed(function, block):
                    diagnostics.warning(
                        f"'{variable.name}' is used uninitialized", token.location, "uninitialized"
                    )
                    diagnostics.note(f"'{variable.name}' was declared here", variable.token.location)


def _read(body: tree.Block, variable: tree.Variable) -> Token | None:
    """Where the source first reads a variable (instructions have no places of their own without -g)."""
    stack: list[object] = [body]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, tree.Load | tree.CompoundAssign | tree.Increment):
            lvalue = node.lvalue if isinstance(node, tree.Load) else node.target
            if isinstance(lvalue, tree.VariableReference) and lvalue.variable is variable:
                return lvalue.token
        if isinstance(node, _NODES):
            names = [name for cls in reversed(type(node).__mro__) for name in getattr(cls, "__slots__", ())]
            stack.extend([getattr(node, name) for name in reversed(names)])
    return None


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

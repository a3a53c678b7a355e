"""Deletes functions and variables that nothing reaches from what other files can see.

    function @f linkage=internal {...}       (gone, unless a kept symbol names it)

Marks from the roots, so that cycles of unused functions go as well.  A body that is there to be inlined
only (``available_externally``) is dropped where no inliner follows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, final

from ccore.ir.module import Function, Module
from ccore.ir.values import BlockAddress, GlobalValue, GlobalVariable, Value

if TYPE_CHECKING:
    from ccore.passes.manager import PassManager

_IDENTIFIER: Final = re.compile(r"[A-Za-z_.$][\w.$]*")


@final
class GlobalDce:
    name = "global-dce"

    def run_module(self, module: Module, manager: PassManager) -> bool:
        changed = False
        inliner_follows = manager.options.level not in ("0", "1")
        if not inliner_follows:
            for function in module.functions.values():
                if function.linkage == "available_externally" and function.blocks:
                    _drop_body(function)
                    changed = True
        live = _reachable(module, manager.options.level == "0")
        for name in [n for n, f in module.functions.items() if f not in live]:
            function = module.functions.pop(name)
            if function.blocks:
                _drop_body(function)
            manager.forget(function)
            changed = True
        for name in [n for n, v in module.variables.items() if v not in live]:
            del module.variables[name]
            changed = True
        return changed


def _drop_body(function: Function) -> None:
    for block in function.blocks:
        for i in block.instructions:
            i.drop_operands()
            i.block = None
        block.instructions = []
        block.function = None
    function.blocks = []
    function.defined = False
    if function.linkage == "available_externally":
        function.linkage = "external"


def _is_root(value: GlobalValue, assembly: set[str], keep_static: bool) -> bool:
    if value.used or value.name in assembly or value.asm_name in assembly:
        return True
    if isinstance(value, Function):
        attributes = value.attributes
        if attributes.constructor is not None or attributes.destructor is not None:
            return True
        present = bool(value.blocks) or bool(value.alias_of) or bool(attributes.ifunc)
    else:
        assert isinstance(value, GlobalVariable)
        present = value.initial is not None or bool(value.alias_of) or value.linkage == "common" or value.defined
        if present and value.linkage == "internal" and keep_static:
            return True  # as GCC does without optimisation, for debuggers
    return present and value.linkage not in ("internal", "private", "available_externally")


def assembly_names(module: Module) -> set[str]:
    """What file-scope assembly names."""
    found: set[str] = set()
    for text in module.assembly:
        found.update(_IDENTIFIER.findall(text))
    return found


def _reachable(module: Module, keep_static: bool) -> set[GlobalValue]:
    assembly = assembly_names(module)
    symbols: dict[str, GlobalValue] = {**module.variables, **module.functions}
    for value in list(symbols.values()):
        if value.asm_name:
            symbols.setdefault(value.asm_name, value)
    values: list[GlobalValue] = [*module.functions.values(), *module.variables.values()]
    work = [v for v in values if _is_root(v, assembly, keep_static)]
    live = set(work)

    def reach(value: Value | None) -> None:
        if type(value) is BlockAddress:
            value = value.function
        if isinstance(value, GlobalValue) and value not in live:
            live.add(value)
            work.append(value)

    while work:
        value = work.pop()
        for name in other_names(value):
            reach(symbols.get(name))
        if type(value) is Function:
            for block in value.blocks:
                for i in block.instructions:
                    for operand in i.operands:
                        if isinstance(operand, (GlobalValue, BlockAddress)):
                            reach(operand)
        elif type(value) is GlobalVariable:
            for target in pointed_to(value):
                reach(target)
    return live


def other_names(value: GlobalValue) -> list[str]:
    """The symbols that it stands for: of an alias, and of a function that chooses which one it is (ifunc)."""
    names = [value.alias_of, value.attributes.ifunc if type(value) is Function else ""]
    return [name for name in names if name]


def pointed_to(variable: GlobalVariable) -> list[Value]:
    """What a variable holds addresses of."""
    relocations = [] if variable.initial is None else variable.initial.relocations
    return [value for r in relocations for value in (r.target, r.minus) if value is not None]

"""Calls of the C library's functions become less work, by what is known of their arguments.

    %n = call @strlen(&"abc")                   =>   i64 3
    call @strcpy(%p, &"abc")                    =>   memcopy %p, &"abc", i64 4
    call @printf(&"%s\\n", %s)                   =>   call @puts(%s)                     (the result is not used)
    call @__memcpy_chk(%p, %q, i64 4, i64 8)    =>   call @memcpy(%p, %q, i64 4)

The rows are functions, found by the name of the library's function: ``string_calls``, ``printing_calls`` and
``checked_calls``.  What each may assume is what C17 7.21 and 7.24 say of the function, and what GCC's manual says of
builtins (6.59, "Other Builtins").  The call must be of the library's function, which the front end says (attribute
``library``), with arguments of its types.  What takes the call's place is looked at again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from ccore.ir.cfg import Analyses
from ccore.ir.instructions import Call, Instruction
from ccore.ir.module import Block, Function, Module
from ccore.ir.textlibrary import SIGNATURES
from ccore.options import Options, is_builtin
from ccore.passes import checked_calls, printing_calls, string_calls
from ccore.passes.edit import untouchable
from ccore.passes.library_site import Handler, Site, fits, word_of
from ccore.passes.loop_idiom import may_call_library

if TYPE_CHECKING:
    from ccore.passes.manager import PassManager

ROWS: Final[dict[str, Handler]] = {**string_calls.ROWS, **printing_calls.ROWS, **checked_calls.ROWS}
_ALONE: Final = frozenset("1g")  # levels at which no optimiser of LLVM's follows
_LLVMS: Final = frozenset(("memcpy", "memmove", "memset", "memcmp"))
"""Those that LLVM's optimiser, where it follows, sees through as well: most files call no others."""


@final
class LibraryCalls:
    """Linear in the instructions of functions that call the library."""

    name = "library-calls"
    asks_each = True

    def run_module(self, module: Module, manager: PassManager) -> bool:
        functions = list(module.functions.values())
        left = frozenset[str]()
        options = manager.options
        if options.level not in _ALONE and all(is_builtin(options, name) for name in _LLVMS):
            if not any(f.attributes.no_patterns for f in functions):  # then LLVM is told what memcpy is
                left = _LLVMS
        known = {f for f in functions if f.attributes.library in ROWS and f.attributes.library not in left}
        if not known:
            return False
        rewriter = _Rewriter(module, manager.options)
        changed = False
        for function in functions:
            if not untouchable(function) and _calls(function, known) and manager.run_on(rewriter, function):
                changed = True
                manager.clean(function)
        return changed


def _calls(function: Function, known: set[Function]) -> bool:
    return any(
        i.operands[0] in known for block in function.blocks for i in block.instructions if type(i) is Call
    )  # fmt: skip


@final
class _Rewriter:
    """The function pass behind it."""

    name = "library-calls"
    keeps_cfg = True
    asks_each = True

    def __init__(self, module: Module, options: Options) -> None:
        self.module, self.options = module, options
        self.word = word_of(options)

    def run(self, function: Function, analyses: Analyses) -> bool:
        creating = may_call_library(function, analyses)
        changed = False
        for block in function.blocks:
            if any(type(i) is Call for i in block.instructions):
                changed |= self._block(block, function, analyses, creating)
        return changed

    def _block(self, block: Block, function: Function, analyses: Analyses, creating: bool) -> bool:
        watch = analyses.watch
        out: list[Instruction] = []
        changed = False
        pending = block.instructions[::-1]
        while pending:
            i = pending.pop()
            rule = self.rule(i)
            if type(i) is not Call or not rule or (watch is not None and not watch.allows(rule, i)):
                out.append(i)
                continue
            site = Site(i, function, self.module, self.options, creating)
            value = ROWS[rule](site)
            if value is None:
                for new in reversed(site.added):
                    new.drop_operands()
                out.append(i)
                continue
            if watch is not None:
                watch.done(rule, i)
            changed = True
            for new in site.added:
                new.block, new.location = block, i.location
            pending.extend(reversed(site.added))
            if i.users:
                i.replace_uses(value)
            i.drop_operands()
            i.block = None
        if changed:
            block.instructions = out
        return changed

    def rule(self, i: Instruction) -> str:
        """The row that a call may be rewritten by; "" if there is none."""
        callee = i.operands[0] if type(i) is Call else None
        if type(i) is not Call or type(callee) is not Function:
            return ""
        name = callee.attributes.library
        if name not in ROWS or i.result_address is not None:
            return ""
        if bound(i):
            return ""
        return name if fits(SIGNATURES[name], i.function_type, i.argument_types, self.word) else ""


def bound(call: Call) -> bool:
    """Whether the call itself must stay: a tail call that was promised, or one whose arguments are not all there."""
    attributes = call.attributes
    return attributes is not None and (attributes.no_builtin or attributes.must_tail or attributes.forwards)


__all__ = ["ROWS", "LibraryCalls"]

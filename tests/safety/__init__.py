"""What each pass does, and what each of its safety conditions is for: one file per pass, read by test_pass_safety.py.

A file NAME.py (the pass's name, with _ for -) has

- ``SAMPLES``: IR before and after the pass.  A pass that did nothing would fail them.
- ``HAZARDS``: for each condition that the pass asks before it rewrites: the function (or value) that says it, something
  that stands in its place and finds everything safe, and a program that then goes wrong: its result is another one than
  before the pass, or the verifier refuses it.  With the condition in place the program keeps its meaning.
- ``REFUSALS``: the same for what the interpreter cannot show: the pass leaves the program alone, and would not.
- ``HARMLESS`` instead, where no answer of the pass can be wrong: why.

A text is a whole module that defines @f, or only the body of

    function @f: i32 (i32, i32, ptr, i1) (%a, %b, %p, %c)

where %p is the address of the variable @g, and what ``DECLARED`` has can be used.  A program's result is what @f
returns, what it prints, what it leaves in @g, and which volatile and atomic accesses it makes, in order.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ccore.ir import instructions as ir
from ccore.ir.interp import LIBRARY, Machine
from ccore.ir.interp.undefined import InterpreterError, ProgramExit, undetermined
from ccore.ir.module import Module
from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module
from ccore.ir.types import I8, I32
from ccore.ir.values import ConstInt
from ccore.ir.verifier import verify_module
from ccore.options import Options
from ccore.passes.manager import PassManager


class Sample(NamedTuple):
    """IR before and after one run of the pass."""

    before: str
    after: str


class Hazard(NamedTuple):
    """``condition``: what is asked, in words.  ``place``: what says it, "module.name" below ``ccore.passes``.
    ``unsafe``: what stands there instead.  ``arguments``: of runs of @f (%a, %b, %c)."""

    condition: str
    place: str
    unsafe: object
    text: str
    arguments: tuple[tuple[int, int, int], ...] = ((3, 5, 1), (3, 5, 0), (0, 0, 0))


class Refusal(NamedTuple):
    """A condition whose lack the interpreter does not see: the pass changes the text without it, and with it does not.
    ``why``: what would go wrong."""

    condition: str
    place: str
    unsafe: object
    text: str
    why: str


def always(*arguments: object) -> bool:
    """A condition that finds everything safe."""
    return True


def never(*arguments: object) -> bool:
    """A reason against the rewrite that is never seen."""
    return False


DECLARED = """
variable @g: ptr size=64 linkage=external align=16 defined
variable @h: ptr size=64 linkage=external align=16 defined
variable @w: ptr size=64 linkage=weak align=16 defined
function @putchar: i32 (i32) (%x)
function @exit: void (i32) (%x) attributes={call={noreturn}}
function @malloc: ptr (i64) (%x) attributes={call={malloc}}
function @setjmp: i32 (ptr) (%x) attributes={call={returns_twice}}
function @longjmp: void (ptr, i32) (%x, %y) attributes={call={noreturn}}
function @touch: i32 (ptr) (%x) linkage=external defined attributes={noinline} {
^entry:
  %0: i32 = load %x align=4
  %1: i32 = add %0, i32 100
  store %1, %x align=4
  ret %0
}
function @look: i32 (ptr) (%x) linkage=external defined attributes={call={pure} noinline} {
^entry:
  %0: i32 = load %x align=4
  ret %0
}
"""


def module_of(text: str) -> Module:
    """The module of a row's text."""
    if "function @f:" not in text:
        head = "function @f: i32 (i32, i32, ptr, i1) (%a, %b, %p, %c) linkage=external defined"
        text = f"{DECLARED}{head} {{\n^entry:\n{text}\n}}\n"
    module = parse_module(text)
    verify_module(module)
    return module


def decoys(sample: Sample, count: int) -> list[Module]:
    """Modules like the sample's, with other names for @f."""
    text = print_module(module_of(sample.before))
    return [parse_module(re.sub(r"@f\b", f"@d{n}", text)) for n in range(count)]


def apply(name: str, module: Module, **options: Any) -> bool:
    """Run a pass, on @f alone (or a decoy) if it works on functions; whether it changed something.  With statistics
    they are printed."""
    manager = PassManager(module, Options(level="1", verify_each=True, **options))
    pass_ = manager.make(name)
    if hasattr(pass_, "run_module"):
        changed = manager.run_module_pass(pass_)
    else:
        function = next(f for f in module.functions.values() if f.name[0] in "fd")
        changed = manager.run_on(pass_, function)
    if manager.options.pass_statistics:
        print(manager.report_statistics())
    verify_module(module)
    return changed


def check(name: str, sample: Sample) -> None:
    """Raise ``AssertionError`` where the pass makes something else of a sample."""
    module = module_of(sample.before)
    apply(name, module)
    assert print_module(module) == print_module(module_of(sample.after))


def _observe_accesses(module: Module) -> None:
    """Let the program print a letter before each access whose number and order matter."""
    say = module.functions.get("putchar")
    for function in module.functions.values():
        for block in function.blocks if say is not None else ():
            seen: list[ir.Instruction] = []
            for i in block.instructions:
                if getattr(i, "volatile", False) or getattr(i, "ordering", ""):
                    letter = ConstInt(I32, ord(i.opcode[0].upper()))
                    call = ir.Call(say, say.function_type, [letter], (I32,))
                    call.block = block
                    seen.append(call)
                seen.append(i)
            block.instructions = seen


def outcome(module: Module, hazard: Hazard) -> list[tuple[Any, ...]]:
    """The results of the runs of @f; a word for one without a meaning."""
    found: list[tuple[Any, ...]] = []
    module = parse_module(print_module(module))
    _observe_accesses(module)
    for a, b, c in hazard.arguments:
        machine = Machine(module, LIBRARY, steps=2000)
        try:
            memory = machine.address_of(module.variables["g"]) if "g" in module.variables else 0
            count = len(module.functions["f"].parameters)
            try:
                result = machine.run("f", *(a, b, memory, c)[:count])
            except ProgramExit as end:
                result = -1 - end.status
            left = [machine.load(I8, memory + n) for n in range(64)] if memory else []
            seen = ["undetermined" if undetermined(value) else value for value in (result, *left)]
            found.append((*seen, bytes(machine.output)))
        except InterpreterError as error:
            found.append((type(error).__name__,))
    return found


def has_meaning(found: list[tuple[Any, ...]]) -> bool:
    """Whether all runs ended, with results that are determined."""
    return all(len(run) > 1 and "undetermined" not in run for run in found)

"""Which passes run at which level, in which order, and why: one table.

``check_table`` proves at start-up that the table keeps the order that each pass asks for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ccore.ir.instructions import AsmGoto, Call, InlineAsm, IsConstant, ObjectSize
from ccore.ir.module import Function
from ccore.ir.values import Constant
from ccore.passes.adce import Adce
from ccore.passes.correlate import Correlate
from ccore.passes.dce import Dce
from ccore.passes.dead_arguments import DeadArguments
from ccore.passes.dse import Dse
from ccore.passes.effects import Effects
from ccore.passes.forwarders import Forwarders
from ccore.passes.global_dce import GlobalDce
from ccore.passes.gvn import Gvn
from ccore.passes.hoist import Hoist
from ccore.passes.if_convert import IfConvert
from ccore.passes.if_to_switch import IfToSwitch
from ccore.passes.induction import Induction
from ccore.passes.inline import AlwaysInline, Inline
from ccore.passes.instsimplify import InstSimplify
from ccore.passes.ipsccp import Ipsccp
from ccore.passes.jam import Jam
from ccore.passes.jump_threading import JumpThreading
from ccore.passes.known_branches import KnownBranches
from ccore.passes.library_calls import LibraryCalls
from ccore.passes.licm import Licm
from ccore.passes.loop_deletion import LoopDeletion
from ccore.passes.loop_idiom import LoopIdiom
from ccore.passes.math_calls import MathCalls
from ccore.passes.mem2reg import Mem2Reg
from ccore.passes.memory_calls import MemoryCalls
from ccore.passes.object_size import ResolveObjectSize
from ccore.passes.partial_unroll import PartialUnroll
from ccore.passes.pre import Pre
from ccore.passes.questions import LowerExpect, ResolveIsConstant
from ccore.passes.reassociate import Reassociate
from ccore.passes.rotate import Rotate
from ccore.passes.rotations import Rotations
from ccore.passes.sccp import Sccp
from ccore.passes.simplify_cfg import SimplifyCfg
from ccore.passes.sroa import Sroa
from ccore.passes.static_variables import StaticVariables
from ccore.passes.strength import Strength
from ccore.passes.switch_to_table import SwitchToTable
from ccore.passes.tail_recursion import TailRecursion
from ccore.passes.tree_height import TreeHeight
from ccore.passes.unreachable import RemoveUnreachable
from ccore.passes.unroll import Unroll
from ccore.passes.unswitch import Unswitch

REGISTRY: Final[dict[str, Callable[[], object]]] = {
    "adce": Adce,
    "always-inline": AlwaysInline,
    "correlate": Correlate,
    "dce": Dce,
    "dead-arguments": DeadArguments,
    "dse": Dse,
    "effects": Effects,
    "forwarders": Forwarders,
    "global-dce": GlobalDce,
    "gvn": Gvn,
    "hoist": Hoist,
    "if-convert": IfConvert,
    "if-to-switch": IfToSwitch,
    "induction": Induction,
    "inline": Inline,
    "inline-labels": lambda: Inline(labels_only=True),
    "instsimplify": InstSimplify,
    "ipsccp": Ipsccp,
    "is-constant": ResolveIsConstant,
    "jam": Jam,
    "jump-threading": JumpThreading,
    "known-branches": KnownBranches,
    "library-calls": LibraryCalls,
    "licm": Licm,
    "loop-deletion": LoopDeletion,
    "loop-idiom": LoopIdiom,
    "lower-expect": LowerExpect,
    "math-calls": MathCalls,
    "mem2reg": Mem2Reg,
    "memory-calls": MemoryCalls,
    "object-size": ResolveObjectSize,
    "object-size-final": lambda: ResolveObjectSize(True),
    "partial-unroll": PartialUnroll,
    "pre": Pre,
    "reassociate": Reassociate,
    "rotate": Rotate,
    "rotations": Rotations,
    "sccp": Sccp,
    "simplify-cfg": SimplifyCfg,
    "sroa": Sroa,
    "static-variables": StaticVariables,
    "strength": Strength,
    "tail-recursion": TailRecursion,
    "switch-to-table": SwitchToTable,
    "tree-height": TreeHeight,
    "unreachable": RemoveUnreachable,
    "unroll": Unroll,
    "unswitch": Unswitch,
}

SETTLE: Final = ("sroa", "mem2reg", "instsimplify", "sccp", "simplify-cfg", "dce")
"""What makes constants visible, so that inlined bodies lose the ways that are not taken."""
CLEAN: Final = SETTLE

ALL: Final = frozenset("0123szg") | {"fast"}
OPTIMISED: Final = ALL - {"0"}
ONE: Final = frozenset("1g")
LAST_WORD: Final = frozenset("01g")  # no optimiser of LLVM's follows, so ours has the last word
REPEATING: Final = ONE  # the levels at which rows that repeat do so: elsewhere LLVM's passes go on
BOUND: Final = 4  # rounds of a group that repeats


@dataclass(frozen=True, slots=True)
class Step:
    """One row.  ``settling``: at this place only for functions that need it (``needs_settlement``).
    ``required``: correctness depends on it.  ``after``: passes that must have run before, if the level has them.
    ``late``: after the plugins' passes.  ``repeat``: neighbouring rows of one group run again while any of them
    changes something, ``BOUND`` times at most."""

    name: str
    levels: frozenset[str]
    why: str
    required: bool = False
    settling: bool = False
    after: tuple[str, ...] = ()
    late: bool = False
    repeat: str = ""


PIPELINE: Final[tuple[Step, ...]] = (
    Step("known-branches", frozenset("0"), "GNU C needs no optimiser to see that x + 1 is not x"),
    Step("unreachable", ALL, "the front end leaves dead code; a dead call must not reach the linker", required=True),
    Step("forwarders", frozenset("0"), "a debugger would stop at them; and they are jumps", after=("unreachable",)),
    Step("rotations", frozenset("0"), "one instruction for two shifts, where no optimiser of LLVM's would see it"),
    Step("lower-expect", ALL, "before the folding that would lose which branch was meant", required=True),
    Step("simplify-cfg", OPTIMISED, "fewer blocks make fewer phis", after=("unreachable",)),
    Step("rotate", frozenset("1"), "what licm moves must be sure to run; before mem2reg, for no phi is in the way",
         after=("simplify-cfg",)),
    Step("memory-calls", ONE, "copies of a few bytes keep variables in memory; LLVM's optimiser knows them itself"),
    Step("sroa", OPTIMISED, "cuts structures into scalars that mem2reg can promote"),
    Step("mem2reg", OPTIMISED, "all that follows sees values, not memory", after=("sroa", "simplify-cfg")),
    Step("instsimplify", OPTIMISED, "shrinks bodies before they are copied", after=("mem2reg",), repeat="values"),
    Step("correlate", ONE, "settles branches for sccp; no pass of LLVM's follows that would", after=("mem2reg",),
         repeat="values"),
    Step("sccp", OPTIMISED, "needs values", after=("mem2reg",), repeat="values"),
    Step("simplify-cfg", OPTIMISED, "sccp decides branches", after=("sccp",), repeat="values"),
    Step("dce", OPTIMISED, "what folding left over", after=("sccp",), repeat="values"),
    Step("always-inline", ALL, "GNU C promises it; before constants are asked for, since arguments bring them",
         required=True, after=("unreachable", "lower-expect")),
    Step("tail-recursion", frozenset("1"), "a loop can be inlined; a recursive function cannot",
         after=("mem2reg", "dce")),
    Step("inline", ONE, "no inliner of LLVM's follows", after=("always-inline", "dce")),
    Step("global-dce", frozenset("1"), "a body of which only copies are used would count as a user",
         after=("inline",)),
    Step("ipsccp", frozenset("1"), "arguments that no copy has settled", after=("inline", "global-dce")),
    Step("dead-arguments", frozenset("1"), "constants have taken the place of arguments", after=("ipsccp",)),
    Step("static-variables", frozenset("1"), "loads of what is always the same are gone", after=("ipsccp",)),
    Step("inline-labels", OPTIMISED - ONE, "each copy has labels of its own", after=("always-inline", "dce")),
    Step("math-calls", OPTIMISED, "inlining has brought the arguments", after=("mem2reg", "inline", "inline-labels")),
    Step("object-size", OPTIMISED, "inlining has shown the objects", required=True, after=("always-inline",)),
    Step("library-calls", OPTIMISED, "what is checked is known; before loops are unrolled, and copies cut",
         after=("mem2reg", "inline", "object-size")),
    Step("sroa", ALL, "for constants in memory", required=True, settling=True, after=("always-inline",)),
    Step("mem2reg", ALL, "for constants in memory", required=True, settling=True, after=("sroa",)),
    Step("instsimplify", ALL, "for constant operands", required=True, settling=True, after=("mem2reg",)),
    Step("sccp", ALL, "for constant operands of inline assembly, and dead calls of error functions",
         required=True, settling=True, after=("mem2reg",)),
    Step("simplify-cfg", ALL, "drops what sccp found dead", required=True, settling=True, after=("sccp",)),
    Step("unroll", frozenset("1"), "indexes become constants, so that sroa and gvn see what lies in arrays",
         after=("inline", "mem2reg", "sccp")),
    Step("jump-threading", ONE, "calls that give a condition are inlined; gvn has fewer joins to look at",
         after=("inline", "mem2reg", "sccp")),
    Step("simplify-cfg", ONE, "the straight lines that threading leaves", after=("jump-threading",)),
    Step("if-to-switch", frozenset("1"), "no test of a chain is decided any more", after=("jump-threading",)),
    Step("switch-to-table", frozenset("1"), "what is left of cases chooses constants", after=("if-to-switch",)),
    Step("instsimplify", frozenset("1"), "constants of rounds that were written out", after=("unroll",)),
    Step("sroa", frozenset("1"), "arrays whose indexes are constants now", after=("instsimplify", "unroll")),
    Step("mem2reg", frozenset("1"), "what sroa cut", after=("sroa", "unroll")),
    Step("effects", ONE, "for the passes on memory, which ask what calls do", after=("inline", "mem2reg")),
    Step("reassociate", frozenset("1"), "gvn sees what is grouped alike, and licm what is invariant",
         after=("instsimplify",)),
    Step("gvn", ONE, "bodies are whole now, and values in registers; no pass of LLVM's follows that would",
         after=("inline", "mem2reg", "instsimplify")),
    Step("dse", ONE, "loads that took what was stored from registers are gone", after=("gvn",)),
    Step("adce", ONE, "loops whose stores were dead do nothing any more", after=("dse",)),
    Step("hoist", frozenset("1"), "after gvn has shown what is equal; licm moves what is computed on every way",
         after=("gvn",)),
    Step("licm", ONE, "after gvn has shown what is one address; no pass of LLVM's follows that would", after=("gvn",)),
    Step("mem2reg", ONE, "the locals that licm keeps stored places in", after=("licm",)),
    Step("unswitch", frozenset("1"), "what branches depend on is out of the loops", after=("licm", "mem2reg")),
    Step("induction", frozenset("1"), "what the counters are compared with is out of the loops; before the addresses "
         "are looked at", after=("licm", "mem2reg")),
    Step("loop-idiom", frozenset("1"), "counters are as wide as addresses; what is left may be a loop that only counts",
         after=("induction",)),
    Step("loop-deletion", frozenset("1"), "what is invariant is out of the loops", after=("licm", "induction")),
    Step("partial-unroll", frozenset("1"), "counters are as wide as addresses, and dead loops gone; each copy's "
         "addresses are constants away from the first one's, which strength would hide",
         after=("induction", "loop-deletion")),
    Step("strength", frozenset("1"), "counters are as wide as addresses", after=("induction",)),
    Step("pre", frozenset("1"), "what is invariant is out of the loops, and there are preheaders to compute in",
         after=("gvn", "licm", "strength")),
    Step("simplify-cfg", ONE, "preheaders that stayed empty", after=("licm", "pre")),
    Step("instsimplify", ONE, "values that were found equal, or in memory", after=("gvn",)),
    Step("dce", ONE, "addresses of loads that went", after=("gvn",)),
    Step("tree-height", frozenset("1"), "nothing looks for equal sums any more, or for invariant ones",
         after=("gvn", "licm", "instsimplify")),
    Step("if-convert", frozenset("1"), "last, since branches tell other passes more than selections", after=("dce",)),
    Step("simplify-cfg", frozenset("1"), "straight lines of what was joined", after=("if-convert",)),
    Step("is-constant", LAST_WORD, "nothing learns more after this", required=True, settling=True,
         after=("sccp",), late=True),
    Step("object-size-final", LAST_WORD, "nothing learns more after this", required=True, settling=True,
         after=("sccp",), late=True),
    Step("instsimplify", LAST_WORD, "the answers are constants", required=True, settling=True,
         after=("is-constant",), late=True),
    Step("sccp", LAST_WORD, "the answers decide branches", required=True, settling=True,
         after=("is-constant",), late=True),
    Step("simplify-cfg", LAST_WORD, "drops what the answers ruled out", required=True, settling=True,
         after=("sccp",), late=True),
    Step("library-calls", ONE, "values from memory are known, and rooms that nothing has told",
         after=("gvn", "object-size-final"), late=True),
    Step("jam", frozenset("23") | {"fast"}, "a wish of LLVM's optimiser: no pass of ours copies loops any more",
         after=("mem2reg", "dce"), late=True),
    Step("dce", OPTIMISED & LAST_WORD, "last tidying", settling=True, after=("sccp",), late=True),
    Step("global-dce", ALL, "when all calls are inlined, and dead references gone", required=True,
         after=("always-inline", "unreachable"), late=True),
)  # fmt: skip


def check_table(table: tuple[Step, ...]) -> None:
    """Raise ``ValueError`` where a row names an unknown pass, stands before one that it must follow, or (required)
    is missing from a level."""
    for level in ALL:
        ran: set[str] = set()
        coming = {s.name for s in table if level in s.levels}
        for step in table:
            if step.name not in REGISTRY:
                raise ValueError(f"pipeline: unknown pass {step.name}")
            if not step.why:
                raise ValueError(f"pipeline: {step.name} has no reason")
            if level not in step.levels:
                continue
            for earlier in step.after:
                if earlier in coming and earlier not in ran:
                    raise ValueError(f"pipeline: {step.name} must follow {earlier} at level {level}")
            ran.add(step.name)


check_table(PIPELINE)

_steps: dict[str, tuple[Step, ...]] = {}


def steps_for(level: str) -> tuple[Step, ...]:
    """The rows of a level, as -O names it; an unknown one is taken as 2."""
    if level not in ALL:
        level = "2"
    found = _steps.get(level)
    if found is None:
        found = _steps[level] = tuple(s for s in PIPELINE if level in s.levels)
    return found


def is_known_pass(name: str) -> bool:
    """Whether -disable-pass and -print-after may name it."""
    return name in REGISTRY


def wants_immediate(constraint: str) -> bool:
    """Whether an assembly constraint can be met by a constant alone: "i", "n", "I", but not "ri" or "g"."""
    letters = constraint.lstrip("=+&%")
    if letters[:1] in ("{", "@") or not letters:
        return False
    return all(c in "insEFIJKLMNOPGHeZ" or c in ",?!*#" for c in letters)


def needs_settlement(function: Function) -> bool:
    """Whether a body holds something that only constants make right: immediate operands of assembly,
    ``__builtin_constant_p``, ``__builtin_object_size``, or calls that must prove dead (attributes ``error``,
    ``warning``)."""
    for block in function.blocks:
        for i in block.instructions:
            kind = type(i)
            if kind is IsConstant or kind is ObjectSize:
                return True
            if isinstance(i, Call):
                attributes = i.attributes
                if attributes is not None and (attributes.error or attributes.warning):
                    return True
                callee = i.operands[0]
                if type(callee) is Function and (callee.attributes.call.error or callee.attributes.call.warning):
                    return True
            elif isinstance(i, (InlineAsm, AsmGoto)):
                for slot in i.slots:
                    if slot.operand >= 0 and not isinstance(i.operands[slot.operand], Constant):
                        if wants_immediate(slot.constraint):
                            return True
    return False

"""LLVM's function attributes and module flags for GNU C's attributes and GCC's options."""

from __future__ import annotations

from functools import cache
from typing import Final

from ccore.ir.instructions import Binary
from ccore.ir.mathlibrary import LIBRARY
from ccore.ir.module import Function, Module
from ccore.ir.textlibrary import SIGNATURES
from ccore.ir.types import IntType
from ccore.ir.values import CallAttributes, ConstInt
from ccore.llvm.text import quote
from ccore.options import Options, vector_registers
from ccore.target import TargetSpec
from ccore.target.x86_64 import instruction_sets
from ccore.target.x86_features import BASE, LLVM_FEATURES, OTHER_PROCESSORS

_STACK_PROTECTORS: Final = {"on": "ssp", "strong": "sspstrong", "all": "sspreq"}
_GENERAL_REGS_ONLY: Final = ["-x87", "-mmx", "-sse", "-sse2", "-avx"]


@cache
def math_flags(rules: frozenset[str], contract: bool) -> str:
    """LLVM's words for what floating-point instructions may take for granted, with a blank after each."""
    words = {
        "nnan ": "finite" in rules, "ninf ": "finite" in rules, "nsz ": "no-signed-zeros" in rules,
        "arcp ": "reciprocal" in rules, "contract ": contract, "afn ": "unsafe" in rules,
        "reassoc ": "associative" in rules,
    }  # fmt: skip
    return "fast " if all(words.values()) else "".join(word for word, given in words.items() if given)


CALLING_CONVENTIONS: Final = {"ms_abi": "win64cc ", "preserve_most": "preserve_mostcc "}
"""LLVM's word for a convention, with a blank after it."""


def target_features(options: Options, extra: list[str] | None = None) -> list[str]:
    """LLVM's feature strings ("+sse2", "-avx") that the options ask for."""
    features = list(options.features)
    if options.general_regs_only:
        features += _GENERAL_REGS_ONLY
    if options.soft_float:
        features.append("+soft-float")
    features += _thunk_features(options.indirect_branch)
    if options.harden_sls in ("all", "return"):
        features.append("+harden-sls-ret")
    if options.harden_sls in ("all", "indirect-jmp"):
        features.append("+harden-sls-ijmp")
    if "general-regs-only" in (extra or ()):
        features += _GENERAL_REGS_ONLY
    if options.features or options.cpu or extra:
        words = tuple(extra or ())
        features += _instruction_sets(instruction_sets(options, words), words)
    return features


@cache
def _instruction_sets(sets: frozenset[str], words: tuple[str, ...]) -> list[str]:
    """What is in force beyond the base sets, and what attribute target turned off: LLVM's own idea of a processor, and
    of what brings along what, is not GCC's."""
    features = [f"+{LLVM_FEATURES[name]}" for name in sorted(sets - BASE) if name in LLVM_FEATURES]
    for word in words:
        if word.startswith("no-"):
            features.append("-" + LLVM_FEATURES.get(word[3:], word[3:]))
    return features


def wide_vectors(options: Options, function: Function) -> str:
    """The instruction set, if any, whose vector registers the function's calls may use: "avx", "avx512f" or ""."""
    words = function.attributes.target_features
    if not (words or options.features or options.cpu):
        return ""
    sets = instruction_sets(options, tuple(words))
    return "avx512f" if "avx512f" in sets else "avx" if "avx" in sets else ""


def llvm_processor(name: str) -> str:
    """LLVM's name of a -march= or -mtune= value, "" for what it does not know."""
    return "" if name in OTHER_PROCESSORS else name


def _target_processors(names: list[str]) -> list[str]:
    """Attribute target("arch=haswell,tune=...") as LLVM's words; the last of a kind counts."""
    words: list[str] = []
    for name in names:
        kind, _, value = name.partition("=")
        if kind == "arch":
            words.append(f'"target-cpu"={quote(llvm_processor(value) or "x86-64")}')
        elif kind == "tune":
            words.append(f'"tune-cpu"={quote(llvm_processor(value) or "generic")}')
    return words


def _thunk_features(indirect_branch: str) -> list[str]:
    """-mindirect-branch=: thunks made by LLVM, or by somebody else under LLVM's names (GCC's too)."""
    if indirect_branch in ("thunk", "thunk-inline"):
        return ["+retpoline-indirect-calls", "+retpoline-indirect-branches"]
    if indirect_branch == "thunk-extern":
        return ["+retpoline-indirect-calls", "+retpoline-indirect-branches", "+retpoline-external-thunk"]
    return []


def _shifts_wide(module: Module) -> bool:
    """Whether 128-bit integers are shifted by variable amounts.  Where ``minsize`` stands, LLVM calls libgcc for that,
    as GCC never does: the Linux kernel, for one, has no such function."""
    return any(
        type(i) is Binary
        and i.operation in ("shl", "lshr", "ashr")
        and isinstance(i.type, IntType)
        and 64 < i.type.bits <= 128
        and type(i.operands[1]) is not ConstInt
        for function in module.functions.values()
        for block in function.blocks
        for i in block.instructions
    )


_NO_PATTERNS: Final = ('"no-builtin-memset"', '"no-builtin-memcpy"', '"no-builtin-memmove"')
"""What keeps LLVM from making calls of loops.  Those that the program wrote are instructions by then."""


def _own(module: Module) -> set[str]:
    """Library functions that the module defines itself: LLVM would take a static ``puts`` for the library's, and call
    it for a printf."""
    return {
        name for name, function in module.functions.items()
        if (name in SIGNATURES or name in LIBRARY) and function.blocks and function.linkage != "available_externally"
    }  # fmt: skip


def common_attributes(module: Module, options: Options, target: TargetSpec) -> list[str]:
    """What every definition of the module has (in all alike: LLVM's inliner may move code from any to any)."""
    words: list[str] = []
    if not options.red_zone:
        words.append("noredzone")
    if options.unwind_tables:
        words.append("uwtable")
    if options.level in ("s", "z"):
        words += ["optsize"] if _shifts_wide(module) else ["minsize", "optsize"]
    if not options.delete_null_pointer_checks:
        words.append("null_pointer_is_valid")
    if options.no_builtin or options.freestanding:
        words.append('"no-builtins"')
    else:
        words += [f'"no-builtin-{name}"' for name in sorted(options.no_builtin_functions | _own(module))]
    if not options.jump_tables:
        words.append('"no-jump-tables"="true"')
    if not options.optimize_sibling_calls:
        words.append('"disable-tail-calls"="true"')
    if options.soft_float:
        words.append('"use-soft-float"="true"')
    if options.stack_clash_protection:
        words.append('"probe-stack"="inline-asm"')
    if options.stack_protector:
        words.append('"stack-protector-buffer-size"="8"')
    words.append(f'"target-cpu"={quote(llvm_processor(options.cpu) or target.cpu)}')
    tune = llvm_processor(options.tune)
    if tune:
        words.append(f'"tune-cpu"={quote(tune)}')
    return words


def call_attribute_words(attributes: CallAttributes, in_memory: bool = False) -> list[str]:
    """What is known of a callee, said at the call or at the declaration.

    ``in_memory``: arguments or the result travel in memory, which then even a GNU const function touches."""
    words: list[str] = []
    if attributes.noreturn:
        words.append("noreturn")
    if attributes.nounwind:
        words.append("nounwind")
    if attributes.returns_twice:
        words.append("returns_twice")
    if in_memory and (attributes.const or attributes.pure):
        words.append("willreturn")
    elif attributes.const:
        words.append("willreturn memory(none)")
    elif attributes.pure:
        words.append("willreturn memory(read)")
    if attributes.cold:
        words.append("cold")
    if attributes.no_builtin:
        words.append("nobuiltin")
    if attributes.nocf_check:
        words.append("nocf_check")
    if attributes.error:
        words.append(f'"dontcall-error"={quote(attributes.error)}')
    if attributes.warning:
        words.append(f'"dontcall-warn"={quote(attributes.warning)}')
    return words


def declaration_attributes(function: Function, in_memory: bool) -> list[str]:
    """The words on a ``declare``."""
    return call_attribute_words(function.attributes.call, in_memory)


def definition_attributes(function: Function, options: Options, common: list[str], in_memory: bool) -> list[str]:
    """The words on a ``define``; ``common`` is ``common_attributes``."""
    a = function.attributes
    words = call_attribute_words(a.call, in_memory)
    words += common
    if a.no_patterns:
        words += _NO_PATTERNS
    if a.naked:
        words.append("naked")
    if a.optnone:
        words = [word for word in words if word not in ("optsize", "minsize")]  # LLVM refuses both together
        words.append("optnone")
    if a.noinline or a.optnone or a.naked:
        words.append("noinline")
    elif a.always_inline:
        words.append("alwaysinline")
    elif a.inline_hint:
        words.append("inlinehint")
    elif not options.inline and options.level != "0":
        words.append("noinline")
    words += _entry_attributes(function, options)
    if not a.no_stack_protector and not a.naked:
        wanted = "all" if a.stack_protect and options.stack_protector else options.stack_protector
        protector = _STACK_PROTECTORS.get(wanted)
        if protector:
            words.append(protector)
    zero = a.zero_call_used_regs or options.zero_call_used_regs
    if zero and zero != "skip":
        words.append(f'"zero-call-used-regs"={quote(zero)}')
    function_return = a.function_return or options.function_return
    if function_return == "thunk-extern":
        words.append("fn_ret_thunk_extern")
    if not a.naked:
        words.append(f'"frame-pointer"="{_frame_pointer(function, options)}"')
    if a.no_tail_calls and options.optimize_sibling_calls:
        words.append('"disable-tail-calls"="true"')
    if a.realign_stack or options.realign_stack:
        words.append('"stackrealign"')
    return _for_processor(words, function, options)


def _for_processor(words: list[str], function: Function, options: Options) -> list[str]:
    """The words with those of the processor and its features."""
    a = function.attributes
    processors = _target_processors(a.target_features)
    if any(word.startswith('"target-cpu"') for word in processors):
        words = [word for word in words if not word.startswith('"target-cpu"')]
    words += processors
    features = target_features(options, a.target_features)
    if a.indirect_branch:
        features = [f for f in features if "retpoline" not in f] + _thunk_features(a.indirect_branch)
    if features:
        words.append(f'"target-features"="{",".join(features)}"')
    return words


def entry_attributes(function: Function, options: Options, common: list[str]) -> list[str]:
    """The words on what saves registers before a function's body (``ccore.llvm.kept_registers``)."""
    words = call_attribute_words(function.attributes.call, True)
    words += [word for word in common if word not in ("optsize", "minsize")]
    return _for_processor([*words, "naked", "noinline"], function, options)


def _frame_pointer(function: Function, options: Options) -> str:
    if function.attributes.frame_pointer or (options.profile and not options.fentry):
        return "all"  # mcount finds the caller through it
    omit = options.omit_frame_pointer
    if omit is None:
        omit = options.level != "0"
    return "none" if omit else "all"


def _entry_attributes(function: Function, options: Options) -> list[str]:
    """What stands at the function's entry: NOPs to patch, calls to a profiler, an end-branch."""
    a = function.attributes
    words: list[str] = ["strictfp"] if "rounding" in a.math else []
    total, before = options.patchable_function_entry if a.patchable_entry is None else a.patchable_entry
    if total > before:
        words.append(f'"patchable-function-entry"="{total - before}"')
    if before:
        words.append(f'"patchable-function-prefix"="{before}"')
    if options.profile and not a.no_instrument and not a.naked:
        if options.fentry:
            words.append('"fentry-call"="true"')
            if options.nop_mcount:
                words.append('"mnop-mcount"')
            if options.record_mcount:
                words.append('"mrecord-mcount"')
        else:
            words.append('"instrument-function-entry-inlined"="mcount"')
    if options.instrument_functions and not a.no_instrument and not a.naked:
        words.append('"instrument-function-entry-inlined"="__cyg_profile_func_enter"')
        words.append('"instrument-function-exit-inlined"="__cyg_profile_func_exit"')
    return words


def module_flags(options: Options) -> list[str]:
    """The module flags as metadata nodes, without their numbers."""
    flags: list[str] = []
    if options.debug:
        flags += ['i32 2, !"Debug Info Version", i32 3', f'i32 7, !"Dwarf Version", i32 {options.dwarf_version}']
    flags += ['i32 1, !"wchar_size", i32 ' + ("2" if options.short_wchar else "4")]
    if not vector_registers(options):
        # Without vector registers a variadic callee does not read %al.
        flags.append('i32 1, !"SkipRaxSetup", i32 1')
    if options.pic:
        flags.append(f'i32 8, !"PIC Level", i32 {options.pic}')
    elif options.pie:
        flags.append(f'i32 8, !"PIC Level", i32 {options.pie}')
    if options.pie and not options.pic:
        flags.append(f'i32 7, !"PIE Level", i32 {options.pie}')
    if options.semantic_interposition and options.pic:
        flags.append('i32 1, !"SemanticInterposition", i32 1')
    models = {"tiny": 0, "kernel": 2, "medium": 3, "large": 4}
    if options.code_model in models:
        flags.append(f'i32 1, !"Code Model", i32 {models[options.code_model]}')
    if options.unwind_tables:
        flags.append('i32 7, !"uwtable", i32 2')
    if options.omit_frame_pointer is False:
        flags.append('i32 7, !"frame-pointer", i32 2')
    if options.cf_protection in ("branch", "full"):
        flags.append('i32 8, !"cf-protection-branch", i32 1')
    if options.cf_protection in ("return", "full"):
        flags.append('i32 8, !"cf-protection-return", i32 1')
    if options.function_return == "thunk-extern":
        flags.append('i32 8, !"function_return_thunk_extern", i32 1')
    if options.indirect_branch_cs_prefix:
        flags.append('i32 8, !"indirect_branch_cs_prefix", i32 1')
    if options.stack_protector_guard:
        flags.append(f'i32 1, !"stack-protector-guard", !{quote(options.stack_protector_guard)}')
    if options.stack_protector_guard_reg:
        flags.append(f'i32 1, !"stack-protector-guard-reg", !{quote(options.stack_protector_guard_reg)}')
    if options.stack_protector_guard_symbol:
        flags.append(f'i32 1, !"stack-protector-guard-symbol", !{quote(options.stack_protector_guard_symbol)}')
    if options.stack_protector_guard_offset is not None:
        flags.append(f'i32 1, !"stack-protector-guard-offset", i32 {options.stack_protector_guard_offset}')
    if options.preferred_stack_boundary:
        flags.append(f'i32 1, !"override-stack-alignment", i32 {1 << options.preferred_stack_boundary}')
    return flags

"""The -f and -m options, and what each sets.

``read_flag`` and ``read_machine`` take a word without its "-f" or "-m".  What changes code and is not implemented
gives a warning.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ccore import charsets
from ccore.diagnostics.spelling import suggestion
from ccore.gcc_options import ABSENT_FEATURES, FEATURES, LLVM_PROCESSORS, SANITIZERS, SILENT, SILENT_PREFIXES, TUNING
from ccore.invocation import Invocation, UsageError
from ccore.options import MATH, follow_math
from ccore.target.x86_features import OTHER_PROCESSORS
from ccore.target.x86_host import native

_FlagAction = Callable[[Invocation, str, bool], None]
_MachineAction = Callable[[Invocation, str], None]


def read_flag(invocation: Invocation, name: str) -> None:
    """Follow ``-fname``.  Raises ``UsageError`` for a value that the option does not take."""
    on = not name.startswith("no-")
    base = name if on else name[3:]
    key, _, value = base.partition("=")
    options = invocation.options
    if base in MATH:
        invocation.math.append((base, on))
    elif base in _FLAGS:
        setattr(options, _FLAGS[base], on)
    elif base in _NEGATED_FLAGS:
        setattr(options, _NEGATED_FLAGS[base], not on)
    elif key in _FLAG_HANDLERS:
        _FLAG_HANDLERS[key](invocation, value, on)
    elif base.startswith("builtin-"):
        if not on:
            options.no_builtin_functions.add(base[8:])
    elif base not in TUNING and not _silent("-f" + name):
        invocation.unsupported("-f" + name)


def knows_flag(name: str) -> bool:
    """Whether ``-fname`` has an effect, or none that a program could notice."""
    base = name.removeprefix("no-")
    known = base in MATH or base in _FLAGS or base in _NEGATED_FLAGS or base in TUNING
    return known or base.partition("=")[0] in _FLAG_HANDLERS or _silent("-f" + name)


def read_machine(invocation: Invocation, name: str) -> None:
    """Follow ``-mname``.  Raises ``UsageError`` for a value that the option does not take."""
    on = not name.startswith("no-")
    base = name if on else name[3:]
    key, equals, value = base.partition("=")
    options = invocation.options
    if on and equals and key in _MACHINE:
        _MACHINE[key](invocation, value)
    elif base in _MACHINE_FLAGS:
        setattr(options, _MACHINE_FLAGS[base], on)
    elif base in FEATURES:
        # GCC's sse4 is both parts: it goes when the first of them goes.
        options.features.append("+" + FEATURES[base] if on else "-" + ("sse4.1" if base == "sse4" else FEATURES[base]))
    elif (on or base not in ABSENT_FEATURES) and not _silent("-m" + name):
        invocation.unsupported("-m" + name)


def _silent(word: str) -> bool:
    return word in SILENT or word.startswith(SILENT_PREFIXES)


# -fname sets the field to True, -fno-name to False.
_FLAGS: Final = {
    "allow-parameterless-variadic-functions": "parameterless_variadic",
    "non-call-exceptions": "non_call_exceptions",
    "freestanding": "freestanding",
    "asm": "gnu_keywords",
    "short-wchar": "short_wchar",
    "short-enums": "short_enums",
    "gnu89-inline": "gnu89_inline",
    "ms-extensions": "ms_extensions",
    "plan9-extensions": "plan9_extensions",
    "common": "common",
    "lax-vector-conversions": "lax_vector_conversions",
    "lazy-headers": "lazy_headers",
    "strict-aliasing": "strict_aliasing",
    "delete-null-pointer-checks": "delete_null_pointer_checks",
    "jump-tables": "jump_tables",
    "tree-loop-distribute-patterns": "loop_patterns",
    "unroll-loops": "unroll_loops",
    "unroll-all-loops": "unroll_all_loops",
    "leading-underscore": "leading_underscore",
    "function-sections": "function_sections",
    "data-sections": "data_sections",
    "omit-frame-pointer": "omit_frame_pointer",
    "optimize-sibling-calls": "optimize_sibling_calls",
    "asynchronous-unwind-tables": "unwind_tables",
    "stack-clash-protection": "stack_clash_protection",
    "semantic-interposition": "semantic_interposition",
    "inline": "inline",
    "merge-constants": "merge_constants",
    "merge-all-constants": "merge_all_constants",
    "signed-char": "signed_char",
    "signed-bitfields": "signed_bitfields",
    "integrated-as": "integrated_assembler",
    "wrapv-pointer": "wrapv",
    "profile": "profile",
    "instrument-functions": "instrument_functions",
    "time-passes": "time_passes",
    "verify-each": "verify_each",
    "print-changed": "print_changed",
    "stats": "pass_statistics",
}
_NEGATED_FLAGS: Final = {"hosted": "freestanding", "strict-overflow": "wrapv", "unsigned-char": "signed_char",
                         "unsigned-bitfields": "signed_bitfields"}  # fmt: skip


def settle_math(invocation: Invocation) -> None:
    """Follow the options of ``MATH`` in their order; -Ofast counts as -ffast-math before the first of them."""
    options = invocation.options
    words = list(invocation.math)
    if options.level == "fast":
        words.insert(0, ("fast-math", True))
    follow_math(options, words)
    if options.associative_math and (options.trapping_math or options.signed_zeros):
        invocation.warnings.append("'-fassociative-math' disabled; other options take precedence")
        options.associative_math = False
    if options.signaling_nans:
        options.trapping_math = True  # as GCC: otherwise they would mean nothing


def _number(name: str, value: str) -> int:
    if not value.isdecimal():
        raise UsageError(f"argument to '{name}' should be a non-negative integer")
    return int(value)


def _position(kind: str, level: int) -> _FlagAction:
    """-fpic, -fPIC, -fpie, -fPIE and their negations: the last one counts."""

    def action(invocation: Invocation, value: str, on: bool) -> None:
        invocation.default_pie = False
        invocation.options.pic = level if on and kind == "pic" else 0
        invocation.options.pie = level if on and kind == "pie" else 0

    return action


def _builtin(invocation: Invocation, value: str, on: bool) -> None:
    invocation.options.no_builtin = not on


def _fixed(name: str, value: object, off: object) -> _FlagAction:
    def action(invocation: Invocation, _value: str, on: bool) -> None:
        setattr(invocation.options, name, value if on else off)

    return action


def _choice(option: str, name: str, values: str, default: str = "", off: str = "", message: str = "") -> _FlagAction:
    """-fname=value with one of the values; ``off`` for -fno-name."""
    allowed = values.split()

    def action(invocation: Invocation, value: str, on: bool) -> None:
        value = value or default
        if on and value not in allowed:
            said = message or "unrecognized argument in option '{option}={value}'"
            hint = f"; valid arguments to '{option}=' are: {' '.join(sorted(allowed))}"
            raise UsageError(said.format(option=option, value=value) + hint)
        setattr(invocation.options, name, value if on else off)

    return action


def _charset(name: str, message: str) -> _FlagAction:
    """-finput-charset and its kin."""

    def action(invocation: Invocation, value: str, on: bool) -> None:
        try:
            codec = charsets.lookup(value)
        except LookupError:
            raise UsageError(message.format(value) + " not supported by iconv") from None
        usual = codec == "utf-8" and name != "wide_exec_charset"
        setattr(invocation.options, name, "" if usual else codec)

    return action


def _overflow(name: str, other: str) -> _FlagAction:
    """-fwrapv, -ftrapv: the later one counts."""

    def action(invocation: Invocation, value: str, on: bool) -> None:
        setattr(invocation.options, name, on)
        if on:
            setattr(invocation.options, other, False)

    return action


def _patchable(invocation: Invocation, value: str, on: bool) -> None:
    parts = value.split(",")
    if len(parts) > 2 or not all(part.isdecimal() for part in parts) or int(parts[-1]) > int(parts[0]):
        raise UsageError(f"invalid arguments for '-fpatchable-function-entry': '{value}'")
    invocation.options.patchable_function_entry = (int(parts[0]), int(parts[1]) if len(parts) > 1 else 0)


def _prefix_map(invocation: Invocation, value: str, on: bool) -> None:
    old, equals, new = value.partition("=")
    if not equals:
        raise UsageError(f"invalid argument '{value}' to '-fmacro-prefix-map'")
    invocation.options.path_prefix_map.append((old, new))


def _debug_prefix_map(invocation: Invocation, value: str, on: bool) -> None:
    old, equals, new = value.partition("=")
    if not equals:
        raise UsageError(f"invalid argument '{value}' to '-fdebug-prefix-map'")
    invocation.options.debug_prefix_map.append((old, new))


def _file_prefix_map(invocation: Invocation, value: str, on: bool) -> None:
    _prefix_map(invocation, value, on)
    _debug_prefix_map(invocation, value, on)


def _align_functions(invocation: Invocation, value: str, on: bool) -> None:
    first = value.split(":")[0].split(",")[0]
    if first and not first.isdecimal():
        raise UsageError(f"invalid arguments for '-falign-functions' option: '{value}'")
    invocation.options.align_functions = int(first) if on and first else 0


def _fuse(invocation: Invocation, value: str, on: bool) -> None:
    linkers = {"bfd": "ld.bfd", "lld": "ld.lld", "gold": "ld.gold", "mold": "mold"}
    if value not in linkers:
        raise UsageError(f"unrecognized command-line option '-fuse-ld={value}'")
    invocation.linker.linker = linkers[value]


def _uninitialized(invocation: Invocation, value: str, on: bool) -> None:
    _choice("-ftrivial-auto-var-init", "trivial_auto_var_init", "zero pattern uninitialized")(invocation, value, on)
    if invocation.options.trivial_auto_var_init == "uninitialized":
        invocation.options.trivial_auto_var_init = ""


def _tls_model(invocation: Invocation, value: str, on: bool) -> None:
    _choice(
        "-ftls-model", "tls_model", "global-dynamic local-dynamic initial-exec local-exec",
        message="unknown TLS model '{value}'",
    )(invocation, value, on)  # fmt: skip
    if value == "global-dynamic":
        invocation.options.tls_model = "general-dynamic"


def _contract(invocation: Invocation, value: str, on: bool) -> None:
    message = "unknown floating point contraction style '{value}'"
    _choice("-ffp-contract", "fp_contract", "fast on off", "", "off", message)(invocation, value, on)
    if value == "on":  # as GCC, which has no contraction within expressions alone
        invocation.options.fp_contract = "off"


def _lto(invocation: Invocation, value: str, on: bool) -> None:
    if on:
        invocation.warnings.append("option '-flto' is not supported; objects hold machine code as without it")


def _style(name: str, value: object, off: object) -> _FlagAction:
    def action(invocation: Invocation, _value: str, on: bool) -> None:
        setattr(invocation.options.style, name, value if on else off)

    return action


def _style_number(option: str, name: str) -> _FlagAction:
    def action(invocation: Invocation, value: str, on: bool) -> None:
        setattr(invocation.options.style, name, _number(option, value))

    return action


def _color(invocation: Invocation, value: str, on: bool) -> None:
    if value not in ("", "auto", "always", "never"):
        raise UsageError(f"unrecognized argument in option '-fdiagnostics-color={value}'")
    invocation.options.style.color = (value or "always") if on else "never"


def _message_format(invocation: Invocation, value: str, on: bool) -> None:
    forms = "json json-file json-stderr sarif-file sarif-stderr text"
    if value not in forms.split():
        hint = f"valid arguments to '-fdiagnostics-format=' are: {forms}"
        raise UsageError(f"unrecognized argument in option '-fdiagnostics-format={value}'; {hint}")
    invocation.options.style.format = value


def _column_unit(invocation: Invocation, value: str, on: bool) -> None:
    if value not in ("byte", "display"):
        raise UsageError(f"unrecognized argument in option '-fdiagnostics-column-unit={value}'")
    invocation.options.style.byte_columns = value == "byte"


def _plain_output(invocation: Invocation, value: str, on: bool) -> None:
    style = invocation.options.style
    style.color, style.caret, style.line_numbers, style.width = "never", False, False, 0


def _sanitize(invocation: Invocation, value: str, on: bool) -> None:
    word = "-fsanitize=" if on else "-fno-sanitize="
    for name in value.split(","):
        if name == "all" and on:
            raise UsageError("'-fsanitize=all' option is not valid")
        if name not in SANITIZERS and name != "all":
            near = suggestion(name, sorted(SANITIZERS))
            hint = f"; did you mean '{near}'?" if near else ""
            raise UsageError(f"unrecognized argument to '{word}' option: '{name}'{hint}")
    if on:
        invocation.unsupported(word + value)


def _unwind_tables(invocation: Invocation, value: str, on: bool) -> None:
    """Those that are asynchronous serve, too, and are there unless -fno-asynchronous-unwind-tables is given."""
    invocation.options.unwind_tables = invocation.options.unwind_tables or on


def _tracking(invocation: Invocation, value: str, on: bool) -> None:
    """Of GCC's levels 0 to 2 only 0 changes what a program could notice: the lines of macro arguments."""
    invocation.options.track_macro_expansion = on and value != "0"


def _pass_limit(invocation: Invocation, value: str, on: bool) -> None:
    number = value.removeprefix("-")
    if not number.isdecimal():
        raise UsageError("argument to '-opt-bisect=' should be a number of runs of passes, or -1 for all")
    invocation.options.opt_bisect = -1 if number != value else int(number)


def _bisect(invocation: Invocation, value: str, on: bool) -> None:
    invocation.options.bisect = value if on else ""


def _error_limit(invocation: Invocation, value: str, on: bool) -> None:
    invocation.options.error_limit = _number("-fmax-errors=", value)


def _pack_struct(invocation: Invocation, value: str, on: bool) -> None:
    options = invocation.options
    if not value:
        options.pack_struct = -1 if on else max(options.pack_struct, 0)
        return
    number = _number("-fpack-struct=", value)
    if number not in (1, 2, 4, 8, 16):
        raise UsageError(f"structure alignment must be a small power of two, not {number}")
    options.pack_struct = number


_FLAG_HANDLERS: Final[dict[str, _FlagAction]] = {
    "trapv": _overflow("trapv", "wrapv"),
    "wrapv": _overflow("wrapv", "trapv"),
    "pic": _position("pic", 1),
    "PIC": _position("pic", 2),
    "pie": _position("pie", 1),
    "PIE": _position("pie", 2),
    "builtin": _builtin,
    "stack-protector": _fixed("stack_protector", "on", ""),
    "stack-protector-strong": _fixed("stack_protector", "strong", ""),
    "stack-protector-all": _fixed("stack_protector", "all", ""),
    "stack-protector-explicit": _fixed("stack_protector", "explicit", ""),
    "cf-protection": _choice(
        "-fcf-protection", "cf_protection", "none branch return full", "full", "none",
        "unknown Control-Flow Protection Level '{value}'",
    ),
    "input-charset": _charset("input_charset", "conversion from {} to UTF-8"),
    "exec-charset": _charset("exec_charset", "conversion from UTF-8 to {}"),
    "wide-exec-charset": _charset("wide_exec_charset", "conversion from UTF-8 to {}"),
    "sso-struct": _choice(
        "-fsso-struct", "storage_order", "big-endian little-endian native", "", "native",
        "unrecognized scalar storage order value '{value}'",
    ),
    "visibility": _choice(
        "-fvisibility", "visibility", "default hidden internal protected", "", "default",
        "unrecognized visibility value '{value}'",
    ),
    "tls-model": _tls_model,
    "zero-call-used-regs": _choice(
        "-fzero-call-used-regs", "zero_call_used_regs",
        "skip used-gpr-arg used-gpr used-arg used all-gpr-arg all-gpr all-arg all",
    ),
    "trivial-auto-var-init": _uninitialized,
    "patchable-function-entry": _patchable,
    "macro-prefix-map": _prefix_map,
    "debug-prefix-map": _debug_prefix_map,
    "file-prefix-map": _file_prefix_map,
    "align-functions": _align_functions,
    "use-ld": _fuse,
    "fp-contract": _contract,
    "fp-int-builtin-inexact": lambda invocation, value, on: None,
    "max-errors": _error_limit,
    "diagnostics-color": _color,
    "diagnostics-show-caret": _style("caret", True, False),
    "diagnostics-show-line-numbers": _style("line_numbers", True, False),
    "diagnostics-show-option": _style("option", True, False),
    "diagnostics-parseable-fixits": _style("parseable_fixits", True, False),
    "diagnostics-plain-output": _plain_output,
    "diagnostics-format": _message_format,
    "diagnostics-column-unit": _column_unit,
    "diagnostics-column-origin": _style_number("-fdiagnostics-column-origin=", "origin"),
    "message-length": _style_number("-fmessage-length=", "width"),
    "tabstop": _style_number("-ftabstop=", "tab"),
    "show-column": _style("columns", True, False),
    "track-macro-expansion": _tracking,
    "plugin": lambda invocation, value, on: invocation.options.plugins.append(value),
    "lto": _lto,
    "pack-struct": _pack_struct,
    "sanitize": _sanitize,
    "unwind-tables": _unwind_tables,
    "disable-pass": lambda invocation, value, on: invocation.options.disabled_passes.update(value.split(",")),
    "print-before": lambda invocation, value, on: invocation.options.print_before.update(value.split(",")),
    "print-after": lambda invocation, value, on: invocation.options.print_after.update(value.split(",")),
    "opt-bisect": _pass_limit,
    "bisect": _bisect,
}  # fmt: skip

_MACHINE_FLAGS: Final = {
    "red-zone": "red_zone",
    "general-regs-only": "general_regs_only",
    "stackrealign": "realign_stack",
    "ms-bitfields": "ms_bitfields",
    "soft-float": "soft_float",
    "fentry": "fentry",
    "record-mcount": "record_mcount",
    "nop-mcount": "nop_mcount",
    "indirect-branch-register": "indirect_branch_register",
    "indirect-branch-cs-prefix": "indirect_branch_cs_prefix",
}


def _machine_choice(option: str, name: str, values: str) -> _MachineAction:
    choose = _choice("-m" + option, name, values)
    return lambda invocation, value: choose(invocation, value, True)


def _processor(option: str, name: str, also: str = "") -> _MachineAction:
    def action(invocation: Invocation, value: str) -> None:
        if value == "native":
            value, features = native()
            if name == "cpu":
                invocation.options.features[:0] = features
        elif value not in OTHER_PROCESSORS and value not in LLVM_PROCESSORS and value not in also.split():
            raise UsageError(f"bad value '{value}' for '-m{option}=' switch")
        setattr(invocation.options, name, value)

    return action


def _machine_number(option: str, name: str) -> _MachineAction:
    return lambda invocation, value: setattr(invocation.options, name, _number("-m" + option + "=", value))


def _guard_symbol(invocation: Invocation, value: str) -> None:
    invocation.options.stack_protector_guard_symbol = value


def _guard_offset(invocation: Invocation, value: str) -> None:
    try:
        invocation.options.stack_protector_guard_offset = int(value, 0)
    except ValueError:
        raise UsageError(f"'{value}' is not a valid offset in '-mstack-protector-guard-offset='") from None


_MACHINE: Final[dict[str, _MachineAction]] = {
    "cmodel": _machine_choice("cmodel", "code_model", "small kernel medium large"),
    "arch": _processor("arch", "cpu"),
    "tune": _processor("tune", "tune", "generic intel"),
    "cpu": _processor("cpu", "tune", "generic intel"),
    "regparm": _machine_number("regparm", "regparm"),
    "preferred-stack-boundary": _machine_number("preferred-stack-boundary", "preferred_stack_boundary"),
    "incoming-stack-boundary": lambda invocation, value: None,  # no code relies on what the caller aligned
    "indirect-branch": _machine_choice("indirect-branch", "indirect_branch", "keep thunk thunk-inline thunk-extern"),
    "function-return": _machine_choice("function-return", "function_return", "keep thunk thunk-inline thunk-extern"),
    "harden-sls": _machine_choice("harden-sls", "harden_sls", "none all return indirect-jmp"),
    "stack-protector-guard": _machine_choice("stack-protector-guard", "stack_protector_guard", "tls global"),
    "stack-protector-guard-reg": _machine_choice("stack-protector-guard-reg", "stack_protector_guard_reg", "fs gs"),
    "stack-protector-guard-symbol": _guard_symbol,
    "stack-protector-guard-offset": _guard_offset,
}

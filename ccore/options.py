"""Everything that a command line or a library caller can ask of one compilation.

One flat, typed record: each phase reads the fields of its own part.  ``ccore.cli`` fills it from GCC's
options, ``ccore.compile`` from keywords.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ccore.diagnostics import Diagnostics
from ccore.diagnostics.groups import resolve
from ccore.diagnostics.style import Style
from ccore.dialect import DIALECTS, Dialect


@dataclass(slots=True, eq=False, repr=False)  # without what nobody asks for it is made several times faster
class Options:
    # Language
    standard: str = "gnu17"  # as -std= names it
    gnu_keywords: bool | None = None  # -fasm, -fno-asm: asm, typeof and C89's inline; None: as the standard says
    freestanding: bool = False
    signed_char: bool | None = None  # None: the target's own choice (-fsigned-char, -funsigned-char)
    signed_bitfields: bool = True  # false: -funsigned-bitfields, of bit-fields whose type does not say "signed"
    short_wchar: bool = False  # -fshort-wchar
    short_enums: bool = False
    pack_struct: int = 0  # -fpack-struct=: the limit of #pragma pack at the start; -1: every structure is packed
    ms_bitfields: bool = False  # -mms-bitfields: Microsoft's layout of records without attribute gcc_struct
    input_charset: str = ""  # -finput-charset: that of source files; "": UTF-8, with any other bytes kept
    exec_charset: str = ""  # -fexec-charset: that of narrow strings and characters; "": UTF-8
    wide_exec_charset: str = ""  # -fwide-exec-charset: that of L"" and L''; "": UTF-32 or UTF-16, as wchar_t is wide
    storage_order: str = ""  # -fsso-struct: that of structures without another, "": native
    no_builtin: bool = False  # -fno-builtin
    no_builtin_functions: set[str] = field(default_factory=set)  # -fno-builtin-NAME
    gnu89_inline: bool = False
    plan9_extensions: bool = False  # the same; a typedef's name is that member's, and pointers convert to one to it
    ms_extensions: bool = False  # -fms-extensions: anonymous members of a tagged or typedef'd structure
    common: bool = False  # -fcommon
    parameterless_variadic: bool = False  # -fallow-parameterless-variadic-functions
    lax_vector_conversions: bool = False
    lazy_headers: bool = True  # -fno-lazy-headers: parse every item, reached or not

    # Preprocessor
    macros: list[tuple[str, str | None]] = field(default_factory=list)
    """-D (name, definition) and -U (name, None), in order.  The name may carry parameters: ``f(x)``."""
    include_quote: list[str] = field(default_factory=list)  # -iquote
    include_dirs: list[str] = field(default_factory=list)  # -I
    include_system: list[str] = field(default_factory=list)  # -isystem
    embed_dirs: list[str] = field(default_factory=list)  # --embed-dir=
    include_after: list[str] = field(default_factory=list)  # -idirafter
    standard_includes: bool = True  # false: -nostdinc
    includes: list[str] = field(default_factory=list)  # -include
    imacros: list[str] = field(default_factory=list)  # -imacros
    missing_headers: bool = False  # -MG: a header that is not there will be made, and is a dependency
    track_macro_expansion: bool = True  # -ftrack-macro-expansion=0: __LINE__ in an argument is the line of the call
    undef_all: bool = False  # -undef
    path_prefix_map: list[tuple[str, str]] = field(default_factory=list)  # -fmacro-prefix-map, -ffile-prefix-map
    assembler_source: bool = False  # -x assembler-with-cpp: keep what a C token is not, define __ASSEMBLER__
    keep_comments: bool = False  # -C
    trigraphs: bool | None = None  # -trigraphs; None: as the standard says (off in GNU modes)
    sysroot: str = ""

    # Code generation
    level: str = "0"  # 0 1 2 3 s z g fast
    interpreted: bool = False  # -run-ir: addresses are computed as written, so that wrong ones are noticed
    target: str = "x86_64"  # a key of ccore.target.TARGETS
    pic: int = 0  # 0, 1 (-fpic), 2 (-fPIC)
    pie: int = 0  # 0, 1 (-fpie), 2 (-fPIE)
    code_model: str = "small"  # small kernel medium large
    red_zone: bool = True
    leading_underscore: bool = False  # -fleading-underscore: before each symbol whose name is not an asm label
    features: list[str] = field(default_factory=list)  # LLVM feature strings from -m options: "-sse2"
    cpu: str = ""  # -march=
    tune: str = ""  # -mtune=
    soft_float: bool = False
    general_regs_only: bool = False
    realign_stack: bool = False  # -mstackrealign
    strict_aliasing: bool | None = None  # None: as the level says; ``typed_accesses`` answers
    wrapv: bool = False
    trapv: bool = False  # -ftrapv: signed overflow calls abort
    non_call_exceptions: bool = False  # -fnon-call-exceptions: what traps does so even if nothing uses its result
    delete_null_pointer_checks: bool = True
    jump_tables: bool = True
    unroll_loops: bool | None = None  # -funroll-loops, -fno-unroll-loops; None: as the level does
    loop_patterns: bool = True  # -ftree-loop-distribute-patterns: loops may become calls of memset and memcpy
    unroll_all_loops: bool = False  # even those of which nobody knows how often they go round
    stack_protector: str = ""  # "", "on", "strong", "all", "explicit"
    stack_protector_guard: str = ""  # "global" or "tls"
    stack_protector_guard_reg: str = ""
    stack_protector_guard_symbol: str = ""
    stack_protector_guard_offset: int | None = None
    indirect_branch: str = "keep"  # -mindirect-branch= keep thunk thunk-inline thunk-extern
    indirect_branch_register: bool = False
    indirect_branch_cs_prefix: bool = False
    function_return: str = "keep"  # -mfunction-return=
    harden_sls: str = ""  # -mharden-sls=
    cf_protection: str = "none"  # none branch return full
    function_sections: bool = False
    data_sections: bool = False
    patchable_function_entry: tuple[int, int] = (0, 0)  # NOPs in all, of them before the entry
    align_functions: int = 0
    zero_call_used_regs: str = ""
    trivial_auto_var_init: str = ""  # "", "zero", "pattern"
    omit_frame_pointer: bool | None = None
    optimize_sibling_calls: bool = True
    unwind_tables: bool = True  # false: -fno-asynchronous-unwind-tables
    preferred_stack_boundary: int = 0  # log2, 0: the target's own
    stack_clash_protection: bool = False
    visibility: str = "default"
    semantic_interposition: bool = True
    math_errno: bool = True
    trapping_math: bool = True
    signed_zeros: bool = True
    finite_math: bool = False  # -ffinite-math-only
    unsafe_math: bool = False  # -funsafe-math-optimizations
    associative_math: bool = False
    reciprocal_math: bool = False
    complex_method: str = ""  # "": by C17 Annex G; "limited" (-fcx-limited-range), "fortran" (-fcx-fortran-rules)
    rounding_math: bool = False
    signaling_nans: bool = False
    single_precision_constant: bool = False
    fp_contract: str = "fast"
    inline: bool = True  # false: -fno-inline
    profile: bool = False  # -pg
    instrument_functions: bool = False  # -finstrument-functions
    fentry: bool = False  # -mfentry
    record_mcount: bool = False
    nop_mcount: bool = False
    stack_usage: bool = False
    tls_model: str = ""
    debug: int = 0  # -g level
    dwarf_version: int = 5  # -gdwarf-
    debug_prefix_map: list[tuple[str, str]] = field(default_factory=list)  # -fdebug-prefix-map, -ffile-prefix-map
    debug_columns: bool = True  # false: -gno-column-info
    debug_compression: str = ""  # -gz=: "", "zlib", "zlib-gnu"
    merge_constants: bool = True
    merge_all_constants: bool = False
    no_common_symbols: bool = True
    strict_flex_arrays: int = 0
    bits: int = 64  # -m64 -m32 -m16
    regparm: int = 0  # -mregparm= (i386)
    assembler_options: list[str] = field(default_factory=list)  # -Wa,
    integrated_assembler: bool = True

    # Passes
    disabled_passes: set[str] = field(default_factory=set)
    print_before: set[str] = field(default_factory=set)
    print_after: set[str] = field(default_factory=set)
    print_changed: bool = False
    pass_statistics: bool = False  # -stats
    opt_bisect: int | None = None  # -opt-bisect=N
    bisect: str = ""  # -fbisect=PATTERN
    time_passes: bool = False
    verify_each: bool = False
    plugins: list[str] = field(default_factory=list)  # -fplugin=FILE.py

    # Diagnostics
    warnings: list[str] = field(default_factory=list)
    """Words after -W in their order, as ``ccore.diagnostics.groups.resolve`` reads them: "no-unused", "error=vla"."""
    warnings_as_errors: bool = False
    no_warnings: bool = False
    pedantic_errors: bool = False
    error_limit: int = 0  # -fmax-errors=; 0: none
    fatal_errors: bool = False  # -Wfatal-errors
    style: Style = field(default_factory=Style)

    def diagnostics(self) -> Diagnostics:
        """A collector that follows these options' settings."""
        return Diagnostics(
            resolve(self.warnings, self.standard),
            self.warnings_as_errors,
            self.no_warnings,
            error_limit=self.error_limit,
            fatal_errors=self.fatal_errors,
            pedantic_errors=self.pedantic_errors,
            year=self.dialect.year,
        )

    @property
    def dialect(self) -> Dialect:
        """What ``standard`` names."""
        return DIALECTS[self.standard]

    @property
    def optimizing(self) -> bool:
        """Whether ``__OPTIMIZE__`` is defined."""
        return self.level != "0"

    @property
    def fast_math(self) -> bool:
        """Whether ``__FAST_MATH__`` is defined."""
        careful = self.trapping_math or self.signed_zeros or self.math_errno
        return self.unsafe_math and self.finite_math and not careful

    @property
    def position_independent(self) -> bool:
        return bool(self.pic or self.pie)


def vector_registers(options: Options) -> bool:
    """Whether the code may use them; a kernel's may not."""
    return not options.general_regs_only and "-sse" not in options.features


def x87_registers(options: Options) -> bool:
    """As ``vector_registers``."""
    given = options.features
    return not (options.soft_float or options.general_regs_only or "-x87" in given or "-80387" in given)


def typed_accesses(options: Options, words: Sequence[object] = ()) -> bool:
    """Whether code may rely on an object's being accessed by its own type (C17 6.5p7): -fstrict-aliasing, which GCC has
    at -O2, -O3 and -Os.  ``words``: what attribute ``optimize`` or such a pragma says of the function; a level among
    them that is none of these turns it off; none turns it on."""
    on = options.strict_aliasing
    if on is None:
        on = options.level not in ("0", "1", "g")
    for word in (word for value in words for word in str(value).replace(",", " ").split()):
        name = word.removeprefix("-").removeprefix("f")
        if name in ("strict-aliasing", "no-strict-aliasing"):
            on = name == "strict-aliasing"
        elif name in ("0", "1", "O0", "O1", "Og", "g"):
            on = False
    return on


# What floating-point arithmetic may take for granted: -fname gives the field the first value, -fno-name the second.
MATH: Final[dict[str, tuple[str, object, object]]] = {
    "math-errno": ("math_errno", True, False),
    "trapping-math": ("trapping_math", True, False),
    "signed-zeros": ("signed_zeros", True, False),
    "finite-math-only": ("finite_math", True, False),
    "associative-math": ("associative_math", True, False),
    "reciprocal-math": ("reciprocal_math", True, False),
    "cx-limited-range": ("complex_method", "limited", ""),
    "cx-fortran-rules": ("complex_method", "fortran", ""),
    "rounding-math": ("rounding_math", True, False),
    "signaling-nans": ("signaling_nans", True, False),
    "single-precision-constant": ("single_precision_constant", True, False),
    "unsafe-math-optimizations": ("unsafe_math", True, False),
    "fast-math": ("unsafe_math", True, False),
}


def math_rules(options: Options) -> frozenset[str]:
    """What floating-point arithmetic may take for granted.

    ``finite``: neither NaNs nor infinities; ``unsafe``: approximations and algebra serve; ``associative``,
    ``reciprocal``; ``no-signed-zeros``; ``no-errno``.  ``signaling-nans`` and ``rounding`` forbid: what they
    name must be seen to.
    """
    zeros = not options.signed_zeros
    words = {
        "finite": options.finite_math, "unsafe": options.unsafe_math, "reciprocal": options.reciprocal_math,
        "associative": options.associative_math and zeros and not options.trapping_math,
        "no-signed-zeros": zeros, "no-errno": not options.math_errno, "signaling-nans": options.signaling_nans,
        "rounding": options.rounding_math,
    }  # fmt: skip
    return frozenset(word for word, given in words.items() if given)


def optimize_words(values: Sequence[object]) -> list[tuple[str, bool]]:
    """The options of ``MATH`` that the arguments of attribute ``optimize`` name, in their order: "no-math-errno",
    "-ffast-math,O2", "Ofast"."""
    found: list[tuple[str, bool]] = []
    for value in values:
        for word in str(value).replace(",", " ").split():
            name = word.removeprefix("-").removeprefix("f")
            base = name.removeprefix("no-")
            if word in ("fast", "Ofast", "-Ofast"):
                found.append(("fast-math", True))
            elif base in MATH:
                found.append((base, base == name))
            elif word.removeprefix("-") in MATH:  # finite-math-only begins with an f of its own
                found.append((word.removeprefix("-"), True))
    return found


def is_builtin(options: Options, name: str) -> bool:
    """Whether a library function's plain name means the builtin; with ``__builtin_`` it does in any case."""
    return not (options.no_builtin or options.freestanding or name in options.no_builtin_functions)


def keeps_patterns(options: Options, values: Sequence[object]) -> bool:
    """Whether loops of a function with these arguments of attribute ``optimize`` may become calls of memset."""
    allowed = options.loop_patterns
    for value in values:
        for word in str(value).replace(",", " ").split():
            if word.endswith("tree-loop-distribute-patterns"):
                allowed = "no-" not in word
    return allowed


def follow_math(options: Options, words: Sequence[tuple[str, bool]]) -> None:
    """Set what options of ``MATH`` say, in their order; False: -fno-name."""
    for name, on in words:
        field, yes, no = MATH[name]
        setattr(options, field, yes if on else no)
        if name in ("fast-math", "unsafe-math-optimizations"):
            options.associative_math = options.reciprocal_math = on
            options.trapping_math = options.signed_zeros = not on
        if name == "fast-math":
            options.finite_math, options.math_errno = on, not on
            if on:
                options.complex_method = "limited"
                options.signaling_nans = options.rounding_math = False

"""Macros defined before the first line that do not depend on the processor, as GCC 12 defines them.

``common(options, target)`` computes them from the sizes in the target's specification; each target adds
its own names.  Reference: GCC's manual, "Common Predefined Macros", and C17 6.10.8.
"""

from __future__ import annotations

from typing import Final

from ccore.dialect import C11, C23, C99
from ccore.options import Options
from ccore.target.spec import TargetSpec

BIT_INT_LIMIT: Final = 65535  # bits of the widest _BitInt, as in GCC 14
VERSION: Final = (12, 2, 0)  # the GCC release that we claim to be

# Per binary format: MANT_DIG DIG MIN_EXP MIN_10_EXP MAX_EXP MAX_10_EXP DECIMAL_DIG MAX MIN EPSILON DENORM_MIN.
_FLOATS: Final = {
    "binary16": (
        "11", "3", "(-13)", "(-4)", "16", "4", "5",
        "6.55040000000000000000000000000000000e+4", "6.10351562500000000000000000000000000e-5",
        "9.76562500000000000000000000000000000e-4", "5.96046447753906250000000000000000000e-8",
    ),
    "binary32": (
        "24", "6", "(-125)", "(-37)", "128", "38", "9",
        "3.40282346638528859811704183484516925e+38", "1.17549435082228750796873653722224568e-38",
        "1.19209289550781250000000000000000000e-7", "1.40129846432481707092372958328991613e-45",
    ),
    "binary64": (
        "53", "15", "(-1021)", "(-307)", "1024", "308", "17",
        "1.79769313486231570814527423731704357e+308", "2.22507385850720138309023271733240406e-308",
        "2.22044604925031308084726333618164062e-16", "4.94065645841246544176568792868221372e-324",
    ),
    "x87": (
        "64", "18", "(-16381)", "(-4931)", "16384", "4932", "21",
        "1.18973149535723176502126385303097021e+4932", "3.36210314311209350626267781732175260e-4932",
        "1.08420217248550443400745280086994171e-19", "3.64519953188247460252840593361941982e-4951",
    ),
    "binary128": (
        "113", "33", "(-16381)", "(-4931)", "16384", "4932", "36",
        "1.18973149535723176508575932662800702e+4932", "3.36210314311209350626267781732175260e-4932",
        "1.92592994438723585305597794258492732e-34", "6.47517511943802511092443895822764655e-4966",
    ),
}  # fmt: skip

# Per decimal format: name, suffix, then what GCC spells.
_DECIMALS: Final = (
    ("32", "DF", "7", "(-94)", "97", "1E-95", "9.999999E96", "1E-6", "0.000001E-95"),
    ("64", "DD", "16", "(-382)", "385", "1E-383", "9.999999999999999E384", "1E-15", "0.000000000000001E-383"),
    (
        "128", "DL", "34", "(-6142)", "6145", "1E-6143", "9.999999999999999999999999999999999E6144", "1E-33",
        "0.000000000000000000000000000000001E-6143",
    ),
)  # fmt: skip

_RANKS: Final = {"char": "", "short": "", "int": "", "long": "L", "long long": "LL"}


def _plain(name: str) -> str:
    """The integer type without its sign and without a superfluous "int"."""
    words = [w for w in name.split() if w not in ("unsigned", "signed")]
    if len(words) > 1 and words[-1] == "int":
        words.pop()
    return " ".join(words) or "int"


def _gcc_spelling(name: str) -> str:
    """The type as GCC's own macros spell it: "long unsigned int"."""
    plain = _plain(name)
    if plain == "char":
        return "unsigned char" if "unsigned" in name else "signed char"
    unsigned = " unsigned" if "unsigned" in name else ""
    if plain == "int":
        return f"{unsigned} int".strip()
    return f"{plain}{unsigned} int"


def _maximum(bits: int, signed: bool, suffix: str) -> str:
    value = (1 << (bits - 1 if signed else bits)) - 1
    return f"{value:#x}{suffix}"


def _limit(target: TargetSpec, type_name: str) -> str:
    """The greatest value of the type, as a hexadecimal constant of that type after promotion."""
    bits = target.layout(type_name).size * 8
    signed = "unsigned" not in type_name
    plain = _plain(type_name)
    promoted = plain in ("char", "short")
    return _maximum(bits, signed, ("" if signed or promoted else "U") + _RANKS[plain])


def _integers(out: dict[str, str], options: Options, target: TargetSpec) -> None:
    def put_type(name: str, type_name: str) -> None:
        out[f"__{name}_TYPE__"] = _gcc_spelling(type_name)

    def put_max(name: str, type_name: str) -> None:
        out[f"__{name}_MAX__"] = _limit(target, type_name)

    def put_width(name: str, type_name: str) -> None:
        out[f"__{name}_WIDTH__"] = str(target.layout(type_name).size * 8)

    wchar = "unsigned short" if options.short_wchar else target.wchar_type
    int64 = target.int64_type
    for name, type_name in (
        ("SCHAR", "signed char"), ("SHRT", "short"), ("INT", "int"), ("LONG", "long"), ("LONG_LONG", "long long"),
    ):  # fmt: skip
        put_max(name, type_name)
        put_width(name, type_name)
    for name, type_name in (
        ("SIZE", target.size_type), ("PTRDIFF", target.ptrdiff_type), ("WCHAR", wchar), ("WINT", target.wint_type),
        ("INTMAX", int64), ("INTPTR", target.intptr_type), ("SIG_ATOMIC", "int"),
    ):  # fmt: skip
        put_type(name, type_name)
        put_max(name, type_name)
        put_width(name, type_name)
    for name, type_name in (("UINTMAX", f"unsigned {int64}"), ("UINTPTR", f"unsigned {target.intptr_type}")):
        put_type(name, type_name)
        put_max(name, type_name)
    put_type("CHAR16", "unsigned short")
    put_type("CHAR32", "unsigned int")
    exact = (("8", "signed char"), ("16", "short"), ("32", "int"), ("64", int64))
    fast = (("8", "signed char"), ("16", target.fast_type), ("32", target.fast_type), ("64", int64))
    for prefix, table in (("INT", exact), ("INT_LEAST", exact), ("INT_FAST", fast)):
        for bits, type_name in table:
            unsigned = "unsigned " + type_name.removeprefix("signed ")
            put_type(f"{prefix}{bits}", type_name)
            put_max(f"{prefix}{bits}", type_name)
            put_type(f"U{prefix}{bits}", unsigned)
            put_max(f"U{prefix}{bits}", unsigned)
            if prefix != "INT":
                put_width(f"{prefix}{bits}", type_name)
    rank = _RANKS[_plain(int64)]
    for bits, suffix in (("INT8", ""), ("INT16", ""), ("INT32", ""), ("INT64", rank), ("INTMAX", rank)):
        unsigned_suffix = "" if bits in ("INT8", "INT16") else "U" + suffix
        out[f"__{bits}_C(c)"] = f"c ## {suffix}" if suffix else "c"
        out[f"__U{bits}_C(c)"] = f"c ## {unsigned_suffix}" if unsigned_suffix else "c"
    out["__SIG_ATOMIC_MIN__"] = "(-__SIG_ATOMIC_MAX__ - 1)"
    out["__WCHAR_MIN__"] = "0" if "unsigned" in wchar else "(-__WCHAR_MAX__ - 1)"
    if "unsigned" in wchar and target.layout(wchar).size == target.int_.size:
        out["__WCHAR_MIN__"] = "0U"
    out["__WINT_MIN__"] = "0U" if "unsigned" in target.wint_type else "(-__WINT_MAX__ - 1)"
    sizes = {
        "INT": target.int_, "LONG": target.long, "LONG_LONG": target.long_long, "SHORT": target.short,
        "FLOAT": target.float_, "DOUBLE": target.double, "LONG_DOUBLE": target.long_double,
        "POINTER": target.pointer, "SIZE_T": target.layout(target.size_type),
        "PTRDIFF_T": target.layout(target.ptrdiff_type), "WCHAR_T": target.layout(wchar),
        "WINT_T": target.layout(target.wint_type),
    }  # fmt: skip
    for name, layout in sizes.items():
        out[f"__SIZEOF_{name}__"] = str(layout.size)
    if target.int128 is not None:
        out["__SIZEOF_INT128__"] = str(target.int128.size)
    out["__CHAR_BIT__"] = "8"
    out["__BIGGEST_ALIGNMENT__"] = str(target.biggest_alignment)
    signed = target.char_signed if options.signed_char is None else options.signed_char
    if not signed:
        out["__CHAR_UNSIGNED__"] = "1"
    order = "__ORDER_BIG_ENDIAN__" if target.big_endian else "__ORDER_LITTLE_ENDIAN__"
    out["__ORDER_LITTLE_ENDIAN__"] = "1234"
    out["__ORDER_BIG_ENDIAN__"] = "4321"
    out["__ORDER_PDP_ENDIAN__"] = "3412"
    out["__BYTE_ORDER__"] = order
    out["__FLOAT_WORD_ORDER__"] = order
    endian = "BE" if target.big_endian else "LE"
    out["__GNUC_EXECUTION_CHARSET_NAME"] = '"UTF-8"'
    out["__GNUC_WIDE_EXECUTION_CHARSET_NAME"] = f'"UTF-{target.layout(wchar).size * 8}{endian}"'


def _float(out: dict[str, str], name: str, layout: str, suffix: str, cast: bool = False) -> None:
    mant, dig, min_exp, min_10, max_exp, max_10, decimal, maximum, minimum, epsilon, denorm = _FLOATS[layout]
    prefix = f"__{name}_"
    out[f"{prefix}MANT_DIG__"] = mant
    out[f"{prefix}DIG__"] = dig
    out[f"{prefix}MIN_EXP__"] = min_exp
    out[f"{prefix}MIN_10_EXP__"] = min_10
    out[f"{prefix}MAX_EXP__"] = max_exp
    out[f"{prefix}MAX_10_EXP__"] = max_10
    out[f"{prefix}DECIMAL_DIG__"] = decimal
    for key, value in (
        ("MAX", maximum), ("NORM_MAX", maximum), ("MIN", minimum), ("EPSILON", epsilon), ("DENORM_MIN", denorm),
    ):  # fmt: skip
        out[f"{prefix}{key}__"] = f"((double){value}L)" if cast else value + suffix
    out[f"{prefix}HAS_DENORM__"] = "1"
    out[f"{prefix}HAS_INFINITY__"] = "1"
    out[f"{prefix}HAS_QUIET_NAN__"] = "1"
    out[f"{prefix}IS_IEC_60559__"] = "2"


def _floats(out: dict[str, str], options: Options, target: TargetSpec) -> None:
    extended = target.long_double_format
    _float(out, "FLT", "binary32", "F")
    _float(out, "DBL", "binary64", "", cast=True)
    _float(out, "LDBL", extended, "L")
    if target.float16 is not None:
        _float(out, "FLT16", "binary16", "F16")
    _float(out, "FLT32", "binary32", "F32")
    _float(out, "FLT64", "binary64", "F64")
    if target.float128 is not None:
        _float(out, "FLT128", "binary128", "F128")
    _float(out, "FLT32X", "binary64", "F32x")
    if extended != "binary64":
        _float(out, "FLT64X", extended, "F64x")
    out["__DECIMAL_DIG__"] = _FLOATS[extended][6]
    out["__FLT_RADIX__"] = "2"
    out["__FLT_EVAL_METHOD__"] = out["__FLT_EVAL_METHOD_TS_18661_3__"] = "0"
    for bits, suffix, mant, min_exp, max_exp, minimum, maximum, epsilon, subnormal in _DECIMALS:
        prefix = f"__DEC{bits}_"
        out[f"{prefix}MANT_DIG__"] = mant
        out[f"{prefix}MIN_EXP__"] = min_exp
        out[f"{prefix}MAX_EXP__"] = max_exp
        for key, value in (("MIN", minimum), ("MAX", maximum), ("EPSILON", epsilon), ("SUBNORMAL_MIN", subnormal)):
            out[f"{prefix}{key}__"] = value + suffix
    out["__DEC_EVAL_METHOD__"] = "2"
    out.update(math_macros(options))


def math_macros(options: Options) -> dict[str, str]:
    """What tells a program which rules of floating-point arithmetic are relaxed."""
    out = {"__FINITE_MATH_ONLY__": str(int(options.finite_math))}
    loose = options.unsafe_math or options.associative_math or options.reciprocal_math or options.finite_math
    loose = loose or not options.signed_zeros or options.single_precision_constant
    out["__GCC_IEC_559"] = "0" if loose else "2"
    out["__GCC_IEC_559_COMPLEX"] = "0" if loose or options.complex_method else "2"
    for name, defined in (
        ("FAST_MATH", options.fast_math), ("NO_MATH_ERRNO", not options.math_errno),
        ("NO_SIGNED_ZEROS", not options.signed_zeros), ("NO_TRAPPING_MATH", not options.trapping_math),
        ("ASSOCIATIVE_MATH", options.associative_math), ("RECIPROCAL_MATH", options.reciprocal_math),
        ("ROUNDING_MATH", options.rounding_math), ("SUPPORT_SNAN", options.signaling_nans),
    ):  # fmt: skip
        if defined:
            out[f"__{name}__"] = "1"
    return out


def language(options: Options) -> dict[str, str]:
    """The macros that C itself requires (C17 6.10.8); -undef keeps them."""
    out = {"__STDC__": "1", "__STDC_HOSTED__": "0" if options.freestanding else "1"}
    dialect = options.dialect
    if not options.assembler_source:
        if dialect.version:
            out["__STDC_VERSION__"] = dialect.version
        if dialect.year >= C11 or (dialect.gnu and dialect.year >= C99):
            out["__STDC_UTF_16__"] = out["__STDC_UTF_32__"] = "1"
        if dialect.year >= C23:
            out["__BITINT_MAXWIDTH__"] = str(BIT_INT_LIMIT)
            out["__STDC_EMBED_NOT_FOUND__"], out["__STDC_EMBED_FOUND__"], out["__STDC_EMBED_EMPTY__"] = "0", "1", "2"
    return out


def common(options: Options, target: TargetSpec) -> dict[str, str]:
    """The macros of every target, those of C itself included."""
    out = language(options)
    if options.undef_all:
        return out
    dialect = options.dialect
    old = dialect.year < C99
    major, minor, patch = VERSION
    out["__GNUC__"] = str(major)
    out["__GNUC_MINOR__"] = str(minor)
    out["__GNUC_PATCHLEVEL__"] = str(patch)
    out["__VERSION__"] = f'"{major}.{minor}.{patch}"'
    out["__GXX_ABI_VERSION"] = "1017"
    out["__GNUC_GNU_INLINE__" if old or options.gnu89_inline else "__GNUC_STDC_INLINE__"] = "1"
    if not dialect.gnu:
        out["__STRICT_ANSI__"] = "1"
    if options.assembler_source:
        out["__ASSEMBLER__"] = "1"
    for order, name in enumerate(("RELAXED", "CONSUME", "ACQUIRE", "RELEASE", "ACQ_REL", "SEQ_CST")):
        out[f"__ATOMIC_{name}"] = str(order)
    for name in ("BOOL", "CHAR", "CHAR16_T", "CHAR32_T", "WCHAR_T", "SHORT", "INT", "LONG", "LLONG", "POINTER"):
        out[f"__GCC_ATOMIC_{name}_LOCK_FREE"] = "2"
    out["__GCC_ATOMIC_TEST_AND_SET_TRUEVAL"] = "1"
    for size in ("1", "2", "4", "8"):
        out[f"__GCC_HAVE_SYNC_COMPARE_AND_SWAP_{size}"] = "1"
    if options.unwind_tables or options.debug:
        out["__GCC_HAVE_DWARF2_CFI_ASM"] = "1"
    out["__HAVE_SPECULATION_SAFE_VALUE"] = "1"
    out["__PRAGMA_REDEFINE_EXTNAME"] = "1"
    out["__REGISTER_PREFIX__"] = ""
    out["__USER_LABEL_PREFIX__"] = ""
    _integers(out, options, target)
    _floats(out, options, target)
    if options.optimizing:
        out["__OPTIMIZE__"] = "1"
    if options.level in ("s", "z"):
        out["__OPTIMIZE_SIZE__"] = "1"
    if options.level in ("0", "g") or not options.inline:
        out["__NO_INLINE__"] = "1"
    if options.level == "g" and options.inline:
        del out["__NO_INLINE__"]
    if options.position_independent:
        out["__PIC__"] = out["__pic__"] = str(options.pie or options.pic)
    if options.pie:
        out["__PIE__"] = out["__pie__"] = str(options.pie)
    protector = {
        "on": ("__SSP__", "1"),
        "all": ("__SSP_ALL__", "2"),
        "strong": ("__SSP_STRONG__", "3"),
        "explicit": ("__SSP_EXPLICIT__", "4"),
    }.get(options.stack_protector)
    if protector is not None:
        out[protector[0]] = protector[1]
    return out


def linux(options: Options) -> dict[str, str]:
    """The names of the operating system."""
    out = {"__gnu_linux__": "1", "__linux": "1", "__linux__": "1", "__unix": "1", "__unix__": "1", "__ELF__": "1"}
    if options.dialect.gnu:
        out["linux"] = out["unix"] = "1"
    return out

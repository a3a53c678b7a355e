"""Which terminal of the grammar each token's spelling is.

A terminal that the grammar spells out (``"if"``, ``"("``) needs no entry here.  Listed are the members of its
declared classes, and the other spellings that GCC has for the standard's keywords.
"""

from __future__ import annotations

from typing import Final

from ccore.dialect import C2X, C99, Dialect

CLASSES: Final[dict[str, str]] = {
    "STORAGE": "typedef extern static auto register _Thread_local __thread constexpr",
    "QUALIFIER": "const volatile restrict __seg_gs __seg_fs",
    "FUNCTION_SPECIFIER": "inline _Noreturn",
    "BASIC_TYPE": "void char short int long float double signed unsigned _Bool _Complex __int128 __auto_type"
    " _Float16 _Float32 _Float64 _Float128 _Float32x _Float64x __float128 __float80 __ibm128 _Imaginary"
    " _Decimal32 _Decimal64 _Decimal128 _Sat _Fract _Accum",
    "STRUCT_OR_UNION": "struct union",
    "BINARY": "/ % << >> < > <= >= == != ^ | ||",
    "ADDITIVE": "+ -",
    "ASSIGN": "*= /= %= += -= <<= >>= &= ^= |=",
    "INCREMENT": "++ --",
    "COMPLEMENT": "~ ! __real__ __imag__",
    "SIZEOF": "sizeof _Alignof __alignof__",
    "CONSTANT": "nullptr true false",
}
"""Members of the grammar's declared terminal classes."""

ALTERNATIVES: Final[dict[str, str]] = {
    "__const": "const",
    "__const__": "const",
    "__volatile": "volatile",
    "__volatile__": "volatile",
    "__restrict": "restrict",
    "__restrict__": "restrict",
    "__inline": "inline",
    "__inline__": "inline",
    "__signed": "signed",
    "__signed__": "signed",
    "__complex": "_Complex",
    "__complex__": "_Complex",
    "__real": "__real__",
    "__imag": "__imag__",
    "__thread": "_Thread_local",
    "__alignof": "__alignof__",
    "__asm": "asm",
    "__asm__": "asm",
    "__attribute": "__attribute__",
    "__typeof": "typeof",
    "__typeof__": "typeof",
    "__typeof_unqual": "typeof",
    "__typeof_unqual__": "typeof",
    "__auto_type": "__auto_type",
    "<:": "[",
    ":>": "]",
    "<%": "{",
    "%>": "}",
}
"""Other spellings of a keyword or punctuator, with the one that the tree gets."""

GNU_KEYWORDS: Final = ("asm", "typeof")  # not in -std=c90, c99, ...: __asm__ and __typeof__ serve there
C99_KEYWORDS: Final = ("inline", "restrict")
C23_ALTERNATIVES: Final[dict[str, str]] = {
    "alignas": "_Alignas",
    "alignof": "_Alignof",
    "bool": "_Bool",
    "static_assert": "_Static_assert",
    "thread_local": "_Thread_local",
    "typeof": "typeof",
    "typeof_unqual": "typeof",
}
C23_KEYWORDS: Final = ("constexpr", "nullptr", "true", "false")

DEFERRED: Final = frozenset({":", "[", "<:", "_Atomic", "::"})
"""Spellings whose terminal depends on the tokens around them: the parser asks ``Parser.classify``."""

BUILTIN_TYPEDEFS: Final = ("__builtin_va_list", "__builtin_ms_va_list", "__int128_t", "__uint128_t")
"""Names that are typedefs before the first line."""

NORMAL: Final[dict[str, str]] = {**ALTERNATIVES, **C23_ALTERNATIVES, "_Atomic": "_Atomic"}
"""The spelling that the tree gets for a token's text, where it is another one."""


def spellings(
    literals: dict[str, int], names: dict[str, int], dialect: Dialect, gnu_keywords: bool | None = None
) -> dict[str, int]:
    """The terminal number of every keyword and punctuator of a dialect.

    ``literals``: numbers of the grammar's spelled terminals; ``names``: of its declared classes; ``gnu_keywords``:
    what -fasm and -fno-asm say of them, None: the dialect decides.
    """
    gnu = dialect.gnu if gnu_keywords is None else gnu_keywords
    fixed = dict(literals)
    for name, members in CLASSES.items():
        for member in members.split():
            fixed[member] = names[name]
    for alternative, normal in ALTERNATIVES.items():
        fixed[alternative] = fixed[normal]
    if dialect.year >= C2X:
        for alternative, normal in C23_ALTERNATIVES.items():
            fixed[alternative] = fixed[normal]
    else:
        for keyword in C23_KEYWORDS:
            del fixed[keyword]
    if not gnu:
        for keyword in GNU_KEYWORDS:
            if keyword not in C23_ALTERNATIVES or dialect.year < C2X:
                del fixed[keyword]
    if dialect.year < C99:
        del fixed["restrict"]
        if not gnu:
            del fixed["inline"]
    for text in DEFERRED:
        fixed.pop(text, None)
    return fixed

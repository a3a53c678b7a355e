"""The warnings' groups: which there are, which are on, and which -W option turns on which.

The tables are facts about GCC 12 (its manual, 3.8, and ``gcc -Q --help=warnings`` under each option).  Groups that
GCC knows and ccore never reports are among them too, so that their options are understood.

``resolve`` follows GCC's rule: what an option names is set by the last option that names it; what an option implies
is set only where no option names it.  So ``-Wno-unused-label -Wall`` and ``-Wall -Wno-unused-label`` mean the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from string import ascii_letters
from typing import Final, final

from ccore.diagnostics.spelling import suggestion
from ccore.dialect import C2X, C99, DIALECTS

_NAMES: Final = frozenset(
    """
    NSObject-attribute abi abi-tag absolute-value address address-of-packed-member aggregate-return
    aggressive-loop-optimizations aliasing align-commons aligned-new all alloc-size-larger-than alloc-zero alloca
    alloca-larger-than ampersand analyzer-double-fclose analyzer-double-free analyzer-exposure-through-output-file
    analyzer-file-leak analyzer-free-of-non-heap analyzer-malloc-leak analyzer-mismatching-deallocation
    analyzer-null-argument analyzer-null-dereference analyzer-possible-null-argument
    analyzer-possible-null-dereference analyzer-shift-count-negative analyzer-shift-count-overflow
    analyzer-stale-setjmp-buffer analyzer-tainted-allocation-size analyzer-tainted-array-index
    analyzer-tainted-divisor analyzer-tainted-offset analyzer-tainted-size analyzer-too-complex
    analyzer-unsafe-call-within-signal-handler analyzer-use-after-free analyzer-use-of-pointer-in-stale-stack-frame
    analyzer-use-of-uninitialized-value analyzer-write-to-const analyzer-write-to-string-literal arith-conversion
    array-bounds array-compare array-parameter array-temporaries assign-intercept attribute-alias attribute-warning
    attributes bad-function-cast bidi-chars bool-compare bool-operation builtin-declaration-mismatch
    builtin-macro-redefined c++-compat c++0x-compat c++11-compat c++11-extensions c++14-compat c++14-extensions
    c++17-compat c++17-extensions c++1z-compat c++20-compat c++20-extensions c++23-extensions c++2a-compat
    c-binding-type c11-c2x-compat c90-c99-compat c99-c11-compat cannot-profile cast-align cast-function-type
    cast-qual cast-result catch-value char-subscripts character-truncation chkp class-conversion class-memaccess
    clobbered comma-subscript comment comments compare-reals conditionally-supported conversion conversion-extra
    conversion-null coverage-invalid-line-number coverage-mismatch cpp ctad-maybe-unsupported ctor-dtor-privacy
    dangling-else dangling-pointer date-time declaration-after-statement delete-incomplete delete-non-virtual-dtor
    deprecated deprecated-copy deprecated-copy-dtor deprecated-declarations deprecated-enum-enum-conversion
    deprecated-enum-float-conversion designated-init disabled-optimization discarded-array-qualifiers
    discarded-qualifiers div-by-zero do-subscript double-promotion duplicate-decl-specifier duplicated-branches
    duplicated-cond effc++ empty-body endif-labels enum-compare enum-conversion error-implicit-function-declaration
    exceptions expansion-to-defined extra extra-semi float-conversion float-equal format format-contains-nul
    format-diag format-extra-args format-nonliteral format-overflow format-overflow<0,2> format-security
    format-signedness format-truncation format-y2k format-zero-length frame-address frame-larger-than
    free-nonheap-object function-elimination hsa if-not-aligned ignored-attributes ignored-qualifiers implicit
    implicit-fallthrough implicit-function-declaration implicit-int implicit-interface implicit-procedure
    inaccessible-base incompatible-pointer-types infinite-recursion inherited-variadic-ctor init-list-lifetime
    init-self inline int-conversion int-in-bool-context int-to-pointer-cast integer-division interference-size
    intrinsic-shadow intrinsics-std invalid-imported-macros invalid-memory-model invalid-offsetof invalid-pch
    jump-misses-init larger-than larger-than- line-truncation literal-suffix logical-not-parentheses logical-op
    long-long lto-type-mismatch main maybe-uninitialized memset-elt-size memset-transposed-args
    misleading-indentation mismatched-dealloc mismatched-new-delete mismatched-tags missing-attributes
    missing-braces missing-declarations missing-field-initializers missing-format-attribute missing-include-dirs
    missing-noreturn missing-parameter-type missing-profile missing-prototypes missing-requires
    missing-template-keyword multichar multiple-inheritance multistatement-macros namespaces narrowing
    nested-externs no-alloc-size-larger-than no-alloca-larger-than no-frame-larger-than no-larger-than
    no-stack-usage no-vla-larger-than noexcept noexcept-type non-template-friend non-virtual-dtor nonnull
    nonnull-compare normalized null-dereference objc-root-class odr old-style-cast old-style-declaration
    old-style-definition openacc-parallelism openmp-simd overflow overlength-strings overloaded-virtual
    override-init override-init-side-effects overwrite-recursive packed packed-bitfield-compat packed-not-aligned
    padded parentheses pedantic pessimizing-move placement-new pmf-conversions pointer-arith pointer-compare
    pointer-sign pointer-to-int-cast pragmas prio-ctor-dtor property-assign-default protocol psabi
    range-loop-construct real-q-constant realloc-lhs realloc-lhs-all redundant-decls redundant-move redundant-tags
    register reorder restrict return-local-addr return-type scalar-storage-order selector sequence-point shadow
    shadow-compatible-local shadow-ivar shadow-local shift-count-negative shift-count-overflow shift-negative-value
    shift-overflow sign-compare sign-conversion sign-promo sized-deallocation sizeof-array-argument sizeof-array-div
    sizeof-pointer-div sizeof-pointer-memaccess stack-protector stack-usage strict-aliasing strict-null-sentinel
    strict-overflow strict-prototypes strict-selector-match string-compare stringop-overflow stringop-overread
    stringop-truncation subobject-linkage suggest-attribute suggest-final-methods suggest-final-types
    suggest-override surprising switch switch-bool switch-default switch-enum switch-outside-range
    switch-unreachable sync-nand synth system-headers tabs target-lifetime tautological-compare templates terminate
    traditional traditional-conversion trampolines trigraphs trivial-auto-var-init tsan type-limits
    undeclared-selector undef undefined-do-loop underflow uninitialized unknown-pragmas unreachable-code
    unsafe-loop-optimizations unsuffixed-float-constants unused unused-but-set-parameter unused-but-set-variable
    unused-const-variable unused-dummy-argument unused-function unused-label unused-local-typedefs unused-macros
    unused-parameter unused-result unused-value unused-variable use-after-free use-without-only useless-cast varargs
    variadic-macros vector-operation-performance vexing-parse virtual-inheritance virtual-move-assign vla
    vla-larger-than vla-parameter volatile volatile-register-var write-strings zero-as-null-pointer-constant
    zero-length-bounds zerotrip
    """.split()  # noqa: SIM905
)
"""The names after -W; also of the warnings of GCC's other languages, which its driver takes for C too."""

_DEFAULT: Final = """
    NSObject-attribute address-of-packed-member aggressive-loop-optimizations attribute-alias attribute-warning
    attributes bidi-chars builtin-declaration-mismatch builtin-macro-redefined cannot-profile
    coverage-invalid-line-number coverage-mismatch cpp deprecated deprecated-declarations designated-init
    discarded-array-qualifiers discarded-qualifiers div-by-zero endif-labels free-nonheap-object if-not-aligned
    ignored-attributes incompatible-pointer-types int-conversion int-to-pointer-cast invalid-memory-model
    lto-type-mismatch missing-profile multichar normalized odr overflow override-init-side-effects pointer-compare
    pointer-to-int-cast pragmas prio-ctor-dtor psabi return-local-addr scalar-storage-order shift-count-negative
    shift-count-overflow sizeof-array-argument stringop-overflow=2 stringop-overread switch-bool switch-outside-range
    switch-unreachable sync-nand tsan unused-result unsupported-option varargs
"""
_DEFAULT_SINCE_C99: Final = "implicit-function-declaration implicit-int shift-overflow"
_DEFAULT_SINCE_C23: Final = " old-style-definition"

_ALL: Final = """
    address array-bounds array-compare array-parameter=2 bool-compare bool-operation char-subscripts comment
    dangling-pointer=2 duplicate-decl-specifier enum-compare format frame-address implicit infinite-recursion
    int-in-bool-context logical-not-parentheses main maybe-uninitialized memset-elt-size memset-transposed-args
    misleading-indentation mismatched-dealloc missing-attributes missing-braces multistatement-macros nonnull
    nonnull-compare openmp-simd packed-not-aligned parentheses pointer-sign restrict return-type sequence-point
    sizeof-array-div sizeof-pointer-div sizeof-pointer-memaccess strict-aliasing=3 strict-overflow=1
    stringop-overflow=2 stringop-overread stringop-truncation switch tautological-compare trigraphs uninitialized
    unknown-pragmas unused use-after-free=2 vla-parameter volatile-register-var zero-length-bounds
"""
_EXTRA: Final = """
    absolute-value cast-function-type clobbered empty-body enum-conversion expansion-to-defined ignored-qualifiers
    implicit-fallthrough=3 missing-field-initializers missing-parameter-type old-style-declaration override-init
    sign-compare string-compare type-limits uninitialized
"""
_EXTRA_SINCE_C99: Final = "shift-negative-value"
_PEDANTIC: Final = "expansion-to-defined main overlength-strings pointer-arith pointer-sign variadic-macros"
_PEDANTIC_IN_C90: Final = "declaration-after-statement long-long vla"

_IMPLIED: Final = {
    "c++-compat": "enum-compare jump-misses-init",
    "c90-c99-compat": "long-long",
    "conversion": "float-conversion sign-conversion",
    "format": """
        format-contains-nul format-diag format-extra-args format-overflow format-truncation format-zero-length nonnull
    """,
    "implicit": "implicit-function-declaration implicit-int",
    "parentheses": "dangling-else",
    "shadow": "shadow=local",
    "shadow=local": "shadow=compatible-local",
    "traditional": "variadic-macros",
    "uninitialized": "maybe-uninitialized",
    "unused": """
        unused-but-set-variable unused-function unused-label unused-local-typedefs unused-value unused-variable
    """,
    "unused-variable": "unused-const-variable=1",
}
_IMPLIED_BY_FORMAT_2: Final = "format-nonliteral format-security format-y2k"
_UNSET: Final = ("return-type", "c90-c99-compat", "c99-c11-compat", "c11-c2x-compat")
"""Of level -1 until an option speaks of it: GCC then shows some messages of the first without its name, and -Wno-
of the others keeps pedantry about newer standards away."""
_UNUSED_AND_EXTRA: Final = ("unused-but-set-parameter", "unused-parameter")
"""On where both -Wunused and -Wextra are."""

_ALIASES: Final = {
    "": "extra",
    "comments": "comment",
    "error-implicit-function-declaration": "error=implicit-function-declaration",
    "missing-format-attribute": "suggest-attribute=format",
    "missing-noreturn": "suggest-attribute=noreturn",
    "shadow-compatible-local": "shadow=compatible-local",
    "shadow-local": "shadow=local",
    "shadow=global": "shadow",
}

LEVELS: Final = {
    # group: (the highest level, that of the option without a number)
    "array-bounds": (2, 1),
    "array-parameter": (2, 2),
    "attribute-alias": (2, 1),
    "dangling-pointer": (2, 2),
    "format": (2, 1),
    "format-overflow": (2, 1),
    "format-truncation": (2, 1),
    "implicit-fallthrough": (5, 3),
    "shift-overflow": (2, 1),
    "strict-aliasing": (3, 3),
    "strict-overflow": (5, 2),
    "stringop-overflow": (4, 2),
    "unused-const-variable": (2, 2),
    "use-after-free": (3, 1),
}
"""The groups that have levels: -Wformat=2."""

SIZES: Final = frozenset(
    """
    alloc-size-larger-than alloca-larger-than frame-larger-than larger-than stack-usage vla-larger-than
    """.split()  # noqa: SIM905
)
"""The groups whose option carries a limit in bytes, which is their level."""

_CHOICES: Final = {
    "bidi-chars": ("none", "unpaired", "any"),
    "cast-align": ("", "strict"),
    "normalized": ("none", "id", "nfc", "nfkc"),
}
"""The groups whose option carries a word: its place here is the level (from 0, which is off)."""

SEPARATE: Final = frozenset(
    {"shadow=local", "shadow=compatible-local"}
    | {"suggest-attribute=" + name for name in ("cold", "const", "format", "malloc", "noreturn", "pure")}
)
"""Groups of their own whose name has an "="."""

_SHOWN_WITH_EQUALS: Final = (
    frozenset({"bidi-chars", "normalized"} | (LEVELS.keys() - {"strict-aliasing", "strict-overflow"})) | SIZES
)
_UNITS: Final = {"": 1, "kB": 1000, "KB": 1000, "MB": 1000**2, "gb": 1000**3, "tb": 1000**4, "pb": 1000**5,
                 "eb": 1000**6, "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40, "pib": 1 << 50,
                 "eib": 1 << 60}  # fmt: skip
"""Of sizes; those in lower case may be spelled in any."""
_MOST_BYTES: Final = (1 << 64) - 1


class UnknownWarning(Exception):
    """There is no such -W option, or it does not take that value; the message is GCC's."""


@final
class Settings:
    """The groups' state, as options leave it.  Shared by compilations with the same options: never written to.

    ``levels``: 0 (or less) off, 1 on, or the level; ``kinds``: "error" or "warning" where -Werror=, -Wno-error= say so.
    """

    __slots__ = ("levels", "kinds")

    def __init__(self, levels: dict[str, int], kinds: dict[str, str]) -> None:
        self.levels = levels
        self.kinds = kinds


def option(group: str) -> str:
    """A group as messages show it after "-W": most of those with levels end in "="."""
    return group + "=" if group in _SHOWN_WITH_EQUALS else group


def known(name: str) -> bool:
    """Whether -Wname (without "no-" and value) is an option."""
    return name in _NAMES or name == "unsupported-option"


def read(word: str) -> tuple[str, int]:
    """A word after -W, such as "unused", "no-unused" or "format=2", as its group and level.

    Raises ``UnknownWarning``.
    """
    positive = word.removeprefix("no-")
    name = _ALIASES.get(positive, positive)
    on = positive == word
    if name in SEPARATE:
        return name, int(on)
    group, equals, value = name.partition("=")
    if group.startswith("larger-than-"):
        group, equals, value = "larger-than", "=", group.removeprefix("larger-than-")
    if not known(group):
        raise UnknownWarning(f"unrecognized command-line option '-W{word}'")
    if not on:
        return group, 0
    if not equals:
        return group, LEVELS[group][1] if group in LEVELS else 1
    if group in LEVELS:
        highest = LEVELS[group][0]
        if not value.isdecimal():
            raise UnknownWarning(f"argument to '-W{group}=' should be a non-negative integer")
        if int(value) > highest:
            raise UnknownWarning(f"argument to '-W{group}=' is not between 0 and {highest}")
        return group, int(value)
    if group in SIZES:
        digits = value.rstrip(ascii_letters)
        unit = value[len(digits) :]
        factor = _UNITS.get(unit, _UNITS.get(unit.lower()))
        if not digits.isdecimal() or factor is None:
            unit = "optionally followed by a size unit"
            raise UnknownWarning(f"argument to '-W{group}=' should be a non-negative integer {unit}")
        return group, min(int(digits[:40]) * factor, _MOST_BYTES)
    if group in _CHOICES:
        if value not in _CHOICES[group]:
            raise UnknownWarning(f"unrecognized argument in option '-W{word}'")
        return group, _CHOICES[group].index(value)
    return group, 1


def spelled() -> list[str]:
    """The words after -W that there are."""
    return sorted(_NAMES | SEPARATE | {"error"})


def implied(group: str, level: int, standard: str = "gnu17") -> list[tuple[str, int]]:
    """The groups that turning one on (level 0: off) turns on or off too, each with its level."""
    work = _Resolution(standard)
    before = dict(work.levels)
    work.set(group, level, "implied")
    return [(child, work.levels[child] or before[child]) for child in work.kinds if child != group]


def resolve(words: Sequence[str], standard: str = "gnu17") -> Settings:
    """The state that words after -W leave, in their order: "all", "no-unused", "format=2", "error=vla", "no-error=vla".

    Raises ``UnknownWarning``.  Words about warnings as such ("error", "fatal-errors") are not for here.
    """
    return _resolve(tuple(words), standard)


@lru_cache(maxsize=256)
def _resolve(words: tuple[str, ...], standard: str) -> Settings:
    work = _Resolution(standard)
    for word in words:
        word = _ALIASES.get(word, word)
        if word.startswith("error="):
            work.set(*_target(word, word[6:]), "error")
        elif word.startswith("no-error="):
            work.kinds[_target(word, word[9:])[0]] = "warning"
        else:
            work.set(*read(word), "")
    levels = work.levels
    if levels["c90-c99-compat"] == 0:
        levels.update(dict.fromkeys(set(_PEDANTIC_IN_C90.split()) - work.named, 0))
    for group in _UNUSED_AND_EXTRA:
        levels.setdefault(group, int(bool(levels["unused"] and levels["extra"])))
    return Settings(levels, work.kinds)


def _target(word: str, name: str) -> tuple[str, int]:
    """What -Werror=name is about.  Raises ``UnknownWarning``."""
    try:
        return read(name)
    except UnknownWarning as error:
        if str(error).startswith("unrecognized command"):
            near = suggestion(name, spelled())
            hint = f"; did you mean '-W{near}'?" if near else ""
            raise UnknownWarning(f"'-W{word}': no option '-W{name}'{hint}") from None
        raise


class _Resolution:
    """The state after the options so far."""

    def __init__(self, standard: str) -> None:
        year = DIALECTS[standard].year
        since_c99 = year >= C99
        self.implied = _IMPLIED | {
            "all": _ALL,
            "extra": _EXTRA + (_EXTRA_SINCE_C99 if since_c99 else ""),
            "pedantic": _PEDANTIC + ("" if since_c99 else " " + _PEDANTIC_IN_C90),
        }
        self.named: set[str] = set()
        self.kinds: dict[str, str] = {}
        self.levels: dict[str, int] = dict.fromkeys(_NAMES, 0)
        for group in _UNUSED_AND_EXTRA:
            del self.levels[group]
        names = _DEFAULT + (_DEFAULT_SINCE_C99 if since_c99 else "") + (_DEFAULT_SINCE_C23 if year >= C2X else "")
        for name in names.split():
            group, level = read(name)
            self.levels[group] = level
        self.levels.update(dict.fromkeys(SEPARATE, 0))
        self.levels.update(dict.fromkeys(_UNSET, -1))

    def set(self, group: str, level: int, kind: str) -> None:
        """Follow an option, and what it implies."""
        self.named.add(group)
        self.put(group, level, kind)

    def put(self, group: str, level: int, kind: str) -> None:
        self.levels[group] = level
        if kind:
            self.kinds[group] = kind
        implied = self.implied.get(group, "")
        if group == "format" and level != 1:  # -Wno-format turns off those of -Wformat=2 too
            implied += _IMPLIED_BY_FORMAT_2
        for name in implied.split():
            child, on = read(name)
            if child not in self.named:
                self.put(child, on if level else 0, kind)

"""What differs between targets, as data: ``TargetSpec``.

Sizes and alignments are in bytes, as ``sizeof`` and ``_Alignof`` give them.  Names of types are C's own
spelling ("unsigned long"), so that a later phase can look them up without a table of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ccore.options import Options


@dataclass(frozen=True, slots=True)
class TypeLayout:
    """The size and alignment of one basic type, in bytes.

    ``field_alignment`` is the alignment inside a structure, which i386 makes smaller than ``_Alignof``
    for double and long long; elsewhere both are the same.
    """

    size: int
    alignment: int
    field_alignment: int = 0

    def __post_init__(self) -> None:
        if not self.field_alignment:
            object.__setattr__(self, "field_alignment", self.alignment)


@dataclass(frozen=True, slots=True)
class TargetSpec:
    """Everything that the phases before code generation ask of a target."""

    name: str  # a key of ``ccore.target.TARGETS``
    triple: str  # LLVM's
    datalayout: str  # LLVM's
    gnu_triple: str  # what -dumpmachine prints; also the multiarch folder of include directories
    big_endian: bool

    pointer: TypeLayout
    bool_: TypeLayout
    short: TypeLayout
    int_: TypeLayout
    long: TypeLayout
    long_long: TypeLayout
    int128: TypeLayout | None  # None: the target has no __int128
    float16: TypeLayout | None
    float_: TypeLayout
    double: TypeLayout
    long_double: TypeLayout
    float128: TypeLayout | None
    long_double_format: str  # "x87", "binary64" or "binary128"
    max_align: int  # _Alignof (max_align_t)
    biggest_alignment: int  # __BIGGEST_ALIGNMENT__, what __attribute__((aligned)) gives
    array_alignment: int  # of variables that are arrays of so many bytes or more (System V ABI of x86-64, 3.1.2)

    char_signed: bool
    wchar_type: str
    wint_type: str
    size_type: str
    ptrdiff_type: str
    intptr_type: str
    int64_type: str  # the underlying type of int64_t and intmax_t
    fast_type: str  # the underlying type of int_fast16_t and int_fast32_t

    va_list_kind: str
    """How ``va_list`` is laid out.  "x86_64": an array of one structure {unsigned gp_offset, unsigned
    fp_offset, void *overflow_arg_area, void *reg_save_area} (System V ABI 3.5.7); "pointer": char *;
    "aarch64": the structure of AAPCS64, appendix B."""

    stack_pointer: str  # its name in asm register variables; code keeps no values of its own in it
    conditions: frozenset[str]  # those that outputs of asm may be: "=@ccz"
    register_letters: dict[str, str]  # constraints of asm that one register alone meets, and its name
    registers: dict[str, str]
    """Names that ``register T x asm("name")`` and asm clobbers may use (without "%"), each with the register's own."""

    cpu: str  # LLVM's default CPU
    predefined_macros: Callable[[Options, TargetSpec], dict[str, str]]
    """Names (with parameters, where a macro has them) and bodies of what is defined before the first line."""
    feature_macros: Callable[[Options, tuple[str, ...]], list[str]] | None = None
    """The names of those (all 1) that depend on the instruction sets: options, and words of attribute target."""
    instruction_sets: Callable[[Options, tuple[str, ...]], frozenset[str]] | None = None
    """The instruction sets in force, likewise; None: code for one is code for all."""

    def layout(self, type_name: str) -> TypeLayout:
        """The layout of an integer type named as C spells it ("unsigned long", "int")."""
        words = [w for w in type_name.split() if w not in ("unsigned", "signed")]
        if words.count("long") == 2:
            return self.long_long
        if "long" in words:
            return self.long
        if "short" in words:
            return self.short
        if "char" in words:
            return TypeLayout(1, 1)
        return self.int_

    def __repr__(self) -> str:
        return f"TargetSpec({self.name!r})"

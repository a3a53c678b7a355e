"""The functions of <math.h> as the IR knows them: which are known, and which of them have effects.

``FunctionAttributes.library`` of a declared function holds its name here, without the suffix of its type: "pow" for
pow, powf and powl.  A call whose attributes say ``const`` is a value like any other; ``ccore.passes.math_calls``
rewrites those.
"""

from __future__ import annotations

from typing import Final

WITHOUT_ERRNO: Final = frozenset((
    "asinh", "atan", "cbrt", "ceil", "copysign", "cos", "erf", "fabs", "floor", "fmax", "fmin", "nearbyint", "powi",
    "rint", "round", "roundeven", "sin", "tan", "tanh", "trunc",
))  # fmt: skip
"""Functions that GNU C takes to leave errno alone, whatever the options say; powi is the compiler's own library's."""

WITH_ERRNO: Final = frozenset((
    "acos", "acosh", "asin", "atan2", "atanh", "cosh", "exp", "exp10", "exp2", "expm1", "fdim", "fmod", "hypot",
    "ilogb", "log", "log10", "log1p", "log2", "logb", "lrint", "llrint", "lround", "llround", "pow", "sinh", "sqrt",
))  # fmt: skip

LIBRARY: Final = {name + suffix: name for name in WITHOUT_ERRNO | WITH_ERRNO for suffix in ("", "f", "l")}
"""By the builtin's name, that without suffix."""

POLAR: Final = {"cabs": "hypot", "carg": "atan2"}
"""By function of a complex argument, that of its imaginary and its real part which gives the same (C17 G.6p3)."""

FORBIDDING: Final = frozenset(("signaling-nans", "rounding"))
"""The words among a function's ``math`` that take liberties away: of both bodies where one is copied into another."""

INTRINSICS: Final = frozenset(("ceil", "copysign", "fabs", "floor", "nearbyint", "rint", "round", "sqrt", "trunc"))
"""Those that are an ``Intrinsic`` of the same name."""


def free_of_effects(library: str, rules: frozenset[str]) -> bool:
    """Whether a call is a value like any other where floating point follows ``rules``."""
    return library in WITHOUT_ERRNO or ("no-errno" in rules and library in WITH_ERRNO)

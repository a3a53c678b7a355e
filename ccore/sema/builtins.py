"""Builtins: the typed-tree form of every one that needs code, and the types of the library functions GNU C knows.

**Forms in the typed tree** (``tree.BuiltinCall``: ``name`` without ``__builtin_``, arguments as converted values; ``T``
is the call's ``type``).  What is not listed never reaches the typed tree: it is folded, or it is a plain ``Call`` of a
library function.

=============================== ==================================================================================
name                            arguments -> result
=============================== ==================================================================================
constant_p                      [value] -> int 0/1; the argument is **not evaluated**; decided after inlining
expect                          [value, expected] -> long value
expect_with_probability         [value, expected, probability (double)] -> long value
object_size                     [pointer, mode 0-3] -> size_t; argument not evaluated; -1 (modes 0, 1) or 0 unknown
dynamic_object_size             as object_size
add_overflow sub_overflow       [a, b, result pointer] -> _Bool; a, b of any integer types: computed exactly, stored
mul_overflow                    converted to ``extra`` (an IntegerType, the pointee); true if it did not fit
add_overflow_p ...              [a, b] -> _Bool: whether the exact result does not fit ``extra`` (IntegerType)
ffs clz ctz popcount parity     [x of unsigned type of 4, 8 (or 16) bytes] -> int
clrsb                           [x of signed type] -> int
bswap                           [x] -> T, the same unsigned type (2, 4, 8, 16 bytes)
bitreverse                      [x] -> T, the same unsigned type
unreachable trap                [] -> void
return_address frame_address    [level constant] -> void *
extract_return_addr             folded to its argument
prefetch                        [pointer, rw constant 0/1, locality constant 0-3] -> void
va_start                        [pointer to the va_list object] -> void
va_end                          [pointer to the va_list object] -> void
va_copy                         [pointer to destination, pointer to source] -> void
va_arg_pack va_arg_pack_len     [] -> int (only inside always_inline functions)
alloca                          [size (size_t), alignment in bytes (constant, 0: the ABI's own)] -> void *
assume_aligned                  [pointer, alignment, offset] -> void * the pointer
abs                             [x of int, long, long long or __int128] -> T
fabs sqrt copysign floor ceil   [x (, y)] of T, a floating type (no errno) -> T; also trunc rint nearbyint round fmin
                                fmax fma
isnan isinf isfinite isnormal   [x] -> int 0/1;  isinf_sign: -1, 0 or 1
signbit                         [x] -> int, nonzero if negative
isgreater isgreaterequal isless [a, b of equal floating type] -> int, quiet comparison
islessequal islessgreater
isunordered
fpclassify                      [nan, inf, normal, subnormal, zero (ints), x] -> int
setjmp                          [void **buffer] -> int;   longjmp [void **buffer, value] -> void
setjmp here is __builtin_setjmp (five-word buffer); the library's setjmp is a plain Call
thread_pointer                  [] -> void *
speculation_safe_value          [value, failval] -> T value
next_arg                        [] -> void *
apply_args                      [] -> void *;  apply [function, arguments, size (size_t)] -> void *
return                          [result of apply] -> void, and returns
clear_padding                   [pointer] -> void; ``extra``: the pointee CType
splat                           [scalar of the element's type] -> T, a vector of copies
shuffle                         [vector, mask] or [vector, vector, mask] -> T
shufflevector                   [vector, vector] ``extra``: list of int indices (-1: any) -> T
convertvector                   [vector] -> T, element by element
atomic_load                     [pointer, order] -> T.  T: integer, pointer, _Bool, enum or floating of 1-16 bytes
atomic_store                    [pointer, value, order] -> void
atomic_exchange                 [pointer, value, order] -> T the old value
atomic_compare_exchange         [pointer, expected pointer, desired, weak, success order, failure order] -> _Bool
atomic_fetch_OP atomic_OP_fetch [pointer, value, order] -> T the old / the new value; OP: add sub and or xor nand;
                                where T is a pointer the value is a ptrdiff_t counted in **bytes**
atomic_test_and_set             [pointer (char *), order] -> _Bool;    atomic_clear [pointer (char *), order] -> void
atomic_thread_fence             [order] -> void;     atomic_signal_fence [order] -> void
sync_val_compare_and_swap       [pointer, old, new] -> T the old value;  sync_bool_compare_and_swap -> _Bool
ia32_...                        arguments of the target's table -> T; ``extra``: its ``target.x86_builtins.Builtin``
=============================== ==================================================================================

Orders are the numbers of C11 (0 relaxed .. 5 seq_cst) as int expressions, mostly constants; anything that is not
constant means seq_cst.  The ``__sync_`` forms arrive as the ``atomic_`` ones of order 5, ``__sync_lock_test_and_set``
as atomic_exchange of order 2, ``__sync_lock_release`` as atomic_store of 0 of order 3.  Where the pointee is a
structure the pointers arrive converted to pointers to an unsigned integer of its size.

**Library functions** have their types in ``_LIBRARY`` below as words, the result first; ``library_type`` gives it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ccore.dialect import C2X, C11, C89, C99, Dialect
from ccore.sema.types import CONST, CType, FunctionType

if TYPE_CHECKING:
    from ccore.sema.basic import TypeTable

# One letter per type: v void, i int, u unsigned, l long, m unsigned long, q long long, Q unsigned long long,
# z size_t, t ssize_t/ptrdiff_t, d double, f float, g long double, P void *, C const void *, s char *, c const char *,
# F FILE * (void * here), w wchar_t, W const wchar_t *, V va_list as a parameter, I int *, D double *, X float *,
# G long double *, j intmax_t, b _Bool, h unsigned short, o _Complex double, p _Complex float, r _Complex long double,
# k pid_t (int), 1 _Float32, 2 _Float64, 3 _Float32x, 4 _Float64x, y _Float128, A _Decimal32, B _Decimal64,
# E _Decimal128, S char **; a final "." variadic.
_LIBRARY: Final = {
    name: f"{line.split()[0]} {line.split()[1]}"
    for line in """
P PCz memcpy mempcpy memmove
P Piz memset
P PCiz memccpy
i CCz memcmp bcmp
P Ciz memchr memrchr
v CPz bcopy
v Pz bzero
s sc strcpy stpcpy strcat
s scz strncpy stpncpy strncat
i cc strcmp strcasecmp strcoll
i ccz strncmp strncasecmp
z c strlen
z cz strnlen
s ci strchr strrchr index rindex strchrnul
s cc strstr strpbrk
z cc strspn strcspn
s c strdup
s cz strndup
s sc strtok
z scz strxfrm strlcpy strlcat
P z malloc alloca
P zz calloc aligned_alloc
P Pz realloc
v P free
i i abs ffs isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit
i i tolower toupper isascii toascii putchar
l l labs
q q llabs
j j imaxabs
i l ffsl
i q ffsll
i c. printf printf_unlocked
i c puts
i iF putc fputc
i cF fputs
i Fc. fprintf
i sc. sprintf
i szc. snprintf
i cV vprintf
i FcV vfprintf
i scV vsprintf
i szcV vsnprintf
i c. scanf
i Fc. fscanf
i cc. sscanf
i cV vscanf
i FcV vfscanf
i ccV vsscanf
z CzzF fwrite
i iF putc_unlocked fputc_unlocked
i cF fputs_unlocked
i i putchar_unlocked
i c puts_unlocked
i Fc. fprintf_unlocked
v v abort
i v cpu_init
v i exit _exit _Exit
k v fork
d d acos acosh asin asinh atan atanh cbrt ceil cos cosh erf erfc exp exp10 exp2 expm1 fabs floor gamma j0 j1
d d lgamma log log10 log1p log2 logb nearbyint pow10 rint round roundeven significand sin sinh sqrt tan tanh
d d tgamma trunc y0 y1
f f acosf acoshf asinf asinhf atanf atanhf cbrtf ceilf cosf coshf erff erfcf expf exp10f exp2f expm1f fabsf floorf
f f gammaf lgammaf logf log10f log1pf log2f logbf nearbyintf rintf roundf roundevenf significandf sinf sinhf sqrtf
f f tanf tanhf tgammaf truncf j0f j1f y0f y1f
g g acosl acoshl asinl asinhl atanl atanhl cbrtl ceill cosl coshl erfl erfcl expl exp10l exp2l expm1l fabsl floorl
g g gammal lgammal logl log10l log1pl log2l logbl nearbyintl rintl roundl roundevenl significandl sinl sinhl sqrtl
g g tanl tanhl tgammal truncl j0l j1l y0l y1l
d dd atan2 copysign drem fdim fmax fmin fmod hypot nextafter pow remainder scalb
f ff atan2f copysignf dremf fdimf fmaxf fminf fmodf hypotf nextafterf powf remainderf scalbf
g gg atan2l copysignl dreml fdiml fmaxl fminl fmodl hypotl nextafterl powl remainderl scalbl
d dg nexttoward
f fg nexttowardf
g gg nexttowardl
d ddd fma
f fff fmaf
g ggg fmal
d dI frexp
f fI frexpf
g gI frexpl
d di ldexp scalbn powi
f fi ldexpf scalbnf powif
g gi ldexpl scalbnl powil
d dl scalbln
f fl scalblnf
g gl scalblnl
d dD modf
f fX modff
g gG modfl
d ddI remquo
f ffI remquof
g ggI remquol
i d ilogb finite
i f ilogbf finitef
i g ilogbl finitel
l d lrint lround
l f lrintf lroundf
l g lrintl lroundl
q d llrint llround
q f llrintf llroundf
q g llrintl llroundl
l d lceil lfloor
l f lceilf lfloorf
q d llceil llfloor
q f llceilf llfloorf
v dDD sincos
v fXX sincosf
v gGG sincosl
d c nan nans
f c nanf nansf
g c nanl nansl
d o cabs carg creal cimag
f p cabsf cargf crealf cimagf
g r cabsl cargl creall cimagl
o o conj cproj csqrt cexp clog csin ccos ctan csinh ccosh ctanh casin cacos catan casinh cacosh catanh
p p conjf cprojf csqrtf cexpf clogf csinf ccosf ctanf csinhf ccoshf ctanhf casinf cacosf catanf casinhf cacoshf catanhf
r r conjl cprojl csqrtl cexpl clogl csinl ccosl ctanl csinhl ccoshl ctanhl casinl cacosl catanl casinhl cacoshl catanhl
o oo cpow
p pp cpowf
r rr cpowl
z W wcslen
W Wwz wmemchr
v PP __clear_cache
P PCzz __memcpy_chk __mempcpy_chk __memmove_chk
P Pizz __memset_chk
s scz __strcpy_chk __stpcpy_chk __strcat_chk
s sczz __strncpy_chk __stpncpy_chk __strncat_chk
i sizc. __sprintf_chk
i szizc. __snprintf_chk
i sizcV __vsprintf_chk
i szizcV __vsnprintf_chk
i ic. __printf_chk
i Fic. __fprintf_chk
i icV __vprintf_chk
i FicV __vfprintf_chk
z szcC strftime
v zCPi __atomic_load __atomic_store
v zPPPi __atomic_exchange
b zPPPii __atomic_compare_exchange
b zC __atomic_is_lock_free
y y fabsf128 sqrtf128 ceilf128 floorf128 truncf128 roundf128 rintf128 nearbyintf128
y yy copysignf128 fmaxf128 fminf128
y yyy fmaf128
1 1 fabsf32 sqrtf32 ceilf32 floorf32 truncf32 roundf32 rintf32 nearbyintf32
1 11 copysignf32 fmaxf32 fminf32
1 111 fmaf32
2 2 fabsf64 sqrtf64 ceilf64 floorf64 truncf64 roundf64 rintf64 nearbyintf64
2 22 copysignf64 fmaxf64 fminf64
2 222 fmaf64
3 3 fabsf32x sqrtf32x ceilf32x floorf32x truncf32x roundf32x rintf32x nearbyintf32x
3 33 copysignf32x fmaxf32x fminf32x
3 333 fmaf32x
4 4 fabsf64x sqrtf64x ceilf64x floorf64x truncf64x roundf64x rintf64x nearbyintf64x
4 44 copysignf64x fmaxf64x fminf64x
4 444 fmaf64x
A A fabsd32
B B fabsd64
E E fabsd128
A c nand32
B c nand64
E c nand128
i d signbit
i f signbitf
i g signbitl
i A signbitd32
i B signbitd64
i E signbitd128
""".strip().splitlines()
    for name in line.split()[2:]
}

NORETURN: Final = frozenset({"abort", "exit", "_exit", "_Exit"})

# Functions of the C library that a freestanding program may have under the same name for its own use: only the
# ``__builtin_`` spelling means the library's.
_ONLY_PREFIXED: Final = frozenset(
    (
        "gamma", "gammaf", "gammal", "powi", "powif", "powil", "cpu_init", "lceil", "lceilf", "llceil",
        "llceilf", "lfloor", "lfloorf", "llfloor", "llfloorf", "nans", "nansf", "nansl",
    )  # fmt: skip
)
UNCHECKED: Final = frozenset(
    ["memccpy", "memrchr", "strchrnul", "strcoll", "strlcat", "strlcpy", "strtok", "strxfrm", "wcslen", "wmemchr"]
)
"""Those that GCC does not know: a program's function of the name and of another type is its own affair."""


SYMBOLS: Final = {
    "pow10": "exp10", "pow10f": "exp10f", "pow10l": "exp10l",
}  # fmt: skip
"""Library functions whose symbols have other names."""

RUNTIME: Final = {"powi": "__powidf2", "powif": "__powisf2", "powil": "__powixf2", "cpu_init": "__cpu_indicator_init"}
"""Builtins that are functions of the compiler's library, which the program cannot declare by the builtin's name."""

_C90_NAMES: Final = """
    abort abs acos asin atan atan2 calloc ceil cos cosh exit exp fabs floor fmod fprintf fputc fputs free frexp
    fscanf fwrite isalnum isalpha iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit labs
    ldexp log log10 malloc memchr memcmp memcpy memmove memset modf pow printf putc putchar puts realloc scanf
    sin sinh sprintf sqrt sscanf strcat strchr strcmp strcoll strcpy strcspn strftime strlen strncat strncmp
    strncpy strpbrk strrchr strspn strstr strtok strxfrm tan tanh tolower toupper vfprintf vprintf vsprintf
"""
_C99_NAMES: Final = """
    acosh asinh atanh cabs cacos cacosh carg casin casinh catan catanh cbrt ccos ccosh cexp cimag clog conj
    copysign cpow cproj creal csin csinh csqrt ctan ctanh erf erfc exp2 expm1 fdim fma fmax fmin hypot ilogb
    lgamma llrint llround log1p log2 logb lrint lround nan nearbyint nextafter nexttoward remainder remquo rint
    round scalbln scalbn tgamma trunc
"""
"""Those that come with f and l as well."""
_C99_SUFFIXED: Final = """
    acos asin atan atan2 ceil cos cosh exp fabs floor fmod frexp ldexp log log10 modf pow sin sinh sqrt tan tanh
"""
"""C90's names, which have got the forms with f and l."""
_C99_OTHERS: Final = (
    "_Exit", "imaxabs", "isblank", "llabs", "snprintf", "vfscanf", "vscanf", "vsnprintf", "vsscanf",
)  # fmt: skip
_C23_NAMES: Final = """
    exp10 exp10f exp10l fabsd128 fabsd32 fabsd64 memccpy nand128 nand32 nand64 roundeven roundevenf roundevenl
    strdup strndup
"""
_SINCE: Final[dict[str, int]] = {
    **dict.fromkeys(_C90_NAMES.split(), C89),
    **{name + suffix: C99 for name in _C99_NAMES.split() for suffix in ("", "f", "l")},
    **{name + suffix: C99 for name in _C99_SUFFIXED.split() for suffix in ("f", "l")},
    **dict.fromkeys(_C99_OTHERS, C99),
    "aligned_alloc": C11,
    **dict.fromkeys(_C23_NAMES.split(), C2X),
}
"""The standard's library functions, and the edition that brought each."""


def is_library_builtin(name: str, dialect: Dialect) -> bool:
    """Whether a library function of this name (without ``__builtin_``) is known: GNU C knows all, ISO C its own."""
    if name not in _LIBRARY or name in _ONLY_PREFIXED:
        return False
    return dialect.gnu or name.startswith("_") or _SINCE.get(name, dialect.year + 1) <= dialect.year


def library_type(name: str, types: TypeTable) -> FunctionType | None:
    """The standard type of a library function, or None."""
    signature = _LIBRARY.get(name)
    if signature is None:
        return None
    letters = _letters(types)
    result, _, parameters = signature.partition(" ")
    variadic = parameters.endswith(".")
    arguments = tuple(letters[c] for c in parameters.rstrip(".") if c != "v")
    made = FunctionType(letters[result], arguments, variadic)
    if name in NORETURN:
        made.attributes = frozenset({"noreturn"})
    return made


def _letters(types: TypeTable) -> dict[str, CType]:
    pointer = types.pointer
    va_list = getattr(types, "va_list", None)
    if va_list is None:
        va_list = pointer(types.void)
    elif va_list.is_array:
        va_list = pointer(va_list.element)
    return {
        "v": types.void, "i": types.int, "u": types.unsigned_int, "l": types.long, "m": types.unsigned_long,
        "q": types.long_long, "Q": types.unsigned_long_long, "z": types.size_t, "t": types.ptrdiff_t,
        "d": types.double, "f": types.float, "g": types.long_double, "P": pointer(types.void),
        "C": pointer(types.void.qualified(CONST)), "s": pointer(types.char), "c": pointer(types.char.qualified(CONST)),
        "F": pointer(types.void), "w": types.wchar_t, "W": pointer(types.wchar_t.qualified(CONST)), "V": va_list,
        "I": pointer(types.int), "D": pointer(types.double), "X": pointer(types.float), "G": pointer(types.long_double),
        "j": types.long, "b": types.bool, "h": types.unsigned_short, "o": types.complex(types.double),
        "p": types.complex(types.float), "r": types.complex(types.long_double), "k": types.int, "y": types.float128,
        "1": types.float32, "2": types.float64, "3": types.float32x, "4": types.float64x,
        "A": types.decimal32, "B": types.decimal64, "E": types.decimal128, "S": pointer(pointer(types.char)),
    }  # fmt: skip

"""The functions of <string.h>, <stdio.h> and <ctype.h> as the IR knows them: names and types.

``FunctionAttributes.library`` of a declared function holds its name here; ``ccore.passes.library_calls`` rewrites calls
of those.
"""

from __future__ import annotations

from typing import Final

from ccore.ir.values import CallAttributes

SIGNATURES: Final = {
    name: line.split()[0]
    for line in """
p:ppz memcpy memmove mempcpy strncpy stpncpy strncat
p:pp strcpy stpcpy strcat strstr strpbrk
p:piz memset memchr
p:pi strchr strrchr index rindex
i:ppz memcmp bcmp strncmp
i:pp strcmp fputs fputs_unlocked
i:i isascii isdigit toascii
z:p strlen
z:pz strnlen
z:pp strspn strcspn
v:ppz bcopy
v:pz bzero
i:p. printf printf_unlocked
i:pp. fprintf fprintf_unlocked sprintf
i:pzp. snprintf
i:pp* vprintf
i:ppp* vfprintf vsprintf
i:pzpp* vsnprintf
i:p puts puts_unlocked
i:i putchar putchar_unlocked
i:ip fputc fputc_unlocked
z:pzzp fwrite fwrite_unlocked
p:ppzz __memcpy_chk __memmove_chk __mempcpy_chk __strncpy_chk __stpncpy_chk __strncat_chk
p:pizz __memset_chk
p:ppz __strcpy_chk __stpcpy_chk __strcat_chk
i:pizp. __sprintf_chk
i:pzizp. __snprintf_chk
i:pizpp* __vsprintf_chk
i:pzizpp* __vsnprintf_chk
i:ip. __printf_chk
i:pip. __fprintf_chk
i:ipp* __vprintf_chk
i:pipp* __vfprintf_chk
""".strip().splitlines()
    for name in line.split()[1:]
}
"""By function the types of its result and parameters: v void, p pointer, i int, z size_t, a final "." variadic; "*":
the last one is a va_list, which is no pointer on every target."""

_EFFECTS: Final = {
    name: line.split()[0]
    for line in """
0::0 strlen strnlen
01::01 strcmp strncmp memcmp bcmp strspn strcspn
0:: strchr strrchr index rindex memchr
01::1 strstr strpbrk
1:0:1 memcpy memmove mempcpy strcpy stpcpy strncpy stpncpy
01:0:1 strcat strncat
:0: memset
0:1:01 bcopy
:0:0 bzero
:: isascii isdigit toascii
""".strip().splitlines()
    for name in line.split()[1:]
}
"""By function which arguments point to what it reads and to what it writes, and of which it keeps no address: that is
all it does (C17 7.4, 7.24)."""

PURE: Final = frozenset(name for name, words in _EFFECTS.items() if not words.split(":")[1])
"""Those that look at memory, and do nothing else."""


def tell_effects(name: str, attributes: CallAttributes) -> None:
    """Write down what the library's function of that name does."""
    words = _EFFECTS.get(name)
    if words is not None:
        reads, writes, unkept = words.split(":")
        attributes.reads, attributes.writes = frozenset(reads), frozenset(writes)
        attributes.unkept, attributes.returns = frozenset(unkept), True
        attributes.pure |= name in PURE
    if name in GIVES_FIRST:
        attributes.gives = 0


_COPYING: Final = ("memcpy", "memmove", "memset", "strcpy", "strncpy", "strcat", "strncat")
GIVES_FIRST: Final = frozenset((*_COPYING, *(f"__{name}_chk" for name in _COPYING)))
"""Those whose result is their first argument."""

__all__ = ["GIVES_FIRST", "PURE", "SIGNATURES", "tell_effects"]

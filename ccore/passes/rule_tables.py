"""The algebraic identities of ``instsimplify``, in the notation of ``rules.py``; each is proved by the tests.

A rule gives an existing value, or as many instructions as go for it: it never adds work for the machine.  Each variable
stands at most once in a replacement: another use of what may be undef is another value.
Multiplications by powers of two stay what they are: addresses are sums of multiples, and the machine's are shifts.
"""

from __future__ import annotations

from typing import Final

ARITHMETIC: Final = """
# --- One form for what can be written in several: constants second, sums with constants as additions
constant-second: {add|mul} nsw? nuw? C, %x -> {add|mul} nsw? nuw? %x, C : varies(%x)
constant-second: {and|or|xor} C, %x -> {and|or|xor} %x, C : varies(%x)
sub-constant: sub nsw? %x, C -> add nsw? %x, -C : C != smin
sub-constant: sub %x, C -> add %x, -C

# --- Neutral and absorbing constants
neutral: {add|sub|or|xor|shl|lshr|ashr} %x, 0 -> %x
neutral: {mul|sdiv|udiv} %x, 1 -> %x
neutral: and %x, -1 -> %x
absorbing: {and|mul} %x, 0 -> 0
absorbing: or %x, -1 -> -1
absorbing: {shl|lshr|ashr|sdiv|udiv|srem|urem} 0, %x -> 0
absorbing: ashr -1, %x -> -1
rem-one: {urem|srem|srem} %x, {1|1|-1} -> 0

# --- One operand twice
same: {and|or} %x, %x -> %x
same: {sub|xor|urem|srem} %x, %x -> 0
same: {udiv|sdiv} %x, %x -> 1
absorb: {and|or} ({or|and} %x, %y), %x -> %x
again: {and|or} ({and|or} %x, %y), %x -> {and|or} %x, %y
again: xor (xor %x, %y), %x -> %y
complement: {and|or|xor|add} (xor %x, -1), %x -> {0|-1|-1|-1}

# --- Sums
add-add: add nuw (add nuw %x, C1), C2 -> add nuw %x, C1 + C2 : adds_u(C1, C2)
add-add: add nsw (add nsw %x, C1), C2 -> add nsw %x, C1 + C2 : adds_s(C1, C2)
add-add: add (add %x, C1), C2 -> add %x, C1 + C2
sub-add: sub (add %x, %y), %x -> %y
add-sub: add (sub %x, %y), %y -> %x
sub-sub: sub %x, (sub %x, %y) -> %y
sub-sub: sub (sub %x, %y), %x -> sub 0, %y
sub-neg: sub 0, (sub %x, %y) -> sub %y, %x
sub-neg: sub %x, (sub 0, %y) -> add %x, %y
add-neg: add %x, (sub 0, %y) -> sub %x, %y
constant-sub: sub C1, (add %x, C2) -> sub C1 - C2, %x
constant-sub: sub C1, (sub C2, %x) -> add %x, C1 - C2
constant-sub: add (sub C1, %x), C2 -> sub C1 + C2, %x
not: sub -1, %x -> xor %x, -1
not: sub C, (xor %x, -1) -> add %x, C + 1
not: add (xor %x, -1), C -> sub C - 1, %x
not: xor (add %x, C), -1 -> sub ~C, %x
not: xor (sub C, %x), -1 -> add %x, ~C
not: sub (xor %x, -1), (xor %y, -1) -> sub %y, %x
not: {and|or} (once xor %x, -1), (once xor %y, -1) -> xor ({or|and} %x, %y), -1
parts: add (and %x, %y), (or %x, %y) -> add %x, %y
parts: {add|or} (and %x, %y), (xor %x, %y) -> or %x, %y
parts: sub (or %x, %y), (and %x, %y) -> xor %x, %y
parts: {sub|xor} (or %x, %y), (xor %x, %y) -> and %x, %y
parts: xor (or %x, %y), (and %x, %y) -> xor %x, %y
parts: add (and %x, C1), (and %x, C2) -> and %x, C1 | C2 : C1 & C2 == 0
without: {sub|xor} %x, (once and %x, C) -> and %x, ~C
without: xor (once or %x, C), C -> and %x, ~C
without: sub (once or %x, C), C -> and %x, ~C
distribute: {add|sub} (once mul %x, %y), (once mul %x, %z) -> mul %x, ({add|sub} %y, %z)
distribute: {or|xor} (once and %x, %y), (once and %x, %z) -> and %x, ({or|xor} %y, %z)
distribute: {or|xor} (once and %x, C), (once and %y, C) -> and ({or|xor} %x, %y), C
distribute: and (once or %x, %y), (once or %x, %z) -> or %x, (and %y, %z)
distribute: {add|sub|and|or|xor} (once shl %x, %z), (once shl %y, %z) -> shl ({add|sub|and|or|xor} %x, %y), %z
distribute: {and|or|xor} (once lshr %x, %z), (once lshr %y, %z) -> lshr ({and|or|xor} %x, %y), %z
distribute: {and|or|xor} (once ashr %x, %z), (once ashr %y, %z) -> ashr ({and|or|xor} %x, %y), %z
multiple: add (mul %x, C), %x -> mul %x, C + 1
multiple: sub (mul %x, C), %x -> mul %x, C - 1
multiple: sub %x, (mul %x, C) -> mul %x, 1 - C
multiple: {add|sub} (mul %x, C1), (mul %x, C2) -> mul %x, C1 {+|-} C2
multiple: add (shl %x, C), %x -> mul %x, (1 << C) + 1 : C < width
multiple: sub (shl %x, C), %x -> mul %x, (1 << C) - 1 : C < width

# --- Products and quotients
mul-mul: mul (mul %x, C1), C2 -> mul %x, C1 * C2
mul-mul: mul (shl %x, C1), C2 -> mul %x, C2 << C1 : C1 < width
mul-mul: shl (mul %x, C1), C2 -> mul %x, C1 << C2 : C2 < width
minus-one: {mul|sdiv} %x, -1 -> sub 0, %x
mul-neg: mul (sub 0, %x), C -> mul %x, -C
mul-neg: mul (sub 0, %x), (sub 0, %y) -> mul %x, %y
mul-neg: sub 0, (once mul %x, C) -> mul %x, -C
udiv-power: udiv exact? %x, C -> lshr exact? %x, log2(C) : is_pow2(C)
urem-power: urem %x, C -> and %x, C - 1 : is_pow2(C)
sdiv-exact: sdiv exact %x, C -> ashr exact %x, log2(C) : is_pow2(C), C != smin
div-div: udiv (udiv %x, C1), C2 -> udiv %x, C1 * C2 : muls_u(C1, C2)
div-div: sdiv (sdiv %x, C1), C2 -> sdiv %x, C1 * C2 : muls_s(C1, C2), C1 * C2 != smin
div-div: udiv (lshr %x, C1), C2 -> udiv %x, C2 << C1 : C1 < width, shls(C2, C1)
div-div: lshr (udiv %x, C1), C2 -> udiv %x, C1 << C2 : C2 < width, shls(C1, C2)
rem-rem: urem (urem %x, %y), %y -> urem %x, %y
div-of-mul: sdiv (mul nsw %x, %y), %y -> %x
div-of-mul: udiv (mul nuw %x, %y), %y -> %x
div-of-mul: udiv (mul nuw %x, C1), C2 -> mul nuw %x, C1 // C2 : divs(C1, C2)
div-of-mul: udiv (mul nuw %x, C1), C2 -> udiv %x, C2 // C1 : divs(C2, C1)
rem-of-mul: {srem|urem} (mul {nsw|nuw} %x, %y), %y -> 0
rem-of-mul: urem (mul nuw %x, C1), C2 -> 0 : divs(C1, C2)
mul-of-div: mul ({sdiv|udiv} exact %x, %y), %y -> %x
rem-of-div: sub %x, (once mul (once udiv %x, %y), %y) -> urem %x, %y
"""

BITS: Final = """
# --- Masks and shifts
constants: and (and %x, C1), C2 -> and %x, C1 & C2
constants: or (or %x, C1), C2 -> or %x, C1 | C2
constants: xor (xor %x, C1), C2 -> xor %x, C1 ^ C2
mask: and (or %x, C1), C2 -> and %x, C2 : C1 & C2 == 0
mask: and (or %x, C1), C2 -> C2 : C1 & C2 == C2
mask: and (xor %x, C1), C2 -> and %x, C2 : C1 & C2 == 0
mask: or (and %x, C1), C2 -> or %x, C2 : ~C1 & ~C2 == 0
mask: or (xor %x, C1), C2 -> or %x, C2 : C1 & ~C2 == 0
mask: or (and %x, C1), (and %x, C2) -> and %x, (C1 | C2)
mask: xor (and %x, C1), (and %x, C2) -> and %x, C1 ^ C2
mask: and (add %x, C1), C2 -> and %x, C2 : C2 & (C2 + 1) == 0, C1 & C2 == 0
mask: and (mul %x, C1), C2 -> 0 : C1 != 0, C2 >> ctz(C1) == 0, C2 & ((1 << ctz(C1)) - 1) == C2
mask-shift: and (shl %x, C1), C2 -> shl %x, C1 : C1 < width, C2 >> C1 == (-1) >> C1
mask-shift: and (shl %x, C1), C2 -> 0 : C1 < width, C2 >> C1 == 0
mask-shift: and (lshr %x, C1), C2 -> lshr %x, C1 : C1 < width, ((-1) >> C1) & ~C2 == 0
mask-shift: and (lshr %x, C1), C2 -> 0 : C1 < width, ((-1) >> C1) & C2 == 0
mask-shift: and (ashr %x, C1), C2 -> lshr %x, C1 : C1 < width, ((-1) >> C1) == C2
shift-shift: {shl|lshr} ({shl|lshr} %x, C1), C2 -> {shl|lshr} %x, C1 + C2 : C1 < width, C2 < width - C1
shift-shift: {shl|lshr} ({shl|lshr} %x, C1), C2 -> 0 : C1 < width, C2 < width, C2 >= width - C1
shift-shift: ashr (ashr %x, C1), C2 -> ashr %x, C1 + C2 : C1 < width, C2 < width - C1
shift-shift: ashr (ashr %x, C1), C2 -> ashr %x, width - 1 : C1 < width, C2 < width, C2 >= width - C1
shift-back: {lshr|ashr} (shl {nuw|nsw} %x, %y), %y -> %x
shift-back: shl ({lshr|ashr} exact %x, %y), %y -> %x
shift-back: lshr (shl %x, C), C -> and %x, (-1) >> C : C < width
shift-back: shl ({lshr|ashr} %x, C), C -> and %x, (-1) << C : C < width
shift-sign: lshr (ashr %x, %y), C -> lshr %x, C : C == width - 1
"""

COMPARISONS: Final = """
constant-second: cmp {eq|ne|slt|sle|sgt|sge|ult|ule|ugt|uge} K, %x -> cmp {eq|ne|sgt|sge|slt|sle|ugt|uge|ult|ule} %x, K
  : varies(%x)
constant-second: cmp {oeq|one|ueq|une|ord|uno|olt|ole|ogt|oge|fult|fule|fugt|fuge} K, %x
  -> cmp {oeq|one|ueq|une|ord|uno|ogt|oge|olt|ole|fugt|fuge|fult|fule} %x, K : varies(%x)
itself: cmp {eq|sle|sge|ule|uge|ne|slt|sgt|ult|ugt} %x, %x -> {1|1|1|1|1|0|0|0|0|0}
opposite: xor (once cmp {eq|ne|slt|sle|sgt|sge|ult|ule|ugt|uge} %x, %y), 1
  -> cmp {ne|eq|sge|sgt|sle|slt|uge|ugt|ule|ult} %x, %y
opposite: xor (once cmp {oeq|une|one|ueq|ord|uno|olt|ole|ogt|oge|fult|fule|fugt|fuge} %x, %y), 1
  -> cmp {une|oeq|ueq|one|uno|ord|fuge|fugt|fule|fult|oge|ogt|ole|olt} %x, %y

# --- A condition compared with a constant
condition: cmp {ne|eq} %x, {0|1} -> %x:i1
condition: cmp {eq|ne} %x, {0|1} -> xor %x:i1, 1
condition: cmp {ugt|slt} %x, 0 -> %x:i1

# --- What no number is beyond, and one form for comparisons with a constant
limit: cmp {ult|uge} %x, 0 -> {0|1}
limit: cmp {ugt|ule} %x, -1 -> {0|1}
limit: cmp {slt|sge} %x, C -> {0|1} : C == smin
limit: cmp {sgt|sle} %x, C -> {0|1} : C == smin - 1
limit: cmp {ult|uge} %x, -1 -> cmp {ne|eq} %x, -1
limit: cmp {ugt|ule} %x, 0 -> cmp {ne|eq} %x, 0
limit: cmp {ult|uge} %x, 1 -> cmp {eq|ne} %x, 0
limit: cmp {slt|sge} %x, C -> cmp {ne|eq} %x, C : C == smin - 1
limit: cmp {sgt|sle} %x, C -> cmp {ne|eq} %x, C : C == smin
limit: cmp {sle|sge} %x, C -> cmp {slt|sgt} %x, C {+|-} 1 : C != smin {-|+} {1|0}
limit: cmp {ule|uge} %x, C -> cmp {ult|ugt} %x, C {+|-} 1 : C != {-1|0}
sign: cmp {ult|ugt} %x, C -> cmp {sgt|slt} %x, {-1|0} : C == smin {+|-} {0|1}

# --- Extended values
extended: cmp {eq|ne} ({zext|zext} %x), C -> cmp {eq|ne} %x, cut(C) : zfits(C, %x)
extended: cmp {eq|ne} ({sext|sext} %x), C -> cmp {eq|ne} %x, cut(C) : sfits(C, %x)
extended: cmp {eq|ne} ({zext|zext} %x), C -> {0|1} : not zfits(C, %x)
extended: cmp {eq|ne} ({sext|sext} %x), C -> {0|1} : not sfits(C, %x)
extended: cmp {ult|ule|ugt|uge} (zext %x), C -> cmp {ult|ule|ugt|uge} %x, cut(C) : zfits(C, %x)
extended: cmp {ult|ule|ugt|uge} (zext %x), C -> {1|1|0|0} : not zfits(C, %x)
extended: cmp {slt|sle|sgt|sge} (zext %x), C -> cmp {ult|ule|ugt|uge} %x, cut(C) : zfits(C, %x)
extended: cmp {slt|sle|sgt|sge} (zext %x), C -> {0|0|1|1} : slt(C, 0)
extended: cmp {slt|sle|sgt|sge} (zext %x), C -> {1|1|0|0} : not zfits(C, %x), not slt(C, 0)
extended: cmp {slt|sle|sgt|sge} (sext %x), C -> cmp {slt|sle|sgt|sge} %x, cut(C) : sfits(C, %x)
extended: cmp {slt|sle|sgt|sge} (sext %x), C -> {1|1|0|0} : not sfits(C, %x), not slt(C, 0)
extended: cmp {slt|sle|sgt|sge} (sext %x), C -> {0|0|1|1} : not sfits(C, %x), slt(C, 0)
extended: cmp {eq|ne|ult|ule|ugt|uge} (zext %x), (zext %y) -> cmp {eq|ne|ult|ule|ugt|uge} %x, %y
extended: cmp {slt|sle|sgt|sge} (zext %x), (zext %y) -> cmp {ult|ule|ugt|uge} %x, %y
extended: cmp {eq|ne|slt|sle|sgt|sge|ult|ule|ugt|uge} (sext %x), (sext %y)
  -> cmp {eq|ne|slt|sle|sgt|sge|ult|ule|ugt|uge} %x, %y

# --- Sums
sum: cmp {eq|ne} (once add %x, C1), C2 -> cmp {eq|ne} %x, C2 - C1
sum: cmp {eq|ne} (sub C1, %x), C2 -> cmp {eq|ne} %x, C1 - C2
sum: cmp {eq|ne} (xor %x, C1), C2 -> cmp {eq|ne} %x, C2 ^ C1
sum: cmp {eq|ne} ({sub|sub} %x, %y), 0 -> cmp {eq|ne} %x, %y
sum: cmp {eq|ne} ({xor|xor} %x, %y), 0 -> cmp {eq|ne} %x, %y
sum: cmp {eq|ne} ({add|add} %x, %y), %x -> cmp {eq|ne} %y, 0
sum: cmp {eq|ne} ({xor|xor} %x, %y), %x -> cmp {eq|ne} %y, 0
sum: cmp {eq|ne} ({sub|sub} %x, %y), %x -> cmp {eq|ne} %y, 0
sum: cmp {eq|ne} (add %x, %y), (add %x, %z) -> cmp {eq|ne} %y, %z
sum: cmp {eq|ne} (xor %x, %y), (xor %x, %z) -> cmp {eq|ne} %y, %z
sum: cmp {eq|ne} (once and %x, C), (once and %y, C) -> cmp {eq|ne} (and (xor %x, %y), C), 0
sum: cmp {eq|ne} (sub %x, %y), (sub %x, %z) -> cmp {eq|ne} %y, %z
sum: cmp {slt|sle|sgt|sge} (once add nsw %x, C1), C2 -> cmp {slt|sle|sgt|sge} %x, C2 - C1 : subs_s(C2, C1)
sum: cmp {ult|ule|ugt|uge} (once add nuw %x, C1), C2 -> cmp {ult|ule|ugt|uge} %x, C2 - C1 : C1 <= C2
sum: cmp {slt|sle|sgt|sge} (add nsw %x, %y), (add nsw %x, %z) -> cmp {slt|sle|sgt|sge} %y, %z
sum: cmp {ult|ule|ugt|uge} (add nuw %x, %y), (add nuw %x, %z) -> cmp {ult|ule|ugt|uge} %y, %z
sum: cmp {slt|sle|sgt|sge} (add nsw %x, %y), %x -> cmp {slt|sle|sgt|sge} %y, 0
sum: cmp {slt|sle|sgt|sge} (sub nsw %x, %y), 0 -> cmp {slt|sle|sgt|sge} %x, %y
sum: cmp {slt|sle|sgt|sge} (sub nsw 0, %x), C -> cmp {sgt|sge|slt|sle} %x, -C : C != smin
not: cmp {slt|sle|sgt|sge|ult|ule|ugt|uge} (xor %x, -1), C -> cmp {sgt|sge|slt|sle|ugt|uge|ult|ule} %x, ~C
not: cmp {eq|ne|slt|sle|sgt|sge|ult|ule|ugt|uge} (xor %x, -1), (xor %y, -1)
  -> cmp {eq|ne|sgt|sge|slt|sle|ugt|uge|ult|ule} %x, %y

# --- Products, shifts and masks
product: cmp {eq|ne} (mul nsw %x, C), 0 -> cmp {eq|ne} %x, 0 : C != 0
product: cmp {eq|ne} (mul nuw %x, C), 0 -> cmp {eq|ne} %x, 0 : C != 0
product: cmp {eq|ne} (mul %x, C), 0 -> cmp {eq|ne} %x, 0 : C & 1 == 1
product: cmp {eq|ne} (mul nsw %x, C), (mul nsw %y, C) -> cmp {eq|ne} %x, %y : C != 0
product: cmp {eq|ne} (mul nuw %x, C), (mul nuw %y, C) -> cmp {eq|ne} %x, %y : C != 0
product: cmp {slt|sle|sgt|sge} (mul nsw %x, C), 0 -> cmp {slt|sle|sgt|sge} %x, 0 : slt(0, C)
product: cmp {slt|sle|sgt|sge} (mul nsw %x, C), 0 -> cmp {sgt|sge|slt|sle} %x, 0 : slt(C, 0)
shift: cmp {eq|ne} (shl {nuw|nuw} %x, %y), 0 -> cmp {eq|ne} %x, 0
shift: cmp {eq|ne} (shl {nsw|nsw} %x, %y), 0 -> cmp {eq|ne} %x, 0
shift: cmp {eq|ne} ({lshr|lshr} exact %x, %y), 0 -> cmp {eq|ne} %x, 0
shift: cmp {eq|ne} ({ashr|ashr} exact %x, %y), 0 -> cmp {eq|ne} %x, 0
shift: cmp {eq|ne} (lshr %x, C), 0 -> cmp {ult|ugt} %x, (1 << C) {-|-} {0|1} : C < width
shift: cmp {slt|sgt} (ashr %x, %y), {0|-1} -> cmp {slt|sgt} %x, {0|-1}
shift: cmp {ne|eq} (lshr %x, C), 0 -> cmp {slt|sgt} %x, {0|-1} : C == width - 1
mask: cmp {eq|ne} (once and %x, C), C -> cmp {ne|eq} (and %x, C), 0 : is_pow2(C)
mask: cmp {ne|eq} (and %x, C), 0 -> cmp {slt|sgt} %x, {0|-1} : C == smin
mask: cmp {eq|ne} (and %x, C1), C2 -> {0|1} : C2 & ~C1 != 0
mask: cmp {eq|ne} (or %x, C1), C2 -> {0|1} : C1 & ~C2 != 0
mask: cmp {ugt|ule} (and %x, C1), C2 -> {0|1} : C1 <= C2
mask: cmp {ult|uge} (and %x, C1), C2 -> {1|0} : C1 < C2
mask: cmp {ugt|ule} (and %x, %y), %x -> {0|1}
mask: cmp {ult|uge} (or %x, %y), %x -> {0|1}
rest: cmp {ult|uge} (urem %x, %y), %y -> {1|0}
rest: cmp {ult|uge} (urem %x, C1), C2 -> {1|0} : C1 <= C2
rest: cmp {ugt|ule} ({udiv|udiv} %x, %y), %x -> {0|1}
rest: cmp {ugt|ule} ({lshr|lshr} %x, %y), %x -> {0|1}
quotient: cmp {eq|ne} (udiv %x, %y), 0 -> cmp {ult|uge} %x, %y

# --- Two comparisons of one pair or of one value with constants
both: and (once cmp uge %x, C1), (once cmp ult %x, C2) -> cmp ult (sub %x, C1), C2 - C1 : C1 < C2
both: and (once cmp sgt %x, C1), (once cmp slt %x, C2) -> cmp ult (add %x, ~C1), C2 - C1 - 1
  : slt(C1, C2), C1 + 1 != C2
both: or (once cmp slt %x, C1), (once cmp sgt %x, C2) -> cmp ugt (sub %x, C1), C2 - C1 : sle(C1, C2)
both: and (once cmp ugt %x, C1), (once cmp ult %x, C2) -> cmp ult (add %x, ~C1), C2 - C1 - 1 : C1 < C2, C1 + 1 != C2
both: or (once cmp ult %x, C1), (once cmp ugt %x, C2) -> cmp ugt (sub %x, C1), C2 - C1 : C1 <= C2
both: and (once cmp {sgt|sgt} %x, {-1|-1}), (once cmp {slt|ult} %x, C) -> cmp ult %x, C : {slt(0, C)|slt(0, C)}
both: {or|and} (once cmp {eq|ne} %x, C1), (once cmp {eq|ne} %x, C2) -> cmp {eq|ne} (and %x, ~(C1 ^ C2)), C1 & C2
  : is_pow2(C1 ^ C2)
both: {and|or} (once cmp {eq|ne} %x, 0), (once cmp {eq|ne} %y, 0) -> cmp {eq|ne} (or %x, %y), 0
both: {and|or} (once cmp {eq|ne} %x, -1), (once cmp {eq|ne} %y, -1) -> cmp {eq|ne} (and %x, %y), -1
both: {and|or} (once cmp {sgt|slt} %x, {-1|0}), (once cmp {sgt|slt} %y, {-1|0})
  -> cmp {sgt|slt} ({or|or} %x, %y), {-1|0}
both: {or|and} (once cmp {sgt|slt} %x, {-1|0}), (once cmp {sgt|slt} %y, {-1|0})
  -> cmp {sgt|slt} ({and|and} %x, %y), {-1|0}
both: or (once cmp {slt|sgt|ult|ugt|slt|ult} %x, %y), (once cmp {eq|eq|eq|eq|sgt|ugt} %x, %y)
  -> cmp {sle|sge|ule|uge|ne|ne} %x, %y
both: and (once cmp {sle|sge|ule|uge} %x, %y), (once cmp {ne|ne|ne|ne} %x, %y) -> cmp {slt|sgt|ult|ugt} %x, %y
"""

CONVERSIONS: Final = """
chain: zext (zext %x) -> zext %x
chain: sext ({sext|zext} %x) -> {sext|zext} %x
chain: trunc (trunc %x) -> trunc %x
chain: trunc ({zext|sext} %x) -> %x
chain: trunc ({zext|sext} %x) -> {zext|sext} %x
chain: trunc ({zext|sext} %x) -> trunc %x
narrow: trunc (once {and|or|xor|add|sub|mul} (once zext %x), (zext %y)) -> {and|or|xor|add|sub|mul} %x, %y
narrow: trunc (once {and|or|xor|add|sub|mul} (once sext %x), (sext %y)) -> {and|or|xor|add|sub|mul} %x, %y
narrow: trunc (once {and|or|xor|add|sub|mul} (zext %x), C) -> {and|or|xor|add|sub|mul} %x, cut(C)
narrow: trunc (once {and|or|xor|add|sub|mul} (sext %x), C) -> {and|or|xor|add|sub|mul} %x, cut(C)
narrow: trunc (lshr (zext %x), C) -> lshr %x, cut(C) : C < width(%x)
narrow: trunc (shl (zext %x), C) -> shl %x, cut(C) : C < width(%x)
narrow: trunc (ashr (sext %x), C) -> ashr %x, cut(C) : C < width(%x)
pointer: {ptrtoint|inttoptr} ({inttoptr|ptrtoint}:t %x) -> %x : width(t) == width(%x)
"""

SELECTIONS: Final = """
same: select %c, %x, %x -> %x
known: select {1|0}, %x, %y -> {%x|%y}
condition: select %c, 1, 0 -> %c
condition: select %c, 0, 1 -> xor %c, 1
condition: select %c, 1, 0 -> zext %c
condition: select %c, -1, 0 -> sext %c
turned: select (xor %c, 1), %x, %y -> select %c, %y, %x
again: select %c, (select %c, %x, %y), %z -> select %c, %x, %z
again: select %c, %x, (select %c, %y, %z) -> select %c, %x, %z
equal: select (cmp eq %x, %y), %x, %y -> %y
equal: select (cmp ne %x, %y), %x, %y -> %x
equal: select (cmp eq %x, C), C, %x -> %x
equal: select (cmp ne %x, C), %x, C -> %x
common: select %c, (once {add|sub|and|or|xor|mul} %x, %y), (once {add|sub|and|or|xor|mul} %x, %z)
  -> {add|sub|and|or|xor|mul} %x, (select %c, %y, %z)
common: select %c, (once sub %x, %z), (once sub %y, %z) -> sub (select %c, %x, %y), %z
common: select %c, (once {zext|sext|trunc} %x), (once {zext|sext|trunc} %y) -> {zext|sext|trunc} (select %c, %x, %y)
compared: cmp {ne|eq} (select %c, C1, C2), C2 -> {%c|xor %c, 1} : C1 != C2
compared: cmp {eq|ne} (select %c, C1, C2), C1 -> {%c|xor %c, 1} : C1 != C2
compared: cmp {eq|ne} (select %c, C1, C2), C3 -> {0|1} : C1 != C3, C2 != C3
"""

POINTERS: Final = """
offset: ptradd %p, 0 -> %p
offset: ptradd inbounds? (ptradd inbounds? %p, C1), C2 -> ptradd inbounds? %p, C1 + C2
"""

RULES: Final = ARITHMETIC + BITS + COMPARISONS + CONVERSIONS + SELECTIONS + POINTERS

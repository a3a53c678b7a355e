"""What the processor's builtins are in LLVM IR: one function for each kind of template that their table names.

A function gets the types of the call, the words after the kind, and the values of the immediates, and gives lines
in the form that ``target_calls`` reads: ``name = instruction`` with ``$0`` for an operand with its type, ``%0``
without, ``$r`` for the result's type; the last line is the result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, final

from ccore.ir.types import Type, VectorType, int_type, vector_type
from ccore.llvm.text import type_text


@final
@dataclass(slots=True)
class Call:
    """The types of a call, and the values of its immediates by operand."""

    result: Type
    arguments: list[Type]
    immediates: dict[int, int]

    def vector(self, index: int = 0) -> VectorType:
        """The type of an operand that is a vector."""
        type_ = self.arguments[index]
        assert isinstance(type_, VectorType)
        return type_

    @property
    def immediate(self) -> int:
        """The last immediate."""
        return next(reversed(self.immediates.values()))


Lines = list[str]


def suffix(type_: Type) -> str:
    """How an overloaded intrinsic's name ends for the type."""
    if isinstance(type_, VectorType):
        return f"v{type_.count}{suffix(type_.element)}"
    return str(type_)


def integers(type_: VectorType) -> VectorType:
    """The vector of integers with as many elements of the same size."""
    return vector_type(int_type(type_.element.size * 8), type_.count)


def mask(indices: list[int]) -> str:
    """A shuffle's mask; -1: any element."""
    texts = ["i32 poison" if i < 0 else f"i32 {i}" for i in indices]
    return f"<{len(texts)} x i32> <{', '.join(texts)}>"


def shuffle(a: str, b: str, indices: list[int]) -> str:
    """``b`` "": nothing but ``a`` (typed texts)."""
    second = b or f"{a[: a.rindex(' ')] if not a.startswith('$') else '$t' + a[1:]} poison"
    return f"shufflevector {a}, {second}, {mask(indices)}"


def _direct(c: Call, word: str) -> Lines:
    """``@name``: an intrinsic of x86 with the builtin's own types; ``@name 0 i8:1``: operands by number, literals."""
    words = word.split()
    operands = words[1:] or [str(i) for i in range(len(c.arguments))]
    texts = [f"${o}" if o.isdigit() else o.replace(":", " ") for o in operands]
    return [f"call $r @llvm.x86.{words[0]}({', '.join(texts)})"]


def _operation(c: Call, word: str) -> Lines:
    return [f"{word} $0, %1"]


def _bits(c: Call, word: str) -> Lines:
    """and, andn, or, xor of vectors of any element."""
    type_ = c.vector()
    i = type_text(integers(type_))
    lines = [f"a = bitcast $0 to {i}", f"b = bitcast $1 to {i}"]
    if word == "andn":
        lines.append(f"n = xor {i} %a, splat (i{type_.element.size * 8} -1)")
        lines.append(f"c = and {i} %n, %b")
    else:
        lines.append(f"c = {word} {i} %a, %b")
    return [*lines, f"bitcast {i} %c to $r"]


def _generic(c: Call, word: str) -> Lines:
    """An intrinsic that LLVM has for every processor, by the result's type; further words are literal operands."""
    name, *extra = word.split()
    operands = [f"${i}" for i in range(len(c.arguments))] + [e.replace(":", " ") for e in extra]
    return [f"call $r @llvm.{name}.{suffix(c.result)}({', '.join(operands)})"]


def _compare(c: Call, word: str) -> Lines:
    return [f"c = icmp {word} $0, %1", f"sext <{c.vector().count} x i1> %c to $r"]


def _predicate(c: Call, word: str) -> Lines:
    """cmpps and kin with a fixed predicate; "swap" exchanges the operands."""
    intrinsic, number, *swap = word.split()
    a, b = ("$1", "$0") if swap else ("$0", "$1")
    return [f"call $r @llvm.x86.{intrinsic}({a}, {b}, i8 {number})"]


def _low(c: Call, word: str) -> Lines:
    """An operation on the lowest elements; the others are the first operand's."""
    e = type_text(c.vector().element)
    operands = ["a = extractelement $0, i32 0", "b = extractelement $1, i32 0"]
    return [*operands, f"c = {word} {e} %a, %b", f"insertelement $0, {e} %c, i32 0"]


def _sqrt_low(c: Call, word: str) -> Lines:
    e = c.vector().element
    t = type_text(e)
    call = f"b = call {t} @llvm.sqrt.{suffix(e)}({t} %a)"
    return ["a = extractelement $0, i32 0", call, f"insertelement $0, {t} %b, i32 0"]


def _lanes(type_: VectorType) -> tuple[int, int]:
    """How many lanes of 16 bytes (one of 8 for MMX), and elements in each."""
    lanes = max(1, type_.size // 16)
    return lanes, type_.count // lanes


def _unpack(c: Call, word: str) -> Lines:
    type_ = c.vector()
    lanes, per = _lanes(type_)
    start = per // 2 if word == "high" else 0
    indices: list[int] = []
    for lane in range(lanes):
        for k in range(per // 2):
            at = lane * per + start + k
            indices += [at, type_.count + at]
    return [shuffle("$0", "$1", indices)]


def _shuffle(c: Call, word: str) -> Lines:
    """A fixed shuffle by its indices; one or two vector operands."""
    indices = [int(w) for w in word.split()]
    if len(c.arguments) > 1:
        return [shuffle("$0", "$1", indices)]
    return [shuffle(f"{type_text(c.vector())} %0", "", indices)]


def _one(c: Call, indices: list[int]) -> Lines:
    return [shuffle(f"{type_text(c.vector())} %0", "", indices)]


def _shuffle_words(c: Call, word: str) -> Lines:
    """pshufd, pshuflw, pshufhw, pshufw, vpermilp: 2 (or 1) bits of the immediate choose each element of a lane."""
    type_ = c.vector()
    lanes, per = _lanes(type_)
    value, indices = c.immediate, list(range(type_.count))
    first = 4 if word == "high" else 0
    width = 4 if word else per
    for lane in range(lanes):
        for k in range(width):
            if per == 2:  # doubles: a bit for each, over all lanes
                choice = value >> lane * per + k & 1
            else:
                choice = value >> 2 * k & 3
            indices[lane * per + first + k] = lane * per + first + choice
    return _one(c, indices)


def _shuffle_floats(c: Call, word: str) -> Lines:
    """shufps, shufpd: the lower half of each lane from the first operand, the upper from the second."""
    type_ = c.vector()
    lanes, per = _lanes(type_)
    value, indices = c.immediate, []
    for lane in range(lanes):
        for k in range(per):
            choice = value >> 2 * k & 3 if per == 4 else value >> lane * per + k & 1
            indices.append(lane * per + choice + (type_.count if k >= per // 2 else 0))
    return [shuffle("$0", "$1", indices)]


def _blend(c: Call, word: str) -> Lines:
    """A bit of the immediate chooses each element; 8 bits serve every lane of words."""
    count = c.vector().count
    chosen = [c.immediate >> (k % 8) & 1 for k in range(count)]
    return [shuffle("$0", "$1", [k + count * chosen[k] for k in range(count)])]


def _bytes(type_: VectorType) -> str:
    return f"<{type_.size} x i8>"


def _shift_bytes(c: Call, word: str) -> Lines:
    """psrldq, pslldq: whole lanes; GCC's immediate counts bits."""
    type_ = c.vector()
    lanes, count = type_.size // 16, min(c.immediate // 8, 16)
    indices = []
    for lane in range(lanes):
        for k in range(16):
            at = k + count if word == "right" else k - count
            indices.append(lane * 16 + at if 0 <= at < 16 else type_.size)
    b = _bytes(type_)
    return [f"a = bitcast $0 to {b}", "b = " + shuffle(f"{b} %a", f"{b} zeroinitializer", indices),
            f"bitcast {b} %b to $r"]


def _align(c: Call, word: str) -> Lines:
    """palignr: the pair (first above second), shifted right by bits, lane by lane."""
    type_ = c.vector()
    size, width, count = type_.size, min(type_.size, 16), c.immediate // 8
    b = _bytes(type_)
    low, high = f"{b} %b", f"{b} %a"
    if count >= width:
        low, high, count = high, f"{b} zeroinitializer", min(count - width, width)
    indices = []
    for lane in range(0, size, width):
        indices += [lane + at if at < width else size + lane + at - width for at in range(count, count + width)]
    lines = [f"a = bitcast $0 to {b}", f"b = bitcast $1 to {b}", "c = " + shuffle(low, high, indices)]
    return [*lines, f"bitcast {b} %c to $r"]


def _permute_quads(c: Call, word: str) -> Lines:
    return _one(c, [c.immediate >> 2 * k & 3 for k in range(4)])


def _extract_half(c: Call, word: str) -> Lines:
    half = c.vector().count // 2
    start = half * (c.immediate & 1)
    return _one(c, list(range(start, start + half)))


def _insert_half(c: Call, word: str) -> Lines:
    type_, half = c.vector(), c.vector(1)
    n = half.count
    wide = "w = " + shuffle(f"{type_text(half)} %1", "", [k if k < n else -1 for k in range(2 * n)])
    own, other = list(range(2 * n)), [2 * n + k for k in range(n)]
    own[n * (c.immediate & 1) : n * (c.immediate & 1) + n] = other
    return [wide, shuffle("$0", f"{type_text(type_)} %w", own)]


def _permute_halves(c: Call, word: str) -> Lines:
    """vperm2f128: each half is one of four, or zero."""
    type_ = c.vector()
    n, t = type_.count // 2, type_text(type_)
    lines, parts = [], []
    for k in (0, 4):
        control = c.immediate >> k & 15
        source = f"{t} zeroinitializer" if control & 8 else "$1" if control & 2 else "$0"
        start = n * (control & 1)
        lines.append(f"h{k} = " + shuffle(source, f"{t} poison", list(range(start, start + n))))
        parts.append(f"<{n} x {type_text(type_.element)}> %h{k}")
    return [*lines, shuffle(parts[0], parts[1], list(range(2 * n)))]


def _broadcast(c: Call, word: str) -> Lines:
    """The lowest element, or what a pointer points to ("load"), in every element."""
    result = c.result
    assert isinstance(result, VectorType)
    e = type_text(result.element)
    if word == "load":
        lines = [f"e = load {e}, $0, align 1"]
    elif isinstance(c.arguments[0], VectorType):
        lines = ["e = extractelement $0, i32 0"]
    else:
        lines = [f"e = bitcast $0 to {e}"]
    return [*lines, f"v = insertelement $r poison, {e} %e, i32 0", shuffle(f"{type_text(result)} %v", "",
                                                                         [0] * result.count)]


def _broadcast_lane(c: Call, word: str) -> Lines:
    """Sixteen bytes in both halves: from a pointer or a vector."""
    result = c.result
    assert isinstance(result, VectorType)
    half = vector_type(result.element, result.count // 2)
    h = type_text(half)
    lines = [f"v = load {h}, $0, align 1" if word == "load" else f"v = bitcast $0 to {h}"]
    return [*lines, shuffle(f"{h} %v", "", list(range(half.count)) * 2)]


def _extend(c: Call, word: str) -> Lines:
    """The low elements, each widened: sext, zext, sitofp, fpext."""
    result, source = c.result, c.vector()
    assert isinstance(result, VectorType)
    t = type_text(vector_type(source.element, result.count))
    if source.count == result.count:
        return [f"{word} $0 to $r"]
    return ["a = " + shuffle(f"{type_text(source)} %0", "", list(range(result.count))), f"{word} {t} %a to $r"]


def _insert_converted(c: Call, word: str) -> Lines:
    """cvtsi2ss, cvtss2sd: the second operand (its lowest element), converted, becomes the lowest element."""
    e = type_text(c.vector().element)
    second = c.arguments[1]
    if isinstance(second, VectorType):
        lines = ["a = extractelement $1, i32 0", f"b = {word} {type_text(second.element)} %a to {e}"]
    else:
        lines = [f"b = {word} $1 to {e}"]
    return [*lines, f"insertelement $0, {e} %b, i32 0"]


def _load(c: Call, word: str) -> Lines:
    """``load align``; "bytes" are the type's own size."""
    return [f"load $r, $0, align {word or 1}"]


def _store(c: Call, word: str) -> Lines:
    """``store align [nontemporal]``: the second operand at the first's address."""
    align, *rest = word.split()
    hint = ", !nontemporal $h" if rest else ""
    return [f"store $1, $0, align {align}{hint}"]


def _store_part(c: Call, word: str) -> Lines:
    """movhps, movlps to memory: 8 bytes, "0" low or "1" high."""
    return ["a = bitcast $1 to <2 x i64>", f"b = extractelement <2 x i64> %a, i32 {word}", "store i64 %b, $0, align 1"]


def _load_part(c: Call, word: str) -> Lines:
    return ["a = bitcast $0 to <2 x i64>", "b = load i64, $1, align 1",
            f"c = insertelement <2 x i64> %a, i64 %b, i32 {word}", "bitcast <2 x i64> %c to $r"]


def _element(c: Call, word: str) -> Lines:
    """vec_ext, vec_set, vec_init: by an immediate, or all elements."""
    if word == "extract":
        e, index = c.vector().element, c.immediate
        if c.result is e:
            return [f"extractelement $0, i32 {index}"]
        return [f"e = extractelement $0, i32 {index}", f"zext {type_text(e)} %e to $r"]
    vector = c.vector() if word == "insert" else c.result
    assert isinstance(vector, VectorType)
    e = vector.element
    if word == "insert":
        if c.arguments[1] is e:
            return [f"insertelement $0, $1, i32 {c.immediate}"]
        return [f"e = trunc $1 to {type_text(e)}", f"insertelement $0, {type_text(e)} %e, i32 {c.immediate}"]
    lines, before = [], "$r poison"
    for k, argument in enumerate(c.arguments):
        text = f"${k}"
        if argument is not e:
            lines.append(f"e{k} = trunc ${k} to {type_text(e)}")
            text = f"{type_text(e)} %e{k}"
        lines.append(f"v{k} = insertelement {before}, {text}, i32 {k}")
        before = f"$r %v{k}"
    return [*lines[:-1], lines[-1].partition(" = ")[2]]


def _fused(c: Call, word: str) -> Lines:
    """vfmadd...: signs of the product and of the addend ("+-"); "low": the lowest elements alone, "zero" of the
    second operand."""
    signs, *scope = word.split()
    type_ = c.vector()
    value: Type = type_.element if scope else type_
    t = type_text(value)
    names = [f"%{k}" for k in range(3)]
    lines: Lines = []
    if scope:
        for k, n in enumerate("abc"):
            lines.append(f"{n} = extractelement ${k}, i32 0")
        names = ["%a", "%b", "%c"]
    if signs[0] == "-":
        lines.append(f"n = fneg {t} {names[0]}")
        names[0] = "%n"
    if signs[1] == "-":
        lines.append(f"m = fneg {t} {names[2]}")
        names[2] = "%m"
    call = f"call {t} @llvm.fma.{suffix(value)}({t} {names[0]}, {t} {names[1]}, {t} {names[2]})"
    if not scope:
        return [*lines, call]
    return [*lines, "f = " + call, f"insertelement $0, {t} %f, i32 0"]


def _fused_alternating(c: Call, word: str) -> Lines:
    """vfmaddsub, vfmsubadd: even elements subtract ("-+") or add."""
    type_ = c.vector()
    t, n = type_text(type_), type_.count
    call = f"call {t} @llvm.fma.{suffix(type_)}($0, $1, {t} "
    even, odd = ("%y", "%x") if word == "-+" else ("%x", "%y")
    indices = [k + (n if k & 1 else 0) for k in range(n)]
    return ["x = " + call + "%2)", "m = fneg $2", "y = " + call + "%m)", shuffle(f"{t} {even}", f"{t} {odd}", indices)]


def _multiply_wide(c: Call, word: str) -> Lines:
    """pmuludq, pmuldq: the even elements as numbers of twice the width ("z" or "s"ign extended)."""
    t = type_text(c.result)
    lines = [f"a = bitcast $0 to {t}", f"b = bitcast $1 to {t}"]
    if word == "s":
        for n in "ab":
            lines += [f"{n}l = shl {t} %{n}, splat (i64 32)", f"{n}x = ashr {t} %{n}l, splat (i64 32)"]
    else:
        lines += [f"{n}x = and {t} %{n}, splat (i64 4294967295)" for n in "ab"]
    return [*lines, f"mul {t} %ax, %bx"]


def _doubled(type_: VectorType) -> VectorType:
    return vector_type(type_.element, type_.count * 2)


def _mmx(c: Call, word: str) -> Lines:
    """A 64-bit operation by the one of 128 bits: "wide" puts zeros above each operand, "pair" puts the second above
    the first.  Further words as of a direct intrinsic, "r:TYPE" for what it returns."""
    kind, intrinsic, *rest = word.split()
    lines: Lines = []
    texts: list[str] = []
    for k, argument in enumerate(c.arguments):
        if isinstance(argument, VectorType):
            n = argument.count
            t = type_text(_doubled(argument))
            lines.append(f"w{k} = " + shuffle(f"${k}", f"{type_text(argument)} zeroinitializer", list(range(2 * n))))
            texts.append(f"{t} %w{k}")
        else:
            texts.append(f"${k}")
    if kind == "pair":
        n = c.vector().count
        t = type_text(_doubled(c.vector()))
        lines = ["w = " + shuffle("$0", "$1", list(range(2 * n)))]
        texts = [f"{t} %w", f"{t} zeroinitializer"]
    result = c.result
    if not isinstance(result, VectorType):
        return [*lines, f"call $r @llvm.x86.{intrinsic}({', '.join(texts)})"]
    returned = next((w[2:].replace(":", " ") for w in rest if w.startswith("r:")), type_text(_doubled(result)))
    lines.append(f"x = call {returned} @llvm.x86.{intrinsic}({', '.join(texts)})")
    if returned != type_text(_doubled(result)):
        lines.append(f"y = bitcast {returned} %x to {type_text(_doubled(result))}")
    last = f"{type_text(_doubled(result))} %{'y' if returned != type_text(_doubled(result)) else 'x'}"
    return [*lines, shuffle(last, "", list(range(result.count)))]


def _mmx_high_product(c: Call, word: str) -> Lines:
    """pmulhw, pmulhuw."""
    n = c.vector().count
    w = f"<{n} x i32>"
    lines = [f"a = {word} $0 to {w}", f"b = {word} $1 to {w}", f"c = mul {w} %a, %b"]
    return [*lines, f"d = lshr {w} %c, splat (i32 16)", f"trunc {w} %d to $r"]


def _average(c: Call, word: str) -> Lines:
    type_ = c.vector()
    bits = type_.element.size * 8
    w = f"<{type_.count} x i{bits * 2}>"
    one = f"splat (i{bits * 2} 1)"
    return [f"a = zext $0 to {w}", f"b = zext $1 to {w}", f"c = add {w} %a, %b", f"d = add {w} %c, {one}",
            f"e = lshr {w} %d, {one}", f"trunc {w} %e to $r"]


def _step(c: Call, word: str) -> Lines:
    """rdrand, rdseed: the number to memory, the carry as int."""
    name, t = word.split()
    return [f"a = call {{ {t}, i32 }} @llvm.x86.{name}()", f"n = extractvalue {{ {t}, i32 }} %a, 0",
            f"store {t} %n, $0, align 1", f"extractvalue {{ {t}, i32 }} %a, 1"]


def _carry(c: Call, word: str) -> Lines:
    """addcarryx, sbb: the sum to memory, the carry as unsigned char."""
    name, t = word.split()
    return [f"a = call {{ i8, {t} }} @llvm.x86.{name}($0, $1, $2)", f"n = extractvalue {{ i8, {t} }} %a, 1",
            f"store {t} %n, $3, align 1", f"extractvalue {{ i8, {t} }} %a, 0"]


def _gather(c: Call, word: str) -> Lines:
    """GCC's order: source, base, index, mask, scale; ``r:TYPE``..: halves of wider operands are used as they are."""
    return [f"call $r @llvm.x86.{word}($0, $1, $2, $3, i8 {c.immediate})"]


def _text(c: Call, word: str) -> Lines:
    return [line.strip() for line in word.split(";")]


def _rotate(c: Call, word: str) -> Lines:
    t = type_text(c.result)
    return [f"n = trunc $1 to {t}", f"call {t} @llvm.fsh{word}.{suffix(c.result)}($0, {t} %0, {t} %n)"]


def _state(c: Call, word: str) -> Lines:
    """An intrinsic whose 64 bits travel as high and low word: xsave and its kin, tpause."""
    call = f"call {type_text(c.result)} @llvm.x86.{word}($0, i32 %m, i32 %l)"
    return ["l = trunc $1 to i32", "h = lshr $1, 32", "m = trunc i64 %h to i32", call]


TEMPLATES: Final[dict[str, Callable[[Call, str], Lines]]] = {
    "@": _direct, "op": _operation, "bits": _bits, "generic": _generic, "compare": _compare,
    "predicate": _predicate, "low": _low, "sqrtlow": _sqrt_low, "unpack": _unpack, "shuffle": _shuffle,
    "pshuf": _shuffle_words, "shufp": _shuffle_floats, "blend": _blend, "shiftbytes": _shift_bytes, "align": _align,
    "permq": _permute_quads, "half": _extract_half, "inserthalf": _insert_half, "permhalves": _permute_halves,
    "broadcast": _broadcast, "broadcastlane": _broadcast_lane, "extend": _extend, "insertconverted": _insert_converted,
    "load": _load, "store": _store, "storepart": _store_part, "loadpart": _load_part, "element": _element,
    "fused": _fused, "fusedalt": _fused_alternating, "mulwide": _multiply_wide, "mmx": _mmx,
    "mulhigh": _mmx_high_product, "average": _average, "step": _step, "carry": _carry, "gather": _gather,
    "text": _text, "rotate": _rotate, "state": _state,
}  # fmt: skip

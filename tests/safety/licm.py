from safety import Hazard, Sample, always, never


def loop(inside: str, test: str = "%more: i1 = cmp slt %n, i32 3") -> str:
    """A loop of three rounds that tests at its end."""
    return (
        "br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^l]\n"
        f" {inside}\n %n: i32 = add %i, i32 1\n {test}\n condbr %more, ^l, ^o\n^o:\n ret %b"
    )


DIVIDING = (
    "br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^k]\n %z: i1 = cmp ne %b, i32 0\n condbr %z, ^k, ^o\n"
    "^k:\n %0: i32 = udiv %a, %b\n store volatile %0, %p align=4\n %n: i32 = add %i, i32 1\n"
    " %more: i1 = cmp slt %n, i32 3\n condbr %more, ^l, ^o\n^o:\n ret %b"
)
SAMPLES = [
    Sample(
        loop("%0: i32 = mul %a, %b\n %1: i32 = add %0, %i\n store volatile %1, %p align=4"),
        "%0: i32 = mul %a, %b\n " + loop("%1: i32 = add %0, %i\n store volatile %1, %p align=4"),
    ),
]
HAZARDS = [
    Hazard(
        "no operand changes in the loop",
        "licm._Motion.invariant",
        always,
        loop("%0: i32 = mul %a, %i\n store volatile %0, %p align=4"),
    ),
    Hazard(
        "nothing in the loop writes to what is loaded",
        "licm._within",
        never,
        loop("%0: i32 = load @g align=4\n %1: i32 = call @touch(@g: ptr) as i32 (ptr)\n store %0, @h align=4").replace(
            "ret %b", "%2: i32 = load @h align=4\n ret %2"
        ),
    ),
    Hazard(
        "what may trap is sure to be computed",
        "licm.sure_blocks",
        lambda loop, analyses: set(loop.blocks),
        DIVIDING,
        ((6, 2, 0), (6, 0, 0)),
    ),
    Hazard(
        "a division by zero does not move",
        "licm._safe_division",
        always,
        DIVIDING,
        ((6, 2, 0), (6, 0, 0)),
    ),
    Hazard(
        "a load that may not be made is of an object that exists",
        "licm.dereferenceable",
        always,
        "%q: ptr = select %c, %p, ptr null\n br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^k]\n"
        " %s: i32 = phi [i32 0, ^entry], [%t, ^k]\n condbr %c, ^k, ^o\n"
        "^k:\n %0: i32 = load %q align=4\n %t: i32 = add %s, %0\n %n: i32 = add %i, i32 1\n"
        " %more: i1 = cmp slt %n, i32 3\n condbr %more, ^l, ^o\n^o:\n ret %b",
    ),
    Hazard(
        "nothing else in the loop touches a place that is kept in a local",
        "alias.Aliases.may_alias",
        never,
        loop("%0: i32 = load @g align=4\n %1: i32 = add %0, %a\n store %1, @g align=4\n %2: i32 = load %p align=4\n"
             " %3: i32 = mul %2, %b\n store %3, %p align=4"),
    ),
    Hazard(
        "loads in the loop see its stores of their kind",
        "alias.tags_apart",
        always,
        loop("%0: i32 = load @g align=4 tag=i32\n %1: i32 = add %0, %a\n store %1, %p align=4 tag=i32"),
    ),
    Hazard(
        "stores of different kinds keep their order",
        "alias.Aliases.may_alias",
        lambda aliases, a, b, same_time=True: a[0] is b[0],
        loop("store %a, @g align=4 tag=i32\n store f32 0x40000000, %p align=4 tag=f32"),
    ),
]  # fmt: skip

from safety import Hazard, Refusal, Sample, always, never

BOTH = "condbr %c, ^x, ^y\n^x:\n {}\n ret %0\n^y:\n {}\n ret %1"
SAMPLES = [
    Sample(
        "condbr %c, ^x, ^j\n^x:\n %0: i32 = mul %a, %b\n store volatile %0, %p align=4\n br ^j\n"
        "^j:\n %1: i32 = mul %b, %a\n ret %1",
        "%0: i32 = mul %a, %b\n condbr %c, ^x, ^j\n^x:\n store volatile %0, %p align=4\n br ^j\n^j:\n ret %0",
    ),
    Sample(  # an address moves with what needs it
        BOTH.format("%q: ptr = ptradd %p, i64 4\n %l: i32 = load %q align=4\n %0: i32 = add %l, %a",
                    "%r: ptr = ptradd %p, i64 4\n %m: i32 = load %r align=4\n %1: i32 = sub %m, %a"),
        "%0: ptr = ptradd %p, i64 4\n %1: i32 = load %0 align=4\n condbr %c, ^x, ^y\n"
        "^x:\n %2: i32 = add %1, %a\n ret %2\n^y:\n %3: i32 = sub %1, %a\n ret %3",
    ),
    Sample(  # one of them is to an object of any kind
        BOTH.format("%0: i32 = load %p align=4 tag=i32", "%1: i32 = load %p align=4"),
        "%0: i32 = load %p align=4\n condbr %c, ^x, ^y\n^x:\n ret %0\n^y:\n ret %0",
    ),
]  # fmt: skip
HAZARDS = [
    Hazard(
        "each successor is sure to compute it",
        "hoist.stops",
        never,
        BOTH.format("call @exit(%a: i32) as void (i32)\n %0: i32 = udiv %a, %b", "%1: i32 = udiv %a, %b"),
        ((6, 0, 1), (6, 2, 0)),
    ),
    Hazard(
        "no way leads to a successor but through the branch",
        "hoist._dominates",
        always,
        "condbr %c, ^d, ^j\n^d:\n %z: i1 = cmp slt %a, %b\n condbr %z, ^x, ^j\n^x:\n %0: i32 = mul %a, %b\n ret %0\n"
        "^j:\n %1: i32 = mul %a, %b\n ret %1",
    ),
    Hazard(
        "operands move too",
        "hoist._within",
        never,
        BOTH.format("%2: i32 = mul %a, %b\n %3: i32 = mul %a, %b\n %0: i32 = add %3, %a",
                    "%4: i32 = mul %a, %b\n %5: i32 = mul %a, %b\n %1: i32 = add %5, %a"),
    ),
    Hazard(
        "nothing writes to memory before a load",
        "hoist._writes",
        never,
        BOTH.format("store %a, %p align=4\n %0: i32 = load %p align=4", "%1: i32 = load %p align=4"),
    ),
    Hazard(
        "what is loaded in a join was not written on another way to it",
        "hoist._has_same_memory",
        always,
        "condbr %c, ^x, ^j\n^x:\n %0: i32 = load %p align=4\n %1: i32 = add %0, %a\n store %1, %p align=4\n br ^j\n"
        "^j:\n %2: i32 = load %p align=4\n ret %2",
    ),
    Hazard(
        "what stands for two promises what both do",
        "hoist._join",
        never,
        BOTH.format("%0: i32 = add nsw %a, %b", "%1: i32 = add %a, %b"),
        ((0x7FFFFFFF, 1, 0), (1, 2, 1)),
    ),
    Hazard(
        "an address is as even as both loads say",
        "hoist._join",
        never,
        "%o: i64 = zext %a\n %q: ptr = ptradd %p, %o\n "
        + BOTH.format("%0: i32 = load %q align=4", "%1: i32 = load %q align=2"),
        ((4, 5, 1), (2, 5, 0)),
    ),
]  # fmt: skip
REFUSALS = [
    Refusal(
        "nothing is kept in registers over a call that returns twice",
        "hoist.returns_twice",
        never,
        "%s: i32 = call @setjmp(@h: ptr) as i32 (ptr)\n "
        + BOTH.format("%0: i32 = mul %a, %b", "%1: i32 = mul %a, %b"),
        "after the second return a register may hold what it held at the first, unlike memory (C17 7.13.2.1)",
    ),
]

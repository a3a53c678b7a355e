from safety import Hazard, Refusal, Sample, always, never


def join(x: str, at: str, y: str = "") -> str:
    """Two ways to a join, which returns %v."""
    return (
        f"condbr %c, ^x, ^y\n^x:\n {x}\n store volatile %a, %p align=4\n br ^j\n"
        f"^y:\n store volatile %b, %p align=4\n{y} br ^j\n^j:\n {at}\n ret %v"
    )


PHI = "%2: i32 = phi [%b, ^x], [%a, ^y]\n "
SAMPLES = [
    Sample(
        join("%0: i32 = mul %a, %b", PHI + "%v: i32 = mul %2, %a"),
        join("%0: i32 = mul %a, %b", "%v: i32 = phi [%0, ^x], [%1, ^y]\n " + PHI.strip(), " %1: i32 = mul %a, %a\n"),
    ),
]
HAZARDS = [
    Hazard(
        "a value stands for the expression only where it is computed on every way",
        "pre._Elimination.available",
        always,
        "condbr %c, ^x, ^y\n^x:\n %z: i1 = cmp slt %a, %b\n condbr %z, ^k, ^l\n^k:\n %0: i32 = mul %a, %b\n"
        " store %0, %p align=4\n br ^l\n^l:\n br ^j\n^y:\n br ^j\n^j:\n %1: i32 = mul %a, %b\n ret %1",
    ),
    Hazard(
        "the block that computes it leads to the join alone",
        "pre._Elimination.may_insert",
        always,
        "condbr %c, ^x, ^y\n^x:\n %0: i32 = udiv %a, %b\n store %0, %p align=4\n br ^j\n"
        "^y:\n %z: i1 = cmp ne %b, i32 0\n condbr %z, ^j, ^o\n^j:\n %1: i32 = udiv %a, %b\n ret %1\n^o:\n ret %a",
        ((6, 2, 1), (6, 2, 0), (6, 0, 0)),
    ),
    Hazard(
        "the join is sure to compute it",
        "pre.stops",
        never,
        join("%0: i32 = udiv %a, %b", "call @exit(%a: i32) as void (i32)\n %v: i32 = udiv %a, %b"),
        ((6, 2, 1), (6, 0, 0)),
    ),
    Hazard(
        "operands are those of each way",
        "pre._Elimination.incoming",
        lambda elimination, operand, join, source: getattr(operand, "operands", [operand])[0],
        join("%0: i32 = mul %a, %b", PHI + "%v: i32 = mul %2, %a"),
    ),
    Hazard(
        "a value promises no more than the expression",
        "pre.weaken",
        never,
        join("%0: i32 = add nsw %a, %b", "%v: i32 = add %a, %b"),
        ((0x7FFFFFFF, 1, 1), (1, 2, 0)),
    ),
    Hazard(
        "a phi promises no more than the expression",
        "pre.promises_no_more",
        always,
        join(
            "%0: i32 = add nsw %a, %b",
            "%1: i32 = add nsw %a, %b\n condbr %c, ^u, ^w\n^u:\n br ^k\n^w:\n br ^k\n^k:\n %v: i32 = add %a, %b",
        ),
        ((0x7FFFFFFF, 1, 1), (1, 2, 0)),
    ),
]
REFUSALS = [
    Refusal(
        "nothing is kept in registers over a call that returns twice",
        "pre.returns_twice",
        never,
        join("%0: i32 = mul %a, %b\n %1: i32 = call @setjmp(@h: ptr) as i32 (ptr)", "%v: i32 = mul %a, %b"),
        "after the second return a register may hold what it held at the first, unlike memory (C17 7.13.2.1)",
    ),
]

from ccore.ir.types import I32
from safety import Hazard, Sample, always, never

SAMPLES = [
    Sample(
        "%x: ptr = alloca size=4 align=4 name=x\n store %a, %x align=4\n condbr %c, ^t, ^j\n"
        "^t:\n store %b, %x align=4\n br ^j\n^j:\n %0: i32 = load %x align=4\n ret %0",
        "condbr %c, ^t, ^j\n^t:\n br ^j\n^j:\n %0: i32 = phi [%a, ^entry], [%b, ^t]\n ret %0",
    ),
]
HAZARDS = [
    Hazard(
        "all uses are plain loads and stores of the whole",
        "mem2reg.promotable",
        lambda alloca: I32,
        "%x: ptr = alloca size=4 align=4 name=x\n store %a, %x align=4\n %0: i32 = call @touch(%x: ptr) as i32 (ptr)\n"
        " %1: i32 = load %x align=4\n ret %1",
    ),
    Hazard(
        "volatile and atomic accesses stay",
        "mem2reg.plain",
        always,
        "%x: ptr = alloca size=4 align=4 name=x\n store volatile %a, %x align=4\n %0: i32 = load %x align=4\n ret %0",
    ),
    Hazard(
        "values of several types have one width",
        "mem2reg.convertible",
        always,
        "%x: ptr = alloca size=4 align=4 name=x\n store %a, %x align=4\n store i8 1, %x align=1\n"
        " %0: i32 = load %x align=4\n ret %0",
        ((257, 0, 0), (1024, 0, 0)),
    ),
    Hazard(
        "no local of a function that setjmp returns to twice",
        "mem2reg.returns_twice",
        never,
        "%x: ptr = alloca size=4 align=4 name=x\n store %a, %x align=4\n"
        " %0: i32 = call @setjmp(%p: ptr) as i32 (ptr)\n %1: i1 = cmp ne %0, i32 0\n condbr %1, ^again, ^first\n"
        "^first:\n store %b, %x align=4\n call @longjmp(%p: ptr, i32 1: i32) as void (ptr, i32)\n unreachable\n"
        "^again:\n store i64 0, %p align=8\n %2: i32 = load %x align=4\n ret %2",
    ),
]

from safety import Hazard, Sample, always

SAMPLES = [
    Sample(
        "%0: i32 = mul %a, %b\n %1: i32 = add %0, %a\n br ^l\n^l:\n %2: i32 = phi [i32 0, ^entry], [%3, ^l]\n"
        " %3: i32 = add %2, %1\n condbr %c, ^o, ^l\n^o:\n ret %b",
        "br ^l\n^l:\n condbr %c, ^o, ^l\n^o:\n ret %b",
    ),
]
HAZARDS = [
    Hazard(
        "what has an effect stays",
        "dce.needed",
        lambda i: i.terminator,
        "%0: i32 = call @putchar(%a: i32) as i32 (i32)\n ret %b",
    ),
    Hazard(
        "an address that goes elsewhere may be read there",
        "dce.only_writes",
        always,
        "%x: ptr = alloca size=4 align=4 name=x\n store %a, %x align=4\n"
        " store %x, %p align=8\n %q: ptr = load %p align=8\n store i64 0, %p align=8\n"
        " %0: i32 = load %q align=4\n ret %0",
    ),
    Hazard(
        "volatile stores stay",
        "dce.plain",
        always,
        "%x: ptr = alloca size=4 align=4 name=x\n store volatile %a, %x align=4\n ret %b",
    ),
]

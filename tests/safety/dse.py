from safety import Hazard, Sample, always, never

LOCAL = "%x: ptr = alloca size=16 align=8 name=x\n"

SAMPLES = [
    Sample(
        "store %a, %p align=4\n condbr %c, ^x, ^y\n^x:\n store %b, %p align=4\n br ^j\n"
        "^y:\n store i32 0, %p align=4\n br ^j\n^j:\n ret %a",
        "condbr %c, ^x, ^y\n^x:\n store %b, %p align=4\n br ^j\n^y:\n store i32 0, %p align=4\n br ^j\n^j:\n ret %a",
    ),
    Sample(
        LOCAL + "store %a, %x align=4\n %0: i32 = load %x align=4\n store %b, %x align=4\n ret %0",
        LOCAL + "store %a, %x align=4\n %0: i32 = load %x align=4\n ret %0",
    ),
    Sample(
        "store %a, %p align=4 tag=i32\n %0: f32 = load @g align=4 tag=f32\n store %b, %p align=4 tag=i32\n"
        " store %0, @h align=4\n ret %a",
        "%0: f32 = load @g align=4 tag=f32\n store %b, %p align=4 tag=i32\n store %0, @h align=4\n ret %a",
    ),
]
HAZARDS = [
    Hazard(
        "nothing reads it",
        "alias.Aliases.reads",
        never,
        "store %a, %p align=4\n %0: i32 = load %p align=4\n store %b, %p align=4\n ret %0",
    ),
    Hazard(
        "loads of its kind may read it",
        "alias.tags_apart",
        always,
        "store %a, %p align=4 tag=i32\n %0: i32 = load @g align=4 tag=i32\n store %b, %p align=4 tag=i32\n ret %0",
    ),
    Hazard(
        "no call that may know the address",
        "alias.Aliases.known_outside",
        never,
        "variable @g: ptr size=64 linkage=external align=16 defined\n"
        "function @peek: i32 () () linkage=external defined {\n^entry:\n %0: i32 = load @g align=4\n ret %0\n}\n"
        "function @f: i32 (i32, i32, ptr, i1) (%a, %b, %p, %c) linkage=external defined {\n^entry:\n"
        " store %a, %p align=4\n %0: i32 = call @peek() as i32 ()\n store %b, %p align=4\n ret %0\n}",
    ),
    Hazard(
        "each byte is overwritten",
        "dse.shared",
        lambda part, place: (1 << place[2]) - 1,
        "store %a, %p align=4\n store i8 1, %p align=1\n ret %b",
        ((257, 0, 0),),
    ),
    Hazard(
        "the object ends with the function",
        "dse._Walk.ends",
        always,
        "store %a, %p align=4\n ret %b",
    ),
    Hazard(
        "volatile and atomic stores stay",
        "dse.plain",
        always,
        "store volatile %a, %p align=4\n store volatile %b, %p align=4\n ret %a",
    ),
    Hazard(
        "an address that a loop computes is another in the next round",
        "dse.renewed",
        never,
        LOCAL + "br ^h\n^h:\n %1: ptr = phi [%x, ^entry], [%2, ^l]\n store %b, %1 align=4\n"
        " %2: ptr = ptradd %1, i64 4\n %3: ptr = ptradd %x, i64 8\n %4: i1 = cmp eq %1, %3\n"
        " condbr %4, ^o, ^l\n^l:\n store %a, %1 align=4\n br ^h\n^o:\n %5: i32 = load %x align=4\n ret %5",
    ),
    Hazard(
        "after setjmp the program may be back",
        "dse.returns_twice",
        never,
        "%x: ptr = alloca size=4 align=4 name=x\n store %a, %x align=4\n"
        " %0: i32 = call @setjmp(%p: ptr) as i32 (ptr)\n %1: i1 = cmp ne %0, i32 0\n condbr %1, ^again, ^first\n"
        "^first:\n store %b, %x align=4\n call @longjmp(%p: ptr, i32 1: i32) as void (ptr, i32)\n unreachable\n"
        "^again:\n store i64 0, %p align=8\n %2: i32 = load %x align=4\n ret %2",
    ),
]

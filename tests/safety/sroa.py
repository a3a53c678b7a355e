from safety import Hazard, Sample, always, never

LOCAL = "%x: ptr = alloca size=8 align=4 name=x\n %y: ptr = ptradd inbounds %x, i64 4\n store %a, %x align=4\n"
SAMPLES = [
    Sample(
        "%x: ptr = alloca size=8 align=8 name=x\n %0: ptr = ptradd inbounds %x, i64 4\n store %a, %x align=4\n"
        " store %b, %0 align=4\n %1: i32 = load %x align=4\n ret %1",
        "%x.0: ptr = alloca size=4 align=8 name=x.0\n %x.4: ptr = alloca size=4 align=4 name=x.4\n"
        " store %a, %x.0 align=4\n store %b, %x.4 align=4\n %0: i32 = load %x.0 align=4\n ret %0",
    ),
]
HAZARDS = [
    Hazard(
        "accesses that overlap are to one part",
        "sroa.overlaps",
        never,
        LOCAL + " store %b, %y align=4\n %0: ptr = ptradd inbounds %x, i64 2\n %1: i32 = load %0 align=2\n ret %1",
        ((0x12345678, 0x9ABCDEF0, 0),),
    ),
    Hazard(
        "volatile accesses stay one",
        "sroa.plain",
        always,
        LOCAL + " memset %x, i8 0, i64 8 align=4\n store %b, %y align=4\n"
        " memcopy volatile %p, %x, i64 8 destination_align=4 source_align=4\n %0: i32 = load %y align=4\n ret %0",
    ),
]

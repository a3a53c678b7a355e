from safety import Hazard, Sample, always

HAZARDS = [
    Hazard(
        "only what this file defines has a known size",
        "questions.definite",
        always,
        "%0: i64 = objectsize minimum @w\n %1: i32 = trunc %0\n ret %1",
    ),
    Hazard(
        "a distance that varies leaves nothing known",
        "questions.known_size",
        lambda pointer: 64,
        "%d: i64 = zext %a\n %x: ptr = alloca size=16 align=8 name=x\n %q: ptr = ptradd %x, %d\n"
        " %0: i64 = objectsize %q\n %1: i32 = trunc %0\n ret %1",
    ),
]
SAMPLES = [
    Sample(
        "%x: ptr = alloca size=16 align=8 name=x\n %0: ptr = ptradd %x, i64 4\n %1: i64 = objectsize %0\n"
        " %2: i32 = trunc %1\n ret %2",
        "%x: ptr = alloca size=16 align=8 name=x\n %0: ptr = ptradd %x, i64 4\n %1: i32 = trunc i64 12\n ret %1",
    ),
]

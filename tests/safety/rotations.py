from safety import Hazard, Sample, always

TWO_SHIFTS = "%2: i32 = shl %1, %b\n %4: i32 = sub i32 32, %b\n %5: i32 = lshr %3, %4\n %6: i32 = or %2, %5\n ret %6"

SAMPLES = [
    Sample(
        "%1: i32 = load %p align=4\n %3: i32 = load %p align=4\n" + TWO_SHIFTS,
        "%1: i32 = load %p align=4\n %6: i32 = intrinsic rotl %1, %b\n ret %6",
    ),
]
HAZARDS = [
    Hazard(
        "both shift one value",
        "rotations._same",
        always,
        "%0: i32 = shl %a, i32 3\n %1: i32 = lshr %b, i32 29\n %2: i32 = or %0, %1\n ret %2",
        ((3, -1, 0),),
    ),
    Hazard(
        "the counts add up to the width",
        "rotations._complements",
        always,
        "%0: i32 = shl %a, i32 3\n %1: i32 = lshr %a, i32 28\n %2: i32 = or %0, %1\n ret %2",
        ((-1 << 28, 0, 0),),
    ),
    Hazard(
        "nothing is written between the loads",
        "rotations.load_epochs",
        lambda block: dict.fromkeys(block.instructions, 0),
        "store %a, %p align=4\n %1: i32 = load %p align=4\n store i32 -1, %p align=4\n %3: i32 = load %p align=4\n"
        + TWO_SHIFTS,
        ((3, 5, 1),),
    ),
    Hazard(
        "counts that may both be 0 are for or alone",
        "rotations._idempotent",
        always,
        "%1: i32 = shl %a, %b\n %2: i32 = sub i32 0, %b\n %3: i32 = and %2, i32 31\n %4: i32 = lshr %a, %3\n"
        " %5: i32 = add %1, %4\n ret %5",
        ((3, 0, 1),),
    ),
]

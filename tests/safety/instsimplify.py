from safety import Hazard, Sample, always

SAMPLES = [Sample("%0: i32 = add %a, i32 0\n %1: i32 = sub %0, %0\n ret %1", "ret i32 0")]
HAZARDS = [
    Hazard(
        "a volatile read is made, whatever it gives",
        "instsimplify.plain",
        always,
        'variable @k: ptr size=4 linkage=internal align=4 defined constant data "07000000"\n'
        "function @putchar: i32 (i32) (%x)\n"
        "function @f: i32 () () defined {\n^entry:\n %0: i32 = load volatile @k align=4\n ret %0\n}\n",
    ),
    Hazard(
        "only constants hold what they were given at the start",
        "instsimplify.unchanging",
        always,
        'variable @k: ptr size=4 linkage=internal align=4 defined data "07000000"\n'
        "function @f: i32 () () defined {\n^entry:\n store i32 8, @k align=4\n %0: i32 = load @k align=4\n ret %0\n}\n",
    ),
]

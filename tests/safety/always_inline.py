from safety import Hazard, Refusal, Sample, always

CALLEE = "function @one: i32 (i32) (%x) linkage=internal attributes={always_inline} defined {\n^entry:\n {}\n}\n"
CALLER = "function @f: i32 (i32, i32) (%a, %b) linkage=external defined {\n^entry:\n {}\n}\n"
SAMPLES = [
    Sample(
        CALLEE.replace("{}", "%0: i32 = mul %x, i32 3\n ret %0", 1)
        + CALLER.replace("{}", "%0: i32 = call @one(%a: i32) as i32 (i32)\n %1: i32 = add %0, %b\n ret %1"),
        CALLEE.replace("{}", "%0: i32 = mul %x, i32 3\n ret %0", 1)
        + CALLER.replace("{}", "%0: i32 = mul %a, i32 3\n %1: i32 = add %0, %b\n ret %1"),
    ),
]
HAZARDS = [
    Hazard(
        "the call's types are the callee's own",
        "inline.signature_fits",
        always,
        "function @one: i32 (ptr) (%x) linkage=internal attributes={always_inline} defined {\n^entry:\n"
        " %0: i32 = load %x align=4\n ret %0\n}\nvariable @g: ptr size=64 linkage=external align=16 defined\n"
        "function @f: i32 (i32, i32) (%a, %b) linkage=external defined {\n^entry:\n %0: i64 = ptrtoint @g\n"
        " %1: i32 = call @one(%0: i64) as i32 (i64)\n ret %1\n}\n",
    ),
]
REFUSALS = [
    Refusal(
        "a label whose address stands in static data is one",
        "inline._label_owners",
        lambda module: set(),
        "variable @t: ptr size=8 linkage=internal used align=8 defined "
        'data "" [0 size=8 blockaddress(@one, ^l) addend=0]\n'
        + CALLEE.replace("{}", "br ^l\n^l: address_taken\n %0: i32 = mul %x, i32 3\n ret %0", 1)
        + CALLER.replace("{}", "%0: i32 = call @one(%a: i32) as i32 (i32)\n ret %0"),
        "the table would name a label of the original, not of the copy that runs",
    ),
]

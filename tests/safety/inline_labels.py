from safety import Hazard, Refusal, Sample, always

LABELLED = (
    "function @one: i32 (i32) (%x) linkage=internal attributes={inline_hint} defined {\n^entry:\n"
    " store volatile blockaddress(@one, ^l), @g align=8\n br ^l\n^l: address_taken\n"
    " %0: i32 = mul %x, i32 3\n ret %0\n}\n"
    "variable @g: ptr size=64 linkage=external align=16 defined\n"
)
SAMPLES = [
    Sample(
        LABELLED
        + "function @f: i32 (i32, i32) (%a, %b) linkage=external defined {\n^entry:\n"
        " %0: i32 = call @one(%a: i32) as i32 (i32)\n ret %0\n}\n",
        LABELLED
        + "function @f: i32 (i32, i32) (%a, %b) linkage=external defined {\n^entry:\n"
        " store volatile blockaddress(@f, ^l), @g align=8\n br ^l\n^l: address_taken\n"
        " %0: i32 = mul %a, i32 3\n ret %0\n}\n",
    ),
]
CALLER = (
    "function @f: i32 (i32, i32) (%a, %b) linkage=external defined {\n^entry:\n"
    " %0: i32 = call @one(%a: i32) as i32 (i32)\n ret %0\n}\n"
)
HAZARDS = [
    Hazard(
        "the call's types are the callee's own",
        "inline.signature_fits",
        always,
        LABELLED.replace("i32 (i32) (%x)", "i32 (ptr) (%x)").replace("mul %x, i32 3", "load %x align=4")
        + CALLER.replace("%0: i32 = call @one(%a: i32) as i32 (i32)",
                         "%1: i64 = ptrtoint @g\n %0: i32 = call @one(%1: i64) as i32 (i64)")
        .replace("ret %0", "%2: i1 = cmp ne %0, i32 0\n %3: i32 = zext %2\n store i64 0, @g align=8\n ret %3"),
    ),
]  # fmt: skip
REFUSALS = [
    Refusal(
        "the linker may put another definition in the place of this one",
        "inline._allowed",
        always,
        LABELLED.replace("internal", "weak") + CALLER,
        "the program would run this file's body where another file's was meant",
    ),
]

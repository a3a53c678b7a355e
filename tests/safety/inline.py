from safety import Hazard, Refusal, Sample, always

SMALL = "function @one: i32 (i32) (%x) linkage={} defined {{\n^entry:\n %0: i32 = mul %x, i32 3\n ret %0\n}}\n"
CALL = (
    "function @f: i32 (i32, i32) (%a, %b) linkage=external defined {\n^entry:\n"
    " %0: i32 = call @one(%a: i32) as i32 (i32)\n %1: i32 = add %0, %b\n ret %1\n}\n"
)
SAMPLES = [
    Sample(
        SMALL.format("internal") + CALL,
        SMALL.format("internal") + CALL.replace("call @one(%a: i32) as i32 (i32)", "mul %a, i32 3"),
    ),
]
HAZARDS = [
    Hazard(
        "the call's types are the callee's own",
        "inline.signature_fits",
        always,
        "function @one: i32 (ptr) (%x) linkage=internal defined {\n^entry:\n"
        " %0: i32 = load %x align=4\n ret %0\n}\nvariable @g: ptr size=64 linkage=external align=16 defined\n"
        "function @f: i32 (i32, i32) (%a, %b) linkage=external defined {\n^entry:\n %0: i64 = ptrtoint @g\n"
        " %1: i32 = call @one(%0: i64) as i32 (i64)\n ret %1\n}\n",
    ),
    Hazard(
        "a body that reads variable arguments stays a function",
        "inline.refusal",
        lambda callee: "",
        "function @one: i32 (i32, ...) (%x) linkage=internal defined {\n^entry:\n"
        " %l: ptr = alloca size=24 align=8 name=l\n vastart %l\n %0: i32 = vaarg %l argument_type=i32\n vaend %l\n"
        " ret %0\n}\n"
        "function @f: i32 (i32, i32) (%a, %b) linkage=external defined {\n^entry:\n"
        " %0: i32 = call @one(%a: i32, %b: i32) as i32 (i32, ...)\n ret %0\n}\n",
    ),
]
REFUSALS = [
    Refusal(
        "the linker may put another definition in the place of this one",
        "inline._allowed",
        always,
        SMALL.format("weak") + CALL,
        "the program would run this file's body where another file's was meant",
    ),
    Refusal(
        "the caller may use what the callee was compiled for",
        "inline.target_fits",
        always,
        SMALL.format("internal attributes={target_features=[avx2]}") + CALL,
        "instructions would run on a processor that does not have them",
    ),
]

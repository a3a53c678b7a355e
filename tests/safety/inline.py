from safety import Hazard, Refusal, Sample, always

SMALL = "function @one: i32 (i32) (%x) linkage={} defined {{\n^entry:\n %0: i32 = mul %x, i32 3\n ret %0\n}}\n"
CALL = (
    "function @f: i32 (i32, i32) (%a, %b) linkage=external defined {\n^entry:\n"
    " %0: i32 = call @one(%a: i32) as i32 (i32)\n %1: i32 = add %0, %b\n ret %1\n}\n"
)
LONG = "".join(f" %v{k}: i32 = mul %v{k - 1}, %x\n" for k in range(1, 30))
EACH = (
    "function @each: i32 (ptr, i32) (%of, %x) linkage=internal defined {{\n^entry:\n"
    " %v0: i32 = call %of(%x: i32) as i32 (i32)\n" + LONG + "{} ret %v29\n}}\n"
)
HANDED = (
    "function @f: i32 (i32, i32) (%a, %b) linkage=external defined {\n^entry:\n"
    " %r: i32 = call @each({}: ptr, %a: i32) as i32 (ptr, i32)\n ret %r\n}\n"
    "function @g: i32 (i32) (%a) linkage=external defined {\n^entry:\n"
    " %r: i32 = call @each(ptr null: ptr, %a: i32) as i32 (ptr, i32)\n ret %r\n}\n"
)
PUTCHAR = "function @putchar: i32 (i32) (%x)\n"
AGAIN = " %n: i32 = call @each(%of: ptr, %x: i32) as i32 (ptr, i32)\n"

SAMPLES = [
    Sample(
        SMALL.format("internal") + CALL,
        SMALL.format("internal") + CALL.replace("call @one(%a: i32) as i32 (i32)", "mul %a, i32 3"),
    ),
    Sample(  # what is handed over is inlined too
        SMALL.format("internal") + EACH.format("") + HANDED.replace("{}", "@one"),
        SMALL.format("internal") + EACH.format("")
        + HANDED.replace(" %r: i32 = call @each({}: ptr, %a: i32) as i32 (ptr, i32)\n ret %r",
                         " %v0: i32 = mul %a, i32 3\n" + LONG.replace("%x", "%a") + " ret %v29"),
    ),
    Sample(  # of which nothing is known
        PUTCHAR + SMALL.format("internal") + EACH.format("") + HANDED.replace("{}", "@putchar")
        + CALL.replace("@f", "@h"),
        PUTCHAR + SMALL.format("internal") + EACH.format("") + HANDED.replace("{}", "@putchar")
        + CALL.replace("@f", "@h").replace("call @one(%a: i32) as i32 (i32)", "mul %a, i32 3"),
    ),
    Sample(  # a recursive one would not come to an end
        SMALL.format("internal") + EACH.format(AGAIN) + HANDED.replace("{}", "@one") + CALL.replace("@f", "@h"),
        SMALL.format("internal") + EACH.format(AGAIN) + HANDED.replace("{}", "@one")
        + CALL.replace("@f", "@h").replace("call @one(%a: i32) as i32 (i32)", "mul %a, i32 3"),
    ),
]  # fmt: skip
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

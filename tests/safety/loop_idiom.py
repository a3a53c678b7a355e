from safety import Hazard, Refusal, Sample, always, never

GUARDED = "%z: i1 = cmp slt i32 0, %a\n condbr %z, ^before, ^none\n^none:\n ret i32 0\n^before:\n"
LOOP = " %m: i64 = sext %a\n br ^head\n^head:\n %i: i64 = phi [i64 0, ^before], [%n, ^head]\n %o: i64 = mul %i, i64 4\n"
END = " %n: i64 = add nsw %i, i64 1\n %t: i1 = cmp slt %n, %m\n condbr %t, ^head, ^out\n^out:\n ret i32 0"
COUNT = " %0: i64 = sub %m, i64 1\n %1: i64 = add %0, i64 1\n %2: i64 = mul %1, i64 4\n"

SAMPLES = [
    Sample(
        GUARDED + LOOP + " %q: ptr = ptradd %p, %o\n store i32 -1, %q align=4\n" + END,
        GUARDED + LOOP.replace(" br ^head\n", COUNT + " memset %p, i8 -1, %2 align=4\n br ^head\n")
        + " %q: ptr = ptradd %p, %o\n" + END,
    ),
    Sample(
        GUARDED + LOOP + " %q: ptr = ptradd @g, %o\n %r: ptr = ptradd @h, %o\n %v: i32 = load %r align=4\n"
        " store %v, %q align=4\n" + END,
        GUARDED + LOOP.replace(
            " br ^head\n", COUNT + " memcopy @g, @h, %2 destination_align=4 source_align=4\n br ^head\n"
        ) + " %q: ptr = ptradd @g, %o\n %r: ptr = ptradd @h, %o\n %v: i32 = load %r align=4\n" + END,
    ),
    Sample(  # each is read before it is written
        GUARDED + LOOP + " %q: ptr = ptradd @g, %o\n %r: ptr = ptradd %q, i64 4\n %v: i32 = load %r align=4\n"
        " store %v, %q align=4\n" + END,
        GUARDED + LOOP.replace(
            " br ^head\n", COUNT + " %3: ptr = ptradd @g, i64 4\n"
            " memcopy overlap @g, %3, %2 destination_align=4 source_align=4\n br ^head\n"
        ) + " %q: ptr = ptradd @g, %o\n %r: ptr = ptradd %q, i64 4\n %v: i32 = load %r align=4\n" + END,
    ),
]  # fmt: skip

HAZARDS = [
    Hazard(
        "what is copied is another object",
        "loop_idiom.apart",
        always,
        GUARDED + " store i32 9, @g align=4\n" + LOOP + " %q: ptr = ptradd @g, %o\n %q2: ptr = ptradd %q, i64 4\n"
        " %r: ptr = ptradd %p, %o\n %v: i32 = load %r align=4\n store %v, %q2 align=4\n" + END,
    ),
    Hazard(
        "all bytes of the value are alike",
        "loop_idiom.byte_of",
        lambda value: value,
        GUARDED + LOOP + " %q: ptr = ptradd %p, %o\n store i32 1, %q align=4\n" + END,
    ),
    Hazard(
        "volatile accesses stay",
        "loop_idiom.plain",
        always,
        GUARDED + LOOP + " %q: ptr = ptradd %p, %o\n store volatile i32 0, %q align=4\n" + END,
    ),
    Hazard(
        "a branch has made sure that there is a second round",
        "evolution.holds_before",
        always,
        "br ^before\n^before:\n" + LOOP + " %q: ptr = ptradd %p, %o\n store i32 -1, %q align=4\n" + END,
        ((0, 5, 1),),
    ),
]

REFUSALS = [
    Refusal(
        "calls of the library may come in",
        "loop_idiom.may_call_library",
        always,
        "function @f: i32 (i32, i32, ptr, i1) (%a, %b, %p, %c) linkage=external defined "
        "attributes={call={no_builtin}} {\n^entry:\n"
        + GUARDED
        + LOOP
        + " %q: ptr = ptradd %p, %o\n store i32 -1, %q align=4\n"
        + END
        + "\n}",
        "the function may be what memset itself calls",
    ),
    Refusal(
        "loops of the function may become calls",
        "loop_idiom.keeps_loops",
        never,
        "function @f: i32 (i32, i32, ptr, i1) (%a, %b, %p, %c) linkage=external defined "
        "attributes={no_patterns} {\n^entry:\n"
        + GUARDED
        + LOOP
        + " %q: ptr = ptradd %p, %o\n store i32 -1, %q align=4\n"
        + END
        + "\n}",
        "the function may be what another file's memset calls",
    ),
]

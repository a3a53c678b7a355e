from safety import Hazard, Sample, always

GUARDED = "%z: i1 = cmp slt i32 0, %a\n condbr %z, ^before, ^none\n^none:\n ret i32 0\n^before:\n"
LOOP = " %m: i64 = sext %a\n br ^head\n^head:\n %i: i64 = phi [i64 0, ^before], [%n, ^head]\n"
END = " %n: i64 = add nsw %i, i64 1\n %t: i1 = cmp slt %n, %m\n condbr %t, ^head, ^out\n^out:\n ret i32 0"

SAMPLES = [
    Sample(  # one base: a pointer that counts, and ends the loop
        GUARDED + LOOP + " %o: i64 = mul %i, i64 12\n %q: ptr = ptradd %p, %o\n store i8 7, %q align=1\n" + END,
        GUARDED + " %m: i64 = sext %a\n %0: i64 = sub %m, i64 1\n %1: i64 = mul %0, i64 12\n"
        " %2: i64 = add %1, i64 12\n %e: ptr = ptradd %p, %2\n br ^head\n"
        "^head:\n %j: ptr = phi [%p, ^before], [%k, ^head]\n %i: i64 = phi [i64 0, ^before], [%n, ^head]\n"
        " %o: i64 = mul %i, i64 12\n %q: ptr = ptradd %p, %o\n store i8 7, %j align=1\n"
        " %n: i64 = add nsw %i, i64 1\n %k: ptr = ptradd %j, i64 12\n %t: i1 = cmp slt %n, %m\n"
        " %u: i1 = cmp ne %k, %e\n condbr %u, ^head, ^out\n^out:\n ret i32 0",
    ),
    Sample(  # two bases: an offset that both share; the counter is wanted elsewhere
        GUARDED + LOOP + " %o: i64 = mul %i, i64 12\n %q: ptr = ptradd %p, %o\n %r: ptr = ptradd @h, %o\n"
        " store i8 7, %q align=1\n store %i, %r align=1\n" + END,
        GUARDED + " %m: i64 = sext %a\n br ^head\n^head:\n %j: i64 = phi [i64 0, ^before], [%k, ^head]\n"
        " %i: i64 = phi [i64 0, ^before], [%n, ^head]\n"
        " %o: i64 = mul %i, i64 12\n %q: ptr = ptradd %p, %j\n %r: ptr = ptradd @h, %j\n"
        " store i8 7, %q align=1\n store %i, %r align=1\n %n: i64 = add nsw %i, i64 1\n %k: i64 = add %j, i64 12\n"
        " %t: i1 = cmp slt %n, %m\n condbr %t, ^head, ^out\n^out:\n ret i32 0",
    ),
    Sample(  # a counter that was there ends the loop
        "%z: i1 = cmp slt i32 0, %a\n condbr %z, ^before, ^none\n^none:\n ret i32 0\n^before:\n br ^head\n"
        "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^head]\n %q: ptr = phi [%p, ^before], [%r, ^head]\n"
        " store i8 7, %q align=1\n %r: ptr = ptradd inbounds %q, i64 1\n %n: i32 = add nsw %i, i32 1\n"
        " %t: i1 = cmp slt %n, %a\n condbr %t, ^head, ^out\n^out:\n ret i32 0",
        "%z: i1 = cmp slt i32 0, %a\n condbr %z, ^before, ^none\n^none:\n ret i32 0\n^before:\n"
        " %0: i32 = sub %a, i32 1\n %1: i64 = zext %0\n %2: i64 = mul %1, i64 1\n %3: i64 = add %2, i64 1\n"
        " %e: ptr = ptradd %p, %3\n br ^head\n"
        "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^head]\n %q: ptr = phi [%p, ^before], [%r, ^head]\n"
        " store i8 7, %q align=1\n %r: ptr = ptradd %q, i64 1\n %n: i32 = add nsw %i, i32 1\n"
        " %t: i1 = cmp slt %n, %a\n %u: i1 = cmp ne %r, %e\n condbr %u, ^head, ^out\n^out:\n ret i32 0",
    ),
    Sample(  # it has not counted yet where the test is
        "br ^before\n^before:\n br ^head\n"
        "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^body]\n %q: ptr = phi [@h, ^before], [%r, ^body]\n"
        " %n: i32 = add nsw %i, i32 1\n %t: i1 = cmp eq %n, i32 4\n condbr %t, ^out, ^body\n"
        "^body:\n store %b, %q align=4\n %r: ptr = ptradd inbounds %q, i64 4\n br ^head\n^out:\n ret i32 0",
        "br ^before\n^before:\n %e: ptr = ptradd @h, i64 12\n br ^head\n"
        "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^body]\n %q: ptr = phi [@h, ^before], [%r, ^body]\n"
        " %n: i32 = add nsw %i, i32 1\n %t: i1 = cmp eq %n, i32 4\n %u: i1 = cmp eq %q, %e\n"
        " condbr %u, ^out, ^body\n"
        "^body:\n store %b, %q align=4\n %r: ptr = ptradd %q, i64 4\n br ^head\n^out:\n ret i32 0",
    ),
    Sample(  # no other counter: the rounds that are left
        GUARDED + " br ^head\n^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^head]\n store volatile %b, %p align=4\n"
        " %n: i32 = add nsw %i, i32 1\n %t: i1 = cmp slt %n, %a\n condbr %t, ^head, ^out\n^out:\n ret i32 0",
        GUARDED + " %0: i32 = sub %a, i32 1\n %1: i64 = zext %0\n %2: i32 = trunc %1\n %3: i32 = add %2, i32 1\n"
        " br ^head\n^head:\n %k: i32 = phi [%3, ^before], [%l, ^head]\n %i: i32 = phi [i32 0, ^before], [%n, ^head]\n"
        " store volatile %b, %p align=4\n %n: i32 = add nsw %i, i32 1\n %t: i1 = cmp slt %n, %a\n"
        " %l: i32 = add %k, i32 -1\n %u: i1 = cmp ne %l, i32 0\n condbr %u, ^head, ^out\n^out:\n ret i32 0",
    ),
]

HAZARDS = [
    Hazard(
        "the other counter does not come round",
        "strength.takes_each_value_once",
        always,
        "variable @h: ptr size=64 linkage=external align=16 defined\n"
        "variable @k: ptr size=64 linkage=external align=16 defined\n"
        "function @exit: void (i32) (%x) attributes={call={noreturn}}\n"
        "function @leave: void () () linkage=external defined {\n^entry:\n %1: i32 = load @k align=4\n"
        " %2: i32 = add %1, i32 1\n store %2, @k align=4\n %0: i1 = cmp eq %2, i32 3\n"
        " condbr %0, ^a, ^b\n^a:\n call @exit(i32 9: i32) as void (i32)\n unreachable\n^b:\n ret\n}\n"
        "function @f: i32 (i32) (%a) linkage=external defined {\n^entry:\n br ^before\n^before:\n br ^head\n"
        "^head:\n %i: i64 = phi [i64 0, ^before], [%n, ^head]\n %q: ptr = phi [@h, ^before], [%q2, ^head]\n"
        " %y: i1 = cmp eq %q, @k\n %x: i8 = zext %y\n store %x, @h align=1\n call @leave() as void ()\n"
        " %n: i64 = add %i, i64 1\n %q2: ptr = ptradd %q, i64 1073741824\n"
        " %t: i1 = cmp ne %n, i64 17179869185\n condbr %t, ^head, ^out\n^out:\n ret i32 0\n}",
        ((3, 5, 1),),
    ),
    Hazard(
        "a branch has made sure that there is a second round",
        "evolution.holds_before",
        always,
        "br ^before\n^before:\n"
        + LOOP
        + " %o: i64 = mul %i, i64 12\n %q: ptr = ptradd %p, %o\n store i8 7, %q align=1\n"
        + END,
        ((0, 5, 1),),
    ),
    Hazard(
        "the other counter is not poison",
        "strength.is_determined",
        always,
        "%z: i1 = cmp slt i32 0, %a\n condbr %z, ^before, ^none\n^none:\n ret i32 0\n^before:\n"
        " %s: ptr = ptradd inbounds %p, i64 1000\n br ^head\n"
        "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^head]\n %q: ptr = phi [%s, ^before], [%r, ^head]\n"
        " store i8 7, %p align=1\n %r: ptr = ptradd inbounds %q, i64 1\n %n: i32 = add nsw %i, i32 1\n"
        " %t: i1 = cmp slt %n, %a\n condbr %t, ^head, ^out\n^out:\n ret i32 0",
    ),
    Hazard(
        "rounds are counted down where a branch has made sure that there is a second one",
        "evolution.holds_before",
        always,
        "br ^before\n^before:\n br ^head\n^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^head]\n"
        " store volatile %b, %p align=4\n %n: i32 = add nsw %i, i32 1\n %t: i1 = cmp slt %n, %a\n"
        " condbr %t, ^head, ^out\n^out:\n ret i32 0",
    ),
    Hazard(
        "every round comes to the test",
        "evolution.in_every_round",
        always,
        "br ^before\n^before:\n br ^head\n^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^latch]\n"
        " %v: i32 = load volatile @g align=4\n %n: i32 = add nsw %i, i32 1\n %s: i1 = cmp slt %v, %b\n"
        " %w: i32 = add %v, i32 1\n store volatile %w, @g align=4\n condbr %s, ^latch, ^test\n"
        "^test:\n %t: i1 = cmp slt %i, i32 7\n condbr %t, ^latch, ^out\n^latch:\n br ^head\n^out:\n ret i32 0",
    ),
]

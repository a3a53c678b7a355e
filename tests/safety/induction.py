from safety import Hazard, Sample, always

LOOP = "br ^before\n^before:\n br ^head\n"

SAMPLES = [
    Sample(  # one counter, as wide as the addresses
        LOOP + "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^head]\n %w: i64 = sext %i\n"
        " %q: ptr = ptradd %p, %w\n store i8 7, %q align=1\n %n: i32 = add nsw %i, i32 1\n"
        " %t: i1 = cmp slt %n, %a\n condbr %t, ^head, ^out\n^out:\n ret %n",
        "br ^before\n^before:\n %0: i64 = sext %a\n br ^head\n"
        "^head:\n %i: i64 = phi [i64 0, ^before], [%n, ^head]\n %q: ptr = ptradd %p, %i\n"
        " store i8 7, %q align=1\n %n: i64 = add nsw %i, i64 1\n %r: i32 = trunc %n\n"
        " %t: i1 = cmp slt %n, %0\n condbr %t, ^head, ^out\n^out:\n ret %r",
    ),
    Sample(  # sums and products of it; what does not overflow by the test alone
        LOOP + "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^head]\n %s: i32 = add nuw %i, %b\n %w: i64 = zext %s\n"
        " %q: ptr = ptradd %p, %w\n store i8 7, %q align=1\n %n: i32 = add %i, i32 1\n"
        " %t: i1 = cmp ult %n, %a\n condbr %t, ^head, ^out\n^out:\n ret %b",
        "br ^before\n^before:\n %0: i64 = zext %b\n %1: i64 = zext %a\n br ^head\n"
        "^head:\n %i: i64 = phi [i64 0, ^before], [%n, ^head]\n %3: i32 = trunc %i\n %4: i32 = add nuw %3, %b\n"
        " %s: i64 = add nsw %i, %0\n %q: ptr = ptradd %p, %s\n"
        " store i8 7, %q align=1\n %n: i64 = add nsw nuw %i, i64 1\n"
        " %t: i1 = cmp ult %n, %1\n condbr %t, ^head, ^out\n^out:\n ret %b",
    ),
    Sample(  # a test among others; what has passed a test before the loop
        "%g: i1 = cmp sgt %a, i32 -1\n condbr %g, ^before, ^out\n^before:\n br ^head\n"
        "^head:\n %i: i32 = phi [%a, ^before], [%n, ^latch]\n %w: i64 = sext %i\n"
        " %q: ptr = ptradd %p, %w\n %v: i8 = load %q align=1\n %e: i1 = cmp eq %v, i8 3\n condbr %e, ^out, ^latch\n"
        "^latch:\n %n: i32 = add %i, i32 -1\n %t: i1 = cmp sgt %n, i32 -1\n condbr %t, ^head, ^out\n^out:\n ret %b",
        "%g: i1 = cmp sgt %a, i32 -1\n condbr %g, ^before, ^out\n^before:\n %0: i64 = sext %a\n br ^head\n"
        "^head:\n %i: i64 = phi [%0, ^before], [%n, ^latch]\n"
        " %q: ptr = ptradd %p, %i\n %v: i8 = load %q align=1\n %e: i1 = cmp eq %v, i8 3\n condbr %e, ^out, ^latch\n"
        "^latch:\n %n: i64 = add nsw %i, i64 -1\n %t: i1 = cmp sgt %n, i64 -1\n condbr %t, ^head, ^out\n"
        "^out:\n ret %b",
    ),
    Sample(  # down to 0, and one further
        LOOP + "^head:\n %i: i32 = phi [%a, ^before], [%n, ^head]\n %w: i64 = zext %i\n"
        " %q: ptr = ptradd %p, %w\n store i8 7, %q align=1\n %n: i32 = add %i, i32 -1\n"
        " %t: i1 = cmp ne %i, i32 0\n condbr %t, ^head, ^out\n^out:\n ret %n",
        "br ^before\n^before:\n %0: i64 = zext %a\n br ^head\n"
        "^head:\n %i: i64 = phi [%0, ^before], [%n, ^head]\n %q: ptr = ptradd %p, %i\n"
        " store i8 7, %q align=1\n %n: i64 = add nsw %i, i64 -1\n %r: i32 = trunc %n\n"
        " %t: i1 = cmp ne %i, i64 0\n condbr %t, ^head, ^out\n^out:\n ret %r",
    ),
]

HAZARDS = [
    Hazard(
        "the narrow counter does not overflow",
        "induction.grows_alike",
        always,
        LOOP + "^head:\n %i: i8 = phi [i8 100, ^before], [%n, ^head]\n %w: i64 = sext %i\n %x: i64 = and %w, i64 63\n"
        " %q: ptr = ptradd %p, %x\n %v: i8 = trunc %w\n %y: i64 = lshr %w, i64 8\n %v2: i8 = trunc %y\n"
        " store %v2, %q align=1\n %n: i8 = add %i, i8 1\n %t: i1 = cmp ne %n, i8 -100\n"
        " condbr %t, ^head, ^out\n^out:\n ret %a",
    ),
    Hazard(
        "the sum does not overflow",
        "induction.exact",
        always,
        LOOP + "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^head]\n %s: i32 = add %i, i32 2147483647\n"
        " %w: i64 = sext %s\n %h: i64 = lshr %w, i64 32\n %v: i32 = trunc %h\n store %v, %p align=4\n"
        " %n: i32 = add nsw %i, i32 1\n %t: i1 = cmp slt %n, i32 5\n condbr %t, ^head, ^out\n^out:\n ret %a",
    ),
    Hazard(
        "the test stops the counter before it overflows",
        "induction.stays_within",
        always,
        LOOP + "^head:\n %i: i8 = phi [i8 0, ^before], [%n, ^head]\n %c1: i32 = phi [i32 0, ^before], [%c2, ^head]\n"
        " %w: i64 = zext %i\n %h: i64 = lshr %w, i64 8\n %v: i8 = trunc %h\n store %v, %p align=1\n"
        " %c2: i32 = add %c1, i32 1\n store %c2, @h align=4\n"
        " %n: i8 = add %i, i8 3\n %t: i1 = cmp ult %n, i8 -1\n condbr %t, ^head, ^out\n^out:\n ret %c2",
    ),
    Hazard(
        "what begins has passed the test",
        "induction.holds_before",
        always,
        LOOP + "^head:\n %x: i8 = trunc %a\n br ^loop\n"
        "^loop:\n %i: i8 = phi [%x, ^head], [%n, ^loop]\n %n: i8 = add %i, i8 1\n %w: i64 = sext %n\n"
        " %h: i64 = lshr %w, i64 7\n %v: i32 = trunc %h\n store %v, %p align=4\n %t: i1 = cmp slt %n, i8 -100\n"
        " condbr %t, ^loop, ^out\n^out:\n ret %b",
        ((127, 5, 0),),
    ),
    Hazard(
        "the loop ends before the counter begins anew",
        "induction.ends_in_time",
        always,
        LOOP + "^head:\n %x: i8 = trunc %a\n br ^loop\n"
        "^loop:\n %i: i8 = phi [%x, ^head], [%n, ^loop]\n %w: i64 = zext %i\n %v: i32 = trunc %w\n"
        " store %v, %p align=4\n %n: i8 = add %i, i8 -1\n %t: i1 = cmp ne %i, i8 -6\n"
        " condbr %t, ^loop, ^out\n^out:\n ret %b",
        ((3, 5, 0),),
    ),
]

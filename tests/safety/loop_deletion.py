from safety import Hazard, Sample, always

LOOP = "br ^before\n^before:\n br ^head\n"
GUARDED = "%z: i1 = cmp slt i32 0, %a\n condbr %z, ^before, ^none\n^none:\n ret i32 0\n^before:\n br ^head\n"

SAMPLES = [
    Sample(  # a loop that only counts
        GUARDED + "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^head]\n %n: i32 = add nsw %i, i32 1\n"
        " %t: i1 = cmp slt %n, %a\n condbr %t, ^head, ^out\n^out:\n ret %i",
        "%z: i1 = cmp slt i32 0, %a\n condbr %z, ^before, ^none\n^none:\n ret i32 0\n^before:\n"
        " %0: i32 = sub %a, i32 1\n %1: i64 = zext %0\n %2: i32 = trunc %1\n %3: i32 = mul %2, i32 1\n"
        " %4: i32 = add %3, i32 0\n br ^out\n^out:\n ret %4",
    ),
    Sample(  # down to a number, and any number of rounds
        LOOP + "^head:\n %i: i32 = phi [%b, ^before], [%n, ^head]\n %n: i32 = add %i, i32 -1\n"
        " %t: i1 = cmp ugt %n, i32 3\n condbr %t, ^head, ^out\n^out:\n ret i32 5",
        "br ^before\n^before:\n %0: i32 = add %b, i32 -1\n %1: i32 = sub %0, i32 3\n %2: i64 = zext %1\n"
        " %3: i1 = cmp ugt %0, i32 3\n %4: i64 = select %3, %2, i64 0\n br ^out\n^out:\n ret i32 5",
    ),
]

HAZARDS = [
    Hazard(
        "the loop has no effect",
        "loop_deletion.harmless",
        always,
        GUARDED + "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^head]\n store %i, %p align=4\n"
        " %n: i32 = add nsw %i, i32 1\n %t: i1 = cmp slt %n, %a\n condbr %t, ^head, ^out\n^out:\n ret %i",
    ),
    Hazard(
        "the test is made in every round",
        "evolution.in_every_round",
        always,
        LOOP + "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^latch]\n %n: i32 = add %i, i32 1\n"
        " %e: i32 = and %n, i32 1\n %o: i1 = cmp eq %e, i32 0\n condbr %o, ^test, ^latch\n"
        "^test:\n %t: i1 = cmp slt %n, i32 5\n condbr %t, ^latch, ^out\n^latch:\n br ^head\n^out:\n ret %n",
        ((3, 5, 1),),
    ),
    Hazard(
        "a branch has made sure that there is a second round",
        "evolution.holds_before",
        always,
        LOOP + "^head:\n %i: i32 = phi [%b, ^before], [%n, ^head]\n %n: i32 = add nsw %i, i32 1\n"
        " %t: i1 = cmp slt %n, %a\n condbr %t, ^head, ^out\n^out:\n ret %n",
        ((3, 5, 1),),
    ),
]

from safety import Hazard, Sample, always

LOOP = "br ^before\n^before:\n br ^head\n^head: unroll={0}\n %i: i32 = phi [i32 0, ^before], [%n, ^{1}]\n"
STEP = " %n: i32 = add %i, i32 1\n"

SAMPLES = [
    Sample(  # a number of rounds that is known before: groups of them have no test
        LOOP.format(4, "head") + " store %i, %p align=4\n" + STEP + " %t: i1 = cmp ne %n, %a\n"
        " condbr %t, ^head, ^out\n^out:\n ret %n",
        " br ^before\n^before:\n %0: i32 = sub %a, i32 1\n %1: i64 = zext %0\n %2: i64 = lshr %1, i64 2\n"
        " %3: i1 = cmp ne %2, i64 0\n condbr %3, ^head.1, ^head.rest\n^head: unroll=1\n"
        " %4: i32 = phi [%5, ^head], [%19, ^head.rest]\n store %4, %p align=4\n %5: i32 = add %4, i32 1\n"
        " %6: i1 = cmp ne %5, %a\n condbr %6, ^head, ^out\n^head.1: unroll=1\n"
        " %7: i64 = phi [%2, ^before], [%17, ^head.again]\n %8: i32 = phi [i32 0, ^before], [%15, ^head.again]\n"
        " store %8, %p align=4\n %9: i32 = add %8, i32 1\n %10: i1 = cmp ne %9, %a\n br ^head.2\n^head.2:\n"
        " store %9, %p align=4\n %11: i32 = add %9, i32 1\n %12: i1 = cmp ne %11, %a\n br ^head.3\n^head.3:\n"
        " store %11, %p align=4\n %13: i32 = add %11, i32 1\n %14: i1 = cmp ne %13, %a\n br ^head.4\n^head.4:\n"
        " store %13, %p align=4\n %15: i32 = add %13, i32 1\n %16: i1 = cmp ne %15, %a\n br ^head.again\n"
        "^head.again:\n %17: i64 = add %7, i64 -1\n %18: i1 = cmp ne %17, i64 0\n"
        " condbr %18, ^head.1, ^head.rest\n^head.rest:\n %19: i32 = phi [i32 0, ^before], [%15, ^head.again]\n"
        " br ^head\n^out:\n %20: i32 = phi [%5, ^head]\n ret %20",
    ),
    Sample(  # constant: the test stays in one copy; another way out in all
        LOOP.format(3, "latch") + " %v: i32 = add %a, %i\n %e: i1 = cmp eq %v, %b\n condbr %e, ^found, ^latch\n"
        "^latch:\n" + STEP + " %t: i1 = cmp slt %n, i32 8\n condbr %t, ^head, ^out\n^found:\n ret %v\n^out:\n ret %n",
        " br ^before\n^before:\n br ^head\n^head: unroll=1\n %0: i32 = phi [i32 0, ^before], [%11, ^latch.2]\n"
        " %1: i32 = add %a, %0\n %2: i1 = cmp eq %1, %b\n condbr %2, ^found, ^latch\n^latch:\n"
        " %3: i32 = add %0, i32 1\n %4: i1 = cmp slt %3, i32 8\n br ^head.1\n^head.1:\n %5: i32 = add %a, %3\n"
        " %6: i1 = cmp eq %5, %b\n condbr %6, ^found, ^latch.1\n^latch.1:\n %7: i32 = add %3, i32 1\n"
        " %8: i1 = cmp slt %7, i32 8\n condbr %8, ^head.2, ^out\n^head.2:\n %9: i32 = add %a, %7\n"
        " %10: i1 = cmp eq %9, %b\n condbr %10, ^found, ^latch.2\n^latch.2:\n %11: i32 = add %7, i32 1\n"
        " %12: i1 = cmp slt %11, i32 8\n br ^head\n^found:\n"
        " %13: i32 = phi [%1, ^head], [%5, ^head.1], [%9, ^head.2]\n ret %13\n^out:\n"
        " %14: i32 = phi [%7, ^latch.1]\n ret %14",
    ),
    Sample(  # not known
        LOOP.format(2, "head") + " %v: i32 = load volatile %p align=4\n" + STEP + " %t: i1 = cmp ne %v, i32 0\n"
        " condbr %t, ^head, ^out\n^out:\n ret %n",
        " br ^before\n^before:\n br ^head\n^head: unroll=1\n %0: i32 = phi [i32 0, ^before], [%5, ^head.1]\n"
        " %1: i32 = load volatile %p align=4\n %2: i32 = add %0, i32 1\n %3: i1 = cmp ne %1, i32 0\n"
        " condbr %3, ^head.1, ^out\n^head.1:\n %4: i32 = load volatile %p align=4\n %5: i32 = add %2, i32 1\n"
        " %6: i1 = cmp ne %4, i32 0\n condbr %6, ^head, ^out\n^out:\n %7: i32 = phi [%2, ^head], [%5, ^head.1]\n"
        " ret %7",
    ),
]

HAZARDS = [
    Hazard(
        "the number of rounds is right where there is but one",
        "evolution.holds_before",
        always,
        LOOP.format(2, "head").replace("[i32 0,", "[%a,") + STEP + " %t: i1 = cmp slt %n, %b\n"
        " store %i, %p align=4\n condbr %t, ^head, ^out\n^out:\n ret %n",
        ((5, 3, 0), (1, 7, 0)),
    ),
    Hazard(
        "nothing in the loop must be there once",
        "partial_unroll.copyable",
        always,
        LOOP.format(2, "latch") + " store blockaddress(@f, ^latch), %p align=8\n %q: ptr = load %p align=8\n"
        " indirectbr %q [^latch]\n^latch: address_taken\n" + STEP + " %t: i1 = cmp slt %n, i32 6\n"
        " condbr %t, ^head, ^out\n^out:\n ret %n",
    ),
    Hazard(
        "what is used behind the loop comes from the copy that left it",
        "partial_unroll.closing",
        lambda loop, analyses: {},
        LOOP.format(2, "head") + STEP + " %t: i1 = cmp ne %n, i32 6\n condbr %t, ^head, ^out\n^out:\n ret %n",
    ),
]

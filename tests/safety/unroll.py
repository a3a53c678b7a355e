from safety import Hazard, Sample, always

LOOP = "br ^before\n^before:\n br ^head\n^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^latch]\n"

SAMPLES = [
    Sample(  # each round has its number; another way out keeps what it leaves
        LOOP + " %v: i32 = add %a, %i\n %e: i1 = cmp eq %v, %b\n condbr %e, ^found, ^latch\n"
        "^latch:\n %n: i32 = add %i, i32 1\n %t: i1 = cmp slt %n, i32 2\n condbr %t, ^head, ^out\n"
        "^found:\n ret %v\n^out:\n ret %n",
        "br ^before\n^before:\n br ^head\n"
        "^head:\n %x: i32 = add %a, i32 0\n %e: i1 = cmp eq %x, %b\n condbr %e, ^found, ^latch\n^latch:\n br ^head.1\n"
        "^head.1:\n %y: i32 = add %a, i32 1\n %h: i1 = cmp eq %y, %b\n condbr %h, ^found, ^latch.1\n"
        "^latch.1:\n br ^out\n"
        "^found:\n %v: i32 = phi [%x, ^head], [%y, ^head.1]\n ret %v\n"
        "^out:\n %r: i32 = phi [i32 2, ^latch.1]\n ret %r",
    ),
    Sample(  # any arithmetic that ends
        "br ^before\n^before:\n br ^head\n^head:\n %i: i32 = phi [i32 1, ^before], [%n, ^head]\n"
        " store %i, %p align=4\n %n: i32 = shl %i, i32 2\n %t: i1 = cmp ule %n, i32 20\n"
        " condbr %t, ^head, ^out\n^out:\n ret %a",
        "br ^before\n^before:\n br ^head\n^head:\n store i32 1, %p align=4\n br ^head.1\n"
        "^head.1:\n store i32 4, %p align=4\n br ^head.2\n^head.2:\n store i32 16, %p align=4\n br ^out\n"
        "^out:\n ret %a",
    ),
]

HAZARDS = [
    Hazard(
        "the test is made in every round",
        "unroll.in_every_round",
        always,
        LOOP + " %m: i32 = load %p align=4\n %m2: i32 = add %m, i32 1\n store %m2, %p align=4\n"
        " %o: i1 = cmp slt %m, %a\n %n: i32 = add %i, i32 1\n condbr %o, ^latch, ^test\n"
        "^test:\n %t: i1 = cmp slt %n, i32 2\n condbr %t, ^latch, ^out\n^latch:\n br ^head\n^out:\n ret %n",
        ((4, 5, 1),),
    ),
    Hazard(
        "nothing in the loop must be there once",
        "unroll.copyable",
        always,
        LOOP.replace("[%n, ^latch]", "[%n, ^same]")
        + " store blockaddress(@f, ^latch), %p align=8\n br ^latch\n^latch: address_taken\n"
        " %n: i32 = add %i, i32 1\n %q: ptr = load %p align=8\n %s: i1 = cmp eq %q, blockaddress(@f, ^latch)\n"
        " condbr %s, ^same, ^out\n^same:\n %t: i1 = cmp slt %n, i32 2\n condbr %t, ^head, ^out\n^out:\n ret %n",
    ),
]

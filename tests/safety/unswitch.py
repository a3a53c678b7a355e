from safety import Hazard, Sample, always

LOOP = "br ^before\n^before:\n br ^head\n^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^latch]\n"
END = "^latch:\n %n: i32 = add %i, i32 1\n %t: i1 = cmp slt %n, %a\n condbr %t, ^head, ^out\n^out:\n ret %n"

SAMPLES = [
    Sample(
        LOOP + " condbr %c, ^x, ^latch\n^x:\n store %i, %p align=4\n br ^latch\n" + END,
        "br ^before\n^before:\n condbr %c, ^head, ^head.1\n"
        "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^latch.1]\n br ^x\n"
        "^head.1:\n %j: i32 = phi [i32 0, ^before], [%m, ^latch]\n br ^latch\n"
        "^latch:\n %m: i32 = add %j, i32 1\n %u: i1 = cmp slt %m, %a\n condbr %u, ^head.1, ^out\n"
        "^x:\n store %i, %p align=4\n br ^latch.1\n"
        "^latch.1:\n %n: i32 = add %i, i32 1\n %t: i1 = cmp slt %n, %a\n condbr %t, ^head, ^out\n"
        "^out:\n %r: i32 = phi [%n, ^latch.1], [%m, ^latch]\n ret %r",
    ),
]

HAZARDS = [
    Hazard(
        "the loop is sure to come to the branch, which may depend on poison",
        "unswitch.sure_blocks",
        lambda loop, analyses: loop.blocks,
        "%z: i32 = shl i32 1, %b\n %y: i1 = cmp eq %z, i32 4\n br ^before\n^before:\n br ^head\n"
        "^head:\n %i: i32 = phi [i32 0, ^before], [%n, ^latch]\n %d: i1 = cmp ult %b, i32 32\n"
        " condbr %d, ^w, ^latch\n^w:\n condbr %y, ^x, ^latch\n^x:\n store %i, %p align=4\n br ^latch\n" + END,
        ((3, 40, 1),),
    ),
    Hazard(
        "the condition is the same in every round",
        "unswitch.invariant",
        always,
        LOOP + " %d: i1 = cmp slt %i, i32 2\n condbr %d, ^x, ^latch\n^x:\n store %i, %p align=4\n br ^latch\n" + END,
    ),
    Hazard(
        "nothing in the loop must be there once",
        "unswitch.copyable",
        always,
        LOOP + " store blockaddress(@f, ^latch), %p align=8\n condbr %c, ^x, ^y\n^x:\n store %i, @g align=4\n br ^y\n"
        "^y:\n %q: ptr = load %p align=8\n %s: i1 = cmp eq %q, blockaddress(@f, ^latch)\n condbr %s, ^latch, ^out\n"
        "^latch: address_taken\n %n: i32 = add %i, i32 1\n %t: i1 = cmp slt %n, %a\n condbr %t, ^head, ^out\n"
        "^out:\n ret %i",
    ),
]

from ccore.ir.instructions import Branch
from safety import Hazard, Sample, always

DIAMOND = "condbr %c, ^t, ^j\n^t:\n {}\n br ^j\n^j:\n %1: i32 = phi [%b, ^entry], [%0, ^t]\n ret %1"
SAMPLES = [
    Sample(
        DIAMOND.format("%0: i32 = xor %a, i32 5"),
        "%0: i32 = xor %a, i32 5\n %1: i32 = select %c, %0, %b\n br ^j\n^j:\n %2: i32 = phi [%1, ^entry]\n ret %2",
    ),
]
HAZARDS = [
    Hazard(
        "what is computed without need has no effect",
        "if_convert.harmless",
        always,
        DIAMOND.format("%0: i32 = call @putchar(%a: i32) as i32 (i32)"),
    ),
    Hazard(
        "a division that might trap stays where it is",
        "if_convert.harmless",
        always,
        "%z: i1 = cmp ne %b, i32 0\n" + DIAMOND.format("%0: i32 = udiv %a, %b").replace("condbr %c", "condbr %z"),
        ((6, 2, 0), (6, 0, 0)),
    ),
    Hazard(
        "one jump alone comes to each way",
        "if_convert._short",
        lambda block, predecessors: (
            block.instructions[-1].target if type(block.instructions[-1]) is Branch else None
        ),
        "%d: i1 = cmp eq %a, i32 3\n condbr %d, ^s, ^x\n^s:\n condbr %c, ^t, ^j\n^x:\n br ^t\n"
        "^t:\n %0: i32 = xor %a, i32 5\n br ^j\n^j:\n %1: i32 = phi [%b, ^s], [%0, ^t]\n ret %1",
    ),
]

from ccore.ir.instructions import CondBranch
from safety import Hazard, Sample


def first_way(block, sources):
    """The branch behind one of the ways in."""
    branch = sources[0].terminator if sources else None
    return branch if type(branch) is CondBranch else None


SAMPLES = [
    Sample(
        "%0: i1 = cmp slt %a, %b\n condbr %0, ^x, ^y\n^x:\n %1: i1 = cmp sge %a, %b\n %2: i32 = zext %1\n ret %2\n"
        "^y:\n ret %b",
        "%0: i1 = cmp slt %a, %b\n condbr %0, ^x, ^y\n^x:\n %1: i1 = cmp sge %a, %b\n %2: i32 = zext i1 0\n ret %2\n"
        "^y:\n ret %b",
    ),
]
HAZARDS = [
    Hazard(
        "no other edge leads to where the fact holds",
        "correlate.only_way",
        first_way,
        "%0: i1 = cmp slt %a, %b\n condbr %0, ^x, ^y\n^y:\n br ^x\n"
        "^x:\n %1: i1 = cmp slt %a, %b\n %2: i32 = zext %1\n ret %2",
        ((1, 2, 0), (2, 1, 0)),
    ),
    Hazard(
        "a fact ends with what its branch dominates",
        "correlate.Facts.leave",
        lambda facts: None,
        "condbr %c, ^x, ^y\n^x:\n %0: i1 = cmp slt %a, %b\n condbr %0, ^t, ^j\n^t:\n br ^j\n"
        "^y:\n %1: i1 = cmp slt %a, %b\n condbr %1, ^e, ^j\n^e:\n br ^j\n"
        "^j:\n %2: i32 = phi [i32 1, ^t], [i32 2, ^e], [i32 3, ^x], [i32 4, ^y]\n ret %2",
        ((1, 2, 0), (1, 2, 1), (2, 1, 0), (2, 1, 1)),
    ),
    Hazard(
        "signed and unsigned order are two",
        "correlate._kind",
        lambda compare: "s",
        "%0: i1 = cmp slt %a, %b\n condbr %0, ^x, ^y\n^x:\n %1: i1 = cmp ult %a, %b\n %2: i32 = zext %1\n ret %2\n"
        "^y:\n ret %b",
        ((-1 & 0xFFFFFFFF, 1, 0),),
    ),
]

from ccore.ir.instructions import Switch
from ccore.ir.module import Block
from safety import Hazard, Refusal, Sample, always

SAMPLES = [
    Sample(  # a phi of constants, and values that are used later
        "condbr %c, ^x, ^y\n^x:\n br ^b\n^y:\n %0: i1 = cmp eq %a, %b\n br ^b\n"
        "^b:\n %1: i1 = phi [i1 1, ^x], [%0, ^y]\n %2: i32 = add %a, i32 7\n condbr %1, ^t, ^f\n"
        "^t:\n ret %2\n^f:\n ret %b",
        "condbr %c, ^x, ^y\n^x:\n br ^b.t\n^y:\n %0: i1 = cmp eq %a, %b\n br ^b\n"
        "^b.t:\n %1: i32 = add %a, i32 7\n br ^t\n"
        "^b:\n %2: i1 = phi [%0, ^y]\n %3: i32 = add %a, i32 7\n condbr %2, ^t, ^f\n"
        "^t:\n %4: i32 = phi [%1, ^b.t], [%3, ^b]\n ret %4\n^f:\n ret %b",
    ),
    Sample(  # a branch that another one settles
        "%0: i1 = cmp slt %a, i32 5\n condbr %0, ^x, ^b\n^x:\n store %a, %p align=4\n br ^b\n"
        "^b:\n %1: i1 = cmp slt %a, i32 9\n condbr %1, ^t, ^f\n^t:\n ret %a\n^f:\n ret %b",
        "%0: i1 = cmp slt %a, i32 5\n condbr %0, ^x, ^b\n^x:\n store %a, %p align=4\n br ^b.t\n"
        "^b.t:\n br ^t\n^b:\n %1: i1 = cmp slt %a, i32 9\n condbr %1, ^t, ^f\n^t:\n ret %a\n^f:\n ret %b",
    ),
    Sample(  # what is not likely at the end is not likely on the way
        "%0: i1 = cmp eq %a, %b\n condbr %0, ^x, ^b\n^x:\n %1: i1 = cmp ne %a, i32 7\n br ^b\n"
        "^b:\n %2: i1 = phi [i1 0, ^entry], [%1, ^x]\n condbr %2, ^t, ^f weights=(2000, 1)\n"
        "^t:\n ret %a\n^f:\n ret %b",
        "%0: i1 = cmp eq %a, %b\n condbr %0, ^x, ^b.f weights=(2000, 1)\n^x:\n %1: i1 = cmp ne %a, i32 7\n br ^b\n"
        "^b.f:\n br ^f\n^b:\n %2: i1 = phi [%1, ^x]\n condbr %2, ^t, ^f weights=(2000, 1)\n"
        "^t:\n ret %a\n^f:\n ret %b",
    ),
    Sample(  # a case of a switch
        "switch %a, ^d [1: ^b, 2: ^d]\n^d:\n br ^b\n"
        "^b:\n %0: i32 = and %a, i32 1\n %1: i1 = cmp ne %0, i32 0\n condbr %1, ^t, ^f\n^t:\n ret %a\n^f:\n ret %b",
        "switch %a, ^d [1: ^b.t, 2: ^d]\n^d:\n br ^b\n^b.t:\n br ^t\n"
        "^b:\n %0: i32 = and %a, i32 1\n %1: i1 = cmp ne %0, i32 0\n condbr %1, ^t, ^f\n^t:\n ret %a\n^f:\n ret %b",
    ),
]
HAZARDS = [
    Hazard(
        "values of copied blocks are joined",
        "jump_threading.repair",
        lambda analyses, copies: None,
        SAMPLES[0].before,
    ),
    Hazard(
        "the jump can be redirected",
        "jump_threading.redirectable",
        always,
        "indirectbr blockaddress(@f, ^b) [^x, ^b]\n^x: address_taken\n br ^b\n"
        "^b: address_taken\n %0: i1 = phi [%c, ^x], [i1 1, ^entry]\n condbr %0, ^t, ^f\n^t:\n ret %a\n^f:\n ret %b",
    ),
    Hazard(
        "a switch goes to the block for one value alone",
        "jump_threading.leading_to",
        lambda jump, target: _first(jump, target),
        "switch %a, ^d [1: ^b, 2: ^b]\n^d:\n br ^b\n"
        "^b:\n %0: i1 = cmp eq %a, i32 1\n condbr %0, ^t, ^f\n^t:\n ret %a\n^f:\n ret %b",
        ((1, 5, 1), (2, 5, 1), (3, 5, 1)),
    ),
]
REFUSALS = [
    Refusal(
        "whether a value is constant is asked where it stands",
        "jump_threading.may_have_two_places",
        always,
        "condbr %c, ^x, ^y\n^x:\n br ^b\n^y:\n br ^b\n"
        "^b:\n %0: i32 = phi [i32 1, ^x], [i32 2, ^y]\n %1: i1 = isconstant %0\n condbr %1, ^t, ^f\n"
        "^t:\n ret %0\n^f:\n ret %b",
        "an asm that wants a constant would stand where it is one of two",
    ),
]


def _first(jump: Switch, target: Block) -> list[int]:
    return [constant for constant, goal in jump.cases if goal is target][:1]

from ccore.ir.instructions import Return
from safety import Hazard, Sample

SAMPLES = [
    Sample(
        "condbr %c, ^x, ^y\n^x:\n %0: i32 = mul %a, %b\n br ^j\n^y:\n br ^j\n"
        "^j:\n %1: i32 = phi [%0, ^x], [%a, ^y]\n ret %b",
        "br ^j\n^j:\n ret %b",
    ),
    Sample(  # a loop that ends
        "br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^l]\n %n: i32 = add %i, i32 1\n"
        " %more: i1 = cmp slt %n, %a\n condbr %more, ^l, ^o\n^o:\n ret %b",
        "br ^l\n^l:\n br ^o\n^o:\n ret %b",
    ),
]
HAZARDS = [
    Hazard(
        "what has an effect stays",
        "adce.needed",
        lambda i: type(i) is Return,
        "condbr %c, ^x, ^j\n^x:\n store %a, %p align=4\n br ^j\n^j:\n ret %b",
    ),
    Hazard(
        "what decides whether it happens stays",
        "adce._Marking.enter",
        lambda marking, block: None,
        "condbr %c, ^x, ^j\n^x:\n store %a, %p align=4\n br ^j\n^j:\n ret %b",
    ),
]

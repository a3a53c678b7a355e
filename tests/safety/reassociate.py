from ccore.ir.instructions import Binary
from safety import Hazard, Sample, always

SAMPLES = [
    Sample(
        "%0: i32 = add %a, i32 5\n %1: i32 = add %0, %b\n %2: i32 = add %1, i32 7\n ret %2",
        "%0: i32 = add %a, %b\n %1: i32 = add %0, i32 12\n ret %1",
    ),
    Sample(
        "br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^l]\n %0: i32 = mul %i, %a\n %1: i32 = mul %0, %b\n"
        " store %1, %p align=4\n %n: i32 = add %i, i32 1\n %more: i1 = cmp ult %n, %a\n condbr %more, ^l, ^o\n"
        "^o:\n ret %b",
        "br ^l\n^l:\n %i: i32 = phi [i32 0, ^entry], [%n, ^l]\n %0: i32 = mul %a, %b\n %1: i32 = mul %0, %i\n"
        " store %1, %p align=4\n %n: i32 = add %i, i32 1\n %more: i1 = cmp ult %n, %a\n condbr %more, ^l, ^o\n"
        "^o:\n ret %b",
    ),
]
HAZARDS = [
    Hazard(
        "a tree has one operation",
        "reassociate.joins",
        lambda i, operand: type(operand) is Binary and len(operand.users) == 1,
        "%0: i32 = mul %a, i32 5\n %1: i32 = add %0, i32 7\n ret %1",
    ),
    Hazard(
        "floating-point sums round",
        "reassociate.regroupable",
        always,
        "%0: f64 = sitofp %a\n %1: f64 = fadd %0, f64 0x4341c37937e08000\n %2: f64 = fadd %1, f64 0xc341c37937e08000\n"
        " %3: i32 = fptosi %2\n ret %3",
    ),
    Hazard(
        "subtraction is not associative",
        "reassociate.regroupable",
        always,
        "%0: i32 = sub %a, i32 5\n %1: i32 = sub %0, i32 7\n ret %1",
    ),
]

from ccore.ir.instructions import Binary
from safety import Hazard, Sample, always

LOOP = (
    "br ^l\n^l:\n %e: i32 = phi [%a, ^entry], [%n, ^l]\n %i: i32 = phi [i32 0, ^entry], [%m, ^l]\n"
    " %s: i32 = mul %e, %e\n %w: i32 = load %p align=4\n"
)
END = " %m: i32 = add %i, i32 1\n %t: i1 = cmp ult %m, i32 5\n condbr %t, ^l, ^o\n^o:\n ret %n"

SAMPLES = [
    Sample(
        LOOP + " %0: i32 = add %s, %w\n %1: i32 = add %0, %b\n %n: i32 = add %1, %i\n" + END,
        LOOP + " %0: i32 = add %w, %b\n %1: i32 = add %i, %0\n %n: i32 = add %1, %s\n" + END,
    ),
    Sample(  # the phi is known before the product
        LOOP + " %0: i32 = xor %s, %e\n %1: i32 = xor %0, %w\n %n: i32 = xor %1, %i\n" + END,
        LOOP + " %0: i32 = xor %w, %i\n %1: i32 = xor %0, %e\n %n: i32 = xor %1, %s\n" + END,
    ),
]
HAZARDS = [
    Hazard(
        "floating-point sums round",
        "tree_height.regroupable",
        always,
        "br ^l\n^l:\n %e: f64 = phi [f64 0x4341c37937e08000, ^entry], [%n, ^l]\n"
        " %i: i32 = phi [i32 0, ^entry], [%m, ^l]\n %s: f64 = fmul %e, f64 0x3ff0000000000000\n %w: f64 = sitofp %i\n"
        " %v: f64 = sitofp %a\n %0: f64 = fadd %s, %v\n %n: f64 = fadd %0, %w\n"
        " %m: i32 = add %i, i32 1\n %t: i1 = cmp ult %m, i32 5\n condbr %t, ^l, ^o\n"
        "^o:\n %x: f64 = fadd %n, f64 0xc341c37937e08000\n %r: i32 = fptosi %x\n ret %r",
        ((1, 0, 0), (3, 0, 0), (5, 0, 0)),
    ),
    Hazard(
        "differences are no sums",
        "tree_height.regroupable",
        always,
        LOOP + " %0: i32 = sub %s, %w\n %1: i32 = sub %0, %b\n %n: i32 = sub %1, %i\n" + END,
    ),
    Hazard(
        "a tree has one operation",
        "reassociate.joins",
        lambda i, operand: type(operand) is Binary and len(operand.users) == 1,
        LOOP + " %0: i32 = mul %s, %w\n %1: i32 = add %0, %b\n %n: i32 = add %1, %i\n" + END,
    ),
]

from ccore.ir.instructions import Branch
from ccore.passes.edit import replace_terminator
from safety import Hazard, Refusal, Sample, always


def guess(block, watch=None):
    """Decides a branch that nothing decides."""
    if len(block.successors) < 2 or (watch is not None and not watch.does("branch", block.terminator)):
        return False
    replace_terminator(block, Branch(block.successors[0]))
    return True


SAMPLES = [
    Sample(
        "condbr %c, ^e, ^g\n^e:\n br ^g\n^g:\n %0: i32 = add %a, %b\n br ^h\n^h:\n ret %0",
        "%0: i32 = add %a, %b\n ret %0",
    ),
]
HAZARDS = [
    Hazard(
        "a branch is decided by a constant",
        "simplify_cfg.fold_terminator",
        guess,
        "condbr %c, ^x, ^y\n^x:\n ret %a\n^y:\n ret %b",
    ),
    Hazard(
        "a phi stands for one value where all that arrives is that",
        "simplify_cfg.trivial_phi",
        lambda phi: phi.operands[0],
        "condbr %c, ^x, ^y\n^x:\n %0: i32 = call @putchar(%a: i32) as i32 (i32)\n br ^z\n^y:\n"
        " %1: i32 = call @putchar(%b: i32) as i32 (i32)\n br ^z\n^z:\n %2: i32 = phi [i32 1, ^x], [i32 2, ^y]\n ret %2",
    ),
    Hazard(
        "a block that is appended to another one has no other way in",
        "simplify_cfg.mergeable",
        always,
        "condbr %c, ^x, ^y\n^x:\n %0: i32 = call @putchar(%a: i32) as i32 (i32)\n br ^z\n^y:\n"
        " %1: i32 = call @putchar(%b: i32) as i32 (i32)\n br ^z\n^z:\n ret %b",
    ),
    Hazard(
        "a label whose address was taken stays",
        "simplify_cfg.only_jumps",
        lambda block: type(block.instructions[0]) is Branch,
        "%0: i1 = cmp eq blockaddress(@f, ^x), ptr null\n %1: i32 = zext %0\n condbr %c, ^x, ^z\n"
        "^x: address_taken\n br ^z\n^z:\n ret %1",
    ),
    Hazard(
        "two ways that bring different values stay two",
        "simplify_cfg.threadable",
        always,
        "condbr %c, ^x, ^y\n^x:\n br ^z\n^y:\n br ^z\n^z:\n %0: i32 = phi [%a, ^x], [%b, ^y]\n ret %0",
    ),
]
REFUSALS = [
    Refusal(
        "the jumps of assembly cannot be redirected",
        "simplify_cfg.redirectable",
        always,
        'asmgoto "" [label "" void name=x] () [] to ^y ["x": ^x]\n^x:\n br ^z\n^y:\n br ^z\n^z:\n ret %a',
        "two labels of one assembly statement may become one block, which LLVM's callbr does not take",
    ),
]

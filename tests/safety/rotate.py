from safety import Hazard, Refusal, Sample, always, never

HEAD = (
    "%i: ptr = alloca size=4 align=4 name=i\n store i32 0, %i align=4\n br ^h\n"
    "^h:\n %0: i32 = load %i align=4\n {}%1: i1 = cmp slt %0, %a\n condbr %1, ^l, ^o\n"
)
REST = "^l:\n %2: i32 = load %i align=4\n %3: i32 = add %2, i32 1\n store %3, %i align=4\n br ^h\n^o:\n ret {}"
SAMPLES = [
    Sample(
        HEAD.format("") + REST.format("%b"),
        "%i: ptr = alloca size=4 align=4 name=i\n store i32 0, %i align=4\n br ^h.first\n"
        "^h.first:\n %0: i32 = load %i align=4\n %1: i1 = cmp slt %0, %a\n condbr %1, ^l, ^o\n"
        "^h:\n %2: i32 = load %i align=4\n %3: i1 = cmp slt %2, %a\n condbr %3, ^l, ^o\n"
        "^l:\n %4: i32 = load %i align=4\n %5: i32 = add %4, i32 1\n store %5, %i align=4\n br ^h\n^o:\n ret %b",
    ),
]
HAZARDS = [
    Hazard(
        "no value of the test is used elsewhere",
        "rotate.copyable",
        always,
        HEAD.format("") + REST.format("%0"),
    ),
    Hazard(
        "no phi behind the test has to tell the copy apart",
        "rotate.phis_of",
        never,
        HEAD.format("") + REST.format("%7").replace("^o:\n", "^o:\n %7: i32 = phi [%b, ^h]\n "),
    ),
]
REFUSALS = [
    Refusal(
        "the jumps of assembly cannot be redirected",
        "rotate.redirectable",
        always,
        (HEAD.format("") + REST.format("%b")).replace(
            "br ^h\n^h:\n", 'asmgoto "" [label "" void name=o] () [] to ^h ["o": ^o]\n^h:\n', 1
        ),
        "two labels of one assembly statement may become one block, which LLVM's callbr does not take",
    ),
]

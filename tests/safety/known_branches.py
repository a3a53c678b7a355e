from safety import Hazard, Refusal, Sample, always

TWICE = (
    "%x: ptr = alloca size=4 align=4 name=x\n store %a, %x align=4\n %0: i32 = load %x align=4\n"
    " %1: i32 = add %0, i32 5\n {}\n %2: i32 = load %x align=4\n %3: i1 = cmp eq %1, %2\n"
    " condbr %3, ^x, ^y\n^x:\n ret i32 1\n^y:\n ret i32 2"
)
SAMPLES = [
    Sample(
        TWICE.format(""),
        TWICE.format("").replace("condbr %3, ^x, ^y", "br ^y"),
    ),
]
HAZARDS = [
    Hazard(
        "nothing is written between two loads of a variable",
        "known_branches.load_epochs",
        lambda block: dict.fromkeys(block.instructions, 0),
        TWICE.format("%4: i32 = load %x align=4\n store %1, %x align=4"),
    ),
]
REFUSALS = [
    Refusal(
        "a volatile variable may hold anything",
        "memory_ssa.plain",
        always,
        TWICE.format("").replace("load ", "load volatile "),
        "what the variable stands for may have changed it",
    ),
]

from safety import Hazard, Refusal, Sample, always

SAMPLES = [Sample("condbr %c, ^x, ^y\n^x:\n br ^y\n^y:\n ret %a", "condbr %c, ^y, ^y\n^y:\n ret %a")]
HAZARDS = [
    Hazard(
        "no phi asks which way control came",
        "forwarders.passable",
        always,
        "condbr %c, ^x, ^y\n^x:\n br ^z\n^y:\n br ^z\n^z:\n %0: i32 = phi [%a, ^x], [%b, ^y]\n ret %0",
    ),
]
REFUSALS = [
    Refusal(
        "the jumps of assembly cannot be redirected",
        "forwarders.redirectable",
        always,
        'asmgoto "" [label "" void name=x] () [] to ^y ["x": ^x]\n^x:\n br ^z\n^y:\n ret %b\n^z:\n ret %a',
        "two labels of one assembly statement may become one block, which LLVM's callbr does not take",
    ),
]

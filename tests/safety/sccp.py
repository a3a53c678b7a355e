from safety import Hazard, Sample, always

SAMPLES = [
    Sample(
        "br ^l\n^l:\n %0: i32 = phi [i32 1, ^entry], [%1, ^m]\n %1: i32 = mul %0, i32 1\n %2: i1 = cmp eq %1, i32 1\n"
        " condbr %2, ^o, ^m\n^m:\n br ^l\n^o:\n ret %1",
        "br ^l\n^l:\n br ^o\n^o:\n ret i32 1",
    ),
]
HAZARDS = [
    Hazard(
        "a phi is constant where all that arrives is one constant",
        "sccp.agree",
        always,
        "condbr %c, ^t, ^e\n^t:\n br ^j\n^e:\n br ^j\n^j:\n %0: i32 = phi [i32 1, ^t], [i32 2, ^e]\n ret %0",
    ),
]

from safety import Sample

SAMPLES = [
    Sample(
        "%0: i1 = expect %c, i1 0\n condbr %0, ^x, ^y\n^x:\n ret %a\n^y:\n ret %b",
        "condbr %c, ^x, ^y weights=(1, 2000)\n^x:\n ret %a\n^y:\n ret %b",
    ),
]
HARMLESS = "an expectation is no promise: weights that are wrong cost time alone"

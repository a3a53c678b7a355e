from safety import Sample

SAMPLES = [
    Sample(
        "%0: i1 = expect %c, i1 0\n condbr %0, ^x, ^y\n^x:\n ret %a\n^y:\n ret %b",
        "condbr %c, ^x, ^y weights=(1, 2000)\n^x:\n ret %a\n^y:\n ret %b",
    ),
    Sample(  # how likely it was said to be; a switch by its number
        "%0: i32 = expect %a, i32 3 weights=(6, 4)\n %1: i1 = cmp eq %0, i32 3\n condbr %1, ^x, ^y\n^x:\n ret %a\n"
        "^y:\n switch %0, ^z [3: ^x]\n^z:\n ret %b",
        "%1: i1 = cmp eq %a, i32 3\n condbr %1, ^x, ^y weights=(6, 4)\n^x:\n ret %a\n"
        "^y:\n switch %a, ^z [3: ^x] likely=(3, 6, 4)\n^z:\n ret %b",
    ),
]
HARMLESS = "an expectation is no promise: weights that are wrong cost time alone"

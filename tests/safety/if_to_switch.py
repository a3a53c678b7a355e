from safety import Hazard, Sample, always

SAMPLES = [
    Sample(
        "%0: i1 = cmp eq %a, i32 32\n condbr %0, ^t, ^x\n^x:\n %1: i1 = cmp ne %a, i32 9\n condbr %1, ^y, ^t\n"
        "^y:\n %2: i1 = cmp eq %a, i32 3\n condbr %2, ^t, ^f\n"
        "^t:\n %3: i32 = phi [%b, ^entry], [%b, ^x], [%b, ^y]\n ret %3\n^f:\n ret %a",
        "%0: i1 = cmp eq %a, i32 32\n switch %a, ^f [32: ^t, 9: ^t, 3: ^t]\n"
        "^t:\n %1: i32 = phi [%b, ^entry]\n ret %1\n^f:\n ret %a",
    ),
    Sample(  # the last test is a value
        "%0: i1 = cmp eq %a, i32 32\n condbr %0, ^t, ^x\n^x:\n %1: i1 = cmp eq %a, i32 9\n condbr %1, ^t, ^y\n"
        "^y:\n %2: i1 = cmp eq %a, i32 3\n br ^t\n"
        "^t:\n %3: i1 = phi [i1 1, ^entry], [i1 1, ^x], [%2, ^y]\n %4: i32 = zext %3\n ret %4",
        "%0: i1 = cmp eq %a, i32 32\n switch %a, ^t [32: ^t.member, 9: ^t.member, 3: ^t.member]\n"
        "^t.member:\n br ^t\n"
        "^t:\n %1: i1 = phi [i1 0, ^entry], [i1 1, ^t.member]\n %2: i32 = zext %1\n ret %2",
    ),
]
HAZARDS = [
    Hazard(
        "a test does nothing else",
        "if_to_switch.only_tests",
        always,
        "%0: i1 = cmp eq %a, i32 32\n condbr %0, ^t, ^x\n"
        "^x:\n store %b, %p align=4\n %1: i1 = cmp eq %a, i32 3\n condbr %1, ^t, ^y\n"
        "^y:\n %2: i1 = cmp eq %a, i32 9\n condbr %2, ^t, ^f\n^t:\n ret %b\n^f:\n ret %a",
    ),
    Hazard(
        "a target gets the same from all tests",
        "if_to_switch._Chain.agrees",
        always,
        "%0: i1 = cmp eq %a, i32 32\n condbr %0, ^t, ^x\n^x:\n %1: i1 = cmp eq %a, i32 3\n condbr %1, ^t, ^y\n"
        "^y:\n %2: i1 = cmp eq %a, i32 9\n condbr %2, ^t, ^f\n"
        "^t:\n %3: i32 = phi [%b, ^entry], [i32 7, ^x], [%b, ^y]\n ret %3\n^f:\n ret %a",
    ),
    Hazard(
        "the way out is none of the targets, where it may get something else",
        "if_to_switch._Chain.worthwhile",
        always,
        "%0: i1 = cmp eq %a, i32 32\n condbr %0, ^t, ^x\n^x:\n %1: i1 = cmp eq %a, i32 5\n condbr %1, ^f, ^y\n"
        "^y:\n %2: i1 = cmp eq %a, i32 9\n condbr %2, ^t, ^f\n"
        "^t:\n ret %b\n^f:\n %3: i32 = phi [i32 1, ^x], [i32 2, ^y]\n ret %3",
    ),
]

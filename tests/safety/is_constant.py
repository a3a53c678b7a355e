from safety import Sample

SAMPLES = [
    Sample(
        "%0: i1 = isconstant %a\n %1: i32 = zext %0\n %2: i1 = isconstant i32 3\n %3: i32 = select %2, %1, %b\n ret %3",
        "%1: i32 = zext i1 0\n %3: i32 = select i1 1, %1, %b\n ret %3",
    ),
]
HARMLESS = "either answer is right until the pass has run"

from safety import Hazard, Sample

SAMPLES = [
    Sample(
        "condbr i1 0, ^x, ^y\n^x:\n br ^y\n^y:\n %0: i32 = phi [%a, ^x], [%b, ^entry]\n ret %0",
        "br ^y\n^y:\n %0: i32 = phi [%b, ^entry]\n ret %0",
    ),
]
HAZARDS = [
    Hazard(
        "control cannot come to what goes",
        "edit.reachable_blocks",
        lambda function: set(function.blocks[:1]),
        "condbr %c, ^x, ^y\n^x:\n ret %a\n^y:\n ret %b",
    ),
    Hazard(
        "a label whose address was taken stays",
        "edit.has_address",
        lambda block: False,
        "%0: i1 = cmp eq blockaddress(@f, ^x), ptr null\n %1: i32 = zext %0\n ret %1\n^x: address_taken\n ret %b",
    ),
]

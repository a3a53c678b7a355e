from safety import Sample
from safety.object_size import HAZARDS

SAMPLES = [
    Sample("%0: i64 = objectsize minimum %p\n %1: i32 = trunc %0\n ret %1", "%0: i32 = trunc i64 0\n ret %0"),
    Sample("%0: i64 = objectsize %p\n %1: i32 = trunc %0\n ret %1", "%0: i32 = trunc i64 -1\n ret %0"),
]
__all__ = ["HAZARDS", "SAMPLES"]

from safety import Hazard, Sample, always

END = " %z: i32 = trunc %s\n ret %z"
TWO = (
    "%x: ptr = alloca size=16 align=8 name=x\n %y: ptr = alloca size=8 align=8 name=y\n condbr %c, ^l, ^r\n"
    "^l:\n br ^m\n^r:\n br ^m\n^m:\n %q: ptr = phi [%x, ^l], [%y, ^r]\n"
)
HAZARDS = [
    Hazard(
        "only what no other definition replaces has a known size",
        "object_size.definite",
        always,
        "%0: i64 = objectsize minimum @w\n %1: i32 = trunc %0\n ret %1",
    ),
    Hazard(
        "a distance that varies leaves nothing known",
        "object_size._Sizes._moved",
        lambda self, extent, distance, start: extent,
        "%d: i64 = zext %a\n %x: ptr = alloca size=16 align=8 name=x\n %q: ptr = ptradd %x, %d\n"
        " %0: i64 = objectsize %q\n %1: i32 = trunc %0\n ret %1",
    ),
]


def sample(before: str, after: str, head: str = "%x: ptr = alloca size=16 align=8 name=x\n") -> Sample:
    return Sample(head + before + END, head + after)


SAMPLES = [
    sample(" %q: ptr = ptradd %x, i64 4\n %s: i64 = objectsize %q\n",
           " %0: ptr = ptradd %x, i64 4\n %1: i32 = trunc i64 12\n ret %1"),
    # Of an address before the start of an object nothing is left; before one of several places, all may be.
    sample(" %q: ptr = ptradd %x, i64 -4\n %s: i64 = objectsize %q\n",
           " %0: ptr = ptradd %x, i64 -4\n %1: i32 = trunc i64 0\n ret %1"),
    Sample(TWO + " %n: ptr = ptradd %q, i64 -4\n %s: i64 = objectsize %n\n" + END,
           TWO.replace("%q", "%0") + " %1: ptr = ptradd %0, i64 -4\n %2: i32 = trunc i64 16\n ret %2"),
    Sample(TWO + " %s: i64 = objectsize minimum %q\n" + END,
           TWO.replace("%q", "%0") + " %1: i32 = trunc i64 8\n ret %1"),
    # A part bounds what points into it, and goes.
    sample(" %m: ptr = ptradd %x, i64 4\n %n: ptr = part %m, i64 6, i64 1\n %q: ptr = ptradd %n, i64 2\n"
           " %s: i64 = objectsize subobject %q\n",
           " %0: ptr = ptradd %x, i64 4\n %1: ptr = ptradd %0, i64 2\n %2: i32 = trunc i64 3\n ret %2"),
    sample(" %n: ptr = part %p, i64 6, i64 0\n %s: i64 = objectsize subobject %n\n", " %0: i32 = trunc i64 6\n ret %0",
           "%x: ptr = alloca size=16 align=8 name=x\n"),
    # Computed: the size and the distance have phis of their own.
    Sample("%w: i64 = zext %a\n %x: ptr = dynalloca %w align=8\n %d: i64 = zext %b\n %q: ptr = ptradd %x, %d\n"
           " %s: i64 = objectsize dynamic %q\n" + END,
           "%0: i64 = zext %a\n %1: ptr = dynalloca %0 align=8\n %2: i64 = zext %b\n %3: ptr = ptradd %1, %2\n"
           " %4: i1 = cmp ult %2, %0\n %5: i64 = sub %0, %2\n %6: i64 = select %4, %5, i64 0\n"
           " %7: i32 = trunc %6\n ret %7"),
    Sample(TWO + " %s: i64 = objectsize dynamic %q\n" + END,
           TWO.replace("%q", "%0") + " %1: i64 = phi [i64 16, ^l], [i64 8, ^r]\n"
           " %2: i64 = phi [i64 0, ^l], [i64 0, ^r]\n %3: i1 = cmp ult %2, %1\n %4: i64 = sub %1, %2\n"
           " %5: i64 = select %3, %4, i64 0\n %6: i32 = trunc %5\n ret %6"),
]  # fmt: skip

from safety import Refusal, Sample, always, never

NEST = """variable @x: ptr size=800 linkage=internal align=16 defined
variable @y: ptr size=800 linkage=internal align=16 defined
variable @z: ptr size=800 linkage=internal align=16 defined
function @other: void () ()
function @f: void (i64, f64) (%n, %v) linkage=external defined {{
^entry:
  br ^outer
^outer:{0}
  %0: i64 = phi [i64 0, ^entry], [%1, ^again]
  %1: i64 = add %0, i64 1
  %2: i1 = cmp slt %0, %n
  condbr %2, ^first, ^out
^first:
  %3: i64 = mul %0, i64 8
  %4: ptr = ptradd @z, %3
{1}  br ^inner
^inner:
  %5: i64 = phi [i64 0, ^first], [%6, ^body]
  %7: f64 = phi [f64 0x0000000000000000, ^first], [%8, ^body]
  %9: i1 = cmp slt %5, %n
  condbr %9, ^body, ^after
^body:
  %6: i64 = add %5, i64 1
  %10: i64 = mul %5, i64 8
  %11: ptr = ptradd @y, %10
  %12: f64 = load %11 align=8
  %13: ptr = ptradd @x, %3
  %14: f64 = load %13 align=8
  %15: f64 = fmul %12, %14
  %8: f64 = fadd %7, %15
  br ^inner
^after:
{2}  br ^again
^again:
  br ^outer
^out:
  ret
}}
"""
STORE = "  store %7, %4 align=8\n"


def nest(first: str = "", after: str = STORE, mark: str = "") -> str:
    return NEST.format(mark, first, after)


SAMPLES = [Sample(nest(), nest(mark=" jam=4"))]

HARMLESS = "it changes no code; that the wish may be granted is shown by the refusals"

REFUSALS = [
    Refusal(
        "the outer loop touches memory by plain loads and stores alone",
        "jam.touches_memory",
        never,
        nest(after="  call @other() as void ()\n" + STORE),
        "the calls would come after loads of what they write",
    ),
    Refusal(
        "the outer loop touches memory by plain loads and stores alone",
        "jam.plain",
        always,
        nest(after="  store volatile %7, %4 align=8\n  %16: f64 = load volatile @x align=8\n"),
        "volatile accesses have an order",
    ),
    Refusal(
        "the stores come after the inner loop",
        "jam.follows",
        always,
        nest(first="  store %v, @z align=8\n"),
        "the store to @z of the next round would come before this round's",
    ),
    Refusal(
        "no load can see a store of another round",
        "jam.sees",
        never,
        nest(after="  %16: ptr = ptradd @y, %3\n  store %7, %16 align=8\n"),
        "the next rounds' loads of @y would come before the store",
    ),
    Refusal(
        "the outer loop has one way out",
        "jam.only_exit",
        lambda loop: loop.header,
        nest(after=STORE + "  %16: i1 = cmp slt %0, i64 9\n  condbr %16, ^more, ^out\n^more:\n"),
        "loads of rounds that never come would be made, and may fault",
    ),
]

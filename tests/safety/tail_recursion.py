"""Self-recursive calls at the end: see ``ccore.passes.tail_recursion``."""

from safety import Hazard, Sample, always

_TYPE = "as i32 (i32, i32, ptr, i1)"
_END = "%0: i1 = cmp sle %a, i32 0\n condbr %0, ^out, ^more\n^out:\n ret {}\n^more:\n %1: i32 = add %a, i32 -1\n"
_START = "br ^h\n^h:\n"

SAMPLES = [
    Sample(  # some argument stays, others change; the result comes as it is, through a block that joins
        _END.replace("ret {}", "br ^j").format()
        + f" %2: i32 = call @f(%1: i32, %a: i32, %p: ptr, %c: i1) {_TYPE}\n br ^j\n"
        "^j:\n %3: i32 = phi [%b, ^out], [%2, ^more]\n ret %3",
        _START + "%m: i32 = phi [%a, ^entry], [%1, ^more]\n %n: i32 = phi [%b, ^entry], [%m, ^more]\n"
        + _END.replace("ret {}", "br ^j").replace("%a", "%m").format() + " br ^h\n"
        "^j:\n %3: i32 = phi [%n, ^out]\n ret %3",
    ),
    Sample(  # an operation is left to do
        _END.format("%b") + f" %2: i32 = call @f(%1: i32, %b: i32, %p: ptr, %c: i1) {_TYPE}\n"
        " %3: i32 = mul nsw %a, %2\n %4: i32 = mul %3, i32 3\n ret %4",
        _START + "%m: i32 = phi [%a, ^entry], [%1, ^more]\n %t: i32 = phi [i32 1, ^entry], [%3, ^more]\n"
        + _END.replace("%a", "%m").replace(" ret {}", " %5: i32 = mul %t, %b\n ret %5").format()
        + " %2: i32 = mul %t, %m\n %3: i32 = mul %2, i32 3\n br ^h",
    ),
]
SAMPLES = [Sample(s.before, s.after.replace("^h", "^entry.1")) for s in SAMPLES]
_RUNS = ((3, 5, 1), (4, 7, 0), (0, 1, 1))
HAZARDS = [
    Hazard(
        "no local of one round is seen by the next",
        "tail_recursion.reusable_frame",
        always,
        "%x: ptr = alloca size=4 align=4\n store %a, %x align=4\n %q: ptr = load %p align=8\n"
        " condbr %c, ^first, ^later\n^first:\n store %x, %p align=8\n"
        f" %0: i32 = call @f(%b: i32, %b: i32, %p: ptr, i1 0: i1) {_TYPE}\n ret %0\n"
        "^later:\n %2: i1 = cmp eq %q, ptr null\n condbr %2, ^none, ^some\n^none:\n ret %a\n"
        "^some:\n %3: i32 = load %q align=4\n store ptr null, %p align=8\n ret %3",
        ((3, 5, 1), (4, 7, 1)),
    ),
    Hazard(
        "no local is handed to the next round",
        "tail_recursion.keeps_locals",
        always,
        'module "m" target="x86_64"\nvariable @g: ptr size=64 linkage=external align=16 defined\n'
        "function @f: i32 (i32, i32, ptr, i1) (%a, %b, %p, %c) linkage=external defined"
        ' attributes={call={unkept=["2"]}} {\n^entry:\n'
        "%x: ptr = alloca size=4 align=4\n store %a, %x align=4\n condbr %c, ^first, ^later\n^first:\n"
        f" %0: i32 = call @f(%b: i32, %b: i32, %x: ptr, i1 0: i1) {_TYPE}\n ret %0\n"
        "^later:\n %3: i32 = load %p align=4\n ret %3\n}\n",
        ((3, 5, 1), (4, 7, 1)),
    ),
    Hazard(
        "the order of the operations does not matter",
        "tail_recursion._NEUTRAL",
        {"sub": 0},
        _END.format("%b") + f" %2: i32 = call @f(%1: i32, %b: i32, %p: ptr, %c: i1) {_TYPE}\n"
        " %3: i32 = sub %a, %2\n ret %3",
        _RUNS,
    ),
]

from safety import Hazard, Refusal, Sample, always

DECLARED = (
    "function @pow: f64 (f64, f64) (%x, %y) attributes={library=pow}\n"
    "function @sqrt: f64 (f64) (%x) attributes={library=sqrt}\n"
)
HEAD = "function @f: i32 (i32, i32) (%a, %b) linkage=external {}defined {{\n^entry:\n {}\n}}\n"
ROOTS = (
    "%0: f64 = sitofp %a\n %1: f64 = call @sqrt(%0: f64) as f64 (f64) {const}\n %2: f64 = fmul %1, %1\n"
    " %3: i1 = cmp oeq %2, %0\n %4: i32 = zext %3\n ret %4"
)
BRANCHES = (
    "%0: f64 = sitofp %a\n %c: i1 = cmp sgt %b, i32 3\n condbr %c, ^x, ^y\n"
    "^x:\n %1: f64 = call @sqrt(%0: f64) as f64 (f64) {const}\n %2: i32 = fptosi %1\n br ^j\n^y:\n br ^j\n"
    "^j:\n %3: i32 = phi [%2, ^x], [i32 0, ^y]\n %4: f64 = call @sqrt(%0: f64) as f64 (f64) {const}\n"
    " %5: i32 = fptosi %4\n %6: i32 = add %3, %5\n ret %6"
)
SAMPLES = [
    Sample(
        DECLARED + HEAD.format("", "%0: f64 = sitofp %a\n %1: f64 = call @pow(%0: f64, f64 0x4000000000000000: f64) as "
                               "f64 (f64, f64)\n %2: i32 = fptosi %1\n ret %2"),
        DECLARED + HEAD.format("", "%0: f64 = sitofp %a\n %1: f64 = fmul %0, %0\n %2: i32 = fptosi %1\n ret %2"),
    ),
]  # fmt: skip
HAZARDS = [
    Hazard(
        "the options allow what rounding makes wrong",
        "math_calls.permitted",
        always,
        DECLARED + HEAD.format("", ROOTS),
        ((2, 0, 0), (4, 0, 0)),
    ),
    Hazard(
        "a value is taken from where it was computed on every way here",
        "math_calls._Rewriter.available",
        always,
        DECLARED + HEAD.format("", BRANCHES),
        ((16, 5, 0), (16, 0, 0)),
    ),
]
REFUSALS = [
    Refusal(
        "a call that may set errno is made",
        "math_calls._is_const",
        always,
        DECLARED + HEAD.format("", ROOTS.replace(" {const}", "")),
        "a negative number's root would leave errno as it was",
    ),
]

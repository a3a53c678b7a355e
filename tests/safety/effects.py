"""What calls do: see ``ccore.passes.effects``.  What comes of wrong facts, through other passes, is in
test_pass_effects.py."""

from safety import Hazard, Sample, always

_M = 'module "m" target="x86_64"\n'
_GET = "function @get: i32 (ptr) (%x) linkage=internal defined attributes={{{}noinline}} {{\n^entry:\n" \
    " %0: i32 = load %x align=4\n ret %0\n}}\n"
_DIE = "function @die: void () () linkage=internal defined attributes={{{}noinline}} {{\n^entry:\n br ^l\n" \
    "^l:\n br ^l\n}}\n"
_F = "function @f: i32 (ptr) (%x) linkage=weak defined {{\n^entry:\n {}\n}}\n"

SAMPLES = [
    Sample(
        _M + _GET.format("") + _F.format("%0: i32 = call @get(%x: ptr) as i32 (ptr)\n ret %0"),
        _M + _GET.format('call={returns, reads=["0"], writes=[], unkept=["0"]} ')
        + _F.format("%0: i32 = call @get(%x: ptr) as i32 (ptr)\n ret %0"),
    ),
    Sample(
        _M + _DIE.format("")
        + _F.format("call @die() as void ()\n store i32 1, %x align=4\n ret i32 2"),
        _M + _DIE.format("call={noreturn, reads=[], writes=[]} ")
        + _F.format("call @die() as void ()\n unreachable"),
    ),
]
HAZARDS = [
    Hazard(
        "a function that returns on some way may return",
        "effects.never_returns",
        always,
        "%0: i32 = call @touch(%p: ptr) as i32 (ptr)\n %1: i32 = add %0, %a\n ret %1",
    ),
]

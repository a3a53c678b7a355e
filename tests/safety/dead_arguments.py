"""Arguments and results that nothing uses: see ``ccore.passes.dead_arguments``."""

from safety import Hazard, Sample, always

_HELP = "function @help: i32 (i32, i32) (%x, %y) linkage={} defined attributes={{noinline}} {{\n^entry:\n{}\n}}\n"
_F = "function @f: i32 (i32, i32, ptr, i1) (%a, %b, %p, %c) linkage=external defined {{\n^entry:\n{}\n}}\n"
_G = "variable @g: ptr size=64 linkage=external align=16 defined\n"
_CALL = "%0: i32 = call @help(%a: i32, {}: i32) as i32 (i32, i32)\n "

SAMPLES = [
    Sample(
        _F.format(_CALL.format("%b") + "ret %0") + _HELP.format("external", "ret %x"),
        _F.format(_CALL.format("i32 undef") + "ret %0") + _HELP.format("external", "ret %x"),
    ),
    Sample(  # only handed on to itself; and no result is used
        _G + _F.format(_CALL.format("%b") + "ret %a")
        + _HELP.format("internal", "store %x, @g align=4\n %0: i1 = cmp eq %x, i32 0\n condbr %0, ^o, ^m\n^m:\n"
                       " %1: i32 = add %x, i32 -1\n %2: i32 = call @help(%1: i32, %y: i32) as i32 (i32, i32)\n br ^o\n"
                       "^o:\n ret %x"),
        _G + _F.format(_CALL.format("i32 undef") + "ret %a")
        + _HELP.format("internal", "store %x, @g align=4\n %0: i1 = cmp eq %x, i32 0\n condbr %0, ^o, ^m\n^m:\n"
                       " %1: i32 = add %x, i32 -1\n"
                       " %2: i32 = call @help(%1: i32, i32 undef: i32) as i32 (i32, i32)\n br ^o\n^o:\n ret i32 undef"),
    ),
]
HAZARDS = [
    Hazard(
        "the callee does not use the parameter",
        "dead_arguments.unused",
        always,
        _F.format(_CALL.format("%b") + "ret %0") + _HELP.format("external", "%z: i32 = sub %x, %y\n ret %z"),
    ),
    Hazard(
        "all calls of a function without a result are known",
        "module_uses.ModuleUses.all_calls",
        lambda uses, function: uses.calls.get(function, []),
        _F.format("%h: ptr = select %c, @help, @help\n"
                  " %0: i32 = call %h(%a: i32, %b: i32) as i32 (i32, i32)\n ret %0")
        + "function @e: void () () linkage=external defined {\n^entry:\n"
        " %0: i32 = call @help(i32 1: i32, i32 2: i32) as i32 (i32, i32)\n ret\n}\n"
        + _HELP.format("external", "ret %x"),
    ),
]

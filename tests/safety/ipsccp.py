"""Constants across functions: see ``ccore.passes.ipsccp``."""

from ccore.ir.types import I32
from safety import Hazard, Sample

_HELP = "function @help: i32 (i32) (%x) linkage=internal defined attributes={{noinline}} {{\n^entry:\n{}\n}}\n"
_F = "function @f: i32 (i32, i32, ptr, i1) (%a, %b, %p, %c) linkage=external defined {{\n^entry:\n{}\n}}\n"
_V = "variable @v: ptr size=4 linkage=internal align=4 defined data \"05000000\"\n"
_CALL = "call @help({}: i32) as i32 (i32)"
_G = "variable @g: ptr size=64 linkage=external align=16 defined\n"
_CALLS = f"%0: i32 = {_CALL.format('i32 7')}\n %1: i32 = {_CALL.format('i32 7')}\n %2: i32 = add %0, %1\n ret %2"

SAMPLES = [
    Sample(
        _V + _F.format("store i32 5, @v align=4\n %0: i32 = load @v align=4\n ret %0"),
        _V + _F.format("store i32 5, @v align=4\n ret i32 5"),
    ),
    Sample(
        _F.format(_CALLS) + _HELP.format(" %y: i32 = add %x, i32 3\n ret %y"),
        _F.format(f"%0: i32 = {_CALL.format('i32 7')}\n %1: i32 = {_CALL.format('i32 7')}\n ret i32 20")
        + _HELP.format(" ret i32 10"),
    ),
]
HAZARDS = [
    Hazard(
        "all uses of the variable are known",
        "module_uses.ModuleUses.all_uses",
        lambda uses, variable: uses.uses.get(variable, []),
        _V + _G + "variable @w: ptr size=8 linkage=internal align=8 defined data \"0000000000000000\""
        " [0 size=8 @v addend=0]\n"
        + _F.format("%q: ptr = load @w align=8\n store %a, %q align=4\n %0: i32 = load @v align=4\n ret %0"),
    ),
    Hazard(
        "all calls of the function are known",
        "module_uses.ModuleUses.all_calls",
        lambda uses, function: uses.calls.get(function, []) if function.linkage == "internal" else None,
        _G + _HELP.format(" %y: i32 = add %x, i32 3\n ret %y")
        + _F.format(f"%0: i32 = {_CALL.format('i32 7')}\n store @help, %p align=8\n %h: ptr = load %p align=8\n"
                    " store i64 0, %p align=8\n"
                    " %1: i32 = call %h(%a: i32) as i32 (i32)\n %2: i32 = add %0, %1\n ret %2"),
    ),
    Hazard(
        "nothing but loads and stores of the whole touches the variable",
        "ipsccp.accessed",
        lambda i, variable: i.type if i.opcode == "load" else i.operands[0].type if i.opcode == "store" else I32,
        _V + _G + _F.format("memset @v, i8 1, i64 2 align=1\n %0: i32 = load @v align=4\n ret %0"),
    ),
    Hazard(
        "values that differ have no constant",
        "ipsccp.meet",
        lambda old, new: new if old is None else old,
        _F.format(f"%0: i32 = {_CALL.format('i32 7')}\n %1: i32 = {_CALL.format('i32 8')}\n"
                  " %2: i32 = sub %0, %1\n ret %2") + _HELP.format(" %y: i32 = add %x, i32 3\n ret %y"),
    ),
]

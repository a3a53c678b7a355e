"""Static variables all of whose uses are seen: see ``ccore.passes.static_variables``."""

from ccore.passes.static_variables import Accesses
from safety import Hazard, Sample

_V = 'variable @v: ptr size=8 linkage=internal align=8 defined{} data "{}"\n'
_F = "function @f: i32 (i32, i32, ptr, i1) (%a, %b, %p, %c) linkage=external defined {{\n^entry:\n{}\n}}\n"
_G = "variable @g: ptr size=64 linkage=external align=16 defined\n"
_LOAD = "%q: ptr = ptradd @v, i64 4\n %0: i32 = load %q align=4\n ret %0"
_STORES = "store %a, @v align=4\n %q: ptr = ptradd @v, i64 4\n memset %q, i8 0, i64 4 align=1\n ret %b"
_BOTH = "%q: ptr = select %c, @v, %p\n store %a, %q align=4\n %0: i32 = load @v align=4\n ret %0"

SAMPLES = [
    Sample(_V.format("", "") + _F.format(_STORES), _V.format(" unaddressed", "") + _F.format("ret %b")),
    Sample(
        _V.format("", "01000000") + _F.format(_LOAD), _V.format(" constant unaddressed", "01000000") + _F.format(_LOAD)
    ),
    Sample(_V.format("", "") + _F.format(_BOTH), _V.format(" unaddressed", "") + _F.format(_BOTH)),
]
HAZARDS = [
    Hazard(
        "the address goes nowhere else",
        "static_variables.accesses_of",
        lambda v, users: Accesses(stores=[i for i in users if i.opcode == "store" and i.operands[0] is not v]),
        _V.format("", "") + _G + _F.format(
            "store %a, @v align=4\n store @v, %p align=8\n %q: ptr = load %p align=8\n store i64 0, %p align=8\n"
            " %0: i32 = load %q align=4\n ret %0"
        ),
    ),
    Hazard(
        "all uses of the variable are known",
        "module_uses.ModuleUses.all_uses",
        lambda uses, variable: uses.uses.get(variable, []) if variable.linkage == "internal" else None,
        _V.format("", "") + _G
        + 'variable @w: ptr size=8 linkage=internal align=8 defined data "0000000000000000" [0 size=8 @v addend=0]\n'
        + _F.format("store %a, @v align=4\n %q: ptr = load @w align=8\n %0: i32 = load %q align=4\n ret %0"),
    ),
    Hazard(
        "a store to what may be another object stays",
        "static_variables._write",
        lambda i, sure, found: found.stores.append(i),
        _V.format("", "") + _G + _F.format("%q: ptr = select %c, @v, %p\n store %a, %q align=4\n ret %b"),
    ),
]

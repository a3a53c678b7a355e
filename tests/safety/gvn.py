from safety import Hazard, Refusal, Sample, always, never

STORED = "store %a, %p align=4 tag=i32\n store f32 0x40000000, @g align=4 tag=f32\n"

SAMPLES = [
    Sample(
        "%0: i32 = mul %a, %b\n %1: i32 = mul %b, %a\n %2: i32 = add %0, %1\n ret %2",
        "%0: i32 = mul %a, %b\n %1: i32 = add %0, %0\n ret %1",
    ),
    Sample(
        "condbr %c, ^x, ^y\n^x:\n store %a, %p align=4\n br ^j\n^y:\n br ^j\n^j:\n %0: i32 = load %p align=4\n ret %0",
        "condbr %c, ^x, ^y\n^x:\n store %a, %p align=4\n br ^j\n^y:\n %0: i32 = load %p align=4\n br ^j\n"
        "^j:\n %1: i32 = phi [%a, ^x], [%0, ^y]\n ret %1",
    ),
    Sample(
        "%0: i32 = load %p align=4 tag=i32\n store f32 0x40000000, @g align=4 tag=f32\n"
        " %1: i32 = load %p align=4 tag=i32\n %2: i32 = add %0, %1\n ret %2",
        "%0: i32 = load %p align=4 tag=i32\n store f32 0x40000000, @g align=4 tag=f32\n"
        " %1: i32 = add %0, %0\n ret %1",
    ),
]
HAZARDS = [
    Hazard(
        "a value stands for another one only where it was computed on every way",
        "gvn._Numbering.available",
        always,
        "condbr %c, ^x, ^y\n^x:\n %0: i32 = mul %a, %b\n br ^y\n^y:\n %1: i32 = mul %a, %b\n ret %1",
    ),
    Hazard(
        "what stands for two promises what both do",
        "gvn.weaken",
        never,
        "%0: i32 = add nsw %a, %b\n %1: i32 = add %a, %b\n ret %1",
        ((0x7FFFFFFF, 1, 0), (1, 2, 0)),
    ),
    Hazard(
        "nothing writes between two loads",
        "alias.Aliases.writes",
        never,
        "%0: i32 = load %p align=4\n %1: i32 = call @touch(%p: ptr) as i32 (ptr)\n %2: i32 = load %p align=4\n"
        " %3: i32 = sub %2, %0\n ret %3",
    ),
    Hazard(
        "places at one address share no byte",
        "alias.overlapping",
        never,
        "%0: i32 = load %p align=4\n %q: ptr = ptradd %p, i64 2\n store %b, %q align=2\n %1: i32 = load %p align=4\n"
        " %2: i32 = sub %1, %0\n ret %2",
    ),
    Hazard(
        "a local whose address went elsewhere may be written there",
        "alias.Aliases.escapes",
        never,
        "%x: ptr = alloca size=4 align=4 name=x\n store %x, %p align=8\n store %a, %x align=4\n"
        " %q: ptr = load volatile %p align=8\n store i64 0, %p align=8\n %0: i32 = load %x align=4\n"
        " %1: i32 = load %q align=4\n store %b, %q align=4\n %2: i32 = load %x align=4\n %3: i32 = sub %2, %0\n ret %3",
    ),
    Hazard(
        "two objects are known to be two",
        "alias.Aliases.distinct",
        lambda aliases, a, b: a is not b,
        "store %a, @g align=4\n store %b, %p align=4\n %0: i32 = load @g align=4\n ret %0",
    ),
    Hazard(
        "a load that is made earlier is made in any case",
        "gvn._Numbering.may_insert",
        always,
        "%q: ptr = select %c, %p, ptr null\n condbr %c, ^x, ^y\n^x:\n store %a, %q align=4\n br ^j\n^y:\n br ^j\n"
        "^j:\n condbr %c, ^k, ^o\n^k:\n %0: i32 = load %q align=4\n ret %0\n^o:\n ret %b",
    ),
    Hazard(
        "a call depends on the memory that it reads",
        "gvn.effects_of",
        lambda call: (frozenset(), frozenset(), True),
        "%0: i32 = call @look(%p: ptr) as i32 (ptr)\n store %a, %p align=4\n"
        " %1: i32 = call @look(%p: ptr) as i32 (ptr)\n %2: i32 = sub %1, %0\n ret %2",
    ),
    Hazard(
        "volatile loads are all made",
        "gvn.plain",
        always,
        "%0: i32 = load volatile %p align=4\n %1: i32 = load volatile %p align=4\n %2: i32 = add %0, %1\n ret %2",
    ),
    Hazard(
        "accesses of one kind, or of any, share bytes",
        "alias.tags_apart",
        always,
        "%0: i32 = load @g align=4 tag=i32\n store %b, %p align=4 tag=i32\n %1: i32 = load @g align=4 tag=i32\n"
        " %2: i32 = sub %1, %0\n ret %2",
    ),
    Hazard(
        "a store of what memory holds is needed after one of another kind",
        "memory_ssa.MemorySsa.writer",
        lambda memory, place, state, tag="": memory._walk(place, state, "i32"),
        STORED + "store %a, %p align=4 tag=i32\n ret %b",
    ),
    Hazard(
        "a load without a tag sees stores with any",
        "memory_ssa.MemorySsa.writer",
        lambda memory, place, state, tag="": memory._walk(place, state, "i32"),
        STORED + "%0: i32 = load %p align=4\n ret %0",
    ),
]
REFUSALS = [
    Refusal(
        "nothing is kept in registers over a call that returns twice",
        "gvn.returns_twice",
        never,
        "%0: i32 = call @setjmp(@h: ptr) as i32 (ptr)\n store %a, %p align=4\n %1: i32 = load %p align=4\n ret %1",
        "after the second return a register may hold what it held at the first, unlike memory (C17 7.13.2.1)",
    ),
]

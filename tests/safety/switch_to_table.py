from ccore.ir.types import I8
from safety import Hazard, Refusal, Sample, always


def text(*values: str, default: str = "ret %b", low: int = 1) -> str:
    """A switch that returns constants."""
    cases = ", ".join(f"{low + n}: ^c{n}" for n in range(len(values)))
    blocks = "".join(f"^c{n}:\n ret {value}\n" for n, value in enumerate(values))
    return f"switch %a, ^d [{cases}]\n{blocks}^d:\n {default}\n"


def arguments(count: int) -> tuple[tuple[int, int, int], ...]:
    return tuple((n, 9, 0) for n in range(count))


ADDRESSES = (
    "variable @h: ptr size=8 linkage=external align=4\n"
    "function @f: ptr (i32) (%a) linkage=external defined {\n^entry:\n "
    + text("@H", "@f", "ptr null", "@H", default="ret ptr null")
    + "}"
)
RANGE = "%0: i32 = sub %a, i32 1\n %1: i1 = cmp ult %0, i32 {0}\n condbr %1, ^entry.lookup, ^d\n^entry.lookup:\n "

SAMPLES = [
    Sample(
        text("i32 3", "i32 5", "i32 7"),
        RANGE.format(3) + "%2: i32 = mul %0, i32 2\n %3: i32 = add %2, i32 3\n ret %3\n^d:\n ret %b",
    ),
    Sample(
        text("i32 3", "i32 0", "i32 1"),
        RANGE.format(3) + "%2: i32 = shl %0, i32 1\n %3: i32 = lshr i32 19, %2\n %4: i32 = and %3, i32 3\n ret %4\n"
        "^d:\n ret %b",
    ),
    Sample(  # a join, and numbers between the cases
        "switch %a, ^j [0: ^x, 2: ^y, 3: ^x, 60: ^y]\n^x:\n br ^j\n^y:\n br ^j\n"
        "^j:\n %0: i32 = phi [i32 0, ^entry], [i32 1, ^x], [i32 1, ^y]\n ret %0",
        "%0: i1 = cmp ult %a, i32 61\n condbr %0, ^entry.lookup, ^j\n^entry.lookup:\n %1: i64 = zext %a\n"
        " %2: i64 = lshr i64 1152921504606846989, %1\n %3: i64 = and %2, i64 1\n %4: i32 = trunc %3\n br ^j\n"
        "^j:\n %5: i32 = phi [i32 0, ^entry], [%4, ^entry.lookup]\n ret %5",
    ),
    Sample(  # addresses, that the linker knows
        ADDRESSES.replace("H", "h"),
        "variable @h: ptr size=8 linkage=external align=4\n"
        'variable @.switch.1: ptr size=32 linkage=private align=8 defined constant unnamed data "'
        + "00" * 32
        + '" [0 size=8 @h addend=0, 8 size=8 @f addend=0, 24 size=8 @h addend=0]\n'
        "function @f: ptr (i32) (%a) linkage=external defined {\n^entry:\n %0: i32 = sub %a, i32 1\n"
        " %1: i1 = cmp ult %0, i32 4\n condbr %1, ^entry.lookup, ^d\n^entry.lookup:\n %2: i64 = zext %0\n"
        " %3: i64 = mul %2, i64 8\n %4: ptr = ptradd inbounds @.switch.1, %3\n %5: ptr = load %4 align=8\n"
        " ret %5\n^d:\n ret ptr null\n}",
    ),
]
HAZARDS = [
    Hazard(
        "the value is in the range",
        "switch_to_table.cannot_be",
        always,
        text("i32 3", "i32 5", "i32 7"),
        arguments(6),
    ),
    Hazard(
        "a mask has room for each number",
        "switch_to_table.width_of",
        lambda number: 1,
        text("i32 3", "i32 0", "i32 1"),
        arguments(6),
    ),
    Hazard(
        "an element has room for each number",
        "switch_to_table.narrowed",
        lambda values, type_: (I8, "zext"),
        text("i32 3000", "i32 50", "i32 -7", "i32 99999"),
        arguments(6),
    ),
]

REFUSALS = [
    Refusal(
        "the address of one thread's variable is no constant",
        "switch_to_table.linkable",
        always,
        ADDRESSES.replace("@H", "@h").replace("align=4", "align=4 thread_local=\"initial-exec\""),
        "the address of another thread's variable",
    ),
    Refusal(
        "what has a section of its own may be gone",
        "switch_to_table.linkable",
        always,
        ADDRESSES.replace("@H", "@h").replace("align=4", 'section=".init.data" align=4'),
        "a table that outlives what it names (and a kernel's build says so)",
    ),
]

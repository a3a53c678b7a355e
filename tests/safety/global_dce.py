from safety import Hazard, Refusal, Sample

F = (
    "function @f: i32 (i32, i32) (%a, %b) linkage=external defined {\n^entry:\n"
    " %q: ptr = load @table align=8\n %0: i32 = call %q(%a: i32) as i32 (i32)\n ret %0\n}\n"
)
ONE = "function @one: i32 (i32) (%x) linkage=internal{} defined {{\n^entry:\n %0: i32 = mul %x, i32 3\n ret %0\n}}\n"
TABLE = 'variable @table: ptr size=8 linkage=internal align=8 defined data "" [0 size=8 @one addend=0]\n'
SAMPLES = [Sample(TABLE + F + ONE.format("") + ONE.format("").replace("@one", "@two"), TABLE + F + ONE.format(""))]


def only_f(value, *arguments):
    return value.name == "f"


WHY = "another file, the linker or the start-up code would not find it"
HAZARDS = [
    Hazard(
        "what a variable holds the address of stays",
        "global_dce.pointed_to",
        lambda variable: [],
        TABLE + F + ONE.format(""),
    ),
    Hazard(
        "what an alias stands for stays",
        "global_dce.other_names",
        lambda value: [],
        "function @two: i32 (i32) (%x) linkage=internal alias_of=one\n"
        + F.replace("%q: ptr = load @table align=8\n ", "").replace("%q", "@two") + ONE.format(""),
    ),
]
REFUSALS = [
    Refusal("what other files can name stays", "global_dce._is_root", only_f,
            TABLE + F + ONE.format("") + ONE.format("").replace("@one", "@two").replace("internal", "external"), WHY),
    Refusal("what the attribute `used` names stays", "global_dce._is_root", only_f,
            TABLE + F + ONE.format("") + ONE.format(" used").replace("@one", "@two"), WHY),
    Refusal("constructors stay", "global_dce._is_root", only_f,
            TABLE + F + ONE.format("") + ONE.format(" attributes={constructor=65535}").replace("@one", "@two"), WHY),
    Refusal("what assembly names stays", "global_dce._is_root", only_f,
            'asm ".quad two"\n' + TABLE + F + ONE.format("") + ONE.format("").replace("@one", "@two"), WHY),
]  # fmt: skip

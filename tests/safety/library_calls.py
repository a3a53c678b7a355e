from safety import Hazard, Refusal, Sample, always, never

DECLARED = """\
variable @text: ptr size=4 linkage=private align=1 defined constant unnamed data "61626300"
variable @split: ptr size=6 linkage=private align=1 defined constant unnamed data "616200636400"
variable @line: ptr size=4 linkage=private align=1 defined constant unnamed data "25730a00"
variable @own: ptr size=8 linkage=external align=1 defined data "6f776e00"
variable @weak: ptr size=4 linkage=weak align=1 defined constant data "61626300"
function @strlen: i64 (ptr) (%s) attributes={library=strlen call={pure}}
function @strcpy: ptr (ptr, ptr) (%d, %s) attributes={library=strcpy}
function @strchr: ptr (ptr, i32) (%s, %c) attributes={library=strchr}
function @printf: i32 (ptr, ...) (%s) attributes={library=printf}
function @puts: i32 (ptr) (%s) attributes={library=puts}
function @__strcpy_chk: ptr (ptr, ptr, i64) (%d, %s, %n) attributes={library=__strcpy_chk}
function @__sprintf_chk: i32 (ptr, i32, i64, ptr, ...) (%d, %f, %n, %s) attributes={library=__sprintf_chk}
function @sprintf: i32 (ptr, ptr, ...) (%d, %s) attributes={library=sprintf}
"""
HEAD = "function @f: i32 (i32, i32, ptr, i1) (%a, %b, %p, %c) linkage=external defined {{\n^entry:\n{}\n}}\n"


def module(body: str, more: str = "") -> str:
    return DECLARED + more + HEAD.format(body)


LENGTH = "%0: i64 = call @strlen({}: ptr) as i64 (ptr)\n %1: i32 = trunc %0\n ret %1"
CHECKED = "%0: ptr = call @__strcpy_chk(@own: ptr, {}: ptr, {}: i64) as ptr (ptr, ptr, i64)\n ret i32 0"
PLAIN = "%0: ptr = call @strcpy(@own: ptr, {}: ptr) as ptr (ptr, ptr)\n ret i32 0"
COPY = "memcopy @own, @text, i64 4\n ret i32 0"
PRINTED = "%0: i32 = call @printf(@line: ptr, @own: ptr) as i32 (ptr, ...)\n {}"
FLAGGED = "%0: i32 = call @__sprintf_chk(@own: ptr, i32 {}: i32, i64 -1: i64, %p: ptr) as i32 (ptr, i32, i64, ptr, ...)"
OWN_PUTS = (
    "@puts: i32 (ptr) (%s) linkage=external defined attributes={library=puts} {\n^entry:\n"
    " store i32 1, @own align=1\n ret i32 9\n}"
)

SAMPLES = [
    Sample(module(LENGTH.format("@text")), module("ret i32 3")),
    Sample(module(PLAIN.format("@text")), module(COPY)),
    Sample(  # what takes a call's place is looked at again
        module(CHECKED.format("@text", "i64 4")), module(COPY)
    ),
    Sample(  # room that is not known
        module(CHECKED.format("%p", "i64 -1")),
        module(PLAIN.format("%p")),
    ),
    Sample(
        module(PRINTED.format("ret %a")),
        module("%0: i32 = call @puts(@own: ptr) as i32 (ptr)\n ret %a"),
    ),
    Sample(  # strchr (s, 0)
        module("%0: ptr = call @strchr(%p: ptr, i32 0: i32) as ptr (ptr, i32)\n store i8 7, %0 align=1\n ret %a"),
        module("%0: i64 = call @strlen(%p: ptr) as i64 (ptr)\n %1: ptr = ptradd inbounds %p, %0\n"
               " store i8 7, %1 align=1\n ret %a"),
    ),
    Sample(  # strlen (s) == 0
        module("%0: i64 = call @strlen(%p: ptr) as i64 (ptr)\n %1: i1 = cmp eq %0, i64 0\n %2: i32 = zext %1\n ret %2"),
        module("%0: i8 = load %p align=1\n %1: i1 = cmp eq %0, i8 0\n %2: i32 = zext %1\n ret %2"),
    ),
    Sample(  # one of two
        module("%0: ptr = select %c, @text, @line\n %1: i64 = call @strlen(%0: ptr) as i64 (ptr)\n %2: i32 = trunc %1\n"
               " ret %2"),
        module("ret i32 3"),
    ),
]  # fmt: skip
OWN = module(LENGTH.format("@own")).replace("%0:", "store i8 0, @own align=1\n %0:")
BEHIND = (
    "%0: i64 = sext %a\n %1: ptr = ptradd @split, %0\n %2: i64 = call @strlen(%1: ptr) as i64 (ptr)\n"
    " %3: i32 = trunc %2\n ret %3"
)
HAZARDS = [
    Hazard("the contents are constant", "known_text.is_known", always, OWN),
    Hazard(
        "the array holds one string",
        "string_calls.last_string",
        always,
        module(BEHIND),
        ((3, 0, 0), (0, 0, 0), (4, 0, 0)),
    ),
    Hazard(
        "only whether the length is zero is asked",
        "string_calls.asks_for_zero",
        always,
        module(LENGTH.format("@own")),
    ),
    Hazard(
        "what is called instead is no function of the program's own",
        "library_site.is_own",
        never,
        module(PRINTED.format("ret %a")).replace("@puts: i32 (ptr) (%s) attributes={library=puts}", OWN_PUTS),
    ),
    Hazard(
        "nobody looks at the result",
        "library_site.Site.used",
        False,
        module(PRINTED.format("ret %0")),
    ),
]
REFUSALS = [
    Refusal(
        "no other file's definition takes the contents' place",
        "known_text.is_known",
        always,
        module(LENGTH.format("@weak")),
        "the linker may choose another variable of the name",
    ),
    Refusal(
        "calls of the library may come in",
        "library_calls.may_call_library",
        always,
        module(PLAIN.format("@text")).replace("defined {", "defined attributes={call={no_builtin}} {"),
        "the function may be what memcpy itself calls",
    ),
    Refusal(
        "a call does not come back to the function it stands in",
        "library_site.comes_back",
        never,
        module(PRINTED.format("ret %a")).replace("@puts: i32 (ptr) (%s)", "@puts: i32 (ptr) (%s) asm_name=f"),
        "it would call itself without end",
    ),
    Refusal(
        "the arguments are those of the library's function",
        "library_calls.fits",
        always,
        module("%0: i32 = call @strlen(@text: ptr) as i32 (ptr)\n ret %0"),
        "it is called as another function, with another result",
    ),
    Refusal(
        "a call that must stay stays",
        "library_calls.bound",
        never,
        module(LENGTH.format("@text").replace("i64 (ptr)", "i64 (ptr) {no_builtin}")),
        "the program has said that this is no builtin",
    ),
    Refusal(
        "the bytes fit",
        "checked_calls.enough",
        always,
        module(CHECKED.format("@text", "i64 3")),
        "the checking function would end the program",
    ),
    Refusal(
        "it does not matter that nobody looks for %n",
        "checked_calls.harmless",
        always,
        module(FLAGGED.format(1) + "\n ret i32 0"),
        "the checking function would end the program for a format that can be written to",
    ),
]

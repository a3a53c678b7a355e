from safety import Refusal, Sample, always

COPY = "function @{0}: ptr (ptr, ptr, i64) (%d, %s, %n) linkage=external{1}\n"
SET = "function @memset: ptr (ptr, i32, i64) (%d, %c, %n) linkage=external attributes={call={gives=0}}\n"
KNOWN = " attributes={call={gives=0}}"
F = (
    "function @f: i32 (i32, i64, ptr, ptr) (%a, %n, %p, %q) linkage=external defined {0}{{\n^entry:\n{1}\n"
    " %v: i32 = load %r align=1\n ret %v\n}}\n"
)
CALL = " %r: ptr = call @{}(%p: ptr, %q: ptr, {}: i64) as ptr (ptr, ptr, i64)"
DONE = F.replace("load %r", "load %p")

SAMPLES = [
    Sample(
        COPY.format("memcpy", KNOWN) + F.format("", CALL.format("memcpy", "i64 4")),
        COPY.format("memcpy", KNOWN) + DONE.format("", " memcopy %p, %q, i64 4 destination_align=1 source_align=1"),
    ),
    Sample(  # they may overlap; the number of bytes need not be known
        COPY.format("memmove", KNOWN) + F.format("", CALL.format("memmove", "%n")),
        COPY.format("memmove", KNOWN)
        + DONE.format("", " memcopy overlap %p, %q, %n destination_align=1 source_align=1"),
    ),
    Sample(  # the byte is the lowest one
        SET + F.format("", " %r: ptr = call @memset(%p: ptr, %a: i32, %n: i64) as ptr (ptr, i32, i64)"),
        SET + DONE.format("", " %0: i8 = trunc %a\n memset %p, %0, %n align=1"),
    ),
    Sample(
        SET + F.format("", " %r: ptr = call @memset(%p: ptr, i32 -255: i32, i64 9: i64) as ptr (ptr, i32, i64)"),
        SET + DONE.format("", " memset %p, i8 1, i64 9 align=1"),
    ),
    Sample(  # a known number of bytes, where nothing else is known to be there
        COPY.format("memcpy", KNOWN) + F.format("attributes={call={no_builtin}} ", CALL.format("memcpy", "i64 4")),
        COPY.format("memcpy", KNOWN)
        + DONE.format("attributes={call={no_builtin}} ", " memcopy %p, %q, i64 4 destination_align=1 source_align=1"),
    ),
]
HARMLESS = "a call of the library's function does what the instruction does; what is no such call is below"
REFUSALS = [
    Refusal(
        "the function is the library's",
        "memory_calls.of_library",
        always,
        COPY.format("memcpy", "") + F.format("", CALL.format("memcpy", "i64 4")),
        "the front end has not found the library's function in this declaration",
    ),
    Refusal(
        "the function has the library's name for the linker",
        "memory_calls.of_library",
        always,
        COPY.format("memcpy", " asm_name=mine" + KNOWN) + F.format("", CALL.format("memcpy", "i64 4")),
        "another function would not be called",
    ),
    Refusal(
        "calls of the library may come in",
        "memory_calls.may_call_library",
        always,
        COPY.format("memcpy", KNOWN)
        + F.format("attributes={call={no_builtin}} ", CALL.format("memcpy", "%n")),
        "the function may be what memcpy itself calls",
    ),
    Refusal(
        "a copy of few bytes is one that the program has named",
        "memory_calls.expanded",
        always,
        COPY.format("memcpy", KNOWN)
        + F.format("attributes={call={no_builtin}} ", CALL.format("memcpy", "i64 4") + " {no_builtin}"),
        "the program has a memcpy of its own elsewhere, and has said so",
    ),
    Refusal(
        "the arguments are those of the library's function",
        "memory_calls.fits",
        always,
        COPY.format("memcpy", KNOWN)
        + F.format("", CALL.format("memcpy", "%a").replace("%a: i64", "%a: i32").replace("i64)", "i32)")),
        "the instruction's size has 64 bits",
    ),
]

"""Each function pass: IR in, IR out.  A pass made a no-op fails its cases; the refusals guard its conditions."""

from __future__ import annotations

import pytest

from ccore.ir.parser import parse_module
from ccore.ir.printer import print_module
from ccore.ir.verifier import verify_module
from ccore.options import Options
from ccore.passes.manager import PassManager


def apply(text: str, *names: str) -> str:
    module = parse_module(text)
    verify_module(module)
    manager = PassManager(module, Options(verify_each=True))
    for name in names:
        manager.run_over(manager.make(name))
    verify_module(module)
    return print_module(module)


def body(text: str) -> str:
    return f"function @f: i32 (i32, i32, ptr, i1) (%a, %b, %p, %c) defined {{\n^entry:\n{text}\n}}"


def same(before: str, after: str, *names: str) -> None:
    assert apply(body(before), *names) == print_module(parse_module(body(after)))


def test_unreachable() -> None:
    same(
        "condbr i1 0, ^x, ^y\n^x:\n br ^y\n^y:\n %0: i32 = phi [%a, ^x], [%b, ^entry]\n ret %0",
        "br ^y\n^y:\n %0: i32 = phi [%b, ^entry]\n ret %0",
        "unreachable",
    )


def test_unreachable_keeps_an_address() -> None:
    text = "store blockaddress(@f, ^x), %p align=8\n ret %a\n^x: address_taken\n ret %b"
    same(text, "store blockaddress(@f, ^x), %p align=8\n ret %a\n^x: address_taken\n unreachable", "unreachable")


def test_simplify_cfg_merges_and_threads() -> None:
    same(
        "condbr %c, ^e, ^g\n^e:\n br ^g\n^g:\n %0: i32 = add %a, %b\n br ^h\n^h:\n ret %0",
        "%0: i32 = add %a, %b\n ret %0",
        "simplify-cfg",
    )


def test_simplify_cfg_keeps_a_diamond_that_chooses() -> None:
    text = (
        "condbr %c, ^x, ^y\n^x:\n br ^z\n^y:\n br ^z\n^z:\n %0: i32 = phi [%a, ^x], [%b, ^y]\n ret %0"
    )
    after = "condbr %c, ^z, ^y\n^y:\n br ^z\n^z:\n %0: i32 = phi [%b, ^y], [%a, ^entry]\n ret %0"
    same(text, after, "simplify-cfg")


def test_simplify_cfg_switch_and_phis() -> None:
    same(
        "switch i32 2, ^d [1: ^x, 2: ^y]\n^d:\n ret i32 0\n^x:\n br ^z\n^y:\n br ^z\n"
        "^z:\n %0: i32 = phi [%a, ^x], [%b, ^y]\n ret %0",
        "ret %b",
        "simplify-cfg",
    )


def test_simplify_cfg_leaves_each_loop_a_header() -> None:
    text = (
        "br ^do\n^do:\n br ^while\n^while:\n %0: i32 = load volatile %p align=4\n %1: i1 = cmp slt %0, %a\n"
        " condbr %1, ^body, ^done\n^body:\n store volatile %b, %p align=4\n br ^while\n"
        "^done:\n %2: i32 = load volatile %p align=4\n %3: i1 = cmp slt %2, %b\n condbr %3, ^do, ^out\n^out:\n ret %a"
    )
    same(text, text, "simplify-cfg")
    inner = text.replace("condbr %3, ^do,", "condbr %3, ^while,")  # it was no loop's
    assert "^do:" not in apply(body(inner), "simplify-cfg")


def test_simplify_cfg_leaves_asm_goto_alone() -> None:
    text = (
        'asmgoto "jmp %l0" [label "" void name=x] () [] to ^y ["x": ^x]\n'
        "^y:\n br ^z\n^x:\n br ^z\n^z:\n ret %a"
    )
    same(text, text, "simplify-cfg")


def test_mem2reg_places_phis_in_a_loop() -> None:
    same(
        "%i: ptr = alloca size=4 align=4 name=i\n %s: ptr = alloca size=4 align=4 name=s\n"
        " store i32 0, %i align=4\n store i32 0, %s align=4\n br ^head\n"
        "^head:\n %0: i32 = load %i align=4\n %1: i1 = cmp slt %0, %a\n condbr %1, ^body, ^exit\n"
        "^body:\n %2: i32 = load %s align=4\n %3: i32 = load %i align=4\n %4: i32 = add %2, %3\n"
        " store %4, %s align=4\n %5: i32 = add %3, i32 1\n store %5, %i align=4\n br ^head\n"
        "^exit:\n %6: i32 = load %s align=4\n ret %6",
        "br ^head\n^head:\n %0: i32 = phi [i32 0, ^entry], [%5, ^body]\n %1: i32 = phi [i32 0, ^entry], [%4, ^body]\n"
        " %2: i1 = cmp slt %0, %a\n condbr %2, ^body, ^exit\n"
        "^body:\n %4: i32 = add %1, %0\n %5: i32 = add %0, i32 1\n br ^head\n^exit:\n ret %1",
        "mem2reg",
    )


def test_mem2reg_uninitialised_and_converted() -> None:
    same(
        "%u: ptr = alloca size=4 align=4 name=u\n %0: i32 = load %u align=4\n store f32 0x3f800000, %u align=4\n"
        " %1: i32 = load %u align=4\n %2: i32 = add %0, %1\n ret %2",
        "%0: i32 = add i32 undef, i32 1065353216\n ret %0",
        "mem2reg",
    )


@pytest.mark.parametrize(
    "use",
    [
        "store volatile %a, %x align=4",
        "%0: i32 = load %x align=4 ordering=seq_cst",
        "store %x, %p align=8",
        "store i64 1, %x align=4",
        "store i8 1, %x align=4\n store %a, %x align=4",
        '%0: i32 = call @setjmp() as i32 () {returns_twice}\n store %a, %x align=4',
    ],
)
def test_mem2reg_refuses(use: str) -> None:
    text = "function @setjmp: i32 () ()\n" + body(f"%x: ptr = alloca size=4 align=4 name=x\n {use}\n ret %a")
    assert apply(text, "mem2reg") == print_module(parse_module(text))


def test_sroa_splits_a_copied_structure() -> None:
    same(
        "%s: ptr = alloca size=16 align=8 name=s\n %t: ptr = alloca size=16 align=8 name=t\n"
        " memset %s, i8 0, i64 16 align=8\n store %a, %s align=8\n %0: ptr = ptradd inbounds %s, i64 8\n"
        " store %p, %0 align=8\n memcopy %t, %s, i64 16 destination_align=8 source_align=8\n"
        " %1: ptr = ptradd inbounds %t, i64 8\n %2: ptr = load %1 align=8\n %3: i32 = load %t align=8\n"
        " store %3, %2 align=4\n ret %3",
        "store %a, %p align=4\n ret %a",
        "sroa", "mem2reg", "dce",
    )  # fmt: skip


def test_sroa_keeps_bytes_that_only_copies_touch() -> None:
    before = (
        "%s: ptr = alloca size=12 align=4 name=s\n memcopy %s, %p, i64 12 destination_align=4 source_align=4\n"
        " %0: ptr = ptradd inbounds %s, i64 4\n store %a, %0 align=4\n"
        " memcopy %p, %s, i64 12 destination_align=4 source_align=4\n ret %a"
    )
    out = apply(body(before), "sroa", "mem2reg")
    assert out.count("memcopy") == 4  # in and out of the first and last 4 bytes
    assert "store %a" in out and "alloca size=12" not in out


@pytest.mark.parametrize(
    "use",
    [
        "%1: i64 = sext %a\n %2: ptr = ptradd inbounds %s, %1\n store %a, %2 align=4",
        "store %0, %p align=8",
        "store volatile %a, %0 align=4",
        "memcopy %s, %0, i64 4 destination_align=4 source_align=4",
        "%1: ptr = ptradd inbounds %s, i64 6\n store %a, %1 align=2",
    ],
)
def test_sroa_refuses(use: str) -> None:
    text = body(
        "%s: ptr = alloca size=8 align=8 name=s\n %0: ptr = ptradd inbounds %s, i64 4\n store %b, %0 align=4\n"
        f" store %b, %s align=4\n {use}\n ret %a"
    )
    assert apply(text, "sroa") == print_module(parse_module(text))


def test_sccp_decides_a_loop() -> None:
    same(
        "br ^loop\n^loop:\n %0: i32 = phi [i32 1, ^entry], [%1, ^back]\n %1: i32 = mul %0, i32 1\n"
        " %2: i1 = cmp eq %1, i32 1\n condbr %2, ^out, ^odd\n^odd:\n br ^back\n^back:\n br ^loop\n^out:\n ret %1",
        "br ^loop\n^loop:\n br ^out\n^out:\n ret i32 1",
        "sccp",
    )


def test_sccp_sees_only_edges_that_are_taken() -> None:
    same(
        "br ^loop\n^loop:\n %0: i32 = phi [i32 1, ^entry], [%2, ^back]\n %1: i1 = cmp eq %0, i32 1\n"
        " condbr %1, ^back, ^odd\n^odd:\n br ^back\n^back:\n %2: i32 = phi [%0, ^loop], [i32 2, ^odd]\n"
        " condbr %c, ^loop, ^out\n^out:\n ret %2",
        "br ^loop\n^loop:\n br ^back\n^back:\n condbr %c, ^loop, ^out\n^out:\n ret i32 1",
        "sccp",
    )


def test_sccp_undef_is_not_one_value() -> None:
    text = (
        "br ^loop\n^loop:\n %0: i32 = phi [i32 undef, ^entry], [i32 3, ^loop]\n"
        " %1: i1 = cmp eq %0, i32 3\n condbr %1, ^out, ^loop\n^out:\n ret %0"
    )
    same(text, text, "sccp")


def test_sccp_never_divides_by_zero() -> None:
    text = "%0: i32 = sdiv i32 1, i32 0\n %1: i32 = sdiv i32 -2147483648, i32 -1\n %2: i32 = add %0, %1\n ret %2"
    same(text, text, "sccp")


def test_dce_deletes_cycles_and_dead_stores() -> None:
    same(
        "%x: ptr = alloca size=8 align=8 name=x\n %0: ptr = ptradd %x, i64 4\n store %a, %0 align=4\n br ^loop\n"
        "^loop:\n %1: i32 = phi [i32 0, ^entry], [%2, ^loop]\n %2: i32 = add %1, %a\n condbr %c, ^loop, ^out\n"
        "^out:\n %3: i32 = load %p align=4\n ret %b",
        "br ^loop\n^loop:\n condbr %c, ^loop, ^out\n^out:\n ret %b",
        "dce",
    )


def test_dce_keeps_effects() -> None:
    text = (
        "%y: ptr = alloca size=4 align=4 name=y\n store volatile %a, %y align=4\n"
        "%x: ptr = alloca size=4 align=4 name=x\n store %a, %x align=4\n store %x, %p align=8\n"
        ' %0: i32 = load volatile %p align=4\n asm "nop" [] () [] volatile\n trap\n ret %b'
    )
    same(text, text, "dce")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("%0: i32 = add %a, i32 0\n ret %0", "ret %a"),
        ("%0: i32 = add i32 3, %a\n %1: i32 = add nsw %0, i32 4\n ret %1",
         "%0: i32 = add %a, i32 7\n ret %0"),
        ("%0: i32 = sub %a, i32 5\n ret %0", "%0: i32 = add %a, i32 -5\n ret %0"),
        ("%0: i32 = sub nsw %a, i32 -2147483648\n ret %0", "%0: i32 = add %a, i32 -2147483648\n ret %0"),
        ("%0: i32 = xor %a, %a\n ret %0", "ret i32 0"),
        ("%0: i32 = mul %a, i32 0\n ret %0", "ret i32 0"),
        ("%0: i32 = udiv %a, i32 1\n ret %0", "ret %a"),
        ("%0: i32 = zext %c\n %1: i1 = cmp ne %0, i32 0\n %2: i32 = select %1, %a, %b\n ret %2",
         "%0: i32 = select %c, %a, %b\n ret %0"),
        ("%0: i64 = sext %a\n %1: i32 = trunc %0\n ret %1", "ret %a"),
        ("%0: i8 = trunc %a\n %1: i64 = sext %0\n %2: i32 = trunc %1\n ret %2",
         "%0: i8 = trunc %a\n %1: i32 = sext %0\n ret %1"),
        ("%0: i64 = zext %a\n %1: i8 = trunc %0\n %2: i32 = zext %1\n ret %2",
         "%0: i8 = trunc %a\n %1: i32 = zext %0\n ret %1"),
        ("%0: i1 = cmp slt %a, %b\n %1: i1 = xor %0, i1 1\n condbr %1, ^x, ^y\n^x:\n ret %a\n^y:\n ret %b",
         "%0: i1 = cmp sge %a, %b\n condbr %0, ^x, ^y\n^x:\n ret %a\n^y:\n ret %b"),
        ("%0: i1 = xor %c, i1 1\n condbr %0, ^x, ^y\n^x:\n ret %a\n^y:\n ret %b",
         "%0: i1 = xor %c, i1 1\n condbr %c, ^y, ^x\n^x:\n ret %a\n^y:\n ret %b"),
        ("%0: ptr = ptradd inbounds %p, i64 8\n %1: ptr = ptradd %0, i64 -8\n store %a, %1 align=4\n ret %a",
         "store %a, %p align=4\n ret %a"),
        ("%0: i64 = ptrtoint %p\n %1: ptr = inttoptr %0\n store %a, %1 align=4\n ret %a",
         "store %a, %p align=4\n ret %a"),
        ("%0: i64 = zext %a\n %1: i1 = cmp eq %0, i64 4294967296\n %2: i32 = zext %1\n ret %2",
         "ret i32 0"),
        ("%0: {i32, i1} = overflow sadd i32 2147483647, i32 1\n %1: i32 = extract %0 index=0\n ret %1",
         "ret i32 -2147483648"),
        ("%0: i32 = add %a, i32 -1\n %1: i64 = zext %0\n %2: i1 = cmp ult %1, i64 4294967295\n"
         " condbr %2, ^x, ^y\n^x:\n ret %a\n^y:\n ret %b",
         "%0: i1 = cmp ne %a, i32 0\n condbr %0, ^x, ^y\n^x:\n ret %a\n^y:\n ret %b"),
        ("%0: i64 = zext %a\n %1: i1 = cmp ult %0, i64 4294967296\n %2: i32 = zext %1\n ret %2",
         "ret i32 1"),
        ("%0: f64 = sitofp %a\n %1: f64 = intrinsic fabs %0\n %2: i1 = cmp olt %1, f64 0x8000000000000000\n"
         " %3: i32 = zext %2\n ret %3",
         "ret i32 0"),
        ("%0: f64 = sitofp %a\n %1: i1 = cmp ogt %0, f64 0x7ff0000000000000\n %2: i32 = zext %1\n ret %2",
         "ret i32 0"),
        ("%0: f64 = sitofp %a\n %1: i1 = cmp une f64 0x7ff8000000000000, %0\n %2: i32 = zext %1\n ret %2",
         "ret i32 1"),
    ],
)  # fmt: skip
def test_instsimplify(before: str, after: str) -> None:
    same(before, after, "instsimplify")


@pytest.mark.parametrize(
    "text",
    [
        "%0: i1 = cmp sgt %a, i32 0\n %1: i32 = zext %0\n ret %1",
        "%0: f64 = sitofp %a\n %1: f64 = fadd %0, f64 0x0000000000000000\n %2: i32 = fptosi %1\n ret %2",
        "%0: f64 = sitofp %a\n %1: i1 = cmp oeq %0, %0\n %2: i32 = zext %1\n ret %2",
        "%0: i32 = sdiv %a, %b\n %1: i32 = mul %0, %b\n ret %1",
        "%0: f64 = sitofp %a\n %1: i1 = cmp ole %0, f64 0x7ff0000000000000\n %2: i32 = zext %1\n ret %2",
        "br ^l\n^l:\n %0: i32 = phi [%a, ^entry], [%1, ^l]\n %1: i32 = add nsw %0, i32 1\n"
        " %2: i1 = cmp slt %1, i32 9\n condbr %2, ^l, ^x\n^x:\n ret %1",  # one register serves the counter
        "%0: f64 = sitofp %a\n %1: f64 = intrinsic fabs %0\n"
        " %2: i1 = cmp oge %1, f64 0x0000000000000000\n %3: i32 = zext %2\n ret %3",
    ],
)
def test_instsimplify_refuses(text: str) -> None:
    same(text, text, "instsimplify")


def constants(load: str, *declared: str) -> str:
    text = "\n".join(declared) + "\n" + body(f"{load}\n ret %0")
    return apply(text, "instsimplify").rpartition("ret ")[2].split("\n")[0]


def test_instsimplify_reads_constants() -> None:
    table = 'variable @t: ptr size=8 linkage=external align=4 defined constant data "01000000feffffff"'
    assert constants("%q: ptr = ptradd @t, i64 4\n %0: i32 = load %q align=4", table) == "i32 -2"
    assert constants("%0: i32 = load @t align=4", table) == "i32 1"
    assert constants("%0: i32 = load volatile @t align=4", table) == "%0"
    assert constants("%0: i32 = load @t align=4", table.replace("external", "weak")) == "%0"
    assert constants("%0: i32 = load @t align=4", table.replace("constant ", "")) == "%0"
    assert constants("%q: ptr = ptradd @t, i64 6\n %0: i32 = load %q align=4", table) == "%1"


def correlated(first: str, second: str, otherwise: bool = False) -> str:
    """What a second comparison becomes where a first one held (``otherwise``: did not)."""
    ways = "^y, ^x" if otherwise else "^x, ^y"
    text = f"%0: i1 = cmp {first}\n condbr %0, {ways}\n^x:\n %1: i1 = cmp {second}\n %2: i32 = zext %1\n ret %2\n"
    return apply(body(text + "^y:\n ret %b"), "correlate").partition("zext ")[2].split("\n")[0]


@pytest.mark.parametrize(
    ("first", "second", "otherwise", "answer"),
    [
        ("slt %a, %b", "sgt %a, %b", False, "i1 0"),
        ("slt %a, %b", "sgt %b, %a", False, "i1 1"),
        ("slt %a, %b", "ne %b, %a", False, "i1 1"),
        ("slt %a, %b", "sge %a, %b", True, "i1 1"),
        ("eq %a, %b", "ule %a, %b", False, "i1 1"),
        ("sgt %a, i32 0", "ne %a, i32 0", False, "i1 1"),
        ("sgt %a, i32 0", "ult %a, i32 -2147483648", False, "i1 1"),
        ("ult %a, i32 10", "slt %a, i32 10", False, "i1 1"),
        ("ult %a, i32 10", "eq %a, i32 10", False, "i1 0"),
        ("eq %a, i32 7", "sgt %a, i32 6", False, "i1 1"),
        ("sle %a, i32 0", "sgt %a, i32 -1", True, "i1 1"),
        # what is still open
        ("slt %a, %b", "ult %a, %b", False, "%1"),
        ("sle %a, %b", "slt %a, %b", False, "%1"),
        ("ult %a, i32 10", "eq %a, i32 9", False, "%1"),
        ("slt %a, i32 10", "ult %a, i32 10", False, "%1"),
        ("ne %a, i32 5", "slt %a, i32 5", False, "%1"),
    ],
)  # fmt: skip
def test_correlate(first: str, second: str, otherwise: bool, answer: str) -> None:
    assert correlated(first, second, otherwise) == answer


def test_correlate_needs_the_only_way() -> None:
    text = (
        "%0: i1 = cmp slt %a, %b\n condbr %0, ^x, ^y\n^y:\n br ^x\n"
        "^x:\n %1: i1 = cmp slt %a, %b\n %2: i32 = zext %1\n ret %2"
    )
    same(text, text, "correlate")


def test_lower_expect() -> None:
    same(
        "%0: i64 = zext %c\n %1: i64 = expect %0, i64 0\n %2: i1 = cmp ne %1, i64 0\n condbr %2, ^x, ^y\n"
        "^x:\n ret %a\n^y:\n ret %b",
        "%0: i64 = zext %c\n %1: i1 = cmp ne %0, i64 0\n condbr %1, ^x, ^y weights=(1, 2000)\n"
        "^x:\n ret %a\n^y:\n ret %b",
        "lower-expect",
    )


def test_object_size() -> None:
    same(
        "%x: ptr = alloca size=16 align=8 name=x\n %0: ptr = ptradd %x, i64 4\n %1: i64 = objectsize %0\n"
        " %2: i32 = trunc %1\n %3: i64 = objectsize %p\n ret %2",
        "%x: ptr = alloca size=16 align=8 name=x\n %0: ptr = ptradd %x, i64 4\n"
        " %1: i32 = trunc i64 12\n %2: i64 = objectsize %p\n ret %1",
        "object-size",
    )
    same("%0: i64 = objectsize minimum %p\n %1: i32 = trunc %0\n ret %1", "%0: i32 = trunc i64 0\n ret %0",
         "object-size-final")  # fmt: skip


def test_object_size_in_loops() -> None:
    """An address that goes on and on: at most what it started with, at least nothing; backwards, at most the whole."""
    for step, least, most in ((4, 0, 12), (-4, 0, 16)):
        loop = (
            "%x: ptr = alloca size=16 align=8 name=x\n %s: ptr = ptradd %x, i64 4\n br ^loop\n"
            f"^loop:\n %q: ptr = phi [%s, ^entry], [%r, ^loop]\n %r: ptr = ptradd %q, i64 {step}\n"
            " condbr %c, ^loop, ^out\n^out:\n %o: i64 = objectsize WORDS%q\n %t: i32 = trunc %o\n ret %t"
        )
        for words, answer in (("minimum ", least), ("", most)):
            before = loop.replace("WORDS", words)
            after = before.replace(f" %o: i64 = objectsize {words}%q\n", "").replace("trunc %o", f"trunc i64 {answer}")
            for number, name in enumerate(("s", "q", "r", "t")):
                after = after.replace(f"%{name}:", f"%{number}:").replace(f"%{name},", f"%{number},")
            after = after.replace("ret %t", "ret %3")
            same(before, after, "object-size")


def test_is_constant() -> None:
    same(
        "%0: i1 = isconstant %a\n %1: i1 = isconstant i32 3\n %2: i32 = select %0, %a, %b\n"
        " %3: i32 = select %1, %a, %2\n ret %3",
        "%2: i32 = select i1 0, %a, %b\n %3: i32 = select i1 1, %a, %2\n ret %3",
        "is-constant",
    )


_ROTATED = "%1: i32 = load %p align=4\n %2: i32 = shl %1, %a\n {between} %3: i32 = load{volatile} %p align=4\n"
_ROTATED += " %4: i32 = sub i32 {width}, %a\n %5: i32 = lshr %3, %4\n %6: i32 = {join} %2, %5\n ret %6"


def rotated(between: str = "", volatile: str = "", width: int = 32, join: str = "or") -> str:
    return _ROTATED.format(between=between, volatile=volatile, width=width, join=join)


@pytest.mark.parametrize("join", ["or", "xor", "add"])
def test_rotations(join: str) -> None:
    same(rotated(join=join), "%1: i32 = load %p align=4\n %6: i32 = intrinsic rotl %1, %a\n ret %6", "rotations")


@pytest.mark.parametrize(
    "text",
    [
        rotated(between="store %b, %p align=4\n"),
        rotated(volatile=" volatile"),
        rotated(width=31),
        rotated(join="and"),
        "%1: i32 = shl %a, %b\n %2: i32 = sub i32 0, %b\n %3: i32 = and %2, i32 31\n %4: i32 = lshr %a, %3\n"
        " %5: i32 = add %1, %4\n ret %5",  # twice the value where %b is 0
        "%1: i32 = shl %a, i32 0\n %2: i32 = lshr %a, i32 32\n %3: i32 = or %1, %2\n ret %3",
    ],
)
def test_rotations_that_are_none(text: str) -> None:
    same(text, text, "rotations")


# --- tail recursion -------------------------------------------------------------------------------------------------

COUNT = (
    "function @f: i32 (i32, i32) (%a, %b) linkage={} defined {{\n^entry:\n %0: i1 = cmp sle %a, i32 0\n"
    " condbr %0, ^out, ^more\n^out:\n ret %b\n^more:\n %1: i32 = add %a, i32 -1\n"
    "{}\n}}\n"
)
AGAIN = "%2: i32 = call @f(%1: i32, %b: i32) as i32 (i32, i32)\n "


@pytest.mark.parametrize(
    ("end", "goes"),
    [
        ("ret %2", True),
        ("%3: i32 = add %2, %a\n ret %3", True),
        ("%3: i32 = add %2, %a\n %4: i32 = add %3, %3\n ret %4", False),  # twice the result
        ("%3: i32 = add %2, %a\n %4: i32 = mul %3, %b\n ret %4", False),  # two operations
        ("%3: i32 = sub %a, %2\n ret %3", False),
        ("%3: i32 = add %2, %2\n ret %3", False),
        ("ret %b", False),
        ("store %a, @f align=4\n ret %2", False),
        ("%3: i32 = call @f(%2: i32, %b: i32) as i32 (i32, i32)\n ret %3", True),  # the second one
    ],
)
def test_tail_recursion(end: str, goes: bool) -> None:
    calls = (AGAIN + end).count("call")
    assert apply(COUNT.format("external", AGAIN + end), "tail-recursion").count("call @f") == calls - goes


def test_tail_recursion_only_into_this_body() -> None:
    for linkage, goes in (("internal", True), ("weak", False), ("external visibility=hidden", True)):
        text = apply(COUNT.format(linkage, AGAIN + "ret %2"), "tail-recursion")
        assert ("call @f" not in text) is goes
    pie = {"pic": 2, "pie": 2}
    for options, goes in (({"pic": 2}, False), (pie, True), ({"optimize_sibling_calls": False}, False)):
        module = parse_module(COUNT.format("external", AGAIN + "ret %2"))
        manager = PassManager(module, Options(**options))  # type: ignore[arg-type]
        assert manager.run_module_pass(manager.make("tail-recursion")) is goes

"""IR to LLVM to machine code: each kind of instruction run in process, and what options do to objects."""

from __future__ import annotations

import ctypes
import io
import mmap
import struct
from collections.abc import Callable

import pytest
from elftools.elf.elffile import ELFFile

from ccore import softfloat
from ccore.diagnostics import CompileError, InternalError
from ccore.ir.builder import Builder
from ccore.ir.instructions import Switch
from ccore.ir.module import Block, Function, Module
from ccore.ir.types import F32, F64, F80, I1, I8, I32, I64, PTR, VOID, Type, function_type, int_type
from ccore.ir.values import BlockAddress, ConstFloat, ConstInt, Data, GlobalVariable, Null, Relocation, Value
from ccore.llvm import asminfo
from ccore.llvm.object import Jit, assemble, emit
from ccore.llvm.text import escape, float_text
from ccore.llvm.writer import write_module
from ccore.options import Options
from ccore.target import TARGETS

TARGET = TARGETS["x86_64"]
Body = Callable[[Builder, list[Value]], Value | None]
M64 = (1 << 64) - 1


def define(module: Module, name: str, result: Type, parameters: tuple[Type, ...], body: Body) -> Function:
    function = module.functions[name] = Function(name, function_type(result, parameters))
    function.defined = True
    b = Builder(function)
    b.position(function.add_block(Block("entry")))
    value = body(b, list(function.parameters))
    if b.block is not None:
        b.ret(value)
    return function


def run(module: Module, name: str, *arguments: int, level: str = "2") -> int:
    options = Options(level=level)
    jit = Jit(write_module(module, TARGET, options), options, TARGET)
    try:
        kind = ctypes.CFUNCTYPE(ctypes.c_uint64, *[ctypes.c_uint64] * len(arguments))
        return int(kind(jit.address(name))(*arguments))
    finally:
        jit.close()


def check(body: Body, arguments: list[int], expected: int, result: Type = I64) -> None:
    """The body, with 64-bit parameters, gives the same at every level."""
    for level in ("0", "1", "2"):
        module = Module("t.c", "x86_64")
        define(module, "f", result, (I64,) * len(arguments), body)
        assert run(module, "f", *arguments, level=level) & ((1 << result.size * 8) - 1) == expected, level


def i64(value: int) -> ConstInt:
    return ConstInt(I64, value)


INTEGER_CASES: list[tuple[str, int, int, int]] = [
    ("add", M64, 2, 1), ("sub", 1, 2, M64), ("mul", 1 << 63, 3, 1 << 63), ("sdiv", M64 - 6, 2, M64 - 2),
    ("udiv", M64, 2, M64 >> 1), ("srem", M64 - 6, 2, M64), ("urem", M64, 10, 5), ("shl", 3, 62, 3 << 62 & M64),
    ("lshr", 1 << 63, 63, 1), ("ashr", 1 << 63, 63, M64), ("and", 12, 10, 8), ("or", 12, 10, 14), ("xor", 12, 10, 6),
]  # fmt: skip


@pytest.mark.parametrize("operation, a, b, expected", INTEGER_CASES)
def test_integer_operations(operation: str, a: int, b: int, expected: int) -> None:
    check(lambda w, p: w.binary(operation, p[0], p[1]), [a, b], expected)


@pytest.mark.parametrize(
    "predicate, expected",
    [("eq", 0), ("ne", 1), ("slt", 1), ("sle", 1), ("sgt", 0), ("sge", 0), ("ult", 0), ("ule", 0), ("ugt", 1)],
)
def test_comparisons(predicate: str, expected: int) -> None:
    check(lambda w, p: w.zext(w.compare(predicate, p[0], p[1]), I64), [M64, 1], expected)


@pytest.mark.parametrize("predicate, expected", [("oeq", 0), ("une", 1), ("fult", 1), ("olt", 0), ("ord", 0)])
def test_comparisons_with_nan(predicate: str, expected: int) -> None:
    nan = struct.unpack("<Q", struct.pack("<d", float("nan")))[0]
    check(
        lambda w, p: w.zext(w.compare(predicate, w.bitcast(p[0], F64), w.bitcast(p[1], F64)), I64), [nan, 0], expected
    )


def test_conversions_and_long_double() -> None:
    def body(w: Builder, p: list[Value]) -> Value:
        half = ConstFloat(F80, softfloat.from_float(F80, 0.5))
        wide = w.fmul(w.sitofp(p[0], F80), half)
        narrow = w.fptrunc(w.fneg(wide), F32)
        return w.fptosi(w.fmul(w.fpext(narrow, F64), ConstFloat(F64, softfloat.from_float(F64, 4.0))), I64)

    check(body, [M64 - 6], 14)


def test_memory_operations() -> None:
    def body(w: Builder, p: list[Value]) -> Value:
        a, b = w.alloca(32, 16, "a"), w.alloca(32, 16, "b")
        w.memset(a, ConstInt(I8, 1), i64(32), 16)
        w.store(p[0], w.ptradd(a, i64(8)), 8, volatile=True)
        w.memcopy(b, a, i64(32), 16, 16)
        w.memcopy(w.ptradd(b, i64(8)), b, i64(16), 8, 16, overlap=True)
        return w.load(I64, w.ptradd(b, i64(16)), 8)

    check(body, [77], 77)


def test_dynamic_alloca() -> None:
    def body(w: Builder, p: list[Value]) -> Value:
        saved = w.stack_save()
        place = w.dynamic_alloca(p[0], 16)
        w.store(p[0], place, 8)
        value = w.load(I64, place, 8)
        w.stack_restore(saved)
        return value

    check(body, [640], 640)


def test_atomics() -> None:
    def body(w: Builder, p: list[Value]) -> Value:
        place = w.alloca(8, 8, "x")
        w.store(p[0], place, 8, ordering="release")
        w.fence("seq_cst")
        w.fence("acq_rel", True)
        old = w.atomic_update("add", place, i64(5), "seq_cst")
        swapped = w.compare_exchange(place, w.add(old, i64(5)), i64(90), "acq_rel", "acquire")
        ok = w.zext(w.extract(swapped, 1), I64)
        return w.add(w.add(w.load(I64, place, 8, ordering="acquire"), ok), w.extract(swapped, 0))

    check(body, [10], 90 + 1 + 15)


def test_overflow_bits_and_select() -> None:
    def body(w: Builder, p: list[Value]) -> Value:
        pair = w.overflow("umul", p[0], p[1])
        bits = w.add(w.intrinsic("ctpop", [p[1]]), w.intrinsic("cttz", [p[0]]))
        return w.select(w.extract(pair, 1), bits, w.extract(pair, 0))

    check(body, [1 << 40, 7], 7 << 40)
    check(body, [1 << 40, 7 << 40], 3 + 40)


def test_questions() -> None:
    def body(w: Builder, p: list[Value]) -> Value:
        room = w.alloca(24, 8, "room")
        size = w.object_size(w.ptradd(room, i64(4)), False, False)
        unknown = w.object_size(w.inttoptr(p[0], PTR), False, False)
        known = w.zext(w.is_constant(p[0]), I64)
        return w.add(w.add(size, known), w.add(unknown, w.expect(p[1], i64(1))))

    check(body, [4096, 3], 20 + 0 - 1 + 3)


def test_switch_phi_and_loop_into_entry() -> None:
    module = Module("t.c", "x86_64")

    def body(w: Builder, p: list[Value]) -> None:
        f = w.function
        entry = w.block
        assert entry is not None
        loop, end, other = (f.add_block(Block(n)) for n in ("loop", "end", "other"))
        w.branch(loop)
        w.position(loop)
        i = w.phi(I64, [(p[0], entry)])
        following = w.sub(i, i64(1))
        # Three edges from one block to another, which our phis count once.
        w.insert(Switch(following, loop, [(0, end), (1, end), (2, other), (3, end)]))
        i.add(following, loop)
        w.position(other)
        w.branch(end)
        w.position(end)
        w.ret(w.phi(I64, [(following, loop), (i64(50), other)]))

    define(module, "f", I64, (I64,), body)  # type: ignore[arg-type]
    assert [run(module, "f", n) for n in (10, 3, 2)] == [3, 50, 1]
    assert [run(module, "f", n, level="0") for n in (10, 3, 2)] == [3, 50, 1]


def test_branch_back_to_the_entry_block() -> None:
    module = Module("t.c", "x86_64")
    count = module.variables["count"] = GlobalVariable("count", 8, 8)
    count.initial, count.defined, count.linkage = Data(bytearray(b"\x05")), True, "internal"

    def body(w: Builder, p: list[Value]) -> None:
        entry, end = w.block, w.function.add_block(Block("end"))
        assert entry is not None
        left = w.sub(w.load(I64, count), i64(1))
        w.store(left, count)
        w.cond_branch(w.compare("ne", left, i64(0)), entry, end)
        w.position(end)
        w.ret(left)

    define(module, "f", I64, (), body)  # type: ignore[arg-type]
    assert run(module, "f") == 0


def test_computed_goto_through_a_table() -> None:
    module = Module("t.c", "x86_64")
    table = module.variables["table"] = GlobalVariable("table", 16, 8)
    table.defined, table.constant, table.linkage = True, True, "internal"

    def body(w: Builder, p: list[Value]) -> None:
        f = w.function
        blocks = [f.add_block(Block(f"l{n}")) for n in range(2)]
        for block in blocks:
            block.address_taken = True
        table.initial = Data(bytearray(16), [Relocation(8 * n, 8, BlockAddress(f, b)) for n, b in enumerate(blocks)])
        target = w.load(PTR, w.ptradd(table, w.mul(p[0], i64(8))))
        w.indirect_branch(target, blocks)
        for n, block in enumerate(blocks):
            w.position(block)
            w.ret(i64(n + 40))

    define(module, "f", I64, (I64,), body)  # type: ignore[arg-type]
    for level in "02":
        assert [run(module, "f", n, level=level) for n in (0, 1)] == [40, 41]


def test_libc_and_recursion() -> None:
    module = Module("t.c", "x86_64")
    text = module.variables[".str"] = GlobalVariable(".str", 6, 1)
    text.initial, text.defined, text.linkage = Data(bytearray(b'a"\\\n\xff')), True, "private"
    text.constant = text.unnamed = True
    strlen = module.functions["strlen"] = Function("strlen", function_type(I64, (PTR,)))
    define(module, "f", I64, (), lambda w, p: w.call(strlen, strlen.function_type, [text]))
    assert run(module, "f", level="0") == 5


@pytest.mark.parametrize("priority, section", [(65535, ".init_array"), (101, ".init_array.00101")])
def test_constructors(priority: int, section: str) -> None:
    module = Module("t.c", "x86_64")
    place = data(module, "place", bytes(8), linkage="internal")
    start = define(module, "start", VOID, (), lambda w, p: w.store(i64(9), place) and None)
    start.linkage, start.attributes.constructor = "internal", priority
    define(module, "f", I64, (), lambda w, p: w.load(I64, place))
    assert run(module, "f") == 9
    found = elf(module, level="2").get_section_by_name(section)
    assert found["sh_type"] == "SHT_INIT_ARRAY" and found["sh_size"] == 8


def test_narrow_arguments_are_widened_by_the_caller() -> None:
    module = Module("t.c", "x86_64")
    type_ = function_type(I64, (I8, I8), extensions=("signext", "zeroext"))
    wide = Function("wide", function_type(I64, (I32, I32)))
    callee = define(module, "wide", I64, (I32, I32), lambda w, p: w.add(w.sext(p[0], I64), w.sext(p[1], I64)))
    callee.attributes.noinline = True
    define(module, "f", I64, (I64,), lambda w, p: w.call(callee, type_, [w.trunc(p[0], I8), w.trunc(p[0], I8)]))
    assert wide.function_type is callee.function_type
    assert run(module, "f", 0xFFF0, level="1") == 0xF0 - 16


# --- Objects ----------------------------------------------------------------------------------------------------


def elf(module: Module, **options: object) -> ELFFile:
    o = Options(**options)  # type: ignore[arg-type]
    return ELFFile(io.BytesIO(emit(write_module(module, TARGET, o), o, TARGET)))


def symbols(file: ELFFile) -> dict[str, tuple[str, str, str]]:
    """Name to (binding, visibility, section)."""
    found = {}
    for s in file.get_section_by_name(".symtab").iter_symbols():
        index = s["st_shndx"]
        section = file.get_section(index).name if isinstance(index, int) else str(index)
        found[s.name] = (s["st_info"]["bind"], s["st_other"]["visibility"], section)
    return found


def data(module: Module, name: str, content: bytes, *relocations: Relocation, **fields: object) -> GlobalVariable:
    variable = module.variables[name] = GlobalVariable(name, len(content), 8)
    variable.initial, variable.defined = Data(bytearray(content), list(relocations)), True
    for key, value in fields.items():
        setattr(variable, key, value)
    return variable


def test_symbols_of_an_object() -> None:
    m = Module("t.c", "x86_64")
    f = define(m, "shown", VOID, (), lambda w, p: None)
    define(m, "weakly", VOID, (), lambda w, p: None).linkage = "weak"
    define(m, "hidden", VOID, (), lambda w, p: None).visibility = "hidden"
    define(m, "inside", VOID, (), lambda w, p: None).linkage = "internal"
    m.functions["inside"].used = True
    define(m, "renamed", VOID, (), lambda w, p: None).asm_name = "other.name"
    define(m, "placed", VOID, (), lambda w, p: None).section = ".init.text"
    define(m, "nowhere", I32, (), lambda w, p: ConstInt(I32, 1)).linkage = "available_externally"
    m.functions["alias"] = Function("alias", f.function_type)
    m.functions["alias"].alias_of, m.functions["alias"].defined = "shown", True
    m.functions["weak_ref"] = Function("weak_ref", f.function_type)
    m.functions["weak_ref"].linkage = "extern_weak"
    define(m, "start", VOID, (), lambda w, p: None).attributes.constructor = 101
    target = data(m, "target", b"\1" * 24)
    words = data(m, "words", bytes(32), Relocation(0, 8, target, 16), Relocation(8, 4, target, 4),
                 Relocation(16, 8, m.functions["weak_ref"]))  # fmt: skip
    assert words.initial is not None
    words.initial.relocations.append(Relocation(24, 4, f, 8, words))
    data(m, "zero", bytes(40))
    data(m, "fixed", b"abcdef", constant=True)
    data(m, "per_thread", b"\1\0\0\0", thread_local="local-exec")
    common = m.variables["shared"] = GlobalVariable("shared", 12, 8)
    common.linkage, common.defined = "common", True
    file = elf(m, level="2")
    table = symbols(file)
    assert table["shown"] == ("STB_GLOBAL", "STV_DEFAULT", ".text")
    assert table["alias"] == ("STB_GLOBAL", "STV_DEFAULT", ".text")
    assert table["weakly"][0] == "STB_WEAK" and table["hidden"][1] == "STV_HIDDEN"
    assert table["inside"][0] == "STB_LOCAL" and "nowhere" not in table
    assert table["other.name"][0] == "STB_GLOBAL" and "renamed" not in table
    assert table["placed"][2] == ".init.text" and table["weak_ref"][0] == "STB_WEAK"
    assert [table[n][2] for n in ("target", "zero", "fixed", "per_thread", "shared")] == [
        ".data", ".bss", ".rodata", ".tdata", "SHN_COMMON",
    ]  # fmt: skip
    assert file.get_section_by_name(".init_array.00101") is not None
    relocations = [
        (r["r_offset"], r["r_info_type"], r["r_addend"])
        for r in file.get_section_by_name(".rela.data").iter_relocations()
    ]
    start = next(s for s in file.get_section_by_name(".symtab").iter_symbols() if s.name == "words")["st_value"]
    offsets = [offset - start for offset, _, _ in relocations]
    assert offsets == [0, 8, 16, 24]
    assert [kind for _, kind, _ in relocations] == [1, 10, 1, 2]  # R_X86_64_64, _32, _64, _PC32
    assert [addend for _, _, addend in relocations][:3] == [16, 4, 0]


def test_sections_by_name() -> None:
    m = Module("t.c", "x86_64")
    define(m, "f", VOID, (), lambda w, p: None)
    for name, content, constant in (("d", b"12345678", False), ("b", bytes(8), False), ("r", b"12345678", True)):
        data(m, name, content, constant=constant)
    table = symbols(elf(m, function_sections=True, data_sections=True))
    assert [table[n][2] for n in "fdbr"] == [".text.f", ".data.d", ".bss.b", ".rodata.r"]


def kernel_module() -> Module:
    m = Module("t.c", "x86_64")
    variable = m.variables["variable"] = GlobalVariable("variable", 4, 4)
    ext = m.functions["ext"] = Function("ext", function_type(VOID, (PTR,)))

    def body(w: Builder, p: list[Value]) -> Value:
        room = w.alloca(64, 8, "room")
        w.call(p[0], ext.function_type, [room], (PTR,))
        w.call(ext, ext.function_type, [room], (PTR,))
        return w.load(I32, variable)

    define(m, "f", I32, (PTR,), body)
    return m


def targets_of_relocations(file: ELFFile, section: str = ".text") -> set[str]:
    table = file.get_section_by_name(".symtab")
    relocations = file.get_section_by_name(".rela" + section).iter_relocations()
    return {table.get_symbol(r["r_info_sym"]).name for r in relocations}


def test_options_of_the_kernel() -> None:
    file = elf(
        kernel_module(), level="2", code_model="kernel", red_zone=False, indirect_branch="thunk-extern",
        features=["-x87", "-mmx", "-sse", "-sse2"], function_return="thunk-extern", cf_protection="branch",
        patchable_function_entry=(7, 5), zero_call_used_regs="used-gpr", stack_protector="strong",
        stack_protector_guard="tls", stack_protector_guard_reg="gs", stack_protector_guard_symbol="canary",
        omit_frame_pointer=False, unwind_tables=False, delete_null_pointer_checks=False, jump_tables=False,
        harden_sls="all", align_functions=16, indirect_branch_cs_prefix=True, preferred_stack_boundary=3,
        freestanding=True,
    )  # fmt: skip
    code = file.get_section_by_name(".text").data()
    assert code[:9] == b"\x90" * 5 + b"\xf3\x0f\x1e\xfa"  # five NOPs, endbr64
    assert {"__x86_indirect_thunk_r11", "__x86_return_thunk", "canary", "ext", "__stack_chk_fail"} <= (
        targets_of_relocations(file)
    )
    assert file.get_section_by_name(".eh_frame") is None
    assert file.get_section_by_name("__patchable_function_entries") is not None
    assert b"\xc3" not in code[-8:]


def test_position_independence() -> None:
    for options, got in (({}, False), ({"pic": 2}, True), ({"pie": 2}, True)):
        file = elf(kernel_module(), level="2", **options)
        kinds = {r["r_info_type"] for r in file.get_section_by_name(".rela.text").iter_relocations()}
        assert (42 in kinds or 41 in kinds) == got, options  # R_X86_64_(REX_)GOTPCRELX


def test_fentry_and_mcount() -> None:
    assert "__fentry__" in targets_of_relocations(elf(kernel_module(), level="2", profile=True, fentry=True))
    assert "mcount" in targets_of_relocations(elf(kernel_module(), level="2", profile=True))


@pytest.mark.parametrize("level", ["0", "1", "2", "3", "s", "z", "g", "fast"])
def test_every_level_gives_every_kind(level: str) -> None:
    options = Options(level=level)
    text = write_module(kernel_module(), TARGET, options)
    assert emit(text, options, TARGET)[:4] == b"\x7fELF"
    assert b"ext" in emit(text, options, TARGET, "assembly")
    assert emit(text, options, TARGET, "bitcode")[:2] == b"BC"
    assert b"define" in emit(text, options, TARGET, "ir")


def test_call_of_a_function_with_attribute_error() -> None:
    m = Module("t.c", "x86_64")
    bad = m.functions["bad"] = Function("bad", function_type(VOID, ()))
    bad.attributes.call.error = "size is wrong"

    def body(w: Builder, p: list[Value]) -> None:
        f = w.function
        then, end = f.add_block(Block("then")), f.add_block(Block("end"))
        w.cond_branch(w.compare("eq", p[0], Null()), then, end)
        w.position(then)
        w.call(bad, bad.function_type, [])
        w.branch(end)
        w.position(end)
        w.ret(None)

    define(m, "f", VOID, (PTR,), body)  # type: ignore[arg-type]
    with pytest.raises(CompileError, match="call to 'bad' declared with attribute error: size is wrong"):
        elf(m, level="2")


def test_alias_of_nothing() -> None:
    m = Module("t.c", "x86_64")
    m.functions["a"] = Function("a", function_type(VOID, ()))
    m.functions["a"].alias_of = "nothing"
    with pytest.raises(CompileError, match="'a' aliased to undefined symbol 'nothing'"):
        elf(m)


def test_jit_reaches_data_of_libc() -> None:
    module = Module("t.c", "x86_64")
    stream = module.variables["environ"] = GlobalVariable("environ", 8, 8)
    define(module, "f", I64, (), lambda w, p: w.zext(w.compare("ne", w.load(PTR, stream), Null()), I64))
    assert run(module, "f") == 1


def test_text_that_llvm_refuses() -> None:
    with pytest.raises(InternalError, match="expected instruction opcode"):
        emit("define void @f() {\n  nonsense\n}\n", Options(), TARGET)


def test_assembler() -> None:
    source = '.globl f\nf:\tmovl $7, %eax # "quoted"\n\tret\n\t.code16\n\tljmpl $8, $f\n.section .x,"a"\n.quad f-.\n'
    for integrated in (True, False):
        file = ELFFile(io.BytesIO(assemble(source, Options(integrated_assembler=integrated), TARGET)))
        assert file.get_section_by_name(".text").data()[:6] == b"\xb8\x07\0\0\0\xc3"
        assert symbols(file)["f"][0] == "STB_GLOBAL"
    with pytest.raises(CompileError, match="frobnicate"):
        assemble("frobnicate %eax\n", Options(), TARGET)


@pytest.mark.parametrize("bits, code", [(16, b"\x66\x89\xc3"), (32, b"\x89\xc3"), (64, b"\x89\xc3")])
def test_assembler_for_narrow_processors(bits: int, code: bytes) -> None:
    file = ELFFile(io.BytesIO(assemble("movl %eax, %ebx\n", Options(bits=bits), TARGET)))
    assert file.get_section_by_name(".text").data() == code
    assert file["e_machine"] == ("EM_X86_64" if bits == 64 else "EM_386")


def test_registers_by_name() -> None:
    def body(w: Builder, p: list[Value]) -> Value:
        w.write_register("r15", p[0])
        stack = w.ptrtoint(w.read_register(PTR, "rsp"), I64)
        place = w.ptrtoint(w.alloca(8, 8, "x"), I64)
        near = w.compare("ult", w.add(w.sub(place, stack), i64(4096)), i64(8192))
        return w.add(w.zext(near, I64), w.sub(w.read_register(I64, "rbp"), w.read_register(I64, "rbp")))

    check(body, [5], 1)


def test_attribute_target() -> None:
    m = Module("t.c", "x86_64")
    f = define(m, "f", I64, (I64,), lambda w, p: w.intrinsic("ctpop", [p[0]]))
    f.attributes.target_features = ["popcnt", "no-avx", "arch=core2"]
    options = Options(level="2")
    assert b"popcnt" in emit(write_module(m, TARGET, options), options, TARGET, "assembly")


def test_external_assembler_gives_the_same_code() -> None:
    texts = []
    for integrated in (True, False):
        file = elf(kernel_module(), level="2", integrated_assembler=integrated)
        texts.append(file.get_section_by_name(".text").data())
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    "type_, bits, text",
    [
        (F64, 0x3FF0000000000000, "0x3FF0000000000000"),
        (F32, 0x3F800000, "0x3FF0000000000000"),
        (F32, 0x00000001, "0x36A0000000000000"),
        (F32, 0x80400000, "0xB800000000000000"),
        (F32, 0x7FA00001, "0x7FF4000020000000"),
        (F80, 0x3FFF8000000000000000, "0xK3FFF8000000000000000"),
    ],
)
def test_float_constants(type_: Type, bits: int, text: str) -> None:
    assert float_text(type_, bits) == text  # type: ignore[arg-type]


def test_strings() -> None:
    assert escape(b'a"b\\c\n\0\xff~') == 'a\\22b\\5Cc\\0A\\00\\FF~'
    assert int_type(1) is I1


def test_memory_that_cannot_be_read_is_no_word() -> None:
    """The search for LLVM's MCAsmInfo follows words that need not be pointers, into guard pages too."""
    with mmap.mmap(-1, mmap.PAGESIZE) as page:
        address = ctypes.addressof(ctypes.c_char.from_buffer(page))
        page[:8] = (0x1122334455667788).to_bytes(8, "little")
        memory = asminfo._Memory()
        assert memory.word(address) == 0x1122334455667788
        protect = ctypes.CDLL(None).mprotect
        protect.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
        assert protect(address, mmap.PAGESIZE, 0) == 0
        assert memory.word(address) is None
        protect(address, mmap.PAGESIZE, mmap.PROT_READ | mmap.PROT_WRITE)
        assert memory.word(address + 1) is None and memory.word(8) is None and memory.word(1 << 60) is None
        memory.close()

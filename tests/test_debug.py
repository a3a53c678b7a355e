"""Debug information in the object: lines, variables, types, inlined calls, as pyelftools reads them."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from compilers import Batch
from elftools.dwarf.die import DIE
from elftools.dwarf.dwarfinfo import DWARFInfo
from elftools.elf.elffile import ELFFile
from test_differential import own_options

PROGRAMS = Path(__file__).resolve().parent / "programs"
ALLOCATED = 2  # SHF_ALLOC


def build(ccore: Batch, folder: Path, text: str, *options: str) -> ELFFile:
    """The object of a source text."""
    (folder / "input.c").write_text(text)
    outcome = ccore.run([*options, "-w", "-c", "input.c", "-o", "output.o"], folder)
    assert outcome.status == 0, outcome.reason()
    return ELFFile(io.BytesIO((folder / "output.o").read_bytes()))


def dies(dwarf: DWARFInfo) -> Iterator[DIE]:
    for unit in dwarf.iter_CUs():
        yield from unit.iter_DIEs()


def named(elf: ELFFile, name: str, tag: str = "") -> DIE:
    """The one entry of that name."""
    found = [d for d in dies(elf.get_dwarf_info()) if text(d, "DW_AT_name") == name and tag in str(d.tag)]
    assert len(found) == 1, f"{len(found)} entries named {name}"
    return found[0]


def text(die: DIE, attribute: str) -> str:
    value = die.attributes.get(attribute)
    return value.value.decode() if value is not None and isinstance(value.value, bytes) else ""


def number(die: DIE, attribute: str) -> int:
    return int(die.attributes[attribute].value)


def described(die: DIE) -> str:
    """The type of an entry in C's words, from the inside out."""
    if "DW_AT_type" not in die.attributes:
        return "void"
    target = die.get_DIE_from_attribute("DW_AT_type")
    kind = str(target.tag).removeprefix("DW_TAG_").removesuffix("_type")
    name = text(target, "DW_AT_name")
    if kind in ("base", "typedef"):
        return name
    if kind in ("structure", "union", "enumeration"):
        return f"{kind} {name}".strip()
    if kind == "array":
        bounds = list(target.iter_children())
        counts = [c.attributes["DW_AT_count"].value if "DW_AT_count" in c.attributes else "" for c in bounds]
        return described(target) + "".join(f"[{c}]" for c in counts)
    if kind == "subroutine":
        inner = [described(c) if "parameter" in str(c.tag) and "DW_AT_type" in c.attributes else "..."
                 for c in target.iter_children()]  # fmt: skip
        return f"{described(target)}({', '.join(inner)})"
    return f"{described(target)} {'*' if kind == 'pointer' else kind}"


def rows(elf: ELFFile) -> list[tuple[int, int]]:
    """(address, line) of each statement in the line table, in order."""
    dwarf = elf.get_dwarf_info()
    unit = next(iter(dwarf.iter_CUs()))
    program = dwarf.line_program_for_CU(unit)
    states = [entry.state for entry in program.get_entries() if entry.state is not None]
    return [(s.address, s.line) for s in states if not s.end_sequence and s.is_stmt]


TYPES = """\
typedef unsigned char byte;
typedef struct node { struct node *next; byte tag : 3; int rest : 13; union { int i; float f; }; int tail[]; } node;
enum color { RED, GREEN = 7 };
typedef int (*callback)(const char *, node *, ...);
struct hidden; _Decimal64 a_ten;
unsigned long long a_big; long double a_wide; _Complex double a_complex; _Bool a_truth; __int128 a_huge;
const volatile int *const *a_chain; byte a_table[2][3]; callback a_call; enum color a_color; node *a_node;
struct hidden *a_hidden; void *a_void; int (*a_old)(); char *restrict a_restricted; _Atomic int a_atomic;
typedef const byte frozen; frozen a_frozen; const node a_constant;
typedef float lanes __attribute__((vector_size(16))); lanes a_vector;
"""


def test_types(ccore: Batch, tmp_path: Path) -> None:
    elf = build(ccore, tmp_path, TYPES, "-g")
    expected = {
        "a_big": "long long unsigned int", "a_wide": "long double", "a_complex": "complex double", "a_truth": "_Bool",
        "a_huge": "__int128", "a_ten": "_Decimal64", "a_chain": "int const volatile * const *", "a_table": "byte[2][3]",
        "a_call": "callback", "a_color": "enumeration color", "a_node": "node *", "a_hidden": "structure hidden *",
        "a_void": "void *", "a_old": "int(...) *", "a_restricted": "char * restrict", "a_atomic": "int atomic",
        "a_frozen": "frozen", "a_constant": "node const", "a_vector": "lanes",
    }  # fmt: skip
    assert {name: described(named(elf, name)) for name in expected} == expected
    assert described(named(elf, "callback")) == "int(char const *, node *, ...) *"
    assert described(named(elf, "frozen")) == "byte const"
    assert number(named(elf, "node", "typedef"), "DW_AT_decl_line") == 2
    node = named(elf, "node", "structure")
    assert number(node, "DW_AT_byte_size") == 16
    members = list(node.iter_children())
    assert [text(m, "DW_AT_name") for m in members if str(m.tag) == "DW_TAG_member"] == [
        "next", "tag", "rest", "", "tail",
    ]  # fmt: skip
    tag, rest = named(elf, "tag"), named(elf, "rest")
    assert (number(tag, "DW_AT_bit_size"), number(tag, "DW_AT_data_bit_offset")) == (3, 64)
    assert (number(rest, "DW_AT_bit_size"), number(rest, "DW_AT_data_bit_offset")) == (13, 67)
    assert number(named(elf, "GREEN"), "DW_AT_const_value") == 7
    assert "DW_AT_declaration" in named(elf, "hidden").attributes
    assert "DW_AT_GNU_vector" in named(elf, "lanes").get_DIE_from_attribute("DW_AT_type").attributes


LINES = """\
#define TWO(x) do { x; \\
                    x; } while (0)
int g(int);
int f(int n)
{
  int r = 0;
  while (n > 0)
    r += g(
        n--);
  TWO(r++);
  TWO(
      r += g(r));
#line 100 "other.h"
  return r +
         g(r);
}
"""


def test_lines(ccore: Batch, tmp_path: Path) -> None:
    """Statements in order, a macro's at its call, a function's first row at its brace, its last at the other."""
    lines = [line for _, line in rows(build(ccore, tmp_path, LINES, "-g"))]
    changes = [a for n, a in enumerate(lines) if n == 0 or lines[n - 1] != a]
    assert changes == [5, 6, 7, 9, 8, 7, 10, 11, 100, 101, 100, 102]
    elf = build(ccore, tmp_path, LINES, "-g")
    dwarf = elf.get_dwarf_info()
    unit = next(iter(dwarf.iter_CUs()))
    files = [entry.name.decode() for entry in dwarf.line_program_for_CU(unit)["file_entry"]]
    assert "other.h" in files and "input.c" in files


SCOPES = """\
int outside = 1;
static int only_here = 2;
extern int elsewhere;
int f(int argument, struct pair { int a, b; } both)
{
  static int kept;
  int local = argument;
  { int local = both.a; kept += local + only_here + elsewhere; { } }
  for (int i = 0; i < 3; i++)
    kept += i;
  return local;
}
"""


def test_variables_and_scopes(ccore: Batch, tmp_path: Path) -> None:
    elf = build(ccore, tmp_path, SCOPES, "-g")
    function = named(elf, "f")
    kinds = [(str(c.tag).removeprefix("DW_TAG_"), text(c, "DW_AT_name")) for c in function.iter_children()]
    assert [name for kind, name in kinds if kind == "formal_parameter"] == ["argument", "both"]
    assert {name for kind, name in kinds if kind == "variable"} == {"kept", "local"}
    assert [kind for kind, _ in kinds].count("lexical_block") == 2  # the block with nothing in it is none
    inner = [[text(v, "DW_AT_name") for v in c.iter_children()] for c in function.iter_children() if c.has_children]
    assert ["local"] in inner and ["i"] in inner
    for die in dies(elf.get_dwarf_info()):
        if str(die.tag) in ("DW_TAG_variable", "DW_TAG_formal_parameter") and text(die, "DW_AT_name") != "elsewhere":
            assert "DW_AT_location" in die.attributes, f"{text(die, 'DW_AT_name')} lies nowhere"
    assert "DW_AT_external" in named(elf, "outside").attributes
    assert "DW_AT_external" not in named(elf, "only_here").attributes
    assert "DW_AT_prototyped" in function.attributes
    assert text(named(elf, "input.c"), "DW_AT_producer").startswith("ccore ")


INLINED = """\
struct pair { int a, b; };
int g(int);
static inline __attribute__((always_inline)) int sum(struct pair p, int factor)
{
  int product = p.a * factor;
  return product + g(p.b);
}
int f(int n)
{
  struct pair both = { n, n + 1 };
  return sum(both, 3);
}
"""


@pytest.mark.parametrize("level", ["-O0", "-O1", "-O2"])
def test_inlined_calls(ccore: Batch, tmp_path: Path, level: str) -> None:
    elf = build(ccore, tmp_path, INLINED, "-g", level)
    calls = [d for d in dies(elf.get_dwarf_info()) if str(d.tag) == "DW_TAG_inlined_subroutine"]
    assert len(calls) == 1
    assert number(calls[0], "DW_AT_call_line") == 11
    assert text(calls[0].get_DIE_from_attribute("DW_AT_abstract_origin"), "DW_AT_name") == "sum"
    inside = {
        text(c.get_DIE_from_attribute("DW_AT_abstract_origin"), "DW_AT_name"): c for c in calls[0].iter_children()
    }
    assert set(inside) == {"p", "factor", "product"}
    for name in ("p", "product"):
        assert "DW_AT_location" in inside[name].attributes, name
    assert {"DW_AT_location", "DW_AT_const_value"} & set(inside["factor"].attributes)


@pytest.mark.parametrize(
    ("options", "version", "sections", "variables"),
    [
        ("-g", 5, {".debug_info", ".debug_line", ".eh_frame"}, True),
        ("-ggdb3 -gdwarf-4", 4, {".debug_info", ".eh_frame"}, True),
        ("-gdwarf-2", 2, {".debug_info"}, True),
        ("-g1", 5, {".debug_info", ".debug_line"}, False),
        ("-g -fno-asynchronous-unwind-tables", 5, {".debug_info", ".debug_frame"}, True),
    ],
)
def test_options(
    ccore: Batch, tmp_path: Path, options: str, version: int, sections: set[str], variables: bool
) -> None:
    elf = build(ccore, tmp_path, SCOPES, *options.split())
    found = {section.name for section in elf.iter_sections()}
    assert sections <= found
    assert (".eh_frame" in found) == ("-fno-asynchronous" not in options)
    dwarf = elf.get_dwarf_info()
    assert next(iter(dwarf.iter_CUs()))["version"] == version
    names = {text(d, "DW_AT_name") for d in dies(dwarf)}
    assert "f" in names and ("local" in names) == variables


@pytest.mark.parametrize("options", ["-g0", "-g -g0", "-gno-column-info"])
def test_no_debug_information(ccore: Batch, tmp_path: Path, options: str) -> None:
    elf = build(ccore, tmp_path, SCOPES, *options.split())
    assert not [s.name for s in elf.iter_sections() if ".debug" in s.name]


def test_compressed(ccore: Batch, tmp_path: Path) -> None:
    elf = build(ccore, tmp_path, SCOPES, "-g", "-gz")
    assert elf.get_section_by_name(".debug_info")["sh_flags"] & 0x800  # SHF_COMPRESSED
    assert text(named(elf, "outside"), "DW_AT_name") == "outside"


def test_prefixes_of_paths(ccore: Batch, tmp_path: Path) -> None:
    elf = build(ccore, tmp_path, SCOPES, "-g", f"-fdebug-prefix-map={tmp_path}=/usr/src/here")
    assert text(named(elf, "input.c"), "DW_AT_comp_dir") == "/usr/src/here"


@pytest.mark.parametrize("option", ["-g4", "-gdwarf-1", "-gdwarf-6", "-gdwarf4", "-gz=lz4", "-gfoo", "-gno-foo"])
def test_options_that_gcc_refuses(ccore: Batch, tmp_path: Path, option: str) -> None:
    (tmp_path / "input.c").write_text("int x;\n")
    assert ccore.run([option, "-c", "input.c"], tmp_path).status == 1
    gcc = subprocess.run(["gcc", option, "-c", "input.c"], cwd=tmp_path, capture_output=True, check=False)
    assert gcc.returncode == 1


VARIADIC = """\
int vprintf(const char *, __builtin_va_list);
int f(const char *format, ...)
{
  __builtin_va_list list;
  __builtin_va_start(list, format);
  return vprintf(format, list);
}
"""


def test_a_variadic_functions_body_begins_after_its_prologue(ccore: Batch, tmp_path: Path) -> None:
    """The second row is where debuggers stop: all arguments must be in place there."""
    lines = [line for _, line in rows(build(ccore, tmp_path, VARIADIC, "-g"))]
    assert lines[:2] == [3, 5]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem, marks=[] if number % 16 == 1 else [pytest.mark.full])
        for number, path in enumerate(sorted(PROGRAMS.glob("*.c")))
    ],
)
@pytest.mark.parametrize("level", ["-O0", "-O1", "-O2"])
def test_code_is_the_same(ccore: Batch, tmp_path: Path, path: Path, level: str) -> None:
    """-g changes no byte of what is loaded."""
    images = []
    for options in ([], ["-g"]):
        outcome = ccore.run([*options, *own_options(path), level, "-w", "-c", str(path), "-o", "output.o"], tmp_path)
        assert outcome.status == 0, outcome.reason()
        elf = ELFFile(io.BytesIO((tmp_path / "output.o").read_bytes()))
        images.append({
            s.name: s.data() for s in elf.iter_sections() if s["sh_flags"] & ALLOCATED and s["sh_type"] != "SHT_NOBITS"
        })  # fmt: skip
    assert images[0] == images[1]


LEFT = """\
void g(int *);
void f(int n)
{
  __attribute__((cleanup(g))) int last = n;
}
void h(int n)
{
  int array[n];
  g(array);
}
"""


def test_the_body_is_left_as_without(ccore: Batch, tmp_path: Path) -> None:
    """What the end of a body does: cleanups, the stack of arrays."""
    codes = [build(ccore, tmp_path, LEFT, *options).get_section_by_name(".text").data() for options in ([], ["-g"])]
    assert codes[0] == codes[1]


STATICS = """\
int g(int);
static inline void once(void)
{
  if (g(0)) {
    static int done;
    if (!done)
      done = g(1);
  }
}
int f(void)
{
  once();
  return g(2);
}
"""


@pytest.mark.parametrize("level", ["-O0", "-O1", "-O2"])
def test_a_static_variable_of_a_function_that_is_gone(ccore: Batch, tmp_path: Path, level: str) -> None:
    """Its block has no code of its own any more, and LLVM looks for one."""
    elf = build(ccore, tmp_path, STATICS, "-g", level)
    assert "DW_AT_location" in named(elf, "done").attributes


ASSEMBLY = """\
#define ANSWER 42
        .text
        .globl answer
answer: movl $ANSWER, %eax
        ret
"""


@pytest.mark.parametrize("name", ["input.S", "input.s"])
def test_lines_of_assembly(ccore: Batch, tmp_path: Path, name: str) -> None:
    source = ASSEMBLY if name == "input.S" else ASSEMBLY.replace("#define ANSWER 42", "ANSWER = 42")
    (tmp_path / name).write_text(source)
    outcome = ccore.run(["-g", "-c", name, "-o", "output.o"], tmp_path)
    assert outcome.status == 0, outcome.reason()
    assert [line for _, line in rows(ELFFile(io.BytesIO((tmp_path / "output.o").read_bytes())))] == [4, 5]

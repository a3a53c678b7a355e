"""-fno-lazy-headers analyses every item of every header, and must give the same object."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import ccore, gcc
from elftools.elf.elffile import ELFFile

from ccore.api import compile_file
from ccore.diagnostics import Diagnostics
from ccore.options import Options
from ccore.preproc import Preprocessor
from ccore.target import TARGETS

PROGRAMS = Path(__file__).parent / "programs"


@pytest.mark.parametrize("name", ["linkage", "varargs", "preprocessor", "algorithms"])
def test_same_object(name: str) -> None:
    path = PROGRAMS / f"{name}.c"
    lazy = compile_file(path, level=1)
    eager = compile_file(path, level=1, options=Options(lazy_headers=False))
    assert lazy.object() == eager.object()


def test_order_of_first_mention_does_not_matter(tmp_path: Path) -> None:
    """Prototypes in a header come in another order than the definitions; the object follows the definitions."""
    (tmp_path / "api.h").write_text("int b(void); int a(void); extern int y, x;\n")
    source = tmp_path / "main.c"
    body = "int a(void) { return b() + y; }\nint x = 1, y = 2;\nint b(void) { return x; }\n"
    source.write_text('#include "api.h"\n' + body)
    texts = [compile_file(source, level=0, options=Options(lazy_headers=lazy)).llvm_ir for lazy in (True, False)]
    assert texts[0] == texts[1]
    assert texts[0].index("@a(") < texts[0].index("@b(")


def test_enumeration_defined_after_an_object_of_it(tmp_path: Path) -> None:
    (tmp_path / "mode.h").write_text("extern enum mode m;\nextern enum late l;\nenum mode { A, B };\n")
    (tmp_path / "late.h").write_text("enum late { C, D };\n")
    source = tmp_path / "main.c"
    includes = '#include "mode.h"\nextern enum late *p;\n#include "late.h"\n'
    for use in ("m == 1", "sizeof m", "m++", "m += 1", "l ? C : D", "sizeof *p", "l--"):
        source.write_text(f"{includes}int f(void) {{ return {use}; }}\n")
        assert compile_file(source).object(), use


DEFINED = """int tentative, *pointer, declared(void), another; extern int initialised = 5, also(void), table[] = { 1 };
extern int function(int a[static 1]) { return *a; }
extern int old(a) int a; { return a; }
__extension__ extern int extended(void) { return 1; }
struct tag { int a; } first; struct { int b; } second = { 1 }; struct tag third, fourth[2];
extern struct tag fifth = { 2 };
struct tag result(void) { return third; }
struct next { struct tag a[2]; } other(void) { return (struct next){ 0 }; }
enum { ONE } choice; enum tall { TWO } chosen = TWO; union { int a; } __attribute__((aligned(8))) united;
int (*called)(int), (parenthesised), (*(*deep)[3])(void); struct tag (*calls)(void);
int (*gives(void))(int) { return called; }
typedef int (*type)(void); type typed; __typeof__(int) like; const volatile struct tag *const *qualified;
__attribute__((aligned(8))) int aligned; int unused __attribute__((unused)); _Alignas(16) int wide;
_Thread_local int own;
int renamed __asm__("another_name"); __asm__(".globl assembled; assembled:");
inline int only_inline(void) { return 1; } inline int both(void) { return 1; } int both(void);
extern inline int exported(void) { return 2; } inline int later(void) { return 3; }
extern inline __attribute__((gnu_inline)) int never(void) { return 4; }
inline __attribute__((gnu_inline)) int always(void) { return 5; }
extern __attribute__((gnu_inline)) int sole(void) { return 6; }
"""
DECLARED = """struct only; struct body { int a; }; union packed { int a; } __attribute__((packed)); enum { A, B = 2 };
enum named { C };
extern int declared; extern struct tag { int a; } also_declared; extern int (*pointer)(void), array[2];
int function(void), *another(int); extern int (*result(void))(int); struct body makes(struct body *);
typedef struct body renamed;
static int own; static int inner(void) { return own; } static struct body mine = { 1 }; extern _Thread_local int thread;
_Static_assert(1, "yes"); renamed call(void); const renamed *pick(renamed *a, int b);
void stop(void) __attribute__((cold));
"""


@pytest.mark.parametrize("standard", ["gnu89", "gnu17"])
def test_what_a_header_defines(standard: str, tmp_path: Path) -> None:
    """What has external linkage is in the object although nothing names it, and whatever its declaration looks like."""
    (tmp_path / "all.h").write_text(DEFINED)
    (tmp_path / "main.c").write_text('#include "all.h"\nextern inline int later(void);\n')
    names = []
    for command in (ccore, gcc):
        command(f"-std={standard}", "-w", "-c", str(tmp_path / "main.c"), "-o", str(tmp_path / "o.o")).good()
        with (tmp_path / "o.o").open("rb") as stream:
            symbols = ELFFile(stream).get_section_by_name(".symtab").iter_symbols()
            names.append(
                sorted(s.name for s in symbols if s["st_info"]["bind"] == "STB_GLOBAL" and s["st_shndx"] != "SHN_UNDEF")
            )
    assert names[0] == names[1] and len(names[0]) > 30


def test_what_a_header_only_declares(tmp_path: Path) -> None:
    """Nothing of it is analysed where nothing names it."""
    (tmp_path / "all.h").write_text("int before;\n" + DECLARED)
    (tmp_path / "main.c").write_text('#include "all.h"\nint after;\n')
    maker = Preprocessor(Options(), TARGETS["x86_64"], Diagnostics())
    items = maker.items(str(tmp_path / "main.c"))
    kept = [" ".join(token.text for token in item.tokens) for item in items if item.main]
    assert kept == ["int before ;", "int after ;"] and len(items) > 20

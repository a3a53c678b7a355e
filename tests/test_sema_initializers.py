"""Initialisers give the bytes that the reference compiler gives."""

from __future__ import annotations

from pathlib import Path

from tests.sema_support import analyse, gcc_images, image, needs_gcc, variable

STATIC = r"""
struct p { int x, y; };
struct q { char c; struct p p[2]; union { int i; char b[4]; }; unsigned f : 3, g : 7; signed : 0; signed h : 5; };
struct r { struct q q[2]; int tail; };
struct e {};
struct f { int n; char data[]; };
struct g { int n; struct p data[]; };
int a1[] = { 1, 2, [5] = 7, 8, [1 ... 3] = 9 };
int a2[2][3] = { 1, 2, 3, 4 };
int a3[][3] = { { 1 }, { 4, 5 }, 7, 8 };
int a4[1][1][1] = { { { 5 } } };
int a5[1][2][1] = { 1, 2 };
int a6[3][2] = { [1] = { 7 }, 8, [0][1] = 3, 4 };
struct p p1 = { .y = 2, .x = 1 };
struct p p2[3] = { 1, 2, { 3 }, [1].x = 8 };
struct p p3[] = { [2].y = 5, 6, [0].x = 1 };
struct q q1 = { 'a', 1, 2, 3, 4, 5, 6, 7, -3 };
struct q q2 = { .p[1] = { 3, 4 }, .b = "ab", .h = -1, .f = 5 };
struct q q3 = { .p = { [0].y = 9, 10 }, .i = 77, 1, 2 };
struct q q4 = { .c = 1, .p[0 ... 1].y = 4, .i = 1, .b[1] = 2 };
struct r r1 = { { { 1, { { 2, 3 } }, { 4 } }, { .f = 7, 100 } }, 9 };
struct r r2 = { .q[1].p[1].y = 8, { 3 }, 1, 2, 3, .tail = 6 };
struct r r3 = { .q[0 ... 1] = { .c = 7, .p = { 1, 2, 3, 4 } }, 5 };
struct { struct e e; int i; } e1 = { {}, 5 };
struct f f1 = { 3, "abc" };
struct f f2 = { 2, { 1, 2 } };
struct g g1 = { 2, { { 1, 2 }, { 3 } } };
char s1[] = "abc", s2[2] = "ab", s3[5] = "ab", s4[] = { "xyz" }, s5[2][4] = { "ab", { 'c' } }, s6[] = "a\0b" "\x41" "1";
__WCHAR_TYPE__ w1[] = L"h\u00e9", w2[4] = L"x";
unsigned short u1[] = u"\U0001F600";
unsigned u4[] = U"\U0001F600", u5[] = U"a" "b";
unsigned char utf[] = "h\u00e9\U0001F600";
_Bool b1 = 5, b2 = 0.5, b3[3] = { 2, 0, 1 };
double d1[] = { 1, 2.5f, -0.0 };
float f3 = 1.1;
long double ld = 1.1L;
_Complex double z1 = 1.0 + 2.0i, z2 = 3, z3 = -(1.0 + 2.0i) * 2.0;
union { char c; int i; struct p p; } un1 = { 5 }, un2 = { .p = { 1, 2 } }, un3 = { .i = 1, .c = 2 };
struct p lit = (struct p){ 1, 2 };
struct q lit2 = { .p = { (struct p){ 5, 6 }, [1] = { .y = 3 } } };
int lit3[] = (int[]){ 1, 2, 3 };
int ov[] = { 1, 2, 3, [1] = 9, [0] = 8 };
struct p ov2 = { 1, 2, .x = 5 };
struct r ov3 = { .q[0] = { .c = 1, .p[1].x = 4 }, .q[0].p[0].y = 5 };
struct r ov4 = { .q[0].p[0].y = 5, .q[0] = { .c = 1 } };
static const int known = 6; int k1 = known, k2 = known * 2 + 1;
int big[1000] = { [0 ... 998] = 3, [500] = 4 };
struct { int a[0]; int b; } z0 = { {}, 4 };
int scalar = { 4 };
long off = (long)&((struct q *)0)->p[1].y, off2 = __builtin_offsetof(struct r, q[1].p[1].x);
long diff = &a1[4] - &a1[1], diff2 = (char *)&q1.p[1] - (char *)&q1;
typedef int v4 __attribute__((vector_size(16)));
v4 v1 = { 1, 2, 3, 4 }, v2 = { 1 };
int old = { value: 3 } ;
"""


@needs_gcc
def test_static_images(tmp_path: Path) -> None:
    text = STATIC.replace("int old = { value: 3 } ;\n", "struct p old = { y: 3 };\n")
    expected = gcc_images(text, tmp_path)
    analyzer, diagnostics = analyse(text)
    assert [d.render() for d in diagnostics.list if "error" in d.severity] == []
    wrong = {n: (image(analyzer, n).hex(), data.hex()) for n, data in expected.items() if image(analyzer, n) != data}
    assert wrong == {}


def test_relocations() -> None:
    analyzer, diagnostics = analyse(
        "int a[4]; void f(void); struct s { int x; int *p; } s = { 1, &a[2] };\n"
        'char *t[] = { "x", "y" + 1, 0 }; void (*g)(void) = f; long l = (long)&s.p; int *c = (int[]){ 1, 2 };\n'
        "int *e = &((struct s *)&s)->x; struct s m[2] = { [0 ... 1] = { 3, a } };"
    )
    assert [d.render() for d in diagnostics.list] == []

    def targets(name: str) -> list[tuple[int, str, int]]:
        initial = variable(analyzer, name).initial
        assert initial is not None
        return [(r.offset, getattr(r.target, "name", "string"), r.addend) for r in initial.relocations]

    assert targets("s") == [(8, "a", 8)]
    assert targets("t") == [(0, "string", 0), (8, "string", 1)]
    assert targets("g") == [(0, "f", 0)]
    assert targets("l") == [(0, "s", 8)]
    assert targets("e") == [(0, "s", 0)]
    assert targets("m") == [(8, "a", 0), (24, "a", 0)]


def test_big_tables_are_linear() -> None:
    text = "int t[] = {" + ",".join(map(str, range(30_000))) + "};"
    analyzer, diagnostics = analyse(text)
    assert not diagnostics.list
    assert image(analyzer, "t") == b"".join(i.to_bytes(4, "little") for i in range(30_000))

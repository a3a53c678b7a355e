"""Declarations and statements: layouts, diagnostics in GCC's words, laziness, linkage."""

from __future__ import annotations

import pytest

from ccore.diagnostics import CompileError, Diagnostics
from ccore.options import Options
from ccore.parser import Unit
from ccore.preproc import Preprocessor
from ccore.sema import tree
from ccore.sema.analyzer import Analyzer
from ccore.sema.types import Record
from ccore.target import TARGETS


def analyze(text: str, options: Options | None = None) -> tuple[Analyzer, Diagnostics]:
    options = options or Options()
    diagnostics, target = Diagnostics(), TARGETS["x86_64"]
    items = Preprocessor(options, target, diagnostics).items("test.c", text)
    analyzer = Analyzer(Unit(items, options, target, diagnostics), options, target, diagnostics)
    try:
        analyzer.run()
    except CompileError:
        pass
    return analyzer, diagnostics


def messages(diagnostics: Diagnostics) -> list[str]:
    return [
        f"{d.severity}: {d.message}" + (f" [-W{d.group}]" if d.group else "")
        for d in diagnostics.list
        if d.severity != "note"
    ]


# What GCC 12 says of each, notes left out.
VERDICTS: list[tuple[str, list[str]]] = [
    ("int x; float x;", ["error: conflicting types for 'x'; have 'float'"]),
    ("int x = 1; int x = 2;", ["error: redefinition of 'x'"]),
    ("int f(int); int f(char *p);", ["error: conflicting types for 'f'; have 'int(char *)'"]),
    ("static int f(void); int f(void) { return 0; } int f(void) { return 1; }", ["error: redefinition of 'f'"]),
    (
        "int f(void); static int f(void) { return 0; }",
        ["error: static declaration of 'f' follows non-static declaration"],
    ),
    ("int v; static int v;", ["error: static declaration of 'v' follows non-static declaration"]),
    ("static int v; int v;", ["error: non-static declaration of 'v' follows static declaration"]),
    ("void f(void) { int a; int a; }", ["error: redeclaration of 'a' with no linkage"]),
    ("void f(int a) { int a; }", ["error: 'a' redeclared as different kind of symbol"]),
    ("void f(void) { struct s x; }", ["error: storage size of 'x' isn't known"]),
    ("struct s { struct t x; };", ["error: field 'x' has incomplete type"]),
    ("struct s { int a; int a; };", ["error: duplicate member 'a'"]),
    ("struct s { int a; }; struct s { int b; };", ["error: redefinition of 'struct s'"]),
    ("long char x;", ["error: both 'long' and 'char' in declaration specifiers"]),
    ("signed unsigned x;", ["error: both 'signed' and 'unsigned' in declaration specifiers"]),
    ("short long x;", ["error: both 'long' and 'short' in declaration specifiers"]),
    ("void x;", []),
    ("void f(void) { void y; }", ["error: variable or field 'y' declared void"]),
    ("int a[-1];", ["error: size of array 'a' is negative"]),
    ("int a[1.5];", ["error: size of array 'a' has non-integer type"]),
    ("int n; int a[n];", ["error: variably modified 'a' at file scope"]),
    ("struct s { int f(void); };", ["error: field 'f' declared as a function"]),
    ("struct s { int a[]; int b; };", ["error: flexible array member not at end of struct"]),
    ("struct s { int b : 33; };", ["error: width of 'b' exceeds its type"]),
    ("struct s { int : 33; };", ["error: width of '<anonymous>' exceeds its type"]),
    ("struct s { int b : -1; };", ["error: negative width in bit-field 'b'"]),
    ("struct s { int b : 0; };", ["error: zero width for bit-field 'b'"]),
    ("struct s { float b : 3; };", ["error: bit-field 'b' has invalid type"]),
    ("enum e { A, A };", ["error: redeclaration of enumerator 'A'"]),
    ("enum e { A }; int A;", ["error: 'A' redeclared as different kind of symbol"]),
    ("int A; enum e { A };", ["error: 'A' redeclared as different kind of symbol"]),
    ("void f(void) { goto x; }", ["error: label 'x' used but not defined"]),
    ("void f(void) { x: ; x: ; }", ["error: duplicate label 'x'"]),
    ("void f(int a) { switch (a) { case 1: case 1: ; } }", ["error: duplicate case value"]),
    ("void f(int a) { switch (a) { case 1 ... 5: case 3: ; } }", ["error: duplicate case value"]),
    ("void f(int a) { switch (a) { default: default: ; } }", ["error: multiple default labels in one switch"]),
    ("void f(void) { case 1: ; }", ["error: case label not within a switch statement"]),
    ("void f(void) { default: ; }", ["error: 'default' label not within a switch statement"]),
    ("void f(void) { break; }", ["error: break statement not within loop or switch"]),
    ("void f(void) { continue; }", ["error: continue statement not within a loop"]),
    ("void f(void) { return 1; }", ["warning: 'return' with a value, in function returning void"]),
    ("int f(void) { return; }", ["warning: 'return' with no value, in function returning non-void"]),
    ("void f(double d) { switch (d) { } }", ["error: switch quantity not an integer"]),
    ("int f(void)(int);", ["error: 'f' declared as function returning a function"]),
    ("int f(void)[3];", ["error: 'f' declared as function returning an array"]),
    ("void a[3];", ["error: declaration of 'a' as array of voids"]),
    ("int f(int a, int a);", ["error: redefinition of parameter 'a'"]),
    ("int f(void x);", ["warning: parameter 1 ('x') has void type"]),
    ("int f(int, void);", ["error: 'void' must be the only parameter"]),
    ("typedef int T; typedef char T;", ["error: conflicting types for 'T'; have 'char'"]),
    ("typedef int T = 3;", ["error: typedef 'T' is initialized (use '__typeof__' instead)"]),
    ("int T; typedef int T;", ["error: 'T' redeclared as different kind of symbol"]),
    ('_Static_assert(0, "no");', ['error: static assertion failed: "no"']),
    ("static static int x;", ["error: duplicate 'static'"]),
    ("extern static int x;", ["error: multiple storage classes in declaration specifiers"]),
    ("auto int x;", ["error: file-scope declaration of 'x' specifies 'auto'"]),
    ("register int x;", ["error: register name not specified for 'x'"]),
    ("int f(void) { extern int y = 3; return y; }", ["error: 'y' has both 'extern' and initializer"]),
    (
        "int f(void) { int y; extern int y; return y; }",
        ["error: extern declaration of 'y' follows declaration with no linkage"],
    ),
    ("struct s; struct s x;", ["error: storage size of 'x' isn't known"]),
    ("static struct s x;", ["error: storage size of 'x' isn't known"]),
    ("int f(int a[static 3]) { return a[0]; } int f(int *);", []),
    ("_Thread_local int x; int x;", ["error: non-thread-local declaration of 'x' follows thread-local declaration"]),
    (
        "void f(void) { _Thread_local int x; }",
        ["error: function-scope 'x' implicitly auto and declared '_Thread_local'"],
    ),
    ("struct s f(void) { }", ["error: return type is an incomplete type"]),
    ("_Alignas(3) int x;", ["error: requested alignment '3' is not a positive power of 2"]),
    ("int x __attribute__((aligned(3)));", ["error: requested alignment '3' is not a positive power of 2"]),
    ('void f(void) { asm("" : "=r"(1)); }', ["error: lvalue required in 'asm' statement"]),
    ('void f(void) { asm("" : : "=r"(1)); }', ["error: input operand constraint contains '='"]),
    ('void f(void) { asm("" : : "m"(1)); }', ["error: memory input 0 is not directly addressable"]),
    ('void f(void) { const int x = 0; asm("" : "=r"(x)); }', ["error: read-only variable 'x' used as 'asm' output"]),
    ("void f(void) { static int x; static int n = x; }", ["error: initializer element is not constant"]),
    ("int x __attribute__((frobnicate));", ["warning: 'frobnicate' attribute directive ignored [-Wattributes]"]),
    ("foo x;", ["error: unknown type name 'foo'"]),
    ("void f(void) { foo x; }", ["error: unknown type name 'foo'"]),
    ("static x;", ["warning: type defaults to 'int' in declaration of 'x' [-Wimplicit-int]"]),
    ("f() { return 0; }", ["warning: return type defaults to 'int' [-Wimplicit-int]"]),
    ("int f(a, b) int a; { return a; }", ["warning: type of 'b' defaults to 'int' [-Wimplicit-int]"]),
    ("void f(void) { int i; for (;;) { int i; } i: ; }", []),
    ("inline int x;", ["warning: variable 'x' declared 'inline'"]),
    ("int f(void) { static int g(void); }", ["error: invalid storage class for function 'g'"]),
    ("struct { int x; };", ["warning: unnamed struct/union that defines no instances"]),
    ("int;", ["warning: useless type name in empty declaration"]),
    ("int a[] = {1,2}; int a[3];", ["error: conflicting types for 'a'; have 'int[3]'"]),
    ("extern int a[]; int a[4]; int a[5];", ["error: conflicting types for 'a'; have 'int[5]'"]),
    ("int f(); int f(float x);", ["error: conflicting types for 'f'; have 'int(float)'"]),
    (
        "void f(void) { int x = sizeof(struct q); }",
        ["error: invalid application of 'sizeof' to incomplete type 'struct q'"],
    ),
    ("void f(int n) { static int a[n]; }", ["error: storage size of 'a' isn't constant"]),
    ("void f(int n) { int a[n] = {1}; }", ["error: variable-sized object may not be initialized"]),
    ("__auto_type x;", ["error: '__auto_type' requires an initialized data declaration"]),
    ("_Noreturn int f(void) { return 1; }", ["warning: function declared 'noreturn' has a 'return' statement"]),
    ("void f(void) { __label__ l; goto l; }", ["error: label 'l' used but not defined"]),
    ("int x = y;", ["error: 'y' undeclared here (not in a function)"]),
    ("int restrict *p;", ["error: invalid use of 'restrict'"]),
    ("void f(void) { int x[]; }", ["error: array size missing in 'x'"]),
    ("struct s { int x; } f; struct s { int x; } g;", ["error: redefinition of 'struct s'"]),
    ("enum e { X = 1.5 };", ["error: enumerator value for 'X' is not an integer constant"]),
    ("enum e; void f(void) { enum e x; }", ["error: storage size of 'x' isn't known"]),
]


@pytest.mark.parametrize(("text", "expected"), VERDICTS)
def test_verdict(text: str, expected: list[str]) -> None:
    assert messages(analyze(text + "\n")[1]) == expected


def record(analyzer: Analyzer, tag: str) -> Record:
    found = analyzer.context.file_scope.tags[tag]
    assert isinstance(found, Record)
    return found


@pytest.mark.parametrize(
    ("members", "after", "layout"),
    [  # size, alignment, first bits of the members; from GCC
        ("char a; int b : 8; int c : 24; short d;", "", (12, 4, [0, 8, 32, 64])),
        ("char a; long b : 40; char : 0; char c;", "", (8, 8, [0, 8, 48])),
        ("int a : 20; int b : 20;", "__attribute__((packed))", (5, 1, [0, 20])),
        ("char a; int b __attribute__((aligned(16))); char c[];", "", (32, 16, [0, 128, 160])),
        ("struct { char x; struct { short y; }; }; long z;", "", (16, 8, [0, 16, 64])),
        ("", "", (0, 1, [])),
    ],
)
def test_layout(members: str, after: str, layout: tuple[int, int, list[int]]) -> None:
    analyzer, diagnostics = analyze(f"struct s {{ {members} }} {after};")
    assert not diagnostics.list
    found = record(analyzer, "s")
    bits = []
    for path in found.by_name.values():
        bits.append(sum(field.offset for field in path) * 8 + path[-1].bit)
        field = path[-1]
        assert field.width < 0 or field.bit + field.width <= field.unit * 8 and field.offset + field.unit <= found.size
    assert (found.size, found.align, bits) == layout


def test_bit_field_access_leaves_other_members_alone() -> None:
    analyzer, _ = analyze("struct s { char x; int c : 24; };")
    (field,) = record(analyzer, "s").by_name["c"]
    assert (field.offset, field.unit, field.bit) == (1, 3, 0)


def test_inline_semantics() -> None:
    analyzer, diagnostics = analyze(
        "inline int a(void) { return 1; }\nextern inline int b(void) { return 1; }\n"
        "inline int c(void) { return 1; }\nint c(void);\nstatic inline int d(void) { return 1; }\n"
        "extern inline __attribute__((gnu_inline)) int e(void) { return 1; }\nint f(void);\n"
    )
    assert not diagnostics.list
    emits = {name: function.emit for name, function in analyzer.functions.items()}
    assert emits == {"a": "inline", "b": "external", "c": "external", "d": "internal", "e": "inline", "f": ""}


def test_attributes_merge_and_enumerations() -> None:
    analyzer, diagnostics = analyze(
        'int f(void) __attribute__((cold)); int f(void) __attribute__((section(".x"), weak));\n'
        "enum e { A = 0x80000000 }; enum n { B = -1 }; enum l { C = 1, D = 1L << 40 };\n"
        '_Static_assert(sizeof(enum l) == 8 && (enum e)-1 > 0 && (enum n)-1 < 0 && sizeof C == 4, "");\n'
        'enum __attribute__((packed)) p { E = 200 }; _Static_assert(sizeof(enum p) == 1, "");\n'
    )
    assert not diagnostics.list
    assert analyzer.functions["f"].attributes == {"cold": [], "section": [".x"], "weak": []}


def test_old_style_parameters_arrive_promoted() -> None:
    analyzer, diagnostics = analyze("int f(x, c) float x; char c; { return x + c; }")
    assert not diagnostics.errors
    definition = analyzer.definition(analyzer.functions["f"])
    assert definition is not None
    assert [p.type.size for p in definition.parameters] == [8, 4]
    assert [type(s) for s in definition.body.statements[:2]] == [tree.Declare, tree.Declare]


def test_headers_are_analysed_on_demand(tmp_path: object) -> None:
    (tmp_path / "h.h").write_text(  # type: ignore[operator]
        "struct deep { struct later *p; };\nstruct later { struct deep d; int v; };\n"
        "static const int unused[] = { 1, 2 };\nstatic inline int g(struct deep *d) { return d->p->v; }\n"
        "int never(struct undefined_here *);\n"
    )
    for lazy in (True, False):
        options = Options(lazy_headers=lazy, include_dirs=[str(tmp_path)])
        analyzer, diagnostics = analyze('#include "h.h"\nint f(struct deep *d) { return g(d); }\n', options)
        assert not diagnostics.list
        assert analyzer.definition(analyzer.functions["g"]) is not None
        assert ("never" in analyzer.functions) is not lazy
        assert ("unused" in analyzer.variables) is not lazy


def test_switch_and_labels() -> None:
    analyzer, diagnostics = analyze(
        "int f(char c) { switch (c) { case 'a' ... 'c': case 'd': return 1; default: ; }"
        " { __label__ l; l: if (c--) goto l; } { __label__ l; goto l; l: ; } return 0; }"
    )
    assert not diagnostics.list
    definition = analyzer.definition(analyzer.functions["f"])
    assert definition is not None
    switch = definition.body.statements[0]
    assert isinstance(switch, tree.Switch)
    assert [(c.low, c.high, c.default) for c in switch.cases] == [(97, 99, False), (100, 100, False), (0, 0, True)]
    assert switch.control.type is analyzer.types.int


def test_asm_operands() -> None:
    analyzer, diagnostics = analyze(
        'int g; int f(int a) { asm("x" "y %[o]" : [o] "=r" (a) : "m" (g), "[o]" (a), "i" (sizeof g), "rm" (g) : "cc");'
        ' asm("nop"); return a; }'
    )
    assert not diagnostics.list
    definition = analyzer.definition(analyzer.functions["f"])
    assert definition is not None
    first, second = definition.body.statements[:2]
    assert isinstance(first, tree.Asm) and isinstance(second, tree.Asm)
    assert first.template == "xy %[o]" and first.clobbers == ["cc"] and not first.volatile
    assert [o.constraint for o in first.inputs] == ["m", "0", "i", "rm"]
    assert [o.expression.is_lvalue for o in first.inputs] == [True, False, False, False]
    assert second.basic and second.volatile


def test_variable_lengths() -> None:
    analyzer, diagnostics = analyze("int f(int n, int m[n][n]) { int a[n + 1]; return sizeof a + sizeof *m; }")
    assert not diagnostics.list
    definition = analyzer.definition(analyzer.functions["f"])
    assert definition is not None
    kinds = [type(s) for s in definition.body.statements]
    assert kinds.count(tree.EvaluateSizes) == 2 and definition.body.has_vla


def test_deep_trees() -> None:
    chain = "else ".join(f"if (a == {i}) return {i}; " for i in range(3000))
    nest = "{" * 250 + "}" * 250
    _, diagnostics = analyze(f"int f(int a) {{ {chain} {nest} return {'+'.join(['a'] * 5000)}; }}")
    assert not diagnostics.errors

"""Trees: precedence, the ambiguities that typedef names make, declarators, GNU C's syntax."""

from __future__ import annotations

import pytest
from parser_support import Parsed, expression

from ccore.ast import nodes

EXPRESSIONS = {
    "a + b * c - d": "((a + (b * c)) - d)",
    "a << 1 + 2 < 3 == 4 & 5 ^ 6 | 7 && 8 || 9": "((((((((a << (1 + 2)) < 3) == 4) & 5) ^ 6) | 7) && 8) || 9)",
    "a = b += c ? d : e ? g : h": "(a = (b += (c ? d : (e ? g : h))))",
    "a ? b, c : d": "(a ? (b , c) : d)",
    "a ?: b ?: c": "(a ?  : (b ?  : c))",
    "a || b ? c : d": "((a || b) ? c : d)",
    "a - b - c": "((a - b) - c)",
    "-a * !b": "((- a) * (! b))",
    "*p++ = *++q": "((* (p ++)) = (* (++ q)))",
    "a & &b": "(a & (& b))",
    "a && &&l": "(a && (&& l))",
    "(T) -1": "(cast <T> (- 1))",
    "(t) - 1": "(t - 1)",
    "(T) (x)": "(cast <T> x)",
    "(t) (x)": "t(x)",
    "(T *) p": "(cast <T Pointer> p)",
    "(T) { 1 }.m": "(literal <T> 1).m",
    "sizeof (T) - 1": "((sizeof <T>) - 1)",
    "sizeof (t) - 1": "((sizeof t) - 1)",
    "sizeof (T) { 1 }": "(sizeof (literal <T> 1))",
    "sizeof (T) * x": "((sizeof <T>) * x)",
    "sizeof x[1]": "(sizeof x[1])",
    "__alignof (T) + _Alignof (T)": "((__alignof__ <T>) + (_Alignof <T>))",
    "(const T (*)[3]) a": "(cast <const T Pointer Array> a)",
    "(int (*)(T, ...)) a": "(cast <int Pointer FunctionSuffix> a)",
    "a.T->T[1](2, 3)": "a.T->T[1](2, 3)",
    "({ 1; })": "StatementExpression",
    "__extension__ 1": "Extension",
    "__builtin_offsetof(T, a.b[1].c)": "BuiltinOffsetof",
    "_Generic(x, T: 1, int *: 2, default: 3)": "GenericSelection",
    "_Generic(T, T: 1)": "GenericSelection",
    "__builtin_va_arg(a, T *)": "BuiltinVaArg",
    "__builtin_types_compatible_p(T, typeof(x))": "BuiltinTypesCompatible",
    "__builtin_choose_expr(1, 2, 3)": "BuiltinChooseExpr",
    "\"a\" \"b\"[0]": "StringLiteral[0]",
    "a<:0:>": "a[0]",
}


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_expression(text: str) -> None:
    assert expression(text) == EXPRESSIONS[text]


BODIES = {
    # what stands in the body of f, after ``typedef int T; int t;``: the classes of its items
    "T * x;": "Declaration",
    "t * x;": "ExpressionStatement",
    "T (x); T;": "Declaration Declaration",
    "T T = 1; T * T;": "Declaration ExpressionStatement",
    "{ T T; } T x;": "Compound Declaration",
    "T: T x; goto T;": "Label Declaration Goto",
    "for (int T = 0; T;) T++; T x;": "For Declaration",
    "for (int T = 0;;) if (T) T++; T x;": "For Declaration",
    "for (T T = 0;;) for (;;) if (T) while (T) T--; T * x;": "For Declaration",
    "enum { T = sizeof(T) } x; T + 1;": "Declaration ExpressionStatement",
    "unsigned T; T = 1;": "Declaration ExpressionStatement",
    "typedef char t; t * x;": "Declaration Declaration",
    "int g(T T, int (*)(int T)); T x;": "Declaration Declaration",
    "({ T T; T++; }); T x;": "ExpressionStatement Declaration",
    "struct { T T; unsigned T2, T3: 1; int : 3; } x; x.T; T y;": "Declaration ExpressionStatement Declaration",
    "int x[] = { T: 1 }, y[] = { [1] = 2, [2 ... 3] 4 };": "Declaration",
    "auto int g(T T) { return T; } T x;": "FunctionDefinition Declaration",
    "__label__ a, b; a: b:;": "Label Label ExpressionStatement",
    "int g(int n; int a[n], int n); T x;": "Declaration Declaration",
    "case 1: case 2 ... 3: default: int x; l: __attribute__((unused))": "Case Case Default Declaration Label",
    "__attribute__((fallthrough)); __attribute__((unused)) int x;": "ExpressionStatement Declaration",
    "if (t) __attribute__((fallthrough)); else [[fallthrough]];": "If",
    "if (t) if (t) ; else ; else ;": "If",
    "_Static_assert(1, \"\"); _Static_assert(1);": "StaticAssert StaticAssert",
    "__extension__ T x; __extension__ t * t;": "Declaration ExpressionStatement",
    "asm(\"\"); asm volatile goto (\"\" : : : : l); l:": "Asm Asm Label",
    "__asm__ __volatile__(\"\" : [T] \"=r\"(t), \"+m\"(t) : \"i\"(1) : \"memory\", \"cc\");": "Asm",
    "switch (t) { case 1: if (t) case 2: T: t++; }": "Switch",
    "do t--; while (t); while (t) ; goto *t;": "DoWhile While ComputedGoto",
    "break; continue; return; return t;": "Break Continue Return Return",
    "register T x asm(\"eax\") __attribute__((unused)) = 1;": "Declaration",
    "int a[static 1], b[const restrict static 2 * 3];": "Declaration",
    "struct s { struct { int a; }; struct t; int b } x = {};": "Declaration",
    "_Pragma(\"GCC diagnostic push\") t = _Pragma(\"weak q\") 1;": "ExpressionStatement",
    "if (t) ; _Pragma(\"GCC diagnostic pop\") else ;": "If",
    "_Atomic T x; _Atomic(T) y; int *_Atomic p;": "Declaration Declaration Declaration",
}


@pytest.mark.parametrize("text", BODIES)
def test_body(text: str) -> None:
    parsed = Parsed(f"typedef int T; int t; void f(void) {{ {text} }}")
    assert parsed.errors == []
    assert parsed.kinds() == BODIES[text]


def test_dangling_else() -> None:
    body = Parsed("void f(int a) { if (a) if (a) 1; else 2; }").bodies["f"]
    assert body is not None
    outer = body.items[0]
    assert isinstance(outer, nodes.If) and outer.otherwise is None
    assert isinstance(outer.then, nodes.If) and outer.then.otherwise is not None


FILE_SCOPE = {
    "int *a[3], (*b)[3], *(*c(int))(void);": [
        "a: Array Pointer", "b: Pointer Array", "c: FunctionSuffix Pointer FunctionSuffix Pointer",
    ],
    "int * const *p;": ["p: Pointer Pointer[const]"],
    "int f(a, b) int a; char *b; { return a; }": ["f: FunctionSuffix"],
    "typedef int T; T f(a) T a; { return a; } T x;": ["T:", "f: FunctionSuffix", "x:"],
    "typedef int T; int f(int (T), int (a)); int g(T a[static 3]);": ["T:", "f: FunctionSuffix", "g: FunctionSuffix"],
    "main() { return 0; }": ["main: FunctionSuffix"],
    "x = 3, *y;": ["x:", "y: Pointer"],
    "static __attribute__((noinline)) int f(void) __attribute__((cold)); ;": ["f: FunctionSuffix"],
    "int f(void) asm(\"g\") __attribute__((x(1, \"a\", int), const, , aligned)) , y;": ["f: FunctionSuffix", "y:"],
    "int (__attribute__((x)) *p)(__attribute__((y)) int, ...);": ["p: Pointer FunctionSuffix"],
    "typedef f, g;": ["f:", "g:"],
    "struct s { int x; } *__attribute__((aligned(4))) p, __attribute__((unused)) q;": ["p: Pointer", "q:"],
    "extern typeof(({ int q; q; })) y; char x[sizeof (struct s { int a; }) { 1 }];": ["y:", "x: Array"],
    "[[gnu::packed, deprecated(\"x\")]] int x;": ["x:"],
    "enum E : unsigned char { A __attribute__((deprecated)) = 1, B, } e;": ["e:"],
    "int __attribute__((mode(DI))) x; typedef int DI; int __attribute__((mode(DI))) y;": ["x:", "DI:", "y:"],
}


@pytest.mark.parametrize("text", FILE_SCOPE)
def test_file_scope(text: str) -> None:
    parsed = Parsed(text)
    assert parsed.errors == []
    found = []
    for declaration in parsed.declarations:
        if isinstance(declaration, nodes.FunctionDefinition):
            declarators = [declaration.declarator]
        else:
            assert isinstance(declaration, nodes.Declaration)
            declarators = [d.declarator for d in declaration.declarators]
        for declarator in declarators:
            chain = ""
            for part in declarator.chain:
                chain += " " + type(part).__name__
                if isinstance(part, nodes.Pointer) and part.qualifiers:
                    chain += f"[{' '.join(part.qualifiers)}]"
            found.append(f"{declarator.name}:{chain}")
    assert found == FILE_SCOPE[text]


def test_attributes_and_alternative_spellings() -> None:
    text = "__extension__ static __inline__ __signed__ char __const *__restrict__ p __attribute__((__aligned__(8)));"
    assert Parsed(text).dump() == "\n".join((
        "Declaration",
        "  specifiers: Specifiers storage=[static] basic=[signed char] qualifiers=[const] functions=[inline] "
        "extension",
        "  declarators:",
        "    InitDeclarator",
        "      declarator: Declarator name=p",
        "        chain:",
        "          Pointer qualifiers=[restrict]",
        "      attributes:",
        "        Attribute name=aligned prefix=gnu",
        "          arguments:",
        "            NumberLiteral text=8",
    ))  # fmt: skip


def test_pack() -> None:
    text = """
    struct a { int x; };
    #pragma pack(push, 2)
    struct b { int x; };
    #pragma pack(1)
    struct c { struct d { int x; } y;
    #pragma pack(pop)
    };
    struct e { int x; };
    """
    packs = {}
    for declaration in Parsed(text).declarations:
        if isinstance(declaration, nodes.Declaration) and declaration.specifiers.struct:
            struct = declaration.specifiers.struct
            packs[struct.tag] = struct.pack
            for member in struct.members or []:
                if isinstance(member, nodes.MemberDeclaration) and member.specifiers.struct:
                    packs[member.specifiers.struct.tag] = member.specifiers.struct.pack
    assert packs == {"a": 0, "b": 2, "c": 0, "d": 1, "e": 0}


def test_keywords_follow_the_standard() -> None:
    assert Parsed("int typeof, asm;", "c11").errors == []
    assert Parsed("int bool, alignas;").errors == []
    assert Parsed("bool x; static_assert(1);", "gnu2x").errors == []
    assert Parsed("int restrict, inline;", "c90").errors == []

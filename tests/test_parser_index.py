"""The item index against what the parser finds, and the cache of the grammar's tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from parser_support import Parsed

from ccore.ast import nodes
from ccore.parser import tables
from ccore.records import fields

UNITS = [
    "typedef int T, *PT, (*FT)(T), AT[3]; T x; extern PT y(T), z; FT w; int (v), (*u), *(*t(int))(void);",
    "struct a { struct b { enum c { A = sizeof(int[2]), B, C = 3 } d; } e; union f { int g; } *h; } i;",
    "struct p; struct q *r; enum e; union u { int a; };",
    "typedef struct __attribute__((packed)) s { int x; } __attribute__((aligned(4))) S, *PS; S s1; PS s2;",
    "int typedef T; const T volatile x = 1, y[] = { 1, 2 }, z = (1, 2); __typeof__(x) w, *q;",
    "main() { return 0; } f(a) int a; { return a; } static g(void) { return 1; }",
    "static inline __attribute__((noinline)) int f(int a, struct z { int b; } *c) { struct inner { int a; } x; }",
    "typedef int (*signal_t)(int); signal_t signal(int n, signal_t h); int (*get(void))(int) { return 0; }",
    "_Atomic(int) a; _Atomic int b; _Alignas(8) int c; __extension__ typedef long long d; _Static_assert(1, \"\");",
    "typedef unsigned char u8; typedef u8 (fn)(u8); extern fn *g; typedef typeof(g) G; typedef f, h;",
    "enum E : short { X, Y } e; enum { Z }; int a = ({ enum { Q } q = Q; q; }); register int r asm(\"r1\"), s;",
    "int a __attribute__((unused)), __attribute__((x)) b; int (__attribute__((x)) *c)(void); char *d asm(\"e\");",
]


def declared(declaration: nodes.ExternalDeclaration) -> tuple[set[str], set[str], set[str]]:
    """Ordinary names, tags with a body or alone, and typedef names."""
    names: set[str] = set()
    tags: set[str] = set()
    typedefs: set[str] = set()
    if isinstance(declaration, nodes.FunctionDefinition):
        names.add(declaration.declarator.name or "")
    elif isinstance(declaration, nodes.Declaration):
        for part in declaration.declarators:
            names.add(part.declarator.name or "")
            if "typedef" in declaration.specifiers.storage:
                typedefs.add(part.declarator.name or "")
        kind = declaration.specifiers.struct or declaration.specifiers.enum
        if not declaration.declarators and kind is not None and kind.tag:
            tags.add(kind.tag)
    stack: list[object] = [declaration]
    while stack:
        node = stack.pop()
        if isinstance(node, (list, tuple)):
            stack.extend(node)
        elif isinstance(node, nodes.Node) and not isinstance(node, (nodes.Parameter, nodes.StatementExpression)):
            if isinstance(node, nodes.StructSpecifier) and node.members is not None and node.tag:
                tags.add(node.tag)
            if isinstance(node, nodes.EnumSpecifier) and node.enumerators is not None:
                tags |= {node.tag} if node.tag else set()
                names |= {enumerator.name for enumerator in node.enumerators}
            stack.extend(getattr(node, name) for name in fields(type(node)) if name not in ("token", "body"))
    return names, tags, typedefs


@pytest.mark.parametrize("text", UNITS)
def test_index_misses_nothing(text: str) -> None:
    parsed = Parsed(text)
    assert parsed.errors == []
    unit = parsed.unit
    all_typedefs: set[str] = set()
    for number in range(len(unit.items)):
        for declaration in unit.parse(number):
            names, tags, typedefs = declared(declaration)
            all_typedefs |= typedefs
            assert [name for name in names if number not in unit.ordinary(name)] == []
            assert [tag for tag in tags if number not in unit.tag(tag)] == []
    assert {name for name, number in unit.index.typedefs.items() if number >= 0} == all_typedefs


def test_index_is_sharp() -> None:
    """Names that only occur in an item do not make it a candidate."""
    unit = Parsed("typedef int T; T f(T a, struct s *b); extern T g; struct t { T m; struct s *n; };").unit
    assert unit.ordinary("T") == [0]
    assert unit.ordinary("f") == [1]
    assert unit.ordinary("a") == unit.ordinary("m") == unit.tag("s") == []
    assert unit.tag("t") == [3]


def test_items_are_parsed_once_and_bodies_late() -> None:
    unit = Parsed("int f(void) { return 1; }").unit
    fresh = type(unit)(unit.items, unit.options, unit.target, unit.diagnostics)
    (definition,) = fresh.parse(0)
    assert isinstance(definition, nodes.FunctionDefinition) and definition.body is None
    assert fresh.parse(0)[0] is definition
    body = fresh.body(definition)
    assert body is not None and fresh.body(definition) is body is definition.body


def test_typedefs_count_from_their_item_on() -> None:
    assert Parsed("int x = sizeof(int) * T; typedef int T;").errors == []  # an undeclared variable: not syntax
    assert Parsed("T x; typedef int T;").errors == ["1:1: unknown type name 'T'"]


@pytest.mark.parametrize("state", ["missing", "unwritable", "corrupt"])
def test_table_cache(state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "cache"
    if state == "unwritable":
        folder.write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    first = tables.load.__wrapped__()
    if state == "corrupt":
        (path,) = (folder / "ccore").iterdir()
        path.write_text("{")
    again = tables.load.__wrapped__()
    assert len(first.rows) == len(again.rows) > 500
    assert folder.is_file() == (state == "unwritable")

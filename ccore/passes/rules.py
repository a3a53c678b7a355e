"""The notation of rewrite rules, of which the tables are in ``rule_tables.py``: one row per rule.

    name: pattern -> replacement : condition, condition

    add-add:  add (add %x, C1), C2 -> add %x, C1 + C2
    zext-eq:  cmp {eq|ne} (zext %x), C -> cmp {eq|ne} %x, cut(C) : zfits(C, %x)

- A pattern is an instruction in the words of the IR's text; operands that are instructions stand in parentheses.
  ``%x`` is any value, and twice the same name the same value; ``C...`` an integer constant, ``K...`` a constant of
  any kind, a number that constant in whatever width.  ``(once add ...)``: nothing else uses it.
- Flags: ``nsw`` must be there; ``nsw?`` may, and what is marked so in the replacement has it if all in the pattern
  that are marked so do.  A flag that is not named may be there and is dropped.
- Types are inferred: a row holds for all types for which both sides are well-formed, so ``trunc (zext %x) -> %x``
  asks for equal widths and ``trunc (zext %x) -> zext %x`` for a result wider than ``%x``.  ``:t`` behind a variable or
  an operation names its type, for ``width(t)`` and to tell types to be one; ``:i1``, ``:i64`` are types.
- ``{a|b}``: as many rows of one name as there are alternatives, all braces choosing together.
- Computed constants and conditions: Python's operators, modulo 2**width and without a sign, ``width``, ``smin``
  (the least signed number), and the functions of ``rule_matchers.py``.
- Rows are tried in their order, in both orders of the operands of what commutes.  Constants stand second.

``rule_code.py`` makes a matcher of the rows; the tests prove each row by reading the same ``Row``.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import Final, final

from ccore.ir.arithmetic import BIT_OPERATIONS, FLOAT_PREDICATES, INTEGER_OPERATIONS, INTEGER_PREDICATES

FLAGS: Final = ("nsw", "nuw", "exact", "inbounds")
WIDENING: Final = frozenset(("zext", "sext"))
CONVERSIONS: Final = WIDENING | {"trunc", "ptrtoint", "inttoptr"}
_OPERATIONS: Final = INTEGER_OPERATIONS | BIT_OPERATIONS | CONVERSIONS | {"cmp", "select", "ptradd"}
_FIXED: Final = {"i1": 1, "i64": 64}
_ANY: Final = frozenset(("int", "ptr", "float"))
_INT: Final = frozenset(("int",))
_PTR: Final = frozenset(("ptr",))


class RuleError(ValueError):
    """A row that cannot be read, with the row."""


@final
@dataclass(slots=True, eq=False)
class Term:
    """A side of a row or a part of it.  ``operation``: an instruction's, with ``operands``; "": a variable if ``name``,
    else the constant ``expression``.  ``flags``: as written, ``nsw`` or ``nsw?``.  ``label``: of the type."""

    operation: str = ""
    operands: tuple[Term, ...] = ()
    name: str = ""
    expression: ast.expr | None = None
    predicate: str = ""
    flags: tuple[str, ...] = ()
    once: bool = False
    label: str = ""

    def walk(self) -> list[Term]:
        """This and all parts, outside in."""
        found = [self]
        for each in found:
            found += each.operands
        return found


@final
@dataclass(slots=True)
class Class:
    """Terms of one type.  ``kinds``: what it may be; ``width``: what it must be, or 0."""

    kinds: frozenset[str] = _ANY
    width: int = 0
    terms: list[Term] = field(default_factory=list)


@final
class Types:
    """Which terms are of one type, by unification."""

    __slots__ = ("_parent", "_classes", "_of", "_named", "widening")

    def __init__(self) -> None:
        self._parent: list[int] = []
        self._classes: list[Class] = []
        self._of: dict[Term, int] = {}
        self._named: dict[str, int] = {}
        self.widening: list[tuple[int, int]] = []  # narrow, wide

    def copy(self) -> Types:
        """What is known so far."""
        made = Types()
        made._parent, made._of, made._named = list(self._parent), dict(self._of), dict(self._named)
        made._classes = [Class(c.kinds, c.width, list(c.terms)) for c in self._classes]
        made.widening = list(self.widening)
        return made

    def number(self, term: Term) -> int:
        """The class of a term that was added."""
        return self._find(self._of[term])

    def named(self, name: str) -> int:
        """The class of ``%x``, or of a label."""
        return self._find(self._named[name])

    def info(self, number: int) -> Class:
        return self._classes[self._find(number)]

    def numbers(self) -> list[int]:
        """All classes."""
        return [n for n, parent in enumerate(self._parent) if n == parent]

    def _find(self, number: int) -> int:
        while self._parent[number] != number:
            number = self._parent[number]
        return number

    def _new(self) -> int:
        self._parent.append(len(self._parent))
        self._classes.append(Class())
        return len(self._parent) - 1

    def unite(self, a: int, b: int) -> None:
        """They are one.  Raises ``RuleError`` where they cannot."""
        a, b = self._find(a), self._find(b)
        if a == b:
            return
        one, other = self._classes[a], self._classes[b]
        if one.width and other.width and one.width != other.width:
            raise RuleError("types of two widths")
        self._parent[b] = a
        one.width = one.width or other.width
        one.terms += other.terms
        self._restrict(a, other.kinds)

    def _restrict(self, number: int, kinds: frozenset[str]) -> None:
        found = self.info(number)
        found.kinds &= kinds
        if not found.kinds:
            raise RuleError("types of two kinds")

    def _fix(self, number: int, width: int) -> None:
        self._restrict(number, _INT)
        found = self.info(number)
        if found.width not in (0, width):
            raise RuleError("types of two widths")
        found.width = width

    def add(self, term: Term) -> int:
        """The class of a term, with all that it says of its parts."""
        operands = [self.add(o) for o in term.operands]
        own = self._new()
        self._of[term] = own
        self._classes[own].terms.append(term)
        for name in ("%" + term.name if term.name else "", term.label):
            if name:
                self.unite(self._named.setdefault(name, own), own)
        if term.label in _FIXED:
            self._fix(own, _FIXED[term.label])
        operation = term.operation
        if not operation:
            if term.expression is not None:
                self._restrict(own, _INT)
        elif operation in INTEGER_OPERATIONS or operation in BIT_OPERATIONS:
            self._restrict(own, _INT)
            for each in operands:
                self.unite(own, each)
        elif operation in WIDENING or operation == "trunc":
            self._restrict(own, _INT)
            self._restrict(operands[0], _INT)
            self.widening.append((own, operands[0]) if operation == "trunc" else (operands[0], own))
        elif operation == "ptrtoint":
            self._restrict(own, _INT)
            self._restrict(operands[0], _PTR)
        elif operation == "inttoptr":
            self._restrict(own, _PTR)
            self._restrict(operands[0], _INT)
        elif operation == "cmp":
            self._fix(own, 1)
            self.unite(*operands)
            kinds = _ANY - {"float"} if term.predicate in INTEGER_PREDICATES else frozenset(("float",))
            self._restrict(operands[0], kinds)
        elif operation == "select":
            self._fix(operands[0], 1)
            self.unite(own, operands[1])
            self.unite(own, operands[2])
        else:
            self.unite(own, operands[0])
            self._restrict(own, _PTR)
            self._fix(operands[1], 64)
        return own


@final
@dataclass(slots=True)
class Row:
    """A rule.  ``types``: with what both sides say; ``left_types``: what is so of any code that the pattern fits."""

    name: str
    text: str
    pattern: Term
    replacement: Term
    conditions: tuple[ast.expr, ...]
    types: Types
    left_types: Types


def parse_rows(text: str) -> list[Row]:
    """The rows of a table; lines that begin with ``#`` say something, and a line that begins with blanks goes on the
    one before it.  Raises ``RuleError``."""
    lines: list[str] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] == " ":
            lines[-1] += " " + line.strip()
        else:
            lines.append(line.strip())
    return [row for line in lines for row in _rows(line)]


def _rows(line: str) -> list[Row]:
    name, colon, rest = line.partition(":")
    choices = [m.split("|") for m in re.findall(r"\{(.*?)\}", rest)]
    if not colon or len({len(c) for c in choices}) > 1:
        raise RuleError(f"cannot read the rule: {line}")
    rows = []
    for n in range(len(choices[0]) if choices else 1):
        each = iter(choices)
        rows.append(_row(name, re.sub(r"\{.*?\}", lambda _: next(each)[n], rest).strip()))  # noqa: B023
    return rows


def _row(name: str, text: str) -> Row:
    try:
        sides, _, conditions = text.partition(" : ")
        left, arrow, right = sides.partition(" -> ")
        if not arrow:
            raise RuleError("no ->")
        pattern, replacement = _instruction(left.strip()), _term(right.strip(), True)
        tests = _expression(f"({conditions},)") if conditions else None
        left_types = Types()
        root = left_types.add(pattern)
        types = left_types.copy()
        types.unite(root, types.add(replacement))
        parts = tuple(tests.elts) if isinstance(tests, ast.Tuple) else ()
        row = Row(name, text, pattern, replacement, parts, types, left_types)
        _check(row)
        return row
    except (RuleError, SyntaxError, KeyError) as error:
        raise RuleError(f"{name}: {text}: {error}") from error


def _check(row: Row) -> None:
    """All that the replacement names must be in the pattern."""
    bound = {t.name for t in row.pattern.walk() if t.name}
    bound |= {t.expression.id for t in row.pattern.walk() if isinstance(t.expression, ast.Name)}
    for term in row.replacement.walk():
        if term.name and term.name not in bound:
            raise RuleError(f"%{term.name} is not in the pattern")
        for node in ast.walk(term.expression) if term.expression is not None else ():
            if isinstance(node, ast.Name) and node.id[0] == "C" and node.id not in bound:
                raise RuleError(f"{node.id} is not in the pattern")


def _term(text: str, root: bool = False) -> Term:
    if text.startswith("%"):
        name, _, label = text[1:].partition(":")
        return Term(name=name, label=label)
    inner = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    if (root or inner is not text) and re.match(r"once |[a-z]", inner):
        first = re.split(r"[ :]", inner.removeprefix("once "))[0]
        if first in _OPERATIONS:
            return _instruction(inner)
    if re.fullmatch(r"K\w*", text):
        return Term(name=text)
    return Term(expression=_expression(text))


def _expression(text: str) -> ast.expr:
    return ast.parse(re.sub(r"%(?=[a-z])", "", text), mode="eval").body


def _instruction(text: str) -> Term:
    once = text.startswith("once ")
    head, _, rest = text.removeprefix("once ").partition(" ")
    operation, _, label = head.partition(":")
    if operation not in _OPERATIONS:
        raise RuleError(f"no operation '{operation}'")
    predicate = ""
    if operation == "cmp":
        predicate, _, rest = rest.partition(" ")
        if predicate not in INTEGER_PREDICATES and predicate not in FLOAT_PREDICATES:
            raise RuleError(f"no predicate '{predicate}'")
    flags: list[str] = []
    while rest.split(" ")[0].rstrip("?") in FLAGS:
        flag, _, rest = rest.partition(" ")
        flags.append(flag)
    operands = tuple(_term(part) for part in _split(rest))
    arity = 3 if operation == "select" else 1 if operation in CONVERSIONS or operation in BIT_OPERATIONS else 2
    if len(operands) != arity:
        raise RuleError(f"'{operation}' has {len(operands)} operands")
    return Term(operation, operands, predicate=predicate, flags=tuple(flags), once=once, label=label)


def _split(text: str) -> list[str]:
    """At the commas that stand in no parentheses."""
    parts, depth, start = [], 0, 0
    for n, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if c == "," and not depth:
            parts.append(text[start:n].strip())
            start = n + 1
    return [*parts, text[start:].strip()]

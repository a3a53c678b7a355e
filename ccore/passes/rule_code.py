"""Rewrite rules (``rules.py``) as Python code: a function for each operation at a pattern's root.

    add-zero: add %x, 0 -> %x

    def add(i, watch, fresh, gone):
        o0, o1 = i.operands
        if type(o1) is ConstInt:
            if o1.value == 0:
                if watch is None or watch.does("add-zero", i):
                    return o0
        return None

A rule's tests are steps; rules that begin with the same steps share them, so that most instructions are tried against
few rows.  ``rule_matchers.py`` keeps what is made.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from itertools import product
from typing import Final

from ccore.ir.arithmetic import BIT_OPERATIONS, COMMUTATIVE, INTEGER_OPERATIONS
from ccore.ir.instructions import Binary, Compare, Convert, Instruction, Intrinsic, PointerAdd, Select
from ccore.passes.rules import CONVERSIONS, FLAGS, Row, RuleError, Term, Types

_SYMMETRIC: Final = frozenset(("eq", "ne"))


def class_of(operation: str) -> type[Instruction]:
    """The instruction that a word of the notation is."""
    if operation in INTEGER_OPERATIONS:
        return Binary
    if operation in CONVERSIONS:
        return Convert
    if operation in BIT_OPERATIONS:
        return Intrinsic
    return {"cmp": Compare, "select": Select, "ptradd": PointerAdd}[operation]


def key_of(term: Term) -> str:
    """What the matchers are found by: the operation, of a comparison its predicate."""
    return term.predicate or term.operation


CASTS: Final = ("cut", "zext", "sext", "zfits", "sfits")
"""Of a constant of another width: its low bits; extended; whether it is the extension of its low bits in a type."""


class _Expression:
    """An expression of a row as Python.  ``code`` gives a number that may need to be cut to its width."""

    def __init__(self, row: Row, places: dict[str, str], type_of: Callable[[int], str]) -> None:
        self.row, self.places, self.type_of = row, places, type_of

    def width(self, number: int) -> str:
        found = self.row.types.info(number)
        if found.width:
            return str(found.width)
        text = self.type_of(number)
        return f"{text}.bits" if "int" in found.kinds else f"({text}.size * 8)"

    def code(self, node: ast.expr, context: int) -> str:
        if isinstance(node, ast.Constant):
            return repr(node.value)
        if isinstance(node, ast.Name):
            if node.id == "width":
                return self.width(context)
            if node.id == "smin":
                return f"(1 << {self.width(context)} - 1)"
            return f"{self.places[node.id]}.value"
        if isinstance(node, ast.UnaryOp):
            if isinstance(node.op, ast.Not):
                return f"(not {self.code(node.operand, context)})"
            return f"({'-' if isinstance(node.op, ast.USub) else '~'}{self.code(node.operand, context)})"
        if isinstance(node, ast.BinOp):
            if isinstance(node.op, ast.LShift):
                return f"_shl({self.cut(node.left, context)}, {self.cut(node.right, context)}, {self.width(context)})"
            if isinstance(node.op, (ast.RShift, ast.FloorDiv, ast.Mod)):
                symbol = {ast.RShift: ">>", ast.FloorDiv: "//", ast.Mod: "%"}[type(node.op)]
                return f"({self.cut(node.left, context)} {symbol} {self.cut(node.right, context)})"
            symbol = {
                ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^",
            }[type(node.op)]  # fmt: skip
            return f"({self.code(node.left, context)} {symbol} {self.code(node.right, context)})"
        assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        name = node.func.id
        if name in ("zext", "cut"):
            return self.code(node.args[0], context_of(self.row, node.args[0]))
        if name == "sext":
            inner = context_of(self.row, node.args[0])
            return f"_signed({self.cut(node.args[0], inner)}, {self.width(inner)})"
        arguments = [self.cut(a, context) for a in node.args]
        return f"_{name}({', '.join([*arguments, self.width(context)])})"

    def cut(self, node: ast.expr, context: int) -> str:
        """Cut to the width."""
        code = self.code(node, context)
        if isinstance(node, ast.Name) or (isinstance(node, ast.Constant) and node.value in (0, 1)):
            return code
        info = self.row.types.info(context)
        mask = str((1 << info.width) - 1) if info.width else f"{self.type_of(context)}.mask"
        return f"({code} & {mask})"

    def test(self, node: ast.expr) -> str:
        """A condition."""
        if isinstance(node, ast.BoolOp):
            word = " and " if isinstance(node.op, ast.And) else " or "
            return f"({word.join(self.test(v) for v in node.values)})"
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return f"not {self.test(node.operand)}"
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
            symbols = {
                ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
            }  # fmt: skip
            if any(is_width(n) for n in parts):
                texts = [self.of_widths(n) for n in parts]
            else:
                context = context_of(self.row, node)
                texts = [self.cut(n, context) for n in parts]
            return " ".join([texts[0], *(f"{symbols[type(o)]} {t}" for o, t in zip(node.ops, texts[1:], strict=True))])
        assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name), ast.dump(node)
        name = node.func.id
        if name == "varies":
            assert isinstance(node.args[0], ast.Name)
            return f"not isinstance({self.places['%' + node.args[0].id]}, Constant)"
        if name in ("zfits", "sfits"):
            value, variable = node.args
            assert isinstance(variable, ast.Name)
            context, narrow = context_of(self.row, value), self.row.types.named(named(self.row, variable.id))
            code = self.cut(value, context)
            if name == "zfits":
                return f"{code} >> {self.width(narrow)} == 0"
            return f"_fits(_signed({code}, {self.width(context)}), {self.width(narrow)})"
        return self.code(node, context_of(self.row, node))

    def of_widths(self, node: ast.expr) -> str:
        """Numbers of bits, exactly."""
        if isinstance(node, ast.Constant):
            return repr(node.value)
        if isinstance(node, ast.Name):
            return f"{self.places[node.id]}.value"
        if isinstance(node, ast.BinOp):
            symbol = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Mod: "%"}[type(node.op)]
            return f"({self.of_widths(node.left)} {symbol} {self.of_widths(node.right)})"
        assert isinstance(node, ast.Call) and isinstance(node.args[0], ast.Name), ast.dump(node)
        return self.width(self.row.types.named(named(self.row, node.args[0].id)))


def is_width(node: ast.expr) -> bool:
    """Whether an expression is of ``width(t)``, so of plain numbers."""
    calls = (n.func for n in ast.walk(node) if isinstance(n, ast.Call))
    return any(isinstance(f, ast.Name) and f.id == "width" for f in calls)


def named(row: Row, name: str) -> str:
    """The name of a type that a condition calls by a variable or a label."""
    return "%" + name if any(t.name == name for t in row.pattern.walk()) else name


def context_of(row: Row, node: ast.expr) -> int:
    """The type that an expression of constants is of: that of its constants, but for those in a cast."""
    found = set()
    work: list[ast.AST] = [node]
    while work:
        each = work.pop()
        if isinstance(each, ast.Name) and each.id[0] == "C":
            term = next(t for t in row.pattern.walk() if _constant_name(t) == each.id)
            found.add(row.types.number(term))
        elif not (isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in CASTS):
            work += ast.iter_child_nodes(each)
    if len(found) != 1:
        raise RuleError(f"{row.name}: {row.text}: the type of '{ast.unparse(node)}' is not determined")
    return found.pop()


def _constant_name(term: Term) -> str:
    return term.expression.id if isinstance(term.expression, ast.Name) and term.expression.id[0] == "C" else ""


# --- One row --------------------------------------------------------------------------------------------------------


def commuted(term: Term) -> list[Term]:
    """The pattern with the operands of what commutes in every order; constants stand second in any case."""
    if not term.operation:
        return [term]
    orders = [list(term.operands)]
    a, b = term.operands[0], term.operands[-1]
    plain = {a.name, b.name} if not a.operation and not b.operation else set()
    if (term.operation in COMMUTATIVE or term.predicate in _SYMMETRIC) and not (_is_constant(a) or _is_constant(b)):
        if len(plain) != 1:
            orders.append([b, a])
    return [
        Term(term.operation, parts, term.name, None, term.predicate, term.flags, term.once, term.label)
        for order in orders
        for parts in product(*(commuted(o) for o in order))
    ]


def _is_constant(term: Term) -> bool:
    return term.expression is not None or term.name[:1] == "K"


class _Writer:
    """The steps of one order of a row."""

    def __init__(self, row: Row, pattern: Term) -> None:
        self.row, self.pattern = row, pattern
        self.steps: list[str] = []
        self.places: dict[str, str] = {}
        self.place: dict[Term, str] = {}
        self.types = Types()
        root = self.types.add(pattern)
        self.left = self.types.copy()
        self.types.unite(root, self.types.add(row.replacement))
        row = Row(row.name, row.text, pattern, row.replacement, row.conditions, self.types, self.left)
        self.row = row
        self._match()
        self.steps += [f"if i.{flag}:" for flag in pattern.flags if not flag.endswith("?")]
        self._check_types()
        self.expressions = _Expression(row, self.places, self._type)
        tests = [self.expressions.test(c) for c in row.conditions]
        tests += [f"{self._width(a)} < {self._width(b)}" for a, b in self._new_widenings()]
        if tests:
            self.steps.append(f"if {' and '.join(tests)}:")
        self.action = self._build()

    def _match(self) -> None:
        self.place[self.pattern] = "i"
        level = [self.pattern]
        while level:
            below: list[Term] = []
            for term in level:
                place = self.place[term]
                prefix = "o" if place == "i" else place + "_"
                for n, part in enumerate(term.operands):
                    self.place[part] = f"{prefix}{n}"
                names = [self.place[o] for o in term.operands]
                self.steps.append(f"{', '.join(names)}{',' if len(names) == 1 else ''} = {place}.operands")
                # What is quick to refuse comes first: constants stand second.
                order = sorted(term.operands, key=lambda o: not _is_constant(o))
                for part in order:
                    self._operand(part, self.place[part])
                below += [o for o in term.operands if o.operation]
            level = below

    def _operand(self, term: Term, place: str) -> None:
        steps = self.steps
        if term.operation:
            kind = class_of(term.operation)
            steps.append(f"if type({place}) is {kind.__name__}:")
            if kind in (Binary, Convert):
                steps.append(f"if {place}.operation == {term.operation!r}:")
            elif kind is Compare:
                steps.append(f"if {place}.predicate == {term.predicate!r}:")
            elif kind is Intrinsic:
                steps.append(f"if {place}.name == {term.operation!r}:")
            steps.extend(f"if {place}.{flag}:" for flag in term.flags if not flag.endswith("?"))
            if term.once:
                steps.append(f"if len({place}.users) == 1:")
        elif term.name:
            if term.name[0] == "K":
                steps.append(f"if isinstance({place}, Constant):")
            known = self.places.setdefault("%" + term.name, place)
            if known != place:
                steps.append(f"if {known} is {place}:")
        else:
            steps.append(f"if type({place}) is ConstInt:")
            name = _constant_name(term)
            if name:
                known = self.places.setdefault(name, place)
                if known != place:
                    steps.append(f"if {known}.value == {place}.value:")
                return
            assert term.expression is not None
            number = ast.literal_eval(term.expression)
            fixed = self.types.info(self.types.number(term)).width
            if fixed:
                steps.append(f"if {place}.value == {number & (1 << fixed) - 1}:")
            elif number in (0, 1):
                steps.append(f"if {place}.value == {number}:")
            else:
                steps.append(f"if {place}.value == {number} & {place}.type.mask:")

    def _type(self, number: int) -> str:
        """Python for a type of the pattern."""
        info = self.types.info(number)
        if info.width in (1, 64):
            return f"I{info.width}"
        for term in info.terms:
            if term in self.place:
                return f"{self.place[term]}.type"
        raise RuleError(f"{self.row.name}: {self.row.text}: a type is not determined by the pattern")

    def _width(self, number: int) -> str:
        return _Expression(self.row, {}, self._type).width(number)

    def _check_types(self) -> None:
        """Steps for what the code of the pattern does not say of its types."""
        known = self._known()
        for number in self.types.numbers():
            info = self.types.info(number)
            members = [t for t in info.terms if t in self.place]
            classes: dict[int, Term] = {}
            for term in members:
                classes.setdefault(self.left.number(term), term)
            if not classes:
                if not info.width:
                    raise RuleError(f"{self.row.name}: {self.row.text}: a type is not determined by the pattern")
                continue
            places = [self.place[t] for t in classes.values()]
            self.steps += [f"if {places[0]}.type is {p}.type:" for p in places[1:]]
            kinds = frozenset.intersection(*(known[n] for n in classes))
            if info.width and not any(self.left.info(n).width for n in classes):
                self.steps.append(f"if {places[0]}.type is I{info.width}:")
            elif not kinds <= info.kinds and info.kinds != {"int", "ptr", "float"}:
                if info.kinds != {"int"}:
                    raise RuleError(f"{self.row.name}: {self.row.text}: cannot tell a type's kind")
                self.steps.append(f"if type({places[0]}.type) is IntType:")

    def _known(self) -> dict[int, frozenset[str]]:
        """By type of the pattern, what any code that the pattern fits can have there."""
        left = self.left
        scalar = frozenset(("int", "ptr", "float"))
        known = {n: scalar | {"vector"} for n in left.numbers()}
        root = left.number(self.pattern)
        if class_of(self.pattern.operation) in (Binary, Convert, Compare, Intrinsic):
            known[root] = left.info(root).kinds  # the pass looks at no others
        changed = True
        while changed:
            changed = False
            for term in self.pattern.walk():
                own = left.number(term)
                facts = []
                if term.expression is not None:
                    facts = [(own, frozenset(("int",)))]
                elif term.operation in INTEGER_OPERATIONS or term.operation in BIT_OPERATIONS:
                    facts = [(own, frozenset(("int", "vector")))]
                elif term.operation in CONVERSIONS or term.operation == "cmp":
                    inner = left.number(term.operands[0])
                    facts = [(own, left.info(own).kinds | {"vector"}), (inner, left.info(inner).kinds | {"vector"})]
                    if "vector" not in known[own] or "vector" not in known[inner]:
                        facts = [(n, k - {"vector"}) for n, k in facts]
                elif term.operation == "select":
                    facts = [(left.number(term.operands[0]), frozenset(("int",)))]
                elif term.operation == "ptradd":
                    facts = [(own, frozenset(("ptr",))), (left.number(term.operands[1]), frozenset(("int",)))]
                for number, kinds in facts:
                    if not known[number] <= kinds:
                        known[number] &= kinds
                        changed = True
        return known

    def _new_widenings(self) -> list[tuple[int, int]]:
        """What must be narrower than what, beyond what the pattern says."""
        types = self.types
        old = {(types._find(a), types._find(b)) for a, b in self.left.widening}
        return [p for p in {(types._find(a), types._find(b)) for a, b in types.widening} if p not in old]

    def _build(self) -> list[str]:
        lines: list[str] = []
        new = self.row.replacement
        if not new.operation:
            return [f"return {self._value(new, lines)}"]
        values = [self._value(o, lines) for o in new.operands]
        kind = class_of(new.operation)
        if kind is not class_of(self.pattern.operation) or kind is Convert:
            return [*lines, f"return fresh(i, {self._make(new, values)})"]
        if kind is Binary and new.operation != self.pattern.operation:
            lines.append(f"i.operation = {new.operation!r}")
        if kind is Intrinsic and new.operation != self.pattern.operation:
            lines.append(f"i.name = {new.operation!r}")
        if kind is Compare and new.predicate != self.pattern.predicate:
            lines.append(f"i.predicate = {new.predicate!r}")
        flags = [(f"i.{flag}", self._flag(new, flag)) for flag in _flags_of(kind)]
        lines += [f"{place} = {value}" for place, value in flags if place != value]
        moved = [f"i.set_operand({n}, {v})" for n, v in enumerate(values) if v != f"o{n}"]
        return [*lines, *(["gone += i.operands"] if moved else []), *moved, "return i"]

    def _value(self, term: Term, lines: list[str]) -> str:
        """Python for a part of the replacement, which may need lines before it."""
        if term.name:
            return self.places["%" + term.name]
        if term.expression is not None:
            number = self.types.number(term)
            if isinstance(term.expression, ast.Name) and term.expression.id[0] == "C":
                return self.places[term.expression.id]
            return f"ConstInt({self._type(number)}, {self.expressions.code(term.expression, number)})"
        values = [self._value(o, lines) for o in term.operands]
        name = f"n{len(lines)}"
        lines.append(f"{name} = fresh(i, {self._make(term, values)})")
        return name

    def _make(self, term: Term, values: list[str]) -> str:
        kind = class_of(term.operation)
        if kind is Binary:
            flags = "".join(
                f", {flag}={value}" for flag in _flags_of(kind) if (value := self._flag(term, flag)) != "False"
            )
            return f"Binary({term.operation!r}, {', '.join(values)}{flags})"
        if kind is Convert:
            return f"Convert({term.operation!r}, {values[0]}, {self._type(self.types.number(term))})"
        if kind is Compare:
            return f"Compare({term.predicate!r}, {', '.join(values)})"
        if kind is Intrinsic:
            return f"Intrinsic({term.operation!r}, [{', '.join(values)}])"
        if kind is PointerAdd:
            return f"PointerAdd({', '.join(values)}, inbounds={self._flag(term, 'inbounds')})"
        return f"{kind.__name__}({', '.join(values)})"

    def _flag(self, term: Term, flag: str) -> str:
        """Python for a flag of the replacement."""
        if flag in term.flags:
            return "True"
        if flag + "?" in term.flags:
            holders = [self.place[t] for t in self.pattern.walk() if flag + "?" in t.flags]
            if not holders:
                raise RuleError(f"{self.row.name}: {self.row.text}: {flag}? is not in the pattern")
            return " and ".join(f"{h}.{flag}" for h in holders)
        return "False"


def _flags_of(kind: type[Instruction]) -> tuple[str, ...]:
    if kind is Binary:
        return FLAGS[:3]
    return FLAGS[3:] if kind is PointerAdd else ()


# --- All rows -------------------------------------------------------------------------------------------------------


class _Node:
    """What rules that begin with the same steps share.  ``parts``: by step what follows it, and by "", "1", ... the
    names and actions of rules that end here; in the order of the rules."""

    def __init__(self) -> None:
        self.parts: dict[str, _Node | tuple[str, list[str]]] = {}

    def step(self, text: str) -> _Node:
        found = self.parts.setdefault(text, _Node())
        assert isinstance(found, _Node)
        return found

    def end(self, name: str, action: list[str]) -> None:
        self.parts[f"{len(self.parts)}"] = name, action

    def write(self, lines: list[str], indent: str) -> None:
        for step, part in self.parts.items():
            if isinstance(part, _Node):
                lines.append(indent + step)
                part.write(lines, indent + ("    " if step.endswith(":") else ""))
            else:
                name, action = part
                lines.append(f"{indent}if watch is None or watch.does({name!r}, i):")
                lines.extend(f"{indent}    {line}" for line in action)


def generate(rows: list[Row]) -> str:
    """Python source: a function per key, and ``MATCHERS``, the functions by key.  Raises ``RuleError``."""
    roots: dict[str, _Node] = {}
    for row in rows:
        seen = set()
        for pattern in commuted(row.pattern):
            writer = _Writer(row, pattern)
            steps = tuple(writer.steps)
            if (steps, tuple(writer.action)) in seen:
                continue
            seen.add((steps, tuple(writer.action)))
            node = roots.setdefault(key_of(pattern), _Node())
            for step in steps:
                node = node.step(step)
            node.end(row.name, writer.action)
    lines = []
    for key, root in roots.items():
        lines.append(f"def match_{key}(i, watch, fresh, gone):")
        root.write(lines, "    ")
        lines.append("    return None")
    lines.append("MATCHERS = {" + ", ".join(f"{key!r}: match_{key}" for key in roots) + "}")
    return "\n".join(lines) + "\n"

"""GNU C's nested functions: what each takes from the functions around it, and the frames in which it finds that.

A function that others nested in it draw on keeps what they need in one object, its *frame*: the variables that
they mention, a trampoline for each of them whose address is taken, a jump buffer where they jump to its labels,
and, first, the address of the next frame outwards.  A nested function gets its parent's frame as a hidden first
argument, the *static chain* (T. M. Breuel, "Lexical Closures for C++", USENIX C++ 1988).

    int f(int n) { int add(int k) { return n + k; }  return add(1); }

becomes ``f`` with a frame {n} and ``add.1(nest ptr frame, int k)``.  One that needs nothing has no chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, final

from ccore.ir import types as ir
from ccore.irgen.types import with_first
from ccore.records import fields
from ccore.sema import tree
from ccore.sema import types as c

TRAMPOLINE_SIZE: Final = 48  # bytes; no target that LLVM makes trampolines for needs more
TRAMPOLINE_ALIGN: Final = 16
BUFFER_SIZE: Final = 6  # words: the five of __builtin_setjmp, and the number of the label wanted

_NODES: Final = (tree.Expression, tree.Statement, tree.Initializer, tree.InitialValue, tree.AsmOperand)


def _children(node: object) -> Iterator[object]:
    for name in fields(type(node)):
        value = getattr(node, name)
        if isinstance(value, list):
            yield from value
        else:
            yield value


@final
class Mentions:
    """What one body names, the bodies of functions nested in it excepted."""

    def __init__(self, definition: tree.FunctionDefinition) -> None:
        self.variables: dict[tree.Variable, None] = {}  # automatic ones
        self.declared: dict[tree.Variable, None] = dict.fromkeys(definition.parameters)
        self.jumps: dict[tree.Label, None] = {}
        self.labels: dict[tree.Label, None] = {}
        self.called: dict[tree.Function, None] = {}  # nested functions, called by name
        self.addressed: dict[tree.Function, None] = {}  # nested functions whose address is wanted
        self._lengths(definition.function.type.result)  # type: ignore[attr-defined]
        self._walk(definition.body)

    def _walk(self, body: tree.Block) -> None:
        pending: list[object] = [body]
        while pending:
            node = pending.pop()
            if isinstance(node, tree.Variable):
                if node.storage == "auto" and node.linkage == "none":
                    self.variables[node] = None
            elif isinstance(node, tree.Function):
                if node.outer is not None:
                    self.addressed[node] = None
            elif isinstance(node, tree.Call):
                callee = direct_callee(node)
                if callee is not None and callee.outer is not None:
                    self.called[callee] = None
                else:
                    pending.append(node.callee)
                pending.extend(node.arguments)
                self._lengths(node.type)
            elif isinstance(node, tree.Goto):
                self.jumps[node.label] = None
            elif isinstance(node, tree.LabelStatement):
                self.labels[node.label] = None
            elif isinstance(node, tree.VariableSize):
                self._lengths(node.of)
            elif isinstance(node, tree.EvaluateSizes):
                for variable, expression in node.sizes:
                    self.declared[variable] = None
                    pending.append(expression)
            elif isinstance(node, _NODES):
                if isinstance(node, tree.MemberReference) and node.field.base is not None:
                    self.variables[node.field.base] = None
                if isinstance(node, (tree.Declare, tree.CompoundLiteralReference)):
                    self.declared[node.variable] = None
                    self._lengths(node.variable.type)
                if isinstance(node, tree.Declare) and node.cleanup is not None and node.cleanup.outer is not None:
                    self.called[node.cleanup] = None
                    pending.append(node.initializer)
                else:
                    pending.extend(_children(node))

    def _lengths(self, type_: c.CType) -> None:
        """The variables that hold a variable size's lengths."""
        while isinstance(type_, c.ArrayType):
            plain = type_.unqualified
            variable = type_.length_variable or (plain.length_variable if isinstance(plain, c.ArrayType) else None)
            if variable is not None:
                self.variables[variable] = None
            type_ = type_.element
        if isinstance(type_, c.RecordType) and type_.record.size_variable is not None:
            self.variables[type_.record.size_variable] = None


def direct_callee(call: tree.Call) -> tree.Function | None:
    """The function that a call names."""
    callee = call.callee
    if isinstance(callee, tree.Decay) and isinstance(callee.lvalue, tree.FunctionReference):
        return callee.lvalue.function
    return None


@final
class Frame:
    """Where a function's frame holds what; all offsets in bytes.  The next frame's address is at 0."""

    def __init__(self, word: int) -> None:
        self.word = word
        self.size = word
        self.align = word
        self.offsets: dict[tree.Variable, int] = {}  # of a variable length array: of its address
        self.trampolines: dict[tree.Function, int] = {}
        self.labels: dict[tree.Label, int] = {}  # those jumped to from nested functions, with their numbers
        self.buffer = 0

    def take(self, size: int, align: int) -> int:
        """Room for an object."""
        offset = -(-self.size // align) * align
        self.size = offset + size
        self.align = max(self.align, align)
        return offset

    def add_variable(self, variable: tree.Variable) -> None:
        if variable in self.offsets:
            return
        type_ = variable.type
        if type_.size == -2:
            self.offsets[variable] = self.take(self.word, self.word)
        else:
            size = max(type_.size, variable.size, 0)
            self.offsets[variable] = self.take(size, max(variable.align, type_.align, 1))


@final
class Nest:
    """One function of a nest: the outermost, or one within.

    ``free``, ``jumps``: variables and labels of functions around it that it, or one nested in it, mentions.
    ``chained``: it takes a static chain.  ``frame``: None where nothing nested in it needs one.
    """

    def __init__(self, definition: tree.FunctionDefinition, parent: Nest | None) -> None:
        self.definition = definition
        self.function = definition.function
        self.parent = parent
        self.mentions = Mentions(definition)
        self.children = [Nest(nested, self) for nested in definition.nested]
        self.chained = False
        self.frame: Frame | None = None
        own = self.mentions
        self.free = dict.fromkeys(v for v in own.variables if v not in own.declared)
        self.jumps = dict.fromkeys(label for label in own.jumps if label not in own.labels)
        for child in self.children:
            self.free.update((v, None) for v in child.free if v not in own.declared)
            self.jumps.update((label, None) for label in child.jumps if label not in own.labels)

    def family(self) -> Iterator[Nest]:
        """This one and all within."""
        yield self
        for child in self.children:
            yield from child.family()


def analyze(definition: tree.FunctionDefinition, word: int) -> list[Nest]:
    """The nest of an outermost function, itself first, with chains and frames settled."""
    family = list(Nest(definition, None).family())
    by_function = {nest.function: nest for nest in family}
    within = {nest: list(nest.family()) for nest in family}
    # Naming a function that takes a chain takes the way to its parent's frame.
    changed = True
    for nest in family[1:]:
        nest.chained = bool(nest.free or nest.jumps)
    while changed:
        changed = False
        for nest in family[1:]:
            if nest.chained:
                continue
            for inner in within[nest]:
                for function in (*inner.mentions.called, *inner.mentions.addressed):
                    named = by_function.get(function)
                    if named is not None and named.chained and named is not nest and named not in within[nest]:
                        nest.chained = changed = True
    for nest in family:
        if any(child.chained for child in nest.children):
            nest.frame = _frame(nest, within[nest], word)
    return family


def _frame(nest: Nest, family: list[Nest], word: int) -> Frame:
    frame = Frame(word)
    own = nest.mentions
    for child in nest.children:
        for variable in child.free:
            if variable in own.declared:
                frame.add_variable(variable)
        for label in child.jumps:
            if label in own.labels:
                frame.labels.setdefault(label, len(frame.labels))
    if frame.labels:
        # Control may come back from anywhere, so all variables must be in memory that others can see.
        frame.buffer = frame.take(BUFFER_SIZE * word, word)
        for variable in own.declared:
            if variable.storage == "auto":
                frame.add_variable(variable)
    for child in nest.children:
        if child.chained and any(child.function in inner.mentions.addressed for inner in family):
            frame.trampolines[child.function] = frame.take(TRAMPOLINE_SIZE, TRAMPOLINE_ALIGN)
    return frame


def chained_type(type_: ir.FunctionType) -> ir.FunctionType:
    """A function's type with the static chain put first."""
    return with_first(type_, "nest")

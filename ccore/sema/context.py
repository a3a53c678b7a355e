"""What the parts of sema know of one another: names in scope, and the services each part offers.

``Context`` is the one object that declarations, expressions, initialisers and statements share.  It is
made by ``ccore.sema.analyzer.Analyzer`` for one translation unit; ``function`` is set while a body is analysed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from ccore.sema.decimal_constants import DecimalConstants
from ccore.sema.types import CType, Enumeration, EnumType, Record

if TYPE_CHECKING:
    from ccore.ast import nodes
    from ccore.diagnostics import Diagnostics
    from ccore.options import Options
    from ccore.sema import tree
    from ccore.sema.basic import TypeTable
    from ccore.sema.marks import Mark
    from ccore.sema.warnings.hooks import Warnings
    from ccore.source import Token
    from ccore.target import TargetSpec


@dataclass(slots=True, eq=False)
class EnumConstant:
    """An enumerator.  Its type: int where it fits, else what GNU C gives it."""

    name: str
    type: CType
    value: int
    token: Token
    mark: Mark | None = None
    enumeration: EnumType | None = None  # whose enumerator it is


@dataclass(slots=True, eq=False)
class Typedef:
    """A typedef name.  ``attributes`` such as a typedef's own alignment are already in ``type``."""

    name: str
    type: CType
    token: Token
    align: int = 0
    used: bool = False  # some specifier named it
    mark: Mark | None = None
    signed: bool = False  # its specifiers say "signed": a bit-field of it has a sign even under -funsigned-bitfields


@dataclass(slots=True, eq=False)
class Scope:
    """A block, ``prototype`` or file scope (6.2.1): its ordinary names and its tags.  ``outer``: symbols with linkage
    that it declares again, with the types that they have around it."""

    parent: Scope | None
    names: dict[str, tree.Variable | tree.Function | EnumConstant | Typedef] = field(default_factory=dict)
    tags: dict[str, Record | Enumeration] = field(default_factory=dict)
    outer: list[tuple[tree.Symbol, CType]] | None = None
    prototype: bool = False

    def leave(self) -> None:
        """Give symbols the types again that they have around this scope."""
        for symbol, type_ in reversed(self.outer or ()):
            symbol.type = type_


@dataclass(slots=True, eq=False)
class FunctionState:
    """The function whose body is being analysed."""

    function: tree.Function
    result: CType
    labels: dict[str, tree.Label] = field(default_factory=dict)
    variables: list[tree.Variable] = field(default_factory=list)
    parameters: list[tree.Variable] = field(default_factory=list)
    variadic: bool = False
    uses_va_start: bool = False
    statics: int = 0  # block-scope statics so far, for unique names
    pending_sizes: list[tree.HiddenSize] = field(default_factory=list)  # of variably modified types, to be evaluated
    inner: list[tree.Function] = field(default_factory=list)  # the functions declared as nested in it
    nested: list[tree.FunctionDefinition] = field(default_factory=list)  # the functions defined in it


class ExpressionService(Protocol):
    """Offered by ccore/sema/expressions.py."""

    def expression(self, node: nodes.Expression) -> tree.Expression:
        """Analyse; an lvalue stays an lvalue.  After an error: an expression of type int (reported once)."""

    def value(self, node: nodes.Expression) -> tree.Expression:
        """Analyse and apply lvalue conversion and decay (6.3.2.1): never an lvalue.  Folded where constant."""

    def forgive(self, name: str) -> None:
        """Do not report a name that is undeclared because its declaration is wrong, in this function."""

    def unevaluated(self, node: nodes.Expression) -> tree.Expression:
        """As ``expression``, for typeof, sizeof and such: nothing in it is marked used."""

    def discards_builtin(self, node: nodes.Expression) -> bool:
        """Whether an operand whose value is not used is the mere name of a builtin."""

    def condition(self, node: nodes.Expression) -> tree.Expression:
        """A scalar value to be compared with 0."""

    def promoted(self, e: tree.Expression) -> tree.Expression:
        """Integer promotion of a value; others stay as they are."""

    def integer_constant(self, node: nodes.Expression, what: str, objects: bool = False) -> int | None:
        """The value of an integer constant expression (6.6p6); reports "what ... is not an integer constant"
        and gives None otherwise."""

    def call(self, token: Token, callee: tree.Expression, arguments: list[tree.Expression]) -> tree.Expression:
        """A call of a function designator with argument values, checked and converted."""

    def check_overflow(self, e: tree.Expression, token: Token) -> None:
        """Report a constant expression whose value its type does not hold (6.6p4)."""

    def assignable(self, value: tree.Expression, type_: CType, token: Token, what: str) -> tree.Expression:
        """Convert as if by assignment (6.5.16.1), reporting GCC's way; ``what``: "initialization", "assignment",
        "return" or "passing argument 2 of 'f'"."""


class InitializerService(Protocol):
    """Offered by ccore/sema/initializers.py."""

    def automatic(
        self, type_: CType, node: nodes.Expression | nodes.InitializerList, token: Token
    ) -> tuple[CType, tree.Initializer]:
        """Analyse the initialiser of an automatic object.  The type given back is complete (``int a[] = {...}``)."""

    def static(
        self, type_: CType, node: nodes.Expression | nodes.InitializerList, token: Token
    ) -> tuple[CType, tree.StaticData, int]:
        """Analyse one of an object of static storage duration (constants only): complete type, data, object size."""

    def image_of(self, type_: CType, values: list[tree.InitialValue]) -> tree.StaticData | None:
        """The ready image of an automatic object whose values are all constant; None where one is not."""


class DeclarationService(Protocol):
    """Offered by ccore/sema/declarations.py."""

    def type_name(self, node: nodes.TypeName, place: str = "") -> CType:
        """The type that a type name denotes.  ``place``: where it stands, if _Alignas is understood there."""

    def requested_alignment(self) -> int:
        """What _Alignas asks for in the type name last analysed."""

    def declaration(self, node: nodes.Declaration, out: list[tree.Statement] | None) -> None:
        """Analyse a declaration; ``out``: the statements of the block it is in, None at file scope."""

    def static_assert(self, node: nodes.StaticAssert) -> None: ...

    def declare_enumerator(self, constant: EnumConstant, again: dict[str, int] | None = None) -> None:
        """Put an enumeration constant in scope; ``again``: the values of the enumeration that is repeated (C23)."""

    def lookup(self, name: str) -> tree.Variable | tree.Function | EnumConstant | Typedef | None:
        """The entity an identifier denotes here, block scopes first, then file scope (where it may parse header items
        lazily).  Library builtins (``__builtin_memcpy``) are not in it."""

    def similar(self, name: str, kind: str) -> str:
        """The name in scope most like an undeclared one; "" for none.  ``kind``: "name", "function", "type"."""

    def implicit_function(self, name: str, token: Token) -> tree.Variable | tree.Function:
        """Declare ``int name()`` with a warning (C90 habit), or with the builtin's type where name is one.  Gives what
        another scope declared by that name, if any did."""

    def library_function(self, name: str, token: Token) -> tree.Function | None:
        """The function of a library builtin such as "memcpy" with its standard type, declared if need be."""

    def label(self, name: str, token: Token) -> tree.Label:
        """The label of the current function, local labels first; made on first mention."""

    def nested(self, node: nodes.FunctionDefinition) -> None:
        """Analyse a function defined within the current one (GNU C)."""

    def statement_expression(self, node: nodes.StatementExpression) -> tree.Expression: ...

    def make_constexpr(self, variable: tree.Variable, initializer: tree.Initializer, token: Token) -> None:
        """Let an automatic object's constant value be known to who names it (C23 constexpr)."""

    def inline_static(self, function: tree.Function, entity: tree.Symbol, token: Token) -> None:
        """Note that an inline function refers to something with internal linkage."""

    def hidden_static(self, type_: CType, token: Token) -> tree.Variable:
        """An unnamed object of static storage duration (a compound literal at file scope)."""


@dataclass(slots=True, eq=False)
class Context:
    options: Options
    target: TargetSpec
    diagnostics: Diagnostics
    types: TypeTable
    scope: Scope
    file_scope: Scope
    function: FunctionState | None = None
    strings: dict[tuple[bytes, int], tree.StringObject] = field(default_factory=dict)
    enumerations: list[Enumeration] = field(default_factory=list)  # with -g: those defined, in order
    parenthesized: set[object] = field(default_factory=set)  # nodes that stand in parentheses: operators, strings
    declared: Token | None = None  # the first declarator of the declaration under way
    decimal_constants: DecimalConstants = field(default_factory=DecimalConstants)
    unevaluated: int = 0  # > 0 inside sizeof, typeof: uses do not count
    warnings: Warnings | None = None  # the hooks of the warning groups that are on; None: none is, or in a header
    expressions: ExpressionService = None  # type: ignore[assignment]
    initializers: InitializerService = None  # type: ignore[assignment]
    declarations: DeclarationService = None  # type: ignore[assignment]

    def leave(self) -> None:
        """The scope ends; the one around it is in force again."""
        self.scope.leave()
        assert self.scope.parent is not None
        self.scope = self.scope.parent

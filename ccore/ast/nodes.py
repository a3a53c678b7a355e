"""Nodes of the untyped tree, as the parser builds them: syntax alone, no names resolved, nothing computed.

Every node carries ``token``, the token that diagnostics about it point at (for a binary operator the
operator itself, as GCC does; for a call the callee's first token, ...).  Names follow C17 6.5-6.9.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ccore.records import dataclass, field
from ccore.source import Token

if TYPE_CHECKING:
    from ccore.preproc import Item


@dataclass(slots=True, eq=False)
class Node:
    token: Token


# --- Expressions (6.5) ------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Expression(Node):
    pass


@dataclass(slots=True, eq=False)
class Identifier(Expression):
    name: str


@dataclass(slots=True, eq=False)
class NumberLiteral(Expression):
    """A pp-number, its spelling as written: integer, floating or imaginary constant."""

    text: str


@dataclass(slots=True, eq=False)
class PredefinedConstant(Expression):
    """C23's ``nullptr``, ``true`` and ``false``."""

    name: str


@dataclass(slots=True, eq=False)
class CharacterLiteral(Expression):
    text: str  # spelling, prefix and quotes included


@dataclass(slots=True, eq=False)
class StringLiteral(Expression):
    """Adjacent string literals, their spellings in order (translation phase 6 is sema's)."""

    parts: list[Token]


@dataclass(slots=True, eq=False)
class FunctionName(Expression):
    """Not built by the parser: ``__func__``, ``__FUNCTION__``, ``__PRETTY_FUNCTION__`` come as ``Identifier``."""

    name: str


@dataclass(slots=True, eq=False)
class GenericSelection(Expression):
    control: Expression | TypeName
    associations: list[tuple[TypeName | None, Expression]]  # None: default


@dataclass(slots=True, eq=False)
class Subscript(Expression):
    array: Expression
    index: Expression


@dataclass(slots=True, eq=False)
class Call(Expression):
    """A function call; builtins whose arguments are expressions too (sema knows them by name)."""

    callee: Expression
    arguments: list[Expression]


@dataclass(slots=True, eq=False)
class Member(Expression):
    """``object.name`` or (``arrow``) ``object->name``."""

    object: Expression
    name: str
    arrow: bool


@dataclass(slots=True, eq=False)
class PostfixIncrement(Expression):
    operator: str  # ++ or --
    operand: Expression


@dataclass(slots=True, eq=False)
class PrefixIncrement(Expression):
    operator: str
    operand: Expression


@dataclass(slots=True, eq=False)
class CompoundLiteral(Expression):
    type_name: TypeName
    initializer: InitializerList
    storage: list[str] = field(default_factory=list)  # C23


@dataclass(slots=True, eq=False)
class Unary(Expression):
    """``& * + - ~ !`` and GNU's ``__real__ __imag__``."""

    operator: str
    operand: Expression


@dataclass(slots=True, eq=False)
class LabelAddress(Expression):
    """GNU C ``&&label``."""

    name: str


@dataclass(slots=True, eq=False)
class SizeOf(Expression):
    """``sizeof`` / ``_Alignof`` (``__alignof__``) of an expression or a type; ``operator``: "sizeof", "_Alignof"
    (the standard's minimum) or "__alignof__" (the preferred alignment)."""

    operator: str
    operand: Expression | TypeName


@dataclass(slots=True, eq=False)
class Cast(Expression):
    type_name: TypeName
    operand: Expression


@dataclass(slots=True, eq=False)
class Binary(Expression):
    """All binary operators but assignments and comma, ``&&`` and ``||`` included.

    Left-deep without limit (``1+1+1+...``): walk the left spine with a loop.  Brackets nest at most 256 deep;
    chains of ``else if``, ``?:``, prefix operators and pointers are as long as the source has them.
    """

    operator: str
    left: Expression
    right: Expression


@dataclass(slots=True, eq=False)
class Conditional(Expression):
    """``condition ? then : otherwise``; ``then`` None: GNU's omitted operand."""

    condition: Expression
    then: Expression | None
    otherwise: Expression


@dataclass(slots=True, eq=False)
class Assignment(Expression):
    operator: str  # = += -= ...
    target: Expression
    value: Expression


@dataclass(slots=True, eq=False)
class Comma(Expression):
    left: Expression
    right: Expression


@dataclass(slots=True, eq=False)
class StatementExpression(Expression):
    body: Compound


@dataclass(slots=True, eq=False)
class Extension(Expression):
    """``__extension__ operand``."""

    operand: Expression


@dataclass(slots=True, eq=False)
class BuiltinOffsetof(Expression):
    """``__builtin_offsetof(type, member.path[i])``: designators are names (str) and index expressions."""

    type_name: TypeName
    path: list[str | Expression]


@dataclass(slots=True, eq=False)
class BuiltinVaArg(Expression):
    list: Expression
    type_name: TypeName


@dataclass(slots=True, eq=False)
class BuiltinTypesCompatible(Expression):
    first: TypeName
    second: TypeName


@dataclass(slots=True, eq=False)
class BuiltinChooseExpr(Expression):
    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(slots=True, eq=False)
class BuiltinHasAttribute(Expression):
    operand: Expression | TypeName
    attribute: Attribute


@dataclass(slots=True, eq=False)
class BuiltinConvertVector(Expression):
    operand: Expression
    type_name: TypeName


# --- Initialisers (6.7.9) ---------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Designator(Node):
    """``.name``, ``[index]`` or GNU's ``[index ... last]``."""

    name: str | None = None
    index: Expression | None = None
    last: Expression | None = None


@dataclass(slots=True, eq=False)
class InitializerItem(Node):
    designators: list[Designator]  # [] where there are none; GNU's old ``name: value`` gives one
    value: Expression | InitializerList


@dataclass(slots=True, eq=False)
class InitializerList(Node):
    items: list[InitializerItem]
    end: Token  # its closing brace


# --- Declarations (6.7) -----------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Attribute(Node):
    """One GNU attribute (``name`` without leading and trailing double underscores) or ``[[prefix::name]]``.

    Arguments are expressions; an argument that is a type is a ``TypeName``, a bare identifier an
    ``Identifier``.
    """

    name: str
    arguments: list[Expression | TypeName]
    prefix: str = "gnu"  # "" for a standard [[attribute]]
    standard: bool = False  # written in [[ ]]
    empty: bool = False  # has parentheses with nothing between them
    of_type: bool = False  # in [[ ]] after a specifier, array or function part: it belongs to the type


@dataclass(slots=True, eq=False)
class Specifiers(Node):
    """Declaration specifiers or a specifier-qualifier list.

    ``storage``: typedef extern static auto register _Thread_local (``__thread``) constexpr.
    ``basic``: type keywords in order (unsigned long int _Bool _Complex __int128 ...), normalised to the
    standard's spelling (``__signed__`` -> ``signed``).  Exactly one of ``basic``, ``struct``, ``enum``,
    ``typedef_name``, ``typeof``, ``atomic`` is given (none: implicit int; "__auto_type" is in ``basic``).
    ``qualifiers``: const volatile restrict _Atomic, and address spaces such as __seg_gs.
    ``functions``: inline _Noreturn.
    """

    storage: list[str] = field(default_factory=list)
    basic: list[str] = field(default_factory=list)
    qualifiers: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    alignments: list[Expression | TypeName] = field(default_factory=list)  # _Alignas
    attributes: list[Attribute] = field(default_factory=list)
    struct: StructSpecifier | None = None
    enum: EnumSpecifier | None = None
    typedef_name: str | None = None
    typeof: Expression | TypeName | None = None
    typeof_unqual: bool = False
    width: Expression | None = None  # of _BitInt(width), which is in ``basic``
    atomic: TypeName | None = None  # _Atomic(type)
    extension: bool = False  # __extension__ is among them
    newest: Token | None = None  # the last of ``basic`` that C89 does not have, unless it is ``token``
    late: str | None = None  # storage classes and function specifiers behind a type or qualifier, as written


@dataclass(slots=True, eq=False)
class StructSpecifier(Node):
    kind: str  # struct or union
    tag: str | None
    members: list[MemberDeclaration | StaticAssert] | None  # None: no body
    attributes: list[Attribute] = field(default_factory=list)  # before the tag and after the body
    pack: int = 0  # from #pragma pack in force at the body, 0: none
    order: str = ""  # from #pragma scalar_storage_order: big-endian, little-endian, "": default
    end: Token | None = None  # the closing brace


@dataclass(slots=True, eq=False)
class MemberDeclaration(Node):
    specifiers: Specifiers
    declarators: list[MemberDeclarator]  # []: anonymous structure or union
    end: Token | None = None  # the semicolon of one without declarators


@dataclass(slots=True, eq=False)
class MemberDeclarator(Node):
    declarator: Declarator | None  # None: unnamed bit-field
    width: Expression | None
    attributes: list[Attribute] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class EnumSpecifier(Node):
    tag: str | None
    enumerators: list[Enumerator] | None
    attributes: list[Attribute] = field(default_factory=list)
    underlying: TypeName | None = None  # C23


@dataclass(slots=True, eq=False)
class Enumerator(Node):
    name: str
    value: Expression | None
    attributes: list[Attribute] = field(default_factory=list)
    end: Token | None = None  # of the last: what follows it


@dataclass(slots=True, eq=False)
class Declarator(Node):
    """A declarator, inside out: ``name`` is what is declared (None: abstract), ``chain`` the derivations applied to
    the specifiers' type **from the name outwards**: ``int *a[3]`` has chain [Array(3), Pointer()], read
    "a is an array of 3 pointers to".  Sema applies them in reverse.
    """

    name: str | None
    chain: list[Pointer | Array | FunctionSuffix] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Pointer(Node):
    qualifiers: list[str] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Array(Node):
    size: Expression | None  # None: []
    star: bool = False  # [*]
    static: bool = False  # [static n], in parameters
    qualifiers: list[str] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class FunctionSuffix(Node):
    parameters: list[Parameter]
    variadic: bool = False
    identifiers: list[Token] | None = None  # K&R identifier list; [] for ``()``; None: a prototype
    attributes: list[Attribute] = field(default_factory=list)
    announced: Sequence[Parameter] = ()  # GNU's forward declarations, which a ";" ends


@dataclass(slots=True, eq=False)
class Parameter(Node):
    specifiers: Specifiers
    declarator: Declarator | None
    attributes: list[Attribute] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class TypeName(Node):
    specifiers: Specifiers
    declarator: Declarator | None  # abstract; None: the specifiers alone


@dataclass(slots=True, eq=False)
class InitDeclarator(Node):
    declarator: Declarator
    initializer: Expression | InitializerList | None = None
    asm_label: StringLiteral | None = None
    attributes: list[Attribute] = field(default_factory=list)  # those after the declarator


@dataclass(slots=True, eq=False)
class Declaration(Node):
    """A declaration, at file scope or in a block."""

    specifiers: Specifiers
    declarators: list[InitDeclarator]


@dataclass(slots=True, eq=False)
class FunctionDefinition(Node):
    """A function definition.  ``body`` is None while its tokens were not parsed yet: ``item`` has them, and
    ``Parser.body`` parses them when the function is reached.  Nested functions always have a body."""

    specifiers: Specifiers
    declarator: Declarator
    old_style: list[Declaration]  # K&R parameter declarations
    body: Compound | None
    item: Item | None = None
    asm_label: StringLiteral | None = None


@dataclass(slots=True, eq=False)
class StaticAssert(Node):
    condition: Expression
    message: StringLiteral | None


@dataclass(slots=True, eq=False)
class FileAsm(Node):
    """``asm("...");`` at file scope."""

    text: StringLiteral


@dataclass(slots=True, eq=False)
class Pragma(Node):
    """A pragma that means something after preprocessing: pack, weak, redefine_extname, GCC ...; its words as text."""

    text: str


ExternalDeclaration = Declaration | FunctionDefinition | StaticAssert | FileAsm | Pragma


# --- Statements (6.8) -------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Statement(Node):
    pass


@dataclass(slots=True, eq=False)
class Compound(Statement):
    """A block.  ``labels``: names that ``__label__`` declares.  ``end``: its closing brace."""

    items: list[Statement | Declaration | StaticAssert | FunctionDefinition | Pragma]
    end: Token
    labels: list[Token] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class ExpressionStatement(Statement):
    expression: Expression | None  # None: the null statement
    attributes: list[Attribute] = field(default_factory=list)  # fallthrough


@dataclass(slots=True, eq=False)
class Label(Statement):
    """``name: statement``.  In a block, labels (``Case`` and ``Default`` too) are items of their own: their
    statement is then the null statement, and the statement or declaration labelled is the block's next item."""

    name: str
    statement: Statement | Declaration
    attributes: list[Attribute] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Case(Statement):
    """``case value:`` or GNU's ``case value ... last:``."""

    value: Expression
    last: Expression | None
    statement: Statement | Declaration


@dataclass(slots=True, eq=False)
class Default(Statement):
    statement: Statement | Declaration


@dataclass(slots=True, eq=False)
class If(Statement):
    condition: Expression
    then: Statement
    otherwise: Statement | None
    else_token: Token | None = None


@dataclass(slots=True, eq=False)
class Switch(Statement):
    control: Expression
    body: Statement


@dataclass(slots=True, eq=False)
class While(Statement):
    condition: Expression
    body: Statement
    unroll: Expression | None = None  # the operand of #pragma GCC unroll


@dataclass(slots=True, eq=False)
class DoWhile(Statement):
    body: Statement
    condition: Expression
    unroll: Expression | None = None  # the operand of #pragma GCC unroll


@dataclass(slots=True, eq=False)
class For(Statement):
    initial: Expression | Declaration | StaticAssert | None
    condition: Expression | None
    step: Expression | None
    body: Statement
    unroll: Expression | None = None  # the operand of #pragma GCC unroll


@dataclass(slots=True, eq=False)
class Goto(Statement):
    name: str


@dataclass(slots=True, eq=False)
class ComputedGoto(Statement):
    target: Expression


@dataclass(slots=True, eq=False)
class Continue(Statement):
    pass


@dataclass(slots=True, eq=False)
class Break(Statement):
    pass


@dataclass(slots=True, eq=False)
class Return(Statement):
    value: Expression | None


@dataclass(slots=True, eq=False)
class AsmOperand(Node):
    symbol: str | None  # [name]
    constraint: StringLiteral
    expression: Expression


@dataclass(slots=True, eq=False)
class Asm(Statement):
    """GNU assembly.  ``basic``: no colon at all (the template is then verbatim: % means itself)."""

    template: StringLiteral
    qualifiers: list[str]  # volatile inline goto
    outputs: list[AsmOperand] = field(default_factory=list)
    inputs: list[AsmOperand] = field(default_factory=list)
    clobbers: list[StringLiteral] = field(default_factory=list)
    labels: list[Token] = field(default_factory=list)
    basic: bool = False


def declares_type(specifiers: Specifiers) -> bool:
    """Whether declaration specifiers name a type other than by keywords."""
    return bool(
        specifiers.typedef_name or specifiers.struct or specifiers.enum or specifiers.typeof or specifiers.atomic
    )


def declares(specifiers: Specifiers) -> bool:
    """Whether there is more in declaration specifiers than attributes."""
    return bool(
        specifiers.basic
        or specifiers.typedef_name
        or specifiers.struct
        or specifiers.enum
        or specifiers.typeof
        or specifiers.atomic
        or specifiers.storage
        or specifiers.qualifiers
        or specifiers.functions
        or specifiers.alignments
    )

"""The typed tree: what sema makes and ``ccore.irgen`` turns into IR.

Everything implicit in C is explicit here: conversions, decays, loads; names are resolved to symbols, member
accesses to fields with offsets, initialisers to offsets and values, sizeof to a constant.  Constants are folded.

Expressions are either **lvalues** (designate an object: ``is_lvalue``) or values.  ``Load`` turns an lvalue
into its value; ``Decay`` turns an array or function lvalue into a pointer.  A value of record (or complex)
type is an "aggregate value": ``Load`` of such an lvalue, a call, an assignment, a conditional, a comma, a
statement expression, ``VaArg``.  Every expression has ``type`` and ``token``.
"""

from __future__ import annotations

from typing import ClassVar, Final

from ccore.records import dataclass, field
from ccore.sema.types import CType, Field, FunctionType, IntegerType
from ccore.source import Token
from ccore.sparse import SparseBytes

# --- Symbols ----------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Symbol:
    """An object or a function.  ``linkage``: "external", "internal", "none"."""

    name: str
    type: CType
    token: Token
    linkage: str = "none"
    asm_name: str = ""  # asm label or redefine_extname
    attributes: dict[str, list[object]] = field(default_factory=dict)
    """GNU attributes by plain name -> evaluated arguments (int, str (bytes decoded latin-1), Symbol).  Merged over all
    declarations.  Those that matter to code: section, weak, alias, ifunc, visibility, used, unused, cold, hot,
    constructor, destructor, noinline, always_inline, gnu_inline, noreturn, const, pure, malloc, error, warning, naked,
    no_instrument_function, no_stack_protector, optimize, target, aligned, cleanup, tls_model, ..."""
    used: bool = False
    mentions: int = 0  # occurrences of the name, unevaluated ones too; of a function: outside of its own body
    order: int = 0  # the number of the item that defines it; emission follows it, however lazily names were met


@dataclass(slots=True, eq=False)
class Variable(Symbol):
    """``storage``: "static" (static storage duration, file-scope or block-scope), "extern" (declared only), "auto"
    (incl. parameters, register), "register" with ``register_name`` for ``register T x asm("r")`` (local or global).

    A static one has ``initial`` (StaticData; None: zero); ``tentative``: zero and maybe -fcommon. ``align``: bytes,
    attributes taken in. ``unique_name``: symbol name in the object file for block-scope statics.
    """

    storage: str = "auto"
    initial: StaticData | None = None
    defined: bool = False
    tentative: bool = False
    thread_local: bool = False
    align: int = 0
    register_name: str = ""
    written: bool = False  # one with ``register_name``, by an initialiser, an assignment or assembly
    is_parameter: bool = False
    array: bool = False  # a parameter declared as an array, which it is not
    address_taken: bool = False
    unique_name: str = ""
    constexpr: bool = False  # C23: a constant, whose value is ``initial``'s
    sets: int = 0  # those of ``mentions`` that only store to it
    size: int = -1  # object's size where it exceeds the type's (an initialised flexible array member); -1: the type's


@dataclass(slots=True, eq=False)
class Function(Symbol):
    """``emit``: "external" (a definition with a symbol), "internal" (static), "inline" (C99 inline or gnu_inline
    extern: usable for inlining, emits no symbol), "" (declared only).  Its body comes from
    ``Analyzer.definition(function)``.  ``builtin``: GNU name ("memcpy") if it is a library builtin by this name."""

    emit: str = ""
    is_inline: bool = False
    builtin: str = ""
    outer: Function | None = None  # of a nested function (GNU C): the one around it
    unique_name: str = ""  # of a nested function: its name in the object file


@dataclass(slots=True, eq=False)
class StringObject:
    """A string literal's array: ``data`` with its terminator, ``width`` bytes per element. One per distinct
    literal.
    """

    data: bytes
    width: int
    type: CType
    own: bool = False  # an object of its own, such as __func__: never one with a literal of the same bytes


@dataclass(slots=True, eq=False)
class Label:
    """A label of one function; ``address_taken`` by &&."""

    name: str
    token: Token
    address_taken: bool = False
    defined: bool = False
    used: bool = False  # a goto or && names it
    unused: bool = False  # attribute unused: maybe nothing does


Address = Variable | Function | StringObject | Label


@dataclass(slots=True, eq=False)
class StaticRelocation:
    """``size`` bytes at ``offset`` hold the address ``target`` + ``addend`` (minus ``minus``: label differences)."""

    offset: int
    size: int
    target: Address
    addend: int = 0
    minus: Address | None = None


@dataclass(slots=True, eq=False)
class StaticData(SparseBytes):
    """The initial bytes of an object of static storage duration; shorter than the object: the rest is zero."""

    data: bytearray
    relocations: list[StaticRelocation] = field(default_factory=list)
    far: list[tuple[int, bytes]] = field(default_factory=list)


# --- Expressions ------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Expression:
    token: Token
    type: CType
    is_lvalue: ClassVar[bool] = False


OVERFLOW: Final = 1
OPERATOR: Final = 2
UNDEFINED: Final = 4


@dataclass(slots=True, eq=False)
class IntegerConstant(Expression):
    """``value`` in the type's range (negative for signed types). Pointer types too: (void *)0, (char *)16, as
    unsigned.

    ``ice``: it was an integer constant expression (6.6p6), or one cast straight to a pointer; False where folding
    alone made it constant: then it is no null pointer constant, and as an array's length makes a VLA.
    ``flaw``: why it is not even a constant expression to the letter (6.6p3, p4): OVERFLOW, OPERATOR for an
    operator that none may have, UNDEFINED for a shift without a meaning.
    """

    value: int
    ice: bool = True
    flaw: int = 0


@dataclass(slots=True, eq=False)
class FloatingConstant(Expression):
    """``bits``: the encoding in the type's format."""

    bits: int


# lvalues


@dataclass(slots=True, eq=False)
class VariableReference(Expression):
    variable: Variable
    is_lvalue: ClassVar[bool] = True


@dataclass(slots=True, eq=False)
class FunctionReference(Expression):
    """A function designator (type FunctionType)."""

    function: Function
    is_lvalue: ClassVar[bool] = True


@dataclass(slots=True, eq=False)
class StringReference(Expression):
    """A string literal (type array)."""

    string: StringObject
    is_lvalue: ClassVar[bool] = True


@dataclass(slots=True, eq=False)
class Dereference(Expression):
    """``*pointer``; a[i] arrives as Dereference(PointerOffset).  Type may be a function type."""

    pointer: Expression
    is_lvalue: ClassVar[bool] = True


@dataclass(slots=True, eq=False)
class MemberReference(Expression):
    """``object.field``; the object is an lvalue, or an aggregate value (then the result is a temporary's member).
    p->m arrives as MemberReference(Dereference(p)).  One field step (anonymous records give several)."""

    object: Expression
    field: Field
    is_lvalue: ClassVar[bool] = True


@dataclass(slots=True, eq=False)
class CompoundLiteralReference(Expression):
    """In a block: an unnamed automatic object, initialised anew when reached.  Static ones are hidden Variables."""

    variable: Variable
    initializer: Initializer
    is_lvalue: ClassVar[bool] = True


@dataclass(slots=True, eq=False)
class ComplexPart(Expression):
    """``__real__``/``__imag__`` of a complex lvalue or value; ``imaginary`` says which."""

    operand: Expression
    imaginary: bool
    is_lvalue: ClassVar[bool] = True


@dataclass(slots=True, eq=False)
class VectorElement(Expression):
    """``vector[index]`` of a vector lvalue or value."""

    vector: Expression
    index: Expression
    is_lvalue: ClassVar[bool] = True


# values


@dataclass(slots=True, eq=False)
class Load(Expression):
    """The value of an lvalue (bit-field extraction included); type unqualified.  Atomic if the lvalue's type is."""

    lvalue: Expression


@dataclass(slots=True, eq=False)
class Decay(Expression):
    """Array or function lvalue (or array member of an aggregate value) to pointer."""

    lvalue: Expression


@dataclass(slots=True, eq=False)
class AddressOf(Expression):
    """``&lvalue``."""

    lvalue: Expression


@dataclass(slots=True, eq=False)
class Convert(Expression):
    """A scalar conversion to ``type`` (6.3), to void (value dropped), to _Bool (compare with 0), vectors bitwise."""

    operand: Expression


def same_bits(e: Convert) -> bool:
    """Whether the value is represented as the operand is: another qualifier, or another integer of its size."""
    to, of = e.type.unqualified, e.operand.type.unqualified
    integers = isinstance(to, IntegerType) and isinstance(of, IntegerType) and not to.is_bool and to.size == of.size
    return to is of or integers


@dataclass(slots=True, eq=False)
class Unary(Expression):
    """``-`` ``~`` (``~`` of complex: conjugate); operand already promoted to ``type``.  ``!`` gives int 0/1."""

    operator: str
    operand: Expression


@dataclass(slots=True, eq=False)
class Binary(Expression):
    """``+ - * / % << >> & | ^`` on operands of ``type`` (shift counts have their own); ``== != < > <= >=`` on
    operands of equal type (pointers too), giving int 0/1 (vectors: masks).  One operand of ``+ - *`` of a floating
    complex ``type``, and the divisor, may be real, of the type of its parts.
    """

    operator: str
    left: Expression
    right: Expression


@dataclass(slots=True, eq=False)
class PointerOffset(Expression):
    """``pointer + index * scale`` (``negative``: minus). ``index``: an integer of its own (unpromoted is fine)
    type, to be extended by its signedness. ``scale``: bytes, or an expression where the element's size varies.
    """

    pointer: Expression
    index: Expression
    scale: int | Expression
    negative: bool = False


@dataclass(slots=True, eq=False)
class PointerDifference(Expression):
    """``(left - right) / scale``."""

    left: Expression
    right: Expression
    scale: int | Expression


@dataclass(slots=True, eq=False)
class Logical(Expression):
    """``&&`` or ``||`` on scalars of any type; int 0/1."""

    operator: str
    left: Expression
    right: Expression


@dataclass(slots=True, eq=False)
class Conditional(Expression):
    """``condition ? then : otherwise``, arms already of ``type`` (maybe void or aggregate).

    ``then`` None (GNU ``a ?: b``): the condition's own value, converted to ``type`` (evaluate it once)."""

    condition: Expression
    then: Expression | None
    otherwise: Expression


@dataclass(slots=True, eq=False)
class Comma(Expression):
    left: Expression
    right: Expression


@dataclass(slots=True, eq=False)
class Assign(Expression):
    """``target = value``, value already converted.  The result is the value stored (bit-fields: as truncated)."""

    target: Expression
    value: Expression


@dataclass(slots=True, eq=False)
class CompoundAssign(Expression):
    """``target op= value``: load, convert to ``computation``, operate with value (already of that type; for << >> of
    its own type), convert back, store.  Pointers: ``scale`` is set, and op is + or - with value the index.
    Target is evaluated once.  Atomic if the target's type is."""

    operator: str
    target: Expression
    value: Expression
    computation: CType
    scale: int | Expression = 0


@dataclass(slots=True, eq=False)
class Increment(Expression):
    """``++``/``--``: ``delta`` +1/-1 (pointers: times ``scale`` bytes); ``postfix`` gives the old value."""

    target: Expression
    delta: int
    postfix: bool
    scale: int | Expression = 0


@dataclass(slots=True, eq=False)
class Call(Expression):
    """``callee`` is a pointer value, typically Decay(FunctionReference).  ``function_type``: the callee's C type.
    Arguments are converted (prototype) or promoted (variadic part, unprototyped)."""

    callee: Expression
    arguments: list[Expression]
    function_type: FunctionType
    chain: Expression | None = None  # the static chain, of __builtin_call_with_static_chain


@dataclass(slots=True, eq=False)
class BuiltinCall(Expression):
    """A ``__builtin_NAME`` (or __atomic_/__sync_) that needs code. ``name`` has no ``__builtin_`` prefix;
    ``arguments`` are converted values. Library builtins (memcpy, strlen) are plain ``Call`` of a Function with
    ``builtin`` set. Names and argument forms: ccore/sema/builtins.py documents each.
    """

    name: str
    arguments: list[Expression]
    extra: object = None


@dataclass(slots=True, eq=False)
class VaArg(Expression):
    """``list``: a pointer value to the va_list object (for an array va_list: the decayed pointer)."""

    list: Expression


@dataclass(slots=True, eq=False)
class StatementExpression(Expression):
    """The value of ``body``'s last expression statement, which irgen finds as ``value`` (None: void); it was taken off
    the block's statements."""

    body: Block
    value: Expression | None


@dataclass(slots=True, eq=False)
class LabelAddress(Expression):
    label: Label


@dataclass(slots=True, eq=False)
class ComplexValue(Expression):
    """A complex value from its parts (both of the base type)."""

    real: Expression
    imaginary: Expression


@dataclass(slots=True, eq=False)
class VectorValue(Expression):
    """A vector from its elements."""

    elements: list[Expression]


@dataclass(slots=True, eq=False)
class VariableSize(Expression):
    """The size in bytes of a variably modified type, at run time (sizeof a VLA): its length variables hold it."""

    of: CType


# --- Initialisers of automatic objects -----------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class InitialValue:
    """``value`` goes to ``offset`` of the object as ``type``; ``field`` is set for bit-fields (its ``offset`` is
    then relative to the record: use ``offset`` here, which is absolute, for the unit). ``copies``: GNU ranges, the
    innermost first, as (count, stride in bytes): there are so many copies of all that the ranges within give, and the
    value is evaluated once. A StringReference as value: copy its bytes (size by ``type``).
    """

    offset: int
    type: CType
    value: Expression
    field: Field | None = None
    copies: tuple[tuple[int, int], ...] = ()

    def places(self) -> list[int]:
        """The offsets that the value goes to, ``offset`` first."""
        found = [self.offset]
        for count, stride in self.copies:
            found = [start + i * stride for i in range(count) for start in found]
        return found


@dataclass(slots=True, eq=False)
class Initializer:
    """In order of evaluation.  ``zero``: some part has no initialiser, so zero the object first.

    ``constant``: where every value is constant, the ready image (then ``values`` is still complete).
    A scalar, or a record initialised by one expression, is a single InitialValue at offset 0."""

    values: list[InitialValue]
    zero: bool
    constant: StaticData | None = None


# --- Statements -------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Statement:
    token: Token


@dataclass(slots=True, eq=False)
class Block(Statement):
    """``has_vla``: restore the stack pointer at its end.  Cleanups (attribute cleanup) run at every exit."""

    statements: list[Statement]
    has_vla: bool = False
    end: Token | None = None  # its closing brace
    statics: tuple[Variable, ...] = ()  # with -g: the variables of static storage duration that it declares


@dataclass(slots=True, eq=False)
class Declare(Statement):
    """An automatic variable comes into being (and is initialised).  ``cleanup``: function called with its address when
    its scope is left (by any way).  VLA: its type's length variables are computed by EvaluateSizes before."""

    variable: Variable
    initializer: Initializer | None
    cleanup: Function | None = None


HiddenSize = tuple[Variable, Expression]  # of type size_t, and its value


@dataclass(slots=True, eq=False)
class EvaluateSizes(Statement):
    """Evaluate what variably modified types need into their hidden variables: lengths of arrays (6.7.6.2p5), and
    offsets and sizes of structures."""

    sizes: list[HiddenSize]  # in evaluation order


@dataclass(slots=True, eq=False)
class ExpressionStatement(Statement):
    expression: Expression


@dataclass(slots=True, eq=False)
class If(Statement):
    condition: Expression
    then: Statement
    otherwise: Statement | None


@dataclass(slots=True, eq=False)
class While(Statement):
    condition: Expression
    body: Statement
    unroll: int = 0  # as ``Block.unroll`` of the intermediate form


@dataclass(slots=True, eq=False)
class DoWhile(Statement):
    body: Statement
    condition: Expression
    unroll: int = 0  # as ``Block.unroll`` of the intermediate form


@dataclass(slots=True, eq=False)
class For(Statement):
    """``initial``: statements (a Block-like list) in the loop's own scope."""

    initial: list[Statement]
    condition: Expression | None
    step: Expression | None
    body: Statement
    unroll: int = 0  # as ``Block.unroll`` of the intermediate form


@dataclass(slots=True, eq=False)
class CaseLabel(Statement):
    """A ``case`` or ``default`` (``default`` True) position inside a switch's body; low..high inclusive, converted to
    the promoted control type.  The statement that it labels follows it in the same list."""

    low: int
    high: int
    default: bool = False


@dataclass(slots=True, eq=False)
class Switch(Statement):
    """``cases``: every CaseLabel inside the body that belongs to it."""

    control: Expression
    body: Statement
    cases: list[CaseLabel]


@dataclass(slots=True, eq=False)
class LabelStatement(Statement):
    """A label's position; the statement that it labels follows it in the same list."""

    label: Label


@dataclass(slots=True, eq=False)
class Goto(Statement):
    label: Label


@dataclass(slots=True, eq=False)
class ComputedGoto(Statement):
    target: Expression


@dataclass(slots=True, eq=False)
class Break(Statement):
    pass


@dataclass(slots=True, eq=False)
class Continue(Statement):
    pass


@dataclass(slots=True, eq=False)
class Return(Statement):
    value: Expression | None  # converted to the function's result type


@dataclass(slots=True, eq=False)
class AsmOperand:
    """``expression``: an lvalue for outputs and memory-only inputs, else a value.  ``constraint``: text without spaces;
    ``[name]`` matching constraints are resolved to digits."""

    name: str
    constraint: str
    expression: Expression


@dataclass(slots=True, eq=False)
class Asm(Statement):
    """``basic``: template verbatim (no % processing).  Labels for asm goto, in order."""

    template: str
    volatile: bool
    outputs: list[AsmOperand]
    inputs: list[AsmOperand]
    clobbers: list[str]
    labels: list[Label]
    basic: bool = False


# --- The unit ---------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class FunctionDefinition:
    """``parameters``: their Variables in order (storage auto).  ``labels``: all that the body defines, except those
    that ``__label__`` declares.  ``nested``: the functions defined in the body, in order."""

    function: Function
    parameters: list[Variable]
    body: Block
    labels: list[Label]
    uses_va_start: bool = False
    nested: list[FunctionDefinition] = field(default_factory=list)

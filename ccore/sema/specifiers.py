"""Declaration specifiers (C17 6.7, 6.7.1-6.7.5): which type, which storage class, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from ccore.ast import nodes
from ccore.dialect import C2X
from ccore.sema import attributes as gnu
from ccore.sema import constants, tree
from ccore.sema.compat import native, qualifiers, qualify, type_text
from ccore.sema.context import Typedef
from ccore.sema.suggestions import report_unknown_type
from ccore.sema.types import (
    ATOMIC,
    CONST,
    RESTRICT,
    REVERSED,
    SEG_FS,
    SEG_GS,
    VOLATILE,
    CType,
    EnumType,
    PointerType,
    RecordType,
    element_of,
    is_variably_modified,
)
from ccore.target.predefined import BIT_INT_LIMIT

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.sema.marks import Mark
    from ccore.sema.records import TagAnalyzer
    from ccore.source import Token

QUALIFIERS: Final = {
    "const": CONST, "volatile": VOLATILE, "restrict": RESTRICT, "_Atomic": ATOMIC, "__seg_gs": SEG_GS,
    "__seg_fs": SEG_FS,
}  # fmt: skip

_BASE: Final = {
    "char": "char", "signed char": "signed char", "char unsigned": "unsigned char", "int short": "short int",
    "int short signed": "short int", "int short unsigned": "short unsigned int", "int": "int", "int signed": "int",
    "int unsigned": "unsigned int", "int long": "long int", "int long signed": "long int",
    "int long unsigned": "long unsigned int", "int long long": "long long int",
    "int long long signed": "long long int", "int long long unsigned": "long long unsigned int",
    "char signed": "signed char", "float": "float", "double": "double", "double long": "long double", "void": "void",
    "_Bool": "_Bool", "__int128": "__int128", "__int128 signed": "__int128", "__int128 unsigned": "__int128 unsigned",
    "__float128": "_Float128", "_Float16": "_Float16", "_Float32": "_Float32", "_Float64": "_Float64",
    "_Float128": "_Float128", "_Float32x": "_Float32x", "_Float64x": "_Float64x", "__float80": "long double",
    "_Decimal32": "_Decimal32", "_Decimal64": "_Decimal64", "_Decimal128": "_Decimal128",
}  # fmt: skip
"""Sorted type keywords (int added where it is implied) to the type's name."""

_NO_ATTRIBUTES: Final[gnu.Attributes] = {}


@final
class Specified:
    """What declaration specifiers say.  ``align``: of _Alignas; ``storage``: "", typedef, extern, static, auto or
    register."""

    __slots__ = (
        "type", "storage", "thread", "inline", "align", "attributes", "auto_type", "implicit", "token",
        "constexpr", "infers", "functions", "alignments", "bare", "mark", "signed",
    )  # fmt: skip

    def __init__(self, type_: CType, token: Token) -> None:
        self.type = type_
        self.storage = ""
        self.thread = False
        self.constexpr = False  # C23
        self.inline = False
        self.align = 0
        self.attributes: gnu.Attributes = _NO_ATTRIBUTES
        self.auto_type = False
        self.infers = False  # auto_type spelled as C23 does: auto
        self.implicit = False  # no type given: int
        self.bare = False  # no specifier at all
        self.functions: list[str] = []  # inline and _Noreturn
        self.alignments = False  # there is _Alignas
        self.mark: Mark | None = None  # of the type that is named
        self.signed = False  # "signed" stands there, or in the typedef named there (kept by -funsigned-bitfields alone)
        self.token = token


class SpecifierAnalyzer:
    """Analyses ``nodes.Specifiers``."""

    def __init__(self, context: Context, tags: TagAnalyzer) -> None:
        self.context = context
        self.tags = tags
        self.token: Token | None = None  # where the specifiers looked at last began
        self._basic: dict[tuple[str, ...], CType] = {}
        self._mark_signed = not context.options.signed_bitfields
        self._infers = context.options.dialect.year >= C2X  # auto without a type infers it (C23 6.7.10)

    def analyze(self, node: nodes.Specifiers, alone: bool) -> Specified:
        """``alone``: no declarator follows (``struct tag;`` then declares a tag anew)."""
        type_: CType
        auto_type = implicit = infers = False
        mark: Mark | None = None
        if node.basic:
            found = self._basic.get(tuple(node.basic))
            if found is None:
                if "__auto_type" in node.basic:
                    if any(attribute.standard for attribute in node.attributes):
                        text = "'__auto_type' followed by '[[]]' attributes"
                        self.context.diagnostics.error(text, node.token.location)
                    self._alone(node)
                    auto_type = True
                    found = self.context.types.int
                else:
                    found = self._basic_type(node)
            type_ = found
        elif node.typedef_name is not None:
            entity = self.context.declarations.lookup(node.typedef_name)
            if type(entity) is Typedef:
                type_ = entity.type
                entity.used = True
                mark = entity.mark
            else:
                type_ = self._unknown_type(node.typedef_name, node.token)
        elif node.struct is not None:
            plain = alone and not node.storage and not node.qualifiers
            type_ = self.tags.record_type(node.struct, plain)
            mark = _tag_mark(type_)
        elif node.enum is not None:
            type_ = self.tags.enum_type(node.enum)
            mark = _tag_mark(type_)
        elif node.typeof is not None:
            type_ = self._typeof(node)
            mark = _tag_mark(type_)
        elif node.atomic is not None:
            type_ = self._atomic(node.atomic)
        else:
            type_ = self.context.types.int
            if "auto" in node.storage and self._infers:
                auto_type = infers = True
            else:
                implicit = True
        if node.qualifiers:
            if self.context.diagnostics.year < 1999 or self.context.diagnostics.enabled("c90-c99-compat"):
                self._duplicates(type_, node)
            type_ = self.qualified(type_, node.qualifiers, node.token)
        result = Specified(type_, node.token)
        self.token = node.token
        if node.late and self.context.warnings is not None:
            for word in node.late.split():
                text = f"'{word}' is not at beginning of declaration"
                self.context.diagnostics.warning(text, node.token.location, "old-style-declaration")
        if self._mark_signed:
            entity = self.context.declarations.lookup(node.typedef_name) if node.typedef_name else None
            result.signed = "signed" in node.basic or (type(entity) is Typedef and entity.signed)
        result.auto_type = auto_type
        result.infers = infers
        result.implicit = implicit
        result.mark = mark
        if implicit:
            result.bare = not (node.storage or node.qualifiers or node.functions or node.alignments)
        if node.storage:
            self._storage(result, node)
        if node.functions:
            result.functions = node.functions
            for word in node.functions:
                if word == "inline":
                    result.inline = True
                else:
                    result.attributes = {**result.attributes, "noreturn": []}
        if node.alignments:
            result.alignments = True
            for operand in node.alignments:
                result.align = max(result.align, self._alignment(operand))
        if node.attributes:
            result.attributes = gnu.evaluate(self.context, node.attributes, dict(result.attributes))
            attributes = result.attributes
            if "mode" in attributes or "vector_size" in attributes or "may_alias" in attributes:
                result.type = gnu.change_base(self.context, result.type, attributes, node.token)
                attributes.pop("mode", None)
                attributes.pop("vector_size", None)
        return result

    def _duplicates(self, type_: CType, node: nodes.Specifiers) -> None:
        """Qualifiers given twice, which C90 forbids (C17 6.7.3p5 lets them be)."""
        element = self._element(type_)
        seen = [word for word in ("const", "volatile", "restrict", "_Atomic") if element.quals & QUALIFIERS[word]]
        for word in node.qualifiers:
            if word in seen:
                self.context.diagnostics.since(1999, f"duplicate '{word}'", node.token.location)
            seen.append(word)

    def _repeated(self, words: list[str], token: Token) -> None:
        """-Wduplicate-decl-specifier."""
        for number, word in enumerate(words):
            if word in words[:number]:
                text = f"duplicate '{word}' declaration specifier"
                self.context.diagnostics.warning(text, token.location, "duplicate-decl-specifier")

    def qualified(self, type_: CType, words: list[str], token: Token) -> CType:
        """The type with qualifiers added (those of an array are its element's)."""
        quals = 0
        if len(words) > 1 and self.context.warnings is not None:
            self._repeated(words, token)
        for word in words:
            quals |= QUALIFIERS[word]
        element = self._element(type_)
        if quals & RESTRICT and not (isinstance(element, PointerType) and not element.target.is_function):
            self.context.diagnostics.error("invalid use of 'restrict'", token.location)
            quals &= ~RESTRICT
        if quals & ATOMIC:
            diagnostics = self.context.diagnostics
            name = "C90" if diagnostics.year < 1999 else "C99"
            diagnostics.since(2011, f"ISO {name} does not support the '_Atomic' qualifier", token.location)
        if quals & ATOMIC and (type_.is_array or type_.is_function):
            kind = "array" if type_.is_array else "function"
            self.context.diagnostics.error(f"'_Atomic'-qualified {kind} type", token.location)
            quals &= ~ATOMIC
        if quals and type_.is_function:
            self.context.diagnostics.pedwarn("ISO C forbids qualified function types", token.location, "pedantic")
        return qualify(type_, quals) if quals else type_

    @staticmethod
    def _element(type_: CType) -> CType:
        while type_.is_array:
            type_ = type_.element  # type: ignore[attr-defined]
        return type_

    def _storage(self, result: Specified, node: nodes.Specifiers) -> None:
        for word in node.storage:
            if word == "_Thread_local":
                if result.thread:
                    self.context.diagnostics.error("duplicate '_Thread_local'", node.token.location)
                result.thread = True
            elif word == "constexpr":
                result.constexpr = True
                result.type = qualify(result.type, CONST)
            elif word == "auto" and result.auto_type:
                pass
            elif result.storage == word:
                self.context.diagnostics.error(f"duplicate '{word}'", node.token.location)
            elif result.storage:
                self.context.diagnostics.error(
                    "multiple storage classes in declaration specifiers", node.token.location
                )
            else:
                result.storage = word
        if result.thread and result.storage in ("auto", "register", "typedef"):
            self.context.diagnostics.error(f"'_Thread_local' used with '{result.storage}'", node.token.location)
            result.thread = False
        if result.constexpr and (result.thread or result.storage in ("extern", "typedef")):
            word = "_Thread_local" if result.thread else result.storage
            self.context.diagnostics.error(f"'constexpr' used with '{word}'", node.token.location)

    def _basic_type(self, node: nodes.Specifiers) -> CType:
        """The type that keywords name, reporting impossible combinations (6.7.2p2)."""
        key = tuple(node.basic)
        words = sorted(key)
        if node.width is not None:
            return self._bit_precise(node, node.width)
        complex_ = "_Complex" in words
        if complex_:
            words.remove("_Complex")
        if not any(w in _BASE for w in words if w != "signed") or words == ["signed"]:
            if complex_ and not words:
                words.append("double")
            else:
                words.append("int")
                words.sort()
        elif "short" in words and "int" not in words and "char" not in words and "double" not in words:
            words = sorted([*words, "int"])
        name = _BASE.get(" ".join(words))
        if name is None:
            self._impossible(words, node.token)
            return self.context.types.int
        types = self.context.types
        type_ = types.named[name]
        pedantic = False
        if complex_ or words.count("long") == 2 or name == "_Bool" or type_.is_decimal:
            pedantic = self._newer(node, name, complex_, type_)
        if complex_:
            if type_.is_void or name == "_Bool" or name == "__int128" or type_.is_decimal:
                self.context.diagnostics.error(
                    f"both 'complex' and '{name}' in declaration specifiers", node.token.location
                )
                return types.int
            type_ = types.complex(type_)
        if not pedantic:  # a type that must be reported wherever it stands is not remembered
            self._basic[key] = type_
        return type_

    def _bit_precise(self, node: nodes.Specifiers, width: nodes.Expression) -> CType:
        """``_BitInt(width)``, signed unless told otherwise (C23 6.7.3.1)."""
        context, location = self.context, node.token.location
        types, diagnostics = context.types, context.diagnostics
        others = sorted(word for word in node.basic if word != "_BitInt")
        if others not in ([], ["signed"], ["unsigned"]):
            diagnostics.error(f"both '_BitInt' and '{others[0]}' in declaration specifiers", location)
            return types.int
        if context.options.dialect.year < C2X:
            diagnostics.pedwarn("ISO C does not support '_BitInt(N)' before C2X", location, "pedantic")
        bits = context.expressions.integer_constant(width, "'_BitInt' argument")
        if bits is None:
            return types.int
        least = 1 if others == ["unsigned"] else 2
        if bits <= 0:
            diagnostics.error(f"'_BitInt' argument '{bits}' is not a positive integer constant expression", location)
        elif bits < least:
            diagnostics.error("'signed _BitInt' argument must be at least 2", location)
        elif bits > BIT_INT_LIMIT:
            diagnostics.error(
                f"'_BitInt' argument '{bits}' is larger than 'BITINT_MAXWIDTH' '{BIT_INT_LIMIT}'", location
            )
        return types.bit_precise(min(max(bits, least), BIT_INT_LIMIT), others != ["unsigned"])

    def _newer(self, node: nodes.Specifiers, name: str, complex_: bool, type_: CType) -> bool:
        """Report types that C90 does not have, and complex ones that no standard has; whether that is needed."""
        diagnostics, location = self.context.diagnostics, (node.newest or node.token).location
        groups = ("pedantic", "c90-c99-compat", "long-long", "c11-c2x-compat")
        if not any(diagnostics.enabled(group) for group in groups):
            return False
        if type_.is_decimal:
            text = "ISO C does not support decimal floating-point before C2X"
            diagnostics.since(C2X, text, location)
        if node.basic.count("long") == 2:
            diagnostics.since(1999, "ISO C90 does not support 'long long'", location, "long-long")
        if name == "_Bool":
            diagnostics.since(1999, "ISO C90 does not support boolean types", location)
        if complex_:
            diagnostics.since(1999, "ISO C90 does not support complex types", location)
            if type_.is_integer:
                diagnostics.pedwarn("ISO C does not support complex integer types", location, "pedantic")
            elif not {"float", "double"}.intersection(node.basic):
                diagnostics.pedwarn(
                    "ISO C does not support plain 'complex' meaning 'double complex'", location, "pedantic"
                )
        return True

    def _impossible(self, words: list[str], token: Token) -> None:
        diagnostics = self.context.diagnostics
        modifiers = [w for w in ("long", "short", "signed", "unsigned") if w in words]
        bases = [w for w in words if w not in ("long", "short", "signed", "unsigned", "int")]
        if words.count("long") > 2:
            message = "'long long long' is too long for GCC"
        elif (
            len(set(bases)) + len(bases) > 2
            or (bases and "int" in words and bases[0] not in ("char",) and not modifiers)
            or words.count("int") > 1
        ):
            message = "two or more data types in declaration specifiers"
        elif "long" in modifiers and "short" in modifiers:
            message = "both 'long' and 'short' in declaration specifiers"
        elif "signed" in modifiers and "unsigned" in modifiers:
            message = "both 'signed' and 'unsigned' in declaration specifiers"
        elif bases and modifiers:
            message = f"both '{modifiers[0]}' and '{bases[0]}' in declaration specifiers"
        elif len(modifiers) < len([w for w in words if w not in ("int", *bases)]):
            message = f"duplicate '{modifiers[0]}'"
        else:
            message = "two or more data types in declaration specifiers"
        diagnostics.error(message, token.location)

    def _unknown_type(self, name: str, token: Token) -> CType:
        """Report a name that is no type's; the type that stands for it."""
        if not name:  # the parser has reported it
            return self.context.types.error
        report_unknown_type(self.context, name, token)
        return self.context.types.error

    def _typeof(self, node: nodes.Specifiers) -> CType:
        operand = node.typeof
        context = self.context
        if isinstance(operand, nodes.TypeName):
            type_ = context.declarations.type_name(operand)
        else:
            assert operand is not None
            expression = context.expressions.unevaluated(operand)
            if isinstance(expression, tree.MemberReference) and expression.field.width >= 0:
                context.diagnostics.error("'typeof' applied to a bit-field", operand.token.location)
            type_ = expression.type
            if not type_.is_arithmetic and is_variably_modified(type_) and constants.has_effects(expression):
                type_ = self._evaluated(operand)
            if qualifiers(type_) & REVERSED:
                type_ = native(type_)
        return type_.unqualified if node.typeof_unqual else type_

    def _evaluated(self, operand: nodes.Expression) -> CType:
        """The variably modified type of an expression that is evaluated with the lengths of the type's arrays (GNU C,
        Typeof): as one more hidden value."""
        context = self.context
        types, token = context.types, operand.token
        expression = context.expressions.expression(operand)
        pending, state = self.tags.declarators.pending_sizes(), context.function
        if pending is not None and state is not None:
            place = tree.AddressOf(token, types.pointer(expression.type), expression)
            done = tree.Convert(token, types.void, place if expression.is_lvalue else expression)
            value = tree.Comma(token, types.size_t, done, tree.IntegerConstant(token, types.size_t, 0))
            hidden = tree.Variable("", types.size_t, token, align=types.size_t.align)
            pending.append((hidden, value))
            state.variables.append(hidden)
        return expression.type

    def _alone(self, node: nodes.Specifiers) -> None:
        """``__auto_type`` goes with no other type."""
        for word in node.basic:
            if word != "__auto_type":
                text = "two or more data types in declaration specifiers"
                if word in ("long", "short", "signed", "unsigned", "_Complex"):
                    shown = "complex" if word == "_Complex" else word
                    text = f"both '{shown}' and '__auto_type' in declaration specifiers"
                self.context.diagnostics.error(text, node.token.location)
                return

    def _atomic(self, node: nodes.TypeName) -> CType:
        """``_Atomic(type)`` (6.7.2.4p3)."""
        type_ = self.context.declarations.type_name(node)
        complaint = ""
        if type_.is_array or type_.is_function:
            complaint = f"'_Atomic'-qualified {'array' if type_.is_array else 'function'} type"
        elif type_.quals:
            complaint = "'_Atomic' applied to a qualified type"
        if complaint:
            self.context.diagnostics.error(complaint, node.token.location)
            return type_.unqualified
        return qualify(type_, ATOMIC)

    def _alignment(self, operand: nodes.Expression | nodes.TypeName) -> int:
        context = self.context
        if isinstance(operand, nodes.TypeName):
            type_ = context.declarations.type_name(operand)
            location = operand.token.location
            if type_.is_void or type_.is_function:
                kind = "void" if type_.is_void else "function"
                context.diagnostics.pedwarn(f"invalid application of '_Alignas' to a {kind} type", location, "pedantic")
            elif type_.size == -1 and element_of(type_).size == -1:
                text = f"invalid application of '_Alignas' to incomplete type '{type_text(type_)}'"
                context.diagnostics.error(text, location)
            return max(type_.align, 1)
        value = context.expressions.integer_constant(operand, "requested alignment")
        return 0 if value is None else gnu.check_alignment(context, value, operand.token)


def _tag_mark(type_: CType) -> Mark | None:
    """The mark of a structure, union or enumeration itself."""
    plain = type_.unqualified
    if isinstance(plain, RecordType):
        return plain.record.mark
    return plain.enumeration.mark if isinstance(plain, EnumType) else None

"""Tree builders for declarations, declarators and attributes: one method per named production of ``c.lark``.

Building a declarator also tells the scope of typedef names what was declared, at the very place where C
begins the name's scope: right after its declarator (C17 6.2.1p7).
"""

from __future__ import annotations

from typing import Any, Final, cast

from ccore.ast.nodes import (
    Array,
    Attribute,
    Declaration,
    Declarator,
    EnumSpecifier,
    Expression,
    FileAsm,
    FunctionDefinition,
    FunctionSuffix,
    Identifier,
    InitDeclarator,
    InitializerList,
    Node,
    Parameter,
    Pointer,
    Pragma,
    Specifiers,
    StaticAssert,
    StringLiteral,
    StructSpecifier,
    TypeName,
    declares_type,
)
from ccore.diagnostics import Diagnostics
from ccore.parser.tags import TagBuilder
from ccore.parser.terminals import CLASSES, NORMAL
from ccore.source import Token

STORAGE: Final = frozenset(CLASSES["STORAGE"].split())
FUNCTION: Final = frozenset(CLASSES["FUNCTION_SPECIFIER"].split())
NAMES_AS_ARGUMENTS: Final = frozenset({"mode", "format", "access", "model", "tls_model", "visibility"})
"""Attributes whose arguments are words, even where a word is a typedef's name too."""


SINCE_C11: Final = frozenset({"_Noreturn", "_Thread_local", "_Atomic"})
_C89_TYPES: Final = frozenset({"void", "char", "short", "int", "signed", "unsigned", "float", "double"})


class Alignment:
    """``_Alignas(operand)``."""

    __slots__ = ("token", "operand")

    def __init__(self, token: Token, operand: Expression | TypeName) -> None:
        self.token = token
        self.operand = operand


class Typeof:
    """``typeof(operand)``."""

    __slots__ = ("token", "operand")

    def __init__(self, token: Token, operand: Expression | TypeName) -> None:
        self.token = token
        self.operand = operand


class AtomicType:
    """``_Atomic(type)``."""

    __slots__ = ("token", "type_name")

    def __init__(self, token: Token, type_name: TypeName) -> None:
        self.token = token
        self.type_name = type_name


class BitInt:
    """``_BitInt(width)``."""

    __slots__ = ("token", "width")

    def __init__(self, token: Token, width: Expression) -> None:
        self.token = token
        self.width = width


class ParameterList:
    """A parameter list under construction, and how far the scope's log was before it."""

    __slots__ = ("position", "parameters", "announced")

    def __init__(self, position: int, parameters: list[Parameter]) -> None:
        self.position = position
        self.parameters = parameters
        self.announced: list[Parameter] = []


class DeclarationBuilder(TagBuilder):
    """Builders for sections "Items at file scope", "Declarations", "Declarators" and "Attributes"."""

    __slots__ = ("values",)

    def __init__(self, diagnostics: Diagnostics) -> None:
        super().__init__(diagnostics)
        self.values: list[Any] = []  # the parser's value stack

    # --- Specifiers ---

    def specifiers_attributes(self, attributes: list[Attribute]) -> Specifiers:
        return Specifiers(attributes[0].token, attributes=attributes)

    def specifiers_modifier(self, modifier: Token | Alignment) -> Specifiers:
        token = modifier if type(modifier) is Token else modifier.token
        return self.add_modifier(Specifiers(token), modifier)

    def specifiers_basic(self, token: Token) -> Specifiers:
        text = token.text
        return Specifiers(token, basic=[NORMAL.get(text, text)])

    def specifiers_unique(self, value: Token | StructSpecifier | EnumSpecifier | Typeof | AtomicType) -> Specifiers:
        if type(value) is Token:
            return Specifiers(value, typedef_name=value.text)
        return self.add_unique(Specifiers(cast(Node, value).token), value)

    def no_specifiers(self) -> Specifiers:
        return Specifiers(self.next_token())

    def next_token(self) -> Token:
        """The token that the parser looks at."""
        raise NotImplementedError

    def add_modifier(self, specifiers: Specifiers, modifier: Token | Alignment) -> Specifiers:
        if type(modifier) is Alignment:
            specifiers.alignments.append(modifier.operand)
            return specifiers
        token = cast(Token, modifier)
        text = token.text
        if text in SINCE_C11:
            self.newer(token, text)
        text = NORMAL.get(text, text)
        if text in STORAGE:
            specifiers.storage.append(text)
        elif text in FUNCTION:
            specifiers.functions.append(text)
        elif text == "__extension__":
            specifiers.extension = True
        else:
            specifiers.qualifiers.append(text)
            return specifiers
        if text != "__extension__" and (specifiers.basic or specifiers.qualifiers or declares_type(specifiers)):
            specifiers.late = f"{specifiers.late or ''}{token.text} "
        return specifiers

    def add_attribute(self, specifiers: Specifiers, attributes: list[Attribute]) -> Specifiers:
        for attribute in attributes:
            attribute.of_type = attribute.standard
        specifiers.attributes.extend(attributes)
        return specifiers

    def add_basic(self, specifiers: Specifiers, token: Token) -> Specifiers:
        text = token.text
        text = NORMAL.get(text, text)
        specifiers.basic.append(text)
        if text not in _C89_TYPES:
            specifiers.newest = token
        return specifiers

    def add_unique(
        self, specifiers: Specifiers, value: Token | StructSpecifier | EnumSpecifier | Typeof | AtomicType
    ) -> Specifiers:
        if type(value) is Token:
            specifiers.typedef_name = value.text
        elif type(value) is StructSpecifier:
            specifiers.struct = value
        elif type(value) is EnumSpecifier:
            specifiers.enum = value
        elif type(value) is Typeof:
            specifiers.typeof = value.operand
            specifiers.typeof_unqual = "unqual" in value.token.text
        elif type(value) is AtomicType:
            specifiers.atomic = value.type_name
        return specifiers

    def bit_int(self, token: Token, _open: Token, width: Expression, _close: Token) -> BitInt:
        return BitInt(token, width)

    def specifiers_bit_int(self, bit_int: BitInt) -> Specifiers:
        return self.add_bit_int(Specifiers(bit_int.token), bit_int)

    def add_bit_int(self, specifiers: Specifiers, bit_int: BitInt) -> Specifiers:
        specifiers.basic.append("_BitInt")
        specifiers.width = bit_int.width
        return specifiers

    def newer(self, token: Token, keyword: str) -> None:
        """A keyword of C11 in an older dialect."""
        if self.diagnostics.year < 2011 or self.diagnostics.enabled("c99-c11-compat"):
            name = "C90" if self.diagnostics.year < 1999 else "C99"
            what = "the '_Atomic' qualifier" if keyword == "_Atomic" else f"'{keyword}'"
            self.diagnostics.since(2011, f"ISO {name} does not support {what}", token.location)

    def alignas(self, token: Token, _open: Token, operand: Expression | TypeName, _close: Token) -> Alignment:
        self.newer(token, "_Alignas")
        return Alignment(token, operand)

    def typeof(self, token: Token, _open: Token, operand: Expression | TypeName, _close: Token) -> Typeof:
        return Typeof(token, operand)

    def atomic_type(self, token: Token, _open: Token, type_name: TypeName, _close: Token) -> AtomicType:
        self.newer(token, "_Atomic")
        return AtomicType(token, type_name)

    # --- Declarators ---

    def declarator_name(self, name: Token) -> Declarator:
        return Declarator(name, name.text)

    def declarator_attributes(
        self, _open: Token, attributes: list[Attribute], declarator: Declarator, _close: Token
    ) -> Declarator:
        declarator.attributes[:0] = attributes
        return declarator

    def declarator_attribute(self, declarator: Declarator, attributes: list[Attribute]) -> Declarator:
        """C23 lets attributes follow the name, and each array or function part, which they then belong to."""
        if declarator.chain:
            for attribute in attributes:
                attribute.of_type = True
            declarator.chain[-1].attributes.extend(attributes)
        else:
            declarator.attributes.extend(attributes)
        return declarator

    def derive(self, declarator: Declarator, suffix: Array | FunctionSuffix) -> Declarator:
        declarator.chain.append(suffix)
        return declarator

    def pointer_declarator(self, pointers: list[Pointer], declarator: Declarator) -> Declarator:
        pointers.reverse()
        declarator.chain.extend(pointers)
        return declarator

    def pointer(self, star: Token) -> list[Pointer]:
        return [Pointer(star)]

    def pointer_more(self, pointers: list[Pointer], star: Token) -> list[Pointer]:
        pointers.append(Pointer(star))
        return pointers

    def pointer_qualifier(self, pointers: list[Pointer], qualifier: Token) -> list[Pointer]:
        text = qualifier.text
        if text in SINCE_C11:
            self.newer(qualifier, text)
        pointers[-1].qualifiers.append(NORMAL.get(text, text))
        return pointers

    def pointer_attribute(self, pointers: list[Pointer], attributes: list[Attribute]) -> list[Pointer]:
        pointers[-1].attributes.extend(attributes)
        return pointers

    def abstract_pointer(self, pointers: list[Pointer]) -> Declarator:
        token = pointers[0].token
        pointers.reverse()
        return Declarator(token, None, cast("list[Pointer | Array | FunctionSuffix]", pointers))

    def abstract_derive(self, suffix: Array | FunctionSuffix) -> Declarator:
        return Declarator(suffix.token, None, [suffix])

    def array(self, token: Token, _close: Token) -> Array:
        return Array(token, None)

    def array_size(self, token: Token, size: Expression, _close: Token) -> Array:
        return Array(token, size)

    def array_star(self, token: Token, _star: Token, _close: Token) -> Array:
        self.diagnostics.since(1999, "ISO C90 does not support '[*]' array declarators", token.location)
        return Array(token, None, star=True)

    def array_modified(
        self, token: Token, modifiers: list[Token | list[Attribute]], _close: Token
    ) -> Array:
        return self.array_modified_size(token, modifiers, None, _close)

    def array_modified_size(
        self, token: Token, modifiers: list[Token | list[Attribute]], size: Expression | None, _close: Token
    ) -> Array:
        array = Array(token, size)
        text = "ISO C90 does not support 'static' or type qualifiers in parameter array declarators"
        self.diagnostics.since(1999, text, token.location)
        for modifier in modifiers:
            if type(modifier) is list:
                array.attributes.extend(modifier)
                continue
            word = cast(Token, modifier)
            text = NORMAL.get(word.text, word.text)
            if text == "static":
                array.static = True
            elif text in STORAGE:
                self.diagnostics.error(f"expected expression before '{word.text}'", word.location)
            else:
                array.qualifiers.append(text)
        return array

    def array_modified_star(
        self, token: Token, modifiers: list[Token | list[Attribute]], _star: Token, _close: Token
    ) -> Array:
        array = self.array_modified_size(token, modifiers, None, _close)
        array.star = True
        return array

    # --- Parameters ---

    def function_empty(self, token: Token, _close: Token) -> FunctionSuffix:
        return FunctionSuffix(token, [], identifiers=[])

    def function(self, token: Token, parameters: ParameterList, _close: Token) -> FunctionSuffix:
        self.scope.undo(parameters.position)
        return FunctionSuffix(token, parameters.parameters, announced=parameters.announced)

    def function_variadic(
        self, token: Token, parameters: ParameterList, _comma: Token, _dots: Token, _close: Token
    ) -> FunctionSuffix:
        self.scope.undo(parameters.position)
        return FunctionSuffix(token, parameters.parameters, True, announced=parameters.announced)

    def function_only_variadic(self, _token: Token, token: Token, _close: Token) -> FunctionSuffix:
        return FunctionSuffix(token, [], True)

    def function_old(self, token: Token, names: list[Token], _close: Token) -> FunctionSuffix:
        return FunctionSuffix(token, [], identifiers=names)

    def parameter_unnamed(self, specifiers: Specifiers) -> Parameter:
        return Parameter(specifiers.token, specifiers, None)

    def parameter(self, specifiers: Specifiers, declarator: Declarator) -> Parameter:
        if declarator.name is not None:
            self.scope.declare(declarator.name, False)
        return Parameter(declarator.token, specifiers, declarator)

    def parameter_attributes(self, parameter: Parameter, attributes: list[Attribute]) -> Parameter:
        parameter.attributes.extend(attributes)
        return parameter

    def parameters(self, parameter: Parameter) -> ParameterList:
        name = parameter.declarator.name if parameter.declarator is not None else None
        return ParameterList(self.scope.position_before(name), [parameter])

    def parameters_more(self, parameters: ParameterList, _comma: Token, parameter: Parameter) -> ParameterList:
        parameters.parameters.append(parameter)
        return parameters

    def parameters_forward(
        self, parameters: ParameterList, _semicolon: Token, parameter: Parameter
    ) -> ParameterList:
        """GNU C: what stands before the semicolon only announces parameters that sizes mention."""
        parameters.announced += parameters.parameters
        parameters.parameters = [parameter]
        return parameters

    def type_name(self, specifiers: Specifiers) -> TypeName:
        return self.type_name_abstract(specifiers, None)

    def type_name_abstract(self, specifiers: Specifiers, declarator: Declarator | None) -> TypeName:
        """Storage classes are for compound literals (C23): sema reports others."""
        if specifiers.functions:
            self.diagnostics.error(
                f"expected specifier-qualifier-list before '{specifiers.functions[0]}'", specifiers.token.location
            )
        return TypeName(specifiers.token, specifiers, declarator)

    # --- Declarations ---

    def declared(self, declarator: Declarator) -> Declarator:
        """The scope of the name begins: find the specifiers below it on the parser's stack."""
        values = self.values
        depth = -2
        below = values[depth]
        while type(below) is not Specifiers:  # "," and attributes lie between a declaration and its next name
            if type(below) is Declaration:
                below = below.specifiers
                break
            depth -= 1
            below = values[depth]
        if declarator.name is not None:
            self.scope.declare(declarator.name, "typedef" in below.storage)
        return declarator

    def declared_plain(self, declarator: Declarator) -> InitDeclarator:
        return InitDeclarator(declarator.token, declarator)

    def declared_attributes(self, declarator: Declarator, attributes: list[Attribute]) -> InitDeclarator:
        return InitDeclarator(declarator.token, declarator, attributes=attributes)

    def declared_asm(self, declarator: Declarator, label: StringLiteral) -> InitDeclarator:
        return InitDeclarator(declarator.token, declarator, asm_label=label)

    def declared_asm_attributes(
        self, declarator: Declarator, label: StringLiteral, attributes: list[Attribute]
    ) -> InitDeclarator:
        return InitDeclarator(declarator.token, declarator, None, label, attributes)

    def asm_label(self, _asm: Token, _open: Token, parts: list[Token], _close: Token) -> StringLiteral:
        return StringLiteral(parts[0], parts)

    def init_declarator(
        self, declared: InitDeclarator, _equal: Token, initializer: Expression | InitializerList
    ) -> InitDeclarator:
        declared.initializer = initializer
        return declared

    def declaration_first(self, specifiers: Specifiers, declarator: InitDeclarator) -> Declaration:
        return Declaration(specifiers.token, specifiers, [declarator])

    def declaration_more(
        self, declaration: Declaration, _comma: Token, declarator: InitDeclarator
    ) -> Declaration:
        declaration.declarators.append(declarator)
        return declaration

    def declaration_more_attributes(
        self, declaration: Declaration, _comma: Token, attributes: list[Attribute], declarator: InitDeclarator
    ) -> Declaration:
        declarator.attributes[:0] = attributes
        declaration.declarators.append(declarator)
        return declaration

    def declaration(self, declaration: Declaration, _semicolon: Token) -> Declaration:
        return declaration

    def declaration_empty(self, specifiers: Specifiers, _semicolon: Token) -> Declaration:
        return Declaration(specifiers.token, specifiers, [])

    def static_assert(
        self, token: Token, _open: Token, condition: Expression, _close: Token, _semicolon: Token
    ) -> StaticAssert:
        self.newer(token, "_Static_assert")
        if self.diagnostics.year >= 2011:
            text = "ISO C11 does not support omitting the string in '_Static_assert'"
            self.diagnostics.since(2020, text, token.location)
        return StaticAssert(token, condition, None)

    def extended_assert(self, _extension: Token, node: StaticAssert) -> StaticAssert:
        return node

    def static_assert_message(
        self,
        token: Token,
        _open: Token,
        condition: Expression,
        _comma: Token,
        parts: list[Token],
        _close: Token,
        _semicolon: Token,
    ) -> StaticAssert:
        self.newer(token, "_Static_assert")
        return StaticAssert(token, condition, StringLiteral(parts[0], parts))

    # --- Items at file scope ---

    def function_definition(
        self, specifiers: Specifiers, declared: InitDeclarator, _body: Token
    ) -> FunctionDefinition:
        return self.function_definition_old(specifiers, declared, [], _body)

    def function_definition_old(
        self,
        specifiers: Specifiers,
        declared: InitDeclarator | Declarator,
        old_style: list[Declaration],
        _body: Token,
    ) -> FunctionDefinition:
        for declaration in old_style:
            leading = declaration.specifiers.attributes
            if leading and leading[0].standard and not leading[0].of_type:
                word = declaration.token.text if not leading[0].name else "["
                text = f"expected declaration specifiers before '{word}'"
                self.diagnostics.error(text, declaration.token.location)
        if type(declared) is Declarator:
            return FunctionDefinition(declared.token, specifiers, declared, old_style, None)
        full = cast(InitDeclarator, declared)
        if full.attributes:
            text = "attributes should be specified before the declarator in a function definition"
            self.diagnostics.error(text, specifiers.token.location)
        full.declarator.attributes.extend(full.attributes)
        return FunctionDefinition(
            full.token, specifiers, full.declarator, old_style, None, asm_label=full.asm_label
        )

    def file_asm(
        self, token: Token, _open: Token, parts: list[Token], _close: Token, _semicolon: Token
    ) -> FileAsm:
        return FileAsm(token, StringLiteral(parts[0], parts))

    def file_asm_qualified(
        self,
        token: Token,
        qualifiers: list[Token],
        _open: Token,
        parts: list[Token],
        _close: Token,
        _semicolon: Token,
    ) -> FileAsm:
        word = qualifiers[0]
        self.diagnostics.error(f"expected '(' before '{word.text}'", word.location)
        return FileAsm(token, StringLiteral(parts[0], parts))

    def pragma(self, token: Token) -> Pragma:
        return Pragma(token, token.text)

    def stray_semicolon(self, semicolon: Token) -> None:
        self.diagnostics.pedwarn("ISO C does not allow extra ';' outside of a function", semicolon.location, "pedantic")

    # --- Attributes ---

    def attribute_gnu(
        self, _keyword: Token, _open: Token, _open_2: Token, attributes: list[Attribute], *_close: Token
    ) -> list[Attribute]:
        return attributes or [Attribute(_open, "", [])]

    def attribute_standard(
        self, _open: Token, _open_2: Token, attributes: list[Attribute], _close: Token, _close_2: Token
    ) -> list[Attribute]:
        if self.diagnostics.year < 2020:
            text = "ISO C does not support '[[]]' attributes before C2X"
            self.diagnostics.since(2020, text, _open.location)
        for attribute in attributes:
            attribute.standard = True
            if attribute.prefix == "gnu":
                attribute.prefix = ""
            elif attribute.prefix == "[[gnu":
                attribute.prefix = "gnu"
        return attributes or [Attribute(_open, "", [], "", True)]

    def attribute_prefixed(
        self, prefix: Token, _colon: Token, _colon_2: Token, attributes: list[Attribute]
    ) -> list[Attribute]:
        word = _plain(prefix.text)
        for attribute in attributes:
            attribute.prefix = "[[gnu" if word == "gnu" else word
        return attributes

    def attribute_name(self, word: Token, *parentheses: Token) -> list[Attribute]:
        return [Attribute(word, _plain(word.text), [], empty=bool(parentheses))]

    def attribute_call(
        self, word: Token, _open: Token, arguments: list[Expression | TypeName], _close: Token
    ) -> list[Attribute]:
        name = _plain(word.text)
        if name in NAMES_AS_ARGUMENTS:
            for number, argument in enumerate(arguments):
                if type(argument) is TypeName and argument.specifiers.typedef_name is not None:
                    arguments[number] = Identifier(argument.token, argument.specifiers.typedef_name)
        return [Attribute(word, name, arguments)]



def _plain(word: str) -> str:
    """An attribute's name without the double underscores around it."""
    if len(word) > 4 and word.startswith("__") and word.endswith("__"):
        return word[2:-2]
    return word

"""Tree builders for structures, unions and enumerations: one method per named production of ``c.lark``."""

from __future__ import annotations

from ccore.ast.nodes import (
    Attribute,
    Declarator,
    Enumerator,
    EnumSpecifier,
    Expression,
    MemberDeclaration,
    MemberDeclarator,
    Specifiers,
    StaticAssert,
    StructSpecifier,
    TypeName,
)
from ccore.diagnostics import Diagnostics
from ccore.parser.pack import PackState
from ccore.parser.scope import Scope
from ccore.source import Token


class TagBuilder:
    """Builders for the specifiers that have tags.

    ``unfinished``: the last member of the structure under way has no semicolon."""

    __slots__ = ("diagnostics", "scope", "pack", "unfinished")

    def __init__(self, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics
        self.scope = Scope({}, 0)
        self.pack = PackState()
        self.unfinished = False

    # --- Structures and unions ---

    def struct_tag(self, keyword: Token, tag: Token) -> StructSpecifier:
        return StructSpecifier(keyword, keyword.text, tag.text, None)

    def struct_attributes_tag(self, keyword: Token, attributes: list[Attribute], tag: Token) -> StructSpecifier:
        return StructSpecifier(keyword, keyword.text, tag.text, None, attributes)

    def struct_reference(self, struct: StructSpecifier) -> StructSpecifier:
        return struct

    def struct_tagged(
        self,
        struct: StructSpecifier,
        _open: Token,
        members: list[MemberDeclaration | StaticAssert],
        close: Token,
    ) -> StructSpecifier:
        self._members_end(close)
        struct.members, struct.end = members, close
        struct.pack, struct.order = self.pack.limit, self.pack.order
        return struct

    def struct_plain(
        self, keyword: Token, _open: Token, members: list[MemberDeclaration | StaticAssert], close: Token
    ) -> StructSpecifier:
        self._members_end(close)
        return StructSpecifier(keyword, keyword.text, None, members, [], self.pack.limit, self.pack.order, close)

    def struct_attributes_plain(
        self,
        keyword: Token,
        attributes: list[Attribute],
        _open: Token,
        members: list[MemberDeclaration | StaticAssert],
        close: Token,
    ) -> StructSpecifier:
        self._members_end(close)
        limit, order = self.pack.limit, self.pack.order
        return StructSpecifier(keyword, keyword.text, None, members, attributes, limit, order, close)

    def _members_end(self, close: Token) -> None:
        if self.unfinished:
            self.unfinished = False
            self.diagnostics.pedwarn("no semicolon at end of struct or union", close.location)

    def struct_attributes(self, struct: StructSpecifier, attributes: list[Attribute]) -> StructSpecifier:
        struct.attributes.extend(attributes)
        return struct

    def members_none(self) -> list[MemberDeclaration | StaticAssert]:
        return []

    def members_more(
        self,
        members: list[MemberDeclaration | StaticAssert],
        member: MemberDeclaration | StaticAssert | None,
    ) -> list[MemberDeclaration | StaticAssert]:
        if member is not None:
            members.append(member)
        return members

    def members_stray(
        self, members: list[MemberDeclaration | StaticAssert], semicolon: Token
    ) -> list[MemberDeclaration | StaticAssert]:
        self.diagnostics.pedwarn("extra semicolon in struct or union specified", semicolon.location, "pedantic")
        return members

    def members_last_unnamed(
        self, members: list[MemberDeclaration | StaticAssert], specifiers: Specifiers
    ) -> list[MemberDeclaration | StaticAssert]:
        return self.members_last(members, self.member_unnamed(specifiers, specifiers.token))

    def members_last(
        self, members: list[MemberDeclaration | StaticAssert], member: MemberDeclaration
    ) -> list[MemberDeclaration | StaticAssert]:
        """GNU C takes a last member without its semicolon."""
        self.unfinished = True
        members.append(member)
        return members

    def member_pragma(self, pragma: Token) -> None:
        """One among members, or before a part of a statement, where that of C itself has no meaning."""
        if pragma.text.startswith("STDC FLOAT_CONST_DECIMAL64"):
            text = "invalid location for 'pragma STDC FLOAT_CONST_DECIMAL64', ignored"
            self.diagnostics.warning(text, pragma.location, "pragmas")

    def _member_declaration(
        self, specifiers: Specifiers, declarators: list[MemberDeclarator]
    ) -> MemberDeclaration:
        if specifiers.storage or specifiers.functions:
            word = (specifiers.storage or specifiers.functions)[0]
            self.diagnostics.error(
                f"expected specifier-qualifier-list before '{word}'", specifiers.token.location
            )
        return MemberDeclaration(specifiers.token, specifiers, declarators)

    def member_unnamed(self, specifiers: Specifiers, semicolon: Token) -> MemberDeclaration:
        made = self._member_declaration(specifiers, [])
        made.end = semicolon
        return made

    def member_first(self, specifiers: Specifiers, declarator: MemberDeclarator) -> MemberDeclaration:
        return self._member_declaration(specifiers, [declarator])

    def member_more(
        self, declaration: MemberDeclaration, _comma: Token, declarator: MemberDeclarator
    ) -> MemberDeclaration:
        declaration.declarators.append(declarator)
        return declaration

    def member_more_attributes(
        self, declaration: MemberDeclaration, _comma: Token, attributes: list[Attribute], declarator: MemberDeclarator
    ) -> MemberDeclaration:
        declarator.attributes[:0] = attributes
        declaration.declarators.append(declarator)
        return declaration

    def member(self, declaration: MemberDeclaration, _semicolon: Token) -> MemberDeclaration:
        return declaration

    def member_declarator(self, declarator: Declarator) -> MemberDeclarator:
        return MemberDeclarator(declarator.token, declarator, None)

    def bit_field(self, declarator: Declarator, _colon: Token, width: Expression) -> MemberDeclarator:
        return MemberDeclarator(declarator.token, declarator, width)

    def bit_field_unnamed(self, colon: Token, width: Expression) -> MemberDeclarator:
        return MemberDeclarator(colon, None, width)

    def member_attributes(self, member: MemberDeclarator, attributes: list[Attribute]) -> MemberDeclarator:
        member.attributes.extend(attributes)
        return member

    # --- Enumerations ---

    def enum_tag(self, keyword: Token, tag: Token) -> EnumSpecifier:
        return EnumSpecifier(keyword, tag.text, None)

    def enum_attributes_tag(self, keyword: Token, attributes: list[Attribute], tag: Token) -> EnumSpecifier:
        return EnumSpecifier(keyword, tag.text, None, attributes)

    def enum_reference(self, enum: EnumSpecifier) -> EnumSpecifier:
        return enum

    def enum_underlying(self, enum: EnumSpecifier, _colon: Token, specifiers: Specifiers) -> EnumSpecifier:
        enum.underlying = TypeName(specifiers.token, specifiers, None)
        return enum

    def enum_plain(
        self, keyword: Token, _open: Token, enumerators: list[Enumerator], close: Token
    ) -> EnumSpecifier:
        _end(enumerators, close)
        return EnumSpecifier(keyword, None, enumerators)

    def enum_attributes_plain(
        self,
        keyword: Token,
        attributes: list[Attribute],
        _open: Token,
        enumerators: list[Enumerator],
        close: Token,
    ) -> EnumSpecifier:
        _end(enumerators, close)
        return EnumSpecifier(keyword, None, enumerators, attributes)

    def enum_plain_underlying(
        self,
        keyword: Token,
        _colon: Token,
        specifiers: Specifiers,
        _open: Token,
        enumerators: list[Enumerator],
        _close: Token,
    ) -> EnumSpecifier:
        underlying = TypeName(specifiers.token, specifiers, None)
        return EnumSpecifier(keyword, None, enumerators, underlying=underlying)

    def enum_tagged(
        self, enum: EnumSpecifier, _open: Token, enumerators: list[Enumerator], close: Token
    ) -> EnumSpecifier:
        _end(enumerators, close)
        enum.enumerators = enumerators
        return enum

    def enum_tagged_underlying(
        self,
        enum: EnumSpecifier,
        _colon: Token,
        specifiers: Specifiers,
        _open: Token,
        enumerators: list[Enumerator],
        _close: Token,
    ) -> EnumSpecifier:
        enum.underlying = TypeName(specifiers.token, specifiers, None)
        enum.enumerators = enumerators
        return enum

    def enum_attributes(self, enum: EnumSpecifier, attributes: list[Attribute]) -> EnumSpecifier:
        enum.attributes.extend(attributes)
        return enum

    def enumerators_comma(self, enumerators: list[Enumerator], comma: Token) -> list[Enumerator]:
        if self.diagnostics.year < 1999 or self.diagnostics.enabled("c90-c99-compat"):
            self.diagnostics.since(1999, "comma at end of enumerator list", comma.location)
        enumerators[-1].end = comma
        return enumerators

    def enumerator_name(self, name: Token) -> Enumerator:
        return Enumerator(name, name.text, None)

    def enumerator_name_attributes(self, name: Token, attributes: list[Attribute]) -> Enumerator:
        return Enumerator(name, name.text, None, attributes)

    def enumerator(self, enumerator: Enumerator) -> Enumerator:
        self.scope.declare(enumerator.name, False)
        return enumerator

    def enumerator_value(self, enumerator: Enumerator, _equal: Token, value: Expression) -> Enumerator:
        """The scope of an enumerator begins after its value (6.2.1p7)."""
        enumerator.value = value
        self.scope.declare(enumerator.name, False)
        return enumerator


def _end(enumerators: list[Enumerator], close: Token) -> None:
    """The last enumerator ends at the closing brace, if no comma follows it."""
    last = enumerators[-1]
    last.end = last.end or close

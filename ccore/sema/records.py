"""Structure, union and enumeration specifiers (C17 6.7.2.1, 6.7.2.2)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ccore.ast import nodes
from ccore.dialect import C23
from ccore.sema import attributes as gnu
from ccore.sema import tree
from ccore.sema.attribute_checks import not_designated
from ccore.sema.compat import qualify, same_enumeration, same_record
from ccore.sema.constants import fits
from ccore.sema.context import EnumConstant, Scope
from ccore.sema.layout import Layout, Member
from ccore.sema.marks import mark_of, report
from ccore.sema.ms_layout import MicrosoftLayout
from ccore.sema.types import (
    ATOMIC,
    CONST,
    REVERSED,
    ArrayType,
    CType,
    Enumeration,
    EnumType,
    Field,
    IntegerType,
    Record,
    RecordType,
    element_of,
    is_variably_modified,
)
from ccore.sema.variable_layout import VariableOffsets

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.sema.declarators import Declarators
    from ccore.sema.filescope import FileScope
    from ccore.sema.specifiers import Specified, SpecifierAnalyzer
    from ccore.source import Token

_VARIABLE_MEMBER = "a member of a structure or union cannot have a variably modified type"


class TagAnalyzer:
    """Tags: references to them and definitions."""

    specifiers: SpecifierAnalyzer
    declarators: Declarators

    def __init__(self, context: Context, file: FileScope) -> None:
        self.context = context
        self.file = file
        self._repeats = context.options.dialect.year >= C23  # tags may be defined again with the same content
        self._open: set[Record | Enumeration] = set()  # definitions under way

    # --- Tags ---

    def _find(self, tag: str, kind: str, token: Token) -> Record | Enumeration | None:
        """The visible structure, union or enumeration of that tag."""
        scope: Scope | None = self.context.scope
        file_scope = self.context.file_scope
        found: Record | Enumeration | None = None
        while scope is not None and scope is not file_scope:
            found = scope.tags.get(tag)
            if found is not None:
                break
            scope = scope.parent
        else:
            found = self.file.tag(tag, kind)
        return found

    def _wrong_kind(self, tag: str, token: Token) -> None:
        self.context.diagnostics.error(f"'{tag}' defined as wrong kind of tag", token.location)

    def record_type(self, node: nodes.StructSpecifier, alone: bool) -> CType:
        """The type of a structure or union specifier; ``alone``: it is a whole declaration (6.7.2.3p7)."""
        context = self.context
        tag = node.tag
        if node.members is not None:
            return self._define_record(node)
        assert tag is not None
        if node.attributes:
            gnu.evaluate(context, node.attributes)
        scope = context.scope
        found: Record | Enumeration | None
        if alone and scope is not context.file_scope:
            found = scope.tags.get(tag)
        else:
            found = self._find(tag, node.kind, node.token)
        if found is not None:
            if isinstance(found, Record) and found.kind == node.kind:
                return found.types[0]
            self._wrong_kind(tag, node.token)
            return context.types.int
        if alone and scope is not context.file_scope:
            record = scope.tags[tag] = Record(node.kind, tag)
            RecordType(record)
        else:
            # A mention declares the tag: at file scope, since a header item not analysed yet may mention it too.
            if scope.prototype and not self.file.mentions_tag(tag):
                self._in_prototype(node.kind, node)
            record = self.file.add_record(node.kind, tag)
        record.location = node.token.location
        return record.types[0]

    def _in_prototype(self, kind: str, node: nodes.StructSpecifier | nodes.EnumSpecifier) -> None:
        """A prototype is the whole scope of a tag: nobody else can name the type."""
        if self.context.warnings is not None:
            shown = f"'{kind} {node.tag}'" if node.tag is not None else f"anonymous {kind}"
            text = "declared inside parameter list will not be visible outside of this definition or declaration"
            self.context.diagnostics.warning(f"{shown} {text}", node.token.location)

    def _new_tag(self, node: nodes.StructSpecifier) -> tuple[Record, Record | None]:
        """The record that a definition completes, and the complete one that it repeats (C23), or None."""
        context, tag, scope = self.context, node.tag, self.context.scope
        if scope.prototype:
            self._in_prototype(node.kind, node)
        if tag is None:
            record = Record(node.kind, None)
            RecordType(record)
            return record, None
        again: Record | None = None
        if scope is context.file_scope:
            self.file.need_tag(tag)
        found = scope.tags.get(tag)
        if found is not None:
            if not isinstance(found, Record) or found.kind != node.kind:
                self._wrong_kind(tag, node.token)
            elif found in self._open:
                context.diagnostics.error(f"nested redefinition of '{node.kind} {tag}'", node.token.location)
            elif found._size != -1 and self._repeats:
                again = found
            elif found._size != -1:
                context.diagnostics.error(f"redefinition of '{node.kind} {tag}'", node.token.location)
                if found.location:
                    context.diagnostics.note("originally defined here", found.location)
            else:
                return found, None
        record = Record(node.kind, tag)
        if again is None:
            scope.tags[tag] = record
        RecordType(record)
        return record, again

    # --- Structures and unions ---

    def _define_record(self, node: nodes.StructSpecifier) -> CType:
        context = self.context
        record, again = self._new_tag(node)
        record.structural = self._repeats
        record.completer = None
        record.location = node.token.location
        self._open.add(record)
        attributes = gnu.evaluate(context, node.attributes) if node.attributes else {}
        if "designated_init" in attributes and node.kind == "union":
            not_designated(context, node.end or node.token)
        if "mode" in attributes:
            text = f"mode '{attributes['mode'][0]}' applied to inappropriate type"
            context.diagnostics.error(text, (node.end or node.token).location)
        record.mark = mark_of(attributes, node.tag or "", node.token.location) if attributes else None
        record.attributes = attributes
        pack = context.options.pack_struct
        packed = record.packed = "packed" in attributes or pack < 0
        pack = 0 if pack < 0 else node.pack or pack  # where all are packed, #pragma pack has no effect
        record.transparent = "transparent_union" in attributes
        record.unused = "unused" in attributes
        order = attributes.get("scalar_storage_order", (node.order or context.options.storage_order,))
        record.reverse = "big-endian" in order  # every target is little-endian
        microsoft = context.options.ms_bitfields and "gcc_struct" not in attributes
        if microsoft or "ms_struct" in attributes:
            layout: Layout = MicrosoftLayout(node.kind == "union", pack, 1)
        else:
            layout = Layout(node.kind == "union", pack, 1)
        fields: list[Field] = []
        names: dict[str, tuple[Field, ...]] = {}
        assert node.members is not None
        count = len(node.members)
        for index, member in enumerate(node.members):
            if isinstance(member, nodes.StaticAssert):
                context.declarations.static_assert(member)
                continue
            extension = member.specifiers.extension
            context.diagnostics.extension += extension
            self._member(record, member, layout, packed, fields, names, index == count - 1)
            context.diagnostics.extension -= extension
        self._open.discard(record)
        layout.align = max(layout.align, gnu.alignment(attributes))
        named = any(
            isinstance(m, nodes.MemberDeclaration) and any(d.declarator is not None for d in m.declarators)
            for m in node.members
        )  # fmt: skip
        if not fields and not named and context.diagnostics.pedantic:
            what = "named members" if any(isinstance(m, nodes.MemberDeclaration) for m in node.members) else "members"
            context.diagnostics.pedwarn(f"{node.kind} has no {what}", node.token.location, "pedantic")
        record.fields = fields
        record.by_name = names
        record.size, record.align = layout.finish()
        if record.size >= 1 << 63:
            shown = f"{node.kind} {node.tag}" if node.tag else f"{node.kind} <anonymous>"
            context.diagnostics.error(f"type '{shown}' is too large", node.token.location)
            record.size = record.align
        record.size_variable = layout.size_variable
        if record.transparent and (not fields or fields[0].type.size != record.size):
            context.diagnostics.warning(f"{node.kind} cannot be made transparent", node.token.location)
            record.transparent = False
        if again is not None:
            if same_record(record, again):
                return again.types[0]
            context.diagnostics.error(f"redefinition of '{node.kind} {node.tag}'", node.token.location)
            if again.location:
                context.diagnostics.note("originally defined here", again.location)
        return record.types[0]

    def _member(
        self,
        record: Record,
        node: nodes.MemberDeclaration,
        layout: Layout,
        packed: bool,
        fields: list[Field],
        names: dict[str, tuple[Field, ...]],
        last: bool,
    ) -> None:
        context = self.context
        specified = self.specifiers.analyze(node.specifiers, alone=False)
        base = specified.type
        if specified.mark is not None and node.declarators:
            report(context.diagnostics, specified.mark, node.token.location)
        if specified.auto_type:
            context.diagnostics.error("'__auto_type' used in a structure", node.token.location)
        if not node.declarators:
            plain = base.unqualified
            struct, options = node.specifiers.struct, context.options
            anonymous = isinstance(plain, RecordType) and (
                (struct is not None and struct.tag is None) or options.ms_extensions or options.plan9_extensions
            )
            if not anonymous or not isinstance(plain, RecordType):
                location = (node.end or node.token).location
                context.diagnostics.pedwarn("declaration does not declare anything", location)
                return
            diagnostics = context.diagnostics
            dialect = "C90" if diagnostics.year < 1999 else "C99"
            text = f"ISO {dialect} doesn't support unnamed structs/unions"
            diagnostics.since(2011, text, (node.end or node.token).location)
            if plain.size == -1:
                context.diagnostics.error("field has incomplete type", node.token.location)
                return
            field = Field("", base, location=node.token.location)
            fields.append(field)
            if options.plan9_extensions:
                field.typedef = node.specifiers.typedef_name or ""
            if layout.union:
                self._check_punning(record, base, node.token)
            if plain.record.constant:
                record.constant = True
            if plain.record.flexible and last:
                record.flexible = True
            own = specified.attributes
            if plain.size == -2:
                self._variable_member(layout, node.token)
            layout.add(
                Member(
                    field, plain.size, base.align, max(specified.align, gnu.alignment(own)), packed or "packed" in own
                )
            )
            for name, path in plain.record.by_name.items():
                if name in names:  # GCC points at the later one
                    diagnostics.error(f"duplicate member '{name}'", path[-1].location)
                else:
                    names[name] = (field, *path)
            return
        for position, declarator in enumerate(node.declarators):
            final = last and position == len(node.declarators) - 1
            self._declarator(record, specified, declarator, layout, packed, fields, names, final)

    def _name(self, name: str, path: tuple[Field, ...], names: dict[str, tuple[Field, ...]], token: Token) -> None:
        if name in names:
            self.context.diagnostics.error(f"duplicate member '{name}'", token.location)
        else:
            names[name] = path

    def _declarator(
        self,
        record: Record,
        specified: Specified,
        node: nodes.MemberDeclarator,
        layout: Layout,
        packed: bool,
        fields: list[Field],
        names: dict[str, tuple[Field, ...]],
        last: bool,
    ) -> None:
        context = self.context
        diagnostics, location = context.diagnostics, node.token.location
        base, own = specified.type, dict(specified.attributes)
        if node.attributes:
            gnu.evaluate(context, node.attributes, own)
        name = ""
        type_ = base
        if node.declarator is not None:
            name = node.declarator.name or ""
            if node.declarator.chain or node.declarator.attributes:
                type_ = self.declarators.derive(base, node.declarator, own)
        if own:
            if "nodiscard" in own:
                gnu.misapplied(context, node.token)
            type_ = gnu.change_base(context, type_, own, node.token)
            type_ = gnu.change_function(context, type_, own, node.token)
        shown = f"'{name}'" if name else "<anonymous>"
        if type_.is_function:
            diagnostics.error(f"field {shown} declared as a function", location)
            type_ = context.types.pointer(type_)
        elif type_.is_void:
            diagnostics.error(f"variable or field {shown} declared void", location)
            type_ = context.types.int
        elif type_.size == -2:
            self._variable_member(layout, node.token)
        elif not type_.is_arithmetic and is_variably_modified(type_):
            diagnostics.pedwarn(_VARIABLE_MEMBER, location, "pedantic")
        size = type_.size
        if size == -1:
            if isinstance(type_, ArrayType) and type_.element.size >= 0:
                diagnostics.since(1999, "ISO C90 does not support flexible array members", location)
                if layout.union:
                    diagnostics.error("flexible array member in union", location)
                elif not last and not layout.union:
                    diagnostics.error("flexible array member not at end of struct", location)
                    type_ = ArrayType(type_.element, 0)
                elif not fields:
                    diagnostics.error("flexible array member in a struct with no named members", location)
                record.flexible = True
                size = 0
            else:
                diagnostics.error(f"field {shown} has incomplete type", location)
                type_ = context.types.int
                size = type_.size
        elif isinstance(type_, RecordType) and type_.record.flexible:
            if not layout.union:
                diagnostics.pedwarn("invalid use of structure with flexible array member", location, "pedantic")
            if last or layout.union:
                record.flexible = True
        quals = type_.quals
        element: CType = type_
        while isinstance(element, ArrayType):
            element = element.element
            quals |= element.quals
        if quals & CONST or (isinstance(element, RecordType) and element.record.constant):
            record.constant = True
        plain = type_.unqualified
        if node.width is not None and not (context.options.signed_bitfields or specified.signed):
            if isinstance(plain, IntegerType):
                type_ = qualify(context.types.to_unsigned(plain), type_.quals)
        if record.reverse:
            type_ = _reversed(type_)
        if layout.union:
            self._check_punning(record, type_, node.token)
        field = Field(name, type_, location=location)
        if own:
            field.attributes = frozenset(own)
            field.mark = mark_of(own, name, location)
        if node.width is not None:
            field.width = self._width(node.width, type_, name)
            if field.width < 0:
                return
        if name:
            fields.append(field)
            self._name(name, (field,), names, node.token)
        elif field.width > 0:
            record.unnamed.append(field)
        own_packed = packed or "packed" in own
        layout.add(Member(field, size, type_.align, max(specified.align, gnu.alignment(own)), own_packed))

    def _check_punning(self, union: Record, type_: CType, token: Token) -> None:
        """Warn of a union's member whose members are stored in another byte order than the union's."""
        element = element_of(type_)
        if isinstance(element, RecordType) and element.record.reverse != union.reverse:
            text = "type punning toggles scalar storage order"
            self.context.diagnostics.warning(text, token.location, "scalar-storage-order")

    def _variable_member(self, layout: Layout, token: Token) -> None:
        """Prepare the layout for a member of variable size (GNU C)."""
        context = self.context
        sizes = self.declarators.pending_sizes()
        context.diagnostics.pedwarn(_VARIABLE_MEMBER, token.location, "pedantic")
        if layout.offsets is None:  # in a prototype nothing is ever evaluated
            layout.offsets = VariableOffsets(context, [] if sizes is None else sizes, token)

    def _width(self, node: nodes.Expression, type_: CType, name: str) -> int:
        """The width of a bit-field, -1 after an error."""
        context = self.context
        diagnostics, location = context.diagnostics, node.token.location
        shown = f"'{name or '<anonymous>'}'"
        width = context.expressions.integer_constant(node, f"bit-field {shown} width", context.options.optimizing)
        if not type_.is_integer or type_.quals & ATOMIC:
            diagnostics.error(f"bit-field {shown} has invalid type", location)
            return -1
        if width is None:
            return -1
        if width < 0:
            diagnostics.error(f"negative width in bit-field {shown}", location)
            return -1
        if width == 0 and name:
            diagnostics.error(f"zero width for bit-field {shown}", location)
            return -1
        plain = type_.unqualified
        types = context.types
        if plain is not types.int and plain is not types.unsigned_int and plain is not types.bool:
            diagnostics.since(1999, f"type of bit-field {shown} is a GCC extension", location)
        bits = context.types.integer(type_).bits
        if width > bits:
            diagnostics.error(f"width of {shown} exceeds its type", location)
            return bits
        plain = type_.unqualified
        if isinstance(plain, EnumType) and plain.enumeration.enumerators:
            needed = enumeration_bits(plain.enumeration)
            if 0 < width < needed:
                diagnostics.warning(f"{shown} is narrower than values of its type", location)
        return width

    # --- Enumerations ---

    def enum_type(self, node: nodes.EnumSpecifier) -> CType:
        context, tag = self.context, node.tag
        if node.enumerators is not None:
            return self._define_enum(node)
        assert tag is not None
        found = self._find(tag, "enum", node.token)
        if found is None:
            if node.underlying is None:
                context.diagnostics.pedwarn(
                    "ISO C forbids forward references to 'enum' types", node.token.location, "pedantic"
                )
            if context.scope.prototype:
                self._in_prototype("enum", node)
            enumeration = Enumeration(tag, location=node.token.location)
            EnumType(enumeration)
            if context.function is None:
                self.file.add_forward_enum(enumeration)
            else:
                context.scope.tags[tag] = enumeration
            found = enumeration
        elif found in self._open:
            text = "ISO C forbids forward references to 'enum' types"
            context.diagnostics.pedwarn(text, node.token.location, "pedantic")
        if isinstance(found, Record) or found.type is None:
            self._wrong_kind(tag, node.token)
            return context.types.int
        if node.underlying is not None and found.underlying is None:
            self._fix(found, node.underlying)
        return found.type

    def _fix(self, enumeration: Enumeration, node: nodes.TypeName) -> None:
        under = self.context.declarations.type_name(node)
        if under.is_integer and enumeration.type is not None:
            enumeration.fixed = True
            enumeration.type.complete_as(self.context.types.integer(under))
        else:
            self.context.diagnostics.error("invalid 'enum' underlying type", node.token.location)

    def _new_enum(self, node: nodes.EnumSpecifier) -> tuple[Enumeration, Enumeration | None]:
        """The enumeration that a definition completes, and the complete one that it repeats (C23), or None."""
        again: Enumeration | None = None
        context, tag, scope = self.context, node.tag, self.context.scope
        if scope.prototype:
            self._in_prototype("enum", node)
        if tag is not None:
            if scope is context.file_scope:
                self.file.need_tag(tag)
            found = scope.tags.get(tag)
            if isinstance(found, Record):
                self._wrong_kind(tag, node.token)
            elif found is not None and found in self._open:
                context.diagnostics.error(f"nested redefinition of 'enum {tag}'", node.token.location)
            elif found is not None:
                if (found.underlying is None or found.fixed) and not found.enumerators:
                    return found, None
                if self._repeats:
                    again = found
                else:
                    self._redeclared(node, found)
        enumeration = Enumeration(tag, structural=self._repeats)
        EnumType(enumeration)
        if tag is not None and again is None:
            scope.tags[tag] = enumeration
        return enumeration, again

    def _redeclared(self, node: nodes.EnumSpecifier, found: Enumeration) -> None:
        self.context.diagnostics.error(f"redeclaration of 'enum {node.tag}'", node.token.location)
        if found.location:
            self.context.diagnostics.note("originally defined here", found.location)

    def _define_enum(self, node: nodes.EnumSpecifier) -> CType:
        context = self.context
        types, diagnostics = context.types, context.diagnostics
        enumeration, again = self._new_enum(node)
        enumeration.location = node.token.location
        type_ = enumeration.type
        assert type_ is not None and node.enumerators is not None
        if node.underlying is not None and enumeration.underlying is None:
            self._fix(enumeration, node.underlying)
        self._open.add(enumeration)
        if context.options.debug:
            context.enumerations.append(enumeration)
        value, following = -1, types.int
        constants: list[EnumConstant] = []
        values = enumeration.enumerators
        for enumerator in node.enumerators:
            own: CType = types.int
            if enumerator.value is not None:
                given = context.expressions.value(enumerator.value)
                if isinstance(given, tree.IntegerConstant) and given.type.is_integer:
                    if not given.ice:
                        text = f"enumerator value for '{enumerator.name}' is not an integer constant expression"
                        diagnostics.pedwarn(text, enumerator.value.token.location, "pedantic")
                    context.expressions.check_overflow(given, enumerator.end or enumerator.token)
                    value = given.value
                    own = given.type
                else:
                    message = f"enumerator value for '{enumerator.name}' is not an integer constant"
                    diagnostics.error(message, enumerator.value.token.location)
                    value += 1
            else:
                value += 1
                own = following
            if fits(types.int, value):
                own = types.int
            else:
                old = diagnostics.year < C23
                if old and enumerator.value is not None:
                    text = "ISO C restricts enumerator values to range of 'int'"
                    diagnostics.pedwarn(text, enumerator.value.token.location, "pedantic")
                under = types.integer(own)
                if not fits(under, value) and old:  # one past the largest of its type
                    diagnostics.error("overflow in enumeration values", enumerator.token.location)
                    value -= 1 << 8 * under.size
                elif not fits(under, value):
                    bigger = [
                        t
                        for t in (types.unsigned_int, types.long, types.unsigned_long, types.long_long)
                        if fits(t, value)
                    ]
                    if not bigger:
                        diagnostics.error("overflow in enumeration values", enumerator.token.location)
                        value, under = 0, types.int
                    else:
                        under = bigger[0]
                own = under
            following = types.integer(own)
            constant = EnumConstant(enumerator.name, own, value, enumerator.token, enumeration=type_)
            if enumerator.attributes:
                attributes = gnu.evaluate(context, enumerator.attributes)
                if "nodiscard" in attributes:
                    gnu.misapplied(context, enumerator.token)
                constant.mark = mark_of(attributes, enumerator.name, enumerator.token.location)
            constants.append(constant)
            values[enumerator.name] = value
            context.declarations.declare_enumerator(constant, None if again is None else again.enumerators)
        self._open.discard(enumeration)
        attributes = gnu.evaluate(context, node.attributes) if node.attributes else {}
        if "designated_init" in attributes:
            not_designated(context, node.token)
        enumeration.mark = mark_of(attributes, node.tag or "", node.token.location) if attributes else None
        enumeration.unused, enumeration.flags = "unused" in attributes, "flag_enum" in attributes
        enumeration.may_alias = "may_alias" in attributes
        if not enumeration.fixed:
            low, high = min(values.values(), default=0), max(values.values(), default=0)
            small = "packed" in attributes or context.options.short_enums
            mode = attributes.get("mode", (None,))[0]
            size = gnu.mode_size(types, mode) if isinstance(mode, str) else 0
            if size:
                chosen = gnu.integer_of_size(types, size, low < 0)
                if not (fits(chosen, low) and fits(chosen, high)):
                    diagnostics.error("specified mode too small for enumerated values", node.token.location)
            else:
                chosen = self._underlying(low, high, small, node.token)
            type_.complete_as(chosen)
        under = enumeration.underlying or types.unsigned_int
        if again is not None and again.type is not None:
            if same_enumeration(enumeration, again):
                return again.type
            self._redeclared(node, again)
        large = not all(fits(types.int, value) for value in values.values())
        if enumeration.fixed or (large and context.options.dialect.year >= C23):
            for constant in constants:
                constant.type = type_
        else:
            for constant in constants:
                if not fits(types.int, constant.value):
                    constant.type = under
        return type_

    def _underlying(self, low: int, high: int, small: bool, token: Token) -> IntegerType:
        types = self.context.types
        signed = low < 0
        for size in (1, 2, 4, 8, 16) if small else (4, 8, 16):
            candidate = gnu.integer_of_size(types, size, signed)
            if fits(candidate, low) and fits(candidate, high):
                if size == 16:
                    message = "enumeration values exceed range of largest integer"
                    self.context.diagnostics.warning(message, token.location)
                return candidate
        return types.unsigned_long


def _reversed(type_: CType) -> CType:
    """The type of a member of a record in reverse storage order: scalars, and arrays of them that have an order, are
    marked; vectors and records keep theirs."""
    element = element_of(type_)
    if not element.is_scalar or (type_.is_array and element.size == 1):
        return type_
    return qualify(type_, REVERSED)


def reordered(type_: RecordType, reverse: bool) -> CType:
    """A complete record type with its own scalars in that byte order; as in GCC, arrays keep the one they have."""
    old = type_.record
    if old.size == -1 or old.reverse == reverse:
        return type_
    record = Record(old.kind, old.tag, [], old.size, old.align, old.location)
    record.attributes = old.attributes
    record.packed, record.transparent, record.unused = old.packed, old.transparent, old.unused
    record.flexible, record.constant, record.reverse = old.flexible, old.constant, reverse
    record.size_variable, record.unnamed = old.size_variable, old.unnamed
    made: dict[Field, Field] = {}
    for field in old.fields:
        copy = made[field] = replace(field)
        if copy.type.is_scalar:
            copy.type = copy.type.with_quals(copy.type.quals & ~REVERSED | (REVERSED if reverse else 0))
        record.fields.append(copy)
    record.by_name = {name: (made[path[0]], *path[1:]) for name, path in old.by_name.items()}
    return RecordType(record).with_quals(type_.quals)


def enumeration_bits(enumeration: Enumeration) -> int:
    """The bits that an enumeration's values need."""
    values = enumeration.enumerators.values()
    low, high = min(values), max(values)
    if low < 0:
        return max((-low - 1).bit_length(), high.bit_length()) + 1
    return high.bit_length()

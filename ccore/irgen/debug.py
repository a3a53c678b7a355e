"""What debuggers are told of a unit's types and symbols: C types to those of ``ccore.ir.debug``, as they are reached.

A type keeps the typedef name it was spelled with (``CType.typedef``), and is described by it.  Records are filled in
from a queue, since the structures of a program's headers form chains of any length.
"""

from __future__ import annotations

import os
from collections import deque
from typing import Final, final

from ccore.ir import debug as d
from ccore.ir.values import GlobalVariable
from ccore.options import Options
from ccore.sema import tree
from ccore.sema import types as c
from ccore.version import VERSION

_BOOLEAN, _COMPLEX, _FLOAT, _SIGNED, _SIGNED_CHAR, _UNSIGNED, _UNSIGNED_CHAR, _DECIMAL, _UTF, _COMPLEX_INTEGER = (
    2, 3, 4, 5, 6, 7, 8, 15, 16, 0x80,
)  # fmt: skip
"""DW_ATE_* (DWARF 5, 7.8); the last is GNU's, for complex integers."""
_QUALIFIERS: Final = ((c.CONST, "const"), (c.VOLATILE, "volatile"), (c.RESTRICT, "restrict"), (c.ATOMIC, "atomic"))
_PLAIN_QUALIFIERS: Final = c.CONST | c.VOLATILE | c.RESTRICT | c.ATOMIC
_LANGUAGES: Final = {"89": "DW_LANG_C89", "90": "DW_LANG_C89", "ansi": "DW_LANG_C89", "99": "DW_LANG_C99"}


@final
class DebugBuilder:
    """The debug information of one unit.  ``variables``: of automatic length variables, by ``tree.Variable``, which
    the function generator enters before it describes an array that they measure."""

    def __init__(self, options: Options, path: str) -> None:
        version = options.dwarf_version
        standard = options.standard
        language = next((name for end, name in _LANGUAGES.items() if standard.endswith(end)), "DW_LANG_C11")
        if version < 5 and language == "DW_LANG_C11":
            language = "DW_LANG_C99"  # DWARF 4 has no number for a later one
        mode = "" if options.level == "0" else f" -O{options.level}"
        self.unit = d.UnitDebug(
            path, os.getcwd(), f"ccore {VERSION} -std={standard} -g{mode}", language, options.debug, version,
            options.level != "0", options.debug_prefix_map, options.debug_columns,
        )  # fmt: skip
        self.full = options.debug > 1
        self.scopes: dict[tree.Variable, d.Scope] = {}  # of functions' static variables
        self.subprograms: dict[tree.Function, d.Subprogram] = {}
        self.lengths: dict[tree.Variable, d.LocalVariable] = {}
        self._types: dict[c.CType, d.DebugType | None] = {}
        self._records: dict[c.Record, d.RecordType] = {}
        self._enumerations: dict[c.Enumeration, d.EnumerationType] = {}
        self._typedefs: dict[c.TypeName, d.DerivedType] = {}
        self._unfilled: deque[tuple[c.Record, d.RecordType]] = deque()

    # --- Symbols ------------------------------------------------------------------------------------------------

    def subprogram(self, definition: tree.FunctionDefinition, name: str, parent: d.Scope | None) -> d.Subprogram:
        """A function that is defined; ``name``: its symbol."""
        function = definition.function
        type_ = function.type
        assert isinstance(type_, c.FunctionType)
        described = self.type(type_) if self.full else None
        if not isinstance(described, d.SubroutineType):
            described = d.SubroutineType(None, [], False, True)
        name = function.asm_name or name
        made = self.subprograms[function] = d.Subprogram(
            function.name, name if name != function.name else "", function.token.location,
            definition.body.token.location, described, function.linkage == "external",
            "noreturn" in function.attributes or "noreturn" in type_.attributes, parent,
        )  # fmt: skip
        return made

    def variable(self, symbol: tree.Variable, made: GlobalVariable) -> None:
        """Describe a variable of static storage duration that the program names."""
        scope = self.scopes.get(symbol)
        if not symbol.name or not self.full:
            return
        link = made.asm_name or made.name
        made.debug = d.GlobalDebug(
            symbol.name, link if link != symbol.name and symbol.linkage != "none" else "",
            self.type(symbol.type), symbol.token.location, symbol.linkage == "external", made.defined, scope,
        )  # fmt: skip

    # --- Types --------------------------------------------------------------------------------------------------

    def keep(self, type_: c.CType) -> None:
        """Describe a structure that the program names, though no variable is made of it."""
        if isinstance(type_, c.RecordType) and type_.record not in self._records and self.full:
            self.unit.kept.append(self._record(type_.record))

    def finish(self, enumerations: list[c.Enumeration]) -> d.UnitDebug:
        """Fill in what was put off; the unit.  ``enumerations``: whose constants a user may ask for."""
        if self.full:
            self.unit.kept += [self._enumeration(e) for e in enumerations if e not in self._enumerations]
        while self._unfilled:
            self._fill(*self._unfilled.popleft())
        return self.unit

    def type(self, type_: c.CType) -> d.DebugType | None:
        """The description of a type; None for void."""
        found = self._types.get(type_)
        if found is None and type_ not in self._types:
            found = self._type(type_)
            self._types[type_] = found
        return found

    def _type(self, type_: c.CType) -> d.DebugType | None:
        alias = type_.typedef
        quals = type_.quals & _PLAIN_QUALIFIERS
        own = 0
        if alias is not None:
            own = alias.type.quals & _PLAIN_QUALIFIERS
            if own & ~quals:
                alias = None
                own = 0
        if quals & ~own and not type_.is_array:
            return self._qualified(self.type(type_.with_quals(type_.quals & ~(quals & ~own))), quals & ~own)
        if alias is not None:
            return self._typedef(alias)
        return self._plain(type_)

    def _qualified(self, made: d.DebugType | None, quals: int) -> d.DebugType | None:
        for bit, kind in _QUALIFIERS:
            if quals & bit:
                made = d.DerivedType(kind, made)
        return made

    def _typedef(self, alias: c.TypeName) -> d.DerivedType:
        found = self._typedefs.get(alias)
        if found is None:
            found = self._typedefs[alias] = d.DerivedType("typedef", None, 0, alias.name, alias.location)
            found.target = self.type(alias.type)
        return found

    def _plain(self, type_: c.CType) -> d.DebugType | None:
        if isinstance(type_, c.IntegerType):
            return self._integer(type_)
        if isinstance(type_, c.PointerType):
            made = d.DerivedType("pointer", None, type_.size)
            self._types[type_] = made  # what it points to may lead back here
            made.target = self.type(type_.target)
            return made
        if isinstance(type_, c.RecordType):
            return self._record(type_.record)
        if isinstance(type_, c.EnumType):
            return self._enumeration(type_.enumeration)
        if isinstance(type_, c.ArrayType):
            return self._array(type_)
        if isinstance(type_, c.FunctionType):
            parameters = [self.type(p) for p in type_.parameters]
            return d.SubroutineType(self.type(type_.result), parameters, type_.variadic, type_.prototyped)
        if isinstance(type_, c.FloatingType):
            return d.BaseType(type_.name, type_.size, _DECIMAL if type_.is_decimal else _FLOAT)
        if isinstance(type_, c.ComplexType):
            base = type_.base
            name = getattr(base, "name", "")
            return d.BaseType(
                f"complex {name}", type_.size, _COMPLEX if base.is_floating else _COMPLEX_INTEGER
            )
        if isinstance(type_, c.VectorType):
            return d.ArrayType(self.type(type_.element), [type_.count], type_.size, True)
        return None

    def _integer(self, type_: c.IntegerType) -> d.BaseType:
        if type_.is_bool:
            encoding = _BOOLEAN
        elif type_.name.endswith("char"):
            encoding = _SIGNED_CHAR if type_.signed else _UNSIGNED_CHAR
        else:
            encoding = _SIGNED if type_.signed else _UNSIGNED
        return d.BaseType(type_.name, type_.size, encoding)

    def _array(self, type_: c.ArrayType) -> d.ArrayType:
        counts: list[int | d.LocalVariable] = []
        element: c.CType = type_
        quals = 0
        while isinstance(element, c.ArrayType) and (element is type_ or element.typedef is None):
            variable = element.length_variable
            plain = element.unqualified
            if variable is None and isinstance(plain, c.ArrayType):
                variable = plain.length_variable
            known = self.lengths.get(variable) if variable is not None else None
            counts.append(known if known is not None else max(element.length, -1))
            quals |= element.quals & _PLAIN_QUALIFIERS  # those of an array are its element's
            element = element.element
        if quals & ~element.quals and not element.is_array:
            element = element.qualified(quals)
        return d.ArrayType(self.type(element), counts, max(type_.size, 0))

    def _enumeration(self, enumeration: c.Enumeration) -> d.EnumerationType:
        found = self._enumerations.get(enumeration)
        if found is None:
            under = enumeration.underlying
            base = None if under is None else self._integer(under)
            found = self._enumerations[enumeration] = d.EnumerationType(
                enumeration.tag or "", base, enumeration.enumerators, enumeration.location
            )
        return found

    def _record(self, record: c.Record) -> d.RecordType:
        found = self._records.get(record)
        if found is None:
            found = self._records[record] = d.RecordType(record.kind, record.tag or "", record.size, record.location)
            if found.size >= 0:
                self._unfilled.append((record, found))
        return found

    def _fill(self, record: c.Record, made: d.RecordType) -> None:
        made.location = record.location
        for member in record.fields:
            if member.width >= 0:
                if member.name:
                    at, storage = member.offset * 8 + member.bit, member.offset * 8
                    made.members.append(
                        d.Member(member.name, self.type(member.type), at, member.width, storage, member.location)
                    )
                continue
            described = self.type(member.type)
            made.members.append(
                d.Member(member.name, described, member.offset * 8, max(member.type.size, 0) * 8, -1, member.location)
            )



"""-Wformat: format strings beside the arguments of their call.

Each directive is cut into flags, width, precision, length modifier and conversion; the tables of ``formats`` say what
argument it wants.  Messages point into the string literal, at the directive's last character, as GCC's do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from ccore.ast import nodes
from ccore.records import dataclass
from ccore.sema import tree
from ccore.sema.compat import type_text
from ccore.sema.types import CONST, CType, PointerType
from ccore.sema.warnings.formats import (
    FLAGS,
    FORMAT_ARGUMENT,
    LENGTHS,
    PRINTF,
    SCANF,
    STRFTIME,
    TWO_DIGIT_YEARS,
    WORDS,
)
from ccore.source import Location, Token

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.sema.convert import Conversions


@final
@dataclass(slots=True, eq=False)
class FormatCall:
    """``position``: of the string among the arguments, from 1; ``first``: of the values, 0: they are in a va_list."""

    node: nodes.Call
    arguments: list[tree.Expression]
    kind: str
    position: int
    first: int


@final
class _Literal:
    """A format string: its text (bytes as latin-1) and where its characters stand."""

    def __init__(self, text: str, place: Location, parts: list[Token] | None) -> None:
        self.text = text
        self.place = place
        self.parts = parts
        self._columns: list[Location] | None = None

    def at(self, offset: int) -> Location:
        """The place of a character."""
        if self._columns is None:
            self._columns = self._spell()
        return self._columns[offset] if offset < len(self._columns) else self.place

    def _spell(self) -> list[Location]:
        places: list[Location] = []
        for part in self.parts or ():
            text, line = part.text, part.line
            if not text.startswith('"') or line.file.line_text(line.number)[part.column - 1 :][: len(text)] != text:
                return []
            at = 1
            while at < len(text) - 1:
                places.append(Location(line, part.column + at))
                at += _escape(text, at)
        return places


def _escape(text: str, at: int) -> int:
    """How many characters spell the character at a position."""
    if text[at] != "\\":
        return 1
    kind = text[at + 1]
    end = at + 2
    if kind == "x":
        while text[end] in "0123456789abcdefABCDEF":
            end += 1
    elif kind in "01234567":
        while end < at + 4 and text[end] in "01234567":
            end += 1
    return end - at


class FormatCheck:
    """Checks the format strings of one translation unit."""

    def __init__(self, context: Context, conversions: Conversions) -> None:
        self.context = context
        self.types = context.types
        self.conversions = conversions
        self.diagnostics = context.diagnostics
        self.name = ""

    def _say(self, text: str, location: Location, group: str = "format") -> None:
        self.diagnostics.warning(text, location, group)

    # --- Which strings ----------------------------------------------------------------------------------------

    def check(self, call: FormatCall) -> None:
        """One call of a function that takes a format."""
        if call.position > len(call.arguments) or self.conversions.inhibit:
            return
        self.name = "gnu_" + call.kind
        node = call.node.arguments[call.position - 1]
        literals: list[_Literal] = []
        if self._literals(node, call.arguments[call.position - 1], literals):
            if len(literals) == 1:
                self._one(call, literals[0], True)
            else:  # extra arguments are told of only if no alternative takes them
                for literal in literals:
                    self._one(call, literal, False)
        else:
            self._not_literal(call, node.token.location)

    def _literals(self, node: nodes.Expression | None, e: tree.Expression, found: list[_Literal]) -> bool:
        """Collect the strings that a format may be; False where it is no literal."""
        while isinstance(e, tree.Convert) and e.type.is_pointer:
            e = e.operand
            node = node.operand if isinstance(node, nodes.Cast) else node
        if isinstance(e, tree.Decay) and isinstance(e.lvalue, tree.StringReference):
            string = e.lvalue.string
            if string.width != 1:
                self._say("format is a wide character string", e.token.location)
                return True
            parts = node.parts if isinstance(node, nodes.StringLiteral) else None
            place = node.token.location if node is not None else e.token.location
            found.append(_Literal(string.data[:-1].decode("latin-1"), place, parts))
            return True
        if isinstance(e, tree.Decay) and isinstance(e.lvalue, tree.VariableReference):
            variable = e.lvalue.variable
            element = variable.type.element  # type: ignore[attr-defined]
            if element.quals & CONST and element.size == 1 and variable.initial is not None:
                data = bytes(variable.initial.data)
                if not variable.initial.relocations and b"\0" in data + b"\0" * (variable.type.size > len(data)):
                    place = node.token.location if node is not None else e.token.location
                    found.append(_Literal(data.split(b"\0")[0].decode("latin-1"), place, None))
                    return True
            return False
        if isinstance(e, tree.PointerOffset) and isinstance(e.index, tree.IntegerConstant) and not e.negative:
            inner: list[_Literal] = []
            written = node.left if isinstance(node, nodes.Binary) else None
            if not self._literals(written, e.pointer, inner):
                return False
            for literal in inner:
                if not 0 <= e.index.value <= len(literal.text):
                    return False
                found.append(_Literal(literal.text[e.index.value :], literal.place, None))
            return True
        if isinstance(e, tree.Conditional):
            then, otherwise = (node.then, node.otherwise) if isinstance(node, nodes.Conditional) else (None, None)
            if e.then is None:
                return False
            arms = ((then, e.then), (otherwise, e.otherwise))
            return all(_is_null(arm) or self._literals(written, arm, found) for written, arm in arms)
        if isinstance(e, tree.Call):
            position = format_argument(e)
            if position and position <= len(e.arguments):
                written = None
                if isinstance(node, nodes.Call) and len(node.arguments) >= position:
                    written = node.arguments[position - 1]
                return self._literals(written, e.arguments[position - 1], found)
        return _is_null(e)

    def _not_literal(self, call: FormatCall, place: Location) -> None:
        if call.kind == "strftime":
            self._say("format not a string literal, format string not checked", place, "format-nonliteral")
        elif call.first:
            if len(call.arguments) < call.first:
                group = "format-security" if self.diagnostics.enabled("format-security") else "format-nonliteral"
                self._say("format not a string literal and no format arguments", place, group)
            else:
                self._say("format not a string literal, argument types not checked", place, "format-nonliteral")

    # --- One string -------------------------------------------------------------------------------------------

    def _one(self, call: FormatCall, literal: _Literal, alone: bool) -> None:
        text = literal.text
        if not text:
            self._say(f"zero-length {self.name} format string", literal.place, "format-zero-length")
            if alone and call.first and len(call.arguments) >= call.first:
                self._say("too many arguments for format", literal.place, "format-extra-args")
            return
        end = text.find("\0")
        if end >= 0:
            self._say("embedded '\\0' in format", literal.at(end), "format-contains-nul")
            return
        _String(self, call, literal).run(alone)


def _is_null(e: tree.Expression) -> bool:
    return isinstance(e, tree.IntegerConstant) and not e.value


@final
class _String:
    """The walk over one format string."""

    def __init__(self, check: FormatCheck, call: FormatCall, literal: _Literal) -> None:
        self.check = check
        self.types = check.types
        self.call = call
        self.literal = literal
        self.text = literal.text
        self.at = 0
        self.used = 0  # arguments consumed
        self.numbered: set[int] = set()
        self.dollar = False
        self.failed = False

    def _say(self, text: str, offset: int, group: str = "format") -> None:
        self.check._say(text, self.literal.at(offset), group)

    def run(self, alone: bool) -> None:
        """All directives, then the arguments that none wanted."""
        text = self.text
        while True:
            start = text.find("%", self.at)
            if start < 0:
                break
            self.at = start + 1
            if self.at == len(text):
                self._say("spurious trailing '%' in format", start)
                return
            if text[self.at] == "%":
                self.at += 1
                continue
            if not (self._time(start) if self.call.kind == "strftime" else self._directive(start)):
                return
        call = self.call
        if not alone or not call.first or call.kind == "strftime":
            return
        if self.dollar:
            given = len(call.arguments) - call.first + 1
            if self.numbered and given > max(self.numbered):
                self.check._say("unused arguments in $-style format", self.literal.place, "format-extra-args")
        elif call.first - 1 + self.used < len(call.arguments):
            self.check._say("too many arguments for format", self.literal.place, "format-extra-args")

    def _time(self, start: int) -> bool:
        """A directive of strftime."""
        text = self.text
        while self.at < len(text) and text[self.at] in FLAGS["strftime"]:
            self.at += 1
        while self.at < len(text) and text[self.at].isdigit():
            self.at += 1
        if self.at < len(text) and text[self.at] in "EO":
            self.at += 1
        if self.at >= len(text):
            self._say("conversion lacks type at end of format", len(text) - 1)
            return False
        conversion = text[self.at]
        self.at += 1
        if conversion not in STRFTIME:
            self._unknown(conversion)
        elif conversion in TWO_DIGIT_YEARS:
            shown = text[start + 1 : self.at]
            tail = " in some locales" if TWO_DIGIT_YEARS[conversion] else ""
            self._say(f"'%{shown}' yields only last 2 digits of year{tail}", self.at - 1, "format-y2k")
        return True

    def _unknown(self, character: str) -> None:
        if " " < character < "\x7f":
            self._say(f"unknown conversion type character '{character}' in format", self.at - 1)
        else:
            self._say(f"unknown conversion type character 0x{ord(character):x} in format", self.at - 1)

    def _number(self) -> int:
        start = self.at
        while self.at < len(self.text) and self.text[self.at].isdigit():
            self.at += 1
        return int(self.text[start : self.at] or 0)

    def _position(self) -> int:
        """``n$``, or 0."""
        start = self.at
        number = self._number()
        if number and self.at < len(self.text) and self.text[self.at] == "$":
            self.at += 1
            self.dollar = True
            self.numbered.add(number)
            if self.call.first and self.call.first - 1 + number > len(self.call.arguments):
                self._say("operand number out of range in format", self.at - 1)
                self.failed = True
            return number
        self.at = start
        return 0

    def _star(self, what: str, shown: str, offset: int) -> bool:
        """``*`` for a width or a precision takes an int."""
        position = self._position() if self.dollar or (self.text[self.at : self.at + 1].isdigit()) else 0
        return self._argument(position, "i", shown, offset, f"field {what} specifier")

    def _directive(self, start: int) -> bool:
        call, text = self.call, self.text
        kind = call.kind
        position = self._position()
        if self.failed:
            return False
        flags = ""
        while self.at < len(text) and text[self.at] in FLAGS[kind]:
            if text[self.at] in flags:
                self._say(f"repeated '{text[self.at]}' flag in format", self.at)
            flags += text[self.at]
            self.at += 1
        width = precision = False
        if kind == "printf":
            if self.at < len(text) and text[self.at] == "*":
                self.at += 1
                width = True
                if not self._star("width", "*", self.at - 1):
                    return False
            elif self._skip_digits():
                width = True
            if self.at < len(text) and text[self.at] == ".":
                precision = True
                self.at += 1
                if self.at < len(text) and text[self.at] == "*":
                    self.at += 1
                    if not self._star("precision", ".*", self.at - 1):
                        return False
                else:
                    if self.at < len(text) and text[self.at] == "-":
                        self.at += 1
                    self._number()
        else:
            digits = self.at
            width = self._skip_digits()
            if width and not int(text[digits : self.at]):
                self._say(f"zero width in {self.check.name} format", self.at)
            if self.at < len(text) and text[self.at] == "m":
                flags += "m"
                self.at += 1
            elif text[self.at : self.at + 1] == "a" and text[self.at + 1 : self.at + 2] in ("s", "S", "["):
                flags += "a"
                self.at += 1
        length = next((one for one in LENGTHS if text.startswith(one, self.at)), "")
        self.at += len(length)
        if self.at >= len(text):
            self._say("conversion lacks type at end of format", len(text) - 1)
            return False
        conversion = text[self.at]
        self.at += 1
        table = PRINTF if kind == "printf" else SCANF
        row = table.get(conversion)
        if row is None:
            self._unknown(conversion)
            return True
        last = self.at - 1
        if conversion == "[" and not self._set():
            return False
        letters, allowed, effect = row
        self._flags(flags, width, precision, conversion, allowed, effect, last)
        letter = letters.get(length)
        if letter is None:
            self._say(
                f"use of '{length}' length modifier with '{conversion}' type character has either no effect "
                "or undefined behavior",
                last,
            )
            self.used += 1  # GCC's guess: the argument that was meant for it
            return True
        if letter == "-" or "*" in flags:
            return True
        if flags[-1:] in ("m", "a") and kind == "scanf":
            letter = "*" + letter
        shown = f"%{length}{conversion}"
        return self._argument(position, letter, shown, last, "format", effect)

    def _skip_digits(self) -> bool:
        start = self.at
        self._number()
        return self.at > start

    def _set(self) -> bool:
        """``[...]`` of scanf."""
        text = self.text
        if text[self.at : self.at + 1] == "^":
            self.at += 1
        if text[self.at : self.at + 1] == "]":
            self.at += 1
        end = text.find("]", self.at)
        if end < 0:
            self._say("no closing ']' for '%[' format", self.at)
            return False
        self.at = end + 1
        return True

    def _flags(
        self, flags: str, width: bool, precision: bool, conversion: str, allowed: str, effect: str, last: int
    ) -> None:
        name = self.check.name
        for flag in flags:
            if flag not in allowed:
                what = "assignment suppression" if flag == "*" else "'m' flag" if flag == "m" else f"'{flag}' flag"
                self._say(f"{what} used with '%{conversion}' {name} format", last)
        if width and "w" not in allowed:
            what = "field width" if name == "gnu_printf" else "field width"
            self._say(f"{what} used with '%{conversion}' {name} format", last)
        if precision and "p" not in allowed:
            self._say(f"precision used with '%{conversion}' {name} format", last)
        if name != "gnu_printf":
            return
        if "0" in flags and "-" in flags:
            self._say(f"'0' flag ignored with '-' flag in {name} format", last)
        elif "0" in flags and precision and effect == "i":
            self._say(f"'0' flag ignored with precision and '%{conversion}' {name} format", last)
        if " " in flags and "+" in flags:
            self._say(f"' ' flag ignored with '+' flag in {name} format", last)

    # --- Arguments --------------------------------------------------------------------------------------------

    def _argument(self, position: int, letter: str, shown: str, last: int, what: str, effect: str = "") -> bool:
        call = self.call
        if not call.first:
            return True
        if position:
            index = call.first - 2 + position
        else:
            if self.dollar:
                self._say("missing $ operand number in format", last)
                return False
            index = call.first - 1 + self.used
            self.used += 1
        pointers = letter.count("*")
        wanted = self._wanted(letter[pointers:], pointers)
        spelled = WORDS.get(letter[-1]) or type_text(wanted)
        if pointers:
            spelled += " " + "*" * pointers
        if index >= len(call.arguments):
            self._say(f"{what} '{shown}' expects a matching '{spelled}' argument", last)
            return False
        argument = call.arguments[index]
        promoted = self.check.conversions.default_promote(argument)
        if promoted.type is self.check.conversions.error_type:
            return True
        if self._agrees(promoted, wanted, letter, pointers, index + 1, effect, last):
            return True
        text = f"{what} '{shown}' expects argument of type '{spelled}'"
        actual = type_text(promoted.type.unqualified)
        self._say(f"{text}, but argument {index + 1} has type '{actual}'", last)
        return True

    def _spelled(self, number: int) -> bool:
        """Whether an argument stands in the source as such: GCC is silent about the library's NULL."""
        token = self.call.node.arguments[number - 1].token
        text = token.line.file.line_text(token.line.number)
        return text.startswith(token.text, token.column - 1)

    def _wanted(self, letter: str, pointers: int) -> CType:
        types = self.types
        found: dict[str, CType] = {
            "i": types.int, "u": types.unsigned_int, "l": types.long, "m": types.unsigned_long, "q": types.long_long,
            "Q": types.unsigned_long_long, "j": types.long, "J": types.unsigned_long, "t": types.ptrdiff_t,
            "T": types.to_unsigned(types.ptrdiff_t), "z": types.ptrdiff_t, "Z": types.size_t, "d": types.double,
            "f": types.float, "g": types.long_double, "c": types.char, "a": types.signed_char,
            "A": types.unsigned_char, "h": types.short, "H": types.unsigned_short, "v": types.void,
            "w": types.wchar_t, "W": types.unsigned_int, "x": types.decimal32, "y": types.decimal64,
            "k": types.decimal128,
        }  # fmt: skip
        if not pointers and letter in "aAhH":  # as default argument promotions leave it
            return types.int
        return found[letter]

    def _agrees(
        self, e: tree.Expression, wanted: CType, letter: str, pointers: int, number: int, effect: str, last: int
    ) -> bool:
        actual = e.type
        for depth in range(pointers):
            if not isinstance(actual, PointerType):
                return False
            if depth == 0 and _is_null(e) and effect and self._spelled(number):
                verb = "writing through" if effect == "w" else "reading through"
                place = self.call.node.token.location
                self.check._say(f"{verb} null pointer (argument {number})", place)
            actual = actual.target
            if effect == "w" and depth == 0 and actual.quals & CONST:
                place = self.call.node.arguments[number - 1].token.location
                self.check._say(f"writing into constant object (argument {number})", place)
        plain = actual.unqualified
        if plain is wanted:
            return True
        if pointers and letter[-1] == "v":
            return True
        if plain.is_integer and wanted.is_integer:
            a, b = self.types.integer(plain), self.types.integer(wanted)
            if a is b:
                return True
            characters = (self.types.char, self.types.signed_char, self.types.unsigned_char)
            if pointers and a in characters and b in characters:
                return True
            if a.is_bool or b.is_bool:
                return False
            pedantic = self.check.diagnostics.enabled("pedantic") and pointers > 0 and a not in characters
            signedness = self.check.diagnostics.enabled("format-signedness")
            if self.types.to_unsigned(a) is self.types.to_unsigned(b):
                return not pedantic and not signedness
            return False
        return plain.is_floating and wanted.is_floating and type_text(plain) == type_text(wanted)


def format_argument(e: tree.Call) -> int:
    """Which argument of a call has the format that it returns (attribute format_arg); 0: none."""
    callee = e.callee
    if isinstance(callee, tree.Decay) and isinstance(callee.lvalue, tree.FunctionReference):
        function = callee.lvalue.function
        position = function.attributes.get("format_arg")
        if position and isinstance(position[0], int):
            return position[0]
        if function.builtin:
            return FORMAT_ARGUMENT.get(function.name, 0)
    return 0


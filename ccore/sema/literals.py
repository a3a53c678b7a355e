"""Constants and string literals (C17 6.4.4, 6.4.5): from spelling to typed value.

Source text is UTF-8 decoded with ``surrogateescape``, so encoding it back gives a narrow string exactly the bytes of
the file, valid UTF-8 or not.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from ccore import decimalfloat, softfloat
from ccore.dialect import C2X
from ccore.sema import tree
from ccore.sema.compat import qualify
from ccore.sema.constants import fits, format_of, wrap
from ccore.sema.types import CONST, ArrayType, CType, FloatingType, IntegerType

if TYPE_CHECKING:
    from ccore.ast import nodes
    from ccore.sema.context import Context
    from ccore.source import Token

_INTEGER: Final = re.compile(r"(0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)([uUlLiIjJzZwWbB]*)\Z")
_DECIMAL: Final = re.compile(r"([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?([A-Za-z_0-9]*)\Z")
_HEXADECIMAL: Final = re.compile(r"0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?[0-9]+)([A-Za-z_0-9]*)\Z")
_SIMPLE: Final = {"n": 10, "t": 9, "r": 13, "0": 0, "a": 7, "b": 8, "f": 12, "v": 11, "e": 27, "E": 27, "\\": 92}
_SIMPLE.update({"'": 39, '"': 34, "?": 63})
_PIECE: Final = re.compile(
    r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]*)|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.|\Z))|([^\\]+)", re.S
)


def _digits(text: str, base: int) -> int:
    """The value of digits, however many (Python converts no more than some thousands of decimal ones at once)."""
    if base == 10 and len(text) > 4000:
        return _digits(text[:-4000], base) * 10**4000 + int(text[-4000:])
    return int(text, base)


class Literals:
    """Turns literal tokens into constants, for one translation unit."""

    def __init__(self, context: Context) -> None:
        self.context = context
        types = context.types
        self._numbers: dict[str, tuple[CType, int] | None] = {}
        self._decimal: tuple[IntegerType, ...] = (types.int, types.long, types.long_long, types.int128)
        floating = {
            "": types.double, "f": types.float, "l": types.long_double, "q": types.float128, "w": types.long_double,
            "f16": types.float16, "f32": types.float32, "f64": types.float64, "f128": types.float128,
            "f32x": types.float32x, "f64x": types.float64x, "d": types.double,
        }  # fmt: skip
        self._decimal_suffixes: dict[str, FloatingType] = {
            "df": types.decimal32, "DF": types.decimal32, "dd": types.decimal64, "DD": types.decimal64,
            "dl": types.decimal128, "DL": types.decimal128,
        }  # fmt: skip
        if context.options.single_precision_constant:
            floating[""] = context.types.float
        self._suffixes: dict[str, FloatingType] = floating
        # Prefix: element type, bytes per element.
        self._prefixes: dict[str, tuple[CType, int]] = {
            "": (types.char, 1), "u8": (types.char8_t, 1), "L": (types.wchar_t, types.wchar_t.size),
            "u": (types.char16_t, 2), "U": (types.char32_t, 4),
        }  # fmt: skip
        self._constant_strings = context.diagnostics.enabled("write-strings")
        self._narrow = context.options.exec_charset
        self._charsets = {"": self._narrow, "L": context.options.wide_exec_charset}  # by prefix; "": UTF

    # --- Numbers ----------------------------------------------------------------------------------------------

    def number(self, token: Token, text: str) -> tree.Expression:
        """An integer, floating or imaginary constant."""
        found = self._numbers.get(text)
        if found is not None:
            return tree.IntegerConstant(token, found[0], found[1])
        plain = text
        if "'" in plain:
            if re.match(r"0[xXbB]'", plain):
                self.context.diagnostics.error("digit separator after base indicator", token.location)
            elif re.search(r"[^0-9a-fA-F]'|'[^0-9a-fA-F]", plain):
                self.context.diagnostics.error("digit separator outside digit sequence", token.location)
            plain = plain.replace("'", "")
        match = _INTEGER.match(plain)
        if match is not None:
            made = self._integer(token, match[1], match[2], text)
            if made is not None:
                return made
        return self._floating(token, plain, text)

    def _integer(self, token: Token, digits: str, suffix: str, text: str) -> tree.Expression | None:
        imaginary = False
        low = suffix.lower()
        if "i" in low or "j" in low:
            imaginary = True
            low = low.replace("i", "", 1) if "i" in low else low.replace("j", "", 1)
        bit_precise = "wb" in low and ("wb" in suffix or "WB" in suffix)
        if bit_precise:
            low = low.replace("wb", "", 1)
        if low not in ("", "u", "l", "ul", "lu", "ll", "ull", "llu") or "lL" in suffix or "Ll" in suffix:
            return None
        if digits[1:2] in ("x", "X"):
            value = int(digits, 16)
        elif digits[1:2] in ("b", "B"):
            value = int(digits, 2)
            text_ = "binary constants are a C2X feature or GCC extension"
            self.context.diagnostics.since(2020, text_, token.location)
        elif len(digits) > 4000:
            value = 1 << 200
        else:
            value = int(digits, 8 if digits[0] == "0" else 10)
        decimal = digits[0] != "0"
        if bit_precise:
            if low not in ("", "u"):
                return None
            bits = value.bit_length()
            type_ = self.context.types.bit_precise(max(bits, 1) if low else max(bits + 1, 2), not low)
        else:
            type_ = self._integer_type(token, value, low, decimal)
        value = wrap(type_, value)
        if low.count("l") == 2:
            self._long_long(token)
        if imaginary:
            self._imaginary(token)
            types = self.context.types
            zero = tree.IntegerConstant(token, type_, 0)
            return tree.ComplexValue(token, types.complex(type_), zero, tree.IntegerConstant(token, type_, value))
        pedantic = low.count("l") == 2 or digits[1:2] in ("b", "B")  # to be reported each time
        if fits(type_, value) and not pedantic and len(self._numbers) < 100_000:
            self._numbers[text] = (type_, value)
        return tree.IntegerConstant(token, type_, value)

    def _imaginary(self, token: Token) -> None:
        self.context.diagnostics.pedwarn("imaginary constants are a GCC extension", token.location, "pedantic")

    def _long_long(self, token: Token) -> None:
        diagnostics = self.context.diagnostics
        if diagnostics.year < 1999:
            diagnostics.pedwarn("use of C99 long long integer constant", token.location, "long-long")

    def _integer_type(self, token: Token, value: int, suffix: str, decimal: bool) -> IntegerType:
        """6.4.4.1p5: the first type of the list that holds the value."""
        context = self.context
        types = context.types
        first = suffix.count("l")
        unsigned = "u" in suffix
        old = context.diagnostics.year < 1999
        for signed in self._decimal[first:3]:
            if not unsigned and fits(signed, value):
                return signed
            if old and decimal and not unsigned and signed is types.long and value < 1 << signed.bits:
                # C90 6.1.3.2: unsigned long comes after long.
                context.diagnostics.warning("integer constant is so large that it is unsigned", token.location)
                context.diagnostics.warning("this decimal constant is unsigned only in ISO C90", token.location)
                return types.unsigned_long
            if (unsigned or not decimal) and value < 1 << signed.bits:
                return types.to_unsigned(signed)
        if value < 1 << 64:
            context.diagnostics.pedwarn("integer constant is so large that it is unsigned", token.location)
            return types.int128
        context.diagnostics.pedwarn("integer constant is too large for its type", token.location)
        if unsigned or not decimal:
            return types.unsigned_long_long if not unsigned else types.unsigned_long
        return types.long_long if suffix.count("l") == 2 else types.long

    def _floating(self, token: Token, text: str, spelling: str) -> tree.Expression:
        match = _HEXADECIMAL.match(text)
        hexadecimal = match is not None
        if match is None:
            match = _DECIMAL.match(text)
        if match is None or not (match[1] or match[2]) or (match[2] is None and match[3] is None):
            return self._bad_number(token, text)
        whole, part, exponent_text, suffix = match[1] or "", match[2] or "", match[3] or "0", match[4]
        type_, imaginary = self._floating_suffix(suffix)
        context, diagnostics = self.context, self.context.diagnostics
        plain = not suffix and not hexadecimal
        if type_ is None or (plain and context.decimal_constants.in_force(context.scope)):
            type_ = self._decimal_suffixes.get(suffix) if suffix else self.context.types.decimal64
            if type_ is None:
                return self._bad_number(token, text)
            if hexadecimal:
                message = f'invalid suffix "{suffix}" with hexadecimal floating constant'
                diagnostics.error(message, token.location)
                return tree.IntegerConstant(token, self.context.types.int, 0)
            if suffix:
                diagnostics.since(C2X, "decimal float constants are a C2X feature", token.location)
        elif "d" in suffix or "D" in suffix:
            diagnostics.pedwarn("suffix for double constant is a GCC extension", token.location, "pedantic")
        mantissa = whole + part
        if len(mantissa) > 50_000:  # beyond any format's reach: keep Python's digit limit away, the value's size right
            cut = len(mantissa) - 4000
            mantissa = mantissa[:4000]
        else:
            cut = 0
        exponent = max(-200_000, min(200_000, int(exponent_text[:12])))
        base, digits = (16, 2) if hexadecimal else (10, 10)
        significand = _digits(mantissa or "0", base)
        scale = exponent + (cut - len(part)) * (4 if hexadecimal else 1)
        if scale < -40_000 or not significand:
            value = Fraction(0)
        elif scale > 40_000:
            value = Fraction(1 << 40_000)
        else:
            value = Fraction(significand) * Fraction(digits) ** scale
        format_ = format_of(type_)
        if type_.is_decimal:
            bits = decimalfloat.from_fraction(format_, value, ideal=scale)
            infinite = decimalfloat.is_infinite(format_, bits)
        else:
            bits = softfloat.from_fraction(format_, value)
            infinite = softfloat.is_infinite(format_, bits)
        if infinite:
            diagnostics.warning(
                f"floating constant exceeds range of '{type_.name}'", token.location, "overflow"
            )
        constant = tree.FloatingConstant(token, type_, bits)
        if hexadecimal and diagnostics.year < 1999:
            text = "use of C99 hexadecimal floating constant"
            diagnostics.pedwarn(text, token.location, "pedantic")
        if imaginary:
            self._imaginary(token)
            zero = tree.FloatingConstant(token, type_, 0)
            return tree.ComplexValue(token, self.context.types.complex(type_), zero, constant)
        return constant

    def _floating_suffix(self, suffix: str) -> tuple[FloatingType | None, bool]:
        low = suffix.lower()
        imaginary = False
        if low not in self._suffixes:
            for letter in "ij":
                if letter in low:
                    low = low.replace(letter, "", 1)
                    imaginary = True
                    break
        return self._suffixes.get(low), imaginary

    def _bad_number(self, token: Token, text: str) -> tree.Expression:
        octal = re.match(r"0[0-9]+[uUlL]*\Z", text)
        if octal:
            bad = next(c for c in text if c in "89")
            message = f'invalid digit "{bad}" in octal constant'
        elif re.search(r"[eEpP][+-]?\Z", text):
            message = "exponent has no digits"
        elif re.match(r"0[xX]\Z", text):
            message = 'invalid suffix "x" on integer constant'
        elif text.count(".") > 1:
            message = "too many decimal points in number"
        else:
            whole = re.match(r"0[xX][0-9a-fA-F]*|[0-9]*", text)
            rest = text[whole.end() if whole else 0 :]
            hexadecimal = text[1:2] in ("x", "X")
            digits, power = ("0-9a-fA-F", "pP") if hexadecimal else ("0-9", "eE")
            pattern = rf"(?:\.[{digits}]*)?(?:[{power}][+-]?[0-9]+)?"
            tail = re.match(pattern, rest)
            kind = "floating" if tail and tail[0] else "integer"
            rest = rest[tail.end() if tail else 0 :]
            message = f'invalid suffix "{rest}" on {kind} constant'
        self.context.diagnostics.error(message, token.location)
        return tree.IntegerConstant(token, self.context.types.int, 0)

    # --- Characters -------------------------------------------------------------------------------------------

    def character(self, token: Token, text: str) -> tree.Expression:
        """A character constant; several characters as GCC puts them together: the last in the low byte."""
        context = self.context
        types = context.types
        quote = text.index("'")
        prefix = text[:quote]
        element, width = self._prefixes[prefix]
        raw = self._units(token, text[quote + 1 : -1], width, self._charsets.get(prefix, ""))
        if prefix == "":
            values = [raw[i] for i in range(len(raw))]
            if not values:
                context.diagnostics.error("empty character constant", token.location)
                return tree.IntegerConstant(token, types.int, 0)
            if len(values) == 1:
                return tree.IntegerConstant(token, types.int, wrap(types.char, values[0]))
            if len(values) > 4:
                context.diagnostics.warning("character constant too long for its type", token.location)
            else:
                context.diagnostics.warning("multi-character character constant", token.location.call, "multichar")
            value = 0
            for one in values:
                value = value << 8 | one
            return tree.IntegerConstant(token, types.int, wrap(types.int, value))
        count = -(-len(raw) // width)
        if not count:
            context.diagnostics.error("empty character constant", token.location)
            return tree.IntegerConstant(token, types.int, 0)
        if count > 1:
            report = context.diagnostics.error if prefix == "u8" else context.diagnostics.warning
            report("character constant too long for its type", token.location)
        if prefix == "u8":
            element = types.unsigned_char
        last = int.from_bytes(raw[-width:].rjust(width, b"\0"), "little")
        assert isinstance(element, IntegerType)
        return tree.IntegerConstant(token, element, wrap(element, last))

    # --- Strings ----------------------------------------------------------------------------------------------

    def string(self, token: Token, parts: list[Token]) -> tree.StringReference:
        """Adjacent string literals as one array (translation phase 6)."""
        prefix = ""
        for part in parts:
            text = part.text
            if text[0] != '"':
                own = text[: text.index('"')]
                if prefix and own != prefix:
                    self.context.diagnostics.error(
                        "unsupported non-standard concatenation of string literals", part.location
                    )
                prefix = own
        element, width = self._prefixes[prefix]
        charset = self._charsets.get(prefix, "")
        if len(parts) == 1:
            text = parts[0].text
            raw = self._units(parts[0], text[text.index('"') + 1 : -1], width, charset)
        else:
            raw = b"".join(self._units(p, p.text[p.text.index('"') + 1 : -1], width, charset) for p in parts)
        made = self.make_string(token, raw, element, width)
        if self._constant_strings:
            made.type = qualify(made.type, CONST)
        return made

    def make_string(self, token: Token, raw: bytes, element: CType, width: int = 1) -> tree.StringReference:
        """A reference to the string object with these bytes (its terminator is added here)."""
        strings = self.context.strings
        data = raw + b"\0" * width
        # One object per distinct literal and element type: u"" and L"" may have one width and two types.
        found = strings.get((data, width))
        if found is None or found.type.__class__ is not ArrayType:
            type_ = ArrayType(element, len(data) // width)
            found = strings[(data, width)] = tree.StringObject(data, width, type_)
            return tree.StringReference(token, type_, found)
        type_of = found.type
        if isinstance(type_of, ArrayType) and type_of.element is not element:
            type_of = ArrayType(element, len(data) // width)
        return tree.StringReference(token, type_of, found)

    def bytes_of(self, node: nodes.StringLiteral) -> bytes:
        """The bytes of a narrow string without its terminator: attribute arguments, asm templates, messages."""
        return b"".join(self._units(p, p.text[p.text.index('"') + 1 : -1], 1) for p in node.parts)

    def narrow(self, token: Token, text: str) -> bytes:
        """Text in the execution character set."""
        return self._encode(token, text, 1, self._narrow)

    def _units(self, token: Token, body: str, width: int, charset: str = "") -> bytes:
        """The body of a literal as elements of ``width`` bytes, little-endian; escapes replaced (6.4.4.4).
        ``charset``: "" for UTF of that width."""
        if "\\" not in body:
            return self._encode(token, body, width, charset)
        out = bytearray()
        diagnostics = self.context.diagnostics
        limit = 1 << (8 * width)
        for match in _PIECE.finditer(body):
            octal, hexadecimal, short, long, other, plain = match.groups()
            if plain is not None:
                out += self._encode(token, plain, width, charset)
                continue
            if octal is not None:
                value = int(octal, 8)
                if value >= limit:
                    diagnostics.pedwarn("octal escape sequence out of range", token.location)
            elif hexadecimal is not None:
                if not hexadecimal:
                    diagnostics.error("\\x used with no following hex digits", token.location)
                    continue
                value = int(hexadecimal, 16)
                if value >= limit:
                    diagnostics.pedwarn("hex escape sequence out of range", token.location)
            elif short is not None or long is not None:
                code = int(short or long, 16)
                if code > 0x10FFFF or 0xD800 <= code < 0xE000:
                    diagnostics.error(f"\\{match[0][1:]} is not a valid universal character", token.location)
                    continue
                out += self._encode(token, chr(code), width, charset)
                continue
            else:
                found = _SIMPLE.get(other)
                if found is None:
                    if other in ("u", "U"):
                        diagnostics.error(f"incomplete universal character name \\{other}", token.location)
                    else:
                        diagnostics.warning(f"unknown escape sequence: '\\{other}'", token.location)
                    out += self._encode(token, other, width, charset)
                    continue
                if charset:
                    out += self._encode(token, chr(found), width, charset)
                    continue
                value = found
            out += (value & (limit - 1)).to_bytes(width, "little")
        return bytes(out)

    def _encode(self, token: Token, text: str, width: int, charset: str) -> bytes:
        if charset:
            try:
                return text.encode(charset, "surrogateescape")
            except UnicodeError:
                message = "converting to execution character set: Invalid or incomplete multibyte or wide character"
                self.context.diagnostics.error(message, token.location)
        if width == 1:
            return text.encode("utf-8", "surrogateescape")
        if width == 2:
            return text.encode("utf-16-le", "surrogatepass")
        return text.encode("utf-32-le", "surrogatepass")

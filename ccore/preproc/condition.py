"""The constant expressions of #if and #elif (C17 6.10.1), by precedence climbing.

Values are 64-bit ``intmax_t`` or ``uintmax_t``.  An operand that is not evaluated (the right of ``0 &&``) is
parsed, but what is wrong with its value is not reported.
"""

from __future__ import annotations

import re
from typing import Final

from ccore.diagnostics import Diagnostics
from ccore.preproc.scan import NOWHERE, SYSTEM
from ccore.source import CHARACTER, IDENTIFIER, NUMBER, Location, Token

_MASK: Final = (1 << 64) - 1
_PRECEDENCE: Final = {
    "*": 11, "/": 11, "%": 11, "+": 10, "-": 10, "<<": 9, ">>": 9, "<": 8, ">": 8, "<=": 8, ">=": 8,
    "==": 7, "!=": 7, "&": 6, "^": 5, "|": 4, "&&": 3, "||": 2, "?": 1, ",": 0,
}  # fmt: skip
_INTEGER: Final = re.compile(
    r"(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)([uU](?:ll|LL|[lL]|wb|WB)?|(?:ll|LL|[lL]|wb|WB)[uU]?|[iIjJ])?"
)
_ESCAPES: Final = {"n": 10, "t": 9, "r": 13, "a": 7, "b": 8, "f": 12, "v": 11, "e": 27, "E": 27}

Value = tuple[int, bool]  # the value, and whether its type is unsigned


class ConditionError(Exception):
    """The expression is not valid; the token (None: the directive) to point at."""

    def __init__(self, message: str, token: Token | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.token = token


class Condition:
    """One evaluation."""

    __slots__ = ("tokens", "position", "diagnostics", "directive", "where", "char_signed", "undefined", "skip", "wide")

    def __init__(
        self,
        tokens: list[Token],
        directive: str,
        where: Location,
        diagnostics: Diagnostics,
        char_signed: bool,
        wide: int,
    ) -> None:
        self.tokens = tokens
        self.position = 0
        self.directive = directive
        self.where = where
        self.diagnostics = diagnostics
        self.char_signed = char_signed
        self.wide = wide  # bits of wchar_t
        self.undefined: list[Token] = []  # identifiers taken for 0
        self.skip = 0

    def evaluate(self) -> bool:
        """The truth of the whole expression.  Raises ``ConditionError``."""
        return self.number() != 0

    def number(self) -> int:
        """The value of the whole expression.  Raises ``ConditionError``."""
        if not self.tokens:
            raise ConditionError(f"#{self.directive} with no expression")
        value = self._expression(0)
        if self.position < len(self.tokens):
            token = self.tokens[self.position]
            if token.text == ")":
                raise ConditionError("missing '(' in expression", token)
            if token.text == ":":
                raise ConditionError("':' without preceding '?'", token)
            if token.kind in (IDENTIFIER, NUMBER, CHARACTER) or token.text in ("(", "!", "~"):
                raise ConditionError(f'missing binary operator before token "{token.text}"', token)
            raise ConditionError(f'token "{token.text}" is not valid in preprocessor expressions', token)
        return value[0]

    def _expression(self, minimum: int) -> Value:
        left = self._unary()
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            operator = token.text
            precedence = _PRECEDENCE.get(operator, -1)
            if precedence < minimum:
                break
            self.position += 1
            if self.position >= len(self.tokens):
                raise ConditionError(f"operator '{operator}' has no right operand", token)
            if operator == "?":
                left = self._conditional(left, token)
                continue
            unevaluated = (operator == "&&" and not left[0]) or (operator == "||" and left[0] != 0)
            self.skip += unevaluated
            right = self._expression(precedence + 1)
            self.skip -= unevaluated
            left = self._binary(operator, left, right, token)
        return left

    def _conditional(self, condition: Value, token: Token) -> Value:
        self.skip += not condition[0]
        if self.tokens[self.position].text == ":":
            chosen = condition
        else:
            chosen = self._expression(0)
        self.skip -= not condition[0]
        if self.position >= len(self.tokens) or self.tokens[self.position].text != ":":
            raise ConditionError("'?' without following ':'", token)
        self.position += 1
        if self.position >= len(self.tokens):
            raise ConditionError("operator ':' has no right operand", token)
        self.skip += condition[0] != 0
        other = self._expression(1)
        self.skip -= condition[0] != 0
        result = chosen if condition[0] else other
        unsigned = chosen[1] or other[1]
        return (result[0] & _MASK, True) if unsigned else result

    def _binary(self, operator: str, left: Value, right: Value, token: Token) -> Value:
        a, b = left[0], right[0]
        if operator == "&&":
            return int(a != 0 and b != 0), False
        if operator == "||":
            return int(a != 0 or b != 0), False
        if operator == ",":
            if not self.skip:
                self.diagnostics.warning("comma operator in operand of #if", self._place(token), "pedantic")
            return right
        if operator in ("<<", ">>"):
            return self._shift(left, b if not right[1] else min(b, 64), operator == "<<")
        unsigned = left[1] or right[1]
        if unsigned:
            a &= _MASK
            b &= _MASK
        if operator == "==":
            return int(a == b), False
        if operator == "!=":
            return int(a != b), False
        if operator == "<":
            return int(a < b), False
        if operator == ">":
            return int(a > b), False
        if operator == "<=":
            return int(a <= b), False
        if operator == ">=":
            return int(a >= b), False
        if operator in ("/", "%"):
            if b == 0:
                if not self.skip:
                    raise ConditionError(f"division by zero in #{self.directive}", token)
                return 0, unsigned
            quotient = abs(a) // abs(b)
            if (a < 0) != (b < 0):
                quotient = -quotient
            value = quotient if operator == "/" else a - quotient * b
        elif operator == "*":
            value = a * b
        elif operator == "+":
            value = a + b
        elif operator == "-":
            value = a - b
        elif operator == "&":
            value = a & b
        elif operator == "|":
            value = a | b
        else:
            value = a ^ b
        return self._wrap(value, unsigned, token)

    def _wrap(self, value: int, unsigned: bool, token: Token) -> Value:
        if unsigned:
            return value & _MASK, True
        wrapped = _signed(value)
        if wrapped != value and not self.skip:
            self.diagnostics.pedwarn("integer overflow in preprocessor expression", self._place(token))
        return wrapped, False

    def _shift(self, value: Value, count: int, left: bool) -> Value:
        number, unsigned = value
        if count < 0:
            left, count = not left, -count
        if left:
            number = number << min(count, 64)
            return (number & _MASK, True) if unsigned else (_signed(number), False)
        return number >> min(count, 64), unsigned

    def _unary(self) -> Value:
        # A loop over the prefix operators: a directive may be of any length, Python's stack is not.
        prefixes: list[Token] = []
        tokens = self.tokens
        while True:
            if self.position >= len(tokens):
                if prefixes:
                    raise ConditionError(f"operator '{prefixes[-1].text}' has no right operand", prefixes[-1])
                raise ConditionError(f"#{self.directive} with no expression")
            token = tokens[self.position]
            if token.text not in ("!", "~", "-", "+") or token.kind in (NUMBER, CHARACTER):
                break
            prefixes.append(token)
            self.position += 1
        value = self._primary(token)
        for prefix in reversed(prefixes):
            operator = prefix.text
            if operator == "!":
                value = int(not value[0]), False
            elif operator == "~":
                value = self._wrap(~value[0], value[1], prefix)
            elif operator == "-":
                value = self._wrap(-value[0], value[1], prefix)
        return value

    def _primary(self, token: Token) -> Value:
        self.position += 1
        if token.kind == NUMBER:
            return self._number(token)
        if token.kind == CHARACTER:
            return self._character(token)
        if token.kind == IDENTIFIER:
            if not self.skip:
                self.undefined.append(token)
            return 0, False
        if token.text == "(":
            if self.position >= len(self.tokens):
                raise ConditionError("missing ')' in expression", token)
            if self.tokens[self.position].text == ")":
                raise ConditionError("missing expression between '(' and ')'", token)
            value = self._expression(0)
            if self.position >= len(self.tokens) or self.tokens[self.position].text != ")":
                if self.position < len(self.tokens):
                    found = self.tokens[self.position]
                    if found.kind in (IDENTIFIER, NUMBER, CHARACTER):
                        raise ConditionError(f'missing binary operator before token "{found.text}"', found)
                raise ConditionError("missing ')' in expression", token)
            self.position += 1
            return value
        if token.text in _PRECEDENCE:
            raise ConditionError(f"operator '{token.text}' has no left operand", token)
        if token.text == ")":
            raise ConditionError("missing '(' in expression", token)
        raise ConditionError(f'token "{token.text}" is not valid in preprocessor expressions', token)

    def _number(self, token: Token) -> Value:
        match = _INTEGER.fullmatch(token.text.replace("'", ""))
        if match is None:
            text = token.text
            if re.fullmatch(r"(0[xX][0-9a-fA-F.]+|[0-9.]+)([eEpP][+-]?[0-9]+)?[fFlL]?", text) and (
                "." in text or "e" in text.lower() or "p" in text.lower()
            ):
                raise ConditionError("floating constant in preprocessor expression", token)
            suffix = re.sub(r"^(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)", "", text)
            raise ConditionError(f'invalid suffix "{suffix}" on integer constant', token)
        digits, suffix = match.group(1), match.group(2) or ""
        if suffix in ("i", "I", "j", "J"):
            raise ConditionError("imaginary number in preprocessor expression", token)
        if digits[0] == "0" and len(digits) > 1 and digits[1] not in "xXbB":
            if "8" in digits or "9" in digits:
                bad = next(c for c in digits if c in "89")
                raise ConditionError(f'invalid digit "{bad}" in octal constant', token)
            value = int(digits, 8)
        else:
            # Python takes no more than some thousands of decimal digits; the last ones have the low 64 bits.
            value = int(digits[-4000:]) if digits.isdigit() else int(digits, 0)
        if digits[1:2] in ("b", "B"):
            self.diagnostics.since(2020, "binary constants are a C2X feature or GCC extension", self._place(token))
        if value > _MASK:
            self.diagnostics.pedwarn("integer constant is too large for its type", self._place(token))
            value &= _MASK
        unsigned = "u" in suffix.lower()
        if not unsigned and value > _MASK >> 1:
            if digits.isdigit() and digits[0] != "0":
                # C90 takes unsigned long for it.
                report = self.diagnostics.pedwarn if self.diagnostics.year >= 1999 else self.diagnostics.warning
                report("integer constant is so large that it is unsigned", self._place(token))
            unsigned = True
        return value, unsigned

    def _place(self, token: Token) -> Location:
        """Where a token stands, or the directive if a macro made it."""
        return self.where if token.line in (NOWHERE, SYSTEM) else token.location

    def _character(self, token: Token) -> Value:
        text = token.text
        quote = text.index("'")
        prefix = text[:quote]
        codes = character_codes(text[quote + 1 : -1], wide=bool(prefix))
        if not codes:
            raise ConditionError("empty character constant", token)
        if prefix:
            bits = {"u8": 8, "u": 16, "U": 32}.get(prefix, self.wide)
            value = codes[-1] & ((1 << bits) - 1)
            if prefix == "L" and bits == 32 and value >> 31:
                value -= 1 << 32
            return value, prefix in ("u8", "u", "U") or bits == 16
        value = 0
        for code in codes[-4:]:
            value = value << 8 | code & 255
        if len(codes) == 1:
            if self.char_signed and value > 127:
                value -= 256
        else:
            self.diagnostics.warning("multi-character character constant", self._place(token), "multichar")
            if value >> 31:
                value -= 1 << 32
        return value, False


def _signed(value: int) -> int:
    value &= _MASK
    return value - (1 << 64) if value >> 63 else value


def character_codes(text: str, wide: bool) -> list[int]:
    """The values of the characters between the quotes: bytes of UTF-8, or code points when ``wide``."""
    out: list[int] = []
    index = 0
    while index < len(text):
        c = text[index]
        index += 1
        if c != "\\" or index >= len(text):
            out.extend([ord(c)] if wide else c.encode("utf-8", "surrogateescape"))
            continue
        c = text[index]
        index += 1
        if c in "01234567":
            digits = c
            while index < len(text) and text[index] in "01234567" and len(digits) < 3:
                digits += text[index]
                index += 1
            out.append(int(digits, 8))
        elif c in "xuU":
            length = {"x": 64, "u": 4, "U": 8}[c]
            start = index
            while index < len(text) and index - start < length and text[index] in "0123456789abcdefABCDEF":
                index += 1
            code = int(text[start:index] or "0", 16)
            if c == "x" or wide:
                out.append(code)
            else:
                out.extend(chr(min(code, 0x10FFFF)).encode("utf-8", "surrogatepass"))
        else:
            out.append(_ESCAPES.get(c, ord(c)))
    return out

"""The item index: which names each external declaration declares, told from few of its tokens.

The index must never miss a name; it may name too many, which costs a parse.  For typedefs it must be exact,
since the grammar depends on them, so it follows the grammar of declarators at the outermost bracket level:
specifiers, then a name, possibly within parentheses.  Function bodies are not looked at.
"""

from __future__ import annotations

from typing import Final, final

from ccore.parser.pack import PackState
from ccore.parser.terminals import BUILTIN_TYPEDEFS, CLASSES
from ccore.preproc import Item
from ccore.source import IDENTIFIER, PRAGMA

_LAYOUT: Final = ("pack", "scalar_storage_order")  # pragmas that a definition is laid out by
_NEITHER: Final = 0  # an identifier
_MODIFIER: Final = 1  # a specifier that is no type
_TYPE: Final = 2
_TAG: Final = 3  # struct, union, enum
_OPERAND: Final = 4  # a modifier with an operand in parentheses
_TYPE_OPERAND: Final = 5  # a type with an operand in parentheses
_TYPEDEF: Final = 6
_OPEN: Final = 7
_CLOSE: Final = 8
_END: Final = 9  # , ; ends a declarator
_EQUAL: Final = 10
_SKIP: Final = 11  # other punctuators
_ATOMIC: Final = 12

_WORDS: Final[dict[int, str]] = {
    _MODIFIER: "extern static auto register _Thread_local __thread const __const __const__ volatile __volatile"
    " __volatile__ restrict __restrict __restrict__ inline __inline __inline__ _Noreturn __extension__"
    " __seg_gs __seg_fs",
    _TYPE: CLASSES["BASIC_TYPE"] + " __signed __signed__ __complex __complex__",
    _TAG: "struct union enum",
    _OPERAND: "__attribute__ __attribute _Alignas alignas asm __asm __asm__",
    _TYPE_OPERAND: "typeof __typeof __typeof__ typeof_unqual __typeof_unqual __typeof_unqual__ _BitInt",
    _ATOMIC: "_Atomic",
    _TYPEDEF: "typedef",
    _OPEN: "( [ { <: <%",
    _CLOSE: ") ] } :> %>",
    _END: ", ;",
    _EQUAL: "=",
    _SKIP: "* : ... ^ - + / % < > & | ! ~ . -> << >>",
}
_CODES: Final[dict[str, int]] = {word: code for code, words in _WORDS.items() for word in words.split()}
_OPENERS: Final = frozenset(["(", "[", "{", "<:", "<%"])
_CLOSERS: Final = frozenset([")", "]", "}", ":>", "%>"])
_TAGS: Final = frozenset(("struct", "union", "enum"))
_ATTRIBUTES: Final = frozenset(("__attribute__", "__attribute"))
_BEFORE_TAG: Final = _ATTRIBUTES | {"[", "<:"}
_BRACES: Final = frozenset(("{", "<%"))


def _group_end(texts: list[str], start: int, end: int) -> int:
    """The position after the bracket that closes the one at ``start``."""
    depth = 0
    openers, closers = _OPENERS, _CLOSERS
    for position in range(start, end):
        text = texts[position]
        if text in openers:
            depth += 1
        elif text in closers:
            depth -= 1
            if not depth:
                return position + 1
    return end


def _after_attributes(texts: list[str], position: int, end: int) -> int:
    """The position after the attributes of a structure, union or enumeration, which stand before its tag."""
    while position < end:
        if texts[position] in _ATTRIBUTES:
            position = _group_end(texts, position + 1, end)
        elif texts[position] == "[" or texts[position] == "<:":
            position = _group_end(texts, position, end)
        else:
            break
    return position


def _name_in_group(texts: list[str], start: int, end: int) -> str:
    """The name that a parenthesised declarator declares: ``(*name[3])``, ``(__attribute__((x)) *name)``."""
    position = start
    codes = _CODES
    while position < end:
        text = texts[position]
        code = codes.get(text, _NEITHER)
        if code == _OPERAND and position + 1 < end:
            position = _group_end(texts, position + 1, end)
            continue
        if code == _NEITHER:
            return text
        position += 1
    return ""


@final
class ItemIndex:
    """Where each file-scope name is declared.

    ``ordinary``: variable, function, typedef name or enumerator -> numbers of items, ascending.
    ``tags``: tag -> numbers of the items that give it a body or declare it alone.
    ``typedefs``: name -> number of the first item that makes it a typedef (-1: built in).
    ``packs``: per item the state of layout pragmas before it; empty where no such pragma occurs.
    ``pragmas``: numbers of the items that are a lone pragma.
    """

    __slots__ = ("ordinary", "tags", "typedefs", "packs", "pragmas")

    def __init__(self, items: list[Item]) -> None:
        self.ordinary: dict[str, list[int]] = {}
        self.tags: dict[str, list[int]] = {}
        self.typedefs: dict[str, int] = dict.fromkeys(BUILTIN_TYPEDEFS, -1)
        self.packs: list[PackState] = []
        self.pragmas: list[int] = []
        for number, item in enumerate(items):
            self._add(number, item)
        self._find_packs(items)

    def _find_packs(self, items: list[Item]) -> None:
        if not any(text.lstrip().startswith(_LAYOUT) for item in items for text in item.pragmas):
            return
        state = PackState()
        for item in items:
            self.packs.append(state)
            for text in item.pragmas:
                state = state.after(text)

    def _ordinary(self, name: str, number: int) -> None:
        numbers = self.ordinary.get(name)
        if numbers is None:
            self.ordinary[name] = [number]
        elif numbers[-1] != number:
            numbers.append(number)

    def _tag(self, name: str, number: int) -> None:
        numbers = self.tags.get(name)
        if numbers is None:
            self.tags[name] = [number]
        elif numbers[-1] != number:
            numbers.append(number)

    def _add(self, number: int, item: Item) -> None:
        """Index one item: its declarators here, tags and enumerators in ``_tagged``."""
        tokens = item.tokens
        body = item.body
        texts = [token.text for token in (tokens if body < 0 else tokens[:body])]
        end = len(texts)
        codes = _CODES
        typedefs = self.typedefs
        has_type = False
        is_typedef = False
        named = False  # the declarator under way has its name
        position = 0
        while position < end:
            text = texts[position]
            code = codes.get(text, _NEITHER)
            position += 1
            if code == _NEITHER:
                if named:
                    continue
                if not has_type:
                    following = texts[position] if position < end else ""
                    # Without a type so far, a name is the type, unless it is declared with implicit int.
                    if text in typedefs or (following not in ("(", ",", ";", "=", "[", "")):
                        has_type = True
                        continue
                    if tokens[position - 1].kind != IDENTIFIER:
                        if tokens[position - 1].kind == PRAGMA and end == 1:
                            self.pragmas.append(number)
                            return
                        continue
                named = True
                numbers = self.ordinary.get(text)
                if numbers is None:
                    self.ordinary[text] = [number]
                elif numbers[-1] != number:
                    numbers.append(number)
                if is_typedef and text not in typedefs:
                    typedefs[text] = number
                if body >= 0:
                    break  # a definition declares one function
            elif code == _TYPE:
                has_type = True
            elif code == _OPEN:
                close = _group_end(texts, position - 1, end)
                if text == "(" and not named:
                    name = _name_in_group(texts, position, close - 1)
                    if name:
                        named = True
                        self._ordinary(name, number)
                        if is_typedef and name not in typedefs:
                            typedefs[name] = number
                position = close
            elif code == _TAG:
                has_type = True
                if position < end and texts[position] in _BEFORE_TAG:
                    position = _after_attributes(texts, position, end)
                if position < end and codes.get(texts[position], _NEITHER) == _NEITHER:
                    position += 1
            elif code == _END:
                named = False
            elif code == _OPERAND:
                if position < end and texts[position] == "(":
                    position = _group_end(texts, position, end)
            elif code in (_TYPE_OPERAND, _ATOMIC):
                if position < end and texts[position] == "(":
                    position = _group_end(texts, position, end)
                    has_type = True
            elif code == _TYPEDEF:
                is_typedef = True
            elif code == _EQUAL:
                while position < end and texts[position] not in (",", ";"):
                    if texts[position] in _OPENERS:
                        position = _group_end(texts, position, end)
                    else:
                        position += 1
        if body < 0 or "{" in texts:
            if "{" in texts or "<%" in texts or (end <= 3 and texts[0] in _TAGS):
                self._tagged(number, texts, end)

    def _tagged(self, number: int, texts: list[str], end: int) -> None:
        """Index the tags and enumerators of an item, nested ones too."""
        for position in [i for i, text in enumerate(texts) if text in _TAGS]:
            keyword = texts[position]
            position += 1
            if position < end and texts[position] in _BEFORE_TAG:
                position = _after_attributes(texts, position, end)
            if position >= end:
                return
            tag = ""
            if texts[position] not in _BRACES and texts[position] != ":":
                tag = texts[position]
                position += 1
                if position >= end:
                    return
            following = texts[position]
            if keyword == "enum" and following == ":":  # an underlying type
                while position < end and texts[position] not in _BRACES and texts[position] not in (";", ","):
                    position += 1
                following = texts[position] if position < end else ""
            if following in _BRACES:
                if tag:
                    self._tag(tag, number)
                if keyword == "enum":
                    self._enumerators(number, texts, position, _group_end(texts, position, end))
            elif tag and following == ";":
                self._tag(tag, number)

    def _enumerators(self, number: int, texts: list[str], start: int, end: int) -> None:
        ordinary = self.ordinary
        for previous, name in zip(texts[start:end], texts[start + 1 : end]):
            if (previous == "," or previous in _BRACES) and (name[0].isalpha() or name[0] == "_"):
                numbers = ordinary.get(name)
                if numbers is None:
                    ordinary[name] = [number]
                elif numbers[-1] != number:
                    numbers.append(number)

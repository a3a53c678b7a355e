"""Preprocessed tokens cut at file scope into external declarations (C17 6.9), by brackets alone.

A ";" outside braces ends an item; so does the "}" that closes a function's body.  Whether a "{" opens a
body is told by what stands before it: not "=", and not ``struct``, ``union`` or ``enum`` with or without
attributes and a tag.
"""

from __future__ import annotations

from typing import Final, final

from ccore.source import IDENTIFIER, PRAGMA, SourceFile, Token

_OPENERS: Final = frozenset("([")
_CLOSERS: Final = frozenset(")]")
_MARKS: Final = frozenset("{};=")
_TAGS: Final = frozenset(("struct", "union", "enum"))
_ATTRIBUTE: Final = frozenset(("__attribute__", "__attribute", "_Alignas", "__declspec"))
_LOCAL: Final = frozenset(("static", "typedef", "_Static_assert", "static_assert"))
_INLINE: Final = frozenset(("inline", "__inline", "__inline__"))
_GNU_INLINE: Final = frozenset(("gnu_inline", "__gnu_inline__"))
_KEEPING: Final = frozenset(
    name
    for word in ("used", "retain", "alias", "ifunc", "constructor", "destructor")
    for name in (word, f"__{word}__")
)
_NOT_DECLARATORS: Final = _ATTRIBUTE | {
    "typeof", "__typeof__", "__typeof", "_Atomic", "asm", "__asm__", "__asm", "_Static_assert", "alignas",
}  # fmt: skip


@final
class Item:
    """One external declaration.  Nothing changes it after it was made.

    ``tokens``: the final ";" or "}" included.  ``main``: whether it must be compiled even if nothing reaches
    it: it stands in the main file or another that is no header (.h), defines something with external linkage, or
    an attribute such as ``used`` keeps it.  ``body``: the index of the
    "{" that opens a function's body, or -1.  ``pragmas``: the texts of those in it.
    """

    __slots__ = ("tokens", "main", "body", "pragmas")

    def __init__(self, tokens: list[Token], main: bool, body: int, pragmas: list[str]) -> None:
        self.tokens = tokens
        self.main = main
        self.body = body
        self.pragmas = pragmas

    def __repr__(self) -> str:
        return f"Item({' '.join([t.text for t in self.tokens[:8]])}, main={self.main}, body={self.body})"


def cut(tokens: list[Token], main: SourceFile) -> list[Item]:
    """The items of a translation unit.  Unbalanced brackets end up in an item; the parser reports them."""
    items: list[Item] = []
    append = items.append
    marks = _MARKS
    start = 0
    depth = 0
    body = -1
    braces: list[int] = []  # of the item: the places of the outermost "{", "}", "{", ...
    assigned = False  # the item has a "=" outside braces
    pragmas: list[str] = []  # in the item
    for index in [i for i, t in enumerate(tokens) if t.text in marks or t.kind == PRAGMA]:
        token = tokens[index]
        text = token.text
        if text == "=":
            assigned = assigned or not depth
            continue
        if text == "{":
            if not depth and body < 0 and _opens_body(tokens, start, index):
                if index == start:
                    start = _parameters_start(tokens, items, start)
                    pragmas = [t.text for t in tokens[start:index] if t.kind == PRAGMA]
                body = index - start
            if not depth:
                braces.append(index - start)
            depth += 1
            continue
        if text == ";":
            if depth or (token.line.file is main and _within(tokens, start, index)):
                continue
        elif text == "}":
            if depth:
                depth -= 1
            if depth:
                continue
            braces.append(index - start)
            if body < 0:
                continue
        else:
            pragmas.append(text)
            if depth or start != index:
                continue
            append(Item(tokens[index : index + 1], token.line.file is main, -1, pragmas))
            start = index + 1
            pragmas = []
            continue
        piece = tokens[start : index + 1]
        append(Item(piece, _is_main(piece, body, main, braces, assigned), body, pragmas))
        start = index + 1
        body = -1
        braces = []
        assigned = False
        pragmas = []
    if start < len(tokens):
        piece = tokens[start:]
        append(Item(piece, _is_main(piece, body, main, braces, assigned), body, pragmas))
    return items


def _within(tokens: list[Token], start: int, semicolon: int) -> bool:
    """Whether a ";" outside braces stands within other brackets that close, too: GNU's forward declarations of
    parameters, arguments of an attribute."""
    depth = 0
    for i in range(start, semicolon):
        text = tokens[i].text
        if text in _OPENERS:
            depth += 1
        elif text in _CLOSERS:
            depth -= 1
    for i in range(semicolon + 1, len(tokens) if depth > 0 else 0):
        text = tokens[i].text
        if text in _OPENERS:
            depth += 1
        elif text in _CLOSERS:
            depth -= 1
            if not depth:
                return True
        elif text in ("{", "}"):
            break
    return False


def _opens_body(tokens: list[Token], start: int, brace: int) -> bool:
    """Whether the "{" at ``brace``, outside all others, opens a function's body."""
    if brace == start:
        return True
    index = brace - 1
    token = tokens[index]
    if token.text == "=":
        return False
    if token.text in _TAGS:
        return False
    if token.kind == IDENTIFIER:
        index -= 1
        if index >= start and tokens[index].text in _TAGS:
            return False
    # struct __attribute__((packed)) tag {, struct [[deprecated("")]] tag {
    while index >= start and tokens[index].text in _CLOSERS:
        if tokens[index].text == "]":
            index = _open(tokens, start, index) - 1
            if index >= start and tokens[index].text in _TAGS:
                return False
            continue
        open_ = _open(tokens, start, index)
        if open_ <= start:
            break
        if tokens[open_ - 1].text not in _ATTRIBUTE:
            break
        index = open_ - 2
        if index >= start and tokens[index].text in _TAGS:
            return False
    depth = 0
    parenthesis = False
    for i in range(start, brace):
        text = tokens[i].text
        if text == ":" and not depth:  # enum tag : typeof(int) {
            return False
        if text in _OPENERS or text == "{":
            parenthesis = parenthesis or (text == "(" and not depth)
            depth += 1
        elif text in _CLOSERS or text == "}":
            depth -= 1
        elif text == "=" and depth <= 0:
            return False
    return parenthesis and depth == 0  # a "{" within brackets: a compound literal, a statement expression


def _open(tokens: list[Token], start: int, close: int) -> int:
    """The index of the bracket that matches the ")" or "]" at ``close``; ``start`` - 1 if there is none."""
    depth = 0
    for i in range(close, start - 1, -1):
        text = tokens[i].text
        if text in _CLOSERS:
            depth += 1
        elif text in _OPENERS:
            depth -= 1
            if not depth:
                return i
    return start - 1


def _parameters_start(tokens: list[Token], items: list[Item], start: int) -> int:
    """A "{" right after a ";": where the old-style function definition whose parameters came before begins.

    The items taken back are dropped.  ``int f(a, b) int a; char *b; {``
    """
    position = start
    for index in range(len(items) - 1, max(-1, len(items) - 128), -1):
        item = items[index]
        if item.body >= 0 or item.tokens[-1].text != ";":
            break
        position -= len(item.tokens)
        if _old_style_head(item.tokens):
            del items[index:]
            return position
    return start


def _old_style_head(tokens: list[Token]) -> bool:
    """Whether the declaration begins ``declarator ( a, b ) declaration``."""
    for index in range(1, len(tokens) - 1):
        if tokens[index].text != ")" or tokens[index + 1].kind != IDENTIFIER or tokens[index + 1].text in _ATTRIBUTE:
            continue
        open_ = _open(tokens, 0, index)
        if open_ < 1 or tokens[open_ - 1].text in _NOT_DECLARATORS:
            continue
        names = tokens[open_ + 1 : index]
        if names and all(t.kind == IDENTIFIER if i % 2 == 0 else t.text == "," for i, t in enumerate(names)):
            return True
    return False


def _is_main(piece: list[Token], body: int, main: SourceFile, braces: list[int], assigned: bool) -> bool:
    """Whether an item must be compiled; ``braces``: the places of its outermost ones."""
    file = piece[0].line.file
    # A program's own parts may be included too (#include "part.c"); nobody calls those headers.
    if file is main or not file.path.endswith(".h"):
        return True
    if body >= 0:
        return _defines_function(piece[:body]) or _is_kept(piece)
    if not assigned and piece[0].text == "extern":
        return _is_kept(piece)
    outside = piece
    if braces:
        outside = piece[: braces[0]]
        for close, open_ in zip(braces[1::2], [*braces[2::2], len(piece)]):
            outside += piece[close:open_]  # the "}" stands for what the braces enclose
    return _defines_object(outside) or _is_kept(piece)


def _is_kept(tokens: list[Token]) -> bool:
    """Whether an attribute may keep it alive (or define it) although nothing names it.  May err towards True."""
    for token in tokens:
        text = token.text
        if text in _KEEPING:
            return True
        if text == "{" or text == "=":
            return False
    return False


def _defines_function(head: list[Token]) -> bool:
    """Whether a function's definition in a header may have external linkage.  May err towards True: in C99 an inline
    one has it if some other declaration says so."""
    words = set()
    depth = 0
    for t in head:
        text = t.text
        if text in _OPENERS:
            depth += 1
        elif text in _CLOSERS:
            depth -= 1
        elif not depth:
            if text in _LOCAL:
                return False
            words.add(text)
    if "extern" not in words or words.isdisjoint(_INLINE):
        return True
    return not any(t.text in _GNU_INLINE for t in head)


def _defines_object(tokens: list[Token]) -> bool:
    """Whether a header's declaration, without what braces enclose, defines an object with external linkage, or is
    file-scope assembly.  May err towards True.

    An object has an initialiser, or no ``extern`` and a declarator that is no function's: ``int a, f(void), *b;``.
    """
    if tokens[0].text in ("asm", "__asm__", "__asm"):
        return True
    extern = function = named = False
    tag = False  # the next word is a structure's name
    words = depth = 0
    previous = ""
    for i, t in enumerate(tokens):
        text = t.text
        if text in _OPENERS:
            # A list of parameters comes after a name, which comes after a type; "int (*p)(void)" has none there.
            if not depth and text == "(" and previous not in _NOT_DECLARATORS:
                named = True
                if words > 1 and previous.isidentifier() and tokens[i + 1].text != "*":
                    function = True
                    if tokens[-2].text == ")" and "(" not in [t.text for t in tokens[i + 1 :]]:
                        return False  # as most are: these brackets end it
            depth += 1
        elif text in _CLOSERS:
            depth -= 1
        elif depth:
            continue
        elif text in _LOCAL or text in _INLINE:
            return False
        elif text == "=":
            return True
        elif text == "extern":
            extern = True
        elif text in _TAGS:
            words += 1
            tag = True
            continue
        elif text == "," or text == ";":
            if named and not extern and not function:
                return True
            function = False
        elif text in _NOT_DECLARATORS:
            previous = text
            continue
        elif tag:
            text = ""
        elif text != "}":
            words += 1
            named = True
        tag = False
        previous = text
    return False

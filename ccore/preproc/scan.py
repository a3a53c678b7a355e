"""Translation phases 1 to 3 (C17 5.1.1.2): a file's text becomes segments, and segments become tokens.

A file is cut once into *segments*: a run of text lines between two directives, a directive, or a run of
``#define`` lines.  The groups of conditionals are linked at the same time, so a group that is skipped costs
one jump.  A text segment is tokenised when it is first reached, and keeps its tokens for every later
translation unit; those in groups that are never taken are never tokenised at all.

Line splices and comments are replaced before anything else, keeping columns right: a newline that must not
end a logical line becomes ``\\v`` (which no longer stands for itself then), so counting ``\\n`` and ``\\v``
gives physical line numbers.
"""

from __future__ import annotations

import re
from typing import Any, Final, Self, final

from ccore.source import (
    CHARACTER,
    IDENTIFIER,
    NUMBER,
    OTHER,
    PUNCTUATOR,
    STRING,
    Line,
    SourceFile,
    Token,
)

# Kinds of segments.
TEXT: Final = 0
DEFINE: Final = 1
DEFINES: Final = 2  # a run of #define lines
UNDEF: Final = 3
INCLUDE: Final = 4
INCLUDE_NEXT: Final = 5
IMPORT: Final = 6
IF: Final = 7
IFDEF: Final = 8
IFNDEF: Final = 9
ELIF: Final = 10
ELIFDEF: Final = 11
ELIFNDEF: Final = 12
ELSE: Final = 13
ENDIF: Final = 14
LINE: Final = 15
LINEMARKER: Final = 16
PRAGMA_LINE: Final = 17
ERROR: Final = 18
WARNING: Final = 19
IDENT: Final = 20
NULL: Final = 21
UNKNOWN: Final = 22
EMBED: Final = 23  # C23
ASSERT: Final = 24
PROBLEM: Final = 25  # something wrong with the file's structure, reported when reached

_DIRECTIVES: Final[dict[str, int]] = {
    "define": DEFINE,
    "undef": UNDEF,
    "include": INCLUDE,
    "include_next": INCLUDE_NEXT,
    "import": IMPORT,
    "if": IF,
    "ifdef": IFDEF,
    "ifndef": IFNDEF,
    "elif": ELIF,
    "elifdef": ELIFDEF,
    "elifndef": ELIFNDEF,
    "else": ELSE,
    "endif": ENDIF,
    "line": LINE,
    "pragma": PRAGMA_LINE,
    "error": ERROR,
    "warning": WARNING,
    "embed": EMBED,
    "ident": IDENT,
    "sccs": IDENT,
    "assert": ASSERT,
    "unassert": ASSERT,
    "": NULL,
}

# What an identifier begins and goes on with, written as all but the other ASCII characters: a set that reaches to
# U+10FFFF costs milliseconds when the pattern is compiled.  In assembly "$" begins an operand, and no name.
_BEGIN: Final = r"[^\x00-#%-@\[-^`{-\x7f]"
_BEGIN_ASSEMBLY: Final = r"[^\x00-@\[-^`{-\x7f]"
_MORE: Final = r"[^\x00-#%-/:-@\[-^`{-\x7f]"
_MORE_ASSEMBLY: Final = r"[^\x00-/:-@\[-^`{-\x7f]"
_IN_NUMBER: Final = r"[^\x00-#%-\-/:-@\[-^`{-\x7f]"
_IN_NUMBER_ASSEMBLY: Final = r"[^\x00-\-/:-@\[-^`{-\x7f]"
_UNIVERSAL: Final = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_UNIVERSAL_NAME: Final = re.compile(_UNIVERSAL)
PLAIN_IDENTIFIER: Final = _BEGIN + _MORE + "*"
_PUNCTUATOR: Final = (
    r"\.\.\.|->|\+\+|--|<<=|>>=|<<|>>|[-+*/^!=<>]=|&&|&=|\|\||\|=|##|%:%:|%:|%>|%=|<:|<%|:>"
    r"|[-\[\](){}.&*+~!/%<>^|?:;=,#]"
)

_PUNCTUATOR_C90: Final = _PUNCTUATOR.replace("|%:%:|%:|%>|%=|<:|<%|:>", "|%=")  # without digraphs

_NEWLINES: Final = re.compile(r"\r\n?")
_SPLICE: Final = re.compile(r"\\[ \t\v\f]*\n")
_BAD_SPLICE: Final = re.compile(r"(?<=[^\s;{}(),\[\]])\v(?=[^\s;{}(),\[\]])")
_TRIGRAPH: Final = re.compile(r"\?\?([=/'()!<>-])")
_TRIGRAPHS: Final = dict(zip("=/'()!<>-", "#\\^[]|{}~"))
_QUOTED: Final = (
    r"\"[^\"\\\n]*(?:\\[^\n][^\"\\\n]*)*\"?|'[^'\\\n]*(?:\\[^\n][^'\\\n]*)*'?"
    r"|#[ \t\v]*(?:include|include_next|import|embed)[ \t\v]*<[^>\n]*>"
)
_BLOCK_COMMENT: Final = r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/|/\*[\s\S]*\Z"
_COMMENTS: Final = re.compile(_BLOCK_COMMENT + r"|//[^\n]*|" + _QUOTED)
_COMMENTS_C89: Final = re.compile(_BLOCK_COMMENT + "|" + _QUOTED)
_DIRECTIVE: Final = re.compile(
    r"\n([ \t\v]*(?:#(?!#)|%:(?!%:))[ \t\v]*)([A-Za-z_][A-Za-z0-9_]*|[0-9]+(?=[ \t\v\n])|)([^\n]*)"
)
_SYSTEM_HEADER: Final = re.compile(r"[ \t\v]*GCC[ \t\v]+system_header\b")

NOWHERE: Final = Line(SourceFile("<macro>", ""), 0)
"""The place of tokens in macro bodies; expansion gives them the place of the macro's name."""
SYSTEM: Final = Line(NOWHERE.file, 0, system=True)
"""The same for macros of system headers: GNU C does not warn of what they say, wherever they are called."""


@final
class Mode:
    """What of the language the scanner must know.  One object per mode, so it can be a cache key."""

    __slots__ = (
        "assembler", "trigraphs", "line_comments", "digraphs", "unicode_literals", "separators", "charset", "findall",
    )  # fmt: skip

    def __init__(
        self, assembler: bool, trigraphs: bool, line_comments: bool, digraphs: bool, unicode_literals: bool,
        separators: bool, charset: str,
    ) -> None:  # fmt: skip
        self.assembler = assembler
        self.trigraphs = trigraphs
        self.line_comments = line_comments
        self.digraphs = digraphs
        self.unicode_literals = unicode_literals
        self.separators = separators  # C23's 1'000'000
        self.charset = charset  # of files; "": UTF-8
        prefix, wide = ("(?:u8|[LuU])?", "[LuU]?") if unicode_literals else ("L?", "L?")
        if separators:  # a version of the standard that has u8'a', too
            wide = prefix
        quoted = prefix + r'"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"?|' + wide + r"'[^'\\\n]*(?:\\[^\n][^'\\\n]*)*'?"
        # The plain identifier comes first: it is the commonest token; one with a universal character name
        # is found by the alternative after it.
        begin, more, in_number, dollar = _BEGIN, _MORE, _IN_NUMBER, "$"
        if assembler:
            begin, more, in_number, dollar = _BEGIN_ASSEMBLY, _MORE_ASSEMBLY, _IN_NUMBER_ASSEMBLY, ""
        plain = rf"{begin}{more}*(?![\"'\\A-Za-z0-9_{dollar}])"
        digits = "'[A-Za-z0-9_]|" if separators else ""
        exponent = "[eEpP]" if line_comments else "[eE]"  # binary ones came into C with line comments
        number = rf"\.?[0-9](?:{digits}{exponent}[+-]|{in_number})*"
        identifier = f"(?:{begin}|{_UNIVERSAL})(?:{more}|{_UNIVERSAL})*"
        punctuator = _PUNCTUATOR if digraphs else _PUNCTUATOR_C90
        token = f"{plain}|{_PUNCTUATOR_FAST}|{number}|{quoted}|{identifier}|{punctuator}|[^ \\t\\v]"
        self.findall = re.compile(rf"([ \t\v]*)({token})").findall


_PUNCTUATOR_FAST: Final = r"[;,(){}\[\]~?]"  # those that begin no longer punctuator

_modes: dict[tuple[bool | str, ...], Mode] = {}


def mode_of(
    assembler: bool, trigraphs: bool, line_comments: bool, digraphs: bool, unicode_literals: bool,
    separators: bool = False, charset: str = "",
) -> Mode:  # fmt: skip
    """The one ``Mode`` with these properties."""
    key = (assembler, trigraphs, line_comments, digraphs, unicode_literals, separators, charset)
    mode = _modes.get(key)
    if mode is None:
        mode = _modes[key] = Mode(*key)
    return mode


@final
class ExtendedName(str):
    """An identifier with its universal character names replaced by what they name (6.4.3), so that it equals the one
    written with the characters themselves.  ``spelled``: as in the source, for the operator #."""

    __slots__ = ("spelled",)
    spelled: str

    def __new__(cls, spelled: str) -> Self:
        made = super().__new__(cls, _UNIVERSAL_NAME.sub(_named_character, spelled))
        made.spelled = spelled
        return made


def _named_character(match: re.Match[str]) -> str:
    code = int(match[0][2:], 16)
    if code == 0x24:
        return "$"
    return match[0] if code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def source_spelling(text: str) -> str:
    """A token's text as it was written."""
    return text.spelled if type(text) is ExtendedName else text


@final
class Words(dict[str, tuple[int, str]]):
    """Kind and shared text of every token spelling met so far.

    ``odd`` is set when a spelling was an unterminated literal, which the caller must report.
    """

    __slots__ = ("odd",)

    def __init__(self) -> None:
        super().__init__()
        self.odd = False

    def __missing__(self, word: str) -> tuple[int, str]:
        kind = classify(word)
        entry = (kind, ExtendedName(word) if kind == IDENTIFIER and "\\" in word else word)
        if kind == OTHER and ('"' in word or "'" in word):
            self.odd = True
        elif len(word) < 16 or kind == IDENTIFIER:
            self[word] = entry
        return entry


def classify(word: str) -> int:
    """The kind of a token, from its spelling."""
    first = word[0]
    if first.isalpha() or first in "_$" or ord(first) > 127:
        if word[-1] == '"' and word.find('"') != len(word) - 1:
            return STRING if _terminated(word, '"') else OTHER
        if word[-1] == "'" and word.find("'") != len(word) - 1:
            return CHARACTER if _terminated(word, "'") else OTHER
        return OTHER if '"' in word or "'" in word else IDENTIFIER
    if first.isdigit() or (first == "." and word[1:2].isdigit()):
        return NUMBER
    if first == '"':
        return STRING if len(word) > 1 and _terminated(word, '"') else OTHER
    if first == "'":
        return CHARACTER if len(word) > 1 and _terminated(word, "'") else OTHER
    if first == "\\":
        return IDENTIFIER if len(word) > 1 else OTHER
    if first in "@`":
        return OTHER
    return PUNCTUATOR if first.isprintable() and ord(first) < 128 else OTHER


def _terminated(word: str, quote: str) -> bool:
    if word[-1] != quote:
        return False
    backslashes = len(word) - 1 - len(word[:-1].rstrip("\\"))
    return backslashes % 2 == 0


class Segment:
    """A stretch of a file; ``kind`` says which handler it goes to."""

    __slots__ = ("kind", "number")

    def __init__(self, kind: int, number: int) -> None:
        self.kind = kind
        self.number = number  # of its first physical line


@final
class Text(Segment):
    """Text lines between two directives.

    ``memo`` remembers how the segment expanded the last time (see ``Preprocessor._text``).
    """

    __slots__ = ("raw", "file", "system", "tokens", "names", "positions", "hits", "memo", "problems")

    def __init__(self, raw: str, number: int, file: ScannedFile, system: bool) -> None:
        super().__init__(TEXT, number)
        self.raw = raw
        self.file = file
        self.system = system
        self.tokens: list[Token] | None = None
        self.names: frozenset[str] = frozenset()
        self.positions: dict[str, list[int]] | None = None
        self.hits: tuple[frozenset[str], list[int]] | None = None
        self.memo: tuple[list[str], list[Any], list[Any]] | None = None
        self.problems: list[Token] | None = None  # unterminated literals

    def scan(self) -> list[Token]:
        """Make and keep the tokens."""
        tokens = self.tokens_at(None, 0, self.system)
        self.tokens = tokens
        self.names = frozenset([t.text for t in tokens if t.kind == IDENTIFIER])
        return tokens

    def tokens_at(self, presumed_path: str | None, shift: int, system: bool) -> list[Token]:
        """The tokens, with presumed line numbers ``shift`` greater than the real ones (C17 6.10.4)."""
        file = self.file
        source = file.source
        words = file.words
        words.odd = False
        findall = file.mode.findall
        assembler = file.mode.assembler
        number = self.number
        out: list[Token] = []
        append = out.append
        token = Token
        for text in self.raw.split("\n"):
            if text and not text.isspace():
                if "\v" in text or assembler:
                    number = self._spliced(text, number, presumed_path, shift, system, out)
                    continue
                if shift or presumed_path is not None:
                    line = Line(source, number, presumed_path, number + shift, system)
                else:
                    line = Line(source, number, None, None, system)
                column = 1
                space = True
                for blank, word in findall(text):
                    if blank:
                        column += len(blank)
                        space = True
                    kind, word = words[word]
                    append(token(kind, word, space, line, column))
                    column += len(word)
                    space = False
            number += 1 + text.count("\v") if text else 1
        if words.odd:
            self.problems = [t for t in out if t.kind == OTHER and ('"' in t.text or "'" in t.text)]
            words.odd = False
        return out

    def _spliced(
        self, text: str, number: int, presumed_path: str | None, shift: int, system: bool, out: list[Token]
    ) -> int:
        """Tokenise one logical line of several physical ones; returns the number of the line after it.

        Assembly keeps its lines in the output, so there every token of the line has the same ``Line``, and
        the first has column 1, by which ``output`` knows it.
        """
        file = self.file
        line = Line(file.source, number, presumed_path, number + shift, system)
        column = 1
        if file.mode.assembler:
            for blank, word in file.mode.findall(text):
                if out and out[-1].line is line:
                    column += len(blank)
                kind, spelling = file.words[word.replace("\v", "")]
                first = not out or out[-1].line is not line
                out.append(Token(kind, spelling, first or bool(blank), line, column))
                column += len(word)
            return number + 1 + text.count("\v")
        space = True
        for blank, word in file.mode.findall(text):
            if blank:
                space = True
                turns = blank.count("\v")
                if turns:
                    number += turns
                    line = Line(file.source, number, presumed_path, number + shift, system)
                    column = len(blank) - blank.rfind("\v")
                else:
                    column += len(blank)
            turns = word.count("\v")
            spelling = word.replace("\v", "") if turns else word
            kind, spelling = file.words[spelling]
            out.append(Token(kind, spelling, space, line, column))
            space = False
            if turns:
                number += turns
                line = Line(file.source, number, presumed_path, number + shift, system)
                column = len(word) - word.rfind("\v")
            else:
                column += len(word)
        tail = len(text) - len(text.rstrip(" \t\v"))
        return number + 1 + (text.count("\v", len(text) - tail) if tail else 0)


@final
class Directive(Segment):
    """One directive line.  ``rest`` is what follows its name; ``value`` caches what it was parsed into.

    For conditionals ``next`` is the segment of the next branch of the same group, ``end`` that of its #endif.
    """

    __slots__ = ("name", "rest", "column", "next", "end", "value", "system")

    def __init__(self, kind: int, number: int, name: str, rest: str, column: int, system: bool) -> None:
        super().__init__(kind, number)
        self.name = name
        self.rest = rest
        self.column = column  # of the first character of ``rest``
        self.next = 0
        self.end = 0
        self.value: Any = None
        self.system = system


@final
class Defines(Segment):
    """A run of #define lines.  ``table`` holds their macros once all were found to be in order."""

    __slots__ = ("directives", "table", "tried")

    def __init__(self, directives: list[Directive]) -> None:
        super().__init__(DEFINES, directives[0].number)
        self.directives = directives
        self.table: dict[str, Any] | None = None
        self.tried = False


@final
class ScannedFile:
    """A file cut into segments.  ``guard`` is the macro that guards it whole against a second inclusion."""

    __slots__ = ("source", "segments", "guard", "system", "mode", "words", "identity")

    def __init__(
        self, source: SourceFile, mode: Mode, words: Words, system: bool, identity: tuple[int, int] | None = None
    ) -> None:
        self.source = source
        self.mode = mode
        self.words = words
        self.system = system
        self.identity = identity  # device and inode
        self.guard = ""
        self.segments: list[Segment] = []
        self._segment()

    def _segment(self) -> None:
        text, unterminated = normalise(self.source.text, self.mode)
        text = "\n" + text
        segments: list[Segment] = []
        system = self.system
        assembler = self.mode.assembler
        position = 0
        number = 0  # of the line that ends at ``position``
        run: list[Directive] = []

        def flush() -> None:
            if len(run) > 1:
                segments.append(Defines(run.copy()))
            else:
                segments.append(run[0])
            run.clear()

        for match in _DIRECTIVE.finditer(text):
            lead, name, rest = match.groups()
            if "%" in lead and not self.mode.digraphs:
                continue
            kind = _DIRECTIVES.get(name, UNKNOWN)
            if kind == UNKNOWN and name.isdigit():
                kind = LINEMARKER
            if assembler and (kind in (UNKNOWN, LINEMARKER) or (kind in (NULL, ASSERT) and rest)):
                continue  # a comment of the assembler's: text
            start = match.start()
            if start > position:
                raw = text[position:start]
                if not raw.isspace():
                    if run:
                        flush()
                    segments.append(Text(raw, number, self, system))
                number += raw.count("\n") + raw.count("\v")
            number += 1
            directive = Directive(kind, number + lead.count("\v"), name, rest, len(lead) + len(name) + 1, system)
            number += match.group().count("\v")
            position = match.end()
            if kind == DEFINE:
                run.append(directive)
                continue
            if not name:
                if not rest.strip(" \t\v"):
                    continue
                kind = directive.kind = UNKNOWN
            if run:
                flush()
            segments.append(directive)
            if kind == PRAGMA_LINE and _SYSTEM_HEADER.match(rest):
                system = True
        if run:
            flush()
        raw = text[position:]
        if raw and not raw.isspace():
            segments.append(Text(raw, number, self, system))
        for message, line in unterminated:
            segments.append(_problem(message, line))
        self.segments = segments
        self._link()

    def _link(self) -> None:
        """Link the branches of each conditional group (C17 6.10.1)."""
        segments = self.segments
        stack: list[list[Directive]] = []
        for index, segment in enumerate(segments):
            kind = segment.kind
            if not IF <= kind <= ENDIF:
                continue
            assert isinstance(segment, Directive)
            if kind in (IF, IFDEF, IFNDEF):
                stack.append([segment])
                continue
            message = ""
            if not stack:
                message = f"#{segment.name} without #if"
            elif kind != ENDIF and stack[-1][-1].kind == ELSE:
                message = f"#{segment.name} after #else"
            if message:
                segments[index] = _problem(message, segment.number)
                continue
            branches = stack[-1]
            branches[-1].next = index
            branches.append(segment)
            if kind == ENDIF:
                for branch in branches:
                    branch.end = index
                stack.pop()
        count = len(segments)
        for branches in stack:
            branches[-1].next = count
            for branch in branches:
                branch.end = count - 1  # what follows the end is the first message
        # The message belongs to the #if, and names the last directive of its group, as GCC has it.
        segments.extend(_problem(f"unterminated #{branches[-1].name}", branches[0].number) for branches in stack[::-1])
        if segments and not stack:
            first, last = segments[0], segments[-1]
            if isinstance(first, Directive) and first.kind in (IF, IFNDEF) and first.next == count - 1:
                if last.kind == ENDIF:
                    pattern = _NAME if first.kind == IFNDEF else _NOT_DEFINED
                    match = pattern.fullmatch(first.rest)
                    if match:
                        self.guard = match.group(1)


_NAME: Final = re.compile(rf"[ \t\v]*({PLAIN_IDENTIFIER})[ \t\v]*")
_NOT_DEFINED: Final = re.compile(
    rf"[ \t\v]*![ \t\v]*defined[ \t\v]*\(?[ \t\v]*({PLAIN_IDENTIFIER})[ \t\v]*\)?[ \t\v]*"
)


def _problem(message: str, number: int) -> Directive:
    return Directive(PROBLEM, number, "", message, 1, False)


def _blank_comment(match: re.Match[str]) -> str:
    text = match.group()
    if text[0] != "/":
        return text
    turns = text.count("\n") + text.count("\v")
    if not turns:
        return " " * len(text)
    return "\v" * turns + " " * (len(text) - 1 - max(text.rfind("\n"), text.rfind("\v")))


def normalise(text: str, mode: Mode) -> tuple[str, list[tuple[str, int]]]:
    """Trigraphs, splices and comments replaced; also what was left open, with line numbers."""
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\r" in text:
        text = _NEWLINES.sub("\n", text)
    if "\v" in text:
        text = text.replace("\v", " ")
    if "\f" in text:
        text = text.replace("\f", " ")
    if "\0" in text:
        text = text.replace("\0", " ")
    if mode.trigraphs and "??" in text:
        text = _TRIGRAPH.sub(lambda m: _TRIGRAPHS[m.group(1)], text)
    if "\\" in text:
        if text.endswith("\\"):
            text = text[:-1]
        text = _SPLICE.sub("\v", text)
        if _BAD_SPLICE.search(text):
            lines = text.split("\n")
            for index, line in enumerate(lines):
                line, count = _BAD_SPLICE.subn("", line)
                if count:  # the splice may be within a token: keep its newline for the line's end
                    lines[index] = line + "\v" * count
            text = "\n".join(lines)
    problems: list[tuple[str, int]] = []
    if "/*" in text or "//" in text:
        start = text.rfind("/*")
        if start >= 0 and "*/" not in text[start + 2 :]:
            pattern = _COMMENTS if mode.line_comments else _COMMENTS_C89
            for match in pattern.finditer(text):
                comment = match.group()
                if comment.startswith("/*") and (len(comment) < 4 or not comment.endswith("*/")):
                    at = match.start()
                    problems.append(("unterminated comment", 1 + text.count("\n", 0, at) + text.count("\v", 0, at)))
        text = (_COMMENTS if mode.line_comments else _COMMENTS_C89).sub(_blank_comment, text)
    return text, problems


def scan_directive(text: str, mode: Mode, words: Words, line: Line, column: int) -> list[Token]:
    """The tokens of a directive's rest, all at ``line`` (a directive is one logical line)."""
    out: list[Token] = []
    space = False
    for blank, word in mode.findall(text):
        if blank:
            column += len(blank)
            space = True
        length = len(word)
        if "\v" in word:
            word = word.replace("\v", "")
        kind, word = words[word]
        out.append(Token(kind, word, space, line, column))
        column += length
        space = False
    words.odd = False
    return out

"""Macro expansion (C17 6.10.3.1 to 6.10.3.4), after the manner of GCC's preprocessor.

Expansion reads from a stack of *contexts*, each a token list that replaced one macro call.  While a
macro's context is on the stack the macro is disabled; a name met while its macro is disabled is marked
``no_expand`` and is never replaced afterwards.  Where the standard leaves the end of a "nested
replacement" open (6.10.3.4p4), GCC's answer falls out: a context that is exhausted is popped, and its macro
enabled, as soon as something is read beyond it.

Tokens from macro bodies have no place of their own (``NOWHERE``) until the outermost call is finished.
"""

from __future__ import annotations

from typing import Final

from ccore.diagnostics import Diagnostics
from ccore.preproc.macro import DEFINED, LINE_, POISONED, PRAGMA_OPERATOR, Element, Macro, with_space
from ccore.preproc.scan import NOWHERE, SYSTEM, Mode, Words, source_spelling
from ccore.source import CHARACTER, IDENTIFIER, NUMBER, OTHER, PRAGMA, STRING, Line, Location, Token

_Context = tuple[list[Token] | tuple[Token, ...], int, int, Macro | None]
_MAX_NESTING: Final = 1000  # each level copies what is inside it, so the work is quadratic
_EMPTY: Final[list[Token]] = []


class Expander:
    """The macro table and what is done with it.  ``Preprocessor`` adds files and directives."""

    def __init__(self, diagnostics: Diagnostics, mode: Mode, words: Words) -> None:
        self.diagnostics = diagnostics
        self.mode = mode
        self.words = words
        self.macros: dict[str, Macro] = {}
        self.disabled: set[Macro] = set()
        self.visited: set[str] = set()  # names looked up since the caller last emptied it
        self.dynamic = False  # whether the expansion depended on more than the macro table
        self.diagnostic_pragma = False  # whether the expansion under way has met _Pragma("GCC diagnostic ...")
        self.in_condition = False
        self.tracked = True  # whether __LINE__ in a macro's argument is its own line, not the call's
        self.nesting = 0  # how deep in macro arguments
        self.call: Token = Token(IDENTIFIER, "", False, NOWHERE, 0)  # the outermost macro name

    # -- what the files and directives provide ------------------------------------------------------------

    def more_text(self) -> list[Token] | None:
        """The next stretch of source tokens, for a call that goes on beyond this one; None at the end."""
        return None

    def builtin(self, macro: Macro, token: Token, arguments: list[Token]) -> list[Token]:
        """The replacement of a built-in macro that depends on files, time or tables."""
        raise NotImplementedError

    def pragma_operator(self, text: str, location: Location) -> bool:
        """Act on ``_Pragma``; whether the pragma stays in the output."""
        return True

    # -- expansion ----------------------------------------------------------------------------------------

    def location(self, token: Token) -> Location:
        """Where to point for a token that may come from a macro's body."""
        if token.line is NOWHERE or token.line is SYSTEM:
            token = self.call
        return Location(token.line, token.column)

    def expand_all(self, tokens: list[Token]) -> list[Token]:
        """The full expansion of a closed list: nothing after it is ever read."""
        get = self.macros.get
        for t in tokens:
            if t.kind == IDENTIFIER:
                self.visited.add(t.text)
                if get(t.text) is not None:
                    return self._run(tokens, 0, False)[0]
        return tokens

    def expand_at(self, tokens: list[Token], position: int) -> tuple[list[Token], int, list[Token]]:
        """Expand the macro name at ``position``.

        Returns the replacement (each token placed), the position after the call, and the token list that
        this position is in: another than ``tokens`` if the call went on beyond its end.
        """
        call = tokens[position]
        self.call = call
        out, position, tokens = self._run(tokens, position, True)
        line = call.line
        column = call.column
        token = Token
        lines: dict[Line, Line] = {}
        out = [
            t if t.line is line
            else token(t.kind, t.text, t.space, line, column, t.no_expand) if t.line is NOWHERE
            else self._placed(t, call, lines)
            for t in out
        ]  # fmt: skip
        if out:
            first = out[0]
            if first.space is not call.space or first.column != column:
                out[0] = token(first.kind, first.text, call.space, first.line, column, first.no_expand)
            if self.diagnostic_pragma:
                self.diagnostic_pragma = False
                self._mark(out)
        return out, position, tokens

    def _placed(self, t: Token, name: Token, lines: dict[Line, Line]) -> Token:
        """A token of a system header's macro, or of an argument on a later line than the macro's ``name``.

        ``lines``: those made so far.
        """
        call = name.line
        line = lines.get(t.line)
        if line is None:
            if t.line is not SYSTEM:
                line = t.line.again(call=call)
            else:
                line = call if call.system else call.again(system=True, call=call)
            lines[t.line] = line
        return Token(t.kind, t.text, t.space, line, name.column if t.line is SYSTEM else t.column, t.no_expand)

    def _mark(self, out: list[Token]) -> None:
        """Follow the #pragma GCC diagnostic in an expansion: what comes after each has a line of its own."""
        lines: dict[Line, Line] | None = None  # by the line given until now
        history = self.diagnostics.pragmas
        for index, t in enumerate(out):
            if t.kind == PRAGMA and t.text.split(None, 2)[:2] == ["GCC", "diagnostic"]:
                self.follow(t.text, t.location)
                lines = {}
            elif lines is not None:
                if t.line not in lines:
                    lines[t.line] = history.mark(t.line)
                out[index] = Token(t.kind, t.text, t.space, lines[t.line], t.column, t.no_expand)

    def follow(self, text: str, where: Location) -> None:
        """Act on ``#pragma GCC diagnostic``."""
        problem, hint = self.diagnostics.pragmas.apply(text, where)
        if problem:
            self.diagnostics.warning(problem, where, "pragmas")
            if hint:
                self.diagnostics.note(hint, where)

    def _run(self, tokens: list[Token], position: int, once: bool) -> tuple[list[Token], int, list[Token]]:
        """Expand from ``position``: all there is, or (``once``) until the first token is done with."""
        self.nesting += 1
        if self.nesting > _MAX_NESTING:
            self.diagnostics.fatal("macro arguments nested too deeply", self.location(self.call))
        out: list[Token] = []
        append = out.append
        get = self.macros.get
        disabled = self.disabled
        visit = self.visited.add
        stack: list[_Context] = []
        toks: list[Token] | tuple[Token, ...] = tokens
        pos = position
        end = len(toks)
        current: Macro | None = None
        while True:
            if pos >= end:
                if current is not None:
                    disabled.discard(current)
                if not stack:
                    break
                toks, pos, end, current = stack.pop()
                if once and not stack:
                    break
                continue
            t = toks[pos]
            pos += 1
            if t.kind != IDENTIFIER:
                append(t)
                continue
            text = t.text
            visit(text)
            macro = get(text)
            if macro is None or t.no_expand:
                append(t)
                continue
            if macro in disabled:
                append(Token(IDENTIFIER, text, t.space, t.line, t.column, True))
                continue
            body: list[Token] | tuple[Token, ...]
            if macro.parameters is None:
                if macro.builtin:
                    pos = self._object_builtin(macro, t, toks, pos, out)
                    if once and not stack:
                        break
                    continue
                body = macro.spaced if t.space else macro.body
                if macro.plain:
                    if body:
                        out.extend(body)
                        if once and not stack:
                            break
                        continue
                elif macro.elements is not None:
                    body = self._substitute(macro.elements, macro, _NO_ARGUMENTS, False, {})
                    if body and body[0].space != t.space:
                        body[0] = with_space(body[0], t.space)
            else:
                while pos >= end and stack:
                    if current is not None:
                        disabled.discard(current)
                    toks, pos, end, current = stack.pop()
                if pos >= end or toks[pos].text != "(":
                    append(t)
                    if once and not stack:
                        break
                    continue
                # Collect the arguments (6.10.3p11).
                pos += 1
                depth = 0
                limit = len(macro.parameters) - 1 if macro.variadic else -1
                arguments: list[list[Token]] = []
                argument: list[Token] = []
                closed = True
                while True:
                    if pos >= end:
                        if stack:
                            if current is not None:
                                disabled.discard(current)
                            toks, pos, end, current = stack.pop()
                            continue
                        more = self.more_text() if once else None
                        if more is None:
                            closed = False
                            break
                        tokens = toks = more
                        pos = 0
                        end = len(more)
                        continue
                    a = toks[pos]
                    pos += 1
                    x = a.text
                    if x == "(":
                        depth += 1
                    elif x == ")":
                        if not depth:
                            break
                        depth -= 1
                    elif x == ",":
                        if not depth and len(arguments) != limit:
                            arguments.append(argument)
                            argument = []
                            continue
                    elif disabled and a.kind == IDENTIFIER and not a.no_expand:
                        visit(x)
                        if get(x) in disabled:
                            a = Token(IDENTIFIER, x, a.space, a.line, a.column, True)
                    argument.append(a)
                if not closed:
                    self.dynamic = True
                    self.diagnostics.error(f'unterminated argument list invoking macro "{text}"', self.location(t))
                    append(t)
                    if once and not stack:
                        break
                    continue
                arguments.append(argument)
                if macro.builtin:
                    out.extend(self.builtin(macro, t, argument))
                    if once and not stack:
                        break
                    continue
                count = len(macro.parameters)
                given = len(arguments)
                omitted = False
                if given != count:
                    if count == 0 and given == 1 and not argument:
                        pass
                    elif macro.variadic and given == count - 1:
                        arguments.append([])
                        omitted = True
                        self.omitted(macro, toks[pos - 1])
                    else:
                        self._wrong_count(macro, t, given)
                        append(t)
                        if once and not stack:
                            break
                        continue
                elif macro.variadic and count == 1 and not argument and self.gnu_comma:
                    omitted = True
                if macro.parts is not None:
                    parts = macro.parts
                    result: list[Token] = []
                    spaced: list[int] = []
                    expanded: dict[int, list[Token]] = {}
                    for part in parts:
                        if type(part) is int:
                            call_argument = expanded.get(part >> 1)
                            if call_argument is None:
                                call_argument = arguments[part >> 1]
                                for a in call_argument:
                                    if a.kind == IDENTIFIER:
                                        visit(a.text)
                                        if get(a.text) is not None:
                                            call_argument = self._run(call_argument, 0, False)[0]
                                            break
                                expanded[part >> 1] = call_argument
                            if call_argument:
                                at = len(result)
                                result.extend(call_argument)
                                space = part & 1 == 1
                                if call_argument[0].space is not space:
                                    result[at] = with_space(call_argument[0], space)
                            else:
                                if not arguments[part >> 1]:
                                    self._empty(macro, part >> 1)
                                if part & 1:
                                    spaced.append(len(result))
                        else:
                            assert type(part) is tuple
                            result.extend(part)
                    for at in spaced:  # an empty argument leaves its white space to what follows
                        if at < len(result) and not result[at].space:
                            result[at] = with_space(result[at], True)
                else:
                    assert macro.elements is not None
                    result = self._substitute(macro.elements, macro, arguments, omitted, {})
                if result and result[0].space is not t.space:
                    result[0] = with_space(result[0], t.space)
                body = result
            if body:
                stack.append((toks, pos, end, current))
                toks = body
                pos = 0
                end = len(body)
                current = macro
                disabled.add(macro)
                continue
            if once and not stack:
                break
            if t.space and pos < end and not toks[pos].space:
                # Nothing is left of the call but the white space before it.
                stack.append((toks, pos + 1, end, current))
                toks = (with_space(toks[pos], True),)
                pos = 0
                end = 1
                current = None
        self.nesting -= 1
        return out, pos, tokens

    gnu_comma: bool = True
    """Whether ", ## __VA_ARGS__" swallows the comma when a sole variable argument is empty (not in ISO modes)."""

    def _argument(self, arguments: list[list[Token]], index: int, expanded: dict[int, list[Token]]) -> list[Token]:
        """The fully expanded argument (6.10.3.1); expanded once per call, which ``__COUNTER__`` can tell."""
        result = expanded.get(index)
        if result is None:
            result = expanded[index] = self._run(arguments[index], 0, False)[0]
        return result

    def omitted(self, macro: Macro, close: Token) -> None:
        """The argument for the dots was left out of the call that ends with ``close``."""

    def _wrong_count(self, macro: Macro, token: Token, given: int) -> None:
        assert macro.parameters is not None
        self.dynamic = True
        count = len(macro.parameters)
        if given < count:
            needed = count - 1 if macro.variadic else count
            text = f'macro "{macro.name}" requires {"at least " if macro.variadic else ""}{needed} argument'
            text += f"{'' if needed == 1 else 's'}, but only {given} given"
        else:
            text = f'macro "{macro.name}" passed {given} arguments, but takes just {count}'
        self.diagnostics.error(text, self.location(token))
        self.diagnostics.note(f'macro "{macro.name}" defined here', macro.location)

    # -- substitution with # and ## -----------------------------------------------------------------------

    def _substitute(
        self, elements: tuple[Element, ...], macro: Macro, arguments: list[list[Token]], omitted: bool,
        expanded: dict[int, list[Token]],
    ) -> list[Token]:  # fmt: skip
        """The replacement list with arguments put in, stringified and pasted (6.10.3.1 to 6.10.3.3)."""
        out: list[Token] = []
        pasting = False
        left = False  # whether a token stands to the left of "##" (else a placemarker does)
        last = len(arguments) - 1
        spaces: list[int] = []
        for element in elements:
            number = element.parameter
            token = element.token
            piece: list[Token]
            if element.optional is not None:
                piece = []
                if self._argument(arguments, last, expanded):
                    piece = self._substitute(element.optional, macro, arguments, omitted, expanded)
                if element.stringify:
                    piece = [self._stringify(piece, token)]
                elif piece and piece[0].space is not token.space:
                    piece[0] = with_space(piece[0], token.space)
            elif number < 0:
                piece = [token]
            elif element.stringify:
                piece = [self._stringify(arguments[number], token)]
            else:
                if pasting and number == last and macro.variadic and left and out[-1].text == ",":
                    # GNU: the comma goes if the variable argument was left out, else nothing is pasted.
                    pasting = False
                    if omitted:
                        out.pop()
                        left = False
                        pasting = element.paste
                        continue
                    piece = arguments[number].copy()
                elif element.paste or pasting:
                    piece = arguments[number].copy()
                else:
                    piece = self._argument(arguments, number, expanded).copy()
                if piece:
                    if piece[0].space is not token.space:
                        piece[0] = with_space(piece[0], token.space)
                else:
                    if not arguments[number]:
                        self._empty(macro, number)
                    if token.space and not pasting:
                        spaces.append(len(out))
            if not pasting:
                out.extend(piece)
                left = bool(piece)
            elif piece:
                if left:
                    pasted = self._paste(out[-1], piece[0])
                    if pasted is not None:
                        out[-1] = pasted
                        out.extend(piece[1:])
                    else:
                        out.extend(piece)
                else:
                    out.extend(piece)
                    left = True
            pasting = element.paste
        for at in spaces:
            if at < len(out) and not out[at].space:
                out[at] = with_space(out[at], True)
        return out

    def _paste(self, left: Token, right: Token) -> Token | None:
        """One token of two (6.10.3.3); None, with a message, where that makes none."""
        text = left.text + right.text
        if left.kind == PRAGMA or right.kind == PRAGMA:
            found: list[tuple[str, str]] = []
        else:
            found = self.mode.findall(text)
        if len(found) == 1 and found[0][1] == text:
            kind, text = self.words[text]
            if kind != OTHER or len(text) == 1:
                if text == "__LINE__":  # made by the macro, it tells the line of the macro's name
                    left = self.call
                return Token(kind, text, left.space, left.line, left.column)
        if not self.mode.assembler:
            self.dynamic = True
            self.diagnostics.error(
                f'pasting "{left.text}" and "{right.text}" does not give a valid preprocessing token',
                self.location(left),
            )
        return None

    def _stringify(self, argument: list[Token], token: Token) -> Token:
        """The argument's spelling as a string literal (6.10.3.2)."""
        parts: list[str] = []
        for t in argument:
            if t.space and parts:
                parts.append(" ")
            text = t.text
            if t.kind == STRING or t.kind == CHARACTER or (t.kind == OTHER and text[0] in "\"'"):
                text = text.replace("\\", "\\\\").replace('"', '\\"')
            elif t.kind == PRAGMA:
                text = "#pragma " + text
            parts.append(source_spelling(text))
        text = "".join(parts)
        if text.endswith("\\"):
            odd = len(text) - len(text.rstrip("\\"))
            if odd % 2:
                self.dynamic = True
                self.diagnostics.warning("invalid string literal, ignoring final '\\'", self.location(token))
                text = text[:-1]
        return Token(STRING, f'"{text}"', token.space, NOWHERE, 0)

    def _empty(self, macro: Macro, number: int) -> None:
        """An argument without tokens, which C90 leaves undefined."""
        diagnostics = self.diagnostics
        if diagnostics.year < 1999 or diagnostics.enabled("c90-c99-compat"):
            text = f"invoking macro {macro.name} argument {number + 1}: empty macro arguments are undefined in ISO C90"
            diagnostics.since(1999, text, self.location(self.call))

    # -- built-in macros without arguments ----------------------------------------------------------------

    def _object_builtin(
        self, macro: Macro, token: Token, toks: list[Token] | tuple[Token, ...], pos: int, out: list[Token]
    ) -> int:
        """Append a built-in's replacement; returns the position after what it consumed."""
        code = macro.builtin
        if code == LINE_:
            inherited = token.line in (NOWHERE, SYSTEM) or not (self.tracked or self.in_condition)
            line: Line = self.call.line if inherited else token.line
            out.append(Token(NUMBER, str(line.presumed_number), token.space, token.line, token.column))
        elif code == POISONED:
            self.dynamic = True
            self.diagnostics.error(f'attempt to use poisoned "{token.text}"', self.location(token))
            out.append(token)
        elif code == PRAGMA_OPERATOR:
            if (
                pos + 2 < len(toks)
                and toks[pos].text == "("
                and toks[pos + 1].kind == STRING
                and toks[pos + 2].text == ")"
            ):
                text = destringize(toks[pos + 1].text)
                where = self.location(token)
                if self.pragma_operator(text, where):
                    out.append(Token(PRAGMA, text, token.space, token.line, token.column))
                return pos + 3
            self.dynamic = True
            self.diagnostics.error("_Pragma takes a parenthesized string literal", self.location(token))
        elif code == DEFINED:
            if not self.in_condition:
                out.append(token)
                return pos
            following = [t.text for t in toks[pos : pos + 3]]
            kinds = [t.kind for t in toks[pos : pos + 3]]
            if kinds and kinds[0] == IDENTIFIER:
                name = following[0]
                pos += 1
            elif len(following) == 3 and following[0] == "(" and kinds[1] == IDENTIFIER and following[2] == ")":
                name = following[1]
                pos += 3
            else:
                if len(following) > 1 and following[0] == "(" and kinds[1] == IDENTIFIER:
                    message = "missing ')' after \"defined\""
                else:
                    message = 'operator "defined" requires an identifier'
                self.diagnostics.error(message, self.location(token))
                out.append(Token(NUMBER, "0", token.space, token.line, token.column))
                return len(toks)
            out.append(Token(NUMBER, "1" if self.is_defined(name) else "0", token.space, token.line, token.column))
        else:
            out.extend(self.builtin(macro, token, _EMPTY))
        return pos

    def is_defined(self, name: str) -> bool:
        """Whether #ifdef takes the name for a macro."""
        self.visited.add(name)
        macro = self.macros.get(name)
        if macro is None:
            return False
        return macro.builtin == 0 or (macro.builtin not in (DEFINED, PRAGMA_OPERATOR, POISONED))


_NO_ARGUMENTS: Final[list[list[Token]]] = []


def destringize(literal: str) -> str:
    """The text of _Pragma's string literal (C17 6.10.9)."""
    text = literal[literal.index('"') + 1 : -1]
    return text.replace('\\"', '"').replace("\\\\", "\\").strip()

"""Walking the segments of a stack of files, and expanding their text.

A text segment remembers its expansion together with the macro (or none) that each name met stood for; as
long as the names stand for the same macros, the remembered tokens are right (``Text.memo``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, final

from ccore.diagnostics import Diagnostics
from ccore.options import Options
from ccore.preproc.builtins import BuiltinMacros
from ccore.preproc.history import History
from ccore.preproc.scan import Directive, Mode, ScannedFile, Segment, Text, Words, scan_directive
from ccore.source import IDENTIFIER, Line, Location, SourceFile, Token
from ccore.target.spec import TargetSpec


@final
class _Frame:
    """A file being read, when it is not the current one."""

    __slots__ = ("file", "segments", "index", "directory", "presumed_path", "shift", "system", "line")

    def __init__(
        self, file: ScannedFile, segments: list[Segment], index: int, directory: int, presumed_path: str | None,
        shift: int, system: bool, line: int,
    ) -> None:  # fmt: skip
        self.file = file
        self.segments = segments
        self.index = index
        self.directory = directory
        self.presumed_path = presumed_path
        self.shift = shift
        self.system = system
        self.line = line  # of the #include


class FileWalker(BuiltinMacros):
    """The file being read, those that include it, and the output.  ``PragmaExecutor`` and ``Preprocessor`` add the
    directives."""

    def __init__(
        self, diagnostics: Diagnostics, mode: Mode, words: Words, options: Options, target: TargetSpec
    ) -> None:
        super().__init__(diagnostics, mode, words, options, target)
        self._handlers: list[Callable[[Any], None]] = []  # by the kind of segment
        self._frames: list[_Frame] = []
        self._out: list[Token] = []
        self.history: History | None = None
        self._file = ScannedFile(SourceFile("", ""), mode, self.words, False)
        self._segments: list[Segment] = []
        self._index = 0
        self._directory = -1
        self._presumed_path: str | None = None
        self._shift = 0
        self._system = False

    def keep_history(self) -> None:
        """Remember what directives do (``history``): to be called before anything is read."""
        self.history = History(self._out)

    # -- walking files ------------------------------------------------------------------------------------

    def _enter(self, file: ScannedFile, directory: int, line: int = 0) -> None:
        if self.history is not None:
            self.history.note("enter", self.diagnostics.includers.get(file.source), file.source.path)
        self._frames.append(
            _Frame(
                self._file, self._segments, self._index, self._directory, self._presumed_path, self._shift,
                self._system, line,
            )
        )  # fmt: skip
        self._file = file
        self._segments = file.segments
        self._index = 0
        self._directory = directory
        self._presumed_path = None
        self._shift = 0
        self._system = file.system

    def _leave(self) -> None:
        if self.history is not None:
            self.history.note("leave", None)
        frame = self._frames.pop()
        self._file = frame.file
        self._segments = frame.segments
        self._index = frame.index
        self._directory = frame.directory
        self._presumed_path = frame.presumed_path
        self._shift = frame.shift
        self._system = frame.system
        if self.diagnostics.pragmas.active:
            self.diagnostics.pragmas.reach(self._file.source, frame.line)

    def _read(self, file: ScannedFile, directory: int = -1) -> None:
        """Read one file and all that it includes, to the end."""
        floor = len(self._frames)
        self._enter(file, directory)
        handlers = self._handlers
        frames = self._frames
        while True:
            segments = self._segments
            count = len(segments)
            while True:
                index = self._index
                if index >= count:
                    break
                segment = segments[index]
                self._index = index + 1
                handlers[segment.kind](segment)
                if self._segments is not segments:
                    segments = self._segments
                    count = len(segments)
            self._leave()
            if len(frames) == floor:
                return

    @property
    def depth(self) -> int:
        """How many #include directives lead to the current file."""
        return len(self._frames) - 1

    def more_text(self) -> list[Token] | None:
        """Go on, within the current file, to the next text; directives before it are executed."""
        self.dynamic = True
        floor = len(self._frames)
        while True:
            if self._index >= len(self._segments):
                if len(self._frames) > floor:
                    self._leave()
                    continue
                return None
            segment = self._segments[self._index]
            self._index += 1
            if isinstance(segment, Text):
                return self._tokens(segment)
            self._handlers[segment.kind](segment)

    def _tokens(self, text: Text) -> list[Token]:
        """The segment's tokens; made afresh, and not kept, after a #line."""
        if self._shift or self._presumed_path is not None:
            tokens = text.tokens_at(self._presumed_path, self._shift, self._system)
        else:
            kept = text.tokens
            tokens = text.scan() if kept is None else kept
        if text.problems is not None and not self.mode.assembler:
            for token in text.problems:
                quote = '"' if '"' in token.text[:3] else "'"
                self.diagnostics.warning(f"missing terminating {quote} character", token.location)
        return tokens

    # -- text ---------------------------------------------------------------------------------------------

    def _text(self, text: Text) -> None:
        if text.tokens is None or self._shift or self._presumed_path is not None or text.problems is not None:
            tokens = self._tokens(text)
            if tokens is not text.tokens:
                names = frozenset([t.text for t in tokens if t.kind == IDENTIFIER])
                self._expand_text(tokens, self._positions(tokens, names))
                return
        else:
            tokens = text.tokens
            memo = text.memo
            if memo is not None and list(map(self.macros.get, memo[0])) == memo[1]:
                out = self._out
                for part in memo[2]:
                    if type(part) is int:
                        out += self.expand_at(tokens, part)[0]
                    else:
                        out += part
                return
        found = self.macros.keys() & text.names
        if not found:
            self._out += tokens
            return
        self._expand_text(tokens, self._hits(text, found), text)

    def _positions(self, tokens: list[Token], names: frozenset[str]) -> list[int]:
        found = self.macros.keys() & names
        return [i for i, t in enumerate(tokens) if t.text in found and t.kind == IDENTIFIER] if found else []

    def _hits(self, text: Text, found: set[str]) -> list[int]:
        """Where the macro names stand among the segment's tokens."""
        known = text.hits
        if known is not None and known[0] == found:
            return known[1]
        positions = text.positions
        if positions is None:
            positions = {}
            assert text.tokens is not None
            for index, token in enumerate(text.tokens):
                if token.kind == IDENTIFIER:
                    places = positions.get(token.text)
                    if places is None:
                        positions[token.text] = [index]
                    else:
                        places.append(index)
            text.positions = positions
        hits: list[int] = []
        for name in found:
            hits += positions[name]
        hits.sort()
        text.hits = (frozenset(found), hits)
        return hits

    def _expand_text(self, tokens: list[Token], hits: list[int], text: Text | None = None) -> None:
        """Output the tokens, the macro calls at ``hits`` expanded; remember the outcome in ``text``."""
        out = self._out
        self.visited.clear()
        done = 0
        parts: list[Any] = []
        static: list[Token] = []
        reported = len(self.diagnostics.list)
        for hit in hits:
            if hit < done:
                continue
            between = tokens[done:hit]
            out += between
            static += between
            self.dynamic = False
            result, done, rest = self.expand_at(tokens, hit)
            out += result
            if self.dynamic:
                parts.append(static)
                parts.append(hit)
                static = []
            else:
                static += result
            if rest is not tokens:
                # The call went on in a later segment: what is left of that one follows.
                names = frozenset([t.text for t in rest[done:] if t.kind == IDENTIFIER])
                tail = rest[done:]
                self._expand_text(tail, self._positions(tail, names))
                return
        between = tokens[done:]
        out += between
        if text is None:
            return
        if len(self.diagnostics.list) != reported:
            text.memo = None
            return
        static += between
        parts.append(static)
        names_met = list(text.names | self.visited)
        text.memo = (names_met, list(map(self.macros.get, names_met)), [p for p in parts if p or type(p) is int])

    # -- places and messages ------------------------------------------------------------------------------

    def _place(self, directive: Segment, column: int = 1) -> Location:
        number = directive.number
        line = Line(self._file.source, number, self._presumed_path, number + self._shift, self._system)
        return Location(line, column)

    def _scan(self, directive: Directive) -> list[Token]:
        """The tokens after the directive's name."""
        where = self._place(directive)
        return scan_directive(directive.rest, self.mode, self.words, where.line, directive.column)

"""Translation phase 4 (C17 5.1.1.2, 6.10): directives are executed and macros expanded.

``Preprocessor`` walks the segments of a stack of files.  What makes it fast is what a segment remembers:

- a text segment with none of the current macros' names passes through whole;
- one with macro calls remembers its expansion together with the macro (or none) that each name met stood
  for; as long as the names stand for the same macros, the remembered tokens are right (``Text.memo``);
- an #if remembers its outcome in the same way; a run of #define lines is one update of the macro table.

What depends on more than the macro table (``__COUNTER__``, ``__FILE__``, anything with a message) is marked
``dynamic`` and done again each time.
"""

from __future__ import annotations

import os
import re
import sys
from typing import Final

from ccore.diagnostics import Diagnostics
from ccore.dialect import C2X, C11, C23, C89, C99
from ccore.memory import collection_paused
from ccore.options import Options
from ccore.preproc import embed, scan
from ccore.preproc.assertions import Assertions
from ccore.preproc.condition import Condition, ConditionError
from ccore.preproc.extensions import Extensions
from ccore.preproc.include import HeaderCache, SearchPath, decode
from ccore.preproc.items import Item, cut
from ccore.preproc.macro import BUILTINS, C23_BUILTINS, POISONED, DefinitionError, Macro, parse_definition
from ccore.preproc.pragmas import PragmaExecutor
from ccore.preproc.scan import PLAIN_IDENTIFIER, Defines, Directive, ScannedFile, Segment, mode_of, scan_directive
from ccore.source import IDENTIFIER, NUMBER, PRAGMA, STRING, Line, Location, SourceFile, Token
from ccore.target.spec import TargetSpec

_MAX_DEPTH: Final = 200
_HEADER_NAME: Final = re.compile(r'[ \t\v]*(?:<([^>\n]*)>|"([^"\n]*)")(.*)', re.S)
_SOLE_NAME: Final = re.compile(rf"[ \t\v]*({PLAIN_IDENTIFIER})(.*)", re.S)


class Preprocessor(PragmaExecutor):
    """One translation unit.

    ``dependencies`` names every file read, in the order of first reading, the main file first;
    ``system_dependencies`` those of them that are system headers.  ``macros`` is the macro table.
    """

    def __init__(
        self, options: Options, target: TargetSpec, diagnostics: Diagnostics, cache: HeaderCache | None = None
    ) -> None:
        dialect = options.dialect
        strict, modern = not dialect.gnu, dialect.year >= C99
        trigraphs = (strict and dialect.year < C23) if options.trigraphs is None else options.trigraphs
        literals = (dialect.year >= C11 or (not strict and modern)) and not options.assembler_source
        separators = dialect.year >= C2X and not options.assembler_source
        line_comments, digraphs = modern or not strict, dialect.year > C89 or not strict
        mode = mode_of(
            options.assembler_source, trigraphs, line_comments, digraphs, literals, separators, options.input_charset
        )
        self.cache = HeaderCache() if cache is None else cache
        super().__init__(diagnostics, mode, self.cache.words, options, target)
        self.gnu_comma = not strict
        self.extensions = Extensions(diagnostics, dialect)
        self._has_true = dialect.year >= C2X
        self.macros.update(BUILTINS)
        if dialect.year >= C2X:
            self.macros.update(C23_BUILTINS)
        self.search = SearchPath(options, target)
        diagnostics.macros = self.macros.keys()
        self.dependencies: list[str] = []
        self.system_dependencies: set[str] = set()
        self._depended: set[str] = set()
        self._resolved: dict[tuple[str, str, int, bool], tuple[ScannedFile, int] | None] = {}
        self._assertions: Assertions | None = None  # made when first asked for
        self._warn_undefined = diagnostics.enabled("undef")
        self._handlers = [self._unknown] * (scan.PROBLEM + 1)
        for kind, handler in (
            (scan.TEXT, self._text), (scan.DEFINE, self._define), (scan.DEFINES, self._defines),
            (scan.UNDEF, self._undef), (scan.INCLUDE, self._include), (scan.INCLUDE_NEXT, self._include),
            (scan.IMPORT, self._include), (scan.IF, self._if), (scan.IFDEF, self._ifdef), (scan.IFNDEF, self._ifdef),
            (scan.ELIF, self._leave_group), (scan.ELIFDEF, self._leave_group), (scan.ELIFNDEF, self._leave_group),
            (scan.ELSE, self._leave_group), (scan.ENDIF, self._endif), (scan.LINE, self._line),
            (scan.LINEMARKER, self._line), (scan.PRAGMA_LINE, self._pragma), (scan.ERROR, self._error),
            (scan.WARNING, self._error), (scan.IDENT, self._ident), (scan.NULL, self._nothing),
            (scan.EMBED, self._embed), (scan.ASSERT, self._assert), (scan.PROBLEM, self._problem),
        ):  # fmt: skip
            self._handlers[kind] = handler

    # -- entry points -------------------------------------------------------------------------------------

    def run(self, path: str, text: str | None = None) -> list[Token]:
        """The translation unit's tokens, fully expanded, pragmas in place.

        Reads the file unless ``text`` is given.  Raises ``CompileError`` where nothing sensible can follow;
        other errors are in ``diagnostics``.
        """
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, 20_000))  # nested macro arguments
        try:
            with collection_paused():
                self._run_all(path, text)
        except RecursionError:
            self.diagnostics.fatal("macro invocations nested too deeply", self.location(self.call))
        finally:
            sys.setrecursionlimit(limit)
        return self._out

    def items(self, path: str, text: str | None = None) -> list[Item]:
        """The translation unit cut into external declarations."""
        with collection_paused():
            return cut(self.run(path, text), self.main)

    def _run_all(self, path: str, text: str | None) -> None:
        main = self._load_main(path, text)
        self.main = main.source
        self._depend(main)
        predefined = self.target.predefined_macros(self.options, self.target)
        lines = "".join([f"#define {name} {body}\n" for name, body in predefined.items()])
        self._read(self.cache.text("<built-in>", lines, self.mode))
        command: list[str] = []
        for name, definition in self.options.macros:
            if definition is None:
                command.append(f"#undef {name}\n")
            else:
                definition = definition.split("\n", 1)[0]
                command.append(f"#define {name} {definition}\n")
        if command:
            self._read(self.cache.text("<command-line>", "".join(command), self.mode))
        if self.options.standard_includes and not self.options.freestanding:
            self._preinclude("stdc-predef.h", angled=True, required=False)
        for name in self.options.imacros:
            self._preinclude(name, angled=False, required=True)
            self._out.clear()
        for name in self.options.includes:
            self._preinclude(name, angled=False, required=True)
        if not self.mode.assembler and self.mode.line_comments:
            self.extensions.comments(main.source)
        self._read(main)

    def _load_main(self, path: str, text: str | None) -> ScannedFile:
        if text is None:
            if path == "-":
                text = decode(sys.stdin.buffer.read(), self.mode.charset)
                return ScannedFile(SourceFile("<stdin>", text), self.mode, self.words, False)
            try:
                with open(path, "rb") as stream:
                    text = decode(stream.read(), self.mode.charset)
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) else "No such file or directory"
                self.diagnostics.fatal(f"{path}: {reason}")
        return ScannedFile(SourceFile(path, text), self.mode, self.words, False)

    def _preinclude(self, name: str, angled: bool, required: bool) -> None:
        found: tuple[ScannedFile, int] | None = None
        if not angled:
            file = self.cache.load(name, False, self.mode)
            if file is not None:
                found = file, -1
        if found is None:
            found = self._find(name, angled, self.search.bracket if angled else 0, False)
        if found is None:
            if required and self.options.missing_headers:
                self._missing(name, angled)
            elif required:
                line = Line(SourceFile("<command-line>", ""), 0)
                self.diagnostics.fatal(f"{name}: No such file or directory", Location(line, 1))
            return
        self._depend(found[0])
        self._read(found[0], found[1])

    # -- messages -------------------------------------------------------------------------------------------

    def _name(self, directive: Directive, extra: bool = True) -> str:
        """The macro name that a #ifdef, #ifndef or #undef names; '' after a message."""
        match = _SOLE_NAME.fullmatch(directive.rest)
        if match is None:
            text = directive.rest.strip()
            message = (
                "macro names must be identifiers" if text else f"no macro name given in #{directive.name} directive"
            )
            self.diagnostics.error(message, self._place(directive, directive.column + 1))
            return ""
        if extra and match.group(2).strip(" \t\v"):
            where = self._place(directive, directive.column + match.start(2))
            self.diagnostics.pedwarn(f"extra tokens at end of #{directive.name} directive", where)
        return match.group(1)

    def _nothing(self, segment: Segment) -> None:
        pass

    def _problem(self, directive: Directive) -> None:
        self.diagnostics.error(directive.rest, self._place(directive))

    def _unknown(self, directive: Directive) -> None:
        name = directive.name or "".join([token.text for token in self._scan(directive)[:1]])
        self.diagnostics.error(
            f"invalid preprocessing directive #{name}", self._place(directive, directive.column - len(directive.name))
        )

    def _error(self, directive: Directive) -> None:
        tokens = self._scan(directive)
        text = "".join([(" " if t.space and i else "") + t.text for i, t in enumerate(tokens)])
        message = f"#{directive.name} {text}".rstrip()
        where = self._place(directive, directive.column - len(directive.name))
        if directive.kind == scan.ERROR:
            self.diagnostics.error(message, where)
        else:
            self.extensions.directive(directive.name, where)
            self.diagnostics.warning(message, where, "cpp")

    def _ident(self, directive: Directive) -> None:
        if self.mode.assembler:  # the assembler would choke on it, as on #pragma
            return
        where = self._place(directive)
        self.extensions.directive(directive.name, self._place(directive, directive.column - len(directive.name)))
        self._out.append(Token(PRAGMA, "ident " + directive.rest.strip(" \t\v"), True, where.line, 1))

    def _assert(self, directive: Directive) -> None:
        where = self._place(directive, directive.column - len(directive.name))
        self.extensions.directive(directive.name, where)
        try:
            self._known_assertions().put(self._scan(directive), directive.name == "unassert")
        except ConditionError as error:
            self.diagnostics.error(error.message, self.location(error.token) if error.token else where)

    def _known_assertions(self) -> Assertions:
        if self._assertions is None:
            self._assertions = Assertions(self.target.name)
        return self._assertions

    def omitted(self, macro: Macro, close: Token) -> None:
        self.extensions.omitted(macro, self.location(close))

    # -- definitions --------------------------------------------------------------------------------------

    def _macro(self, directive: Directive) -> Macro | None:
        """The macro that a #define makes; None after a message."""
        macro: Macro | None = directive.value
        if macro is not None:
            return macro
        tokens = self._scan(directive)
        reported = len(self.diagnostics.list)

        def warn(message: str, token: Token) -> None:
            self.diagnostics.pedwarn(message, token.location)

        try:
            where = tokens[0].location if tokens else self._place(directive)
            macro = parse_definition(tokens, where, self.mode.assembler, warn)
        except DefinitionError as error:
            where = self._place(directive, directive.column - len(directive.name))
            self.diagnostics.error(error.message, error.token.location if error.token else where)
            return None
        if macro.variadic:
            self.extensions.definition(macro, tokens)
        if reported == len(self.diagnostics.list) and not self._shift and self._presumed_path is None:
            directive.value = macro
        return macro

    def _define(self, directive: Directive) -> None:
        macro = self._macro(directive)
        if macro is None:
            return
        old = self.macros.get(macro.name)
        if old is not None and old is not macro and not old.same_as(macro):
            if old.builtin == POISONED:
                self.diagnostics.error(f'attempt to use poisoned "{macro.name}"', macro.location)
                return
            if old.builtin:
                self.diagnostics.warning(f'redefining "{macro.name}"', macro.location, "builtin-macro-redefined")
            else:
                count = len(self.diagnostics.list)
                self.diagnostics.pedwarn(f'"{macro.name}" redefined', macro.location)
                if len(self.diagnostics.list) > count:
                    self.diagnostics.note("this is the location of the previous definition", old.location)
        self.macros[macro.name] = macro
        if self.history is not None:
            self.history.defined(macro)

    def _defines(self, run: Defines) -> None:
        table = run.table
        if table is None and not run.tried:
            run.tried = True
            reported = len(self.diagnostics.list)
            table = {}
            for directive in run.directives:
                macro = self._macro(directive)
                if macro is not None:
                    table[macro.name] = macro
            if len(table) == len(run.directives) and directive.value is not None:
                run.table = table
            else:
                table = None
                del self.diagnostics.list[reported:]  # said again below
                self.diagnostics.errors = sum("error" in d.severity for d in self.diagnostics.list)
        if table is not None and self.macros.keys().isdisjoint(table.keys()):
            self.macros.update(table)
            if self.history is not None:
                for macro in table.values():
                    self.history.defined(macro)
            return
        for directive in run.directives:
            self._define(directive)

    def _undef(self, directive: Directive) -> None:
        name = directive.value
        if name is None:
            name = self._name(directive)
            if not name:
                return
            if name == "defined":
                self.diagnostics.error('cannot use "defined" as a macro name', self._place(directive))
                return
        if self.history is not None:
            self.history.note("undef", self._place(directive).line, name)
        old = self.macros.get(name)
        if old is None:
            return
        if old.builtin:
            if old.builtin == POISONED:
                self.diagnostics.error(f'attempt to use poisoned "{name}"', self._place(directive))
                return
            self.diagnostics.warning(f'undefining "{name}"', self._place(directive), "builtin-macro-redefined")
        del self.macros[name]

    # -- conditionals -------------------------------------------------------------------------------------

    def _ifdef(self, directive: Directive) -> None:
        name = directive.value
        if name is None:
            name = self._name(directive)
            if not name:
                self._skip_from(directive)
                return
            directive.value = name
        macro = self.macros.get(name)
        defined = macro is not None and (macro.builtin == 0 or self.is_defined(name))
        if defined != (directive.kind == scan.IFDEF):
            self._skip_from(directive)

    def _if(self, directive: Directive) -> None:
        if not self._true(directive):
            self._skip_from(directive)

    def _leave_group(self, directive: Directive) -> None:
        """#elif or #else reached at the end of the group that was taken."""
        self._index = directive.end + 1

    def _endif(self, directive: Directive) -> None:
        if directive.rest and directive.value is None:
            if directive.rest.strip(" \t\v") and not self.mode.assembler:
                where = self._place(directive, directive.column + len(directive.rest) - len(directive.rest.lstrip()))
                self.diagnostics.warning("extra tokens at end of #endif directive", where, "endif-labels")

    def _skip_from(self, directive: Directive) -> None:
        """Go on at the branch after this one whose condition holds, or after the #endif."""
        while True:
            index = directive.next
            branch = self._segments[index]
            assert isinstance(branch, Directive)
            directive = branch
            kind = branch.kind
            if kind == scan.PROBLEM:  # the group is never closed
                self._index = index
                return
            if kind == scan.ENDIF:
                self._endif(branch)
                self._index = index + 1
                return
            if kind == scan.ELSE:
                self._index = index + 1
                return
            if kind == scan.ELIF:
                taken = self._true(branch)
            else:
                name = self._name(branch)
                taken = bool(name) and self.is_defined(name) == (kind == scan.ELIFDEF)
            if taken:
                self._index = index + 1
                return

    def _true(self, directive: Directive) -> bool:
        """The value of an #if or #elif; remembered with the macros that it rests on."""
        memo = directive.value
        if (
            memo is not None
            and list(map(self.macros.get, memo[0])) == memo[1]
            and not (memo[3] and self._warn_undefined)
        ):
            return bool(memo[2])
        self.visited.clear()
        self.dynamic = False
        reported = len(self.diagnostics.list)
        tokens = self._scan(directive)
        where = self._place(directive, directive.column - len(directive.name))
        self.call = Token(IDENTIFIER, "", False, where.line, where.column)
        self.in_condition = True
        result = False
        undefined = False
        try:
            if any(token.text in ("#", "%:") for token in tokens):
                self.diagnostics.warning("assertions are a deprecated extension", where, "deprecated")
                tokens = self._known_assertions().replaced(tokens)
                self.dynamic = True
            tokens = self.expand_all(tokens)
            if len(self.diagnostics.list) == reported or self.diagnostics.list[-1].severity != "error":
                condition = self._condition(tokens, directive.name, where)
                result = condition.evaluate()
                undefined = bool(condition.undefined)
                for token in condition.undefined:
                    message = f'"{token.text}" is not defined, evaluates to 0'
                    self.diagnostics.warning(message, self.location(token), "undef")
        except ConditionError as error:
            self.diagnostics.error(error.message, self.location(error.token) if error.token else where)
        except RecursionError:
            self.diagnostics.error("expression nested too deeply", where)
        finally:
            self.in_condition = False
        if not self.dynamic and len(self.diagnostics.list) == reported:
            names = list(self.visited)
            directive.value = (names, list(map(self.macros.get, names)), result, undefined)
        return result

    def _condition(self, tokens: list[Token], name: str, where: Location) -> Condition:
        """A constant expression of a directive, its macros expanded."""
        wide = self.target.layout(self.target.wchar_type).size * 8
        signed = self.target.char_signed if self.options.signed_char is None else self.options.signed_char
        if self.options.short_wchar:
            wide = 16
        if self._has_true:  # C23 6.10.2p13
            tokens = [Token(NUMBER, "1", t.space, t.line, t.column) if t.text == "true" else t for t in tokens]
        return Condition(tokens, name, where, self.diagnostics, signed, wide)

    # -- inclusion ----------------------------------------------------------------------------------------

    def _depend(self, file: ScannedFile) -> None:
        path = file.source.path
        if path not in self._depended:
            self._depended.add(path)
            self.dependencies.append(path)
            if file.system:
                self.system_dependencies.add(path)

    def _missing(self, name: str, angled: bool) -> None:
        """A header that is to be made: a dependency, of the kind that its brackets say."""
        if name not in self._depended:
            self._depended.add(name)
            self.dependencies.append(name)
            if angled:
                self.system_dependencies.add(name)

    def _include(self, directive: Directive) -> None:
        value = directive.value
        if value is None:
            value = self._header_name(directive)
            if value is None:
                return
        name, angled = value
        if directive.kind != scan.INCLUDE:
            where = self._place(directive, directive.column - len(directive.name))
            self.extensions.directive(directive.name, where)
            if directive.kind == scan.INCLUDE_NEXT and len(self._frames) <= 1:
                self.diagnostics.warning("#include_next in primary source file", where)
        found = self._look_up(name, angled, directive.kind == scan.INCLUDE_NEXT)
        if found is None:
            if self.options.missing_headers:
                self._missing(name, angled)
                return
            where = self._place(directive, directive.column + len(directive.rest) - len(directive.rest.lstrip()))
            self.diagnostics.fatal(f"{name}: No such file or directory", where)
        file = found[0]
        self._depend(file)
        if self.history is not None:
            spelling = f"<{name}>" if angled else f'"{name}"'
            self.history.note("include", self._place(directive).line, f"{directive.name} {spelling}")
        if file.guard and file.guard in self.macros:
            return
        if self._once and file.identity in self._once:
            return
        if directive.kind == scan.IMPORT and file.identity is not None:
            self._once.add(file.identity)
        if len(self._frames) > _MAX_DEPTH:
            self.diagnostics.fatal(
                f"#include nested depth {len(self._frames)} exceeds maximum of {_MAX_DEPTH}",
                self._place(directive, directive.column + 1),
            )
        diagnostics = self.diagnostics
        diagnostics.includers[file.source] = self._place(directive).line
        self._enter(file, found[1], directive.number)
        if diagnostics.pragmas.active:
            diagnostics.pragmas.reach(file.source, 0)

    def _header_name(self, directive: Directive) -> tuple[str, bool] | None:
        match = _HEADER_NAME.fullmatch(directive.rest)
        where = self._place(directive, directive.column + 1)
        if match is not None:
            angled = match.group(1) is not None
            name = match.group(1) if angled else match.group(2)
            if match.group(3).strip(" \t\v"):
                self.diagnostics.warning(f"extra tokens at end of #{directive.name} directive", where)
            elif name:
                directive.value = (name, angled)
        else:
            tokens = self._scan(directive)
            self.call = Token(IDENTIFIER, "", False, where.line, where.column)
            found = self.header_of(self.expand_all(tokens))
            if found is None:
                self.diagnostics.error(f'#{directive.name} expects "FILENAME" or <FILENAME>', where)
                return None
            name, angled = found
        if not name:
            self.diagnostics.error(f"empty filename in #{directive.name}", where)
            return None
        return name, angled

    def _look_up(self, name: str, angled: bool, after: bool) -> tuple[ScannedFile, int] | None:
        """The header and the number of its directory (-1: not one of the search path's)."""
        here = self._file.source.path
        if after and len(self._frames) > 1:
            return self._find(name, angled, self._directory + 1, self._system)
        if angled:
            return self._find(name, True, self.search.bracket, False)
        key = (os.path.dirname(here), name, -1, self._system)
        known = self._resolved.get(key, self._resolved)
        if known is self._resolved:
            found: tuple[ScannedFile, int] | None = None
            if not name.startswith("/"):
                folder = key[0]
                path = f"{folder}/{name}" if folder and folder != "/" else folder + name
                file = self.cache.load(path, self._system, self.mode)
                if file is not None:
                    found = file, -1
            if found is None:
                found = self._find(name, False, 0, self._system)
            self._resolved[key] = found
            return found
        return known  # type: ignore[return-value]

    def _find(self, name: str, angled: bool, start: int, system: bool) -> tuple[ScannedFile, int] | None:
        key = ("", name, start, system)
        known = self._resolved.get(key, self._resolved)
        if known is not self._resolved:
            return known  # type: ignore[return-value]
        found: tuple[ScannedFile, int] | None = None
        if name.startswith("/"):
            file = self.cache.load(name, system, self.mode)
            if file is not None:
                found = file, -1
        else:
            directories = self.search.directories
            for number in range(start, len(directories)):
                directory = directories[number]
                file = self.cache.load(directory.path(name), directory.system, self.mode)
                if file is not None:
                    found = file, number
                    break
        self._resolved[key] = found
        return found

    def can_include(self, name: str, angled: bool, after: bool) -> bool:
        """What __has_include asks."""
        return self._look_up(name, angled, after) is not None

    # -- #embed (C23 6.10.4) --------------------------------------------------------------------------------

    def _embed_operands(self, tokens: list[Token], where: Location) -> tuple[str, bool, embed.Parameters] | None:
        """The name of the resource, whether in <>, and the parameters; None if there is no name."""
        found = self.header_of(tokens)
        if found is None:
            tokens = self.expand_all(tokens)
            found = self.header_of(tokens)
        if found is None:
            return None
        end = 1 if not found[1] else next(i for i, t in enumerate(tokens) if t.text == ">") + 1

        def number(expression: list[Token]) -> int:
            return self._condition(self.expand_all(expression), "embed", where).number()

        return *found, embed.parse(tokens[end:], number)

    def _embedded(self, name: str, angled: bool) -> bytes | None:
        """The bytes of a resource: beside the file (unless in <>), or in a folder of --embed-dir."""
        folders = list(self.options.embed_dirs)
        if not angled:
            folders.insert(0, os.path.dirname(self._file.source.path))
        for folder in folders:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                if path not in self._depended:
                    self._depended.add(path)
                    self.dependencies.append(path)
                with open(path, "rb") as stream:
                    return stream.read()
        return None

    def _embed(self, directive: Directive) -> None:
        where = self._place(directive, directive.column - len(directive.name))
        self.call = Token(IDENTIFIER, "", False, where.line, where.column)
        try:
            operands = self._embed_operands(self._scan(directive), where)
            if operands is None:
                self.diagnostics.error('#embed expects "FILENAME" or <FILENAME>', where)
                return
            name, angled, parameters = operands
            if parameters.unknown is not None:
                raise embed.EmbedError(f"unknown embed parameter '{parameters.unknown.text}'", parameters.unknown)
        except (embed.EmbedError, ConditionError) as error:
            self.diagnostics.error(error.message, self.location(error.token) if error.token else where)
            return
        try:
            data = self._embedded(name, angled)
        except OSError as error:
            self.diagnostics.fatal(f"{name}: {error.strerror}", where)
        if data is None:
            self.diagnostics.fatal(f"{name}: No such file or directory", where)
        self._out.extend(self.expand_all(embed.expand(data, parameters, self.call)))

    def has_embed(self, tokens: list[Token], place: Token) -> int:
        """What __has_embed asks."""
        where = self.location(place)
        try:
            operands = self._embed_operands(tokens, where)
            if operands is not None:
                return embed.status(self._embedded(operands[0], operands[1]), operands[2])
            self.diagnostics.error('operator "__has_embed" requires a header-name', where)
        except (embed.EmbedError, ConditionError) as error:
            self.diagnostics.error(error.message, where)
        except OSError:
            pass
        return embed.NOT_FOUND

    # -- #line --------------------------------------------------------------------------------

    def _line(self, directive: Directive) -> None:
        where = self._place(directive)
        if directive.kind == scan.LINEMARKER:
            text = directive.name + directive.rest
            tokens = scan_directive(text, self.mode, self.words, where.line, directive.column)
        else:
            tokens = self._scan(directive)
            self.call = Token(IDENTIFIER, "", False, where.line, 1)
            tokens = self.expand_all(tokens)
        digits = tokens[0].text.replace("'", "") if tokens else ""
        if not tokens or tokens[0].kind != NUMBER or not digits.isdigit():
            shown = tokens[0].text if tokens else "end of line"
            message = (
                f'"{shown}" after #line is not a positive integer' if tokens else "unexpected end of file after #line"
            )
            self.diagnostics.error(message, where)
            return
        number = int(digits[-4000:])
        if directive.kind == scan.LINE and (number == 0 or number > 0x7FFFFFFF):
            self.diagnostics.warning("line number out of range", where, "pedantic")
        if len(tokens) > 1:
            if tokens[1].kind != STRING:
                self.diagnostics.error(f"invalid filename {tokens[1].text}", tokens[1].location)
                return
            name = tokens[1].text
            self._presumed_path = name[name.index('"') + 1 : -1].replace('\\"', '"').replace("\\\\", "\\")
            if directive.kind == scan.LINEMARKER:
                self._system = any(t.text == "3" for t in tokens[2:])
        elif self._presumed_path is None:
            self._presumed_path = self._file.source.path
        self._shift = number - (directive.number + directive.rest.count("\v")) - 1

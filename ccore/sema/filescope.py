"""File scope, filled on demand: a header's item is analysed when a name that it declares is first looked up.

An item sees only what items before it declare, as in C.  So analysing one, whenever that happens, only ever
needs items with smaller numbers, and there are no cycles.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Final

from ccore.sema import tree
from ccore.sema.context import EnumConstant, Typedef
from ccore.sema.types import Enumeration, Record, RecordType

if TYPE_CHECKING:
    from ccore.ast.nodes import ExternalDeclaration
    from ccore.parser import Unit
    from ccore.sema.context import Context
    from ccore.sema.warnings.hooks import Warnings

AnyEntity = tree.Variable | tree.Function | EnumConstant | Typedef


_OPTION_PRAGMA: Final = re.compile(r"GCC\s+(target|optimize|push_options|pop_options|reset_options)\b(.*)", re.S)
_STRING: Final = re.compile(r'"([^"]*)"')


class FileScope:
    """``current``: the number of the item under way; ``handler`` analyses one external declaration.

    ``unresolved``: names of objects and functions that bodies mention; later headers' declarations of them may
    add attributes, so ``settle`` has those analysed too.
    """

    def __init__(self, unit: Unit, context: Context, lazy: bool) -> None:
        self.unit = unit
        self.context = context
        self.lazy = lazy
        self.names = context.file_scope.names
        self.tags = context.file_scope.tags
        self.current = 0
        self.warnings: Warnings | None = None  # the hooks for the main file's items
        self.handler: Callable[[ExternalDeclaration], None] | None = None
        self._done = bytearray(len(unit.items))  # items begun
        self._names: dict[str, list[int]] = {}  # header items yet to be analysed, last first
        self._tags: dict[str, list[int]] = {}
        self._forward: list[Enumeration] = []  # incomplete ones, mentioned before a header's definition
        self._unresolved: dict[str, None] = {}
        self._visibilities: list[tuple[int, str]] = []
        self._options: list[tuple[int, dict[str, list[object]]]] = []

    def run(self, number: int) -> None:
        """Analyse an item, unless that was begun before."""
        if self._done[number]:
            return
        self._done[number] = 1
        context = self.context
        handler = self.handler
        assert handler is not None
        saved = (self.current, context.scope, context.function, context.unevaluated, context.warnings)
        self.current, context.scope, context.function, context.unevaluated = number, context.file_scope, None, 0
        context.warnings = self.warnings if self.unit.items[number].main else None
        try:
            if self._forward:
                self._complete_forward()
            for declaration in self.unit.parse(number):
                handler(declaration)
        finally:
            self.current, context.scope, context.function, context.unevaluated, context.warnings = saved
        if self._forward:  # the item that asked for this one may see more than it
            self._complete_forward()

    def _waiting(self, table: dict[str, list[int]], name: str, numbers: list[int]) -> list[int]:
        items = self.unit.items
        lazy = self.lazy
        waiting = [n for n in reversed(numbers) if lazy and not items[n].main and not self._done[n]]
        table[name] = waiting
        return waiting

    def lookup(self, name: str) -> AnyEntity | None:
        """The entity of that name at file scope, as the item under way sees it."""
        waiting = self._names.get(name)
        if waiting is None:
            waiting = self._waiting(self._names, name, self.unit.ordinary(name))
        while waiting and waiting[-1] < self.current:
            self.run(waiting.pop())
        found = self.names.get(name)
        if waiting and found is not None and isinstance(found, tree.Symbol):
            self._unresolved[name] = None
        return found

    def tag(self, name: str, kind: str) -> Record | Enumeration | None:
        """The structure, union or enumeration of that tag.  A structure may be completed later, on demand."""
        found = self.tags.get(name)
        if found is None or kind == "enum":
            waiting = self._tags.get(name)
            if waiting is None:
                waiting = self._waiting(self._tags, name, self.unit.tag(name))
            if kind == "enum":
                self.need_tag(name)
                return self.tags.get(name)
            if found is None and waiting and waiting[-1] < self.current:
                return self.add_record(kind, name)
        return found

    def mentions_tag(self, name: str) -> bool:
        """Whether an item before the one under way speaks of a structure or union of that tag, if only in passing.

        Looks at all their tokens: for a name that nothing declares."""
        for item in self.unit.items[: self.current]:
            tokens = item.tokens
            for at, token in enumerate(tokens):
                if token.text == name and at and tokens[at - 1].text in ("struct", "union"):
                    return True
        return False

    def in_headers(self, names: Collection[str]) -> set[str]:
        """Those of some names that a header speaks of elsewhere than where it declares them.  Looks at all tokens."""
        found: set[str] = set()
        for number, item in enumerate(self.unit.items):
            if not item.main:
                for name in {token.text for token in item.tokens}.intersection(names):
                    if number not in self.unit.ordinary(name):
                        found.add(name)
        return found

    def add_record(self, kind: str, name: str) -> Record:
        """An incomplete structure or union at file scope, which a later item may complete."""
        from_headers = self._tags.get(name)
        if from_headers is None:
            from_headers = self._waiting(self._tags, name, self.unit.tag(name))
        record = Record(kind, name)
        RecordType(record)
        self.tags[name] = record
        if from_headers:
            record.completer = self.complete
        return record

    def add_forward_enum(self, enumeration: Enumeration) -> None:
        """Declare at file scope an enumeration whose definition comes later (an extension)."""
        tag = enumeration.tag or ""
        self.tags[tag] = enumeration
        if self._tags.get(tag):
            self._forward.append(enumeration)

    def _complete_forward(self) -> None:
        """Analyse those definitions of enumerations mentioned before that the item under way may see."""
        forward, self._forward = self._forward, []
        for enumeration in forward:
            self.need_tag(enumeration.tag or "")
        self._forward += [enumeration for enumeration in forward if enumeration.underlying is None]

    def complete(self, record: Record) -> None:
        """Analyse the item that defines a structure, if the one under way may see it."""
        tag = record.tag or ""
        waiting = self._tags.get(tag)
        if not waiting or self.tags.get(tag) is not record:
            record.completer = None
            return
        if waiting[-1] < self.current:
            self.need_tag(tag)
            if not waiting or record._size != -1:
                record.completer = None

    def need_tag(self, name: str) -> None:
        """Analyse the header items before the current one that declare a tag."""
        waiting = self._tags.get(name)
        if waiting is None:
            waiting = self._waiting(self._tags, name, self.unit.tag(name))
        while waiting and waiting[-1] < self.current:
            self.run(waiting.pop())

    def need(self, name: str) -> None:
        """Analyse the header items before the current one that declare an ordinary name."""
        waiting = self._names.get(name)
        if waiting is None:
            waiting = self._waiting(self._names, name, self.unit.ordinary(name))
        while waiting and waiting[-1] < self.current:
            self.run(waiting.pop())

    def settle_name(self, name: str) -> None:
        """Analyse every header item that declares a name, wherever it stands."""
        waiting = self._names.get(name)
        if waiting is None:
            waiting = self._waiting(self._names, name, self.unit.ordinary(name))
        while waiting:
            self.run(waiting.pop())

    def settle(self) -> None:
        """Analyse all redeclarations of the names that were mentioned."""
        while self._unresolved:
            name, _ = self._unresolved.popitem()
            self.settle_name(name)

    # --- #pragma GCC visibility ---

    def find_visibilities(self) -> None:
        """Note from which item on which ``#pragma GCC visibility push(...)`` is in force."""
        stack: list[str] = []
        for number in self.unit.pragmas:
            words = self.unit.items[number].tokens[0].text.replace("(", " ( ").replace(")", " ) ").split()
            if words[:2] != ["GCC", "visibility"]:
                continue
            if words[2:3] == ["push"] and len(words) > 4:
                stack.append(words[4])
            elif words[2:3] == ["pop"] and stack:
                stack.pop()
            self._visibilities.append((number, stack[-1] if stack else ""))

    def visibility(self) -> str:
        """The visibility that a pragma gives to the current item's declarations, or ""."""
        if not self._visibilities:
            return ""
        place = bisect.bisect(self._visibilities, (self.current, "\x7f"))
        return self._visibilities[place - 1][1] if place else ""

    # --- #pragma GCC target, optimize, push_options, pop_options, reset_options ---

    def find_options(self) -> None:
        """Note from which item on which of these pragmas are in force, as the attributes that they stand for."""
        stack: list[dict[str, list[object]]] = []
        state: dict[str, list[object]] = {}
        for number in self.unit.pragmas:
            text = self.unit.items[number].tokens[0].text
            match = _OPTION_PRAGMA.match(text)
            if match is None:
                continue
            word = match[1]
            if word == "push_options":
                stack.append(state)
            elif word == "pop_options":
                state = stack.pop() if stack else {}
            elif word == "reset_options":
                state = {}
            else:
                values: list[object] = list(_STRING.findall(match[2]))
                state = {**state, word: [*state.get(word, ()), *values]}
            self._options.append((number, state))

    def pragma_attributes(self, own: dict[str, list[object]]) -> dict[str, list[object]]:
        """The attributes of a function that the current item declares, with those of pragmas before them."""
        if not self._options:
            return own
        place = bisect.bisect(self._options, self.current, key=lambda entry: entry[0])
        state = self._options[place - 1][1] if place else None
        if not state:
            return own
        own = dict(own)
        for name, values in state.items():
            own[name] = [*values, *own.get(name, ())]
        return own

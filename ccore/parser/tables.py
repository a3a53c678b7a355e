"""The LALR(1) tables of ``c.lark``: built by Lark, made compact, and kept on disk.

Lark computes the tables.  They are then laid out for the parser's loop as lists indexed by small numbers,
and cached under the user's cache folder by a hash of the grammar; a process that finds them there does not
even import Lark.
"""

from __future__ import annotations

import marshal
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import source_hash
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ccore import cachefolder

if TYPE_CHECKING:
    from collections.abc import Iterator

LAYOUT: Final = 3  # change it when the layout of ``Tables`` changes
STARTS: Final = ("externals", "compound", "assignment")
ACCEPT: Final = 1 << 20  # the action that ends a parse
END: Final = "$END"


@dataclass(slots=True)
class Tables:
    """LALR(1) tables.  States, terminals and nonterminals are numbers.

    ``rows[state][terminal]``: 0 an error; n > 0 shift and go to state n; -n reduce by rule n; ``ACCEPT``.
    ``defaults[state]``: -n where the state can do nothing but reduce by rule n, whatever comes next, else 0.
    ``gotos[nonterminal][state]``: the state after that nonterminal.
    ``rules[n]``: the number of symbols, the nonterminal, the builder's method ("" to pass the value on).
    """

    terminals: list[str]  # names
    literals: dict[str, int]  # spelled terminals
    nonterminals: list[str]
    rows: list[list[int]]
    defaults: list[int]
    gotos: list[list[int]]
    rules: list[tuple[int, int, str]]
    starts: dict[str, int]


def build(grammar: str) -> Tables:
    """Let Lark build the tables of a grammar (about 0.2 s)."""
    from lark import Lark
    from lark.lexer import Lexer
    from lark.parsers.lalr_analysis import Shift

    class Unused(Lexer):
        """Tokens come from the preprocessor."""

        def __init__(self, conf: Any) -> None:
            pass

        def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
            yield from ()

    # debug=True keeps whole item sets as states, so that they can be put in a fixed order.
    lark = Lark(grammar, parser="lalr", lexer=Unused, start=list(STARTS), maybe_placeholders=False)
    table = lark.parser.parser._parse_table
    literals_by_name = {str(t.name): str(t.pattern.value) for t in lark.terminals if t.pattern is not None}
    names = sorted({str(symbol) for actions in table.states.values() for symbol in actions} | {END})
    rules_seen: dict[Any, int] = {}
    rules: list[tuple[int, int, str]] = [(0, 0, "")]  # rule 0 is none
    nonterminal_names = sorted({str(rule.origin.name) for rule in lark.rules})
    nonterminals = {name: number for number, name in enumerate(nonterminal_names)}
    for rule in lark.rules:
        rules_seen[rule] = len(rules)
        size = len(rule.expansion)
        rules.append((size, nonterminals[rule.origin.name], str(rule.alias or "")))
        if not rule.alias and size != 1:
            raise ValueError(f"{rule} needs a name")
    terminals = [name for name in names if name not in nonterminals]
    terminal_numbers = {name: number for number, name in enumerate(terminals)}
    numbers = {state: number for number, state in enumerate(table.states, 1)}
    count = len(numbers) + 1
    rows = [[0] * len(terminals) for _ in range(count)]
    defaults = [0] * count
    gotos = [[0] * count for _ in nonterminal_names]
    for state, actions in table.states.items():
        number = numbers[state]
        for symbol, (action, argument) in actions.items():
            if symbol in nonterminals:
                gotos[nonterminals[symbol]][number] = numbers[argument]
            else:
                target = numbers[argument] if action is Shift else -rules_seen[argument]
                rows[number][terminal_numbers[symbol]] = target
        distinct = set(rows[number]) - {0}
        if len(distinct) == 1 and min(distinct) < 0 and number not in map(numbers.get, table.end_states.values()):
            defaults[number] = distinct.pop()
    for state in table.end_states.values():
        rows[numbers[state]][terminal_numbers[END]] = ACCEPT
    return Tables(
        terminals=terminals,
        literals={_unescape(text): terminal_numbers[name] for name, text in literals_by_name.items()},
        nonterminals=nonterminal_names,
        rows=rows,
        defaults=defaults,
        gotos=gotos,
        rules=rules,
        starts={name: numbers[state] for name, state in table.start_states.items()},
    )


def _unescape(pattern: str) -> str:
    """The text that a spelled terminal's pattern, a regular expression, matches."""
    return pattern.replace("\\", "")


def _load(data: bytes) -> Tables:
    """Raises ``ValueError``, ``EOFError`` or ``TypeError`` for what is no table."""
    return Tables(*marshal.loads(data))


def _dump(tables: Tables) -> bytes:
    return marshal.dumps([getattr(tables, name) for name in Tables.__slots__])


@cache
def load() -> Tables:
    """The tables of ``c.lark``, from the cache where they are in it; a cache that cannot be used is no error."""
    grammar = Path(__file__).with_name("c.lark").read_bytes()
    # Python's own key of a module's source is at hand without hashlib, and marshal's form is the interpreter's.
    name = f"grammar-{LAYOUT}-{sys.implementation.cache_tag}-{source_hash(grammar).hex()}"
    data = cachefolder.read(name)
    if data is not None:
        try:
            return _load(data)
        except (ValueError, EOFError, TypeError):
            pass
    tables = build(grammar.decode())
    cachefolder.write(name, _dump(tables))
    return tables

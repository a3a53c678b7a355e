"""System V's assertions, which GNU C keeps: ``#assert machine(vax)``, ``#unassert machine``, ``#if #machine(vax)``."""

from __future__ import annotations

from typing import Final, final

from ccore.preproc.condition import ConditionError
from ccore.source import IDENTIFIER, NUMBER, Token

_MACHINES: Final = {"x86_64": "x86_64", "i386": "i386", "aarch64": "aarch64", "riscv64": "riscv"}


@final
class Assertions:
    """What is asserted: by predicate, its answers as their tokens' texts."""

    def __init__(self, target: str) -> None:
        machine = _MACHINES.get(target, target)
        self._answers: dict[str, set[tuple[str, ...]]] = {
            "system": {("linux",), ("unix",), ("posix",)},
            "cpu": {(machine,)},
            "machine": {(machine,)},
        }

    def put(self, tokens: list[Token], retract: bool) -> None:
        """Follow #assert, or #unassert.  Raises ``ConditionError``."""
        name, answer, end = _parse(tokens, 0)
        if end < len(tokens):
            raise ConditionError("missing '(' after predicate", tokens[end])
        if retract:
            if answer is None:
                self._answers.pop(name, None)
            else:
                self._answers.get(name, set()).discard(answer)
        elif answer is None:
            raise ConditionError("missing '(' after predicate", tokens[0])
        else:
            self._answers.setdefault(name, set()).add(answer)

    def replaced(self, tokens: list[Token]) -> list[Token]:
        """A condition with each test of an assertion as 0 or 1.  Raises ``ConditionError``."""
        result: list[Token] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.text not in ("#", "%:"):
                result.append(token)
                position += 1
                continue
            name, answer, position = _parse(tokens, position + 1)
            answers = self._answers.get(name, ())
            holds = bool(answers) if answer is None else answer in answers
            result.append(Token(NUMBER, str(int(holds)), token.space, token.line, token.column))
        return result


def _parse(tokens: list[Token], start: int) -> tuple[str, tuple[str, ...] | None, int]:
    """Predicate, answer in brackets if there is one, and the position after them."""
    if start >= len(tokens):
        raise ConditionError("assertion without predicate", tokens[-1] if tokens else None)
    name = tokens[start]
    if name.kind != IDENTIFIER:
        raise ConditionError("predicate must be an identifier", name)
    if start + 1 >= len(tokens) or tokens[start + 1].text != "(":
        return name.text, None, start + 1
    depth = 0
    for end in range(start + 1, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[end].text, 0)
        if depth == 0:
            answer = tuple(t.text for t in tokens[start + 2 : end])
            if not answer:
                raise ConditionError("predicate's answer is empty", name)
            return name.text, answer, end + 1
    raise ConditionError("missing ')' to complete answer", name)

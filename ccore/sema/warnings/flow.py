"""Where control goes: -Wreturn-type and -Wimplicit-fallthrough.

``_Reach`` answers whether control can pass a statement's end.  A label that a goto names is taken to be reached.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, final

from ccore.ast import nodes
from ccore.sema import constants, tree
from ccore.sema.warnings.places import opening

if TYPE_CHECKING:
    from ccore.sema.context import Context, FunctionState
    from ccore.source import Location, Token

_NO_RETURN: Final = frozenset(("unreachable", "trap", "longjmp", "nonlocal_goto"))
_NO_RETURN_FUNCTIONS: Final = frozenset(("abort", "exit", "_exit", "_Exit", "longjmp", "siglongjmp"))


def returns(e: tree.Expression) -> bool:
    """Whether a call can return."""
    if isinstance(e, tree.BuiltinCall):
        return e.name not in _NO_RETURN
    assert isinstance(e, tree.Call)
    if "noreturn" in e.function_type.attributes:
        return False
    callee = e.callee
    if isinstance(callee, tree.Decay) and isinstance(callee.lvalue, tree.FunctionReference):
        function = callee.lvalue.function
        return not ("noreturn" in function.attributes or function.builtin in _NO_RETURN_FUNCTIONS)
    return True


_SIMPLE: Final = frozenset((tree.VariableReference, tree.IntegerConstant))
_FLAT: Final = frozenset((tree.Load, tree.Assign, tree.CompoundAssign, tree.Binary, tree.Unary, tree.Logical))
_JUMPS: Final = frozenset((tree.Return, tree.Goto, tree.ComputedGoto))


@final
class _Reach:
    """The walk over one body.  ``deep``: calls within expressions are looked for too."""

    def __init__(self, deep: bool = False) -> None:
        self.deep = deep
        self.breaks: list[bool] = []
        self.continues: list[bool] = []

    def through(self, statement: tree.Statement, reached: bool = True) -> bool:
        """Whether control can come out at a statement's end."""
        kind = type(statement)
        if kind is tree.ExpressionStatement:
            return reached and self.passes(statement.expression)  # type: ignore[attr-defined]
        if kind is tree.Block:
            return self.sequence(statement.statements, reached)  # type: ignore[attr-defined]
        if isinstance(statement, tree.If):
            return self._if(statement, reached)
        if isinstance(statement, tree.LabelStatement):
            return reached or statement.label.used or statement.label.address_taken
        if isinstance(statement, tree.CaseLabel):
            return True
        if kind in _JUMPS:
            return False
        if isinstance(statement, tree.Break):
            self.breaks[-1] = self.breaks[-1] or reached
            return False
        if isinstance(statement, tree.Continue):
            self.continues[-1] = self.continues[-1] or reached
            return False
        if isinstance(statement, tree.While | tree.For | tree.DoWhile):
            return self._loop(statement, reached)
        if isinstance(statement, tree.Switch):
            self.breaks.append(False)
            default = any(case.default for case in statement.cases)
            reached = reached and self.passes(statement.control)
            out = self.through(statement.body, False)
            return self.breaks.pop() or out or (reached and not default)
        if isinstance(statement, tree.Asm):
            return reached
        if isinstance(statement, tree.Declare) and self.deep and statement.initializer is not None:
            return reached and all(self.passes(value.value) for value in statement.initializer.values)
        return reached

    def sequence(self, statements: list[tree.Statement], reached: bool) -> bool:
        """Statements one after the other."""
        for statement in statements:
            reached = self.through(statement, reached)
        return reached

    def _if(self, statement: tree.If, reached: bool) -> bool:
        out = False
        current: tree.Statement | None = statement
        while isinstance(current, tree.If):
            known = constants.truth(current.condition)
            reached = reached and self.passes(current.condition)
            out = self.through(current.then, reached and known is not False) or out
            reached = reached and known is not True
            current = current.otherwise
        if current is not None:
            reached = self.through(current, reached)
        return out or reached

    def _loop(self, loop: tree.While | tree.For | tree.DoWhile, reached: bool) -> bool:
        self.breaks.append(False)
        self.continues.append(False)
        known = None
        if isinstance(loop, tree.For):
            reached = self.sequence(loop.initial, reached)
            known = True if loop.condition is None else constants.truth(loop.condition)
        else:
            known = constants.truth(loop.condition)
        if isinstance(loop, tree.DoWhile):
            inside = self.through(loop.body, reached)
            again = self.continues.pop() or inside
            return self.breaks.pop() or (again and known is not True)
        inside = self.through(loop.body, reached and known is not False)
        self.continues.pop()
        return self.breaks.pop() or ((reached or inside) and known is not True)

    def passes(self, e: tree.Expression) -> bool:
        """Whether an expression's evaluation can end."""
        kind = type(e)
        while kind is tree.Convert:
            e = e.operand  # type: ignore[attr-defined]
            kind = type(e)
        if kind in _SIMPLE or (not self.deep and kind in _FLAT):
            return True
        if isinstance(e, tree.Call | tree.BuiltinCall):
            if not returns(e):
                return False
            return not self.deep or all(self.passes(a) for a in e.arguments)
        if isinstance(e, tree.StatementExpression):
            return self.through(e.body) and (e.value is None or self.passes(e.value))
        if isinstance(e, tree.Conditional):
            if not self.passes(e.condition):
                return False
            return e.then is None or self.passes(e.then) or self.passes(e.otherwise)
        if isinstance(e, tree.Comma):
            return self.passes(e.left) and self.passes(e.right)
        if not self.deep:
            return True
        if isinstance(e, tree.Logical):
            return self.passes(e.left)
        if isinstance(e, tree.Assign | tree.CompoundAssign):
            return self.passes(e.value) and self.passes(e.target)
        if isinstance(e, tree.Binary):
            return self.passes(e.left) and self.passes(e.right)
        if isinstance(e, tree.Unary | tree.ComplexPart):
            return self.passes(e.operand)
        if isinstance(e, tree.Load):
            return self.passes(e.lvalue)
        if isinstance(e, tree.Dereference):
            return self.passes(e.pointer)
        if isinstance(e, tree.PointerOffset):
            return self.passes(e.pointer) and self.passes(e.index)
        return True


def _leaves(statements: list[tree.Statement]) -> bool:
    """Whether control can pass the end of a part of a switch's or loop's body."""
    reach = _Reach(True)
    reach.breaks.append(False)
    reach.continues.append(False)
    return reach.sequence(statements, True)


_COMMENT: Final = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
_WORDS: Final = (
    None,
    re.compile(r".*"),
    re.compile(r".*falls?[ \t-]*thr(ough|u).*", re.IGNORECASE | re.DOTALL),
    re.compile(
        r"-fallthrough|@fallthrough@|lint -fallthrough[ \t]*|"
        r"[ \t.!]*(?:ELSE,? |INTENTIONAL(?:LY)? )?FALL(?:S | |-)?THR(?:OUGH|U)[ \t.!]*(?:-[^\n\r]*)?|"
        r"[ \t.!]*(?:Else,? |Intentional(?:ly)? )?Fall(?:(?:s | |-)[Tt]|t)hr(?:ough|u)[ \t.!]*(?:-[^\n\r]*)?|"
        r"[ \t.!]*(?:[Ee]lse,? |[Ii]ntentional(?:ly)? )?fall(?:s | |-)?thr(?:ough|u)[ \t.!]*(?:-[^\n\r]*)?"
    ),
    re.compile(
        r"-fallthrough|@fallthrough@|lint -fallthrough[ \t]*|[ \t]*FALLTHR(?:OUGH|U)[ \t]*"
    ),
)


class Flow:
    """The hooks about control flow, for one translation unit."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.diagnostics = context.diagnostics
        self.fallthrough = context.diagnostics.level("implicit-fallthrough")
        self.unreachable = context.diagnostics.enabled("switch-unreachable")
        self.return_type = context.diagnostics.enabled("return-type")
        self.markers: set[tree.Statement] = set()
        """The statements ``__attribute__((fallthrough));``."""

    def function(self, node: nodes.FunctionDefinition, state: FunctionState, body: tree.Block, end: Token) -> None:
        """A function's body ends: what happens if control gets there."""
        function = state.function
        if not self.return_type or state.result.is_void or "naked" in function.attributes:
            return
        if body.statements and type(body.statements[-1]) in _JUMPS:
            return  # as nearly always
        if "noreturn" in function.attributes or function.name == "main" or not _Reach().through(body):
            return
        if _Reach(True).through(body):
            self.diagnostics.warning("control reaches end of non-void function", end.location, "return-type")

    def returned(self, value: tree.Expression) -> None:
        """The value that a function returns: the address of what ends with it is of no use."""
        while isinstance(value, tree.PointerOffset) or (isinstance(value, tree.Convert) and value.type.is_pointer):
            value = value.operand if isinstance(value, tree.Convert) else value.pointer
        if isinstance(value, tree.LabelAddress):
            self.diagnostics.warning("function returns address of label", value.token.location, "return-local-addr")
        elif isinstance(value, tree.AddressOf | tree.Decay):
            lvalue = value.lvalue
            while isinstance(lvalue, tree.MemberReference):
                lvalue = lvalue.object
            if isinstance(lvalue, tree.VariableReference) and lvalue.variable.storage in ("auto", "register"):
                text = "function returns address of local variable"
                self.diagnostics.warning(text, value.token.location, "return-local-addr")

    # --- -Wimplicit-fallthrough -------------------------------------------------------------------------------

    def switch(self, body: tree.Statement) -> None:
        """A switch's body: control that passes from one case to the next."""
        if not isinstance(body, tree.Block):
            return
        if self.unreachable:
            self._before_labels(body)
        if self.fallthrough:
            self._sequence(body.statements)
        if self.markers:
            self._misplaced(body.statements, False)

    def _misplaced(self, statements: list[tree.Statement], leads: bool) -> bool:
        """Report each ``[[fallthrough]];`` from which control does not come to a case label at once.

        ``leads``: one follows these statements.  The result: whether one comes first in them."""
        for statement in reversed(statements):
            if statement in self.markers:
                if not leads:
                    text = "attribute 'fallthrough' not preceding a case label or default label"
                    self.diagnostics.pedwarn(text, statement.token.location)
                leads = False
            elif isinstance(statement, tree.CaseLabel):
                leads = True
            elif isinstance(statement, tree.Block):
                leads = self._misplaced(statement.statements, leads)
            elif isinstance(statement, tree.If):
                self._misplaced([statement.then], leads)
                if statement.otherwise is not None:
                    self._misplaced([statement.otherwise], leads)
                leads = False
            elif isinstance(statement, tree.While | tree.For | tree.DoWhile):
                self._misplaced([statement.body], False)
                leads = False
            elif not isinstance(statement, tree.LabelStatement):
                leads = False  # an inner switch was looked at when it ended
        return leads

    def _before_labels(self, body: tree.Block) -> None:
        """What stands before a switch's first label never runs."""
        for statement in body.statements:
            if isinstance(statement, tree.Declare) and statement.initializer is None:
                continue
            if isinstance(statement, tree.Block) and statement.statements:
                self._before_labels(statement)
            elif isinstance(statement, tree.ExpressionStatement | tree.Declare | tree.Return | tree.If):
                place = statement.expression if isinstance(statement, tree.ExpressionStatement) else statement
                text = "statement will never be executed"
                self.diagnostics.warning(text, place.token.location, "switch-unreachable")
            return

    def _sequence(self, statements: list[tree.Statement]) -> None:
        start: int | None = None
        for index, statement in enumerate(statements):
            if isinstance(statement, tree.CaseLabel | tree.LabelStatement):
                if start is not None and index > start:
                    self._label(statements, start, index)
                start = index + 1
            elif isinstance(statement, tree.Block):
                self._sequence(statement.statements)

    def _through(self, statements: list[tree.Statement]) -> Location | None:
        """The place of the statement that control passes last on its way out of these; None where it does not."""
        for statement in reversed(statements):
            if statement in self.markers:
                return None
            if isinstance(statement, tree.ExpressionStatement):
                e = statement.expression
                if constants.has_effects(e):
                    return self._expression(e)
            elif isinstance(statement, tree.Block):
                if any(isinstance(one, tree.Declare) for one in statement.statements):
                    last = statement.statements[-1]
                    inside = self._through(statement.statements)
                    plain = isinstance(last, tree.ExpressionStatement | tree.Block)
                    return inside if plain or inside is None else statement.token.location
                if statement.statements:
                    return self._through(statement.statements)
            elif not isinstance(statement, tree.Declare) or statement.initializer is not None:
                return self._place(statement)
        return None

    def _expression(self, e: tree.Expression) -> Location | None:
        while isinstance(e, tree.Convert):
            e = e.operand
        if isinstance(e, tree.StatementExpression):
            if e.value is not None and constants.has_effects(e.value):
                return self._expression(e.value)
            return self._through(e.body.statements)
        if isinstance(e, tree.Conditional):
            return self._expression(e.otherwise) if constants.has_effects(e.otherwise) else e.token.location
        return e.token.location

    def _place(self, statement: tree.Statement) -> Location | None:
        """Where GCC says that a statement other than an expression or a block falls through."""
        if isinstance(statement, tree.If):
            if statement.otherwise is None:
                return opening(statement.token)
            return self._through([statement.otherwise]) if _leaves([statement.otherwise]) else None
        if isinstance(statement, tree.While):
            return statement.condition.token.location
        if isinstance(statement, tree.DoWhile):
            if constants.truth(statement.condition) is not None:
                return self._through([statement.body])
            return statement.condition.token.location
        if isinstance(statement, tree.For):
            return None if statement.condition is None else statement.condition.token.location
        return statement.token.location

    def _label(self, statements: list[tree.Statement], start: int, index: int) -> None:
        """Control may come from the statements from ``start`` on to the labels at ``index``."""
        end = index
        case = None
        while end < len(statements) and isinstance(statements[end], tree.CaseLabel | tree.LabelStatement):
            if case is None and isinstance(statements[end], tree.CaseLabel):
                case = statements[end]
            end += 1
        if case is None or not isinstance(statements[index], tree.CaseLabel) or end == len(statements):
            return
        following = statements[end]
        if isinstance(following, tree.Break | tree.Goto | tree.Continue):
            return
        if isinstance(following, tree.Return) and following.value is None:
            return
        if self._comment(statements[index].token):
            return
        if not _leaves(statements[start:index]):
            return
        place = self._through(statements[start:index])
        if place is not None:
            self.diagnostics.warning("this statement may fall through", place, "implicit-fallthrough")
            self.diagnostics.note("here", statements[index].token.location)

    def _comment(self, label: Token) -> bool:
        """Whether the comment before a label says that falling through is meant."""
        pattern = _WORDS[self.fallthrough] if self.fallthrough < len(_WORDS) else None
        if pattern is None:
            return False
        line = label.line
        here = line.file.line_text(line.number)
        if not here.startswith(label.text, label.column - 1):
            return True  # a macro made it, whose definition may hold such a comment: tokens do not know their macro
        lines = [here[: label.column - 1]]
        number = line.number - 1
        while number > 0 and len(lines) < 60:
            lines.append(line.file.line_text(number))
            number -= 1
            text = "\n".join(reversed(lines))
            rest = _COMMENT.sub(" ", text)
            if "*/" in rest:
                continue  # the comment begins above
            if rest.strip() and not all(not part.strip() or part.lstrip().startswith("#") for part in rest.split("\n")):
                break
        text = "\n".join(reversed(lines))
        found = list(_COMMENT.finditer(text))
        position = len(text)
        for comment in reversed(found):
            between = text[comment.end() : position]
            if any(part.strip() and not part.lstrip().startswith("#") for part in between.split("\n")):
                return False
            words = comment.group()[2:]
            words = words[:-2] if comment.group().startswith("/*") else words.rstrip("\r")
            if pattern.fullmatch(words if self.fallthrough > 2 else words):
                return True
            position = comment.start()
        return False

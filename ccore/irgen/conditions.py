"""Scalar expressions that decide: their truth as an i1, jumps by it, and the operators that evaluate by it."""

from __future__ import annotations

from ccore.ir import types as ir
from ccore.ir.arithmetic import INVERSE
from ccore.ir.instructions import Compare
from ccore.ir.module import Block
from ccore.ir.values import ConstInt, Value
from ccore.irgen.aggregates import Aggregates
from ccore.sema import tree
from ccore.sema import types as c

COMPARISONS = frozenset(("==", "!=", "<", ">", "<=", ">="))
_EXPECTATIONS = frozenset(("expect", "expect_with_probability"))


class Conditions(Aggregates):
    """Conditions, short circuits and the conditional operator."""

    def compared(self, e: tree.Binary) -> Value:
        """A comparison's result as an i1."""
        raise NotImplementedError

    def condition(self, e: tree.Expression) -> Value:
        """The truth of a scalar expression as an i1."""
        if type(e) is tree.Binary and e.operator in COMPARISONS and not e.type.is_vector:
            return self.compared(e)
        if type(e) is tree.Unary and e.operator == "!":
            return self.untruth(e.operand)
        inner = self._same_truth(e)
        if inner is not None:
            return self.condition(inner)
        if e.type.is_complex:
            real, imaginary = self.complex_parts(e)
            base = e.type.base  # type: ignore[attr-defined]
            return self.builder.or_(self.truth(real, base), self.truth(imaginary, base))
        return self.truth(self.value(e), e.type)

    def untruth(self, e: tree.Expression) -> Value:
        """Whether a scalar expression is 0, as an i1."""
        condition, block = self.condition(e), self.builder.block
        if type(condition) is Compare and block is not None and condition is block.instructions[-1]:
            if self.options.level == "0" and isinstance(condition.operands[0].type, (ir.IntType, ir.PointerType)):
                condition.predicate = INVERSE[condition.predicate]  # just made, and for this alone
                return condition
        return self.builder.not_(condition)

    def _same_truth(self, e: tree.Expression) -> tree.Expression | None:
        """The operand of an expression that is 0 if its operand is."""
        if type(e) is tree.Convert and isinstance(e.type, c.IntegerType) and e.operand.type.is_integer:
            if e.type.is_bool or (e.type.size >= e.operand.type.size and not e.type.padded):
                return e.operand  # widening keeps the truth
        if type(e) is tree.BuiltinCall and e.name in _EXPECTATIONS and self.options.level == "0":
            if all(isinstance(a, (tree.IntegerConstant, tree.FloatingConstant)) for a in e.arguments[1:]):
                return e.arguments[0]
        return None

    def branch(self, e: tree.Expression, then: Block, otherwise: Block) -> None:
        """Go to ``then`` or ``otherwise`` by the truth of ``e``, short circuits as jumps."""
        builder = self.builder
        while True:
            if type(e) is tree.Logical:
                middle = builder.new_block()
                if e.operator == "&&":
                    self.branch(e.left, middle, otherwise)
                else:
                    self.branch(e.left, then, middle)
                self.enter(middle)
                if builder.block is None:
                    return
                e = e.right
            elif type(e) is tree.Unary and e.operator == "!":
                e = e.operand
                then, otherwise = otherwise, then
            elif self.options.level == "0" and (inner := self._same_truth(e)) is not None:
                e = inner
            else:
                break
        self.branch_on(e, then, otherwise)

    def branch_on(self, e: tree.Expression, then: Block, otherwise: Block) -> None:
        """``branch`` for an expression without short circuits."""
        builder = self.builder
        builder.cond_branch(self.condition(e), then, otherwise)

    def enter(self, block: Block) -> None:
        """Go on in ``block``, made by ``new_block``, if something jumps there; else control cannot come on."""
        if self.builder.block is None and block not in self.builder.targeted:
            self.builder.position(None)
            return
        self.builder.start(block)

    def logical(self, e: tree.Logical) -> Value:
        """``a && b`` or ``a || b``, as a number."""
        builder = self.builder
        result_type = self.types.scalar(e.type)
        spine: list[tree.Logical] = []
        node: tree.Expression = e
        while type(node) is tree.Logical and node.operator == e.operator:
            spine.append(node)
            node = node.left
        done = builder.new_block()
        short = e.operator == "||"  # the value that ends the evaluation
        incoming: list[tuple[Value, Block]] = []
        condition = self.condition(node)
        for item in reversed(spine):
            known = self.constant_truth(condition)
            if known is short:
                break
            if known is None:
                assert builder.block is not None
                incoming.append((ConstInt(ir.I1, int(short)), builder.block))
                more = builder.new_block()
                if short:
                    builder.cond_branch(condition, done, more)
                else:
                    builder.cond_branch(condition, more, done)
                builder.start(more)
            condition = self.condition(item.right)
        if not incoming:
            return builder.zext(condition, result_type)
        if builder.block is not None:
            incoming.append((condition, builder.block))
            builder.branch(done)
        builder.start(done)
        return builder.zext(builder.phi(ir.I1, incoming), result_type)

    def conditional(self, e: tree.Conditional) -> Value:
        """``a ? b : c``."""
        builder = self.builder
        is_void = e.type.is_void
        if e.then is None:
            return self._omitted(e)
        then, otherwise, done = builder.new_block(), builder.new_block(), builder.new_block()
        self.branch(e.condition, then, otherwise)
        incoming: list[tuple[Value, Block]] = []
        for block, arm in ((then, e.then), (otherwise, e.otherwise)):
            self.enter(block)
            if builder.block is None:
                continue
            if is_void:
                self.discard(arm)
            else:
                value = self.value(arm)
                if builder.block is not None:
                    incoming.append((value, builder.block))
            builder.branch(done)
        self.enter(done)
        if is_void:
            return self.const(0)
        if not incoming:
            return builder.undef(self.types.scalar(e.type))
        if len(incoming) == 1:
            return incoming[0][0]
        return builder.phi(self.types.scalar(e.type), incoming)

    def _omitted(self, e: tree.Conditional) -> Value:
        """``a ?: b``."""
        builder = self.builder
        first = self.value(e.condition)
        condition = self.truth(first, e.condition.type)
        known = self.constant_truth(condition)
        if known is True:
            return self.convert(first, e.condition.type, e.type) if not e.type.is_void else first
        if known is False:
            return self.value(e.otherwise)
        converted = first if e.type.is_void else self.convert(first, e.condition.type, e.type)
        assert builder.block is not None
        incoming: list[tuple[Value, Block]] = [(converted, builder.block)]
        otherwise, done = builder.new_block(), builder.new_block()
        builder.cond_branch(condition, done, otherwise)
        builder.start(otherwise)
        second = self.value(e.otherwise)
        if builder.block is not None:
            incoming.append((second, builder.block))
        builder.branch(done)
        builder.start(done)
        return self.const(0) if e.type.is_void else builder.phi(self.types.scalar(e.type), incoming)

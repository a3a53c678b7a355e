"""Initialisers (C17 6.7.9 and GNU C): from brace lists to offsets and values.

A walk over the type and the list together.  ``_Walk`` keeps a stack of open aggregates (frames, ``subobjects.py``),
each with the index of its next subobject; an item without designators goes to the next one, elided braces open frames,
designators open the frames that they name.  What is initialised goes to a *sink* (``initial_values.py``): ``Values``
collects values in order for automatic objects, ``StaticSink`` writes bytes and relocations for static ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccore.ast import nodes
from ccore.dialect import C2X
from ccore.sema import constants, tree
from ccore.sema.compat import atomic, compatible_unqualified, qualify, type_text
from ccore.sema.initial_values import StaticSink, Values
from ccore.sema.plain_numbers import PlainNumbers
from ccore.sema.static_image import LIMIT, Image, ImageTooLargeError
from ccore.sema.subobjects import UNBOUNDED, Frame, Place
from ccore.sema.suggestions import report_no_member
from ccore.sema.types import REVERSED, ArrayType, CType, Field, IntegerType, Record, RecordType, VectorType

if TYPE_CHECKING:
    from ccore.sema.context import Context
    from ccore.sema.expressions import Expressions
    from ccore.source import Token


class Initializers:
    """The ``InitializerService`` of one translation unit."""

    def __init__(self, context: Context, expressions: Expressions) -> None:
        self.context = context
        self.expressions = expressions

    def automatic(
        self, type_: CType, node: nodes.Expression | nodes.InitializerList, token: Token
    ) -> tuple[CType, tree.Initializer]:
        """The initialiser of an automatic object, and its type, complete."""
        if type_.size == -1 and not (isinstance(type_, ArrayType) and type_.length == -1):
            self._incomplete(type_, token)
            return type_, tree.Initializer([], False)
        if isinstance(type_, ArrayType) and type_.element.size == -2:
            self.expressions.error("variable-sized object may not be initialized", token)
            return type_, tree.Initializer([], False)
        sink = Values(self.expressions, type_)
        walk = _Walk(self.expressions, sink, False)
        complete = walk.object(type_, node, token)
        values = sink.finish()
        diagnostics = self.context.diagnostics
        if diagnostics.year < 1999 and diagnostics.pedantic and isinstance(node, nodes.InitializerList):
            if complete.is_record or complete.is_array:
                self._check_constants(values)
        zero = sink.overlap or sink.covered < complete.size if not (complete.is_scalar and values) else False
        if len(values) == 1 and values[0].offset == 0 and values[0].type.size == complete.size and not values[0].field:
            zero = False
        initializer = tree.Initializer(values, zero)
        hooks = self.context.warnings
        if hooks is not None and values and not isinstance(node, nodes.InitializerList):
            hooks.sequence.full(values[0].value)
        if values and (complete.is_record or complete.is_array):
            initializer.constant = self.image_of(complete, values)
        elif not values and zero:
            initializer.constant = tree.StaticData(bytearray())
        return complete, initializer

    def _check_constants(self, values: list[tree.InitialValue]) -> None:
        """C90 3.5.7: what initialises an aggregate is constant, be the object automatic."""
        image = Image(self.expressions.types)
        for value in values:
            e = value.value
            if not image.put(value.offset, value.type, e, value.field):
                text = "initializer element is not computable at load time"
                self.expressions.conversions.pedwarn(text, e.token, "pedantic")
            elif isinstance(e, tree.IntegerConstant) and e.flaw:
                self.expressions.check_overflow(e, e.token)

    def static(
        self, type_: CType, node: nodes.Expression | nodes.InitializerList, token: Token
    ) -> tuple[CType, tree.StaticData, int]:
        """The initial bytes of a static object, its complete type and its size."""
        if type_.size == -1 and not (isinstance(type_, ArrayType) and type_.length == -1):
            self._incomplete(type_, token)
            return type_, tree.StaticData(bytearray()), 0
        if type_.size == -2:
            self.expressions.error("variable-sized object may not be initialized", token)
            return type_, tree.StaticData(bytearray()), 0
        sink = StaticSink(self.expressions, type_)
        walk = _Walk(self.expressions, sink, True)
        self.expressions.static_depth += 1
        try:
            complete = walk.object(type_, node, token)
        except ImageTooLargeError:
            text = f"the initializer sets more than the {LIMIT} bytes that an image may have"
            self.expressions.error(text, token)
            return type_, tree.StaticData(bytearray()), 0
        finally:
            self.expressions.static_depth -= 1
        size = complete.size
        if walk.flexible_size:
            size += walk.flexible_size
        return complete, sink.image.finish(), size

    def _incomplete(self, type_: CType, token: Token) -> None:
        if type_.is_function:
            self.expressions.error("function is initialized like a variable", token)
        else:
            self.expressions.error(
                f"variable has initializer but incomplete type '{type_text(type_.unqualified)}'", token
            )

    def image_of(self, type_: CType, values: list[tree.InitialValue]) -> tree.StaticData | None:
        """The ready image of an automatic object whose values are all constant."""
        image = Image(self.expressions.types)
        try:
            for value in values:
                if not image.put(value.offset, value.type, value.value, value.field):
                    return None
                if value.copies:
                    image.copy(value)
        except ImageTooLargeError:
            return None
        return image.finish()


class _Walk:
    """One initialiser."""

    def __init__(self, expressions: Expressions, sink: Values | StaticSink, static: bool) -> None:
        self.expressions = expressions
        self.sink = sink
        self.static = static
        self.flexible_size = 0  # bytes of a flexible array member's elements
        self._depth = self._arrays = 0  # of braces, and how many of them are an array's
        self._chosen: dict[tuple[int, Record], Field] = {}  # members of unions, for those that designators name
        self._end: Token  # the closing brace of the list whose designators are looked at
        self._last_zero = False  # the last value was a constant 0
        self.place = Place(expressions)
        hooks = expressions.context.warnings
        self.warnings = None if hooks is None else hooks.initializers.begin()

    def object(self, type_: CType, node: nodes.Expression | nodes.InitializerList, token: Token) -> CType:
        """Initialise a whole object at offset 0; its type, complete."""
        self.place.name = token.text if token.text.isidentifier() else "(anonymous)"
        length = self._at(type_, 0, node, token, None, True)
        if isinstance(type_, ArrayType) and type_.length == -1:
            return ArrayType(type_.element, max(length, 0))
        return type_

    def _at(
        self, type_: CType, offset: int, node: nodes.Expression | nodes.InitializerList, token: Token,
        field: Field | None, whole: bool = False,
    ) -> int:  # fmt: skip
        """Initialise the (sub)object from one initialiser; for arrays the number of elements it gave."""
        if isinstance(node, nodes.InitializerList):
            return self._braced(type_, offset, node, field, whole)
        return self._single(type_, offset, node, token, field)

    def _single(
        self, type_: CType, offset: int, node: nodes.Expression, token: Token, field: Field | None
    ) -> int:
        """An object initialised by one expression without braces around it."""
        inner = self._literal_of(type_, node)
        if inner is not None and not self.static:
            self.place.error("array initialized from non-constant array expression", node.token)
            return 0
        if inner is not None:
            if not type_.is_vector:
                self._literal_copied(node)
            own, listed = inner
            count = self._braced(type_, offset, listed, field, True)
            return max(count, own.length) if isinstance(own, ArrayType) else count
        e = self.expressions.expression(node)
        if self.static and e.type.is_scalar and isinstance(_bare(node), nodes.CompoundLiteral):
            self._literal_copied(node)
        if self.warnings is not None:
            self.warnings.given(node, e, type_)
        if self._takes(type_, e):
            if isinstance(e, tree.StringReference) and isinstance(type_, ArrayType):
                self._check_parentheses(node)
            return self._whole(type_, offset, e, field, node.token)
        if isinstance(type_, ArrayType):
            if isinstance(e, tree.StringReference) and not e.string.own and type_.element.is_integer:
                self.place.error(self._string_mismatch(type_, e), token)
            else:
                self.place.error("invalid initializer", token, e)
            return 0
        return self._whole(type_, offset, e, field, token)

    def _literal_copied(self, node: nodes.Expression) -> None:
        """GNU C takes a compound literal's value for a constant (its address is one)."""
        if self.expressions.context.diagnostics.year >= 1999:
            self.place.pedwarn("initializer element is not constant", node.token, "pedantic")

    def _check_parentheses(self, node: nodes.Expression) -> None:
        """6.7.9p14, p15: a string literal itself initialises an array, not one in parentheses."""
        if _bare(node) in self.expressions.context.parenthesized:
            text = "array initialized from parenthesized string constant"
            self.place.pedwarn(text, node.token, "pedantic")

    def _literal_of(self, type_: CType, node: nodes.Expression) -> tuple[CType, nodes.InitializerList] | None:
        """The type and brace list of a compound literal of the object's own type: GNU C takes it as the initialiser
        itself (for arrays always, else for static objects)."""
        while isinstance(node, nodes.Extension):
            node = node.operand
        if not isinstance(node, nodes.CompoundLiteral) or not (self.static or type_.is_array):
            return None
        if not (type_.is_record or type_.is_array or type_.is_vector):
            return None
        own = self.expressions.context.declarations.type_name(node.type_name)
        if not compatible_unqualified(own.unqualified, type_.unqualified):
            if not (own.is_array and type_.is_array):
                return None
            assert isinstance(own, ArrayType) and isinstance(type_, ArrayType)
            if not compatible_unqualified(own.element.unqualified, type_.element.unqualified):
                return None
        return own, node.initializer

    def _takes(self, type_: CType, e: tree.Expression) -> bool:
        """Whether the expression initialises an aggregate as a whole."""
        if isinstance(type_, ArrayType):
            if isinstance(e, tree.StringReference) and not e.string.own:
                return self._string_fits(type_, e)
            if isinstance(e.type, ArrayType) and isinstance(e, tree.CompoundLiteralReference | tree.VariableReference):
                if isinstance(e, tree.VariableReference) and e.variable.name:
                    return False
                return compatible_unqualified(type_.element.unqualified, e.type.element.unqualified)
            return False
        if isinstance(type_, RecordType):
            return isinstance(e.type, RecordType) and compatible_unqualified(e.type, type_)
        if isinstance(type_, VectorType):
            return e.type.is_vector  # if they do not agree, that is an error, as without braces
        return True

    @staticmethod
    def _string_fits(type_: ArrayType, e: tree.StringReference) -> bool:
        element = type_.element.unqualified
        if not isinstance(element, IntegerType) or element.size != e.string.width:
            return False
        if element.is_bool or atomic(type_.element):
            return False
        own = e.type
        assert isinstance(own, ArrayType)
        if e.string.width == 1:
            return element.rank == 1
        return compatible_unqualified(element, own.element.unqualified)

    @staticmethod
    def _string_mismatch(type_: ArrayType, e: tree.StringReference) -> str:
        own = e.type
        assert isinstance(own, ArrayType)
        if atomic(type_.element):
            return "array of inappropriate type initialized from string constant"
        left, right = type_text(type_.element.unqualified), type_text(own.element)
        return f"cannot initialize array of '{left}' from a string literal with type array of '{right}'"

    def _whole(self, type_: CType, offset: int, e: tree.Expression, field: Field | None, token: Token) -> int:
        """The value of one expression for the whole (sub)object."""
        if isinstance(type_, ArrayType):
            if isinstance(e, tree.StringReference):
                return self._string(type_, offset, e, token)
            self.sink.put(offset, e.type, tree.Load(token, e.type, e), field, token)
            assert isinstance(e.type, ArrayType)
            return e.type.length
        conversions = self.expressions.conversions
        before = len(self.expressions.context.diagnostics.list)
        value = conversions.rvalue(e)
        width = -1 if field is None else field.width
        if field is not None and width >= 0 and isinstance(value, tree.IntegerConstant) and type_.is_integer:
            width = -1
            self.expressions.operators.check_field(value, tree.MemberReference(token, type_, e, field), token)
            if value.type.is_integer:
                value = conversions.to(value, type_)
        value = conversions.assign(value, type_, token, "initialization", width)
        if value.type is conversions.error_type and not type_.is_integer:
            self.place.tell_since(before)
            return 0
        stored = type_.unqualified
        if type_.quals & REVERSED:
            stored = stored.with_quals(REVERSED)
            conversions.check_order(stored, token)
        self.sink.put(offset, stored, value, field, token)
        self.place.tell_since(before)
        self._last_zero = isinstance(value, tree.IntegerConstant) and not value.value
        if self.warnings is not None and self.warnings.initialized(offset, type_.size, field, value):
            self.place.tell(self.warnings.overwritten(token))
        return 1

    def _string(self, type_: ArrayType, offset: int, e: tree.StringReference, token: Token) -> int:
        """A string literal for a character array (6.7.9p14)."""
        width = e.string.width
        count = len(e.string.data) // width
        length = type_.length
        if 0 <= length < count:
            if length < count - 1:
                shown = type_text(type_.element.unqualified)
                text = f"initializer-string for array of '{shown}' is too long"
                self.place.pedwarn(text, token)
            count = length
        if count:
            stored = ArrayType(type_.element.unqualified, count)
            self.sink.clear(offset, type_, token)
            self.sink.put(offset, stored, e, None, token)
        return count

    # --- Brace lists ------------------------------------------------------------------------------------------

    def _braced(
        self, type_: CType, offset: int, node: nodes.InitializerList, field: Field | None, whole: bool = False
    ) -> int:
        """An object initialised by a brace-enclosed list; for arrays the number of elements given."""
        if not (type_.is_record or type_.is_array or type_.is_vector):
            self._scalar_list(type_, offset, node, field)
            return 1
        items = node.items
        diagnostics = self.expressions.context.diagnostics
        if not items:
            diagnostics.since(2020, "ISO C forbids empty initializer braces", node.token.location)
        if isinstance(type_, ArrayType) and len(items) == 1 and not items[0].designators:
            only = items[0].value
            if not isinstance(only, nodes.InitializerList) and isinstance(_bare(only), nodes.StringLiteral):
                e = self.expressions.expression(only)
                if isinstance(e, tree.StringReference) and self._string_fits(type_, e):
                    self._check_parentheses(only)
                    return self._string(type_, offset, e, only.token)
                if isinstance(e, tree.StringReference) and type_.element.is_integer:
                    self.place.error(self._string_mismatch(type_, e), node.token)
                    return 0
        self.sink.clear(offset, type_, node.token)
        warnings = self.warnings
        if warnings is not None and warnings.overwrites(offset, type_.size):
            self.place.tell(warnings.overwritten(node.token))
        if type_.size == -1 and not type_.is_array:
            self.expressions.error(f"invalid use of undefined type '{type_text(type_.unqualified)}'", node.token)
            return 0
        inside = bool(self.place.open and self.place.open[-1] and self.place.open[-1][-1].designated)
        base = Frame(type_, offset, designated=inside)
        stack = [base]
        high = 0
        warned = False
        self._depth += 1
        self._arrays += type_.is_array
        self.place.open.append(stack)
        known = self._plain_numbers(base)
        for item in items:
            if known is not None and base.index < base.count:
                raw = known.of(item)
                if raw is not None:
                    self._again(base, raw, known, item.token)
                    high = max(high, base.index)
                    continue
            ranges: list[tuple[int, int, int, int, Frame]] = []  # (mark, offset, stride, count, frame)
            if item.designators:
                self.expressions.context.diagnostics.since(
                    1999, "ISO C90 forbids specifying subobject to initialize", item.token.location
                )
                while len(stack) > 1:
                    self._close(stack, node)
                base.designated = True
                self._end = node.end
                if not self._designate(stack, item, ranges):
                    continue
            else:
                while len(stack) > 1 and stack[-1].index >= stack[-1].count:
                    self._close(stack, node)
                    stack[-1].index += 1
                if base.index >= base.count:
                    if not warned:
                        self._excess(type_, item)
                        warned = True
                    self._analyse_only(item.value)
                    continue
            top_before = base.index
            said = len(diagnostics.list)
            self._item(stack, item, node)
            if known is not None and len(diagnostics.list) == said:
                known.remember(item, base.offset + top_before * known.size)
            for mark, start, stride, count, frame in reversed(ranges):
                self.sink.repeat(mark, start, stride, count)
                if warnings is not None:
                    warnings.repeated(start, stride, count)
                frame.index += count - 1
                # What follows goes on in the last of the copies.
                for inner in stack[stack.index(frame) + 1 :] if frame in stack else ():
                    inner.offset += stride * (count - 1)
                if frame is base:
                    top_before += count - 1
            high = max(high, top_before + 1)
        while len(stack) > 1:
            self._close(stack, node)
            stack[-1].index += 1
        self._close(stack, node)
        self.place.open.pop()
        if warnings is not None and not self.place.open:
            warnings.end(node, base.given == 1 and base.zero)
        self._depth -= 1
        self._arrays -= type_.is_array
        return high

    def _plain_numbers(self, base: Frame) -> PlainNumbers | None:
        element = base.element
        if not isinstance(self.sink, StaticSink) or element is None or not element.is_scalar or element.size <= 0:
            return None
        return PlainNumbers(self.sink.image, element.size)

    def _again(self, frame: Frame, raw: bytes, known: PlainNumbers, token: Token) -> None:
        """The next element is what it was known for; as ``_item`` does it."""
        offset = frame.offset + frame.index * known.size
        known.image.write(offset, raw)
        warnings = self.warnings
        if warnings is not None and warnings.initialized(offset, known.size, None, None):
            self.place.tell(warnings.overwritten(token))
        frame.given += 1
        frame.zero &= not any(raw)
        frame.index += 1

    def _close(self, stack: list[Frame], node: nodes.InitializerList) -> None:
        """A list leaves an aggregate."""
        frame = stack.pop()
        if stack and frame.count == UNBOUNDED and frame.element is not None:
            self.flexible_size = max(self.flexible_size, frame.index * frame.element.size)
        elif len(stack) > 1 and stack[-1].count == UNBOUNDED and stack[-1].element is not None:
            self.flexible_size = max(self.flexible_size, (stack[-1].index + 1) * stack[-1].element.size)
        if self.warnings is None:
            return
        zero = frame.given == 1 and frame.zero
        if stack:
            stack[-1].given += 1
            stack[-1].zero &= zero
        if frame.fields is not None and frame.index < frame.count and not frame.designated and not zero and frame.given:
            self.warnings.missing(frame.type, frame.fields[frame.index :], node)

    def _excess(self, type_: CType, item: nodes.InitializerItem) -> None:
        if isinstance(type_, RecordType):
            kind = type_.record.kind
            if isinstance(item.value, nodes.InitializerList):
                self.place.error("extra brace group at end of initializer", item.token)
        else:
            kind = "array" if type_.is_array else "vector"
        self.place.pedwarn(f"excess elements in {kind} initializer", item.token)

    def _analyse_only(self, node: nodes.Expression | nodes.InitializerList) -> None:
        if not isinstance(node, nodes.InitializerList):
            self.expressions.unevaluated(node)

    def _scalar_list(self, type_: CType, offset: int, node: nodes.InitializerList, field: Field | None) -> None:
        """``{ value }`` for a scalar (6.7.9p11)."""
        if self.place.open:
            before = len(self.expressions.context.diagnostics.list)
            self.expressions.conversions.warning("braces around scalar initializer", node.token)
            self.place.tell_since(before)
        self.place.open.append([])
        self._scalar_items(type_, offset, node, field)
        self.place.open.pop()

    def _scalar_items(self, type_: CType, offset: int, node: nodes.InitializerList, field: Field | None) -> None:
        if not node.items:
            if self.expressions.context.options.dialect.year < C2X:
                self.place.error("empty scalar initializer", node.token)
            else:
                zero = tree.IntegerConstant(node.token, self.expressions.types.int, 0)
                self._whole(type_, offset, zero, field, node.token)
            return
        first = node.items[0]
        if first.designators:
            what = "field name not in record or union" if first.designators[0].name else "array index in non-array"
            self.place.error(f"{what} initializer", first.token)
            return
        if len(node.items) > 1:
            self.place.pedwarn("excess elements in scalar initializer", node.items[1].token)
        if isinstance(first.value, nodes.InitializerList):
            self._scalar_list(type_, offset, first.value, field)
        else:
            self._single(type_, offset, first.value, first.value.token, field)

    def _item(self, stack: list[Frame], item: nodes.InitializerItem, list_: nodes.InitializerList) -> None:
        """Initialise the current subobject of the top frame, opening frames for elided braces; then step on."""
        frame = stack[-1]
        type_, offset, field = frame.current()
        if frame.quals:
            type_ = qualify(type_, frame.quals & 7)
        if field is not None and frame.count == 1 and isinstance(frame.type, RecordType):
            if frame.type.record.kind == "union":
                self._chosen[frame.offset, frame.type.record] = field
        node = item.value
        if field is not None and not item.designators and isinstance(frame.type, RecordType):
            if "designated_init" in frame.type.record.attributes:
                self.place.positional(item.token, frame)
        if field is not None and isinstance(type_, ArrayType) and type_.length == -1:
            if isinstance(node, nodes.InitializerList) or isinstance(_bare(node), nodes.StringLiteral):
                self._flexible(stack, type_, offset, item)
                frame.index += 1
                return
        if isinstance(node, nodes.InitializerList):
            frame.given, frame.zero = frame.given + 1, False
            self._braced(type_, offset, node, field)
            frame.index += 1
            return
        inner = self._literal_of(type_, node)
        if inner is not None:
            self._braced(type_, offset, inner[1], field)
            frame.index += 1
            return
        e = self.expressions.expression(node)
        while (type_.is_record or type_.is_array or type_.is_vector) and not self._takes(type_, e):
            if type_.size == -1 and type_.is_array and not self._may_be_flexible(stack, item.token):
                frame.index += 1
                return
            opened = Frame(type_, offset, frame.designated)
            endless = frame.count == UNBOUNDED and not type_.size  # no number of such elements would do
            if endless or not opened.count:  # an empty structure or array takes nothing: on to what follows it
                frame = stack[-1]
                if frame.count == UNBOUNDED and frame.element is not None:
                    self._excess(frame.type, item)
                    frame.index += 1
                    return
                frame.index += 1
                while len(stack) > 1 and stack[-1].index >= stack[-1].count:
                    self._close(stack, list_)
                    stack[-1].index += 1
                frame = stack[-1]
                if frame.index >= frame.count:
                    self._excess(frame.type, item)
                    return
            else:
                if e.type.is_record and type_.is_record and not opened.count:
                    break
                stack.append(opened)
                frame = opened
                if self.warnings is not None:
                    self.warnings.elided = True
            type_, offset, field = frame.current()
        if type_.is_array and isinstance(e, tree.StringReference):
            self._check_parentheses(node)
        self._last_zero = False
        if self.warnings is not None:
            self.warnings.given(node, e, type_)
        self._whole(type_, offset, e, field, node.token)
        frame.given += 1
        frame.zero &= self._last_zero
        frame.index += 1

    def _flexible(
        self, stack: list[Frame], type_: ArrayType, offset: int, item: nodes.InitializerItem
    ) -> None:
        """A flexible array member: GNU C lets a static object have one initialised."""
        node = item.value
        empty = isinstance(node, nodes.InitializerList) and not node.items
        if not self.static and not empty:
            self.place.error("non-static initialization of a flexible array member", item.token)
            return
        count = self._at(type_, offset, node, item.token, None)
        listed = isinstance(node, nodes.InitializerList)
        if count and (self._arrays or (listed and (self._depth > 1 or any(f.type.is_array for f in stack)))):
            self.place.error("initialization of flexible array member in a nested context", item.token)
            return
        self.place.pedwarn("initialization of a flexible array member", item.token, "pedantic")
        self.flexible_size = max(self.flexible_size, count * type_.element.size)

    def _may_be_flexible(self, stack: list[Frame], token: Token) -> bool:
        """Whether a flexible array member may be opened here, for single elements without braces."""
        if not self.static:
            self.place.error("non-static initialization of a flexible array member", token)
        elif self._depth > 1 or len(stack) > 1:
            self.place.error("initialization of flexible array member in a nested context", token)
        else:
            self.place.pedwarn("initialization of a flexible array member", token, "pedantic")
            return True
        return False

    # --- Designators ------------------------------------------------------------------------------------------

    def _designate(
        self, stack: list[Frame], item: nodes.InitializerItem, ranges: list[tuple[int, int, int, int, Frame]]
    ) -> bool:
        """Move to the subobject that an item's designators name (6.7.9p6, p7); False after an error."""
        last = len(item.designators) - 1
        for position, designator in enumerate(item.designators):
            frame = stack[-1]
            if designator.name is not None:
                if not self._name(stack, designator):
                    return False
            elif not self._index(frame, designator, ranges):
                return False
            if position < last:
                frame = stack[-1]
                type_, offset, _ = frame.current()
                if not (type_.is_record or type_.is_array or type_.is_vector):
                    following = item.designators[position + 1]
                    what = "field name not in record or union" if following.name else "array index in non-array"
                    self.place.error(f"{what} initializer", following.token)
                    return False
                if type_.size == -1 and type_.is_array and not self._may_be_flexible(stack, designator.token):
                    return False
                stack.append(Frame(type_, offset, designated=True))
        return True

    def _name(self, stack: list[Frame], designator: nodes.Designator) -> bool:
        frame = stack[-1]
        type_ = frame.type
        name = designator.name
        assert name is not None
        if not isinstance(type_, RecordType) or frame.fields is None:
            self.place.error("field name not in record or union initializer", designator.token)
            return False
        path = type_.record.path(name)
        if path is None:
            report_no_member(self.expressions.context, designator.token, type_, name)
            return False
        for step, field in enumerate(path):
            frame = stack[-1]
            assert frame.fields is not None
            frame.index = frame.fields.index(field)
            # One member of a union is initialised, whichever it is: nothing follows it.
            if isinstance(frame.type, RecordType) and frame.type.record.kind == "union":
                frame.count = frame.index + 1
                self._select(frame, field, designator.token)
            if step < len(path) - 1:
                inner, offset, _ = frame.current()
                stack.append(Frame(inner, offset, designated=True))
        return True

    def _select(self, frame: Frame, field: Field, token: Token) -> None:
        """A union's member is initialised: what an earlier designator gave to another member is void."""
        assert isinstance(frame.type, RecordType)
        key = (frame.offset, frame.type.record)
        before = self._chosen.get(key)
        if before is not None and before is not field:
            self.sink.clear(frame.offset, frame.type, token)
        self._chosen[key] = field

    def _index(
        self, frame: Frame, designator: nodes.Designator, ranges: list[tuple[int, int, int, int, Frame]]
    ) -> bool:
        assert designator.index is not None
        if not isinstance(frame.type, ArrayType | VectorType):
            self.place.error("array index in non-array initializer", designator.token)
            return False
        first = self._constant_index(designator.index)
        if first is None:
            return False
        last = first
        if designator.last is not None:
            text = "ISO C forbids specifying range of elements to initialize"
            self.place.pedwarn(text, designator.token, "pedantic")
            found = self._constant_index(designator.last)
            if found is None:
                return False
            last = found
        if frame.count == UNBOUNDED and frame.element is not None and (last + 1) * frame.element.size >= 1 << 63:
            self.expressions.error("size of array is too large", self._end)
            return False
        if first < 0 or last >= frame.count:
            self.place.error("array index in initializer exceeds array bounds", designator.token)
            return False
        if last < first:
            self.place.error("empty index range in initializer", designator.token)
            return False
        frame.index = first
        if last > first:
            element, offset, _ = frame.current()
            ranges.append((self.sink.mark(), offset, element.size, last - first + 1, frame))
        return True

    def _constant_index(self, node: nodes.Expression) -> int | None:
        e = self.expressions.value(node)
        if not e.type.is_integer:
            self.place.error("array index in initializer not of integer type", node.token, e)
            return None
        if not isinstance(e, tree.IntegerConstant):
            known = constants.address(self.expressions.types, e)
            if known is not None and known.target is None:
                return known.addend
            self.place.error("nonconstant array index in initializer", node.token, e)
            return None
        if not e.ice:
            text = "array index in initializer is not an integer constant expression"
            self.place.pedwarn(text, node.token, "pedantic")
        self.expressions.check_overflow(e, node.token)
        return e.value


def _bare(node: nodes.Expression) -> nodes.Expression:
    """Without ``__extension__``."""
    while isinstance(node, nodes.Extension):
        node = node.operand
    return node

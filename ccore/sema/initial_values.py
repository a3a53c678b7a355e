"""Where an initialiser's values go: in order of evaluation for automatic objects, into bytes for static ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ccore.sema import constants, tree
from ccore.sema.known_values import known
from ccore.sema.static_image import Image

if TYPE_CHECKING:
    from ccore.sema.expressions import Expressions
    from ccore.sema.types import CType, Field
    from ccore.source import Token


class Values:
    """The sink of automatic objects: values in order of evaluation."""

    def __init__(self, expressions: Expressions, type_: CType) -> None:
        self.expressions = expressions
        self.values: list[tree.InitialValue | None] = []
        self.covered = 0
        self._at: dict[tuple[int, int], int] = {}  # (offset, bit or -1) -> index in values
        self._high = 0
        self._ranges = False
        self.overlap = False  # ranges and other values may share bytes, so that ``covered`` counts too many

    def put(
        self, offset: int, type_: CType, e: tree.Expression, field: Field | None, token: Token, size: int = -1
    ) -> None:
        """``e`` (converted) goes to ``offset``.  A value that an earlier designator put there is dropped."""
        width = field is not None and field.width >= 0
        key = (offset, field.bit if field is not None and width else -1)
        bytes_ = type_.size if size < 0 else size
        if offset < self._high:
            self.overlap = self.overlap or self._ranges
            earlier = self._at.get(key)
            if earlier is not None:
                old = self.values[earlier]
                if old is not None and not old.copies and old.type.size <= bytes_:
                    self.values[earlier] = None
                    self.covered -= 0 if width else old.type.size
        self._at[key] = len(self.values)
        self._high = max(self._high, offset + bytes_)
        self.values.append(tree.InitialValue(offset, type_, e, field if width else None))
        if not width:
            self.covered += bytes_

    def clear(self, offset: int, type_: CType, token: Token) -> None:
        """A brace list begins to initialise this subobject: earlier values in it are dropped."""
        size = type_.size
        if offset >= self._high or size <= 0:
            return
        reset = False
        for index, value in enumerate(self.values):
            if value is None or value.offset >= offset + size:
                continue
            last = value.offset + sum((count - 1) * stride for count, stride in value.copies)
            if last + max(value.type.size, 1) <= offset:
                continue
            if offset <= value.offset and last + value.type.size <= offset + size:
                self.values[index] = None
                if value.field is None:
                    self.covered -= value.type.size * math.prod(count for count, _ in value.copies)
            else:
                reset = True  # part of a bigger value: overwrite with zeros
        if reset:
            for i in range(size):
                zero = tree.IntegerConstant(token, self.expressions.types.char, 0)
                self.values.append(tree.InitialValue(offset + i, self.expressions.types.char, zero))
        self._at = {k: v for k, v in self._at.items() if self.values[v] is not None}

    def mark(self) -> int:
        return len(self.values)

    def repeat(self, mark: int, offset: int, stride: int, count: int) -> None:
        """What was put since ``mark`` stands in ``count`` copies."""
        self._ranges = True
        if any(v is not None and v.offset >= offset + stride for v in self.values[:mark]):
            self.overlap = True
        for v in self.values[mark:]:
            if v is not None:
                if v.field is None:
                    self.covered += v.type.size * math.prod(n for n, _ in v.copies) * (count - 1)
                v.copies = (*v.copies, (count, stride))
        self._high = max(self._high, offset + stride * count)

    def finish(self) -> list[tree.InitialValue]:
        return [v for v in self.values if v is not None]


class StaticSink:
    """The sink of static objects: constants only, straight into the image."""

    def __init__(self, expressions: Expressions, type_: CType) -> None:
        self.expressions = expressions
        self.image = Image(expressions.types)

    def put(
        self, offset: int, type_: CType, e: tree.Expression, field: Field | None, token: Token, size: int = -1
    ) -> None:
        if not self.image.put(offset, type_, e, field) and not self.image.put(
            offset, type_, known(self.expressions, e), field
        ):
            text = "initializer element is not constant"
            plain = e
            while isinstance(plain, tree.Convert) and plain.operand.type.is_integer:
                plain = plain.operand
            place = constants.address(self.expressions.types, plain)
            if isinstance(e, tree.Convert | tree.Binary) and place is not None:
                text = "initializer element is not computable at load time"
            self.expressions.error(text, e.token, e)
        elif isinstance(e, tree.IntegerConstant) and e.flaw:
            if e.flaw & (tree.OPERATOR | tree.UNDEFINED):
                text = "initializer element is not a constant expression"
                if self.expressions.context.diagnostics.year >= 1999 and e.flaw & tree.OPERATOR:
                    text = "initializer element is not constant"
                self.expressions.conversions.pedwarn(text, e.token, "pedantic")
            self.expressions.check_overflow(e, e.token)

    def clear(self, offset: int, type_: CType, token: Token) -> None:
        if type_.size > 0:
            self.image.clear(offset, type_.size)

    def mark(self) -> int:
        return 0

    def repeat(self, mark: int, offset: int, stride: int, count: int) -> None:
        self.image.repeat(offset, stride, count)

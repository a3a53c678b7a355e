"""Tables of numbers: what a number has once put into an element of a static array, it puts into the next as well.

An initialiser of a hundred thousand bytes has 256 different ones; each is analysed and converted once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from ccore.ast import nodes

if TYPE_CHECKING:
    from ccore.sema.static_image import Image


@final
class PlainNumbers:
    """Of one brace list of an array of scalars of ``size`` bytes."""

    def __init__(self, image: Image, size: int) -> None:
        self.image, self.size = image, size
        self.bytes: dict[str, bytes] = {}  # by the number's spelling

    def of(self, item: nodes.InitializerItem) -> bytes | None:
        """What the item's number becomes, if that is known."""
        if type(item.value) is nodes.NumberLiteral and not item.designators:
            return self.bytes.get(item.value.text)
        return None

    def remember(self, item: nodes.InitializerItem, offset: int) -> None:
        """The item was put at ``offset``, and there was nothing to say of it."""
        if type(item.value) is nodes.NumberLiteral:
            raw = bytes(self.image.data[offset : offset + self.size])
            if len(raw) == self.size:
                self.bytes[item.value.text] = raw


__all__ = ["PlainNumbers"]

"""Microsoft's layout of structures and unions: attribute ms_struct, -mms-bitfields (GCC manual, "x86 Type Attributes").

Bit-fields whose types have the same size share units of that size: a run.  Each unit is used up, even where the record
is packed; a run begins at a boundary of its type.  A bit-field of width 0 ends a run, and is ignored where there is
none.  Other members are as in ``Layout``, behind the last unit.
"""

from __future__ import annotations

from typing import final

from ccore.sema.layout import Layout, Member


@final
class MicrosoftLayout(Layout):
    """``_run``: bits of the type of the run that may go on, 0: none; ``_left``: unused bits of its last unit."""

    __slots__ = ("_run", "_left")

    def __init__(self, union: bool, pack: int, align: int) -> None:
        super().__init__(union, pack, align)
        self._run = 0
        self._left = 0

    def _end_run(self) -> None:
        if self._run:
            self.position += self._left
        self._run = 0

    _begin_ordinary = _end_run

    def _limited(self, align: int) -> int:
        return min(align, self.pack) if self.pack else align

    def _round(self, align: int) -> None:
        bits = self._limited(align) * 8
        self.position = -(-self.position // bits) * bits

    def _bit_field(self, member: Member) -> None:
        width, size, run = member.field.width, member.size * 8, self._run
        if not member.packed if width else run:
            self.align = max(self.align, self._limited(max(member.type_align, member.align)))
        if run and width and size == run:
            if self._left < width:
                self.position += self._left
                self._round(member.align or 1)
                self._left = size
            self._left -= width
        elif not self.union:
            self._end_run()
            self._round(member.align or 1)
            if size != run if run else width:
                self._round(1 if member.packed else member.type_align)
                self._left = size - width
        if width:
            self._run = 0 if self.union else size
            member.field.base = self._base
            self._put_bits(member.field, self.position)

    def finish(self) -> tuple[int, int]:
        self._end_run()
        return super().finish()

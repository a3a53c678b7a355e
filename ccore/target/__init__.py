"""The targets that code can be made for."""

from __future__ import annotations

from typing import Final

from ccore.target.spec import TargetSpec, TypeLayout
from ccore.target.x86_64 import X86_64

TARGETS: Final[dict[str, TargetSpec]] = {"x86_64": X86_64}

__all__ = ["TARGETS", "TargetSpec", "TypeLayout"]

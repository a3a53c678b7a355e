"""The preprocessor: translation phases 1 to 4 (C17 5.1.1.2), and what comes out cut into declarations."""

from __future__ import annotations

from ccore.preproc.include import HeaderCache
from ccore.preproc.items import Item
from ccore.preproc.macro import Macro
from ccore.preproc.preprocessor import Preprocessor

__all__ = ["HeaderCache", "Item", "Macro", "Preprocessor"]

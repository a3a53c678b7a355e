"""The cyclic garbage collector, kept out of the way of code that makes hundreds of thousands of objects."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the collector: it would walk all tokens, trees and IR again and again, and find no garbage yet.

    Parsing takes three times as long with it on.  What was made is garbage together, when its unit is done.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()

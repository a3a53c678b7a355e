"""The last words of a process that LLVM ends.

LLVM calls abort() where an assertion fails, and its fatal errors end the process: neither can be caught, but both can
say so in ccore's own way.  The handler of SIGABRT runs in the thread that called abort(), within a call from Python
into LLVM that has let go of Python's lock, so Python code may run in it.
"""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable
from typing import Any, Final, Never

STATUS: Final = 4
"""The exit status of a fault of ccore's own."""


def _say(reason: str) -> None:
    os.write(2, f"ccore: internal error in LLVM: {reason}\n".encode("utf-8", "replace"))


_last_words: Callable[[str], None] = _say
_handler: Any = None


def set_last_words(say: Callable[[str], None]) -> None:
    """Have ``say`` called with LLVM's reason in place of a line on standard error."""
    global _last_words
    _last_words = say


def die(reason: str) -> Never:
    """Say the last words and end the process, without any cleaning up."""
    try:
        _last_words(reason)
    finally:
        os._exit(STATUS)


def guard_abort() -> None:
    """From now on abort() ends this process by ``die``: for a process that is ccore's own, not for a library."""
    global _handler
    if _handler is not None:
        return
    _handler = ctypes.CFUNCTYPE(None, ctypes.c_int)(lambda _number: die("it gave up (see above)"))
    libc = ctypes.CDLL(None)
    libc.signal.restype = ctypes.c_void_p
    libc.signal(int(signal.SIGABRT), _handler)

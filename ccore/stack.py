"""Room for deep recursion: source that nests thousands of brackets deep is valid, and the phases recurse over it.

Python's own calls live on its heap, but some pass through C functions, so the C stack bounds them, too.  The command
works in a thread with a large stack, of which the system gives only what is touched; a program that uses the library
has the stack that it has, and the smaller limit.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_STACK: Final = 512 << 20  # bytes
_DEEP: Final = 400_000  # frames: 10,000 brackets times the depth of a phase's functions for each
_ORDINARY: Final = 20_000

_deep_threads: set[int] = set()


def on_deep_stack(work: Callable[[], int]) -> int:
    """The result of the call, made in a thread with a large stack; raises what it raises."""
    results: list[int | BaseException] = []
    done = threading.Event()  # not join(), which an interrupt leaves thinking that the thread has ended

    def body() -> None:
        _deep_threads.add(threading.get_ident())
        try:
            results.append(work())
        except BaseException as error:
            results.append(error)
        finally:
            _deep_threads.discard(threading.get_ident())
            done.set()

    thread = threading.Thread(target=body, name="ccore", daemon=True)
    before = threading.stack_size(_STACK)
    try:
        thread.start()
    except RuntimeError:  # memory is limited
        return work()
    finally:
        threading.stack_size(before)
    while not done.is_set():
        try:
            done.wait()
        except KeyboardInterrupt:  # arrives in the main thread: hand it on, so that the work cleans up
            assert thread.ident is not None
            identity = ctypes.c_ulong(thread.ident)
            ctypes.pythonapi.PyThreadState_SetAsyncExc(identity, ctypes.py_object(KeyboardInterrupt))
    (result,) = results
    if isinstance(result, BaseException):
        raise result
    return result


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Recursion may go as deep as this thread's stack allows; beyond, ``RecursionError``."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _DEEP if threading.get_ident() in _deep_threads else _ORDINARY))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)

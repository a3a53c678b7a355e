"""The user's cache folder: small files that spare the next process some work.

Where it cannot be read or written there is no cache, which is no error.
"""

from __future__ import annotations

import os


def _path(name: str) -> str:
    """Its place, by the XDG Base Directory Specification."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "ccore", name)


def read(name: str) -> bytes | None:
    """What was written under that name; None where there is nothing."""
    try:
        with open(_path(name), "rb") as stream:
            return stream.read()
    except OSError:
        return None


def write(name: str, data: bytes) -> None:
    """Keep it under a name that changes with its meaning.  Other processes see it whole or not at all."""
    path = _path(name)
    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as stream:
            stream.write(data)
        os.replace(temporary, path)
    except OSError:
        pass

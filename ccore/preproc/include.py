"""Where headers are looked for, and the cache that remembers them (C17 6.10.2; GCC's manual, "Search Path")."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final, final

from ccore.options import Options
from ccore.preproc.scan import Mode, ScannedFile, Words
from ccore.source import SourceFile
from ccore.target.spec import TargetSpec

OWN_HEADERS: Final = str(Path(__file__).resolve().parent.parent / "include")


@final
class Directory:
    """One directory of the search path.  ``name`` is as given, so that paths read as the user wrote them."""

    __slots__ = ("name", "system")

    def __init__(self, name: str, system: bool) -> None:
        self.name = name
        self.system = system

    def path(self, header: str) -> str:
        """The header's path in this directory."""
        if not self.name:
            return header
        return self.name + header if self.name.endswith("/") else f"{self.name}/{header}"


@final
class SearchPath:
    """The directories in order: those for quotes alone come first, ``bracket`` is the first for <>."""

    __slots__ = ("directories", "bracket")

    def __init__(self, options: Options, target: TargetSpec) -> None:
        def rooted(name: str) -> str:
            return options.sysroot + name[1:] if options.sysroot and name.startswith("=") else name

        quote = [Directory(rooted(d), False) for d in options.include_quote]
        plain = [Directory(rooted(d), False) for d in options.include_dirs]
        system = [Directory(rooted(d), True) for d in options.include_system]
        if options.standard_includes:
            root = options.sysroot.rstrip("/")
            system.append(Directory(OWN_HEADERS, True))
            for name in ("/usr/local/include", f"/usr/include/{target.gnu_triple}", "/usr/include"):
                system.append(Directory(root + name, True))
        system += [Directory(rooted(d), True) for d in options.include_after]
        # A directory given twice counts once; a system directory keeps its place (GCC's manual).
        taken = {key for d in system if (key := _directory_key(d.name)) is not None}
        bracket = _unique(plain, set(), taken) + _unique(system, set(), set())
        front = _unique(quote, set(), set())
        self.directories = front + bracket
        self.bracket = len(front)


def _directory_key(name: str) -> tuple[int, int] | None:
    try:
        found = os.stat(name or ".")
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISDIR(found.st_mode) else None


def _unique(
    directories: list[Directory], seen: set[tuple[int, int]], excluded: set[tuple[int, int]]
) -> list[Directory]:
    out: list[Directory] = []
    for directory in directories:
        key = _directory_key(directory.name)
        if key is None or key in seen or key in excluded:
            continue
        seen.add(key)
        out.append(directory)
    return out


@final
class HeaderCache:
    """Scanned files, shared by the translation units that one process compiles.

    A file is known by its path and by device, inode, size and times, so a changed file is read again.
    """

    __slots__ = ("files", "texts", "words")

    def __init__(self) -> None:
        self.words = Words()
        self.files: dict[tuple[object, ...], ScannedFile] = {}
        self.texts: dict[tuple[object, ...], ScannedFile] = {}

    def load(self, path: str, system: bool, mode: Mode) -> ScannedFile | None:
        """The file, scanned; None if there is no such regular file.  Raises ``OSError`` if it cannot be read."""
        try:
            found = os.stat(path)
        except (OSError, ValueError):
            return None
        if stat.S_ISDIR(found.st_mode):
            return None
        key = (path, system, mode, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        file = self.files.get(key)
        if file is None:
            source = SourceFile(path, decode(Path(path).read_bytes(), mode.charset))
            file = ScannedFile(source, mode, self.words, system, (found.st_dev, found.st_ino))
            if stat.S_ISREG(found.st_mode):
                self.files[key] = file
        return file

    def text(self, name: str, text: str, mode: Mode) -> ScannedFile:
        """A made-up file, remembered by its content (predefined macros, the command line)."""
        key = (name, mode, text)
        file = self.texts.get(key)
        if file is None:
            file = self.texts[key] = ScannedFile(SourceFile(name, text), mode, self.words, False)
        return file


def decode(data: bytes, charset: str = "") -> str:
    """Source bytes as text; bytes that the character set (UTF-8) does not have survive as surrogates."""
    try:
        return data.decode(charset or "utf-8", "surrogateescape")
    except UnicodeDecodeError:  # one of several bytes a character, which knows no surrogates
        return data.decode(charset, "replace")

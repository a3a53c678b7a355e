"""Mixes objects of both compilers in the build directory, links them, and makes sure that each is the one asked for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from kbisect.errors import EXIT_INCONCLUSIVE, KbisectError
from kbisect.kernel import Build, LinkError, replace_file
from kbisect.objects import Object


class Mixer:
    """Places objects. `bad` holds the bad compiler's, by target; all others are always the good compiler's."""

    def __init__(self, build: Build, bad: Mapping[str, Object]) -> None:
        self.build = build
        self.bad = {target: item for target, item in bad.items() if item.path is not None}
        self.good_digest = {
            unit.target: hashlib.sha256((build.stash / unit.target).read_bytes()).hexdigest() for unit in build.units
        }
        self._lying = {
            unit.target: hashlib.sha256((build.folder / unit.target).read_bytes()).hexdigest() for unit in build.units
        }

    def differs(self, target: str) -> bool:
        """Whether the bad compiler's object is there and another than the good one's."""
        found = self.bad.get(target)
        return found is not None and found.digest != self.good_digest[target]

    def digest(self, chosen: Iterable[str]) -> str:
        """What identifies a mix: a hash of every object in it."""
        wanted = self._wanted(frozenset(chosen))
        return hashlib.sha256("\n".join(f"{t} {wanted[t]}" for t in sorted(wanted)).encode()).hexdigest()

    def link(self, chosen: Iterable[str]) -> Path:
        """The boot image with `chosen` from the bad compiler.

        Raises LinkError if it does not link, and KbisectError if an object was changed meanwhile.
        """
        picked = frozenset(chosen)
        wanted = self._wanted(picked)
        self.build.note_mixed([t for t in wanted if wanted[t] != self.good_digest[t] or self._lying[t] != wanted[t]])
        for target, digest in wanted.items():
            if self._lying[target] != digest:
                source, changed = self.build.stash / target, None
                if target in picked:
                    path = self.bad[target].path
                    assert path is not None
                    source = path
                else:
                    changed = source.stat().st_mtime_ns
                replace_file(self.build.folder / target, source.read_bytes(), changed)
                self._lying[target] = digest
        image = self.build.link()
        self._verify(wanted)
        return image

    def _wanted(self, picked: frozenset[str]) -> dict[str, str]:
        return {
            unit.target: self.bad[unit.target].digest if unit.target in picked else self.good_digest[unit.target]
            for unit in self.build.units
        }

    def _verify(self, wanted: Mapping[str, str]) -> None:
        for target, digest in wanted.items():
            found = hashlib.sha256((self.build.folder / target).read_bytes()).hexdigest()
            if found != digest:
                self._lying[target] = found
                raise KbisectError(
                    f"{target} in the build directory changed while it was linked",
                    "does another program build there?",
                    EXIT_INCONCLUSIVE,
                )


_AT_FAULT = re.compile(r"^(?:\S*ld(?:\.\w+)?: )?([\w./+-]+\.o)(?::|\()")
_INTRODUCTION = re.compile(r": in function .*:$")


def blamed(error: LinkError, targets: Iterable[str]) -> dict[str, str]:
    """The objects among `targets` that the linker's messages name at their beginning, each with its message."""
    known = set(targets)
    found: dict[str, str] = {}
    introduced = ""
    for line in str(error).split("\n"):
        match = _AT_FAULT.match(line)
        if match is None:
            # "FILE.o: in function `f':" introduces the lines that follow, which name the source.
            if introduced:
                found[introduced] = line.strip().rsplit("): ", 1)[-1][:300]
            introduced = ""
        elif match.group(1) in known and match.group(1) not in found:
            found[match.group(1)] = line.strip().rsplit("): ", 1)[-1][:300]
            introduced = match.group(1) if _INTRODUCTION.search(line) else ""
        else:
            introduced = ""
    return found

"""What a run of kbisect knows, saved after each boot: a run that was interrupted goes on from there.

The file is JSON, replaced atomically. Verdicts are kept by the mix (a hash of every object in it), so none is ever
taken for that of another kernel.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kbisect.errors import KbisectError
from kbisect.kernel import replace_file
from kbisect.verdict import Verdict

_VERSION = 1


class Session:
    """Verdicts by mix, and a few facts. `resumed` says whether they come from an interrupted run."""

    def __init__(self, path: Path, *, restart: bool = False) -> None:
        self.path = path
        self.verdicts: dict[str, Verdict] = {}
        self.good_boot: dict[str, float] = {}
        self.boots = 0
        """Boots made for this search, those before an interruption too."""
        self.resumed = False
        if not restart:
            self._load()

    def _load(self) -> None:
        try:
            data: dict[str, Any] = json.loads(self.path.read_bytes())
            if data["version"] != _VERSION or data["finished"]:
                return
            self.verdicts = {str(k): Verdict.from_json(v) for k, v in data["verdicts"].items()}
            self.good_boot = {str(k): float(v) for k, v in data["good_boot"].items()}
            self.boots = int(data["boots"])
            self.resumed = bool(self.verdicts)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            # No session, or one of which nothing can be made: begin anew.
            self.verdicts, self.good_boot, self.boots, self.resumed = {}, {}, 0, False

    def record(self, mix: str, verdict: Verdict) -> None:
        """Keep the verdict on a mix, at once."""
        self.verdicts[mix] = verdict
        self.save()

    def save(self, *, finished: bool = False) -> None:
        """Write the file. A finished session is not resumed: the next run boots again."""
        data = {
            "version": _VERSION,
            "finished": finished,
            "boots": self.boots,
            "good_boot": self.good_boot,
            "verdicts": {mix: verdict.to_json() for mix, verdict in self.verdicts.items()},
        }
        replace_file(self.path, json.dumps(data, indent=1).encode())


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a build directory for this process alone; KbisectError if another kbisect has it."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise KbisectError(
                f"another kbisect is at work in {folder}", "wait for it, or use another --output"
            ) from None
        yield
    finally:
        os.close(handle)

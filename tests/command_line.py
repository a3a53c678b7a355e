"""ccore's command line in this process, and GCC's beside it."""

from __future__ import annotations

import io
import subprocess

from ccore.cli import Session, run


class Result:
    def __init__(self, status: int, stdout: str, stderr: str) -> None:
        self.status, self.stdout, self.stderr = status, stdout, stderr

    def good(self) -> Result:
        assert self.status == 0 and not self.stderr, (self.status, self.stderr)
        return self


def ccore(*words: str, stdin: bytes | None = None) -> Result:
    out, err = io.StringIO(), io.StringIO()
    session = Session(stdin=None if stdin is None else io.BytesIO(stdin), stdout=out, stderr=err)
    status = run(list(words), session)
    return Result(status, out.getvalue(), err.getvalue())


def gcc(*words: str, stdin: bytes = b"") -> Result:
    done = subprocess.run(["gcc", *words], input=stdin, capture_output=True, check=False)
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

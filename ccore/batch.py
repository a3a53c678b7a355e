"""``ccore --batch``: many command lines in one process, which remembers the headers it has seen.

A request per line of standard input, ``{"id": n, "cwd": "...", "argv": [...]}``; an answer per line of standard output,
``{"id": n, "status": 0, "stderr": "...", "stdout": "..."}``.  A line that is no request is answered with ``"id": null``
and status 1.  No request ends the process but one in which LLVM gives up: it is answered with status 4 first.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
from typing import TextIO

from ccore.cli import Session, run
from ccore.llvm.crash import set_last_words


def serve() -> int:
    """Answer requests until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else prints must not break the protocol
    server = _Server(answers)
    set_last_words(server.last_words)
    try:
        for line in sys.stdin.buffer:
            if not line.isspace():
                server.answer(line)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1
    return 0


class _Server:
    def __init__(self, answers: TextIO) -> None:
        self.answers = answers
        self.session = Session()
        self.home = os.getcwd()
        self.number: object = None  # of the request at work

    def answer(self, line: bytes) -> None:
        """Follow one request and say how it went."""
        session = self.session
        session.stdout, session.stderr = io.StringIO(), io.StringIO()
        self.number = None
        try:
            directory, words = self._read(line)
            os.chdir(directory)
            status = run(words, session)
        except (ValueError, OSError) as error:
            status = 1
            print(f"ccore: error: bad request: {error}", file=session.stderr)
        os.chdir(self.home)
        self._reply(status)
        # Trees and IR have cycles; headers, which stay, are set aside so that no collection looks at them again.
        gc.collect()
        gc.freeze()

    def _read(self, line: bytes) -> tuple[str, list[str]]:
        """The directory and the words of a request.  Raises ``ValueError``."""
        try:
            request = json.loads(line)
        except RecursionError:
            raise ValueError("nested too deeply") from None
        if not isinstance(request, dict):
            raise ValueError("not an object")
        self.number = request.get("id")
        directory, words = request.get("cwd"), request.get("argv")
        if not isinstance(directory, str):
            raise ValueError("'cwd' should be a string")
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise ValueError("'argv' should be a list of strings")
        return directory, words

    def _reply(self, status: int) -> None:
        texts = {"stdout": self.session.stdout, "stderr": self.session.stderr}
        said = {name: stream.getvalue() for name, stream in texts.items() if isinstance(stream, io.StringIO)}
        print(json.dumps({"id": self.number, "status": status, **said}), file=self.answers, flush=True)

    def last_words(self, reason: str) -> None:
        """Answer the request at work, which ends the process."""
        print(f"ccore: internal error in LLVM: {reason}", file=self.session.stderr)
        self._reply(4)

"""``ccore --batch``: many command lines in one process, which remembers the headers it has seen.

A request per line of standard input, ``{"id": n, "cwd": "...", "argv": [...]}``; an answer per line of standard output,
``{"id": n, "status": 0, "stderr": "...", "stdout": "..."}``.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys

from ccore.cli import Session, run


def serve() -> int:
    """Answer requests until the input ends."""
    session = Session()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else prints must not break the protocol
    home = os.getcwd()
    for line in sys.stdin:
        try:
            request = json.loads(line)
            number, directory, words = request["id"], request["cwd"], request["argv"]
        except (ValueError, KeyError, TypeError) as error:
            print(json.dumps({"id": None, "status": 1, "stderr": f"ccore: error: bad request: {error}"}), file=answers)
            answers.flush()
            continue
        session.stdout, session.stderr = io.StringIO(), io.StringIO()
        try:
            os.chdir(directory)
            status = run([str(w) for w in words], session)
        except OSError as error:
            status = 1
            print(f"ccore: error: {error}", file=session.stderr)
        except KeyboardInterrupt:
            return 130
        except Exception as error:  # a fault of one request must not end the others
            status = 4
            print(f"ccore: internal error: {type(error).__name__}: {error}", file=session.stderr)
        os.chdir(home)
        answer = {
            "id": number,
            "status": status,
            "stderr": session.stderr.getvalue(),
            "stdout": session.stdout.getvalue(),
        }
        print(json.dumps(answer), file=answers)
        answers.flush()
        # Trees and IR have cycles; headers, which stay, are set aside so that no collection looks at them again.
        gc.collect()
        gc.freeze()
    return 0

"""The one exception that kbisect shows to its user: a sentence and, where there is one, a way out."""

from __future__ import annotations

EXIT_BOOTS = 0
"""The mixed kernel reached init."""
EXIT_GUILTY = 1
"""Guilty files were named."""
EXIT_USAGE = 2
"""A bad command line, tree, configuration, or a tool that is missing."""
EXIT_INCONCLUSIVE = 3
"""The good kernel does not boot, or the tests contradict each other."""
EXIT_INTERRUPTED = 130
"""Ctrl-C; the session is saved."""


class KbisectError(Exception):
    """Something that the user can mend. `hint` says how; `exit_code` is the process's exit status."""

    def __init__(self, message: str, hint: str = "", exit_code: int = EXIT_USAGE) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code

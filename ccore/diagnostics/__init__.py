"""Diagnostics: what is wrong, where, and how bad; collected for one translation unit.

The wording follows GCC's, since build systems and people read those.  ``message.py`` has the messages, ``collector.py``
their collector, ``groups.py`` the warnings' groups and what -W options make of them, ``pragmas.py`` what #pragma GCC
diagnostic makes of them, ``text.py`` and ``machine.py`` the forms in which they are shown, ``spelling.py`` guesses at
what a misspelt word should have been.
"""

from ccore.diagnostics.collector import Diagnostics
from ccore.diagnostics.message import CompileError, Diagnostic, FixIt, InternalError

__all__ = ["CompileError", "Diagnostic", "Diagnostics", "FixIt", "InternalError"]

"""Diagnostics: what is wrong, where, and how bad; collected for one translation unit.

The wording follows GCC's, since build systems and people read those.  ``collector.py`` has the messages and their
collector, ``groups.py`` the warnings' groups and what -W options make of them.
"""

from ccore.diagnostics.collector import CompileError, Diagnostic, Diagnostics, InternalError

__all__ = ["CompileError", "Diagnostic", "Diagnostics", "InternalError"]

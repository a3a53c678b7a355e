"""Warnings about valid C that is likely wrong: what -Wall, -Wextra and their groups ask for.

The analysis of declarations, statements and expressions calls these hooks where it has all that GCC's warning looks
at; ``Context.warnings`` is None under -w and in headers, so a hook then costs one test.  A file per topic; wordings,
places and conditions are GCC 12's.
"""

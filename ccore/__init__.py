"""ccore: a C compiler as a Python library."""

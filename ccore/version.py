"""Versions: ours, and that of the GCC whose behaviour ccore has."""

VERSION = "0.1.0"
GCC_VERSION = "12"
GCC_FULL_VERSION = "12.2.0"

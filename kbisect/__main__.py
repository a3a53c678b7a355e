"""`python -m kbisect`."""

from kbisect.cli import main

main()

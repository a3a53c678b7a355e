"""kbisect: finds the file that a compiler miscompiles inside a Linux kernel."""

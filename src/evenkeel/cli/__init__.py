"""The command line: everything that runs without a window."""

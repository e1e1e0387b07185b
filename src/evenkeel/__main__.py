"""Entry point: reads the command line and opens the window or runs one command.

Without arguments the window opens at once; the parser and the commands are imported only when
there is something to parse, so that they cost the window nothing.
"""

import sys


def main(argv: list[str] | None = None) -> int:
    """Runs the program and returns its exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments:
        from evenkeel.cli.boundary import guarded

        return guarded(_open_window)
    from evenkeel.cli.run import run

    return run(arguments)


def _open_window() -> int:
    from evenkeel.quick import load_qt

    load_qt()
    from evenkeel.ui.shell.app import run_window

    return run_window(None)


if __name__ == "__main__":
    sys.exit(main())

"""The single place where every error becomes a sentence and an exit status.

Imported at every start, so it imports nothing of the program until there is an error.
"""

import io
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Final

_STREAMS: Final = 3
_CRASHES: Final = "crashes"
_OUTPUT: Final = "standard output"


def guarded(act: Callable[[], int], data_dir: Callable[[], Path | None] = lambda: None) -> int:
    """Does the program's work and returns its exit status; no traceback is shown.

    A known fault is one sentence on standard error, and the status that belongs to it. Any other
    exception is a fault of the program: it is written to a log in the folder of crash logs, and the
    sentence names that file. ``data_dir`` returns the data folder that was asked for by then.
    """
    _prepare_streams()
    try:
        return _done(act)
    except KeyboardInterrupt:
        from evenkeel.cli.errors import FAILED

        return _say("stopped", status=FAILED)
    except Exception as error:  # noqa: BLE001 - what the boundary is for
        return _tell(error, data_dir)


def _prepare_streams() -> None:
    """Opens missing standard streams, so that no file gets the number of one of them."""
    for number in range(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _done(act: Callable[[], int]) -> int:
    # Printed at the end, so that its errors are not confused with those of other files.
    printed = io.StringIO()
    with redirect_stdout(printed):
        try:
            status = act()
        except SystemExit as ended:  # `--help` and `--version`
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    if printed.getvalue():
        _print(printed.getvalue())
    return status


def _print(text: str) -> None:
    if sys.stdout is None:
        raise OSError(None, "it is closed, and nothing could be printed", _OUTPUT)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The program that reads our output has ended (`evenkeel cards | head`): that is no failure.
        _discard_output()
    except OSError as error:
        _discard_output()
        raise OSError(error.errno, error.strerror, _OUTPUT) from error


def _tell(error: Exception, data_dir: Callable[[], Path | None]) -> int:
    from evenkeel.catalogue.faults import ContentError
    from evenkeel.catalogue.locate import NoContentError
    from evenkeel.cli.errors import BAD_INPUT, FAILED, CommandError
    from evenkeel.journal.storage.errors import JournalError
    from evenkeel.journal.storage.outfile import OutputError

    match error:
        case CommandError():
            return _say(str(error), status=error.status)
        case NoContentError():
            return _say(str(error), status=BAD_INPUT)
        case ContentError():
            return _say(*map(str, error.faults), status=FAILED)
        case JournalError():
            return _say(str(error), status=FAILED)
        case OutputError():
            return _say(str(error), status=BAD_INPUT if error.refused else FAILED)
        case OSError():
            return _say(_of_the_system(error), status=FAILED)
        case MemoryError():
            return _say("there is not enough memory", status=FAILED)
    return _say(_of_the_program(error, data_dir), status=FAILED)


def _of_the_system(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def _of_the_program(error: Exception, data_dir: Callable[[], Path | None]) -> str:
    from evenkeel.journal.storage.errors import JournalError
    from evenkeel.journal.storage.places import data_dir as data_dir_of
    from evenkeel.ui.shell.crash_log import write_command_log

    what = f"Evenkeel has a fault and could not do this ({type(error).__name__})"
    try:
        log = write_command_log(data_dir_of(data_dir()) / _CRASHES, error)
    except (JournalError, RuntimeError):  # no place for data, or no home to look for it in
        log = None
    return f"{what}; the log is {log}" if log else f"{what}; no log of it could be written"


def _say(*messages: str, status: int) -> int:
    from evenkeel.catalogue.faults import one_line

    tell_fault("\n".join(map(one_line, messages)), begins="evenkeel: ")
    return status


def tell_fault(lines: str, *, begins: str = "") -> None:
    """Says what is wrong on standard error, in a box where Windows gave the program none.

    ``begins`` stands before it only there where lines of other programs may be, too.
    """
    # Where standard error is closed too, only the status is left.
    with suppress(OSError, ValueError):
        if sys.stderr is not None:
            print(f"{begins}{lines}", file=sys.stderr, flush=True)
        elif sys.platform == "win32":
            # A program without a console, started from a shortcut: nobody would see a line.
            _show(lines)


def _show(lines: str) -> None:
    """Shows the sentences in a box of Windows' own, until it is closed."""
    import ctypes

    error = 0x10
    ctypes.windll.user32.MessageBoxW(None, lines, "Evenkeel", error)  # type: ignore[attr-defined]


def _discard_output() -> None:
    """Discards the rest of the output: Python would report an error when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)

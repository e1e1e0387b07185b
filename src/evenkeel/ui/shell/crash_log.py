"""The crash log, which contains nothing that the user wrote.

Messages of exceptions and of Qt, and local values, may quote what the user typed. So only the
types of errors and their places in the code are written.
"""

import faulthandler
import os
import platform
import re
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from types import TracebackType
from typing import TextIO

from evenkeel import __version__
from evenkeel.journal.storage.places import open_private

_NOW = "now.log"
_OLD = "stopped-*.log"
_OLD_OF_COMMANDS = "command-*.log"
#: How many logs of earlier runs are kept.
KEPT = 5
#: An error that repeats must not fill the disk.
_LONGEST_BYTES = 256 * 1024
#: What the log contains after a crash or an unhandled exception. Everything else in it (what Qt
#: calls critical, errors in a clean-up) did not stop the program.
_FAULTS = (b"Fatal Python error", b" in the main thread", b" in another thread", b"Qt fatal")
#: The most places in the code written for one exception: those next to where it was raised.
_PLACES = 100
#: Where a message of Qt names one of its functions.
_FUNCTION = r"\b[A-Z]\w*(?:::~?\w+)+"


class CrashLog:
    """The log of this run, and what earlier ones left.

    Attributes:
        folder: where the logs are.
        left: whether the last run had an error that the user may have noticed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.left = False
        self._file: TextIO | None = None
        self._restore: list[Callable[[], None]] = []

    def open(self) -> None:
        """Starts to log errors; the log of the last run is put aside.

        If the folder can't be written, nothing is logged.
        """
        now = self.folder / _NOW
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._put_aside(now)
            # Open all the time: in a crash there is no time to open anything.
            self._file = os.fdopen(open_private(now, os.O_APPEND), "a", encoding="utf-8")
        except OSError:
            return
        faulthandler.enable(self._file)
        self._hook()

    def close(self) -> None:
        """Closes the log and deletes it if it is empty."""
        while self._restore:
            self._restore.pop()()
        if self._file is None:
            return
        if sys.__stderr__ is None:
            faulthandler.disable()
        else:
            faulthandler.enable(sys.__stderr__)
        self._file.close()
        self._file = None
        now = self.folder / _NOW
        with suppress(OSError):
            if now.stat().st_size == 0:
                now.unlink()

    def note_exception(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
        where: str,
    ) -> None:
        """Logs an exception: its type, the types of its causes, the places in the code."""
        self._write(_described(kind, error, trace, where))

    def note_qt(self, kind: str, message: str, place: str) -> None:
        """Logs a message of Qt: its kind, the functions that it names, its place."""
        functions = " ".join(dict.fromkeys(re.findall(_FUNCTION, message)))
        self._write([" ".join(filter(None, (f"Qt {kind}", functions, place)))])

    def _put_aside(self, now: Path) -> None:
        try:
            about = now.lstat()
        except FileNotFoundError:
            pass
        else:
            # Anything but a file, a pipe for example, is in the way.
            plain = S_ISREG(about.st_mode)
            if about.st_size or not plain:
                self.left = plain and _tells_of_a_fault(now)
                at = datetime.fromtimestamp(about.st_mtime, UTC)
                now.replace(now.with_name(f"stopped-{at:%Y-%m-%d-%H%M%S}.log"))
        for old in sorted(self.folder.glob(_OLD))[:-KEPT]:
            with suppress(OSError):
                old.unlink()

    def _write(self, lines: list[str]) -> None:
        if self._file is None or self._file.closed:
            return
        try:
            if self._file.tell() < _LONGEST_BYTES:
                self._file.write("\n".join((_heading(), *lines, "", "")))
                self._file.flush()
        except OSError:
            # A full disk: the program goes on, and nothing is lost but this note.
            return

    def _hook(self) -> None:
        before, threads, lost = sys.excepthook, threading.excepthook, sys.unraisablehook

        def exception(
            kind: type[BaseException], error: BaseException, trace: TracebackType | None
        ) -> None:
            if not issubclass(kind, KeyboardInterrupt):
                self.note_exception(kind, error, trace, "the main thread")
            before(kind, error, trace)

        def in_thread(args: threading.ExceptHookArgs) -> None:
            if not issubclass(args.exc_type, SystemExit):
                self.note_exception(
                    args.exc_type, args.exc_value, args.exc_traceback, "another thread"
                )
            threads(args)

        def unraisable(args: "sys.UnraisableHookArgs") -> None:
            self.note_exception(args.exc_type, args.exc_value, args.exc_traceback, "a clean-up")
            lost(args)

        sys.excepthook = exception
        threading.excepthook = in_thread
        sys.unraisablehook = unraisable
        self._restore += [
            lambda: setattr(sys, "excepthook", before),
            lambda: setattr(threading, "excepthook", threads),
            lambda: setattr(sys, "unraisablehook", lost),
        ]

    def log_qt_messages(self) -> None:
        """Also logs what Qt calls critical or fatal; Qt's messages are still printed."""
        from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

        grave = {QtMsgType.QtCriticalMsg: "critical", QtMsgType.QtFatalMsg: "fatal"}

        def handler(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
            if kind in grave:
                place = f"{context.file}:{context.line}" if context.file else ""
                self.note_qt(grave[kind], message, place)
            if sys.__stderr__ is not None:
                print(message, file=sys.__stderr__)

        qInstallMessageHandler(handler)
        self._restore.append(lambda: qInstallMessageHandler(None))  # type: ignore[arg-type]


def _tells_of_a_fault(log: Path) -> bool:
    """Whether a log holds a crash or an exception; one that can't be read offers nothing."""
    try:
        with log.open("rb") as file:
            text = file.read(2 * _LONGEST_BYTES)
    except OSError:
        return False
    return any(sign in text for sign in _FAULTS)


def write_command_log(folder: Path, error: BaseException) -> Path | None:
    """Logs an exception that ended a command, in a file of its own.

    A window may be open meanwhile, so its log is not touched. Returns the file, or ``None`` if
    it can't be written.
    """
    log = folder / f"command-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.log"
    lines = _described(type(error), error, error.__traceback__, "a command")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        log.write_text("\n".join((_heading(), *lines, "")), encoding="utf-8")
        for old in sorted(folder.glob(_OLD_OF_COMMANDS))[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return log


def _described(
    kind: type[BaseException],
    error: BaseException | None,
    trace: TracebackType | None,
    where: str,
) -> list[str]:
    """An exception in lines: its kind, its causes' kinds, the places in the code."""
    lines = [f"{kind.__module__}.{kind.__qualname__} in {where}", *_places(trace)]
    seen = {id(error)}
    while error is not None:
        cause = error.__cause__ or error.__context__
        if cause is None or id(cause) in seen:
            break
        seen.add(id(cause))
        lines += [f"after {type(cause).__qualname__}", *_places(cause.__traceback__)]
        error = cause
    return lines


def _heading() -> str:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return (
        f"{now} Evenkeel {__version__}, Python {platform.python_version()}, {platform.platform()}"
    )


def _places(trace: TracebackType | None) -> Iterator[str]:
    places: deque[str] = deque(maxlen=_PLACES)
    while trace:
        code = trace.tb_frame.f_code
        places.append(f"  {code.co_filename}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return iter(places)

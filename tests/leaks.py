"""Finds what a test leaves behind: timers, threads, child processes, windows and log records.

Whatever a test starts ends with it, or with the fixture that it belongs to. What does not could
run in the middle of any later test, and would be looked for there. Each leak is told with the line
that started it.
"""

import gc
import logging
import subprocess
import sys
import threading
import traceback
import weakref
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_ROOT: Final = Path(__file__).resolve().parents[1]
#: A thread that was told to end may need so many seconds for it.
_PATIENCE_S: Final = 5.0
#: Log records of this level and above are somebody's business.
_LEVEL: Final = logging.WARNING


def _line() -> str:
    """The line of this repository that led here, outside this file."""
    for frame in reversed(traceback.extract_stack()):
        path = Path(frame.filename)
        if path != Path(__file__) and path.is_relative_to(_ROOT) and ".venv" not in path.parts:
            return f"{path.relative_to(_ROOT)}:{frame.lineno}"
    return "somewhere outside the repository"


class Started:
    """Notes which line started what; made once, for all tests of the process."""

    def __init__(self) -> None:
        self._threads: weakref.WeakKeyDictionary[threading.Thread, str] = (
            weakref.WeakKeyDictionary()
        )
        self._children: weakref.WeakKeyDictionary[subprocess.Popen[Any], str] = (
            weakref.WeakKeyDictionary()
        )
        self._timers: list[tuple[weakref.ref[Any], str]] = []
        self._note_threads()
        self._note_children()
        self._qt_is_noted = False

    def _note_threads(self) -> None:
        start = threading.Thread.start

        def started(thread: threading.Thread) -> None:
            self._threads[thread] = _line()
            start(thread)

        threading.Thread.start = started  # type: ignore[method-assign,assignment]

    def _note_children(self) -> None:
        begin = subprocess.Popen.__init__

        def begun(child: "subprocess.Popen[Any]", *args: Any, **options: Any) -> None:
            self._children[child] = _line()
            begin(child, *args, **options)

        subprocess.Popen.__init__ = begun  # type: ignore[method-assign,assignment]

    def note_timers(self) -> None:
        """From now on, if Qt is there."""
        if self._qt_is_noted or "PySide6.QtCore" not in sys.modules:
            return
        self._qt_is_noted = True
        from PySide6.QtCore import QTimer

        start = QTimer.start

        def started(timer: QTimer, *interval: Any) -> None:
            self._timers.append((weakref.ref(timer), _line()))
            start(timer, *interval)

        QTimer.start = started  # type: ignore[method-assign,assignment]

    def threads(self) -> set[threading.Thread]:
        """Those of this repository that run."""
        return {thread for thread in self._threads if thread.is_alive()}

    def children(self) -> "set[subprocess.Popen[Any]]":
        """Those whose end nobody has waited for."""
        # One that could not be started has no number.
        return {child for child in self._children if child.pid and child.poll() is None}

    def timers(self) -> list[tuple[Any, str]]:
        """Those that run, each with the line that started it last."""
        if not self._qt_is_noted:
            return []
        from shiboken6 import Shiboken

        found = {}
        for reference, line in self._timers:
            timer = reference()
            if timer is not None and Shiboken.isValid(timer) and timer.isActive():
                found[id(timer)] = (timer, line)
        self._timers = [(weakref.ref(timer), line) for timer, line in found.values()]
        return list(found.values())

    def made(self) -> set[int]:
        """The numbers of all objects of Qt that there are."""
        if not self._qt_is_noted:
            return set()
        from shiboken6 import Shiboken

        return set(map(id, Shiboken.getAllValidWrappers()))

    def line_of(self, one: "threading.Thread | subprocess.Popen[Any]") -> str:
        """Who started it."""
        if isinstance(one, threading.Thread):
            return self._threads.get(one, "")
        return self._children.get(one, "")


STARTED: Final = Started()


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(_LEVEL)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Notes it."""
        self.found.append(f"{record.levelname} {record.name}: {record.getMessage()}")


def _windows() -> dict[int, Any]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return {}
    return {id(one): one for one in widgets.QApplication.topLevelWidgets()}


def collect_garbage() -> None:
    """In the tests' own thread, as the program does: whatever is due, once Qt is there."""
    if "PySide6.QtCore" not in sys.modules:
        return
    from evenkeel.ui.frame.garbage import collect_due

    gc.disable()
    collect_due()


@contextmanager
def nothing_left(started: Started, expected: Sequence[str] | None) -> Iterator[None]:
    """Fails with a list of what the block left behind.

    ``expected`` are parts of log records: each is to come, and none else; ``None``: anything may.
    """
    started.note_timers()
    records = _Records()
    logging.getLogger().addHandler(records)
    threads, children = started.threads(), started.children()
    before, windows = started.made(), _windows()
    try:
        yield
    finally:
        logging.getLogger().removeHandler(records)
    _delete_what_was_to_be_deleted()
    left = [f"a thread of {started.line_of(one)}" for one in _unended(started.threads() - threads)]
    left += [f"a child process of {started.line_of(one)}" for one in started.children() - children]
    left += [
        f"a timer of {line}, part of {_chain(timer)}"
        for timer, line in started.timers()
        if not _was_there(timer, before)
    ]
    left += [
        f"a window: {one.metaObject().className()} {one.objectName()!r}"
        for one in _new_windows(windows)
    ]
    if expected is not None:
        left += [
            f"a log record: {one}"
            for one in records.found
            if not any(part in one for part in expected)
        ]
        for part in expected:
            assert any(part in one for one in records.found), f"no log record with {part!r}"
    assert not left, "left behind: " + "; ".join(left)


def _unended(threads: set[threading.Thread]) -> set[threading.Thread]:
    for thread in threads:
        thread.join(_PATIENCE_S)
    return {thread for thread in threads if thread.is_alive()}


def _was_there(one: Any, before: Collection[int]) -> bool:
    """Whether it or what it is a part of was there before, as of a wider fixture."""
    while one is not None and id(one) not in before:
        one = one.parent()
    return one is not None


def _chain(one: Any) -> str:
    """The classes that it is a part of, inside out."""
    names = []
    while one := one.parent():
        names.append(type(one).__name__)
    return " in ".join(names) or "nothing"


def _new_windows(windows: dict[int, Any]) -> list[Any]:
    """The windows that were not there before; a hidden dialog or menu goes with its window."""
    for _ in range(2):
        new = [
            one
            for key, one in _windows().items()
            if key not in windows and (one.isVisible() or not _was_there(one, windows))
        ]
        if not new:
            break
        # What nobody holds any more, but in a circle.
        gc.collect()
        _delete_what_was_to_be_deleted()
    return new


def _delete_what_was_to_be_deleted() -> None:
    core = sys.modules.get("PySide6.QtCore")
    if core and core.QCoreApplication.instance():
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)

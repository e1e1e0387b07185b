"""Keeps the display awake during a session."""

import importlib
import logging
import threading
from contextlib import AbstractContextManager
from typing import Any, Protocol

_log = logging.getLogger(__name__)

#: Waiting for the system when it is given back, in seconds.
_CLOSE_S = 1.0


class Awake(Protocol):
    """Keeps the display awake while it is held. No method waits or raises."""

    def hold(self) -> None:
        """Keeps the display on from now on."""

    def release(self) -> None:
        """Lets the system switch the display off again."""


class SystemAwake:
    """An :class:`Awake` on ``wakepy``, in a thread of its own: a session bus may take for ever.

    The thread is a daemon and the system ties the request to the process, so that it is released
    also after a crash.

    Attributes:
        active: whether the system keeps the display awake; ``None`` before it answered.
    """

    def __init__(self) -> None:
        self.active: bool | None = None
        self._release_requested: threading.Event | None = None
        self._thread: threading.Thread | None = None

    def hold(self) -> None:
        """Asks the system once, until it is given back."""
        if self._release_requested:
            return
        self._release_requested, self.active = threading.Event(), None
        self._thread = threading.Thread(
            target=self._run, args=(self._release_requested,), name="awake", daemon=True
        )
        self._thread.start()

    def release(self) -> None:
        """Releases it."""
        release_requested, self._release_requested = self._release_requested, None
        if release_requested:
            release_requested.set()

    def close(self) -> None:
        """Releases it and waits a moment, because the program may end after this."""
        self.release()
        if self._thread:
            self._thread.join(_CLOSE_S)

    def _run(self, release_requested: threading.Event) -> None:
        try:
            with _presenting() as mode:
                self.active = bool(mode.active)
                if not self.active:
                    _log.info("The display can't be kept awake here: %s", mode.activation_result)
                release_requested.wait()
        # Whatever a desktop throws: a display that goes dark is no reason to end a session.
        except Exception as error:  # noqa: BLE001
            self.active = False
            _log.info("The display can't be kept awake here: %s", error)


def _presenting() -> AbstractContextManager[Any]:
    keep: Any = importlib.import_module("wakepy").keep
    mode: AbstractContextManager[Any] = keep.presenting(on_fail="pass")
    return mode

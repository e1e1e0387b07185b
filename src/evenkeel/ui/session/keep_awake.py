"""Keeps the display awake, and gives that back."""

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
        """From now on the display stays on."""

    def release(self) -> None:
        """From now on the system does as it likes."""


class SystemAwake:
    """An :class:`Awake` on ``wakepy``, in a thread of its own: a session bus may take for ever.

    The thread is a daemon and the system ties the wish to the process, so that it is given back
    also after a crash.

    Attributes:
        kept: whether the system took the wish; ``None`` before it answered.
    """

    def __init__(self) -> None:
        self.kept: bool | None = None
        self._enough: threading.Event | None = None
        self._thread: threading.Thread | None = None

    def hold(self) -> None:
        """Asks the system once, until it is given back."""
        if self._enough:
            return
        self._enough, self.kept = threading.Event(), None
        self._thread = threading.Thread(
            target=self._keep, args=(self._enough,), name="awake", daemon=True
        )
        self._thread.start()

    def release(self) -> None:
        """Gives it back."""
        enough, self._enough = self._enough, None
        if enough:
            enough.set()

    def close(self) -> None:
        """Gives it back and waits a moment for it, as the program may end after this."""
        self.release()
        if self._thread:
            self._thread.join(_CLOSE_S)

    def _keep(self, enough: threading.Event) -> None:
        try:
            with _presenting() as mode:
                self.kept = bool(mode.active)
                if not self.kept:
                    _log.info("The display can't be kept awake here: %s", mode.activation_result)
                enough.wait()
        # Whatever a desktop throws: a display that goes dark is no reason to end a session.
        except Exception as error:  # noqa: BLE001
            self.kept = False
            _log.info("The display can't be kept awake here: %s", error)


def _presenting() -> AbstractContextManager[Any]:
    keep: Any = importlib.import_module("wakepy").keep
    mode: AbstractContextManager[Any] = keep.presenting(on_fail="pass")
    return mode

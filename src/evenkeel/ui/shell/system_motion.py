"""Whether the system prefers reduced motion, which Qt 6.11 can't tell.

Nothing here blocks: the answers arrive later, after the first page is shown.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

#: Linux portal settings: namespace, key, and whether a value asks for less motion.
_PORTAL: Sequence[tuple[str, str, Callable[[object], bool]]] = (
    ("org.freedesktop.appearance", "reduced-motion", lambda value: value == 1),
    ("org.gnome.desktop.interface", "enable-animations", lambda value: value is False),
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor", lambda value: _number(value) == 0.0),
)
_NO = ("0", "false")
#: Settings files of desktops, below the configuration folder: file, section, key, and whether a
#: value asks for less motion.
_FILES: Sequence[tuple[str, str, str, Callable[[str], bool]]] = (
    ("kdeglobals", "KDE", "AnimationDurationFactor", lambda text: _number(text) == 0.0),
    ("gtk-4.0/settings.ini", "Settings", "gtk-enable-animations", lambda text: text in _NO),
    ("gtk-3.0/settings.ini", "Settings", "gtk-enable-animations", lambda text: text in _NO),
)
#: A larger file is not a settings file.
_MAX_BYTES = 256 * 1024
#: The settings of macOS, old and new.
_DEFAULTS = (
    ("com.apple.Accessibility", "ReduceMotionEnabled"),
    ("com.apple.universalaccess", "reduceMotion"),
)
#: Answers are wrapped in at most this many variants.
_WRAPPED = 4
_SPI_GETCLIENTAREAANIMATION = 0x1042


class SystemMotion(QObject):
    """The system's preference for reduced motion, as far as it is known.

    Attributes:
        reduced: whether less motion is preferred; ``False`` until the system says so.

    Signals:
        changed: the preference changed.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._requests: dict[str, bool] = {}
        self._waiting: list[QObject] = []

    @property
    def reduced(self) -> bool:
        """Whether any place of the system asks for less motion."""
        return any(self._requests.values())

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._waiting)

    def ask(self) -> None:
        """Asks the system, unless an answer is still to come."""
        if self._waiting:
            return
        if sys.platform == "win32":
            self._note("windows", reduced=_windows_reduces_motion())
        elif sys.platform == "darwin":
            for domain, key in _DEFAULTS:
                self._run("defaults", ["read", domain, key], lambda text: text == "1")
        else:
            self._read_files()
            if not (os.environ.get("DBUS_SESSION_BUS_ADDRESS") and self._ask_portal()):
                self._ask_gsettings()

    def _read_files(self) -> None:
        """Reads the settings files of desktops, which exist also without a portal."""
        base = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111
        for name, section, key, asks in _FILES:
            value = _value_in(Path(base, name), section, key)
            self._note(name, reduced=value is not None and asks(value))

    def _ask_gsettings(self) -> None:
        """Asks GNOME's own settings, without a portal or a bus."""
        arguments = ["get", "org.gnome.desktop.interface", "enable-animations"]
        self._run("gsettings", arguments, lambda text: text == "false")

    def _ask_portal(self) -> bool:
        """Asks the desktop's portal; whether there is a bus to ask on."""
        # Loaded only where there is a desktop bus.
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return False
        for space, key, asks in _PORTAL:
            question = QDBusMessage.createMethodCall(
                "org.freedesktop.portal.Desktop",
                "/org/freedesktop/portal/desktop",
                "org.freedesktop.portal.Settings",
                "Read",
            )
            question.setArguments([space, key])
            watcher = QDBusPendingCallWatcher(bus.asyncCall(question), self)
            watcher.finished.connect(partial(self._answered, key, asks, watcher))
            self._waiting.append(watcher)
        return True

    def _answered(self, key: str, asks: Callable[[object], bool], watcher: QObject) -> None:
        from PySide6.QtDBus import QDBusMessage

        reply = watcher.reply()  # type: ignore[attr-defined]
        self._done(watcher)
        if reply.type() is QDBusMessage.MessageType.ReplyMessage and reply.arguments():
            self._note(key, reduced=asks(_plain(reply.arguments()[0])))
        elif key == "enable-animations":
            # No portal, or one that does not know GNOME's settings.
            self._ask_gsettings()

    def _run(self, program: str, arguments: list[str], asks: Callable[[str], bool]) -> None:
        from PySide6.QtCore import QProcess

        process = QProcess(self)
        read = partial(self._read, process, " ".join(arguments), asks)
        # Exit status and error code are not used.
        process.finished.connect(lambda *_: read())
        process.errorOccurred.connect(lambda *_: self._done(process))
        self._waiting.append(process)
        process.start(program, arguments)

    def _read(self, process: QObject, place: str, asks: Callable[[str], bool]) -> None:
        said = process.readAllStandardOutput().toStdString().strip()  # type: ignore[attr-defined]
        self._done(process)
        self._note(place, reduced=asks(said))

    def _done(self, asked: QObject) -> None:
        if asked in self._waiting:
            self._waiting.remove(asked)
            asked.deleteLater()

    def _note(self, place: str, *, reduced: bool) -> None:
        before = self.reduced
        self._requests[place] = reduced
        if self.reduced != before:
            self.changed.emit()


def _plain(value: object) -> object:
    """The value inside nested variants: the portal wraps most answers twice."""
    for _ in range(_WRAPPED):
        if hasattr(value, "asVariant"):
            value = value.asVariant()
        elif hasattr(value, "variant"):
            value = value.variant()
    return value


def _value_in(path: Path, section: str, key: str) -> str | None:
    """One value of an INI file; ``None`` if it, or the file, is missing."""
    text, inside = "", False
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                text = file.read(_MAX_BYTES).decode(errors="replace")
    for line in text.splitlines():
        name, equals, value = line.partition("=")
        if line.startswith("["):
            inside = line.strip() == f"[{section}]"
        elif inside and equals and name.strip() == key:
            return value.strip()
    return None


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _windows_reduces_motion() -> bool:
    import ctypes

    moves = ctypes.c_int(1)
    user32 = ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]
    asked = user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(moves), 0)
    return bool(asked) and not moves.value

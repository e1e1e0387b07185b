"""Reminders of a session from the system tray, at the times that the user chose."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from evenkeel.journal.entries.store import Journal
from evenkeel.journal.settings import Settings
from evenkeel.journal.trends.schedule import asked_until, done_on, reminder_due

#: Between two checks of the clock: a reminder is never later than this.
_CHECK_MS = 20_000


class Tray(Protocol):
    """Where a reminder is shown."""

    def remind(self, title: str, text: str) -> None:
        """Shows a notification."""

    def hide(self) -> None:
        """Removes the icon."""


class SystemTray(QObject):
    """An icon in the desktop's tray.

    Signals:
        opened: the user wants the window.
    """

    opened = Signal()

    def __init__(self, icon: QIcon) -> None:
        super().__init__()
        self._icon = QSystemTrayIcon(icon, self)
        self._icon.setToolTip("Evenkeel")
        self._menu = QMenu()
        self._menu.addAction(self.tr("Open Evenkeel"), self.opened.emit)
        self._menu.addAction(self.tr("Quit"), QApplication.quit)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.opened)
        self._icon.show()

    @staticmethod
    def available() -> bool:
        """Whether the desktop has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def remind(self, title: str, text: str) -> None:
        """Shows a notification."""
        self._icon.showMessage(title, text, self._icon.icon())

    def hide(self) -> None:
        """Removes the icon."""
        self._icon.hide()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.opened.emit()


class Reminders(QObject):
    """Checks the clock regularly and shows a reminder when it is time.

    Signals:
        activeChanged: whether there is a tray icon now.
    """

    activeChanged = Signal(bool)

    def __init__(
        self,
        journal: Journal,
        *,
        now: Callable[[], datetime],
        in_session: Callable[[], bool],
        make_tray: Callable[[], Tray | None],
    ) -> None:
        """``make_tray`` returns ``None`` if the desktop has no tray."""
        super().__init__()
        self._journal = journal
        self._now = now
        self._in_session = in_session
        self._make_tray = make_tray
        self._settings = Settings()
        self._since = now()
        self._tray: Tray | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_MS)
        self._timer.timeout.connect(self.check)

    def apply_settings(self, settings: Settings) -> None:
        """Applies the user's reminder times; without any there is no icon."""
        self._settings = settings
        if settings.reminders and not self._tray:
            self._tray = self._make_tray()
            if self._tray:
                self._since = self._now()
                self._timer.start()
                self.activeChanged.emit(self._timer.isActive())
        elif not settings.reminders and self._tray:
            self.close()

    def check(self) -> None:
        """Shows a reminder if it is time."""
        now, since = self._now(), self._since
        self._since = asked_until(since, now)
        settings = self._settings
        if self._tray and reminder_due(
            settings.reminders,
            since=since,
            now=now,
            done_today=done_on(self._journal.sessions(), now.date(), self._journal.paper_days()),
            aim=settings.sessions_per_week,
            in_session=self._in_session(),
        ):
            self._tray.remind(
                self.tr("Time for your exercises"),
                self.tr("A few calm minutes, when it suits you."),
            )

    def close(self) -> None:
        """Removes the icon."""
        self._timer.stop()
        if self._tray:
            self._tray.hide()
            self._tray = None
            self.activeChanged.emit(self._timer.isActive())

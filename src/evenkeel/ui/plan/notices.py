"""Shows the most pressing banner above today's plan, and acts on its buttons."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from evenkeel.ui.frame.journal_retry import JournalRetry
from evenkeel.ui.frame.resumable_session import ResumableSession
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.plan.banner_flow import Banner, BannerKind, banner_of

if TYPE_CHECKING:
    # Imported when it is made: the first page must not wait for it.
    from evenkeel.ui.plan.today_page import TodayPage


class EarlierCrashes(Protocol):
    """What an earlier run that closed unexpectedly left behind."""

    folder: Path
    left: bool


class Notices(QObject):
    """Which banner is shown, and which ones the user has dismissed until the next start.

    Signals:
        resumeWanted: the session that stopped in the middle is to continue.
        screeningWanted: the safety questions are to be asked now.
        leaveOutWanted: an exercise is to be left out; its id.
        aheadWanted: the entries that are dated later than now are to be looked at.
        changed: another banner, or none, is to be shown.
    """

    resumeWanted = Signal()
    screeningWanted = Signal()
    leaveOutWanted = Signal(str)
    aheadWanted = Signal()
    changed = Signal()

    def __init__(
        self,
        user_state: UserState,
        saving: JournalRetry,
        left_open: ResumableSession,
        crashes: EarlierCrashes | None = None,
    ) -> None:
        super().__init__()
        self._crashes = crashes
        self._user_state = user_state
        self._saving = saving
        self._left_open = left_open
        self._banner: Banner | None = None
        self._dismissed: set[BannerKind] = set()

    def connect_today(self, page: "TodayPage") -> None:
        """Connects the buttons of the page's banner."""
        page.bannerPrimary.connect(self._primary)
        page.bannerSecondary.connect(self._secondary)

    def show_on(self, page: "TodayPage") -> None:
        """Shows the most pressing banner, or none."""
        crashed = bool(self._crashes and self._crashes.left)
        self._banner = banner_of(
            self._user_state,
            self._dismissed,
            waits_for=self._saving.why(),
            left_open=self._left_open,
            crashed=crashed,
        )
        if self._banner:
            page.show_banner(self._banner.text, self._banner.primary, self._banner.secondary)
        else:
            page.hide_banner()

    def close_left_open(self) -> None:
        """Closes a session that can no longer be continued, so that a banner says so."""
        self._left_open.session()

    def forget(self) -> None:
        """Forgets which banners were dismissed."""
        self._dismissed.clear()
        self._left_open.closed = None

    def _primary(self) -> None:
        banner = self._banner
        if banner is None:
            return
        match banner.kind:
            case BannerKind.UNFINISHED:
                self.resumeWanted.emit()
            case BannerKind.CLOSED:
                self._left_open.closed = None
                self.changed.emit()
            case BannerKind.WAITING:
                self._saving.retry()
                self.changed.emit()
            case BannerKind.CRASHED:
                self._show_logs()
                self._dismiss(banner.kind)
            case BannerKind.LEAVE_OUT:
                self.leaveOutWanted.emit(banner.exercise)
            case BannerKind.SCREENING:
                self.screeningWanted.emit()
            case BannerKind.AHEAD:
                self.aheadWanted.emit()
            case BannerKind.PROFESSIONAL:
                self._dismiss(banner.kind)

    def _secondary(self) -> None:
        if self._banner is None:
            return
        if self._banner.kind is BannerKind.UNFINISHED:
            unfinished = self._left_open.session()
            if unfinished:
                self._left_open.close(unfinished)
            self.changed.emit()
        else:
            self._dismiss(self._banner.kind)

    def _show_logs(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if self._crashes:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._crashes.folder))

    def _dismiss(self, kind: BannerKind) -> None:
        self._dismissed.add(kind)
        self.changed.emit()

"""Shows the notices of Today in the order of their weight, and acts on their buttons."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from evenkeel.ui.frame.journal_retry import JournalRetry
from evenkeel.ui.frame.resumable_session import ResumableSession
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.plan.notice_rules import Notice, NoticeKind, current_notices, stops_steps

if TYPE_CHECKING:
    # Imported when it is made: the first page must not wait for it.
    from evenkeel.ui.plan.today_page import TodayPage


class EarlierCrashes(Protocol):
    """What an earlier run that closed unexpectedly left behind."""

    folder: Path
    left: bool


class Notices(QObject):
    """Which notices are shown, and which ones the user has dismissed until the next start.

    Signals:
        resumeWanted: the session that stopped in the middle is to continue.
        screeningWanted: the safety questions are to be asked now.
        leaveOutWanted: an exercise is to be left out; its id.
        aheadWanted: the entries that are dated later than now are to be looked at.
        ratingWanted: the user wants to say how well their own activities go.
        changed: other notices, or none, are to be shown.
    """

    resumeWanted = Signal()
    screeningWanted = Signal()
    leaveOutWanted = Signal(str)
    aheadWanted = Signal()
    ratingWanted = Signal()
    changed = Signal()

    def __init__(
        self,
        user_state: UserState,
        saving: JournalRetry,
        left_open: ResumableSession,
        crashes: EarlierCrashes | None = None,
        *,
        rating_due: Callable[[], bool],
    ) -> None:
        """``rating_due`` says whether the user's own activities wait to be rated."""
        super().__init__()
        self._rating_due = rating_due
        self._crashes = crashes
        self._user_state = user_state
        self._saving = saving
        self._left_open = left_open
        self._shown: tuple[Notice, ...] = ()
        self._dismissed: set[NoticeKind] = set()
        self._opened = False

    def connect_today(self, page: "TodayPage") -> None:
        """Connects the buttons of the page's notices."""
        page.noticePrimary.connect(self._primary)
        page.noticeSecondary.connect(self._secondary)

    def show_on(self, page: "TodayPage") -> None:
        """Shows every notice that was not dismissed yet."""
        notices = current_notices(
            self._user_state,
            waits_for=self._saving.why(),
            left_open=self._left_open,
            opened=self._opened,
            crashed=bool(self._crashes and self._crashes.left),
            rating_due=self._rating_due(),
        )
        self._shown = tuple(one for one in notices if one.kind not in self._dismissed)
        page.show_notices(self._shown)

    def stop_steps(self) -> bool:
        """Whether no small step may be proposed beside what is shown now."""
        return any(one.kind.about_safety for one in self._shown) or stops_steps(self._user_state)

    def close_left_open(self) -> None:
        """Closes a session that can no longer be continued, so that a notice says so."""
        self._left_open.session()

    def tell_opened(self) -> None:
        """Says on Today that the answers lead to exercises now, until it was read."""
        self._opened = True

    def forget(self) -> None:
        """Forgets which notices were dismissed."""
        self._dismissed.clear()
        self._opened = False
        self._left_open.closed = None

    def _primary(self, notice: Notice) -> None:
        wanted = {
            NoticeKind.UNFINISHED: self.resumeWanted,
            NoticeKind.SCREENING: self.screeningWanted,
            NoticeKind.AHEAD: self.aheadWanted,
            NoticeKind.ABILITIES: self.ratingWanted,
        }.get(notice.kind)
        if wanted:
            wanted.emit()
            return
        match notice.kind:
            case NoticeKind.OPENED:
                self._opened = False
                self.changed.emit()
            case NoticeKind.CLOSED:
                self._left_open.closed = None
                self.changed.emit()
            case NoticeKind.WAITING:
                self._saving.retry()
                self.changed.emit()
            case NoticeKind.CRASHED:
                self._show_logs()
                self._dismiss(notice.kind)
            case NoticeKind.LEAVE_OUT:
                self.leaveOutWanted.emit(notice.exercise)
            case NoticeKind.PROFESSIONAL | NoticeKind.STRONG_PAIN:
                self._dismiss(notice.kind)

    def _secondary(self, notice: Notice) -> None:
        if notice.kind is NoticeKind.UNFINISHED:
            unfinished = self._left_open.session()
            if unfinished:
                self._left_open.close(unfinished)
            self.changed.emit()
        else:
            self._dismiss(notice.kind)

    def _show_logs(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if self._crashes:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._crashes.folder))

    def _dismiss(self, kind: NoticeKind) -> None:
        self._dismissed.add(kind)
        self.changed.emit()

"""Asks once before the window is closed in the middle of a session."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.session.page_keys import COACH


class CloseConfirmation(QObject):
    """Decides whether the window may close, and asks first during a session."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._sure = False
        self._asking = False
        window.may_close = self._may_close

    def _may_close(self) -> bool:
        window = self._window
        # A system that is shutting down does not wait for an answer.
        if self._sure or _shutting_down() or not window.isVisible():
            return True
        if window.current() != COACH:
            return True
        if not self._asking:
            self._ask()
        return False

    def _ask(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        self._window.page(COACH).pause()
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setObjectName("leave_session")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Evenkeel")
        box.setText(self.tr("End the session?"))
        box.setInformativeText(
            self.tr(
                "What you have done is in your journal. Today you can continue the session where "
                "you stop now."
            )
        )
        end = box.addButton(self.tr("End and close"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(self.tr("Stay in the session"), QMessageBox.ButtonRole.RejectRole)
        end.setObjectName("leave_session_end")
        stay.setObjectName("leave_session_stay")
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        end.clicked.connect(self._close)
        box.finished.connect(self._asked)
        box.finished.connect(box.deleteLater)
        self._asking = True
        box.open()

    def _asked(self) -> None:
        self._asking = False

    def _close(self) -> None:
        self._sure = True
        try:
            self._window.close()
        finally:
            self._sure = False


def _shutting_down() -> bool:
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()

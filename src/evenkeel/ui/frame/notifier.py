"""Tells the reader that something outside went wrong, and when: never over a session."""

from PySide6.QtCore import QObject, Qt

from evenkeel.ui.frame.window import MainWindow

#: The pages of a session. *It hurts more* must be one press away there, so nothing opens.
_IN_SESSION = ("pain", "coach", "summary")


class Notifier(QObject):
    """Opens a message over the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[str] = []

    def tell(self, sentence: str) -> None:
        """Tells it now; what works goes on."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Warning, "Evenkeel", "", parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(sentence)
        box.setObjectName("trouble")
        box.open()

    def notify_outside_session(self, sentence: str) -> None:
        """Tells it, but not in a session, whose last page says how the journal stands."""
        if self._window.current() not in _IN_SESSION:
            self.tell(sentence)

    def notify_after_session(self, sentence: str) -> None:
        """Tells it now, or when the session is over."""
        if self._window.current() in _IN_SESSION:
            self._waiting.append(sentence)
        else:
            self.tell(sentence)

    def notify_waiting(self) -> None:
        """Tells what had to wait: the session is over."""
        waiting, self._waiting = self._waiting, []
        for sentence in waiting:
            self.tell(sentence)

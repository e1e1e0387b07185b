"""Tells the user that something outside the program went wrong, never over a session."""

from PySide6.QtCore import QObject, Qt

from evenkeel.ui.frame.window import MainWindow

#: The pages of a session. *It hurts more* must be one press away there, so nothing opens.
_IN_SESSION = ("pain", "coach", "summary")


class Notifier(QObject):
    """Shows messages over the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[str] = []

    def notify(self, sentence: str) -> None:
        """Shows a message now, without blocking."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Warning, "Evenkeel", "", parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(sentence)
        box.setObjectName("trouble")
        box.open()

    def notify_outside_session(self, sentence: str) -> None:
        """Shows a message unless in a session, whose last page shows the state of the journal."""
        if self._window.current() not in _IN_SESSION:
            self.notify(sentence)

    def notify_after_session(self, sentence: str) -> None:
        """Shows a message now, or after the session."""
        if self._window.current() in _IN_SESSION:
            self._waiting.append(sentence)
        else:
            self.notify(sentence)

    def notify_waiting(self) -> None:
        """Shows the messages that waited for the end of the session."""
        waiting, self._waiting = self._waiting, []
        for sentence in waiting:
            self.notify(sentence)

"""A field for a text of limited length that never drops anything without a word."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

#: Bytes of one unit of UTF-16, in which Qt counts.
_UNIT = 2


class NoteField(QPlainTextEdit):
    """Accepts typed, pasted or dropped text as far as it fits; existing text is never cut.

    Attributes:
        longest: how many characters fit, as Qt counts them: some symbols are two.

    Signals:
        counted: how many characters are in it, and how many of the last input did not fit.
    """

    counted = Signal(int, int)

    def __init__(self, longest: int) -> None:
        super().__init__()
        self.longest = longest
        self._left_out = 0
        self.textChanged.connect(self._count)

    def length(self) -> int:
        """How many characters are in it."""
        # The document counts the end of its last paragraph too.
        return self.document().characterCount() - 1

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's own name
        """What is pasted or dropped, as far as it fits."""
        if source.hasText():
            fitting = self._fitting(source.text())
            self.textCursor().insertText(fitting)
            self._report(source.text(), fitting)
            self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A character more than fits is not taken."""
        typed = event.text()
        inserts = typed == "\r" or (typed and typed.isprintable())
        if inserts and not self._fitting(typed):
            self._report(typed, "")
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """The same for what is composed of several keys."""
        typed = event.commitString()
        fitting = self._fitting(typed)
        event.setCommitString(fitting, event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(event)
        if typed != fitting:
            self._report(typed, fitting)

    def _fitting(self, text: str) -> str:
        """The beginning of a text for which there is room, no character cut in half."""
        cursor = self.textCursor()
        room = self.longest - self.length() + cursor.selectionEnd() - cursor.selectionStart()
        units = text.encode("utf-16-le", "surrogatepass")[: max(0, room) * _UNIT]
        return units.decode("utf-16-le", "ignore")

    def _report(self, text: str, fitting: str) -> None:
        self._left_out = len(text) - len(fitting)
        self._count()

    def _count(self) -> None:
        left_out, self._left_out = self._left_out, 0
        self.counted.emit(self.length(), left_out)

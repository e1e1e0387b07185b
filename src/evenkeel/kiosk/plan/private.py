"""Private content that is shown only while the visitor asks for it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.widgets import QuietButton, Stack, body
from evenkeel.ui.widgets.roles import tell_expanded

_PAD_MM = 5.0


class Private(QFrame):
    """A sentence and a button that shows or removes the private content.

    Signals:
        unfolded: the private content is shown.
    """

    unfolded = Signal(QWidget)

    def __init__(self, sizes: Sizes, sentence: str, make: Callable[[], Stack]) -> None:
        super().__init__()
        self.setObjectName("kiosk_private")
        self.setProperty("role", "panel")
        self._make = make
        self._content: Stack | None = None
        pad = sizes.mm(_PAD_MM)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(pad)
        self._button = QuietButton("kiosk_answers", "")
        self._button.accessible_expanded = lambda: self._content is not None
        self._button.clicked.connect(self._toggle)
        self._column.addWidget(body(sentence))
        self._column.addWidget(self._button)
        self._name_button()

    def fold(self) -> None:
        """Removes the private content."""
        if self._content:
            self._content.hide()
            self._content.deleteLater()
            self._content = None
        self._name_button()

    def _toggle(self) -> None:
        if self._content:
            self.fold()
            return
        self._content = self._make()
        self._column.addWidget(self._content)
        self._name_button()
        self.unfolded.emit(self._content)

    def _name_button(self) -> None:
        text = self.tr("Hide my answers") if self._content else self.tr("Show my answers")
        self._button.setText(text)
        self._button.setAccessibleName(text)
        tell_expanded(self._button)

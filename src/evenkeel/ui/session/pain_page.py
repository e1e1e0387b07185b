"""How strong the pain is, 0 to 10: asked before a session, on a page of its own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

from evenkeel.ui.session.scanned_page import ScannedPage
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PrimaryButton, QuietButton
from evenkeel.ui.widgets.pain_scale import PainScale

#: The scale gets no wider than this, so that the eye can follow it.
_WIDEST = 960


class PainPage(ScannedPage):
    """One question, eleven large numbers.

    Attributes:
        scale: the numbers.

    Signals:
        answered: the user chose a number and pressed Continue.
        skipped: the user left the page without an answer.
    """

    answered = Signal(int)
    skipped = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "pain_page", widest=_WIDEST, airy=True)
        self.scale = PainScale(appearance, "pain_page_scale")
        self._continue = PrimaryButton("pain_page_go_on", self.tr("Continue"))
        self._skip = QuietButton("pain_page_skip", self.tr("Not now"))
        self.body.addSpacing(appearance.px(32))
        self.body.addWidget(self.scale)
        self.body.addStretch(1)
        self.add_action(self._continue)
        self.add_action(self._skip)
        self.scale.chosen.connect(lambda: self._continue.setEnabled(True))
        self._continue.clicked.connect(self._submit)
        self._skip.clicked.connect(self.skipped)

    def answers(self) -> tuple[QAbstractButton, ...]:
        """The numbers, and what to do with one."""
        return (*self.scale.buttons(), self._continue, self._skip)

    def ask(self, title: str, hint: str) -> None:
        """Asks again, with nothing chosen."""
        self.set_title(title, hint)
        self.scale.set_value(None)
        self._continue.setEnabled(False)
        self.to_top()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and arrows choose wherever the focus is; Enter continues with what is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._submit()
        elif not self.scale.handle_key(event):
            super().keyPressEvent(event)

    def _submit(self) -> None:
        if self.scale.value is not None:
            self.answered.emit(self.scale.value)

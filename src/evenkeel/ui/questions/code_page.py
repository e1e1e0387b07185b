"""The code that a clinic printed, typed in at home: the same plan, without a network."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from evenkeel.guide.code import MAX_TEXT, CodeFault
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import PrimaryButton, QuietButton, ScrollPage, body

_WIDEST = 720


class CodePage(ScrollPage):
    """Asks for a code.

    Signals:
        typed: the user typed a code and continued.
        left: the user left without one.
    """

    typed = Signal(str)
    left = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "code", widest=_WIDEST, airy=True)
        self.set_title(
            self.tr("I have a code"),
            self.tr(
                "It is printed on your plan, beside the QR code. You can also paste the whole text "
                "of the QR code."
            ),
        )
        self._field = QLineEdit()
        self._field.setObjectName("code_field")
        self._field.setAccessibleName(self.tr("Code"))
        self._field.setMaxLength(MAX_TEXT)
        self._field.textChanged.connect(self._edited)
        self._wrong = body("")
        self._wrong.setObjectName("code_wrong")
        self._wrong.setProperty("role", "warning")
        self.body.addWidget(self._field)
        self.body.addWidget(self._wrong)
        self.body.addWidget(
            body(
                self.tr(
                    "The code holds the exercises, sides and dosage. It holds no name and no "
                    "answer about your health, so a few safety questions come next."
                ),
                soft=True,
            )
        )
        self.body.addStretch(1)
        self._continue = PrimaryButton("code_continue", self.tr("Continue"))
        self._continue.clicked.connect(self._submit)
        back = QuietButton("code_back", self.tr("Back"))
        back.clicked.connect(self.left)
        self.add_action(back)
        self.add_action(self._continue)
        self.setFocusProxy(self._field)

    def ask(self) -> None:
        """Asks again, with an empty field."""
        self._field.clear()
        self._edited("")

    def refuse(self, fault: CodeFault) -> None:
        """Says what is wrong with the code; what was typed stays."""
        sentences = {
            CodeFault.FOREIGN: self.tr(
                "This is not an Evenkeel code. A code has 8 to 12 digits and letters."
            ),
            CodeFault.DAMAGED: self.tr(
                "Something is wrong in this code. Please compare it with the paper, character by "
                "character."
            ),
            CodeFault.OTHER_VERSION: self.tr(
                "This code was made with another version of the exercises. Please answer the "
                "questions instead, or ask for a new print."
            ),
        }
        self._wrong.setText(sentences[fault])
        self._wrong.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter continues."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._continue.isEnabled():
            self._submit()
        else:
            super().keyPressEvent(event)

    def _edited(self, text: str) -> None:
        self._wrong.hide()
        self._continue.setEnabled(bool(text.strip()))

    def _submit(self) -> None:
        self.typed.emit(self._field.text())

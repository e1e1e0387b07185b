"""The state of a print job, and the plan to take home without paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel

from evenkeel.catalogue.wording import fill
from evenkeel.guide.plan import Plan
from evenkeel.handout.qr import qr_modules, qr_text
from evenkeel.kiosk.frame.touch_page import KioskPage, gap, is_tall
from evenkeel.kiosk.paper.qr_view import QrView
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.language import right_to_left
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import PrimaryButton, QuietButton, Stack, body, heading, strong

_QR_MM = 90.0
_GAP_MM = 10.0


class PaperPage(KioskPage):
    """Shows the state of a print job; below it, the codes that can be taken home in any case.

    Signals:
        backRequested: back to the page before.
        printRequested: print it in a language; its code.
    """

    backRequested = Signal()
    printRequested = Signal(str)

    def __init__(self, appearance: Appearance, sizes: Sizes) -> None:
        super().__init__(appearance, sizes, "kiosk_paper")
        self._has_home = False
        self._qr_view = QrView(sizes.mm(_QR_MM))
        self._texts = Stack(spacing=sizes.mm(_GAP_MM / 3))
        self._languages = Stack(spacing=sizes.mm(_GAP_MM / 3))
        self._languages.hide()
        self.body.addWidget(self._languages)
        self._home = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._home.setSpacing(sizes.mm(_GAP_MM))
        self._home.addWidget(self._qr_view, 0, Qt.AlignmentFlag.AlignTop)
        self._home.addWidget(self._texts, 1)
        self.body.addLayout(self._home)
        self.body.addStretch(1)
        back = PrimaryButton("kiosk_paper_back", self.tr("Back"))
        back.clicked.connect(self.backRequested)
        # "Print" was at this end of the page before: a second tap there must not lead back.
        self.add_note(gap(0))
        self.add_note(back)

    def show_home(self, plan: Plan, code: str) -> None:
        """Shows how to take a plan home; ``code`` is empty where the plan has none."""
        self.set_title(self.tr("Take it home"))
        self._languages.hide()
        self._has_home = bool(plan.items)
        self._qr_view.setVisible(self._has_home)
        self._texts.clear()
        if not plan.items:
            return
        self._qr_view.show_modules(qr_modules(qr_text(plan, self.appearance.catalogue, code)))
        self._texts.add(heading(self.tr("On your phone"), 3))
        self._texts.add(
            body(
                self.tr(
                    "Point its camera at the QR code, or take a photo of this page. The code holds "
                    "the exercises. Your name and answers are not in it."
                )
            )
        )
        if code:
            self._texts.add(heading(self.tr("On your computer"), 3))
            self._texts.add(body(self.tr("In Evenkeel at home, choose “I have a code” and type:")))
            self._texts.add(_code(code))
        self._texts.add_stretch()
        self.to_top()

    def offer_languages(self, *, own: str, clinic: str, name: str) -> None:
        """Asks in which language to print, the visitor's own or the clinic's; or in both.

        Args:
            own: the code of the visitor's language.
            clinic: the code of the clinic's.
            name: what the clinic's is called.
        """
        self.set_title(
            self.tr("In which language?"),
            self.tr("You can print it in one language, and then in the other."),
        )
        text = fill(self.tr("In the clinic's language: {language}"), language=name)
        self._languages.clear()
        for button, code in (
            (PrimaryButton("kiosk_print_own", self.tr("In my language")), own),
            (QuietButton("kiosk_print_clinic", text), clinic),
        ):
            button.clicked.connect(lambda _=False, code=code: self.printRequested.emit(code))
            self._languages.add(button)
        self._languages.show()

    def say(self, sentence: str, *, in_hand: bool) -> None:
        """Shows the state of the print job; with ``in_hand`` nothing else is needed."""
        other = "" if in_hand or not self._has_home else self.tr("Take it home without paper:")
        self.set_title(sentence, other)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Places the QR code beside the words, or above them on a tall screen."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        self._home.setDirection(direction.TopToBottom if is_tall(self) else direction.LeftToRight)


def _code(code: str) -> QLabel:
    label = strong(code)
    label.setObjectName("kiosk_code")
    label.setProperty("role", "code")
    label.setWordWrap(False)
    if right_to_left():
        # Qt aligns a text by its own letters, and these are Latin ones.
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
    return label

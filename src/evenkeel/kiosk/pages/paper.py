"""What became of the paper; and the same to take home without any."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel

from evenkeel.guide.plan import Plan
from evenkeel.handout.qr import qr_modules, qr_text
from evenkeel.kiosk.pages.frame import KioskPage, gap, is_tall
from evenkeel.kiosk.sizes import Sizes
from evenkeel.kiosk.widgets.qr_view import Square
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import PrimaryButton, Stack, body, heading, strong

_SQUARE_MM = 90.0
_GAP_MM = 10.0


class PaperPage(KioskPage):
    """Says what became of a print job. Under it stands what can be taken home in any case.

    Signals:
        backRequested: back to where one came from.
    """

    backRequested = Signal()

    def __init__(self, appearance: Appearance, sizes: Sizes) -> None:
        super().__init__(appearance, sizes, "kiosk_paper")
        self._has_home = False
        self._square = Square(sizes.mm(_SQUARE_MM))
        self._told = Stack(spacing=sizes.mm(_GAP_MM / 3))
        self._home = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._home.setSpacing(sizes.mm(_GAP_MM))
        self._home.addWidget(self._square, 0, Qt.AlignmentFlag.AlignTop)
        self._home.addWidget(self._told, 1)
        self.body.addLayout(self._home)
        self.body.addStretch(1)
        back = PrimaryButton("kiosk_paper_back", self.tr("Back"))
        back.clicked.connect(self.backRequested)
        # "Print" was at this end, on the page before: a second tap there must not lead back.
        self.add_note(gap(0))
        self.add_note(back)

    def show_home(self, plan: Plan, code: str) -> None:
        """Shows how to take a plan home; ``code`` is empty where there is none for it."""
        self.set_title(self.tr("Take it home"))
        self._has_home = bool(plan.items)
        self._square.setVisible(self._has_home)
        self._told.clear()
        if not plan.items:
            return
        self._square.show_modules(qr_modules(qr_text(plan, self.appearance.catalogue, code)))
        self._told.add(heading(self.tr("On your telephone"), 3))
        self._told.add(
            body(
                self.tr(
                    "Point its camera at the square, or photograph this page. The square holds "
                    "the exercises. Your name and answers are not in it."
                )
            )
        )
        if code:
            self._told.add(heading(self.tr("On your computer"), 3))
            self._told.add(body(self.tr("In Evenkeel at home, choose “I have a code” and type:")))
            self._told.add(_code(code))
        self._told.add_stretch()
        self.to_top()

    def say(self, sentence: str, *, in_hand: bool) -> None:
        """Says what became of the paper; ``in_hand``: nothing else is needed."""
        other = "" if in_hand or not self._has_home else self.tr("Take it home without paper:")
        self.set_title(sentence, other)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The square beside the words, or above them on a tall screen."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        self._home.setDirection(direction.TopToBottom if is_tall(self) else direction.LeftToRight)


def _code(code: str) -> QLabel:
    label = strong(code)
    label.setObjectName("kiosk_code")
    label.setProperty("role", "code")
    label.setWordWrap(False)
    return label

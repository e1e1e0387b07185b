"""A page with one sentence, where there is no plan to show."""

from PySide6.QtCore import Signal

from evenkeel.kiosk.frame.touch_page import KioskPage
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import QuietButton


class NoticePage(KioskPage):
    """Says that the clinic does not offer the plan that fits.

    Signals:
        changeAnswers: the visitor wants to go through the answers again.
    """

    changeAnswers = Signal()

    def __init__(self, appearance: Appearance, sizes: Sizes) -> None:
        super().__init__(appearance, sizes, "kiosk_notice")
        self.set_title(
            self.tr("Please ask at the desk"),
            self.tr("The plan that fits your answers is not available on this machine."),
        )
        self.body.addStretch(1)
        change = QuietButton("kiosk_notice_change", self.tr("Change my answers"))
        change.clicked.connect(self.changeAnswers)
        self.add_action(change)

"""The questions, as at home, for fingers."""

from evenkeel.kiosk.pages.frame import WIDEST_MM, Glass
from evenkeel.kiosk.sizes import Sizes
from evenkeel.ui.look import Look
from evenkeel.ui.pages.questionnaire import QuestionnairePage


class QuestionsPage(QuestionnairePage):
    """Asks what the guide wants to know; it never saw another visitor's answers."""

    def __init__(self, look: Look, sizes: Sizes) -> None:
        super().__init__(look)
        self._widest = sizes.mm(WIDEST_MM)
        Glass(self)

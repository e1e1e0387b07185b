"""The questions, as at home, for fingers."""

from typing import Final

from evenkeel.kiosk.pages.frame import Glass
from evenkeel.kiosk.sizes import Sizes
from evenkeel.ui.plan.questionnaire_page import QuestionnairePage
from evenkeel.ui.style.appearance import Appearance

#: Wider, answers and their question no longer belong together.
_WIDEST_MM: Final = 320


class QuestionsPage(QuestionnairePage):
    """Asks what the guide wants to know; it never saw another visitor's answers."""

    def __init__(self, appearance: Appearance, sizes: Sizes) -> None:
        super().__init__(appearance)
        self._widest = sizes.mm(_WIDEST_MM)
        Glass(self, sizes)

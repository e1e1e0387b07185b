"""The questions, as in the window at home, for a touch screen."""

from typing import Final

from evenkeel.kiosk.frame.touch_page import TouchPageAdapter
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.questions.questionnaire_page import QuestionnairePage
from evenkeel.ui.style.appearance import Appearance

#: The largest width: beyond it, answers look separate from their question.
_WIDEST_MM: Final = 320


class QuestionsPage(QuestionnairePage):
    """Asks the guide's questions; made for each visitor, without another's answers."""

    def __init__(self, appearance: Appearance, sizes: Sizes) -> None:
        super().__init__(appearance)
        self._widest = sizes.mm(_WIDEST_MM)
        # A kiosk's page is as wide as can be seen, and the adapter lowers what is on it.
        self._airy = False
        TouchPageAdapter(self, sizes)

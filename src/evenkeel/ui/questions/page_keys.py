"""The pages of this room by key; importing this imports none of them."""

from typing import TYPE_CHECKING, Final

from evenkeel.ui.frame.page_key import PageKey

if TYPE_CHECKING:
    from evenkeel.ui.questions.answers_page import AnswersPage
    from evenkeel.ui.questions.code_page import CodePage
    from evenkeel.ui.questions.questionnaire_page import QuestionnairePage
    from evenkeel.ui.questions.referral_page import ReferralPage
    from evenkeel.ui.questions.welcome_page import WelcomePage

ANSWERS: Final["PageKey[AnswersPage]"] = PageKey("answers")
CODE: Final["PageKey[CodePage]"] = PageKey("code")
QUESTIONNAIRE: Final["PageKey[QuestionnairePage]"] = PageKey("questionnaire")
REFERRAL: Final["PageKey[ReferralPage]"] = PageKey("referral")
WELCOME: Final["PageKey[WelcomePage]"] = PageKey("welcome")

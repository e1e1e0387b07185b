"""The pages of this room by key; importing this imports none of them."""

from typing import TYPE_CHECKING, Final

from evenkeel.ui.frame.page_key import PageKey

if TYPE_CHECKING:
    from evenkeel.ui.plan.answers_page import AnswersPage
    from evenkeel.ui.plan.code_page import CodePage
    from evenkeel.ui.plan.questionnaire_page import QuestionnairePage
    from evenkeel.ui.plan.referral_page import ReferralPage
    from evenkeel.ui.plan.today_page import TodayPage
    from evenkeel.ui.plan.welcome_page import WelcomePage

TODAY: Final["PageKey[TodayPage]"] = PageKey("today")
WELCOME: Final["PageKey[WelcomePage]"] = PageKey("welcome")
REFERRAL: Final["PageKey[ReferralPage]"] = PageKey("referral")
QUESTIONNAIRE: Final["PageKey[QuestionnairePage]"] = PageKey("questionnaire")
ANSWERS: Final["PageKey[AnswersPage]"] = PageKey("answers")
CODE: Final["PageKey[CodePage]"] = PageKey("code")

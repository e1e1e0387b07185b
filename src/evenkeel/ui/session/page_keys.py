"""The pages of this room by key; importing this imports none of them."""

from typing import TYPE_CHECKING, Final

from evenkeel.ui.frame.page_key import PageKey

if TYPE_CHECKING:
    from evenkeel.ui.session.aftercare_page import AftercarePage
    from evenkeel.ui.session.coach.coach_page import CoachPage
    from evenkeel.ui.session.pain_page import PainPage
    from evenkeel.ui.session.summary_page import SummaryPage

PAIN: Final["PageKey[PainPage]"] = PageKey("pain")
COACH: Final["PageKey[CoachPage]"] = PageKey("coach")
SUMMARY: Final["PageKey[SummaryPage]"] = PageKey("summary")
AFTERCARE: Final["PageKey[AftercarePage]"] = PageKey("aftercare")

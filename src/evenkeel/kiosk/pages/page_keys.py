"""The pages of the kiosk by key."""

from typing import Final

from evenkeel.kiosk.pages.browse import BrowsePage
from evenkeel.kiosk.pages.card import KioskCardPage
from evenkeel.kiosk.pages.invite import InvitePage
from evenkeel.kiosk.pages.notice import NoticePage
from evenkeel.kiosk.pages.paper import PaperPage
from evenkeel.kiosk.pages.plan import KioskPlanPage
from evenkeel.kiosk.pages.questions import QuestionsPage
from evenkeel.kiosk.pages.referral import KioskReferralPage
from evenkeel.ui.frame.page_key import PageKey

INVITE: Final = PageKey[InvitePage]("invite")
QUESTIONS: Final = PageKey[QuestionsPage]("questions")
PLAN: Final = PageKey[KioskPlanPage]("plan")
REFERRAL: Final = PageKey[KioskReferralPage]("referral")
NOTICE: Final = PageKey[NoticePage]("notice")
BROWSE: Final = PageKey[BrowsePage]("browse")
CARD: Final = PageKey[KioskCardPage]("card")
PAPER: Final = PageKey[PaperPage]("paper")

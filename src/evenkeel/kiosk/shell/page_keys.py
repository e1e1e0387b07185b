"""The pages of the kiosk by key; that of the paper is its own room's."""

from typing import Final

from evenkeel.kiosk.cards.browse_page import BrowsePage
from evenkeel.kiosk.cards.card_page import KioskCardPage
from evenkeel.kiosk.frame.notice_page import NoticePage
from evenkeel.kiosk.invite.invite_page import InvitePage
from evenkeel.kiosk.plan.plan_page import KioskPlanPage
from evenkeel.kiosk.plan.questions_page import QuestionsPage
from evenkeel.kiosk.plan.referral_page import KioskReferralPage
from evenkeel.ui.frame.page_key import PageKey

INVITE: Final = PageKey[InvitePage]("invite")
QUESTIONS: Final = PageKey[QuestionsPage]("questions")
PLAN: Final = PageKey[KioskPlanPage]("plan")
REFERRAL: Final = PageKey[KioskReferralPage]("referral")
NOTICE: Final = PageKey[NoticePage]("notice")
BROWSE: Final = PageKey[BrowsePage]("browse")
CARD: Final = PageKey[KioskCardPage]("card")

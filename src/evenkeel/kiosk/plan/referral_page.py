"""The page that sends a visitor to a professional, with nothing to start."""

from evenkeel.kiosk.frame.touch_page import WIDEST_MM, TouchPageAdapter
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.questions.referral_page import ReferralPage
from evenkeel.ui.style.appearance import Appearance


class KioskReferralPage(ReferralPage):
    """Says what to do now, as in the window at home; it can be printed."""

    # A visitor changes the answer at its question, which explains it.
    offers_agreement = False

    def __init__(self, appearance: Appearance, sizes: Sizes, *, prints: bool) -> None:
        super().__init__(appearance)
        self._widest = sizes.mm(WIDEST_MM)
        TouchPageAdapter(self, sizes)
        if prints:
            self.offer_print("kiosk_print_referral")

"""The page that sends a visitor to a professional, with nothing to start."""

from evenkeel.kiosk.pages.frame import WIDEST_MM, Glass
from evenkeel.kiosk.sizes import Sizes
from evenkeel.ui.plan.referral_page import ReferralPage
from evenkeel.ui.style.appearance import Appearance


class KioskReferralPage(ReferralPage):
    """Says what to do now, as at home; it can be taken along on paper."""

    # A visitor changes the answer itself: beside it stands what it means.
    offers_agreement = False

    def __init__(self, appearance: Appearance, sizes: Sizes, *, prints: bool) -> None:
        super().__init__(appearance)
        self._widest = sizes.mm(WIDEST_MM)
        Glass(self, sizes)
        if prints:
            self.offer_print("kiosk_print_referral")

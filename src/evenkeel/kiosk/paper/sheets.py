"""The sheets that a kiosk prints: a card, or a whole plan, each with the clinic's name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from evenkeel.catalogue.model import Catalogue
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import Answers
from evenkeel.guide.code import encode
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.handout.card import card
from evenkeel.handout.document import Document, Sheet
from evenkeel.handout.paper import PAPERS
from evenkeel.handout.plan import PlanOrder, plan_document
from evenkeel.journal.storage.times import local_now
from evenkeel.kiosk.frame.config import KioskConfig


def _today() -> date:
    return local_now().date()


@dataclass(frozen=True, kw_only=True, slots=True)
class KioskSheets:
    """Makes the documents that a kiosk prints; callable from any thread."""

    catalogue: Catalogue
    config: KioskConfig
    drawings: Drawings
    today: Callable[[], date] = _today

    def card(self, item: PlanItem) -> Document:
        """The card of one exercise."""
        return card(item, self._sheet(), self.today(), self.catalogue, self.drawings)

    def plan(self, plan: Plan, answers: Answers) -> Document:
        """The whole plan, with the code to type in at home; a referral has none."""
        code = encode(answers, Adjustments(), self.catalogue).text if plan.items else ""
        order = PlanOrder(plan=plan, answers=answers, code=code, take_home=True)
        return plan_document(order, self._sheet(), self.today(), self.catalogue, self.drawings)

    def _sheet(self) -> Sheet:
        return Sheet(paper=PAPERS[self.config.paper], clinic=self.config.clinic)

"""The sheets that a kiosk prints: a card, or a whole plan, with the clinic on each of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import Answers
from evenkeel.guide.code import encode
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.handout.card import CardOrder, card_pages, foot_line
from evenkeel.handout.flow import numbered
from evenkeel.handout.paper import PAPERS, Page
from evenkeel.handout.plan import PlanOrder, plan_pages, plan_title
from evenkeel.journal.times import local_now
from evenkeel.kiosk.config import KioskConfig


def _today() -> date:
    return local_now().date()


@dataclass(frozen=True, kw_only=True, slots=True)
class KioskSheets:
    """Lays out sheets for one kiosk; takes up to half a second, in any thread."""

    catalogue: Catalogue
    config: KioskConfig
    today: Callable[[], date] = _today

    def card(self, item: PlanItem) -> tuple[Page, ...]:
        """The card of one exercise."""
        day = self.today()
        order = CardOrder(
            item=item, paper=PAPERS[self.config.paper], printed_on=day, clinic=self.config.clinic
        )
        title = self.catalogue.exercises[item.exercise].name
        foot = foot_line(title, self.catalogue, day)
        return numbered(card_pages(order, self.catalogue), foot)

    def plan(self, plan: Plan, answers: Answers) -> tuple[Page, ...]:
        """The whole plan, with the code that takes it home; a referral has none."""
        day = self.today()
        code = encode(answers, Adjustments(), self.catalogue).text if plan.items else ""
        order = PlanOrder(
            plan=plan,
            sore_side=str(answers.one("sore_side")),
            paper=PAPERS[self.config.paper],
            printed_on=day,
            code=code,
            clinic=self.config.clinic,
        )
        foot = foot_line(plan_title(order, self.catalogue), self.catalogue, day)
        return numbered(plan_pages(order, self.catalogue), foot)

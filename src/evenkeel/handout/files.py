"""Cards and plans for the command line, as bytes of a file: PDF, or PNG of the first page."""

from typing import Final

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.answers import Answers
from evenkeel.guide.code import Code
from evenkeel.guide.decide import card_item
from evenkeel.guide.plan import Plan
from evenkeel.handout.card import card
from evenkeel.handout.document import Sheet
from evenkeel.handout.plan import PlanOrder, plan_document
from evenkeel.handout.typesetting import pdf_bytes, png_pages
from evenkeel.journal.storage.times import local_now
from evenkeel.language import set_program_locale

PRINT_DPI: Final = 300


def card_bytes(
    catalogue: Catalogue,
    exercise: str,
    variant: str | None,
    side: Side | None,
    sheet: Sheet,
    *,
    png: bool,
) -> bytes:
    """The card of one exercise as PDF; as PNG, its first page.

    Raises:
        TemplateError: a template is wrong.
        KeyError: there is no such exercise or variant.
    """
    set_program_locale()
    drawings = Drawings(resources_dir() / "figures")
    item = card_item(catalogue.exercises[exercise], variant, side)
    document = card(item, sheet, local_now().date(), catalogue, drawings)
    return png_pages(document, PRINT_DPI)[0] if png else pdf_bytes(document)


def handout_bytes(
    plan: Plan, answers: Answers, catalogue: Catalogue, sheet: Sheet, *, code: Code | None = None
) -> bytes:
    """A whole plan as PDF; of a plan without exercises, what to do instead.

    ``answers`` are those that led to it; ``code`` rebuilds the plan on another computer.

    Raises:
        TemplateError: a template is wrong.
    """
    set_program_locale()
    drawings = Drawings(resources_dir() / "figures")
    order = PlanOrder(
        plan=plan,
        answers=answers,
        code=code.text if code else "",
        doses_kept=code.doses_kept if code else True,
    )
    return pdf_bytes(plan_document(order, sheet, local_now().date(), catalogue, drawings))

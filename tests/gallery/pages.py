"""Every printed page, as pictures."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Outcome, Side, SideRule
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import answers_from
from evenkeel.guide.code import encode
from evenkeel.guide.decide import card_item, decide
from evenkeel.handout.card import card
from evenkeel.handout.diary import diary_document
from evenkeel.handout.document import Document, Sheet
from evenkeel.handout.paper import PAPERS, Clinic, TextSize
from evenkeel.handout.plan import PlanOrder, plan_document, pocket_document
from evenkeel.handout.typesetting import png_pages
from tests.content import shipped

_DPI = 110
_DAY = date(2026, 11, 22)
_CLINIC = Clinic(name="Park Clinic, Physiotherapy", phone="030 123 45 67")
_PLANS: Mapping[str, Mapping[str, object]] = {
    "push": {"sore_side": "left", "pain_pattern": "shifted", "extras": True},
    "loosen": {"sore_side": "right", "pain_pattern": "tight", "extras": True, "pain_now": 9},
    "standing": {"sore_side": "both", "pain_pattern": "tight", "floor": False},
    "referral": {"pregnancy": "pregnant"},
}
_ROUNDS: Mapping[str, Sheet] = {
    "A4": Sheet(paper=PAPERS["A4"], clinic=_CLINIC),
    "A4-grey": Sheet(paper=PAPERS["A4"], grey=True),
    "A4-large": Sheet(paper=PAPERS["A4"], size=TextSize.LARGE),
    "Letter": Sheet(paper=PAPERS["Letter"]),
    "A5": Sheet(paper=PAPERS["A5"]),
}


def write_pages(folder: Path) -> Iterator[Path]:
    """Writes every card and some plans on every kind of sheet; tells each file."""
    catalogue = shipped()
    drawings = Drawings(resources_dir() / "figures")
    for name, sheet in _ROUNDS.items():
        for stem, document in (
            *_cards(catalogue, drawings, sheet),
            *_plans(catalogue, drawings, sheet),
        ):
            for number, page in enumerate(png_pages(document, _DPI), 1):
                path = folder / f"{stem}-{name}-{number}.png"
                path.write_bytes(page)
                yield path


def _cards(
    catalogue: Catalogue, drawings: Drawings, sheet: Sheet
) -> Iterator[tuple[str, Document]]:
    for exercise in catalogue.exercises.values():
        variants: list[str | None] = [one.id for one in exercise.variants]
        for variant in variants or [None]:
            sided = exercise.side_rule_of(variant) is not SideRule.NONE
            item = card_item(exercise, variant, Side.LEFT if sided else None)
            stem = f"{exercise.id}{'-' + variant if variant else ''}"
            yield stem, card(item, sheet, _DAY, catalogue, drawings)


def _plans(
    catalogue: Catalogue, drawings: Drawings, sheet: Sheet
) -> Iterator[tuple[str, Document]]:
    for name, given in _PLANS.items():
        answers = answers_from(given, catalogue)
        plan = decide(answers, catalogue)
        exercises = plan.outcome is Outcome.EXERCISE
        code = encode(answers, Adjustments(), catalogue).text if exercises else ""
        order = PlanOrder(plan=plan, answers=answers, code=code)
        yield f"plan-{name}", plan_document(order, sheet, _DAY, catalogue, drawings)
        if exercises:
            yield f"pocket-{name}", pocket_document(order, sheet, _DAY, catalogue, drawings)
    yield "diary", diary_document(_DAY, sheet, _DAY, catalogue)

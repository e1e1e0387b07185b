"""Every printed page, as pictures."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Outcome, Side, SideRule
from evenkeel.figures.store import FigureStore
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import answers_from
from evenkeel.guide.code import encode
from evenkeel.guide.decide import card_item, decide
from evenkeel.handout.card import CardOrder, card_pages, foot_line, numbered
from evenkeel.handout.diary import DiaryOrder, diary_pages, diary_title
from evenkeel.handout.files import page_image
from evenkeel.handout.paint import Inks
from evenkeel.handout.paper import PAPERS, Clinic, Page
from evenkeel.handout.plan import PlanOrder, plan_pages, plan_title
from evenkeel.handout.pocket import pocket_pages

_DPI = 110
_DAY = date(2026, 11, 22)
_CLINIC = Clinic(name="Park Clinic, Physiotherapy", phone="030 123 45 67")
_PLANS: Mapping[str, Mapping[str, object]] = {
    "push": {"sore_side": "left", "pain_pattern": "shifted", "extras": True},
    "loosen": {"sore_side": "right", "pain_pattern": "tight", "extras": True, "pain_now": 9},
    "standing": {"sore_side": "both", "pain_pattern": "tight", "floor": False},
    "referral": {"pregnancy": "pregnant"},
}
#: Paper and palette of each round.
_ROUNDS = (("A4", "light"), ("A4", "grey"), ("Letter", "grey"))


def write_pages(folder: Path) -> Iterator[Path]:
    """Writes every card and some plans on A4 in colour and grey and on Letter; tells each file."""
    catalogue = load_catalogue(resources_dir())
    figures = FigureStore(resources_dir() / "figures")
    for paper, palette in _ROUNDS:
        inks = Inks(figures=figures, palette=palette)
        for stem, pages in (*_cards(catalogue, paper), *_plans(catalogue, paper)):
            for number, page in enumerate(pages, 1):
                path = folder / f"{stem}-{paper}-{palette}-{number}.png"
                page_image(page, inks, dots_per_inch=_DPI).save(str(path))
                yield path


def _cards(catalogue: Catalogue, paper: str) -> Iterator[tuple[str, Sequence[Page]]]:
    for exercise in catalogue.exercises.values():
        variants: list[str | None] = [one.id for one in exercise.variants]
        for variant in variants or [None]:
            sided = exercise.side_rule_of(variant) is not SideRule.NONE
            order = CardOrder(
                item=card_item(exercise, variant, Side.LEFT if sided else None),
                paper=PAPERS[paper],
                printed_on=_DAY,
            )
            foot = foot_line(exercise.name, catalogue, _DAY)
            stem = f"{exercise.id}{'-' + variant if variant else ''}"
            yield stem, numbered(card_pages(order, catalogue), foot)


def _plans(catalogue: Catalogue, paper: str) -> Iterator[tuple[str, Sequence[Page]]]:
    for name, document in _PLANS.items():
        answers = answers_from(document, catalogue)
        plan = decide(answers, catalogue)
        exercises = plan.outcome is Outcome.EXERCISE
        order = PlanOrder(
            plan=plan,
            sore_side=str(answers.one("sore_side")),
            paper=PAPERS[paper],
            printed_on=_DAY,
            code=encode(answers, Adjustments(), catalogue).text if exercises else "",
            clinic=_CLINIC if name == "loosen" else None,
        )
        foot = foot_line(plan_title(order, catalogue), catalogue, _DAY)
        yield f"plan-{name}", numbered(plan_pages(order, catalogue), foot)
        if exercises:
            yield f"pocket-{name}", numbered(pocket_pages(order, catalogue), foot)
    diary = DiaryOrder(month=_DAY, paper=PAPERS[paper], clinic=_CLINIC)
    foot = foot_line(diary_title(_DAY), catalogue, _DAY)
    yield "diary", numbered(diary_pages(diary, catalogue), foot)

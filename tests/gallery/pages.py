"""Every printed page, as pictures."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.figures.store import FigureStore
from evenkeel.guide.decide import card_item
from evenkeel.handout.card import CardOrder, card_pages, foot_line, numbered
from evenkeel.handout.files import page_image
from evenkeel.handout.paint import Inks
from evenkeel.handout.paper import PAPERS

_DPI = 110
_DAY = date(2026, 11, 22)


def write_pages(folder: Path) -> Iterator[Path]:
    """Writes every card on A4 in colour and grey, and one on Letter; tells each file."""
    catalogue = load_catalogue(resources_dir())
    figures = FigureStore(resources_dir() / "figures")
    for exercise in catalogue.exercises.values():
        for variant in [one.id for one in exercise.variants] or [None]:
            sided = exercise.side_rule_of(variant) is not SideRule.NONE
            item = card_item(exercise, variant, Side.LEFT if sided else None)
            for paper, palette in (("A4", "light"), ("A4", "grey"), ("Letter", "grey")):
                order = CardOrder(item=item, paper=PAPERS[paper], printed_on=_DAY)
                foot = foot_line(exercise.name, catalogue, _DAY)
                pages = numbered(card_pages(order, catalogue), foot)
                inks = Inks(figures=figures, palette=palette)
                for number, page in enumerate(pages, 1):
                    stem = f"{exercise.id}{'-' + variant if variant else ''}"
                    path = folder / f"{stem}-{paper}-{palette}-{number}.png"
                    page_image(page, inks, dots_per_inch=_DPI).save(str(path))
                    yield path

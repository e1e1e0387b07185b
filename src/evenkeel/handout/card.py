"""The card of one exercise on paper."""

from datetime import date
from typing import Final

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import fill
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.plan import PlanItem
from evenkeel.handout.document import Data, Document, Sheet, document
from evenkeel.handout.exercise import exercise_data
from evenkeel.handout.legend import legend_data
from evenkeel.language import translate, weekday_heads

#: The boxes on the back of a card that has one.
_WEEKS: Final = 4


def card(
    item: PlanItem, sheet: Sheet, printed_on: date, catalogue: Catalogue, drawings: Drawings
) -> Document:
    """The card of an exercise as planned.

    Raises:
        FileNotFoundError: a picture is missing.
    """
    title = catalogue.exercises[item.exercise].name
    data, files = exercise_data(item, catalogue, drawings, grey=sheet.grey)
    legend, signs = legend_data(drawings, grey=sheet.grey)
    files |= signs
    own = {"exercise": data, "ticks": ticks(), "legend": legend}
    return document("card", title, sheet, catalogue, printed_on, own, files)


def ticks() -> Data:
    """Four weeks of boxes to tick, from the first day of the reader's week."""
    return {
        "head": translate("Handout", "Tick each day on which you did it"),
        "days": list(weekday_heads()),
        "weeks": [
            fill(translate("Handout", "Week {number}"), number=number + 1)
            for number in range(_WEEKS)
        ],
    }

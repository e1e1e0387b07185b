"""The diary: a month of boxes for sessions and pain, to be filled in by hand.

One number for each day, a week in a row, so that it can be read off from left to right.
"""

from datetime import date
from typing import Final

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import fill
from evenkeel.handout.document import Data, Document, Sheet, document
from evenkeel.journal.trends.days import weeks_of
from evenkeel.language import first_weekday, month_name, translate, weekday_heads

#: More sessions of a day than this have no circle on the sheet.
CIRCLES: Final = 3


def diary_title(month: date) -> str:
    """The name of the month, as it stands at the head and the foot of the sheet."""
    return fill(
        translate("Handout", "My diary: {month} {year}"), month=month_name(month), year=month.year
    )


def diary_document(month: date, sheet: Sheet, printed_on: date, catalogue: Catalogue) -> Document:
    """The month in which a day lies, on one sheet."""
    weeks = weeks_of(month, first_weekday())
    own: Data = {
        "how_head": translate("Handout", "Every day"),
        "how": [
            translate("Handout", "Fill in one circle for every session."),
            translate(
                "Handout",
                "Write your pain into the box once a day, at about the same time: 0 is no pain, "
                "10 the worst pain you can imagine.",
            ),
            translate("Handout", "Type the month into Evenkeel afterwards, at “Progress”."),
        ],
        "days": list(weekday_heads()),
        "weeks": [
            {
                "label": fill(translate("Handout", "Week {number}"), number=number),
                "days": [day.day if day.month == month.month else None for day in week],
            }
            for number, week in enumerate(weeks, 1)
        ],
        "circles": CIRCLES,
        "own_notes": translate("Handout", "Notes"),
    }
    return document("diary", diary_title(month), sheet, catalogue, printed_on, own)

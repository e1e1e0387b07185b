"""The words that every kind of sheet has: translation, whom to call, and the line at the foot."""

from datetime import date
from unicodedata import bidirectional

from evenkeel.catalogue.forms import with_dots
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import fill
from evenkeel.handout.paper import Clinic
from evenkeel.language import day_text, translate

_UNBROKEN = "\u00a0"
#: The classes of letters that are written from right to left (Unicode, annex 9).
_FROM_THE_RIGHT = frozenset({"R", "AL"})
_ISOLATE, _END = "\u2068", "\u2069"


def foot_line(name: str, catalogue: Catalogue, printed_on: date) -> str:
    """What stands at the foot of every sheet: what it is, the content's version, the day."""
    return with_dots((name, f"Evenkeel {catalogue.version}", day_text(printed_on)))


def whom_to_call(clinic: Clinic | None) -> str:
    """Whom the reader may ask, with the number on one line; empty without a clinic."""
    if clinic is None or not clinic.name:
        return ""
    if not clinic.phone:
        return clinic.name
    # A number is read out digit by digit: it is not to be broken where there is room for it.
    phone = clinic.phone.replace(" ", _UNBROKEN)
    return fill(
        translate("Handout", "Questions? Call {clinic}: {phone}"),
        clinic=_isolated(clinic.name),
        phone=phone,
    )


def _isolated(name: str) -> str:
    """A name that is written from right to left, so that the number after it stays behind it."""
    if any(bidirectional(letter) in _FROM_THE_RIGHT for letter in name):
        return f"{_ISOLATE}{name}{_END}"
    return name

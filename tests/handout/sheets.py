"""Documents for the tests, read back from what was made of them; and longer content."""

import io
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import islice
from typing import Any, TypeVar

import pypdf
import pypdfium2  # type: ignore[import-untyped]
from msgspec import Struct
from msgspec.structs import replace
from PIL import Image
from PySide6.QtGui import QImage

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue, Exercise, Option, QuestionPicture
from evenkeel.catalogue.terms import Outcome, Side, SideRule
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import answers_from
from evenkeel.guide.code import encode
from evenkeel.guide.decide import card_item, decide
from evenkeel.handout.card import card
from evenkeel.handout.document import Document, Sheet
from evenkeel.handout.paper import PAPERS, Clinic
from evenkeel.handout.plan import PlanOrder
from tests.content import shipped
from tests.ui.language import Language

T = TypeVar("T")
#: Every sheet on every paper (`make test-paper`), which takes minutes; a sample of them otherwise.
WHOLE = bool(os.environ.get("EVENKEEL_TEST_EVERY_SHEET"))
DAY = date(2026, 11, 22)
CATALOGUE = shipped()
DRAWINGS = Drawings(resources_dir() / "figures")
A4 = Sheet(paper=PAPERS["A4"])
LOGO = (resources_dir() / "icons" / "evenkeel.svg").read_bytes()
CLINIC = Clinic(name="Park Clinic, Smith & Sons <Physio>", phone="030 123 45 67", logo=LOGO)
MM_PER_INCH = 25.4
POINTS_PER_MM = 72 / MM_PER_INCH
#: A sign of the legend.
_SIGN_MM = (12.0, 7.3)
#: Words as another language may have them.
FILLER = "Muskeldehnungsübung geradewegs Gesäßmuskulaturkräftigung zu Wirbelsäulengymnastik "
#: Fields that hold codes, not text.
_CODES = frozenset(
    {"version", "id", "code", "figure", "start", "hold", "source", "exercise", "key", "value"}
    | {"default", "choose", "when", "unless", "leave_out", "ask", "skip_if_helped", "items"}
    | {"programmes", "reason", "possible", "variant"}
)
#: What of a document's data is not printed, or not as it stands there.
_UNPRINTED = frozenset(
    {
        "language",
        "file",
        "logo",
        "alt",
        "corners",
        "topic",
        "front",
        "aspect",
        "page_of",
        # What fills room that is left.
        "ticks",
        "legend",
        "own_notes",
        "more",
    }
)
Card = tuple[str, str | None, Side | None]

PLANS: dict[str, dict[str, object]] = {
    "push": {"sore_side": "left", "pain_pattern": "shifted"},
    "push-all": {"sore_side": "right", "pain_pattern": "shifted", "extras": True},
    "push-press": {"sore_side": "left", "pain_pattern": "shifted", "leg_lift": False},
    "loosen": {"sore_side": "right", "pain_pattern": "tight"},
    "loosen-all": {
        "pain_pattern": "tight",
        "extras": True,
        "pain_now": 9,
        "history": ["long_standing", "keeps_going_out", "not_assessed"],
    },
    "supported": {"pain_pattern": "tight", "balance": "needs_support", "sore_side": "left"},
    "standing": {"pain_pattern": "tight", "floor": False, "sore_side": "both"},
    "bare": {"pain_pattern": "shifted", "sore_side": "both", "equipment": [], "plank": "knees"},
}


def order_of(answers: Mapping[str, object]) -> PlanOrder:
    """The plan of some answers, with its code."""
    given = answers_from(answers, CATALOGUE)
    plan = decide(given, CATALOGUE)
    code = ""
    if plan.outcome is Outcome.EXERCISE:
        code = encode(given, Adjustments(), CATALOGUE).text
    return PlanOrder(plan=plan, answers=given, code=code)


def every_card(catalogue: Catalogue = CATALOGUE, *sides: Side) -> Iterator[Card]:
    """Every exercise in every form, on the sides that are asked for."""
    for exercise in catalogue.exercises.values():
        variants: list[str | None] = [one.id for one in exercise.variants]
        for variant in variants or [None]:
            for side in _sides_of(exercise, variant, sides or tuple(Side)):
                yield exercise.id, variant, side


def _sides_of(
    exercise: Exercise, variant: str | None, sides: tuple[Side, ...]
) -> tuple[Side | None, ...]:
    return (None,) if exercise.side_rule_of(variant) is SideRule.NONE else sides


def card_of(one: Card, sheet: Sheet = A4, catalogue: Catalogue = CATALOGUE) -> Document:
    """The card of one exercise."""
    exercise, variant, side = one
    item = card_item(catalogue.exercises[exercise], variant, side)
    return card(item, sheet, DAY, catalogue, DRAWINGS)


def printed(document: Document) -> list[str]:
    """Every text of a document that has to be on its pages."""
    return list(dict.fromkeys(filter(None, _texts(document.data))))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if key not in _UNPRINTED:
                yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def bare(text: str) -> str:
    """A text without its blanks and line ends: lines break where the page wants."""
    return "".join(text.split())


def pdfium_pages(pdf: bytes) -> list[str]:
    """The text of each page as PDFium reads it.

    A hyphen at a line's end is U+0002 there: it could be one that only breaks the word.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [text.replace("\x02", "-") for text in texts]


def pypdf_pages(pdf: bytes) -> list[str]:
    """The text of each page as pypdf reads it."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def check_read_back(document: Document, pages: list[str]) -> None:
    """Every text of a document is on its pages, character by character, and each has its foot."""
    whole = bare("".join(pages))
    for text in printed(document):
        assert bare(text) in whole, (document.title, text)
    for number, page in enumerate(pages, 1):
        assert bare(f"Page {number} of {len(pages)}") in bare(page), document.title
        assert bare(str(document.data["foot"])) in bare(page), document.title


def rendered(pdf: bytes, dots_per_inch: float, most: int | None = None) -> list[Image.Image]:
    """Each page, or the first ones, as a grey picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [drawn(page, dots_per_inch) for page in islice(document, most)]


def drawn(page: pypdfium2.PdfPage, dots_per_inch: float) -> Image.Image:
    """A page as a grey picture."""
    picture: Image.Image = page.render(scale=dots_per_inch / 72).to_pil()
    return picture.convert("L")


@cache
def _image_sizes() -> re.Pattern[bytes]:
    return re.compile(rb'<image[^>]* width="([\d.]+)" height="([\d.]+)"')


def picture_sizes(svg: bytes) -> list[tuple[float, float]]:
    """Width and height of the pictures on a page, in millimetres, without the legend's signs."""
    sizes = [
        (float(width) / POINTS_PER_MM, float(height) / POINTS_PER_MM)
        for width, height in _image_sizes().findall(svg)
    ]
    return [one for one in sizes if (round(one[0], 1), round(one[1], 1)) != _SIGN_MM]


def pil(image: QImage) -> Image.Image:
    """A picture of Qt as one of Pillow."""
    size = (image.width(), image.height())
    return Image.frombytes("RGBA", size, bytes(image.constBits()), "raw", "BGRA").convert("RGB")


def stretched(text: str) -> str:
    """A text that is 40 % longer, with longer words."""
    more = max(1, round(0.4 * len(text)))
    return text + " " + (FILLER * (more // len(FILLER) + 1))[:more].rstrip()


def longer(value: T) -> T:
    """Content in which every text is 40 % longer."""
    return _longer(value)  # type: ignore[no-any-return]


def _longer(value: Any) -> Any:
    if isinstance(value, str):
        return value if type(value) is not str else stretched(value)
    if isinstance(value, tuple):
        return tuple(_longer(one) for one in value)
    if isinstance(value, Mapping):
        return {key: _longer(one) for key, one in value.items()}
    if isinstance(value, Struct):
        changed = {
            name: _longer(getattr(value, name))
            for name in value.__struct_fields__
            # An option names the advice that it leads to by its code, a picture its form.
            if name not in _CODES
            and not (name == "advice" and isinstance(value, Option))
            and not (name == "form" and isinstance(value, QuestionPicture))
        }
        return replace(value, **changed)
    return value


def longer_catalogue(catalogue: Catalogue) -> Catalogue:
    """The catalogue with longer words, but for the sides: those are short in any language."""
    long = longer(catalogue)
    words = replace(long.words, left="LINKEN", right="RECHTEN")
    programmes = tuple(
        replace(
            one,
            name=stretched(one.name),
            summary=stretched(one.summary),
            why_this_order=stretched(one.why_this_order),
        )
        for one in catalogue.programmes
    )
    return replace(long, words=words, programmes=programmes)


def longer_language() -> Language:
    """A translation in which every text of the pages is 40 % longer."""
    return Language(_in_longer_words)


def _in_longer_words(context: str, source: str) -> str:
    known = {"LEFT ": "LINKER ", "RIGHT ": "RECHTER "}
    for english, other in known.items():
        if source.startswith(english):
            return other + stretched(source.removeprefix(english)).split()[0] + "seite"
    return stretched(source) if context == "Handout" else ""

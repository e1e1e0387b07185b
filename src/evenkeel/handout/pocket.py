"""The pocket plan: everything that is needed once the exercises are known, on one sheet."""

from dataclasses import dataclass
from typing import Final

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import picture_in_words
from evenkeel.guide.describe import cue_of, dose_of, name_of, question_of
from evenkeel.handout.card import sides_in_words
from evenkeel.handout.flow import (
    GAP_MM,
    Block,
    Sheets,
    beside,
    clinic_block,
    rule_block,
    stacked,
    stop_block,
    tag_block,
    text_block,
    tr,
)
from evenkeel.handout.paper import MARGIN_MM, Box, Page, PictureItem, Style
from evenkeel.handout.plan import PlanOrder, minutes_in_words, sore_in_words, take_home_block

_NUMBER_MM: Final = 9.0
_PICTURE_RATIO: Final = 1.7
#: Heights of pictures to try, the largest first.
_PICTURES_MM: Final = tuple(range(26, 9, -1))
_SIDE_MM: Final = 46.0


@dataclass(frozen=True, slots=True)
class _Form:
    """What is on the sheet beside pictures, names, sides and dosages, and how large."""

    cues: bool
    code: bool
    small: bool


_FORMS: Final = (
    _Form(cues=True, code=True, small=False),
    _Form(cues=False, code=True, small=False),
    _Form(cues=False, code=True, small=True),
    _Form(cues=False, code=False, small=True),
)


def pocket_pages(order: PlanOrder, catalogue: Catalogue) -> tuple[Page, ...]:
    """The pocket plan, without page numbers: one sheet.

    The pictures are as large as leaves room for the rest. Where there is none, the commands go
    first, then the type gets smaller, and the QR code goes last.
    """
    for form in _FORMS:
        for picture_mm in _PICTURES_MM:
            sheets = _laid(order, catalogue, picture_mm, form)
            if len(sheets) == 1:
                return sheets.pages()
    return sheets.pages()


def _laid(order: PlanOrder, catalogue: Catalogue, picture_mm: float, form: "_Form") -> Sheets:
    sheets = Sheets(order.paper, stop_block(catalogue, order.paper, order.clinic))
    head = clinic_block(order.clinic, order.paper)
    # In small type there is no room for it: name and phone are in the frame at the foot anyway.
    if head and not form.small:
        sheets.add(head)
    width = order.paper.inner_width_mm
    tag = tag_block(sore_in_words(order.sore_side, catalogue), Style.SIDE, order.paper.right_mm)
    title_width = width - max(item.box.width for item in tag.items) - GAP_MM
    title = text_block(tr("My exercises"), Style.TITLE, MARGIN_MM, title_width)
    minutes = minutes_in_words(order.plan, catalogue)
    sheets.add(
        beside(stacked((title, text_block(minutes, Style.BODY, MARGIN_MM, title_width))), tag)
    )
    for place in range(len(order.plan.items)):
        sheets.add(rule_block(order.paper), 1.2)
        sheets.add(_row(order, catalogue, place, picture_mm, form), 1.0)
    if form.code:
        sheets.add(rule_block(order.paper), 1.2)
        sheets.add(take_home_block(order, catalogue), 1.0)
    return sheets


def _row(
    order: PlanOrder, catalogue: Catalogue, place: int, picture_mm: float, form: "_Form"
) -> Block:
    """Number, picture, name with the command, and sides and dosage at the right."""
    item = order.plan.items[place]
    x = MARGIN_MM + _NUMBER_MM
    picture = PictureItem(
        box=Box(x=x, y=0, width=picture_mm * _PICTURE_RATIO, height=picture_mm),
        exercise=item.exercise,
        name=catalogue.exercises[item.exercise].form_of(item.variant).hold,
        side=item.sides[0] if item.sides else None,
        labelled=False,
        alternative=picture_in_words(
            catalogue.words,
            catalogue.exercises[item.exercise],
            catalogue.exercises[item.exercise].form_of(item.variant).hold,
            item.sides[0] if item.sides else None,
        ),
    )
    x = picture.box.right + GAP_MM
    side_width = _SIDE_MM * (1.3 if form.small else 1)
    side_x = order.paper.right_mm - side_width
    width = side_x - GAP_MM - x
    strong, body = (Style.SMALL_STRONG, Style.SMALL) if form.small else (Style.STRONG, Style.BODY)
    texts = [text_block(name_of(order.plan, place, catalogue), strong, x, width)]
    if form.cues:
        cue = cue_of(item, catalogue)
        texts.append(text_block(cue[0].upper() + cue[1:] + ".", Style.SMALL, x, width))
    question = question_of(order.plan, place, catalogue)
    if question:
        texts.append(text_block(question, Style.SMALL_STRONG, x, width))
    sides = [text_block(dose_of(item, catalogue), body, side_x, side_width)]
    if item.sides:
        words = sides_in_words(item.sides, catalogue)
        sides.insert(0, text_block(words, strong, side_x, side_width))
    row = beside(
        text_block(f"{place + 1}", Style.SIDE, MARGIN_MM, _NUMBER_MM),
        stacked(texts),
        stacked(sides),
    )
    height = max(row.height, picture_mm)
    shown = Block(items=(picture,), height=picture_mm).at((height - picture_mm) / 2)
    return Block(items=(*shown, *row.at((height - row.height) / 2)), height=height)

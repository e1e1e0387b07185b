"""A whole plan on paper: what is done in which order, then the exercises, then what else helps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Outcome, Side
from evenkeel.catalogue.wording import side_word
from evenkeel.coach.timeline import timeline, total_s
from evenkeel.guide.card_notes import EXERCISE_TOPICS, Topic
from evenkeel.guide.describe import dose_of, name_of, openings_of, question_of, reason_text
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.handout.card import (
    FRONT_TOPICS,
    MIN_PICTURE_MM,
    CardParts,
    picture_heights,
    sides_in_words,
)
from evenkeel.handout.flow import (
    GAP_MM,
    Block,
    Sheets,
    balanced_lists,
    beside,
    clinic_block,
    contact_block,
    list_block,
    rule_block,
    stacked,
    stop_block,
    tag_block,
    text_block,
    tr,
)
from evenkeel.handout.paper import MARGIN_MM, Box, Clinic, Page, Paper, QrItem, Style
from evenkeel.handout.qr import qr_modules, qr_text

_NUMBER_MM: Final = 9.0
_DOSE_SHARE: Final = 0.47
_QR_MM: Final = 40.0
#: The white that a reader of QR codes needs around one, in modules.
QUIET_ZONE: Final = 4
_SECONDS_PER_MINUTE: Final = 60
_CARE_TOPICS: Final = FRONT_TOPICS | {Topic.CARE}
_PAIR_GAP_MM: Final = 5.0
#: Ways to lay out the overview, the best first: room between its lines and between its parts,
#: and whether it says why the order is as it is.
_OVERVIEWS: Final = (
    (1.2, GAP_MM, True),
    (0.4, GAP_MM, True),
    (0.2, GAP_MM, False),
    (0.0, 1.5, False),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanOrder:
    """What is to be printed: a plan, for which sheet, on which day.

    ``sore_side`` is the answer: left, right, both or unsure. ``code`` is the take-home code;
    without one, none is printed. ``doses_kept`` tells whether it holds the chosen dosages.
    """

    plan: Plan
    sore_side: str
    paper: Paper
    printed_on: date
    code: str = ""
    doses_kept: bool = True
    clinic: Clinic | None = None


def plan_title(order: PlanOrder, catalogue: Catalogue) -> str:
    """The name that stands on every sheet of a plan."""
    if order.plan.outcome is not Outcome.EXERCISE:
        return tr("Before you exercise")
    name = next((one.name for one in catalogue.programmes if one.id == order.plan.programme), "")
    return tr("My exercises: {programme}").format(programme=name)


def plan_pages(order: PlanOrder, catalogue: Catalogue) -> tuple[Page, ...]:
    """The sheets of a plan, without page numbers (see :func:`evenkeel.handout.card.numbered`).

    First the overview, then the exercises, two to a sheet where two fit; what found no room
    beside an exercise stands on a sheet at the end. A plan without exercises is one sheet that
    says what to do instead.
    """
    if order.plan.outcome is not Outcome.EXERCISE:
        return _referral(order, catalogue)
    sheets = _overview(order, catalogue)
    rest = []
    for page in _exercise_pages(order, catalogue, sheets):
        _add_exercises(page, sheets, order)
        for one in page:
            notes = one.parts.notes(Style.SMALL, EXERCISE_TOPICS - one.told)
            if notes:
                rest.append(stacked((one.parts.name(), *notes), 1.5))
    if rest:
        sheets.turn()
        heading = text_block(tr("More about the exercises"), Style.TITLE, MARGIN_MM, _width(order))
        sheets.add(heading.over(rest[0], GAP_MM))
        for block in rest[1:]:
            sheets.add(block, _PAIR_GAP_MM)
    return sheets.pages()


def take_home_block(order: PlanOrder, catalogue: Catalogue) -> Block:
    """The QR code, and the code for typing where there is one."""
    modules = qr_modules(qr_text(order.plan, catalogue, order.code))
    quiet = _QR_MM / (len(modules) + QUIET_ZONE) * QUIET_ZONE / 2
    place = Box(x=MARGIN_MM + quiet, y=quiet, width=_QR_MM - 2 * quiet, height=_QR_MM - 2 * quiet)
    qr = Block(items=(QrItem(box=place, modules=modules),), height=_QR_MM)
    x = MARGIN_MM + _QR_MM + GAP_MM
    width = order.paper.right_mm - x
    words = []
    if order.code:
        words += [
            text_block(tr("Take it home"), Style.STRONG, x, width),
            text_block(
                tr("In Evenkeel at home, choose “I have a code” and type:"), Style.SMALL, x, width
            ),
            text_block(order.code, Style.TITLE, x, width),
        ]
        if not order.doses_kept:
            text = tr("Your own times and counts do not fit into the code. Copy them from here.")
            words.append(text_block(text, Style.SMALL, x, width))
    text = tr("The square holds this list for a telephone. Your name and answers are not in it.")
    words.append(text_block(text, Style.SMALL, x, width))
    return beside(qr, stacked(words, 0.8))


def sore_in_words(sore_side: str, catalogue: Catalogue) -> str:
    """For which side a plan is, in words."""
    match sore_side:
        case "left" | "right":
            side = side_word(catalogue.words, Side(sore_side))
            return tr("For your {side} side").format(side=side)
        case "both":
            return tr("For both sides")
        case _:
            return tr("Side not known yet")


def minutes_in_words(plan: Plan, catalogue: Catalogue) -> str:
    """How long a plan takes."""
    minutes = max(1, round(total_s(timeline(plan, catalogue)) / _SECONDS_PER_MINUTE))
    return catalogue.words.phrases.about_minutes.format(minutes=minutes)


def _width(order: PlanOrder) -> float:
    return order.paper.inner_width_mm


def _overview(order: PlanOrder, catalogue: Catalogue) -> Sheets:
    """The order of the exercises and what to know first: on one sheet, where it finds room.

    Where there is none, the second sheet has all that is to be known, not only its last lines.
    """
    foot = stop_block(catalogue, order.paper, order.clinic)
    for line_gap_mm, gap_mm, with_why in _OVERVIEWS:
        sheets = Sheets(order.paper, foot)
        for block in _overview_blocks(order, catalogue, line_gap_mm, gap_mm, with_why=with_why):
            sheets.add(block, gap_mm)
        if len(sheets) == 1:
            return sheets
    line_gap_mm, gap_mm, with_why = _OVERVIEWS[0]
    *first, known, code = _overview_blocks(order, catalogue, line_gap_mm, gap_mm, with_why=with_why)
    sheets = Sheets(order.paper, foot)
    for block in (*first, stacked((known, code), gap_mm)):
        sheets.add(block)
    return sheets


def _overview_blocks(
    order: PlanOrder, catalogue: Catalogue, line_gap_mm: float, gap_mm: float, *, with_why: bool
) -> Iterator[Block]:
    plan, width = order.plan, _width(order)
    head = clinic_block(order.clinic, order.paper)
    if head:
        yield head
    programme = next(one for one in catalogue.programmes if one.id == plan.programme)
    tag = tag_block(sore_in_words(order.sore_side, catalogue), Style.SIDE, order.paper.right_mm)
    title_width = width - max(item.box.width for item in tag.items) - GAP_MM
    title = text_block(tr("My exercises"), Style.TITLE, MARGIN_MM, title_width)
    lead = [
        text_block(programme.summary, Style.BODY, MARGIN_MM, width),
        text_block(minutes_in_words(plan, catalogue), Style.STRONG, MARGIN_MM, width),
    ]
    yield beside(title, tag).over(stacked(lead, 0.8), 1.0)
    lines = [_line(order, catalogue, place) for place in range(len(plan.items))]
    yield stacked(lines, line_gap_mm)
    if with_why:
        yield text_block(programme.why_this_order, Style.SMALL, MARGIN_MM, width)
    lists = list(_good_to_know(plan, catalogue))
    if lists:
        known = balanced_lists(lists, Style.SMALL, order.paper)
        yield rule_block(order.paper).over(known, gap_mm)
    yield rule_block(order.paper).over(take_home_block(order, catalogue), gap_mm)


def _good_to_know(plan: Plan, catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The advice, and what is left out with the reason."""
    for code in plan.advice:
        yield from ((one.title, (one.text,)) for one in catalogue.advice if one.code == code)
    if plan.left_out:
        names: dict[str, list[str]] = {}
        for one in plan.left_out:
            names.setdefault(one.reason, []).append(catalogue.exercises[one.exercise].name)
        texts = (
            tr("{names}: {reason}").format(
                names=", ".join(found), reason=reason_text(reason, catalogue)
            )
            for reason, found in names.items()
        )
        yield tr("Left out for now"), tuple(texts)


def _line(order: PlanOrder, catalogue: Catalogue, place: int) -> Block:
    """One line of the order: number, name, sides and dosage, and the question after it."""
    item = order.plan.items[place]
    width = _width(order)
    words = [
        part for part in (sides_in_words(item.sides, catalogue), dose_of(item, catalogue)) if part
    ]
    right_width = width * _DOSE_SHARE
    left_width = width - right_width - _NUMBER_MM - GAP_MM
    x = MARGIN_MM + _NUMBER_MM
    dose_x = x + left_width + GAP_MM
    line = beside(
        text_block(f"{place + 1}", Style.STRONG, MARGIN_MM, _NUMBER_MM),
        text_block(name_of(order.plan, place, catalogue), Style.STRONG, x, left_width),
        text_block(": ".join(filter(None, words)), Style.BODY, dose_x, right_width),
    )
    question = question_of(order.plan, place, catalogue)
    if question:
        line = line.over(text_block(question, Style.SMALL, x, width - _NUMBER_MM))
    return line


@dataclass(frozen=True, slots=True)
class _Fitted:
    """An exercise in the form in which it goes onto a sheet, and what it tells there."""

    parts: CardParts
    block: Block
    told: frozenset[Topic]


def _exercise_pages(
    order: PlanOrder, catalogue: Catalogue, sheets: Sheets
) -> Iterator[list["_Fitted"]]:
    """The exercises of each sheet: two where the short form of both fits, or one."""
    room = sheets.bottom - sheets.top
    cards = [_parts(order, catalogue, item, numbers) for item, numbers in _distinct(order.plan)]
    short = [_Fitted(one, one.compact(MIN_PICTURE_MM, FRONT_TOPICS), FRONT_TOPICS) for one in cards]
    fits = [
        one.block.height + other.block.height + 2 * _PAIR_GAP_MM <= room
        for one, other in pairwise(short)
    ]
    place = 0
    while place < len(cards):
        if place < len(fits) and fits[place]:
            yield short[place : place + 2]
            place += 2
        else:
            yield [_alone(cards[place], room)]
            place += 1


def _add_exercises(page: Sequence["_Fitted"], sheets: Sheets, order: PlanOrder) -> None:
    """Puts one exercise or two onto a sheet of their own."""
    sheets.turn()
    for number, one in enumerate(page):
        if number:
            sheets.add(rule_block(order.paper), _PAIR_GAP_MM)
        sheets.add(one.block, _PAIR_GAP_MM)
    if any(one.told != EXERCISE_TOPICS for one in page):
        text = tr("Read more about it on the last sheets: “More about the exercises”.")
        hint = text_block(text, Style.SMALL, MARGIN_MM, _width(order))
        if sheets.fits(hint.height):
            sheets.add(hint)


def _alone(parts: CardParts, room: float) -> _Fitted:
    """One exercise on a sheet of its own, with as much beside the steps as finds room."""
    for topics in (EXERCISE_TOPICS, _CARE_TOPICS):
        for style in (Style.BODY, Style.SMALL):
            notes = parts.notes(style, topics)
            for picture_mm in picture_heights():
                whole = stacked((parts.whole(picture_mm), *notes), GAP_MM)
                if whole.height <= room:
                    return _Fitted(parts, whole, topics)
        for short in (False, True):
            for picture_mm in picture_heights():
                whole = parts.compact(picture_mm, topics, short=short)
                if whole.height <= room:
                    return _Fitted(parts, whole, topics)
    return _Fitted(parts, parts.compact(MIN_PICTURE_MM, FRONT_TOPICS), FRONT_TOPICS)


def _distinct(plan: Plan) -> Iterator[tuple[PlanItem, list[int]]]:
    """Each exercise once, with all the numbers that it has in the order."""
    numbers: dict[str, list[int]] = {}
    for place, item in plan.numbered():
        numbers.setdefault(item.exercise, []).append(place + 1)
    for exercise, found in numbers.items():
        yield next(item for item in plan.items if item.exercise == exercise), found


def _parts(order: PlanOrder, catalogue: Catalogue, item: PlanItem, numbers: list[int]) -> CardParts:
    title = tr("{numbers}. {name}").format(
        numbers=" + ".join(str(number) for number in numbers),
        name=catalogue.exercises[item.exercise].name,
    )
    return CardParts(item, catalogue, order.paper, title=title)


def _referral(order: PlanOrder, catalogue: Catalogue) -> tuple[Page, ...]:
    """What to do instead of exercising."""
    width = _width(order)
    sheets = Sheets(order.paper, contact_block(order.clinic, order.paper))
    head = clinic_block(order.clinic, order.paper)
    if head:
        sheets.add(head)
    for code in order.plan.advice:
        for one in catalogue.advice:
            if one.code == code:
                sheets.add(text_block(one.title, Style.TITLE, MARGIN_MM, width))
                sheets.add(text_block(one.text, Style.BODY, MARGIN_MM, width))
                lists = (
                    (tr("What would help"), openings_of(order.plan, catalogue)),
                    (tr("What to do now"), one.now),
                    (tr("What to tell them"), one.tell),
                )
                for title, sentences in lists:
                    if sentences:
                        sheets.add(list_block(title, sentences, Style.BODY, MARGIN_MM, width))
    return sheets.pages()

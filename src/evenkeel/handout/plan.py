"""A whole plan on paper: what is done in which order, then the exercises, then what else helps.

The pocket plan has all that is needed once the exercises are known, on one sheet. A plan without
exercises is one sheet that says what to do instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from evenkeel.catalogue.forms import with_semicolons
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Outcome, SoreSide
from evenkeel.catalogue.wording import fill, picture_in_words, sentence, side_word
from evenkeel.coach.timeline import timeline, total_s
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.answers import Answers
from evenkeel.guide.decide import referring_options
from evenkeel.guide.describe import (
    cue_of,
    dose_of,
    left_out_by_reason,
    name_of,
    openings_of,
    question_of,
)
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.handout.card import ticks
from evenkeel.handout.document import Data, Document, Sheet, document
from evenkeel.handout.exercise import exercise_data, sides_in_words
from evenkeel.handout.legend import legend_data
from evenkeel.handout.pictures import picture_set
from evenkeel.handout.qr import qr_svg, qr_text
from evenkeel.language import translate

_SECONDS_PER_MINUTE: Final = 60
_QR_FILE: Final = "qr.svg"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanOrder:
    """What is to be printed: a plan, and what is known of whoever gets it.

    Attributes:
        plan: what is done, in which order.
        answers: what led to it.
        code: the code by which another Evenkeel rebuilds the plan; without one, none is printed.
        doses_kept: whether the code holds the chosen dosages.
        take_home: whether the sheets are printed at a clinic, for the reader to take home.
    """

    plan: Plan
    answers: Answers
    code: str = ""
    doses_kept: bool = True
    take_home: bool = False


def plan_title(plan: Plan, catalogue: Catalogue) -> str:
    """The name that stands on every sheet of a plan."""
    if plan.outcome is not Outcome.EXERCISE:
        return translate("Handout", "Before you exercise")
    name = next((one.name for one in catalogue.programmes if one.id == plan.programme), "")
    return fill(translate("Handout", "My exercises: {programme}"), programme=name)


def plan_document(
    order: PlanOrder, sheet: Sheet, printed_on: date, catalogue: Catalogue, drawings: Drawings
) -> Document:
    """The overview with the code, then every exercise once, then what found no room beside one.

    Raises:
        FileNotFoundError: a picture is missing.
    """
    plan = order.plan
    title = plan_title(plan, catalogue)
    if plan.outcome is not Outcome.EXERCISE:
        told: Data = {
            "advice": list(_referral(order, catalogue)),
            "questions": translate("Handout", "What I want to ask"),
        }
        return document("referral", title, sheet, catalogue, printed_on, told)
    exercises, files = [], _qr_files(order, catalogue)
    for item, numbers in _distinct(plan):
        name = fill(
            translate("Handout", "{numbers}. {name}"),
            numbers=" + ".join(map(str, numbers)),
            name=catalogue.exercises[item.exercise].name,
        )
        data, pictures = exercise_data(item, catalogue, drawings, title=name, grey=sheet.grey)
        exercises.append(data)
        files |= pictures
    legend, signs = legend_data(drawings, grey=sheet.grey)
    files |= signs
    programme = next(one for one in catalogue.programmes if one.id == plan.programme)
    own: Data = {
        **_head(order, catalogue),
        "summary": programme.summary,
        "why": programme.why_this_order,
        "lines": [_line(plan, place, catalogue) for place in range(len(plan.items))],
        "known": [
            {"head": head, "texts": list(texts)} for head, texts in _good_to_know(plan, catalogue)
        ],
        "exercises": exercises,
        "more": translate("Handout", "More about the exercises"),
        "ticks": ticks(),
        "legend": legend,
        "own_notes": translate("Handout", "My notes"),
    }
    return document("plan", title, sheet, catalogue, printed_on, own, files)


def pocket_document(
    order: PlanOrder, sheet: Sheet, printed_on: date, catalogue: Catalogue, drawings: Drawings
) -> Document:
    """The pocket plan; a plan without exercises is the same as in full.

    Raises:
        FileNotFoundError: a picture is missing.
    """
    plan = order.plan
    if plan.outcome is not Outcome.EXERCISE:
        return plan_document(order, sheet, printed_on, catalogue, drawings)
    files = _qr_files(order, catalogue)
    lines: list[Data] = []
    for place, item in plan.numbered():
        exercise = catalogue.exercises[item.exercise]
        hold = exercise.form_of(item.variant).hold
        side = item.sides[0] if item.sides else None
        found = picture_set(drawings, item.exercise, [hold], side, grey=sheet.grey)
        name = f"{item.exercise}/{hold}.svg"
        # An exercise that comes once more is not shown again.
        picture: Data | None = None
        if name not in files:
            alt = picture_in_words(catalogue.words, exercise, hold, side)
            picture = {"file": name, "alt": alt, "aspect": found.aspect}
            files[name] = found.pictures[hold].svg
        cue = sentence(cue_of(item, catalogue))
        lines.append({**_line(plan, place, catalogue), "cue": cue, "picture": picture})
    own: Data = {**_head(order, catalogue), "lines": lines}
    return document("pocket", plan_title(plan, catalogue), sheet, catalogue, printed_on, own, files)


def sore_in_words(sore_side: SoreSide, catalogue: Catalogue) -> str:
    """For which side a plan is, in words."""
    if sore_side.side:
        side = side_word(catalogue.words, sore_side.side)
        return fill(translate("Handout", "For your {side} side"), side=side)
    if sore_side is SoreSide.BOTH:
        return translate("Handout", "For both sides")
    return translate("Handout", "Side not known yet")


def minutes_in_words(plan: Plan, catalogue: Catalogue) -> str:
    """How long a plan takes."""
    minutes = max(1, round(total_s(timeline(plan, catalogue)) / _SECONDS_PER_MINUTE))
    if minutes == 1:
        return catalogue.words.phrases.about_one_minute
    return fill(catalogue.words.phrases.about_minutes, minutes=minutes)


def _head(order: PlanOrder, catalogue: Catalogue) -> Data:
    return {
        "heading": translate("Handout", "My exercises"),
        "side": sore_in_words(order.plan.sore_side, catalogue),
        "minutes": minutes_in_words(order.plan, catalogue),
        "code": _code(order),
    }


def _qr_files(order: PlanOrder, catalogue: Catalogue) -> dict[str, bytes]:
    return {_QR_FILE: qr_svg(qr_text(order.plan, catalogue, order.code))}


def _code(order: PlanOrder) -> Data:
    """The square code, and the code for typing where there is one."""
    if order.take_home:
        head = translate("Handout", "Take it home")
        how = translate("Handout", "In Evenkeel at home, choose “I have a code” and type:")
    else:
        head = translate("Handout", "For another computer")
        how = translate("Handout", "In Evenkeel on that computer, choose “I have a code” and type:")
    lost = translate(
        "Handout", "Not all of your own changes fit into the code. Copy them from here."
    )
    return {
        "file": _QR_FILE,
        "alt": translate("Handout", "A QR code that holds this list for a phone."),
        "head": head if order.code else "",
        "how": how if order.code else "",
        "typed": order.code,
        "lost": lost if order.code and not order.doses_kept else "",
        "square": translate(
            "Handout",
            "The QR code holds this list for a phone. Your name and answers are not in it.",
        ),
    }


def _line(plan: Plan, place: int, catalogue: Catalogue) -> Data:
    """One line of the order: number, name, sides, dosage, and the question after it."""
    item = plan.items[place]
    return {
        "number": place + 1,
        "name": name_of(plan, place, catalogue),
        "sides": sides_in_words(item.sides, catalogue),
        "dose": dose_of(item, catalogue),
        "question": question_of(plan, place, catalogue),
    }


def _good_to_know(plan: Plan, catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The advice, and what is left out with the reason."""
    for code in plan.advice:
        yield from ((one.title, (one.text,)) for one in catalogue.advice if one.code == code)
    if plan.left_out:
        texts = (
            fill(translate("Handout", "{names}: {reason}"), names=names, reason=reason)
            for names, reason in left_out_by_reason(plan, catalogue)
        )
        yield translate("Handout", "Left out for now"), tuple(texts)


def _distinct(plan: Plan) -> Iterator[tuple[PlanItem, list[int]]]:
    """Each exercise once, with all the numbers that it has in the order."""
    numbers: dict[str, list[int]] = {}
    for place, item in plan.numbered():
        numbers.setdefault(item.exercise, []).append(place + 1)
    for exercise, found in numbers.items():
        yield next(item for item in plan.items if item.exercise == exercise), found


def _referral(order: PlanOrder, catalogue: Catalogue) -> Iterator[Data]:
    """What to do instead of exercising, and what to tell whoever is asked for help."""
    plan = order.plan
    labels = [one.label for one in referring_options(order.answers, catalogue)]
    pattern = (
        translate("Handout", "You told us: {answer}.")
        if len(labels) == 1
        else translate("Handout", "You told us: {answers}.")
    )
    told = fill(pattern, answer=labels[0], answers=with_semicolons(labels)) if labels else ""
    now = (
        translate("Handout", "What you can do now")
        if plan.opens is not None
        else translate("Handout", "What to do now")
    )
    for one in catalogue.advice:
        if one.code not in plan.advice:
            continue
        lists = (
            (translate("Handout", "What would help"), openings_of(plan, catalogue)),
            (now, one.now),
            (translate("Handout", "What to tell them"), one.tell),
        )
        yield {
            "title": one.title,
            "text": one.text,
            "told": told,
            "lists": [{"head": head, "texts": list(found)} for head, found in lists if found],
        }

"""Every session in full, as the report for a therapist shows it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from evenkeel.catalogue.forms import with_semicolons
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import fill, side_word
from evenkeel.handout.document import Data
from evenkeel.handout.progress_order import NONE, ProgressOrder
from evenkeel.journal.records import DayEntry, Ending, Repetition, SessionHistory, SessionRecord
from evenkeel.journal.trends.days import counts_as_session
from evenkeel.language import day_text, number_text, time_text, translate


def session_data(one: SessionRecord, order: ProgressOrder, catalogue: Catalogue) -> Data:
    """A session: what was done, what hurt, how it ended, what was noted."""
    history = order.history(one.id)
    told = []
    if not counts_as_session(one):
        told.append(translate("Handout", "No repetition was done; it does not count as a session."))
    if one.how is Ending.ENDED:
        told.append(translate("Handout", "Ended before the last repetition."))
    if one.how is None:
        told.append(translate("Handout", "Not ended: it was cut off."))
    if one.how is Ending.HURT:
        told.append(translate("Handout", "Ended because it hurt more."))
    return {
        "when": fill(
            translate("Handout", "{day}, {time}"),
            day=day_text(one.started_at.date()),
            time=time_text(one.started_at),
        ),
        "pain": _pain(one.pain_before, one.pain_after),
        "side": _sore(one.sore_side, catalogue),
        "done": list(_done(history, catalogue)),
        "hurt": list(_hurt(history, catalogue)),
        "told": [*told, *_left(history, catalogue)],
        "note": fill(translate("Handout", "Note: {text}"), text=" ".join(one.note.split()))
        if one.note
        else "",
    }


def paper_day_data(one: DayEntry) -> Data:
    """A day that was typed in from the paper diary."""
    sessions = fill(
        translate("Handout", "From the paper diary; sessions marked: {count}."), count=one.sessions
    )
    return {
        "when": day_text(one.day),
        "pain": NONE if one.pain is None else str(one.pain),
        "side": "",
        "done": [],
        "hurt": [],
        "told": [sessions],
        "note": "",
    }


def _pain(before: int, after: int | None) -> str:
    if after is None:
        return fill(translate("Handout", "{before} before"), before=before)
    return fill(translate("Handout", "{before} before, {after} after"), before=before, after=after)


def _sore(sore_side: str, catalogue: Catalogue) -> str:
    match sore_side:
        case "left" | "right":
            side = side_word(catalogue.words, Side(sore_side))
            return fill(translate("Handout", "Sore side: {side}"), side=side)
        case "both":
            return translate("Handout", "Sore side: both")
        case _:
            return translate("Handout", "Sore side: not known")


def _done(history: SessionHistory, catalogue: Catalogue) -> Iterator[str]:
    """Each exercise in the order of the session, with its sides."""
    repetitions = [one for one, _ in history.repetitions]
    for _, found in groupby(repetitions, key=lambda one: one.item):
        group = list(found)
        sides = list(dict.fromkeys(one.side for one in group))
        parts = [
            _count([one for one in group if one.side == side], side, catalogue) for side in sides
        ]
        yield fill(
            translate("Handout", "{exercise}: {done}"),
            exercise=_name(group[0].exercise, group[0].variant, catalogue),
            done=with_semicolons(parts),
        )


def _count(group: Sequence[Repetition], side: Side | None, catalogue: Catalogue) -> str:
    holds = sorted({one.hold_s for one in group})
    seconds = (
        f"{number_text(holds[0])}–{number_text(holds[-1])}" if holds[1:] else number_text(holds[0])
    )
    dose = fill(
        translate("Handout", "{count}\u00a0×\u00a0{seconds}\u00a0s"),
        count=len(group),
        seconds=seconds,
    )
    if side is None:
        return dose
    return fill(
        translate("Handout", "{side} {dose}"), side=side_word(catalogue.words, side), dose=dose
    )


def _hurt(history: SessionHistory, catalogue: Catalogue) -> Iterator[str]:
    """Where it was stopped because it hurt, and what the reader said happened."""
    for stop, _ in history.stops:
        name = _name(stop.exercise, stop.variant, catalogue)
        if stop.side is not None:
            name = fill(
                translate("Handout", "{exercise}, {side}"),
                exercise=name,
                side=side_word(catalogue.words, stop.side),
            )
        where = fill(
            translate("Handout", "{exercise}, repetition {number}"), exercise=name, number=stop.rep
        )
        yield (
            fill(
                translate("Handout", "Stopped because it hurt: {where}. {what}"),
                where=where if stop.rep else name,
                what=_what(stop.what),
            ).strip()
        )


def _left(history: SessionHistory, catalogue: Catalogue) -> Iterator[str]:
    """What the person left before its end, by choice."""
    for left in history.still_left:
        pattern = translate("Handout", "Left early by choice: {exercise}.")
        if left.side is not None:
            pattern = translate("Handout", "Left early by choice: {exercise}, {side}.")
        yield fill(
            pattern,
            exercise=_name(left.exercise, left.variant, catalogue),
            side=side_word(catalogue.words, left.side) if left.side else "",
        )


def _what(code: str) -> str:
    match code:
        case "sharp":
            return translate("Handout", "A sharp pain.")
        case "spread":
            return translate("Handout", "The pain moved or spread.")
        case "worse":
            return translate("Handout", "It simply got worse.")
        case "":
            return ""
        case _:
            return translate("Handout", "Something else.")


def _name(exercise: str, variant: str | None, catalogue: Catalogue) -> str:
    """An exercise by its name, or that of its form; content may have changed since."""
    found = catalogue.exercises.get(exercise)
    if found is None:
        return exercise
    form = next((one.name for one in found.variants if one.id == variant), "")
    return form or found.name

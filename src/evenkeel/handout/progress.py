"""What the journal shows, on paper for a therapist: the weeks, then every session in full."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final

from evenkeel.catalogue.model import Catalogue, Exercise
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import fill, side_word
from evenkeel.guide.describe import dose_text
from evenkeel.guide.done import DoneDose
from evenkeel.guide.median import median
from evenkeel.guide.plan import Dose
from evenkeel.handout.document import Data, Document, Sheet, document
from evenkeel.handout.typesetting import pdf_bytes
from evenkeel.journal.records import (
    AbilityRating,
    AnsweredStep,
    DayEntry,
    Ending,
    Repetition,
    SessionHistory,
    SessionRecord,
)
from evenkeel.journal.storage.times import local_now
from evenkeel.journal.trends.abilities import ability_points, ability_trend
from evenkeel.journal.trends.dated_ahead import (
    DatedAhead,
    counting,
    counting_days,
    dated_ahead,
    is_ahead,
)
from evenkeel.journal.trends.days import counts_as_session, sessions_by_day, week_start
from evenkeel.journal.trends.progress import Verdict, series, trend
from evenkeel.language import (
    day_text,
    first_weekday,
    number_text,
    set_program_locale,
    time_text,
    translate,
)

#: The newest weeks; what lies further back is in the table for a spreadsheet.
WEEKS: Final = 26
_WORST: Final = 10
_NONE: Final = "–"


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressOrder:
    """What is to be shown.

    Attributes:
        sessions: the sessions in the order of time.
        history: what was written of the session with an id while it went on.
        paper_days: the days of the paper diary.
        abilities: the ratings of the person's own activities [DAYS-6].
        steps: the small steps that were proposed and answered; those that were taken are shown.
    """

    sessions: Sequence[SessionRecord]
    history: Callable[[int], SessionHistory]
    paper_days: Sequence[DayEntry]
    abilities: Sequence[AbilityRating] = ()
    steps: Sequence[AnsweredStep] = ()


def progress_title() -> str:
    """The name of the document, as it stands at its head and foot."""
    return translate("Handout", "Exercises and pain")


def progress_document(
    order: ProgressOrder, sheet: Sheet, now: datetime, catalogue: Catalogue
) -> Document:
    """The weeks, each with its bar, and every session of them.

    What is older is counted, and so is what a wrong clock has dated later than now.
    """
    ahead = dated_ahead(order.sessions, now, order.paper_days)
    order = replace(
        order,
        sessions=counting(order.sessions, now),
        paper_days=counting_days(order.paper_days, now),
    )
    weeks = _weeks(order)
    since = weeks[0].start if weeks else date.min
    shown = [one for one in order.sessions if one.started_at.date() >= since]
    days = [one for one in order.paper_days if one.day >= since]
    own: Data = {
        "summary": [
            *_summary(order),
            *_abilities(order, now),
            *_steps(order.steps, now, catalogue),
        ],
        "left_out": _left_out(order, since),
        "ahead": _ahead(ahead),
        "weeks_title": translate("Handout", "Week by week"),
        "weeks_head": [
            translate("Handout", "Week from"),
            translate("Handout", "Sessions"),
            translate("Handout", "Pain before"),
            translate("Handout", "after"),
        ],
        "weeks": [
            {
                "cells": [
                    day_text(week.start),
                    str(week.sessions),
                    _number(week.before),
                    _number(week.after),
                ],
                "pain": week.before,
            }
            for week in weeks
        ],
        "worst": _WORST,
        "sessions_title": translate("Handout", "Every session, the newest first"),
        "sessions_head": [
            translate("Handout", "When"),
            translate("Handout", "Pain"),
            translate("Handout", "What was done, what hurt, what was noted"),
        ],
        "sessions": [
            data
            for _, data in sorted(
                [
                    *((one.started_at.date(), _session(one, order, catalogue)) for one in shown),
                    *((one.day, _paper_day(one)) for one in days),
                ],
                key=lambda pair: pair[0],
                reverse=True,
            )
        ],
    }
    return document("progress", progress_title(), sheet, catalogue, now.date(), own)


def progress_pdf(order: ProgressOrder, sheet: Sheet, catalogue: Catalogue) -> bytes:
    """The sheets as one PDF document, printed today.

    Raises:
        TemplateError: a template is wrong.
    """
    set_program_locale()
    return pdf_bytes(progress_document(order, sheet, local_now(), catalogue))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Week:
    start: date
    sessions: int
    before: float | None
    after: float | None


def _summary(order: ProgressOrder) -> Iterator[str]:
    points = series(order.sessions, paper=order.paper_days)
    found = trend(points)
    if found.first is None or found.last is None:
        yield translate("Handout", "No session was kept yet.")
        return
    counts = sessions_by_day(order.sessions, order.paper_days)
    yield fill(
        translate("Handout", "Sessions: {count}. A session counts when a repetition was done."),
        count=sum(counts.values()),
    )
    yield fill(
        translate(
            "Handout", "Pain ratings from {first} to {last}, on a scale from 0 to 10: {count}."
        ),
        count=len(points),
        first=day_text(points[0].when.date()),
        last=day_text(points[-1].when.date()),
    )
    match found.verdict:
        case Verdict.BETTER:
            pattern = translate(
                "Handout", "Median pain before the sessions fell from {first} to {last}."
            )
        case Verdict.WORSE:
            pattern = translate(
                "Handout", "Median pain before the sessions rose from {first} to {last}."
            )
        case Verdict.NO_CLEAR_CHANGE:
            pattern = translate(
                "Handout",
                "Median pain before the sessions: {first} in the first 7 days, {last} in the last "
                "7 days; less than 2 points is no clear change.",
            )
        case _:
            yield translate("Handout", "These are too few to tell a change.")
            return
    yield fill(pattern, first=_number(found.first), last=_number(found.last))


def _steps(steps: Sequence[AnsweredStep], now: datetime, catalogue: Catalogue) -> Iterator[str]:
    """The small steps that were taken, of what is still known."""
    taken = [
        one
        for one in steps
        if one.taken and not is_ahead(one.at, now) and one.exercise in catalogue.exercises
    ]
    if taken:
        yield translate("Handout", "Changes to the exercises, one small step at a time:")
    for one in taken:
        exercise = catalogue.exercises[one.exercise]
        yield fill(
            translate("Handout", "{day}: {exercise}, {new} instead of {old}."),
            day=day_text(one.at.date()),
            exercise=exercise.name,
            new=_step_dose(exercise, one.after, one.before, catalogue),
            old=_step_dose(exercise, one.before, one.after, catalogue),
        )


def _step_dose(exercise: Exercise, dose: DoneDose, other: DoneDose, catalogue: Catalogue) -> str:
    """A dose, with its form where that is what differs."""
    text = dose_text(Dose(hold_s=dose.hold_s, rest_s=0, reps=dose.reps, sets=dose.sets), catalogue)
    form = next((one.name for one in exercise.variants if one.id == dose.form), "")
    if dose.form == other.form or not form:
        return text
    return fill(translate("Handout", "“{form}” ({dose})"), form=form, dose=text)


def _abilities(order: ProgressOrder, now: datetime) -> Iterator[str]:
    """The person's own activities, from the first to the last rating of the same ones."""
    points = ability_points(order.abilities, now)
    found = ability_trend(points)
    if found.first is None or found.last is None:
        return
    last = points[-1]
    first = next(one for one in points if one.abilities.keys() == last.abilities.keys())
    yield translate(
        "Handout",
        "What this person wants to be able to do again, from 0, not able to, to 10, as well as "
        "before (Patient-Specific Functional Scale):",
    )
    for name, ability in last.abilities.items():
        pattern = translate("Handout", "{activity}: {last} on {last_day}.")
        if found.change is not None:
            pattern = translate(
                "Handout", "{activity}: {first} on {first_day}, {last} on {last_day}."
            )
        yield fill(
            pattern,
            activity=name,
            first=first.abilities[name],
            first_day=day_text(first.when.date()),
            last=ability,
            last_day=day_text(last.when.date()),
        )
    match found.verdict:
        case Verdict.BETTER:
            pattern = translate("Handout", "The mean rose from {first} to {last}: clearly better.")
        case Verdict.WORSE:
            pattern = translate("Handout", "The mean fell from {first} to {last}: clearly worse.")
        case Verdict.NO_CLEAR_CHANGE:
            pattern = translate(
                "Handout",
                "The mean went from {first} to {last}; less than 2 points is no clear change.",
            )
        case _:
            return
    yield fill(pattern, first=_number(found.first), last=_number(found.last))


def _left_out(order: ProgressOrder, since: date) -> str:
    """What is older than the sheets show; empty where all is shown."""
    counts = sessions_by_day(order.sessions, order.paper_days)
    older = sum(count for day, count in counts.items() if day < since)
    if not older:
        return ""
    return fill(
        translate(
            "Handout",
            "Left out: the sessions before {day}, {count} of {all}. The table for a spreadsheet "
            "has all of them.",
        ),
        day=day_text(since),
        count=older,
        all=sum(counts.values()),
    )


def _ahead(found: DatedAhead | None) -> str:
    """What is dated later than now, and so is not shown; empty where nothing is."""
    if found is None:
        return ""
    return fill(
        translate(
            "Handout",
            "Left out: entries that are dated later than today, {count}. The clock was wrong; "
            "their dates can be put right in the program.",
        ),
        count=found.count,
    )


def _weeks(order: ProgressOrder) -> list[_Week]:
    """The newest weeks, oldest first, also those without a session in between."""
    points = series(order.sessions, paper=order.paper_days)
    counts = sessions_by_day(order.sessions, order.paper_days)
    days = [*counts, *(point.when.date() for point in points)]
    if not days:
        return []
    first = first_weekday()
    newest = week_start(max(days), first)
    oldest = max(week_start(min(days), first), newest - timedelta(weeks=WEEKS - 1))
    weeks = []
    for number in range((newest - oldest).days // 7 + 1):
        start = oldest + timedelta(weeks=number)
        here = [one for one in points if week_start(one.when.date(), first) == start]
        after = [one.after for one in here if one.after is not None]
        weeks.append(
            _Week(
                start=start,
                sessions=sum(n for day, n in counts.items() if week_start(day, first) == start),
                before=median(one.before for one in here) if here else None,
                after=median(after) if after else None,
            )
        )
    return weeks


def _session(one: SessionRecord, order: ProgressOrder, catalogue: Catalogue) -> Data:
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


def _paper_day(one: DayEntry) -> Data:
    sessions = fill(
        translate("Handout", "From the paper diary; sessions marked: {count}."), count=one.sessions
    )
    return {
        "when": day_text(one.day),
        "pain": _NONE if one.pain is None else str(one.pain),
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
            done="; ".join(parts),
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


def _number(value: float | None) -> str:
    return _NONE if value is None else number_text(value)

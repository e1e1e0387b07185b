"""A past session in words."""

from collections.abc import Iterator, Sequence

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import fill, side_word
from evenkeel.guide.describe import name_of
from evenkeel.journal.entries.corrections import SessionDetails
from evenkeel.journal.records import (
    CompletionClaim,
    Ending,
    LeftExercise,
    PainStop,
    Repetition,
    SessionRecord,
)
from evenkeel.language import day_text, time_text, translate

_MINUTE = 60


def heading_text(record: SessionRecord) -> str:
    """When the session was; with the day of its end, where that is another one."""
    begun, ended = record.started_at, record.ended_at
    if ended is None or time_text(ended) == time_text(begun):
        return time_text(begun)
    if ended.date() != begun.date():
        return fill(
            translate("DayPage", "{begin} to {end} on {day}"),
            begin=time_text(begun),
            end=time_text(ended),
            day=day_text(ended.date()),
        )
    return fill(
        translate("DayPage", "{begin} to {end}"), begin=time_text(begun), end=time_text(ended)
    )


def pain_words(record: SessionRecord) -> str:
    """Pain before and after."""
    if record.pain_after is None:
        return fill(
            translate("DayPage", "{before} before; not answered after"), before=record.pain_before
        )
    return fill(
        translate("DayPage", "{before} before, {after} after"),
        before=record.pain_before,
        after=record.pain_after,
    )


def ending_words(record: SessionRecord) -> str:
    """How it ended."""
    return {
        None: translate("DayPage", "Not ended yet"),
        Ending.FINISHED: translate("DayPage", "Completed"),
        Ending.ENDED: translate("DayPage", "Ended early"),
        Ending.HURT: translate("DayPage", "Ended because it hurt more"),
    }[record.how]


def really_words(really: CompletionClaim | None) -> str:
    """How much of it was really done, as the user said."""
    return {
        None: translate("DayPage", "Not answered"),
        CompletionClaim.ALL: translate("DayPage", "All of it"),
        CompletionClaim.SOME: translate("DayPage", "Some of it"),
        CompletionClaim.NONE: translate("DayPage", "None of it"),
    }[really]


def done_words(details: SessionDetails, catalogue: Catalogue) -> list[str]:
    """What was done: a line for each exercise and side, in the order of the session."""
    groups: dict[tuple[int, Side | None], list[Repetition]] = {}
    for repetition in details.done:
        groups.setdefault((repetition.item, repetition.side), []).append(repetition)
    return [
        _group_text(details, side, repetitions, catalogue)
        for (_, side), repetitions in groups.items()
    ]


def hurt_words(details: SessionDetails, catalogue: Catalogue) -> list[str]:
    """What hurt: a line for each time that an exercise was stopped."""
    return [" ".join(_stop_texts(details, stop, catalogue)) for stop in details.stops]


def left_words(details: SessionDetails, catalogue: Catalogue) -> list[str]:
    """What was left early: a line for each exercise, with what was done of that side."""
    return [_left_text(details, left, catalogue) for left in details.left]


def _left_text(details: SessionDetails, left: LeftExercise, catalogue: Catalogue) -> str:
    name = _name(details, left.item, left.exercise, catalogue)
    done = len(
        {
            (one.set, one.rep)
            for one in details.done
            if one.item == left.item and one.side == left.side
        }
    )
    side = side_word(catalogue.words, left.side) if left.side else ""
    if side and not done:
        pattern = translate("DayPage", "{exercise}, {side} side, before the first repetition")
    elif side and done == 1:
        pattern = translate("DayPage", "{exercise}, {side} side, after 1 repetition")
    elif side:
        pattern = translate("DayPage", "{exercise}, {side} side, after {count} repetitions")
    elif not done:
        pattern = translate("DayPage", "{exercise}, before the first repetition")
    elif done == 1:
        pattern = translate("DayPage", "{exercise}, after 1 repetition")
    else:
        pattern = translate("DayPage", "{exercise}, after {count} repetitions")
    return fill(pattern, exercise=name, side=side, count=done)


def _group_text(
    details: SessionDetails, side: Side | None, done: Sequence[Repetition], catalogue: Catalogue
) -> str:
    """One exercise on one side; a repetition that was done again counts once."""
    first = done[0]
    name = _name(details, first.item, first.exercise, catalogue)
    count = len({(repetition.set, repetition.rep) for repetition in done})
    held = _held(done)
    planned = _planned(details, first.item)
    if side is None:
        pattern = translate("DayPage", "{exercise}: {count} times, {held}")
        if planned is not None:
            pattern = translate("DayPage", "{exercise}: {count} of {planned}, {held}")
        if planned == 1:
            pattern = translate("DayPage", "{exercise}: done, {held}")
        return fill(pattern, exercise=name, count=count, planned=planned, held=held)
    pattern = translate("DayPage", "{exercise}: {side} side {count} times, {held}")
    if planned is not None:
        pattern = translate("DayPage", "{exercise}: {side} side {count} of {planned}, {held}")
    return fill(
        pattern,
        exercise=name,
        side=side_word(catalogue.words, side),
        count=count,
        planned=planned,
        held=held,
    )


def _stop_texts(details: SessionDetails, stop: PainStop, catalogue: Catalogue) -> Iterator[str]:
    name = _name(details, stop.item, stop.exercise, catalogue)
    side = side_word(catalogue.words, stop.side) if stop.side else ""
    number = _number(details, stop)
    if side and number:
        pattern = translate(
            "DayPage", "{exercise}, {side} side, repetition {number}: it hurt more."
        )
    elif side:
        pattern = translate("DayPage", "{exercise}, {side} side: it hurt more.")
    elif number:
        pattern = translate("DayPage", "{exercise}, repetition {number}: it hurt more.")
    else:
        pattern = translate("DayPage", "{exercise}: it hurt more.")
    yield fill(pattern, exercise=name, side=side, number=number)
    said = {
        "sharp": translate("DayPage", "You said: a sharp pain."),
        "spread": translate("DayPage", "You said: the pain moved or spread."),
        "worse": translate("DayPage", "You said: it simply got worse."),
        "other": translate("DayPage", "You said: something else."),
    }
    if stop.what:
        yield said.get(stop.what, fill(translate("DayPage", "You said: {what}."), what=stop.what))


def _number(details: SessionDetails, stop: PainStop) -> int | None:
    """Which repetition it was, counted over all sets."""
    if stop.rep is None:
        return None
    reps = 0
    if details.plan and stop.item < len(details.plan.items):
        reps = details.plan.items[stop.item].dose.reps
    return ((stop.set or 1) - 1) * reps + stop.rep


def _planned(details: SessionDetails, item: int) -> int | None:
    """How many repetitions of a side were planned, where that is known."""
    if details.plan is None or item >= len(details.plan.items):
        return None
    dose = details.plan.items[item].dose
    return dose.reps * dose.sets


def _held(done: Sequence[Repetition]) -> str:
    """How long each was held, or all of them where they differ."""
    lengths = {repetition.hold_s for repetition in done}
    if len(lengths) > 1:
        return fill(
            translate("DayPage", "{time} together"),
            time=_time(sum(repetition.hold_s for repetition in done)),
        )
    if len(done) == 1:
        return _time(done[0].hold_s)
    return fill(translate("DayPage", "{time} each"), time=_time(done[0].hold_s))


def _time(seconds: float) -> str:
    if seconds >= 2 * _MINUTE:
        return fill(translate("DayPage", "{count}\u00a0min"), count=round(seconds / _MINUTE))
    return fill(translate("DayPage", "{count}\u00a0s"), count=round(seconds))


def _name(details: SessionDetails, item: int, exercise: str, catalogue: Catalogue) -> str:
    if exercise not in catalogue.exercises:
        return fill(
            translate("DayPage", "An exercise that is not in this version ({code})"), code=exercise
        )
    plan = details.plan
    if plan and item < len(plan.items) and plan.items[item].exercise == exercise:
        return name_of(plan, item, catalogue)
    return catalogue.exercises[exercise].name

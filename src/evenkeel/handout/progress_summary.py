"""What the report for a therapist says before its tables: trends, steps, what is left out."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from evenkeel.catalogue.model import Catalogue, Exercise
from evenkeel.catalogue.wording import fill
from evenkeel.guide.describe import dose_text
from evenkeel.guide.done import DoneDose
from evenkeel.guide.plan import Dose
from evenkeel.handout.progress_order import ProgressOrder, number_or_none
from evenkeel.journal.records import AnsweredStep
from evenkeel.journal.trends.abilities import ability_points, ability_trend
from evenkeel.journal.trends.dated_ahead import DatedAhead, is_ahead
from evenkeel.journal.trends.days import sessions_by_day
from evenkeel.journal.trends.progress import Verdict, series, trend
from evenkeel.language import day_text, translate


def summary(order: ProgressOrder) -> Iterator[str]:
    """How many sessions and ratings there are, and whether the pain has changed."""
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
    yield fill(pattern, first=number_or_none(found.first), last=number_or_none(found.last))


def steps_in_words(
    steps: Sequence[AnsweredStep], now: datetime, catalogue: Catalogue
) -> Iterator[str]:
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


def abilities_in_words(order: ProgressOrder, now: datetime) -> Iterator[str]:
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
    yield fill(pattern, first=number_or_none(found.first), last=number_or_none(found.last))


def left_out(order: ProgressOrder, since: date) -> str:
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


def ahead_in_words(found: DatedAhead | None) -> str:
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

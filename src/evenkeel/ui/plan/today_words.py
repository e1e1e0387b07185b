"""The words on top of Today: whose plan it is, what was done last and how it felt."""

from collections.abc import Iterator
from datetime import timedelta

from evenkeel.catalogue.model import Words
from evenkeel.catalogue.terms import SoreSide
from evenkeel.catalogue.wording import fill, side_word
from evenkeel.journal.trends.progress import Trend, Verdict
from evenkeel.language import long_day_text, number_text, translate, weekday_text
from evenkeel.ui.plan.so_far import LastSession, SoFar

#: From these hours on it is afternoon, and evening.
_AFTERNOON, _EVENING = 12, 18
#: A day of the last week is named by its weekday.
_WEEK = timedelta(days=7)


def title_text(so_far: SoFar, sore: SoreSide, words: Words) -> str:
    """A greeting with the side and the day; before the first session, what the page is."""
    side = side_word(words, sore.side) if sore.side else ""
    if so_far.last is None:
        if side:
            return fill(translate("TodayPage", "Your plan for your {side} side"), side=side)
        if sore is SoreSide.BOTH:
            return translate("TodayPage", "Your plan for both sides")
        return translate("TodayPage", "Your plan")
    if side:
        patterns = (
            translate("TodayPage", "Good morning. Your {side} side, day {day}."),
            translate("TodayPage", "Good afternoon. Your {side} side, day {day}."),
            translate("TodayPage", "Good evening. Your {side} side, day {day}."),
        )
    elif sore is SoreSide.BOTH:
        patterns = (
            translate("TodayPage", "Good morning. Both sides, day {day}."),
            translate("TodayPage", "Good afternoon. Both sides, day {day}."),
            translate("TodayPage", "Good evening. Both sides, day {day}."),
        )
    else:
        patterns = (
            translate("TodayPage", "Good morning. Day {day}."),
            translate("TodayPage", "Good afternoon. Day {day}."),
            translate("TodayPage", "Good evening. Day {day}."),
        )
    hour = so_far.now.hour
    pattern = patterns[(hour >= _AFTERNOON) + (hour >= _EVENING)]
    return fill(pattern, side=side, day=so_far.day)


def last_text(so_far: SoFar) -> str:
    """What was done last and how it felt; empty before the first session."""
    return " ".join(_last(so_far, so_far.last)) if so_far.last else ""


def _last(so_far: SoFar, last: LastSession) -> Iterator[str]:
    day, today = last.at.date(), so_far.now.date()
    if day >= today:
        yield translate("TodayPage", "You have exercised today.")
    elif day == today - timedelta(days=1):
        yield translate("TodayPage", "Your last session was yesterday.")
    elif day > today - _WEEK:
        yield fill(
            translate("TodayPage", "Your last session was on {weekday}."), weekday=weekday_text(day)
        )
    else:
        yield fill(
            translate("TodayPage", "Your last session was on {day}."), day=long_day_text(day)
        )
    if last.done == last.planned > 1:
        yield fill(translate("TodayPage", "You did all {count} exercises."), count=last.planned)
    elif last.planned > 1:
        yield fill(
            translate("TodayPage", "You did {done} of {count} exercises."),
            done=last.done,
            count=last.planned,
        )
    if last.hurt:
        yield translate("TodayPage", "It hurt more.")
    if last.pain_before is None:
        return
    if last.pain_after is None:
        yield fill(translate("TodayPage", "Pain {before} before."), before=last.pain_before)
    else:
        yield fill(
            translate("TodayPage", "Pain {before} before, {after} after."),
            before=last.pain_before,
            after=last.pain_after,
        )


def week_text(so_far: SoFar) -> str:
    """How many sessions of this week's aim were done."""
    if so_far.week > so_far.aim:
        return fill(
            translate("TodayPage", "{done} sessions, more than your aim of {aim}"),
            done=so_far.week,
            aim=so_far.aim,
        )
    return fill(
        translate("TodayPage", "{done} of {aim} sessions"), done=so_far.week, aim=so_far.aim
    )


def trend_text(trend: Trend) -> str:
    """How the pain before exercising changed since the first week."""
    texts = {
        Verdict.NO_DATA: translate("TodayPage", "You will see here how it changes."),
        Verdict.TOO_FEW: translate("TodayPage", "Too early to tell."),
        Verdict.NO_CLEAR_CHANGE: translate("TodayPage", "No clear change since your first week."),
        Verdict.BETTER: translate(
            "TodayPage", "Clearly less: {first} in your first week, {last} now."
        ),
        Verdict.WORSE: translate(
            "TodayPage", "Clearly more: {first} in your first week, {last} now."
        ),
    }
    first, last = (number_text(pain or 0) for pain in (trend.first, trend.last))
    return fill(texts[trend.verdict], first=first, last=last)

"""The words under the chart: the verdict, what it means, and everything that is shown, in words."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from evenkeel.journal.progress import PainPoint, SeeProfessional, Trend, Verdict
from evenkeel.ui.pages.progress_view import SideProgress
from evenkeel.ui.widgets.calendar import month_title
from evenkeel.ui.widgets.painchart import points_text


def verdict_text(found: Trend) -> str:
    """Whether the pain before the sessions changed, in one sentence."""
    first, last = (points_text(one or 0) for one in (found.first, found.last))
    texts = {
        Verdict.NO_DATA: _tr("No sessions for this side yet."),
        Verdict.TOO_FEW: _tr("Too early to tell: a few more sessions will show more."),
        Verdict.NO_CLEAR_CHANGE: _tr(
            "No clear change yet: your pain before the sessions moved by less than 2 points."
        ),
        Verdict.BETTER: _tr(
            "Clearly less pain: before the sessions it went from {first} to {last}."
        ),
        Verdict.WORSE: _tr(
            "Clearly more pain: before the sessions it went from {first} to {last}."
        ),
    }
    return texts[found.verdict].format(first=first, last=last)


def meaning_text(found: Trend) -> str:
    """What the band of the chart means; empty without data."""
    if found.first is None:
        return ""
    text = _tr(
        "The band reaches 2 points up and down from your first week ({first}). Within it, "
        "a difference means little."
    )
    return text.format(first=points_text(found.first))


def in_words(shown: SideProgress) -> str:
    """Everything that the chart shows, in words."""
    guided = [point for point in shown.points if not point.paper]
    paper = [point.before for point in shown.points if point.paper]
    texts = [_sessions(guided)] if guided else []
    if paper:
        pattern = _tr("{count} days from your paper diary, with a pain between {low} and {high}.")
        texts.append(pattern.format(count=len(paper), low=min(paper), high=max(paper)))
    texts += [verdict_text(shown.trend), meaning_text(shown.trend)]
    return " ".join(filter(None, texts))


def _sessions(points: Sequence[PainPoint]) -> str:
    first, last = points[0], points[-1]
    befores = [point.before for point in points]
    afters = [point.after for point in points if point.after is not None]
    text = _tr("{count} sessions from {first} to {last}.").format(
        count=len(points), first=_day(first.when), last=_day(last.when)
    )
    text += " " + _tr("Pain before the sessions was between {low} and {high}.").format(
        low=min(befores), high=max(befores)
    )
    if afters:
        text += " " + _tr("Pain after them was between {low} and {high}.").format(
            low=min(afters), high=max(afters)
        )
    text += " " + _tr("In the last session: {before} before").format(before=last.before)
    if last.after is not None:
        text += ", " + _tr("{after} after").format(after=last.after)
    return f"{text}."


def advice_text(reason: SeeProfessional) -> str:
    """Why it is time to see a professional."""
    texts = {
        SeeProfessional.LASTING_RISE: _tr(
            "Your pain has been 2 points or more higher in the last three sessions. "
            "Please let a doctor or physiotherapist look at it."
        ),
        SeeProfessional.NO_FALL: _tr(
            "After four weeks of regular exercise the pain is not clearly less. "
            "A doctor or physiotherapist can look for the reason."
        ),
    }
    return texts[reason]


def _day(when: datetime) -> str:
    return f"{when.day} {month_title(when.date())}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProgressPage", text)

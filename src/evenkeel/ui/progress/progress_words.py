"""The words under the chart: the verdict, what it means, and everything that is shown, in words."""

from collections.abc import Iterator, Sequence

from evenkeel.catalogue.wording import fill
from evenkeel.journal.trends.progress import PainPoint, SeeProfessional, Trend, Verdict
from evenkeel.language import long_day_text, number_text, translate
from evenkeel.ui.progress.progress_view import SideProgress


def verdict_text(trend: Trend) -> str:
    """Whether the pain before the sessions changed, in one sentence."""
    first, last = (number_text(pain or 0) for pain in (trend.first, trend.last))
    texts = {
        Verdict.NO_DATA: translate("ProgressPage", "No sessions for this side yet."),
        Verdict.TOO_FEW: translate(
            "ProgressPage", "Too early to tell: a few more sessions will show more."
        ),
        Verdict.NO_CLEAR_CHANGE: translate(
            "ProgressPage",
            "No clear change yet: your pain before the sessions moved by less than 2 points.",
        ),
        Verdict.BETTER: translate(
            "ProgressPage", "Clearly less pain: before the sessions it went from {first} to {last}."
        ),
        Verdict.WORSE: translate(
            "ProgressPage", "Clearly more pain: before the sessions it went from {first} to {last}."
        ),
    }
    return fill(texts[trend.verdict], first=first, last=last)


def meaning_text(trend: Trend) -> str:
    """What the band of the chart means; empty without data."""
    if trend.first is None:
        return ""
    text = translate(
        "ProgressPage",
        "The band reaches 2 points above and below your first week ({first}). Changes within it "
        "are too small to matter.",
    )
    return fill(text, first=number_text(trend.first))


def in_words(shown: SideProgress) -> str:
    """Everything that the chart shows, in words."""
    guided = [point for point in shown.points if not point.paper]
    paper = [point.before for point in shown.points if point.paper]
    texts = [*_sessions(guided), *_paper_days(paper)]
    texts += [verdict_text(shown.trend), meaning_text(shown.trend)]
    return " ".join(filter(None, texts))


def _sessions(points: Sequence[PainPoint]) -> Iterator[str]:
    if not points:
        return
    last = points[-1]
    day = long_day_text(last.when.date())
    if len(points) == 1 and last.after is None:
        yield fill(
            translate("ProgressPage", "1 session, on {day}, with a pain of {before} before it."),
            day=day,
            before=last.before,
        )
        return
    if len(points) == 1:
        yield fill(
            translate(
                "ProgressPage",
                "1 session, on {day}, with a pain of {before} before and {after} after it.",
            ),
            day=day,
            before=last.before,
            after=last.after,
        )
        return
    yield fill(
        translate("ProgressPage", "{count} sessions from {first} to {last}."),
        count=len(points),
        first=long_day_text(points[0].when.date()),
        last=day,
    )
    befores = [point.before for point in points]
    if min(befores) == max(befores):
        yield fill(
            translate("ProgressPage", "Pain before every session was {pain}."), pain=last.before
        )
    else:
        yield fill(
            translate("ProgressPage", "Pain before the sessions was between {low} and {high}."),
            low=min(befores),
            high=max(befores),
        )
    afters = [point.after for point in points if point.after is not None]
    if afters and min(afters) == max(afters):
        yield fill(translate("ProgressPage", "Pain after them was {pain}."), pain=afters[0])
    elif afters:
        yield fill(
            translate("ProgressPage", "Pain after them was between {low} and {high}."),
            low=min(afters),
            high=max(afters),
        )
    if last.after is None:
        yield fill(
            translate("ProgressPage", "In the last session: {before} before."), before=last.before
        )
    else:
        yield fill(
            translate("ProgressPage", "In the last session: {before} before, {after} after."),
            before=last.before,
            after=last.after,
        )


def _paper_days(pains: Sequence[int]) -> Iterator[str]:
    if not pains:
        return
    low, high = min(pains), max(pains)
    if len(pains) == 1:
        yield fill(
            translate("ProgressPage", "1 day from your paper diary, with a pain of {pain}."),
            pain=low,
        )
    elif low == high:
        yield fill(
            translate(
                "ProgressPage", "{count} days from your paper diary, each with a pain of {pain}."
            ),
            count=len(pains),
            pain=low,
        )
    else:
        yield fill(
            translate(
                "ProgressPage",
                "{count} days from your paper diary, with a pain between {low} and {high}.",
            ),
            count=len(pains),
            low=low,
            high=high,
        )


def advice_text(reason: SeeProfessional) -> str:
    """Why it is time to see a professional."""
    texts = {
        SeeProfessional.LASTING_RISE: translate(
            "ProgressPage",
            "Your pain has been 2 points or more higher in the last three sessions. "
            "Please let a doctor or physiotherapist look at it.",
        ),
        SeeProfessional.NO_FALL: translate(
            "ProgressPage",
            "After four weeks of regular exercise the pain is not clearly less. "
            "A doctor or physiotherapist can look for the reason.",
        ),
    }
    return texts[reason]

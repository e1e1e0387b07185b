"""The words about the user's own activities."""

from evenkeel.catalogue.wording import fill
from evenkeel.journal.trends.abilities import AbilityTrend
from evenkeel.journal.trends.progress import Verdict
from evenkeel.language import number_text, translate


def ability_verdict(trend: AbilityTrend) -> str:
    """Whether the activities go better, in one sentence."""
    first, last = (number_text(round(mean or 0, 1)) for mean in (trend.first, trend.last))
    texts = {
        Verdict.NO_DATA: translate("Abilities", "You have not said yet how well it goes."),
        Verdict.TOO_FEW: translate(
            "Abilities", "A beginning: {last} of 10. In two weeks you see whether it changes."
        ),
        Verdict.NO_CLEAR_CHANGE: translate(
            "Abilities", "No clear change yet: {first} of 10 at first, {last} now."
        ),
        Verdict.BETTER: translate("Abilities", "Clearly better: from {first} to {last} of 10."),
        Verdict.WORSE: translate("Abilities", "Clearly harder: from {first} to {last} of 10."),
    }
    return fill(texts[trend.verdict], first=first, last=last)


def ability_meaning(trend: AbilityTrend) -> str:
    """What the band of the chart means; empty without data."""
    if trend.first is None:
        return ""
    return translate(
        "Abilities",
        "0 is not able to, 10 is as well as before. The band reaches 2 points above and below "
        "your first rating. Changes within it are too small to matter.",
    )

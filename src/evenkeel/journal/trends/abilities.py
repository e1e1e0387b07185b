"""What the ratings of the user's own activities show over time. Pure functions [DAYS-6].

An ability is a whole number from 0, not able to, to 10, as well as before: more is better.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Final

from msgspec import Struct

from evenkeel.journal.records import AbilityRating, Activity
from evenkeel.journal.trends.dated_ahead import is_ahead
from evenkeel.journal.trends.progress import Verdict

#: A change of the mean by so many points is a clear one: the minimal detectable change of the
#: Patient-Specific Functional Scale [DAYS-6].
IMPORTANT_MEAN_POINTS: Final = 2
#: The activities are asked about again after this time [DAYS-6].
ASKED_AFTER: Final = timedelta(days=14)


class AbilityPoint(Struct, frozen=True, kw_only=True):
    """The ratings of one moment: each activity by its name with its ability."""

    when: datetime
    abilities: Mapping[str, int]

    @property
    def mean(self) -> float:
        """The mean of the abilities."""
        return sum(self.abilities.values()) / len(self.abilities)


class AbilityTrend(Struct, frozen=True, kw_only=True):
    """How the mean changed from the first to the last rating of the same activities.

    ``first`` and ``last`` are missing without any rating, ``change`` also with a single one; it
    is last − first in points (more is better).
    """

    verdict: Verdict
    first: float | None = None
    last: float | None = None
    change: float | None = None


def ability_points(ratings: Iterable[AbilityRating], now: datetime) -> tuple[AbilityPoint, ...]:
    """The moments at which something was rated, in the order of time.

    What was skipped is not there, nor is what is dated later than now [DAYS-5].
    """
    given = [one for one in ratings if one.ability is not None and not is_ahead(one.at, now)]
    points = []
    for when, together in groupby(sorted(given, key=_AT), key=_AT):
        abilities = {one.activity: one.ability for one in together if one.ability is not None}
        points.append(AbilityPoint(when=when, abilities=abilities))
    return tuple(points)


def ability_trend(points: Sequence[AbilityPoint]) -> AbilityTrend:
    """Whether the mean changed by enough to matter.

    Only ratings of the same activities as the last ones can be compared.
    """
    if not points:
        return AbilityTrend(verdict=Verdict.NO_DATA)
    last = points[-1]
    alike = [one for one in points if one.abilities.keys() == last.abilities.keys()]
    first = alike[0]
    if len(alike) == 1:
        return AbilityTrend(verdict=Verdict.TOO_FEW, first=first.mean, last=last.mean)
    change = last.mean - first.mean
    verdict = Verdict.NO_CLEAR_CHANGE
    if abs(change) >= IMPORTANT_MEAN_POINTS:
        verdict = Verdict.BETTER if change > 0 else Verdict.WORSE
    return AbilityTrend(verdict=verdict, first=first.mean, last=last.mean, change=change)


def rating_due(
    activities: Iterable[Activity], ratings: Sequence[AbilityRating], now: datetime
) -> bool:
    """Whether the chosen activities are to be asked about: every two weeks, a skipped time counts.

    One that was chosen since the last rating is asked about at once.
    """
    chosen = {one.name for one in activities if one.chosen}
    asked = [one for one in ratings if one.activity in chosen and not is_ahead(one.at, now)]
    last = {one.activity: one.at for one in asked}
    return any(name not in last or now - last[name] >= ASKED_AFTER for name in chosen)


_AT = attrgetter("at")

"""Activities of the user's own choice, and how well they go [DAYS-6]."""

import csv
import io
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from evenkeel.journal.entries.store import Journal
from evenkeel.journal.export.table import COLUMNS, csv_bytes
from evenkeel.journal.records import AbilityRating, Activity
from evenkeel.journal.trends.abilities import (
    ASKED_AFTER,
    ability_points,
    ability_trend,
    rating_due,
)
from evenkeel.journal.trends.progress import Verdict

AT = datetime(2026, 11, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
SOCKS, STAIRS, CAR = "putting on socks", "climbing stairs", "getting out of the car"


def ids(journal: Journal) -> dict[str, int]:
    return {one.name: one.id for one in journal.activities()}


def rated(days: int, **abilities: int | None) -> list[AbilityRating]:
    at = AT + timedelta(days=days)
    return [
        AbilityRating(at=at, activity=name, ability=ability) for name, ability in abilities.items()
    ]


def test_what_is_chosen_and_rated_is_there_after_a_restart(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.choose_activities([f"  {SOCKS} ", STAIRS])
        journal.rate_activities({SOCKS: 3, STAIRS: None}, AT)
    with Journal.open(path) as journal:
        assert [(one.name, one.chosen) for one in journal.activities()] == [
            (SOCKS, True),
            (STAIRS, True),
        ]
        assert journal.ability_ratings() == (
            AbilityRating(at=AT, activity=SOCKS, ability=3),
            AbilityRating(at=AT, activity=STAIRS, ability=None),
        )
        assert journal.ability_ratings()[0].at.utcoffset() == timedelta(hours=1)


def test_another_choice_keeps_the_earlier_ratings_and_a_return_goes_on_with_them(
    journal: Journal,
) -> None:
    journal.choose_activities([SOCKS])
    first = ids(journal)[SOCKS]
    journal.rate_activities({SOCKS: 3}, AT)
    journal.choose_activities([STAIRS])
    assert [one.name for one in journal.activities() if one.chosen] == [STAIRS]
    assert [one.activity for one in journal.ability_ratings()] == [SOCKS]
    journal.choose_activities([SOCKS, STAIRS])
    assert ids(journal)[SOCKS] == first


@pytest.mark.parametrize(
    "names", [[SOCKS, STAIRS, CAR], [SOCKS, f" {SOCKS}"], [""], ["  "], ["x" * 61]]
)
def test_what_can_not_be_chosen_changes_nothing(journal: Journal, names: list[str]) -> None:
    journal.choose_activities([CAR])
    with pytest.raises(ValueError, match="activit"):
        journal.choose_activities(names)
    assert [one.name for one in journal.activities() if one.chosen] == [CAR]


def test_an_ability_beyond_the_scale_is_refused(journal: Journal) -> None:
    journal.choose_activities([SOCKS])
    with pytest.raises(ValueError, match="CHECK"):
        journal.rate_activities({SOCKS: 11}, AT)
    assert journal.ability_ratings() == ()


def test_what_was_never_chosen_is_not_rated(journal: Journal) -> None:
    journal.choose_activities([SOCKS])
    with pytest.raises(ValueError, match="never chosen"):
        journal.rate_activities({SOCKS: 3, STAIRS: 4}, AT)
    assert journal.ability_ratings() == ()


def test_erasing_takes_them_along(journal: Journal) -> None:
    journal.choose_activities([SOCKS])
    journal.rate_activities({SOCKS: 3}, AT)
    journal.erase()
    assert (journal.activities(), journal.ability_ratings()) == ((), ())


def test_what_was_skipped_or_is_dated_ahead_is_no_point() -> None:
    ratings = [*rated(0, socks=3, stairs=None), *rated(14, socks=None), *rated(90, socks=9)]
    (point,) = ability_points(ratings, AT + timedelta(days=20))
    assert (point.abilities, point.mean) == ({"socks": 3}, 3)


@pytest.mark.parametrize(
    ("first", "last", "verdict"),
    [
        ((3, 4), (5, 6), Verdict.BETTER),
        ((3, 4), (5, 5), Verdict.NO_CLEAR_CHANGE),
        ((6, 6), (4, 4), Verdict.WORSE),
        ((3, 8), (7, 8), Verdict.BETTER),
    ],
)
def test_two_points_of_the_mean_are_a_clear_change(
    first: tuple[int, int], last: tuple[int, int], verdict: Verdict
) -> None:
    """[DAYS-6]: a clear change is 2 points or more of their mean."""
    ratings = [
        *rated(0, socks=first[0], stairs=first[1]),
        *rated(14, socks=last[0], stairs=last[1]),
    ]
    found = ability_trend(ability_points(ratings, AT + timedelta(days=15)))
    assert found.verdict is verdict
    assert found.change == (sum(last) - sum(first)) / 2


def test_only_ratings_of_the_same_activities_are_compared() -> None:
    ratings = [*rated(0, socks=1), *rated(14, socks=5, stairs=5), *rated(28, socks=6, stairs=6)]
    found = ability_trend(ability_points(ratings, AT + timedelta(days=30)))
    assert (found.verdict, found.first, found.last) == (Verdict.NO_CLEAR_CHANGE, 5, 6)


def test_a_single_rating_and_none_are_too_few() -> None:
    now = AT + timedelta(days=1)
    assert ability_trend(ability_points(rated(0, socks=1), now)).verdict is Verdict.TOO_FEW
    assert ability_trend(()).verdict is Verdict.NO_DATA


def test_it_is_due_every_two_weeks_also_after_a_skipped_time() -> None:
    socks, stairs = (Activity(id=n, name=name) for n, name in enumerate(("socks", "stairs")))
    dropped = Activity(id=3, name="car", chosen=False)
    assert not rating_due([], [], AT)
    assert not rating_due([dropped], [], AT)
    assert rating_due([socks], [], AT)
    ratings = rated(0, socks=None)
    assert not rating_due([socks], ratings, AT + ASKED_AFTER - timedelta(seconds=1))
    assert rating_due([socks], ratings, AT + ASKED_AFTER)
    assert rating_due([socks, stairs], ratings, AT + timedelta(days=1))
    # A rating of a wrong clock does not keep it from being asked.
    assert rating_due([socks], rated(4000, socks=3), AT)


def test_the_table_has_a_row_for_each_and_no_formula() -> None:
    rating = AbilityRating(at=AT, activity="=socks", ability=3)
    skipped = AbilityRating(at=AT.astimezone(UTC), activity=STAIRS, ability=None)
    data = csv_bytes((), (), (rating, skipped)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data, newline="")))
    assert rows[1] == {
        **dict.fromkeys(COLUMNS, ""),
        "source": "activity",
        "started_at": "2026-11-01T09:30:00+01:00",
        "activity": "'=socks",
        "ability": "3",
    }
    assert (rows[0]["activity"], rows[0]["ability"], rows[0]["sessions"]) == (STAIRS, "", "")

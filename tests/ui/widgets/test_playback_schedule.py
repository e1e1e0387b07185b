"""What is seen of a movement at which moment."""

from dataclasses import dataclass
from itertools import pairwise
from types import SimpleNamespace

import pytest

from evenkeel.ui.widgets.figures.playback_schedule import (
    HOLD_MS,
    SLOW_HZ,
    PlaybackSchedule,
    arrival,
    demonstration,
    on_the_way,
    pause_between,
)


@dataclass(frozen=True, eq=False)
class Part:
    """A part of a way; no two are the same."""

    pictures: int


def movement(*pictures: int):
    """A way whose parts have so many pictures each."""
    names = ("start", *[f"over{k}" for k in range(len(pictures) - 1)], "hold")
    return SimpleNamespace(names=names, motions=tuple(map(Part, pictures)))


def moments(course):
    """What a screen shows of it, and a little more."""
    return [course.at(ms) for ms in range(0, course.duration_ms + 1, 14)]


def test_a_demonstration_begins_and_ends_with_the_hold() -> None:
    course = demonstration(movement(25), 2, pause_ms=900)
    assert course.at(0).below == "hold"
    assert course.still_ms(0) == 900
    last = course.at(course.duration_ms)
    assert (last.above, last.strength) == ("hold", 1.0)


def test_it_goes_back_to_the_start_and_looks_at_it() -> None:
    seen = [shown.below for shown in moments(demonstration(movement(25), 1))]
    assert "start" in seen


@pytest.mark.parametrize("parts", [(25,), (17, 17), (17, 0, 17)])
def test_nothing_jumps(parts: tuple[int, ...]) -> None:
    """From one moment to the next it moves on by less than half a picture, and melts in slowly."""
    course = demonstration(movement(*parts), 2)
    shown = moments(course)
    for before, now in pairwise(shown):
        if now.motion and now.motion is before.motion:
            assert abs(now.position - before.position) < 0.45
            assert abs(now.strength - before.strength) < 0.2 or now.above != before.above
        elif now.motion and before.motion:
            assert now.position % (now.motion.pictures - 1) == pytest.approx(0, abs=0.1)


def test_the_way_back_shows_the_same_pictures_as_the_way_there() -> None:
    """So that each of them is made once, however often it is shown."""
    course = demonstration(movement(25), 3)
    seen = [course.at(ms).position for ms in range(course.duration_ms + 1) if course.at(ms).motion]
    way_ms = 1.75 * (500 + 56 * 25)
    assert len({round(position, 4) for position in seen}) <= way_ms * SLOW_HZ / 1000 + 2


def test_it_is_eased() -> None:
    course = demonstration(movement(25), 1)
    moving = [s.position for s in moments(course) if s.motion and not s.above]
    steps = [abs(b - a) for a, b in pairwise(moving)]
    assert max(steps) > 5 * steps[2]


def test_an_arrival_reaches_the_hold_when_the_time_is_up_and_stays() -> None:
    for room_ms in (4000, 12000, 30000):
        course = arrival(movement(25), room_ms)
        assert course.stays
        assert course.duration_ms == pytest.approx(room_ms, abs=2)
        assert course.at(room_ms).above == "hold"
        assert course.at(room_ms - 1500).motion


def test_an_arrival_shows_the_exercise_at_its_own_speed() -> None:
    """Not only in its last second, and held for as long as there is time."""
    course = arrival(movement(25), 30000, 6000)
    held = sum(
        1 for ms in range(0, 30000, 100) if course.at(ms).below == "hold" and course.still_ms(ms)
    )
    assert 5500 <= held * 100 <= 12500
    assert course.at(1500).motion
    assert course.hz == SLOW_HZ


def test_a_step_of_the_way_is_shown_slowly_and_stays() -> None:
    course, usual = on_the_way(movement(25), 15000), demonstration(movement(25), 1)
    assert course.stays
    assert course.at(course.duration_ms).below == "hold"
    moving = [course.at(ms).position for ms in range(1000, 6000) if course.at(ms).motion]
    fast = [usual.at(ms).position for ms in range(usual.duration_ms) if usual.at(ms).motion]
    assert max(b - a for a, b in pairwise(moving)) < max(b - a for a, b in pairwise(fast))
    assert len(moving) > 3000


def test_with_little_time_the_way_is_shown_once() -> None:
    course = arrival(movement(25), 500)
    assert course.duration_ms < 3000
    assert course.at(course.duration_ms).above == "hold"


def test_between_two_holds_it_goes_back_and_forth() -> None:
    course = pause_between(movement(25), 15000)
    assert course.duration_ms == pytest.approx(15000, abs=2)
    assert any(shown.below == "start" for shown in moments(course))
    assert course.at(15000).above == "hold"
    assert pause_between(movement(25), 3000).at(9999).below == "start"


@pytest.mark.parametrize(
    "course",
    [
        demonstration(movement(25), 1),
        arrival(movement(25), 30000),
        pause_between(movement(25), 15000),
        pause_between(movement(25), 6000),
    ],
)
def test_a_lift_takes_as_long_as_it_does_when_it_is_done(course: PlaybackSchedule) -> None:
    """Three to four seconds to the hold, also in a short rest."""
    seen = [course.at(ms) for ms in range(course.duration_ms + 1)]
    lifts = [ms for ms, (a, b) in enumerate(pairwise(seen)) if b.position > a.position > 0]
    last = [ms for ms in lifts if ms > lifts[-1] - 4500]
    assert 2700 <= last[-1] - last[0] <= 4000


def test_two_pictures_of_one_body_melt_into_each_other() -> None:
    course = demonstration(movement(0), 1)
    assert all(shown.motion is None for shown in moments(course))
    assert any(0.2 < shown.strength < 0.8 for shown in moments(course))


def test_while_a_still_is_looked_at_nothing_has_to_be_painted() -> None:
    course = demonstration(movement(25), 2)
    calm = [ms for ms in range(course.duration_ms) if course.still_ms(ms)]
    assert len(calm) >= HOLD_MS
    assert all(course.at(ms) == course.at(ms + course.still_ms(ms) - 1) for ms in calm[::50])


def test_it_tells_which_moments_will_be_seen_in_their_order() -> None:
    way = movement(3, 2)
    first, second = way.motions
    course = demonstration(way, 3, pause_ms=900)
    told = course.moments()
    assert [motion for motion, _ in told] == sorted((m for m, _ in told), key=[second, first].index)
    for motion, last in ((first, 2), (second, 1)):
        seen = [moment for one, moment in told if one is motion]
        assert (seen[0], seen[-1]) == (last, 0)
        assert seen == sorted(set(seen), reverse=True)
    shown = {(s.motion, round(s.position, 4)) for s in moments(course) if s.motion}
    assert shown <= set(told)
    assert course.stills() == ["hold", "start"]
    assert arrival(way, 30000).moments()[0] == (first, 0)


def test_of_a_body_that_does_not_move_there_are_only_stills() -> None:
    course = demonstration(movement(0), 1)
    assert course.moments() == []
    assert {*course.stills()} == {"hold", "start"}

"""The line of the pain chart: smooth, within what was measured, with a gap at a long pause."""

import math
from datetime import date, timedelta
from itertools import pairwise

import pytest

from evenkeel.journal.trends.progress import MedianPoint
from evenkeel.ui.progress.smooth_line import smooth_line

FIRST = date(2026, 9, 1)


def medians(*values: float, every: int = 1, start: int = 0) -> list[MedianPoint]:
    return [
        MedianPoint(day=FIRST + timedelta(days=start + every * place), median=value)
        for place, value in enumerate(values)
    ]


def steepest(xs: list[float], ys: list[float]) -> float:
    pairs = pairwise(zip(xs, ys, strict=True))
    return max(abs((d - b) / (c - a)) for (a, b), (c, d) in pairs if c > a)


def test_nothing_gives_no_line_and_one_day_a_point() -> None:
    assert smooth_line([]) == ([], [])
    xs, ys = smooth_line(medians(4))
    assert set(ys) == {4}
    assert set(xs) == {FIRST.toordinal() + 0.5}


def test_a_step_becomes_a_slope_between_its_ends() -> None:
    xs, ys = smooth_line(medians(*[6] * 20, *[3] * 20))
    assert steepest(xs, ys) < 1
    assert ys[0] == pytest.approx(6)
    assert ys[-1] == pytest.approx(3)
    assert all(2.999 <= y <= 6.001 for y in ys)
    assert all(later <= y + 1e-9 for y, later in pairwise(ys))


def test_a_steady_pain_is_a_level_line() -> None:
    _, ys = smooth_line(medians(*[5] * 30, every=3))
    assert ys == pytest.approx([5] * len(ys))


def test_rare_days_are_joined_by_straight_parts() -> None:
    xs, ys = smooth_line(medians(6, 4, every=20))
    middle = min(range(len(xs)), key=lambda place: abs(xs[place] - FIRST.toordinal() - 10.5))
    assert ys[middle] == pytest.approx(5, abs=0.2)


def test_a_long_pause_interrupts_the_line() -> None:
    xs, ys = smooth_line([*medians(5, 5, 5), *medians(2, 2, 2, start=90)])
    gaps = [place for place, y in enumerate(ys) if math.isnan(y)]
    assert len(gaps) == 1
    assert all(y == pytest.approx(5) for y in ys[: gaps[0]])
    assert all(y == pytest.approx(2) for y in ys[gaps[0] + 1 :])
    assert xs == sorted(xs)


def test_ten_years_have_no_more_corners_than_can_be_told_apart() -> None:
    xs, _ = smooth_line(medians(*[n % 7 for n in range(3650)]))
    assert len(xs) <= 260

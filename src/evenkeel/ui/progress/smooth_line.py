"""The line of the pain chart: the 7-day medians without their steps."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from evenkeel.journal.trends.progress import MedianPoint

#: A pause longer than this many days interrupts the line.
_PAUSE_DAYS = 21
#: So many days on either side have a say, the nearer the more; over long times a part of them.
_REACH_DAYS = 7.0
_REACH_PART = 0.04
#: The line gets so many corners, more than can be told apart.
_CORNERS = 240
#: More days than this are put together first.
_MOST_DAYS = 480
_NOON = 0.5


def smooth_line(medians: Sequence[MedianPoint]) -> tuple[list[float], list[float]]:
    """The corners of the line: days as ordinals with noon in the middle, and pain.

    A long pause is a gap: a corner whose pain is not a number.
    """
    if not medians:
        return [], []
    xs, ys = _thinned(medians)
    span = xs[-1] - xs[0]
    reach = max(_REACH_DAYS, span * _REACH_PART)
    found_xs: list[float] = []
    found_ys: list[float] = []
    for first, last in _runs(xs):
        if found_xs:
            found_xs.append(found_xs[-1])
            found_ys.append(float("nan"))
        run_xs, run_ys = xs[first:last], ys[first:last]
        for x in _corners(run_xs, span):
            found_xs.append(x)
            found_ys.append(_weighted(run_xs, run_ys, x, reach))
    return found_xs, found_ys


def _thinned(medians: Sequence[MedianPoint]) -> tuple[list[float], list[float]]:
    """Days and medians; of many, the mean of a few after each other, as ten years are long."""
    every = -(-len(medians) // _MOST_DAYS)
    groups = [medians[first : first + every] for first in range(0, len(medians), every)]
    xs = [group[len(group) // 2].day.toordinal() + _NOON for group in groups]
    return xs, [sum(point.median for point in group) / len(group) for group in groups]


def _runs(xs: Sequence[float]) -> Iterator[tuple[int, int]]:
    """The first place of each run, and the place after its last."""
    ends = [place for place, (a, b) in enumerate(pairwise(xs), 1) if b - a > _PAUSE_DAYS]
    yield from pairwise([0, *ends, len(xs)])


def _corners(xs: Sequence[float], span: float) -> Iterator[float]:
    count = max(1, round(_CORNERS * (xs[-1] - xs[0]) / span)) if span else 1
    step = (xs[-1] - xs[0]) / count
    yield from (xs[0] + step * place for place in range(count + 1))


def _weighted(xs: Sequence[float], ys: Sequence[float], x: float, reach: float) -> float:
    """The mean of the days within reach, each with a weight that falls smoothly to nothing."""
    first, last = bisect_left(xs, x - reach), bisect_right(xs, x + reach)
    weights = [(1 - ((x - xs[place]) / reach) ** 2) ** 2 for place in range(first, last)]
    total = sum(weights)
    if not total:
        # Between two days that are both out of reach, the line goes straight.
        left = max(0, min(first - 1, len(xs) - 2))
        part = (x - xs[left]) / (xs[left + 1] - xs[left])
        return ys[left] + part * (ys[left + 1] - ys[left])
    return sum(w * ys[place] for w, place in zip(weights, range(first, last), strict=True)) / total

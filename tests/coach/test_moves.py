"""Ways between positions, the time they get, and an order with few of them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Kind, Position
from evenkeel.coach.moves import effort, fewest_turns, side_effort
from evenkeel.coach.timeline import PhaseKind, Timing, timeline
from evenkeel.guide.plan import Plan
from tests.coach.simulated import BRACE, LOOSEN, L, R, item, planned, small_plan

FITTED = Timing(fitted=True)
STRETCHES = ("piriformis_stretch", "abdominal_stretch", "childs_pose", "knee_to_chest_stretch")

places = st.sampled_from(Position)


def way(plan: Plan, catalogue: Catalogue) -> int:
    """All changes of position of a plan, with getting down at first and up at last."""
    inside = [catalogue.exercises[one.exercise].position_of(one.variant) for one in plan.items]
    return sum(effort(*pair) for pair in pairwise([Position.STANDING, *inside, Position.STANDING]))


@given(places, places, places)
def test_no_detour_is_shorter(a: Position, b: Position, c: Position) -> None:
    assert effort(a, a) == 0
    assert effort(a, b) == effort(b, a) <= 3
    assert effort(a, c) <= effort(a, b) + effort(b, c)


def test_standing_to_lying_takes_longer_than_side_to_side(catalogue: Catalogue) -> None:
    down = FITTED.to_prepare_s(Position.STANDING, Position.LYING_BACK)
    over = FITTED.to_prepare_s(Position.LYING_BACK, Position.LYING_SIDE)
    assert (down, over) == (30, 20)
    assert FITTED.to_prepare_s(Position.LYING_BACK, Position.LYING_BACK) == 15
    assert FITTED.to_switch_s(Position.LYING_BACK) == 10
    assert FITTED.to_switch_s(Position.LYING_SIDE) == 17
    assert side_effort(Position.LYING_SIDE) < effort(Position.STANDING, Position.LYING_SIDE)


@pytest.mark.parametrize("chosen", [5.0, 60.0])
def test_a_fitted_time_stays_within_the_range(chosen: float) -> None:
    timing = Timing(prepare_s=chosen, switch_s=chosen, fitted=True)
    down = timing.to_prepare_s(Position.STANDING, Position.LYING_BACK)
    assert down == min(60, 2 * chosen)
    assert chosen <= timing.to_switch_s(Position.LYING_SIDE) <= 60


def test_the_timeline_is_fitted_only_where_that_is_wanted(catalogue: Catalogue) -> None:
    plan = small_plan(item(BRACE, (L, R)), item("abdominal_stretch"))
    kinds = (PhaseKind.PREPARE, PhaseKind.SWITCH)

    def times(timing: Timing) -> list[float]:
        phases = timeline(plan, catalogue, timing=timing)
        return [phase.duration_s for phase in phases if phase.kind in kinds]

    assert times(Timing()) == [15, 10, 15]
    assert times(FITTED) == [30, 10, 20]


def test_both_sides_hold_alike_whatever_the_times(catalogue: Catalogue) -> None:
    plan = small_plan(item("quadriceps_stretch", (L, R), variant="lying"))
    held = {L: 0.0, R: 0.0}
    for phase in timeline(plan, catalogue, timing=FITTED):
        if phase.kind is PhaseKind.HOLD and phase.side:
            held[phase.side] += phase.duration_s
    assert held[L] == held[R] > 0


def test_the_stretches_are_arranged_and_the_rest_stays(catalogue: Catalogue) -> None:
    names = ("warm_up", "piriformis_stretch", "abdominal_stretch", "knee_to_chest_stretch", BRACE)
    plan = small_plan(*map(item, names))
    calm = fewest_turns(plan, catalogue)
    assert way(calm, catalogue) < way(plan, catalogue)
    assert [one.exercise for one in calm.items] == [
        "warm_up",
        "abdominal_stretch",
        "piriformis_stretch",
        "knee_to_chest_stretch",
        BRACE,
    ]


def test_the_shipped_order_is_not_made_worse(catalogue: Catalogue) -> None:
    plan = planned(catalogue, LOOSEN)
    calm = fewest_turns(plan, catalogue)
    assert way(calm, catalogue) <= way(plan, catalogue)
    for before, after in zip(plan.items, calm.items, strict=True):
        kinds = {catalogue.exercises[one.exercise].kind for one in (before, after)}
        assert before == after or kinds == {Kind.STRETCHING}


@given(st.lists(st.sampled_from(STRETCHES), min_size=1, max_size=6))
def test_never_more_turns_than_before_and_stable(catalogue: Catalogue, names: list[str]) -> None:
    plan = small_plan(*[item(name, reps=n + 1) for n, name in enumerate(names)])
    calm = fewest_turns(plan, catalogue)
    assert way(calm, catalogue) <= way(plan, catalogue)
    assert fewest_turns(calm, catalogue) == calm
    for name in names:
        assert [one for one in calm.items if one.exercise == name] == [
            one for one in plan.items if one.exercise == name
        ]


def test_a_stretch_that_decides_is_not_moved(catalogue: Catalogue) -> None:
    first, last = item("childs_pose", ask_helped=True), item("piriformis_stretch")
    plan = small_plan(item("abdominal_stretch"), first, last)
    assert fewest_turns(plan, catalogue).items[1] == first


@pytest.mark.parametrize(("part", "rests"), [(0.0, [0]), (0.5, [2]), (1.0, [4]), (2.0, [8])])
def test_rests_are_as_long_as_the_reader_wants(
    catalogue: Catalogue, part: float, rests: list[float]
) -> None:
    plan = small_plan(item(BRACE, (L,)))
    phases = timeline(plan, catalogue, timing=Timing(rest_part=part))
    assert [phase.duration_s for phase in phases if phase.kind is PhaseKind.REST] == rests
    assert sum(phase.duration_s for phase in phases if phase.kind is PhaseKind.HOLD) == 12


@pytest.mark.parametrize("part", [-0.1, 2.1])
def test_a_rest_has_its_range(part: float) -> None:
    with pytest.raises(ValueError, match="rest_part"):
        Timing(rest_part=part)

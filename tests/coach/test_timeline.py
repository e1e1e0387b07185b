"""The timeline of the contract; each property's docstring quotes the rule it holds."""

import json
from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.coach.timeline import (
    Helped,
    Phase,
    PhaseKind,
    Timing,
    timeline,
    timeline_document,
    total_s,
)
from evenkeel.guide.plan import Plan
from tests.coach.simulated import (
    BRACE,
    LOOSEN,
    ORDER,
    REALIGN,
    L,
    R,
    item,
    planned,
    plans,
    small_plan,
)

PREPARE, HOLD, REST, SWITCH, ASK = PhaseKind
timings = st.builds(
    Timing,
    prepare_s=st.floats(5, 60, allow_nan=False),
    switch_s=st.floats(5, 60, allow_nan=False),
)
answers = st.sampled_from(Helped)


def told(phases: tuple[Phase, ...]) -> list[tuple]:
    """The phases in short: kind, start, duration, side, set and repetition."""
    return [(p.kind, p.start_s, p.duration_s, p.side, p.set, p.rep) for p in phases]


def test_both_sides_with_the_question(catalogue: Catalogue) -> None:
    plan = small_plan(item(BRACE, (L, R), hold_s=6, rest_s=4, reps=2, ask_helped=True))
    assert told(timeline(plan, catalogue)) == [
        (PREPARE, 0, 15, L, 1, None),
        (HOLD, 15, 6, L, 1, 1),
        (REST, 21, 4, L, 1, 1),
        (HOLD, 25, 6, L, 1, 2),
        (SWITCH, 31, 10, R, 1, None),
        (HOLD, 41, 6, R, 1, 1),
        (REST, 47, 4, R, 1, 1),
        (HOLD, 51, 6, R, 1, 2),
        (ASK, 57, 0, None, None, None),
    ]


def test_rest_between_sets_and_no_side(catalogue: Catalogue) -> None:
    plan = small_plan(item("abdominal_stretch", (), hold_s=20, rest_s=10, reps=1, sets=2))
    assert told(timeline(plan, catalogue)) == [
        (PREPARE, 0, 15, None, 1, None),
        (HOLD, 15, 20, None, 1, 1),
        (REST, 35, 10, None, 1, 1),
        (HOLD, 45, 20, None, 2, 1),
    ]


def test_a_rest_of_no_time_is_there(catalogue: Catalogue) -> None:
    phases = timeline(small_plan(item("abdominal_stretch", rest_s=0)), catalogue)
    assert [(p.kind, p.duration_s) for p in phases][1:] == [(HOLD, 6), (REST, 0), (HOLD, 6)]


def test_slow_passes_lengthen_getting_ready(catalogue: Catalogue) -> None:
    plan = small_plan(item("lower_trunk_rotation", (L, R)))
    extra_s = catalogue.exercises["lower_trunk_rotation"].dosage.prepare_extra_s
    assert extra_s > 0
    phases = timeline(plan, catalogue, timing=Timing(prepare_s=5, switch_s=7))
    opening = [p.duration_s for p in phases if p.kind in (PREPARE, SWITCH)]
    assert opening == [5 + extra_s, 7]


def test_the_warm_up_is_one_hold_of_five_minutes(catalogue: Catalogue) -> None:
    phases = timeline(planned(catalogue, LOOSEN), catalogue)
    assert told(phases)[:2] == [(PREPARE, 0, 15, None, 1, None), (HOLD, 15, 300, None, 1, 1)]
    assert phases[2].kind is PREPARE


@pytest.mark.parametrize(
    ("helped", "done"),
    [(Helped.YES, [0, 3, 4]), (Helped.NO, [0, 1, 2, 3, 4]), (Helped.UNSURE, [0, 1, 2, 3, 4])],
)
def test_a_yes_leaves_out_what_the_plan_says(
    catalogue: Catalogue, helped: Helped, done: list[int]
) -> None:
    """Yes: leave out the inflare correction and the plank. No, or not sure: go on."""
    phases = timeline(ORDER, catalogue, helped=helped)
    assert list(dict.fromkeys(phase.item for phase in phases)) == done


def test_a_yes_keeps_what_comes_before_the_question(catalogue: Catalogue) -> None:
    plan = small_plan(
        item("plank_leg_reach", (L,)),
        item(BRACE, (L,), ask_helped=True),
        item("plank_leg_reach", (L,)),
        skip_if_helped=("plank_leg_reach",),
    )
    phases = timeline(plan, catalogue, helped=Helped.YES)
    assert {phase.item for phase in phases} == {0, 1}


def test_without_the_question_nothing_is_skipped(catalogue: Catalogue) -> None:
    """Where the brace itself is left out, the question is not asked and nothing is skipped."""
    plan = planned(catalogue, {**REALIGN, "equipment": ["wall", "swiss_ball"]})
    assert plan.exercises()[0] == "inflare_correction"
    phases = timeline(plan, catalogue, helped=Helped.YES)
    assert {p.item for p in phases} == set(range(len(plan.items)))
    assert not [p for p in phases if p.kind is ASK]


@given(plan=plans, timing=timings, helped=answers)
def test_contiguous(catalogue: Catalogue, plan: Plan, timing: Timing, helped: Helped) -> None:
    """Phases are contiguous and in order: each starts where the last one ended."""
    phases = timeline(plan, catalogue, timing=timing, helped=helped)
    assert phases[0].start_s == 0
    for one, following in pairwise(phases):
        assert following.start_s == one.end_s
    assert total_s(phases) == phases[-1].end_s
    assert [p.item for p in phases] == sorted(p.item for p in phases)


@given(plan=plans)
def test_exactly_one_hold_for_each(catalogue: Catalogue, plan: Plan) -> None:
    """Every side, set and repetition has exactly one ``hold``."""
    holds = Counter(
        (p.item, p.side, p.set, p.rep) for p in timeline(plan, catalogue) if p.kind is HOLD
    )
    wanted = {
        (n, side, set_, rep)
        for n, one in plan.numbered()
        for side in one.sides or (None,)
        for set_ in range(1, one.dose.sets + 1)
        for rep in range(1, one.dose.reps + 1)
    }
    assert set(holds) == wanted
    assert set(holds.values()) == {1}


@given(plan=plans)
def test_rest_between_and_none_after_the_last(catalogue: Catalogue, plan: Plan) -> None:
    """There is a ``rest`` between two repetitions and none after the last one of a side."""
    phases = timeline(plan, catalogue)
    for one, following in pairwise(phases):
        same_side = (one.item, one.side) == (following.item, following.side)
        if one.kind is HOLD and same_side and following.kind is not ASK:
            assert following.kind is REST
            assert (following.set, following.rep) == (one.set, one.rep)
        if one.kind is REST:
            assert same_side
            assert following.kind is HOLD
    assert phases[-1].kind in (HOLD, ASK)


@given(plan=plans)
def test_both_sides_get_the_same_time(catalogue: Catalogue, plan: Plan) -> None:
    """Both sides get the same time."""
    phases = timeline(plan, catalogue)
    for n, one in plan.numbered():
        if len(one.sides) == 2:
            times: dict[Side | None, float] = defaultdict(float)
            for phase in phases:
                if phase.item == n and phase.kind in (HOLD, REST):
                    times[phase.side] += phase.duration_s
            assert times[L] == times[R]


def test_the_document_of_the_contract(catalogue: Catalogue) -> None:
    phases = timeline(planned(catalogue, REALIGN), catalogue)
    document = timeline_document(phases)
    assert json.loads(json.dumps(document)) == document
    assert list(document) == ["schema", "total_s", "phases"]
    assert document["schema"] == 1
    assert document["total_s"] == total_s(phases)
    shown = document["phases"]
    assert isinstance(shown, list)
    assert shown[:2] == [
        {
            "start_s": 0.0,
            "duration_s": 15.0,
            "phase": "prepare",
            "item": 0,
            "exercise": BRACE,
            "side": "left",
            "set": 1,
            "rep": None,
        },
        {
            "start_s": 15.0,
            "duration_s": 6.0,
            "phase": "hold",
            "item": 0,
            "exercise": BRACE,
            "side": "left",
            "set": 1,
            "rep": 1,
        },
    ]


def test_a_referral_has_no_phases(catalogue: Catalogue) -> None:
    phases = timeline(planned(catalogue, {"pregnancy": "pregnant"}), catalogue)
    assert timeline_document(phases) == {"schema": 1, "total_s": 0.0, "phases": []}


@pytest.mark.parametrize("value", [4.9, 60.1, float("nan")])
@pytest.mark.parametrize("name", ["prepare_s", "switch_s"])
def test_timing_is_five_to_sixty_seconds(name: str, value: float) -> None:
    wrong: dict[str, Any] = {name: value}
    with pytest.raises(ValueError, match=f"^{name}: .*; allowed: 5 to 60 seconds$"):
        Timing(**wrong)

"""Every exercise is in one group: in the plan, could be added, or not for this person."""

from collections.abc import Mapping

import pytest

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.adjust import Adjustments, adjusted
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.exercise_groups import (
    ExerciseGroup,
    GroupedExercise,
    WhyNotPlanned,
    grouped_exercises,
)


def grouped(
    catalogue: Catalogue, document: Mapping[str, object], *taken_out: str
) -> dict[str, GroupedExercise]:
    answers = answers_from(document, catalogue)
    plan = decide(answers, catalogue)
    today = adjusted(plan, Adjustments(taken_out=frozenset(taken_out)), catalogue)
    found = grouped_exercises(answers, plan, today, catalogue)
    assert sorted(one.exercise for one in found) == sorted(catalogue.exercises)
    return {one.exercise: one for one in found}


def test_the_plan_comes_first_in_its_order(catalogue: Catalogue) -> None:
    found = grouped(catalogue, {"sore_side": "left", "pain_pattern": "shifted"})
    first = [one.exercise for one in found.values() if one.group is ExerciseGroup.PLANNED]
    assert (
        first
        == list(found)[: len(first)]
        == [
            "dontigny_knee_brace",
            "inflare_correction",
            "plank_leg_reach",
            "swiss_ball_superman",
        ]
    )


def test_what_could_be_added_says_why_it_is_not_there(catalogue: Catalogue) -> None:
    document = {"sore_side": "left", "pain_pattern": "shifted"}
    found = grouped(catalogue, document, "plank_leg_reach")
    assert found["plank_leg_reach"].why is WhyNotPlanned.TAKEN_OUT
    assert found["glute_bridge"].why is WhyNotPlanned.EXTRA
    assert found["childs_pose"].why is WhyNotPlanned.OTHER_PROGRAMME
    assert {one.reason for one in found.values()} == {None}


def test_what_is_not_for_this_person_has_its_reason_in_either_programme(
    catalogue: Catalogue,
) -> None:
    document = {
        "sore_side": "both",
        "pain_pattern": "shifted",
        "equipment": ["doorway", "wall"],
        "knee_pain": True,
    }
    found = grouped(catalogue, document)
    reasons = {
        code: one.reason for code, one in found.items() if one.group is ExerciseGroup.NOT_FOR_THEM
    }
    expected = {
        "inflare_correction": "both_sides_sore",
        "swiss_ball_superman": "no_swiss_ball",
        "adductor_squeeze": "no_soft_ball",
        "piriformis_stretch": "knee_pain",
    }
    assert reasons.items() >= expected.items()
    assert "glute_bridge" not in reasons


@pytest.mark.parametrize(
    "document", [{"pregnancy": "pregnant"}, {"red_flags": ["fever_or_unwell"]}]
)
def test_where_somebody_should_look_first_nothing_could_be_added(
    catalogue: Catalogue, document: Mapping[str, object]
) -> None:
    found = grouped(catalogue, document)
    assert {one.group for one in found.values()} == {ExerciseGroup.NOT_FOR_THEM}


def test_where_nothing_fits_each_has_its_own_reason(catalogue: Catalogue) -> None:
    found = grouped(catalogue, {"floor": False, "balance": "needs_support", "equipment": []})
    reasons = {one.reason for one in found.values() if one.group is ExerciseGroup.NOT_FOR_THEM}
    assert reasons >= {"cannot_use_floor", "needs_support"}
    assert found["warm_up"].group is ExerciseGroup.POSSIBLE

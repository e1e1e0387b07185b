"""Whose side is shown: the person's own, or another one with the sentence that it is not."""

import pytest

from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.catalogue.wording import side_word
from evenkeel.guide.answers import Answers, answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.shown_side import shown_side
from tests.content import shipped

CATALOGUE = shipped()
EXERCISES = CATALOGUE.exercises
NOT_SORE = "On the side that is NOT sore."
UNKNOWN = "This is not for you until you know which side is sore. It is shown for a sore LEFT side."


def answered(sore: str, **more: object) -> Answers:
    return answers_from({"sore_side": sore, **more}, CATALOGUE)


EVERY_FORM: list[tuple[str, str | None]] = [
    (exercise.id, variant)
    for exercise in EXERCISES.values()
    for variant in ((*(one.id for one in exercise.variants),) or (None,))
]


@pytest.mark.parametrize("sore", list(Side))
@pytest.mark.parametrize(("code", "variant"), EVERY_FORM)
def test_the_own_side_follows_the_sore_side(code: str, variant: str | None, sore: Side) -> None:
    """[SIDE-6]"""
    exercise = EXERCISES[code]
    shown = shown_side(exercise, answered(sore.value), CATALOGUE, variant=variant)
    rule = exercise.side_rule_of(variant)
    wanted = {SideRule.NONE: None, SideRule.NOT_SORE: sore.other}.get(rule, sore)
    assert (shown.variant, shown.side, shown.own) == (variant, wanted, True)
    assert shown.sentence == {
        SideRule.SORE: "On the sore side only.",
        SideRule.NOT_SORE: NOT_SORE,
    }.get(rule, "")


@pytest.mark.parametrize("sore", list(Side))
@pytest.mark.parametrize(("code", "variant"), EVERY_FORM)
def test_the_other_side_says_that_it_is_not_theirs(
    code: str, variant: str | None, sore: Side
) -> None:
    exercise, answers = EXERCISES[code], answered(sore.value)
    rule = exercise.side_rule_of(variant)
    if rule not in (SideRule.SORE, SideRule.NOT_SORE):
        return
    own = shown_side(exercise, answers, CATALOGUE, variant=variant).side
    assert own
    other = shown_side(exercise, answers, CATALOGUE, variant=variant, side=own.other)
    assert (other.side, other.own) == (own.other, False)
    assert other.sentence.startswith("This shows the other side. ")
    assert f"a sore {side_word(CATALOGUE.words, sore)} side" in other.sentence
    assert f"your {side_word(CATALOGUE.words, own)} " in other.sentence


def test_the_sentence_of_the_other_side_in_full() -> None:
    plank = EXERCISES["plank_leg_reach"]
    shown = shown_side(plank, answered("left"), CATALOGUE, variant="lift", side=Side.LEFT)
    assert shown.sentence == (
        "This shows the other side. With a sore LEFT side, lift and reach your RIGHT leg back."
    )


@pytest.mark.parametrize("side", [None, *Side])
@pytest.mark.parametrize("sore", ["left", "right", "both", "unsure", None])
@pytest.mark.parametrize(("code", "variant"), EVERY_FORM)
def test_a_sore_leg_is_never_called_not_sore(
    code: str, variant: str | None, sore: str | None, side: Side | None
) -> None:
    answers = answered(sore) if sore else None
    shown = shown_side(EXERCISES[code], answers, CATALOGUE, variant=variant, side=side)
    if shown.sentence == NOT_SORE:
        assert shown.side
        assert sore == shown.side.other.value


@pytest.mark.parametrize("plank", ["full", "knees", "no"])
@pytest.mark.parametrize("sore", ["left", "right", "both", "unsure"])
@pytest.mark.parametrize("pattern", ["shifted", "tight"])
def test_it_is_shown_as_the_plan_has_it(plank: str, sore: str, pattern: str) -> None:
    answers = answered(sore, plank=plank, pain_pattern=pattern, extras=True)
    for item in decide(answers, CATALOGUE).items:
        shown = shown_side(EXERCISES[item.exercise], answers, CATALOGUE)
        first = item.sides[0] if item.sides else None
        assert (shown.variant, shown.side, shown.own) == (item.variant, first, True)


@pytest.mark.parametrize(
    ("code", "variant", "sore", "side", "sentence"),
    [
        ("inflare_correction", None, None, Side.LEFT, "This shows it for a sore LEFT side."),
        ("plank_leg_reach", "lift", None, Side.RIGHT, "This shows it for a sore LEFT side."),
        (
            "inflare_correction",
            None,
            "both",
            Side.LEFT,
            "This is not for two sore sides. It is shown for a sore LEFT side.",
        ),
        (
            "plank_leg_reach",
            "lift",
            "both",
            Side.RIGHT,
            "This is not for two sore sides. It is shown for a sore LEFT side.",
        ),
        (
            "inflare_correction",
            None,
            "unsure",
            Side.LEFT,
            UNKNOWN,
        ),
        ("swiss_ball_superman", None, "both", Side.RIGHT, "Do each side in turn."),
        ("swiss_ball_superman", None, "unsure", Side.RIGHT, "Do each side in turn."),
    ],
)
def test_without_one_sore_side_it_says_whose_side_it_shows(
    code: str, variant: str | None, sore: str | None, side: Side, sentence: str
) -> None:
    answers = answered(sore) if sore else None
    shown = shown_side(EXERCISES[code], answers, CATALOGUE, variant=variant)
    assert (shown.side, shown.sentence) == (side, sentence)


def test_the_side_that_is_looked_at_is_named_where_none_is_known() -> None:
    inflare = EXERCISES["inflare_correction"]
    shown = shown_side(inflare, None, CATALOGUE, side=Side.RIGHT)
    assert shown.sentence == "This shows it for a sore RIGHT side."

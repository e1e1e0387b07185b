"""For every exercise, variant, side and step: picture, words, voice and plan name one limb.

The chain that is held, each link by a test of its own: the plan's side → the command → the
sentences of the steps → what the pictures show, in words and in their files → the timeline → the
spoken cues.
"""

import re
from collections.abc import Iterator
from itertools import groupby

import pytest
from msgspec.structs import replace

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue, Exercise, Form
from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.catalogue.wording import picture_in_words, say
from evenkeel.coach.timeline import PhaseKind, Timing, timeline
from evenkeel.figures.store import FigureStore
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import card_item, decide
from evenkeel.journal.settings import Person
from evenkeel.voice.cues import cues_of
from tests.coach.simulated import small_plan
from tests.content import shipped
from tests.limbs.said import LIMB_OF, Named, named, shown
from tests.voice.heard import SCRIPT

CATALOGUE = shipped()
FIGURES = resources_dir() / "figures"
PEOPLE = sorted(Person)
Case = tuple[str, str | None, Side | None]


def forms(catalogue: Catalogue = CATALOGUE) -> list[Case]:
    """Every exercise, in every variant, on every side."""
    found: list[Case] = []
    for exercise in catalogue.exercises.values():
        variants: list[str | None] = [one.id for one in exercise.variants]
        for variant in variants or [None]:
            sided = exercise.side_rule_of(variant) is not SideRule.NONE
            found += [(exercise.id, variant, side) for side in (tuple(Side) if sided else (None,))]
    return found


SIDED = [(exercise, variant, side) for exercise, variant, side in forms() if side]


class Card:
    """One form of one exercise on one side, with its sentences filled in."""

    def __init__(self, catalogue: Catalogue, case: Case, figures: FigureStore) -> None:
        exercise, variant, self.side = case
        self.exercise: Exercise = catalogue.exercises[exercise]
        self.form: Form = self.exercise.form_of(variant)
        self._words = catalogue.words
        self._figures = figures

    def said(self, text: str) -> list[Named]:
        return named(say(self._words, text, self.side))

    def told(self, picture: str) -> list[Named]:
        """What the picture shows, by its text."""
        return named(picture_in_words(self._words, self.exercise, picture, self.side))

    def glows(self) -> list[Named]:
        """Where it is felt in the hold, by the picture's text."""
        text = say(self._words, self.exercise.pictures[self.form.hold], self.side)
        return [one for part in text.split(". ") if "glow" in part for one in named(part)]

    def drawn(self, picture: str) -> tuple[Named, ...]:
        """The limbs that work in the picture, by its file."""
        return shown(self._figures, self.exercise.id, picture, self.side).limbs

    def works(self) -> list[Named]:
        """The limbs that work in the hold: by the command, and by the hold's picture."""
        return [*self.said(self.form.cue), *self.drawn(self.form.hold)]


def disagreements(catalogue: Catalogue, case: Case, figures: FigureStore) -> list[str]:
    """Where words and pictures of one form name different limbs or sides."""
    card = Card(catalogue, case, figures)
    faults = []
    command = card.said(card.form.cue)
    if card.side and (not command or command[0].side is not card.side):
        faults.append(f"the command means another side: {card.form.cue}")
    for picture, steps in groupby(card.form.steps, key=lambda step: step.figure):
        told, drawn = card.told(picture), card.drawn(picture)
        said = [one for step in steps for one in card.said(step.text)]
        faults += [
            f"the steps of {picture} say {one}, it shows another"
            for one in said
            if not _is_shown(one, told, drawn, card.works())
        ]
        if card.side:
            faults += _unsaid(picture, drawn, told, [*said, *command])
    felt, glows = card.said(card.form.felt), card.glows()
    return faults + [f"felt {one}, not so in the hold" for one in felt if one not in glows]


def _unsaid(
    picture: str, drawn: tuple[Named, ...], told: list[Named], said: list[Named]
) -> list[str]:
    """The limbs that a picture's file names and its words do not, or only after the other one."""
    faults = []
    for limb in drawn:
        if not any(one.side is limb.side and one.limb == limb.limb for one in told):
            faults.append(f"the text of {picture} does not tell {limb}")
        first = next((one for one in said if one.limb == limb.limb), None)
        if first is None or first.side is not limb.side:
            faults.append(f"{picture} is drawn for {limb}, its steps say {first}")
    return faults


def _is_shown(one: Named, told: list[Named], drawn: tuple[Named, ...], works: list[Named]) -> bool:
    """Whether what a sentence names is there: by the word, by the limb, or by what works."""
    for known in (
        [each for each in told if each.part == one.part],
        [each for each in drawn if each.limb == one.limb],
        [each for each in works if each.limb == one.limb],
    ):
        if known:
            return one.side in [each.side for each in known]
    return False


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("case", forms(), ids=str)
def test_picture_sentence_and_command_name_the_same_limb(case: Case, person: str) -> None:
    """[SIDE-5]"""
    assert disagreements(CATALOGUE, case, FigureStore(FIGURES, person)) == []


# What would be seen if one of them were swapped


def swapped(text: str) -> str:
    """A sentence that names the other side."""
    return text.replace("{side}", "{}").replace("{other}", "{side}").replace("{}", "{other}")


def _with_form(exercise: Exercise, form: Form) -> Exercise:
    if exercise.form:
        return replace(exercise, form=form)
    variants = tuple(
        form if one.id == getattr(form, "id", "") else one for one in exercise.variants
    )
    return replace(exercise, variants=variants)


def _one_swapped(exercise: Exercise, variant: str | None) -> Iterator[tuple[str, Exercise]]:
    """The exercise with one of its sentences swapped, each in turn."""
    form = exercise.form_of(variant)
    for key in ("cue", "felt"):
        yield key, _with_form(exercise, replace(form, **{key: swapped(getattr(form, key))}))
    for number, step in enumerate(form.steps):
        if "{side} foot down, then" in swapped(step.text):
            # It names both feet, one after the other: no picture shows the order.
            continue
        steps = list(form.steps)
        steps[number] = replace(step, text=swapped(step.text))
        yield f"step {number + 1}", _with_form(exercise, replace(form, steps=tuple(steps)))
    for name in {step.figure for step in form.steps}:
        texts = {**exercise.pictures, name: swapped(exercise.pictures[name])}
        yield f"picture {name}", replace(exercise, pictures=texts)


class SwappedFigures(FigureStore):
    """The pictures, of which one names the limb of the other side."""

    def __init__(self, exercise: str, name: str) -> None:
        super().__init__(FIGURES)
        self._swapped = (exercise, name)

    def svg(self, exercise: str, name: str) -> bytes:
        found = super().svg(exercise, name)
        if (exercise, name) != self._swapped:
            return found
        other = {b"left": b"right", b"right": b"left"}
        return re.sub(
            rb'data-limb="[^"]*"',
            lambda mark: re.sub(rb"left|right", lambda side: other[side[0]], mark[0]),
            found,
            count=1,
        )


@pytest.mark.parametrize("case", SIDED, ids=str)
def test_a_sentence_of_the_other_side_is_found(case: Case) -> None:
    name, variant, _ = case
    exercise = CATALOGUE.exercises[name]
    overlooked = []
    for what, changed in _one_swapped(exercise, variant):
        catalogue = replace(CATALOGUE, exercises={**CATALOGUE.exercises, name: changed})
        if changed != exercise and not disagreements(catalogue, case, FigureStore(FIGURES)):
            overlooked.append(what)
    assert overlooked == []


@pytest.mark.parametrize("case", SIDED, ids=str)
def test_a_picture_of_the_other_limb_is_found(case: Case) -> None:
    card = Card(CATALOGUE, case, FigureStore(FIGURES))
    pictures = [name for name in {one.figure for one in card.form.steps} if card.drawn(name)]
    for name in pictures:
        assert disagreements(CATALOGUE, case, SwappedFigures(case[0], name)), name


# The plan, the timeline and the voice


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("case", forms(), ids=str)
def test_a_picture_is_drawn_for_a_side_where_the_plan_has_one(case: Case, person: str) -> None:
    exercise, variant, side = case
    figures = FigureStore(FIGURES, person)
    form = CATALOGUE.exercises[exercise].form_of(variant)
    for name in {step.figure for step in form.steps}:
        assert shown(figures, exercise, name, side).sided or not side, name


@pytest.mark.parametrize("case", forms(), ids=str)
def test_plan_and_timeline_have_the_side_that_was_asked_for(case: Case) -> None:
    exercise, variant, side = case
    planned = card_item(CATALOGUE.exercises[exercise], variant, side)
    phases = timeline(small_plan(planned), CATALOGUE)
    sided = CATALOGUE.exercises[exercise].side_rule_of(variant)
    sides = list(dict.fromkeys(phase.side for phase in phases))
    if side and sided is SideRule.EACH:
        assert sides == [side, side.other]
        # Both sides get the same time [DOSE-2].
        holds = [
            sum(one.duration_s for one in phases if one.kind is PhaseKind.HOLD and one.side is done)
            for done in sides
        ]
        assert holds[0] == holds[1] > 0
    else:
        assert sides == [side]


@pytest.mark.parametrize("sore", list(Side))
@pytest.mark.parametrize("pattern", ["shifted", "tight"])
@pytest.mark.parametrize("more", [{}, {"leg_lift": False}, {"balance": "needs_support"}], ids=str)
def test_the_side_of_the_plan_follows_from_the_sore_one(
    sore: Side, pattern: str, more: dict[str, object]
) -> None:
    document = {"sore_side": sore.value, "pain_pattern": pattern, "extras": True, **more}
    plan = decide(answers_from(document, CATALOGUE), CATALOGUE)
    for item in plan.items:
        rule = CATALOGUE.exercises[item.exercise].side_rule_of(item.variant)
        first = {SideRule.SORE: sore, SideRule.NOT_SORE: sore.other, SideRule.EACH: sore}.get(rule)
        assert (item.sides or (None,))[0] is first, item.exercise


@pytest.mark.parametrize("case", forms(), ids=str)
def test_the_voice_names_the_limb_of_the_phase(case: Case) -> None:
    """[SIDE-5]"""
    card = Card(CATALOGUE, case, FigureStore(FIGURES))
    plan = small_plan(replace(card_item(card.exercise, case[1], case[2]), sides=case_sides(case)))
    phases = timeline(plan, CATALOGUE, timing=Timing(prepare_s=60, switch_s=60))
    heard = 0
    for timed in cues_of(phases, plan, CATALOGUE, script=SCRIPT):
        phase = next(one for one in reversed(phases) if one.start_s <= timed.at_s)
        if phase.kind is PhaseKind.ASK or not named(timed.cue.text):
            continue
        assert timed.cue.side is phase.side
        now = Card(CATALOGUE, (case[0], case[1], phase.side), FigureStore(FIGURES))
        texts = [card.form.cue, *(step.text for step in card.form.steps), *SCRIPT.turns.values()]
        known = [one for text in texts for one in now.said(text)]
        assert phase.side
        for one in named(timed.cue.text):
            assert one in known or one in _plainly(phase.side), (timed.cue.text, one)
        heard += 1
    assert heard or not case[2]


def case_sides(case: Case) -> tuple[Side, ...]:
    """This side first, then the other one, so that the change is heard as well."""
    return (case[2], case[2].other) if case[2] else ()


def _plainly(side: Side) -> tuple[Named, ...]:
    """«Get ready: LEFT side» and «Press, LEFT»."""
    return (Named(side, "side"), Named(side, "way"))


def test_every_part_of_the_body_that_is_named_is_known() -> None:
    for exercise, variant, _ in SIDED:
        form = CATALOGUE.exercises[exercise].form_of(variant)
        shown_texts = CATALOGUE.exercises[exercise].pictures.values()
        for text in (form.cue, form.felt, *(step.text for step in form.steps), *shown_texts):
            assert set(re.findall(r"\{(?:side|other)\} ([a-z]+)", text)) <= set(LIMB_OF), text

"""What is said when: the right side, in the time there is, and in the words of the catalogue."""

import math
import re
import shutil
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Equipment, Position, Side, SideRule
from evenkeel.catalogue.wording import say, side_word
from evenkeel.coach.moves import AT_THE_COMPUTER, GROUND_OF, Ground, spot_of
from evenkeel.coach.timeline import Helped, Phase, PhaseKind, Timing, ready_s, timeline
from evenkeel.guide.plan import Dose, Plan, PlanItem
from evenkeel.voice.cue import MARGIN_S, Cue, CueKind, TimedCue
from evenkeel.voice.cues import cue_for, cues_of, finish_cue, plain_cue, resumed_cue
from evenkeel.voice.script import Script
from evenkeel.voice.speech import ESPEAK, render
from evenkeel.voice.speech_timing import speaking_s, spoken
from evenkeel.voice.tones import Tone
from evenkeel.voice.wav import seconds_of
from evenkeel.voice.way import told, way_to
from tests.coach.simulated import BRACE, L, R, item, planned, small_plan
from tests.voice.heard import CATALOGUE, SCRIPT

LONG = Timing(prepare_s=60, switch_s=60)
#: Every plan that the answers can lead to in a way that matters to the ear.
DOCUMENTS = [
    {"pain_pattern": pattern, "sore_side": side, "extras": True, **more}
    for pattern in ("shifted", "tight")
    for side in ("left", "right", "both")
    for more in (
        {},
        {"balance": "needs_support"},
        {"balance": "needs_support", "equipment": ["doorway", "swiss_ball", "soft_ball"]},
        {"leg_lift": False, "plank": "knees"},
        {"leg_lift": False},
    )
]
PLANS = [planned(CATALOGUE, document) for document in DOCUMENTS]
REALIGN = planned(CATALOGUE, {"pain_pattern": "shifted", "sore_side": "left", "extras": True})
LOOSEN = planned(CATALOGUE, {"pain_pattern": "tight", "sore_side": "left", "extras": True})


def forms() -> list[tuple[str, str | None, Side | None]]:
    """Every exercise, in every variant, on every side it may be done on."""
    found: list[tuple[str, str | None, Side | None]] = []
    for exercise in CATALOGUE.exercises.values():
        for variant in exercise.variants or (None,):
            name = variant.id if variant else None
            sided = exercise.side_rule_of(name) is not SideRule.NONE
            found += [(exercise.id, name, side) for side in ((L, R) if sided else (None,))]
    return found


def plan_of(exercise: str, variant: str | None, side: Side | None, **dose: int) -> Plan:
    sides = (side.other, side) if side else ()
    return small_plan(replace(item(exercise, sides, **dose), variant=variant))  # type: ignore[arg-type]


def all_cues(plan: Plan, timing: Timing = LONG) -> list[tuple[Phase, Cue]]:
    """The cue at the start of each phase."""
    phases = timeline(plan, CATALOGUE, timing=timing)
    found = []
    for n, phase in enumerate(phases):
        following = phases[n + 1] if n + 1 < len(phases) else None
        before = phases[n - 1] if n else None
        cue = cue_for(phase, following, plan, CATALOGUE, script=SCRIPT, before=before)
        found.append((phase, cue))
    return found


def ways(plan: Plan, *, helped: Helped = Helped.NO) -> list[tuple[Phase, list[str]]]:
    """What is said on each way of a session in which nobody goes about."""
    found, here = [], AT_THE_COMPUTER
    for phase in timeline(plan, CATALOGUE, helped=helped):
        if phase.kind is PhaseKind.ASK:
            here = AT_THE_COMPUTER
            continue
        if phase.waits:
            found.append((phase, told(way_to(phase, None, here, plan, CATALOGUE, SCRIPT))))
        here = spot_of(plan.items[phase.item], phase.side, CATALOGUE)
    return found


def mirrored(text: str) -> str:
    return re.sub(
        r"\b(LEFT|RIGHT)\b", lambda match: "RIGHT" if match[0] == "LEFT" else "LEFT", text
    )


def end_of(timed: TimedCue) -> float:
    return timed.latest_s + timed.cue.seconds


# Sides and limbs


@pytest.mark.parametrize(("exercise", "variant", "side"), forms())
def test_cues_name_the_side_and_the_limb_of_the_plan(
    catalogue: Catalogue, exercise: str, variant: str | None, side: Side | None
) -> None:
    form = catalogue.exercises[exercise].form_of(variant)
    for phase, cue in all_cues(plan_of(exercise, variant, side, hold_s=30, rest_s=30)):
        assert cue.side is phase.side
        command = say(catalogue.words, form.cue, phase.side)
        first_hold = phase.kind is PhaseKind.HOLD and phase.rep == 1
        if (phase.kind is PhaseKind.PREPARE and not phase.waits) or first_hold:
            assert command.lower() in cue.text.lower()
        if phase.kind in (PhaseKind.PREPARE, PhaseKind.SWITCH) or first_hold:
            assert not phase.side or side_word(catalogue.words, phase.side) in cue.text


@pytest.mark.parametrize(("exercise", "variant", "side"), forms())
def test_the_way_ends_with_the_command_and_names_the_side(
    exercise: str, variant: str | None, side: Side | None
) -> None:
    form = CATALOGUE.exercises[exercise].form_of(variant)
    for phase, texts in ways(plan_of(exercise, variant, side)):
        command = say(CATALOGUE.words, form.cue, phase.side)
        assert command.lower() in texts[-1].lower()
        assert not phase.side or side_word(CATALOGUE.words, phase.side) in " ".join(texts)


@pytest.mark.parametrize(("exercise", "variant", "side"), forms())
def test_the_way_on_the_other_side_is_the_same_with_the_sides_exchanged(
    exercise: str, variant: str | None, side: Side | None
) -> None:
    if side is None:
        return
    here, there = (
        ways(plan_of(exercise, variant, side)),
        ways(plan_of(exercise, variant, side.other)),
    )
    assert [texts for _, texts in there] == [list(map(mirrored, texts)) for _, texts in here]


@pytest.mark.parametrize(("exercise", "variant", "side"), forms())
def test_the_other_side_is_said_with_the_sides_exchanged_and_nothing_else(
    exercise: str, variant: str | None, side: Side | None
) -> None:
    if side is None:
        return
    for timing in (Timing(prepare_s=5, switch_s=5), Timing(), LONG):
        here = all_cues(plan_of(exercise, variant, side), timing)
        there = all_cues(plan_of(exercise, variant, side.other), timing)
        assert [cue.text for _, cue in there] == [mirrored(cue.text) for _, cue in here]


@pytest.mark.parametrize(("exercise", "variant", "side"), forms())
def test_the_first_word_of_every_command_can_be_called_out(
    script: Script, exercise: str, variant: str | None, side: Side | None
) -> None:
    cue = CATALOGUE.exercises[exercise].form_of(variant).cue
    assert cue.split()[0] in script.commands


@pytest.mark.parametrize(("exercise", "variant", "side"), forms())
@pytest.mark.parametrize("seconds", [5, 6, 10])
def test_the_side_is_said_in_the_first_repetition_and_the_switch_however_short(
    exercise: str, variant: str | None, side: Side | None, seconds: int
) -> None:
    timing = Timing(prepare_s=5, switch_s=max(5, seconds))
    for phase, cue in all_cues(plan_of(exercise, variant, side, hold_s=seconds), timing):
        first_hold = phase.kind is PhaseKind.HOLD and phase.rep == 1
        if phase.side and (phase.kind is PhaseKind.SWITCH or first_hold):
            assert side_word(CATALOGUE.words, phase.side) in cue.text


# Getting there


@pytest.mark.parametrize("plan", PLANS, ids=str)
@pytest.mark.parametrize("helped", Helped)
def test_getting_down_up_and_over_is_always_said(
    script: Script, plan: Plan, helped: Helped
) -> None:
    texts = {(phase.item, phase.kind): told for phase, told in ways(plan, helped=helped)}
    there = Position.STANDING
    for phase in timeline(plan, CATALOGUE, helped=helped):
        here = CATALOGUE.exercises[phase.exercise].position_of(phase.variant)
        if phase.kind is PhaseKind.ASK:
            here = Position.STANDING
        if phase.kind is PhaseKind.PREPARE and GROUND_OF[here] is not GROUND_OF[there]:
            said = texts[phase.item, phase.kind]
            moves = script.moves
            direct = moves[GROUND_OF[there]][GROUND_OF[here]]
            over = [
                moves[GROUND_OF[there]].get(Ground.STANDING),
                moves[Ground.STANDING].get(GROUND_OF[here]),
            ]
            assert direct in said or all(text in said for text in over)
        there = here


def test_the_way_to_the_wall_says_how_far_from_it(script: Script) -> None:
    """[SESSION-4] The distance was never heard where it counts."""
    plan = small_plan(item(BRACE, (L,), ask_helped=True), item("inflare_correction", (L,)))
    (*_, (_, texts)) = ways(plan)
    assert texts[0] == script.places[Equipment.WALL]
    assert any("Your LEFT hip is 15–20 cm (6–8 in) away" in text for text in texts)


def test_what_takes_strength_is_not_done_before_the_time() -> None:
    """A plank is not held while the session waits."""
    ((_, texts),) = ways(small_plan(item("plank_leg_reach", (R,), variant="lift")))
    lifted = next(n for n, text in enumerate(texts) if "Lift your hips" in text)
    assert texts[lifted].startswith("Once you are ready:")


def test_over_to_the_other_jamb(script: Script) -> None:
    (_, (phase, texts)) = ways(small_plan(item(BRACE, (L, R))))
    assert phase.kind is PhaseKind.SWITCH
    assert texts[0] == script.across[Equipment.DOORWAY].format(side="RIGHT")


def test_from_one_place_to_another_one_gets_up(script: Script) -> None:
    plan = small_plan(item("glute_bridge"), item(BRACE, (L,)))
    (_, (_, texts)) = ways(plan)
    assert texts[:3] == [
        script.moves[Ground.BACK][Ground.STANDING],
        script.places[Equipment.DOORWAY],
        script.moves[Ground.STANDING][Ground.BACK],
    ]


def test_the_way_to_what_one_holds_on_to_is_told_and_waits() -> None:
    """To the chair or the wall, round it for the other side, and on to the step."""
    plan = small_plan(
        replace(item("hip_adductor_stretch", (Side.LEFT, Side.RIGHT)), variant="supported"),
        replace(item("hamstring_stretch", (Side.LEFT, Side.RIGHT)), variant="supported"),
        replace(item("hamstring_stretch", (Side.LEFT, Side.RIGHT)), variant="raised"),
    )
    found = ways(plan)
    assert [(phase.item, phase.side, texts[0]) for phase, texts in found] == [
        (0, Side.LEFT, "Go to a steady chair or a free wall."),
        # It is faced, so that the other side is done in the same place.
        (
            1,
            Side.LEFT,
            "Stand beside a steady chair or a wall, with your RIGHT hand on it.",
        ),
        (1, Side.RIGHT, "Turn round, so that you hold on with your other hand."),
        (2, Side.LEFT, "Go to your step."),
    ]
    assert found[2][1][1] == "Stand beside a steady chair or a wall, with your LEFT hand on it."


@pytest.mark.parametrize(("exercise", "variant", "side"), forms())
def test_every_step_stays_long_enough_and_they_come_round(
    exercise: str, variant: str | None, side: Side | None
) -> None:
    plan = plan_of(exercise, variant, side)
    for phase in timeline(plan, CATALOGUE):
        if not phase.waits:
            continue
        way = way_to(phase, None, AT_THE_COMPUTER, plan, CATALOGUE, SCRIPT)
        at_s = 0.0
        for number, step in enumerate(way.steps):
            assert step.seconds >= speaking_s(f"{step.lead} {step.text}", SCRIPT, 100) + 5
            assert way.at(at_s) == (number, 0)
            assert way.next_in_s(at_s + 1) == pytest.approx(step.seconds - 1)
            at_s += step.seconds
        assert way.at(at_s + 0.001) == (0, 1)


def openings(phases: tuple[Phase, ...], plan: Plan) -> list[tuple[Phase, TimedCue]]:
    """Each phase with the cue at its start."""
    starts = {
        (timed.at_s, timed.cue.kind): timed
        for timed in cues_of(phases, plan, CATALOGUE, script=SCRIPT)
    }
    return [
        (phase, starts[clocked_from(phase), CueKind(phase.kind.value)])
        for phase in phases
        if phase.duration_s or phase.kind is PhaseKind.ASK
    ]


def clocked_from(phase: Phase) -> float:
    """When the clock goes on: in a phase that waits, once the user is ready."""
    return phase.end_s - ready_s(phase, CATALOGUE) if phase.waits else phase.start_s


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_the_usual_time_is_enough_for_the_name_and_the_command(plan: Plan) -> None:
    for phase, timed in openings(timeline(plan, CATALOGUE), plan):
        if phase.kind is PhaseKind.PREPARE and not phase.waits:
            exercise = CATALOGUE.exercises[phase.exercise]
            assert exercise.name in timed.cue.text
            cue = say(CATALOGUE.words, exercise.form_of(phase.variant).cue, phase.side)
            assert f"Get ready: {cue}." in timed.cue.text


def test_what_is_said_of_one_exercise() -> None:
    plan = small_plan(replace(item(BRACE, (L, R), reps=3, rest_s=6), ask_helped=True))
    said = [
        (timed.at_s, timed.cue.text)
        for timed in cues_of(timeline(plan, CATALOGUE), plan, CATALOGUE, script=SCRIPT)
        if timed.cue.kind is not CueKind.COUNT and timed.at_s < 52
    ]
    assert said == [
        (9, "Get ready: LEFT side."),
        (15, "Press, LEFT."),
        (21, "Rest."),
        (27, "Press."),
        (33, "Rest. One more to go."),
        (39, "Last one: press."),
        (49, "Now the RIGHT side."),
    ]


def test_with_more_time_the_steps_are_said_as_well() -> None:
    plan = plan_of("hip_adductor_stretch", "standing", R, reps=2)
    ((_, cue), *_) = all_cues(plan)
    steps = CATALOGUE.exercises["hip_adductor_stretch"].form_of("standing").steps[:2]
    for step in steps:
        assert say(CATALOGUE.words, step.text, L) in cue.text
    assert cue.text.endswith("2 times, 6 seconds each.")


def test_staying_in_position_is_said() -> None:
    plan = small_plan(item("knee_to_chest_stretch", (L,)), item("piriformis_stretch", (L,)))
    cues = [cue for phase, cue in all_cues(plan, Timing()) if phase.kind is PhaseKind.PREPARE]
    name = CATALOGUE.exercises["piriformis_stretch"].name
    assert cues[1].text.startswith(f"And relax. {name}.")


def test_the_same_exercise_again_comes_once_more() -> None:
    plan = small_plan(item(BRACE, (L,)), item(BRACE, (L,)))
    cues = [cue for phase, cue in all_cues(plan) if phase.kind is PhaseKind.PREPARE]
    assert "Heel push in a doorway, once more." in cues[1].text


def test_lying_on_the_side_one_turns_over_for_the_other() -> None:
    (_, (phase, texts)) = ways(plan_of("quadriceps_stretch", "lying", R))
    assert phase.kind is PhaseKind.SWITCH
    assert texts[0] == "Now your RIGHT leg: roll over your back, and lie on the LEFT."


def test_going_on_in_the_middle_says_where() -> None:
    plan = small_plan(item(BRACE, (L,), reps=6))
    phases = timeline(plan, CATALOGUE, timing=Timing(prepare_s=20))
    hold = next(phase for phase in phases if phase.rep == 4 and phase.kind is PhaseKind.HOLD)
    way = way_to(phases[0], hold, AT_THE_COMPUTER, plan, CATALOGUE, SCRIPT)
    assert way.steps[-1].text.endswith("Continuing with number 4 of 6.")


def test_the_slow_passes_are_said_once_the_user_is_there() -> None:
    plan = plan_of("lower_trunk_rotation", None, R)
    (prepare, cue) = next(
        (phase, cue) for phase, cue in all_cues(plan) if phase.kind is PhaseKind.PREPARE
    )
    assert prepare.waits
    assert cue.text.startswith("Lower your knees slowly to one side")


@pytest.mark.parametrize(
    ("dose", "text"),
    [
        (Dose(hold_s=6, rest_s=6, reps=6, sets=1), "6 times, 6 seconds each."),
        (Dose(hold_s=20, rest_s=6, reps=1, sets=1), "For 20 seconds."),
        (Dose(hold_s=300, rest_s=0, reps=1, sets=1), "For 5 minutes."),
    ],
)
def test_the_dosage_is_said_where_there_is_time(dose: Dose, text: str) -> None:
    plan = small_plan(replace(item("warm_up"), dose=dose))
    assert all_cues(plan)[0][1].text.endswith(text)


# During the exercise


def texts_at(plan: Plan, kind: CueKind) -> list[tuple[float, str]]:
    phases = timeline(plan, CATALOGUE)
    start_s = phases[0].end_s
    cues = cues_of(phases, plan, CATALOGUE, script=SCRIPT)
    return [(timed.at_s - start_s, timed.cue.text) for timed in cues if timed.cue.kind is kind]


def test_a_long_hold_reminds_of_breathing() -> None:
    plan = small_plan(item("knee_to_chest_stretch", (L,), hold_s=20, reps=1))
    assert texts_at(plan, CueKind.MIDDLE) == [(8.0, "Keep breathing calmly.")]


def test_a_short_hold_does_not() -> None:
    assert texts_at(small_plan(item(BRACE, (L,), hold_s=6)), CueKind.MIDDLE) == []


def test_the_warm_up_says_how_far_it_is() -> None:
    plan = small_plan(item("warm_up", hold_s=300, rest_s=0, reps=1))
    assert texts_at(plan, CueKind.MIDDLE) == [
        (60, "Keep breathing calmly."),
        (120, "Keep breathing calmly."),
        (150, "You are halfway through."),
        (180, "Keep breathing calmly."),
        (240, "One minute left."),
    ]


@pytest.mark.parametrize(("hold_s", "seconds"), [(20, 3), (6, 3), (5, 3), (3, 1), (2, 0), (1, 0)])
def test_the_last_seconds_are_counted(hold_s: int, seconds: int) -> None:
    plan = small_plan(item("glute_bridge", hold_s=hold_s, rest_s=0, reps=1))
    counted = [(at, text) for at, text in texts_at(plan, CueKind.COUNT) if at > 0]
    expected = [(hold_s - n, SCRIPT.count[3 - n]) for n in range(seconds, 0, -1)]
    assert counted == expected


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_three_seconds_are_counted_in_every_phase_of_every_plan(plan: Plan) -> None:
    phases = timeline(plan, CATALOGUE)
    cues = cues_of(phases, plan, CATALOGUE, script=SCRIPT)
    counted = [timed.at_s for timed in cues if timed.cue.kind is CueKind.COUNT]
    lasting = [phase for phase in phases if phase.duration_s]
    assert counted == [phase.end_s - n for phase in lasting for n in (3, 2, 1)]


def test_a_rest_says_how_to_let_go_if_there_is_time() -> None:
    plan = small_plan(item("hamstring_stretch", (L,), hold_s=20, rest_s=10, reps=1, sets=3))
    plan = small_plan(replace(plan.items[0], variant="standing"))
    rests = [cue.text for phase, cue in all_cues(plan) if phase.kind is PhaseKind.REST]
    assert rests == ["Come up slowly and bring your LEFT foot back."] * 2


def test_a_short_rest_announces_the_next_set() -> None:
    plan = small_plan(item("glute_bridge", hold_s=6, rest_s=7, reps=1, sets=2))
    rests = [cue.text for phase, cue in all_cues(plan) if phase.kind is PhaseKind.REST]
    assert rests == ["Lower your hips slowly and rest."]
    plan = small_plan(item(BRACE, (L,), hold_s=6, rest_s=7, reps=1, sets=2))
    rests = [cue.text for phase, cue in all_cues(plan) if phase.kind is PhaseKind.REST]
    assert rests == ["Rest. Then the same again."]


def test_a_rest_of_no_time_is_passed_over() -> None:
    plan = small_plan(item(BRACE, (L,), rest_s=0))
    kinds = {
        timed.cue.kind
        for timed in cues_of(timeline(plan, CATALOGUE), plan, CATALOGUE, script=SCRIPT)
    }
    assert CueKind.REST not in kinds


def test_the_end_says_how_to_get_up(script: Script) -> None:
    (*_, last) = timeline(REALIGN, CATALOGUE)
    cue = finish_cue(last, REALIGN, CATALOGUE, script=script)
    assert cue.tone is Tone.FINISH
    assert cue.text.endswith(
        "To get up, roll onto your side, push up with your hands, kneel and hold a chair."
    )
    standing = small_plan(item("warm_up"))
    (*_, last) = timeline(standing, CATALOGUE)
    cue = finish_cue(last, standing, CATALOGUE, script=script)
    assert cue.text == "And relax. You are done. Take a moment and breathe."


def test_going_on_after_a_pause_repeats_the_command(script: Script) -> None:
    plan = small_plan(item(BRACE, (L,)))
    prepare, hold, *_ = timeline(plan, CATALOGUE)
    text = {
        room_s: resumed_cue(hold, plan, CATALOGUE, script=script, room_s=room_s).text
        for room_s in (0.5, 1.5, 2.5, 4.0)
    }
    assert prepare.waits
    assert text == {
        0.5: "",
        1.5: "Press.",
        2.5: "Press, LEFT.",
        4.0: "Press your LEFT heel into the frame.",
    }
    assert resumed_cue(prepare, plan, CATALOGUE, script=script, room_s=5).text == "Let's continue."


# Time


timings = st.builds(Timing, prepare_s=st.integers(5, 60), switch_s=st.integers(5, 60))
items = st.builds(
    lambda form, sides, **dose: PlanItem(
        exercise=form[0],
        variant=form[1],
        sides=sides if form[2] else (),
        dose=Dose(**dose),
        ask_helped=form[0] == BRACE,
    ),
    st.sampled_from(forms()),
    st.sampled_from([(L,), (R,), (L, R), (R, L)]),
    hold_s=st.integers(1, 700),
    rest_s=st.integers(0, 30),
    reps=st.integers(1, 4),
    sets=st.integers(1, 3),
)


@given(
    plan=st.builds(lambda chosen: small_plan(*chosen), st.lists(items, min_size=1, max_size=4)),
    timing=timings,
    wpm=st.integers(100, 220),
)
def test_no_cue_overlaps_the_next_even_if_it_begins_as_late_as_it_may(
    plan: Plan, timing: Timing, wpm: int
) -> None:
    phases = timeline(plan, CATALOGUE, timing=timing)
    cues = cues_of(phases, plan, CATALOGUE, script=SCRIPT, wpm=wpm)
    for one, following in pairwise(cues):
        assert one.at_s <= following.at_s
        if one.cue.kind is not CueKind.ASK:
            assert one.at_s <= one.latest_s
            assert end_of(one) <= following.at_s + 1e-9
            assert one.free_until_s == pytest.approx(following.at_s) or (
                one.free_until_s <= following.at_s
            )


@given(plan=st.sampled_from(PLANS), timing=timings, wpm=st.integers(100, 220))
@hypothesis_settings(max_examples=30)
def test_a_beat_may_be_late_without_losing_a_cue(plan: Plan, timing: Timing, wpm: int) -> None:
    phases = timeline(plan, CATALOGUE, timing=timing)
    for timed in cues_of(phases, plan, CATALOGUE, script=SCRIPT, wpm=wpm):
        patience_s = timed.latest_s - timed.at_s
        least_s = 0.1 if timed.cue.kind is CueKind.COUNT else MARGIN_S
        assert patience_s >= least_s - 1e-9


@pytest.mark.parametrize("plan", [REALIGN, LOOSEN], ids=["realign", "loosen"])
def test_every_phase_of_the_longest_plans_is_announced(plan: Plan) -> None:
    for phase, timed in openings(timeline(plan, CATALOGUE), plan):
        assert timed.cue.tone, phase
        assert timed.cue.text, phase


def test_a_question_waits() -> None:
    plan = small_plan(item(BRACE, (L,), ask_helped=True))
    cues = cues_of(timeline(plan, CATALOGUE), plan, CATALOGUE, script=SCRIPT)
    (asked,) = (timed for timed in cues if timed.cue.kind is CueKind.ASK)
    assert asked.cue.text == (
        "And relax. To get up, roll onto your side, push up with your hands, kneel and hold a "
        "chair. Take a few steps, then say: did it help? Take your time, the clock waits."
    )
    assert asked.latest_s == math.inf


def test_a_plain_sentence_has_no_tone(script: Script) -> None:
    cue = plain_cue(CueKind.HURT, script.hurt, script=script)
    assert cue.tone is None
    assert cue.text_after_s == 0
    assert cue.seconds == speaking_s(script.hurt, script)


# How it is spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Press your LEFT heel.", "Press your left heel."),
        (
            "Your RIGHT hip is 15–20 cm (6–8 in) away.",
            "Your right hip is 15 to 20 centimetres away.",
        ),
        ("One knee out. I rest.", "One knee out. I rest."),
    ],
)
def test_a_sentence_is_spoken_as_it_is_written(script: Script, text: str, said: str) -> None:
    assert spoken(text, script) == said


def test_slower_speech_takes_longer(script: Script) -> None:
    text = "Keep breathing calmly."
    assert speaking_s(text, script, 100) == pytest.approx(1.5 * speaking_s(text, script, 150))
    assert speaking_s("", script) == 0


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_estimate_is_right_for_the_real_voice(script: Script) -> None:
    texts = {
        text
        for plan in (REALIGN, LOOSEN)
        for timed in cues_of(timeline(plan, CATALOGUE, timing=LONG), plan, CATALOGUE, script=script)
        for text in (timed.cue.text, timed.cue.brief)
        if text
    }
    for text in sorted(texts):
        real_s = seconds_of(render(ESPEAK.with_voice("en-gb"), spoken(text, script), 150))
        estimated_s = speaking_s(text, script)
        assert 0.6 * estimated_s - 0.2 < real_s < 1.05 * estimated_s + MARGIN_S / 2, text

"""*Getting on*: each row of the protocol's table, and the rule against itself written twice."""

import json
import random
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.getting_on import next_step, proposal_document
from evenkeel.guide.history import parse_history
from tests.guide.getting_on_oracle import EASY_TO_HARD, RANGES, oracle

PLANK = "plank_leg_reach"
TODAY = date(2026, 11, 28)


def entry(exercise: str = PLANK, variant: str | None = None, **values: int) -> dict[str, Any]:
    """One exercise of a session, done whole: a plank lift as a new plan has it, by default."""
    least = {"plank_leg_reach": (6, 3, 1)}.get(exercise)
    hold, reps, sets = least or tuple(low for low, _ in RANGES.get(exercise, ((6, 6),) * 3))
    if exercise == PLANK and variant is None:
        variant = "lift"
    made = {
        "exercise": exercise,
        "variant": variant,
        "hold_s": hold,
        "reps": reps,
        "sets": sets,
        "planned": 3,
        "done": 3,
        "hurt": 0,
    }
    return made | values


def session(
    days_ago: int,
    *exercises: dict[str, Any],
    before: int | None = 4,
    after: int | None = 4,
    hour: int = 8,
) -> dict[str, Any]:
    day = TODAY - timedelta(days=days_ago)
    return {
        "at": f"{day}T{hour:02}:00:00+01:00",
        "pain_before": before,
        "pain_after": after,
        "exercises": list(exercises),
    }


def history(
    sessions: list[dict[str, Any]],
    proposals: tuple[dict[str, Any], ...] = (),
    sore_side: str = "left",
) -> dict[str, Any]:
    return {
        "today": TODAY.isoformat(),
        "answers": {"sore_side": sore_side},
        "sessions": sessions,
        "proposals": list(proposals),
    }


def proposal(days_ago: int, exercise: str = PLANK, *, taken: bool = True) -> dict[str, Any]:
    at = TODAY - timedelta(days=days_ago)
    return {
        "at": at.isoformat(),
        "exercise": exercise,
        "change": {"hold_s": 8},
        "taken": taken,
    }


def good(*exercises: dict[str, Any], days: int = 6) -> list[dict[str, Any]]:
    """One session a day up to today, all gone well."""
    return [session(ago, *exercises) for ago in reversed(range(days))]


def proposed(catalogue: Catalogue, document: dict[str, Any]) -> Any:
    """What the program proposes; the second writing of the rule must agree."""
    made = proposal_document(
        next_step(parse_history(json.dumps(document).encode(), catalogue), catalogue)
    )
    assert made == oracle(document), document
    return made["propose"]


def up(change: dict[str, Any], exercise: str = PLANK) -> dict[str, Any]:
    reason = "done_without_more_pain"
    return {"exercise": exercise, "step": "up", "change": change, "reason": reason}


def back(change: dict[str, Any], exercise: str = PLANK) -> dict[str, Any]:
    return {"exercise": exercise, "step": "back", "change": change, "reason": "it_hurt"}


# Who may step


@pytest.mark.parametrize(("sessions", "step"), [(5, None), (6, up({"hold_s": 8}))])
def test_nothing_with_fewer_than_six_sessions(
    catalogue: Catalogue, sessions: int, step: object
) -> None:
    """[GETTING-ON-1]"""
    assert proposed(catalogue, history(good(entry(), days=sessions))) == step
    hurt = [*good(entry(), days=sessions - 1), session(0, entry(hurt=1))]
    wanted = back({"variant": "press"}) if step else None
    assert proposed(catalogue, history(hurt)) == wanted


@pytest.mark.parametrize(
    "fixed",
    [
        entry("dontigny_knee_brace", hold_s=6, reps=6, sets=1),
        entry("warm_up", hold_s=300, reps=1, sets=1),
    ],
    ids=lambda one: one["exercise"],
)
def test_the_warm_up_and_the_knee_brace_never_step(
    catalogue: Catalogue, fixed: dict[str, Any]
) -> None:
    assert proposed(catalogue, history(good(fixed))) is None
    hurt = [*good(fixed, days=10), session(0, {**fixed, "hurt": 2}, hour=9)]
    assert proposed(catalogue, history(hurt)) is None


def test_only_the_exercises_of_the_latest_session(catalogue: Catalogue) -> None:
    sessions = [*good(entry()), session(0, entry("swiss_ball_superman"), hour=9)]
    assert proposed(catalogue, history(sessions)) is None


# Back


def test_back_to_the_dose_before_the_present_run(catalogue: Catalogue) -> None:
    """[GETTING-ON-2]"""
    sessions = [
        *(session(ago, entry(hold_s=8, reps=5)) for ago in (9, 8, 7)),
        *(session(ago, entry(hold_s=8, reps=6)) for ago in (6, 5)),
        session(0, entry(hold_s=8, reps=6, hurt=1)),
    ]
    assert proposed(catalogue, history(sessions)) == back({"reps": 5})


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (entry(hold_s=10, reps=2), entry(hold_s=8), {"variant": "press"}),
        (entry(hold_s=10), entry(hold_s=8), {"variant": "press"}),
        (entry(), entry(variant="press", hold_s=8), {"variant": "knees_press"}),
        (entry(variant="press"), entry(hold_s=8), {"variant": "press", "hold_s": 6}),
        (
            entry(variant="knees_lift", hold_s=10),
            entry(variant="lift"),
            {"variant": "press"},
        ),
    ],
    ids=["a part higher", "higher", "a harder form", "an easier form", "form and hold"],
)
def test_back_only_to_a_dose_that_was_lower(
    catalogue: Catalogue, before: dict[str, Any], now: dict[str, Any], change: dict[str, Any]
) -> None:
    sessions = [
        *(session(ago, before) for ago in (9, 8, 7)),
        *(session(ago, now) for ago in (6, 5)),
        session(0, {**now, "hurt": 1}),
    ]
    assert proposed(catalogue, history(sessions)) == back(change)


@pytest.mark.parametrize(
    ("form", "change"),
    [
        ("lift", {"variant": "press"}),
        ("knees_lift", {"variant": "knees_press"}),
        ("press", {"variant": "knees_press"}),
        ("hold", {"variant": "knees_hold"}),
        ("knees_press", {"reps": 1}),
        ("knees_hold", {"reps": 1}),
    ],
)
def test_the_planks_easier_form_at_the_same_dose(
    catalogue: Catalogue, form: str, change: dict[str, Any]
) -> None:
    sessions = [*good(entry(variant=form)), session(0, entry(variant=form, hurt=1), hour=9)]
    assert proposed(catalogue, history(sessions)) == back(change)


def test_else_the_least_of_the_range(catalogue: Catalogue) -> None:
    superman = entry("swiss_ball_superman", hold_s=8, reps=6)
    sessions = [*good(superman), session(0, {**superman, "hurt": 1}, hour=9)]
    step = back({"hold_s": 6, "reps": 3}, "swiss_ball_superman")
    assert proposed(catalogue, history(sessions)) == step


def test_the_first_that_changes_anything_whatever_was_proposed_before(
    catalogue: Catalogue,
) -> None:
    least = entry("swiss_ball_superman")
    stretch = entry("hamstring_stretch", "standing", hold_s=20)
    sessions = [
        *good(least, stretch),
        session(0, {**least, "hurt": 1}, {**stretch, "hurt": 3}, hour=9),
    ]
    declined = (proposal(1, "hamstring_stretch", taken=False),)
    step = back({"hold_s": 15}, "hamstring_stretch")
    assert proposed(catalogue, history(sessions, declined)) == step


# Up


@pytest.mark.parametrize(
    "spoilt",
    [entry(done=2), entry(hurt=1, done=2), entry(reps=2)],
    ids=["not whole", "hurt", "another dose"],
)
@pytest.mark.parametrize("place", range(5))
def test_one_of_the_last_six_holds_it_up(
    catalogue: Catalogue, spoilt: dict[str, Any], place: int
) -> None:
    """[GETTING-ON-3]"""
    sessions = good(entry())
    sessions[place]["exercises"] = [spoilt]
    assert proposed(catalogue, history(sessions)) is None


def test_what_lies_before_the_last_six_holds_nothing_up(catalogue: Catalogue) -> None:
    sessions = [session(20, entry(done=0, hurt=2), before=4, after=9), *good(entry())]
    assert proposed(catalogue, history(sessions)) == up({"hold_s": 8})


@pytest.mark.parametrize(
    ("ago", "step"),
    [((2, 2, 1, 1, 0, 0), None), ((3, 2, 1, 1, 0, 0), up({"hold_s": 8}))],
    ids=["three days", "four days"],
)
def test_on_at_least_four_days(catalogue: Catalogue, ago: tuple[int, ...], step: object) -> None:
    sessions = [session(days, entry(), hour=8 + n) for n, days in enumerate(ago)]
    assert proposed(catalogue, history(sessions)) == step


def test_the_days_are_the_local_ones(catalogue: Catalogue) -> None:
    """Two sessions on both sides of midnight where the person was are two days."""
    sessions = [session(days, entry()) for days in (3, 3, 2)]
    sessions += [session(1, entry()), session(1, entry()), session(0, entry())]
    sessions[0]["at"] = "2026-11-24T23:50:00-11:00"
    sessions[1]["at"] = "2026-11-26T00:10:00+13:00"
    assert proposed(catalogue, history(sessions)) == up({"hold_s": 8})


@pytest.mark.parametrize(
    ("pains", "step"),
    [((4, 5), None), ((5, 4), up({"hold_s": 8})), ((None, 9), up({"hold_s": 8}))],
    ids=["more pain after", "less", "missing"],
)
def test_pain_after_at_most_before(
    catalogue: Catalogue, pains: tuple[int | None, int], step: object
) -> None:
    sessions = good(entry())
    sessions[2] |= {"pain_before": pains[0], "pain_after": pains[1]}
    assert proposed(catalogue, history(sessions)) == step


@pytest.mark.parametrize(
    ("week_before", "step"),
    [
        ((4, 4, 4), up({"hold_s": 8})),
        ((3, 3, 9), None),
        ((3, 5), up({"hold_s": 8})),
        ((3, 4), None),
        ((None, None), up({"hold_s": 8})),
        ((), up({"hold_s": 8})),
    ],
)
def test_the_weeks_median_of_pain_before(
    catalogue: Catalogue, week_before: tuple[int | None, ...], step: object
) -> None:
    earlier = [session(13 - n, before=pain, after=None) for n, pain in enumerate(week_before)]
    assert proposed(catalogue, history([*earlier, *good(entry())])) == step


def test_the_weeks_end_six_and_thirteen_days_ago(catalogue: Catalogue) -> None:
    for ago, step in ((6, up({"hold_s": 8})), (7, None), (13, None), (14, up({"hold_s": 8}))):
        sessions = [session(ago, before=0, after=0), *good(entry())]
        assert proposed(catalogue, history(sessions)) == step


@pytest.mark.parametrize(
    ("now", "change"),
    [
        (entry(), {"hold_s": 8}),
        (entry(hold_s=9), {"hold_s": 10}),
        (entry(hold_s=10), {"reps": 4}),
        (entry(hold_s=10, reps=6), None),
        (entry(variant="press", hold_s=10, reps=6), {"hold_s": 6, "reps": 3, "variant": "lift"}),
        (
            entry(variant="knees_lift", hold_s=10, reps=6),
            {"hold_s": 6, "reps": 3, "variant": "lift"},
        ),
        (
            entry(variant="knees_press", hold_s=10, reps=6),
            {"hold_s": 6, "reps": 3, "variant": "press"},
        ),
        (
            entry(variant="knees_hold", hold_s=10, reps=6),
            {"hold_s": 6, "reps": 3, "variant": "hold"},
        ),
        (entry(variant="hold", hold_s=10, reps=6), None),
    ],
)
def test_which_step_of_the_plank(
    catalogue: Catalogue, now: dict[str, Any], change: dict[str, Any] | None
) -> None:
    assert proposed(catalogue, history(good(now))) == (up(change) if change else None)


@pytest.mark.parametrize("side", ["both", "unsure"])
def test_no_lift_from_a_press_without_one_sore_side(catalogue: Catalogue, side: str) -> None:
    now = entry(variant="press", hold_s=10, reps=6)
    assert proposed(catalogue, history(good(now), sore_side=side)) is None


@pytest.mark.parametrize(
    ("exercise", "now", "change"),
    [
        ("hamstring_stretch", {"hold_s": 20}, {"hold_s": 25}),
        ("childs_pose", {"hold_s": 28}, {"hold_s": 30}),
        ("piriformis_stretch", {"hold_s": 30}, {"sets": 2}),
        ("piriformis_stretch", {"hold_s": 30, "sets": 2}, None),
        ("inflare_correction", {"hold_s": 14}, {"hold_s": 15}),
        ("inflare_correction", {"hold_s": 15, "reps": 6}, {"reps": 7}),
        ("swiss_ball_superman", {"hold_s": 10, "reps": 10}, None),
    ],
)
def test_which_step_of_the_others(
    catalogue: Catalogue, exercise: str, now: dict[str, int], change: dict[str, Any] | None
) -> None:
    """[GETTING-ON-4]"""
    variant = "standing" if exercise == "hamstring_stretch" else None
    step = proposed(catalogue, history(good(entry(exercise, variant, **now))))
    assert step == (up(change, exercise) if change else None)


def test_the_longest_run_of_one_dose_then_the_plans_order(catalogue: Catalogue) -> None:
    both = [entry("inflare_correction"), entry("swiss_ball_superman")]
    first = up({"hold_s": 8}, "inflare_correction")
    assert proposed(catalogue, history(good(*both))) == first
    longer = [session(9, entry("swiss_ball_superman")), *good(*both)]
    assert proposed(catalogue, history(longer)) == up({"hold_s": 8}, "swiss_ball_superman")


def test_what_has_no_step_left_stands_in_nobodys_way(catalogue: Catalogue) -> None:
    done = entry("swiss_ball_superman", hold_s=10, reps=10)
    sessions = [session(9, done), *good(done, entry())]
    assert proposed(catalogue, history(sessions)) == up({"hold_s": 8})


# How often


@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize(("ago", "free"), [(0, False), (6, False), (7, True)])
def test_no_step_up_within_seven_days_of_the_last_proposal(
    catalogue: Catalogue, ago: int, *, free: bool, taken: bool
) -> None:
    """[GETTING-ON-5]"""
    earlier = (proposal(30), proposal(ago, "inflare_correction", taken=taken))
    step = up({"hold_s": 8}) if free else None
    assert proposed(catalogue, history(good(entry()), earlier)) == step


@pytest.mark.parametrize(("ago", "free"), [(7, False), (13, False), (14, True)])
def test_what_was_declined_rests_for_fourteen_days(
    catalogue: Catalogue, ago: int, *, free: bool
) -> None:
    no = (proposal(ago, taken=False),)
    step = up({"hold_s": 8}) if free else None
    assert proposed(catalogue, history(good(entry()), no)) == step
    both = good(entry(), entry("swiss_ball_superman"))
    other = step or up({"hold_s": 8}, "swiss_ball_superman")
    assert proposed(catalogue, history(both, no)) == other


# Against the rule written a second time


FORMS = [form for forms in EASY_TO_HARD for form in sorted(forms)]


def random_history(seed: int) -> dict[str, Any]:
    """A history in which doses keep for a while, and much of everything happens."""
    chance = random.Random(seed)
    names = chance.sample(sorted(RANGES), chance.randint(1, 4))
    names += chance.choice([[], ["warm_up"], ["dontigny_knee_brace"]])
    chance.shuffle(names)
    calm = chance.choice([0.0, 0.02, 0.15])
    doses = {name: random_dose(name, chance) for name in names}
    days = sorted(chance.choices(range(chance.choice([8, 16, 40])), k=chance.randint(4, 30)))
    base = chance.randint(1, 8)
    sessions = []
    for n, ago in enumerate(reversed(days)):
        for name in names:
            if chance.random() < 0.06:
                doses[name] = random_dose(name, chance)
        before = max(0, min(10, base + chance.choice([-1, 0, 0, 0, 1])))
        after = before - 1 + (2 if chance.random() < calm else 0)
        last = n == len(days) - 1
        exercises = [
            random_entry(name, doses[name], calm, chance)
            for name in names
            if last or chance.random() > calm / 2
        ]
        made = session(
            ago,
            *exercises,
            before=None if chance.random() < 0.05 else before,
            after=None if chance.random() < 0.05 else max(0, min(10, after)),
        )
        offset = chance.choice(["+00:00", "+01:00", "-05:00", "Z", "+05:45"])
        made["at"] = f"{TODAY - timedelta(days=ago)}T{8 + n % 12:02}:{n:02}:00{offset}"
        sessions.append(made)
    sessions.sort(key=lambda one: datetime.fromisoformat(one["at"]))
    proposals = tuple(
        proposal(chance.randint(0, 25), chance.choice(names), taken=chance.random() < 0.5)
        for _ in range(chance.choice([0, 0, 1, 2]))
    )
    side = chance.choice(["left", "right", "both", "unsure"])
    return history(sessions, proposals, side)


def random_dose(name: str, chance: random.Random) -> dict[str, Any]:
    if name == "warm_up":
        return {"hold_s": 300, "reps": 1, "sets": 1, "variant": None}
    ranges = RANGES.get(name, ((6, 6), (6, 6), (1, 1)))
    edge = chance.random()
    hold, reps, sets = (
        high if edge < 0.3 else low if edge < 0.4 else chance.randint(low, high)
        for low, high in ranges
    )
    forms: list[str | None] = [None]
    if name == PLANK:
        forms = [*FORMS]
    return {"hold_s": hold, "reps": reps, "sets": sets, "variant": chance.choice(forms)}


def random_entry(
    name: str, dose: dict[str, Any], calm: float, chance: random.Random
) -> dict[str, Any]:
    planned = dose["reps"] * dose["sets"] * 2
    hurt = int(chance.random() < calm)
    done = chance.randint(0, planned - 1) if hurt or chance.random() < calm else planned
    return {"exercise": name, **dose, "planned": planned, "done": done, "hurt": hurt}


def test_thousands_of_histories(catalogue: Catalogue) -> None:
    steps = {"up": 0, "back": 0, None: 0}
    for seed in range(700):
        step = proposed(catalogue, random_history(seed))
        steps[step["step"] if step else None] += 1
    # The comparison is worth something only if every way is often taken.
    assert min(steps.values()) > 60, steps


@settings(max_examples=50)
@given(seed=st.integers(10_000, 10**9))
def test_other_histories_every_time(catalogue: Catalogue, seed: int) -> None:
    proposed(catalogue, random_history(seed))


# Years


def live(
    catalogue: Catalogue, seed: int, days: int, *, hurts: float, says_yes: float
) -> list[tuple[int, dict[str, Any], dict[str, Any], bool]]:
    """A person who follows the proposals for a while; what was proposed, with the day."""
    chance = random.Random(seed)
    form = chance.choice(["lift", "press", "knees_lift", "knees_press", "hold", "knees_hold"])
    doses: dict[str, dict[str, Any]] = {
        "inflare_correction": {"hold_s": 6, "reps": 6, "sets": 1, "variant": None},
        PLANK: {"hold_s": 6, "reps": 3, "sets": 1, "variant": form},
        "hamstring_stretch": {"hold_s": 20, "reps": 1, "sets": 1, "variant": "standing"},
    }
    start = date(2026, 1, 1)
    sessions: list[dict[str, Any]] = []
    proposals: list[dict[str, Any]] = []
    told: list[tuple[int, dict[str, Any], dict[str, Any], bool]] = []
    zone = timezone(timedelta(hours=1))
    for number in range(days):
        today = start + timedelta(days=number)
        if chance.random() < 0.3:
            continue
        exercises = []
        for name, dose in doses.items():
            hurt = int(chance.random() < hurts)
            planned = dose["reps"] * dose["sets"]
            done = planned - hurt
            exercises.append(
                {"exercise": name, **dose, "planned": planned, "done": done, "hurt": hurt}
            )
        at = datetime(today.year, today.month, today.day, 8, tzinfo=zone)
        made = {"at": at.isoformat(), "pain_before": 4, "pain_after": 4, "exercises": exercises}
        sessions.append(made)
        document = {
            "today": today.isoformat(),
            "answers": {"sore_side": "left"},
            # What lies long ago changes nothing but the length of a run.
            "sessions": sessions[-20:],
            "proposals": proposals[-5:],
        }
        step = proposed(catalogue, document)
        if step:
            taken = chance.random() < says_yes
            told.append((number, step, made, taken))
            proposals.append(
                {
                    "at": today.isoformat(),
                    "exercise": step["exercise"],
                    "change": step["change"],
                    "taken": taken,
                }
            )
            if taken:
                doses[step["exercise"]] = {**doses[step["exercise"]], **step["change"]}
        for name, dose in doses.items():
            for key, (low, high) in zip(("hold_s", "reps", "sets"), RANGES[name], strict=True):
                assert low <= dose[key] <= high
    return told


@pytest.mark.parametrize("seed", range(3))
def test_a_year_without_pain_only_goes_up_and_comes_to_an_end(
    catalogue: Catalogue, seed: int
) -> None:
    told = live(catalogue, seed, 500, hurts=0, says_yes=1)
    assert told
    assert {step["step"] for _, step, _, _ in told} == {"up"}
    days = [day for day, *_ in told]
    assert all(later - earlier >= 7 for earlier, later in pairwise(days))
    assert days[-1] < 400  # everything is at the end of its range


@pytest.mark.parametrize("seed", range(2))
def test_years_with_pain_never_go_up_right_after_it(catalogue: Catalogue, seed: int) -> None:
    told = live(catalogue, seed, 400, hurts=0.04, says_yes=0.7)
    assert {step["step"] for _, step, _, _ in told} == {"up", "back"}
    for _, step, made, _ in told:
        (one,) = [one for one in made["exercises"] if one["exercise"] == step["exercise"]]
        assert bool(one["hurt"]) == (step["step"] == "back")


@pytest.mark.parametrize("seed", range(3, 5))
def test_no_back_and_forth(catalogue: Catalogue, seed: int) -> None:
    """After a step back was taken, six sessions of the exercise pass before it goes up again."""
    told = live(catalogue, seed, 400, hurts=0.04, says_yes=1)
    last_back: dict[str, int] = {}
    for day, step, _, _ in told:
        if step["step"] == "back":
            last_back[step["exercise"]] = day
        else:
            assert day - last_back.get(step["exercise"], -100) >= 6

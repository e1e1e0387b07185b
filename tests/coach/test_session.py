"""A session on a simulated clock: whole hours are compared with the timeline in no time."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.coach.events import (
    Eased,
    Ended,
    Ending,
    Event,
    ExerciseLeft,
    HelpedAnswered,
    HelpedAsked,
    Hurt,
    LeadIn,
    LeaveConfirmed,
    Lengthened,
    PausedBy,
    PauseReason,
    PhaseStarted,
    Ready,
    RepetitionDone,
    Resumed,
)
from evenkeel.coach.moves import Ground
from evenkeel.coach.resume import Place, resume_place
from evenkeel.coach.session import LEAD_IN_S, UNDO_S, Session
from evenkeel.coach.timeline import (
    READY_S,
    Helped,
    Phase,
    PhaseKind,
    Timing,
    timeline,
    total_s,
)
from evenkeel.coach.view import State
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.journal.records import Repetition
from tests.coach.simulated import (
    BRACE,
    LOOSEN,
    ORDER,
    Clock,
    L,
    Player,
    R,
    item,
    planned,
    plans,
    small_plan,
)

PREPARE, HOLD, REST, SWITCH, ASK = PhaseKind

# One exercise on both sides. Left: 15 prepare, 15–21 hold, 21–25 rest, 25–31 hold; then
# 31–41 switch, 41–47 hold, 47–51 rest, 51–57 hold. After it another: 57–72 prepare, 72–78 hold.
TWO_SIDES = small_plan(item(BRACE, (L, R)), item("abdominal_stretch", reps=1))


def player(catalogue: Catalogue, plan: Plan = TWO_SIDES, **how: Any) -> Player:
    clock = Clock()
    return Player(Session(plan, catalogue, clock=clock, **how), clock)


def started(catalogue: Catalogue, plan: Plan = TWO_SIDES, **how: Any) -> Player:
    one = player(catalogue, plan, **how)
    one.do(one.session.start)
    return one


def starts(events: list[Event]) -> list[tuple[PhaseKind, float]]:
    """Which phases began, and when."""
    return [(e.phase.kind, e.at_s) for e in events if isinstance(e, PhaseStarted)]


def where(one: Player) -> tuple[PhaseKind, float]:
    """The phase, and the second of the timeline."""
    view = one.session.view()
    return view.phase.kind, view.at_s


def expected(phases: tuple[Phase, ...]) -> list[Event]:
    """What happens in a session that nobody touches."""
    events: list[Event] = []
    for phase in phases:
        events.append(PhaseStarted(at_s=phase.start_s, phase=phase))
        if phase.kind is HOLD:
            events.append(RepetitionDone(at_s=phase.end_s, phase=phase))
    return [*events, Ended(at_s=total_s(phases), how=Ending.FINISHED)]


# Deadlines


@given(beats=st.lists(st.integers(100, 5 * 1024), min_size=20, max_size=60))
@settings(max_examples=40)
def test_every_phase_starts_at_its_deadline(catalogue: Catalogue, beats: list[int]) -> None:
    """Over more than an hour of uneven ticks, each phase starts exactly when the timeline says."""
    plan = small_plan(*[item("warm_up", (L, R), reps=5, sets=5, rest_s=0)] * 12)
    phases = timeline(plan, catalogue)
    assert total_s(phases) > 3600
    clock = Clock()
    session = Session(plan, catalogue, clock=clock)
    events, ticked_at, n = list(session.start()), {}, 0
    while session.state is not State.FINISHED:
        clock.now += beats[n % len(beats)] / 1024  # exact in binary: no rounding to argue about
        n += 1
        now = session.tick()
        ticked_at.update({id(event): clock.now - 4096 for event in now})
        events += now
        assert session.state is State.FINISHED or clock.now - 4096 < session.phase.end_s
    assert events == expected(phases)
    for event in events[1:]:
        # Told by the first tick at or after the deadline, never before.
        assert 0 <= ticked_at[id(event)] - event.at_s < 5


@given(plan=plans, beat=st.floats(0.01, 4.9))
@settings(max_examples=40)
def test_each_event_once_in_order(catalogue: Catalogue, plan: Plan, beat: float) -> None:
    """A late tick catches up through every phase passed, each event once and in order."""
    plan = replace(plan, items=tuple(replace(one, ask_helped=False) for one in plan.items))
    one = started(catalogue, plan)
    one.beat_s = beat
    one.wait(total_s(one.session.phases) + 5 * (1 + len(plan.items) * 2))
    assert [e for e in one.events if not isinstance(e, Ready)] == expected(
        timeline(plan, catalogue)
    )


def test_one_late_tick_passes_several_phases(catalogue: Catalogue) -> None:
    plan = small_plan(item("warm_up", hold_s=1, rest_s=1, reps=3))
    one = started(catalogue, plan)
    one.wait(14.5)
    one.clock.now += 4.5
    assert starts(one.do(one.session.tick)) == [
        (HOLD, 15),
        (REST, 16),
        (HOLD, 17),
        (REST, 18),
        (HOLD, 19),
    ]
    assert where(one) == (HOLD, 19)


def test_a_clock_that_jumps_back_is_not_believed(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(16)
    one.clock.now -= 10
    assert one.do(one.session.tick) == []
    assert where(one) == (HOLD, 16)


def test_nothing_before_the_start(catalogue: Catalogue) -> None:
    one = player(catalogue)
    session = one.session
    commands = (session.pause, session.resume, session.back, session.start_now, session.repeat)
    one.wait(100)
    for command in (*commands, session.hurts, session.continue_after_hurt, session.tick):
        assert command() == ()
    assert session.answer_helped(Helped.YES) == ()
    assert session.state is State.READY
    assert starts(one.do(session.start)) == [(PREPARE, 0)]
    assert session.start() == ()
    one.wait(14)
    assert where(one) == (PREPARE, 14)


def test_a_plan_without_exercises_is_no_session(catalogue: Catalogue) -> None:
    with pytest.raises(ValueError, match="at least one exercise"):
        Session(small_plan(), catalogue, clock=Clock())


# Pauses and gaps


def test_pause_and_resume(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(17)
    assert one.do(one.session.pause) == [PausedBy(at_s=17, reason=PauseReason.USER)]
    assert one.wait(1000) == []
    view = one.session.view()
    assert (view.state, view.pause_reason, view.gap_s) == (State.PAUSED, PauseReason.USER, 0)
    assert (view.elapsed_s, view.remaining_s) == (2, 4)
    assert one.do(one.session.resume) == [Resumed(at_s=17)]
    assert one.session.view().pause_reason is None
    assert starts(one.wait(3.75)) == []
    assert starts(one.wait(0.25)) == [(REST, 21)]


def test_a_pause_on_the_boundary_belongs_to_the_phase_that_begins(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(14.75)
    one.clock.now += 0.25
    events = one.do(one.session.pause)
    assert [type(event) for event in events] == [PhaseStarted, PausedBy]
    assert where(one) == (HOLD, 15)


def test_a_gap_pauses_at_the_last_tick(catalogue: Catalogue) -> None:
    """A gap of more than 5 s during a phase pauses the session and says so."""
    one = started(catalogue)
    one.wait(17)
    one.clock.now += 5.25
    assert one.do(one.session.tick) == [
        PausedBy(at_s=17, reason=PauseReason.GAP, gap_s=5.25),
    ]
    view = one.session.view()
    assert (view.state, view.pause_reason, view.gap_s) == (State.PAUSED, PauseReason.GAP, 5.25)
    assert where(one) == (HOLD, 17)
    one.clock.now += 3600
    assert one.do(one.session.resume) == [Resumed(at_s=17)]
    assert starts(one.wait(4)) == [(REST, 21)]


def test_five_seconds_are_caught_up_with(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(17)
    one.clock.now += 5
    assert starts(one.do(one.session.tick)) == [(REST, 21)]
    assert where(one) == (REST, 22)


def test_a_command_after_a_gap_finds_the_pause_first(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(17)
    one.clock.now += 60
    events = one.do(one.session.hurts)
    assert [type(event) for event in events] == [PausedBy, Hurt]
    assert isinstance(events[1], Hurt)
    assert events[1].second_s == 2


def test_going_on_after_a_lead_in(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(17)
    one.do(one.session.pause)
    one.wait(60)
    lead = one.do(lambda: one.session.resume(lead_s=LEAD_IN_S))
    assert lead == [LeadIn(at_s=17, seconds=5)]
    assert one.wait(4.75) == []
    view = one.session.view()
    assert (view.state, view.lead_s, view.elapsed_s) == (State.LEADING, 0.25, 2)
    assert one.wait(0.25) == [Resumed(at_s=17)]
    assert starts(one.wait(3.75)) == []
    assert starts(one.wait(0.25)) == [(REST, 21)]


def test_a_late_tick_after_a_lead_in_loses_nothing(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(17)
    one.do(one.session.pause)
    one.do(lambda: one.session.resume(lead_s=LEAD_IN_S))
    one.wait(4.5)
    one.clock.now += 4.75
    events = one.do(one.session.tick)
    assert [type(event) for event in events] == [Resumed, RepetitionDone, PhaseStarted]
    assert where(one) == (REST, 21.25)


def test_a_lead_in_can_be_paused_left_and_slept_through(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(17)
    one.do(one.session.pause)
    one.do(lambda: one.session.resume(lead_s=LEAD_IN_S))
    one.wait(2)
    assert one.do(one.session.pause) == [PausedBy(at_s=17, reason=PauseReason.USER)]
    one.do(lambda: one.session.resume(lead_s=LEAD_IN_S))
    one.clock.now += 60
    (paused,) = one.do(one.session.tick)
    assert isinstance(paused, PausedBy)
    assert paused.reason is PauseReason.GAP
    assert where(one) == (HOLD, 17)
    one.do(lambda: one.session.resume(lead_s=LEAD_IN_S))
    assert starts(one.do(one.session.repeat)) == [(HOLD, 15)]
    assert one.session.state is State.RUNNING


@pytest.mark.parametrize(("at_s", "starts_at"), [(12, 25), (22, 35), (37, 51)])
def test_more_time_for_all_but_holds(catalogue: Catalogue, at_s: float, starts_at: float) -> None:
    one = started(catalogue)
    one.wait(at_s)
    before = one.session.view().left_s
    phase = one.session.phase
    longer = replace(phase, duration_s=phase.duration_s + 10)
    assert one.do(one.session.more_time) == [Lengthened(at_s=at_s, phase=longer)]
    assert one.session.view().left_s == before + 10
    assert starts(one.wait(starts_at - at_s)) == [(HOLD, starts_at)]
    # In a hold there is nothing to wait for.
    assert one.do(one.session.more_time) == []


def test_an_easier_way_starts_the_side_again(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(48)
    one.do(one.session.hurts)
    events = one.do(one.session.try_easier)
    assert starts(events) == [(SWITCH, 31)]
    assert events[0] == Eased(at_s=48, how=catalogue.exercises[BRACE].easier[0])
    assert one.session.state is State.WAITING
    assert one.session.try_easier() == ()


def test_time_while_asked_is_no_gap(catalogue: Catalogue) -> None:
    one = started(catalogue, ORDER)
    one.wait(60)
    assert one.session.state is State.ASKING
    one.clock.now += 3600
    assert one.do(one.session.tick) == []
    assert one.session.state is State.ASKING


# A change of place


def test_a_change_of_place_waits_however_long_it_takes(catalogue: Catalogue) -> None:
    """To the wall, over to the other jamb, down, up: nothing counts down [SESSION-4]."""
    one = started(catalogue)
    one.away = True
    assert one.wait(3600) == []
    view = one.session.view()
    assert (view.state, view.at_s, view.waited_s, view.fraction) == (State.WAITING, 0, 3600, 0)
    assert view.left_s == 78
    (ready,) = one.do(one.session.ready)
    assert ready == Ready(at_s=9, phase=one.session.phase, seconds=READY_S)
    view = one.session.view()
    assert (view.state, view.remaining_s, view.fraction) == (State.RUNNING, 6, 0)
    assert one.wait(5.75) == []
    assert starts(one.wait(0.25)) == [(HOLD, 15)]
    assert one.session.ready() == ()
    # Over to the other jamb.
    one.wait(16)
    assert one.session.state is State.WAITING
    one.clock.now += 3600
    # Nobody is missed while they are on their way.
    assert one.do(one.session.tick) == []


def test_a_long_wait_counts_for_nothing(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.away = True
    one.wait(900)
    one.do(one.session.ready)
    one.wait(6 + 16)
    done = [event.at_s for event in one.events if isinstance(event, RepetitionDone)]
    assert done == [21, 31]


def test_slow_passes_come_after_i_m_ready(catalogue: Catalogue) -> None:
    one = started(catalogue, small_plan(item("lower_trunk_rotation", (L, R))))
    one.away = True
    one.wait(60)
    (ready,) = one.do(one.session.ready)
    assert isinstance(ready, Ready)
    assert ready.seconds == READY_S + 18


def test_without_a_change_of_place_the_clock_goes_on(catalogue: Catalogue) -> None:
    """Between sides and sets, and from one standing exercise to the next."""
    stretch = item("hip_adductor_stretch", (L, R), sets=2, variant="standing")
    plan = small_plan(item("warm_up", reps=1), stretch)
    assert not any(phase.waits for phase in timeline(plan, catalogue))
    one = started(catalogue, plan)
    one.away = True
    one.wait(600)
    assert one.session.state is State.FINISHED


@pytest.mark.parametrize(
    ("before", "after", "waits"),
    [
        (item("warm_up"), item("warm_up"), False),
        (item("warm_up"), item("knee_to_chest_stretch", (L,)), True),
        (item("knee_to_chest_stretch", (L,)), item("piriformis_stretch", (R,)), False),
        (item("abdominal_stretch"), item("warm_up"), True),
        (item("glute_bridge"), item("adductor_squeeze"), True),
        (item(BRACE, (L,)), item(BRACE, (L,)), False),
        (item(BRACE, (L,)), item(BRACE, (R,)), True),
        (item(BRACE, (L,), ask_helped=True), item(BRACE, (L,)), True),
        (item("inflare_correction", (L,)), item("plank_leg_reach"), True),
        (item("plank_leg_reach"), item("swiss_ball_superman", (L,)), True),
    ],
)
def test_what_a_change_of_place_is(
    catalogue: Catalogue, before: PlanItem, after: PlanItem, waits: bool
) -> None:
    phases = timeline(small_plan(before, after), catalogue)
    opening = next(phase for phase in phases if phase.item == 1)
    assert opening.waits is waits


@pytest.mark.parametrize(
    ("exercise", "variant", "waits"),
    [
        (BRACE, None, True),
        ("quadriceps_stretch", "lying", True),
        ("quadriceps_stretch", "standing", False),
        ("swiss_ball_superman", None, False),
        ("knee_to_chest_stretch", None, False),
    ],
)
def test_the_other_side_waits_where_it_is_elsewhere(
    catalogue: Catalogue, exercise: str, variant: str | None, waits: bool
) -> None:
    phases = timeline(small_plan(item(exercise, (L, R), variant=variant)), catalogue)
    (switch,) = (phase for phase in phases if phase.kind is SWITCH)
    assert switch.waits is waits


def test_going_about_waits_where_the_place_is_another(catalogue: Catalogue) -> None:
    """Two standing exercises, then one on the floor: from there back to the second one."""
    stretch = item("hip_adductor_stretch", (L,), variant="standing")
    plan = small_plan(item("warm_up", reps=1), stretch, item("abdominal_stretch"))
    one = started(catalogue, plan)
    while one.session.phase.item < 2 or one.session.phase.kind is not HOLD:
        one.wait(1)
    one.do(one.session.back)
    one.do(one.session.back)
    assert (one.session.phase.item, one.session.state) == (1, State.WAITING)
    assert one.session.view().came_from.ground is Ground.FRONT


def test_back_while_waiting_tells_the_way_again(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(32)
    one.away = True
    one.wait(20)
    assert starts(one.do(one.session.back)) == [(SWITCH, 31)]
    assert one.session.view().waited_s == 0
    assert starts(one.do(one.session.back)) == [(PREPARE, 0)]


# Going about


def test_start_now_while_getting_ready(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(4)
    assert starts(one.do(one.session.start_now)) == [(HOLD, 15)]
    assert starts(one.wait(6)) == [(REST, 21)]


def test_start_now_in_a_rest(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(22)
    assert starts(one.do(one.session.start_now)) == [(HOLD, 25)]
    assert starts(one.wait(6)) == [(SWITCH, 31)]


def test_start_now_means_nothing_in_a_hold(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(16)
    assert one.do(one.session.start_now) == []
    assert where(one) == (HOLD, 16)


@pytest.mark.parametrize("at_s", [5, 12, 16, 22, 26, 35, 42])
def test_leaving_an_exercise_goes_to_the_next_one_after_five_seconds(
    catalogue: Catalogue, at_s: float
) -> None:
    one = started(catalogue)
    one.wait(at_s)
    phase = one.session.phase
    (left,) = one.do(one.session.leave_exercise)
    assert left == ExerciseLeft(at_s=one.session.view().at_s, phase=phase, seconds=UNDO_S)
    view = one.session.view()
    assert (view.state, view.lead_s, view.left_s) == (State.LEFT, 5, 78 - 57)
    assert view.next_phase.exercise == "abdominal_stretch"
    assert one.wait(4.75) == []
    events = one.wait(0.25)
    assert events[0] == LeaveConfirmed(at_s=left.at_s, phase=phase)
    assert starts(events) == [(PREPARE, 57)]
    assert one.session.undo_leave() == ()


def test_leaving_is_taken_back_within_five_seconds(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(17)
    one.do(one.session.leave_exercise)
    one.wait(4.75)
    events = one.do(one.session.undo_leave)
    assert starts(events) == [(HOLD, 15)]
    assert events[-1] == LeadIn(at_s=15, seconds=LEAD_IN_S)
    one.wait(5 + 6)
    done = [event.at_s for event in one.events if isinstance(event, RepetitionDone)]
    assert done == [21]
    assert not any(isinstance(event, LeaveConfirmed) for event in one.events)


def test_what_hurts_while_it_may_be_taken_back_was_not_left_by_choice(
    catalogue: Catalogue,
) -> None:
    one = started(catalogue)
    one.wait(17)
    one.do(one.session.leave_exercise)
    one.do(one.session.hurts)
    one.do(one.session.continue_after_hurt)
    assert not any(isinstance(event, LeaveConfirmed) for event in one.events)


def test_ending_the_session_leaves_what_was_being_left(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(17)
    one.do(one.session.leave_exercise)
    phase = one.session.phase
    confirmed, ended = one.do(one.session.end)
    assert confirmed == LeaveConfirmed(at_s=ended.at_s, phase=phase)
    assert ended == Ended(at_s=ended.at_s, how=Ending.ENDED)


def test_leaving_on_the_way_is_taken_back_to_the_way(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(3)
    one.do(one.session.leave_exercise)
    assert starts(one.do(one.session.undo_leave)) == [(PREPARE, 0)]
    assert one.session.state is State.WAITING


def test_what_was_left_is_gone_on_from_at_once(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(17)
    one.do(one.session.leave_exercise)
    confirmed, started_again = one.do(one.session.leave_now)
    assert isinstance(confirmed, LeaveConfirmed)
    assert starts([started_again]) == [(PREPARE, 57)]


def test_leaving_the_last_exercise_ends_the_session_unless_taken_back(
    catalogue: Catalogue,
) -> None:
    one = started(catalogue)
    one.wait(73)
    one.do(one.session.leave_exercise)
    assert one.session.view().next_phase is None
    one.wait(4)
    one.do(one.session.undo_leave)
    one.do(one.session.leave_exercise)
    assert one.wait(5)[-1] == Ended(at_s=78, how=Ending.FINISHED)


def test_an_exercise_that_was_left_is_not_asked_about(catalogue: Catalogue) -> None:
    one = started(catalogue, ORDER)
    one.wait(42)
    one.do(one.session.leave_exercise)
    one.wait(5)
    assert one.session.phase.exercise == "inflare_correction"


@pytest.mark.parametrize(
    ("at_s", "to"),
    [
        (2, (PREPARE, 0)),
        (18, (PREPARE, 0)),
        (30.75, (PREPARE, 0)),
        (31, (PREPARE, 0)),
        (34, (PREPARE, 0)),
        (34.25, (SWITCH, 31)),
        (37, (SWITCH, 31)),
        (50, (SWITCH, 31)),
        (59, (SWITCH, 31)),
        (61, (PREPARE, 57)),
    ],
)
def test_back(catalogue: Catalogue, at_s: float, to: tuple[PhaseKind, float]) -> None:
    one = started(catalogue)
    one.wait(at_s)
    assert starts(one.do(one.session.back)) == [to]
    assert where(one) == to
    assert one.session.state is State.WAITING


@pytest.mark.parametrize(
    ("at_s", "to"),
    [
        (12, (PREPARE, 0)),
        (17, (HOLD, 15)),
        (21, (HOLD, 15)),
        (24.75, (HOLD, 15)),
        (25, (HOLD, 25)),
        (37, (SWITCH, 31)),
    ],
)
def test_repeat(catalogue: Catalogue, at_s: float, to: tuple[PhaseKind, float]) -> None:
    one = started(catalogue)
    one.wait(at_s)
    assert starts(one.do(one.session.repeat)) == [to]
    assert where(one) == to


def test_what_is_repeated_is_done_again(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(22)
    one.do(one.session.repeat)
    one.wait(6)
    done = [(e.phase.set, e.phase.rep) for e in one.events if isinstance(e, RepetitionDone)]
    assert done == [(1, 1), (1, 1)]


def test_going_about_while_paused_stays_paused(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(17)
    one.do(one.session.pause)
    assert starts(one.do(one.session.repeat)) == [(HOLD, 15)]
    assert one.wait(100) == []
    assert one.session.state is State.PAUSED
    one.do(one.session.resume)
    assert starts(one.wait(6)) == [(REST, 21)]


def test_a_change_of_place_ends_the_pause(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(17)
    one.do(one.session.pause)
    one.do(one.session.back)
    view = one.session.view()
    assert (view.state, view.pause_reason) == (State.WAITING, None)


PRESSES = (
    *("tick", "pause", "resume", "back", "repeat", "hurts", "continue_after_hurt", "more_time"),
    *("ready", "start_now", "leave_exercise", "undo_leave", "leave_now", "try_easier"),
    *("lead_in", "yes", "no"),
)


@given(
    plan=plans,
    presses=st.lists(
        st.tuples(
            st.floats(0, 4.9),
            st.sampled_from(PRESSES),
        ),
        max_size=80,
    ),
)
def test_whatever_is_pressed(
    catalogue: Catalogue, plan: Plan, presses: list[tuple[float, str]]
) -> None:
    """The view fits the timeline and every repetition lasted its time, whatever is pressed."""
    clock = Clock()
    session = Session(plan, catalogue, clock=clock)
    events = list(session.start())
    for wait_s, press in presses:
        clock.now += wait_s
        if press in ("yes", "no"):
            events += session.answer_helped(Helped(press))
        elif press == "lead_in":
            events += session.resume(lead_s=LEAD_IN_S)
        else:
            events += getattr(session, press)()
        view = session.view()
        assert 0 <= view.fraction <= 1
        assert view.remaining_s >= 0
        assert view.left_s >= -1e-6
        assert 0 <= view.reps_done <= view.reps_total
        assert 1 <= view.item_number <= view.items_total
        assert (view.state is State.ASKING) == (
            view.phase.kind is ASK and view.state not in (State.HURT, State.FINISHED)
        )
    begun = None
    for event in events:
        if isinstance(event, PhaseStarted | Lengthened):
            begun = event.phase
        if isinstance(event, RepetitionDone):
            assert event.phase == begun
            assert event.at_s == begun.end_s
    assert len([e for e in events if isinstance(e, Ended)]) == (session.state is State.FINISHED)


# It hurts more


def test_it_hurts_and_goes_on_with_the_next_exercise(catalogue: Catalogue) -> None:
    """It stops the exercise at once and offers to end or to go on with the next one."""
    one = started(catalogue)
    one.wait(17)
    events = one.do(one.session.hurts)
    assert events == [Hurt(at_s=17, phase=one.session.phase, second_s=2)]
    assert (one.session.phase.kind, one.session.phase.rep) == (HOLD, 1)
    view = one.session.view()
    assert (view.state, view.next_phase.exercise) == (State.HURT, "abdominal_stretch")
    assert view.left_s == 78 - 57
    assert one.wait(1000) == []
    session = one.session
    for command in (session.resume, session.ready, session.start_now, session.back, session.hurts):
        assert command() == ()
    assert starts(one.do(one.session.continue_after_hurt)) == [(PREPARE, 57)]
    one.wait(21)
    assert one.events[-1] == Ended(at_s=78, how=Ending.FINISHED)


def test_it_hurts_while_paused_or_asked(catalogue: Catalogue) -> None:
    one = started(catalogue, ORDER)
    one.wait(17)
    one.do(one.session.pause)
    hurt = one.do(one.session.hurts)[0]
    assert isinstance(hurt, Hurt)
    assert hurt.second_s == 2
    assert one.session.view().pause_reason is None
    asked = started(catalogue, ORDER)
    asked.wait(58)
    assert asked.session.state is State.ASKING
    asked.do(asked.session.hurts)
    # Its question goes with the exercise.
    asked.do(asked.session.continue_after_hurt)
    assert asked.session.phase.exercise == "inflare_correction"


def test_after_a_pain_even_the_same_place_waits(catalogue: Catalogue) -> None:
    plan = small_plan(item("warm_up", reps=1), item("warm_up", reps=1))
    one = started(catalogue, plan)
    one.wait(17)
    one.do(one.session.hurts)
    one.do(one.session.continue_after_hurt)
    assert one.session.state is State.WAITING


def test_after_a_second_stop_nothing_that_takes_strength_follows(catalogue: Catalogue) -> None:
    """Neither the exercise itself once more [SESSION-3]."""
    one = started(catalogue, ORDER)
    one.wait(17)
    (first,) = one.do(one.session.hurts)
    one.do(one.session.try_easier)
    one.do(one.session.start_now)
    (second,) = one.do(one.session.hurts)
    assert isinstance(first, Hurt)
    assert isinstance(second, Hurt)
    assert (first.again, second.again) == (False, True)
    view = one.session.view()
    assert view.hurt_again
    assert view.next_phase.exercise == "inflare_correction"
    one.do(one.session.continue_after_hurt)
    assert one.session.view().items_total == 2
    one.wait(200)
    exercises = {e.phase.exercise for e in one.events if isinstance(e, RepetitionDone)}
    assert exercises == {"inflare_correction"}
    assert isinstance(one.events[-1], Ended)


def test_the_stop_of_the_last_session_counts(catalogue: Catalogue) -> None:
    one = started(catalogue, ORDER, hurt_before=[BRACE])
    one.wait(17)
    (hurt,) = one.do(one.session.hurts)
    assert isinstance(hurt, Hurt)
    assert hurt.again


def test_what_was_done_whole_in_between_counts_from_the_beginning(catalogue: Catalogue) -> None:
    one = started(catalogue, hurt_before=[BRACE, "abdominal_stretch"])
    one.wait(73)
    assert one.session.phase.exercise == "abdominal_stretch"
    one.do(one.session.back)
    one.do(one.session.back)
    assert one.session.phase.exercise == BRACE
    (hurt,) = one.do(one.session.hurts)
    assert isinstance(hurt, Hurt)
    assert not hurt.again


def test_after_the_last_exercise_that_hurt_nothing_follows(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(73)
    one.do(one.session.hurts)
    view = one.session.view()
    assert (view.next_phase, view.left_s) == (None, 0)
    assert one.do(one.session.continue_after_hurt) == [Ended(at_s=73, how=Ending.HURT)]


def test_the_end(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(17)
    assert one.do(one.session.end) == [Ended(at_s=17, how=Ending.ENDED)]
    last = one.events[-1]
    assert isinstance(last, Ended)
    assert not last.finished
    assert one.session.end() == ()
    assert one.wait(100) == []
    hurt = started(catalogue)
    hurt.wait(17)
    hurt.do(hurt.session.hurts)
    assert hurt.do(hurt.session.end) == [Ended(at_s=17, how=Ending.HURT)]


# Did it help?


@pytest.mark.parametrize("helped", Helped)
def test_the_answer_replaces_the_rest(catalogue: Catalogue, helped: Helped) -> None:
    one = started(catalogue, ORDER)
    asked = one.wait(60)[-1]
    assert asked == HelpedAsked(at_s=57, item=0)
    one.wait(1000)
    events = one.do(lambda: one.session.answer_helped(helped))
    assert events[0] == HelpedAnswered(at_s=57, item=0, helped=helped)
    assert starts(events) == [(PREPARE, 57)]
    one.wait(1000)
    assert one.session.phases == timeline(ORDER, catalogue, helped=helped)
    seen = [e.phase for e in one.events if isinstance(e, PhaseStarted)]
    assert tuple(seen) == one.session.phases
    assert one.events[-1] == Ended(at_s=total_s(one.session.phases), how=Ending.FINISHED)


def test_back_to_the_question_and_another_answer(catalogue: Catalogue) -> None:
    one = started(catalogue, ORDER)
    one.wait(60)
    one.do(lambda: one.session.answer_helped(Helped.YES))
    one.wait(2)
    assert one.do(one.session.back)[-1] == HelpedAsked(at_s=57, item=0)
    one.do(lambda: one.session.answer_helped(Helped.NO))
    assert one.session.phases == timeline(ORDER, catalogue)
    assert one.session.phase.exercise == "inflare_correction"


def test_back_from_the_question_does_the_side_again(catalogue: Catalogue) -> None:
    one = started(catalogue, ORDER)
    one.wait(60)
    assert starts(one.do(one.session.back)) == [(SWITCH, 31)]
    assert one.session.state is State.WAITING


# The view


def test_the_view_of_a_hold(catalogue: Catalogue) -> None:
    one = started(catalogue)
    one.wait(26.5)
    view = one.session.view()
    assert (view.phase.kind, view.phase.side, view.phase.rep) == (HOLD, L, 2)
    assert (view.elapsed_s, view.remaining_s, view.fraction) == (1.5, 4.5, 0.25)
    assert (view.next_phase.kind, view.next_phase.side) == (SWITCH, R)
    assert (view.reps_done, view.reps_total) == (1, 2)
    assert (view.item_number, view.items_total) == (1, 2)
    assert view.left_s == 78 - 26.5


@pytest.mark.parametrize(
    ("at_s", "done"), [(3, 0), (16, 0), (22, 1), (26, 1), (33, 0), (42, 0), (52, 1)]
)
def test_the_repetitions_of_this_side(catalogue: Catalogue, at_s: float, done: int) -> None:
    one = started(catalogue)
    one.wait(at_s)
    assert one.session.view().reps_done == done


def test_repetitions_count_over_sets(catalogue: Catalogue) -> None:
    one = started(catalogue, small_plan(item(BRACE, (L,), reps=2, sets=2)))
    one.to(15 + 6 + 4 + 6 + 4 + 1)
    view = one.session.view()
    assert (view.phase.set, view.reps_done, view.reps_total) == (2, 2, 4)
    one.wait(100)
    view = one.session.view()
    assert (view.state, view.reps_done, view.left_s) == (State.FINISHED, 4, 0)
    assert view.next_phase is None


def test_items_are_counted_without_those_that_are_skipped(catalogue: Catalogue) -> None:
    one = started(catalogue, ORDER)
    one.wait(60)
    one.do(lambda: one.session.answer_helped(Helped.YES))
    view = one.session.view()
    assert (view.phase.item, view.item_number, view.items_total) == (3, 2, 3)


def test_a_rest_of_no_time_is_not_what_comes_next(catalogue: Catalogue) -> None:
    one = started(catalogue, small_plan(item(BRACE, (L,), rest_s=0)))
    one.wait(16)
    view = one.session.view()
    assert (view.next_phase.kind, view.next_phase.rep) == (HOLD, 2)


# After a kill


def done_of(events: list[Event]) -> list[Repetition]:
    return [
        Repetition(
            item=e.phase.item,
            exercise=e.phase.exercise,
            variant=e.phase.variant,
            side=e.phase.side,
            set=e.phase.set or 0,
            rep=e.phase.rep or 0,
            hold_s=e.phase.duration_s,
        )
        for e in events
        if isinstance(e, RepetitionDone)
    ]


@given(at_s=st.floats(0, 500), helped=st.sampled_from(Helped))
def test_nothing_is_lost_or_done_twice(catalogue: Catalogue, at_s: float, helped: Helped) -> None:
    """A session that is killed anywhere and resumed does every repetition exactly once."""
    one = started(catalogue, ORDER)
    answer: Helped | None = None
    while one.session.view().at_s < at_s and one.session.state is not State.FINISHED:
        one.wait(1)
        if one.session.state is State.ASKING:
            answer = helped
            one.do(lambda: one.session.answer_helped(helped))
    first = done_of(one.events)
    place = resume_place(ORDER, catalogue, helped=answer, done=first)
    second: list[Repetition] = []
    if place:
        again = started(catalogue, ORDER, helped=answer, resume_at=place)
        while again.session.state is not State.FINISHED:
            again.wait(5)
            if again.session.state is State.ASKING:
                again.do(lambda: again.session.answer_helped(helped))
        second = done_of(again.events)
    whole = timeline(ORDER, catalogue, helped=helped)
    wanted = [(p.item, p.side, p.set, p.rep) for p in whole if p.kind is HOLD]
    assert [(r.item, r.side, r.set, r.rep) for r in first + second] == wanted


def place_after(catalogue: Catalogue, seconds: float, **known: Any) -> Place | None:
    one = started(catalogue, ORDER)
    one.wait(seconds)
    told: dict[str, Any] = {"helped": None, "done": done_of(one.events), **known}
    return resume_place(ORDER, catalogue, **told)


def test_the_place_to_go_on(catalogue: Catalogue) -> None:
    assert place_after(catalogue, 10) == Place(item=0, side=L, set=1, rep=1)
    assert place_after(catalogue, 22) == Place(item=0, side=L, set=1, rep=2)
    assert place_after(catalogue, 35) == Place(item=0, side=R, set=1, rep=1)
    assert place_after(catalogue, 58) == Place(item=0)
    assert place_after(catalogue, 58, helped=Helped.NO) == Place(item=1, side=L, set=1, rep=1)
    assert place_after(catalogue, 58, helped=Helped.YES) == Place(item=3, side=R, set=1, rep=1)


def test_what_hurt_is_not_gone_back_to(catalogue: Catalogue) -> None:
    assert place_after(catalogue, 22, stopped=[0]) == Place(item=1, side=L, set=1, rep=1)
    every = range(len(ORDER.items))
    assert place_after(catalogue, 22, stopped=every) is None


def test_the_repetition_that_was_done_last_counts(catalogue: Catalogue) -> None:
    """Who went back to the first side is on the first side."""
    phases = [p for p in timeline(ORDER, catalogue) if p.kind is HOLD]
    events: list[Event] = [RepetitionDone(at_s=p.end_s, phase=p) for p in (*phases[:3], phases[0])]
    place = resume_place(ORDER, catalogue, helped=None, done=done_of(events))
    assert place == Place(item=0, side=L, set=1, rep=2)


def test_resuming_gets_into_position_first(catalogue: Catalogue) -> None:
    timing = Timing(prepare_s=20, switch_s=5)
    place = Place(item=0, side=R, set=1, rep=2)
    one = player(catalogue, TWO_SIDES, timing=timing, resume_at=place)
    view = one.session.view()
    # Not a mere turn to the other side: the reader comes from somewhere else.
    assert (view.phase.kind, view.phase.side, view.remaining_s) == (PREPARE, R, 20)
    assert (view.next_phase.kind, view.next_phase.rep, view.reps_done) == (HOLD, 2, 1)
    assert view.left_s == 20 + 6 + 20 + 6
    one.do(one.session.start)
    ready, *events = one.wait(20)
    assert isinstance(ready, Ready)
    begun = [event.phase for event in events if isinstance(event, PhaseStarted)]
    assert len(begun) == len(events)
    assert [(phase.kind, phase.side, phase.rep) for phase in begun] == [(HOLD, R, 2)]
    one.wait(1000)
    assert [r.rep for r in done_of(one.events)] == [2, 1]


def test_start_now_and_back_while_resuming(catalogue: Catalogue) -> None:
    place = Place(item=0, side=L, set=1, rep=2)
    one = started(catalogue, resume_at=place)
    one.wait(3)
    one.do(one.session.repeat)
    assert where(one) == (PREPARE, 0)
    one.wait(12)
    one.do(one.session.repeat)
    assert where(one) == (PREPARE, 0)
    one.do(one.session.start_now)
    assert one.session.phase.rep == 2
    one.do(one.session.back)
    # Back means the whole side.
    assert starts(one.wait(15)) == [(HOLD, 15)]
    assert one.session.phase.rep == 1


def test_resuming_at_the_question(catalogue: Catalogue) -> None:
    one = started(catalogue, ORDER, resume_at=Place(item=0))
    assert one.session.state is State.ASKING
    assert one.events[-1] == HelpedAsked(at_s=57, item=0)


def test_resuming_where_the_plan_does_not_go(catalogue: Catalogue) -> None:
    nowhere = Place(item=0, side=Side.LEFT, set=1, rep=9)
    with pytest.raises(ValueError, match="not in this session"):
        player(catalogue, resume_at=nowhere)


def test_the_real_plans_play_to_their_end(catalogue: Catalogue) -> None:
    plan = planned(catalogue, LOOSEN)
    one = started(catalogue, plan)
    one.wait(3600)
    assert [e for e in one.events if not isinstance(e, Ready)] == expected(
        timeline(plan, catalogue)
    )


@pytest.mark.parametrize("done", [0, 2, 4])
def test_a_session_that_was_cut_off_on_the_way_waits_there_again(
    catalogue: Catalogue, done: int
) -> None:
    """Killed at the first way, at the way to the other jamb, and at the way to the wall."""
    one = started(catalogue, ORDER)
    while len(done_of(one.events)) < done:
        one.wait(1)
    helped = Helped.NO if done == 4 else None
    if helped:
        one.do(lambda: one.session.answer_helped(Helped.NO))
    assert one.session.state is State.WAITING
    place = resume_place(ORDER, catalogue, helped=helped, done=done_of(one.events))
    again = started(catalogue, ORDER, helped=helped, resume_at=place)
    here, there = one.session.view(), again.session.view()
    assert there.state is State.WAITING
    assert (there.phase.item, there.phase.side) == (here.phase.item, here.phase.side)
    assert (there.next_phase.item, there.next_phase.rep) == (here.next_phase.item, 1)

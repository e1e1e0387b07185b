"""No drift; and whatever stops the machine, the session waits at what it knows and asks."""

import sys
import time

import pytest

from evenkeel.catalogue.model import Catalogue
from evenkeel.coach.clock import session_clock
from evenkeel.coach.events import Ended, Event, PausedBy, PauseReason, PhaseStarted, RepetitionDone
from evenkeel.coach.resume import Place, resume_place
from evenkeel.coach.session import LEAD_IN_S, Session
from evenkeel.coach.timeline import PhaseKind, timeline, total_s
from evenkeel.coach.view import State
from evenkeel.journal.records import Repetition
from tests.coach.simulated import Clock, L, Player, R, item, small_plan

#: One hold of 20 s on each side, from second 15 to 35.
PLAN = small_plan(item("warm_up", (L, R), hold_s=20))


class Machine:
    """A computer whose clocks do what those of a real one do."""

    def __init__(self) -> None:
        self.awake_s = 1000.0
        self.asleep_s = 0.0
        self.set_forward_s = 0.0

    def monotonic(self) -> float:
        """Stands still while the machine sleeps."""
        return self.awake_s

    def boottime(self, _clock: int) -> float:
        """Goes on while it sleeps."""
        return self.awake_s + self.asleep_s

    def time(self) -> float:
        """What the clock on the wall says; anybody may change it."""
        return 1.7e9 + self.awake_s + self.asleep_s + self.set_forward_s


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(time, "clock_gettime", machine.boottime)
    monkeypatch.setattr(time, "monotonic", machine.monotonic)
    monkeypatch.setattr(time, "time", machine.time)
    return machine


class OnMachine:
    """A session that runs on the machine's own clock, ticked twenty times a second."""

    def __init__(self, machine: Machine, catalogue: Catalogue) -> None:
        self.machine = machine
        self.session = Session(PLAN, catalogue, clock=session_clock)
        self.session.start()

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 16)):
            self.machine.awake_s += 1 / 16
            self.session.tick()


def asked_at_12_of_20(session: Session) -> None:
    """It stands still where it was last seen, and says for how long it was away."""
    view = session.view()
    assert view.state is State.PAUSED
    assert view.pause_reason is PauseReason.GAP
    assert (view.elapsed_s, view.phase.duration_s) == (12, 20)


def test_no_drift_in_an_hour(catalogue: Catalogue) -> None:
    """Beats that all come late do not add up: the last phase ends when the timeline says."""
    plan = small_plan(*[item("warm_up", (L, R), hold_s=30, reps=5)] * 12)
    phases = timeline(plan, catalogue)
    assert total_s(phases) > 3600
    clock = Clock(0.0)
    session = Session(plan, catalogue, clock=clock)
    session.start()
    worst = 0.0
    now: tuple[Event, ...] = ()
    while not any(isinstance(event, Ended) for event in now):
        clock.now += 0.05 + 0.0137
        now = session.tick()
        for event in now:
            worst = max(worst, clock.now - event.at_s)
    assert worst < 0.0638


def test_a_closed_lid(machine: Machine, catalogue: Catalogue) -> None:
    one = OnMachine(machine, catalogue)
    one.run(15 + 12)
    machine.asleep_s += 3 * 3600
    one.session.tick()
    asked_at_12_of_20(one.session)
    assert one.session.view().gap_s == 3 * 3600


def test_a_suspended_machine_whose_other_clock_stood_still(
    machine: Machine, catalogue: Catalogue
) -> None:
    """By time.monotonic nothing would have happened at all."""
    one = OnMachine(machine, catalogue)
    one.run(15 + 12)
    before = time.monotonic()
    machine.asleep_s += 60
    assert time.monotonic() == before
    one.session.tick()
    asked_at_12_of_20(one.session)


@pytest.mark.parametrize("away_s", [5.5, 60, 24 * 3600])
def test_a_stopped_process_and_a_debugger(
    machine: Machine, catalogue: Catalogue, away_s: float
) -> None:
    """The machine went on, only nobody ticked: a signal, a debugger, a frozen window."""
    one = OnMachine(machine, catalogue)
    one.run(15 + 12)
    machine.awake_s += away_s
    one.session.tick()
    asked_at_12_of_20(one.session)


@pytest.mark.parametrize("hours", [-25, -1, 1, 25])
def test_a_changed_system_clock_changes_nothing(
    machine: Machine, catalogue: Catalogue, hours: int
) -> None:
    one = OnMachine(machine, catalogue)
    one.run(15 + 12)
    machine.set_forward_s += hours * 3600
    one.run(1)
    view = one.session.view()
    assert (view.state, view.elapsed_s) == (State.RUNNING, 13)


@pytest.mark.parametrize(("again", "left_s"), [(False, 8), (True, 20)])
def test_the_answer_after_a_gap(
    machine: Machine, catalogue: Catalogue, again: bool, left_s: float
) -> None:
    """Go on after a lead-in, or again from the start; both have the time to lie down again."""
    one = OnMachine(machine, catalogue)
    one.run(15 + 12)
    machine.asleep_s += 600
    one.session.tick()
    if again:
        one.session.repeat()
    one.session.resume(lead_s=LEAD_IN_S)
    one.run(LEAD_IN_S)
    view = one.session.view()
    assert (view.state, view.phase.kind) == (State.RUNNING, PhaseKind.HOLD)
    assert view.remaining_s == left_s
    one.run(left_s)
    assert one.session.view().phase.kind is PhaseKind.REST


def test_a_gap_in_a_lead_in_asks_again(machine: Machine, catalogue: Catalogue) -> None:
    one = OnMachine(machine, catalogue)
    one.run(15 + 12)
    machine.asleep_s += 600
    one.session.tick()
    one.session.resume(lead_s=LEAD_IN_S)
    one.run(2)
    machine.asleep_s += 600
    one.session.tick()
    asked_at_12_of_20(one.session)


def test_a_gap_counts_no_repetition(catalogue: Catalogue) -> None:
    clock = Clock()
    one = Player(Session(PLAN, catalogue, clock=clock), clock)
    one.do(one.session.start)
    one.wait(27)
    clock.now += 3600
    events = one.do(one.session.tick)
    assert [type(event) for event in events] == [PausedBy]
    assert not [event for event in one.events if isinstance(event, RepetitionDone)]


@pytest.mark.parametrize(
    ("killed_at_s", "place"),
    [
        (27, Place(item=0, side=L, set=1, rep=1)),
        (45, Place(item=0, side=L, set=1, rep=2)),
        (75, Place(item=0, side=R, set=1, rep=1)),
    ],
)
def test_a_killed_program_goes_on_at_the_repetition_it_was_in(
    catalogue: Catalogue, killed_at_s: float, place: Place
) -> None:
    clock = Clock()
    one = Player(Session(PLAN, catalogue, clock=clock), clock)
    one.do(one.session.start)
    one.wait(killed_at_s)
    done = [
        Repetition(
            item=event.phase.item,
            exercise=event.phase.exercise,
            variant=event.phase.variant,
            side=event.phase.side,
            set=event.phase.set or 0,
            rep=event.phase.rep or 0,
            hold_s=event.phase.duration_s,
        )
        for event in one.events
        if isinstance(event, RepetitionDone)
    ]
    assert resume_place(PLAN, catalogue, helped=None, done=done) == place
    # In another process, on a clock that began anew.
    other = Clock(3.0)
    again = Player(Session(PLAN, catalogue, clock=other, resume_at=place), other)
    again.do(again.session.start)
    first = next(e.phase for e in again.wait(60) if isinstance(e, PhaseStarted))
    assert (first.kind, first.side, first.rep) == (PhaseKind.HOLD, place.side, place.rep)

"""A clock that stands still until it is moved, and plans to play on it."""

from collections.abc import Callable, Mapping, Sequence

from hypothesis import strategies as st

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Outcome, Side
from evenkeel.coach.events import Event
from evenkeel.coach.session import Session
from evenkeel.coach.timeline import PhaseKind
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.plan import Dose, Plan, PlanItem
from tests.coach.ready import is_there

REALIGN = {"pain_pattern": "shifted", "sore_side": "left"}
LOOSEN = {"pain_pattern": "tight", "sore_side": "left"}

L, R = Side.LEFT, Side.RIGHT
PREPARE = PhaseKind.PREPARE


class Clock:
    """Seconds that only the test moves. It starts anywhere but at 0."""

    def __init__(self, now: float = 4096.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Player:
    """A session on a simulated clock that is ticked often enough never to be a gap.

    A change of place takes exactly the time that the timeline reckons with, unless ``away``.
    """

    def __init__(
        self, session: Session, clock: Clock, beat_s: float = 0.25, *, away: bool = False
    ) -> None:
        self.session = session
        self.clock = clock
        self.beat_s = beat_s
        self.away = away
        self.events: list[Event] = []

    def do(self, command: Callable[[], Sequence[Event]]) -> list[Event]:
        """The events of a command; they are remembered as well."""
        events = list(command())
        self.events += events
        return events

    def wait(self, seconds: float) -> list[Event]:
        """The events of the seconds that pass."""
        until, events = self.clock.now + seconds, []
        while self.clock.now < until:
            self.clock.now = min(until, self.clock.now + self.beat_s)
            events += self.do(self.session.tick)
            if not self.away and is_there(self.session.view()):
                events += self.do(self.session.ready)
        return events

    def to(self, at_s: float) -> list[Event]:
        """The events up to a second of the timeline."""
        return self.wait(at_s - self.session.view().at_s)


def planned(catalogue: Catalogue, document: Mapping[str, object]) -> Plan:
    return decide(answers_from(document, catalogue), catalogue)


def small_plan(*items: PlanItem, skip_if_helped: tuple[str, ...] = ()) -> Plan:
    return Plan(
        outcome=Outcome.EXERCISE,
        programme="realign",
        items=items,
        left_out=(),
        advice=(),
        skip_if_helped=skip_if_helped,
    )


def item(
    exercise: str,
    sides: tuple[Side, ...] = (),
    *,
    hold_s: int = 6,
    rest_s: int = 4,
    reps: int = 2,
    sets: int = 1,
    ask_helped: bool = False,
    variant: str | None = None,
) -> PlanItem:
    return PlanItem(
        exercise=exercise,
        variant=variant or ("hold" if exercise == "plank_leg_reach" else None),
        sides=sides,
        dose=Dose(hold_s=hold_s, rest_s=rest_s, reps=reps, sets=sets),
        ask_helped=ask_helped,
    )


#: Brace on both sides with the question, inflare and plank that a yes skips, superman, brace.
BRACE = "dontigny_knee_brace"
ORDER = small_plan(
    item(BRACE, (L, R), ask_helped=True),
    item("inflare_correction", (L,)),
    item("plank_leg_reach", (R,), reps=3),
    item("swiss_ball_superman", (R,), reps=1, sets=2),
    item(BRACE, (L, R)),
    skip_if_helped=("inflare_correction", "plank_leg_reach"),
)

EXERCISES = (BRACE, "inflare_correction", "plank_leg_reach", "lower_trunk_rotation", "warm_up")

items = st.builds(
    item,
    st.sampled_from(EXERCISES),
    st.sampled_from([(), (L,), (R,), (L, R), (R, L)]),
    hold_s=st.integers(1, 30),
    rest_s=st.integers(0, 10),
    reps=st.integers(1, 4),
    sets=st.integers(1, 3),
    ask_helped=st.booleans(),
)
plans = st.builds(
    lambda chosen, skipped: small_plan(*chosen, skip_if_helped=tuple(skipped)),
    st.lists(items, min_size=1, max_size=5),
    st.lists(st.sampled_from(EXERCISES), unique=True),
)

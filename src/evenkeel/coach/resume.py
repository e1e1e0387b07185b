"""Where a session that was cut off goes on."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.coach.timeline import Helped, Phase, PhaseKind, timeline
from evenkeel.guide.plan import Plan

#: What a session can be resumed at; every other phase leads to one of these.
_RESUMABLE = (PhaseKind.HOLD, PhaseKind.ASK)


class ContentChangedError(ValueError):
    """A session that can't go on: its exercises are not in the content as they were."""


class Place(Struct, frozen=True, kw_only=True):
    """A phase to go on with: a hold, or (all but ``item`` missing) the question after an item."""

    item: int
    side: Side | None = None
    set: int | None = None
    rep: int | None = None


class DoneRepetition(Protocol):
    """What a repetition of the journal tells of its place."""

    @property
    def item(self) -> int: ...  # noqa: D102
    @property
    def side(self) -> Side | None: ...  # noqa: D102
    @property
    def set(self) -> int: ...  # noqa: D102
    @property
    def rep(self) -> int: ...  # noqa: D102


def resume_place(
    plan: Plan,
    catalogue: Catalogue,
    *,
    helped: Helped | None,
    done: Iterable[DoneRepetition],
    stopped: Iterable[int] = (),
) -> Place | None:
    """Where a session that was cut off goes on: after the repetition that was done last.

    ``done`` is in the order of doing. A question that was answered is not asked again, and an
    item that was stopped because it hurt is not gone back to. ``None`` when all was done.

    Raises:
        ContentChangedError: the content has not all of its exercises and forms any more.
    """
    _check_playable(plan, catalogue)
    phases = timeline(plan, catalogue)
    kept = {phase.item for phase in timeline(plan, catalogue, helped=helped or Helped.NO)}
    places = {_place_of(phase): n for n, phase in enumerate(phases) if phase.kind in _RESUMABLE}
    last = -1
    for one in done:
        place = Place(item=one.item, side=one.side, set=one.set, rep=one.rep)
        last = places.get(place, last)
    kept -= set(stopped)
    for place, n in places.items():
        answered = place.rep is None and helped is not None
        if n > last and place.item in kept and not answered:
            return place
    return None


def index_of(place: Place, phases: Sequence[Phase]) -> int:
    """Which phase is at a place.

    Raises:
        ValueError: none of them is.
    """
    for n, phase in enumerate(phases):
        if phase.kind in _RESUMABLE and _place_of(phase) == place:
            return n
    raise ValueError(f"not in this session: {place}")


def _check_playable(plan: Plan, catalogue: Catalogue) -> None:
    for item in plan.items:
        exercise = catalogue.exercises.get(item.exercise)
        if exercise is None:
            raise ContentChangedError(f"no such exercise any more: {item.exercise}")
        try:
            exercise.form_of(item.variant)
        except KeyError as error:
            text = f"no such form any more: {item.exercise}, {item.variant}"
            raise ContentChangedError(text) from error


def _place_of(phase: Phase) -> Place:
    return Place(item=phase.item, side=phase.side, set=phase.set, rep=phase.rep)

"""Where a session that was cut off continues."""

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
    """A session can't continue: the content no longer has its exercises or forms."""


class Place(Struct, frozen=True, kw_only=True):
    """The phase to resume at: a hold, or the question after an item (only ``item`` is set)."""

    item: int
    side: Side | None = None
    set: int | None = None
    rep: int | None = None


class DoneRepetition(Protocol):
    """The position of a repetition that is stored in the journal."""

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
    """Where a session that was cut off continues: after the repetition that was done last.

    ``done`` is in the order of execution. A question that was answered is not asked again, and
    an item that was stopped, because it hurt or by choice, is skipped. ``None`` when everything
    was done.

    Raises:
        ContentChangedError: the content no longer has all of its exercises and forms.
    """
    _check_playable(plan, catalogue)
    phases = timeline(plan, catalogue)
    remaining = {phase.item for phase in timeline(plan, catalogue, helped=helped or Helped.NO)}
    places = {_place_of(phase): n for n, phase in enumerate(phases) if phase.kind in _RESUMABLE}
    last = -1
    for repetition in done:
        place = Place(
            item=repetition.item, side=repetition.side, set=repetition.set, rep=repetition.rep
        )
        last = places.get(place, last)
    remaining -= set(stopped)
    for place, n in places.items():
        answered = place.rep is None and helped is not None
        if n > last and place.item in remaining and not answered:
            return place
    return None


def index_of(place: Place, phases: Sequence[Phase]) -> int:
    """The index of the phase at a place.

    Raises:
        ValueError: there is none.
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

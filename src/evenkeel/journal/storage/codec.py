"""Plans and adjustments as stored in the journal: plain documents of a stable format.

The format outlives the code: a field that is renamed in the code must still be read from here.
"""

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from evenkeel.catalogue.terms import Outcome, Side, SoreSide
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.done import DoneDose
from evenkeel.guide.plan import Dose, LeftOut, Plan, PlanItem, plan_document

T = TypeVar("T")


class CodecError(ValueError):
    """A document that is not a plan or not adjustments; the message names the place."""


class _Item(msgspec.Struct, frozen=True, kw_only=True):
    exercise: str
    variant: str | None
    sides: tuple[Side, ...]
    hold_s: int
    rest_s: int
    reps: int
    sets: int
    ask_helped: bool


class _Plan(msgspec.Struct, frozen=True, kw_only=True):
    outcome: Outcome
    programme: str | None
    items: tuple[_Item, ...]
    left_out: tuple[LeftOut, ...]
    advice: tuple[str, ...]
    skip_if_helped: tuple[str, ...]
    # Earlier versions wrote it beside the plan only.
    sore_side: SoreSide = SoreSide.UNSURE


class _Adjustments(msgspec.Struct, frozen=True, kw_only=True):
    doses: Mapping[str, Dose]
    taken_out: tuple[str, ...]
    # Earlier versions had neither.
    forms: Mapping[str, str] = {}
    added: tuple[str, ...] = ()


def plan_to_document(plan: Plan) -> dict[str, object]:
    """The plan as the command line writes it, with its sore side and what may be skipped."""
    return {
        **plan_document(plan),
        "sore_side": plan.sore_side.value,
        "skip_if_helped": list(plan.skip_if_helped),
    }


def plan_from_document(document: object) -> Plan:
    """The plan that :func:`plan_to_document` wrote.

    Raises:
        CodecError: it is not one.
    """
    stored = _converted(document, _Plan)
    return Plan(
        outcome=stored.outcome,
        programme=stored.programme,
        items=tuple(
            PlanItem(
                exercise=item.exercise,
                variant=item.variant,
                sides=item.sides,
                dose=Dose(hold_s=item.hold_s, rest_s=item.rest_s, reps=item.reps, sets=item.sets),
                ask_helped=item.ask_helped,
            )
            for item in stored.items
        ),
        left_out=stored.left_out,
        advice=stored.advice,
        sore_side=stored.sore_side,
        skip_if_helped=stored.skip_if_helped,
    )


def adjustments_to_document(adjustments: Adjustments) -> dict[str, object]:
    """The user's adjustments as a document."""
    return {
        "doses": {
            exercise: {
                "hold_s": dose.hold_s,
                "rest_s": dose.rest_s,
                "reps": dose.reps,
                "sets": dose.sets,
            }
            for exercise, dose in adjustments.doses.items()
        },
        "taken_out": sorted(adjustments.taken_out),
        "forms": dict(adjustments.forms),
        "added": list(adjustments.added),
    }


def adjustments_from_document(document: object) -> Adjustments:
    """The adjustments that :func:`adjustments_to_document` wrote.

    Raises:
        CodecError: it holds something else.
    """
    stored = _converted(document, _Adjustments)
    return Adjustments(
        doses=dict(stored.doses),
        taken_out=frozenset(stored.taken_out),
        forms=dict(stored.forms),
        added=stored.added,
    )


def dose_to_document(dose: DoneDose) -> dict[str, object]:
    """A dose as *Getting on* compares them, as a document."""
    return msgspec.structs.asdict(dose)


def dose_from_document(document: object) -> DoneDose:
    """The dose that :func:`dose_to_document` wrote.

    Raises:
        CodecError: it holds something else.
    """
    return _converted(document, DoneDose)


def _converted(document: object, kind: type[T]) -> T:
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        raise CodecError(str(error)) from error

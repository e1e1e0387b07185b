"""When somebody is ready, where a session waits for them."""

from evenkeel.coach.timeline import READY_S, PhaseKind
from evenkeel.coach.view import SessionView, State


def is_there(view: SessionView) -> bool:
    """Whether somebody who takes the reckoned time says now that they are ready."""
    if view.state is not State.WAITING:
        return False
    phase = view.phase
    slow = phase.exercise == "lower_trunk_rotation" and phase.kind is PhaseKind.PREPARE
    passes_s = 18 if slow else 0
    return view.waited_s >= phase.duration_s - READY_S - passes_s - 1e-6

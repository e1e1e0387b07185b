"""When somebody is ready, where a session waits for them."""

from evenkeel.coach.timeline import READY_S, PhaseKind
from evenkeel.coach.view import SessionView, State


def is_there(view: SessionView) -> bool:
    """Whether somebody who takes the reckoned time says now that they are ready."""
    if view.state is not State.WAITING:
        return False
    passes_s = (
        view.phase.exercise == "lower_trunk_rotation"
        and view.phase.kind is PhaseKind.PREPARE
        and 18
    )
    return view.waited_s >= view.phase.duration_s - READY_S - passes_s - 1e-6

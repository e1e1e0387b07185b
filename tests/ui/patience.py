"""People who take their time: a press right after a page came is not meant for that page."""

from evenkeel.ui.frame.press_guard import PressGuard


def later(presses: PressGuard | None) -> None:
    """Whatever comes next comes after a look at what is there, without a test having to wait."""
    if presses:
        presses._changed_parts.clear()
        presses._last = None


def at_rest(presses: PressGuard | None) -> bool:
    """Whether everything that is on the screen can be pressed by now."""
    if presses is None:
        return False
    return all(presses.clock() - at >= presses._wait_s for _, at in presses._changed_parts)

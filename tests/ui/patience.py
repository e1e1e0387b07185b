"""People who take their time: a press right after a page came is not meant for that page."""

from evenkeel.ui.frame.press_guard import Presses


def later(presses: Presses | None) -> None:
    """Whatever comes next comes after a look at what is there, without a test having to wait."""
    if presses:
        presses._came.clear()
        presses._last = None


def at_rest(presses: Presses | None) -> bool:
    """Whether everything that is on the screen can be pressed by now."""
    if presses is None:
        return False
    return all(presses.clock() - at >= presses._wait_s for _, at in presses._came)

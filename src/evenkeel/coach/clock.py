"""The clock that sessions run by."""

import sys
import time


def steady_clock() -> float:
    """Seconds on a clock that never jumps and that goes on while the computer sleeps.

    ``time.monotonic`` stands still on Linux and macOS while the lid is closed, so a session
    could not tell that it slept.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()

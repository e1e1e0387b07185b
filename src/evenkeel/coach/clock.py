"""The clock of a session: seconds that never jump back and that go on while the machine sleeps."""

import sys
import time


def session_clock() -> float:
    """Seconds since some moment, precise to far below a millisecond.

    ``time.monotonic`` stands still on Linux and macOS while the lid is closed, so that a session
    could never tell that it was away; these clocks go on.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    # On Windows, monotonic() steps by 16 ms before Python 3.13.
    return time.perf_counter()

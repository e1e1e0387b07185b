"""The clock of a session: it never jumps back, and it continues while the machine sleeps."""

import sys
import time


def session_clock() -> float:
    """Seconds since an arbitrary moment, far more precise than a millisecond.

    ``time.monotonic`` stands still on Linux and macOS while the lid is closed, so that a session
    could not notice the gap; these clocks continue.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    # On Windows, monotonic() steps by 16 ms before Python 3.13.
    return time.perf_counter()

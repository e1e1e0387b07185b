"""The session's clock."""

import sys
import time

import pytest

from evenkeel.coach.clock import session_clock


def test_never_back() -> None:
    times = [session_clock() for _ in range(1000)]
    assert times == sorted(times)


@pytest.mark.skipif(sys.platform != "linux", reason="the clock of this system has another name")
def test_goes_on_while_the_machine_sleeps() -> None:
    """CLOCK_MONOTONIC stands still with the lid closed, CLOCK_BOOTTIME does not."""
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    now = session_clock()
    assert before <= now <= time.clock_gettime(time.CLOCK_BOOTTIME)

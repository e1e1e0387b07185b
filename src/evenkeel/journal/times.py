"""The time here and now, and times as the journal keeps them: UTC, with the reader's offset."""

import time
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache


def local_now() -> datetime:
    """The time now, with the offset of the zone that the computer is in at this moment.

    Python learns the zone once per process and keeps it: a laptop that travels would go by the
    zone in which the program was started. Where there is ``tzset`` (everywhere but on Windows,
    which has no such memory) the zone is looked up anew.
    """
    if hasattr(time, "tzset"):
        time.tzset()
    return datetime.now().astimezone()


def stored(at: datetime) -> tuple[str, int]:
    """A time as the journal keeps it: UTC, and the reader's offset in minutes.

    Raises:
        ValueError: the time does not say its offset.
    """
    offset = at.utcoffset()
    if offset is None:
        raise ValueError(f"a time without its offset: {at!r}")
    return at.astimezone(UTC).isoformat(timespec="microseconds"), int(offset.total_seconds() // 60)


def time_of(utc: str, offset_min: int) -> datetime:
    """The time that was kept, at the reader's own offset."""
    return datetime.fromisoformat(utc).astimezone(_zone(offset_min))


@lru_cache
def _zone(offset_min: int) -> timezone:
    return timezone(timedelta(minutes=offset_min))

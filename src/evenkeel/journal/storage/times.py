"""The local time, and times as stored in the journal: UTC, with the user's offset."""

import time
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache


def local_now() -> datetime:
    """The time now, with the offset of the zone that the computer is in at this moment.

    Python reads the zone once per process: a laptop that travels would stay in the zone in which
    the program was started. Where there is ``tzset`` (everywhere but on Windows, which does not
    cache it) the zone is read again.
    """
    if hasattr(time, "tzset"):
        time.tzset()
    return datetime.now().astimezone()


def stored(at: datetime) -> tuple[str, int]:
    """A time as stored in the journal: UTC, and the user's offset in minutes.

    Raises:
        ValueError: the time has no offset.
    """
    offset = at.utcoffset()
    if offset is None:
        raise ValueError(f"a time without its offset: {at!r}")
    return at.astimezone(UTC).isoformat(timespec="microseconds"), int(offset.total_seconds() // 60)


def time_of(utc: str, offset_min: int) -> datetime:
    """A stored time, at the user's own offset."""
    return datetime.fromisoformat(utc).astimezone(_zone(offset_min))


@lru_cache
def _zone(offset_min: int) -> timezone:
    return timezone(timedelta(minutes=offset_min))

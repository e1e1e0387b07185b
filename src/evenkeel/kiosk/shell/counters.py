"""Counts visits and prints by day, for a clinic that wants it: numbers only.

The file holds one JSON object that any tool can read::

    {"schema": 1, "days": {"2026-11-22": {"visits": 12, "prints": 5, "sheets": 21}}}

It never disturbs a visit: what can't be written is written later; a file of another kind is
renamed, and counting starts again.
"""

import json
import logging
from collections import deque
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from evenkeel.journal.storage.outfile import PRIVATE, OutputError, write_file
from evenkeel.journal.storage.places import own_folders
from evenkeel.journal.storage.times import local_now

_log = logging.getLogger(__name__)

SCHEMA: Final = 1
#: How many days are stored: three years.
KEPT_DAYS: Final = 3 * 366
_MAX_BYTES: Final = 1024 * 1024
_Count = Annotated[int, Meta(ge=0, le=10_000_000)]


class DayCount(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What happened on one day: visits, jobs that were printed, and their sheets."""

    visits: _Count = 0
    prints: _Count = 0
    sheets: _Count = 0

    def plus(self, other: "DayCount") -> "DayCount":
        """The sum of two days."""
        return DayCount(
            visits=self.visits + other.visits,
            prints=self.prints + other.prints,
            sheets=self.sheets + other.sheets,
        )


class _Document(Struct, kw_only=True, forbid_unknown_fields=True):
    schema: Annotated[int, Meta(ge=SCHEMA, le=SCHEMA)]
    days: dict[str, DayCount]


def _today() -> date:
    return local_now().date()


class Counters:
    """The counters of a kiosk; without a file they count nothing.

    Args:
        path: the file, whose folder must exist; ``None`` turns counting off.
        today: gives the current day.
    """

    def __init__(self, path: Path | None, today: Callable[[], date] = _today) -> None:
        self._path = path
        self._today = today
        #: Counts that are not in the file yet, of a limited number of days so that memory does not
        #: grow.
        self._unwritten: deque[tuple[date, DayCount]] = deque(maxlen=KEPT_DAYS)
        self._warned = False

    def visit(self) -> None:
        """Counts a visit that has begun."""
        self._add(DayCount(visits=1))

    def printed(self, sheets: int) -> None:
        """Counts one job that was printed, and its sheets."""
        self._add(DayCount(prints=1, sheets=sheets))

    def _add(self, count: DayCount) -> None:
        if self._path is None:
            return
        day = self._today()
        if self._unwritten and self._unwritten[-1][0] == day:
            count = self._unwritten.pop()[1].plus(count)
        self._unwritten.append((day, count))
        try:
            self._write(self._path)
        except OSError as error:
            if not self._warned:
                fault = OutputError.from_os(error, self._path)
                _log.warning("%s; the counters are written later", fault)
            self._warned = True
        else:
            self._unwritten.clear()
            self._warned = False

    def _write(self, path: Path) -> None:
        days = _read(path)
        for day, count in self._unwritten:
            key = day.isoformat()
            days[key] = days.get(key, DayCount()).plus(count)
        oldest = (self._today() - timedelta(days=KEPT_DAYS)).isoformat()
        stored = {key: msgspec.structs.asdict(days[key]) for key in sorted(days) if key > oldest}
        text = json.dumps({"schema": SCHEMA, "days": stored}, indent=1) + "\n"
        write_file(path, text.encode(), own_folders(), mode=PRIVATE)


def _read(path: Path) -> dict[str, DayCount]:
    """The days of a file; a damaged one is renamed and counts as empty."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return {}
    try:
        document = msgspec.json.decode(data, type=_Document)
        for key in document.days:
            date.fromisoformat(key)
    except (ValueError, RecursionError):
        aside = path.with_name(path.name + ".damaged")
        _log.warning("%s: not the counters of a kiosk; put aside as %s", path, aside.name)
        path.replace(aside)
        return {}
    return document.days

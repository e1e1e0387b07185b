"""The time here and now, and the one way to ask for it."""

import ast
import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import evenkeel
from evenkeel.journal.storage.times import local_now

SOURCE = Path(evenkeel.__file__).parent
FILES = [pytest.param(path, id=str(path.relative_to(SOURCE))) for path in SOURCE.rglob("*.py")]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The zone of the machine, to be changed; put back afterwards."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system does not remember its zone")
def test_a_computer_that_travels_is_asked_anew_for_its_zone(zone: pytest.MonkeyPatch) -> None:
    for name, hours in (("Europe/Berlin", {1, 2}), ("America/New_York", {-5, -4})):
        # As after a change of /etc/localtime, of which the process is not notified.
        zone.setenv("TZ", name)
        offset = local_now().utcoffset()
        assert offset in {timedelta(hours=one) for one in hours}, os.environ["TZ"]


def naive_clock(call: ast.Call) -> bool:
    """Whether a call asks for the local time by way of the zone that Python remembers."""
    name = ast.unparse(call.func)
    if name.endswith("datetime.now"):
        return not call.args and not call.keywords
    return name.endswith(("datetime.today", "date.today", "time.localtime"))


@pytest.mark.parametrize("path", FILES)
def test_nobody_else_asks_for_the_local_time(path: Path) -> None:
    if path == SOURCE / "journal" / "storage" / "times.py":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    wrong = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and naive_clock(node)
    ]
    assert wrong == []

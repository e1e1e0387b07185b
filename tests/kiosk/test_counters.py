"""Counters: whole or not at all, never in the way, and nothing about anybody."""

import errno
import json
import os
import stat
from datetime import date
from pathlib import Path

import pytest

from evenkeel.kiosk.shell.counters import KEPT_DAYS, Counters

DAY = date(2026, 11, 22)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "counters.json"


@pytest.fixture
def counters(path: Path) -> Counters:
    return Counters(path, today=lambda: DAY)


def days(path: Path) -> dict[str, dict[str, int]]:
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document.pop("schema") == 1
    assert list(document) == ["days"]
    found: dict[str, dict[str, int]] = document["days"]
    return found


def test_off_writes_nothing(tmp_path: Path) -> None:
    counters = Counters(None)
    counters.visit()
    counters.printed(3)
    assert not list(tmp_path.iterdir())


def test_visits_and_prints_of_a_day(counters: Counters, path: Path) -> None:
    for _ in range(3):
        counters.visit()
    counters.printed(4)
    counters.printed(1)
    assert days(path) == {"2026-11-22": {"visits": 3, "prints": 2, "sheets": 5}}
    assert [one.name for one in path.parent.iterdir()] == ["counters.json"]


def test_they_are_for_their_owner_alone(counters: Counters, path: Path) -> None:
    counters.visit()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_day_and_another_start_go_on(path: Path) -> None:
    Counters(path, today=lambda: DAY).visit()
    Counters(path, today=lambda: DAY).visit()
    Counters(path, today=lambda: date(2026, 11, 23)).visit()
    assert days(path) == {
        "2026-11-22": {"visits": 2, "prints": 0, "sheets": 0},
        "2026-11-23": {"visits": 1, "prints": 0, "sheets": 0},
    }


def test_old_days_go(path: Path) -> None:
    Counters(path, today=lambda: date(2020, 1, 1)).visit()
    Counters(path, today=lambda: DAY).visit()
    assert list(days(path)) == ["2026-11-22"]
    assert KEPT_DAYS > 365


@pytest.mark.logs("no space left")
def test_a_full_disk_loses_no_count_and_leaves_the_old_file(
    counters: Counters, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counters.visit()
    before = path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        counters.visit()
        counters.printed(2)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["counters.json"]
    counters.visit()
    assert days(path) == {"2026-11-22": {"visits": 3, "prints": 1, "sheets": 2}}


def test_it_complains_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "missing"
    counters = Counters(folder / "counters.json", today=lambda: DAY)
    for _ in range(5):
        counters.visit()
    assert len(caplog.records) == 1
    assert f"there is no folder {folder}" in caplog.text
    folder.mkdir()
    counters.visit()
    assert days(folder / "counters.json")["2026-11-22"]["visits"] == 6


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"schema": 2, "days": {}}',
        b'{"schema": 1, "days": {"monday": {"visits": 1}}}',
        b'{"schema": 1, "days": {"2026-11-22": {"visits": -1}}}',
        b'{"schema": 1, "days": {"2026-11-22": {"name": "Ann"}}}',
        b'{"schema": 1, "days": ' + b"[" * 100_000,
        b" " * 2_000_000,
    ],
    ids=range(10),
)
@pytest.mark.logs("put aside as")
def test_a_damaged_file_is_put_aside(data: bytes, counters: Counters, path: Path) -> None:
    path.write_bytes(data)
    counters.visit()
    assert days(path) == {"2026-11-22": {"visits": 1, "prints": 0, "sheets": 0}}
    assert path.with_name("counters.json.damaged").read_bytes() == data


@pytest.mark.logs("the counters are written later")
def test_a_folder_in_its_place_disturbs_nobody(counters: Counters, path: Path) -> None:
    path.mkdir()
    counters.visit()
    path.rmdir()
    counters.visit()
    assert days(path)["2026-11-22"]["visits"] == 2

"""Where the data lies."""

import stat
import sys
from datetime import date
from pathlib import Path

import platformdirs
import pytest

from evenkeel.journal.storage.errors import JournalError
from evenkeel.journal.storage.places import (
    data_dir,
    make_files_private,
    open_to_others,
    put_aside,
)


def test_the_argument_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENKEEL_DATA_DIR", str(tmp_path / "variable"))
    assert data_dir(tmp_path / "a" / "b") == tmp_path / "a" / "b"
    assert (tmp_path / "a" / "b").is_dir()
    assert not (tmp_path / "variable").exists()


def test_then_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENKEEL_DATA_DIR", str(tmp_path / "variable"))
    assert data_dir() == tmp_path / "variable"
    assert data_dir().is_dir()


@pytest.mark.parametrize("variable", [None, ""])
@pytest.mark.parametrize("shared", [None, "", "shared"])
def test_then_the_place_of_the_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str | None, shared: str | None
) -> None:
    monkeypatch.delenv("EVENKEEL_DATA_DIR")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    if variable is not None:
        monkeypatch.setenv("EVENKEEL_DATA_DIR", variable)
    if shared is not None:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / shared) if shared else "")
    place = data_dir()
    assert place == Path(platformdirs.user_data_dir("evenkeel", appauthor=False))
    assert place.is_relative_to(tmp_path)
    assert place.is_dir()


def test_other_platforms_have_places_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EVENKEEL_DATA_DIR")
    asked = []

    def user_data_dir(name: str, *, appauthor: bool) -> str:
        asked.append((name, appauthor))
        return str(tmp_path / "platform")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(platformdirs, "user_data_dir", user_data_dir)
    assert data_dir() == tmp_path / "platform"
    assert asked == [("evenkeel", False)]


def test_for_the_reader_alone(tmp_path: Path) -> None:
    assert data_dir(tmp_path / "new").stat().st_mode & 0o077 == 0


def test_a_file_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalError, match=r"file can't be written\.$"):
        data_dir(tmp_path / "file")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_the_platforms_own_folder_is_made_private_and_a_named_one_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EVENKEEL_DATA_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for name in ("evenkeel", "named"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o755)
    if sys.platform == "linux":
        assert mode(data_dir()) == 0o700
    assert mode(data_dir(tmp_path / "named")) == 0o755


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_files_of_ours_are_made_private_and_others_are_left(tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    ours = ["journal.sqlite", "journal.sqlite-wal", "settings.json", "copies/journal-1.sqlite"]
    for name in (*ours, "holiday.jpg"):
        (tmp_path / name).touch()
        (tmp_path / name).chmod(0o644)
    (tmp_path / "copies").chmod(0o755)
    (tmp_path / "journal-read-only.sqlite").touch()
    (tmp_path / "journal-read-only.sqlite").chmod(0o444)
    make_files_private(tmp_path)
    assert [mode(tmp_path / name) for name in ours] == [0o600] * 4
    assert mode(tmp_path / "copies") == 0o700
    # Nothing gets more permissions than it had.
    assert mode(tmp_path / "journal-read-only.sqlite") == 0o400
    assert mode(tmp_path / "holiday.jpg") == 0o644


def test_nothing_that_was_put_aside_is_written_over(tmp_path: Path) -> None:
    day, path = date(2026, 11, 28), tmp_path / "journal.sqlite"
    for text in ("first", "second"):
        path.write_text(text, encoding="ascii")
        put_aside(path, day)
    assert not path.exists()
    kept = tmp_path / "journal-damaged-2026-11-28.sqlite"
    again = tmp_path / "journal-damaged-2026-11-28-2.sqlite"
    assert (kept.read_text(), again.read_text()) == ("first", "second")
    assert put_aside(path, day) is None


def test_without_a_home_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVENKEEL_DATA_DIR")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)

    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(JournalError, match="can't be written"):
        data_dir()


def test_on_windows_a_folder_of_one_s_own_is_private_and_another_may_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "anna"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "moved" / "Local"))
    for own in ("anna", "anna/a/b", "moved/Local/evenkeel"):
        assert not open_to_others(tmp_path / own), own
    for other in ("Public/evenkeel", "annabel", "anna/../berta"):
        assert open_to_others(tmp_path / other), other


def test_elsewhere_the_files_are_private_wherever_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for platform in ("linux", "darwin"):
        monkeypatch.setattr(sys, "platform", platform)
        assert not open_to_others(tmp_path)

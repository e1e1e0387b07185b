"""Where the data lies."""

import sys
from pathlib import Path

import platformdirs
import pytest

from evenkeel.journal.errors import JournalError
from evenkeel.journal.places import data_dir


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

"""What the reader set: comes back, and never locks anybody out."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from evenkeel.journal.settings import (
    Heard,
    Paper,
    Person,
    ReducedMotion,
    Settings,
    SettingsChange,
    SettingsFault,
    ThemeChoice,
    load_settings,
    read_settings,
    save_settings,
)
from evenkeel.journal.storage.errors import JournalError, JournalFault

OTHER = Settings(
    theme=ThemeChoice.CONTRAST,
    text_percent=150,
    reduced_motion=ReducedMotion.ON,
    sessions_per_week=21,
    prepare_s=60,
    switch_s=5,
    rest_percent=0,
    session_keys='ЖÉ"',
    fewest_turns=True,
    fill_screen=False,
    heard=Heard.TONES,
    voice_volume=0,
    tone_volume=100,
    voice_wpm=220,
    reminders=(0, 8 * 60, 24 * 60 - 1),
    paper=Paper.LETTER,
    person=Person.MAN,
    welcomed=True,
    window="AdnQ=1",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "settings.json"


def test_they_come_back(path: Path) -> None:
    save_settings(path, OTHER)
    assert load_settings(path) == (OTHER, ())
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_no_file_means_defaults(path: Path) -> None:
    assert load_settings(path) == (Settings(), ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("text_percent", 99),
        ("text_percent", 201),
        ("text_percent", "120"),
        ("text_percent", 120.5),
        ("text_percent", True),
        ("reduced_motion", None),
        ("heard", "loud"),
        ("voice_volume", 101),
        ("rest_percent", 201),
        ("voice_wpm", 99),
        ("fewest_turns", 1),
        ("session_keys", "HR"),
        ("session_keys", "HR+X"),
        ("session_keys", "HHR"),
        ("session_keys", "hR+"),
        ("session_keys", "H +"),
        ("session_keys", "H\n+"),
        ("session_keys", ["H", "R", "+"]),
        ("reminders", [-1]),
        ("reminders", [1440]),
        ("reminders", [600, 480]),
        ("reminders", [480, 480]),
        ("sessions_per_week", 0),
        ("sessions_per_week", 22),
        ("prepare_s", 4),
        ("switch_s", 61),
        ("paper", "a4"),
        ("person", []),
        ("welcomed", 1),
        ("window", {}),
    ],
)
def test_a_bad_value_becomes_its_default(path: Path, name: str, value: object) -> None:
    save_settings(path, OTHER)
    document = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**document, name: value}), encoding="utf-8")
    settings, faults = load_settings(path)
    assert getattr(settings, name) == getattr(Settings(), name)
    others = [one for one in Settings.__struct_fields__ if one != name]
    assert all(getattr(settings, one) == getattr(OTHER, one) for one in others)
    assert faults == (f"{path}: {name}: {value!r} is not allowed; the default is used",)


def test_an_unknown_setting_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"theme": "dark", "colour": "red"}', encoding="utf-8")
    assert load_settings(path) == (
        Settings(theme=ThemeChoice.DARK),
        (f"{path}: 'colour': unknown setting; it is not used",),
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"\xff\xfe", b"{", b'{"theme":', b"[" * 100_000, b"7" * 5000, b" " * 70_000],
)
def test_a_damaged_file_means_defaults(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    settings, faults = load_settings(path)
    assert settings == Settings()
    assert faults == (f"{path}: not one JSON object; the defaults are used",)


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir(parents=True)
    settings, faults = load_settings(path)
    assert settings == Settings()
    assert len(faults) == 1
    with pytest.raises(JournalError) as caught:
        save_settings(path, OTHER)
    assert caught.value.fault is JournalFault.NOT_WRITABLE
    assert str(caught.value) == f"{path} can't be written."


def test_a_crash_while_writing_leaves_the_old_ones(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_settings(path, Settings(prepare_s=30))

    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(JournalError, match="no space left") as caught:
        save_settings(path, OTHER)
    assert caught.value.fault is JournalFault.FULL
    assert load_settings(path) == (Settings(prepare_s=30), ())


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=10,
    )
)
def test_no_file_ever_raises(tmp_path_factory: pytest.TempPathFactory, document: object) -> None:
    path = tmp_path_factory.getbasetemp() / "settings.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    load_settings(path)


@pytest.mark.parametrize("name", ["text_percent", "sessions_per_week", "prepare_s", "switch_s"])
def test_settings_outside_of_the_range_are_refused(name: str) -> None:
    wrong: dict[str, Any] = {name: 0}
    with pytest.raises(ValueError, match=f"^{name}: 0; allowed: "):
        Settings(**wrong)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "dark"),
        ("person", "man"),
        ("paper", "Letter"),
        ("text_percent", True),
        ("text_percent", 110.0),
        ("welcomed", 1),
        ("reminders", [60]),
    ],
)
def test_a_value_of_another_type_is_refused_though_it_is_equal(name: str, value: object) -> None:
    change = SettingsChange({name: value})
    with pytest.raises(TypeError, match=f"^{name}: "):
        change.applied_to(Settings())


def test_a_change_changes_what_it_names_and_nothing_else() -> None:
    change = SettingsChange({"theme": ThemeChoice.DARK, "prepare_s": 20})
    changed = change.applied_to(OTHER)
    assert changed == replace(OTHER, theme=ThemeChoice.DARK, prepare_s=20)
    assert type(changed.theme) is ThemeChoice


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize("odd", ["pipe", "folder"])
def test_what_is_no_file_is_not_waited_for(path: Path, odd: str) -> None:
    path.parent.mkdir()
    os.mkfifo(path) if odd == "pipe" else path.mkdir()
    loaded = read_settings(path)
    assert loaded.settings == Settings()
    assert loaded.fault is SettingsFault.UNREADABLE


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", SettingsFault.UNREADABLE),
        ('{"theme": "da', SettingsFault.UNREADABLE),
        ('{"text_percent": 900}', SettingsFault.VALUES),
        ('{"window": "\\ud800"}', SettingsFault.VALUES),
        ('{"schema": 99}', SettingsFault.NEWER),
        ('{"schema": "x", "theme": "dark"}', None),
    ],
)
def test_what_its_reader_has_to_know(path: Path, text: str, fault: SettingsFault | None) -> None:
    path.parent.mkdir()
    path.write_text(text, encoding="ascii")
    assert read_settings(path).fault is fault


def test_what_a_newer_version_wrote_stays(path: Path) -> None:
    path.parent.mkdir()
    newer = {"schema": 99, "theme": "dark", "lamp": {"on": True, "name": "\ud800"}}
    path.write_text(json.dumps(newer), encoding="ascii")
    loaded = read_settings(path)
    assert loaded.settings.theme is ThemeChoice.DARK
    save_settings(path, replace(loaded.settings, prepare_s=20), loaded)
    written = json.loads(path.read_text(encoding="ascii"))
    assert written["schema"] == 99
    assert written["lamp"] == newer["lamp"]
    assert written["prepare_s"] == 20


def test_they_are_for_their_owner_alone(path: Path) -> None:
    path.parent.mkdir()
    path.with_name(path.name + ".part").touch(mode=0o644)
    save_settings(path, OTHER)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

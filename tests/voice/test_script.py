"""The cues' file is checked as a whole; every fault is named with its key."""

import shutil
from pathlib import Path

import pytest

from evenkeel.catalogue.faults import ContentError
from evenkeel.catalogue.locate import resources_dir
from evenkeel.coach.moves import Ground
from evenkeel.voice.script import Script, Silence, load_script


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(resources_dir() / "cues.toml", tmp_path)
    return tmp_path


def faults_after(folder: Path, old: str, new: str) -> list[str]:
    file = folder / "cues.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_script(folder)
    return [str(fault) for fault in caught.value.faults]


def test_what_is_shipped_is_whole(script: Script) -> None:
    for ground in Ground:
        assert set(script.moves[ground]) == set(Ground) - {ground}
    assert set(script.silent) == set(Silence)
    assert "espeak-ng" in script.reason(Silence.NO_VOICE)
    assert script.reason(Silence.VOICE_BROKEN, "piper -x").endswith("piper -x")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'rest = "Rest."',
            'rest = "Rest {side}."',
            "cues.toml: rest: 'Rest {side}.': allowed: no names in braces",
        ),
        (
            'switch = "Now the {side} side."',
            'switch = "Now {sied}."',
            "cues.toml: switch: 'Now {sied}.': allowed: {side}",
        ),
        (
            'relax = "And relax."',
            'relax = "And {relax."',
            "cues.toml: relax: 'And {relax.': allowed: no names in braces",
        ),
        (
            'knees = "Hold a chair and kneel down slowly."',
            "",
            "cues.toml: moves.standing.knees: 'missing': is needed here",
        ),
        (
            'knees = "Stay on your knees."',
            "",
            "cues.toml: stays.knees: 'missing': is needed here",
        ),
        (
            'device_lost = "The',
            'no_device_at_all = "The',
            None,
        ),
        ('rest = "Rest."', "", "cues.toml: rest: 'missing': a text of 1 to 2000 characters"),
        ('["Three.", "Two.", "One."]', '["One."]', None),
    ],
)
def test_a_fault_is_named(folder: Path, old: str, new: str, fault: str | None) -> None:
    found = faults_after(folder, old, new)
    assert len(found) == 1
    if fault:
        assert found == [fault]


def test_a_missing_reason_is_named(folder: Path) -> None:
    text = (folder / "cues.toml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("no_device"))
    assert faults_after(folder, line + "\n", "") == [
        "cues.toml: silent.no_device: 'missing': is needed here"
    ]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^cues.toml: \(file\): missing: this file is needed$"):
        load_script(tmp_path)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "cues.toml").write_text("name =")
    with pytest.raises(ContentError, match=r"^cues.toml: line 1: Invalid value: valid TOML"):
        load_script(tmp_path)

"""Qt's voice behind the same port: made late, timed by estimate, with a reason when missing."""

import importlib
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from evenkeel.voice.qtspeech import QtSpeaker, rate_of
from evenkeel.voice.script import Script, Silence


def test_speeds_are_made_qt_rates() -> None:
    assert rate_of(175) == 0
    assert -1 <= rate_of(100) < rate_of(150) < 0 < rate_of(220) <= 1


def test_a_missing_module_is_named(
    script: Script, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    speaker = QtSpeaker(script)
    assert speaker.why_silent() is None
    speaker.prepare("Press.")
    assert not speaker.say("Press.")
    assert speaker.why_silent() == script.silent[Silence.NO_SPEECH_MODULE]
    speaker.stop()
    speaker.close()


@pytest.fixture
def speaker(script: Script, qtbot: QtBot) -> QtSpeaker:
    pytest.importorskip("PySide6.QtTextToSpeech", reason="PySide6-Addons is not installed")
    speaker = QtSpeaker(script, engine="mock")
    speaker.prepare("Press.")
    return speaker


# QtMultimedia looks for PipeWire and says so; that it is not there is no fault of ours.
@pytest.mark.qt_log_ignore("Couldn't (load|resolve) pipewire.*")
def test_a_sentence_is_said_at_once_or_after_its_tone(speaker: QtSpeaker, qtbot: QtBot) -> None:
    assert speaker.say("Press.")
    qtbot.waitUntil(lambda: speaker._speech.state().name == "Speaking")
    assert speaker.say("Rest.", after_s=0.02)
    qtbot.waitUntil(lambda: speaker._speech.state().name == "Speaking")
    speaker.stop()
    qtbot.waitUntil(lambda: speaker._speech.state().name == "Ready")
    assert speaker.why_silent() is None
    speaker.close()


def test_what_does_not_fit_is_not_said(speaker: QtSpeaker) -> None:
    assert not speaker.say("Press your left heel into the frame.", within_s=1)
    speaker.set_voice(wpm=200, volume=0.5)
    assert speaker._speech.rate() == pytest.approx(rate_of(200))
    speaker.close()

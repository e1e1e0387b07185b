"""A voice that fails or never answers costs a tone, and is not tried again until it is wanted."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evenkeel.journal.settings import Heard, load_settings
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.session.sound import Sound
from evenkeel.ui.shell.system_services import SystemServices
from evenkeel.ui.style.screen_reader import ScreenReader
from evenkeel.voice import speech
from evenkeel.voice.speech import VoiceCommand
from tests.coach.simulated import Clock
from tests.voice.heard import CATALOGUE, SCRIPT, FakePlayer

FAILS = "raise SystemExit(1)"
HANGS = "import threading; threading.Event().wait()"


@pytest.mark.parametrize("voice", [FAILS, HANGS], ids=["fails", "hangs"])
def test_the_setting_becomes_tones_and_stays_so_at_the_next_start(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, voice: str
) -> None:
    monkeypatch.setattr(speech, "_RENDER_S", 0.05)
    broken = VoiceCommand(argv=(sys.executable, "-c", voice))
    monkeypatch.setattr(speech, "installed_voice", lambda _: broken)
    file = tmp_path / "settings.json"
    preferences = Preferences(file)
    player = FakePlayer(Clock(0.0))
    services = SystemServices(
        CATALOGUE,
        preferences,
        reader=ScreenReader(),
        sound=lambda: Sound(CATALOGUE, SCRIPT, player=player),
    )
    sound = services.sound
    assert sound.announcer.sound_settings.mode.speaks
    with qtbot.waitSignal(sound.voiceGaveUp):
        for text in ("One.", "Two.", "Three."):
            sound.announcer._speaker.prepare(text)
    assert sound.announcer.sound_settings.mode.sounds
    assert not sound.announcer.sound_settings.mode.speaks
    (reason,) = sound.why_silent()
    assert "tones are heard in its place" in reason
    services.close()

    kept, _ = load_settings(file)
    assert kept.heard is Heard.TONES
    preferences.change_one(heard=Heard.VOICE_AND_TONES)
    assert load_settings(file)[0].heard is Heard.VOICE_AND_TONES

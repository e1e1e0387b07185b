"""The reader's settings reach the voice, and its silence reaches the reader."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from evenkeel.coach.session import Session
from evenkeel.journal.settings import Heard, Settings
from evenkeel.ui.session.sound import Sound
from evenkeel.voice.cue import Cue
from evenkeel.voice.sound_settings import Mode
from evenkeel.voice.speech_timing import spoken
from tests.coach.simulated import BRACE, Clock, L, R, item, small_plan
from tests.voice.heard import CATALOGUE, SCRIPT, FakePlayer, FakeSpeaker

PLAN = small_plan(item(BRACE, (L, R)))


class Room:
    """A session with its sound, and ears."""

    def __init__(self, silent: str | None = None) -> None:
        self.clock = Clock(0.0)
        self.player = FakePlayer(self.clock, silent=silent)
        self.speaker = FakeSpeaker(self.clock, silent=silent)
        self.sound = Sound(CATALOGUE, SCRIPT, player=self.player, speaker=self.speaker)
        self.silences: list[tuple[str, ...]] = []
        self.said: list[Cue] = []
        self.flashed: list[Cue] = []
        self.sound.silenceChanged.connect(self.silences.append)
        self.sound.said.connect(self.said.append)
        self.sound.flashed.connect(self.flashed.append)

    def play(self) -> None:
        session = Session(PLAN, CATALOGUE, clock=self.clock)
        announcer = self.sound.announcer
        announcer.begin(PLAN, session.phases)
        for event in session.start():
            announcer.on_event(event)
        announcer.on_beat(session.view())


@pytest.mark.parametrize("heard", Heard)
def test_the_settings_are_worn(qtbot: QtBot, heard: Heard) -> None:
    room = Room()
    room.sound.apply_settings(Settings(heard=heard, voice_volume=40, tone_volume=20, voice_wpm=180))
    sound_settings = room.sound.announcer.sound_settings
    assert sound_settings.mode is Mode(heard.value)
    assert (sound_settings.voice_volume, sound_settings.tone_volume, sound_settings.wpm) == (
        40,
        20,
        180,
    )
    if heard in (Heard.VOICE, Heard.VOICE_AND_TONES):
        assert (room.speaker.wpm, room.speaker.volume) == (180, 0.4)


def test_what_is_said_is_shown(qtbot: QtBot) -> None:
    room = Room()
    room.sound.apply_settings(Settings())
    room.play()
    assert [spoken(cue.text, SCRIPT) for cue in room.said] == [room.speaker.said[-1].text]
    assert room.flashed == []


@pytest.mark.parametrize("heard", [Heard.QUIET, Heard.VOICE_AND_TONES])
def test_where_nothing_is_heard_the_text_is_shown_and_the_screen_flashes(
    qtbot: QtBot, heard: Heard
) -> None:
    room = Room(silent="No sound device.")
    room.sound.apply_settings(Settings(heard=heard))
    room.play()
    assert len(room.said) == len(room.flashed) == 1


def test_why_it_is_silent_is_told_once_and_when_it_changes(qtbot: QtBot) -> None:
    room = Room(silent="No sound device.")
    room.sound.apply_settings(Settings())
    assert room.silences == [("No sound device.",)]
    looking = room.sound.findChild(QTimer, "sound_looking")
    assert looking
    room.sound.watch(on=True)
    assert looking.isActive()
    looking.timeout.emit()
    room.player.silent = room.speaker.silent = None
    looking.timeout.emit()
    assert room.silences == [("No sound device.",), ()]
    room.player.resting = True
    room.sound.watch(on=True)
    assert not room.player.resting
    room.sound.watch(on=False)
    assert not looking.isActive()
    assert room.player.resting


def test_quiet_needs_no_reason(qtbot: QtBot) -> None:
    room = Room(silent="No sound device.")
    room.sound.apply_settings(Settings(heard=Heard.QUIET))
    assert room.silences == [()]


def test_the_same_settings_wake_nobody(qtbot: QtBot) -> None:
    room = Room()
    room.sound.apply_settings(Settings())
    opened = room.player.opened
    room.sound.apply_settings(replace(Settings(), sessions_per_week=3))
    assert room.player.opened == opened


def test_closing_gives_all_back(qtbot: QtBot) -> None:
    room = Room()
    room.sound.apply_settings(Settings())
    room.sound.close()
    assert room.player.closed
    assert room.speaker.closed


def test_a_voice_command_that_is_not_understood_stops_nobody(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("EVENKEEL_VOICE", "piper '")
    sound = Sound(CATALOGUE, SCRIPT, player=FakePlayer(Clock(0.0)))
    assert "EVENKEEL_VOICE" in caplog.text
    sound.close()


def test_a_voice_that_gave_up_leaves_the_tones_and_its_reason_until_it_is_wanted_again(
    qtbot: QtBot,
) -> None:
    room = Room()
    room.sound.apply_settings(Settings())
    room.speaker.silent = "The voice does not respond."
    with qtbot.waitSignal(room.sound.voiceGaveUp):
        room.sound._failed.emit()
    room.sound.apply_settings(Settings(heard=Heard.TONES))
    assert room.sound.why_silent() == ("The voice does not respond.",)
    assert room.silences[-1] == ("The voice does not respond.",)
    room.speaker.silent = None
    room.sound.apply_settings(Settings())
    assert room.sound.why_silent() == ()

"""Speech is rendered ahead in a child process; whatever that does, nobody waits for it."""

import shutil
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec.structs import replace

from evenkeel.catalogue.translations import Voices
from evenkeel.voice import speech
from evenkeel.voice.mixer import Channel
from evenkeel.voice.script import Script, Silence
from evenkeel.voice.speech import (
    ESPEAK,
    CommandSpeaker,
    VoiceCommand,
    installed_voice,
    render,
    system_speaker,
)
from evenkeel.voice.wav import samples_of, seconds_of
from tests.coach.simulated import Clock
from tests.voice.heard import FakePlayer

PATIENCE_S = 30.0

#: A voice program that says every sentence as a tone of 0.1 s a letter, at 8,000 samples a second.
VOICE = """
import array, math, sys, wave
text = sys.stdin.read()
if "fail" in text:
    sys.exit(3)
with wave.open(sys.argv[1] if len(sys.argv) > 1 else sys.stdout.buffer, "wb") as file:
    file.setparams((1, 2, 8000, 0, "NONE", ""))
    count = 800 * len(text)
    file.writeframesraw(array.array("h", [
        round(9000 * math.sin(n / 5)) for n in range(count)]).tobytes())
    if len(sys.argv) == 1:
        file._patchheader = lambda: None
"""
PIPED = VoiceCommand(argv=(sys.executable, "-c", VOICE))
FILED = VoiceCommand(argv=(sys.executable, "-c", VOICE, "{file}"))

needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng is not installed"
)


@dataclass
class Mouth:
    """A speaker on a simulated clock, with what its player was given."""

    script: Script
    command: VoiceCommand = FILED
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.player = FakePlayer(self.clock)
        self.speaker = CommandSpeaker(
            self.player, self.script, command=self.command, volume=0.5, clock=self.clock
        )

    def ready(self, *texts: str) -> None:
        for text in texts:
            self.speaker.prepare(text)
        assert self.speaker.wait_until_idle(PATIENCE_S)


@pytest.mark.parametrize("command", [PIPED, FILED], ids=["stdout", "file"])
def test_a_voice_program_is_heard(command: VoiceCommand) -> None:
    assert seconds_of(render(command, "Press.", 150)) == pytest.approx(0.6, abs=0.05)


def test_what_was_rendered_is_said(script: Script) -> None:
    mouth = Mouth(script)
    assert mouth.speaker.seconds("Press.") is None
    mouth.ready("Press.", "Press.")
    assert mouth.speaker.seconds("Press.") == pytest.approx(0.6, abs=0.05)
    assert mouth.speaker.say("Press.", after_s=0.4, within_s=2)
    (played,) = mouth.player.played
    assert (played.channel, played.volume) == (Channel.VOICE, 0.5)
    assert played.start_s == mouth.clock.now + 0.4
    assert mouth.speaker.why_silent() is None
    mouth.speaker.close()


def test_what_does_not_fit_is_not_said(script: Script) -> None:
    mouth = Mouth(script)
    mouth.ready("Press.")
    assert not mouth.speaker.say("Press.", after_s=0.5, within_s=1)
    assert mouth.player.played == []
    mouth.speaker.close()


def test_what_is_wanted_before_it_is_rendered_is_said_as_soon_as_it_is(script: Script) -> None:
    mouth = Mouth(script)
    assert mouth.speaker.say("Press.", after_s=0.4, within_s=9)
    assert mouth.speaker.wait_until_idle(PATIENCE_S)
    (played,) = mouth.player.played
    assert played.start_s == pytest.approx(mouth.clock.now + 0.4)
    mouth.speaker.close()


def test_but_not_if_it_would_be_late(script: Script) -> None:
    mouth = Mouth(script)
    assert mouth.speaker.say("Press.", within_s=0.3)
    assert mouth.speaker.wait_until_idle(PATIENCE_S)
    assert mouth.player.played == []
    mouth.speaker.close()


def test_nor_if_it_is_not_wanted_any_more(script: Script) -> None:
    mouth = Mouth(script)
    mouth.speaker.say("Press.")
    mouth.speaker.stop()
    assert mouth.speaker.wait_until_idle(PATIENCE_S)
    assert mouth.player.played == []
    assert mouth.player.stopped == [Channel.VOICE]
    mouth.speaker.close()


def test_another_speed_is_rendered_again(script: Script) -> None:
    mouth = Mouth(script)
    mouth.ready("Press.")
    mouth.speaker.set_voice(wpm=120, volume=1.0)
    assert mouth.speaker.seconds("Press.") is None
    mouth.ready("Press.")
    assert mouth.speaker.seconds("Press.")
    mouth.speaker.close()


def test_a_missing_program_is_named_with_what_to_install(script: Script) -> None:
    mouth = Mouth(script, VoiceCommand(argv=("no-such-voice",)))
    mouth.ready("Press.")
    assert not mouth.speaker.say("Press.")
    assert mouth.speaker.why_silent() == script.silent[Silence.NO_VOICE]
    mouth.speaker.set_voice(wpm=150, volume=1.0)
    assert mouth.speaker.why_silent() == script.silent[Silence.NO_VOICE]
    mouth.speaker.close()


def test_one_sentence_that_fails_is_only_left_out(script: Script) -> None:
    mouth = Mouth(script)
    mouth.ready("fail", "fail again", "Press.", "fail once more")
    assert mouth.speaker.why_silent() is None
    assert mouth.speaker.say("Press.")
    mouth.speaker.close()


def test_a_voice_that_always_fails_is_given_up_and_named(script: Script) -> None:
    mouth = Mouth(script)
    mouth.ready("fail 1", "fail 2", "fail 3")
    reason = mouth.speaker.why_silent()
    assert reason
    assert reason.startswith("The voice program does not respond")
    assert sys.executable in reason
    mouth.speaker.close()


def test_a_voice_that_hangs_is_ended(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "_RENDER_S", 0.05)
    hanging = "import threading; threading.Event().wait()"
    mouth = Mouth(script, VoiceCommand(argv=(sys.executable, "-c", hanging)))
    mouth.ready("one", "two", "three")
    assert mouth.speaker.why_silent()
    mouth.speaker.close()


def test_the_cache_has_an_end(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "_CACHE", 60_000)
    mouth = Mouth(script)
    mouth.ready("One two.", "Three f.")
    assert mouth.speaker.seconds("One two.") is None
    assert mouth.speaker.seconds("Three f.") is not None
    mouth.speaker.close()


def test_after_closing_nothing_is_said(script: Script) -> None:
    mouth = Mouth(script)
    mouth.speaker.close()
    assert not mouth.speaker.say("Press.")


def test_without_a_sound_device_the_player_says_why(script: Script) -> None:
    mouth = Mouth(script)
    mouth.player.silent = "No sound device."
    mouth.ready("Press.")
    assert not mouth.speaker.say("Press.")
    assert mouth.speaker.why_silent() == "No sound device."
    mouth.speaker.close()


# Commands


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("espeak-ng -s {wpm} --stdout", ["espeak-ng", "-s", "120", "--stdout"]),
        (
            "piper -m 'my voice.onnx' --length-scale {scale} -f {file}",
            ["piper", "-m", "my voice.onnx", "--length-scale", "1.25", "-f", "said.wav"],
        ),
    ],
)
def test_a_command_line_is_understood(line: str, words: list[str]) -> None:
    command = VoiceCommand.from_line(line)
    assert command.filled(120, "said.wav") == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "a voice command needs the name of a program"),
        ("piper {model}", "not understood in a voice command: {model}"),
        ("piper 'x", "No closing quotation"),
    ],
)
def test_a_command_line_that_is_not_understood_is_refused(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        VoiceCommand.from_line(line)


def test_on_windows_a_backslash_is_part_of_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    line = r'"C:\Program Files\piper.exe" --out {file}'
    assert VoiceCommand.from_line(line).argv == (r"C:\Program Files\piper.exe", "--out", "{file}")


def test_each_system_has_its_voice(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert installed_voice(script).filled(120, Path("a.wav"))[:3] == ["say", "-r", "120"]
    monkeypatch.setattr(sys, "platform", "win32")
    said = ["say", "--wpm", "120", "--wav", "a.wav", "--lang", "en"]
    assert installed_voice(script).filled(120, Path("a.wav")) == [
        sys.executable,
        "-m",
        "evenkeel",
        *said,
    ]


def test_each_language_has_its_voice(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "flite" else None)
    voices = Voices(espeak="pt-br", macos="Luciana")
    brazilian = replace(script, language="pt_BR", voices=voices)
    monkeypatch.setattr(sys, "platform", "linux")
    assert installed_voice(script).argv[0] == "flite"
    # It would read Portuguese as English.
    assert installed_voice(brazilian).filled(120, Path("a.wav"))[:3] == ["espeak-ng", "-v", "pt-br"]
    monkeypatch.setattr(sys, "platform", "darwin")
    assert installed_voice(brazilian).argv[-2:] == ("-v", "Luciana")
    monkeypatch.setattr(sys, "platform", "win32")
    assert installed_voice(brazilian).argv[-2:] == ("--lang", "pt_BR")


def test_on_windows_the_program_with_streams_speaks_for_the_one_without(
    script: Script, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    folder = tmp_path / "{in braces}"
    monkeypatch.setattr(sys, "executable", str(folder / "evenkeel-window.exe"))
    assert installed_voice(script).filled(120, Path("a.wav"))[0] == str(folder / "evenkeel.exe")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_a_voice_of_the_system_that_fails_is_not_to_be_tried_in_a_terminal(
    script: Script, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    broken = VoiceCommand(argv=(sys.executable, "-c", "raise SystemExit(1)"))
    monkeypatch.setattr(speech, "installed_voice", lambda _: broken)
    monkeypatch.setattr(sys, "platform", platform)
    gave_up: list[str] = []
    speaker = CommandSpeaker(FakePlayer(Clock()), script, gave_up=lambda: gave_up.append("gave up"))
    for text in ("one", "two"):
        speaker.prepare(text)
    assert speaker.wait_until_idle(PATIENCE_S)
    assert not gave_up
    speaker.prepare("three")
    speaker.prepare("four")
    assert speaker.wait_until_idle(PATIENCE_S)
    assert gave_up == ["gave up"]
    assert speaker.why_silent() == script.silent[Silence.NO_SPEECH_ENGINE]
    speaker.close()


def test_a_voice_command_of_one_s_own_is_preferred(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = FakePlayer(Clock())
    monkeypatch.setenv("EVENKEEL_VOICE", "no-such-piper --voice x")
    reason = system_speaker(player, script).why_silent()
    assert reason == script.silent[Silence.NO_VOICE]
    assert system_speaker(player, script, command=sys.executable).why_silent() is None


# The real voice


EVERY_VOICE = [*(voice.with_voice("en-gb") for voice in speech.VOICES), speech.FLITE]


@pytest.mark.parametrize("voice", EVERY_VOICE, ids=lambda voice: voice.argv[0])
def test_the_first_voice_that_is_installed_speaks(
    script: Script, monkeypatch: pytest.MonkeyPatch, voice: VoiceCommand
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name == voice.argv[0] else None)
    speaker = CommandSpeaker(FakePlayer(Clock()), script)
    assert speaker._command == voice
    assert speaker.why_silent() is None


def test_a_voice_that_is_installed_later_is_found(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: set[str] = set()
    monkeypatch.setattr(shutil, "which", lambda name: name if name in installed else None)
    speaker = CommandSpeaker(FakePlayer(Clock()), script)
    assert "espeak-ng" in (speaker.why_silent() or "")
    installed.add("flite")
    speaker.set_voice(wpm=150, volume=1.0)
    assert speaker.why_silent() is None
    assert speaker._command.argv[0] == "flite"


@pytest.mark.parametrize("voice", EVERY_VOICE, ids=lambda voice: voice.argv[0])
def test_every_voice_that_is_here_says_more_slowly_what_it_is_told(voice: VoiceCommand) -> None:
    if shutil.which(voice.argv[0]) is None:
        pytest.skip(f"{voice.argv[0]} is not installed")
    text = "Press your heel into the frame."
    slow, usual = (seconds_of(render(voice, text, wpm)) for wpm in (110, 150))
    assert slow > 1.15 * usual > 1.0


@needs_espeak
def test_the_real_voice_speaks() -> None:
    voice, text = ESPEAK.with_voice("en-gb"), "Press your left heel into the frame."
    wav = render(voice, text, 150)
    assert 1.5 < seconds_of(wav) < 3.5
    assert max(map(abs, samples_of(wav))) > 5000
    assert seconds_of(render(voice, text, 200)) < seconds_of(wav)


@needs_espeak
def test_saying_something_keeps_nobody_waiting(script: Script) -> None:
    player = FakePlayer(time.monotonic)
    speaker = CommandSpeaker(player, script)
    speaker.prepare("Press your left heel into the frame.")
    assert speaker.wait_until_idle(PATIENCE_S)
    took = []
    for _ in range(200):
        before = time.perf_counter()
        speaker.say("Press your left heel into the frame.")
        took.append(time.perf_counter() - before)
    speaker.close()
    assert statistics.median(took) < 0.001

"""Speech rendered ahead of time by a program of the system in a child process."""

import collections
import math
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from evenkeel.catalogue.terms import ENGLISH
from evenkeel.voice.mixer import Channel
from evenkeel.voice.player import Player
from evenkeel.voice.script import Script, Silence
from evenkeel.voice.speech_timing import DEFAULT_WPM
from evenkeel.voice.wav import WavError, normalised, seconds_of

#: The longest time for rendering one sentence, in seconds; then it counts as failed.
_RENDER_S = 15.0
#: After this many failures in a row the voice is not used until it is set again.
_FAILURES = 3
#: What the cache may hold, in bytes: about six minutes of speech, more than any session says.
_CACHE = 11_000_000
#: How hard the sounds that wait are packed: a third less in 4 ms, and unpacked in one.
_PACKING = 1
#: Room for rounding where a sentence fits exactly.
_ROUNDING_S = 0.02


class Speaker(Protocol):
    """Says sentences, one at a time. No method waits for a voice."""

    def prepare(self, text: str) -> None:
        """Renders a sentence ahead of time."""

    def seconds(self, text: str) -> float | None:
        """How long a sentence takes, where that is known."""

    def say(self, text: str, *, after_s: float = 0.0, within_s: float = math.inf) -> bool:
        """Says a sentence ``after_s`` from now, instead of what is being said.

        It is not said if it could not be over ``within_s`` from now. Returns whether it will be
        heard, as far as that is known.
        """

    def stop(self) -> None:
        """Stops speaking."""

    def set_voice(self, *, wpm: int, volume: float) -> None:
        """Sets the speed in words a minute and the volume from 0 to 1."""

    def why_silent(self) -> str | None:
        """Why nothing is heard and what to install; ``None`` while nothing is wrong."""

    def close(self) -> None:
        """Releases all resources."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceCommand:
    """A program that reads a sentence and writes a WAV file.

    The sentence comes on its standard input. ``{wpm}`` is the speed in words a minute and
    ``{scale}`` how much longer than usual it takes; ``{file}`` is the file to write, without
    which the sound is taken from standard output.
    """

    argv: tuple[str, ...]

    @staticmethod
    def from_line(line: str) -> "VoiceCommand":
        """A command as the user writes it.

        Raises:
            ValueError: it is empty, a quote is not closed, or a brace is not understood.
        """
        argv = tuple(_words(line))
        if not argv:
            raise ValueError("a voice command needs the name of a program")
        command = VoiceCommand(argv=argv)
        try:
            command.filled(DEFAULT_WPM, Path("x"))
        except (KeyError, IndexError) as error:
            raise ValueError(f"not understood in a voice command: {{{error.args[0]}}}") from None
        return command

    @property
    def writes_file(self) -> bool:
        """Whether it writes a file instead of its standard output."""
        return any("{file}" in word for word in self.argv)

    def filled(self, wpm: int, file: Path, voice: str = "") -> list[str]:
        """The words of the command for one sentence."""
        scale = f"{DEFAULT_WPM / wpm:.2f}"
        return [word.format(wpm=wpm, scale=scale, file=file, voice=voice) for word in self.argv]

    def with_voice(self, voice: str) -> "VoiceCommand":
        """The same for one voice."""
        name = voice.replace("{", "{{").replace("}", "}}")
        return VoiceCommand(argv=tuple(word.replace("{voice}", name) for word in self.argv))


def _words(line: str) -> list[str]:
    """The words of a command; on Windows a backslash is part of a path."""
    words = shlex.shlex(line, posix=True)
    words.whitespace_split = True
    words.commenters = ""
    if sys.platform == "win32":
        words.escape = ""
    return list(words)


#: The voice that most Linux systems have or can install; from an empty text to sound in 15 ms.
ESPEAK: Final = VoiceCommand(
    argv=("espeak-ng", "-v", "{voice}", "-s", "{wpm}", "--stdin", "--stdout")
)
#: The voices that are looked for where the user names none, the best understood first.
VOICES: Final = (
    ESPEAK,
    VoiceCommand(argv=("espeak", "-v", "{voice}", "-s", "{wpm}", "--stdin", "--stdout")),
)

#: It speaks English alone, and reads its standard input where it is given no text.
FLITE: Final = VoiceCommand(argv=("flite", "--setf", "duration_stretch={scale}", "-o", "{file}"))

#: The voice of macOS.
_SAY: Final = VoiceCommand(
    argv=(
        *("say", "-r", "{wpm}", "-f", "-", "-o", "{file}"),
        *("--file-format=WAVE", "--data-format=LEI16@22050"),
    )
)


def _windows_voice(language: str) -> VoiceCommand:
    """The voices of Windows, by this program itself in another process."""
    program = [sys.executable, "-m", "evenkeel"]
    if getattr(sys, "frozen", False):
        # The window's program has no console, and so no standard input.
        program = [str(Path(sys.executable).with_name("evenkeel.exe"))]
    own = (word.replace("{", "{{").replace("}", "}}") for word in program)
    return VoiceCommand(argv=(*own, "say", "--wpm", "{wpm}", "--wav", "{file}", "--lang", language))


def installed_voice(script: Script) -> VoiceCommand:
    """The first voice that this system has for a language; where it has none, one to install."""
    if sys.platform == "win32":
        return _windows_voice(script.language)
    voices = script.voices
    if sys.platform == "darwin":
        return VoiceCommand(argv=(*_SAY.argv, "-v", voices.macos)) if voices.macos else _SAY
    known = (*VOICES, FLITE) if script.language == ENGLISH else VOICES
    found = next((command for command in known if shutil.which(command.argv[0])), ESPEAK)
    return found.with_voice(voices.espeak)


def render(command: VoiceCommand, text: str, wpm: int) -> bytes:
    """The sound of a sentence, as it is played. Waits for the program.

    Raises:
        FileNotFoundError: there is no such program.
        OSError, subprocess.SubprocessError, WavError: it did not do what it should.
    """
    with tempfile.TemporaryDirectory(prefix="evenkeel-voice-") as folder:
        file = Path(folder) / "said.wav"
        done = subprocess.run(  # noqa: S603 - the user's own choice of program, no shell
            command.filled(wpm, file),
            input=text.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_RENDER_S,
            check=True,
            # Windows would open a console for a moment; the flag exists only there.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        return normalised(file.read_bytes() if command.writes_file else done.stdout)


@dataclass(frozen=True, slots=True)
class _Sound:
    """A sentence that is rendered, packed for as long as it waits to be said."""

    packed: bytes
    seconds: float

    @staticmethod
    def of(wav: bytes) -> "_Sound":
        """Packs what is played."""
        return _Sound(zlib.compress(wav, _PACKING), seconds_of(wav))


@dataclass(frozen=True, slots=True)
class _Request:
    text: str
    start_s: float
    end_by_s: float


class CommandSpeaker:
    """A :class:`Speaker` that uses a voice program: a worker renders ahead, a player plays."""

    def __init__(
        self,
        player: Player,
        script: Script,
        *,
        command: VoiceCommand | None = None,
        wpm: int = DEFAULT_WPM,
        volume: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        gave_up: Callable[[], None] = lambda: None,
    ) -> None:
        """``command`` is the user's own voice; otherwise it is looked for.

        ``gave_up`` is called, in another thread, when the voice failed so often that it is not
        used any more.
        """
        self._player = player
        self._script = script
        self._own_command = command
        self._command = command or installed_voice(script)
        self._wpm = wpm
        self._volume = volume
        self._clock = clock
        self._gave_up = gave_up
        # Guards everything below; nobody holds it while a program runs or a device is asked.
        self._changed = threading.Condition()
        self._sounds: collections.OrderedDict[tuple[str, int], _Sound] = collections.OrderedDict()
        self._queue: collections.deque[tuple[str, int]] = collections.deque()
        self._rendering: tuple[str, int] | None = None
        self._request: _Request | None = None
        self._failures = 0
        self._silence: Silence | None = None
        self._worker: threading.Thread | None = None
        self._closed = False
        self._find_program()

    def prepare(self, text: str) -> None:
        """Renders a sentence ahead of time."""
        with self._changed:
            self._enqueue(text, first=False)

    def seconds(self, text: str) -> float | None:
        """How long a sentence takes, once it is rendered."""
        with self._changed:
            sound = self._sounds.get((text, self._wpm))
        return None if sound is None else sound.seconds

    def say(self, text: str, *, after_s: float = 0.0, within_s: float = math.inf) -> bool:
        """Says a sentence, or as soon as it is rendered if it is still in time then."""
        now = self._clock()
        request = _Request(text, now + after_s, now + within_s)
        with self._changed:
            self._request = None
            sound = self._sounds.get((text, self._wpm))
            if sound is not None:
                self._sounds.move_to_end((text, self._wpm))
                return self._begin(sound, request)
            if self._silence or self._closed:
                return False
            self._request = request
            self._enqueue(text, first=True)
            return True

    def stop(self) -> None:
        """Stops speaking."""
        with self._changed:
            self._request = None
            self._player.stop(Channel.VOICE)

    def set_voice(self, *, wpm: int, volume: float) -> None:
        """Sets speed and volume; looks for the program again if it was missing."""
        with self._changed:
            if wpm != self._wpm:
                self._queue.clear()
            self._wpm, self._volume = wpm, volume
            self._failures, self._silence = 0, None
        self._find_program()

    def why_silent(self) -> str | None:
        """Why nothing is said and what to install."""
        if self._silence:
            return self._script.reason(self._silence, shlex.join(self._command.argv))
        return self._player.why_silent()

    def close(self) -> None:
        """Ends the worker after the sentence it is at."""
        with self._changed:
            self._closed = True
            self._queue.clear()
            self._changed.notify_all()

    def wait_until_idle(self, seconds: float) -> bool:
        """Waits until everything is rendered. For tests and measurements."""
        with self._changed:
            return self._changed.wait_for(lambda: not (self._queue or self._rendering), seconds)

    def _find_program(self) -> None:
        self._command = self._own_command or installed_voice(self._script)
        if shutil.which(self._command.argv[0]) is None:
            self._silence = self._of_the_system(Silence.NO_VOICE)

    def _of_the_system(self, silence: Silence) -> Silence:
        """What to say of a voice: one that belongs to the system has no command to try."""
        own = self._own_command or sys.platform not in ("win32", "darwin")
        return silence if own else Silence.NO_SPEECH_ENGINE

    def _begin(self, sound: _Sound, request: _Request) -> bool:
        now = self._clock()
        start_s = max(now, request.start_s)
        if start_s + sound.seconds > request.end_by_s + _ROUNDING_S:
            return False
        wav = zlib.decompress(sound.packed)
        return self._player.play(
            wav, channel=Channel.VOICE, volume=self._volume, after_s=start_s - now
        )

    def _enqueue(self, text: str, *, first: bool) -> None:
        key = (text, self._wpm)
        if not text or key in self._sounds or key == self._rendering or self._closed:
            return
        if key in self._queue:
            if not first:
                return
            self._queue.remove(key)
        if first:
            self._queue.appendleft(key)
        else:
            self._queue.append(key)
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="voice", daemon=True)
            self._worker.start()
        self._changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._rendering = None
                self._changed.notify_all()
                self._changed.wait_for(lambda: bool(self._queue) or self._closed)
                if self._closed:
                    return
                key = self._rendering = self._queue.popleft()
                if self._silence:
                    continue
            self._render(*key)

    def _render(self, text: str, wpm: int) -> None:
        try:
            sound = _Sound.of(render(self._command, text, wpm))
        except FileNotFoundError:
            self._failed(Silence.NO_VOICE)
        except (OSError, subprocess.SubprocessError, WavError, ValueError):
            self._failed(Silence.VOICE_BROKEN)
        else:
            self._rendered(text, wpm, sound)

    def _failed(self, silence: Silence) -> None:
        with self._changed:
            self._failures += 1
            gave_up = self._failures >= _FAILURES and silence is Silence.VOICE_BROKEN
            if gave_up or silence is Silence.NO_VOICE:
                self._silence = self._of_the_system(silence)
        if gave_up:
            self._gave_up()

    def _rendered(self, text: str, wpm: int, sound: _Sound) -> None:
        with self._changed:
            self._failures = 0
            self._store(text, wpm, sound)
            request = self._request
            if request and request.text == text and wpm == self._wpm:
                self._request = None
                self._begin(sound, request)

    def _store(self, text: str, wpm: int, sound: _Sound) -> None:
        self._sounds[text, wpm] = sound
        held = sum(len(one.packed) for one in self._sounds.values())
        while held > _CACHE and len(self._sounds) > 1:
            _, dropped = self._sounds.popitem(last=False)
            held -= len(dropped.packed)


def system_speaker(
    player: Player,
    script: Script,
    *,
    command: str = "",
    gave_up: Callable[[], None] = lambda: None,
) -> CommandSpeaker:
    """The speaker of this system; ``command`` is the user's own voice program, if there is one.

    Without one the environment's ``EVENKEEL_VOICE`` is taken. ``gave_up`` is called when the voice
    is not used any more.

    Raises:
        ValueError: the command can't be understood.
    """
    line = command or os.environ.get("EVENKEEL_VOICE", "")
    own = VoiceCommand.from_line(line) if line else None
    return CommandSpeaker(player, script, command=own, gave_up=gave_up)

"""Plays WAV bytes without blocking any caller.

Measured on Debian 12 with two cores, ``miniaudio`` 1.71 against QtMultimedia 6.11.3:

================================  ===============  ==============================
what                              miniaudio        QtMultimedia
================================  ===============  ==============================
installed                         1.7 MB           650 MB instead of 246 MB
memory, first use                 14 MB            28 MB
no sound device                   fails in 35 ms   60 ms, and six lines on stderr
a sound server that never         waits for ever,  ``audioOutputs()`` holds its
answers                           without the GIL  thread for 30 s
needs libpulse0 to be imported    no               yes, ImportError
================================  ===============  ==============================

So it is miniaudio, opened in a thread of its own: one that never comes back costs nothing.
"""

import ctypes
import importlib
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable
from typing import Any, Final, Protocol

from evenkeel.voice.mixer import PATIENCE_S, Channel, Mixer
from evenkeel.voice.script import Script, Silence
from evenkeel.voice.wav import RATE

#: After this many seconds without an answer the user is told; a later answer still counts.
DEADLINE_S = 5.0
#: A device that asked for nothing for this many seconds is lost.
LOST_S = 2.0
#: A device that was missing is looked for again after this many seconds, when there is a sound.
RETRY_S = 10.0
#: A device that is no longer needed is released after this many seconds of silence.
_REST_S = 1.0
#: Waiting for the device when the program ends.
_CLOSE_S = 1.0
#: How much the device asks for at a time: long enough for a busy machine, short enough for a tick.
_PERIOD_MS = 50
#: The sound systems to try; without a list miniaudio ends with one that plays to nobody.
_BACKENDS: Final = {
    "linux": ("PULSEAUDIO", "ALSA"),
    "darwin": ("COREAUDIO",),
    "win32": ("WASAPI", "DSOUND", "WINMM"),
}


class Player(Protocol):
    """Plays sounds. No method waits for the device."""

    def open(self) -> None:
        """Starts to open a device, if there is none."""

    def play(
        self, wav: bytes, *, channel: Channel, volume: float = 1.0, after_s: float = 0.0
    ) -> bool:
        """Plays a sound made by :mod:`evenkeel.voice.wav`, instead of what the channel plays.

        Returns whether it will be heard.
        """

    def stop(self, channel: Channel) -> None:
        """Fades out what the channel plays."""

    def rest(self) -> None:
        """Releases the device after the last sound; a later sound acquires it again."""

    def why_silent(self) -> str | None:
        """Why nothing is heard and what to do; ``None`` while nothing is known to be wrong."""

    def close(self) -> None:
        """Releases the device."""


class Device(Protocol):
    """A sound device that asks the generator it was started with for samples."""

    def start(self, source: Generator[Any, int, None]) -> None: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


class NoDeviceError(Exception):
    """There is no device to be opened, for the given reason."""

    def __init__(self, silence: Silence) -> None:
        super().__init__(silence.value)
        self.silence = silence


class DevicePlayer:
    """A :class:`Player` on a device that a thread of its own opens, and opens again when lost."""

    def __init__(
        self,
        script: Script,
        *,
        open_device: Callable[[], Device] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._script = script
        self._open_device = open_device or open_miniaudio
        self._clock = clock
        self._mixer = self._new_mixer()
        self._device: Device | None = None
        self._opener: threading.Thread | None = None
        self._opening_since = 0.0
        self._silence: Silence | None = None
        self._closed = False
        # Whether the device is released as soon as nothing is playing.
        self._resting = False

    def open(self) -> None:
        """Starts to open a device, if there is none."""
        self._resting = self._closed = False
        if self._device and not self._lost():
            return
        self._start_opening()

    def play(
        self, wav: bytes, *, channel: Channel, volume: float = 1.0, after_s: float = 0.0
    ) -> bool:
        """Plays a sound, if there is a device or will be one in a moment."""
        if self._device and self._lost():
            self._silence = Silence.DEVICE_LOST
            self._start_opening()
        if not self._device and not self._may_open_soon():
            return False
        self._mixer.play(channel, wav, volume, after_s)
        return True

    def stop(self, channel: Channel) -> None:
        """Fades out what the channel plays."""
        if self._device or self._opener:
            self._mixer.stop(channel)

    def rest(self) -> None:
        """Releases the device soon after the last sound; the next one opens it again."""
        self._resting = True
        if self._lost():
            self._release_device()

    def why_silent(self) -> str | None:
        """Why nothing is heard and what to do."""
        silence = self._silence
        if self._opener and self._clock() - self._opening_since > DEADLINE_S:
            silence = Silence.NO_ANSWER
        elif self._device and self._lost():
            silence = Silence.DEVICE_LOST
        return self._script.reason(silence) if silence else None

    def close(self) -> None:
        """Releases the device; waits a moment for it, because the program may end after this."""
        self._closed = True
        closer = self._release_device()
        if closer:
            closer.join(_CLOSE_S)

    def wait_until_idle(self, seconds: float) -> bool:
        """Waits until the device is open or known to be missing. For tests and measurements."""
        opener = self._opener
        if opener:
            opener.join(seconds)
        return self._opener is None

    def _may_open_soon(self) -> bool:
        """Whether a sound played now can still be heard; retries a missing device."""
        tried_s = self._clock() - self._opening_since
        missing = self._silence is Silence.NO_DEVICE and tried_s > RETRY_S
        rested = self._resting and self._silence is None
        if not self._opener and not self._closed and (missing or rested):
            self._start_opening()
            # One that was there a while ago will be there now; one that was missing may not.
            tried_s = 0.0 if rested else tried_s
        hopeful = self._silence in (None, Silence.DEVICE_LOST)
        return bool(self._opener or self._device) and hopeful and tried_s <= PATIENCE_S

    def _lost(self) -> bool:
        return self._clock() - self._mixer.pulled_at > LOST_S

    def _new_mixer(self) -> Mixer:
        return Mixer(self._clock, latency_s=_PERIOD_MS / 1000, pulled=self._pulled)

    def _pulled(self) -> None:
        """Runs in the device's own thread, which can't close it."""
        silent_since = self._mixer.silent_since
        if self._resting and silent_since is not None and self._clock() - silent_since > _REST_S:
            self._release_device()

    def _release_device(self) -> threading.Thread | None:
        device, self._device = self._device, None
        if device is None:
            return None
        closer = threading.Thread(target=device.close, name="sound-close", daemon=True)
        closer.start()
        return closer

    def _start_opening(self) -> None:
        if self._opener:
            return
        old, self._device = self._device, None
        self._mixer = self._new_mixer()
        self._opening_since = self._clock()
        self._opener = threading.Thread(
            target=self._open, args=(old, self._mixer), name="sound-open", daemon=True
        )
        self._opener.start()

    def _open(self, old: Device | None, mixer: Mixer) -> None:
        try:
            if old:
                old.close()
            source = mixer.source()
            next(source)
            device = self._open_device()
            device.start(source)
        except NoDeviceError as error:
            self._silence = error.silence
        # Whatever a sound system throws: no sound is never a reason to fail.
        except Exception:  # noqa: BLE001
            self._silence = Silence.NO_DEVICE
        else:
            mixer.pulled_at = self._clock()
            self._silence = None
            if self._closed:
                device.close()
            else:
                self._device = device
        self._opener = None


def open_miniaudio() -> Device:
    """The system's own output device. May take for ever; to be called off the window's thread.

    Raises:
        NoDeviceError: there is none.
    """
    try:
        miniaudio: Any = importlib.import_module("miniaudio")
    except (ImportError, OSError):
        raise NoDeviceError(Silence.NO_SOUND_MODULE) from None
    if sys.platform == "linux":
        _silence_alsa()
    names: Iterable[str] = _BACKENDS.get(sys.platform, _BACKENDS["linux"])
    try:
        device: Device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=_PERIOD_MS,
            backends=[miniaudio.Backend[name] for name in names],
            app_name="Evenkeel",
        )
    except miniaudio.MiniaudioError:
        raise NoDeviceError(Silence.NO_DEVICE) from None
    return device


_ALSA_HANDLER = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)
# Kept for ever: the library calls it whenever it has something to complain about.
_QUIET = _ALSA_HANDLER(lambda *_: None)


def _silence_alsa() -> None:
    """Keeps libasound from writing some forty lines to stderr where there is no sound card."""
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_QUIET)
    except (OSError, AttributeError):
        return

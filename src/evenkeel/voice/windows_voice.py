"""The voices of Windows: one sentence to a sound file, in a process that does nothing else.

An engine that fails takes its own process with it, never the window. SAPI is asked first, which
every Windows has; where it has no voice or fails, WinRT is, whose voices are the newer ones.
"""

import ctypes
import html
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from evenkeel.catalogue.terms import ENGLISH
from evenkeel.voice.wav import RATE

#: What the voices say at SAPI's rate 0, and the factor from there to its fastest, 10.
_USUAL_WPM: Final = 175
_FASTEST: Final = 3.0
_STEPS: Final = 10

#: What Windows calls the languages, in hexadecimal (LCID).
_NUMBERS: Final = {
    "ar": "401",
    "de": "407",
    "es": "c0a",
    "fa": "429",
    "fr": "40c",
    "hi": "439",
    "it": "410",
    "nl": "413",
    "pl": "415",
    "pt_BR": "416",
    "tr": "41f",
    "uk": "422",
    "zh_CN": "804",
}

#: The languages that are spoken, by their codes.
LANGUAGES: Final = (ENGLISH, *_NUMBERS)

_CLASS_VOICE: Final = UUID("96749377-3391-11d2-9ee3-00c04f797396")
_CLASS_STREAM: Final = UUID("715d9c59-4442-11d2-9605-00c04f8ee628")
_SP_VOICE: Final = UUID("6c44df74-72b9-4992-a1ec-ef996e0422d4")
_SP_STREAM: Final = UUID("12e3cca9-7518-44c5-a5e7-ba5a79cb929e")
_WAVE_FORMAT: Final = UUID("c31adbae-527f-4ff5-a230-f62bb61ff70c")
_SYNTHESIZER: Final = UUID("ce9f7c76-97f4-4ced-ad68-d51c458e45c6")
_ASYNC_INFO: Final = UUID("00000036-0000-0000-c000-000000000046")
_STREAM: Final = UUID("0000000c-0000-0000-c000-000000000046")

#: Where their functions are in the tables of the interfaces.
_QUERY, _RELEASE, _READ = 0, 2, 3
_BIND_TO_FILE, _CLOSE = 17, 18
_SET_OUTPUT, _SPEAK, _SET_RATE = 13, 20, 28
_SPEAK_MARKED_UP, _STATUS, _RESULTS = 7, 7, 8

_IN_THIS_PROCESS: Final = 1
_CREATE_ALWAYS: Final = 3
_MARKED_UP: Final = 8
_NO_BOX: Final = 0x8003
_STARTED: Final = 0
_PATIENCE_S: Final = 12.0
_CHUNK: Final = 1 << 16
#: What is handed over as it is; all else is a place in memory.
_PLAIN: Final = (
    ctypes.c_int,
    ctypes.c_long,
    ctypes.c_ulong,
    ctypes.c_ulonglong,
    ctypes.c_wchar_p,
)


class WindowsVoiceError(Exception):
    """Windows has no voice that says this."""


class _WaveFormat(ctypes.Structure):
    """WAVEFORMATEX: the form that is played."""

    _fields_ = (
        ("tag", ctypes.c_ushort),
        ("channels", ctypes.c_ushort),
        ("rate", ctypes.c_ulong),
        ("bytes_a_second", ctypes.c_ulong),
        ("bytes_a_sample", ctypes.c_ushort),
        ("bits", ctypes.c_ushort),
        ("more", ctypes.c_ushort),
    )


def speak_to_file(text: str, file: Path, wpm: int, language: str) -> None:
    """Writes a WAV file of a sentence in a language of the program's.

    Raises:
        WindowsVoiceError: no engine could say it.
    """
    # A box about a fault of an engine would wait for somebody to close it.
    ctypes.windll.kernel32.SetErrorMode(_NO_BOX)  # type: ignore[attr-defined]
    faults = []
    for engine in (_by_sapi, _by_winrt):
        try:
            engine(text, file, wpm, language)
        except OSError as error:
            faults.append(str(error))
        else:
            return
    raise WindowsVoiceError("; ".join(faults))


def sapi_rate(wpm: int) -> int:
    """SAPI's rate, from -10 to 10, for a speed in words a minute."""
    rate = round(_STEPS * math.log(wpm / _USUAL_WPM, _FASTEST))
    return max(-_STEPS, min(_STEPS, rate))


def for_sapi(text: str, language: str) -> str:
    """The sentence for a voice of its language.

    English takes the British one first, and another where there is none; a sentence in another
    language that an English voice would read is better not read at all.
    """
    said = html.escape(text, quote=False)
    if language == ENGLISH:
        return f'<voice optional="Language=809;Language=409">{said}</voice>'
    return f'<voice required="Language={_NUMBERS[language]}">{said}</voice>'


def for_winrt(text: str, wpm: int, language: str) -> str:
    """The same in the language that WinRT reads, with its speed."""
    rate = f"{wpm / _USUAL_WPM:.2f}"
    tag = "en-GB" if language == ENGLISH else language.replace("_", "-")
    return (
        f'<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="{tag}">'
        f'<prosody rate="{rate}">{html.escape(text, quote=False)}</prosody></speak>'
    )


def _by_sapi(text: str, file: Path, wpm: int, language: str) -> None:
    ole = ctypes.oledll.ole32  # type: ignore[attr-defined]
    ole.CoInitialize(None)
    with _made(ole, _CLASS_STREAM, _SP_STREAM) as stream, _made(ole, _CLASS_VOICE, _SP_VOICE) as of:
        sample = 2
        form = _WaveFormat(1, 1, RATE, sample * RATE, sample, 8 * sample, 0)
        kind = _guid(_WAVE_FORMAT)
        no_events = ctypes.c_ulonglong(0)
        name, how = ctypes.c_wchar_p(str(file)), ctypes.c_int(_CREATE_ALWAYS)
        _call(stream, _BIND_TO_FILE, name, how, kind, ctypes.byref(form), no_events)
        _call(of, _SET_OUTPUT, stream, ctypes.c_int(0))
        _call(of, _SET_RATE, ctypes.c_long(sapi_rate(wpm)))
        _call(
            of, _SPEAK, ctypes.c_wchar_p(for_sapi(text, language)), ctypes.c_ulong(_MARKED_UP), None
        )
        _call(stream, _CLOSE)
    if not _has_sound(file):
        raise OSError("SAPI said nothing")


def _by_winrt(text: str, file: Path, wpm: int, language: str) -> None:
    runtime = ctypes.oledll.combase  # type: ignore[attr-defined]
    # SAPI's part may have asked for another kind of threads, which does as well.
    with suppress(OSError):
        runtime.RoInitialize(1)
    with _words(runtime, "Windows.Media.SpeechSynthesis.SpeechSynthesizer") as name:
        made = ctypes.c_void_p()
        runtime.RoActivateInstance(name, ctypes.byref(made))
    with _released(made), _asked(made, _SYNTHESIZER) as voice:
        operation = ctypes.c_void_p()
        with _words(runtime, for_winrt(text, wpm, language)) as said:
            _call(voice, _SPEAK_MARKED_UP, said, ctypes.byref(operation))
        with _released(operation):
            _wait(operation)
            spoken = ctypes.c_void_p()
            _call(operation, _RESULTS, ctypes.byref(spoken))
            with _released(spoken):
                file.write_bytes(b"".join(_bytes_of(spoken)))
    if not _has_sound(file):
        raise OSError("WinRT said nothing")


def _wait(operation: ctypes.c_void_p) -> None:
    """Waits until an operation of WinRT is done."""
    end = time.monotonic() + _PATIENCE_S
    with _asked(operation, _ASYNC_INFO) as info:
        status = ctypes.c_int(_STARTED)
        while status.value == _STARTED:
            if time.monotonic() > end:
                raise OSError("WinRT does not answer")
            time.sleep(0.005)
            _call(info, _STATUS, ctypes.byref(status))


def _bytes_of(spoken: ctypes.c_void_p) -> Iterator[bytes]:
    stream = ctypes.c_void_p()
    ctypes.oledll.shcore.CreateStreamOverRandomAccessStream(  # type: ignore[attr-defined]
        spoken, _guid(_STREAM), ctypes.byref(stream)
    )
    with _released(stream):
        chunk, count = ctypes.create_string_buffer(_CHUNK), ctypes.c_ulong()
        while True:
            _call(stream, _READ, chunk, ctypes.c_ulong(_CHUNK), ctypes.byref(count))
            if not count.value:
                return
            yield chunk.raw[: count.value]


def _has_sound(file: Path) -> bool:
    """Whether there is more than a head."""
    head = 64
    return file.is_file() and file.stat().st_size > head


def _guid(number: UUID) -> "ctypes.Array[ctypes.c_char]":
    return ctypes.create_string_buffer(number.bytes_le, len(number.bytes_le))


def _call(of: ctypes.c_void_p, number: int, *arguments: Any) -> None:
    """Calls a function of an interface by its place in the table.

    Raises:
        OSError: it failed.
    """
    kinds = (type(one) if isinstance(one, _PLAIN) else ctypes.c_void_p for one in arguments)
    kind = ctypes.WINFUNCTYPE(ctypes.HRESULT, ctypes.c_void_p, *kinds)  # type: ignore[attr-defined]
    kind(_table(of)[number])(of, *arguments)


def _table(of: ctypes.c_void_p) -> "ctypes._Pointer[ctypes.c_void_p]":
    """The functions of an interface."""
    tables = ctypes.cast(of, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))
    table: ctypes._Pointer[ctypes.c_void_p] = tables[0]
    return table


@contextmanager
def _released(of: ctypes.c_void_p) -> Iterator[ctypes.c_void_p]:
    try:
        yield of
    finally:
        if of.value:
            kind = ctypes.WINFUNCTYPE(ctypes.c_ulong, ctypes.c_void_p)  # type: ignore[attr-defined]
            kind(_table(of)[_RELEASE])(of)


@contextmanager
def _made(ole: Any, number: UUID, interface: UUID) -> Iterator[ctypes.c_void_p]:
    made = ctypes.c_void_p()
    ole.CoCreateInstance(
        _guid(number), None, _IN_THIS_PROCESS, _guid(interface), ctypes.byref(made)
    )
    with _released(made):
        yield made


@contextmanager
def _asked(of: ctypes.c_void_p, interface: UUID) -> Iterator[ctypes.c_void_p]:
    """Another interface of the same thing."""
    got = ctypes.c_void_p()
    _call(of, _QUERY, _guid(interface), ctypes.byref(got))
    with _released(got):
        yield got


@contextmanager
def _words(runtime: Any, text: str) -> Iterator[ctypes.c_void_p]:
    """A text as WinRT takes it."""
    made = ctypes.c_void_p()
    length = len(text.encode("utf-16-le")) // 2
    runtime.WindowsCreateString(ctypes.c_wchar_p(text), length, ctypes.byref(made))
    try:
        yield made
    finally:
        runtime.WindowsDeleteString(made)

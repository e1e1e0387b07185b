"""Whatever a voice program writes becomes the one form that is played."""

import array
import math
import struct
from itertools import pairwise

import pytest

from evenkeel.voice.wav import RATE, WavError, normalised, samples_of, seconds_of, wav_of


def tone(seconds: float, rate: int = RATE, hertz: float = 440.0) -> "array.array[int]":
    count = round(seconds * rate)
    return array.array(
        "h", (round(9000 * math.sin(2 * math.pi * hertz * n / rate)) for n in range(count))
    )


def wav_file(
    samples: "array.array[int]",
    *,
    rate: int = RATE,
    channels: int = 1,
    bits: int = 16,
    kind: int = 1,
    length: int | None = None,
    before: bytes = b"",
) -> bytes:
    data = samples.tobytes()
    form = struct.pack("<HHIIHH", kind, channels, rate, rate * 2, 2, bits)
    body = b"WAVE" + before + b"fmt " + struct.pack("<I", len(form)) + form
    body += b"data" + struct.pack("<I", len(data) if length is None else length) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def test_what_we_write_comes_back() -> None:
    samples = tone(0.5)
    wav = wav_of(samples.tobytes())
    assert samples_of(wav) == samples
    assert seconds_of(wav) == pytest.approx(0.5)


def test_silence_at_the_ends_is_cut() -> None:
    quiet = array.array("h", [0] * RATE)
    wav = normalised(wav_file(quiet + tone(0.5) + quiet))
    assert seconds_of(wav) == pytest.approx(0.54, abs=0.01)


def test_a_length_that_a_pipe_could_not_know_means_to_the_end() -> None:
    wav = normalised(wav_file(tone(0.5), length=0x7FFFF000))
    assert seconds_of(wav) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("rate", [8000, 16000, 44100, 48000])
def test_another_rate_is_made_ours(rate: int) -> None:
    wav = normalised(wav_file(tone(0.5, rate), rate=rate))
    samples = samples_of(wav)
    assert seconds_of(wav) == pytest.approx(0.5, abs=0.01)
    rising = sum(a < 0 <= b for a, b in pairwise(samples))
    assert rising == pytest.approx(220, abs=3)


def test_two_channels_become_one() -> None:
    both = array.array("h")
    for value in tone(0.5):
        both.extend((value, 0))
    wav = normalised(wav_file(both, channels=2))
    assert seconds_of(wav) == pytest.approx(0.5, abs=0.01)


def test_other_chunks_are_passed_over() -> None:
    note = b"LIST" + struct.pack("<I", 3) + b"abc\0"
    assert seconds_of(normalised(wav_file(tone(0.5), before=note))) > 0.4


def test_nothing_but_silence_is_nothing() -> None:
    assert seconds_of(normalised(wav_file(array.array("h", [0] * 100)))) == 0


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a WAV file"),
        (b"OggS" + bytes(40), "not a WAV file"),
        (b"RIFF\0\0\0\0WAVE", "no sound in the WAV file"),
        (b"RIFF\0\0\0\0WAVEdata\4\0\0\0abcd", "no sound in the WAV file"),
        (wav_file(tone(0.1), kind=3, bits=32), "not 16-bit PCM: format 3, 32 bits"),
        (wav_file(tone(0.1), channels=0), "not 16-bit PCM: format 1, 16 bits"),
    ],
)
def test_anything_else_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(WavError, match=f"^{message}$"):
        normalised(data)

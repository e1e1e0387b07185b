"""WAV bytes in the one form that is played: 16 bits, mono, 22,050 samples a second."""

import array
import struct
import sys
from typing import Final

RATE: Final = 22050

_PCM, _EXTENSIBLE = 1, 0xFFFE
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_BYTES_PER_SAMPLE = 2
_BITS = 16
#: Samples below this, of 32767, are silence; and how much of it is left at the ends.
_SILENCE = 160
_MARGIN = RATE // 50


class WavError(Exception):
    """Bytes that are not a WAV file which can be played."""


def wav_of(pcm: bytes) -> bytes:
    """A WAV file around little-endian samples."""
    return (
        _HEADER.pack(
            b"RIFF",
            36 + len(pcm),
            b"WAVE",
            b"fmt ",
            16,
            _PCM,
            1,
            RATE,
            RATE * _BYTES_PER_SAMPLE,
            _BYTES_PER_SAMPLE,
            _BITS,
            b"data",
            len(pcm),
        )
        + pcm
    )


def seconds_of(wav: bytes) -> float:
    """How long a WAV file made by this module lasts."""
    return (len(wav) - _HEADER.size) / _BYTES_PER_SAMPLE / RATE


def samples_of(wav: bytes) -> "array.array[int]":
    """The samples of a WAV file made by this module."""
    samples = array.array("h")
    samples.frombytes(wav[_HEADER.size :])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def normalised(wav: bytes) -> bytes:
    """Any 16-bit WAV file in the form that is played, without the silence at its ends.

    Programs that write to a pipe can't know the length when they write the header; a length
    that is too large is taken as "to the end".

    Raises:
        WavError: it is something else.
    """
    channels, rate, pcm = _parsed(wav)
    samples = array.array("h")
    frame = channels * _BYTES_PER_SAMPLE
    samples.frombytes(pcm[: len(pcm) // frame * frame])
    if sys.byteorder == "big":
        samples.byteswap()
    samples = samples[::channels]
    if rate != RATE:
        samples = _resampled(samples, rate)
    samples = _trimmed(samples)
    if sys.byteorder == "big":
        samples.byteswap()
    return wav_of(samples.tobytes())


def _parsed(wav: bytes) -> tuple[int, int, bytes]:
    if wav[:4] != b"RIFF" or wav[8:12] != b"WAVE":
        raise WavError("not a WAV file")
    form: tuple[int, int, int] | None = None
    at = 12
    while at + 8 <= len(wav):
        name, length = wav[at : at + 4], int.from_bytes(wav[at + 4 : at + 8], "little")
        body = wav[at + 8 : at + 8 + length]
        if name == b"fmt " and len(body) >= 16:
            kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", body)
            if kind not in (_PCM, _EXTENSIBLE) or bits != _BITS or not channels or not rate:
                raise WavError(f"not 16-bit PCM: format {kind}, {bits} bits")
            form = (kind, channels, rate)
        elif name == b"data":
            if form is None:
                break
            return form[1], form[2], body
        at += 8 + length + length % 2
    raise WavError("no sound in the WAV file")


def _resampled(samples: "array.array[int]", rate: int) -> "array.array[int]":
    """Straight lines between the samples: good enough for a voice."""
    if len(samples) < 2:
        return samples
    step = rate / RATE
    result = array.array("h")
    last = len(samples) - 1
    for n in range(int(last / step) + 1):
        where = n * step
        left = min(int(where), last - 1)
        part = where - left
        result.append(round(samples[left] * (1 - part) + samples[left + 1] * part))
    return result


def _trimmed(samples: "array.array[int]") -> "array.array[int]":
    loud = (n for n, value in enumerate(samples) if abs(value) > _SILENCE)
    first = next(loud, None)
    if first is None:
        return array.array("h")
    last = len(samples) - 1
    while abs(samples[last]) <= _SILENCE:
        last -= 1
    return samples[max(0, first - _MARGIN) : last + 1 + _MARGIN]

"""The tones are what they say: told apart by ear, soft at both ends, in the range of old ears."""

import wave
from io import BytesIO
from itertools import combinations, pairwise

import pytest

from evenkeel.voice.tones import NOTES, Tone, render_all, seconds_of, wav
from evenkeel.voice.wav import RATE, samples_of

LOUDEST = 32767


def measured_hertz(tone: Tone) -> list[float]:
    """The frequency of each note, from the zero crossings in its middle."""
    samples, at, found = samples_of(wav(tone)), 0, []
    for note in NOTES[tone]:
        count = round(note.seconds * RATE)
        middle = samples[at + count // 4 : at + 3 * count // 4]
        rising = [
            n + before / (before - after)
            for n, (before, after) in enumerate(pairwise(middle))
            if before < 0 <= after
        ]
        found.append((len(rising) - 1) / (rising[-1] - rising[0]) * RATE)
        at += count
    return found


@pytest.mark.parametrize("tone", Tone)
def test_notes_have_the_frequency_they_should(tone: Tone) -> None:
    assert measured_hertz(tone) == pytest.approx([note.hertz for note in NOTES[tone]], rel=0.01)


@pytest.mark.parametrize("tone", Tone)
def test_notes_are_where_old_ears_hear(tone: Tone) -> None:
    assert all(300 <= hertz <= 1200 for hertz in measured_hertz(tone))


def test_no_two_tones_are_alike() -> None:
    """They differ in the number of notes, or in the first pitch by a tone and a half at least."""
    for one, other in combinations(Tone, 2):
        low, high = sorted((measured_hertz(one)[0], measured_hertz(other)[0]))
        apart = len(NOTES[one]) != len(NOTES[other]) or high / low > 2 ** (3 / 12)
        assert apart, (one, other)


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_is_a_plain_wav_file(tone: Tone) -> None:
    with wave.open(BytesIO(wav(tone))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        assert file.getnframes() / RATE == pytest.approx(seconds_of(tone), abs=0.001)


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_is_soft_at_both_ends_and_never_clips(tone: Tone) -> None:
    samples = samples_of(wav(tone))
    loudest = max(map(abs, samples))
    assert 0.4 * LOUDEST < loudest < 0.7 * LOUDEST
    edge = RATE // 500
    assert max(map(abs, samples[:edge])) < loudest / 10
    assert max(map(abs, samples[-edge:])) < loudest / 10
    assert max(abs(a - b) for a, b in pairwise(samples)) < loudest / 2


def test_volume_makes_it_softer() -> None:
    whole, half = (max(samples_of(wav(Tone.HOLD, volume))) for volume in (1.0, 0.5))
    assert half == pytest.approx(whole / 2, abs=2)
    assert not any(samples_of(wav(Tone.HOLD, 0.0)))


@pytest.mark.parametrize("volume", [-0.1, 1.1])
def test_a_volume_outside_of_the_range_is_refused(volume: float) -> None:
    with pytest.raises(ValueError, match=r"^volume: -?\d\.1; allowed: 0 to 1$"):
        wav(Tone.HOLD, volume)


def test_tones_are_made_once() -> None:
    render_all()
    assert wav(Tone.REST) is wav(Tone.REST)

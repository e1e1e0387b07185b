"""How a sentence is said, and how long that takes."""

import functools
import re
from typing import Final

from evenkeel.catalogue.forms import small_letters
from evenkeel.voice.script import Script

#: Words a minute: slower than a conversation, so that older people understand it.
DEFAULT_WPM = 150
WPM_RANGE = (100, 220)

#: Between two numbers.
_RANGE: Final = "–"
#: Words, of which those in capitals stand out on the screen; a voice would spell them.
_WORDS: Final = re.compile(r"[^\W\d_]{2,}")
#: Where a voice makes a pause: longer after a sentence, shorter within one.
_STOPS: Final = re.compile(r"[.!?:؟।](?=\s)|[。！？：](?=.)")
_COMMAS: Final = re.compile(r"[,;،؛](?=\s)|[，；、](?=.)")
#: Chinese writes a syllable with one sign.
_SYLLABLES: Final = re.compile("[\u4e00-\u9fff]")
_SYLLABLE_S: Final = 0.26


def spoken(text: str, script: Script) -> str:
    """A sentence as a voice says it: no brackets, no capitals for stress, no abbreviations."""
    return _spoken(text, tuple(script.spoken.items()))


def speaking_s(text: str, script: Script, wpm: int = DEFAULT_WPM) -> float:
    """How long it takes to say a sentence, in seconds.

    Fitted to espeak-ng over every sentence of the content; it errs to the long side. Another
    language takes as much longer as its voice was measured to.
    """
    usual_s = _usual_s(text, tuple(script.spoken.items())) if text else 0.0
    return usual_s * script.voices.pace * DEFAULT_WPM / wpm


@functools.lru_cache(maxsize=2048)
def _spoken(text: str, shortened: tuple[tuple[str, str], ...]) -> str:
    text = re.sub(r"\s*\([^)]*\)", "", text)
    for short, full in shortened:
        if short == _RANGE:
            text = re.sub(rf"(?<=\d){short}(?=\d)", f" {full} ", text)
        text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, text)
    return _WORDS.sub(lambda word: small_letters(word[0]) if word[0].isupper() else word[0], text)


@functools.lru_cache(maxsize=2048)
def _usual_s(text: str, shortened: tuple[tuple[str, str], ...]) -> float:
    said = _spoken(text, shortened)
    syllables = len(_SYLLABLES.findall(said))
    letters = sum(map(str.isalnum, said)) - syllables
    stops, commas = len(_STOPS.findall(said)), len(_COMMAS.findall(said))
    words = len(said.split())
    spoken_s = 0.046 * letters + 0.11 * words + _SYLLABLE_S * syllables
    return 0.25 + spoken_s + 0.65 * stops + 0.32 * commas

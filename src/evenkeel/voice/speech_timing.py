"""How a sentence is said, and how long that takes."""

import functools
import re

from evenkeel.voice.script import Script

#: Words a minute: slower than a conversation, so that older people understand it.
DEFAULT_WPM = 150
WPM_RANGE = (100, 220)


def spoken(text: str, script: Script) -> str:
    """A sentence as a voice says it: no brackets, no capitals for stress, no abbreviations."""
    return _spoken(text, tuple(script.spoken.items()))


def speaking_s(text: str, script: Script, wpm: int = DEFAULT_WPM) -> float:
    """How long it takes to say a sentence, in seconds.

    Fitted to espeak-ng over every sentence of the content; it errs to the long side.
    """
    return _usual_s(text, tuple(script.spoken.items())) * DEFAULT_WPM / wpm if text else 0.0


@functools.lru_cache(maxsize=2048)
def _spoken(text: str, shortened: tuple[tuple[str, str], ...]) -> str:
    text = re.sub(r"\s*\([^)]*\)", "", text)
    text = re.sub(r"(?<=\d)–(?=\d)", " to ", text)
    for short, full in shortened:
        text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, text)
    return re.sub(r"\b[A-Z]{2,}\b", lambda match: match[0].lower(), text)


@functools.lru_cache(maxsize=2048)
def _usual_s(text: str, shortened: tuple[tuple[str, str], ...]) -> float:
    said = _spoken(text, shortened)
    letters = sum(map(str.isalnum, said))
    stops = len(re.findall(r"[.!?:](?=\s)", said))
    commas = len(re.findall(r"[,;](?=\s)", said))
    words = len(said.split())
    return 0.25 + 0.046 * letters + 0.11 * words + 0.65 * stops + 0.32 * commas

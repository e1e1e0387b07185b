"""The patterns of the cues, read from ``resources/cues.toml`` and checked."""

import string
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from msgspec import Meta, Struct
from msgspec.structs import fields, replace

from evenkeel.catalogue.faults import ContentError, Converter
from evenkeel.catalogue.locate import shipped_resources_dir
from evenkeel.catalogue.model import Text
from evenkeel.catalogue.terms import ENGLISH, Equipment
from evenkeel.catalogue.tomlfile import TomlError, read_toml
from evenkeel.catalogue.translated import with_texts
from evenkeel.catalogue.translations import Translations, Voices, language_facts
from evenkeel.catalogue.wording import fill
from evenkeel.coach.moves import BESIDE, Ground

_FILE = "cues.toml"
#: Of the sentences, in a catalogue of translations.
CONTEXT: Final = "cues"


class Silence(StrEnum):
    """Why nothing is heard."""

    NO_VOICE = "no_voice"
    VOICE_BROKEN = "voice_broken"
    NO_SPEECH_ENGINE = "no_speech_engine"
    NO_SOUND_MODULE = "no_sound_module"
    NO_DEVICE = "no_device"
    NO_ANSWER = "no_answer"
    DEVICE_LOST = "device_lost"


class Script(Struct, frozen=True, kw_only=True):
    """What is said when. The names in braces are filled in by :mod:`evenkeel.voice.phrases`.

    ``language`` is the code of what it is written in, and ``voices`` who speaks that.
    """

    name: Text
    ready: Text
    ready_side: Text
    ready_only: Text
    times: Text
    once: Text
    minutes: Text
    relax: Text
    going_on: Text
    switch: Text
    first: Text
    brief_side: Text
    command: Text
    last: Text
    breathe: Text
    half: Text
    minute_left: Text
    then: Text
    any_key: Text
    long_wait: Text
    left: Text
    count: Annotated[tuple[Text, ...], Meta(min_length=3, max_length=3)]
    rest: Text
    rest_last: Text
    rest_set: Text
    ask: Text
    hurt: Text
    paused: Text
    paused_gap: Text
    lead_in: Text
    eased: Text
    resumed: Text
    finish: Text
    ended: Text
    commands: Mapping[str, Text]
    moves: Mapping[Ground, Mapping[Ground, Text]]
    places: Mapping[Equipment, Text]
    place_one_of: Text
    turn_round: Text
    across: Mapping[Equipment, Text]
    stays: Mapping[Ground, Text]
    turns: Mapping[Ground, Text]
    spoken: Mapping[str, Text]
    language: str = ENGLISH
    voices: Voices = Voices(espeak="en-gb")
    silent: Mapping[Silence, Text]

    def reason(self, silence: Silence, command: str = "") -> str:
        """Why nothing is heard and what to do about it, in words."""
        return fill(self.silent[silence], command=command)


#: The names that each pattern may hold; every other pattern holds none.
_VARIABLES: Final[Mapping[str, frozenset[str]]] = {
    "name": frozenset({"name"}),
    "ready": frozenset({"cue"}),
    "ready_side": frozenset({"side"}),
    "times": frozenset({"reps", "hold"}),
    "once": frozenset({"hold"}),
    "minutes": frozenset({"minutes"}),
    "going_on": frozenset({"rep", "reps"}),
    "switch": frozenset({"side"}),
    "across": frozenset({"side", "other"}),
    "place_one_of": frozenset({"things"}),
    "first": frozenset({"cue"}),
    "brief_side": frozenset({"command", "side"}),
    "command": frozenset({"command"}),
    "eased": frozenset({"how"}),
    "last": frozenset({"command"}),
    "turns": frozenset({"side", "other"}),
    "silent": frozenset({"command"}),
}


def load_script(folder: Path, translations: Translations | None = None) -> Script:
    """The patterns of a folder laid out like ``resources/``; in another language, if one is given.

    Raises:
        ContentError: with every fault that was found.
    """
    try:
        data = read_toml(folder / _FILE)
    except TomlError as error:
        raise ContentError([error.fault(_FILE)]) from None
    converter = Converter(_FILE)
    script = converter.convert(data, Script)
    if script:
        _check(script, converter)
    if converter.faults or not script:
        raise ContentError(converter.faults)
    if translations is None:
        return script
    facts = language_facts(shipped_resources_dir(), translations.language)
    return replace(
        with_texts(script, lambda text: translations.text(CONTEXT, text)),
        language=translations.language,
        voices=facts.voice,
    )


def _check(script: Script, converter: Converter) -> None:
    for field in fields(script):
        allowed = _VARIABLES.get(field.name, frozenset())
        for key, text in _texts(field.name, getattr(script, field.name)):
            unknown = _names(text) - allowed
            if unknown:
                known = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "no names in braces"
                converter.fault(key, text, f"allowed: {known}")
    for key in _missing(script):
        converter.fault(key, "missing", "is needed here")


def _missing(script: Script) -> Iterator[str]:
    """The sentences that may be needed and are not there."""
    for ground in Ground:
        known = script.moves.get(ground, {})
        yield from (f"moves.{ground}.{to}" for to in Ground if to is not ground and to not in known)
        if ground not in script.stays:
            yield f"stays.{ground}"
    yield from (f"places.{thing}" for thing in Equipment if thing not in script.places)
    yield from (f"across.{thing}" for thing in sorted(BESIDE) if thing not in script.across)
    yield from (f"silent.{silence}" for silence in Silence if silence not in script.silent)


def _texts(key: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, Mapping):
        return [pair for name, inner in value.items() for pair in _texts(f"{key}.{name}", inner)]
    if isinstance(value, tuple):
        return [pair for n, inner in enumerate(value, 1) for pair in _texts(f"{key}[{n}]", inner)]
    return [(key, str(value))]


def _names(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"a brace that is not closed"}

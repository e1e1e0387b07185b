"""The user's settings: one small JSON file, written completely or not at all."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final, get_origin, get_type_hints

import msgspec
from msgspec.structs import fields, replace

from evenkeel.catalogue.faults import shown
from evenkeel.journal.storage.errors import JournalError
from evenkeel.journal.storage.places import is_plain, open_private

#: The version of the file's format.
SCHEMA = 1

#: The ranges of the numbers, both ends included.
RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "text_percent": (100, 200),
    "sessions_per_week": (1, 21),
    "prepare_s": (5, 60),
    "switch_s": (5, 60),
    "rest_percent": (0, 200),
    "voice_volume": (0, 100),
    "tone_volume": (0, 100),
    "held_ms": (500, 3000),
    "scan_s": (0, 10),
    "voice_wpm": (100, 220),
}
#: The keys of a session that the user may choose: for *it hurts more*, *repeat*, *more time*.
SESSION_KEYS: Final = "HR+"
_DAY_MIN = 24 * 60
#: The language of the user's system, where the program speaks it.
FOLLOW_SYSTEM: Final = "system"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?|system")
#: A longer file is not a settings file.
_MAX_BYTES = 64 * 1024


class ThemeChoice(StrEnum):
    """The colours; ``system`` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class ReducedMotion(StrEnum):
    """Whether pictures keep still; ``system`` follows the desktop."""

    SYSTEM = "system"
    ON = "on"
    OFF = "off"


class Paper(StrEnum):
    """The paper in the printer."""

    A4 = "A4"
    LETTER = "Letter"
    A5 = "A5"


class Person(StrEnum):
    """The person in the pictures."""

    WOMAN = "woman"
    MAN = "man"
    OLDER_WOMAN = "older_woman"
    OLDER_MAN = "older_man"


class Skin(StrEnum):
    """The skin of the person in the pictures; ``as_drawn`` is each person's own."""

    AS_DRAWN = "as_drawn"
    FAIR = "fair"
    LIGHT = "light"
    TAN = "tan"
    BROWN = "brown"
    DEEP = "deep"


class Hair(StrEnum):
    """The hair of the person in the pictures; ``as_drawn`` is each person's own."""

    AS_DRAWN = "as_drawn"
    BLACK = "black"
    BROWN = "brown"
    AUBURN = "auburn"
    BLOND = "blond"
    GREY = "grey"
    WHITE = "white"


class Heard(StrEnum):
    """The sounds of a session."""

    VOICE_AND_TONES = "voice_and_tones"
    TONES = "tones"
    VOICE = "voice"
    QUIET = "quiet"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings.

    ``language`` is the code of a language or :data:`FOLLOW_SYSTEM`; one that this version does not
    speak is kept. ``text_percent`` is 100–200, ``sessions_per_week`` 1–21, ``prepare_s`` and
    ``switch_s`` are 5–60 seconds, ``rest_percent`` is 0–200 of the plan's rests. Volumes are
    0–100, ``voice_wpm`` is 100–220 words a minute; ``voice_beside_reader`` has the voice speak
    although a screen reader runs. ``session_letters``: letters steer a session; ``session_keys``
    are the three that the user chose, as :data:`SESSION_KEYS` has them;
    ``held_ms`` is how long a key is held to mean pain, 500–3000 milliseconds; ``scan_s``
    is for people with one switch: the answers are marked in turn every so many seconds, 0–10, and
    0 is for everybody else. ``fewest_turns`` orders the stretches for few changes of position;
    ``fill_screen`` is for the time of a session; ``own_activities`` asks about activities of the
    user's own choice every two weeks; ``large_print`` is for sheets of paper.
    ``reminders`` are minutes of the day, sorted, without duplicates. ``window`` is the window's
    place and size, as the window itself writes it; ``desktop`` the theme that the desktop wanted
    when it was last asked, ``system`` before that.

    Raises:
        TypeError: a value is of another type; a plain string is not a :class:`ThemeChoice`.
        ValueError: a value is outside of its range.
    """

    language: str = FOLLOW_SYSTEM
    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_percent: int = 100
    reduced_motion: ReducedMotion = ReducedMotion.SYSTEM
    sessions_per_week: int = 5
    prepare_s: int = 15
    switch_s: int = 10
    rest_percent: int = 100
    session_letters: bool = True
    session_keys: str = SESSION_KEYS
    held_ms: int = 1000
    scan_s: int = 0
    fewest_turns: bool = False
    fill_screen: bool = True
    own_activities: bool = True
    heard: Heard = Heard.VOICE_AND_TONES
    voice_volume: int = 80
    tone_volume: int = 60
    voice_wpm: int = 150
    voice_beside_reader: bool = False
    reminders: tuple[int, ...] = ()
    paper: Paper = Paper.A4
    large_print: bool = False
    person: Person = Person.WOMAN
    skin: Skin = Skin.AS_DRAWN
    hair: Hair = Hair.AS_DRAWN
    welcomed: bool = False
    window: str = ""
    desktop: ThemeChoice = ThemeChoice.SYSTEM

    def __post_init__(self) -> None:
        # A str equals the StrEnum that it was made from, is written to the file like it, and
        # fails only where somebody asks for its value: so it is refused here.
        for name, kind in _kinds().items():
            value = getattr(self, name)
            if type(value) is not kind:
                raise TypeError(f"{name}: {value!r} is of type {type(value).__name__}")
        for name, (low, high) in RANGES.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise ValueError(f"{name}: {value!r}; allowed: {low} to {high}")
        if not self.window.isascii():
            raise ValueError(f"window: {self.window!r}; allowed: what the window itself writes")
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueError(f"language: {self.language!r}; allowed: a code such as de or pt_BR")
        keys = self.session_keys
        three = len(keys) == len(set(keys)) == len(SESSION_KEYS)
        if not three or not all(map(is_session_key, keys)):
            raise ValueError(f"session_keys: {keys!r}; allowed: three different keys that write")
        times = self.reminders
        if any(not 0 <= time < _DAY_MIN for time in times) or list(times) != sorted(set(times)):
            raise ValueError(f"reminders: {times!r}; allowed: minutes of the day in order")


def is_session_key(key: str) -> bool:
    """Whether a key may steer a session: a letter, a capital where there is one, a digit, a sign.

    So it is written as the key itself is, whatever it is pressed with.
    """
    return len(key) == 1 and key.isprintable() and not key.isspace() and key.upper() == key


@cache
def _kinds() -> Mapping[str, type]:
    """The exact class of each setting's value, neither a base nor a subclass."""
    return {field.name: get_origin(field.type) or field.type for field in fields(Settings)}


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """One or more settings and the values that the user chose for them.

    Sent from a page through ``Signal(object)``, which hands over this very object.
    """

    values: Mapping[str, object]

    def applied_to(self, settings: Settings) -> Settings:
        """The settings with these values replaced.

        Raises:
            TypeError: there is no such setting, or a value is of another type.
            ValueError: a value is outside of its range.
        """
        return replace(settings, **self.values)


class SettingsFault(StrEnum):
    """The faults of a settings file that the user has to know."""

    UNREADABLE = "unreadable"
    VALUES = "values"
    NEWER = "newer"


class LoadedSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The content of a settings file.

    ``fault`` is what the user has to know, ``faults`` has one line for each thing that was
    wrong. ``more`` is what this version does not know: it is written back with the file, as is
    ``schema``, for the newer version that wrote it.
    """

    settings: Settings = Settings()
    fault: SettingsFault | None = None
    faults: tuple[str, ...] = ()
    more: Mapping[str, object] = {}
    schema: int = SCHEMA


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings of a file, and its faults in one line each.

    A missing file gives the defaults; a value that is not allowed becomes its default; never an
    error, because a bad setting must lock nobody out.
    """
    loaded = read_settings(path)
    return loaded.settings, loaded.faults


def read_settings(path: Path) -> LoadedSettings:
    """The same, with all that is needed to write the file again."""
    try:
        # A pipe would wait for ever for a writer.
        if path.exists() and not is_plain(path):
            return _unread(f"{path}: not a file; the defaults are used")
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return LoadedSettings()
    except OSError as error:
        return _unread(f"{path}: {error.strerror}; the defaults are used")
    try:
        document = json.loads(data) if len(data) <= _MAX_BYTES else None
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        return _unread(f"{path}: not one JSON object; the defaults are used")
    return _settings_from(document, path)


def _unread(fault: str) -> LoadedSettings:
    return LoadedSettings(fault=SettingsFault.UNREADABLE, faults=(fault,))


def save_settings(path: Path, settings: Settings, loaded: LoadedSettings | None = None) -> None:
    """Writes the settings; after a crash the file holds either the old ones or the new ones.

    ``loaded`` is what was read of that file: what is in it of a newer version stays.

    Raises:
        JournalError: the file can't be written.
    """
    loaded = loaded or LoadedSettings()
    document = {**loaded.more, "schema": loaded.schema, **msgspec.structs.asdict(settings)}
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(open_private(part, os.O_TRUNC), "w", encoding="ascii") as file:
            json.dump(document, file, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise JournalError.from_os(error, path) from error


def _settings_from(document: dict[str, object], path: Path) -> LoadedSettings:
    kinds = get_type_hints(Settings)
    values: dict[str, Any] = {}
    more: dict[str, object] = {}
    fault: SettingsFault | None = None
    faults = []
    schema = document.pop("schema", SCHEMA)
    if not isinstance(schema, int) or schema < SCHEMA:
        schema = SCHEMA
    for name, value in document.items():
        if name not in kinds:
            more[name] = value
            faults.append(f"{path}: {shown(name)}: unknown setting; it is not used")
            continue
        try:
            values[name] = msgspec.convert(value, kinds[name], strict=True)
            Settings(**{name: values[name]})
        except ValueError:  # also what msgspec raises
            values.pop(name, None)
            fault = SettingsFault.VALUES
            faults.append(f"{path}: {name}: {shown(value)} is not allowed; the default is used")
    if schema > SCHEMA:
        fault = fault or SettingsFault.NEWER
        faults.append(f"{path}: written by a newer version of Evenkeel")
    return LoadedSettings(
        settings=Settings(**values),
        fault=fault,
        faults=tuple(faults),
        more=more,
        schema=schema,
    )

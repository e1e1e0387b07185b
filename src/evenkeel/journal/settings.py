"""What the reader set: kept in one small JSON file, written whole or not at all."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class ThemeChoice(StrEnum):
    """Which colours; ``system`` follows the desktop."""

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


class Person(StrEnum):
    """Who is in the pictures."""

    WOMAN = "woman"
    MAN = "man"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Everything that can be set.

    ``text_percent`` is 100–200, ``sessions_per_week`` 1–21, ``prepare_s`` and ``switch_s`` are
    5–60 seconds. ``window`` is the window's place and size, as the window itself writes it.

    Raises:
        ValueError: a value is outside of its range.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_percent: int = 100
    reduced_motion: ReducedMotion = ReducedMotion.SYSTEM
    sessions_per_week: int = 5
    prepare_s: int = 15
    switch_s: int = 10
    paper: Paper = Paper.A4
    person: Person = Person.WOMAN
    welcomed: bool = False
    window: str = ""


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings of a file, and what was wrong with it in one line each.

    A missing file gives the defaults; a value that is not allowed becomes its default; never an
    error, because nobody may be locked out by a bad setting.
    """
    raise NotImplementedError


def save_settings(path: Path, settings: Settings) -> None:
    """Writes the settings; after a crash the file holds either the old ones or the new ones.

    Raises:
        JournalError: the file can't be written.
    """
    raise NotImplementedError

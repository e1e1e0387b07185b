"""A clinic's kiosk settings: one TOML file, refused with all its faults at once.

The file has the tables ``[clinic]``, ``[visit]``, ``[screen]``, ``[printing]`` and ``[staff]``;
every key may be left out. ``packaging/kiosk/kiosk.toml`` shows them all, with what they mean.
"""

import platform
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta, Struct

from evenkeel.catalogue.faults import Converter
from evenkeel.catalogue.locate import shipped_resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import ENGLISH
from evenkeel.catalogue.tomlfile import PATH_CURE
from evenkeel.catalogue.translations import languages as translated_into
from evenkeel.handout.clinic import ConfigError, read_clinic, read_file, text_at
from evenkeel.handout.paper import Clinic

__all__ = [
    "DEFAULT",
    "ConfigError",
    "KioskConfig",
    "KioskPaper",
    "KioskTheme",
    "load_config",
]

#: Allowed costs of a PIN's hash: high enough to be slow, low enough not to freeze the kiosk.
_MEMORY_KIB: Final = (8 * 1024, 1024 * 1024)
_PASSES: Final = (1, 20)
_LANES: Final = (1, 16)
_HASH: Final = re.compile(
    r"\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,4}),p=(\d{1,4})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{16,172}"
)
#: Queue names that CUPS allows; one that begins with a dash would be read as an option.
_QUEUE: Final = re.compile(r"(?!-)[^\s/#'\"\\]{1,127}")
#: Printer names that Windows allows, optionally with the computer that shares the printer.
_WINDOWS_PRINTER: Final = re.compile(r"(\\\\[^\\,!\s]+\\)?[^\\,!\x00-\x1f]{1,220}")


_NOBODY: Final = Clinic(name="")


class KioskTheme(StrEnum):
    """The colours that every visit begins with: names of ``evenkeel.ui.style.tokens.THEMES``."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class KioskPaper(StrEnum):
    """The paper in the clinic's printer: names of ``evenkeel.handout.paper.PAPERS``."""

    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True, kw_only=True, slots=True)
class KioskConfig:
    """Everything that a clinic can set.

    Attributes:
        clinic: shown on the first screen and on every sheet; no clinic where the name is empty.
        languages: those to choose from, the default first.
        idle_s: seconds without a touch (15–600) after which «More time?» is asked.
        more_time_s: how long it is asked, in seconds (5–120), before the kiosk starts over.
        printer: the queue that pages are sent to; empty: nothing is printed.
        paper: the paper in that printer.
        pages_per_visitor: sheets that one visit may print (1–200).
        pages_per_hour: sheets that all visits of an hour may print (1–2000).
        pin_hash: the argon2id hash of the staff's PIN; empty: nobody can leave by a PIN.
        programmes: the ids of the programmes on offer; empty: all of them.
        text_percent: the size of the text that every visit begins with (100–200).
        theme: the colours that every visit begins with.
        voice_percent: how loud the voice is that reads pages aloud, when a visit begins (20–100);
            0: nothing is read, for a kiosk without headphones.
        counters: the file for the counters of visits and cards; without one nothing is counted.
    """

    clinic: Clinic = _NOBODY
    languages: tuple[str, ...] = (ENGLISH,)
    idle_s: int = 60
    more_time_s: int = 20
    printer: str = ""
    paper: KioskPaper = KioskPaper.A4
    pages_per_visitor: int = 20
    pages_per_hour: int = 120
    pin_hash: str = ""
    programmes: tuple[str, ...] = ()
    text_percent: int = 100
    theme: KioskTheme = KioskTheme.LIGHT
    voice_percent: int = 60
    counters: Path | None = None

    def offers(self, programme: str) -> bool:
        """Whether a programme is on offer here."""
        return not self.programmes or programme in self.programmes


#: For a kiosk without a file: nothing is printed, nothing is counted, no PIN.
DEFAULT: Final = KioskConfig()

_Text = Annotated[str, Meta(min_length=0, max_length=1000)]
_Names = Annotated[tuple[_Text, ...], Meta(max_length=20)]


class _Visit(Struct, frozen=True, kw_only=True):
    idle_s: Annotated[int, Meta(ge=15, le=600)] = DEFAULT.idle_s
    more_time_s: Annotated[int, Meta(ge=5, le=120)] = DEFAULT.more_time_s
    programmes: _Names = DEFAULT.programmes


class _Screen(Struct, frozen=True, kw_only=True):
    languages: _Names = DEFAULT.languages
    text_percent: Annotated[int, Meta(ge=100, le=200)] = DEFAULT.text_percent
    theme: KioskTheme = DEFAULT.theme
    voice_percent: Annotated[int, Meta(ge=0, le=100)] = DEFAULT.voice_percent


class _Printing(Struct, frozen=True, kw_only=True):
    printer: _Text = DEFAULT.printer
    paper: KioskPaper = DEFAULT.paper
    pages_per_visitor: Annotated[int, Meta(ge=1, le=200)] = DEFAULT.pages_per_visitor
    pages_per_hour: Annotated[int, Meta(ge=1, le=2000)] = DEFAULT.pages_per_hour


class _Staff(Struct, frozen=True, kw_only=True):
    pin_hash: _Text = DEFAULT.pin_hash
    counters: _Text = ""


class _Secret:
    """Replaces a value that no message may repeat."""

    def __repr__(self) -> str:
        return "(not shown)"


_SECRET: Final = _Secret()
_TABLES: Final[tuple[tuple[str, type[Struct]], ...]] = (
    ("visit", _Visit),
    ("screen", _Screen),
    ("printing", _Printing),
    ("staff", _Staff),
)


def load_config(path: Path, catalogue: Catalogue) -> KioskConfig:
    """The configuration of a file; the catalogue says which programmes there are.

    Paths in the file (logo, counters) are relative to the file's folder.

    Raises:
        ConfigError: with every fault that was found; each names file, key, value and what is
            allowed. A PIN in plain digits is not repeated.
    """
    converter = Converter(str(path))
    data = read_file(path)
    known = ("clinic", *(name for name, _ in _TABLES))
    for key in data.keys() - set(known):
        value = _SECRET if "pin" in key.lower() else data[key]
        converter.fault(key, value, f"unknown key; known: {', '.join(known)}")
    clinic: Clinic | None = DEFAULT.clinic
    if "clinic" in data:
        clinic = read_clinic(data["clinic"], converter, path.parent)
    values: dict[str, Any] = {"clinic": clinic}
    for name, kind in _TABLES:
        table = data.get(name, {})
        _check_table(name, table, catalogue, converter)
        section = converter.convert(_without_pin(table), kind, name)
        values |= msgspec.structs.asdict(section) if section else {}
    if converter.faults:
        raise ConfigError(converter.faults)
    counters = values.pop("counters")
    values["pin_hash"] = text_at(data.get("staff"), "pin_hash")
    return KioskConfig(**values, counters=path.parent / counters if counters else None)


def _without_pin(table: object) -> object:
    """The table with the values of all PIN keys hidden, so that no message can repeat them."""
    if not isinstance(table, dict):
        return table
    return {
        key: _SECRET if "pin" in key.lower() else value
        for key, value in table.items()
        if key != "pin_hash"
    }


def _check_table(name: str, table: object, catalogue: Catalogue, converter: Converter) -> None:
    """Adds the faults that the types alone don't catch."""
    if not isinstance(table, dict):
        return
    match name:
        case "visit":
            known = tuple(programme.id for programme in catalogue.programmes)
            _check_names("visit.programmes", table.get("programmes", []), known, converter)
        case "screen":
            languages = table.get("languages", list(DEFAULT.languages))
            known = (ENGLISH, *translated_into(shipped_resources_dir()))
            _check_names("screen.languages", languages, known, converter)
            if languages == []:
                converter.fault("screen.languages", languages, "at least one language")
        case "printing":
            queue = text_at(table, "printer")
            windows = platform.system() == "Windows"
            names = _WINDOWS_PRINTER if windows else _QUEUE
            if queue and not names.fullmatch(queue):
                lists = "Get-Printer" if windows else "lpstat -e"
                allowed = f"the name of a print queue, as `{lists}` lists them"
                converter.fault("printing.printer", queue, allowed)
        case "staff" if not text_at(table, "counters").isprintable():
            converter.fault("staff.counters", table["counters"], PATH_CURE)
        case "staff" if not _is_hash(table.get("pin_hash", "")):
            allowed = "an argon2id hash, as `evenkeel kiosk --hash-pin` makes one; never a PIN"
            converter.fault("staff.pin_hash", _SECRET, allowed)


def _check_names(key: str, names: object, known: tuple[str, ...], converter: Converter) -> None:
    """Adds a fault for every name of a list that is unknown or a duplicate."""
    if not isinstance(names, list):
        return
    for place, name in enumerate(names):
        where = f"{key}[{place + 1}]"
        if isinstance(name, str) and name not in known:
            converter.fault(where, name, f"allowed in this version: {', '.join(known)}")
        elif name in names[:place]:
            converter.fault(where, name, "each name once")


def _is_hash(value: object) -> bool:
    """Whether this is empty, or a hash that is neither too cheap nor too costly for the kiosk."""
    if value == "":
        return True
    match = _HASH.fullmatch(value) if isinstance(value, str) else None
    limits = (_MEMORY_KIB, _PASSES, _LANES)
    return match is not None and all(
        low <= int(text) <= high for text, (low, high) in zip(match.groups(), limits, strict=True)
    )

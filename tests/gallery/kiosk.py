"""Every screen of the kiosk, upright and across."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from evenkeel.kiosk.frame.config import KioskConfig, KioskTheme
from evenkeel.kiosk.shell.pin import hash_pin
from tests.kiosk.glass import CLINIC, LANDSCAPE, PORTRAIT, SMALL, Glass
from tests.kiosk.journey import journey
from tests.ui.screen import settle


@dataclass(frozen=True)
class Round:
    """One way in which a kiosk can stand and look."""

    size: tuple[int, int]
    theme: KioskTheme = KioskTheme.LIGHT
    percent: int = 100
    languages: tuple[str, ...] = ("en",)


#: The names are folders.
ROUNDS: Mapping[str, Round] = {
    "kiosk-1080x1920-light": Round(PORTRAIT),
    "kiosk-1080x1920-dark": Round(PORTRAIT, KioskTheme.DARK),
    "kiosk-1080x1920-contrast": Round(PORTRAIT, KioskTheme.CONTRAST),
    "kiosk-1080x1920-light-200": Round(PORTRAIT, percent=200),
    "kiosk-1920x1080-light": Round(LANDSCAPE),
    "kiosk-1024x768-light": Round(SMALL),
    "kiosk-1080x1920-ar": Round(PORTRAIT, languages=("ar", "en", "de", "fr")),
    "kiosk-1920x1080-de": Round(LANDSCAPE, languages=("de", "en", "ar", "fr")),
    "kiosk-1024x768-contrast-200": Round(SMALL, KioskTheme.CONTRAST, 200),
}


def write_kiosk(app: QApplication, folder: Path, one: Round) -> Iterator[Path]:
    """Goes through the kiosk and photographs every place; tells each file."""
    config = KioskConfig(
        clinic=CLINIC,
        printer="front_desk",
        pin_hash=hash_pin("1234"),
        theme=one.theme,
        text_percent=one.percent,
        languages=one.languages,
    )
    glass = Glass(app, config, one.size)
    try:
        for place in journey(glass):
            settle()
            path = folder / f"{place}.png"
            glass.window.grab().save(str(path))
            yield path
    finally:
        glass.close()

"""What each setting does, looked up where the program uses it; and where that is not as set."""

from collections.abc import Callable, Mapping
from functools import partial

from msgspec.structs import fields
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from evenkeel.figures.portrait import Portrait
from evenkeel.handout.paper import TextSize
from evenkeel.journal.settings import ReducedMotion, Settings, ThemeChoice
from evenkeel.ui.style import tokens
from evenkeel.voice.sound_settings import Mode
from tests.gallery.stage import Stage


def painted(stage: Stage) -> QColor:
    """The colour at the edge of the settings page, where nothing but its ground is."""
    page = stage.window.page("settings")
    at = page.mapTo(stage.window, QPoint(6, page.height() // 2))
    return stage.window.grab().toImage().pixelColor(at)


def in_force(stage: Stage) -> Mapping[str, Callable[[], object]]:
    """What is in force, by setting."""
    controller, look = stage.controller, stage.appearance
    timing = controller._session_start.timing
    sound = controller._services.sound.announcer
    return {
        "theme": lambda: look.theme.name,
        "text_percent": lambda: look.text_percent,
        "reduced_motion": lambda: look.reduced_motion,
        "person": lambda: look.figures.portrait,
        "skin": lambda: look.figures.portrait,
        "hair": lambda: look.figures.portrait,
        "sessions_per_week": controller.session._aim,
        "prepare_s": lambda: timing().prepare_s,
        "switch_s": lambda: timing().switch_s,
        "rest_percent": lambda: timing().rest_part,
        "fewest_turns": lambda: stage.preferences.settings.fewest_turns,
        "paper": lambda: controller._paperwork._printing.sheet().paper.name,
        "large_print": lambda: controller._paperwork._printing.sheet().size is TextSize.LARGE,
        "fill_screen": controller.session._fills_screen,
        "own_activities": lambda: controller._progress_flow.asks,
        "heard": lambda: sound.sound_settings.mode,
        "voice_volume": lambda: sound.sound_settings.voice_volume,
        "tone_volume": lambda: sound.sound_settings.tone_volume,
        "voice_wpm": lambda: sound.sound_settings.wpm,
        "session_letters": lambda: controller._session_start._steering().letters,
        "session_keys": lambda: controller._session_start._steering().keys,
        "held_ms": lambda: controller._session_start._steering().held_ms,
        "scan_s": lambda: controller._session_start._steering().scan_s,
        "voice_beside_reader": partial(_voice_beside_reader, stage),
        "reminders": lambda: stage.preferences.settings.reminders,
    }


def as_set(settings: Settings) -> Mapping[str, object]:
    """What ought to be in force with these settings; not what the system decides."""
    shown = Portrait(settings.person.value, settings.skin.value, settings.hair.value)
    wanted: dict[str, object] = {
        "person": shown,
        "skin": shown,
        "hair": shown,
        "rest_percent": settings.rest_percent / 100,
        "paper": settings.paper.value,
        "heard": Mode(settings.heard.value),
        "voice_beside_reader": settings.voice_beside_reader and Mode(settings.heard.value).speaks,
    }
    if settings.theme is not ThemeChoice.SYSTEM:
        wanted["theme"] = settings.theme.value
    if settings.reduced_motion is not ReducedMotion.SYSTEM:
        wanted["reduced_motion"] = settings.reduced_motion is ReducedMotion.ON
    for name in (
        "text_percent",
        "sessions_per_week",
        "prepare_s",
        "switch_s",
        "fewest_turns",
        "fill_screen",
        "own_activities",
        "large_print",
        "session_letters",
        "session_keys",
        "held_ms",
        "scan_s",
        "voice_volume",
        "tone_volume",
        "voice_wpm",
        "reminders",
    ):
        wanted[name] = getattr(settings, name)
    return wanted


def without_effect(stage: Stage) -> list[str]:
    """The settings that are not in force as they are set, or not of their type."""
    settings = stage.preferences.settings
    found = in_force(stage)
    wrong = [name for name, wanted in as_set(settings).items() if found[name]() != wanted]
    wrong += [
        f"type of {one.name}"
        for one in fields(Settings)
        if type(getattr(settings, one.name)) is not type(getattr(Settings(), one.name))
    ]
    if stage.window.current() == "settings" and not _alike(
        painted(stage), stage.appearance.theme.page
    ):
        wrong.append("painted colours")
    size = QApplication.font().pointSizeF()
    if abs(size / (tokens.BODY * settings.text_percent / 100) - 1) > 0.02:
        wrong.append("size of the text")
    return wrong


def _alike(one: QColor, name: str) -> bool:
    """Whether two colours are the same but for rounding: a page may still be fading in."""
    other = QColor(name)
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(first - second) <= 2 for first, second in parts)


def _voice_beside_reader(stage: Stage) -> bool:
    """Whether our voice speaks while a screen reader runs."""
    reader = stage.appearance.reader
    reader.note(running=True, hears_announcements=True)
    speaks = reader.spoken_for
    reader.note(running=False, hears_announcements=True)
    return speaks

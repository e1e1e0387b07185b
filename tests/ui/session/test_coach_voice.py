"""What is said stands on the coach's page; what is not heard lights up."""

import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from evenkeel.coach.events import (
    Ended,
    Event,
)
from evenkeel.coach.session import Session
from evenkeel.coach.timeline import Timing, timeline
from evenkeel.coach.view import SessionView, State
from evenkeel.ui.session.coach.coach_overlays import Flash
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from evenkeel.voice.cues import cues_of
from tests.ui.coaching import SHIFTED, Coach
from tests.ui.screen import settle
from tests.voice.heard import CATALOGUE, SCRIPT


class Voice:
    """Notes what it is told, and wants to be called in a quarter of a second."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def on_event(self, event: Event) -> None:
        self.told.append(event)

    def on_beat(self, view: SessionView) -> None:
        self.told.append(view)

    def next_in_s(self, _view: SessionView) -> float | None:
        return 0.25


def test_a_voice_hears_every_event_and_then_the_view(coach: Coach) -> None:
    coach.play(SHIFTED)
    voice = Voice()
    coach.now = 0.0
    coach.session = Session(coach.plan, coach.catalogue, clock=lambda: coach.now)
    coach.events.clear()
    coach.page.play(coach.session, coach.plan, voice)
    timer = coach.page._playback._timer
    assert timer.interval() == 250
    coach.after(15)
    events = [one for one in voice.told if isinstance(one, Event)]
    assert events == coach.events
    assert isinstance(voice.told[-1], SessionView)
    coach.press("coach_hurts")
    coach.press("coach_hurt_end")
    assert isinstance(voice.told[-1], Ended)


def test_what_is_said_stands_on_the_screen(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(12)
    coach.page.show_caption("Now the LEFT side & breathe.")
    label = coach.page.findChild(QLabel, "coach_caption")
    assert label
    assert "Now the <b>LEFT</b> side &amp; breathe." in label.text()
    coach.press("coach_pause")
    coach.page.show_caption("Paused while you were away.")
    assert coach.text("coach_paused") == "Paused while you were away."
    coach.press("coach_hurts")
    coach.page.show_caption("All right, we stop.", hurt=True)
    assert coach.text("coach_hurt_lead") == "All right, we stop."


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_longest_that_is_said_is_never_cut(
    coach: Coach, appearance: Appearance, qapp: QApplication, size: tuple[int, int], percent: int
) -> None:
    theme.apply(qapp, THEMES["light"], percent)
    appearance.change(theme=THEMES["light"], text_percent=percent, reduced_motion=True)
    coach.page.resize(*size)
    coach.play(SHIFTED)
    coach.after(12)
    phases = timeline(coach.plan, CATALOGUE, timing=Timing(prepare_s=60, fitted=True))
    cues = cues_of(phases, coach.plan, CATALOGUE, script=SCRIPT)
    longest = max((one.cue.text for one in cues), key=len)
    coach.page.show_caption(longest)
    settle()
    settle()
    for label in coach.page.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    assert coach.page.ring.number_height() >= size[1] / 4


def test_it_never_flashes_more_than_three_times_a_second(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.page.flash()
    flash = coach.page.findChild(Flash)
    assert flash
    for lit_ms, then_ms in ((100, 100), (330, 330), (350, 0)):
        flash._fading.setCurrentTime(lit_ms)
        coach.page.flash()
        assert flash._fading.currentTime() == then_ms


def test_a_flash_is_steady_with_reduced_motion_and_fades_without(
    coach: Coach, appearance: Appearance
) -> None:
    coach.play(SHIFTED)
    coach.page.flash()
    flash = coach.page.findChild(Flash)
    assert flash
    for still in (True, False):
        appearance.reduced_motion = still
        flash._fading.setCurrentTime(flash._fading.duration() // 2)
        corner = coach.page.grab().toImage().pixelColor(4, 4)
        assert (corner == QColor(appearance.theme.accent)) is still


def test_a_flash_lies_over_everything_and_takes_no_click(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(12)
    assert not coach.sees("coach_flash")
    coach.page.flash()
    assert coach.sees("coach_flash")
    flash = coach.page.findChild(Flash)
    assert flash
    assert flash.geometry() == coach.page.rect()
    corner = coach.page.grab().toImage().pixelColor(4, 4)
    assert corner == QColor(coach.page._appearance.theme.accent)
    coach.press("coach_pause")
    assert coach.session.state == State.PAUSED
    flash._fading.setCurrentTime(flash._fading.duration())
    assert not coach.sees("coach_flash")


@pytest.mark.parametrize("percent", [100, 200])
def test_the_room_of_a_long_sentence_is_given_back_to_the_figure(
    coach: Coach, appearance: Appearance, qapp: QApplication, percent: int
) -> None:
    theme.apply(qapp, THEMES["light"], percent)
    appearance.change(theme=THEMES["light"], text_percent=percent, reduced_motion=True)
    coach.play(SHIFTED)
    coach.after(12)
    stage = coach.page._stage
    heights = []
    for text in ("Press.", "Lie on your back in the doorway, close to the frame. " * 5, "Press."):
        coach.page.show_caption(text)
        settle()
        heights.append(stage._figures.height())
    assert heights[0] == heights[2] > heights[1]


def test_a_short_sentence_is_written_large_enough_for_the_floor(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(12)
    sizes = []
    for text in ("Press, LEFT.", "Lie on your back in the doorway, close to the frame. " * 2):
        coach.page.show_caption(text)
        found = re.search(r"font-size:(\d+)px", coach.page._stage._caption.text())
        assert found
        sizes.append(int(found[1]))
    # On a 14-inch screen of this height, a hundredth of it is 1.7 mm.
    assert sizes[0] >= 0.045 * coach.page.height()
    assert sizes[0] > sizes[1]

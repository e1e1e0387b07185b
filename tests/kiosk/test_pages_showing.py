"""The first page invites with exercises that move."""

import pytest
from pytestqt.qtbot import QtBot

from evenkeel.figures.motion import Movement
from evenkeel.kiosk.invite import slideshow
from evenkeel.kiosk.invite.slideshow import Slideshow
from tests.kiosk.glass import Glass


class MovementPainter(Movement):
    """A way from one picture to another."""

    @property
    def moves(self) -> bool:
        return True


@pytest.fixture
def shown(glass: Glass) -> Slideshow:
    """The picture of a first page that may move."""
    glass.appearance.reduced_motion = False
    glass.press("kiosk_start_over")
    [one] = glass.seen(Slideshow)
    return one


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_BEFORE_MS", "_AFTER_MS", "_STILL_MS"):
        monkeypatch.setattr(slideshow, name, 1)


def test_with_reduced_motion_it_stands_still(glass: Glass, qtbot: QtBot) -> None:
    [one] = glass.seen(Slideshow)
    assert not one.playing
    assert not one._next.isActive()


def test_what_can_not_move_changes_calmly(
    glass: Glass, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(Slideshow, "movement", lambda *_: None)
    glass.appearance.reduced_motion = False
    glass.press("kiosk_start_over")
    [one] = glass.seen(Slideshow)
    names = {one.accessibleName()}

    def many() -> bool:
        names.add(one.accessibleName())
        return len(names) > 3

    qtbot.waitUntil(many)


def test_an_exercise_moves_and_the_next_one_comes(
    glass: Glass, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    way = MovementPainter(("start", "hold"), ())
    monkeypatch.setattr(Slideshow, "movement", lambda *_: way)
    glass.appearance.reduced_motion = False
    glass.press("kiosk_start_over")
    [one] = glass.seen(Slideshow)
    assert one.playing
    first = one.accessibleName()
    one.stop()
    qtbot.waitUntil(lambda: one.accessibleName() != first and one.playing)


def test_it_waits_while_another_page_is_shown(glass: Glass, shown: Slideshow, qtbot: QtBot) -> None:
    glass.press("kiosk_browse")
    assert not shown._next.isActive()
    glass.press("kiosk_browse_back")
    assert shown._next.isActive() or shown.playing


def test_only_what_is_on_offer_is_shown(glass: Glass, shown: Slideshow) -> None:
    offered = {one.id for one in glass.controller._on_offer()}
    assert {one.id for one in shown._exercises} < offered

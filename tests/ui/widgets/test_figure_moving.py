"""A figure moves where that is wanted, and stands still where it is not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.coach.timeline import Phase, PhaseKind
from evenkeel.figures.motion import Motion
from evenkeel.figures.store import FigureStore
from evenkeel.ui.library.card_page import CardPage
from evenkeel.ui.session.coach.coach_stage import Stage
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from evenkeel.ui.widgets.buttons import Button
from evenkeel.ui.widgets.figures.figure_view import FigureView
from evenkeel.ui.widgets.figures.playback_schedule import demonstration
from evenkeel.ui.widgets.ring import Ring
from tests.figures.motions import COLOURS, TOP, Square, packed
from tests.ui.screen import settle

#: Ten pictures in which a square goes from the left edge of the frame to its right edge.
_STEPS = 10


@pytest.fixture
def moving(
    qapp: QApplication, catalogue: Catalogue, plain_figures: FigureStore, tmp_path: Path
) -> Appearance:
    """A look whose glute bridge moves, and where motion is wanted."""
    for source in plain_figures.folder.rglob("*.*"):
        target = tmp_path / source.relative_to(plain_figures.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    pictures = [[Square(TOP, (25 * k, 80), 40)] for k in range(_STEPS)]
    (tmp_path / "woman" / "glute_bridge" / "start-hold.motion").write_bytes(packed(pictures))
    theme.apply(qapp, THEMES["light"], 100)
    return Appearance(catalogue, FigureStore(tmp_path))


def view_of(
    appearance: Appearance, show: Callable[[QWidget], QWidget], side: Side | None = None
) -> FigureView:
    view = FigureView(appearance, plain=True)
    view.show_picture("glute_bridge", "hold", side)
    show(view)
    view.resize(300, 200)
    return view


def position(view: FigureView) -> float:
    """The middle of the square, as a part of the width."""
    image = view.grab().toImage()
    row = image.height() // 2
    inked = [x for x in range(image.width()) if image.pixelColor(x, row) == QColor(COLOURS[TOP])]
    return sum(inked) / len(inked) / image.width()


def ticks(view: FigureView) -> bool:
    return any(timer.isActive() for timer in view.findChildren(QTimer))


def next_tick_ms(view: FigureView) -> int:
    (timer,) = [timer for timer in view.findChildren(QTimer) if timer.isActive()]
    return timer.remainingTime()


def plays(view: FigureView, rounds: int = 1) -> None:
    movement = view.movement("start", "hold")
    assert movement
    view.play(demonstration(movement, rounds))


def card(appearance: Appearance, show: Callable[[QWidget], QWidget]) -> tuple[CardPage, Button]:
    page = CardPage(appearance)
    page.show_card("glute_bridge")
    show(page)
    settle()
    (button,) = [one for one in page.findChildren(Button, "card_play") if one.isVisible()]
    return page, button


def playing(page: QWidget) -> list[FigureView]:
    return [view for view in page.findChildren(FigureView) if view.playing]


def test_it_moves_from_the_hold_to_the_start_and_back_and_stops(
    moving: Appearance, show: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    view = view_of(moving, show)
    plays(view)
    qtbot.waitUntil(lambda: position(view) < 0.2, timeout=8000)
    qtbot.waitUntil(lambda: position(view) > 0.7, timeout=8000)
    qtbot.waitUntil(lambda: not view.playing, timeout=8000)


def test_the_right_side_moves_the_other_way(
    moving: Appearance, show: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    view = view_of(moving, show, Side.RIGHT)
    plays(view)
    qtbot.waitUntil(lambda: position(view) > 0.8, timeout=8000)


def test_it_waits_while_it_is_not_seen(
    moving: Appearance, show: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    view = view_of(moving, show)
    plays(view)
    qtbot.waitUntil(lambda: position(view) < 0.7, timeout=8000)
    view.hide()
    assert not ticks(view)
    kept = position(view)
    view.show()
    qtbot.waitUntil(lambda: position(view) < kept - 0.05, timeout=8000)


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The moments that were made ready before they were seen."""
    made: list[float] = []
    make_ready = Motion.make_ready

    def noted(motion: Motion, moment: float) -> None:
        made.append(moment)
        make_ready(motion, moment)

    monkeypatch.setattr(Motion, "make_ready", noted)
    return made


def looks_at(view: FigureView, pause_ms: int) -> None:
    movement = view.movement("start", "hold")
    assert movement
    view.play(demonstration(movement, 1, pause_ms=pause_ms))


def test_while_it_is_looked_at_everything_is_made_ready_once(
    moving: Appearance, show: Callable[[QWidget], QWidget], qtbot: QtBot, ready: list[float]
) -> None:
    """From the hold on, with which it begins; nothing has to move for it."""
    view = view_of(moving, show)
    looks_at(view, 60_000)
    qtbot.waitUntil(lambda: next_tick_ms(view) > 1000, timeout=8000)
    assert (ready[0], ready[-1]) == (_STEPS - 1, 0)
    assert ready == sorted(set(ready), reverse=True)
    assert len(ready) > 4 * _STEPS


def test_nothing_is_made_ready_while_something_moves(
    moving: Appearance, show: Callable[[QWidget], QWidget], qtbot: QtBot, ready: list[float]
) -> None:
    view = view_of(moving, show)
    looks_at(view, 0)
    qtbot.waitUntil(lambda: position(view) < 0.3, timeout=8000)
    assert ready == []


def test_nothing_is_made_ready_for_a_page_that_is_gone(
    moving: Appearance, show: Callable[[QWidget], QWidget], qtbot: QtBot, ready: list[float]
) -> None:
    view = view_of(moving, show)
    looks_at(view, 60_000)
    qtbot.waitUntil(lambda: len(ready) > 0, timeout=8000)
    view.hide()
    assert not ticks(view)
    view.show()
    qtbot.waitUntil(lambda: ready[-1] == 0, timeout=8000)


def test_paused_it_stands_still_where_it_is(
    moving: Appearance, show: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    view = view_of(moving, show)
    plays(view)
    qtbot.waitUntil(lambda: position(view) < 0.7, timeout=8000)
    assert ticks(view)
    view.pause()
    assert not ticks(view)
    assert view.playing
    kept = position(view)
    view.resume()
    qtbot.waitUntil(lambda: position(view) != kept, timeout=8000)


def test_another_picture_stops_it(
    moving: Appearance, show: Callable[[QWidget], QWidget], qtbot: QtBot
) -> None:
    view = view_of(moving, show)
    plays(view)
    with qtbot.waitSignal(view.playingChanged):
        view.show_picture("glute_bridge", "start", None)
    assert not view.playing


def test_the_card_moves_by_itself_and_its_button_stops_it(
    moving: Appearance, show: Callable[[QWidget], QWidget], keys: Callable[..., None]
) -> None:
    page, button = card(moving, show)
    (view,) = playing(page)
    assert button.text() == "Stop"
    button.setFocus()
    keys(Qt.Key.Key_Space)
    assert not view.playing
    assert (button.text(), button.accessibleName()) == ("Play", "Play the movement")
    keys(Qt.Key.Key_Return)
    assert view.playing
    assert button.accessibleName() == "Stop the movement"


def test_with_reduced_motion_only_the_button_plays_it_and_once(
    moving: Appearance, show: Callable[[QWidget], QWidget], keys: Callable[..., None], qtbot: QtBot
) -> None:
    moving.reduced_motion = True
    page, button = card(moving, show)
    assert playing(page) == []
    assert button.text() == "Play"
    button.setFocus()
    keys(Qt.Key.Key_Space)
    (view,) = playing(page)
    qtbot.waitUntil(lambda: not view.playing, timeout=12000)


def test_it_stops_when_motion_is_not_wanted_any_more(
    moving: Appearance, show: Callable[[QWidget], QWidget]
) -> None:
    page, _ = card(moving, show)
    assert playing(page)
    moving.change(theme=moving.theme, text_percent=100, reduced_motion=True)
    assert playing(page) == []


def test_a_card_of_which_nothing_moves_has_no_button(
    moving: Appearance, show: Callable[[QWidget], QWidget]
) -> None:
    page = CardPage(moving)
    page.show_card("childs_pose")
    show(page)
    assert not any(one.isVisible() for one in page.findChildren(Button, "card_play"))
    assert playing(page) == []


@pytest.mark.logs("no movement")
def test_a_damaged_movement_leaves_the_still(
    moving: Appearance, show: Callable[[QWidget], QWidget]
) -> None:
    folder = moving.figures.folder / "woman" / "childs_pose"
    (folder / "start-hold.motion").write_bytes(b"EVKMOVE1 nothing")
    page = CardPage(moving)
    page.show_card("childs_pose")
    show(page)
    assert playing(page) == []
    assert not any(one.isVisible() for one in page.findChildren(Button, "card_play"))


def phase(kind: PhaseKind, duration_s: float) -> Phase:
    return Phase(
        start_s=0, duration_s=duration_s, kind=kind, item=0, exercise="glute_bridge",
        variant=None, side=None, set=1, rep=1,
    )  # fmt: skip


def stage_in(
    appearance: Appearance, show: Callable[[QWidget], QWidget]
) -> tuple[Stage, Callable[[PhaseKind, float], None]]:
    stage = Stage(appearance, Ring(appearance))
    show(stage)
    form = appearance.catalogue.exercises["glute_bridge"].form_of(None)

    def enter(kind: PhaseKind, duration_s: float) -> None:
        stage.show_form(phase(kind, duration_s), form, "Hip lift", "", (duration_s, 6.0))

    return stage, enter


def test_a_session_shows_the_way_into_the_hold_and_holds_still(
    moving: Appearance, show: Callable[[QWidget], QWidget]
) -> None:
    stage, enter = stage_in(moving, show)
    enter(PhaseKind.PREPARE, 10)
    (view,) = playing(stage)
    assert ticks(view)
    enter(PhaseKind.HOLD, 10)
    assert playing(stage) == []
    assert not ticks(view)
    enter(PhaseKind.REST, 10)
    assert playing(stage) == [view]


def test_under_the_veil_nothing_moves(
    moving: Appearance, show: Callable[[QWidget], QWidget]
) -> None:
    stage, enter = stage_in(moving, show)
    enter(PhaseKind.PREPARE, 10)
    (view,) = playing(stage)
    stage.pause_overlay.show()
    assert not ticks(view)
    stage.pause_overlay.hide()
    assert ticks(view)


def test_a_session_without_motion_shows_stills(
    moving: Appearance, show: Callable[[QWidget], QWidget]
) -> None:
    moving.reduced_motion = True
    stage, enter = stage_in(moving, show)
    for kind in (PhaseKind.PREPARE, PhaseKind.SWITCH, PhaseKind.REST, PhaseKind.HOLD):
        enter(kind, 10)
        assert playing(stage) == []

"""In a hold only the arrows move, in the rhythm of a breath; the rest is not painted again."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.figures.store import FigureStore
from evenkeel.ui.session.coach import hold_figure
from evenkeel.ui.session.coach.hold_figure import HoldFigure
from evenkeel.ui.style.appearance import Appearance
from tests.ui.screen import settle

BRACE = "dontigny_knee_brace"


@pytest.fixture
def lively(catalogue: Catalogue) -> Appearance:
    """The real pictures, and movement."""
    figures = FigureStore(resources_dir() / "figures")
    return Appearance(catalogue, figures, reduced_motion=False)


@pytest.fixture
def figure(lively: Appearance, show: Callable[[QWidget], QWidget]) -> HoldFigure:
    figure = HoldFigure(lively)
    show(figure)
    figure.resize(700, 420)
    figure.show_hold(BRACE, ("hold",), Side.LEFT)
    settle()
    return figure


def seen(figure: HoldFigure) -> QImage:
    image = QImage(figure.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    figure.render(image, QPoint())
    return image


def changed(before: QImage, after: QImage) -> QRect:
    """What holds all that differs."""
    places = [
        QPoint(x, y)
        for y in range(0, before.height(), 2)
        for x in range(0, before.width(), 2)
        if before.pixel(x, y) != after.pixel(x, y)
    ]
    box = QRect()
    for place in places:
        box |= QRect(place, place)
    return box


def test_the_arrows_swell_with_the_breath_and_nothing_else_does(figure: HoldFigure) -> None:
    empty = seen(figure)
    figure._elapsed_ms = hold_figure._BREATH_MS // 2
    full = seen(figure)
    layers = figure._current()
    assert layers
    moving = [mark.reach() for mark in layers.marks]
    assert len(moving) == 2
    box = changed(empty, full)
    assert not box.isNull()
    assert (moving[0] | moving[1]).contains(box)
    figure._elapsed_ms = hold_figure._BREATH_MS
    assert seen(figure) == empty


def test_only_the_arrows_are_painted_again(
    figure: HoldFigure, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[QRect] = []
    monkeypatch.setattr(figure, "update", painted.append)
    figure._breathe()
    areas = [one.width() * one.height() for one in painted]
    assert len(areas) == 2
    assert sum(areas) < 0.05 * figure.width() * figure.height()


def test_at_rest_it_looks_as_the_picture_does(figure: HoldFigure, lively: Appearance) -> None:
    """On both sides: the arrows lie where the drawing has them."""
    for side in Side:
        figure.show_hold(BRACE, ("hold",), side)
        figure._elapsed_ms = 0
        moving = seen(figure)
        lively.reduced_motion = True
        still = seen(figure)
        lively.reduced_motion = False
        far = [
            (x, y)
            for y in range(0, still.height(), 3)
            for x in range(0, still.width(), 3)
            if abs(QColor(still.pixel(x, y)).lightness() - QColor(moving.pixel(x, y)).lightness())
            > 60
        ]
        assert len(far) < 12, (side, far)


def test_with_reduced_motion_nothing_moves(figure: HoldFigure, lively: Appearance) -> None:
    assert figure._beat.isActive()
    lively.change(theme=lively.theme, text_percent=100, reduced_motion=True)
    assert not figure._beat.isActive()
    before = seen(figure)
    figure._elapsed_ms = hold_figure._BREATH_MS // 2
    assert seen(figure) == before


def test_paused_or_hidden_it_stands_still(figure: HoldFigure) -> None:
    figure.pause()
    assert not figure._beat.isActive()
    figure.resume()
    assert figure._beat.isActive()
    figure.hide()
    assert not figure._beat.isActive()


def test_somebody_who_walks_walks(figure: HoldFigure) -> None:
    figure.show_hold("warm_up", ("hold", "other"), None)
    first = seen(figure)
    shown = []
    for _ in range(4):
        assert figure._shown
        shown.append(figure._shown[1])
        figure._breathe()
    assert shown == ["hold", "other", "hold", "other"]
    figure._breathe()
    assert figure._between("hold", "other").contains(changed(first, seen(figure)))
    area = figure._between("hold", "other")
    assert area.width() * area.height() < 0.5 * figure.width() * figure.height()


def test_every_hold_of_the_content_moves(figure: HoldFigure, catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        for form in exercise.variants or (exercise.form,):
            assert form
            figure._layers = None
            figure.show_hold(exercise.id, (form.hold,), Side.RIGHT)
            assert (figure._current() is not None) is (exercise.id != "warm_up")

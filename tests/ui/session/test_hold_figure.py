"""In a hold the trunk and the arrows breathe; the rest is not painted again."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.figures.breath import BreathingDrawing, trunk_of
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


def places(before: QImage, after: QImage) -> list[QPoint]:
    """Points that differ, of every fourth."""
    return [
        QPoint(x, y)
        for y in range(0, before.height(), 2)
        for x in range(0, before.width(), 2)
        if before.pixel(x, y) != after.pixel(x, y)
    ]


def changed(before: QImage, after: QImage) -> QRect:
    """What holds all that differs."""
    box = QRect()
    for place in places(before, after):
        box |= QRect(place, place)
    return box


def breathe(figure: HoldFigure, *, to_ms: int) -> None:
    """Lets it breathe, beat by beat."""
    while figure._next_ms(walks=False, still=False) <= to_ms:
        figure._breathe()


def test_the_trunk_and_the_arrows_swell_with_the_breath_and_nothing_else_does(
    figure: HoldFigure,
) -> None:
    empty = seen(figure)
    breathe(figure, to_ms=hold_figure._BREATH_MS // 2)
    full = seen(figure)
    layers = figure._current()
    assert layers
    assert layers.body
    arrows = [mark.reach() for mark in layers.marks]
    assert len(arrows) == 2
    moved = places(empty, full)
    trunk = [
        place
        for place in moved
        if layers.body.place.contains(place) and not any(one.contains(place) for one in arrows)
    ]
    assert len(trunk) > 100
    beside = [
        place
        for place in moved
        if not any(one.contains(place) for one in (*arrows, layers.body.place))
    ]
    assert beside == []
    # Small: about the middle of the trunk itself nothing moves.
    assert layers.body.place.center() not in moved
    figure._elapsed_ms = 0
    assert seen(figure) == empty


def test_what_stands_around_does_not_move(lively: Appearance) -> None:
    """Only the person is drawn anew: the door, the wall and the mat stay to the last digit."""
    drawn = lively.figures.svg(BRACE, "hold")
    trunk = trunk_of(drawn, lively.figures.drawn_colours(("top", "top_shade")))
    assert trunk
    full = BreathingDrawing(drawn, trunk).at(1.0)
    head, rest = drawn.split(b'<g id="body">')
    assert full.startswith(head)
    assert not full.endswith(rest)
    assert full.partition(b'<g id="arrows">')[2] == drawn.partition(b'<g id="arrows">')[2]
    assert trunk_of(b"<svg></svg>", {"#123456"}) is None


def test_only_what_breathes_is_painted_again(
    figure: HoldFigure, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[QRect] = []
    monkeypatch.setattr(figure, "update", painted.append)
    breathe(figure, to_ms=hold_figure._BREATH_MS)
    layers = figure._current()
    assert layers
    assert layers.body
    trunk = [one for one in painted if one == layers.body.place]
    # Up and down again, each step once, and the arrows with it.
    assert len(trunk) == 2 * hold_figure._SWELLINGS
    assert len(painted) == len(trunk) * 3
    for areas, most in ((trunk[:1], 0.2), (painted[:2], 0.05)):
        assert sum(one.width() * one.height() for one in areas) < most * 700 * 420


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


def test_a_close_up_among_the_arrows_stays_as_it_is() -> None:
    edge, shape = b'<path fill="#ffffff" fill-rule="evenodd" d="M1 1z"/>', b'<path d="M1 1L2 2z"/>'
    close_up = b'<path fill="#3a4a68" fill-rule="evenodd" d="M5 5z"/>'
    group = b'<svg><g id="body"/><g id="arrows">%s</g></svg>'
    drawn = group % b"\n".join((edge, edge, shape, shape, close_up, edge, shape))
    assert len(hold_figure._marks_of(drawn)) == 3
    assert b"".join(hold_figure._without_marks(drawn).split()) == b"".join(
        (group % close_up).split()
    )


def test_with_reduced_motion_nothing_moves_but_the_arrows_follow_the_breath(
    figure: HoldFigure, lively: Appearance
) -> None:
    lively.change(theme=lively.theme, text_percent=100, reduced_motion=True)
    assert figure._beat.interval() == hold_figure._BREATH_MS // 2
    before = seen(figure)
    figure._elapsed_ms = hold_figure._BREATH_MS // 4
    assert seen(figure) == before
    figure._elapsed_ms = hold_figure._BREATH_MS // 2
    layers = figure._current()
    assert layers
    places = [mark.place.toAlignedRect() for mark in layers.marks]
    pale = seen(figure)
    assert pale != before
    assert (places[0] | places[1]).contains(changed(before, pale))
    # They are where they were, only paler.
    middle = places[0].center()
    assert QColor(pale.pixel(middle)).saturation() < QColor(before.pixel(middle)).saturation()


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
            assert figure._current() is not None

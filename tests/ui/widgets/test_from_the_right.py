"""A window that is read from right to left: what turns round with it, and what must not."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.figures.store import FigureStore
from evenkeel.ui.diary.diary_month import DiaryMonth
from evenkeel.ui.progress.month_calendar import MonthCalendar
from evenkeel.ui.progress.week_bars import WeekBars
from evenkeel.ui.questions.pelvis import PelvisPicker
from evenkeel.ui.session.coach.coach_way import StepDots
from evenkeel.ui.session.coach.remote import RemoteCommand, command_of_key
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PrimaryButton
from evenkeel.ui.widgets.choice import ChoiceButton, Choices
from evenkeel.ui.widgets.controls import NumberStepper
from evenkeel.ui.widgets.figures.figure_view import FigureView
from evenkeel.ui.widgets.mirroring import menu_text
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.pain_scale import PainScale
from evenkeel.ui.widgets.ring import Ring, RingKind
from evenkeel.ui.widgets.text import body
from tests.ui.screen import settle

Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]
LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right
MONDAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def picture_of(widget: QWidget, size: tuple[int, int]) -> QImage:
    widget.setFixedSize(*size)
    settle()
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    widget.render(image)
    return image


def ink(image: QImage, area: QRect | None = None) -> QRect:
    """What of an area differs from its corner."""
    area = area or image.rect()
    ground = QColor(image.pixel(area.topLeft())).lightness()
    found = QRect()
    for y in range(area.top(), area.bottom() + 1):
        for x in range(area.left(), area.right() + 1):
            if abs(QColor(image.pixel(x, y)).lightness() - ground) > 60:
                found = found.united(QRect(x, y, 1, 1))
    return found


# The keyboard: the arrows go where they point


def test_left_is_the_next_number_of_a_scale(appearance: Appearance, show: Show, keys: Keys) -> None:
    scale = PainScale(appearance)
    show(scale)
    scale.set_value(3)
    keys(LEFT)
    assert scale.value == 4
    keys(RIGHT, RIGHT)
    assert scale.value == 2
    cells = scale.buttons()
    assert cells[3].x() < cells[2].x()


def test_left_is_the_next_answer(appearance: Appearance, show: Show, keys: Keys) -> None:
    options = [(code, code, "") for code in "abc"]
    choices = Choices(appearance, "side", "Which?", options)
    show(choices)
    choices.choose(["a"])
    choices.findChild(ChoiceButton, "side_a").setFocus()
    keys(LEFT)
    assert choices.chosen() == ("b",)
    keys(RIGHT)
    assert choices.chosen() == ("a",)


def test_left_is_the_next_day(appearance: Appearance, show: Show, keys: Keys) -> None:
    month, days = DiaryMonth(appearance), [MONDAY + timedelta(days=number) for number in (0, 1)]
    show(month)
    month.show_month(MONDAY, {}, MONDAY + timedelta(days=20))
    month.choose(MONDAY)
    moved: list[int] = []
    month.moved.connect(moved.append)
    keys(LEFT, RIGHT, Qt.Key.Key_Down)
    assert moved == [1, -1, 7]
    assert month.cell(days[1]).x() < month.cell(days[0]).x()


def test_right_is_less(show: Show, keys: Keys) -> None:
    stepper = NumberStepper("reps", "Repetitions", 5, 1, 9)
    show(stepper)
    stepper.findChild(QAbstractButton, "reps_more").setFocus()
    keys(RIGHT)
    assert stepper.value == 4


@pytest.mark.parametrize(
    ("key", "command"),
    [
        (LEFT, RemoteCommand.NEXT),
        (RIGHT, RemoteCommand.BACK),
        (Qt.Key.Key_PageDown, RemoteCommand.NEXT),
        (Qt.Key.Key_Up, RemoteCommand.BACK),
    ],
)
def test_a_session_goes_on_to_the_left(key: Qt.Key, command: RemoteCommand) -> None:
    pressed = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    assert command_of_key(pressed) is command


# What has an order begins at the right


def test_a_month_begins_at_the_right(appearance: Appearance, qtbot: QtBot, keys: Keys) -> None:
    month = MonthCalendar(appearance)
    qtbot.addWidget(month)
    days = [MONDAY + timedelta(days=number) for number in (0, 1, 7)]
    month.show_month(MONDAY, dict.fromkeys(days, 1), days[-1], days)
    month.show()
    settle()
    first, second, below = (month._areas[day] for day in days)
    assert first.x() - second.x() == second.width()
    assert (below.x(), below.y() > first.y()) == (first.x(), True)
    # The disc of a day is painted where it is pressed.
    image = month.grab().toImage()
    assert ink(image, first.geometry().adjusted(2, 2, -2, -2)).width() > first.width() // 2


def test_weeks_run_to_the_left(appearance: Appearance, qtbot: QtBot) -> None:
    bars = WeekBars(appearance)
    qtbot.addWidget(bars)
    weeks = [(MONDAY + timedelta(weeks=number), count) for number, count in enumerate((1, 5))]
    bars.show_weeks(weeks, 5, [start for start, _ in weeks])
    bars.show()
    settle()
    first, last = (bars._areas[start].geometry() for start, _ in weeks)
    assert first.x() > last.x()


def test_the_dots_of_the_way_begin_at_the_right(appearance: Appearance, qtbot: QtBot) -> None:
    dots = StepDots(appearance)
    qtbot.addWidget(dots)
    dots.show_step(0, 3)
    assert ink(picture_of(dots, (400, 40))).left() > 200


def test_the_mark_of_an_answer_is_where_its_text_begins(
    appearance: Appearance, qtbot: QtBot
) -> None:
    button = ChoiceButton(appearance, "side_left", "", multi=True)
    qtbot.addWidget(button)
    image = picture_of(button, (400, 60))
    assert ink(image, QRect(20, 10, 360, 40)).left() > 300


# Text


def test_all_lines_of_a_text_begin_at_the_same_edge(appearance: Appearance, qtbot: QtBot) -> None:
    """Qt shifts the lines that it ends at a space."""
    for text in ("نننن نننن نننن نننن نننن نننن نننن", "nnnn nnnn nnnn nnnn nnnn nnnn nnnn"):
        label = body(text)
        qtbot.addWidget(label)
        width = label.fontMetrics().horizontalAdvance(text) // 3
        height = label.heightForWidth(width)
        image = picture_of(label, (width, height))
        lines = round(height / label.fontMetrics().lineSpacing())
        assert lines > 2
        each = height // lines
        edges = [ink(image, QRect(0, n * each, width, each - 1)).right() for n in range(lines)]
        assert min(edges) >= width - 4, (text, edges)


def test_a_time_is_written_from_left_to_right(appearance: Appearance, qtbot: QtBot) -> None:
    seen = []
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        ring = Ring(appearance)
        qtbot.addWidget(ring)
        ring.setLayoutDirection(direction)
        ring.show_phase(RingKind.FILLED, "", "8:88")
        ring.show_time("4:58", 0.0)
        seen.append(picture_of(ring, (400, 400)))
    assert seen[0] == seen[1]


def test_a_menu_has_no_underlined_letter() -> None:
    assert menu_text("مل&ء الشاشة") == "ملء الشاشة"


# Bodies are never turned over


def test_the_pelvis_keeps_its_left(appearance: Appearance, show: Show, qtbot: QtBot) -> None:
    pelvis = PelvisPicker(appearance)
    show(pelvis)
    picked: list[str] = []
    pelvis.picked.connect(picked.append)
    left = pelvis.findChild(QAbstractButton, f"pelvis_{Side.LEFT.value}")
    right = pelvis.findChild(QAbstractButton, f"pelvis_{Side.RIGHT.value}")
    assert left.mapTo(pelvis, QPoint()).x() < right.mapTo(pelvis, QPoint()).x()
    settle()
    qtbot.mouseClick(left, Qt.MouseButton.LeftButton)
    assert picked == [Side.LEFT.value]


@pytest.mark.parametrize("side", list(Side))
def test_a_body_is_not_turned_over(catalogue: Catalogue, qtbot: QtBot, side: Side) -> None:
    appearance = Appearance(catalogue, FigureStore(resources_dir() / "figures"))
    exercise = catalogue.exercises["inflare_correction"]
    seen = []
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        view = FigureView(appearance)
        qtbot.addWidget(view)
        view.setLayoutDirection(direction)
        view.show_picture(exercise.id, exercise.form_of(None).hold, side)
        seen.append(picture_of(view, (400, 240)))
    assert seen[0] == seen[1]
    assert seen[0] != seen[0].flipped(Qt.Orientation.Horizontal)


def test_a_narrow_page_lies_where_reading_begins(appearance: Appearance, show: Show) -> None:
    """Beside the sidebar, and its buttons below it; what is free is at the left."""
    page = ScrollPage(appearance, "narrow", widest=600, in_line=True)
    page.set_title("Settings")
    page.add_action(PrimaryButton("on", "Go on"))
    show(page)
    page.resize(1500, 700)
    settle()
    edge = page.width() - tokens.PAGE_SIDE
    for widget in (page.title, page.primary()):
        assert widget
        right = widget.mapTo(page, QPoint(widget.width(), 0)).x()
        assert right == pytest.approx(edge, abs=2)

"""The shared widgets and layouts."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from evenkeel.ui.widgets import (
    Beside,
    Choices,
    Columns,
    FigureView,
    Flow,
    NumberStepper,
    SideSwitch,
    Stack,
    minutes,
    with_side,
)
from evenkeel.ui.widgets.pain_scale import PainScale
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]
Key = Qt.Key


def boxes(layout: QLayout, *sizes: tuple[int, int]) -> list[QWidget]:
    made = []
    for width, height in sizes:
        box = QWidget()
        box.setFixedHeight(height)
        box.setMinimumWidth(width)
        layout.addWidget(box)
        made.append(box)
    return made


Place = Callable[[QLayout, list[QWidget], int], list[tuple[int, int]]]


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    """Shows boxes in a layout at a width and tells where they are."""
    holders = []

    def placed(layout: QLayout, made: list[QWidget], width: int) -> list[tuple[int, int]]:
        holder = QWidget()
        holders.append(holder)
        qtbot.addWidget(holder)
        holder.setLayout(layout)
        holder.resize(width, 500)
        holder.show()
        settle()
        return [(box.x(), box.y()) for box in made]

    return placed


@pytest.mark.parametrize(
    ("width", "lefts", "height"),
    [
        (340, [0, 120, 240, 0], 50 + 10 + 40),
        (220, [0, 120, 0, 120], 50 + 10 + 40),
        (100, [0, 0, 0, 0], 30 + 50 + 10 + 40 + 3 * 10),
    ],
)
def test_columns_follow_the_width(place: Place, width: int, lefts: list[int], height: int) -> None:
    layout = Columns(least=100, most=3, spacing=20, row_spacing=10)
    made = boxes(layout, (10, 30), (10, 50), (10, 10), (10, 40))
    assert [left for left, _ in place(layout, made, width)] == lefts
    assert layout.heightForWidth(width) == height


def test_columns_of_unequal_shares(place: Place) -> None:
    layout = Columns(least=100, most=2, spacing=20, shares=(2, 3))
    made = boxes(layout, (10, 30), (10, 50))
    place(layout, made, 520)
    assert [box.width() for box in made] == [200, 300]


def test_flow_wraps_and_keeps_the_last_at_the_end(place: Place) -> None:
    layout = Flow(spacing=10, row_spacing=5, to_end=True)
    made = boxes(layout, (100, 30), (100, 30), (50, 30))
    assert place(layout, made, 400) == [(0, 0), (110, 0), (350, 0)]
    assert layout.heightForWidth(400) == 30
    assert layout.heightForWidth(220) == 65


def test_what_is_alone_in_its_row_stands_at_its_beginning(place: Place) -> None:
    layout = Flow(spacing=10, row_spacing=5, to_end=True)
    made = boxes(layout, (100, 30), (100, 30), (50, 30))
    assert place(layout, made, 220) == [(0, 0), (110, 0), (0, 35)]


def test_beside_goes_below_where_room_is_short(place: Place) -> None:
    layout = Beside(spacing=10, row_spacing=5)
    made = boxes(layout, (50, 20), (100, 40))
    assert place(layout, made, 400) == [(0, 10), (300, 0)]
    assert layout.heightForWidth(150) == 65


def test_the_side_switch(appearance: Appearance, show: Show, press: Press) -> None:
    switch = SideSwitch(appearance)
    chosen: list[Side] = []
    switch.sideChosen.connect(chosen.append)
    show(switch)
    assert switch.side() is Side.LEFT
    switch.set_side(Side.RIGHT)
    assert chosen == []
    press(switch, "side_switch_left")
    assert chosen == [Side.LEFT]
    assert switch.side() is Side.LEFT


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ([Key.Key_7], 7),
        ([Key.Key_1, Key.Key_0], 10),
        ([Key.Key_1, Key.Key_0, Key.Key_0], 0),
        ([Key.Key_2, Key.Key_0], 0),
        ([Key.Key_Right], 0),
        ([Key.Key_9, Key.Key_Up, Key.Key_Up], 10),
        ([Key.Key_1, Key.Key_Down, Key.Key_Left], 0),
        ([Key.Key_Space], 0),
    ],
)
def test_the_pain_scale_by_keyboard(
    appearance: Appearance, show: Show, keys: Keys, typed: list[Key], value: int
) -> None:
    scale = PainScale(appearance)
    chosen: list[int] = []
    scale.chosen.connect(chosen.append)
    show(scale)
    keys(*typed)
    assert scale.value == value
    assert chosen[-1] == value


def test_the_pain_scale_tells_clicks_from_keys(
    appearance: Appearance, show: Show, press: Press
) -> None:
    scale = PainScale(appearance)
    clicked: list[int] = []
    scale.clicked.connect(clicked.append)
    show(scale)
    press(scale, "pain_scale_10")
    assert clicked == [10]
    scale.set_value(None)
    assert scale.value is None
    assert clicked == [10]


def test_a_stepper_stays_in_its_range(appearance: Appearance, show: Show, press: Press) -> None:
    stepper = NumberStepper("hold", "Hold", 55, 5, 60, "{number} s", step=10)
    changed: list[int] = []
    stepper.changed.connect(changed.append)
    show(stepper)
    press(stepper, "hold_more")
    assert changed == [60]
    assert stepper.accessibleName() == "Hold: 60 s"
    stepper.set_value(1000)
    assert stepper.value == 60
    assert changed == [60]


def test_several_choices_by_keyboard(appearance: Appearance, show: Show, keys: Keys) -> None:
    choices = Choices(
        appearance,
        "c",
        "Which?",
        [("a", "A", ""), ("b", "B", "")],
        multi=True,
        none_label="None of these",
    )
    confirmed: list[tuple[str, ...]] = []
    choices.confirmed.connect(lambda: confirmed.append(choices.chosen()))
    show(choices)
    keys(Key.Key_Return)
    assert confirmed == []
    keys(Key.Key_2, Key.Key_1, Key.Key_2, Key.Key_Return)
    assert confirmed == [("a",)]
    keys(Key.Key_3, Key.Key_Return)
    assert confirmed == [("a",), ()]


def test_a_figure_is_mirrored_for_the_other_side_and_recoloured(
    appearance: Appearance, show: Show
) -> None:
    view = FigureView(appearance)
    view.resize(300, 200)
    exercise = appearance.catalogue.exercises["inflare_correction"]
    assert exercise.form
    view.show_picture(exercise.id, exercise.form.hold, Side.LEFT)
    show(view)
    assert "the outside of the LEFT knee pressing into the wall" in view.accessibleName()
    left = view.grab().toImage()
    view.show_picture(exercise.id, exercise.form.hold, Side.RIGHT)
    assert "the outside of the RIGHT knee pressing into the wall" in view.accessibleName()
    right = view.grab().toImage()
    assert left != right
    appearance.change(theme=THEMES["dark"], text_percent=100, reduced_motion=True)
    assert view.grab().toImage() != right


def test_a_missing_picture_is_an_error(appearance: Appearance, qtbot: QtBot) -> None:
    view = FigureView(appearance)
    qtbot.addWidget(view)
    with pytest.raises(FileNotFoundError):
        view.show_picture("inflare_correction", "nothing", Side.LEFT)


def test_sides_stand_out_in_a_sentence(catalogue: Catalogue) -> None:
    said = with_side(catalogue.words, "lift your {side} leg & your {other} arm", Side.RIGHT)
    assert said == "lift your <b>RIGHT</b> leg &amp; your <b>LEFT</b> arm"
    assert with_side(catalogue.words, "walk", None) == "walk"
    with pytest.raises(KeyError):
        with_side(catalogue.words, "lift your {side} leg", None)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "1\u00a0min"), (89, "1\u00a0min"), (300, "5\u00a0min")]
)
def test_minutes_in_words(seconds: float, said: str) -> None:
    assert minutes(seconds) == said


def test_a_stack_is_emptied_of_layouts_too_and_the_program_goes_on(qapp: QApplication) -> None:
    stack = Stack()
    for _ in range(3):
        row = Flow(spacing=4)
        row.addWidget(QPushButton("one"))
        stack.add_layout(row)
        stack.add(QPushButton("two"))
        stack.clear()
        settle()
    assert stack.findChildren(QPushButton) == []
    stack.deleteLater()
    settle()

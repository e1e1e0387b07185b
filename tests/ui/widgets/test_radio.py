"""One of several: radio buttons in a named group, one stop for Tab, arrows for the others."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Choices, Segments
from evenkeel.ui.widgets.pain_scale import PainScale
from tests.ui.accessible import act, told

Role, Key = QAccessible.Role, Qt.Key
Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]
OPTIONS = [("a", "Left", "in words"), ("b", "Right", ""), ("c", "Both", "")]


def stops(widget: QWidget) -> list[str]:
    """The buttons that Tab reaches."""
    buttons = widget.findChildren(QAbstractButton)
    return [one.objectName() for one in buttons if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_answers_are_radio_buttons_of_a_named_group(appearance: Appearance, qtbot: QtBot) -> None:
    choices = Choices(appearance, "side", "Which side is sore?", OPTIONS)
    qtbot.addWidget(choices)
    choices.show()
    assert [node.said() for node in told(choices).walk()] == [
        "Grouping | Which side is sore?",
        "RadioButton | Left | 1 of 3. in words",
        "RadioButton | Right | 2 of 3.",
        "RadioButton | Both | 3 of 3.",
    ]


def test_answers_that_may_be_combined_are_check_boxes(appearance: Appearance, qtbot: QtBot) -> None:
    choices = Choices(appearance, "q", "What is there?", OPTIONS, multi=True, none_label="None")
    qtbot.addWidget(choices)
    choices.show()
    assert {node.role for node in told(choices).inside} == {Role.CheckBox}
    assert len(stops(choices)) == 4


def test_arrows_choose_and_enter_first_chooses_then_goes_on(
    appearance: Appearance, show: Show, keys: Keys
) -> None:
    choices = Choices(appearance, "side", "Side", OPTIONS)
    went_on: list[tuple[str, ...]] = []
    choices.confirmed.connect(lambda: went_on.append(choices.chosen()))
    show(choices)
    assert stops(choices) == ["side_a"]
    first = choices.findChild(QAbstractButton, "side_a")
    assert first
    first.setFocus()
    keys(Key.Key_Return)
    assert (choices.chosen(), went_on) == (("a",), [])
    keys(Key.Key_Down)
    assert (choices.chosen(), stops(choices)) == (("b",), ["side_b"])
    keys(Key.Key_Up, Key.Key_Up)
    assert choices.chosen() == ("c",)
    keys(Key.Key_Return)
    assert went_on == [("c",)]


def test_assistive_technology_chooses_without_going_on(
    appearance: Appearance, qtbot: QtBot
) -> None:
    choices = Choices(appearance, "side", "Side", OPTIONS)
    qtbot.addWidget(choices)
    went_on: list[bool] = []
    choices.confirmed.connect(lambda: went_on.append(True))
    second = choices.findChild(QAbstractButton, "side_b")
    assert second
    act(second, "Toggle")
    assert (choices.chosen(), went_on) == (("b",), [])
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert went_on == [True]


def test_of_segments_tab_reaches_the_chosen_one(appearance: Appearance, qtbot: QtBot) -> None:
    segments = Segments(appearance, "done", "Really done", [("all", "All"), ("some", "Some")])
    qtbot.addWidget(segments)
    segments.show()
    segments.choose("some")
    assert stops(segments) == ["done_some"]
    assert [node.said() for node in told(segments).walk()] == [
        "Grouping | Really done",
        "RadioButton | All | 1 of 2.",
        "RadioButton | Some | 2 of 2.",
    ]


def test_the_pain_scale_is_radio_buttons(appearance: Appearance, qtbot: QtBot) -> None:
    scale = PainScale(appearance)
    qtbot.addWidget(scale)
    scale.show()
    assert len(told(scale).of_role(Role.RadioButton)) == 11
    assert stops(scale) == ["pain_scale_0"]
    scale.set_value(7)
    assert stops(scale) == ["pain_scale_7"]
    went_on: list[int] = []
    scale.clicked.connect(went_on.append)
    third = scale.buttons()[3]
    act(third, "Toggle")
    assert (scale.value, went_on) == (3, [])
    third.setFocus()
    qtbot.keyClick(scale.buttons()[3], Qt.Key.Key_Space)
    assert (scale.value, went_on) == (3, [])
    qtbot.mouseClick(scale.buttons()[4], Qt.MouseButton.LeftButton)
    assert went_on == [4]
    scale.set_value(None)
    assert not any(node.state.checked for node in told(scale).walk())

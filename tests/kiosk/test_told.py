"""What assistive technology is told of the kiosk's pages: named, with roles, nothing twice."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton

from tests.kiosk.glass import Glass
from tests.ui.accessible import act, faults, told

Role = QAccessible.Role


def heard(glass: Glass) -> list[str]:
    glass.settle()
    return [f"{glass.page}: {fault}" for fault in faults(told(glass.window))]


def test_every_page_is_told_once(glass: Glass) -> None:
    found = heard(glass)
    glass.press("kiosk_browse")
    found += heard(glass)
    glass.press("kiosk_start_over")
    glass.to_plan()
    found += heard(glass)
    glass.press("kiosk_item_0")
    found += heard(glass)
    assert found == []


def test_a_plan_is_reached_by_assistive_technology_alone(glass: Glass) -> None:
    """Choosing goes nowhere by itself; *Next* wakes."""

    def do(name: str, action: str = "Press") -> None:
        button = glass.window.findChild(QAbstractButton, name)
        assert button, name
        act(button, action)
        glass.settle()

    do("kiosk_find")
    following = glass.window.findChild(QAbstractButton, "questionnaire_next")
    assert following
    assert not following.isEnabled()
    do("red_flags_none", "Toggle")
    assert following.isEnabled()
    do("questionnaire_next")
    do("pregnancy_no", "Toggle")
    do("questionnaire_next")
    do("sore_side_right", "Toggle")
    do("sore_side_left", "Toggle")
    assert glass.page == "questions"
    side = [one for one in told(glass.window).of_role(Role.RadioButton) if one.state.checked]
    assert [one.name for one in side] == ["My LEFT side"]

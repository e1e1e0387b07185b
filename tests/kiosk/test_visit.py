"""The kiosk remembers nobody: what is left of a visit on the screen when it is over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import Shiboken

from evenkeel.kiosk.frame.config import KioskConfig, KioskTheme
from evenkeel.kiosk.frame.visit import Idle, Visit
from tests.kiosk.conftest import MakeGlass
from tests.kiosk.glass import CLINIC, CONFIG, Glass

#: Words that only this visitor's answers put on the screen.
PLANTED = ("Let a professional look first", "No doctor or therapist", "You said")


def test_time_is_asked_for_after_the_idle_time_and_counted_down(glass: Glass) -> None:
    glass.press("kiosk_find")
    glass.pass_time(59)
    assert not glass.seen(QWidget, "kiosk_more_time")
    glass.pass_time(1)
    cover = glass.widget("kiosk_more_time")
    assert "20 seconds" in cover.accessibleName()
    glass.pass_time(5)
    assert "15 seconds" in cover.accessibleName()
    assert "More time?" in glass.words()


def test_yes_gives_more_time_and_leaves_everything_as_it_was(glass: Glass) -> None:
    glass.press("kiosk_find", "red_flags_none", "questionnaire_next")
    glass.pass_time(70)
    glass.press("kiosk_more_yes")
    assert glass.page == "questions"
    assert glass.seen(QAbstractButton, "pregnancy_no")
    glass.pass_time(59)
    assert not glass.seen(QWidget, "kiosk_more_time")


def test_a_touch_beside_the_buttons_is_somebody(glass: Glass) -> None:
    glass.press("kiosk_browse")
    glass.pass_time(65)
    cover = glass.widget("kiosk_more_time")
    glass.tap(cover.rect().topLeft() + cover.rect().center() / 8)
    assert not glass.seen(QWidget, "kiosk_more_time")
    assert glass.page == "browse"


@pytest.mark.parametrize("how", ["time", "over", "bar"])
def test_every_end_is_a_clean_start(glass: Glass, how: str) -> None:
    glass.to_plan()
    glass.press("kiosk_answers")
    assert all(word in glass.words() for word in PLANTED)
    if how == "bar":
        glass.press("kiosk_start_over")
    else:
        glass.pass_time(62)
        if how == "over":
            glass.press("kiosk_more_over")
        else:
            glass.pass_time(18)
    assert glass.page == "invite"
    assert glass.controller.visit == Visit.of(CONFIG)
    assert not any(word in glass.words() for word in PLANTED)
    # Not on the page behind the page either.
    names = {one.objectName() for one in glass.window.findChildren(QWidget)}
    assert not {"kiosk_plan", "questionnaire", "kiosk_private_content"} & names
    glass.press("kiosk_find")
    assert not [one for one in glass.buttons() if one.isChecked()]


def test_a_visit_may_end_in_the_middle_of_a_press(glass: Glass) -> None:
    first = glass.window.page("invite")
    button = glass.widget("kiosk_find")
    assert isinstance(button, QAbstractButton)
    button.pressed.connect(glass.controller.begin)
    glass.press("kiosk_find")
    assert glass.page == "invite"
    assert not Shiboken.isValid(first)
    glass.to_plan()


def test_a_finger_that_stays_on_an_answer_does_not_keep_the_visit(glass: Glass) -> None:
    glass.press("kiosk_find")
    pages = [glass.window.page(name) for name in ("invite", "questions")]
    answer = glass.widget("red_flags_none")
    at = answer.mapTo(glass.window, answer.rect().center())
    handle, none = glass.window.windowHandle(), Qt.KeyboardModifier.NoModifier
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, none, at)
    glass.pass_time(81)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, none, at)
    glass.settle()
    assert glass.page == "invite"
    assert not any(Shiboken.isValid(page) for page in pages)
    glass.to_plan()


def test_the_screen_waits_calmly_for_a_visitor(glass: Glass) -> None:
    glass.pass_time(300)
    assert glass.page == "invite"
    assert not glass.seen(QWidget, "kiosk_more_time")


def test_on_the_first_page_nothing_is_asked(glass: Glass) -> None:
    glass.press("kiosk_text_more")
    glass.pass_time(59)
    assert glass.controller.visit.text_percent == 125
    glass.pass_time(1)
    assert glass.controller.visit.text_percent == 100
    assert not glass.seen(QWidget, "kiosk_more_time")


def test_text_and_contrast_go_back_to_the_clinic_s(make_glass: MakeGlass) -> None:
    config = KioskConfig(clinic=CLINIC, text_percent=125, theme=KioskTheme.DARK)
    glass = make_glass(config)
    usual = glass.appearance.text_percent
    assert glass.appearance.theme.name == "dark"
    glass.press("kiosk_text_more", "kiosk_text_more", "kiosk_contrast")
    assert glass.appearance.text_percent > usual * 1.3
    assert glass.appearance.theme.name == "contrast"
    glass.press("kiosk_start_over")
    assert glass.appearance.text_percent == usual
    assert glass.appearance.theme.name == "dark"


def test_contrast_is_a_way_there_and_back(make_glass: MakeGlass) -> None:
    glass = make_glass(KioskConfig(clinic=CLINIC, theme=KioskTheme.CONTRAST))
    assert glass.appearance.theme.name == "contrast"
    glass.press("kiosk_contrast")
    assert glass.appearance.theme.name == "light"
    glass.press("kiosk_contrast")
    assert glass.appearance.theme.name == "contrast"


def test_text_stops_at_both_ends(glass: Glass) -> None:
    less, more = (glass.widget(f"kiosk_text_{name}") for name in ("less", "more"))
    assert not less.isEnabled()
    glass.press(*["kiosk_text_more"] * 4)
    assert glass.controller.visit.text_percent == 200
    assert not more.isEnabled()
    glass.press("kiosk_text_less")
    assert glass.controller.visit.text_percent == 175


def test_side_and_scroll_start_anew(glass: Glass) -> None:
    card = "library_card_piriformis_stretch"
    glass.press("kiosk_browse", card, "kiosk_side_left", "kiosk_card_back", "kiosk_down")
    glass.press("kiosk_start_over", "kiosk_browse")
    assert glass.window.page("browse").scroll_area.verticalScrollBar().value() == 0
    glass.press(card)
    [right] = glass.seen(QAbstractButton, "kiosk_side_right")
    assert right.isChecked()


def test_answers_are_hidden_until_they_are_asked_for(glass: Glass) -> None:
    glass.to_plan()
    assert not any(word in glass.words() for word in PLANTED)
    glass.press("kiosk_answers")
    assert all(word in glass.words() for word in PLANTED)
    glass.press("kiosk_answers")
    assert not any(word in glass.words() for word in PLANTED)
    glass.press("kiosk_answers", "kiosk_item_0", "kiosk_card_back")
    assert not any(word in glass.words() for word in PLANTED)


def test_nothing_is_readable_under_the_question_for_more_time(glass: Glass) -> None:
    glass.to_plan()
    glass.press("kiosk_answers")
    glass.pass_time(61)
    assert not any(word in glass.words() for word in PLANTED)
    glass.press("kiosk_more_yes")
    assert glass.page == "plan"
    assert not any(word in glass.words() for word in PLANTED)


def test_a_visit_is_counted_when_it_begins(make_glass: MakeGlass, tmp_path) -> None:
    import json

    path = tmp_path / "counters.json"
    glass = make_glass(KioskConfig(clinic=CLINIC, printer="front_desk", counters=path))
    glass.pass_time(100)
    assert not path.exists()
    for _ in range(2):
        glass.to_plan()
        glass.press("kiosk_start_over")
    [day] = json.loads(path.read_text(encoding="utf-8"))["days"].values()
    assert day["visits"] == 2
    assert day["prints"] == 0


def test_idle_counts_from_the_last_touch() -> None:
    idle = Idle(60, 20, 100)
    assert not idle.is_idle(159.9)
    assert idle.is_idle(160)
    assert idle.left_s(165) == 15
    assert idle.left_s(500) == 0
    idle.touch(165)
    assert not idle.is_idle(224)

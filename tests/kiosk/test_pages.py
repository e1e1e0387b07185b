"""The ways of a visitor through the kiosk, by finger."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.answers import answers_from
from evenkeel.guide.code import decode
from evenkeel.handout.paper import Clinic
from evenkeel.handout.queues import QueueFault
from evenkeel.kiosk.frame.config import KioskConfig
from tests.kiosk.conftest import MakeGlass
from tests.kiosk.glass import ANSWERED, CLINIC, LANDSCAPE, PORTRAIT, SMALL, TO_PLAN, Glass
from tests.ui.patience import later


def texts(glass: Glass, name: str) -> list[str]:
    return [label.text() for label in glass.seen(QLabel, name)]


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE, SMALL])
def test_from_the_first_page_over_the_questions_to_the_printer(
    make_glass: MakeGlass, size: tuple[int, int]
) -> None:
    glass = make_glass(size=size)
    assert glass.page == "invite"
    glass.to_plan()
    assert glass.controller.visit.answers == answers_from(ANSWERED, glass.appearance.catalogue)
    assert "Heel push in a doorway" in glass.words()
    glass.press("kiosk_print_plan")
    assert glass.page == "paper"
    glass.wait_until(lambda: "printed" in glass.words())
    [job] = glass.printer.jobs
    assert (job.queue, job.paper) == ("front_desk", "A4")
    assert job.pdf.startswith(b"%PDF")
    glass.press("kiosk_paper_back")
    assert glass.page == "plan"


def test_print_once_however_often_it_is_pressed(glass: Glass) -> None:
    glass.at_plan()
    for _ in range(3):
        glass.press("kiosk_print_plan", "kiosk_paper_back")
    glass.press("kiosk_print_plan")
    glass.wait_until(lambda: "printed" in glass.words())
    glass.press("kiosk_paper_back", "kiosk_print_plan")
    assert "Your pages are printed" in glass.words()
    assert len(glass.printer.jobs) == 1


def button_at(glass: Glass, at: QPoint) -> str:
    """The name of the button at a place of the window; empty where there is none."""
    widget = glass.window.childAt(at)
    while widget is not None and not isinstance(widget, QAbstractButton):
        widget = widget.parentWidget()
    return widget.objectName() if widget else ""


@pytest.mark.parametrize(
    ("size", "percent", "printer"),
    [
        (PORTRAIT, 100, "front_desk"),
        (LANDSCAPE, 100, "front_desk"),
        (SMALL, 100, "front_desk"),
        (PORTRAIT, 200, ""),
        (SMALL, 200, "front_desk"),
    ],
)
def test_a_second_tap_on_print_does_not_lead_back(
    make_glass: MakeGlass, size: tuple[int, int], percent: int, printer: str
) -> None:
    """Nothing is under the finger; nor does a second tap on *Back* print anything."""
    glass = make_glass(KioskConfig(printer=printer, text_percent=percent), size)
    glass.at_plan()
    for page, buttons in (
        ("plan", ("kiosk_print_plan", "kiosk_home_plan")),
        ("card", ("kiosk_print_card", "kiosk_home_card")),
    ):
        if page == "card":
            glass.press("kiosk_item_0")
        for name in buttons:
            if not glass.seen(QAbstractButton, name):
                continue
            at = glass.reach(name)
            glass.tap(at)
            assert glass.page == "paper"
            assert button_at(glass, at) == "", name
            back = glass.reach("kiosk_paper_back")
            glass.tap(back)
            assert glass.page == page
            assert button_at(glass, back) not in buttons


def _printed(glass: Glass, count: int) -> bool:
    return len(glass.printer.jobs) == count


def test_the_next_visitor_prints_the_same_plan_again(glass: Glass) -> None:
    for count in (1, 2):
        glass.at_plan()
        glass.press("kiosk_print_plan")
        glass.wait_until(partial(_printed, glass, count))
        glass.press("kiosk_start_over")


@pytest.mark.logs("front_desk: no_paper")
def test_where_paper_is_out_the_qr_code_and_the_typed_code_are_offered(glass: Glass) -> None:
    glass.printer.fault = QueueFault.NO_PAPER
    glass.at_plan()
    glass.press("kiosk_print_plan")
    glass.wait_until(lambda: "no paper" in glass.words())
    assert "Take it home without paper" in glass.words()
    assert len(glass.seen(QLabel, "kiosk_code")) == 1
    assert glass.widget("kiosk_qr_code").isVisible()
    # It can be tried again once there is paper.
    glass.printer.fault = None
    glass.press("kiosk_paper_back", "kiosk_print_plan")
    glass.wait_until(lambda: "printed" in glass.words())
    assert len(glass.printer.jobs) == 1


def test_a_reply_for_something_else_does_not_change_the_page(glass: Glass) -> None:
    glass.printer.hold.clear()
    glass.at_plan()
    glass.press("kiosk_print_plan", "kiosk_paper_back", "kiosk_home_plan")
    glass.printer.hold.set()
    glass.wait_until(lambda: bool(glass.printer.jobs))
    glass.settle()
    assert texts(glass, "kiosk_paper_title") == ["Take it home"]


def test_without_a_printer_there_is_nothing_to_print_with(make_glass: MakeGlass) -> None:
    glass = make_glass(KioskConfig(clinic=CLINIC))
    glass.at_plan()
    assert not [one for one in glass.buttons() if "rint" in one.text()]
    glass.press("kiosk_home_plan")
    assert "On your phone" in glass.words()
    glass.press("kiosk_paper_back", "kiosk_item_0", "kiosk_home_card")
    assert "On your phone" in glass.words()
    # A single exercise has no code to type.
    assert not glass.seen(QLabel, "kiosk_code")


def test_the_code_on_the_screen_is_the_one_of_the_plan(glass: Glass, catalogue: Catalogue) -> None:
    glass.at_plan()
    glass.press("kiosk_home_plan")
    [code] = texts(glass, "kiosk_code")
    taken = decode(code, catalogue)
    assert glass.controller.visit.plan is not None
    assert taken.plan(catalogue).items == glass.controller.visit.plan.items


def test_a_phone_reads_the_qr_code(make_glass: MakeGlass, catalogue: Catalogue) -> None:
    import zxingcpp
    from PIL import Image

    from evenkeel.handout.qr import qr_text

    glass = make_glass(size=SMALL)
    glass.at_plan()
    glass.press("kiosk_home_plan")
    image = glass.window.grab().toImage()
    picture = Image.frombytes(
        "RGBA", (image.width(), image.height()), bytes(image.constBits()), "raw", "BGRA"
    )
    [found] = zxingcpp.read_barcodes(picture.convert("L"))
    assert glass.controller.visit.plan is not None
    [code] = texts(glass, "kiosk_code")
    assert found.text == qr_text(glass.controller.visit.plan, catalogue, code)
    assert decode(found.text, catalogue).plan(catalogue).items == glass.controller.visit.plan.items


@pytest.mark.parametrize(
    ("flag", "words"),
    [("chest_pain", "medical help today"), ("fever_or_unwell", "doctor")],
)
def test_a_sign_that_needs_a_doctor_ends_with_no_exercise(
    glass: Glass, flag: str, words: str
) -> None:
    glass.press("kiosk_find", f"red_flags_{flag}", "questionnaire_next")
    assert glass.page == "referral"
    assert words in glass.words()
    assert not glass.seen(QAbstractButton, "kiosk_print_plan")
    glass.press("kiosk_print_referral")
    glass.wait_until(lambda: "printed" in glass.words())
    assert len(glass.printer.jobs) == 1
    # There is no plan, so there is nothing to take home by phone.
    assert not glass.seen(QLabel, "kiosk_code")
    assert not [one for one in glass.seen(QLabel) if "your phone" in one.text()]


def test_answers_can_be_changed(glass: Glass) -> None:
    glass.at_plan()
    glass.press("kiosk_change")
    assert glass.page == "questions"
    glass.press("red_flags_none", "questionnaire_next", "pregnancy_pregnant")
    assert glass.page == "referral"


def test_back_from_the_first_question(glass: Glass) -> None:
    glass.press("kiosk_find", "questionnaire_back")
    assert glass.page == "invite"


def test_an_exercise_is_found_by_its_picture_and_shown_for_either_side(glass: Glass) -> None:
    glass.press("kiosk_browse", "library_card_piriformis_stretch")
    assert glass.page == "card"
    assert "RIGHT" in glass.words()
    before = glass.words()
    glass.press("kiosk_side_left")
    after = glass.words()
    assert after.replace("RIGHT", "*").replace("LEFT", "*") == before.replace("RIGHT", "*").replace(
        "LEFT", "*"
    )
    assert after != before
    glass.press("kiosk_print_card")
    glass.wait_until(lambda: "printed" in glass.words())
    glass.press("kiosk_paper_back", "kiosk_card_back")
    assert glass.page == "browse"


def test_another_form_of_an_exercise(glass: Glass) -> None:
    glass.press("kiosk_browse", "library_card_quadriceps_stretch")
    before = glass.words()
    glass.press("kiosk_form_lying")
    assert glass.words() != before


def test_a_card_of_the_plan_shows_only_the_sides_of_the_plan(glass: Glass) -> None:
    glass.at_plan()
    plan = glass.controller.visit.plan
    assert plan is not None
    for place, item in plan.numbered():
        glass.press(f"kiosk_item_{place}")
        switch = [one for one in glass.buttons() if one.objectName().startswith("kiosk_side_")]
        assert len(switch) == (2 if len(item.sides) > 1 else 0)
        glass.press("kiosk_card_back")
        assert glass.page == "plan"


def test_only_the_programmes_on_offer_are_shown(
    make_glass: MakeGlass, catalogue: Catalogue
) -> None:
    glass = make_glass(KioskConfig(clinic=CLINIC, programmes=("loosen",)))
    glass.press("kiosk_browse")
    shown = {
        one.objectName().removeprefix("library_card_")
        for one in glass.buttons()
        if one.objectName().startswith("library_card_")
    }
    [loosen] = [one for one in catalogue.programmes if one.id == "loosen"]
    assert shown == {place.exercise for place in loosen.items}
    glass.press("kiosk_browse_back", "kiosk_find")
    from tests.kiosk.glass import TO_PLAN

    glass.press(*TO_PLAN)
    assert glass.page == "notice"
    assert "not available on this machine" in glass.words()
    glass.press("kiosk_notice_change")
    assert glass.page == "questions"


def test_the_content_is_pushed_with_a_finger_and_nothing_is_pressed_by_it(glass: Glass) -> None:
    glass.press("kiosk_browse")
    page = glass.window.page("browse")
    scroll = page.scroll_area.verticalScrollBar()
    assert scroll.value() == 0
    glass.drag(QPoint(540, 1300), QPoint(0, -600))
    assert scroll.value() == 600
    glass.drag(QPoint(540, 700), QPoint(0, 250))
    assert scroll.value() == 350
    assert glass.page == "browse"
    assert not [one for one in glass.buttons() if one.isDown()]


def test_a_finger_that_trembles_still_presses(glass: Glass) -> None:
    glass.press("kiosk_browse")
    glass.drag(QPoint(200, 300), QPoint(5, -8), steps=3)
    assert glass.page == "card"


def test_what_is_pushed_coasts_and_stops_at_the_end(glass: Glass) -> None:
    glass.appearance.reduced_motion = False
    glass.press("kiosk_browse")
    scroll = glass.window.page("browse").scroll_area.verticalScrollBar()
    glass.drag(QPoint(540, 1000), QPoint(0, -200))
    glass.wait_until(lambda: scroll.value() > 250)
    glass.press("kiosk_start_over")
    assert glass.page == "invite"


def test_there_is_no_way_to_more_where_there_is_no_more(glass: Glass) -> None:
    up, down = (glass.widget(name) for name in ("kiosk_up", "kiosk_down"))
    assert not up.isEnabled()
    assert not down.isEnabled()
    glass.press("kiosk_browse")
    assert not up.isEnabled()
    while down.isEnabled():
        glass.press("kiosk_down")
    area = glass.window.page("browse").findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().value() == area.verticalScrollBar().maximum()
    assert up.isEnabled()


def test_a_kiosk_without_a_clinic_says_what_it_is(make_glass: MakeGlass) -> None:
    glass = make_glass(KioskConfig(clinic=Clinic(name="")))
    assert "Evenkeel" in glass.words()


def test_a_touch_screen_presses_and_pushes(glass: Glass) -> None:
    screen = QTest.createTouchDevice()
    handle = glass.window.windowHandle()
    find = glass.widget("kiosk_browse")
    at = find.mapTo(glass.window, find.rect().center())
    later(glass.window.presses)
    QTest.touchEvent(handle, screen).press(0, at, handle)
    QTest.touchEvent(handle, screen).release(0, at, handle)
    glass.settle()
    assert glass.page == "browse"
    scroll = glass.window.page("browse").scroll_area.verticalScrollBar()
    later(glass.window.presses)
    start = QPoint(500, 1200)
    QTest.touchEvent(handle, screen).press(0, start, handle)
    for step in range(1, 9):
        QTest.touchEvent(handle, screen).move(0, start - QPoint(0, 50 * step), handle)
    QTest.touchEvent(handle, screen).release(0, start - QPoint(0, 400), handle)
    glass.settle()
    assert glass.page == "browse"
    assert scroll.value() == 400


def test_without_answers_it_is_said_whose_side_is_shown(glass: Glass, catalogue: Catalogue) -> None:
    glass.press("kiosk_browse")
    assert texts(glass, "kiosk_exercises_whose_side") == [
        "Where an exercise is for one side only, its picture is for a sore LEFT side."
    ]
    glass.press("library_card_inflare_correction")
    assert texts(glass, "kiosk_whose_side") == ["This shows it for a sore LEFT side."]
    glass.press("kiosk_side_right")
    assert texts(glass, "kiosk_whose_side") == ["This shows it for a sore RIGHT side."]
    # One that is done on both sides, or on none, is for everybody.
    glass.press("kiosk_card_back", "library_card_glute_bridge")
    assert texts(glass, "kiosk_whose_side") == []


@pytest.mark.parametrize("sore", ["left", "right"])
def test_the_card_of_a_plan_is_for_the_visitors_own_side(glass: Glass, sore: str) -> None:
    changed = {"sore_side_left": f"sore_side_{sore}", "leg_lift_false": "leg_lift_true"}
    way = [changed.get(name, name) for name in TO_PLAN]
    glass.press("kiosk_find", *way)
    plan = glass.controller.visit.plan
    assert plan is not None
    [place] = [n for n, item in plan.numbered() if item.exercise == "plank_leg_reach"]
    glass.press(f"kiosk_item_{place}")
    words = glass.words()
    assert "On the side that is NOT sore." in words
    assert texts(glass, "kiosk_whose_side") == []
    own = {"left": "RIGHT", "right": "LEFT"}[sore]
    assert f"<b>{own}</b> leg" in words
    assert f"<b>{sore.upper()}</b> leg" not in words

"""The kiosk's window: everything within reach, large enough and readable."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QScrollArea

from evenkeel.handout.paper import Clinic
from evenkeel.kiosk.frame.config import KioskConfig
from evenkeel.kiosk.shell.pin import hash_pin
from evenkeel.kiosk.style.sizes import BODY_POINTS, TARGET_MM, sizes_for
from evenkeel.ui.questions.pelvis import PelvisPicker
from evenkeel.ui.widgets import ChoiceButton
from tests.kiosk.conftest import MakeGlass
from tests.kiosk.glass import CLINIC, DPI, LANDSCAPE, PORTRAIT, SMALL, Glass
from tests.kiosk.journey import journey

FOUR_K = (3840, 2160)
LOW = (1366, 768)
LONG = Clinic(name="Park Clinic for Physiotherapy and Rehabilitation, Rheinbach")
MM_PER_INCH = 25.4
SIZES = [(PORTRAIT, 100), (SMALL, 100), (LANDSCAPE, 100), (PORTRAIT, 200), (SMALL, 200)]


def controls(glass: Glass) -> list[QAbstractButton]:
    """Every button by itself; the halves of the pelvis are as large as the picture."""
    return [one for one in glass.buttons() if not isinstance(one.parent(), PelvisPicker)]


def check_targets(glass: Glass) -> None:
    least = TARGET_MM / MM_PER_INCH * DPI - 1
    for button in controls(glass):
        assert button.height() >= least, (button.objectName(), button.height())
        assert button.width() >= least, (button.objectName(), button.width())


def check_text(glass: Glass) -> None:
    for widget in (*glass.seen(QLabel), *glass.buttons()):
        assert widget.font().pointSizeF() >= BODY_POINTS - 0.01, widget.objectName()


def check_reach(glass: Glass) -> None:
    """What does not scroll along is in the lower half of a tall screen."""
    height = glass.window.height()
    if height < glass.window.width():
        return
    for button in controls(glass):
        if not any(area.isAncestorOf(button) for area in glass.seen(QScrollArea)):
            top = button.mapTo(glass.window, button.rect().topLeft()).y()
            assert top >= height / 2, button.objectName()


def check_names(glass: Glass) -> None:
    for button in glass.buttons():
        assert button.accessibleName(), button.objectName()
        assert button.objectName(), button.text()


def check_whole(glass: Glass) -> None:
    """No word and no control is cut off."""
    for area in glass.seen(QScrollArea):
        content = area.widget()
        assert content is not None
        assert content.width() <= area.viewport().width(), glass.page
    for button in glass.seen(QPushButton):
        words = button.fontMetrics().horizontalAdvance(button.text())
        assert button.width() >= words, button.objectName()
        assert button.height() >= button.fontMetrics().height(), button.objectName()
        if not any(area.isAncestorOf(button) for area in glass.seen(QScrollArea)):
            at = button.mapTo(glass.window, button.rect().topLeft())
            seen = glass.window.rect().contains(button.rect().translated(at))
            assert seen, button.objectName()
    for label in glass.seen(QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()


@pytest.mark.parametrize(("size", "percent"), SIZES)
@pytest.mark.logs("front_desk: no_paper")
def test_everywhere_large_enough_within_reach_and_whole(
    make_glass: MakeGlass, size: tuple[int, int], percent: int
) -> None:
    glass = make_glass(
        KioskConfig(
            clinic=CLINIC,
            printer="front_desk",
            pin_hash=hash_pin("1234"),
            text_percent=percent,
        ),
        size,
    )
    for place in journey(glass):
        glass.settle()
        for check in (check_targets, check_text, check_reach, check_names, check_whole):
            try:
                check(glass)
            except AssertionError as error:
                raise AssertionError(f"{place}: {error}") from error
        over = [one for one in glass.buttons() if one.text() == "Start over" and one.isEnabled()]
        assert len(over) == (0 if place == "pad" else 1), place


@pytest.mark.parametrize(("size", "percent"), SIZES)
def test_the_keys_of_the_pad_are_equally_large(
    make_glass: MakeGlass, size: tuple[int, int], percent: int
) -> None:
    config = KioskConfig(
        clinic=CLINIC, printer="front_desk", pin_hash=hash_pin("1234"), text_percent=percent
    )
    glass = make_glass(config, size)
    glass.hold("kiosk_name", 3)
    glass.settle()
    names = [f"kiosk_pad_{key}" for key in (*range(10), "clear", "go")]
    assert len({glass.widget(name).size().toTuple() for name in names}) == 1


def is_seen_whole(glass: Glass, name: str) -> bool:
    widget = glass.widget(name)
    return bool(widget.visibleRegion().boundingRect() == widget.rect())


@pytest.mark.parametrize("size", [SMALL, LOW, LANDSCAPE, PORTRAIT])
def test_every_word_of_the_first_page_is_seen_without_scrolling(
    make_glass: MakeGlass, size: tuple[int, int]
) -> None:
    glass = make_glass(size=size)
    assert not glass.widget("kiosk_down").isEnabled()
    assert not glass.widget("kiosk_up").isEnabled()


@pytest.mark.parametrize("size", [SMALL, LOW, LANDSCAPE, PORTRAIT])
def test_all_answers_and_the_picture_of_the_sore_side_are_seen_without_scrolling(
    make_glass: MakeGlass, size: tuple[int, int]
) -> None:
    glass = make_glass(size=size)
    glass.press("kiosk_find", "red_flags_none", "questionnaire_next", "pregnancy_no")
    answers = [one.objectName() for one in glass.seen(ChoiceButton)]
    assert len(answers) == 4
    for name in (*answers, "pelvis"):
        assert is_seen_whole(glass, name), name


@pytest.mark.parametrize(
    ("dots", "size", "percent"),
    [(DPI, SMALL, 100), (DPI, SMALL, 200), (141.0, PORTRAIT, 100), (141.0, PORTRAIT, 200)],
)
@pytest.mark.parametrize("clinic", [CLINIC, LONG])
def test_the_clinic_s_name_can_be_read_whole(
    make_glass: MakeGlass,
    monkeypatch: pytest.MonkeyPatch,
    dots: float,
    size: tuple[int, int],
    percent: int,
    clinic: Clinic,
) -> None:
    monkeypatch.setattr("tests.kiosk.glass.DPI", dots)
    glass = make_glass(KioskConfig(clinic=clinic, text_percent=percent), size)
    assert glass.window.width() == size[0]
    name = glass.window.bar.name
    area = QRect(0, 0, name.width(), 10_000)
    flags = Qt.TextFlag.TextWordWrap
    words = name.fontMetrics().boundingRect(area, flags, clinic.name)
    assert words.width() <= name.width()
    assert words.height() <= name.height()


def test_where_the_name_fits_nothing_of_it_is_cut(glass: Glass) -> None:
    """Qt rounds widths to the nearest pixel, and shortens what is a part of one wider."""
    name = glass.window.bar.name
    right = Qt.TextElideMode.ElideRight
    for points in range(26, 50):
        font = name.font()
        font.setPointSizeF(points / 2)
        name.setFont(font)
        shorten = name.fontMetrics().elidedText
        fitting = next(width for width in range(50, 2000) if name.fits(width))
        for line in name._lines(fitting):
            assert shorten(line, right, fitting) == line


def test_the_heading_of_the_first_page_is_read_from_across_the_room(glass: Glass) -> None:
    size = glass.widget("kiosk_invite_title").font().pointSizeF()
    assert size > 2 * BODY_POINTS
    glass.window.resize(*SMALL)
    glass.settle()
    assert glass.widget("kiosk_invite_title").font().pointSizeF() < size


def test_the_clinic_s_name_goes_back_between_the_buttons(
    make_glass: MakeGlass, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.kiosk.glass.DPI", 141.0)
    glass = make_glass(size=PORTRAIT)
    name, over = glass.widget("kiosk_name"), glass.widget("kiosk_start_over")
    assert name.geometry().bottom() < over.geometry().top()
    glass.window.resize(*LANDSCAPE)
    glass.settle()
    assert name.geometry().left() > over.geometry().right()
    assert name.geometry().top() == over.geometry().top()


def test_the_window_has_no_frame_and_stays_on_top(glass: Glass) -> None:
    flags = glass.window.windowFlags()
    assert flags & Qt.WindowType.FramelessWindowHint
    assert flags & Qt.WindowType.WindowStaysOnTopHint


def test_text_grows_at_once_and_nothing_is_lost(glass: Glass) -> None:
    glass.press("kiosk_find", "red_flags_fever_or_unwell")
    before = glass.widget("questionnaire_title").font().pointSizeF()
    glass.press("kiosk_text_more", "kiosk_text_more")
    assert glass.widget("questionnaire_title").font().pointSizeF() > before * 1.2
    [flag] = glass.seen(QAbstractButton, "red_flags_fever_or_unwell")
    assert flag.isChecked()


@pytest.mark.parametrize(
    ("dots", "size"),
    [(96, (1920, 1080)), (166, FOUR_K), (85, (1024, 768)), (72, (1080, 1920)), (220, FOUR_K)],
)
def test_20_mm_are_20_mm_on_a_screen_that_can_be_believed(
    dots: float, size: tuple[int, int]
) -> None:
    sizes = sizes_for(dots, *size)
    assert sizes.target / dots * MM_PER_INCH == pytest.approx(TARGET_MM, abs=0.3)
    points = sizes.look_percent(100) / 100 * 12 * DPI / dots
    assert points == pytest.approx(BODY_POINTS, abs=0.1)


@pytest.mark.parametrize("dots", [0.0, 1.0, 9.6, 5000.0])
@pytest.mark.parametrize("size", [SMALL, PORTRAIT, FOUR_K])
def test_a_screen_that_lies_gets_sizes_that_can_be_used(dots: float, size: tuple[int, int]) -> None:
    target = sizes_for(dots, *size).target
    assert 48 <= target <= min(size) / 6


def test_twice_the_text_is_twice_the_text() -> None:
    sizes = sizes_for(DPI, *PORTRAIT)
    assert sizes.look_percent(200) == 2 * sizes.look_percent(100)

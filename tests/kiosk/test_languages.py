"""Visitors choose their language: everything is in it until the visit ends."""

import re
from collections.abc import Callable
from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel, QWidget

from evenkeel.kiosk.frame.config import KioskConfig
from evenkeel.kiosk.invite.invite_page import InvitePage
from evenkeel.language import available_languages, language, read_texts
from evenkeel.ui.widgets import QuietButton
from tests.kiosk.glass import CONFIG, LANDSCAPE, SMALL, Glass

MakeGlass = Callable[..., Glass]
OFFERED = replace(CONFIG, languages=("en", "ar", "de"))
ALL = replace(CONFIG, languages=available_languages())
ARABIC = re.compile("[\u0600-\u06ff]")
RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft
#: A word of English, as nobody writes it in Arabic; not the names of the clinic and of codes.
ENGLISH_WORD = re.compile(r"\b[a-z]{3,}\b")


@pytest.fixture
def offering(make_glass: MakeGlass) -> Glass:
    return make_glass(OFFERED)


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def offered(glass: Glass) -> dict[str, str]:
    names = (one for one in glass.seen(QuietButton) if "kiosk_language_" in one.objectName())
    return {one.objectName(): one.accessibleName() for one in names}


def test_every_language_has_its_own_name_on_the_first_page(offering: Glass) -> None:
    assert offered(offering) == {
        "kiosk_language_en": "English",
        "kiosk_language_ar": "العربية",
        "kiosk_language_de": "Deutsch",
    }
    button = offering.widget("kiosk_language_ar")
    assert button.locale().language() == QLocale.Language.Arabic
    assert button.height() >= offering.sizes.target


def test_where_there_is_one_language_there_is_nothing_to_choose(make_glass: MakeGlass) -> None:
    assert offered(make_glass(CONFIG)) == {}
    assert offered(make_glass(replace(CONFIG, languages=("de",)))) == {}


def test_what_this_computer_can_not_write_is_not_offered(
    make_glass: MakeGlass, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("evenkeel.kiosk.frame.languages.can_be_written", lambda code: code == "de")
    names = offered(make_glass(OFFERED))
    assert names.keys() == {"kiosk_language_en", "kiosk_language_de"}
    assert "ar is not offered" in caplog.text


def test_the_chosen_one_is_marked_by_more_than_a_colour(offering: Glass) -> None:
    marked = [one.text() for one in offering.seen(QuietButton) if "✓" in one.text()]
    assert marked == ["✓ English"]
    offering.press("kiosk_language_de")
    marked = [one.text() for one in offering.seen(QuietButton) if "✓" in one.text()]
    assert marked == ["✓ Deutsch"]


@pytest.mark.parametrize("size", [LANDSCAPE, SMALL])
def test_every_language_can_be_reached(make_glass: MakeGlass, size: tuple[int, int]) -> None:
    glass = make_glass(ALL, size)
    for code in ALL.languages:
        glass.reach(f"kiosk_language_{code}")


def no_english(glass: Glass) -> None:
    """Every text on the screen that has words is in Arabic."""
    for line in glass.words().splitlines():
        text = line.replace(CONFIG.clinic.name, "")
        assert not ENGLISH_WORD.search(text), line


def test_a_visit_in_arabic_and_the_next_in_english(offering: Glass) -> None:
    offering.press("kiosk_language_ar")
    page = offering.window.page("invite")
    assert isinstance(page, InvitePage)
    assert ARABIC.search(page.title.text())
    assert offering.app.layoutDirection() == RIGHT_TO_LEFT
    for name in ("kiosk_start_over", "kiosk_text_more", "kiosk_find"):
        assert offering.widget(name).layoutDirection() == RIGHT_TO_LEFT
    over, more = offering.widget("kiosk_start_over"), offering.widget("kiosk_contrast")
    assert over.mapTo(offering.window, over.pos()).x() > more.mapTo(offering.window, more.pos()).x()
    offering.to_plan()
    no_english(offering)
    offering.press("kiosk_item_0")
    no_english(offering)
    offering.press("kiosk_card_back", "kiosk_print_plan", "kiosk_print_own")
    offering.wait_until(lambda: len(offering.printer.jobs) == 1)
    assert ARABIC.search(text_of(offering.printer.jobs[0].pdf))
    offering.pass_time(61)
    assert ARABIC.search(offering.widget("kiosk_more_yes").accessibleName())
    offering.press("kiosk_more_over")
    assert language() == "en"
    assert offering.app.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert not ARABIC.search(offering.words().replace("العربية", ""))
    assert "Find my exercises" in offering.words()


def test_nobody_there_any_more_ends_the_language_too(offering: Glass) -> None:
    offering.press("kiosk_language_ar", "kiosk_find")
    offering.pass_time(100)
    assert (offering.page, language()) == ("invite", "en")
    offering.press("kiosk_language_de")
    offering.pass_time(100)
    assert (offering.page, language()) == ("invite", "en")


def test_the_pad_of_the_staff_is_in_the_order_of_digits(make_glass: MakeGlass) -> None:
    glass = make_glass(replace(OFFERED, pin_hash="$argon2id$"))
    glass.press("kiosk_language_ar")
    glass.hold("kiosk_name", 3)
    places = [glass.widget(f"kiosk_pad_{digit}").x() for digit in (1, 2, 3)]
    assert places == sorted(places)
    assert any(ARABIC.search(one.text()) for one in glass.seen(QLabel))


def test_the_voice_is_that_of_the_language(offering: Glass) -> None:
    offering.press("kiosk_listen")
    assert "Find my exercises" in offering.speaker.said[-1].text
    offering.press("kiosk_language_ar")
    assert offering.speaker.closed
    assert ARABIC.search(offering.speaker.said[-1].text)
    assert "Find" not in offering.speaker.said[-1].text


def test_a_plan_in_the_visitors_language_and_in_the_clinics(offering: Glass) -> None:
    offering.press("kiosk_language_de")
    offering.at_plan()
    offering.press("kiosk_print_plan")
    assert offering.printer.jobs == []
    assert "English" in offering.words()
    offering.press("kiosk_print_own")
    offering.wait_until(lambda: len(offering.printer.jobs) == 1)
    offering.press("kiosk_print_clinic", "kiosk_print_clinic")
    offering.wait_until(lambda: len(offering.printer.jobs) == 2)
    own, clinic = (text_of(job.pdf) for job in offering.printer.jobs)
    assert "Für Ihre LINKE Seite" in own
    assert "For your LEFT side" in clinic
    # What is on the screen stays in the visitor's language.
    assert language() == "de"
    assert "In meiner Sprache" in offering.words()


def test_both_languages_count_for_the_sheets_of_a_visit(make_glass: MakeGlass) -> None:
    glass = make_glass(replace(OFFERED, pages_per_visitor=5))
    glass.press("kiosk_language_de")
    glass.at_plan()
    glass.press("kiosk_print_plan", "kiosk_print_clinic")
    glass.wait_until(lambda: len(glass.printer.jobs) == 1)
    glass.press("kiosk_print_own")
    refused = "mehr Seiten"
    glass.wait_until(lambda: refused in glass.words())
    assert len(glass.printer.jobs) == 1


def test_in_the_clinics_language_nothing_is_asked(offering: Glass) -> None:
    offering.at_plan()
    offering.press("kiosk_print_plan")
    assert not offering.seen(QWidget, "kiosk_print_own")
    offering.wait_until(lambda: len(offering.printer.jobs) == 1)


def test_a_visit_that_ends_does_not_change_what_is_being_printed(offering: Glass) -> None:
    offering.printer.hold.clear()
    offering.press("kiosk_language_ar")
    offering.at_plan()
    offering.press("kiosk_print_plan", "kiosk_print_own", "kiosk_start_over")
    assert language() == "en"
    offering.printer.hold.set()
    offering.wait_until(lambda: len(offering.printer.jobs) == 1)
    text = text_of(offering.printer.jobs[0].pdf)
    stop = offering.appearance.catalogue.words.stop_rule.split(".")[0]
    assert ARABIC.search(text)
    assert stop not in " ".join(text.split())


def test_what_can_not_be_written_is_said_and_the_kiosk_goes_on(
    offering: Glass, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no pictures")

    offering.at_plan()
    monkeypatch.setattr("evenkeel.kiosk.paper.sheets.plan_document", fail)
    offering.press("kiosk_print_plan")
    offering.wait_until(lambda: "tell the staff" in offering.words())
    assert "no pictures" in caplog.text
    offering.press("kiosk_start_over")
    assert offering.page == "invite"


def test_changing_languages_keeps_no_widgets(offering: Glass) -> None:
    def widgets() -> int:
        offering.settle()
        return len(offering.window.findChildren(QWidget))

    before = widgets()
    for code in ("ar", "de", "en", "ar"):
        offering.press(f"kiosk_language_{code}")
    offering.press("kiosk_start_over")
    assert widgets() == before


def test_a_language_is_read_once(offering: Glass, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(code: str) -> object:
        read.append(code)
        return read_texts(code)

    monkeypatch.setattr("evenkeel.kiosk.frame.languages.read_texts", counted)
    for code in ("ar", "de", "ar", "en", "de"):
        offering.press(f"kiosk_language_{code}")
    assert read == ["ar", "de"]


def test_the_clinics_own_language_may_be_any(make_glass: MakeGlass) -> None:
    glass = make_glass(KioskConfig(languages=("ar", "en")))
    assert glass.app.layoutDirection() == RIGHT_TO_LEFT
    glass.press("kiosk_language_en")
    assert "Find my exercises" in glass.words()
    glass.press("kiosk_start_over")
    assert ARABIC.search(glass.words().replace("العربية", ""))

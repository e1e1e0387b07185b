"""A visitor with headphones: every page and every answer is read, as loud as each visitor wants."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from tests.kiosk.conftest import MakeGlass
from tests.kiosk.glass import CONFIG, Glass


def last(glass: Glass) -> str:
    glass.settle()
    return glass.speaker.said[-1].text


def button(glass: Glass, name: str) -> QAbstractButton:
    found = glass.window.findChild(QAbstractButton, name)
    assert found, name
    return found


def test_nothing_is_said_before_somebody_wants_it(glass: Glass) -> None:
    glass.press("kiosk_find")
    assert glass.speaker.said == []
    assert button(glass, "kiosk_quieter").isHidden()


def test_every_page_and_every_answer_is_read(glass: Glass) -> None:
    glass.press("kiosk_listen")
    assert last(glass).startswith("Pain low in your back, beside the spine?")
    assert "You can press: " in last(glass)
    assert "Find my exercises." in last(glass)
    glass.press("kiosk_find")
    assert last(glass).startswith("Is any of this true for you?")
    assert "None of these. 11 of 11." in last(glass)
    glass.press("red_flags_none", "questionnaire_next")
    assert last(glass).startswith("Are you pregnant")
    glass.press("kiosk_listen")
    spoken = len(glass.speaker.said)
    glass.press("pregnancy_no")
    glass.settle()
    assert len(glass.speaker.said) == spoken


def test_what_gets_the_keyboard_is_said(glass: Glass) -> None:
    glass.press("kiosk_listen", "kiosk_find")
    glass.settle()
    button(glass, "red_flags_none").setFocus(Qt.FocusReason.TabFocusReason)
    assert last(glass) == "None of these. 11 of 11."


def test_the_volume_is_the_clinics_again_after_each_visit(glass: Glass) -> None:
    glass.press("kiosk_listen", "kiosk_louder")
    assert glass.speaker.volume == 0.8
    assert button(glass, "kiosk_louder").accessibleDescription() == "Volume: 80 %"
    glass.press("kiosk_start_over")
    assert button(glass, "kiosk_listen").text() == "Listen"
    glass.press("kiosk_listen")
    assert glass.speaker.volume == 0.6


def test_a_kiosk_without_headphones_offers_nothing(make_glass: MakeGlass) -> None:
    glass = make_glass(replace(CONFIG, voice_percent=0))
    assert button(glass, "kiosk_listen").isHidden()


def test_what_cannot_be_heard_is_not_offered(
    glass: Glass, caplog: pytest.LogCaptureFixture
) -> None:
    glass.speaker.silent = "No voice is installed."
    glass.press("kiosk_listen")
    glass.settle()
    assert button(glass, "kiosk_listen").isHidden()
    assert glass.speaker.said == []
    assert "No voice is installed." in caplog.text
    glass.press("kiosk_find")
    assert button(glass, "kiosk_listen").isHidden()


def test_contrast_and_size_tell_their_state(glass: Glass) -> None:
    contrast = button(glass, "kiosk_contrast")
    assert contrast.accessibleDescription() == "High contrast is off"
    glass.press("kiosk_contrast")
    assert contrast.accessibleDescription() == "High contrast is on"
    glass.press("kiosk_text_more")
    assert button(glass, "kiosk_text_more").accessibleDescription() == "Text size: 125 %"

"""The whole kiosk, gone through by accessible actions alone, and told right on every page."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton

from evenkeel.catalogue.terms import ENGLISH
from evenkeel.kiosk.frame.config import KioskConfig, KioskTheme
from evenkeel.kiosk.shell.page_keys import INVITE, QUESTIONS
from evenkeel.kiosk.shell.pin import hash_pin
from tests.kiosk.conftest import MakeGlass
from tests.kiosk.glass import CLINIC, Glass
from tests.kiosk.journey import journey
from tests.ui.accessible import act, faults, told
from tests.ui.audited import LANGUAGES, all_that_is_told, is_up
from tests.ui.patience import later


def by_action(glass: Glass) -> None:
    """Has the kiosk gone through without a finger. An answer chooses; *Next* goes on."""

    def press(*names: str) -> None:
        for name in names:
            _do(glass, name)
            answer = glass.seen(QAbstractButton, name)
            if answer and glass.page == QUESTIONS and answer[0].isChecked() and one_of(answer[0]):
                _do(glass, "questionnaire_next")

    glass.press = press  # type: ignore[method-assign]


def one_of(answer: QAbstractButton) -> bool:
    """Whether it is one of several that exclude each other."""
    return QAccessible.queryAccessibleInterface(answer).role() is QAccessible.Role.RadioButton


def _do(glass: Glass, name: str) -> None:
    later(glass.window.presses)
    button = next(iter(glass.seen(QAbstractButton, name)), None)
    assert button, f"{name} is not on {glass.page}"
    before = all_that_is_told()
    assert button.isEnabled(), name
    act(button, "Toggle" if button.isCheckable() else "Press")
    glass.wait_until(lambda: is_up(button))
    glass.settle()
    assert all_that_is_told() != before, f"{name} does nothing on {glass.page}"


@pytest.mark.logs("front_desk: no_paper")
@pytest.mark.parametrize(
    ("theme", "language"),
    [
        *((theme, ENGLISH) for theme in KioskTheme),
        *((KioskTheme.LIGHT, language) for language in LANGUAGES if language != ENGLISH),
    ],
)
def test_every_page_is_reached_and_told_right(
    make_glass: MakeGlass, theme: KioskTheme, language: str
) -> None:
    config = KioskConfig(
        clinic=CLINIC,
        printer="front_desk",
        pin_hash=hash_pin("1234"),
        theme=theme,
        languages=(language,),
    )
    glass = make_glass(config)
    by_action(glass)
    found = []
    for place in journey(glass):
        glass.settle()
        found += [f"{place}: {fault}" for fault in faults(told(glass.window))]
    assert found == []


def test_a_visit_without_a_touch_ends_as_any_other(glass: Glass) -> None:
    """What somebody answered by assistive technology does not stay on the screen."""
    by_action(glass)
    glass.press("kiosk_find", "red_flags_none", "questionnaire_next")
    glass.pass_time(50)
    glass.press("pregnancy_no")
    glass.pass_time(50)
    assert not glass.seen(QAbstractButton, "kiosk_more_over"), "somebody is there"
    glass.pass_time(11)
    assert glass.seen(QAbstractButton, "kiosk_more_over")
    glass.pass_time(120)
    assert glass.page == INVITE

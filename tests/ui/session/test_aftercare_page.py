"""What to do after a session that ended with more pain, or with strong pain."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from evenkeel.ui.session.aftercare_page import AftercarePage, needs_care
from evenkeel.ui.style.appearance import Appearance
from tests.ui.screen import settle


def reading(page: AftercarePage) -> str:
    settle()
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("before", "after", "needed"),
    [
        (4, None, False),
        (4, 5, False),
        (4, 6, True),
        (8, 7, False),
        (8, 8, True),
        (None, 7, False),
        (None, 8, True),
        (0, 2, True),
    ],
)
def test_a_rise_of_two_or_strong_pain_needs_care(
    before: int | None, after: int | None, needed: bool
) -> None:
    assert needs_care(before, after) is needed


def test_it_says_what_to_do_now_later_and_when_to_get_help(
    appearance: Appearance, show: Callable[[QWidget], QWidget]
) -> None:
    page = AftercarePage(appearance)
    show(page)
    page.show_pain(4, 6)
    text = reading(page)
    assert page.title.text() == "Your pain went up from 4 to 6."
    for said in (
        "No more exercises today.",
        "Wait until the pain is back to where it was.",
        "If it stays higher for three sessions, please see a doctor or physiotherapist.",
        "Call your local emergency number",
    ):
        assert said in text
    assert "With pain of 8 or more" not in text
    page.show_pain(8, 8)
    text = reading(page)
    assert page.title.text() == "Your pain is at 8 of 10."
    assert "With pain of 8 or more, talk to a doctor or physiotherapist." in text
    assert "back to where it was" not in text

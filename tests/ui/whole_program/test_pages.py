"""What holds for every page: names, sizes, the keyboard, room for large text."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Equipment
from evenkeel.coach.timeline import timeline
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import answers_from, default_answers
from evenkeel.guide.decide import decide
from evenkeel.journal.settings import Settings
from evenkeel.ui.library.library_page import LibraryPage
from evenkeel.ui.plan.notice_rules import Notice, NoticeKind
from evenkeel.ui.plan.so_far import SoFar
from evenkeel.ui.plan.today_page import TodayPage
from evenkeel.ui.questions.answers_page import AnswersPage
from evenkeel.ui.questions.questionnaire_page import QuestionnairePage
from evenkeel.ui.questions.referral_page import ReferralPage
from evenkeel.ui.questions.welcome_page import WelcomePage
from evenkeel.ui.settings.settings_page import SettingsPage
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import TARGET, THEMES
from evenkeel.ui.widgets import ScrollPage
from evenkeel.ui.widgets.buttons import StepButton
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]


def welcome(appearance: Appearance) -> ScrollPage:
    return WelcomePage(appearance)


def questionnaire(appearance: Appearance, key: str = "red_flags") -> ScrollPage:
    page = QuestionnairePage(appearance)
    page.ask(default_answers(appearance.catalogue), only=key)
    return page


def side(appearance: Appearance) -> ScrollPage:
    return questionnaire(appearance, "sore_side")


def pain(appearance: Appearance) -> ScrollPage:
    return questionnaire(appearance, "pain_now")


def referral(appearance: Appearance) -> ScrollPage:
    page = ReferralPage(appearance)
    answers = answers_from({"red_flags": ["chest_pain"]}, appearance.catalogue)
    page.show_plan(decide(answers, appearance.catalogue), answers)
    return page


def today(appearance: Appearance) -> ScrollPage:
    page = TodayPage(appearance)
    answers = answers_from(
        {"sore_side": "both", "pain_pattern": "shifted", "pain_now": 9}, appearance.catalogue
    )
    plan = decide(answers, appearance.catalogue)
    page.show_plan(
        plan,
        original=plan,
        changes=Adjustments(),
        phases=timeline(plan, appearance.catalogue),
        so_far=SoFar(now=datetime(2026, 11, 28, 12, tzinfo=UTC), aim=5),
        things=tuple(Equipment),
    )
    page.show_notices(
        [
            Notice(
                kind=NoticeKind.UNFINISHED,
                text="You stopped in the middle of a session.",
                primary="Continue the session",
                secondary="Leave it",
            )
        ]
    )
    return page


def empty(appearance: Appearance) -> ScrollPage:
    page = TodayPage(appearance)
    page.show_empty()
    return page


def answers(appearance: Appearance) -> ScrollPage:
    page = AnswersPage(appearance)
    page.show_answers(default_answers(appearance.catalogue))
    return page


def settings(appearance: Appearance) -> ScrollPage:
    page = SettingsPage(appearance)
    page.show_settings(Settings())
    return page


EVERY_PAGE = pytest.mark.parametrize(
    "make",
    [welcome, questionnaire, side, pain, referral, today, empty, answers, settings],
    ids=lambda make: make.__name__,
)


def buttons(page: QWidget) -> list[QAbstractButton]:
    settle()
    return [one for one in page.findChildren(QAbstractButton) if one.isVisible()]


@pytest.fixture
def large(appearance: Appearance, qapp: QApplication) -> Iterator[Appearance]:
    """Text of 200 %."""
    theme.apply(qapp, THEMES["light"], 200)
    appearance.change(theme=THEMES["light"], text_percent=200, reduced_motion=True)
    yield appearance
    theme.apply(qapp, THEMES["light"], 100)


@EVERY_PAGE
def test_every_button_has_a_name_for_tests_and_for_ears(
    appearance: Appearance, show: Show, make: Callable[[Appearance], ScrollPage]
) -> None:
    page = make(appearance)
    show(page)
    names = [button.objectName() for button in buttons(page)]
    assert "" not in names
    assert len(set(names)) == len(names)
    assert [one.objectName() for one in buttons(page) if not one.accessibleName()] == []


@EVERY_PAGE
def test_every_button_is_large_enough_to_hit(
    appearance: Appearance, show: Show, make: Callable[[Appearance], ScrollPage]
) -> None:
    page = make(appearance)
    show(page)
    small = {
        button.objectName(): (button.width(), button.height())
        for button in buttons(page)
        if button.height() < TARGET or button.width() < TARGET
    }
    assert small == {}


@EVERY_PAGE
def test_tab_reaches_every_button(
    appearance: Appearance, show: Show, keys: Keys, make: Callable[[Appearance], ScrollPage]
) -> None:
    page = make(appearance)
    show(page)
    wanted = {
        button.objectName()
        for button in buttons(page)
        if button.isEnabled() and button.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    # Of buttons that exclude each other Tab reaches one; the arrow keys reach the others.
    wanted = {
        name
        for name in wanted
        if not (button := page.findChild(QAbstractButton, name)).group() or button.isChecked()
    }
    reached: set[str] = set()
    page.setFocus()
    for _ in range(2 * len(buttons(page)) + 2):
        keys(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus
        reached.add(focus.objectName())
    assert wanted - reached == set()


@EVERY_PAGE
def test_the_focus_can_be_seen(
    appearance: Appearance, show: Show, make: Callable[[Appearance], ScrollPage]
) -> None:
    page = make(appearance)
    show(page)
    for button in buttons(page):
        if not button.isEnabled() or button.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        page.setFocus()
        settle()
        shown_on = button.parentWidget()
        assert shown_on
        before = shown_on.grab().toImage()
        button.setFocus()
        settle()
        assert shown_on.grab().toImage() != before, button.objectName()


@EVERY_PAGE
@pytest.mark.parametrize("width", [1100, 1366])
def test_no_text_is_cut_off_at_200_percent(
    large: Appearance, show: Show, make: Callable[[Appearance], ScrollPage], width: int
) -> None:
    page = make(large)
    show(page)
    page.resize(width, 700)
    settle()
    assert page.width() == width
    inside = page.scroll_area.viewport().width()
    column = page.scroll_area.widget()
    assert column.width() <= inside
    for label in page.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else 0
        assert label.height() >= needed, label.text()
        right = label.mapTo(page, label.rect().topRight()).x()
        assert right < width, label.text()
        if not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()
    for button in buttons(page):
        right = button.mapTo(page, button.rect().topRight()).x()
        assert right < width, button.objectName()
        if not button.hasHeightForWidth():
            least = button.minimumSizeHint().width()
            assert button.width() >= least, button.objectName()


@pytest.mark.parametrize("width", [1158, 1712])
def test_pages_beside_the_sidebar_begin_at_the_same_place(
    appearance: Appearance, show: Show, width: int
) -> None:
    def left(page: ScrollPage) -> int:
        show(page)
        page.resize(width, 700)
        settle()
        return page.title.mapTo(page, QPoint()).x()

    assert len({left(page(appearance)) for page in (LibraryPage, SettingsPage, AnswersPage)}) == 1


def test_buttons_of_a_footer_are_equally_high(appearance: Appearance, show: Show) -> None:
    page = questionnaire(appearance)
    show(page)
    settle()
    heights = {
        button.height()
        for button in buttons(page)
        if button.objectName() in ("questionnaire_next", "questionnaire_back")
    }
    assert len(heights) == 1


def test_welcome_states_the_purpose_and_goes_on(
    appearance: Appearance, show: Show, keys: Keys, catalogue: Catalogue
) -> None:
    page = WelcomePage(appearance)
    accepted: list[bool] = []
    page.accepted.connect(lambda: accepted.append(True))
    show(page)
    said = [label.text() for label in page.findChildren(QLabel)]
    assert set(catalogue.words.purpose) <= set(said)
    keys(Qt.Key.Key_Return)
    assert accepted == [True]


def test_a_second_referral_replaces_the_first(appearance: Appearance, show: Show) -> None:
    page = referral(appearance)
    show(page)
    answers = answers_from({"pregnancy": "pregnant"}, appearance.catalogue)
    page.show_plan(decide(answers, appearance.catalogue), answers)  # type: ignore[attr-defined]
    settle()
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    urgent = next(one for one in appearance.catalogue.advice if one.code == "emergency_care")
    assert not set(urgent.now) & set(said)


def test_answers_are_listed_and_changed_one_by_one(
    appearance: Appearance, show: Show, press: Press, catalogue: Catalogue
) -> None:
    page = AnswersPage(appearance)
    given = answers_from(
        {"sore_side": "right", "pain_pattern": "tight", "equipment": ["wall", "step"]}, catalogue
    )
    page.show_answers(given)
    show(page)
    settle()
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "My RIGHT side" in said
    assert "A free wall · A low step" in said
    # Nobody was asked about red flags: it is not said that there are none.
    assert catalogue.question("red_flags").none_label not in said
    assert "Not answered" in said
    assert catalogue.question("knee_pain").title in said
    assert catalogue.question("plank").title not in said
    asked: list[str] = []
    page.changeAnswers.connect(asked.append)
    press(page, "answers_change_balance")
    assert asked == ["balance"]
    done: list[bool] = []
    page.doneRequested.connect(lambda: done.append(True))
    press(page, "answers_done")
    assert done == [True]


def test_a_stepper_button_repeats_while_it_is_held(appearance: Appearance) -> None:
    assert StepButton("more", "+", "More").autoRepeat()

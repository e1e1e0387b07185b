"""The page after a session."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.terms import Side
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.plan import Plan
from evenkeel.journal.records import Repetition
from evenkeel.journal.trends.schedule import Outlook
from evenkeel.ui.session.summary_page import SummaryPage
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]


def done(plan: Plan, item: int, side: Side | None, count: int) -> list[Repetition]:
    """The first repetitions of an item on one side."""
    planned = plan.items[item]
    return [
        Repetition(
            item=item,
            exercise=planned.exercise,
            variant=planned.variant,
            side=side,
            set=1,
            rep=n + 1,
            hold_s=float(planned.dose.hold_s),
        )
        for n in range(count)
    ]


class Summary:
    """The page on the screen, with what it emitted."""

    def __init__(self, appearance: Appearance, show: Show, press: Press) -> None:
        self.page = SummaryPage(appearance)
        answers = answers_from(
            {"sore_side": "left", "pain_pattern": "shifted"}, appearance.catalogue
        )
        self.plan = decide(answers, appearance.catalogue)
        self.said: list[tuple[int | None, str]] = []
        self.really: list[str] = []
        self.page.done.connect(lambda pain, note, _really: self.said.append((pain, note)))
        self.page.done.connect(lambda _pain, _note, really: self.really.append(really))
        self._press = press
        show(self.page)

    def press(self, name: str) -> None:
        """Clicks the button of that name."""
        self._press(self.page, name)

    def words(self, name: str = "") -> str:
        """What is written on the page, or on the label of that name."""
        settle()
        labels = self.page.findChildren(QLabel, name) if name else self.page.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def summary(appearance: Appearance, show: Show, press: Press) -> Summary:
    return Summary(appearance, show, press)


def test_what_was_done_is_listed_with_sides(summary: Summary) -> None:
    plan = summary.plan
    repetitions = [
        *done(plan, 0, Side.LEFT, 6),
        *done(plan, 0, Side.RIGHT, 4),
        *done(plan, 3, Side.RIGHT, 2),
    ]
    summary.page.show_session(
        plan, repetitions, finished=False, pain_before=6, stopped={3}, left={0, 2}
    )
    words = summary.words()
    assert "You ended the session" in words
    assert "12 repetitions, 1 minute of holding." in words
    assert summary.words("summary_stored") == "This session is in your journal."
    assert "LEFT side 6 of 6 · RIGHT side 4 of 6 · left early" in words
    assert "RIGHT side 0 of 3 · left early" in words
    assert "RIGHT side 2 of 6 · stopped, it hurt more" in words
    not_done = "Knee push against a wall, Heel push in a doorway, once more"
    assert f"Not done\n{not_done}" in words


def test_what_was_not_needed_is_not_missing(summary: Summary) -> None:
    """The brace helped: all that was left to do was done."""
    plan = summary.plan
    left_out = plan.skip_if_helped
    repetitions = [
        one
        for place, item in plan.numbered()
        if item.exercise not in left_out
        for side in item.sides
        for one in done(plan, place, side, item.dose.reps)
    ]
    summary.page.show_session(plan, repetitions, finished=True, pain_before=6, left_out=left_out)
    words = summary.words()
    assert "Not needed, it helped\nKnee push against a wall, Steady forearm plank" in words
    assert "Not done" not in words
    summary.press("summary_done")
    assert summary.really == ["all"]


def test_nothing_done_is_all_right(summary: Summary) -> None:
    summary.page.show_session(summary.plan, (), finished=False, pain_before=3)
    assert "You did not complete a repetition. That is all right." in summary.words()


def test_pain_and_note_are_handed_on(summary: Summary, qtbot: QtBot) -> None:
    summary.page.show_session(
        summary.plan, done(summary.plan, 1, Side.LEFT, 6), finished=True, pain_before=6
    )
    assert summary.words("summary_change") == "Before the session it was 6."
    summary.press("summary_pain_4")
    assert summary.words("summary_change") == "6 before, 4 now. That is clearly less."
    qtbot.keyClicks(summary.page.note, " slept badly ")
    summary.press("summary_done")
    assert summary.said == [(4, "slept badly")]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (5, "6 before, 5 now. A change of less than 2 points is too small to matter."),
        (7, "6 before, 7 now. A change of less than 2 points is too small to matter."),
        (8, "6 before, 8 now. That is clearly more. The next page says what to do."),
    ],
)
def test_a_change_is_said_honestly(summary: Summary, now: int, said: str) -> None:
    summary.page.show_session(summary.plan, (), finished=True, pain_before=6)
    summary.press(f"summary_pain_{now}")
    assert summary.words("summary_change") == said


def test_the_pain_need_not_be_said(summary: Summary) -> None:
    summary.page.show_session(summary.plan, (), finished=True, pain_before=None)
    assert summary.words("summary_change") == ""
    summary.press("summary_done")
    assert summary.said == [(None, "")]


def test_a_second_session_begins_empty(summary: Summary, qtbot: QtBot) -> None:
    summary.page.show_session(summary.plan, (), finished=True, pain_before=6)
    summary.press("summary_pain_4")
    qtbot.keyClicks(summary.page.note, "note")
    summary.page.show_session(summary.plan, (), finished=True, pain_before=2)
    summary.press("summary_done")
    assert summary.said == [(None, "")]


@pytest.mark.parametrize("place", ["summary_page", "summary_really_all", "summary_done"])
def test_a_digit_outside_of_the_scale_changes_no_pain(
    summary: Summary, keys: Keys, place: str
) -> None:
    summary.page.show_session(summary.plan, (), finished=True, pain_before=6)
    summary.press("summary_pain_5")
    window = summary.page.window()
    focus = window if window.objectName() == place else window.findChild(QWidget, place)
    assert focus
    focus.setFocus()
    keys(Qt.Key.Key_3)
    summary.press("summary_done")
    assert summary.said == [(5, "")]


def test_a_digit_on_the_scale_is_the_pain(summary: Summary, keys: Keys) -> None:
    summary.page.show_session(summary.plan, (), finished=True, pain_before=6)
    settle()
    summary.page.scale.setFocus()
    keys(Qt.Key.Key_3)
    summary.press("summary_done")
    assert summary.said == [(3, "")]


def test_a_digit_in_the_note_stays_there(summary: Summary, keys: Keys) -> None:
    summary.page.show_session(summary.plan, (), finished=True, pain_before=6)
    settle()
    summary.page.note.setFocus()
    keys(Qt.Key.Key_3)
    summary.press("summary_done")
    assert summary.said == [(None, "3")]


def test_tab_leaves_the_note(summary: Summary, keys: Keys) -> None:
    summary.page.show_session(summary.plan, (), finished=True, pain_before=2)
    summary.page.note.setFocus()
    keys(Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus
    assert focus.objectName() == "summary_done"


@pytest.fixture
def british_numbers() -> Iterator[None]:
    """As the program writes them once it has started, whatever this system writes."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("british_numbers")
def test_a_note_near_its_end_counts(summary: Summary, qtbot: QtBot) -> None:
    summary.page.show_session(summary.plan, (), finished=True, pain_before=2)
    summary.page.note.setPlainText("x" * 1799)
    assert summary.words("summary_note_count") == ""
    qtbot.keyClicks(summary.page.note, "yy")
    assert summary.words("summary_note_count") == "1,801 of 2,000 characters"


def paste(summary: Summary, place: int, text: str) -> None:
    cursor = summary.page.note.textCursor()
    cursor.setPosition(place)
    summary.page.note.setTextCursor(cursor)
    QApplication.clipboard().setText(text)
    summary.page.note.paste()


@pytest.mark.usefixtures("british_numbers")
def test_what_does_not_fit_is_said_and_what_stood_there_stays(
    summary: Summary, qtbot: QtBot
) -> None:
    summary.page.show_session(summary.plan, (), finished=True, pain_before=2)
    note = summary.page.note
    note.setPlainText("begin " + "x" * 1980 + " end")
    paste(summary, 6, "0123456789abcdef")
    said = summary.words("summary_note_count")
    assert said.startswith("A note has room for 2,000 characters. The last 6 that you entered")
    assert note.toPlainText() == "begin 0123456789" + "x" * 1980 + " end"
    qtbot.keyClicks(note, "z")
    assert "The last 1 that you entered" in summary.words("summary_note_count")
    # One step of undo takes back the paste, and what fits is counted as usual again.
    note.undo()
    assert note.toPlainText() == "begin " + "x" * 1980 + " end"
    assert summary.words("summary_note_count") == "1,990 of 2,000 characters"
    summary.press("summary_done")
    assert len(summary.said[0][1]) == 1990


def test_what_takes_the_place_of_a_selection_fits(summary: Summary, qtbot: QtBot) -> None:
    summary.page.show_session(summary.plan, (), finished=True, pain_before=2)
    note = summary.page.note
    note.setPlainText("x" * 2000)
    note.selectAll()
    qtbot.keyClicks(note, "short")
    assert note.toPlainText() == "short"


def test_what_is_composed_of_several_keys_has_the_same_end(summary: Summary) -> None:
    summary.page.show_session(summary.plan, (), finished=True, pain_before=2)
    note = summary.page.note
    note.setPlainText("x" * 1998)
    note.moveCursor(QTextCursor.MoveOperation.End)
    event = QInputMethodEvent()
    event.setCommitString("한국어")
    QApplication.sendEvent(note, event)
    assert note.toPlainText() == "x" * 1998 + "한국"
    assert "The last 1 that you entered" in summary.words("summary_note_count")


def test_no_character_of_two_units_is_cut_in_half(summary: Summary) -> None:
    summary.page.show_session(summary.plan, (), finished=True, pain_before=2)
    summary.page.note.setPlainText("x" * 1999)
    paste(summary, 1999, "\N{SLIGHTLY SMILING FACE}")
    assert summary.page.note.toPlainText() == "x" * 1999
    paste(summary, 1999, "y")
    assert summary.page.note.toPlainText() == "x" * 1999 + "y"


def test_nothing_is_cut_at_twice_the_text(
    summary: Summary, appearance: Appearance, qapp: QApplication
) -> None:
    theme.apply(qapp, THEMES["contrast"], 200)
    appearance.change(theme=THEMES["contrast"], text_percent=200, reduced_motion=True)
    summary.page.show_session(
        summary.plan, done(summary.plan, 0, Side.LEFT, 6), finished=True, pain_before=6
    )
    settle()
    settle()  # the rows know their heights only once they have their widths
    for label in summary.page.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


@pytest.mark.parametrize(
    ("count", "chosen", "really"),
    [(0, None, "none"), (3, None, "some"), (3, "none", "none"), (3, "all", "all")],
)
def test_what_was_really_done_is_the_reader_s_to_say(
    summary: Summary, count: int, chosen: str | None, really: str
) -> None:
    repetitions = done(summary.plan, 0, Side.LEFT, count)
    summary.page.show_session(summary.plan, repetitions, finished=True, pain_before=2)
    if chosen:
        summary.press(f"summary_really_{chosen}")
    summary.press("summary_done")
    assert summary.really == [really]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "2 of 5 sessions this week. Your next session: later today."),
        (1, "2 of 5 sessions this week. Your next session: tomorrow."),
        (3, "2 of 5 sessions this week. Your next session: on Saturday."),
    ],
)
def test_what_next_and_when(summary: Summary, days: int, said: str) -> None:
    today = date(2026, 11, 18)
    summary.page.show_session(
        summary.plan,
        (),
        finished=True,
        pain_before=2,
        outlook=Outlook(done=2, aim=5, today=today, day=today + timedelta(days=days)),
        said="You are done.",
    )
    assert summary.words("summary_next") == said
    assert summary.words("summary_said") == "You are done."
    summary.press("summary_pain_4")
    assert summary.words("summary_next").startswith("First of all, take care of the pain.")

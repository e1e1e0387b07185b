"""A session in the real window: heard, full screen, awake, and all of it given back."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMainWindow, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.coach.moves import fewest_turns
from evenkeel.coach.session import Session
from evenkeel.coach.view import State
from evenkeel.guide.answers import answers_from
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import Ending
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.resumable_session import place_of
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window_placement import place, placement_of
from evenkeel.ui.session.sound import Sound
from evenkeel.ui.shell.controller import Controller
from evenkeel.ui.style.appearance import Appearance
from tests.coach.ready import is_there
from tests.ui.screen import settle
from tests.voice.heard import SCRIPT, FakePlayer, FakeSpeaker

Press = Callable[[QWidget, str], None]
NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
FULL = Qt.WindowState.WindowFullScreen


class FakeAwake:
    """Notes whether the display is kept awake."""

    def __init__(self) -> None:
        self.held = False

    def hold(self) -> None:
        self.held = True

    def release(self) -> None:
        self.held = False


class Home:
    """The program at home, with a clock of the test's own."""

    def __init__(self, appearance: Appearance, qtbot: QtBot, press: Press, folder: Path) -> None:
        self.seconds = 0.0
        #: Whether the user takes longer to another place than the test lasts.
        self.away = False
        self.journal = Journal.open(folder / "journal.sqlite")
        user_state = UserState(self.journal, appearance.catalogue, lambda: NOW)
        self.preferences = Preferences(folder / "settings.json")
        self.player = FakePlayer(lambda: self.seconds)
        self.speaker = FakeSpeaker(lambda: self.seconds)
        self.awake = FakeAwake()
        self.controller = Controller(
            appearance,
            user_state,
            self.preferences,
            clock=lambda: self.seconds,
            sound=lambda: Sound(
                appearance.catalogue, SCRIPT, player=self.player, speaker=self.speaker
            ),
            awake=self.awake,
        )
        self.window = self.controller.window
        self._press = press
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        document = {"sore_side": "left", "pain_pattern": "shifted"}
        user_state.answer(answers_from(document, appearance.catalogue))
        self.controller.show_today()

    def press(self, name: str) -> None:
        settle()
        self._press(self.window, name)

    def after(self, seconds: float) -> None:
        page = self.window.page("coach")
        until = self.seconds + seconds
        while self.seconds < until:
            self.seconds = min(until, self.seconds + 0.5)
            page.beat()  # type: ignore[attr-defined]
            session = page._playback.session  # type: ignore[attr-defined]
            if session and not self.away and is_there(session.view()):
                self.ready()
        settle()

    def ready(self) -> None:
        page = self.window.page("coach")
        page._playback.ready()  # type: ignore[attr-defined]

    @property
    def full(self) -> bool:
        return bool(self.window.windowState() & FULL)


@pytest.fixture
def home(appearance: Appearance, qtbot: QtBot, press: Press, tmp_path: Path) -> Iterator[Home]:
    home = Home(appearance, qtbot, press, tmp_path)
    yield home
    home.controller.close()
    home.journal.close()


def begin(home: Home) -> None:
    plan = home.controller._user_state.plan_today
    assert plan
    home.controller.session.begin(plan, 4)
    settle()


def test_a_session_takes_screen_display_and_ear_and_gives_them_back(home: Home) -> None:
    assert not home.full
    begin(home)
    assert home.full
    assert home.awake.held
    assert home.speaker.said
    home.press("coach_end")
    home.press("coach_end_now")
    assert home.window.current() == "summary"
    assert not home.full
    assert not home.awake.held
    assert home.player.resting
    begin(home)
    assert not home.player.resting
    home.controller.close()
    assert home.player.closed


def test_the_device_is_open_before_the_first_cue_and_goes_if_there_is_none(home: Home) -> None:
    home.controller.session.ask_pain()
    assert home.player.opened
    home.player.resting = True
    home.controller.session.ask_pain()
    assert not home.player.resting
    home.press("pain_page_skip")
    assert home.player.resting


def test_a_window_that_filled_the_screen_before_goes_on_so(home: Home) -> None:
    home.window.toggle_full_screen()
    begin(home)
    home.press("coach_end")
    home.press("coach_end_now")
    assert home.full


def test_the_window_stays_as_it_is_if_the_reader_wants(home: Home) -> None:
    home.preferences.change_one(fill_screen=False)
    begin(home)
    assert not home.full
    assert home.awake.held


def test_closing_the_window_gives_all_back_and_pauses(home: Home) -> None:
    begin(home)
    home.ready()
    home.window.close()
    answer(home, "leave_session_end")
    assert not home.window.isVisible()
    assert not home.awake.held
    assert not home.full
    home.window.show()
    label = home.window.findChild(QLabel, "coach_paused")
    assert label
    assert label.isVisible()
    assert home.player.resting
    home.press("coach_go_on")
    assert not home.player.resting


def answer(home: Home, name: str) -> None:
    """Answers whether the session is to be ended."""
    settle()
    boxes = [one for one in home.window.findChildren(QMessageBox) if one.isVisible()]
    (box,) = boxes
    assert box.text() == "End the session?"
    button = box.findChild(QAbstractButton, name)
    assert button
    button.click()
    settle()


def test_closing_in_a_session_asks_once_and_staying_goes_on(home: Home) -> None:
    begin(home)
    home.ready()
    for _ in range(2):
        home.window.close()
    answer(home, "leave_session_stay")
    assert home.window.isVisible()
    assert home.window.current() == "coach"
    assert home.full
    assert home.awake.held
    home.press("coach_go_on")
    page = home.window.page("coach")
    assert page._playback.state is not State.PAUSED  # type: ignore[attr-defined]


def test_the_next_start_is_not_in_the_full_screen_of_a_session(home: Home) -> None:
    kept: list[str] = []
    home.window.closed.connect(lambda: kept.append(placement_of(home.window)))
    begin(home)
    assert home.full
    home.window.close()
    answer(home, "leave_session_end")
    (place_kept,) = kept
    other = QMainWindow()
    place(other, place_kept)
    assert not other.isFullScreen()
    other.deleteLater()


def test_outside_of_a_session_nothing_is_asked(home: Home) -> None:
    assert home.window.close()


def test_escape_leaves_the_full_screen_where_the_page_has_no_use_for_it(
    home: Home, qtbot: QtBot
) -> None:
    home.window.toggle_full_screen()
    home.controller.show_library()
    qtbot.keyClick(home.window.page("library"), Qt.Key.Key_Escape)
    assert (home.window.current(), home.full) == ("today", True)
    qtbot.keyClick(home.window.page("today"), Qt.Key.Key_Escape)
    assert not home.full


def test_escape_in_a_session_asks_whether_to_end_it(home: Home, qtbot: QtBot) -> None:
    begin(home)
    qtbot.keyClick(home.window.page("coach"), Qt.Key.Key_Escape)
    assert home.full
    home.press("coach_end_now")
    assert home.window.current() == "summary"


def test_what_is_said_stands_on_the_page_also_at_the_end(home: Home) -> None:
    begin(home)
    home.ready()
    caption = home.window.findChild(QLabel, "coach_caption")
    assert caption
    shown = caption.text().replace("<b>", "").replace("</b>", "")
    assert home.speaker.said[-1].text.split(".")[0].lower() in shown.lower()
    home.press("coach_hurts")
    lead = home.window.findChild(QLabel, "coach_hurt_lead")
    assert lead
    assert lead.text() == SCRIPT.hurt
    home.press("coach_hurt_end")
    said = home.window.findChild(QLabel, "summary_said")
    assert said
    assert said.text() == SCRIPT.ended


def test_the_display_stays_on_while_it_waits_but_not_for_ever(home: Home) -> None:
    home.away = True
    begin(home)
    home.after(15 * 60)
    assert home.awake.held
    home.after(10 * 60)
    assert not home.awake.held
    home.ready()
    assert home.awake.held


def test_closing_the_window_on_the_way_and_staying_waits_on(home: Home) -> None:
    begin(home)
    home.window.close()
    answer(home, "leave_session_stay")
    home.press("coach_ready")
    page = home.window.page("coach")
    assert page._playback.state is State.RUNNING  # type: ignore[attr-defined]


@pytest.mark.parametrize(("after", "cared_for"), [(5, False), (6, True), (8, True)])
def test_more_pain_at_the_end_leads_to_what_to_do(
    home: Home, after: int, *, cared_for: bool
) -> None:
    begin(home)
    home.press("coach_end")
    home.press("coach_end_now")
    home.press(f"summary_pain_{after}")
    home.press("summary_done")
    assert home.journal.sessions()[-1].pain_after == after
    assert (home.window.current() == "aftercare") is cared_for
    if cared_for:
        title = home.window.findChild(QLabel, "aftercare_page_title")
        assert title
        assert title.text() == f"Your pain went up from 4 to {after}."
        home.press("aftercare_done")
    assert home.window.current() == "today"


def test_what_hurt_in_the_last_session_counts_in_this_one(home: Home) -> None:
    for again in (False, True):
        begin(home)
        home.press("coach_hurts")
        stop = home.window.findChild(QAbstractButton, "coach_hurt_stop")
        assert stop
        assert stop.isVisible() is again
        home.press("coach_hurt_stop" if again else "coach_hurt_end")
        home.press("summary_done")


def test_where_nothing_is_heard_the_page_lights_up(home: Home) -> None:
    home.player.silent = home.speaker.silent = "No sound device."
    begin(home)
    flash = home.window.findChild(QWidget, "coach_flash")
    assert flash
    assert flash.isVisible()


def test_the_sidebar_s_keys_leave_no_session(home: Home) -> None:
    begin(home)
    home.controller.go_to("library")
    assert home.window.current() == "coach"


def test_an_exception_in_the_page_gives_all_back_when_the_program_ends(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(home)

    def fails(_session: Session) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(Session, "tick", fails)
    with pytest.raises(RuntimeError):
        home.after(1)
    monkeypatch.undo()
    home.controller.session.stop()
    assert not home.awake.held


def test_the_order_that_turns_over_least_is_played_if_wanted(home: Home) -> None:
    document = {"sore_side": "left", "pain_pattern": "tight", "extras": True}
    home.controller._user_state.answer(
        answers_from(document, home.controller._user_state.catalogue)
    )
    home.preferences.change_one(fewest_turns=True)
    plan = home.controller._user_state.plan_today
    assert plan
    fewest = fewest_turns(plan, home.controller._user_state.catalogue)
    assert fewest != plan
    home.press("today_start")
    home.press("pain_page_scale_4")
    home.press("pain_page_go_on")
    unfinished = home.journal.unfinished()
    assert unfinished
    assert unfinished.plan == fewest


def test_the_day_s_summary_is_kept_as_the_reader_says(home: Home) -> None:
    begin(home)
    home.after(60)
    home.press("coach_end")
    home.press("coach_end_now")
    home.press("summary_really_none")
    home.press("summary_done")
    assert home.window.current() == "today"
    assert home.journal.sessions()[-1].repetitions == 0


def test_a_session_in_which_the_brace_helped_is_done_whole(home: Home) -> None:
    """Nothing of it is missing: neither on the last page nor on Today, and a step may follow."""
    begin(home)
    while home.window.page("coach")._playback.state is not State.ASKING:  # type: ignore[attr-defined]
        home.after(5)
    home.press("coach_helped_yes")
    while home.window.current() != "summary":
        home.after(5)
    home.press("summary_done")
    (last,) = home.controller._user_state.done_sessions()
    assert [(one.exercise, one.done == one.planned) for one in last.exercises] == [
        ("dontigny_knee_brace", True),
        ("swiss_ball_superman", True),
    ]


def test_an_exercise_that_was_left_is_in_the_journal_and_not_done_whole(home: Home) -> None:
    begin(home)
    do_repetitions(home, 2)
    home.press("coach_leave_exercise")
    home.after(5)
    unfinished = home.journal.unfinished()
    assert unfinished
    assert unfinished.left == (0,)
    # As far as the journal knows, the program was killed here: it goes on after what was left.
    place = place_of(unfinished, home.controller._user_state.catalogue)
    assert place
    assert place.item == 1
    while home.window.current() != "summary":
        home.after(5)
    said = [label.text() for label in home.window.page("summary").findChildren(QLabel)]
    assert "LEFT side 2 of 6 · RIGHT side 0 of 6 · left early" in said
    home.press("summary_done")
    (last,) = home.controller._user_state.done_sessions()
    brace, wall = last.exercises[:2]
    # It was planned, so it counts for the rule of getting on, and not as done whole.
    assert (brace.exercise, brace.done, brace.planned) == ("dontigny_knee_brace", 14, 24)
    assert wall.done == wall.planned


def test_one_exercise_at_once_is_a_session_of_its_own(home: Home) -> None:
    home.controller.show_card("inflare_correction")
    home.press("card_do_now")
    home.press("pain_page_scale_4")
    home.press("pain_page_go_on")
    while home.window.current() != "summary":
        home.after(5)
    home.press("summary_done")
    (record,) = home.journal.sessions()
    assert (record.pain_before, record.repetitions, record.how) == (4, 6, Ending.FINISHED)
    (last,) = home.controller._user_state.done_sessions()
    assert [(one.exercise, one.done, one.planned) for one in last.exercises] == [
        ("inflare_correction", 6, 6)
    ]
    # The next one from Today is whole again.
    home.press("today_start")
    home.press("pain_page_scale_4")
    home.press("pain_page_go_on")
    unfinished = home.journal.unfinished()
    assert unfinished
    assert len(unfinished.plan.items) == 5


def test_one_exercise_passes_the_safety_questions_as_every_session(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home.controller._user_state, "pain_rose", lambda _pain: True)
    home.controller.show_card("inflare_correction")
    home.press("card_do_now")
    home.press("pain_page_scale_9")
    home.press("pain_page_go_on")
    # An answer that closes the exercises closes this one.
    assert home.window.current() == "questionnaire"
    home.press("red_flags_chest_pain")
    home.press("questionnaire_next")
    assert home.window.current() == "referral"
    assert home.journal.sessions() == ()


def test_a_cut_off_session_says_where_it_goes_on_and_goes_on_there(home: Home) -> None:
    begin(home)
    for done, named in (
        (0, "Heel push in a doorway, LEFT side, repetition\u00a01\u00a0of\u00a06"),
        (4, "Heel push in a doorway, LEFT side, repetition\u00a05\u00a0of\u00a06"),
        (7, "Heel push in a doorway, RIGHT side, repetition\u00a02\u00a0of\u00a06"),
        (12, "Heel push in a doorway, did it help?"),
    ):
        do_repetitions(home, done)
        # As far as the journal knows, the program was killed here.
        home.controller.show_today()
        banner = home.window.findChild(QWidget, "today_notices")
        assert banner
        assert banner.isVisible()
        said = [label.text() for label in banner.findChildren(QLabel)]
        assert any(named in text for text in said), said
        home.press("notice_primary")
        home.press("pain_page_scale_4")
        home.press("pain_page_go_on")
        if done < 12:
            do_repetitions(home, done + 1)
            last = home.journal.unfinished().done[-1]  # type: ignore[union-attr]
            assert (
                f"{str(last.side).upper()} side, repetition\u00a0{last.rep}\u00a0of\u00a06" in named
            )
    home.press("coach_helped_yes")
    assert home.window.current() == "coach"


def do_repetitions(home: Home, count: int) -> None:
    """Lets the session run until so many repetitions are done, and a little into the next hold."""
    for _ in range(1000):
        unfinished = home.journal.unfinished()
        assert unfinished
        if len(unfinished.done) >= count:
            break
        home.after(0.5)
    assert len(unfinished.done) == count
    home.after(2.0)

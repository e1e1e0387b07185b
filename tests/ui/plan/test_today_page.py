"""The plan page: what it shows and what it asks for."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRegularExpression, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QWidget

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Equipment, Side
from evenkeel.coach.timeline import timeline
from evenkeel.guide.adjust import Adjustments, adjusted
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.describe import lay_ready, spaced
from evenkeel.guide.done import DoneDose
from evenkeel.guide.getting_on import Direction, Proposal, StepReason
from evenkeel.guide.plan import Dose
from evenkeel.journal.records import AnsweredStep
from evenkeel.journal.trends.progress import Trend, Verdict
from evenkeel.ui.plan.notice_rules import Notice, NoticeKind
from evenkeel.ui.plan.so_far import LastSession, SoFar
from evenkeel.ui.plan.step_words import step_change
from evenkeel.ui.plan.today_page import TodayPage
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from evenkeel.ui.widgets import PrimaryButton
from tests.ui.accessible import told
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]
Role = QAccessible.Role

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
NEW = SoFar(now=NOON, aim=5)
SHIFTED = {"sore_side": "left", "pain_pattern": "shifted"}
TIGHT = {"sore_side": "right", "pain_pattern": "tight"}


class Today:
    """The page on the screen, with what it emitted."""

    def __init__(self, appearance: Appearance, show: Show, press: Press) -> None:
        self.page = TodayPage(appearance)
        self.said: list[tuple[object, ...]] = []
        self._catalogue = appearance.catalogue
        self._press = press
        self.changes = Adjustments()
        self.document: dict[str, object] = {}
        for name in (
            "startRequested",
            "printRequested",
            "cardRequested",
            "doseChanged",
            "doseReset",
            "takenOut",
            "putBack",
            "changeAnswers",
            "progressRequested",
            "lastRequested",
            "noticePrimary",
            "noticeSecondary",
            "stepTaken",
            "stepDeclined",
            "stepTakenBack",
        ):
            signal = getattr(self.page, name)
            signal.connect(lambda *said, name=name: self.said.append((name, *said)))
        show(self.page)

    def show(
        self,
        document: Mapping[str, object],
        changes: Adjustments | None = None,
        *,
        whole: bool = True,
        so_far: SoFar = NEW,
    ) -> None:
        """Shows the plan for some answers, as the controller does."""
        changes = changes or Adjustments()
        answers = answers_from(document, self._catalogue)
        original = decide(answers, self._catalogue)
        plan = adjusted(original, changes, self._catalogue)
        self.page.show_plan(
            plan,
            original=original,
            changes=changes,
            phases=timeline(plan, self._catalogue),
            so_far=so_far,
            things=lay_ready(plan, answers, self._catalogue),
            whole=whole,
        )
        settle()

    def press(self, name: str) -> None:
        self._press(self.page, name)

    def has(self, name: str) -> bool:
        """Whether a button of that name can be seen."""
        settle()
        button = self.page.findChild(QAbstractButton, name)
        return bool(button) and button.isVisible()

    def enabled(self, name: str) -> bool:
        """Whether a button of that name can be pressed."""
        button = self.page.findChild(QAbstractButton, name)
        return bool(button) and button.isVisible() and button.isEnabled()

    def texts(self) -> list[str]:
        """Everything that can be read, top to bottom in the order of its making."""
        settle()
        labels = self.page.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def label(self, name: str) -> str:
        settle()
        label = self.page.findChild(QLabel, name)
        assert label
        return spaced(label.text())


@pytest.fixture
def today(appearance: Appearance, show: Show, press: Press) -> Today:
    return Today(appearance, show, press)


def test_the_order_with_side_and_dosage(today: Today) -> None:
    today.show(SHIFTED)
    texts = today.texts()
    titles = [text for text in texts if text[:2] in {f"{n}." for n in range(1, 6)}]
    assert titles == [
        "1. Heel push in a doorway",
        "2. Knee push against a wall",
        "3. Steady forearm plank",
        "4. Leg reach over a ball",
        "5. Heel push in a doorway",
    ]
    assert texts.count("DonTigny knee brace") == 2
    cue = "press your <b>LEFT</b> heel into the frame, then the <b>RIGHT</b> side"
    assert cue in texts
    assert f"and once more: {cue}" in texts
    assert "lift and reach your <b>RIGHT</b> leg back" in texts
    assert today.label("today_dosage_dontigny_knee_brace") == "6 × 6 s each side"
    assert today.label("today_dosage_plank_leg_reach") == "3 × 6 s"
    assert today.label("today_title") == "Your plan for your LEFT side"


def test_a_row_says_what_to_do_on_which_side_and_how_often(today: Today) -> None:
    today.show(SHIFTED)
    (plan,) = (node for node in told(today.page).walk() if node.role is Role.List)
    rows = [node for node in plan.inside if node.role is Role.ListItem]
    assert len(rows) == 5
    picture, words, adjust = rows[0].inside
    assert picture.role is Role.Graphic
    assert words.name == "1. Heel push in a doorway"
    assert words.description == (
        "DonTigny knee brace. Press your LEFT heel into the frame, then the RIGHT side. "
        "6 times 6 seconds on each side, about 3 minutes."
    )
    assert (words.role, words.inside) == (Role.Button, ())
    assert (adjust.name, adjust.state.expanded) == ("Adjust: Heel push in a doorway", False)
    today.press("today_adjust_dontigny_knee_brace")
    rows = [node for node in told(today.page).walk() if node.role is Role.ListItem]
    adjust = rows[0].inside[2]
    assert (adjust.name, bool(adjust.state.expanded)) == ("Close: Heel push in a doorway", True)


def test_what_is_not_seen_yet_comes_later(today: Today) -> None:
    def texts() -> list[str]:
        labels = today.page.findChildren(QLabel)
        return sorted(label.text() for label in labels if label.isVisible())

    today.show(TIGHT)
    all_of_it = texts()
    another = {"sore_side": "left", "pain_pattern": "tight"}
    today.show(another)
    today.page.window().resize(1366, 330)
    today.show(TIGHT, whole=False)
    assert set(texts()) < set(all_of_it)
    assert "1. Warm-up" in texts()
    assert "Nothing left out" in texts()
    first = today.page.findChild(QWidget, "today_card_warm_up")
    place = first.mapTo(today.page, first.rect().bottomLeft())
    today.page.show_rest()
    settle()
    # What was seen first stays where it is.
    assert first.mapTo(today.page, first.rect().bottomLeft()) == place
    assert texts() == all_of_it
    today.page.show_rest()
    settle()
    assert texts() == all_of_it


def test_why_this_order_waits_for_nothing(today: Today) -> None:
    today.page.window().resize(1366, 330)
    today.show(TIGHT, whole=False)
    today.press("today_why")
    assert today.page.findChild(QWidget, "today_why_text")


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ((), "If it did, 2 and 3 can be left out today."),
        (("inflare_correction",), "If it did, 2 can be left out today."),
        (("inflare_correction", "plank_leg_reach"), "did it help?"),
    ],
)
def test_what_is_skipped_if_it_helped(today: Today, without: tuple[str, ...], said: str) -> None:
    today.show(SHIFTED, Adjustments(taken_out=frozenset(without)))
    assert today.label("today_question").endswith(said)


def test_left_out_with_its_reason_and_how_to_put_it_back(
    today: Today, catalogue: Catalogue
) -> None:
    document = {**SHIFTED, "sore_side": "both", "equipment": ["doorway", "swiss_ball"]}
    today.show(document, Adjustments().taking_out("swiss_ball_superman"))
    texts = today.texts()
    reasons = {reason.code: reason.text for reason in catalogue.reasons}
    assert reasons["both_sides_sore"] in texts
    assert "You took it out." in texts
    assert "2 left out" in texts
    today.press("today_put_back_swiss_ball_superman")
    assert today.said == [("putBack", "swiss_ball_superman")]


def test_advice_is_all_there_and_the_personal_one_above_the_order(
    today: Today, catalogue: Catalogue
) -> None:
    document = {**TIGHT, "pain_now": 9, "history": ["not_assessed", "keeps_going_out"]}
    today.show(document)
    texts = today.texts()
    advice = {one.code: one.title for one in catalogue.advice}
    codes = decide(answers_from(document, catalogue), catalogue).advice
    assert [code for code in codes if advice[code] not in texts] == []
    assert texts.index(advice["look_for_underlying_cause"]) < texts.index("1. Warm-up")
    # A notice gives this one.
    assert texts.index(advice["severe_pain"]) > texts.index("1. Warm-up")
    assert texts.index(advice["keep_breathing"]) > texts.index("1. Warm-up")


def test_the_buttons(today: Today) -> None:
    today.show(SHIFTED)
    for name in ("today_start", "today_print", "today_answers"):
        today.press(name)
    assert today.said == [("startRequested",), ("printRequested",), ("changeAnswers", "")]


def test_a_row_opens_its_card(today: Today, keys: Keys) -> None:
    today.show(SHIFTED)
    today.press("today_card_plank_leg_reach")
    assert today.said == [("cardRequested", "plank_leg_reach", "lift", Side.RIGHT)]
    row = today.page.findChild(QWidget, "today_card_inflare_correction")
    assert row
    row.setFocus()
    keys(Qt.Key.Key_Return)
    assert today.said[1:] == [("cardRequested", "inflare_correction", None, Side.LEFT)]


def test_an_exercise_without_sides_opens_without_one(today: Today) -> None:
    today.show(TIGHT)
    today.press("today_card_warm_up")
    assert today.said == [("cardRequested", "warm_up", None, None)]


def test_the_dosage_is_changed_in_its_range(today: Today) -> None:
    today.show(SHIFTED)
    assert not today.has("dose_hold_s_more")
    today.press("today_adjust_plank_leg_reach")
    today.press("dose_hold_s_more")
    dose = Dose(hold_s=7, rest_s=6, reps=3, sets=1)
    assert today.said == [("doseChanged", "plank_leg_reach", dose)]
    today.show(SHIFTED, Adjustments().with_dose("plank_leg_reach", dose))
    assert today.label("today_dosage_plank_leg_reach") == "3 × 7 s"
    today.press("dose_reps_less")
    assert today.said[-1] == (
        "doseChanged",
        "plank_leg_reach",
        Dose(hold_s=7, rest_s=6, reps=2, sets=1),
    )
    today.press("dose_reset")
    assert today.said[-1] == ("doseReset", "plank_leg_reach")
    today.show(SHIFTED)
    assert not today.enabled("dose_reset")
    less = today.page.findChild(QAbstractButton, "dose_hold_s_less")
    assert less
    assert not less.isEnabled()


def test_only_what_may_change_has_a_stepper(today: Today) -> None:
    today.show(SHIFTED)
    today.press("today_adjust_dontigny_knee_brace")
    assert not today.has("dose_hold_s_more")
    today.press("dose_take_out")
    assert today.said == [("takenOut", "dontigny_knee_brace")]


def test_the_warm_up_is_counted_in_minutes(today: Today) -> None:
    today.show(TIGHT)
    assert today.label("today_dosage_warm_up") == "5 min"
    assert "about 5 min" not in [spaced(one) for one in today.texts()]
    assert "about 1 min" in [spaced(one) for one in today.texts()]
    today.press("today_adjust_warm_up")
    today.press("dose_hold_s_more")
    assert today.said == [("doseChanged", "warm_up", Dose(hold_s=360, rest_s=0, reps=1, sets=1))]


def test_the_panel_closes_again(today: Today) -> None:
    today.show(SHIFTED)
    today.press("today_adjust_plank_leg_reach")
    assert today.has("dose_take_out")
    today.press("today_adjust_plank_leg_reach")
    assert not today.has("dose_take_out")


def test_what_unfolds_comes_into_view(today: Today) -> None:
    today.show(TIGHT)
    button = today.page.findChild(QAbstractButton, "today_adjust_abdominal_stretch")
    assert button
    today.page.scroll_area.ensureWidgetVisible(button)
    today.press("today_adjust_abdominal_stretch")
    settle()
    out = today.page.findChild(QAbstractButton, "dose_take_out")
    assert out
    assert out.visibleRegion().boundingRect() == out.rect()


def test_what_unfolds_comes_into_view_whole_at_200_percent(
    qapp: QApplication, today: Today, appearance: Appearance
) -> None:
    theme.apply(qapp, THEMES["light"], 200)
    appearance.change(theme=THEMES["light"], text_percent=200, reduced_motion=True)
    today.show(SHIFTED)
    today.press("today_adjust_inflare_correction")
    settle()
    for name in ("dose_hold_s_more", "dose_reps_more", "dose_take_out"):
        button = today.page.findChild(QAbstractButton, name)
        assert button
        assert button.visibleRegion().boundingRect() == button.rect(), name
    theme.apply(qapp, THEMES["light"], 100)


def test_everything_taken_out_leaves_nothing_to_start(today: Today, catalogue: Catalogue) -> None:
    plan = decide(answers_from(SHIFTED, catalogue), catalogue)
    today.show(SHIFTED, Adjustments(taken_out=frozenset(plan.exercises())))
    start = today.page.findChild(QAbstractButton, "today_start")
    assert start
    assert not start.isEnabled()
    assert today.has("today_put_back_dontigny_knee_brace")


def test_before_the_first_answers(today: Today) -> None:
    today.page.show_empty()
    assert not today.has("today_start")
    today.press("today_find")
    assert today.said == [("changeAnswers", "")]
    today.show(SHIFTED)
    assert not today.has("today_find")
    assert today.has("today_start")


def test_enter_on_the_page_starts(today: Today, keys: Keys) -> None:
    today.show(SHIFTED)
    today.page.setFocus()
    keys(Qt.Key.Key_Return)
    assert today.said == [("startRequested",)]


def test_keys_scroll(today: Today, keys: Keys) -> None:
    today.show(TIGHT)
    today.page.setFocus()
    bar = today.page.scroll_area.verticalScrollBar()
    keys(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    keys(Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    keys(Qt.Key.Key_Home)
    assert bar.value() == 0


def test_why_this_order_comes_into_view(today: Today, catalogue: Catalogue) -> None:
    today.show(TIGHT)
    today.press("today_why")
    settle()
    why = next(one.why_this_order for one in catalogue.programmes if one.id == "loosen")
    label = next(one for one in today.page.findChildren(QLabel) if one.text() == why)
    assert not label.visibleRegion().isEmpty()


def test_the_keyboard_is_not_lost_when_a_row_goes(
    today: Today, keys: Keys, catalogue: Catalogue
) -> None:
    today.show(SHIFTED)
    today.press("today_adjust_plank_leg_reach")
    settle()
    out = today.page.findChild(QAbstractButton, "dose_take_out")
    assert out
    out.setFocus()
    keys(Qt.Key.Key_Return)
    today.show(SHIFTED, Adjustments().taking_out("plank_leg_reach"))
    assert QApplication.focusWidget() is today.page


def test_tab_goes_the_way_one_reads(today: Today, keys: Keys) -> None:
    today.show(SHIFTED)
    today.show(TIGHT)
    today.show(SHIFTED)
    today.page.setFocus()
    reached = []
    while "today_card_dontigny_knee_brace_again" not in reached:
        keys(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus
        reached.append(focus.objectName())
    assert reached == [
        "today_start",
        "today_why",
        "today_answers",
        "today_print",
        "today_card_dontigny_knee_brace",
        "today_adjust_dontigny_knee_brace",
        "today_card_inflare_correction",
        "today_adjust_inflare_correction",
        "today_card_plank_leg_reach",
        "today_adjust_plank_leg_reach",
        "today_card_swiss_ball_superman",
        "today_adjust_swiss_ball_superman",
        "today_card_dontigny_knee_brace_again",
    ]


def test_another_text_size_shows_the_same(today: Today, appearance: Appearance) -> None:
    today.show(SHIFTED)
    before = today.texts()
    appearance.change(theme=THEMES["dark"], text_percent=200, reduced_motion=True)
    assert today.texts() == before


def test_one_heading(today: Today) -> None:
    today.show(TIGHT)
    headings = [one for one in today.page.findChildren(QLabel) if one.property("role") == "h1"]
    assert len(headings) == 1
    assert not [one for one in today.page.findChildren(QFrame) if one.isWindow()]


# What it knows of the user

YESTERDAY = LastSession(
    at=NOON - timedelta(days=1), planned=4, done=4, hurt=False, pain_before=4, pain_after=3
)
DAY_40 = SoFar(
    now=NOON,
    aim=5,
    day=40,
    last=YESTERDAY,
    week=3,
    trend=Trend(verdict=Verdict.BETTER, sessions=30, days=39, first=6.0, last=3.5, change=-2.5),
    line=((50, 6.0), (70, 5.0), (90, 3.5)),
)


def test_on_day_one_it_explains_itself(today: Today) -> None:
    today.show(SHIFTED)
    assert today.label("today_title") == "Your plan for your LEFT side"
    assert "How a session goes" in today.texts()
    assert "This week" not in today.texts()
    assert not today.has("today_last")


def test_on_day_40_it_knows_the_person(today: Today) -> None:
    today.show(SHIFTED, so_far=DAY_40)
    assert today.label("today_title") == "Good afternoon. Your LEFT side, day 40."
    assert today.label("today_lead") == (
        "Your last session was yesterday. You did all 4 exercises. Pain 4 before, 3 after."
    )
    assert today.label("today_week_text") == "3 of 5 sessions"
    assert today.label("today_trend") == "Clearly less: 6 in your first week, 3.5 now."
    dots = today.page.findChild(QWidget, "today_week_dots")
    assert (dots.done, dots.aim, dots.accessibleName()) == (3, 5, "3 of 5 sessions")
    assert "How a session goes" not in today.texts()
    today.press("today_last")
    today.press("today_progress")
    assert today.said == [("lastRequested", YESTERDAY.at.date()), ("progressRequested",)]


@pytest.mark.parametrize(
    ("sore_side", "hour", "title"),
    [
        ("right", 8, "Good morning. Your RIGHT side, day 40."),
        ("both", 13, "Good afternoon. Both sides, day 40."),
        ("unsure", 20, "Good evening. Day 40."),
    ],
)
def test_the_greeting(today: Today, sore_side: str, hour: int, title: str) -> None:
    so_far = replace(DAY_40, now=NOON.replace(hour=hour))
    today.show({**SHIFTED, "sore_side": sore_side}, so_far=so_far)
    assert today.label("today_title") == title


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"at": NOON}, "You have exercised today. You did all 4 exercises."),
        ({"at": NOON - timedelta(days=4)}, "Your last session was on Tuesday, 24 November."),
        ({"at": NOON - timedelta(days=30)}, "Your last session was on 29 October 2026."),
        ({"done": 2, "hurt": True}, "You did 2 of 4 exercises. It hurt more. Pain 4 before"),
        ({"pain_after": None}, "You did all 4 exercises. Pain 4 before."),
        ({"planned": 1, "done": 1, "pain_before": None}, "Your last session was yesterday."),
    ],
)
def test_what_was_done_last(today: Today, changed: dict, said: str) -> None:
    today.show(SHIFTED, so_far=replace(DAY_40, last=replace(YESTERDAY, **changed)))
    assert said in today.label("today_lead")


def test_more_sessions_than_the_aim(today: Today) -> None:
    today.show(SHIFTED, so_far=replace(DAY_40, week=7))
    assert today.label("today_week_text") == "7 sessions, more than your aim of 5"


def test_start_says_how_long_it_takes_and_is_never_below_the_fold(
    qapp: QApplication, today: Today, appearance: Appearance
) -> None:
    for percent in (100, 200):
        theme.apply(qapp, THEMES["light"], percent)
        appearance.change(theme=THEMES["light"], text_percent=percent, reduced_motion=True)
        today.show(SHIFTED, so_far=DAY_40)
        start = today.page.findChild(QAbstractButton, "today_start")
        assert spaced(start.text()) == "Start · 9 min"
        assert start.visibleRegion().boundingRect() == start.rect()
    theme.apply(qapp, THEMES["light"], 100)


@pytest.mark.parametrize(
    ("document", "things"),
    [
        (SHIFTED, ["doorway", "wall", "swiss_ball"]),
        ({**TIGHT, "equipment": ["doorway", "chair", "step"]}, ["step"]),
        ({**TIGHT, "balance": "needs_support", "equipment": ["wall", "step"]}, ["wall"]),
        ({**TIGHT, "balance": "needs_support", "equipment": ["chair", "wall"]}, ["chair"]),
        ({**TIGHT, "equipment": []}, []),
    ],
)
def test_what_to_lay_ready_is_pictured(
    today: Today, catalogue: Catalogue, document: dict, things: list[str]
) -> None:
    today.show(document)
    tiles = today.page.findChildren(QWidget, QRegularExpression("today_lay_ready_.*"))
    found = [one for one in tiles if one.isVisible()]
    assert [one.objectName().removeprefix("today_lay_ready_") for one in found] == things
    words = catalogue.words.lay_ready
    assert set(today.texts()) >= {words[Equipment(one)] for one in things}
    for tile in found:
        # More than the ground of the tile is painted.
        image = tile.grab().toImage()
        assert len({image.pixel(x, image.height() // 2) for x in range(4, 60)}) > 2


# Notices and small steps

SCREENING = Notice(kind=NoticeKind.SCREENING, text="Two weeks have passed.", primary="Answer now")
CRASHED = Notice(
    kind=NoticeKind.CRASHED, text="It closed.", primary="Save the log", secondary="Not now"
)
WAITING = Notice(kind=NoticeKind.WAITING, text="The disk is full.", primary="Try again")
UNFINISHED = Notice(
    kind=NoticeKind.UNFINISHED, text="It stopped.", primary="Continue", secondary="End it"
)
PROPOSAL = Proposal(
    exercise="inflare_correction",
    direction=Direction.UP,
    reason=StepReason.DONE_WITHOUT_MORE_PAIN,
    before=DoneDose(form=None, hold_s=6, reps=6, sets=1),
    dose=DoneDose(form=None, hold_s=8, reps=6, sets=1),
)


def top_of(today: Today, name: str) -> int:
    settle()
    widget = today.page.findChild(QWidget, name)
    assert widget.isVisible()
    return widget.mapTo(today.page, QPoint()).y()


def test_the_notices_stand_in_one_place_and_start_comes_first(today: Today, keys: Keys) -> None:
    today.show(SHIFTED)
    today.page.show_notices([CRASHED])
    assert top_of(today, "today_start") < top_of(today, "today_notices")
    today.press("notice_primary")
    today.press("notice_secondary")
    assert today.said == [("noticePrimary", CRASHED), ("noticeSecondary", CRASHED)]
    today.page.setFocus()
    keys(Qt.Key.Key_Return)
    assert today.said[-1] == ("startRequested",)
    today.page.show_notices([])
    assert not today.has("notice_primary")


def test_whoever_has_an_unfinished_session_meets_continue_first(today: Today, keys: Keys) -> None:
    """Also where large text leaves room for little else."""
    today.show(SHIFTED)
    today.page.show_notices([UNFINISHED, CRASHED])
    assert top_of(today, "notice_primary") < top_of(today, "today_start")
    shown = [one for one in today.page.findChildren(PrimaryButton) if one.isVisible()]
    assert [one.objectName() for one in shown] == ["notice_primary"]
    today.page.setFocus()
    keys(Qt.Key.Key_Return)
    assert today.said == [("noticePrimary", UNFINISHED)]
    # Below what only waits for the journal it is the one to press all the same.
    today.page.show_notices([WAITING, UNFINISHED])
    shown = [one for one in today.page.findChildren(PrimaryButton) if one.isVisible()]
    assert [one.objectName() for one in shown] == ["notice_primary_2"]


def test_start_steps_back_while_one_is_about_safety(today: Today, keys: Keys) -> None:
    today.show(SHIFTED)
    today.page.show_notices([SCREENING, UNFINISHED])
    assert top_of(today, "notice_primary") < top_of(today, "notice_primary_2")
    assert top_of(today, "notice_primary_2") < top_of(today, "today_start")
    shown = [one for one in today.page.findChildren(PrimaryButton) if one.isVisible()]
    assert [one.objectName() for one in shown] == ["notice_primary"]
    today.page.setFocus()
    keys(Qt.Key.Key_Return)
    assert today.said == [("noticePrimary", SCREENING)]
    today.press("today_start")
    assert today.said[-1] == ("startRequested",)
    today.page.show_notices([CRASHED])
    assert top_of(today, "today_start") < top_of(today, "today_notices")
    shown = [one for one in today.page.findChildren(PrimaryButton) if one.isVisible()]
    assert [one.objectName() for one in shown] == ["today_start"]


def test_a_small_step_is_proposed_with_its_reason(today: Today) -> None:
    today.show(SHIFTED, so_far=DAY_40)
    today.page.show_step(PROPOSAL)
    texts = today.texts()
    assert "One small step further?" in texts
    assert (
        "Knee push against a wall: you did all of it 6 times in a row, without more pain. "
        "Hold 8 seconds instead of 6."
    ) in texts
    today.press("step_yes")
    today.press("step_no")
    assert today.said == [("stepTaken",), ("stepDeclined",)]
    taken = AnsweredStep(
        at=NOON,
        exercise=PROPOSAL.exercise,
        before=PROPOSAL.before,
        after=PROPOSAL.dose,
        taken=True,
    )
    today.page.show_step(taken)
    assert "From now on: Knee push against a wall, 6 × 8 s." in [
        spaced(one) for one in today.texts()
    ]
    assert not today.has("step_yes")
    today.press("step_undo")
    assert today.said[-1] == ("stepTakenBack",)
    today.page.show_step(None)
    assert not today.has("step_undo")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (("lift", 6, 3, 1), ("lift", 6, 4, 1), "Do 4 repetitions instead of 3."),
        (("lift", 6, 3, 1), ("press", 6, 3, 1), "Do it in another way: “Plank, one foot presses”."),
        (
            ("press", 10, 6, 1),
            ("lift", 6, 3, 1),
            "Do it in another way: “Plank, one leg reaches”, 3 × 6 s.",
        ),
        (("lift", 8, 4, 1), ("lift", 6, 3, 1), "Do 3 × 6 s instead of 4 × 8 s."),
    ],
)
def test_a_step_in_words(catalogue: Catalogue, before: tuple, after: tuple, said: str) -> None:
    old, new = (
        DoneDose(form=form, hold_s=hold, reps=reps, sets=sets)
        for form, hold, reps, sets in (before, after)
    )
    step = replace(PROPOSAL, exercise="plank_leg_reach", before=old, dose=new)
    assert spaced(step_change(step, catalogue)) == said


# Nothing moves under the hand


def test_what_changes_a_dose_keeps_its_place(today: Today) -> None:
    """After a change, *Back to the default* took the place of *Take it out*."""
    today.show(SHIFTED)
    today.press("today_adjust_inflare_correction")
    places = {name: top_of(today, name) for name in ("dose_reset", "dose_take_out")}
    dose = Dose(hold_s=7, rest_s=6, reps=6, sets=1)
    today.show(SHIFTED, Adjustments().with_dose("inflare_correction", dose))
    assert today.enabled("dose_reset")
    assert places == {name: top_of(today, name) for name in places}


def test_adjust_never_opens_empty(today: Today) -> None:
    today.show(SHIFTED)
    today.press("today_adjust_dontigny_knee_brace")
    assert "Its times are fixed. You can take it out for now." in today.texts()
    assert not today.has("dose_reset")


def test_taking_out_has_an_undo_in_its_place(today: Today) -> None:
    today.show(SHIFTED)
    today.press("today_adjust_plank_leg_reach")
    settle()
    before = top_of(today, "today_card_plank_leg_reach")
    today.press("dose_take_out")
    today.show(SHIFTED, Adjustments().taking_out("plank_leg_reach"))
    assert "You took out: Steady forearm plank." in today.texts()
    assert abs(top_of(today, "today_undo_row") - before) < 30
    today.press("today_undo")
    assert today.said[-1] == ("putBack", "plank_leg_reach")
    today.show(SHIFTED)
    assert not today.has("today_undo")
    assert abs(top_of(today, "today_card_plank_leg_reach") - before) < 30


def test_the_undo_goes_with_the_page(today: Today) -> None:
    today.show(SHIFTED)
    today.press("today_adjust_plank_leg_reach")
    today.press("dose_take_out")
    today.show(SHIFTED, Adjustments().taking_out("plank_leg_reach"))
    today.page.hide()
    today.page.show()
    assert not today.has("today_undo")
    assert today.has("today_put_back_plank_leg_reach")


def test_what_is_left_out_for_one_reason_is_one_sentence(
    today: Today, catalogue: Catalogue
) -> None:
    document = {**TIGHT, "floor": False, "equipment": ["chair"]}
    today.show(document)
    texts = today.texts()
    reason = next(one for one in catalogue.reasons if one.code == "cannot_use_floor")
    assert texts.count(reason.text_many) == 1
    assert reason.text not in texts
    assert any(one.startswith("Knee to chest,") and " and " in one for one in texts)

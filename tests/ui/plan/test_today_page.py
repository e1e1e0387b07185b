"""The plan page: what it shows and what it asks for."""

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QWidget

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.coach.timeline import timeline
from evenkeel.guide.adjust import Adjustments, adjusted
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.describe import spaced
from evenkeel.guide.plan import Dose
from evenkeel.ui.plan.today_page import TodayPage
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]

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
            "bannerPrimary",
            "bannerSecondary",
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
    assert "For your <b>LEFT</b> side." in today.label("today_lead")
    assert "a doorway, a free wall and a Swiss ball" in today.label("today_lead")


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
    document = {**TIGHT, "pain_now": 9, "history": ["not_assessed"]}
    today.show(document)
    texts = today.texts()
    advice = {one.code: one.title for one in catalogue.advice}
    codes = decide(answers_from(document, catalogue), catalogue).advice
    assert [code for code in codes if advice[code] not in texts] == []
    assert texts.index(advice["severe_pain"]) < texts.index("1. Warm-up")
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
    assert not today.has("dose_reset")
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


def test_the_banner(today: Today) -> None:
    today.show(SHIFTED)
    today.page.show_banner("You stopped in the middle.", "Go on", "Leave it")
    settle()
    today.press("banner_primary")
    today.press("banner_secondary")
    assert today.said == [("bannerPrimary",), ("bannerSecondary",)]
    today.page.show_banner("Two weeks have passed.", "Answer")
    assert not today.has("banner_secondary")
    today.page.hide_banner()
    assert not today.has("banner_primary")


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
    while "today_why" not in reached:
        keys(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus
        reached.append(focus.objectName())
    assert reached == [
        "today_answers",
        "today_card_dontigny_knee_brace",
        "today_adjust_dontigny_knee_brace",
        "today_card_inflare_correction",
        "today_adjust_inflare_correction",
        "today_card_plank_leg_reach",
        "today_adjust_plank_leg_reach",
        "today_card_swiss_ball_superman",
        "today_adjust_swiss_ball_superman",
        "today_card_dontigny_knee_brace_again",
        "today_start",
        "today_print",
        "today_why",
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

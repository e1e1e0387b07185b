"""Every way through the program, from its first page to its end: by mouse and by keyboard alone,
and the session from the floor with one key.

The window is the real one; only what asks the system is not, and the clock runs as fast as the
machine. A way ends at the summary of a session that was done whole, for the right side, or on the
page that says what to do instead, printed.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from evenkeel.catalogue.terms import LIST_ANSWERS, Outcome
from evenkeel.coach.view import State
from evenkeel.ui.print.printing import Printing, PrintJob
from evenkeel.ui.questions.page_keys import QUESTIONNAIRE
from evenkeel.ui.session.page_keys import COACH
from tests.gallery.stage import Stage
from tests.ui.screen import settle

Key = Qt.Key
#: So much time passes at once, in seconds: less than what counts as having been away.
_STRIDE_S = 4.5
#: What everybody answers who has nothing else to say.
USUAL: Mapping[str, object] = {
    "red_flags": [],
    "pregnancy": "no",
    "sore_side": "left",
    "pain_pattern": "shifted",
    "pain_now": 4,
    "floor": True,
    "equipment": ["doorway", "wall", "swiss_ball"],
    "plank": "full",
    "leg_lift": True,
    "knee_pain": False,
    "balance": "steady",
    "history": [],
    "extras": False,
}
#: A way, what it answers otherwise, and what it leads to: the exercises, or the advice.
EXERCISES: Mapping[str, tuple[Mapping[str, object], tuple[str, ...]]] = {
    "left": (
        {},
        (
            "dontigny_knee_brace",
            "inflare_correction",
            "plank_leg_reach",
            "swiss_ball_superman",
            "dontigny_knee_brace",
        ),
    ),
    "both": (
        {"sore_side": "both"},
        (
            "dontigny_knee_brace",
            "plank_leg_reach",
            "swiss_ball_superman",
            "dontigny_knee_brace",
        ),
    ),
    "unsure": (
        {"sore_side": "unsure", "pain_pattern": "unsure"},
        (
            "dontigny_knee_brace",
            "plank_leg_reach",
            "swiss_ball_superman",
            "dontigny_knee_brace",
        ),
    ),
    "agreed": (
        {"red_flags": ["fracture_risk"], "doctor_agreed": True},
        (
            "dontigny_knee_brace",
            "inflare_correction",
            "plank_leg_reach",
            "swiss_ball_superman",
            "dontigny_knee_brace",
        ),
    ),
    "no floor": (
        {"pain_pattern": "tight", "floor": False, "equipment": ["chair"]},
        ("warm_up", "hip_adductor_stretch", "quadriceps_stretch", "hamstring_stretch"),
    ),
    "no equipment": (
        {"pain_pattern": "tight", "equipment": []},
        (
            "warm_up",
            "hip_adductor_stretch",
            "quadriceps_stretch",
            "hamstring_stretch",
            "knee_to_chest_stretch",
            "piriformis_stretch",
            "lower_trunk_rotation",
            "abdominal_stretch",
        ),
    ),
}
REFERRALS: Mapping[str, tuple[Mapping[str, object], str, str]] = {
    "pregnant": (
        {"pregnancy": "pregnant"},
        "physical_therapist",
        "You told us: Yes, I am pregnant.",
    ),
    "red flag": (
        {"red_flags": ["leg_weakness"]},
        "emergency_care",
        "You told us: Weakness in both legs, or weakness that is getting worse.",
    ),
    "not agreed": (
        {"red_flags": ["fracture_risk"], "doctor_agreed": False},
        "medical_advice",
        "You told us: Osteoporosis, or long use of steroids such as cortisone.",
    ),
    "nothing fits": (
        {
            "pain_pattern": "tight",
            "floor": False,
            "balance": "needs_support",
            "equipment": [],
        },
        "nothing_fits",
        "With a free wall or a steady chair you could do 3 of these exercises.",
    ),
}


class Walker:
    """Goes through the program, one page after the other."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.window = stage.window

    @property
    def page(self) -> str:
        settle()
        return self.window.current()

    def asked(self) -> str:
        """The key of the question that is shown; empty when the answers are looked through."""
        settle()
        page = self.window.page(QUESTIONNAIRE)
        title = page.findChild(QLabel, "questionnaire_title")
        assert title
        questions = self.stage.user_state.catalogue.questions
        return next((one.key for one in questions if one.title == title.text()), "")

    def answer_all(self, answers: Mapping[str, object]) -> None:
        """Every question that is asked, and that the answers are right."""
        for _ in range(20):
            if self.page != "questionnaire":
                return
            key = self.asked()
            if key:
                self.answer(key, answers[key])
            else:
                self.confirm()
        raise AssertionError("the questions do not end")

    def codes(self, key: str) -> list[str]:
        """The answers to a question in the order in which they stand, *none* last."""
        options = self.stage.user_state.catalogue.question(key).options
        found = [str(option.value).lower() for option in options]
        return [*found, "none"] if key in LIST_ANSWERS else found

    def begin(self) -> None:
        raise NotImplementedError

    def answer(self, key: str, value: object) -> None:
        raise NotImplementedError

    def confirm(self) -> None:
        raise NotImplementedError

    def start(self, pain: int) -> None:
        raise NotImplementedError

    def say_ready(self) -> None:
        raise NotImplementedError

    def say_it_did_not_help(self) -> None:
        raise NotImplementedError

    def print_referral(self) -> None:
        raise NotImplementedError

    def exercise(self) -> None:
        """Does the whole session: is ready everywhere, and answers what is asked."""
        page = self.window.page(COACH)
        playback = page._playback  # type: ignore[attr-defined]
        for _ in range(2000):
            if self.window.current() != COACH:
                return
            view = playback.session.view()
            if view.state in (State.WAITING, State.ASKING):
                # Long enough to be meant for what is shown.
                self._pass(2.0)
                settle()
                if view.state is State.WAITING:
                    self.say_ready()
                else:
                    self.say_it_did_not_help()
            else:
                self._pass(min(_STRIDE_S, view.remaining_s))
        raise AssertionError("the session does not end")

    def _pass(self, seconds: float) -> None:
        self.stage.seconds += seconds + 0.001
        self.window.page(COACH).beat()  # type: ignore[attr-defined]


class ByMouse(Walker):
    """Presses what can be seen, in its middle."""

    def press(self, name: str) -> None:
        settle()
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        assert len(found) == 1, name
        button = found[0]
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled(), name
        assert not button.visibleRegion().isEmpty(), f"{name} is below the fold"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def begin(self) -> None:
        self.press("welcome_accept")

    def answer(self, key: str, value: object) -> None:
        if key == "pain_now":
            self.press(f"pain_scale_{value}")
        elif isinstance(value, list):
            for one in value or ["none"]:
                self.press(f"{key}_{one}")
            self.confirm()
        else:
            self.press(f"{key}_{str(value).lower()}")

    def confirm(self) -> None:
        self.press("questionnaire_next")

    def start(self, pain: int) -> None:
        self.press("today_start")
        self.press(f"pain_page_scale_{pain}")
        self.press("pain_page_go_on")

    def say_ready(self) -> None:
        self.press("coach_ready")

    def say_it_did_not_help(self) -> None:
        self.press("coach_helped_no")

    def print_referral(self) -> None:
        self.press("referral_print")


class ByKeyboard(Walker):
    """Presses keys alone, on whatever has the keyboard."""

    def press(self, *keys: Key) -> None:
        for key in keys:
            settle()
            focus = QApplication.focusWidget()
            assert focus, "nothing has the keyboard"
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                text = "\r" if key is Key.Key_Return else ""
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
                QApplication.sendEvent(focus, event)

    def to(self, name: str) -> None:
        """Tab until the button of that name has the keyboard."""
        for _ in range(40):
            settle()
            focus = QApplication.focusWidget()
            if focus and focus.objectName() == name:
                return
            QTest.keyClick(focus or self.window, Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}")

    def begin(self) -> None:
        self.press(Key.Key_Return)

    def answer(self, key: str, value: object) -> None:
        codes = self.codes(key)
        if key == "pain_now":
            self.press(Key(Key.Key_0.value + int(str(value))), Key.Key_Return)
            return
        chosen = value if isinstance(value, list) else [str(value).lower()]
        if isinstance(value, list) and not value:
            chosen = ["none"]
        at = -1
        for code in chosen:
            place = codes.index(code)
            self.press(*[Key.Key_Down] * (place - at))
            at = place
            if key in LIST_ANSWERS:
                self.press(Key.Key_Space)
        self.press(Key.Key_Return)

    def confirm(self) -> None:
        self.press(Key.Key_Return)

    def start(self, pain: int) -> None:
        self.press(Key.Key_Return)
        self.press(Key(Key.Key_0.value + pain), Key.Key_Return)

    def say_ready(self) -> None:
        self.press(Key.Key_Return)

    def say_it_did_not_help(self) -> None:
        self.press(Key.Key_Left)

    def print_referral(self) -> None:
        self.to("referral_print")
        self.press(Key.Key_Return)


class FromTheFloor(ByKeyboard):
    """Presses one key, whatever is asked: here Space, as a remote's play button would."""

    def say_ready(self) -> None:
        self.press(Key.Key_Space)

    def say_it_did_not_help(self) -> None:
        self.press(Key.Key_Space)


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(qapp, tmp_path)
    stage.window.resize(1366, 768)
    stage.controller.open()
    stage.window.show()
    stage.window.activateWindow()
    settle()
    yield stage
    stage.close()


@pytest.fixture(params=[ByMouse, ByKeyboard], ids=["mouse", "keyboard"])
def walker(request: pytest.FixtureRequest, stage: Stage) -> Walker:
    walker = request.param(stage)
    assert isinstance(walker, Walker)
    return walker


def check_done_whole(walker: Walker, sore_side: object) -> None:
    """The summary is shown, and the journal has every repetition of the plan."""
    assert walker.page == "summary"
    plan = walker.stage.user_state.plan_today
    assert plan is not None
    record = walker.stage.journal.sessions()[-1]
    assert (record.sore_side, record.pain_before) == (sore_side, 5)
    assert record.repetitions == sum(item.repetitions for item in plan.items)
    title = walker.window.page("summary").findChild(QLabel, "summary_page_title")
    assert title
    assert title.text() == "That was your session"


@pytest.mark.parametrize("way", EXERCISES)
def test_a_way_to_a_session(walker: Walker, way: str) -> None:
    given, exercises = EXERCISES[way]
    walker.begin()
    walker.answer_all({**USUAL, **given})
    assert walker.page == "today"
    plan = walker.stage.user_state.plan_today
    assert plan is not None
    assert tuple(item.exercise for item in plan.items) == exercises
    walker.start(5)
    assert walker.page == COACH
    walker.exercise()
    check_done_whole(walker, {**USUAL, **given}["sore_side"])


@pytest.mark.parametrize("way", ["left", "both", "no floor"])
def test_a_session_from_the_floor_with_one_key(stage: Stage, way: str) -> None:
    answers = {**USUAL, **EXERCISES[way][0]}
    stage.answer(answers)
    walker = FromTheFloor(stage)
    walker.start(5)
    walker.exercise()
    check_done_whole(walker, answers["sore_side"])


@pytest.mark.parametrize("way", REFERRALS)
def test_a_way_that_ends_in_care(walker: Walker, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs: list[PrintJob] = []
    monkeypatch.setattr(Printing, "print_job", lambda _, job: jobs.append(job))
    given, advice, said = REFERRALS[way]
    walker.begin()
    walker.answer_all({**USUAL, **given})
    assert walker.page == "referral"
    plan = walker.stage.user_state.plan_today
    assert plan is not None
    assert plan.outcome is not Outcome.EXERCISE
    assert plan.advice == (advice,)
    labels = walker.window.findChildren(QLabel)
    assert said in [one.text() for one in labels if one.isVisible()]
    walker.print_referral()
    assert [job.title for job in jobs] == ["Before you exercise"]

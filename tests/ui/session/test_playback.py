"""The order in which a session is told, and that no listener can stop it."""

import logging

import pytest
from PySide6.QtCore import QTimer

from evenkeel.coach.events import Event, RepetitionDone
from evenkeel.coach.session import Session
from evenkeel.coach.view import SessionView
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from tests.ui.coaching import SHIFTED, Coach


class Voice:
    """A voice that notes what it is told, and may fail at all of it."""

    def __init__(self, told: list[str], *, fails: bool) -> None:
        self.told = told
        self.fails = fails

    def on_event(self, event: Event) -> None:
        self._note(event)

    def on_beat(self, view: SessionView) -> None:
        self._note(view)

    def next_in_s(self, view: SessionView) -> float | None:
        self._note(view)
        return None

    def _note(self, what: object) -> None:
        if isinstance(what, RepetitionDone):
            self.told.append("voice")
        if self.fails:
            raise RuntimeError("can't start new thread")


def play(coach: Coach, voice: Voice) -> None:
    coach.plan = decide(answers_from(SHIFTED, coach.catalogue), coach.catalogue)
    coach.session = Session(coach.plan, coach.catalogue, clock=lambda: coach.now)
    coach.page.play(coach.session, coach.plan, voice)


def beats(coach: Coach) -> QTimer:
    timer = coach.page.findChild(QTimer, "coach_beat")
    assert timer
    return timer


def note_journal(told: list[str], event: Event) -> None:
    if isinstance(event, RepetitionDone):
        told.append("journal")


def test_the_journal_hears_of_a_repetition_before_the_voice(coach: Coach) -> None:
    told: list[str] = []
    coach.page.eventHappened.connect(lambda event: note_journal(told, event))
    play(coach, Voice(told, fails=False))
    while not told:
        coach.after(0.5)
    assert told == ["journal", "voice"]


def test_a_voice_that_fails_loses_no_repetition_and_stops_no_beat(
    coach: Coach, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    coach.page.eventHappened.connect(lambda event: note_journal(told, event))
    play(coach, Voice(told, fails=True))
    while told.count("journal") < 3:
        coach.after(0.5)
        assert beats(coach).isActive()
        assert not coach.page._playback.notifying
    assert told == ["journal", "voice"] * 3
    assert "can't start new thread" in caplog.text
    assert logging.getLevelName(caplog.records[0].levelno) == "ERROR"


@pytest.mark.logs("The voice failed")
def test_a_failing_voice_is_reported_once(coach: Coach) -> None:
    told: list[None] = []
    coach.page._playback.voiceFailed.connect(lambda: told.append(None))
    play(coach, Voice([], fails=True))
    assert "does not work any more" in coach.text("coach_way_note")
    coach.after(5)
    assert len(told) == 1


def test_the_beat_goes_on_after_a_fault_of_the_session_itself(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach.play(SHIFTED)

    def fails(_: Session) -> None:
        raise RuntimeError("a fault of ours")

    beats(coach).stop()
    with monkeypatch.context() as broken:
        broken.setattr(Session, "tick", fails)
        with pytest.raises(RuntimeError):
            coach.page.beat()
    assert beats(coach).isActive()

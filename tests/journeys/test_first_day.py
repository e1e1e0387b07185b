"""A reader's first day, from the first start to the printed card, in the real window."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import Ending
from tests.journeys.screen import Screen, Window, missing

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or bool(missing()), reason=f"needs a Linux screen: {missing()}"
)

#: Fast enough for a test, slow enough that a busy machine is not taken for a sleeping one.
FACTOR = 20


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with Screen() as started:
        yield started


def answer_questions(window: Window) -> None:
    """Left side, shifted, only a doorway, no plank: a plan of two braces, half by keyboard."""
    window.click("welcome_accept")
    window.click("red_flags_none", "questionnaire_next")
    window.click("pregnancy_no")
    window.click("pelvis_left")
    window.click("pain_pattern_shifted")
    window.where("pain_scale_6")
    window.keys("6", "Return")
    window.where("floor_true")
    window.keys("1", "Return")
    window.click("equipment_doorway", "questionnaire_next")
    window.click("plank_no")
    window.click("history_none", "questionnaire_next")
    window.click("extras_false", "questionnaire_next")


def get_there(window: Window) -> None:
    """Says that one is at the frame, and waits until the session has heard it."""
    window.click("coach_ready")
    window.where("coach_pause")


def test_from_the_first_start_to_the_chart_and_the_card(screen: Screen, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Window(screen, data, FACTOR) as window:
        answer_questions(window)
        window.click("today_start")
        window.where("pain_page_scale_5")
        window.keys("5", "Return")
        get_there(window)
        window.click("coach_pause", "coach_go_on")
        get_there(window)
        window.click("coach_helped_no")
        get_there(window)
        get_there(window)
        window.where("summary_done")
        window.click("summary_pain_3", "summary_note")
        window.type("better")
        window.click("summary_done")
        window.click("nav_progress")
        window.where("progress_verdict")
        window.click("nav_library", "library_card_inflare_correction", "card_other_side")
        window.click("card_paper", "card_pdf")
        window.click("fileNameEdit")
        window.keys("ctrl+a")
        window.type(f"{tmp_path}/card.pdf")
        window.keys("Return")
        # What was saved is said, with what to do with it.
        window.click("saved_close", "nav_library")
    with_card = pypdfium2.PdfDocument((tmp_path / "card.pdf").read_bytes())
    assert "your RIGHT knee" in with_card[0].get_textpage().get_text_bounded().replace("\r\n", " ")
    with_card.close()
    journal = Journal.open(data / "journal.sqlite")
    (record,) = journal.sessions()
    journal.close()
    assert record.how is Ending.FINISHED
    assert (record.sore_side, record.pain_before, record.pain_after) == ("left", 5, 3)
    assert record.repetitions == 24
    assert record.note == "better"


def test_a_killed_session_is_offered_again(screen: Screen, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Window(screen, data, FACTOR) as window:
        answer_questions(window)
        window.click("today_start")
        window.where("pain_page_scale_5")
        window.keys("5", "Return")
        get_there(window)
        get_there(window)
        window.where("coach_helped_no")
        window.kill()
    journal = Journal.open(data / "journal.sqlite")
    unfinished = journal.unfinished()
    journal.close()
    assert unfinished is not None
    assert len(unfinished.done) == 12
    with Window(screen, data, FACTOR) as window:
        window.click("notice_primary")
        # The pain before a session is asked anew: some time may have gone by.
        window.where("pain_page_scale_5")
        window.keys("5", "Return")
        window.click("coach_helped_yes")
        get_there(window)
        get_there(window)
        window.click("summary_done")
        window.where("today_start")
    journal = Journal.open(data / "journal.sqlite")
    (record,) = journal.sessions()
    journal.close()
    assert (record.how, record.repetitions) == (Ending.FINISHED, 24)

"""A whole first session in a language that is written from right to left, in the real window."""

import json
import re
import sys
from pathlib import Path

import pytest

from evenkeel.journal.entries.store import Journal
from tests.journeys.screen import Screen, Window, missing
from tests.journeys.test_first_day import FACTOR, answer_questions, get_there

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or bool(missing()), reason=f"needs a Linux screen: {missing()}"
)

#: Writes down what it is to say, and says a tenth of a second of nothing.
VOICE = """
import sys, wave
said = sys.stdin.read()
with open(sys.argv[1], "a", encoding="utf-8") as log:
    log.write(said.strip() + "\\n")
with wave.open(sys.argv[2], "wb") as sound:
    sound.setnchannels(1), sound.setsampwidth(2), sound.setframerate(22050)
    sound.writeframes(bytes(4410))
"""


def test_a_session_in_arabic_is_in_arabic_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, said, voice = tmp_path / "data", tmp_path / "said.txt", tmp_path / "voice.py"
    data.mkdir(mode=0o700)
    (data / "settings.json").write_text(json.dumps({"schema": 1, "language": "ar"}))
    voice.write_text(VOICE, encoding="utf-8")
    said.touch()
    monkeypatch.setenv("EVENKEEL_VOICE", f"{sys.executable} {voice} {said} {{file}}")
    with Screen() as screen, Window(screen, data, FACTOR) as window:
        answer_questions(window)
        # From right to left: what comes first stands at the right.
        assert window.where("today_print")[0] < window.where("today_start")[0]
        window.click("today_start")
        window.where("pain_page_scale_5")
        window.keys("5", "Return")
        get_there(window)
        get_there(window)
        window.click("coach_helped_yes")
        get_there(window)
        get_there(window)
        window.click("summary_pain_3", "summary_done")
        window.where("today_start")
    journal = Journal.open(data / "journal.sqlite")
    (record,) = journal.sessions()
    journal.close()
    assert (record.sore_side, record.pain_before, record.pain_after) == ("left", 5, 3)
    assert record.repetitions == 24
    sentences = said.read_text(encoding="utf-8")
    # The legs that are stretched out, first the one that is not sore.
    assert "ساقك اليمنى" in sentences
    assert "ساقك اليسرى" in sentences
    assert not re.search("[A-Za-z]{3}", sentences)

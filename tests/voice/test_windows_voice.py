"""What is asked of the voices of Windows, and the process that asks it."""

import io
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from evenkeel.cli.run import run
from evenkeel.voice import windows_voice
from evenkeel.voice.windows_voice import WindowsVoiceError, for_sapi, for_winrt, sapi_rate

SENTENCE = "Press & hold, for < 6 s."


def test_speeds_are_made_rates_of_sapi() -> None:
    assert sapi_rate(175) == 0
    assert -10 <= sapi_rate(100) < sapi_rate(150) < 0 < sapi_rate(220) <= 10


@pytest.mark.parametrize(
    "asked", [for_sapi(SENTENCE, "en"), for_sapi(SENTENCE, "de"), for_winrt(SENTENCE, 150, "en")]
)
def test_a_sentence_is_handed_over_whole(asked: str) -> None:
    assert "".join(ET.fromstring(asked).itertext()) == SENTENCE


def test_the_language_is_the_one_of_the_sentences() -> None:
    assert "Language=809;Language=409" in for_sapi(SENTENCE, "en")
    assert 'xml:lang="en-GB"' in for_winrt(SENTENCE, 150, "en")
    assert 'required="Language=416"' in for_sapi(SENTENCE, "pt_BR")
    assert 'xml:lang="pt-BR"' in for_winrt(SENTENCE, 150, "pt_BR")


def test_the_command_hands_the_sentence_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[tuple[str, Path, int, str]] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    monkeypatch.setattr(windows_voice, "speak_to_file", lambda *given: said.append(given))
    file = tmp_path / "said.wav"
    assert run(["say", "--wav", str(file), "--wpm", "120", "--lang", "de"]) == 0
    assert said == [(SENTENCE, file, 120, "de")]
    assert run(["say", "--wav", str(file), "--wpm", "0"]) == 2
    assert "--wpm 0: allowed: 100 to 220" in capsys.readouterr().err
    assert run(["say", "--wav", str(file), "--lang", "xx"]) == 2
    assert "--lang: 'xx'; allowed: en, ar, de" in capsys.readouterr().err


def test_a_voice_that_is_not_there_is_a_fault_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise WindowsVoiceError("SAPI said nothing; WinRT does not answer")

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    monkeypatch.setattr(windows_voice, "speak_to_file", fail)
    assert run(["say", "--wav", str(tmp_path / "said.wav")]) == 1
    assert capsys.readouterr().err == ("evenkeel: say: SAPI said nothing; WinRT does not answer\n")

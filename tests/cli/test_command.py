"""The installed command, run as a process: what outside tools rely on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from evenkeel.catalogue.locate import resources_dir
from tests.guide.protocol_oracle import DECIDED

COMMAND = Path(sys.executable).with_name("evenkeel.exe" if os.name == "nt" else "evenkeel")


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Runs the command; it gets no screen and no hint that it runs in a test."""
    unwanted = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    environment = {key: value for key, value in os.environ.items() if key not in unwanted}
    return subprocess.run(
        [COMMAND, *arguments], input=stdin, capture_output=True, check=False, env=environment
    )


def refused(*arguments: str | Path, stdin: bytes = b"") -> str:
    """The one line with which bad input is refused."""
    result = run(*arguments, stdin=stdin)
    assert result.returncode == 2, result
    assert result.stdout == b""
    text = result.stderr.decode()
    assert text.count("\n") == 1, text
    assert "Traceback" not in text
    return text


def test_version_and_help() -> None:
    assert run("--version").stdout.startswith(b"evenkeel ")
    text = run("--help").stdout.decode()
    for command in ("kiosk", "plan", "timeline", "card", "handout", "next-step", "cards"):
        assert command in text
    for command in ("check-content", "export", "backup", "restore"):
        assert command in text


def test_plan_from_a_file(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"sore_side": "left", "pain_pattern": "shifted"}')
    plan = json.loads(run("plan", "--answers", answers, "--json").stdout)
    assert plan["schema"] == 1
    assert plan["items"][0] == {
        "exercise": "dontigny_knee_brace",
        "variant": None,
        "sides": ["left", "right"],
        "hold_s": 6,
        "rest_s": 6,
        "reps": 6,
        "sets": 1,
        "ask_helped": True,
    }


def test_plan_in_words_gives_the_reason() -> None:
    result = run("plan", "--answers", "-", stdin=b'{"sore_side": "both"}')
    text = result.stdout.decode()
    assert result.returncode == 0
    assert (
        "Knee push against a wall: It is only for one sore side, and both of yours are sore."
        in text
    )


def test_timeline_of_the_contract() -> None:
    stdin = b'{"sore_side": "left", "pain_pattern": "shifted"}'
    document = json.loads(run("timeline", "--answers", "-", "--json", stdin=stdin).stdout)
    assert document["phases"][0] == {
        "start_s": 0.0,
        "duration_s": 15.0,
        "phase": "prepare",
        "item": 0,
        "exercise": "dontigny_knee_brace",
        "side": "left",
        "set": 1,
        "rep": None,
    }
    helped = run("timeline", "--answers", "-", "--json", "--helped", "yes", stdin=stdin)
    exercises = {phase["exercise"] for phase in json.loads(helped.stdout)["phases"]}
    assert exercises == {"dontigny_knee_brace", "swiss_ball_superman"}


def _exercise_ids() -> list[str]:
    return sorted(path.stem for path in (resources_dir() / "exercises").glob("*.toml"))


def test_cards_lists_every_exercise() -> None:
    document = json.loads(run("cards", "--json").stdout)
    assert [card["id"] for card in document["exercises"]] == _exercise_ids()
    assert {"id", "name", "position", "needs", "side_rule", "dosage"} <= set(
        document["exercises"][0]
    )
    assert len(run("cards").stdout.splitlines()) == len(_exercise_ids())


def test_cards_keep_the_names_that_therapists_use_and_add_the_plain_ones() -> None:
    cards = json.loads(run("cards", "--json").stdout)["exercises"]
    names = {card["id"]: (card["name"], card["plain_name"]) for card in cards}
    assert names["dontigny_knee_brace"] == ("DonTigny knee brace", "Heel push in a doorway")
    assert names["warm_up"] == ("Warm-up", "Warm-up")


def test_the_reader_of_the_output_may_go_away() -> None:
    command = f'"{COMMAND}" cards | head -n 1; exit "${{PIPESTATUS[0]}}"'
    result = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"")


def test_bad_answers_name_file_key_value_and_what_is_allowed(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"sore_side": "up"}')
    line = refused("plan", "--answers", answers)
    assert line == (f"evenkeel: {answers}: sore_side: 'up'; allowed: left, right, both, unsure\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan",),
        ("plan", "--answers", "/nowhere/answers.json"),
        ("plan", "--answers", "/"),
        ("plan", "--answers", "a\nb"),
        ("fly",),
        ("timeline", "--answers", "-", "--helped", "maybe"),
        ("card", "glute_bridge"),
        ("card", "handstand", "--pdf", "x.pdf"),
        ("card", "glute_bridge", "--pdf", "x.pdf", "--png", "x.png"),
        ("card", "glute_bridge", "--pdf", "x.pdf", "--side", "left"),
        ("card", "inflare_correction", "--pdf", "x.pdf", "--side", "up"),
        ("card", "inflare_correction", "--pdf", "x.pdf", "--variant", "fast"),
        ("card", "inflare_correction", "--pdf", "x.pdf", "--paper", "A3"),
        ("card", "inflare_correction", "--pdf", "x.pdf", "--lang", "xx"),
        ("check-content", "/nowhere"),
    ],
    ids=" ".join,
)
def test_bad_arguments_are_one_line(arguments: tuple[str, ...]) -> None:
    assert refused(*arguments, stdin=b"{}").startswith("evenkeel: ")


def test_card_as_pdf_and_png(tmp_path: Path) -> None:
    for option, magic in (("--pdf", b"%PDF"), ("--png", b"\x89PNG")):
        target = tmp_path / f"card{option}"
        result = run("card", "inflare_correction", "--side", "left", option, target)
        assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
        assert target.read_bytes().startswith(magic)


@pytest.mark.parametrize(
    ("answers", "pages"),
    [(b"{}", 4), (b'{"red_flags": ["chest_pain"]}', 1), (b'{"pregnancy": "pregnant"}', 1)],
)
def test_handout(tmp_path: Path, answers: bytes, pages: int) -> None:
    target = tmp_path / "plan.pdf"
    result = run("handout", "--answers", "-", "--pdf", target, stdin=answers)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    with pypdfium2.PdfDocument(target.read_bytes()) as document:
        assert len(document) >= pages


def test_card_that_cannot_be_written(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "card.pdf"
    result = run("card", "glute_bridge", "--pdf", target)
    assert result.returncode == 1
    assert result.stderr.decode() == f"evenkeel: {target}: there is no folder {target.parent}\n"


def test_check_content() -> None:
    result = run("check-content")
    assert result.returncode == 0, result.stderr
    assert f"{len(_exercise_ids())} exercises, no faults".encode() in result.stdout


def test_check_content_reports_every_fault(tmp_path: Path) -> None:
    result = run("check-content", tmp_path)
    assert result.returncode == 2
    lines = result.stderr.decode().splitlines()
    assert "content.toml: (file): missing: this file is needed" in lines
    assert "exercises/: (folder): empty: at least one .toml file" in lines
    assert len(lines) == len({line.split(":")[0] for line in lines}) == 6


def test_no_screen_is_said_in_a_sentence() -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux can be without a screen")
    result = run()
    assert result.returncode == 1
    assert result.stderr.decode() == (
        "evenkeel: there is no screen to open the window on (DISPLAY and WAYLAND_DISPLAY are "
        "not set)\n"
    )


def test_sheets_name_the_clinic_of_a_file(tmp_path: Path) -> None:
    clinic = tmp_path / "clinic.toml"
    clinic.write_text('[clinic]\nname = "Park Clinic"\nphone = "123"\n', encoding="utf-8")
    target = tmp_path / "sheets.pdf"
    for command in (("card", "glute_bridge"), ("handout", "--answers", "-")):
        result = run(*command, "--pdf", target, "--clinic", clinic, stdin=b"{}")
        assert (result.returncode, result.stderr) == (0, b"")
        with pypdfium2.PdfDocument(target.read_bytes()) as document:
            for page in document:
                assert "Questions? Call Park Clinic: 123" in page.get_textpage().get_text_bounded()


def test_a_wrong_clinic_is_one_line(tmp_path: Path) -> None:
    clinic = tmp_path / "clinic.toml"
    clinic.write_text("[clinic]\nphone = 5\n", encoding="utf-8")
    line = refused("card", "glute_bridge", "--pdf", tmp_path / "x.pdf", "--clinic", clinic)
    assert line == (
        f"evenkeel: {clinic}: clinic.name: 'missing': a text of 1 to 60 characters; "
        f"{clinic}: clinic.phone: 5: a text of 0 to 40 characters\n"
    )
    assert not (tmp_path / "x.pdf").exists()


def test_the_worked_cases_through_the_command() -> None:
    """The latest cases of the clinical rules, as an outside tool would ask for them.

    That all 30 lead to their plans, ``tests/guide`` sees to, without a process for each.
    """
    cases = Path(__file__).parents[1] / "guide" / "scenarios.json"
    for case in json.loads(cases.read_text(encoding="utf-8"))[-6:]:
        answers = json.dumps(case["answers"]).encode()
        result = run("plan", "--answers", "-", "--json", stdin=answers)
        plan = json.loads(result.stdout)
        for part in ("items", "left_out"):
            plan[part] = [one for one in plan[part] if one["exercise"] in DECIDED]
        assert plan == {"schema": 1, **case["plan"]}, case["case"]


def test_a_plan_of_nothing_says_what_would_help() -> None:
    answers = (
        b'{"floor": false, "balance": "needs_support", "pain_pattern": "tight", "extras": true,'
        b' "equipment": ["step"]}'
    )
    text = run("plan", "--answers", "-", stdin=answers).stdout.decode()
    assert "Nothing here fits what is at hand." in text
    assert "With a free wall or a steady chair you could do 4 of these exercises." in text
    assert "doctor first" not in text


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (b'{"pain_now": NaN}', "pain_now: NaN; a whole number from 0 to 10"),
        (b'{"pain_now": 4.0}', "pain_now: 4.0; a whole number from 0 to 10"),
        (b'{"doctor_agreed": 0}', "doctor_agreed: 0; allowed: true, false"),
        (b'{"doctor_agrees": true}', "'doctor_agrees': unknown key; allowed: pregnancy, sore_side"),
        (b'{"floor": true, "floor": true}', "'floor': True; given twice; allowed: each key once"),
        (b'{"a":' * 9000, "nested too deeply; allowed: one JSON object of plain values"),
        (b'{"sore_side": "l\xe4ft"}', "byte 16 is not UTF-8; allowed: JSON in UTF-8"),
    ],
    ids=["nan", "fraction", "number", "key", "twice", "deep", "bytes"],
)
def test_bad_answers_name_the_place(answers: bytes, words: str) -> None:
    line = refused("plan", "--answers", "-", stdin=answers)
    assert line.startswith(f"evenkeel: standard input: {words}")

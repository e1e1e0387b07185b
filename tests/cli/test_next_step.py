"""``evenkeel next-step``, run as a process."""

import json
from pathlib import Path

import pytest

from tests.cli.test_command import refused, run

ENTRY = {
    "exercise": "plank_leg_reach",
    "variant": "knees_lift",
    "hold_s": 6,
    "reps": 3,
    "sets": 1,
    "planned": 3,
    "done": 3,
    "hurt": 0,
}


def history(*, hurt: int = 0, sessions: int = 6) -> bytes:
    """One session a day up to 28 November; in the latest, this many stops by pain."""
    days = range(29 - sessions, 29)
    return json.dumps(
        {
            "today": "2026-11-28",
            "answers": {"sore_side": "left"},
            "sessions": [
                {
                    "at": f"2026-11-{day}T08:00:00+01:00",
                    "pain_before": 4,
                    "pain_after": None,
                    "exercises": [{**ENTRY, "hurt": hurt if day == 28 else 0}],
                }
                for day in days
            ],
            "proposals": [
                {
                    "at": "2026-11-10",
                    "exercise": "plank_leg_reach",
                    "change": {"hold_s": 8},
                    "taken": False,
                }
            ],
        }
    ).encode()


@pytest.mark.parametrize(
    ("document", "propose", "words"),
    [
        (
            history(),
            {
                "exercise": "plank_leg_reach",
                "step": "up",
                "change": {"hold_s": 8},
                "reason": "done_without_more_pain",
            },
            (
                "Steady forearm plank: hold 8 s instead of 6 s. "
                "The last sessions were done whole, without more pain.\n"
            ),
        ),
        (
            history(hurt=1),
            {
                "exercise": "plank_leg_reach",
                "step": "back",
                "change": {"variant": "knees_press"},
                "reason": "it_hurt",
            },
            (
                "Steady forearm plank: “Plank from the knees, one knee presses” instead of "
                "“Plank from the knees, one leg reaches”. It hurt more in the last session.\n"
            ),
        ),
        (history(sessions=5), None, "No step is proposed now. Continue as before.\n"),
    ],
    ids=["up", "back", "nothing"],
)
def test_the_contract_and_the_words(
    tmp_path: Path, document: bytes, propose: object, words: str
) -> None:
    file = tmp_path / "history.json"
    file.write_bytes(document)
    result = run("next-step", "--history", file, "--json")
    assert (result.returncode, result.stderr) == (0, b"")
    assert json.loads(result.stdout) == {"schema": 1, "propose": propose}
    said = run("next-step", "--history", "-", stdin=document)
    assert said.stdout.decode() == words


def test_bad_input_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    file.write_bytes(history().replace(b'"hold_s": 6,', b'"hold_s": 60,', 1))
    assert refused("next-step", "--history", file) == (
        f"evenkeel: {file}: sessions[1].exercises[1].hold_s: 60; "
        "allowed: a whole number from 6 to 10\n"
    )
    assert refused("next-step", "--history", tmp_path / "none.json").endswith(
        "No such file or directory; allowed: a file that can be read\n"
    )
    assert "--history" in refused("next-step")

"""The window opens whatever its files are, and says in a sentence what it could not read.

Every row is a start of the real window on a data folder of its own, in a process of its own.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from evenkeel.catalogue.cache import quick_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.answers import answers_document, answers_from
from evenkeel.guide.decide import decide
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.settings import Settings, ThemeChoice, save_settings
from evenkeel.journal.storage.copies import keep_daily_copy
from evenkeel.journal.storage.times import local_now
from tests.gallery.stage import LEFT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pipes, rights and forks")

_NEW = "could not be read. It was kept as {data}/journal-damaged-"
_OFFER = "Restore the copy of "
_SETTINGS = (
    "Your settings could not be read, so the default settings are used. The file was kept as "
)
_READ_ONLY = "You can see what is in it. What you do now is kept in memory and saved as soon"
#: What is said about each file after each accident; nothing where there is nothing to say.
#: Where something can't be read, every start of the list is in the sentence.
SAID: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "journal.sqlite": {
        "missing": ("is missing or empty", "A new one was started.", _OFFER),
        "empty": ("is missing or empty", "A new one was started.", _OFFER),
        "cut off": (_NEW, _OFFER),
        "zeros": (_NEW, _OFFER),
        "random bytes": (_NEW, _OFFER),
        "folder": ("is missing or empty", _OFFER),
        "pipe": ("is missing or empty", _OFFER),
        "unreadable": ("belongs to another user", "If you close Evenkeel before that, it is lost."),
        "newer": ("newer version of Evenkeel", "If you close Evenkeel before that, it is lost."),
        "another program's": ("not an Evenkeel journal. It was kept as ", _OFFER),
        "a wrong letter": (_NEW, _OFFER),
        "unreadable answers": (_NEW, _OFFER),
        "unreadable changes": (_NEW, _OFFER),
        "a time that is none": (_NEW, _OFFER),
        "damaged pages of a large file": ("Part of your journal is damaged", _OFFER),
        "an unreadable plan": ("Part of your journal is damaged", _OFFER),
    },
    # SQLite leaves out of a log what is not whole: nothing is lost but what was written last.
    "journal.sqlite-wal": {
        "missing": (),
        "empty": (),
        "cut off": (),
        "zeros": (),
        "random bytes": (),
        "folder": (),
        "pipe": (),
        "unreadable": ("journal.sqlite",),
    },
    "settings.json": {
        "missing": (),
        "empty": (_SETTINGS,),
        "cut off": (_SETTINGS,),
        "zeros": (_SETTINGS,),
        "random bytes": (_SETTINGS,),
        "folder": (_SETTINGS,),
        "pipe": (_SETTINGS,),
        "unreadable": (_SETTINGS,),
        "newer": ("Your settings were written by a newer version of Evenkeel.",),
        "a value that is not allowed": ("Some of your settings could not be read",),
        "an odd window": ("Some of your settings could not be read",),
    },
    # Only ever a copy of what the program brings with it: made anew, without a word.
    "content-copy.json": {
        "missing": (),
        "empty": (),
        "cut off": (),
        "zeros": (),
        "random bytes": (),
        "folder": (),
        "pipe": (),
        "unreadable": (),
        "a byte that is no text": (),
        "a flipped bit": (),
    },
    # The system holds the lock; what is in the file says nothing.
    "window.lock": {
        "missing": (),
        "empty": (),
        "cut off": (),
        "zeros": (),
        "random bytes": (),
        "folder": (),
        "pipe": (),
        "unreadable": (),
    },
    "window.bell": {"folder": (), "pipe": (), "unreadable": (), "random bytes": ()},
    # The copy of today is made anew where it has to be; an older one that is damaged is passed
    # over when one is offered.
    "copies": {
        "missing": (),
        "empty": (),
        "zeros": (),
        "random bytes": (),
        "newer": (),
        "file": (),
        "pipe": (),
        "unreadable": ("Today's copy of your journal could not be made.",),
    },
    "crashes": {"missing": (), "file": (), "pipe": (), "unreadable": ()},
    "crashes/now.log": {"empty": (), "zeros": (), "folder": (), "pipe": (), "unreadable": ()},
    # The whole folder: of another user, for example after one start as the administrator; on a
    # disk that is read-only.
    ".": {
        "unreadable": ("belongs to another user", "If you close Evenkeel before that, it is lost."),
        "read-only": ("can't be written", _READ_ONLY),
    },
    # Read when something is printed, and told then.
    "clinic.toml": {"empty": (), "random bytes": (), "folder": (), "pipe": (), "unreadable": ()},
}


#: What the reader or the clinic wrote: every byte of it is there afterwards.
KEPT: Final = ("journal.sqlite", "settings.json", "clinic.toml")
#: Nothing is in the first; the second is written again with all that is in it.
NOT_KEPT: Final = (("journal.sqlite", "empty"), ("settings.json", "newer"))


@pytest.fixture(scope="module")
def template(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as it is after some days: a session, settings, a copy of two days ago."""
    folder = tmp_path_factory.mktemp("template")
    (folder / "crashes").mkdir()
    answers = answers_from(LEFT, catalogue)
    now = local_now()
    with Journal.open(folder / "journal.sqlite") as journal:
        journal.save_answers(answers_document(answers), now)
        plan = decide(answers, catalogue)
        session = journal.begin_session(plan, pain_before=5, at=now)
        journal.end_session(session, now, how="finished", pain_after=4, note="mine")
        from evenkeel.guide.adjust import Adjustments

        journal.save_adjustments(Adjustments(taken_out=frozenset({"glute_bridge"})))
    keep_daily_copy(folder / "journal.sqlite", datetime(2026, 11, 26, tzinfo=UTC).date())
    settings = Settings(welcomed=True, theme=ThemeChoice.LIGHT, desktop=ThemeChoice.LIGHT)
    save_settings(folder / "settings.json", settings)
    quick_catalogue(resources_dir(), folder / "content-copy.json")
    return folder


def reports(rows: list[dict[str, str]], template: Path, work: Path) -> list[dict[str, Any]]:
    """What came of each start."""
    asked = {"rows": rows, "template": str(template), "work": str(work)}
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    result = subprocess.run(
        [sys.executable, "-m", "tests.ui.startups"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        env={**environment, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).resolve().parents[3],
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("file", SAID)
def test_the_window_opens_and_says_what_it_could_not_read(
    file: str, template: Path, tmp_path: Path
) -> None:
    table = SAID[file]
    rows = [{"file": file, "how": how} for how in table]
    found = zip(table, reports(rows, template, tmp_path), strict=True)
    wrong = {
        how: faults
        for how, report in found
        if (
            faults := faults_of(
                report,
                table[how],
                tmp_path / "data",
                must_stay=file in KEPT and (file, how) not in NOT_KEPT,
            )
        )
    }
    assert wrong == {}


def faults_of(
    report: dict[str, Any], words: tuple[str, ...], data: Path, *, must_stay: bool
) -> list[object]:
    """What is wrong with a start in which these words are to be said, in one box."""
    said = report.get("said", [])
    faults: list[object] = [] if report.get("status") == 0 else [report]
    if not report.get("page"):
        faults.append("no page is shown")
    if "Traceback" in report["stderr"]:
        faults.append(report["stderr"])
    if "now.log" in report["crashes"]:
        faults.append("a new crash log")
    if must_stay and not report["kept"]:
        faults.append(report["files"])
    if len(said) != (1 if words else 0) or not all(
        one.format(data=data) in said[0] for one in words
    ):
        faults.append(("said", said))
    return faults


def test_the_copy_is_restored_by_its_button(template: Path, tmp_path: Path) -> None:
    ways = ("zeros", "a wrong letter", "an unreadable plan", "damaged pages of a large file")
    rows = [{"file": "journal.sqlite", "how": how, "press": "restore_copy"} for how in ways]
    for how, report in zip(ways, reports(rows, template, tmp_path), strict=True):
        assert report["pressed"], how
        assert report["after"] == [], how
        assert report["notes"] == ["mine"], how
        assert report["page"] == "today", how
        kept = [name for name in report["files"] if name.startswith("journal-damaged-")]
        assert kept, how


def test_what_is_only_out_of_reach_is_shown(template: Path, tmp_path: Path) -> None:
    """The plan of a journal that can't be written, and no question about copies."""
    rows = [
        {"file": ".", "how": "read-only"},
        {"file": "journal.sqlite", "how": "newer", "press": "restore_copy"},
    ]
    folder, newer = reports(rows, template, tmp_path)
    assert folder["page"] == "today"
    assert folder["plan"] is True
    assert newer["page"] == "today"
    assert newer["plan"] is True
    assert newer["pressed"] is False


@pytest.mark.parametrize("fault", ["typo", "faulty", "no pictures", "no font"])
def test_other_content_that_can_not_be_used_is_told(
    template: Path, tmp_path: Path, fault: str
) -> None:
    """And ours is shown in its place."""
    content = tmp_path / "content"
    if fault != "typo":
        shutil.copytree(resources_dir(), content, ignore=shutil.ignore_patterns("figures", "fonts"))
    if fault == "faulty":
        (content / "advice.toml").write_text("nonsense = [", encoding="ascii")
    if fault in ("faulty", "no pictures"):
        shutil.copytree(resources_dir() / "fonts", content / "fonts")
    row = {"file": "settings.json", "how": "whole", "resources": str(content)}
    (report,) = reports([row], template, tmp_path)
    assert report["page"] == "today"
    assert report["plan"] is True
    (said,) = report["said"]
    assert said.startswith("The content that EVENKEEL_RESOURCES names can't be used, so Evenkeel")
    words = {"typo": "no content.toml", "faulty": "advice.toml", "no font": "fonts/Inter"}
    assert words.get(fault, "figures/: (folder): empty") in said


_BROKEN = """
import sys
from pathlib import Path
from evenkeel.catalogue.faults import ContentError, Fault
from evenkeel.ui.shell import app

def broken(*_):
    raise {error}

app.open_content = broken
app._box = lambda sentence: print("box:", sentence)
print("status", app.run_window(Path(sys.argv[1])))
"""


@pytest.mark.parametrize(
    ("error", "said", "logged"),
    [
        (
            "ContentError([Fault('a.toml', 'b', 'c', 'd')])",
            "one of its own files is missing",
            False,
        ),
        ("RuntimeError('my back hurts')", "because of an error in the program", True),
    ],
)
def test_where_no_window_can_be_opened_a_box_says_so(
    tmp_path: Path, error: str, said: str, logged: bool
) -> None:
    """The program's own files are damaged, or it has a fault: never an end without a word."""
    result = subprocess.run(
        [sys.executable, "-c", _BROKEN.format(error=error), str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
        check=False,
    )
    box = next(line for line in result.stdout.splitlines() if line.startswith("box:"))
    assert said in box
    assert "status 1" in result.stdout
    assert "my back hurts" not in result.stdout
    assert (tmp_path / "crashes" / "now.log").exists() is logged

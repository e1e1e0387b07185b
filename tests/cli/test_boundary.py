"""Whatever is done to the command, it ends with one sentence and a status, never a traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.cli import boundary
from evenkeel.cli.boundary import guarded
from evenkeel.cli.run import run as run_here
from evenkeel.journal.storage.errors import JournalError, JournalFault
from tests.cli.test_command import COMMAND
from tests.cli.test_journal_commands import data, notes

__all__ = ["data"]

posix = pytest.mark.skipif(os.name == "nt", reason="the shell's ways with streams")
WRITING = (
    ("export", "--format", "csv"),
    ("export", "--format", "fhir"),
    ("export", "--format", "pdf"),
    ("backup",),
    ("card", "glute_bridge", "--pdf"),
    ("card", "glute_bridge", "--png"),
    ("handout", "--answers", "-", "--pdf"),
)


def shell(line: str) -> tuple[int, str, str]:
    """What a line of the shell gives: status of the command, output, errors."""
    if shutil.which("bash") is None:
        pytest.skip("needs bash")
    ended = subprocess.run(
        ["bash", "-c", line, "evenkeel", COMMAND], capture_output=True, check=False, text=True
    )
    assert "Traceback" not in ended.stderr
    assert "Exception ignored" not in ended.stderr
    return ended.returncode, ended.stdout, ended.stderr


def give_on_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """What ``-`` reads, however often it is opened."""
    stdin = SimpleNamespace(buffer=SimpleNamespace(read=lambda count: data[:count]))
    monkeypatch.setattr(sys, "stdin", stdin)


def inode(path: Path) -> int:
    return path.lstat().st_ino


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1, captured.err
    return captured.err


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_every_writer_refuses_the_readers_data(
    command: tuple[str, ...],
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    give_on_stdin(monkeypatch, b"{}")
    before = (data / "journal.sqlite").read_bytes()
    for name in ("journal.sqlite", "journal.sqlite-wal", "new.file"):
        target = str(data / name)
        assert run_here([*command, target, "--data-dir", str(data)]) == 2
        assert f"{target}: your journal and settings are stored there" in one_line(capsys)
    assert (data / "journal.sqlite").read_bytes() == before
    assert notes(data / "journal.sqlite") == ["=my note"]


@posix
@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_every_writer_refuses_what_is_no_file(
    command: tuple[str, ...],
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    give_on_stdin(monkeypatch, b"{}")
    monkeypatch.chdir(tmp_path)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    before = inode(pipe)
    for name in ("", ".", "..", "/", "|", "-", str(pipe), "/dev/null", "a\nb"):
        assert run_here([*command, name, "--data-dir", str(data)]) == 2, name
        one_line(capsys)
    assert inode(pipe) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "pipe"]


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_every_writer_names_the_missing_folder(
    command: tuple[str, ...],
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    give_on_stdin(monkeypatch, b"{}")
    target = tmp_path / "no" / "x.pdf"
    assert run_here([*command, str(target), "--data-dir", str(data)]) == 1
    assert one_line(capsys) == f"evenkeel: {target}: there is no folder {target.parent}\n"


def test_a_damaged_journal_is_said(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = data / "journal.sqlite"
    journal.write_bytes(journal.read_bytes()[:5000] + os.urandom(4000))
    before = journal.read_bytes()
    for command in WRITING[:4]:
        assert run_here([*command, str(tmp_path / "x"), "--data-dir", str(data)]) == 1
        assert "is damaged" in one_line(capsys)
    assert not (tmp_path / "x").exists()
    assert journal.read_bytes() == before


def test_a_journal_that_breaks_while_it_is_read_is_said(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> None:
        raise JournalError(JournalFault.DAMAGED, data / "journal.sqlite")

    monkeypatch.setattr("evenkeel.journal.entries.store.Journal.sessions", broken)
    target = str(tmp_path / "x.csv")
    assert run_here(["export", "--format", "csv", target, "--data-dir", str(data)]) == 1
    assert "is damaged" in one_line(capsys)


NO_OUTPUT = "evenkeel: standard output: it is closed, and nothing could be printed\n"
FULL = "evenkeel: standard output: No space left on device\n"
NO_INPUT = "evenkeel: standard input: it is closed; allowed: a file that can be read\n"
NO_PIN = "evenkeel: the PIN: allowed: 4 to 12 digits from 0 to 9, on one line\n"


@posix
@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ('"$1" cards >&-', 1, NO_OUTPUT),
        ('"$1" --version >&-', 1, NO_OUTPUT),
        ('"$1" cards >&- 2>&-', 1, ""),
        ('"$1" fly 2>&-', 2, ""),
        ('"$1" cards > /dev/full', 1, FULL),
        ('PYTHONUNBUFFERED=1 "$1" cards --json > /dev/full', 1, FULL),
        ('"$1" plan --answers - <&-', 2, NO_INPUT),
        ('"$1" kiosk --hash-pin <&-', 2, NO_PIN),
        ('"$1" --help | true; exit ${PIPESTATUS[0]}', 0, ""),
        ('"$1" cards --json | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}', 0, ""),
    ],
)
def test_streams_that_are_closed(line: str, status: int, said: str) -> None:
    ended, _, errors = shell(line)
    assert (ended, errors) == (status, said)


@posix
def test_no_file_takes_the_place_of_a_closed_stream(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.sqlite"
    line = f'"$1" backup "{target}" --data-dir "{data}" <&- >&- 2>&-'
    assert shell(line)[0] == 0
    assert notes(target) == ["=my note"]
    assert notes(data / "journal.sqlite") == ["=my note"]


@posix
def test_what_never_ends_is_not_read_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_here(["plan", "--answers", "/dev/zero"]) == 2
    assert "longer than it can be" in one_line(capsys)


@pytest.mark.parametrize("wrong", ["\x1b[2J\x07", "a\nb", "\u202egnp", "\udcff"], ids=ascii)
def test_words_from_outside_change_no_terminal(
    wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        [wrong],
        ["card", wrong, "--pdf", "x"],
        ["card", "glute_bridge", "--pdf", "x", "--lang", wrong],
        ["plan", "--answers", wrong],
        ["check-content", wrong],
        ["kiosk", "--check", wrong],
        ["restore", wrong],
        ["export", "--format", "csv", f"{wrong}/x"],
    ):
        assert run_here(arguments) in (1, 2)
        assert one_line(capsys)[:-1].isprintable()


def test_words_from_outside_are_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give_on_stdin(monkeypatch, b'{"' + b"k" * 60_000 + b'": 1}')
    for arguments in (
        ["card", "x" * 5000, "--pdf", "x"],
        ["x" * 50_000],
        ["plan", "--answers", "-"],
    ):
        assert run_here(arguments) == 2
        assert len(one_line(capsys)) < 2500


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 1, "evenkeel: stopped"),
        (MemoryError(), 1, "evenkeel: there is not enough memory"),
        (OSError(28, "No space left on device", "/a\nb"), 1, r"evenkeel: /a\nb: No space left"),
        (KeyError("secret"), 1, "evenkeel: Evenkeel has a fault and could not do this (KeyError)"),
        (RecursionError("secret"), 1, "evenkeel: Evenkeel has a fault"),
        (SystemExit(3), 3, ""),
    ],
    ids=repr,
)
def test_every_exception_is_a_sentence(
    error: BaseException,
    status: int,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def act() -> int:
        raise error

    assert guarded(act, lambda: tmp_path / "data") == status
    captured = capsys.readouterr().err
    assert captured.startswith(said)
    assert "secret" not in captured


def test_a_fault_of_the_program_is_written_down_without_the_readers_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def act() -> int:
        raise KeyError("a private word")

    for _ in range(3):
        assert guarded(act, lambda: tmp_path) == 1
    line = capsys.readouterr().err.splitlines()[0]
    log = Path(line.partition("the log is ")[2])
    assert log.parent == tmp_path / "crashes"
    text = log.read_text(encoding="utf-8")
    assert "builtins.KeyError in a command" in text
    assert "in act" in text
    assert "private" not in text


def test_a_fault_where_no_log_can_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_bytes(b"")

    def act() -> int:
        raise KeyError

    assert guarded(act, lambda: tmp_path / "data") == 1
    assert "no log of it could be written" in one_line(capsys)


def test_faulty_content_is_said(tmp_path: Path, catalogue: Catalogue) -> None:
    folder = tmp_path / "resources"
    shutil.copytree(resources_dir(), folder, ignore=shutil.ignore_patterns("figures", "fonts"))
    file = folder / "exercises" / f"{next(iter(catalogue.exercises))}.toml"
    file.write_text("name = 5\nposition = 3\n", encoding="utf-8")
    ended = subprocess.run(
        [COMMAND, "cards"],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "EVENKEEL_RESOURCES": str(folder)},
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert f"exercises/{file.name}: name: 5: " in ended.stderr


def test_nothing_is_imported_for_it() -> None:
    """The window's start goes through the boundary too, and must not wait for it."""
    code = (
        "import sys; import evenkeel.cli.boundary; "
        "print([one for one in sys.modules if one.startswith(('evenkeel.', 'msgspec', 'PySide6'))])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ended.stdout == "['evenkeel.cli', 'evenkeel.cli.boundary']\n"


@pytest.mark.parametrize(
    "arguments", [["--data-dir", "", "cards"], ["restore", ""], ["kiosk", "--check", ""]]
)
def test_an_argument_that_is_empty_names_nothing(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_here(arguments) == 2
    assert "an empty name" in one_line(capsys)


def test_a_program_without_a_console_shows_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows gives the window's program no streams when it is started from a shortcut."""
    shown: list[str] = []
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, stream, None)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(boundary, "_show", shown.append)
    assert run_here(["card", "no_exercise", "--pdf", "-"]) == 2
    assert len(shown) == 1
    assert "no_exercise" in shown[0]


def test_a_kiosk_without_a_console_shows_the_faults_of_its_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[str] = []
    file = tmp_path / "kiosk.toml"
    file.write_text("idle_s = 1\nno_such_key = 2\n", encoding="utf-8")
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, stream, None)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(boundary, "_show", shown.append)
    assert run_here(["kiosk", "--config", str(file)]) == 2
    assert len(shown) == 1
    assert "no_such_key" in shown[0]

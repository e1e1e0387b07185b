"""One program for each data folder, whatever is in the lock's file."""

import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from evenkeel.journal.storage.folderlock import FolderLock

#: As earlier versions wrote it: process, program, computer, its number, its start.
_LOCK = "{pid}\npython3.11\n{host}\n{number}\n11111111-2222-3333-4444-555555555555\n"
ODD = {
    "empty": b"",
    "zeros": bytes(100),
    "random bytes": bytes(range(256)),
    "another computer's": _LOCK.format(pid=1, host="elsewhere", number="ab" * 16).encode(),
    "a stale one": _LOCK.format(pid=os.getpid(), host="here", number="cd" * 16).encode(),
    "not text": b"\xff\xfe" * 50,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "window.lock"


def lock(path: Path) -> FolderLock:
    return FolderLock(path, today=lambda: date(2026, 11, 28))


@pytest.mark.parametrize("what", ODD)
def test_an_odd_file_locks_nobody_out_and_still_keeps_a_second_one_out(
    path: Path, what: str
) -> None:
    path.write_bytes(ODD[what])
    # Old enough to look abandoned.
    os.utime(path, (1_500_000_000, 1_500_000_000))
    first, second = lock(path), lock(path)
    assert first.take()
    assert not second.take()
    first.release()
    assert not path.exists()
    assert second.take()
    second.release()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize("odd", ["folder", "pipe", "dangling link"])
def test_what_is_no_file_is_put_aside(path: Path, odd: str) -> None:
    match odd:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case _:
            path.symlink_to(path.parent / "nowhere" / "at all")
    first, second = lock(path), lock(path)
    assert first.take()
    assert not second.take()
    assert (path.parent / "window-damaged-2026-11-28.lock").lstat()
    first.release()


def test_it_is_for_its_owner_alone(path: Path) -> None:
    one = lock(path)
    assert one.take()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    one.release()


def test_where_no_lock_can_be_made_nobody_is_kept_out(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    one = lock(tmp_path / "file" / "window.lock")
    assert one.take()
    one.release()


def test_a_file_that_went_while_it_was_being_locked_is_made_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one before let go of it in between: its file is gone, and a lock on it keeps none out."""
    opened = os.open
    gone: list[object] = []

    def open_late(name: object, *values: object) -> int:
        descriptor: int = opened(name, *values)  # type: ignore[arg-type]
        if not gone:
            gone.append(name)
            path.unlink()
        return descriptor

    monkeypatch.setattr(os, "open", open_late)
    first = lock(path)
    assert first.take()
    monkeypatch.undo()
    assert path.exists()
    assert not lock(path).take()
    first.release()


def test_a_program_that_was_killed_holds_nothing(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from evenkeel.journal.storage.folderlock import FolderLock\n"
        "one = FolderLock(Path(sys.argv[1])); print(one.take(), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "True\n"
        assert not lock(path).take()
        other.kill()
        other.wait()
    one = lock(path)
    assert one.take()
    one.release()

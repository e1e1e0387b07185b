"""Files for people are written whole, where they belong, or not at all."""

import errno
import os
import socket
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from evenkeel.journal.entries.store import Journal
from evenkeel.journal.storage import outfile
from evenkeel.journal.storage.outfile import (
    OutputError,
    OutputFault,
    checked_target,
    replacing,
    sound_name,
    write_file,
)

posix = pytest.mark.skipif(os.name == "nt", reason="links, pipes and modes of POSIX")
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The user's data folder, with a journal and SQLite's files beside it."""
    folder = tmp_path / "own"
    with Journal.open(folder / "journal.sqlite"):
        pass
    for name in ("journal.sqlite-wal", "journal.sqlite-shm", "settings.json"):
        (folder / name).write_bytes(b"mine")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def fault(target: Path, own: Path, data: bytes = b"new") -> OutputFault:
    with pytest.raises(OutputError) as caught:
        write_file(target, data, (own,))
    assert caught.value.path == target
    assert str(target) in str(caught.value)
    assert ".part" not in str(caught.value)
    return caught.value.fault


@pytest.mark.parametrize(
    "name",
    ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm", "settings.json", "new.csv",
     "copies/new.csv", "../own/journal.sqlite"],
)  # fmt: skip
def test_nothing_is_written_into_the_readers_data(own: Path, name: str) -> None:
    before = contents(own)
    assert fault(own / name, own) is OutputFault.INSIDE
    assert contents(own) == before


@posix
def test_nor_through_links(own: Path, out: Path) -> None:
    (out / "link.csv").symlink_to(own / "journal.sqlite")
    (out / "to_new.csv").symlink_to(own / "new.csv")
    (out / "folder").symlink_to(own, target_is_directory=True)
    for name in ("journal.sqlite", "journal.sqlite-wal", "settings.json"):
        os.link(own / name, out / f"hard-{name}")
    before = contents(own)
    for target in (
        out / "link.csv",
        out / "to_new.csv",
        out / "folder" / "journal.sqlite",
        *out.glob("hard-*"),
    ):
        assert fault(target, own) is OutputFault.INSIDE
    assert contents(own) == before


@posix
def test_nor_in_another_spelling(own: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system ignores the case of letters, only the folder itself tells."""
    other = out / "OWN"
    other.symlink_to(own, target_is_directory=True)
    monkeypatch.setattr(os.path, "realpath", os.path.abspath)
    assert fault(other / "JOURNAL.SQLITE", own) is OutputFault.INSIDE


@posix
@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_pipes_and_sockets_stay_what_they_are(own: Path, out: Path, kind: str) -> None:
    target = out / kind
    with socket.socket(socket.AF_UNIX) as end:
        if kind == "pipe":
            os.mkfifo(target)
        else:
            end.bind(os.path.relpath(target))
        before = target.lstat()
        (out / "link").symlink_to(target)
        assert fault(target, own) is OutputFault.NOT_A_FILE
        assert fault(out / "link", own) is OutputFault.NOT_A_FILE
        assert target.lstat().st_ino == before.st_ino
        assert stat.S_IFMT(target.lstat().st_mode) == stat.S_IFMT(before.st_mode)


@posix
@pytest.mark.parametrize(
    "name", ["/dev/null", "/dev/full", "/dev/stdout", "/dev/new.csv", "/proc/self/fd/1"]
)
def test_devices_are_refused_before_anything_is_touched(own: Path, name: str) -> None:
    with pytest.raises(OutputError) as caught:
        checked_target(Path(name), (own,))
    assert caught.value.fault is OutputFault.NOT_A_FILE


@posix
def test_a_link_to_a_plain_file_is_followed(own: Path, out: Path) -> None:
    (out / "real.csv").write_bytes(b"old")
    (out / "link.csv").symlink_to("real.csv")
    (out / "dangling.csv").symlink_to("made.csv")
    write_file(out / "link.csv", b"new", (own,))
    write_file(out / "dangling.csv", b"new", (own,))
    assert (out / "link.csv").is_symlink()
    assert contents(out) == dict.fromkeys(
        ("real.csv", "link.csv", "made.csv", "dangling.csv"), b"new"
    )


@pytest.mark.parametrize("name", ["", ".", "..", "/", "out"])
def test_a_folder_is_no_file(
    own: Path, out: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(out.parent)
    assert fault(Path(name), own) is OutputFault.FOLDER


@pytest.mark.parametrize("name", ["|", "-", ">", " ", "a\nb.csv", "a\x1b.csv", "a\0.csv", "..."])
def test_a_sign_is_no_name(own: Path, out: Path, name: str) -> None:
    assert fault(out / name, own) is OutputFault.NAME
    assert contents(out) == {}


@pytest.mark.parametrize("name", ["CON", "nul.csv", "a:b.pdf", "end.", "a?.csv", "COM1.pdf"])
def test_what_windows_refuses(
    own: Path, out: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outfile, "_WINDOWS", True)
    assert fault(out / name, own) is OutputFault.NAME


@pytest.mark.parametrize("name", ["plan.pdf", "日本語.pdf", "💪.pdf", "a", "mit Leerzeichen.csv"])
def test_a_file_is_written_and_nothing_beside_it(own: Path, out: Path, name: str) -> None:
    for data in (b"first", b"second"):
        write_file(out / name, data, (own,))
        assert contents(out) == {name: data}


def test_the_longest_name_needs_no_longer_one_beside_it(own: Path, out: Path) -> None:
    name = "n" * 251 + ".csv"
    write_file(out / name, b"new", (own,))
    assert contents(out) == {name: b"new"}
    assert fault(out / ("n" * 252 + ".csv"), own) is OutputFault.TOO_LONG


@posix
def test_the_umask_rules_a_new_file_and_an_old_one_keeps_its_mode(own: Path, out: Path) -> None:
    old = out / "old.csv"
    old.write_bytes(b"old")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        write_file(out / "new.csv", b"new", (own,))
        write_file(old, b"new", (own,))
    finally:
        os.umask(before)
    assert stat.S_IMODE((out / "new.csv").stat().st_mode) == 0o640
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    with Journal.open(own / "journal.sqlite") as journal:
        journal.backup(out / "copy.sqlite", (own,))
    assert stat.S_IMODE((out / "copy.sqlite").stat().st_mode) == 0o600


def test_a_missing_folder_is_named(own: Path, out: Path) -> None:
    target = out / "nowhere" / "x.csv"
    assert fault(target, own) is OutputFault.NO_FOLDER
    (out / "plain").write_bytes(b"")
    assert fault(out / "plain" / "x.csv", own) is OutputFault.NO_FOLDER


@posix
@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_no_permission(own: Path, out: Path) -> None:
    (out / "x.csv").write_bytes(b"old")
    (out / "x.csv").chmod(0o400)
    assert fault(out / "x.csv", own) is OutputFault.DENIED
    out.chmod(0o500)
    try:
        assert fault(out / "y.csv", own) is OutputFault.DENIED
    finally:
        out.chmod(0o700)


@posix
@pytest.mark.parametrize(("flag", "told"), [(1, OutputFault.READ_ONLY), (0, OutputFault.DENIED)])
def test_a_file_on_a_medium_that_is_only_read(
    own: Path, out: Path, flag: int, told: OutputFault, monkeypatch: pytest.MonkeyPatch
) -> None:
    (out / "x.csv").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=flag))
    assert fault(out / "x.csv", own) is told
    assert contents(out) == {"x.csv": b"old"}


@pytest.fixture(params=["fsync", "replace", "open", "close"])
def failing(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[int], None]]:
    """Lets one of the steps of writing fail with an error of the system."""

    def begin(number: int) -> None:
        def fail(*_: object, **__: object) -> None:
            raise OSError(number, os.strerror(number), "FILE.part")

        match request.param:
            case "replace":
                monkeypatch.setattr(Path, "replace", fail)
            case "open":
                monkeypatch.setattr(Path, "open", fail)
            case name:
                monkeypatch.setattr(os, name, fail)

    yield begin
    monkeypatch.undo()


@pytest.mark.parametrize(
    ("number", "told", "word"),
    [
        (errno.ENOSPC, OutputFault.FULL, "no space left"),
        (errno.EDQUOT, OutputFault.FULL, "no space left"),
        (errno.EROFS, OutputFault.READ_ONLY, "is read-only"),
        (errno.EACCES, OutputFault.DENIED, "permission"),
        (errno.EIO, OutputFault.FAILED, os.strerror(errno.EIO)),
    ],
)
def test_the_true_cause_is_told_and_nothing_is_left(
    own: Path,
    out: Path,
    number: int,
    told: OutputFault,
    word: str,
    failing: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (out / "x.csv").write_bytes(b"old")
    failing(number)
    with pytest.raises(OutputError, match=word) as caught:
        write_file(out / "x.csv", b"new", (own,))
    monkeypatch.undo()
    assert caught.value.fault is told
    assert contents(out) == {"x.csv": b"old"}


def test_what_sqlite_leaves_beside_a_copy_goes_too(out: Path) -> None:
    def make() -> None:
        with replacing(out / "copy.sqlite") as part:
            for tail in ("-wal", "-shm", "-journal"):
                part.with_name(part.name + tail).write_bytes(b"")
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        make()
    assert contents(out) == {}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("My exercises: Push and steady", "My exercises - Push and steady.pdf"),
        ('a/b\\c<d>e"f|g?h*i', "a b c d e f g h i.pdf"),
        ("CON", "CON_.pdf"),
        ("com1.notes", "com1_.notes.pdf"),
        ("  ends with dots... ", "ends with dots.pdf"),
        ("two\nlines\tand a tab", "two lines and a tab.pdf"),
        ("Übung für Zuhause", "Übung für Zuhause.pdf"),
        (":::", "Evenkeel.pdf"),
        ("", "Evenkeel.pdf"),
        ("w" * 500, "w" * 60 + ".pdf"),
    ],
)
def test_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert sound_name(title, ".pdf") == name

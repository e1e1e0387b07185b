"""Only a few places write files; everything that is written for people goes through one guard."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import evenkeel

SOURCE = Path(evenkeel.__file__).parent
FILES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))
#: What else writes, by file and function, and why it needs no guard.
ALLOWED = {
    "journal/storage/outfile.py": "the guard itself",
    "journal/storage/file.py": "the journal, and copies of it that the guard's own part writes",
    "journal/storage/copies.py": "the journal's copies, within the data folder",
    "journal/storage/folderlock.py": "the lock of the data folder",
    "journal/storage/checked_copy.py": "a database in memory",
    "journal/storage/places.py": "opens files of the data folder for their owner alone",
    "journal/settings.py": "the settings, within the data folder",
    "catalogue/cache.py": "the copy of the content, within the data folder",
    "ui/shell/crash_log.py": "logs of crashes, within the data folder",
    "ui/shell/single_instance.py": "the bell of the window, within the data folder",
    "kiosk/shell/counters.py": "puts its own damaged file aside; writes through the guard",
    "handout/document.py": "a clinic's logo, into memory",
    "cli/boundary.py": "opens the null device",
    "voice/windows_voice.py": "a sound, in the file that the window's own process asked for",
}
_MAKING = {
    "write_bytes", "write_text", "rename", "mkfifo", "symlink_to", "hardlink_to",
    "open_private", "setOutputFileName", "mkstemp", "NamedTemporaryFile", "copyfile", "copy2",
    "copytree", "move",
}  # fmt: skip
_CLASSES = {"QPdfWriter", "QImageWriter", "QSaveFile", "QFile", "QTemporaryFile", "QSvgGenerator"}


def writers(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and writes(node):
            yield node


def writes(call: ast.Call) -> bool:
    function = call.func
    name = getattr(function, "attr", getattr(function, "id", ""))
    owner = ast.unparse(function.value) if isinstance(function, ast.Attribute) else ""
    match name:
        case "open":
            return owner == "os" or any(
                isinstance(one, ast.Constant)
                and isinstance(one.value, str)
                and len(one.value) <= 3
                and bool(set(one.value) & set("wax+"))
                for one in (*call.args, *(word.value for word in call.keywords))
            )
        case "save":
            return bool(call.args)  # a painter's takes none
        case "replace":
            # A text's takes two, and a value's takes names; a path's takes one, `os.replace` two.
            return owner == "os" or (len(call.args) == 1 and not call.keywords)
        case "touch":
            return not call.args
        case "connect":
            return owner == "sqlite3"
    return name in _MAKING or name in _CLASSES


def calls(path: str) -> list[str]:
    tree = ast.parse((SOURCE / path).read_text(encoding="utf-8"))
    return [f"line {one.lineno}: {ast.unparse(one)}" for one in writers(tree)]


def test_no_file_is_written_past_the_guard() -> None:
    """Write it with ``evenkeel.journal.storage.outfile.write_file``."""
    found = {path: calls(path) for path in FILES if path not in ALLOWED}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_the_list_names_only_what_writes() -> None:
    assert [path for path in ALLOWED if not calls(path)] == []


@pytest.mark.parametrize(
    "code",
    [
        "path.write_bytes(data)",
        "path.write_text(data, encoding='utf-8')",
        "path.open('w')",
        "open(path, mode='ab')",
        "os.open(path, os.O_WRONLY)",
        "image.save(path)",
        "QPdfWriter(str(path))",
        "part.replace(target)",
        "os.replace(part, target)",
        "printer.setOutputFileName(name)",
        "shutil.move(one, other)",
        "sqlite3.connect(path)",
    ],
)
def test_a_writer_is_found(code: str) -> None:
    assert list(writers(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "path.open('rb')",
        "path.open()",
        "painter.save()",
        "text.replace('a', 'b')",
        "signal.connect(slot)",
        "box.open()",
        "buffer.open(QIODevice.OpenModeFlag.WriteOnly)",
    ],
)
def test_what_writes_no_file_is_left_alone(code: str) -> None:
    assert not list(writers(ast.parse(code)))

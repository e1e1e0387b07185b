"""Starts the real window on prepared data folders, one process for each, and reports on them.

A child of the tests: it reads rows from standard input as JSON and prints one line for each. All
processes are forked from this one, so that what the program imports is loaded once.
"""

import json
import os
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

#: What the row's file is before anything is done to it, for those that a closed window leaves out.
_OTHERS = {
    "window.lock": b"4711\npython3.11\nhere\n" + b"ab" * 16 + b"\n",
    "window.bell": b"4711",
    "crashes/now.log": b"2026-11-27 Fatal Python error: Segmentation fault\n",
    "clinic.toml": b'[clinic]\nname = "Example"\n',
}
_KINDS = ("folder", "pipe")
_RIGHTS = {"unreadable": 0, "read-only": 0o500}


#: What may be written into the journal by a flipped bit.
_SPOILT = {
    "a wrong letter": "UPDATE sessions SET how = 'xinished'",
    "an unreadable plan": "UPDATE plans SET document = '[]'",
    "unreadable answers": "UPDATE answers SET document = '{'",
    "unreadable changes": "UPDATE adjustments SET document = '{}'",
    "a time that is none": "UPDATE sessions SET started_at = 'yesterday'",
    "another program's": "PRAGMA application_id = 7",
    "newer": "PRAGMA user_version = 99",
}


def damage(path: Path, how: str) -> bytes | None:
    """Does to a file, or to every file of a folder, what can happen to it; its bytes then."""
    whole = path.read_bytes() if path.is_file() else b""
    if how in _RIGHTS:
        if how == "read-only":
            for one in path.rglob("*"):
                one.chmod(0o500 if one.is_dir() else 0o400)
        path.chmod(_RIGHTS[how])
        return whole or None
    if how == "whole":
        return None
    if how in ("missing", "folder", "pipe", "file"):
        replace(path, how)
        return None
    if path.is_dir():
        for one in path.iterdir():
            damage(one, how)
        return None
    if how == "damaged pages of a large file":
        enlarge(path)
        whole = path.read_bytes()
        middle = len(whole) // 2
        path.write_bytes(whole[:middle] + b"\x5a" * 3 * 4096 + whole[middle + 3 * 4096 :])
    elif path.suffix == ".sqlite" and how in _SPOILT:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA ignore_check_constraints = ON")
            db.execute(_SPOILT[how])
            db.commit()
    else:
        path.write_bytes(_CHANGES[how](whole))
    return path.read_bytes()


def enlarge(journal: Path) -> None:
    """More than is looked at closely before the window opens: some years of repetitions."""
    with closing(sqlite3.connect(journal)) as db:
        db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
            " INSERT INTO repetitions (session_id, at, offset_min, item, exercise, set_no, rep,"
            " hold_s) SELECT (SELECT max(id) FROM sessions), '2026-11-20T08:00:00.000000+00:00',"
            " 60, 0, 'glute_bridge', 1, 1, 6.0 FROM n"
        )
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def replace(path: Path, kind: str) -> None:
    """Takes a file or folder away, and puts something of another kind in its place."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "file":
        path.write_bytes(b"not a folder")


#: What becomes of the bytes of a file.
_CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda whole: whole[: len(whole) * 3 // 5],
    "zeros": lambda whole: bytes(len(whole)),
    "random bytes": lambda whole: random.Random(11).randbytes(len(whole)),
    "newer": lambda whole: whole.replace(b'"schema": 1', b'"schema": 99'),
    "a value that is not allowed": lambda whole: whole.replace(
        b'"text_percent": 100', b'"text_percent": 9'
    ),
    "an odd window": lambda whole: whole.replace(b'"window": "', b'"window": "\\ud800'),
    "a byte that is no text": lambda whole: whole[:2000] + b"\xff" + whole[2001:],
    "a flipped bit": lambda whole: whole[:2000] + bytes([whole[2000] ^ 1]) + whole[2001:],
}


def without_rights() -> None:
    """Takes the administrator's right to read everything from this process, where it has that."""
    if os.geteuid() != 0:
        return
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    if libc.capget(header, sets) != 0:
        raise OSError(ctypes.get_errno(), "capget")
    # Of effective, permitted and inheritable: to pass over rights when writing, and when reading.
    for index in range(3):
        sets[index] &= ~0b110
    if libc.capset(header, sets) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def start(folder: Path, press: str, report: dict[str, Any]) -> int:
    """Opens the window until all that follows its first page is done; presses a button then."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox

    from evenkeel.ui.frame.window import MainWindow
    from evenkeel.ui.shell import app

    windows: list[MainWindow] = []
    copies: list[app.DailyCopy] = []
    step, made = app.StartupTasks._next, app.DailyCopy.__init__

    def boxes() -> list[QMessageBox]:
        return [one for one in windows[0].findChildren(QMessageBox) if one.isVisible()]

    def over() -> None:
        for one in copies:
            one.wait()
        QApplication.processEvents()
        report["said"] = [
            " / ".join(filter(None, (box.text(), box.informativeText()))) for box in boxes()
        ]
        if press:
            button = windows[0].findChild(QAbstractButton, press)
            report["pressed"] = button is not None
            if button:
                button.click()
                QApplication.processEvents()
        start_button = windows[0].findChild(QAbstractButton, "today_start")
        report["plan"] = bool(start_button and start_button.isVisible())
        report["page"] = windows[0].current()
        report["after"] = [box.text() for box in boxes() if box.objectName() == "trouble"]
        QTimer.singleShot(0, QApplication.quit)

    def next_step(self: app.StartupTasks) -> None:
        step(self)
        if not self._timer.isActive():
            QTimer.singleShot(0, over)

    def remember(self: app.DailyCopy, path: Path) -> None:
        made(self, path)
        copies.append(self)

    # A box that waits for somebody who reads it.
    app._box = lambda sentence: report.update(no_window=sentence)
    app.StartupTasks._next = next_step  # type: ignore[method-assign]
    app.DailyCopy.__init__ = remember  # type: ignore[method-assign]
    return app.run_window(folder, started=windows.append)


def try_out(row: dict[str, str], template: Path, work: Path) -> dict[str, Any]:
    """One start; what came of it."""
    folder = work / "data"
    shutil.copytree(template, folder)
    name, how = row["file"], row["how"]
    path = folder / name
    for part in path.parent, path:
        if part == path and not path.exists() and name in _OTHERS:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(_OTHERS[name])
    if name.endswith("-wal") and not path.exists():
        keep_log(folder / "journal.sqlite")
    damaged = damage(path, how)
    reading, writing = os.pipe()
    errors = work / "stderr"
    child = os.fork()
    if child == 0:
        report: dict[str, Any] = {}
        file = os.open(errors, os.O_WRONLY | os.O_CREAT)
        os.dup2(file, 1)
        os.dup2(file, 2)
        if how in _RIGHTS:
            without_rights()
        if "resources" in row:
            os.environ["EVENKEEL_RESOURCES"] = row["resources"]
        try:
            report["status"] = start(folder, row.get("press", ""), report)
        except BaseException as error:  # noqa: BLE001
            report["raised"] = repr(error)
        os.write(writing, json.dumps(report).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    report = json.loads(told or b"{}")
    look_at(folder, path, how, report)
    report["stderr"] = errors.read_text(encoding="utf-8", errors="replace")
    if how not in _KINDS:
        report["kept"] = damaged is None or any(
            one.is_file() and one.read_bytes() == damaged for one in folder.rglob("*")
        )
    shutil.rmtree(folder)
    errors.unlink()
    return report


def look_at(folder: Path, path: Path, how: str, report: dict[str, Any]) -> None:
    """What is in the data folder now; ``path`` is what was damaged."""
    if path.exists() and how in _RIGHTS:
        path.chmod(0o700)
        for one in path.rglob("*"):
            one.chmod(0o700)
    report["files"] = sorted(str(one.relative_to(folder)) for one in folder.rglob("*"))
    if how in _KINDS:
        kinds = {"folder": Path.is_dir, "pipe": Path.is_fifo}
        stem = path.name.partition(".")[0]
        report["kept"] = any(kinds[how](one) for one in path.parent.glob(f"{stem}*"))
    report["notes"] = notes(folder / "journal.sqlite")
    report["crashes"] = [one.name for one in folder.glob("crashes*/*")]


def notes(journal: Path) -> list[str]:
    """What the sessions of a journal say; nothing where it can't be read."""
    try:
        with closing(sqlite3.connect(journal)) as db:
            return [note for (note,) in db.execute("SELECT note FROM sessions ORDER BY id")]
    except sqlite3.Error:
        return []


def keep_log(journal: Path) -> None:
    """Writes to a journal and leaves its log beside it, as a program does that is killed."""
    child = os.fork()
    if child == 0:
        db = sqlite3.connect(journal)
        db.execute("UPDATE sessions SET note = 'in the log'")
        db.commit()
        os._exit(0)
    os.waitpid(child, 0)


def main() -> None:
    """Reads the template's folder, a folder to work in, and the rows."""
    from evenkeel.quick import load_qt

    load_qt()
    for name in ("ui.shell.app", "ui.shell.recovery", "journal.storage.checked_copy"):
        import_module(f"evenkeel.{name}")
    asked = json.load(sys.stdin)
    for row in asked["rows"]:
        report = try_out(row, Path(asked["template"]), Path(asked["work"]))
        print(json.dumps(report), flush=True)


if __name__ == "__main__":
    main()

"""A display that is not there is said in one sentence, before Qt would abort over it."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from evenkeel.ui.shell.display import why_no_display
from tests.journeys.screen import Screen

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt needs no display")

_NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "XAUTHORITY")


def environment(**values: str) -> dict[str, str]:
    return {**{key: one for key, one in os.environ.items() if key not in _NAMES}, **values}


def window(folder: Path, **values: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "evenkeel", "--data-dir", str(folder)],
        capture_output=True,
        text=True,
        env=environment(**values),
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "DISPLAY and WAYLAND_DISPLAY are not set"),
        ({"DISPLAY": ":4711"}, "does not answer, or does not let this user in (DISPLAY=:4711)"),
        ({"DISPLAY": "nonsense"}, "(DISPLAY=nonsense)"),
        ({"WAYLAND_DISPLAY": "nobody-0"}, "(WAYLAND_DISPLAY=nobody-0)"),
        ({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4711"}, "(DISPLAY=:4711)"),
        ({"QT_QPA_PLATFORM": "nonsense"}, "QT_QPA_PLATFORM names nonsense, which Qt does not have"),
    ],
)
def test_it_ends_with_one_sentence_and_leaves_nothing(
    tmp_path: Path, values: dict[str, str], said: str
) -> None:
    ended = window(tmp_path, **values)
    assert ended.returncode == 1
    assert said in ended.stderr
    assert ended.stderr.startswith("evenkeel: ")
    assert ended.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def told(monkeypatch: pytest.MonkeyPatch, **values: str) -> str | None:
    for name in _NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return why_no_display()


@pytest.mark.parametrize("platform", ["offscreen", "nonsense;offscreen", "minimal:size=3x3"])
def test_a_platform_without_a_display_needs_none(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    assert told(monkeypatch, QT_QPA_PLATFORM=platform) is None


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
def test_a_display_that_is_there_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with Screen() as screen:
        assert told(monkeypatch, DISPLAY=screen.display) is None
        assert told(monkeypatch, DISPLAY=f"{screen.display}.0") is None
        # As Qt does, the other one is tried too.
        assert told(monkeypatch, DISPLAY=screen.display, WAYLAND_DISPLAY="nobody-0") is None
        assert told(monkeypatch, DISPLAY=screen.display, QT_QPA_PLATFORM="wayland") is not None


def _entry(number: bytes, cookie: bytes) -> bytes:
    parts = (b"machine", number, b"MIT-MAGIC-COOKIE-1", cookie)
    return b"\1\0" + b"".join(len(one).to_bytes(2, "big") + one for one in parts)


class Doorkeeper:
    """Stands in for an X server that lets in whoever shows one cookie."""

    def __init__(self, folder: Path, cookie: bytes) -> None:
        self.display = f"{folder}/socket:7"
        self._cookie = cookie
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(self.display)
        self._server.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            with client:
                shown = client.recv(1000)
                client.sendall(b"\1" if shown.endswith(self._cookie) else b"\0")


def test_a_display_that_lets_nobody_else_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie, other = bytes(range(16)), bytes(16)
    (tmp_path / "right").write_bytes(_entry(b"1", cookie) + _entry(b"7", cookie))
    (tmp_path / "any").write_bytes(_entry(b"7", other) + _entry(b"", cookie))
    (tmp_path / "wrong").write_bytes(_entry(b"7", other) + _entry(b"1", cookie))
    (tmp_path / "garbage").write_bytes(b"\0\1\xff\xff no")
    door = Doorkeeper(tmp_path, cookie)
    for name in ("wrong", "garbage", "missing"):
        said = told(monkeypatch, DISPLAY=door.display, XAUTHORITY=str(tmp_path / name))
        assert said, name
        assert "does not let this user in" in said
    for name in ("right", "any"):
        file = str(tmp_path / name)
        assert told(monkeypatch, DISPLAY=door.display, XAUTHORITY=file) is None
    door.close()

"""What the system wishes of motion, asked of programs and files that are really there."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evenkeel.ui.shell.system_motion import SystemMotion

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="as Linux desktops say it")

Desktop = Callable[[str], None]


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    """No bus, and a program by GNOME's name that says what it is given."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "config").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)

    def says(script: str) -> None:
        program = tmp_path / "bin" / "gsettings"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
        program.chmod(0o755)

    return says


def asked(qtbot: QtBot) -> bool:
    """What it knows once it has been answered."""
    motion = SystemMotion()
    motion.ask()
    qtbot.waitUntil(lambda: not motion.waiting)
    return motion.reduced


@pytest.mark.parametrize(
    ("script", "reduced"),
    [
        ('[ "$*" = "get org.gnome.desktop.interface enable-animations" ] && echo false', True),
        ("echo true", False),
        ("echo No such schema >&2; exit 1", False),
        ("kill -9 $$", False),
    ],
    ids=["off", "on", "no such setting", "it dies"],
)
def test_without_a_portal_gnomes_own_settings_are_asked(
    desktop: Desktop, qtbot: QtBot, script: str, reduced: bool
) -> None:
    desktop(script)
    assert asked(qtbot) is reduced


def test_without_that_program_nothing_is_wished(desktop: Desktop, qtbot: QtBot) -> None:
    assert asked(qtbot) is False


@pytest.mark.parametrize(
    ("name", "text", "reduced"),
    [
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", True),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=1.0\n", False),
        ("kdeglobals", "[General]\nAnimationDurationFactor=0\n", False),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations = 0\n", True),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n", True),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", False),
        ("kdeglobals", "\udcff\0 no settings [", False),
    ],
)
def test_what_desktops_write_down_is_read(
    desktop: Desktop, qtbot: QtBot, tmp_path: Path, name: str, text: str, reduced: bool
) -> None:
    path = tmp_path / "config" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    assert asked(qtbot) is reduced


def test_a_bus_without_a_portal_has_an_effect_too(
    desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    desktop("echo false")
    assert asked(qtbot) is True

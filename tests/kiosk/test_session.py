"""The Linux session: its scripts, run with stubs for the compositor and the program."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "packaging/kiosk"
SCRIPTS = ("session", "ended", "install.sh")
_WAIT_S = 20.0

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a session of Linux")

#: Stands for the compositor: starts what it is given, and tells with what options.
_CAGE = """#!/bin/sh
if [ "$1" = -h ]; then echo " -r	 Rotate"; exit; fi
echo "$@" >"$XDG_RUNTIME_DIR/options"
while [ "$1" != -- ]; do shift; done
shift
trap 'exit 0' TERM
"$@" &
wait $!
"""
#: Stands for the program: notes its number and ends as the test says, or not.
_PROGRAM = """#!/bin/sh
echo $$ >>"$XDG_RUNTIME_DIR/started"
if [ -e "$XDG_RUNTIME_DIR/status" ]; then exit "$(cat "$XDG_RUNTIME_DIR/status")"; fi
exec sleep 600
"""


class Session:
    """A session that runs, and what it leaves in its folder."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self._folder = folder
        self.process = subprocess.Popen(
            [FOLDER / "session"],
            env={
                **os.environ,
                "PATH": f"{folder}:{os.environ['PATH']}",
                "XDG_RUNTIME_DIR": str(folder),
                "EVENKEEL_PROGRAM": str(folder / "program"),
                **variables,
            },
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def started(self) -> list[int]:
        """The numbers of the programs that were started, in order."""
        file = self._folder / "started"
        return [int(line) for line in file.read_text().split()] if file.exists() else []

    def options(self) -> str:
        """What the compositor was started with."""
        return (self._folder / "options").read_text()

    def until(self, holds: Callable[[], bool]) -> None:
        """Waits for another process, at most for a while."""
        end = time.monotonic() + _WAIT_S
        while not holds():
            assert time.monotonic() < end
            os.sched_yield()

    def end(self) -> None:
        """Ends whatever is left of it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("cage", _CAGE), ("program", _PROGRAM)):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    return tmp_path


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    running = Session(folder)
    running.until(lambda: len(running.started()) == 1)
    yield running
    running.end()


def test_a_killed_program_comes_back(session: Session) -> None:
    for count in (2, 3):
        os.kill(session.started()[-1], signal.SIGKILL)
        session.until(lambda count=count: len(session.started()) == count)  # type: ignore[misc]
    assert session.process.poll() is None


@pytest.mark.parametrize("status", ["0", "2"])
def test_staff_who_leave_and_faults_of_the_file_end_it(folder: Path, status: str) -> None:
    (folder / "status").write_text(status)
    session = Session(folder)
    assert session.process.wait(_WAIT_S) == int(status)
    assert len(session.started()) == 1
    session.end()


def test_told_to_stop_it_stops_and_starts_nothing_again(session: Session) -> None:
    session.process.terminate()
    # The compositor ends; as with the real one, the program loses it and ends by itself.
    os.kill(session.started()[-1], signal.SIGKILL)
    assert session.process.wait(_WAIT_S) == 0
    assert len(session.started()) == 1


def test_without_other_terminals_and_turned_as_the_screen_is(folder: Path) -> None:
    session = Session(folder, EVENKEEL_ROTATE="3")
    session.until(lambda: len(session.started()) == 1)
    options = session.options().split(" -- ")[0].split()
    assert options == ["-d", "-r", "-r", "-r"]
    session.end()


def test_a_turn_that_is_none_is_refused(folder: Path) -> None:
    session = Session(folder, EVENKEEL_ROTATE="90")
    assert session.process.wait(_WAIT_S) == 2
    assert session.process.stderr is not None
    assert b"EVENKEEL_ROTATE: '90'; allowed: 0, 1, 2, 3" in session.process.stderr.read()
    session.end()


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
@pytest.mark.parametrize("name", SCRIPTS)
def test_shellcheck_finds_nothing(name: str) -> None:
    result = subprocess.run(
        ["shellcheck", FOLDER / name], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_the_service(tmp_path: Path) -> None:
    unit = tmp_path / "evenkeel-kiosk.service"
    text = (FOLDER / "evenkeel-kiosk.service").read_text(encoding="utf-8")
    # The scripts are where this file says only once they are installed.
    unit.write_text(text.replace("/usr/local/lib/evenkeel-kiosk", str(FOLDER)), encoding="utf-8")
    result = subprocess.run(
        ["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


NEEDED = shutil.which("systemctl") and shutil.which("systemd-sysusers")


def install(root: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs the installer for the folder of a system that is not running."""
    return subprocess.run(
        ["sh", FOLDER / "install.sh", "--root", root, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def tree(root: Path) -> dict[str, str]:
    """Every file with its rights and its bytes, every link with its target."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = str(path.relative_to(root))
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_file():
            found[name] = f"{path.stat().st_mode & 0o777:o} {path.read_bytes()!r}"
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    if os.geteuid() != 0 or not NEEDED:
        pytest.skip("the installer needs root, systemctl and systemd-sysusers")
    (tmp_path / "root/etc").mkdir(parents=True)
    return tmp_path / "root"


def test_installing_twice_changes_nothing(root: Path) -> None:
    assert install(root, "--program", "/opt/evenkeel/evenkeel").returncode == 0
    once = tree(root)
    assert install(root, "--program", "/opt/evenkeel/evenkeel").returncode == 0
    assert tree(root) == once
    assert once["etc/systemd/system/ctrl-alt-del.target"] == "/dev/null"
    assert once["etc/systemd/system/display-manager.service"].endswith("evenkeel-kiosk.service")
    assert once["etc/evenkeel/kiosk.toml"].startswith("640 ")
    assert "EVENKEEL_PROGRAM=/opt/evenkeel/evenkeel" in once["etc/default/evenkeel-kiosk"]


def test_what_the_clinic_has_changed_stays(root: Path, tmp_path: Path) -> None:
    install(root, "--program", "/opt/a")
    (root / "etc/evenkeel/kiosk.toml").write_text("# ours\n")
    settings = root / "etc/default/evenkeel-kiosk"
    settings.write_text(settings.read_text().replace("ROTATE=0", "ROTATE=1"))
    install(root, "--program", "/opt/b")
    assert (root / "etc/evenkeel/kiosk.toml").read_text() == "# ours\n"
    assert "EVENKEEL_ROTATE=1\n" in settings.read_text()
    assert "EVENKEEL_PROGRAM=/opt/b\n" in settings.read_text()
    other = tmp_path / "clinic.toml"
    other.write_text("# new\n")
    install(root, "--program", "/opt/b", "--config", other)
    assert (root / "etc/evenkeel/kiosk.toml").read_text() == "# new\n"


def test_uninstalling_leaves_the_clinics_file(root: Path) -> None:
    install(root, "--program", "/opt/a")
    assert install(root, "--uninstall").returncode == 0
    assert [name for name in tree(root) if "evenkeel" in name or "systemd" in name] == [
        "etc/evenkeel/kiosk.toml"
    ]


def test_another_login_screen_is_not_pushed_aside(root: Path) -> None:
    link = root / "etc/systemd/system/display-manager.service"
    link.parent.mkdir(parents=True)
    link.symlink_to("/lib/systemd/system/gdm3.service")
    before = tree(root)
    result = install(root, "--program", "/opt/a")
    assert result.returncode == 2
    assert "gdm3.service already has the screen" in result.stderr
    assert tree(root) == before


@pytest.mark.parametrize(
    "arguments", [("--fly",), ("--config",), ("--program", "/opt/a", "--config", "/nowhere")]
)
def test_the_installer_refuses_in_one_line(root: Path, arguments: tuple[str, ...]) -> None:
    result = install(root, *arguments)
    assert result.returncode == 2
    assert result.stderr.startswith("install.sh: ")
    assert result.stderr.count("\n") == 1
    assert tree(root) == {}

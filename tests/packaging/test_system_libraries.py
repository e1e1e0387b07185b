"""The system libraries, asked of package managers that are busy, broken or willing."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="for Linux alone")

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "linux" / "system-libraries.sh"
_BUSY = 'echo "E: Could not get lock /var/lib/X. It is held by process 123 (apt-get)" >&2; exit 100'
_SENTENCE = "Another program is installing packages; try again in a minute.\n"

Machine = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """One where nothing is installed; its package manager does as it is told."""

    def run(update: str, install: str, *wished: str) -> subprocess.CompletedProcess[str]:
        programs = {
            "dpkg-query": "exit 1",
            "id": "echo 0",
            "apt-get": f'echo "$@" >>{tmp_path}/asked\n'
            f'case "$*" in *update*) {update} ;; *) {install} ;; esac',
        }
        for name, script in programs.items():
            program = tmp_path / name
            program.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
            program.chmod(0o755)
        return subprocess.run(
            ["/bin/sh", str(SCRIPT), sys.executable, *wished],
            capture_output=True,
            text=True,
            env={"PATH": f"{tmp_path}:{os.environ['PATH']}", "EVENKEEL_APT_PATIENCE": "0"},
            timeout=60,
            check=False,
        )

    return run


@pytest.mark.parametrize(("update", "install"), [(_BUSY, "exit 0"), ("exit 0", _BUSY)])
def test_a_busy_package_manager_is_said_in_one_sentence(
    machine: Machine, update: str, install: str
) -> None:
    result = machine(update, install)
    assert (result.returncode, result.stderr) == (1, _SENTENCE)


def test_the_package_manager_is_waited_for(machine: Machine, tmp_path: Path) -> None:
    assert machine("exit 0", "exit 0").returncode == 0
    asked = (tmp_path / "asked").read_text(encoding="ascii")
    assert "DPkg::Lock::Timeout=" in asked
    assert "libxcb-cursor0" in asked


def test_lists_that_can_not_be_fetched_may_do_as_they_are(machine: Machine) -> None:
    result = machine("echo no network >&2; exit 100", "exit 0")
    assert (result.returncode, result.stderr) == (0, "no network\n")


def test_any_other_trouble_is_told_in_its_own_words(machine: Machine) -> None:
    result = machine("exit 0", "echo E: no such package >&2; exit 100")
    assert (result.returncode, result.stderr) == (100, "E: no such package\n")


def test_what_is_only_wished_for_is_done_without(machine: Machine) -> None:
    result = machine("exit 0", 'case "$*" in *xvfb*) exit 100 ;; esac', "xvfb")
    assert (result.returncode, result.stderr) == (0, "Not installed, and done without: xvfb\n")

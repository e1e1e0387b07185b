"""Somebody who does anything at all in the window: no traceback, and every setting has effect."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from tests.benchmarks.random_user import _LONGEST_MODAL, made_user

#: Enough to come through questions, cards and sessions with this seed; the long run is
#: ``python -m tests.benchmarks.random_user``.
ACTS, SEED = 400, 3


def test_nothing_that_somebody_does_breaks_it() -> None:
    """In a process of its own: windows that other tests have left are none of its business."""
    root = Path(__file__).resolve().parents[3]
    command = ["-m", "tests.benchmarks.random_user", "--acts", str(ACTS), "--seeds", "1"]
    result = subprocess.run(
        [sys.executable, *command, "--first", str(SEED)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert '"faults": 0' in result.stdout
    assert f'"acts": {ACTS}' in result.stdout


def test_a_fault_is_noticed(qapp: QApplication, tmp_path: Path) -> None:
    with made_user(qapp, tmp_path, SEED) as (user, faults):
        user.window.pageRequested.connect(lambda _: 1 / 0)
        user.window.pageRequested.emit("nowhere")
        assert [one.split(":")[0] for one in faults.found] == ["ZeroDivisionError"]


def test_a_setting_without_effect_is_noticed(qapp: QApplication, tmp_path: Path) -> None:
    with made_user(qapp, tmp_path, SEED) as (user, _):
        user.stage.preferences.change_one(text_percent=150)
        user.stage.appearance.text_percent = 100
        with pytest.raises(AssertionError, match="text_percent"):
            user._check()


def test_a_dialog_that_stays_is_noticed(qapp: QApplication, tmp_path: Path) -> None:
    with made_user(qapp, tmp_path, SEED) as (user, _):
        dialog = QDialog(user.window)
        dialog.setModal(True)
        dialog.show()
        for _ in range(_LONGEST_MODAL - 1):
            user._check()
        with pytest.raises(AssertionError, match="stays"):
            user._check()
        dialog.close()
        dialog.deleteLater()

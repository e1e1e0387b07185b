"""The layers point one way: the contracts of ``pyproject.toml``, and proof that they bite."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """Runs the import contracts over a tree, importing nothing of it."""
    command = [sys.executable, "-m", "importlinter.cli", "--no-cache"]
    program = Path(sys.executable).with_name("lint-imports")
    if program.exists():
        command = [str(program), "--no-cache"]
    return subprocess.run(
        [*command, "--config", str(root / "pyproject.toml")],
        cwd=root / "src",
        env={"PYTHONPATH": str(root / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_import_points_down() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_an_import_that_points_up_is_found(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    wrong = tmp_path / "src" / "evenkeel" / "catalogue" / "terms.py"
    wrong.write_text(wrong.read_text(encoding="utf-8") + "\nimport evenkeel.guide.plan\n")
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout
    assert "evenkeel.catalogue.terms -> evenkeel.guide.plan" in result.stdout


def test_qt_in_an_inner_layer_is_found(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    wrong = tmp_path / "src" / "evenkeel" / "guide" / "plan.py"
    wrong.write_text(wrong.read_text(encoding="utf-8") + "\nimport PySide6.QtCore\n")
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout
    assert "evenkeel.guide.plan -> PySide6" in result.stdout

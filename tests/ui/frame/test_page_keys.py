"""The typed keys of the pages: each has its page, and naming a page does not import it."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from evenkeel.ui.frame.page_key import PageKey
from tests.gallery.stage import Stage
from tests.ui.screen import settle

ROOMS = ("diary", "library", "plan", "progress", "questions", "session", "settings")


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(qapp, tmp_path)
    yield stage
    stage.close()


@pytest.mark.parametrize("room", ROOMS)
def test_each_key_gives_the_page_of_its_name(stage: Stage, room: str) -> None:
    module = import_module(f"evenkeel.ui.{room}.page_keys")
    keys = {name: key for name, key in vars(module).items() if isinstance(key, PageKey)}
    assert keys
    for name, key in keys.items():
        assert name == key.upper()
        page = stage.window.page(key)
        assert type(page).__name__ == f"{key.capitalize()}Page"
        assert stage.window.page(str(key)) is page
    settle()


@pytest.mark.parametrize("room", ROOMS)
def test_keys_import_no_page(room: str) -> None:
    code = (
        f"import sys, evenkeel.ui.{room}.page_keys; "
        "print([name for name in sys.modules if name.endswith('_page')])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout.strip() == "[]"

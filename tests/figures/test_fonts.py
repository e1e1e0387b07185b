"""The bundled typeface is found wherever the program lies."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.locate import resources_dir
from evenkeel.figures.fonts import load_fonts


@pytest.mark.usefixtures("qapp")
def test_faces_are_read_as_bytes_whatever_their_folder_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its name, Windows opens no font below a folder with letters of other scripts."""
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", lambda _path: -1)
    folder = tmp_path / "ZoëΩ 山"
    shutil.copytree(resources_dir() / "fonts", folder)
    assert load_fonts(folder) == "Inter"


def test_a_file_that_is_no_font_is_named(tmp_path: Path, qapp: QApplication) -> None:
    assert qapp
    shutil.copytree(resources_dir() / "fonts", tmp_path / "fonts")
    (tmp_path / "fonts" / "Inter-SemiBold.otf").write_bytes(b"no font")
    with pytest.raises(FileNotFoundError, match="SemiBold"):
        load_fonts(tmp_path / "fonts")

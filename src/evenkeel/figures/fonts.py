"""The bundled typeface, the same in the window, on paper and in the tests."""

from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

#: The files and the family they make up; licence beside them.
_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")
FAMILY = "Inter"
#: The scripts that it lacks, by the languages that are written in them: the system's own faces
#: stand in.
_OTHER_SCRIPTS: Final = {
    "ar": QFontDatabase.WritingSystem.Arabic,
    "fa": QFontDatabase.WritingSystem.Arabic,
    "hi": QFontDatabase.WritingSystem.Devanagari,
    "zh_CN": QFontDatabase.WritingSystem.SimplifiedChinese,
}


@cache
def load_fonts(folder: Path) -> str:
    """Registers the bundled faces with Qt and returns their family; needs a ``QGuiApplication``.

    Raises:
        FileNotFoundError: a file is missing or is not a font.
    """
    for name in _FILES:
        # Read here: on Windows Qt opens no font below a folder whose name has letters that the
        # machine's own code page lacks.
        face = QByteArray((folder / name).read_bytes())
        if QFontDatabase.addApplicationFontFromData(face) < 0:
            raise FileNotFoundError(f"{folder / name}: not a font")
    return FAMILY


def can_be_written(language: str) -> bool:
    """Whether there is a face for a language on this computer."""
    script = _OTHER_SCRIPTS.get(language)
    return script is None or bool(QFontDatabase.families(script))

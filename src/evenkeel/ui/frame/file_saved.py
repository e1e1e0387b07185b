"""Files that the user saves: where the dialog opens, and what to do with a file afterwards."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from evenkeel.catalogue.wording import fill
from evenkeel.language import translate

#: Shows a sentence to the user.
Say = Callable[[str], None]


class SaveFolder:
    """The folder in which the dialogs for saving open: the last one used, else Documents."""

    def __init__(self) -> None:
        self._used: Path | None = None

    def path(self) -> Path:
        """An existing folder of the user's, never the one the program was started in."""
        return next(
            (
                folder
                for folder in (self._used, _documents(), Path.home())
                if folder and folder.is_dir()
            ),
            Path(QDir.tempPath()),
        )

    def use(self, file: Path) -> None:
        """Remembers the folder of a file that was saved."""
        self._used = file.absolute().parent


def tell_saved(parent: QWidget, file: Path) -> None:
    """Shows where a file was saved, and offers to open it or to show its folder."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setObjectName("saved")
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle("Evenkeel")
    box.setText(fill(translate("FileSaved", "Saved to {folder}."), folder=folder_name(file)))
    box.setInformativeText(str(file))
    opened = box.addButton(translate("FileSaved", "Open it"), QMessageBox.ButtonRole.ActionRole)
    shown = box.addButton(
        translate("FileSaved", "Show in folder"), QMessageBox.ButtonRole.ActionRole
    )
    close = box.addButton(translate("FileSaved", "Close"), QMessageBox.ButtonRole.RejectRole)
    for name, button in (("open", opened), ("show", shown), ("close", close)):
        button.setObjectName(f"saved_{name}")
    box.setDefaultButton(close)
    box.setEscapeButton(close)

    def say(sentence: str) -> None:
        _warn(parent, sentence)

    opened.clicked.connect(lambda: open_file(file, say))
    shown.clicked.connect(lambda: show_in_folder(file, say))
    box.finished.connect(box.deleteLater)
    box.open()


def open_file(file: Path, say: Say) -> None:
    """Opens a file in the desktop's program for it; if there is none, says where the file is."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(file)):
        say(
            fill(
                translate("FileSaved", "No program was found that opens it. The file is {file}."),
                file=file,
            )
        )


def show_in_folder(file: Path, say: Say) -> None:
    """Opens the folder of a file in the file manager; if that fails, says where the file is."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(file.parent)):
        say(
            fill(
                translate("FileSaved", "The folder could not be opened. The file is {file}."),
                file=file,
            )
        )


def folder_name(file: Path) -> str:
    """The name of a file's folder, or its whole path if it has no name."""
    folder = file.absolute().parent
    return folder.name or str(folder)


def _documents() -> Path | None:
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(places[0]) if places else None


def _warn(parent: QWidget, sentence: str) -> None:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setObjectName("saved_trouble")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Evenkeel")
    box.setText(sentence)
    box.finished.connect(box.deleteLater)
    box.open()

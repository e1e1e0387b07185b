"""The licences of everything that Evenkeel is shipped with, to be read."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from evenkeel.ui.widgets import PrimaryButton

#: As wide as the lines of the longest licence.
_SIZE = QSize(860, 620)


class LicencesDialog(QDialog):
    """Shows the whole file of licences."""

    def __init__(self, parent: QWidget, file: Path) -> None:
        """Reads ``file``, which is shipped with the program.

        Raises:
            OSError: it can't be read.
        """
        super().__init__(parent)
        self.setObjectName("licences")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Licences"))
        text = QPlainTextEdit(file.read_text(encoding="utf-8"))
        text.setObjectName("licences_text")
        text.setAccessibleName(self.tr("Licences"))
        text.setReadOnly(True)
        close = PrimaryButton("licences_close", self.tr("Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(text, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        column.addLayout(buttons)
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))

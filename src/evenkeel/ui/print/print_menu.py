"""What can be printed of a plan."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget


class PrintMenu(QMenu):
    """A choice of papers, opened from the plan's *Print*; deletes itself.

    Signals:
        planRequested, pocketRequested, diaryRequested: what to print.
        previewRequested, fileRequested: the whole plan on the screen, or as a PDF file.
        largeToggled: whether sheets are to be in large print from now on.
    """

    planRequested = Signal()
    pocketRequested = Signal()
    diaryRequested = Signal()
    previewRequested = Signal()
    fileRequested = Signal()
    largeToggled = Signal(bool)

    def __init__(self, parent: QWidget, *, large: bool) -> None:
        """``large``: whether sheets are in large print now."""
        super().__init__(parent)
        self.setObjectName("print_menu")
        self.setAccessibleName(self.tr("Print"))
        self._add("print_plan", self.tr("The whole plan, with every card…"), self.planRequested)
        self._add("print_pocket", self.tr("Pocket plan, one sheet…"), self.pocketRequested)
        self._add("print_diary", self.tr("Diary for this month…"), self.diaryRequested)
        self.addSeparator()
        self._add("preview_plan", self.tr("Preview of the plan"), self.previewRequested)
        self._add("save_plan", self.tr("Save the plan as PDF…"), self.fileRequested)
        self.addSeparator()
        print_large = self.addAction(self.tr("In large print"))
        print_large.setObjectName("print_large")
        print_large.setCheckable(True)
        print_large.setChecked(large)
        print_large.toggled.connect(self.largeToggled)
        self.aboutToHide.connect(self.deleteLater)

    def show_above(self, place: QPoint) -> None:
        """Opens with its lower left corner at a place on the screen."""
        self.popup(place - QPoint(0, self.sizeHint().height()))
        self.setActiveAction(self.actions()[0])

    def _add(self, name: str, text: str, signal: object) -> None:
        action = self.addAction(text)
        action.setObjectName(name)
        action.triggered.connect(signal)

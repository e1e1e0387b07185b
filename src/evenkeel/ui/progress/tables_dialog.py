"""The numbers of Progress as tables: what its chart and bars show, to be read cell by cell."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from evenkeel.journal.trends.progress import PainPoint, Week
from evenkeel.language import full_day_text, time_text
from evenkeel.ui.style import tokens
from evenkeel.ui.widgets import PrimaryButton, heading

_SIZE = QSize(980, 640)
#: The columns are as wide as so many of their rows need: ten years of sessions are long.
_LOOKED_AT = 100


class TablesDialog(QDialog):
    """The weeks, newest first, and every session's pain."""

    def __init__(self, parent: QWidget, weeks: Sequence[Week], points: Sequence[PainPoint]) -> None:
        super().__init__(parent)
        self.setObjectName("progress_tables_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Your progress as tables"))
        column = QVBoxLayout(self)
        column.setSpacing(tokens.SMALL)
        for title, table, share in (
            (self.tr("Sessions in each week"), self._weeks(weeks), 2),
            (self.tr("Pain before and after your sessions"), self._pain(points), 3),
        ):
            table.setAccessibleName(title)
            column.addWidget(heading(title, 3))
            column.addWidget(table, share)
        close = PrimaryButton("progress_tables_close", self.tr("Close"))
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        column.addLayout(buttons)
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))

    def _weeks(self, weeks: Sequence[Week]) -> QTableWidget:
        heads = (self.tr("Week of"), self.tr("Sessions"), self.tr("Your aim"))
        rows = [
            (full_day_text(week.start), str(week.sessions), str(week.aim))
            for week in reversed(weeks)
        ]
        return _table("progress_table_weeks", heads, rows)

    def _pain(self, points: Sequence[PainPoint]) -> QTableWidget:
        heads = (
            self.tr("Day"),
            self.tr("Time"),
            self.tr("Pain before"),
            self.tr("Pain after"),
            self.tr("From"),
        )
        rows = [
            (
                full_day_text(point.when.date()),
                "" if point.paper else time_text(point.when),
                str(point.before),
                self.tr("not said") if point.after is None else str(point.after),
                self.tr("Paper diary") if point.paper else self.tr("Evenkeel"),
            )
            for point in reversed(points)
        ]
        return _table("progress_table_pain", heads, rows)


def _table(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> QTableWidget:
    table = QTableWidget(len(rows), len(heads))
    table.setObjectName(name)
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setResizeContentsPrecision(_LOOKED_AT)
    header.setStretchLastSection(True)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    # Tab leaves it; the arrow keys go from cell to cell.
    table.setTabKeyNavigation(False)
    for row, texts in enumerate(rows):
        for place, text in enumerate(texts):
            table.setItem(row, place, QTableWidgetItem(text))
    if rows:
        table.setCurrentCell(0, 0)
    return table

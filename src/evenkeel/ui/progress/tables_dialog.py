"""The numbers of Progress as tables: what its pictures show, to be read cell by cell."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from evenkeel.catalogue.forms import in_digits
from evenkeel.catalogue.wording import fill
from evenkeel.journal.trends.days import weeks_of
from evenkeel.journal.trends.progress import PainPoint, Week
from evenkeel.language import (
    first_weekday,
    full_day_text,
    month_text,
    number_text,
    short_day_text,
    time_text,
    weekday_heads,
)
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import PrimaryButton, Segments, heading

_SIZE = QSize(980, 640)
#: The columns are as wide as so many of their rows need: ten years of sessions are long.
_LOOKED_AT = 100


class TablesDialog(QDialog):
    """The weeks, newest first, the days of a month, and every session's pain; one at a time."""

    def __init__(
        self,
        parent: QWidget,
        appearance: Appearance,
        weeks: Sequence[Week],
        month: Mapping[date, int],
        points: Sequence[PainPoint],
    ) -> None:
        """``month`` has every day of a month until today, with its number of sessions."""
        super().__init__(parent)
        self.setObjectName("progress_tables_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Your progress as tables"))
        column = QVBoxLayout(self)
        column.setSpacing(tokens.MEDIUM)
        name = month_text(min(month))
        shown = (
            ("weeks", self.tr("Weeks"), self.tr("Sessions in each week"), self._weeks(weeks)),
            (
                "month",
                name,
                fill(self.tr("Sessions on each day, {month}"), month=name),
                self._month(month),
            ),
            (
                "pain",
                self.tr("Pain"),
                self.tr("Pain before and after your sessions"),
                self._pain(points),
            ),
        )
        which = Segments(
            appearance,
            "progress_tables",
            self.tr("What is shown"),
            [(code, text) for code, text, _, _ in shown],
        )
        which.choose(shown[0][0])
        column.addWidget(which, 0, Qt.AlignmentFlag.AlignLeft)
        pages = QStackedWidget()
        for _, _, title, table in shown:
            table.setAccessibleName(title)
            page = QWidget()
            inside = QVBoxLayout(page)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(tokens.SMALL)
            inside.addWidget(heading(title, 2))
            inside.addWidget(table, 1)
            pages.addWidget(page)
        codes = [code for code, *_ in shown]
        which.chosen.connect(lambda code: pages.setCurrentIndex(codes.index(code)))
        column.addWidget(pages, 1)
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
            (full_day_text(week.start), number_text(week.sessions), number_text(week.aim))
            for week in reversed(weeks)
        ]
        return _table("progress_table_weeks", heads, rows)

    def _month(self, month: Mapping[date, int]) -> QTableWidget:
        """A week in a row, as on the page; days to come are empty."""
        weeks = weeks_of(min(month), first_weekday())
        rows = [
            [in_digits(f"{day.day}: {month[day]}") if day in month else "" for day in week]
            for week in weeks
        ]
        table = _table("progress_table_month", weekday_heads(), rows)
        table.setVerticalHeaderLabels([short_day_text(week[0]) for week in weeks])
        table.verticalHeader().show()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        today = max(month)
        for row, week in enumerate(weeks):
            for place, day in enumerate(week):
                item = table.item(row, place)
                if item and day in month:
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, self._day(day, month[day]))
            if today in week:
                table.setCurrentCell(row, week.index(today))
        return table

    def _day(self, day: date, count: int) -> str:
        """The same in words."""
        if count == 0:
            return fill(self.tr("{day}: no session"), day=day.day)
        if count == 1:
            return fill(self.tr("{day}: 1 session"), day=day.day)
        return fill(self.tr("{day}: {count} sessions"), day=day.day, count=count)

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
                number_text(point.before),
                self.tr("not said") if point.after is None else number_text(point.after),
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

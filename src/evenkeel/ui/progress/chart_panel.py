"""The pain chart with its legend, the range and the side that it shows."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import fill, side_word
from evenkeel.ui.frame.day_view import Span
from evenkeel.ui.progress.chart_legend import legend_item
from evenkeel.ui.progress.chart_loading import ChartLoader, charts_ready
from evenkeel.ui.progress.pain_chart import PainChart
from evenkeel.ui.progress.progress_parts import segments_of
from evenkeel.ui.progress.progress_view import SideProgress
from evenkeel.ui.progress.progress_words import in_words
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.columns import Flow
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.ui.widgets.text import body

_ALL_DAYS = 0
#: One session alone does not fill a whole chart.
_FEWEST_DAYS = 14


class ChartPanel(QWidget):
    """Pain over time. The words are there at once; the chart comes into its place.

    Signals:
        daysRequested: some days are to be opened; a Span.
        sideChosen: which sessions are to be shown: a side, or ``None`` for all.
    """

    daysRequested = Signal(object)
    sideChosen = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._days = _ALL_DAYS
        # What is shown, and up to which day.
        self._shown: tuple[SideProgress, date] | None = None
        self._drawn: tuple[SideProgress, int, date] | None = None
        self._chart: PainChart | None = None
        self._loading: ChartLoader | None = None
        self._deferred = DeferredTasks(self)
        self._pointed = body(self.tr("Your chart is being drawn."), soft=True)
        self._pointed.setObjectName("progress_pointed")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        self._chart_place = QVBoxLayout()
        self._chart_room = QWidget()
        self._chart_place.addWidget(self._chart_room)
        column.addLayout(self._chart_place)
        self._legend_box = self._legend()
        column.addWidget(self._legend_box)
        column.addWidget(self._pointed)
        column.addWidget(self._pickers())

    def show_side(self, shown: SideProgress, until: date, *, paper: bool) -> None:
        """Shows the sessions of a side, or all, up to a day; ``paper``: some are from paper."""
        self._paper_legend.setVisible(paper)
        self._shown = shown, until
        self._show_chart()

    def load(self) -> None:
        """Makes the chart for what is shown, once nothing else is to be done."""
        if self._shown:
            shown = self._shown[0]
            self._deferred.begin(lambda: shown.medians, self._load_chart)

    def wait(self) -> None:
        """Makes nothing: there is nothing to show."""
        self._shown = None
        self._deferred.begin()

    def set_height(self, height: int) -> None:
        """How high the chart is, in pixels."""
        self._chart_room.setFixedHeight(height)
        if self._chart:
            self._chart.setFixedHeight(height)

    def _load_chart(self) -> None:
        if charts_ready():
            self._place_chart()
        elif self._loading is None:
            self._loading = ChartLoader()
            self._loading.done.connect(self._place_chart)
            self._loading.failed.connect(self._say_no_chart)
            self._loading.begin()

    def _say_no_chart(self) -> None:
        """The words stay; the next time the page is shown, it is tried again."""
        self._loading = None
        self._chart_room.hide()
        self._legend_box.hide()
        self._pointed.setText(
            self.tr(
                "The chart can't be drawn because a part of Evenkeel is missing. Installing "
                "Evenkeel again should help. All numbers are below, and your journal is not "
                "affected."
            )
        )

    def _place_chart(self) -> None:
        if self._chart is None:
            self._chart = PainChart(self._appearance)
            self._chart.pointed.connect(self._say_pointed)
            self._chart.opened.connect(
                lambda ends: self.daysRequested.emit(Span(first=ends[0], last=ends[1]))
            )
            self._chart_room.hide()
            self._legend_box.show()
            self._chart.setFixedHeight(self._chart_room.minimumHeight())
            self._chart_place.addWidget(self._chart)
            # In a turn of its own: making it takes as long as filling it.
            self._deferred.add(self._show_chart)
        else:
            self._show_chart()

    def _pickers(self) -> QWidget:
        """Range and side, in two rows where large text leaves no room for one."""
        box = QWidget()
        row = Flow(box, spacing=tokens.MEDIUM, to_end=True)
        row.addWidget(self._range_segments())
        row.addWidget(self._side_segments())
        return box

    def _side_segments(self) -> QWidget:
        words = self._appearance.catalogue.words
        choices: list[tuple[Side | None, str]] = [(None, self.tr("All sessions"))]
        choices += [
            (side, fill(self.tr("{side} side"), side=side_word(words, side))) for side in Side
        ]
        row, segments = segments_of(
            self._appearance,
            self.tr("Which sessions the chart shows"),
            [(f"progress_side_{side or 'all'}", text) for side, text in choices],
        )
        for segment, (side, _) in zip(segments, choices, strict=True):
            segment.clicked.connect(lambda _=False, side=side: self.sideChosen.emit(side))
        return row

    def _range_segments(self) -> QWidget:
        choices = (
            (28, self.tr("4 weeks")),
            (91, self.tr("3 months")),
            (365, self.tr("1 year")),
            (_ALL_DAYS, self.tr("All")),
        )
        row, segments = segments_of(
            self._appearance,
            self.tr("How far back the chart goes"),
            [(f"progress_range_{days}", text) for days, text in choices],
        )
        segments[-1].setChecked(True)
        for segment, (days, _) in zip(segments, choices, strict=True):
            segment.clicked.connect(lambda _=False, days=days: self._choose_range(days))
        return row

    def _legend(self) -> QWidget:
        box = QWidget()
        row = Flow(box, spacing=tokens.LARGE, row_spacing=tokens.TIGHT)
        for kind, text in (
            ("before", self.tr("pain before a session, 0 to 10")),
            ("after", self.tr("after it")),
            ("paper", self.tr("from your paper diary")),
            ("median", self.tr("how it went, smoothed over 7 days")),
            ("band", self.tr("changes within this band are too small to matter")),
        ):
            item = legend_item(self._appearance, kind, text)
            if kind == "paper":
                self._paper_legend = item
            row.addWidget(item)
        return box

    def _choose_range(self, days: int) -> None:
        self._days = days
        self._show_chart()

    def _show_chart(self) -> None:
        if not self._shown or not self._chart:
            return
        shown, until = self._shown
        drawn = (shown, self._days, until)
        if self._drawn == drawn:
            return
        self._drawn = drawn
        since = until - timedelta(days=self._days - 1)
        if self._days == _ALL_DAYS:
            since = until - timedelta(days=_FEWEST_DAYS - 1)
            if shown.points:
                since = min(since, shown.points[0].when.date())
        self._chart.show_points(
            shown.points,
            shown.medians,
            middle=shown.trend.first,
            since=since,
            until=until,
        )
        self._chart.setAccessibleDescription(in_words(shown))
        self._say_pointed("")

    def _say_pointed(self, text: str) -> None:
        if not self._chart:
            return
        hint = self.tr(
            "Point at a mark, or use the arrow keys, to read its day; click, or press Enter, to "
            "open it."
        )
        self._pointed.setText(text or f"{self._chart.step_text()} {hint}")
        # A screen reader speaks the new name of what has the keyboard.
        self._chart.setAccessibleName(text or self.tr("Pain before and after your sessions"))

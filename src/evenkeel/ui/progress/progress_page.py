"""Progress: pain over time, the user's own activities, single exercises; in numbers and words."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import fill
from evenkeel.guide.answers import Answers
from evenkeel.journal.trends.days import week_start
from evenkeel.language import month_text
from evenkeel.ui.frame.dated_ahead_words import ahead_in_words
from evenkeel.ui.frame.day_view import Span
from evenkeel.ui.progress.chart_legend import legend_item
from evenkeel.ui.progress.chart_panel import ChartPanel
from evenkeel.ui.progress.month_calendar import MonthCalendar
from evenkeel.ui.progress.pain_chart import chart_height
from evenkeel.ui.progress.progress_parts import panel
from evenkeel.ui.progress.progress_view import ProgressView, SideProgress
from evenkeel.ui.progress.progress_words import advice_text, meaning_text, verdict_text
from evenkeel.ui.progress.week_bars import WeekBars
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import LinkButton, PrimaryButton, StepButton
from evenkeel.ui.widgets.columns import Columns, Flow
from evenkeel.ui.widgets.controls import Segments
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.text import body, heading, strong

_BLOCK_WIDTH = 330
#: How much of the height of a high window is for the chart, in percent.
_CHART_SHARE = 38
if TYPE_CHECKING:
    from evenkeel.journal.entries.exercises import ExerciseSummary
    from evenkeel.ui.progress.abilities_view import AbilitiesData, AbilitiesView
    from evenkeel.ui.progress.exercises_view import ExercisesView

#: What the page can show.
_NOTHING, _PAIN, _ABILITIES, _EXERCISES = "", "pain", "abilities", "exercises"


class ProgressPage(ScrollPage):
    """How it went.

    Signals:
        todayRequested: nothing is there yet; the user wants to begin.
        diaryRequested: the user wants to type in the paper diary.
        daysRequested: some days are to be opened; a Span.
        aheadRequested: what is dated later than now is to be opened.
        painWanted: pain and sessions are to be shown.
        abilitiesWanted: the user's own activities are to be shown.
        exercisesWanted: how single exercises went is to be shown.
        abilitiesMade: the part for the user's own activities, which is made when it is first shown.
    """

    todayRequested = Signal()
    diaryRequested = Signal()
    daysRequested = Signal(object)
    aheadRequested = Signal()
    painWanted = Signal()
    abilitiesWanted = Signal()
    exercisesWanted = Signal()
    abilitiesMade = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "progress_page")
        self._view: ProgressView | None = None
        self._side: Side | None = None
        self._known: dict[Side | None, SideProgress] = {}
        self._month = date(2000, 1, 1)
        self._chart = ChartPanel(appearance)
        self.set_title(self.tr("Progress"))
        self._empty: QWidget | None = None
        self._full = QWidget()
        self._switch = Segments(
            appearance,
            "progress_view",
            self.tr("What is shown"),
            [
                (_PAIN, self.tr("Pain and sessions")),
                (_ABILITIES, self.tr("What I can do")),
                (_EXERCISES, self.tr("Exercises")),
            ],
        )
        self._abilities: AbilitiesView | None = None
        self._exercises: ExercisesView | None = None
        self._waiting = LinkButton("progress_rate", "")
        self._verdict = heading(level=2)
        self._verdict.setObjectName("progress_verdict")
        self._meaning = body(soft=True)
        self._advice, self._advice_text = panel("progress_advice")
        self._ahead, self._ahead_text = panel("progress_ahead")
        self._week_text = body(soft=True)
        self._week_text.setObjectName("progress_weeks")
        self._bars = WeekBars(appearance)
        self._calendar = MonthCalendar(appearance)
        self._month_title = strong()
        self._month_title.setObjectName("progress_month")
        self._earlier = StepButton("progress_earlier", "‹", self.tr("Previous month"))
        self._later = StepButton("progress_later", "›", self.tr("Next month"))
        self._blocks = Columns(least=1, most=2, spacing=tokens.HUGE, row_spacing=tokens.LARGE)
        self._build()
        self._calendar.opened.connect(lambda day: self.daysRequested.emit(Span.of(day)))
        self._bars.opened.connect(
            lambda day: self.daysRequested.emit(Span(first=day, last=day + timedelta(days=6)))
        )
        self._chart.daysRequested.connect(self.daysRequested)
        self._chart.sideChosen.connect(self._choose_side)
        self._earlier.clicked.connect(lambda: self._turn_month(-1))
        self._later.clicked.connect(lambda: self._turn_month(1))
        self._switch.chosen.connect(self._choose_view)
        self._waiting.clicked.connect(lambda: self._choose_view(_ABILITIES))
        appearance.changed.connect(self._fit)
        self._fit()

    def show_progress(self, view: ProgressView) -> None:
        """Shows the sessions of a journal: the words at once, then the chart in its place."""
        before, self._view = self._view, view
        if before is None or (before.records, before.paper) != (view.records, view.paper):
            self._known = {}
        self._month = view.now.date().replace(day=1)
        empty = view.first_day is None
        self._show_empty(on=empty)
        self._footer.setVisible(empty)
        self._switch.setVisible(not empty)
        self._show_view(_NOTHING if empty else _PAIN)
        if empty:
            self._chart.wait()
            return
        self._show_waiting()
        self._show_verdict()
        self._show_weeks()
        self._show_month()
        self._show_advice()
        self._show_ahead()
        self._show_chart(view)
        self._chart.load()
        self.to_top()

    def show_abilities(self, data: "AbilitiesData") -> None:
        """Shows the user's own activities."""
        if self._abilities is None:
            # Not at once: most look at their pain first, and must not wait for it.
            from evenkeel.ui.progress.abilities_view import AbilitiesView

            self._abilities = AbilitiesView(self.appearance)
            self._place(self._abilities)
            self.abilitiesMade.emit(self._abilities)
        self._abilities.show_abilities(data)
        self._show_view(_ABILITIES)

    def show_exercises(
        self, summaries: "Sequence[ExerciseSummary]", answers: Answers | None
    ) -> None:
        """Shows how single exercises went, for the person who gave these answers."""
        if self._exercises is None:
            from evenkeel.ui.progress.exercises_view import ExercisesView

            self._exercises = ExercisesView(self.appearance)
            self._place(self._exercises)
        self._exercises.show_exercises(summaries, answers)
        self._show_view(_EXERCISES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chart is higher in a high window."""
        super().resizeEvent(event)
        self._fit_chart()

    def _choose_view(self, code: str) -> None:
        if code == _ABILITIES:
            self.abilitiesWanted.emit()
        elif code == _EXERCISES:
            self.exercisesWanted.emit()
        else:
            # What was said meanwhile may have changed what waits.
            self.painWanted.emit()

    def _place(self, view: QWidget) -> None:
        """Puts a view where the first one is; one of them is shown at a time."""
        self.body.insertWidget(self.body.indexOf(self._full) + 1, view)

    def _show_view(self, code: str) -> None:
        if code:
            self._switch.choose(code)
        self._full.setVisible(code == _PAIN)
        for view, its in ((self._abilities, _ABILITIES), (self._exercises, _EXERCISES)):
            if view:
                view.setVisible(code == its)
        self.to_top()

    def _show_waiting(self) -> None:
        """A link where the user's own activities wait for an answer."""
        view = self._view
        if view is None:
            return
        text = self.tr("Two weeks have passed: say how well your activities go")
        if view.invited:
            text = self.tr("Choose something that you want to be able to do again")
        self._waiting.setText(text)
        self._waiting.setAccessibleName(text)
        self._waiting.setVisible(view.rating_due or view.invited)

    def _build(self) -> None:
        diary = LinkButton("progress_diary", self.tr("Type in my paper diary"))
        diary.clicked.connect(self.diaryRequested)
        self.head.addWidget(diary, 0, Qt.AlignmentFlag.AlignTop)
        begin = PrimaryButton("progress_begin", self.tr("Go to today's exercises"))
        begin.clicked.connect(self.todayRequested)
        self.add_action(begin)
        self.body.addWidget(self._switch)
        self.body.addWidget(self._full)
        self.body.addStretch(1)
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self._advice)
        column.addWidget(self._ahead)
        correct = LinkButton("progress_put_right", self.tr("Look at it and correct it"))
        correct.clicked.connect(self.aheadRequested)
        inside = self._ahead.layout()
        if inside:
            inside.addWidget(correct)
        column.addWidget(self._verdict)
        column.addWidget(self._waiting, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._chart)
        column.addWidget(self._meaning)
        tables = LinkButton("progress_tables", self.tr("Read it as tables"))
        tables.clicked.connect(self._show_tables)
        column.addWidget(tables, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(tokens.LARGE)
        blocks = QWidget()
        blocks.setLayout(self._blocks)
        self._blocks.addWidget(self._weeks_block())
        self._blocks.addWidget(self._calendar_block())
        column.addWidget(blocks)

    def _show_tables(self) -> None:
        """The same in tables, for whoever hears the page or wants the numbers."""
        if not self._view:
            return
        from evenkeel.ui.progress.tables_dialog import TablesDialog

        weeks, points = self._view.weeks(), self._shown(self._view).points
        month = self._view.whole_month(self._month)
        TablesDialog(self, self.appearance, weeks, month, points).open()

    def _show_empty(self, *, on: bool) -> None:
        """The invitation before the first session; most users never see it again."""
        if on and self._empty is None:
            from evenkeel.ui.progress.progress_empty import EmptyProgress

            self._empty = EmptyProgress(self.appearance)
            self.body.insertWidget(0, self._empty)
        if self._empty:
            self._empty.setVisible(on)

    def _weeks_block(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(heading(self.tr("Sessions in each week"), 2))
        column.addWidget(self._week_text)
        column.addWidget(self._bars, 1)
        signs = Flow(spacing=tokens.LARGE, row_spacing=tokens.TIGHT)
        for kind, text in (
            ("met", self.tr("filled: aim reached")),
            ("below", self.tr("hollow: fewer than your aim")),
            ("aim", self.tr("your aim")),
        ):
            signs.addWidget(legend_item(self.appearance, kind, text))
        column.addLayout(signs)
        return box

    def _calendar_block(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        row.addWidget(self._earlier)
        self._month_title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._month_title)
        row.addWidget(self._later)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._calendar, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return box

    def _choose_side(self, side: Side | None) -> None:
        self._side = side
        self._show_verdict()
        if self._view:
            self._show_chart(self._view)

    def _show_chart(self, view: ProgressView) -> None:
        self._chart.show_side(self._shown(view), view.now.date(), paper=bool(view.paper))

    def _shown(self, view: ProgressView) -> SideProgress:
        """The side that is chosen."""
        return self._side_of(view, self._side)

    def _side_of(self, view: ProgressView, side: Side | None) -> SideProgress:
        """One side, or all sessions; worked out once."""
        if side not in self._known:
            self._known[side] = view.of(side)
        return self._known[side]

    def _show_verdict(self) -> None:
        if self._view:
            found = self._shown(self._view).trend
            self._verdict.setText(verdict_text(found))
            self._meaning.setText(meaning_text(found))

    def _show_weeks(self) -> None:
        if not self._view:
            return
        found = self._view.weeks()
        first, today = self._view.first_weekday, self._view.now.date()
        self._bars.show_weeks(
            [(week.start, week.sessions) for week in found],
            self._view.aim,
            {week_start(day, first) for day in self._view.known(found[0].start, today)},
        )
        now = found[-1].sessions
        text = self.tr("This week: {count}. Your aim is {aim}.")
        self._week_text.setText(fill(text, count=now, aim=self._view.aim))

    def _turn_month(self, step: int) -> None:
        number = self._month.year * 12 + self._month.month - 1 + step
        self._month = date(number // 12, number % 12 + 1, 1)
        self._show_month()

    def _show_month(self) -> None:
        if not self._view:
            return
        today = self._view.now.date()
        first = (self._view.first_day or today).replace(day=1)
        self._calendar.show_month(
            self._month,
            self._view.month(self._month),
            today,
            self._view.known(self._month, self._month + timedelta(days=30)),
        )
        self._month_title.setText(month_text(self._month))
        self._earlier.setEnabled(self._month > first)
        self._later.setEnabled(self._month < today.replace(day=1))

    def _show_ahead(self) -> None:
        """Points out what is dated later than now."""
        found = self._view.ahead if self._view else None
        self._ahead.setVisible(found is not None)
        if found:
            self._ahead_text.setText(ahead_in_words(found))

    def _show_advice(self) -> None:
        if not self._view:
            return
        advice = self._side_of(self._view, None).advice(self._view.now)
        self._advice.setVisible(advice is not None)
        if advice:
            self._advice_text.setText(advice_text(advice))

    def _fit(self) -> None:
        self._blocks.least = max(
            self.appearance.px(_BLOCK_WIDTH), self._calendar.sizeHint().width()
        )
        metrics = self._month_title.fontMetrics()
        self._month_title.setMinimumWidth(metrics.horizontalAdvance("September 00000"))
        self._blocks.invalidate()
        self._fit_chart()

    def _fit_chart(self) -> None:
        height = max(chart_height(self), self.height() * _CHART_SHARE // 100)
        self._chart.set_height(height)

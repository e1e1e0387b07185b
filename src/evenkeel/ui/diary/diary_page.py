"""The paper diary typed in: one key or one tap a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from evenkeel.catalogue.wording import fill
from evenkeel.handout.diary import CIRCLES
from evenkeel.journal.records import DayEntry, SessionRecord
from evenkeel.journal.trends.days import guided_days
from evenkeel.language import month_text, number_text, short_day_text, weekday_text
from evenkeel.ui.diary.diary_month import DayShown, DiaryMonth, pain_text
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PrimaryButton, QuietButton, StepButton
from evenkeel.ui.widgets.columns import Columns, Flow
from evenkeel.ui.widgets.controls import Segments
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.pain_scale import ScaleCell
from evenkeel.ui.widgets.text import body, heading, strong

_MOST_PAIN = 10
#: The pad has the numbers of a telephone's.
_PAD_COLUMNS = 3
_DAY = timedelta(days=1)
#: Until this day of a month, it is the month before that is typed in.
_LAST_OF_BEFORE = 7
_MONTH_WIDTH = 560
#: How much lower the numbers of the pad are than those of the scale, in pixels.
_LOWER = 20
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, kw_only=True, slots=True)
class DiaryView:
    """What the page shows: the journal's sessions, the days typed in before, and today."""

    records: Sequence[SessionRecord]
    paper: Sequence[DayEntry]
    today: date


class _PadCell(ScaleCell):
    """One number of the pad: as wide as there is room, lower than one of the scale."""

    def sizeHint(self) -> QSize:
        """High enough to hit."""
        hint = super().sizeHint()
        return QSize(hint.width(), hint.height() - _LOWER)


class DiaryPage(ScrollPage):
    """Takes a month of the paper diary day by day; each is stored at once and can be undone.

    A day on which the program guided a session is known already: it is passed over, and can only
    get more sessions.

    Signals:
        dayChanged: what the paper says of a day; without session and pain, nothing.
        left: the user is done.
    """

    dayChanged = Signal(DayEntry)
    left = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "diary_page")
        self._today = date.min
        self._month = date.min
        self._day = date.min
        self._sessions = 1
        self._guided: Mapping[date, DayEntry] = {}
        self._paper: dict[date, DayEntry] = {}
        self._undo: list[DayEntry] = []
        self.set_title(
            self.tr("Paper diary"),
            self.tr("Tap the pain of a day: it is saved, and the next day is ready."),
        )
        self._grid = DiaryMonth(appearance)
        self._title = strong()
        self._title.setObjectName("diary_month")
        self._earlier = StepButton("diary_earlier", "‹", self.tr("Previous month"))
        self._later = StepButton("diary_later", "›", self.tr("Next month"))
        counts = [(str(number), number_text(number)) for number in range(CIRCLES + 1)]
        self._usual = Segments(appearance, "diary_usual", self.tr("Usual sessions"), counts)
        self._usual.choose(str(self._sessions))
        self._day_title = heading(level=2)
        self._day_title.setObjectName("diary_day_title")
        self._count = Segments(
            appearance, "diary_sessions", self.tr("Sessions on this day"), counts
        )
        self._pad: list[_PadCell] = []
        self._hint = body(soft=True)
        self._hint.setObjectName("diary_hint")
        self._done = PrimaryButton("diary_done", self.tr("Done"))
        self._undo_button = QuietButton("diary_undo", self.tr("Undo"))
        self._undo_button.setAccessibleDescription(self.tr("Takes the last entry back"))
        self._undo_button.setToolTip(QKeySequence("Ctrl+Z").toString())
        self._last = strong()
        self._last.setObjectName("diary_last")
        self._last.setWordWrap(False)
        self._columns = Columns(
            least=appearance.px(_MONTH_WIDTH), most=2, spacing=tokens.HUGE, shares=(8, 5)
        )
        self._build()
        self._grid.chosen.connect(self._go_to)
        self._grid.moved.connect(self._move)
        self._usual.chosen.connect(self._choose_usual)
        self._count.chosen.connect(lambda code: self._choose_sessions(int(code)))
        self._earlier.clicked.connect(lambda: self._turn(-1))
        self._later.clicked.connect(lambda: self._turn(1))
        self._undo_button.clicked.connect(self._undo_last)
        self._done.clicked.connect(self.left)
        appearance.changed.connect(self._fit)
        self._fit()

    def show_diary(self, view: DiaryView) -> None:
        """Begins at the first day of the month that nothing is known of.

        In the first days of a month that is the month before.
        """
        self._today = view.today
        self._guided = guided_days(view.records)
        self._paper = {entry.day: entry for entry in view.paper}
        self._undo = []
        self._last.setText("")
        begin = view.today.replace(day=1)
        if view.today.day <= _LAST_OF_BEFORE:
            begin = (begin - _DAY).replace(day=1)
        self._show_month(begin)
        self.to_top()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits are the pain, X is 10, and so on; the month takes the arrows."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._undo_last()
        elif event.modifiers() & _COMMANDS or not self._handle_key(Qt.Key(event.key())):
            super().keyPressEvent(event)
        else:
            self.show_whole(self._grid.cell(self._day))

    # Layout

    def _build(self) -> None:
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        above = QWidget()
        month = Flow(above, spacing=tokens.MEDIUM, row_spacing=tokens.SMALL, to_end=True)
        month.addWidget(_row(self._earlier, self._title, self._later))
        usual = body(self.tr("Usual sessions"))
        usual.setWordWrap(False)
        month.addWidget(_row(usual, self._usual))
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(above)
        column.addWidget(self._grid)
        column.addWidget(body(self.tr("✓ Evenkeel recorded this day."), soft=True))
        column.addStretch(1)
        self._columns.addWidget(left)
        self._columns.addWidget(right)
        self._build_panel(QVBoxLayout(right))
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self.add_action(self._done)
        self.add_action(self._undo_button)
        self.add_note(self._last)

    def _build_panel(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self._day_title)
        column.addWidget(body(self.tr("Sessions")))
        column.addWidget(self._count)
        column.addWidget(body(self.tr("Pain")))
        column.addLayout(self._made_pad())
        column.addWidget(self._hint)
        column.addStretch(1)

    def _made_pad(self) -> QGridLayout:
        pad = QGridLayout()
        pad.setSpacing(tokens.TIGHT)
        places = [*range(1, _MOST_PAIN), 0, _MOST_PAIN]
        for place, number in enumerate(places):
            cell = _PadCell(
                self.appearance,
                f"diary_pain_{number}",
                number_text(number),
                fill(self.tr("Pain {number} of 10"), number=number),
            )
            cell.clicked.connect(lambda _=False, number=number: self._enter_pain(number))
            # A tap leaves the keyboard at the day; Tab still reaches the pad.
            cell.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            pad.addWidget(cell, place // _PAD_COLUMNS, place % _PAD_COLUMNS)
            self._pad.append(cell)
        without = _PadCell(
            self.appearance, "diary_pain_none", pain_text(None), self.tr("No pain noted")
        )
        without.clicked.connect(lambda: self._enter_pain(None))
        without.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        place = len(places)
        pad.addWidget(without, place // _PAD_COLUMNS, place % _PAD_COLUMNS)
        self._none = without
        return pad

    def _fit(self) -> None:
        self._columns.least = self.appearance.px(_MONTH_WIDTH) * 5 // 8
        metrics = self._title.fontMetrics()
        self._title.setMinimumWidth(metrics.horizontalAdvance("September 00000"))
        self._columns.invalidate()

    # What is shown

    def _show_month(self, month: date) -> None:
        self._month = month
        self._title.setText(month_text(month))
        self._later.setEnabled(month < self._today.replace(day=1))
        self._show_days()
        days = self._days()
        self._go_to(next((day for day in days if not self._known(day)), days[-1]))

    def _days(self) -> list[date]:
        """The days of the month, as far as they have come."""
        after = (self._month + timedelta(days=31)).replace(day=1)
        last = min(after - _DAY, self._today)
        return [self._month + number * _DAY for number in range((last - self._month).days + 1)]

    def _known(self, day: date) -> bool:
        return day in self._guided or day in self._paper

    def _show_days(self) -> None:
        shown = {day: DayShown(entry=entry) for day, entry in self._paper.items()}
        for day, entry in self._guided.items():
            paper = self._paper.get(day)
            more = max(entry.sessions, paper.sessions if paper else 0)
            entry = DayEntry(day=day, sessions=more, pain=entry.pain)  # noqa: PLW2901
            shown[day] = DayShown(entry=entry, guided=True)
        self._grid.show_month(self._month, shown, self._today)
        self._undo_button.setEnabled(bool(self._undo))

    def _go_to(self, day: date) -> None:
        self._day = day
        known = self._guided.get(day)
        paper = self._paper.get(day)
        sessions = paper.sessions if paper else (known.sessions if known else self._sessions)
        pain = known.pain if known else (paper.pain if paper else None)
        self._day_title.setText(weekday_text(day))
        self._count.choose(str(min(sessions, CIRCLES)))
        for cell in self._pad:
            cell.setChecked(cell.text() == pain_text(pain))
            cell.setEnabled(known is None)
        self._none.setChecked(bool(paper and paper.pain is None))
        self._none.setEnabled(known is None)
        self._hint.setText(
            self.tr("Evenkeel recorded this day; you can only add sessions.")
            if known
            else self.tr(
                "By keyboard: 0 to 9, X for 10, Space for no number, + and − for sessions."
            )
        )
        self._grid.choose(day)

    # What the user does

    def _handle_key(self, key: Qt.Key) -> bool:
        """Acts on a key without modifiers and says whether it had a meaning here."""
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._enter_pain(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_X:
            self._enter_pain(_MOST_PAIN)
        elif key == Qt.Key.Key_Space:
            self._note_no_number()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            step = 1 if key == Qt.Key.Key_Plus else -1
            self._choose_sessions(min(CIRCLES, max(0, int(self._count.code()) + step)))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear(back=key == Qt.Key.Key_Backspace)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._grid.has_focus():
            self.left.emit()
        else:
            return False
        return True

    def _note_no_number(self) -> None:
        """A day without a number; one that has one keeps it: elsewhere Space only chooses."""
        paper = self._paper.get(self._day)
        if paper and paper.pain is not None:
            kept = self.tr("{day} keeps pain {pain}. Delete takes it away.")
            self._say(fill(kept, day=short_day_text(self._day), pain=paper.pain))
        else:
            self._enter_pain(None)

    def _say(self, text: str) -> None:
        """Says what a key did or did not, on the page and to a screen reader."""
        self._last.setText(text)
        self.appearance.reader.tell(self, text)

    def _enter_pain(self, pain: int | None) -> None:
        """Stores the day and goes to the next one without an entry."""
        if self._day in self._guided:
            return
        self._store(DayEntry(day=self._day, sessions=int(self._count.code()), pain=pain))
        days = self._days()
        later = [day for day in days if day > self._day and day not in self._guided]
        self._go_to(later[0] if later else self._day)
        if not later:
            self._hint.setText(self.tr("That was the last day. Press Enter or Done to finish."))

    def _choose_sessions(self, sessions: int) -> None:
        """Another number of sessions: at once for a day that is known, else with its pain."""
        self._count.choose(str(sessions))
        known, paper = self._guided.get(self._day), self._paper.get(self._day)
        if known:
            more = sessions if sessions > known.sessions else 0
            self._store(DayEntry(day=self._day, sessions=more))
        elif paper:
            self._store(DayEntry(day=self._day, sessions=sessions, pain=paper.pain))
        self._grid.choose(self._day)

    def _choose_usual(self, code: str) -> None:
        self._sessions = int(code)
        self._go_to(self._day)

    def _clear(self, *, back: bool) -> None:
        """Clears the day; with ``back`` the previous one, as Backspace does in a text."""
        if back:
            self._step(-_DAY)
        if self._day in self._paper:
            self._store(DayEntry(day=self._day, sessions=0))
            self._go_to(self._day)
            gone = self.tr("{day}: what was there is gone. Undo brings it back.")
            self._say(fill(gone, day=short_day_text(self._day)))

    def _move(self, days: int) -> None:
        self._step(days * _DAY)
        self.show_whole(self._grid.cell(self._day))

    def _step(self, by: timedelta) -> None:
        day = self._day + by
        if day in self._days():
            self._go_to(day)

    def _turn(self, step: int) -> None:
        number = self._month.year * 12 + self._month.month - 1 + step
        self._show_month(date(number // 12, number % 12 + 1, 1))

    def _undo_last(self) -> None:
        if self._undo:
            before = self._undo.pop()
            self._set_entry(before)
            if before.day.replace(day=1) != self._month:
                self._month = before.day.replace(day=1)
                self._title.setText(month_text(self._month))
            self._show_days()
            self._go_to(before.day)
            self._say(self._last.text())

    def _store(self, entry: DayEntry) -> None:
        before = self._paper.get(entry.day, DayEntry(day=entry.day, sessions=0))
        if entry != before:
            self._undo.append(before)
            self._set_entry(entry)
        self._show_days()

    def _set_entry(self, entry: DayEntry) -> None:
        if entry.sessions or entry.pain is not None:
            self._paper[entry.day] = entry
        else:
            self._paper.pop(entry.day, None)
        # Seen also where the month has been scrolled away.
        self._last.setText(
            fill(
                self.tr("{day}: pain {pain}"),
                day=short_day_text(entry.day),
                pain=pain_text(entry.pain),
            )
        )
        self.dayChanged.emit(entry)


def _row(*widgets: QWidget) -> QWidget:
    """Widgets beside each other, as one."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.SMALL)
    for widget in widgets:
        row.addWidget(widget)
    return box

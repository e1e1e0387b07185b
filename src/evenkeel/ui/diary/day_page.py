"""The page of past days, on which sessions can be corrected."""

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from evenkeel.catalogue.forms import with_semicolons
from evenkeel.catalogue.wording import fill
from evenkeel.journal.entries.corrections import SessionDetails
from evenkeel.journal.records import DayEntry
from evenkeel.journal.trends.dated_ahead import TOLERANCE, is_ahead
from evenkeel.language import day_text, full_day_text, month_text, number_text
from evenkeel.ui.diary.day_words import (
    done_words,
    ending_words,
    heading_text,
    hurt_words,
    left_words,
    pain_words,
    really_words,
)
from evenkeel.ui.diary.session_block import SessionBlock
from evenkeel.ui.frame.day_view import DaysView, DayView, Span, known_days
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import (
    LinkButton,
    PressArea,
    PrimaryButton,
    QuietButton,
    StepButton,
)
from evenkeel.ui.widgets.columns import Flow
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.text import Stack, body, heading, line, strong

_WIDEST = 1000


class DayPage(ScrollPage):
    """One day whole, or several days of which one can be opened.

    Signals:
        dayRequested: another day is to be shown; a ``date``.
        spanRequested: these days are to be shown; a Span.
        corrected: a session is to be changed; its id and a Correction.
        deleteRequested: a session is to be deleted; its id.
        paperDeleted: what the paper diary says of this day is to be forgotten; a ``date``.
        undoRequested: the last change is to be undone.
        diaryRequested: the paper diary is to be opened.
        left: the user is done.
    """

    dayRequested = Signal(object)
    spanRequested = Signal(object)
    corrected = Signal(int, object)
    deleteRequested = Signal(int)
    paperDeleted = Signal(object)
    undoRequested = Signal()
    diaryRequested = Signal()
    left = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "day_page", widest=_WIDEST, in_line=True)
        self._view: DayView | None = None
        self._rows = Stack(spacing=tokens.MEDIUM)
        self._ways = QWidget()
        self._ways_row = Flow(self._ways, spacing=tokens.SMALL)
        self._earlier = StepButton("day_earlier", "‹", self.tr("The previous day with an entry"))
        self._later = StepButton("day_later", "›", self.tr("The next day with an entry"))
        for button in (self._earlier, self._later):
            button.setAutoRepeat(False)
            self._ways_row.addWidget(button)
        self.head.addWidget(self._ways)
        self._among = LinkButton("day_among", "")
        self.body.addWidget(self._among)
        self.body.addWidget(self._rows)
        self.body.addStretch(1)
        self._back = PrimaryButton("day_back", self.tr("Back to Progress"))
        self._undo = QuietButton("day_undo", self.tr("Undo"))
        self._undo.setToolTip(QKeySequence("Ctrl+Z").toString())
        self._last = strong()
        self._last.setObjectName("day_last")
        self._last.setWordWrap(False)
        self.add_action(self._back)
        self.add_action(self._undo)
        self.add_note(self._last)
        self._earlier.clicked.connect(lambda: self._go(later=False))
        self._later.clicked.connect(lambda: self._go(later=True))
        self._among.clicked.connect(self._go_back_among)
        self._back.clicked.connect(self.left)
        self._undo.clicked.connect(self.undoRequested)
        self.show_undo("")

    def show_day(self, view: DayView) -> None:
        """Shows one day whole; the same day again stays where it was scrolled to."""
        another = self._view is None or self._view.day != view.day
        self._view = view
        self.set_title(full_day_text(view.day))
        self._ways.show()
        self._earlier.setEnabled(view.earlier is not None)
        self._later.setEnabled(view.later is not None)
        self._among.setVisible(view.within is not None)
        if view.within:
            self._among.setText(fill(self.tr("All days of {span}"), span=span_text(view.within)))
            self._among.setAccessibleName(self._among.text())
        self._show_sessions()
        if another:
            self.to_top()

    def show_days(self, view: DaysView) -> None:
        """Shows several days, the newest first, each in a line that opens it."""
        self._view = None
        self.set_title(span_text(view.span))
        self._ways.hide()
        self._among.hide()
        self._rows.clear()
        for day in reversed(known_days(view.records, view.paper)):
            self._rows.add(line())
            self._rows.add(self._day_row(day, view))
        if not view.records and not view.paper:
            self._rows.add(body(self.tr("Nothing is recorded for these days.")))
        self.to_top()

    def show_undo(self, done: str) -> None:
        """Says what was changed and offers to undo it; an empty text offers nothing."""
        self._undo.setVisible(bool(done))
        self._last.setVisible(bool(done))
        self._last.setText(done)
        self._undo.setAccessibleName(fill(self.tr("Undo: {done}"), done=done))

    def focus_undo(self) -> None:
        """Gives the keyboard to *Undo*, whose name says what was done."""
        (self._undo if self._undo.isVisibleTo(self) else self._back).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z undoes what was done last."""
        if event.matches(QKeySequence.StandardKey.Undo) and self._undo.isVisibleTo(self):
            self.undoRequested.emit()
        else:
            super().keyPressEvent(event)

    def _go(self, *, later: bool) -> None:
        if self._view:
            day = self._view.later if later else self._view.earlier
            if day:
                self.dayRequested.emit(day)

    def _go_back_among(self) -> None:
        if self._view and self._view.within:
            self.spanRequested.emit(self._view.within)

    # One day

    def _show_sessions(self, changing: int | None = None) -> None:
        view = self._view
        if view is None:
            return
        self._rows.clear()
        for details in view.sessions:
            self._rows.add(line())
            if details.record.id == changing:
                self._add_form(details, view)
            else:
                self._rows.add(self._block(details, view))
        if view.paper:
            self._rows.add(line())
            self._rows.add(self._paper_block(view.paper, view))
        if not view.sessions and not view.paper:
            self._rows.add(body(self.tr("Nothing is recorded for this day.")))

    def _block(self, details: SessionDetails, view: DayView) -> QWidget:
        record, catalogue = details.record, self.appearance.catalogue
        name = f"day_session_{record.id}"
        block = SessionBlock(name, heading_text(record), changeable=record.ended_at is not None)
        if is_ahead(record.started_at, view.now):
            block.add_warning(
                self.tr(
                    "This date is in the future: the session does not count until the date is "
                    "corrected."
                )
            )
        done, hurt = done_words(details, catalogue), hurt_words(details, catalogue)
        rows = [
            (self.tr("Pain"), pain_words(record)),
            (self.tr("What you did"), "\n".join(done) or self.tr("No complete repetition")),
        ]
        if hurt:
            rows.append((self.tr("What hurt"), "\n".join(hurt)))
        if left := left_words(details, catalogue):
            rows.append((self.tr("Left early"), "\n".join(left)))
        rows += [
            (self.tr("How it ended"), ending_words(record)),
            (self.tr("Actually done"), really_words(details.really)),
        ]
        if record.note:
            rows.append((self.tr("Note"), record.note))
        block.add_rows(rows)
        block.changeRequested.connect(lambda: self._change(record.id))
        block.deleteRequested.connect(lambda: self.deleteRequested.emit(record.id))
        return block

    def _change(self, session: int) -> None:
        self._show_sessions(changing=session)

    def _add_form(self, details: SessionDetails, view: DayView) -> None:
        from evenkeel.ui.diary.session_form import SessionForm

        record = details.record
        name = f"day_session_{record.id}"
        form = SessionForm(self.appearance, name, heading_text(record), details, view.now)
        form.saved.connect(lambda correction: self.corrected.emit(record.id, correction))
        form.cancelled.connect(lambda: self._cancel(name))
        self._rows.add(form)
        self.show_whole(form.begin())

    def _cancel(self, name: str) -> None:
        self._show_sessions()
        change = self.findChild(QWidget, f"{name}_change")
        if change:
            change.setFocus()

    def _paper_block(self, entry: DayEntry, view: DayView) -> QWidget:
        box = Stack(spacing=tokens.SMALL)
        box.add(heading(self.tr("From your paper diary"), 2))
        pain = self.tr("none noted") if entry.pain is None else number_text(entry.pain)
        box.add(
            body(fill(self.tr("Pain: {pain}. Sessions: {count}."), pain=pain, count=entry.sessions))
        )
        if view.day > view.now.date() + TOLERANCE:
            box.add(
                strong(self.tr("This date is in the future. Delete the day, and type it in again."))
            )
            delete = QuietButton(
                "day_paper_delete", self.tr("Delete"), self.tr("Delete the paper day"), small=True
            )
            delete.clicked.connect(lambda: self.paperDeleted.emit(view.day))
            box.add(delete)
        else:
            diary = LinkButton("day_diary", self.tr("Change it in the paper diary"))
            diary.clicked.connect(self.diaryRequested)
            box.add(diary)
        return box

    # Several days

    def _day_row(self, day: date, view: DaysView) -> QWidget:
        records = [record for record in view.records if record.started_at.date() == day]
        paper = next((entry for entry in view.paper if entry.day == day), None)
        texts = [
            fill(self.tr("{time}: pain {pain}"), time=heading_text(record), pain=pain_words(record))
            for record in records
        ]
        if paper:
            pain = self.tr("none noted") if paper.pain is None else number_text(paper.pain)
            texts.append(fill(self.tr("From your paper diary: pain {pain}"), pain=pain))
        title = full_day_text(day)
        area = PressArea(
            self.appearance, f"day_open_{day.isoformat()}", with_semicolons((title, *texts))
        )
        area.add(strong(title))
        area.add(body("\n".join(texts), soft=True))
        area.clicked.connect(lambda: self.dayRequested.emit(day))
        return area


def span_text(span: Span) -> str:
    """Several days as people name them: a month, or from one day to another."""
    if span.first == span.last:
        return full_day_text(span.first)
    after = span.last + timedelta(days=1)
    if span.first.day == after.day == 1 and span.first.replace(day=28).month == span.last.month:
        return month_text(span.first)
    return fill(
        QCoreApplication.translate("DayPage", "{first} to {last}"),
        first=day_text(span.first),
        last=day_text(span.last),
    )

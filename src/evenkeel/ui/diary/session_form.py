"""The form in which a past session is changed."""

from datetime import datetime

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QDateTimeEdit,
    QPlainTextEdit,
    QTimeEdit,
    QWidget,
)

from evenkeel.journal.entries.corrections import Correction, SessionDetails
from evenkeel.journal.records import CompletionClaim
from evenkeel.language import day_pattern, time_pattern
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from evenkeel.ui.widgets.columns import Beside, Flow
from evenkeel.ui.widgets.controls import Segments
from evenkeel.ui.widgets.pain_scale import PainScale
from evenkeel.ui.widgets.text import Stack, body, heading, strong

_NOTE_LINES = 3
_UNANSWERED = "untold"


class SessionForm(Stack):
    """The fields of a session that can be changed, with Save and Cancel.

    Signals:
        saved: the user saved the changes; a Correction.
        cancelled: nothing is to be changed.
    """

    saved = Signal(object)
    cancelled = Signal()

    def __init__(
        self, appearance: Appearance, name: str, title: str, details: SessionDetails, now: datetime
    ) -> None:
        """``name`` begins the object names; ``title`` says when the session was."""
        super().__init__(spacing=tokens.SMALL)
        self.setObjectName(f"{name}_form")
        record = details.record
        self._began, self._now = record.started_at, now
        self.add(heading(title, 2))
        self._date = QDateEdit(QDate(self._began.year, self._began.month, self._began.day))
        self._time = QTimeEdit(QTime(self._began.hour, self._began.minute))
        self._add_when(appearance, name)
        self._before = PainScale(appearance, f"{name}_before")
        self._before.set_value(record.pain_before)
        self._add_pain(self._before, self.tr("Pain before the session"))
        self._after = PainScale(appearance, f"{name}_after")
        self._after.set_value(record.pain_after)
        unanswered = LinkButton(f"{name}_untold", self.tr("No answer"))
        unanswered.clicked.connect(lambda: self._after.set_value(None))
        self._add_pain(self._after, self.tr("Pain after the session"), unanswered)
        self._really = Segments(
            appearance,
            f"{name}_really",
            self.tr("Actually done"),
            [
                (CompletionClaim.ALL.value, self.tr("All of it")),
                (CompletionClaim.SOME.value, self.tr("Some of it")),
                (CompletionClaim.NONE.value, self.tr("None of it")),
                (_UNANSWERED, self.tr("Not answered")),
            ],
        )
        self._really.choose(details.really.value if details.really else _UNANSWERED)
        self.add(strong(self.tr("Actually done")))
        self.add(self._really)
        self._note = QPlainTextEdit(record.note)
        self._note.setObjectName(f"{name}_note")
        self._note.setAccessibleName(self.tr("Note"))
        self._note.setTabChangesFocus(True)
        line = self._note.fontMetrics().lineSpacing()
        self._note.setFixedHeight(line * _NOTE_LINES + 2 * appearance.px(tokens.MEDIUM))
        self.add(strong(self.tr("Note")))
        self.add(self._note)
        self._fault = strong()
        self._fault.setObjectName(f"{name}_fault")
        self._fault.hide()
        self.add(self._fault)
        self._add_ways_out(name)

    def begin(self) -> QWidget:
        """Gives the keyboard to the first thing that can be changed; that is returned."""
        self._date.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._date

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves everything as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _add_when(self, appearance: Appearance, name: str) -> None:
        row = QWidget()
        inside = Flow(row, spacing=tokens.MEDIUM, row_spacing=tokens.SMALL)
        edits: tuple[tuple[str, QDateTimeEdit, str, str], ...] = (
            ("date", self._date, day_pattern(), self.tr("Date of the session")),
            ("time", self._time, time_pattern(), self.tr("Time of the session")),
        )
        for part, edit, pattern, accessible in edits:
            edit.setObjectName(f"{name}_{part}")
            edit.setAccessibleName(accessible)
            # Qt would put the parts of a pattern the other way round where it is written from the
            # right; the pattern of such a language has them in its own order already.
            edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            edit.setDisplayFormat(pattern)
            edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
            widest = edit.fontMetrics().horizontalAdvance("00 Mmm 00000")
            edit.setMinimumWidth(widest + 2 * appearance.px(tokens.LARGE))
            inside.addWidget(edit)
        self.add(strong(self.tr("Date and time")))
        self.add(row)
        self.add(body(self.tr("Type over any part, or change it with the arrow keys."), soft=True))

    def _add_pain(self, scale: PainScale, title: str, beside: QWidget | None = None) -> None:
        scale.setAccessibleName(title)
        head = QWidget()
        row = Beside(head, spacing=tokens.LARGE, row_spacing=0)
        row.addWidget(strong(title))
        if beside:
            row.addWidget(beside)
        self.add(head)
        self.add(scale)

    def _add_ways_out(self, name: str) -> None:
        row = QWidget()
        inside = Flow(row, spacing=tokens.MEDIUM, row_spacing=tokens.SMALL)
        keep = PrimaryButton(f"{name}_keep", self.tr("Save the changes"), small=True)
        keep.clicked.connect(self._save)
        cancel = QuietButton(f"{name}_cancel", self.tr("Cancel"), small=True)
        cancel.clicked.connect(self.cancelled)
        inside.addWidget(keep)
        inside.addWidget(cancel)
        self.add(row)

    def _save(self) -> None:
        day, time = self._date.date(), self._time.time()
        began = self._began
        if (day.year(), day.month(), day.day()) != (began.year, began.month, began.day) or (
            time.hour(),
            time.minute(),
        ) != (began.hour, began.minute):
            began = began.replace(
                year=day.year(),
                month=day.month(),
                day=day.day(),
                hour=time.hour(),
                minute=time.minute(),
            )
            if began > self._now:
                self._fault.setText(self.tr("This date and time are in the future."))
                self._fault.show()
                self._date.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        code = self._really.code()
        before = self._before.value
        self.saved.emit(
            Correction(
                started_at=began,
                pain_before=0 if before is None else before,
                pain_after=self._after.value,
                note=self._note.toPlainText().strip(),
                really=None if code == _UNANSWERED else CompletionClaim(code),
            )
        )

"""After a session: what was done, how strong the pain is now, a note."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QWidget

from evenkeel.catalogue.forms import with_commas, with_dots
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import fill, side_word
from evenkeel.guide.describe import name_of
from evenkeel.guide.plan import Plan
from evenkeel.journal.records import CompletionClaim, Repetition
from evenkeel.journal.trends.progress import IMPORTANT_POINTS
from evenkeel.journal.trends.schedule import Outlook
from evenkeel.language import count_text
from evenkeel.ui.session.aftercare_page import needs_care
from evenkeel.ui.session.note_field import NoteField
from evenkeel.ui.session.scanned_page import ScannedPage
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PrimaryButton
from evenkeel.ui.widgets.controls import Segments
from evenkeel.ui.widgets.pain_scale import PainScale
from evenkeel.ui.widgets.text import body, delete_all, heading, strong

_WIDEST = 960
#: A note is a few sentences, no diary.
_LONGEST_NOTE = 2000
#: With fewer characters left than this, it is shown how many there are.
_NEAR_THE_END = 200
_NOTE_LINES = 3
_MINUTE = 60


class SummaryPage(ScannedPage):
    """The end of a session.

    Attributes:
        scale: the pain now.
        note: what the user wants to remember.

    Signals:
        done: the pain now, or ``None`` when it was not said; the note; how much was really done.
    """

    done = Signal(object, str, str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "summary_page", widest=_WIDEST, airy=True)
        self._before: int | None = None
        self.scale = PainScale(appearance, "summary_pain")
        self._said = body()
        self._said.setObjectName("summary_said")
        self._outlook: Outlook | None = None
        self._really = Segments(
            appearance,
            "summary_really",
            self.tr("Actually done"),
            [
                (CompletionClaim.ALL.value, self.tr("All of it")),
                (CompletionClaim.SOME.value, self.tr("Some of it")),
                (CompletionClaim.NONE.value, self.tr("None of it")),
            ],
        )
        self._count = self._minutes = 0
        self._stored = body()
        self._stored.setObjectName("summary_stored")
        self._next = body()
        self._next.setObjectName("summary_next")
        self._change = body(soft=True)
        self._change.setObjectName("summary_change")
        self.note = NoteField(_LONGEST_NOTE)
        self.note.setObjectName("summary_note")
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setPlaceholderText(self.tr("Anything you want to remember (optional)"))
        self.note.setTabChangesFocus(True)
        self._note_count = body(soft=True)
        self._note_count.setObjectName("summary_note_count")
        self._note_count.hide()
        self._list = QWidget()
        self._list.setObjectName("summary_list")
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.LARGE)
        self._grid.setVerticalSpacing(tokens.SMALL)
        self._grid.setColumnStretch(1, 1)
        self._done = PrimaryButton("summary_done", self.tr("Done"))
        self._build()
        self._done.clicked.connect(self._submit)
        self.scale.chosen.connect(self._say_change)
        self.note.counted.connect(self._say_note_length)
        appearance.changed.connect(self._fit)

    def answers(self) -> tuple[QAbstractButton, ...]:
        """How the pain is now, and that this was all."""
        return (*self.scale.buttons(), self._done)

    def show_session(
        self,
        plan: Plan,
        repetitions: Sequence[Repetition],
        *,
        finished: bool,
        pain_before: int | None,
        stopped: Collection[int] = (),
        left: Collection[int] = (),
        left_out: Collection[str] = (),
        said: str = "",
        outlook: Outlook | None = None,
    ) -> None:
        """Shows a session.

        ``stopped`` are the items (from 0) that were stopped by pain, ``left`` those that the user
        left before their end; ``left_out`` are the exercises that were not needed because the one
        before them had helped; ``said`` is what is being said while the page appears; ``outlook``
        is when the next session comes.
        """
        self._outlook = outlook
        planned = sum(item.repetitions for item in plan.items if item.exercise not in left_out)
        # A repetition that was done again is one of the planned ones.
        done = {(one.item, one.side, one.set, one.rep) for one in repetitions}
        self._really.choose(_really(len(done), planned).value)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._before = pain_before
        self._count = len(repetitions)
        self._minutes = round(sum(repetition.hold_s for repetition in repetitions) / _MINUTE)
        self.set_title(
            self.tr("That was your session") if finished else self.tr("You ended the session"),
            self._lead(),
        )
        self.show_stored(self._count, "")
        self.scale.set_value(None)
        self.note.clear()
        self._say_change()
        self._list_items(plan, repetitions, stopped, left, left_out)
        self._fit()
        self.to_top()

    def show_stored(self, stored: int, why: str) -> None:
        """Says how many of the repetitions are on the disk, and what the others wait for.

        ``why`` is a sentence, or empty when nothing waits.
        """
        if stored >= self._count and not why:
            text = self.tr("This session is in your journal.") if self._count else ""
        else:
            text = self._waiting_text(stored, why)
        self._stored.setText(text)
        if why or stored < self._count:
            self._stored.setProperty("role", "warning")
            self._stored.setMargin(tokens.MEDIUM)
        else:
            self._stored.setProperty("role", "body")
            self._stored.setMargin(0)
        self._stored.style().polish(self._stored)
        self._stored.setVisible(bool(text))

    def _build(self) -> None:
        self.body.addWidget(self._stored)
        self.body.addWidget(self._said)
        self.body.addWidget(heading(self.tr("How strong is your pain now?"), 2))
        self.body.addWidget(self.scale)
        self.body.addWidget(self._change)
        self.body.addSpacing(tokens.SMALL)
        self.body.addWidget(heading(self.tr("What next"), 3))
        self.body.addWidget(self._next)
        self.body.addSpacing(tokens.SMALL)
        self.body.addWidget(heading(self.tr("How much did you actually do?"), 3))
        self.body.addWidget(self._really)
        self.body.addSpacing(tokens.SMALL)
        self.body.addWidget(heading(self.tr("Note"), 3))
        self.body.addWidget(self.note)
        self.body.addWidget(self._note_count)
        self.body.addSpacing(tokens.SMALL)
        self.body.addWidget(heading(self.tr("What you did"), 3))
        self.body.addWidget(self._list)
        self.body.addStretch(1)
        self.add_action(self._done)

    def _lead(self) -> str:
        count, minutes = self._count, self._minutes
        if not count:
            return self.tr("You did not complete a repetition. That is all right.")
        times = self.tr("1 repetition") if count == 1 else self.tr("{count} repetitions")
        text = fill(times, count=count)
        if minutes < 1:
            return fill(self.tr("{times}."), times=text)
        long = self.tr("1 minute") if minutes == 1 else self.tr("{count} minutes")
        return fill(
            self.tr("{times}, {time} of holding."), times=text, time=fill(long, count=minutes)
        )

    def _waiting_text(self, stored: int, why: str) -> str:
        if not why:
            return fill(
                self.tr("{stored} of {count} repetitions are in your journal."),
                stored=stored,
                count=self._count,
            )
        if stored >= self._count:
            text = self.tr(
                "Part of this session is not in your journal yet. {why} Evenkeel keeps it "
                "in memory and tries again; please leave it open until this line changes."
            )
        else:
            text = self.tr(
                "{stored} of {count} repetitions are in your journal. {why} Evenkeel keeps the "
                "others in memory and tries again; please leave it open until this line changes."
            )
        return fill(text, stored=stored, count=self._count, why=why)

    def _list_items(
        self,
        plan: Plan,
        repetitions: Sequence[Repetition],
        stopped: Collection[int],
        left: Collection[int],
        left_out: Collection[str],
    ) -> None:
        delete_all(self._list)
        skipped: list[str] = []
        not_needed: list[str] = []
        row = 0
        for place, item in plan.numbered():
            name = name_of(plan, place, self.appearance.catalogue)
            sides: Sequence[Side | None] = item.sides or (None,)
            counts = [
                len(
                    {
                        (repetition.set, repetition.rep)
                        for repetition in repetitions
                        if repetition.item == place and repetition.side is side
                    }
                )
                for side in sides
            ]
            if not any(counts) and place not in stopped and place not in left:
                (not_needed if item.exercise in left_out else skipped).append(name)
                continue
            total = item.dose.reps * item.dose.sets
            parts = [
                self._count_text(side, count, total)
                for side, count in zip(sides, counts, strict=True)
            ]
            if place in stopped:
                parts.append(self.tr("stopped, it hurt more"))
            elif place in left:
                parts.append(self.tr("left early"))
            self._add_row(row, name, with_dots(parts))
            row += 1
        for title, names in (
            (self.tr("Not needed, it helped"), not_needed),
            (self.tr("Not done"), skipped),
        ):
            if names:
                self._add_row(row, title, with_commas(names))
                row += 1

    def _count_text(self, side: Side | None, count: int, total: int) -> str:
        times = (
            self.tr("done")
            if count == total == 1
            else fill(self.tr("{count} of {total}"), count=count, total=total)
        )
        if side is None:
            return times
        word = side_word(self.appearance.catalogue.words, side)
        return fill(self.tr("{side} side {times}"), side=word, times=times)

    def _add_row(self, row: int, name: str, text: str) -> None:
        for column, label in enumerate((strong(name), body(text, soft=True))):
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label, row, column)

    def _say_change(self) -> None:
        before, now = self._before, self.scale.value
        if before is None:
            text = ""
        elif now is None:
            text = fill(self.tr("Before the session it was {before}."), before=before)
        else:
            numbers = fill(self.tr("{before} before, {now} now."), before=before, now=now)
            if now <= before - IMPORTANT_POINTS:
                meaning = self.tr("That is clearly less.")
            elif now >= before + IMPORTANT_POINTS:
                meaning = self.tr("That is clearly more. The next page says what to do.")
            else:
                meaning = self.tr("A change of less than 2 points is too small to matter.")
            text = f"{numbers} {meaning}"
        self._change.setText(text)
        self._change.setVisible(bool(text))
        self._next.setText(self._next_text(worse=needs_care(before, now)))

    def _next_text(self, *, worse: bool) -> str:
        if worse:
            return self.tr("First of all, take care of the pain. The next page says how.")
        if self._outlook is None:
            return self.tr("Come back when you like.")
        seen, today = self._outlook, self._outlook.today
        week = fill(self.tr("{done} of {aim} sessions this week."), done=seen.done, aim=seen.aim)
        if seen.day <= today:
            when = self.tr("Your next session: later today.")
        elif (seen.day - today).days == 1:
            when = self.tr("Your next session: tomorrow.")
        else:
            name = QLocale().dayName(seen.day.isoweekday())
            when = fill(self.tr("Your next session: on {weekday}."), weekday=name)
        return f"{week} {when}"

    def _say_note_length(self, length: int, left_out: int) -> None:
        if left_out:
            text = fill(
                self.tr(
                    "A note has room for {most} characters. The last {count} that you entered did "
                    "not fit and were left out."
                ),
                most=count_text(_LONGEST_NOTE),
                count=count_text(left_out),
            )
            self.appearance.reader.tell(self.note, text)
        elif length >= _LONGEST_NOTE - _NEAR_THE_END:
            text = fill(
                self.tr("{count} of {most} characters"),
                count=count_text(length),
                most=count_text(_LONGEST_NOTE),
            )
        else:
            text = ""
        self._note_count.setText(text)
        self._note_count.setVisible(bool(text))

    def _fit(self) -> None:
        self._said.setMaximumWidth(self.appearance.px(tokens.TEXT_WIDEST))
        line = self.note.fontMetrics().lineSpacing()
        self.note.setFixedHeight(line * _NOTE_LINES + 2 * self.appearance.px(tokens.MEDIUM))
        name = max(
            (
                label.fontMetrics().horizontalAdvance(label.text())
                for label in self._list.findChildren(QLabel)
                if label.property("role") == "strong"
            ),
            default=0,
        )
        widest = self.width() * 2 // 5
        self._grid.setColumnMinimumWidth(0, min(round(name * 1.1), widest))

    def _submit(self) -> None:
        self.done.emit(self.scale.value, self.note.toPlainText().strip(), self._really.code())


def _really(done: int, planned: int) -> CompletionClaim:
    """What the count says; the user knows better."""
    if not done:
        return CompletionClaim.NONE
    return CompletionClaim.ALL if done >= planned else CompletionClaim.SOME

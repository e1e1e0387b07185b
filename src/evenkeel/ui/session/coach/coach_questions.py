"""The questions that take the place of the coach's stage, each to be answered from afar."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from evenkeel.catalogue.wording import fill
from evenkeel.coach.timeline import Helped
from evenkeel.ui.session.coach.coach_stage import STAGE_MARGINS
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PaintedButton, PrimaryButton, QuietButton
from evenkeel.ui.widgets.choice import Choices
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.text import body, heading, lead


class AskView(QWidget):
    """Did it help? Answered from the floor: three fields, each with the key that presses it.

    Attributes:
        buttons: the answers, from left to right as the keys of a remote control lie.

    Signals:
        answered: yes, no or unsure.
    """

    answered = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        answers = (
            (Helped.NO, self.tr("No"), self.tr("Back key")),
            (Helped.UNSURE, self.tr("Not sure"), self.tr("Play, or any other key")),
            (Helped.YES, self.tr("Yes"), self.tr("Next key")),
        )
        row = QHBoxLayout()
        row.setSpacing(tokens.LARGE)
        buttons: list[QAbstractButton] = []
        for helped, text, key in answers:
            button = AnswerKey(appearance, f"coach_helped_{helped.value}", text, key)
            button.clicked.connect(lambda _=False, helped=helped: self.answered.emit(helped))
            row.addWidget(button)
            buttons.append(button)
        self.buttons = tuple(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(*STAGE_MARGINS)
        column.setSpacing(tokens.MEDIUM)
        column.addStretch(1)
        self._name = _centred(lead())
        column.addWidget(self._name)
        self._title = _centred(heading(self.tr("Did it help?")))
        column.addWidget(self._title)
        self._why = _centred(heading(level=3))
        self._why.setObjectName("coach_ask_why")
        column.addWidget(self._why)
        column.addSpacing(tokens.SMALL)
        column.addLayout(row, 4)
        column.addStretch(1)

    def ask(self, name: str) -> None:
        """Asks about an exercise."""
        self._name.setText(name)
        self._why.setText(
            self.tr(
                "Get up slowly and take a few steps. How does it feel now, compared with before? "
                "There is no wrong answer, and the clock waits."
            )
        )

    def said(self) -> str:
        """What is said of the question: what to do first, and the keys."""
        keys = " ".join(
            fill(
                self.tr("{key}: {answer}."),
                key=button.accessibleDescription(),
                answer=button.text(),
            )
            for button in self.buttons
        )
        return f"{self._why.text()} {keys}"


#: The sizes of an answer and of its key, as parts of the field's height.
_WORD, _KEY = 0.22, 0.075


class AnswerKey(PaintedButton):
    """One answer, as large as it can be, with the key that presses it."""

    def __init__(self, appearance: Appearance, name: str, text: str, key: str) -> None:
        super().__init__(appearance, name, text)
        self._key = key
        self.setAccessibleDescription(key)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """A field that a hand without glasses hits."""
        return QSize(self._appearance.px(200), self._appearance.px(150))

    def minimumSizeHint(self) -> QSize:
        """Room for both texts."""
        word, key = self._fonts()
        wrapped = self._key_height(key, max(120, self.width() - 2 * tokens.MEDIUM))
        return QSize(120, round(QFontMetrics(word).height() * 1.5 + wrapped + tokens.LARGE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the field, its word and its key."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        width = theme.focus_width if focus else tokens.OUTLINE
        half = width / 2
        painter.setPen(QPen(QColor(theme.focus if focus else theme.edge), width))
        painter.setBrush(QColor(theme.accent_soft if self.underMouse() else theme.card))
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)
        word, key = self._fonts()
        inside = self.rect().adjusted(tokens.MEDIUM, 0, -tokens.MEDIUM, 0)
        below = self._key_height(key, inside.width())
        above = QFontMetrics(word).height()
        top = (self.height() - above - below - tokens.SMALL) // 2
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setPen(QColor(theme.ink))
        painter.setFont(word)
        painter.drawText(inside.adjusted(0, top, 0, 0), centre, self.text())
        painter.setPen(QColor(theme.ink_soft))
        painter.setFont(key)
        flags = centre | Qt.TextFlag.TextWordWrap
        painter.drawText(inside.adjusted(0, top + above + tokens.SMALL, 0, 0), flags, self._key)
        painter.end()

    def _fonts(self) -> tuple[QFont, QFont]:
        word, key = QFont(self.font()), QFont(self.font())
        word.setWeight(QFont.Weight.DemiBold)
        percent = self._appearance.text_percent / 100 * self.logicalDpiY() / 72
        largest = round(max(tokens.HEADING[1] * percent, self.height() * _WORD))
        word.setPixelSize(max(1, largest))
        room = max(1, self.width() - 2 * tokens.MEDIUM)
        wide = QFontMetrics(word).horizontalAdvance(self.text()) * 1.1
        word.setPixelSize(max(1, round(largest * min(1.0, room / wide))))
        key.setPixelSize(max(1, round(max(tokens.LEAD * percent, self.height() * _KEY))))
        return word, key

    def _key_height(self, font: QFont, width: int) -> int:
        room = QRect(0, 0, max(1, width), 10_000)
        flags = Qt.TextFlag.TextWordWrap
        return QFontMetrics(font).boundingRect(room, flags, self._key).height()


class LeftView(QWidget):
    """An exercise was left, which can be taken back for a few seconds.

    Attributes:
        buttons: undo, and go on.

    Signals:
        undo: back to the exercise.
        goOn: on to what follows, now.
    """

    undo = Signal()
    goOn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("coach_left")
        undo = PrimaryButton("coach_undo_leave", self.tr("Undo"))
        go_on = QuietButton("coach_leave_now", self.tr("Go on"))
        undo.clicked.connect(self.undo)
        go_on.clicked.connect(self.goOn)
        self.buttons: tuple[QAbstractButton, ...] = (undo, go_on)
        self._title = _centred(heading())
        self._title.setObjectName("coach_left_title")
        self._next = _centred(heading(level=3))
        self._next.setObjectName("coach_left_next")
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addStretch(1)
        row.addWidget(undo)
        row.addWidget(go_on)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*STAGE_MARGINS)
        column.setSpacing(tokens.LARGE)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._next)
        column.addLayout(row)
        column.addStretch(3)

    def show_left(self, name: str, following: str, left_s: int) -> None:
        """Says what was left, what follows, and for how many seconds it can be taken back."""
        self._title.setText(fill(self.tr("You leave: {name}"), name=name))
        seconds = (
            self.tr("You can undo this for 1 second.")
            if left_s == 1
            else fill(self.tr("You can undo this for {count} seconds."), count=left_s)
        )
        self._next.setText(f"{following}. {seconds}")


class HurtView(ScrollPage):
    """It hurts more: stopped. What happened, and what now?

    Attributes:
        buttons: what now, in the order in which next and back go through it.

    Signals:
        continueRequested: continue with the next exercise.
        easier: this side once more, the easier way.
        end: the session ends here.
    """

    continueRequested = Signal()
    easier = Signal()
    end = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "coach_hurt", airy=True)
        self.set_title(
            self.tr("Stopped."),
            self.tr("Lie or stand however is comfortable, and breathe calmly."),
        )
        self._choices = Choices(
            appearance,
            "coach_hurt_what",
            self.tr("What happened?"),
            (
                ("sharp", self.tr("A sharp pain"), ""),
                ("spread", self.tr("The pain moved or spread"), ""),
                ("worse", self.tr("It simply got worse"), ""),
                ("other", self.tr("Something else"), ""),
            ),
            columns=2,
        )
        self._continue = PrimaryButton("coach_hurt_go_on", "")
        self._gently = QuietButton("coach_hurt_easier", self.tr("Try it more gently"))
        self._end = QuietButton("coach_hurt_end", self.tr("End the session"))
        # After the second time, stopping comes first.
        self._stop = PrimaryButton("coach_hurt_stop", self.tr("Stop for today"))
        self._other = QuietButton("coach_hurt_other", "")
        self.buttons: tuple[QAbstractButton, ...] = (
            self._continue,
            self._gently,
            self._end,
            self._stop,
            self._other,
        )
        self._how = body()
        self._how.setObjectName("coach_hurt_how")
        self._again = heading(level=3)
        self._again.setObjectName("coach_hurt_again")
        self._gently.clicked.connect(self.easier)
        for button in (self._continue, self._other):
            button.clicked.connect(self.continueRequested)
        for button in (self._end, self._stop):
            button.clicked.connect(self.end)
        self._keys = lead(
            self.tr("Next key and back key: choose. Any other key: take what is chosen.")
        )
        self._keys.setObjectName("coach_hurt_keys")
        self.body.addSpacing(tokens.MEDIUM)
        self.body.addWidget(self._again)
        self.body.addWidget(heading(self.tr("What happened?"), 3))
        self.body.addWidget(self._choices)
        self.body.addSpacing(tokens.MEDIUM)
        self.body.addWidget(self._how)
        self.body.addWidget(body(appearance.catalogue.words.stop_rule, soft=True))
        self.body.addStretch(1)
        self.body.addWidget(self._keys)
        for one in self.buttons:
            self.add_action(one)

    def ask(self, name: str, following: str, *, easier: str, again: bool) -> None:
        """Asks again.

        ``name`` is the exercise that hurt, ``following`` the one that could be done next, empty
        where there is none; ``easier`` is how it is done more gently; ``again``: it hurt for the
        second time in a row.
        """
        self._choices.choose(())
        title = self.tr("Stopped.")
        if again:
            title = fill(self.tr("It hurt again: {name}"), name=name)
        self.set_title(title, self.lead.text())
        self._again.setText(
            self.tr(
                "It hurt for the second time in a row in this exercise. Stop for today. Talk to "
                "a doctor or physiotherapist before you do it again."
            )
        )
        self._again.setVisible(again)
        self._how.setText(fill(self.tr("More gently: {how}"), how=easier))
        text = self.tr("Continue with the next exercise") if following else self.tr("Finish")
        other = fill(self.tr("Go on with: {name}"), name=following)
        for button, said in ((self._continue, text), (self._other, other)):
            button.setText(said)
            button.setAccessibleName(said)
        for widget, visible in (
            (self._how, bool(easier) and not again),
            (self._continue, not again),
            (self._gently, bool(easier) and not again),
            (self._end, bool(following) and not again),
            (self._stop, again),
            (self._other, again and bool(following)),
        ):
            widget.setVisible(visible)
        self.to_top()

    def say(self, text: str) -> None:
        """What is being said."""
        self.lead.setText(text)

    def what(self) -> str:
        """The code of what happened, or nothing."""
        return next(iter(self._choices.chosen()), "")


class LeaveView(QWidget):
    """End the session?

    Attributes:
        buttons: the answers, in the order in which next and back go through them.

    Signals:
        stay: no, continue.
        end: yes.
    """

    stay = Signal()
    end = Signal()

    def __init__(self) -> None:
        super().__init__()
        stay = PrimaryButton("coach_stay", self.tr("Continue"))
        end = QuietButton("coach_end_now", self.tr("End the session"))
        stay.clicked.connect(self.stay)
        end.clicked.connect(self.end)
        self.buttons: tuple[QAbstractButton, ...] = (stay, end)
        self.setFocusProxy(stay)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addStretch(1)
        row.addWidget(stay)
        row.addWidget(end)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*STAGE_MARGINS)
        column.setSpacing(tokens.LARGE)
        column.addStretch(2)
        self._title = _centred(heading(self.tr("End the session?")))
        column.addWidget(self._title)
        self._saved = _centred(heading(self.tr("What you have done so far is saved."), 3))
        column.addWidget(self._saved)
        column.addLayout(row)
        column.addStretch(3)

    def said(self) -> str:
        """What is asked."""
        return f"{self._title.text()} {self._saved.text()}"


def _centred(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label

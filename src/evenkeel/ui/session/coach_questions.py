"""The questions that take the place of the coach's stage, each to be answered from afar."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from evenkeel.coach.timeline import Helped
from evenkeel.ui.session.coach_stage import STAGE_MARGINS
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PrimaryButton, QuietButton
from evenkeel.ui.widgets.choice import Choices
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.text import body, heading, lead


class AskView(QWidget):
    """Did it help?

    Attributes:
        buttons: the answers, in the order in which next and back go through them.

    Signals:
        answered: yes, no or unsure.
    """

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        answers = (
            (Helped.YES, self.tr("Yes")),
            (Helped.NO, self.tr("No")),
            (Helped.UNSURE, self.tr("Not sure")),
        )
        row = QHBoxLayout()
        row.setSpacing(tokens.LARGE)
        buttons: list[QAbstractButton] = []
        for helped, text in answers:
            button = QuietButton(f"coach_helped_{helped.value}", text)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            button.clicked.connect(lambda _=False, helped=helped: self.answered.emit(helped))
            row.addWidget(button)
            buttons.append(button)
        self.buttons = tuple(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(*STAGE_MARGINS)
        column.setSpacing(tokens.LARGE)
        column.addStretch(2)
        self._name = _centred(lead())
        column.addWidget(self._name)
        self._title = _centred(heading(self.tr("Did it help?")))
        column.addWidget(self._title)
        self._why = _centred(heading(level=3))
        self._why.setObjectName("coach_ask_why")
        column.addWidget(self._why)
        column.addSpacing(tokens.MEDIUM)
        column.addLayout(row, 2)
        column.addStretch(3)

    def ask(self, name: str) -> None:
        """Asks about an exercise."""
        self._name.setText(name)
        self._why.setText(
            self.tr("How does it feel now, compared with before? There is no wrong answer.")
        )

    def say(self, text: str) -> None:
        """What is being said, without the question that stands above it."""
        self._why.setText(" ".join(text.replace(self._title.text(), "").split()))


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
        super().__init__(appearance, "coach_hurt")
        self.set_title(
            self.tr("Stopped."),
            self.tr("Lie or stand however is comfortable, and breathe calmly."),
        )
        self._choices = Choices(
            appearance,
            "coach_hurt_what",
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
        self.buttons: tuple[QAbstractButton, ...] = (self._continue, self._gently, self._end)
        self._how = body()
        self._how.setObjectName("coach_hurt_how")
        self._gently.clicked.connect(self.easier)
        self._continue.clicked.connect(self.continueRequested)
        self._end.clicked.connect(self.end)
        self.body.addSpacing(tokens.LARGE)
        self.body.addWidget(heading(self.tr("What happened?"), 3))
        self.body.addWidget(self._choices)
        self.body.addSpacing(tokens.MEDIUM)
        self.body.addWidget(self._how)
        self.body.addWidget(body(appearance.catalogue.words.stop_rule, soft=True))
        self.body.addStretch(1)
        self.add_action(self._continue)
        self.add_action(self._gently)
        self.add_action(self._end)

    def ask(self, *, more: bool, easier: str) -> None:
        """Asks again; ``more``: there is a next exercise; ``easier``: how to do it more gently."""
        self._choices.choose(())
        self._gently.setVisible(bool(easier))
        self._how.setText(self.tr("More gently: {how}").format(how=easier))
        self._how.setVisible(bool(easier))
        text = self.tr("Continue with the next exercise") if more else self.tr("Finish")
        self._continue.setText(text)
        self._continue.setAccessibleName(text)
        self._end.setVisible(more)
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
        column.addWidget(_centred(heading(self.tr("End the session?"))))
        saved = self.tr("What you have done so far is saved.")
        column.addWidget(_centred(heading(saved, 3)))
        column.addLayout(row)
        column.addStretch(3)


def _centred(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label

"""All answers on one page, each to be changed by itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evenkeel.guide.answers import Answers
from evenkeel.ui.questions.answer_rows import AnswerRows
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import PrimaryButton, QuietButton, ScrollPage

_WIDEST = 1000


class AnswersPage(ScrollPage):
    """Shows what was answered.

    Signals:
        changeAnswers: the user wants to change one answer; its key.
        doneRequested: the user wants to see what the answers lead to.
        codeRequested: the user has a code that was printed elsewhere.
    """

    changeAnswers = Signal(str)
    doneRequested = Signal()
    codeRequested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "answers", widest=_WIDEST, in_line=True, parent=parent)
        self._rows = AnswerRows(appearance)
        self._rows.changeAsked.connect(self.changeAnswers)
        self.body.addWidget(self._rows)
        self.body.addStretch(1)
        done = PrimaryButton("answers_done", self.tr("Show my exercises"))
        done.clicked.connect(self.doneRequested)
        self._done = done
        code = QuietButton("answers_code", self.tr("I have a code"))
        code.clicked.connect(self.codeRequested)
        self.add_action(done)
        self.add_action(code)

    def show_answers(
        self, answers: Answers, *, changed: bool = False, referred: bool = False
    ) -> None:
        """Lists the questions that mattered, with their answers in words.

        Args:
            answers: what was answered.
            changed: one of them was changed just now.
            referred: they lead to no exercises.
        """
        hint = self.tr("Change one, and your plan changes with it.")
        if changed:
            hint = self.tr("Your change is saved, and your plan follows it.")
        self.set_title(self.tr("Your answers"), hint)
        text = self.tr("Show what they lead to") if referred else self.tr("Show my exercises")
        self._done.setText(text)
        self._done.setAccessibleName(text)
        self._rows.show_answers(answers)
        self.to_top()

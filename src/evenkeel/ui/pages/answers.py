"""All answers on one page, each to be changed by itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evenkeel.catalogue.model import Question
from evenkeel.guide.answers import Answers
from evenkeel.guide.questions import questions_to_ask
from evenkeel.ui import tokens
from evenkeel.ui.look import Look
from evenkeel.ui.widgets import LinkButton, QuietButton, ScrollPage, Stack, body, line, strong

_WIDEST = 1000


class AnswersPage(ScrollPage):
    """Shows what was answered.

    Signals:
        changeAnswers: the reader wants to change one answer; its key.
        backRequested: the reader is done here.
        codeRequested: the reader has a code that was printed elsewhere.
    """

    changeAnswers = Signal(str)
    backRequested = Signal()
    codeRequested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "answers", widest=_WIDEST, in_line=True, parent=parent)
        self.set_title(
            self.tr("Your answers"), self.tr("Change one, and your order changes with it.")
        )
        self._rows = Stack(spacing=tokens.SMALL)
        self.body.addWidget(self._rows)
        self.body.addStretch(1)
        back = QuietButton("answers_back", self.tr("Back"))
        back.clicked.connect(self.backRequested)
        code = QuietButton("answers_code", self.tr("I have a code"))
        code.clicked.connect(self.codeRequested)
        self.add_action(back)
        self.add_action(code)

    def show_answers(self, answers: Answers) -> None:
        """Lists the questions that mattered, with their answers in words."""
        self._rows.clear()
        for question in questions_to_ask(answers, self.look.catalogue):
            self._rows.add(line())
            self._rows.add_layout(self._row(question, self._said(question, answers)))
        self._rows.add(line())
        self.to_top()

    def _row(self, question: Question, said: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.LARGE)
        words = Stack(spacing=tokens.TIGHT)
        words.add(body(question.title, soft=True))
        words.add(strong(said))
        row.addWidget(words, 1)
        change = LinkButton(
            f"answers_change_{question.key}",
            self.tr("Change"),
            self.tr("Change: {question}").format(question=question.title),
        )
        change.clicked.connect(lambda: self.changeAnswers.emit(question.key))
        row.addWidget(change, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _said(self, question: Question, answers: Answers) -> str:
        if question.key not in answers.given:
            return self.tr("Not answered")
        answer = answers.values[question.key]
        given = answer if isinstance(answer, tuple) else (answer,)
        labels = [option.label for option in question.options if option.value in given]
        return " · ".join(labels) or question.none_label

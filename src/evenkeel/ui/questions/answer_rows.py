"""What was answered, in words, each answer with a way to change it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evenkeel.catalogue.forms import with_dots
from evenkeel.catalogue.model import Question
from evenkeel.catalogue.wording import fill
from evenkeel.guide.answers import Answers
from evenkeel.guide.questions import questions_to_ask
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import QuietButton
from evenkeel.ui.widgets.columns import Columns
from evenkeel.ui.widgets.roles import ListItem, ListOf, leave_unsaid
from evenkeel.ui.widgets.text import Stack, body, delete_all, line, strong

#: The least width of a row where two stand beside each other, at 100 % text.
_WIDTH = 400


class AnswerRows(ListOf):
    """The questions that mattered, with their answers.

    Signals:
        changeAsked: the user wants to change one answer; its key.
    """

    changeAsked = Signal(str)

    def __init__(self, appearance: Appearance, *, columns: int = 1) -> None:
        """``columns``: this many beside each other where there is room."""
        super().__init__(QCoreApplication.translate("AnswerRows", "Your answers"))
        self._appearance = appearance
        self._columns = Columns(
            self,
            least=appearance.px(_WIDTH),
            most=columns,
            spacing=tokens.HUGE,
            row_spacing=tokens.SMALL,
        )

    def show_answers(self, answers: Answers) -> None:
        """Shows these answers in place of those before."""
        delete_all(self)
        self._columns.least = self._appearance.px(_WIDTH)
        for question in questions_to_ask(answers, self._appearance.catalogue):
            self._columns.addWidget(self._row(question, answers))

    def _row(self, question: Question, answers: Answers) -> QWidget:
        box = ListItem(question.title)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(line())
        row = QHBoxLayout()
        row.setSpacing(tokens.LARGE)
        words = Stack(spacing=tokens.TIGHT)
        words.add(body(question.title, soft=True))
        words.add(strong(answer_in_words(question, answers)))
        # The button says both: heard in one run, questions and answers would be mixed.
        leave_unsaid(words)
        row.addWidget(words, 1)
        change = QuietButton(
            f"answers_change_{question.key}",
            self.tr("Change"),
            fill(self.tr("Change: {question}"), question=question.title),
            small=True,
        )
        change.setAccessibleDescription(answer_in_words(question, answers))
        change.clicked.connect(lambda: self.changeAsked.emit(question.key))
        row.addWidget(change, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        return box


def answer_in_words(question: Question, answers: Answers) -> str:
    """What was answered to a question, as the answers are worded there."""
    if question.key not in answers.answered:
        return QCoreApplication.translate("AnswerRows", "Not answered")
    answer = answers.values[question.key]
    given = answer if isinstance(answer, tuple) else (answer,)
    labels = [option.label for option in question.options if option.value in given]
    return with_dots(labels) or question.none_label

"""The questions, one at a time, with large answers."""

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from evenkeel.catalogue.model import Question
from evenkeel.catalogue.terms import LIST_ANSWERS, AnswerValue
from evenkeel.guide.answers import Answer, Answers, default_answers
from evenkeel.guide.describe import detail_of
from evenkeel.guide.questions import matters, questions_to_ask, safety_questions
from evenkeel.ui import tokens
from evenkeel.ui.look import Look
from evenkeel.ui.widgets import (
    Choices,
    Columns,
    PrimaryButton,
    QuietButton,
    ScrollPage,
    Stack,
    body,
    plain,
)
from evenkeel.ui.widgets.painscale import PainScale
from evenkeel.ui.widgets.pelvis import PelvisPicker

#: Questions stand in the middle of the window, no wider than this.
_WIDEST = 1000
#: The questions that are asked in a way of their own.
_ON_PELVIS = "sore_side"
_ON_SCALE = "pain_now"
#: The least width of the pelvis and of the answers beside it.
_HALF = 400
#: So many answers that may be combined are shown in two columns.
_MANY = 5


class QuestionnairePage(ScrollPage):
    """Asks what the guide wants to know.

    Nothing is chosen beforehand on first asking; an answer that was given is shown again.

    Signals:
        finished: everything is answered, or a named sign ends the questions.
        left: the reader goes back from the first question.
    """

    finished = Signal(Answers)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "questionnaire", widest=_WIDEST, airy=True, parent=parent)
        self._answers = default_answers(look.catalogue)
        self._given: dict[str, Answer] = {}
        self._asked_before: frozenset[str] = frozenset()
        self._only: str | None = None
        self._screening_only = False
        self._key = ""
        self._input: _Input | None = None

        self._bar = QProgressBar()
        self._bar.setObjectName("questionnaire_progress")
        self._bar.setTextVisible(False)
        self.above.addWidget(self._bar)
        self.above.addSpacing(tokens.LARGE)
        self._answer_area = Stack()
        self._why = body(soft=True)
        self._why.setObjectName("questionnaire_why")
        self.body.addWidget(self._answer_area)
        self.body.addSpacing(tokens.SMALL)
        self.body.addWidget(self._why)
        self.body.addStretch(1)

        self._next = PrimaryButton("questionnaire_next", self.tr("Next"))
        self._next.clicked.connect(self._go_on)
        self._back = QuietButton("questionnaire_back", self.tr("Back"))
        self._back.clicked.connect(self.back)
        self._place = plain(QLabel())
        self._place.setObjectName("questionnaire_place")
        self._place.setProperty("role", "soft")
        self.add_action(self._next)
        self.add_action(self._back)
        self.add_note(self._place)

    def ask(
        self,
        answers: Answers | None = None,
        only: str | None = None,
        *,
        screening_only: bool = False,
    ) -> None:
        """Starts asking.

        Args:
            answers: what was answered earlier and is shown again; ``None`` on first asking.
            only: the one question to ask; questions that matter only now follow.
            screening_only: asks what can lead to a referral, with nothing chosen.
        """
        catalogue = self.look.catalogue
        self._answers = answers or default_answers(catalogue)
        self._only = only
        self._screening_only = screening_only
        before = questions_to_ask(self._answers, catalogue) if answers else ()
        self._asked_before = frozenset(question.key for question in before)
        self._given = {}
        if not screening_only:
            known = self._asked_before & self._answers.given
            self._given = {key: self._answers.values[key] for key in known}
        self._show(self._questions()[0].key)

    def back(self) -> None:
        """To the question before, keeping every answer; from the first one, away."""
        self._keep_draft()
        keys = self._keys()
        place = keys.index(self._key)
        if place:
            self._show(keys[place - 1])
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back; the rest is for the answers."""
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        elif not (self._input and self._input.handle_key(event)):
            super().keyPressEvent(event)

    def _effective(self) -> Answers:
        return self._answers.merged(self._given)

    def _final(self) -> Answers:
        """The answers; what they leave no question for is not answered."""
        answers = self._effective()
        asked = [one.key for one in self.look.catalogue.questions if matters(one, answers)]
        return answers.given_only(asked)

    def _questions(self) -> tuple[Question, ...]:
        catalogue = self.look.catalogue
        if self._screening_only:
            return safety_questions(self._effective(), catalogue)
        asked = questions_to_ask(self._effective(), catalogue)
        if self._only is None:
            return asked
        new = (one for one in asked if one.key not in self._asked_before | {self._only})
        return (catalogue.question(self._only), *new)

    def _keys(self) -> list[str]:
        return [question.key for question in self._questions()]

    def _show(self, key: str) -> None:
        self._key = key
        question = self.look.catalogue.question(key)
        self.set_title(question.title, question.hint)
        self._why.setText(self.tr("Why we ask: {why}").format(why=question.why))
        self.setAccessibleName(question.title)
        self.setAccessibleDescription(f"{question.hint} {question.why}".strip())
        self._answer_area.clear()
        self._input = self._made_input(question)
        self._input.changed.connect(self._chosen)
        self._input.confirmed.connect(self._go_on)
        self._answer_area.add(self._input)
        if key in self._given:
            self._input.show_answer(self._given[key])
        self._tell_place()
        self.to_top()
        self.look.replaced.emit(self)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_input(self, question: Question) -> "_Input":
        if question.key == _ON_SCALE:
            return _ScaleInput(self.look)
        if question.key == _ON_PELVIS:
            return _SideInput(self.look, question, self._effective(), low=self.tight)
        return _ChoiceInput(self.look, question, self._effective(), low=self.tight)

    def _chosen(self) -> None:
        self._keep_draft()
        self._tell_place()

    def _keep_draft(self) -> None:
        answer = self._input.answer() if self._input else None
        if answer is None:
            self._given.pop(self._key, None)
        else:
            self._given[self._key] = answer

    def _go_on(self) -> None:
        self._keep_draft()
        if self._key not in self._given:
            return
        keys = self._keys()
        if self._key == keys[-1]:
            self.finished.emit(self._final())
        else:
            self._show(keys[keys.index(self._key) + 1])

    def _tell_place(self) -> None:
        keys = self._keys()
        number = keys.index(self._key) + 1
        count = len(keys)
        self._bar.setRange(0, count)
        self._bar.setValue(number)
        pattern = self.tr("Question {number} of about {count}")
        if self._only is not None or self._screening_only or number == count:
            pattern = self.tr("Question {number} of {count}")
        text = pattern.format(number=number, count=count)
        self._place.setText(text if count > 1 else "")
        self._bar.setVisible(count > 1)
        self._bar.setAccessibleName(text)
        self._next.setText(self.tr("Done") if number == count else self.tr("Next"))
        self._next.setAccessibleName(self._next.text())
        self._next.setEnabled(self._key in self._given)


class _Input(Stack):
    """What a question is answered with.

    Signals:
        changed: another answer is chosen.
        confirmed: go on with it.
    """

    changed = Signal()
    confirmed = Signal()

    @abstractmethod
    def answer(self) -> Answer | None:
        """What is chosen, or ``None``."""

    @abstractmethod
    def show_answer(self, answer: Answer) -> None:
        """Shows an earlier answer."""

    @abstractmethod
    def handle_key(self, event: QKeyEvent) -> bool:
        """Acts on a key and says whether it meant something here."""


class _ChoiceInput(_Input):
    """Large answers, one or several to be chosen; less large on a low screen.

    What is said beside an answer fits the answers given so far.
    """

    def __init__(self, look: Look, question: Question, so_far: Answers, *, low: bool) -> None:
        super().__init__()
        self._low = low
        self._multi = question.key in LIST_ANSWERS
        self._values: dict[str, AnswerValue] = {
            str(option.value).lower(): option.value for option in question.options
        }
        options = [
            (code, option.label, detail_of(option, so_far))
            for code, option in zip(self._values, question.options, strict=True)
        ]
        self.choices = Choices(
            look,
            question.key,
            options,
            multi=self._multi,
            none_label=question.none_label if self._multi else "",
            columns=2 if len(options) >= _MANY else 1,
            roomy=len(options) < _MANY and not low,
        )
        self.choices.changed.connect(self.changed)
        self.choices.confirmed.connect(self.confirmed)

        self._place()

    def _place(self) -> None:
        self.add(self.choices)

    def answer(self) -> Answer | None:
        """What is chosen, or ``None``."""
        if not self.choices.answered():
            return None
        chosen = tuple(self._values[code] for code in self.choices.chosen())
        return chosen if self._multi else chosen[0]

    def show_answer(self, answer: Answer) -> None:
        """Shows an earlier answer."""
        values: Sequence[AnswerValue] = answer if isinstance(answer, tuple) else (answer,)
        self.choices.choose([code for code, value in self._values.items() if value in values])

    def handle_key(self, event: QKeyEvent) -> bool:
        """Arrows, digits and Enter."""
        return self.choices.handle_key(event)


class _SideInput(_ChoiceInput):
    """The pelvis seen from behind beside the four answers; on a low screen no higher than they."""

    def __init__(self, look: Look, question: Question, so_far: Answers, *, low: bool) -> None:
        self._picker = PelvisPicker(look)
        super().__init__(look, question, so_far, low=low)
        self.changed.connect(self._mark)
        self._picker.picked.connect(self._picked)

    def _place(self) -> None:
        if self._low:
            self._picker.setMaximumHeight(self.choices.sizeHint().height())
        parts = Columns(least=_HALF, most=2, spacing=tokens.HUGE)
        parts.addWidget(self._picker)
        parts.addWidget(self.choices)
        self.add_layout(parts)

    def show_answer(self, answer: Answer) -> None:
        """Shows an earlier answer, in the picture too."""
        super().show_answer(answer)
        self._mark()

    def _mark(self) -> None:
        self._picker.mark("".join(self.choices.chosen()))

    def _picked(self, code: str) -> None:
        self.choices.choose([code])
        self.changed.emit()
        self.confirmed.emit()


class _ScaleInput(_Input):
    """The numbers 0 to 10."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._scale = PainScale(look)
        self._scale.chosen.connect(lambda _: self.changed.emit())
        self._scale.clicked.connect(lambda _: self.confirmed.emit())
        self.add(self._scale)

    def answer(self) -> Answer | None:
        """The number, or ``None``."""
        return self._scale.value

    def show_answer(self, answer: Answer) -> None:
        """Shows an earlier number."""
        self._scale.set_value(answer if isinstance(answer, int) else None)

    def handle_key(self, event: QKeyEvent) -> bool:
        """Arrows, digits and Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._scale.value is not None:
                self.confirmed.emit()
            return True
        return self._scale.handle_key(event)

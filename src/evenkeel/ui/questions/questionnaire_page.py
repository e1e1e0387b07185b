"""The questions, one at a time, with large answers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from evenkeel.catalogue.model import Question
from evenkeel.catalogue.terms import LIST_ANSWERS
from evenkeel.catalogue.wording import fill
from evenkeel.guide.answers import Answer, Answers, default_answers
from evenkeel.guide.questions import matters, questions_to_ask, refers, safety_questions
from evenkeel.ui.questions.answer_rows import AnswerRows, answer_in_words
from evenkeel.ui.questions.questionnaire_inputs import (
    ChoiceInput,
    Input,
    PictureAnswers,
    PictureInput,
    ScaleInput,
    SideInput,
    ThingsInput,
)
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import PrimaryButton, QuietButton, ScrollPage, Stack, body, plain, strong
from evenkeel.ui.widgets.roles import use_roles

#: Questions stand in the middle of the window, no wider than this.
_WIDEST = 1000
#: The questions that are asked in a way of their own.
_ON_PELVIS = "sore_side"
_ON_SCALE = "pain_now"
_PATTERN = "pain_pattern"
_THINGS = "equipment"


class _PlaceBar(QProgressBar):
    """How far along one is. The words below say it: as a bar, Orca would say a percentage too."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self) -> None:
        super().__init__()
        use_roles()


class QuestionnairePage(ScrollPage):
    """Asks what the guide wants to know.

    Nothing is chosen beforehand on first asking; an answer that was given is shown again.

    Signals:
        finished: everything is answered, or a named sign ends the questions.
        left: the user goes back from the first question.
    """

    finished = Signal(Answers)
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "questionnaire", widest=_WIDEST, airy=True, parent=parent)
        self._answers = default_answers(appearance.catalogue)
        self._given: dict[str, Answer] = {}
        self._asked_before: frozenset[str] = frozenset()
        self._only: str | None = None
        self._screening_only = False
        self._key = ""
        # Whether everything was answered and only looked through once more.
        self._checking = False
        self._check: AnswerRows | None = None
        self._input: Input | None = None

        self._bar = _PlaceBar()
        self._bar.setObjectName("questionnaire_progress")
        self._bar.setTextVisible(False)
        self.above.addWidget(self._bar)
        self.above.addSpacing(tokens.MEDIUM)
        self._answer_area = Stack()
        self._why = body(soft=True)
        self._why.setObjectName("questionnaire_why")
        self._why_now = strong()
        self._why_now.setObjectName("questionnaire_why_now")
        self._why_now.hide()
        self._why_now.setContentsMargins(0, 0, 0, tokens.SMALL)
        self.above.addWidget(self._why_now)
        self.body.addWidget(self._answer_area)
        self.body.addWidget(self._why)
        self.body.addStretch(1)

        self._next = PrimaryButton("questionnaire_next", self.tr("Next"))
        self._next.clicked.connect(self._go_on)
        self._back = QuietButton("questionnaire_back", self.tr("Back"))
        self._back.clicked.connect(self.back)
        self._place = plain(QLabel())
        self._place.setObjectName("questionnaire_place")
        self._place.setProperty("role", "soft")
        # As in every assistant of a desktop, on is at the right of back.
        self.add_action(self._back)
        self.add_action(self._next)
        self.add_note(self._place)

    def ask(
        self,
        answers: Answers | None = None,
        only: str | None = None,
        *,
        screening_only: bool = False,
        why_now: str = "",
    ) -> None:
        """Starts asking.

        Args:
            answers: what was answered earlier and is shown again; ``None`` on first asking.
            only: the one question to ask; questions that matter only now follow.
            screening_only: asks what can lead to a referral, with nothing chosen.
            why_now: why these questions come again; said on every one of them.
        """
        catalogue = self.appearance.catalogue
        self._answers = answers or default_answers(catalogue)
        self._only = only
        self._checking = False
        self._screening_only = screening_only
        self._why_now.setText(why_now)
        self._why_now.setVisible(bool(why_now))
        # One reason is enough.
        self._why.setVisible(not why_now)
        before = questions_to_ask(self._answers, catalogue) if answers else ()
        self._asked_before = frozenset(question.key for question in before)
        self._given = {}
        if not screening_only:
            known = self._asked_before & self._answers.answered
            self._given = {key: self._answers.values[key] for key in known}
        self._show(self._questions()[0].key)

    def back(self) -> None:
        """To the question before, keeping every answer; from the first one, away."""
        keys = self._keys()
        if self._check:
            self._checking = False
            self._show(keys[-1])
            return
        self._keep_draft()
        if self._checking and not self._unanswered():
            self._show_check()
            return
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
        asked = [one.key for one in self.appearance.catalogue.questions if matters(one, answers)]
        return answers.only_to(asked)

    def _questions(self) -> tuple[Question, ...]:
        catalogue = self.appearance.catalogue
        if self._screening_only:
            return safety_questions(self._effective(), catalogue)
        asked = questions_to_ask(self._effective(), catalogue)
        if self._only is None:
            return asked
        new = (one for one in asked if one.key not in self._asked_before | {self._only})
        return (catalogue.question(self._only), *new)

    def _keys(self) -> list[str]:
        return [question.key for question in self._questions()]

    def _unanswered(self) -> list[str]:
        return [key for key in self._keys() if key not in self._given]

    def _show_check(self) -> None:
        """What was answered, all of it, before anything follows from it."""
        self._checking = True
        # From here every answer can be changed, whichever question it began with.
        self._only = None
        answers = self._final()
        words = self.appearance.catalogue.question
        self.set_title(
            self.tr("Is that right?"),
            fill(
                self.tr("{where} · {pattern} · pain {pain} of 10"),
                where=answer_in_words(words(_ON_PELVIS), answers),
                pattern=answer_in_words(words(_PATTERN), answers),
                pain=answer_in_words(words(_ON_SCALE), answers),
            ),
        )
        self._answer_area.clear()
        self._input = None
        self._check = AnswerRows(self.appearance, columns=2)
        self._check.show_answers(answers)
        self._check.changeAsked.connect(self._show)
        self._answer_area.add(self._check)
        self._why.setText("")
        self._place.setText("")
        self._bar.setValue(self._bar.maximum())
        self._say_next(self.tr("Yes, that is right"))
        self._next.setEnabled(True)
        self.to_top()
        self.appearance.replaced.emit(self)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_next(self, text: str) -> None:
        self._next.setText(text)
        self._next.setAccessibleName(text)

    def _show(self, key: str) -> None:
        self._key, self._check = key, None
        question = self.appearance.catalogue.question(key)
        self.set_title(question.title, question.hint)
        why = fill(self.tr("Why we ask: {why}"), why=question.why)
        if key not in LIST_ANSWERS:
            # Who presses one should know beforehand that the page changes.
            goes_on = self.tr("A click or tap on an answer goes on.")
            why = f"{why} {goes_on}"
        self._why.setText(why)
        self.setAccessibleName(question.title)
        self._answer_area.clear()
        self._input = self._made_input(question)
        self._input.changed.connect(self._chosen)
        self._input.confirmed.connect(self._go_on)
        self._answer_area.add(self._input)
        if key in self._given:
            self._input.show_answer(self._given[key])
        self._tell_place()
        self.to_top()
        self.appearance.replaced.emit(self)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_input(self, question: Question) -> Input:
        so_far = self._effective()
        if question.key == _ON_SCALE:
            return ScaleInput(self.appearance)
        if question.key == _ON_PELVIS:
            return SideInput(self.appearance, question, so_far, low=self.is_low, room=self.height())
        if question.key == _THINGS:
            return ThingsInput(self.appearance, question, so_far, low=self.is_low)
        if question.pictures:
            kind = PictureAnswers if question.pictures[0].answer is not None else PictureInput
            return kind(self.appearance, question, so_far, low=self.is_low, room=self.height())
        return ChoiceInput(self.appearance, question, so_far, low=self.is_low)

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
        if self._check:
            self.finished.emit(self._final())
            return
        self._keep_draft()
        if self._key not in self._given:
            return
        keys = self._keys()
        left = self._unanswered()
        if self._checking and left:
            self._show(left[0])
        elif not self._checking and self._key != keys[-1]:
            self._show(keys[keys.index(self._key) + 1])
        elif self._ends_here(keys):
            self.finished.emit(self._final())
        else:
            self._show_check()

    def _ends_here(self, keys: list[str]) -> bool:
        """Whether nothing is looked through: one question, the safety ones, a referral.

        Where one question brought the sore side along, everything is new, and looked through.
        """
        one = self._only is not None and _ON_PELVIS not in keys[1:]
        if one or self._screening_only:
            return True
        return refers(self._effective(), keys, self.appearance.catalogue)

    def _tell_place(self) -> None:
        keys = self._keys()
        number = keys.index(self._key) + 1
        count = len(keys)
        self._bar.setRange(0, count)
        self._bar.setValue(number)
        pattern = self.tr("Question {number} of about {count}")
        if self._only is not None or self._screening_only or number == count:
            pattern = self.tr("Question {number} of {count}")
        text = fill(pattern, number=number, count=count)
        self._place.setText(text if count > 1 else "")
        self._bar.setVisible(count > 1)
        self._bar.setAccessibleName(text)
        done = self._only is not None or self._screening_only
        self._say_next(self.tr("Done") if number == count and done else self.tr("Next"))
        self._next.setEnabled(self._key in self._given)

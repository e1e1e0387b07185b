"""The visitor's plan, with the private part hidden."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel, QWidget

from evenkeel.catalogue.forms import with_dots
from evenkeel.catalogue.model import Advice, Question
from evenkeel.catalogue.wording import fill, sentence
from evenkeel.guide.answers import Answers
from evenkeel.guide.describe import left_out_by_reason, name_of, question_of
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.guide.questions import questions_to_ask
from evenkeel.handout.plan import minutes_in_words
from evenkeel.kiosk.frame.touch_page import KioskPage, gap
from evenkeel.kiosk.plan.plan_row import ItemRow, words_left
from evenkeel.kiosk.plan.private import Private
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import (
    PrimaryButton,
    QuietButton,
    Stack,
    body,
    heading,
    line,
    strong,
)


class KioskPlanPage(KioskPage):
    """The plan that a visitor's answers lead to.

    Signals:
        cardRequested: an exercise of the plan.
        printRequested: the plan on paper.
        homeRequested: the plan's code and QR code, to take home without paper.
        answersRequested: back to the questions.
    """

    cardRequested = Signal(PlanItem)
    printRequested = Signal()
    homeRequested = Signal()
    answersRequested = Signal()

    def __init__(self, appearance: Appearance, sizes: Sizes, *, prints: bool) -> None:
        super().__init__(appearance, sizes, "kiosk_plan")
        self._content = Stack(spacing=tokens.SMALL)
        self._private: Private | None = None
        self.body.addWidget(self._content)
        self.body.addStretch(1)
        home_class = QuietButton if prints else PrimaryButton
        if prints:
            button = PrimaryButton("kiosk_print_plan", self.tr("Print my plan"))
            button.clicked.connect(self.printRequested)
            self.add_action(button)
        home = home_class("kiosk_home_plan", self.tr("Take it home"))
        home.clicked.connect(self.homeRequested)
        self.add_action(home)
        change = QuietButton("kiosk_change", self.tr("Change my answers"))
        change.clicked.connect(self.answersRequested)
        self.add_action(change)

    def show_plan(self, plan: Plan, answers: Answers) -> None:
        """Shows a plan that has exercises."""
        catalogue = self.appearance.catalogue
        self.set_title(
            self.tr("Your plan"),
            fill(
                self.tr("{minutes} Tap one to see its steps."),
                minutes=sentence(minutes_in_words(plan, catalogue)),
            ),
        )
        self._content.clear()
        for place, item in plan.numbered():
            self._content.add(line())
            row = ItemRow(self.appearance, self.sizes, place, name_of(plan, place, catalogue), item)
            row.clicked.connect(lambda _=False, item=item: self.cardRequested.emit(item))
            self._content.add(row)
            question = question_of(plan, place, catalogue)
            if question:
                self._content.add(self._under_words(question))
        self._content.add(line())
        self._content.add(gap(tokens.MEDIUM))
        for advice in self._advice(plan, personal=False):
            self._content.add(_said(advice.title, advice.text))
            self._content.add(gap(tokens.SMALL))
        self._private = Private(
            self.sizes,
            self.tr(
                "For your eyes only: your answers, what is left out because of them, and advice "
                "that is meant for you."
            ),
            lambda: self._made_private(plan, answers),
        )
        self._private.unfolded.connect(self.show_whole)
        self._content.add(self._private)
        self.to_top()

    def _under_words(self, text: str) -> QLabel:
        """A sentence in line with the words of the row above it."""
        label = body(text, soft=True)
        label.setContentsMargins(words_left(self.sizes), 0, 0, tokens.SMALL)
        return label

    def hideEvent(self, event: QHideEvent) -> None:
        """The answers are hidden again when the visitor comes back."""
        super().hideEvent(event)
        if self._private:
            self._private.fold()

    def _advice(self, plan: Plan, *, personal: bool) -> Iterator[Advice]:
        """The plan's advice: what follows from answers, or what is for everybody."""
        by_code = {advice.code: advice for advice in self.appearance.catalogue.advice}
        for code in plan.advice:
            advice = by_code[code]
            if bool(advice.when or advice.unless) is personal:
                yield advice

    def _made_private(self, plan: Plan, answers: Answers) -> Stack:
        catalogue = self.appearance.catalogue
        content = Stack(spacing=tokens.MEDIUM)
        content.setObjectName("kiosk_private_content")
        for advice in self._advice(plan, personal=True):
            content.add(_said(advice.title, advice.text))
        if plan.left_out:
            content.add(heading(self.tr("Left out"), 2))
        for names, reason in left_out_by_reason(plan, catalogue):
            content.add(_said(names, reason))
        content.add(heading(self.tr("Your answers"), 2))
        for question in questions_to_ask(answers, catalogue):
            if question.key not in answers.answered:
                continue
            content.add(_answered(question.title, _answer(question, answers)))
        return content


def _answer(question: Question, answers: Answers) -> str:
    """The answer to a question, in words."""
    answer = answers.values[question.key]
    given = answer if isinstance(answer, tuple) else (answer,)
    labels = [option.label for option in question.options if option.value in given]
    return with_dots(labels) or question.none_label


def _said(title: str, text: str) -> QWidget:
    words = Stack(spacing=tokens.TIGHT)
    words.add(strong(title))
    words.add(body(text, soft=True))
    return words


def _answered(question: str, answer: str) -> QWidget:
    words = Stack(spacing=tokens.TIGHT)
    words.add(body(question, soft=True))
    words.add(strong(answer))
    return words

"""The page that sends the user to a professional, or says what would make exercises possible."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from evenkeel.catalogue.forms import with_semicolons
from evenkeel.catalogue.model import Advice
from evenkeel.catalogue.wording import fill
from evenkeel.guide.answers import Answers
from evenkeel.guide.decide import referring_options
from evenkeel.guide.describe import openings_of
from evenkeel.guide.plan import Plan
from evenkeel.guide.questions import lifting_question
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import (
    Beside,
    Columns,
    QuietButton,
    ScrollPage,
    Stack,
    body,
    heading,
    large,
    numeral,
    strong,
)

#: A calm page is a narrow one.
_WIDEST = 1066
#: The least width of the two panels beside each other.
_HALF = 360
#: What to do now gets two parts of the width, what to tell one.
_SHARES = (5, 3)


class ReferralPage(ScrollPage):
    """Names the answer that led here, and says what to do now and what would change it.

    Signals:
        changeAnswers: the user wants to go through the answers again.
        agreed: the user says that a doctor has agreed; the key of the question that asks for it.
        printRequested: this page on paper.
    """

    changeAnswers = Signal()
    agreed = Signal(str)
    printRequested = Signal()

    #: Whether a doctor's agreement can be given on the page itself.
    offers_agreement = True

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "referral", widest=_WIDEST, airy=True, parent=parent)
        self._lifting = ""
        self._told = large()
        self._told.setObjectName("referral_told")
        self._parts = Stack(spacing=tokens.LARGE)
        self.body.addWidget(self._told)
        self.body.addSpacing(tokens.SMALL)
        self.body.addWidget(self._parts)
        self.body.addStretch(1)
        self._change = QuietButton("referral_change", self.tr("Change my answers"))
        self._change.clicked.connect(self.changeAnswers)
        self.add_action(self._change)

    def offer_print(self, name: str) -> None:
        """Adds the button that prints, under that name."""
        button = QuietButton(name, self.tr("Print this page"))
        button.clicked.connect(self.printRequested)
        self.add_action(button)

    def show_plan(self, plan: Plan, answers: Answers) -> None:
        """Shows what a plan without exercises advises, and which answers led to it."""
        advice = self._advice(plan)
        told = self._told_text(answers)
        helps = openings_of(plan, self.appearance.catalogue)
        self.set_title(advice.title, advice.text)
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self._parts.clear()
        if helps:
            self._parts.add(_panel(self.tr("What would help"), helps, numbered=False))
        now = _panel(self._now_title(plan), advice.now, numbered=True)
        if advice.tell:
            tell = _panel(self.tr("What to tell them"), advice.tell, numbered=False)
            self._parts.add(_beside_each_other(now, tell, self.appearance.px(_HALF)))
        else:
            self._parts.add(now)
        question = lifting_question(answers, self.appearance.catalogue)
        self._lifting = question.key if question else ""
        if self._lifting and self.offers_agreement:
            self._parts.add(self._agreement())
        self.to_top()

    def _told_text(self, answers: Answers) -> str:
        """The answers that led here, in the words of the question."""
        labels = [one.label for one in referring_options(answers, self.appearance.catalogue)]
        if not labels:
            return ""
        if len(labels) == 1:
            return fill(self.tr("You told us: {answer}."), answer=labels[0])
        return fill(self.tr("You told us: {answers}."), answers=with_semicolons(labels))

    def _now_title(self, plan: Plan) -> str:
        if plan.opens is not None:
            return self.tr("What you can do now")
        return self.tr("What to do now")

    def _agreement(self) -> QFrame:
        """What to do for a person who has asked a doctor already."""
        box = QFrame()
        box.setProperty("role", "banner")
        words = Stack(spacing=tokens.TIGHT)
        words.add(strong(self.tr("Has a doctor who knows about this agreed?")))
        words.add(body(self.tr("Then you get a plan, without the exercises that are not for you.")))
        button = QuietButton("referral_agreed", self.tr("My doctor has agreed"))
        button.clicked.connect(lambda: self.agreed.emit(self._lifting))
        row = Beside(box, spacing=tokens.LARGE)
        row.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        row.addWidget(words)
        row.addWidget(button)
        return box

    def _advice(self, plan: Plan) -> Advice:
        return next(one for one in self.appearance.catalogue.advice if one.code in plan.advice)


def _beside_each_other(now: QWidget, tell: QWidget, least: int) -> QWidget:
    # A widget of its own: a layout of ours cannot be taken out of another one.
    both = QWidget()
    columns = Columns(
        both, least=least, most=2, spacing=tokens.LARGE, row_spacing=tokens.LARGE, shares=_SHARES
    )
    columns.addWidget(now)
    columns.addWidget(tell)
    return both


def _panel(title: str, sentences: Sequence[str], *, numbered: bool) -> QFrame:
    """Sentences under a title, on a ground of their own."""
    panel = QFrame()
    panel.setProperty("role", "panel")
    column = QVBoxLayout(panel)
    column.setContentsMargins(tokens.LARGE, tokens.LARGE, tokens.LARGE, tokens.LARGE)
    column.setSpacing(tokens.MEDIUM)
    column.addWidget(heading(title, 3))
    rows = QGridLayout()
    rows.setHorizontalSpacing(tokens.MEDIUM)
    rows.setVerticalSpacing(tokens.SMALL + tokens.TIGHT)
    rows.setColumnStretch(1, 1)
    for number, sentence in enumerate(sentences, start=1):
        if numbered:
            rows.addWidget(numeral(number), number, 0)
        rows.addWidget(body(sentence), number, 1)
    column.addLayout(rows)
    column.addStretch(1)
    return panel

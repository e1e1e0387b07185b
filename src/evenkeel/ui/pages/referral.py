"""The page that sends the reader to a professional, with nothing to start."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from evenkeel.catalogue.model import Advice
from evenkeel.catalogue.terms import Outcome
from evenkeel.guide.plan import Plan
from evenkeel.ui import tokens
from evenkeel.ui.look import Look
from evenkeel.ui.widgets import QuietButton, ScrollPage, Stack, heading, large, line, numeral

#: A calm page is a narrow one.
_WIDEST = 860


class ReferralPage(ScrollPage):
    """Says what to do now.

    Signals:
        changeAnswers: the reader wants to go through the answers again.
    """

    changeAnswers = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "referral", widest=_WIDEST, airy=True, parent=parent)
        self._steps = Stack(spacing=tokens.LARGE)
        self.body.addWidget(self._steps)
        self.body.addStretch(1)
        self._change = QuietButton("referral_change", self.tr("Change my answers"))
        self._change.clicked.connect(self.changeAnswers)
        self.add_action(self._change)

    def show_plan(self, plan: Plan) -> None:
        """Shows what a plan without exercises advises."""
        advice = self._advice(plan)
        self.set_title(advice.title, advice.text)
        self.setAccessibleName(advice.title)
        self.setAccessibleDescription(" ".join((advice.text, *advice.now)))
        self._steps.clear()
        self._steps.add(line())
        if plan.outcome is Outcome.REFER_URGENT:
            now = self.tr("What to do now")
        else:
            now = self.tr("What to do next")
        self._steps.add(heading(now, 2))
        rows = QGridLayout()
        rows.setHorizontalSpacing(tokens.MEDIUM)
        rows.setVerticalSpacing(tokens.LARGE)
        rows.setColumnStretch(1, 1)
        for number, sentence in enumerate(advice.now, start=1):
            rows.addWidget(numeral(number), number, 0)
            rows.addWidget(large(sentence), number, 1)
        self._steps.add_layout(rows)
        self.to_top()

    def _advice(self, plan: Plan) -> Advice:
        return next(one for one in self.look.catalogue.advice if one.code in plan.advice)

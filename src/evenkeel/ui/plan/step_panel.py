"""Where a small step is proposed, and where it is said that one was taken."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import fill
from evenkeel.guide.getting_on import Direction, Proposal
from evenkeel.journal.records import AnsweredStep
from evenkeel.ui.plan.step_words import step_change, step_reason, step_title, taken_text
from evenkeel.ui.style import tokens
from evenkeel.ui.widgets import Beside, LinkButton, QuietButton, body, strong


class StepPanel(QFrame):
    """One sentence with its reason; *Yes*, or *Not now*. After a yes: what changed, and the undo.

    Signals:
        taken, declined: the answer to what is proposed.
        takenBack: the step that was taken is not wanted.
    """

    taken = Signal()
    declined = Signal()
    takenBack = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("today_step")
        self.setProperty("role", "banner")
        row = Beside(self, spacing=tokens.LARGE, row_spacing=tokens.SMALL)
        row.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.TIGHT)
        self._title = strong()
        self._reason = body()
        column.addWidget(self._title)
        column.addWidget(self._reason)
        row.addWidget(words)
        actions = QWidget()
        buttons = QHBoxLayout(actions)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(tokens.LARGE)
        self._yes = QuietButton("step_yes", "", small=True)
        self._yes.clicked.connect(self.taken)
        self._no = LinkButton("step_no", self.tr("Not now"))
        self._no.clicked.connect(self.declined)
        self._undo = LinkButton("step_undo", self.tr("Take it back"))
        self._undo.clicked.connect(self.takenBack)
        for button in (self._yes, self._no, self._undo):
            buttons.addWidget(button)
        row.addWidget(actions)
        self.hide()

    def propose(self, proposal: Proposal, catalogue: Catalogue) -> None:
        """Shows a step that may be taken."""
        change = step_change(proposal, catalogue)
        title = step_title(proposal)
        self._say(title, f"{step_reason(proposal, catalogue)} {change}")
        up = proposal.direction is Direction.UP
        text = self.tr("Yes, from now on") if up else self.tr("Yes, one step back")
        self._yes.setText(text)
        self._yes.setAccessibleName(fill(self.tr("{yes}: {change}"), yes=text, change=change))
        self._show_buttons(proposed=True)

    def tell(self, step: AnsweredStep, catalogue: Catalogue) -> None:
        """Says that a step was taken."""
        self._say(taken_text(step, catalogue), "")
        self._show_buttons(proposed=False)

    def _say(self, title: str, reason: str) -> None:
        self._title.setText(title)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.setAccessibleName(title)

    def _show_buttons(self, *, proposed: bool) -> None:
        self._yes.setVisible(proposed)
        self._no.setVisible(proposed)
        self._undo.setVisible(not proposed)
        self.show()

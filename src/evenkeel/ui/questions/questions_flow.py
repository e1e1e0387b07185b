"""Everything that is asked: the questions, single answers, the safety questions, a plan's code."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evenkeel.catalogue.terms import Outcome
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import Answers
from evenkeel.journal.trends.progress import ScreeningReason
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.questions.page_keys import ANSWERS, CODE, QUESTIONNAIRE
from evenkeel.ui.style.appearance import Appearance

if TYPE_CHECKING:
    # Imported when they are made: the first page must not wait for them.
    from evenkeel.ui.questions.answers_page import AnswersPage
    from evenkeel.ui.questions.code_page import CodePage
    from evenkeel.ui.questions.questionnaire_page import QuestionnairePage


class QuestionsFlow(QObject):
    """Asks the user, stores what they answer, and then returns to where it came from.

    Signals:
        finished: nothing more is asked; the plan is to be shown.
        opened: the answers lead to exercises now, and did not before.
    """

    finished = Signal()
    opened = Signal()

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        user_state: UserState,
    ) -> None:
        super().__init__()
        self._window = window
        self._appearance = appearance
        self._user_state = user_state
        self._then: Callable[[], None] = self.finished.emit
        # Where somebody comes to who goes back from the first question.
        self._leave: Callable[[], None] = self.finished.emit
        window.add_page(QUESTIONNAIRE, self._make_questionnaire)
        window.add_page(ANSWERS, self._make_answers)
        window.add_page(CODE, self._make_code)

    def ask(self, key: str | None = None) -> None:
        """Asks all questions, or the one of that key."""
        self._ask(key)

    def screen(self, then: Callable[[], None]) -> None:
        """Asks the safety questions, says why they come again, and then calls ``then``."""
        self._then = then
        # Where the journal does not know a reason, the pain was just now said to have risen.
        reason = self._user_state.screening_due() or ScreeningReason.RISE
        self._show_questions(self._user_state.answers, screening_for=reason)

    def change(self, key: str) -> None:
        """To one question, or with an empty key to all the answers."""
        if key:
            referred = self._referred()
            self._then = lambda: self._changed(was_referred=referred)
            self._leave = self.show_answers
            self._ask(key)
        else:
            self._then = self.finished.emit
            self.show_answers()

    def show_answers(self, *, changed: bool = False) -> None:
        """Shows all answers, each to be changed; asks where there are none.

        ``changed``: one of them was changed just now, and that is said.
        """
        if self._user_state.answers is None:
            self._ask()
            return
        page = self._window.page(ANSWERS)
        referred = self._referred()
        page.show_answers(self._user_state.answers, changed=changed, referred=referred)
        # A referral stands alone, and so do the answers behind it.
        self._window.show_page(ANSWERS, alone=referred)

    def ask_code(self) -> None:
        """Asks for the code of a plan from elsewhere."""
        page = self._window.page(CODE)
        page.ask()
        self._window.show_page(CODE, alone=True)

    def _ask(self, key: str | None = None) -> None:
        self._show_questions(self._user_state.answers, key)

    def _show_questions(
        self,
        answers: Answers | None,
        key: str | None = None,
        *,
        screening_for: ScreeningReason | None = None,
    ) -> None:
        page = self._window.page(QUESTIONNAIRE)
        page.ask(
            answers,
            key,
            screening_only=screening_for is not None,
            why_now=self._why_now(screening_for) if screening_for else "",
        )
        self._window.show_page(QUESTIONNAIRE, alone=True)

    def _code_typed(self, text: str) -> None:
        """A plan from elsewhere: the safety questions are asked here, then it is kept."""
        from evenkeel.guide.code import CodeError, decode

        try:
            taken = decode(text, self._user_state.catalogue)
        except CodeError as error:
            self._window.page(CODE).refuse(error.fault)
            return
        self._then = lambda: self._take_over(taken.changes)
        self._show_questions(taken.answers, screening_for=ScreeningReason.NEVER_ASKED)

    def _take_over(self, changes: Adjustments) -> None:
        self._user_state.change(changes)
        self.finished.emit()

    def _why_now(self, reason: ScreeningReason) -> str:
        """Why the safety questions come now."""
        match reason:
            case ScreeningReason.DAYS:
                return self.tr(
                    "Why now: it is two weeks since you answered these questions. Things can "
                    "change, so they come before you go on."
                )
            case ScreeningReason.RISE:
                return self.tr(
                    "Why now: your pain is 2 points or more above what it was when you answered "
                    "these questions. They come before you go on."
                )
            case ScreeningReason.NEVER_ASKED:
                return self.tr(
                    "Why now: a code holds no answers about your health. These questions come "
                    "before your plan."
                )

    def _answered(self, answers: Answers) -> None:
        closed = self._referred()
        self._user_state.answer(answers)
        if closed and not self._referred():
            self.opened.emit()
        then, self._then = self._then, self.finished.emit
        self._leave = self.finished.emit
        then()

    def _changed(self, *, was_referred: bool) -> None:
        """Back to the answers; to what they lead to where that is a referral, or was one."""
        if was_referred or self._referred():
            self.finished.emit()
        else:
            self.show_answers(changed=True)

    def _referred(self) -> bool:
        plan = self._user_state.plan
        return plan is not None and plan.outcome is not Outcome.EXERCISE

    def _left(self) -> None:
        leave, self._leave = self._leave, self.finished.emit
        self._then = self.finished.emit
        leave()

    def _make_questionnaire(self) -> "QuestionnairePage":
        from evenkeel.ui.questions.questionnaire_page import QuestionnairePage

        page = QuestionnairePage(self._appearance)
        page.finished.connect(self._answered)
        page.left.connect(self._left)
        return page

    def _make_answers(self) -> "AnswersPage":
        from evenkeel.ui.questions.answers_page import AnswersPage

        page = AnswersPage(self._appearance)
        page.changeAnswers.connect(self.change)
        page.doneRequested.connect(self.finished)
        page.codeRequested.connect(self.ask_code)
        return page

    def _make_code(self) -> "CodePage":
        from evenkeel.ui.questions.code_page import CodePage

        page = CodePage(self._appearance)
        page.typed.connect(self._code_typed)
        page.left.connect(self.finished)
        return page

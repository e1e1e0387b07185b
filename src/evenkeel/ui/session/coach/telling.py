"""What a screen reader is told of a session, each thing once."""

from PySide6.QtWidgets import QWidget

from evenkeel.coach.timeline import Phase
from evenkeel.coach.view import SessionView, State
from evenkeel.guide.plan import Plan
from evenkeel.ui.session.coach.coach_words import announcement
from evenkeel.ui.style.appearance import Appearance


class Telling:
    """Tells a screen reader what begins. Our voice says the same, but two things.

    Those are another place of a session that is paused, and the question whether to end it.
    """

    def __init__(self, page: QWidget, appearance: Appearance) -> None:
        self._page = page
        self._appearance = appearance
        # What was told of last.
        self._told: Phase | None = None

    def begin(self) -> None:
        """Another session begins."""
        self._told = None

    def tell_of_phase(self, view: SessionView, plan: Plan, question: str, reached: QWidget) -> None:
        """Tells of a phase or a state.

        ``question`` is what is said beside *did it help?*; ``reached`` gets the keyboard right
        afterwards, or has it.
        """
        told, self._told = self._told, view.phase
        if view.state is State.WAITING:
            # The way is told step by step.
            return
        moved = view.state is State.PAUSED and told is not None and told != view.phase
        text = announcement(view, plan, self._appearance.catalogue, moved=moved)
        if view.state is State.ASKING:
            text = f"{text} {question}"
        self._appearance.reader.tell(self._page, text, voiced=not moved, reached=reached)

    def tell_of_step(self, view: SessionView, step: str, plan: Plan | None) -> None:
        """Tells of a step of the way; with the plan, which exercise it leads to."""
        if plan:
            place = announcement(view, plan, self._appearance.catalogue, moved=False)
            step = f"{place} {step}"
        self._appearance.reader.tell(self._page, step, voiced=True)

    def tell_of_leaving(self, question: str, reached: QWidget) -> None:
        """Tells that the end is asked for; ``reached`` gets the keyboard right afterwards."""
        self._told = None
        self._appearance.reader.tell(self._page, question, reached=reached)

"""What the commands of a key, a click or a remote control mean at a moment of a session."""

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from evenkeel.coach.session import LEAD_IN_S, UNDO_S
from evenkeel.coach.timeline import Helped
from evenkeel.coach.view import SessionView, State
from evenkeel.ui.session.coach.playback import Playback
from evenkeel.ui.session.coach.remote import RemoteCommand
from evenkeel.ui.session.scanning import Scanning

#: A key that comes sooner after something has come was meant for what was before it; in seconds.
_MEANT_S = 1.0


class Commands:
    """Turns commands into what the playback does, and goes through the answers of a question."""

    def __init__(
        self,
        playback: Playback,
        scanning: Scanning,
        buttons: Callable[[], Sequence[QAbstractButton]],
        *,
        hurts: Callable[[], None],
    ) -> None:
        """``buttons`` are the answers that are shown; ``hurts`` stops because it hurts more."""
        self._playback = playback
        self._scanning = scanning
        self._buttons = buttons
        self._hurts = hurts

    def act(self, command: RemoteCommand) -> None:
        """Does what a command means at this moment."""
        playback, state = self._playback, self._playback.state
        if command is RemoteCommand.HURTS:
            self._hurts()
        elif playback.leaving and command is RemoteCommand.LEAVE:
            playback.stay()
        elif playback.leaving or state is State.HURT:
            self._choose(command)
        elif command is RemoteCommand.LEAVE:
            playback.ask_to_leave()
        elif state is State.ASKING:
            self._answer(command)
        elif state is State.WAITING:
            self._act_on_the_way(command)
        elif state is State.LEFT:
            # Whatever was pressed by mistake is taken back by any key.
            if command is not RemoteCommand.NEXT:
                playback.undo_leave()
            elif self._is_meant():
                playback.leave_now()
        else:
            self._act_in_progress(command)

    def _act_in_progress(self, command: RemoteCommand) -> None:
        playback = self._playback
        acts: dict[RemoteCommand, Callable[[], None]] = {
            RemoteCommand.TOGGLE: playback.toggle,
            RemoteCommand.NEXT: self._next,
            RemoteCommand.BACK: playback.go_back,
            RemoteCommand.REPEAT: playback.repeat,
            RemoteCommand.MORE: playback.more_time,
        }
        acts[command]()

    def _next(self) -> None:
        """Ends the getting ready or the rest; in a hold, leaves the exercise.

        A press at the very beginning of a hold was meant for what came before it, which ended
        by the clock just then, or by the first of two presses.
        """
        session = self._playback.session
        if session and session.phase.lengthens:
            self._playback.start_now()
        elif self._is_meant():
            self._playback.leave_exercise()

    def _act_on_the_way(self, command: RemoteCommand) -> None:
        """Any key says *I'm ready*, but those that go back or tell the way again."""
        if command is RemoteCommand.BACK:
            self._playback.go_back()
        elif command is RemoteCommand.REPEAT:
            self._playback.repeat()
        elif self._is_meant():
            self._playback.ready()

    def _answer(self, command: RemoteCommand) -> None:
        """Did it help? The keys lie as the answers do."""
        if not self._is_meant():
            return
        marked = self._scanning.marked()
        if marked:
            marked.click()
            return
        answers = {RemoteCommand.NEXT: Helped.YES, RemoteCommand.BACK: Helped.NO}
        self._playback.answer(answers.get(command, Helped.UNSURE))

    def _is_meant(self) -> bool:
        """Whether a key may be meant for what is shown: it has been there for a moment."""
        # While it is asked there is no beat that would let the session notice the time.
        self._playback.beat()
        session = self._playback.session
        return session is not None and _shown_for_s(session.view()) >= _MEANT_S

    def _choose(self, command: RemoteCommand) -> None:
        """From afar: next and back go through the choices, any other key takes the marked one.

        Where none is marked yet, it marks the first: one key alone is enough.
        """
        buttons = [button for button in self._buttons() if button.isVisible()]
        marked = next((n for n, button in enumerate(buttons) if button.hasFocus()), None)
        if command is RemoteCommand.NEXT:
            self._mark(buttons, 0 if marked is None else marked + 1)
        elif command is RemoteCommand.BACK:
            self._mark(buttons, -1 if marked is None else marked - 1)
        elif command is RemoteCommand.TOGGLE and marked is not None:
            buttons[marked].click()
        elif command is RemoteCommand.TOGGLE:
            self._mark(buttons, 0)

    def _mark(self, buttons: list[QAbstractButton], place: int) -> None:
        buttons[place % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)


def _shown_for_s(view: SessionView) -> float:
    """How long the user has seen what a session does now, in seconds."""
    match view.state:
        case State.RUNNING:
            return view.elapsed_s
        case State.LEADING:
            return LEAD_IN_S - view.lead_s
        case State.LEFT:
            return UNDO_S - view.lead_s
        case State.WAITING | State.ASKING:
            return view.waited_s
    # A pause begins with a press of the user's own.
    return math.inf

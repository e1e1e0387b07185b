"""The longest plan in the real window, with the real voice, and a device that is a clock."""

import threading
import time
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from evenkeel.coach.clock import session_clock
from evenkeel.coach.events import Event, PhaseStarted
from evenkeel.journal.settings import ReducedMotion
from evenkeel.ui.session.coach.coach_page import CoachPage
from evenkeel.ui.session.coach.playback import Playback
from evenkeel.ui.session.sound import Sound
from evenkeel.voice.player import DevicePlayer
from evenkeel.voice.speech import CommandSpeaker
from tests.gallery.stage import Stage
from tests.voice.heard import SCRIPT

#: What leads to the plan that lasts longest.
LONGEST: Mapping[str, object] = {"sore_side": "left", "pain_pattern": "tight", "extras": True}
_PERIOD_S = 0.05
_RATE = 22050


class ClockDevice:
    """Asks for sound as a device does, a period at a time, whatever this machine has."""

    def __init__(self) -> None:
        self._over = threading.Event()

    def start(self, source: Generator[Any, int, None]) -> None:
        threading.Thread(target=self._pull, args=(source,), daemon=True).start()

    def close(self) -> None:
        self._over.set()

    def _pull(self, source: Generator[Any, int, None]) -> None:
        due = time.monotonic()
        while not self._over.wait(max(0.0, due - time.monotonic())):
            source.send(round(_PERIOD_S * _RATE))
            due += _PERIOD_S


class Room(Stage):
    """A session of the longest plan. ``factor`` makes its clock run faster, without a voice."""

    def __init__(self, app: QApplication, folder: Path, *, factor: float = 1.0) -> None:
        self._factor = factor
        self._begun = session_clock()
        self.handed: Callable[[float], None] = lambda _: None
        super().__init__(app, folder)
        self.preferences.change_one(reduced_motion=ReducedMotion.OFF)
        self.window.resize(1366, 768)
        self.window.show()
        self.answer(LONGEST)

    @property
    def page(self) -> CoachPage:
        page = self.window.page("coach")
        assert isinstance(page, CoachPage)
        return page

    @property
    def playback(self) -> Playback:
        return self.page._playback

    def begin(self) -> None:
        """Starts the session."""
        plan = self.user_state.plan
        assert plan is not None
        self.controller.session.begin(plan, 4)
        self.page.eventHappened.connect(self._is_there)
        self._is_there(PhaseStarted(at_s=0.0, phase=self.playback.session.phase))

    def _is_there(self, event: Event) -> None:
        """Nobody has to get anywhere here."""
        if isinstance(event, PhaseStarted) and event.phase.waits:
            QTimer.singleShot(0, self.playback.ready)

    def _clock(self) -> float:
        return self._begun + (session_clock() - self._begun) * self._factor

    def _heard(self) -> Sound:
        if self._factor != 1:
            sound = super()._heard()
            sound.announcer._record = self._record
            return sound
        player = DevicePlayer(SCRIPT, open_device=ClockDevice)
        speaker = CommandSpeaker(player, SCRIPT)
        return Sound(
            self.user_state.catalogue, SCRIPT, player=player, speaker=speaker, record=self._record
        )

    def _record(self, late_ms: float) -> None:
        self.handed(late_ms)

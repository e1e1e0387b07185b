"""A whole program on a stage: the real controller with a journal, a time and a clock of our own."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.locate import resources_dir
from evenkeel.figures.store import FigureStore
from evenkeel.guide.answers import answers_from
from evenkeel.guide.plan import PlanItem
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import Ending, PainStop, Repetition
from evenkeel.journal.settings import ReducedMotion
from evenkeel.language import translations
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.session.page_keys import COACH
from evenkeel.ui.session.sound import Sound
from evenkeel.ui.shell.controller import Controller
from evenkeel.ui.style.appearance import Appearance
from evenkeel.voice.script import load_script
from tests.coach.ready import is_there
from tests.content import shipped_in
from tests.voice.heard import FakePlayer, FakeSpeaker

#: A Sunday afternoon; nothing on the pictures depends on the day they are made.
NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
#: The sessions of the last days are done whole, where there are not years of them: of earlier ones
#: one repetition is enough, and quickly written.
_WHOLE_DAYS = 9
_FEW_DAYS = 200
LEFT: Mapping[str, object] = {"sore_side": "left", "pain_pattern": "shifted"}


class Stage:
    """The program with everything outside of it under control."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.app = app
        self.seconds = 0.0
        #: Whether nobody says that they are ready.
        self.away = False
        self.now = NOW
        catalogue = shipped_in(translations())
        self.journal = Journal.open(folder / "journal.sqlite")
        # Nothing here has to survive a power cut, and there is much to write.
        self.journal._db.execute("PRAGMA synchronous = OFF")
        self.user_state = UserState(self.journal, catalogue, lambda: self.now)
        self.preferences = Preferences(folder / "settings.json")
        self.appearance = Appearance(catalogue, FigureStore(resources_dir() / "figures"))
        self.preferences.changed.connect(lambda: self.preferences.apply_theme(app, self.appearance))
        # The offscreen screen is a small square; a session must not fill it.
        self.preferences.change_one(reduced_motion=ReducedMotion.ON, fill_screen=False)
        self.preferences.apply_theme(app, self.appearance)
        self.controller = Controller(
            self.appearance, self.user_state, self.preferences, clock=self._clock, sound=self._heard
        )
        self.window = self.controller.window

    def _clock(self) -> float:
        return self.seconds

    def _heard(self) -> Sound:
        """A voice and a device that work, whatever this machine has."""
        return Sound(
            self.user_state.catalogue,
            load_script(resources_dir(), translations()),
            player=FakePlayer(self._clock),
            speaker=FakeSpeaker(self._clock),
            reader=self.appearance.reader,
        )

    def answer(self, document: Mapping[str, object]) -> None:
        """Gives answers and shows what they lead to."""
        self.user_state.answer(answers_from(document, self.user_state.catalogue))
        self.controller.show_today()

    def advance(self, seconds: float, *, beat_s: float = 0.5) -> None:
        """Lets the session's clock run, with a beat every so often."""
        page = self.window.page(COACH)
        end = self.seconds + seconds
        while self.seconds < end:
            self.seconds = min(end, self.seconds + beat_s)
            page.beat()
            session = page._playback.session
            if session and not self.away and is_there(session.view()):
                page._playback.ready()

    def remember(self, days: int, *, per_day: int = 1) -> None:
        """Fills the journal with sessions whose pain falls slowly, the same every time."""
        chance = random.Random(days)
        plan = self.user_state.plan
        assert plan is not None
        for day in range(days, 0, -1):
            if per_day == 1 and chance.random() < 0.25:
                continue
            for turn in range(per_day):
                at = self.now - timedelta(days=day, hours=6 - 3 * turn)
                before = 3 + 3.5 * day / days + chance.gauss(0, 0.9)
                before = max(0, min(10, round(before)))
                after = max(0, before - chance.choice((0, 1, 1, 2)))
                session = self.journal.begin_session(plan, pain_before=before, at=at)
                whole = days <= _FEW_DAYS and day <= _WHOLE_DAYS
                items = list(plan.numbered())[: None if whole else 1]
                self._repeat(session, at, items, most=None if whole else 1)
                self.journal.end_session(
                    session, at + timedelta(minutes=9), how=Ending.FINISHED, pain_after=after
                )

    def rate(self, *means: int) -> None:
        """Two activities of the person's own, rated every two weeks, the last time today."""
        names = ("putting on socks", "climbing stairs")
        self.journal.choose_activities(names)
        for back, mean in zip(reversed(range(len(means))), means, strict=True):
            at = self.now - timedelta(days=14 * back)
            self.journal.rate_activities({names[0]: mean - 1, names[1]: mean + 1}, at)

    def exercise(self, days_ago: int, *, pain: int = 4, hurt: str = "") -> None:
        """One session of today's plan, whole but for an exercise that hurt."""
        plan = self.user_state.plan_today
        assert plan is not None
        at = self.now - timedelta(days=days_ago, hours=6)
        session = self.journal.begin_session(plan, pain_before=pain, at=at)
        for place, item in plan.numbered():
            if item.exercise == hurt:
                stop = PainStop(
                    item=place,
                    exercise=hurt,
                    variant=item.variant,
                    side=None,
                    set=1,
                    rep=1,
                    second_s=1.0,
                )
                self.journal.add_stop(session, stop, at)
        whole = [one for one in plan.numbered() if one[1].exercise != hurt]
        self._repeat(session, at, whole)
        end = at + timedelta(minutes=9)
        self.journal.end_session(session, end, how=Ending.FINISHED, pain_after=pain)

    def _repeat(
        self,
        session: int,
        at: datetime,
        items: Sequence[tuple[int, PlanItem]],
        *,
        most: int | None = None,
    ) -> None:
        """Every repetition of these items, or so many of each."""
        for place, item in items:
            turns = [
                (side, number)
                for side in item.sides or (None,)
                for number in range(1, item.dose.reps + 1)
            ]
            for side, number in turns[:most]:
                done = Repetition(
                    item=place,
                    exercise=item.exercise,
                    variant=item.variant,
                    side=side,
                    set=1,
                    rep=number,
                    hold_s=float(item.dose.hold_s),
                )
                self.journal.add_repetition(session, done, at)

    def close(self) -> None:
        """Closes what was opened."""
        self.controller.close()
        self.window.close()
        self.window.deleteLater()
        self.journal.close()
        # Without a running event loop nothing else would delete it, and every later change of
        # the style sheet would dress it again.
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.app.processEvents()

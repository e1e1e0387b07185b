"""The coach's page, played with a clock of the test's own: every beat is a call, nothing waits."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QLabel, QWidget

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.coach.events import (
    Event,
)
from evenkeel.coach.session import Session
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.plan import Plan
from evenkeel.ui.session.coach.coach_page import CoachPage
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.figures.figure_view import FigureView
from evenkeel.ui.widgets.ring import RingKind
from tests.coach.ready import is_there
from tests.ui.screen import settle
from tests.voice.heard import SCRIPT

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]

SHIFTED = {"sore_side": "left", "pain_pattern": "shifted"}
TIGHT = {"sore_side": "right", "pain_pattern": "tight"}


class Coach:
    """The page on the screen, playing a session on a clock that only the test moves."""

    def __init__(self, appearance: Appearance, show: Show, press: Press) -> None:
        self.page = CoachPage(appearance, SCRIPT)
        self.now = 0.0
        #: Whether the user takes longer to another place than the test lasts.
        self.away = False
        self.events: list[Event] = []
        self.finished: list[bool] = []
        self.explained: list[str] = []
        self.catalogue: Catalogue = appearance.catalogue
        self.page.eventHappened.connect(self.events.append)
        self.page.ended.connect(self.finished.append)
        self.page.stopExplained.connect(lambda _hurt, what: self.explained.append(what))
        self._press = press
        show(self.page)

    def press(self, name: str) -> None:
        """Clicks the button of that name."""
        self._press(self.page, name)

    def play(self, answers: Mapping[str, object]) -> None:
        """Plays the plan of some answers from its start."""
        self.plan: Plan = decide(answers_from(answers, self.catalogue), self.catalogue)
        self.session = Session(self.plan, self.catalogue, clock=lambda: self.now)
        self.page.play(self.session, self.plan)
        settle()

    def after(self, seconds: float, beat_s: float = 0.5) -> None:
        """Lets the time go by, beat by beat; changes of place take what they are reckoned with."""
        until = self.now + seconds
        while self.now < until:
            self.now = min(until, self.now + beat_s)
            self.page.beat()
            if not self.away and is_there(self.session.view()):
                self.page._playback.ready()
        settle()

    def text(self, name: str) -> str:
        """What a label says, without its marks."""
        label = self.page.findChild(QLabel, name)
        assert label
        text = label.text().replace("<b>", "").replace("</b>", "").replace("</span>", "")
        return text.rpartition(">")[2]

    def ring(self) -> tuple[RingKind, str, str]:
        """The ring's kind, its word and its number."""
        return self.page.ring._kind, self.page.ring._word, self.page.ring._number

    def sees(self, name: str) -> bool:
        """Whether something of that name is on the screen."""
        settle()
        found = self.page.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def picture(self) -> tuple[str, str, Side | None]:
        """Exercise, picture and side that are shown."""
        views = [view for view in self.page.findChildren(FigureView) if view.isVisible()]
        assert len(views) == 1
        shown = views[0]._shown
        assert shown
        return shown

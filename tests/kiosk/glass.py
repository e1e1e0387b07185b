"""A kiosk before a glass of our own: a real window, driven as a visitor would, with our clock."""

import threading
from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import (
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QPoint,
    QRect,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.figures.store import FEW, FigureStore
from evenkeel.guide.answers import answers_from
from evenkeel.handout.paper import Clinic
from evenkeel.handout.queues import PaperJob, PrintError, QueueFault
from evenkeel.kiosk.frame.config import KioskConfig
from evenkeel.kiosk.frame.window import KioskWindow
from evenkeel.kiosk.paper.desk import PrintDesk
from evenkeel.kiosk.paper.print_system import PrintRequest, pdf_job
from evenkeel.kiosk.shell.controller import KioskController
from evenkeel.kiosk.shell.page_keys import QUESTIONS
from evenkeel.kiosk.style.sizes import Sizes, sizes_for
from evenkeel.language import set_language
from evenkeel.ui.style.appearance import Appearance
from tests.content import shipped
from tests.ui.patience import later
from tests.voice.heard import FakeSpeaker

W = TypeVar("W", bound=QWidget)

CLINIC = Clinic(name="Park Clinic, Physiotherapy", phone="030 123 45 67")
#: A kiosk that prints.
CONFIG = KioskConfig(clinic=CLINIC, printer="front_desk")
PORTRAIT = (1080, 1920)
LANDSCAPE = (1920, 1080)
SMALL = (1024, 768)
#: The dots to the inch of a usual screen.
DPI = 96.0
#: The shortest way to a plan: names of answers, in order; *next* follows what may be combined.
TO_PLAN = (
    "red_flags_none",
    "questionnaire_next",
    "pregnancy_no",
    "sore_side_left",
    "pain_pattern_shifted",
    "pain_scale_4",
    "floor_true",
    "equipment_doorway",
    "questionnaire_next",
    "plank_knees",
    "leg_lift_false",
    "history_not_assessed",
    "questionnaire_next",
    "extras_true",
    "questionnaire_next",
)
#: What was answered on that way.
ANSWERED: Mapping[str, object] = {
    "red_flags": [],
    "pregnancy": "no",
    "sore_side": "left",
    "pain_pattern": "shifted",
    "pain_now": 4,
    "floor": True,
    "equipment": ["doorway"],
    "plank": "knees",
    "leg_lift": False,
    "history": ["not_assessed"],
    "extras": True,
}
_MOST_TURNS = 60
#: The offscreen platform says so whenever a window's least size changes. It has no category of its
#: own to be switched off by.
_OFFSCREEN = "This plugin does not support propagateSizeHints()"


def count_complaints() -> dict[str, int]:
    """Counts from now on what Qt complains about, and how often, instead of printing it."""
    complaints: dict[str, int] = {}

    def count(kind: QtMsgType, _: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and text != _OFFSCREEN:
            complaints[text] = complaints.get(text, 0) + 1

    qInstallMessageHandler(count)
    return complaints


class Printer:
    """A print system that keeps what it gets, or is in trouble.

    Attributes:
        jobs: what it was sent.
        fault: the trouble that it is in, if any.
        hold: while this is cleared, sending takes forever.
    """

    def __init__(self) -> None:
        self.jobs: list[PaperJob] = []
        self.fault: QueueFault | None = None
        self.hold = threading.Event()
        self.hold.set()

    def send(self, request: PrintRequest) -> str:
        """Takes a job."""
        self.hold.wait()
        if self.fault:
            raise PrintError(request.queue, self.fault)
        self.jobs.append(pdf_job(request))
        return str(len(self.jobs))

    def check(self, queue: str, *, stuck: bool = False) -> None:  # noqa: ARG002
        """Is in trouble, or not."""
        if self.fault:
            raise PrintError(queue, self.fault)

    def is_waiting(self, queue: str, number: str) -> bool:  # noqa: ARG002
        """Prints at once."""
        return False

    def check_printed(self, queue: str, number: str) -> None:
        """Prints everything."""

    def cancel(self, number: str) -> None:
        """Cancels a job."""


class Finger:
    """A visitor before a kiosk that runs: eyes and one finger.

    Attributes:
        window: what they stand before.
    """

    def __init__(self, app: QApplication, window: KioskWindow, sizes: Sizes) -> None:
        self.app = app
        self.window = window
        self.sizes = sizes

    def settle(self) -> None:
        """Lets Qt place, paint and delete."""
        for _ in range(3):
            self.app.processEvents()
            self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # What a visitor sees

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        return self.window.current()

    def seen(self, kind: type[W], name: str = "") -> list[W]:
        """The widgets of a kind and name that are shown (scrolled away or not)."""
        found = self.window.findChildren(kind, name) if name else self.window.findChildren(kind)
        return [one for one in found if one.isVisible()]

    def buttons(self) -> list[QAbstractButton]:
        """Every button that is shown."""
        return self.seen(QAbstractButton)

    def words(self) -> str:
        """Every word that is shown, on labels and on buttons."""
        texts = [one.text() for one in self.seen(QLabel)]
        texts += [f"{one.text()} {one.accessibleDescription()}" for one in self.buttons()]
        return "\n".join(texts)

    # What a visitor does

    def press(self, *names: str) -> None:
        """Presses one after the other with a finger, scrolling there first."""
        for name in names:
            self.settle()
            self.tap(self.reach(name))

    def tap(self, at: QPoint) -> None:
        """Touches a place of the window and lets go, after having looked at it for a while."""
        later(self.window.presses)
        handle = self.window.windowHandle()
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        self.settle()

    def drag(self, start: QPoint, by: QPoint, *, steps: int = 12) -> None:
        """Pushes with a finger."""
        later(self.window.presses)
        handle = self.window.windowHandle()
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(handle, button, none, start)
        for step in range(1, steps + 1):
            QTest.mouseMove(handle, start + by * step / steps, 8)
        QTest.mouseRelease(handle, button, none, start + by)
        self.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Presses a key of a keyboard that somebody has plugged in."""
        QTest.keyClick(self.window.windowHandle(), key, modifiers)
        self.settle()

    def widget(self, name: str) -> QWidget:
        """The one widget of that name that is shown."""
        found = self.seen(QWidget, name)
        assert len(found) == 1, f"{len(found)} widgets {name!r} on {self.page!r}"
        return found[0]

    def reach(self, name: str) -> QPoint:
        """Where to touch a widget; scrolls with the bar's buttons until it is there."""
        widget = self.widget(name)
        for step in ("kiosk_down", "kiosk_up"):
            for _ in range(_MOST_TURNS):
                at = self._touchable(widget)
                if at:
                    return at
                button = self.seen(QAbstractButton, step)
                if not button or not button[0].isEnabled():
                    break
                self.tap(self._touchable(button[0]) or QPoint())
        raise AssertionError(f"{name!r} can't be reached")

    def _touchable(self, widget: QWidget) -> QPoint | None:
        """The middle of what is seen of a widget, if it is enough to hit."""
        seen: QRect = widget.visibleRegion().boundingRect()
        least = min(widget.height(), self.sizes.target // 2)
        if not widget.isEnabled() or seen.height() < least:
            return None
        at = widget.mapTo(self.window, seen.center())
        found = self.window.childAt(at)
        hit = found is widget or (found is not None and widget.isAncestorOf(found))
        return at if hit else None

    def to_plan(self) -> None:
        """From the first page to a plan for a sore left side."""
        self.press("kiosk_find", *TO_PLAN)
        assert self.page == "plan"


class Glass(Finger):
    """The whole kiosk with everything outside of it under control."""

    def __init__(
        self,
        app: QApplication,
        config: KioskConfig = CONFIG,
        size: tuple[int, int] = PORTRAIT,
        catalogue: Catalogue | None = None,
    ) -> None:
        self.seconds = 0.0
        self.printer = Printer()
        self.speaker = FakeSpeaker(self.clock)
        self.left = 0
        folder = resources_dir() / "figures"
        self.appearance = Appearance(
            catalogue or shipped(),
            FigureStore(folder, cache_size=FEW),
            reduced_motion=True,
        )
        sizes = sizes_for(DPI, *size)
        desk = PrintDesk(config, self.clock, system=self.printer)
        self.controller = KioskController(
            app,
            self.appearance,
            sizes,
            config,
            desk,
            clock=self.clock,
            speaker=self._voice,
        )
        self.controller.left.connect(self._leave)
        super().__init__(app, self.controller.window, sizes)
        self.window.resize(*size)
        # Without its own timer: time passes when the test says so.
        self.controller.begin()
        self.window.show()
        self.settle()

    def _voice(self) -> FakeSpeaker:
        return self.speaker

    def clock(self) -> float:
        """Our seconds."""
        return self.seconds

    def _leave(self) -> None:
        self.left += 1

    def at_plan(self) -> None:
        """A visitor has answered as on the way :data:`TO_PLAN`, for tests of what comes then."""
        self.press("kiosk_find")
        catalogue = self.appearance.catalogue
        self.window.page(QUESTIONS).finished.emit(answers_from(ANSWERED, catalogue))
        self.settle()
        assert self.page == "plan"

    def pass_time(self, seconds: float) -> None:
        """Lets time pass, a second at a time."""
        while seconds > 0:
            self.seconds += min(1.0, seconds)
            seconds -= 1.0
            self.controller.beat()
        self.settle()

    def close(self) -> None:
        """Takes the kiosk down."""
        self.printer.hold.set()
        self.controller.close()
        self.window.close()
        self.window.deleteLater()
        self.controller.deleteLater()
        self.app.setQuitOnLastWindowClosed(True)
        set_language("en")
        self.app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.settle()

    def hold(self, name: str, seconds: float) -> None:
        """Holds a finger on something."""
        at = self.reach(name)
        later(self.window.presses)
        handle = self.window.windowHandle()
        QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        self.pass_time(seconds)
        QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        self.settle()

    def wait_until(self, done: Callable[[], bool]) -> None:
        """Lets events come until another thread has done its part."""
        # What it did may come without an event of its own.
        heart, over = QTimer(), QDeadlineTimer(60_000)
        heart.start(20)
        while not done():
            assert not over.hasExpired(), "it did not come"
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            self.settle()

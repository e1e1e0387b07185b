"""Somebody who does anything at all in the window at home, at random.

Usage: ``python -m tests.benchmarks.random_user [--acts N] [--seeds N]``. Prints one JSON object.
What is done follows from the seed alone. Dialogs that belong to the system (files, printers,
folders) are answered where the program asks for them; everything else is the real program.
"""

import argparse
import faulthandler
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pyqtgraph  # noqa: F401 - charts are there at once
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import Shiboken

from evenkeel.journal.settings import Settings
from evenkeel.ui.frame.window import MainWindow
from tests.gallery.stage import Stage
from tests.ui.in_force import without_effect
from tests.ui.patience import later
from tests.ui.screen import settle
from tests.ui.seams import Faults, no_dialogs_of_the_system

#: Every page that there is.
PAGES = frozenset(
    {
        *("welcome", "questionnaire", "answers", "code", "referral"),
        *("today", "library", "card", "progress", "day", "diary", "settings"),
        *("pain", "coach", "summary"),
    }
)
#: What the settings page offers.
SETTINGS = frozenset(Settings.__struct_fields__) - {"welcomed", "window", "desktop"}
_SIZES = [(1024, 700), (1200, 740), (1366, 768), (1920, 1080), (700, 500)]
_WORDS = ["hip", "a note", "-5 today", "=1+1", "<b>x</b>", "ä½ 漢", "10", "", "2HGJ72BC", "\\"]
_KEYS = [
    *(Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_9, Qt.Key.Key_X, Qt.Key.Key_Plus),
    *(Qt.Key.Key_Minus, Qt.Key.Key_F11, Qt.Key.Key_Delete, Qt.Key.Key_Backspace),
]
_SHORTCUTS = [Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_D, Qt.Key.Key_P]
#: How far a long run has come is told after so many acts.
_TOLD_EVERY = 1000
#: Seconds between the two clicks of a double click.
_GAPS_S = (0.06, 0.15, 0.25, 0.35)
#: A dialog that is still there after so many acts does not go away.
_LONGEST_MODAL = 60
_CONTROL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
#: Answers with which the questions lead on, so that more than the first pages is seen.
_ON_THE_WAY = {
    "welcome": ("welcome_accept",),
    "today": ("today_start", "today_find", "notice_primary"),
    "pain": ("pain_page_scale_", "pain_page_go_on"),
    "referral": ("referral_agreed", "referral_change"),
    "answers": ("answers_change_red_flags", "answers_change_pregnancy", "answers_done"),
    "summary": ("summary_done",),
}
_LEADING_ON = ("red_flags_none", "pregnancy_no", "floor_true", "doctor_agreed_true")


def click(target: QWindow | QWidget, at: QPoint) -> None:
    """Presses and lets go: two calls, since what is pressed may be gone before it is let go.

    A window or menu that closes when it is pressed takes the second half of ``mouseClick`` down
    with it, in Qt's own test code.
    """
    gone: list[bool] = []
    target.destroyed.connect(lambda: gone.append(True))
    QTest.mousePress(target, Qt.MouseButton.LeftButton, _NONE, at)
    if not gone and Shiboken.isValid(target):
        QTest.mouseRelease(target, Qt.MouseButton.LeftButton, _NONE, at)


class RandomUser:
    """Does one thing after the other in the window.

    Attributes:
        done: how many things they did.
        pages: where they have been, and how often.
        changed: which settings they changed, and how often.
    """

    def __init__(self, stage: Stage, chance: random.Random) -> None:
        self.stage = stage
        self.window: MainWindow = stage.window
        self.done = 0
        self.pages: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.last = ""
        self._chance = chance
        self._modal_for = 0
        self._seconds = 0.0
        self._settings = stage.preferences.settings
        stage.preferences.changed.connect(self._note_change)
        self._unworn = False
        self._acts: list[tuple[Callable[[], None], int]] = [
            (self._click, 50),
            (self._double_click, 8),
            (self._key, 12),
            (self._type, 5),
            (self._wheel, 4),
            (self._resize, 1),
            (self._go, 5),
            (self._let_time_pass, 3),
            (self._close_and_open, 1),
            (self._set_out, 14),
            (self._look_at_settings, 4),
        ]

    def act(self) -> None:
        """Does one thing, and looks whether the program still stands.

        Raises:
            AssertionError: it does not.
        """
        page = self.window.current()
        if page == "coach" and self._chance.random() < 0.5:
            act: Callable[[], None] = self._exercise
        else:
            acts, weights = zip(*self._acts, strict=True)
            [act] = self._chance.choices(acts, weights)
        self.pages[page] += 1
        self.last = f"{act.__name__} on {page}"
        act()
        settle()
        self.done += 1
        self._check()

    def _check(self) -> None:
        if not self.window.isVisible():
            # Closed, and opened again from the tray or the desktop.
            self.window.show()
            settle()
        assert self.window.current(), self.last
        modal = QApplication.activeModalWidget()
        self._modal_for = self._modal_for + 1 if modal else 0
        assert self._modal_for < _LONGEST_MODAL, f"{modal} stays ({self.last})"
        if self._unworn:
            self._unworn = False
            wrong = without_effect(self.stage)
            assert not wrong, f"{wrong} without effect ({self.last})"

    def _note_change(self) -> None:
        before, self._settings = self._settings, self.stage.preferences.settings
        for name in SETTINGS:
            if getattr(before, name) != getattr(self._settings, name):
                self.changed[name] += 1
                self._unworn = True

    # What is before them

    def _root(self) -> QWidget:
        """The list or dialog that is in front, or the window."""
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        return popup or modal or self.window

    def _buttons(self) -> list[QAbstractButton]:
        root = self._root()
        found = [one for one in root.findChildren(QAbstractButton) if one.isVisible()]
        return [one for one in found if one.isEnabled() and one.window() is root.window()]

    def _reach(self, widget: QWidget) -> QPoint | None:
        """Where to press a widget in its window, scrolled to where it can be seen."""
        parent = widget.parentWidget()
        while parent:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()
        settle()
        seen = widget.visibleRegion().boundingRect()
        if seen.isEmpty():
            return None
        at = widget.mapTo(widget.window(), seen.center())
        return at if widget.window().rect().contains(at) else None

    def _press(self, widget: QWidget, *, times: int = 1) -> None:
        at = self._reach(widget)
        if at is None:
            return
        place = widget.window().mapToGlobal(at)
        self.last += f", {widget.objectName() or type(widget).__name__}"
        presses = self.window.presses
        if presses:
            presses.clock = lambda: self._seconds
            later(presses)
        for _ in range(times):
            self._seconds += self._chance.choice(_GAPS_S)
            # The second click goes to whatever has come with the first.
            front = self._root().window()
            handle, at = front.windowHandle(), front.mapFromGlobal(place)
            if handle and QRect(QPoint(), handle.size()).contains(at):
                click(handle, at)
                settle()

    # What they do

    def _click(self, *, times: int = 1) -> None:
        root = self._root()
        if isinstance(root, QMenu):
            actions = [one for one in root.actions() if one.isEnabled() and not one.isSeparator()]
            if actions and self._chance.random() < 0.8:
                place = root.actionGeometry(self._chance.choice(actions)).center()
                click(root, place)
            else:
                root.close()
            return
        buttons = self._buttons()
        # What is on the page is more often meant than what is around it.
        page = self.window.page(self.window.current())
        inside = [one for one in buttons if root is not self.window or page.isAncestorOf(one)]
        if inside and self._chance.random() < 0.85:
            buttons = inside
        if buttons:
            self._press(self._chance.choice(buttons), times=times)

    def _double_click(self) -> None:
        self._click(times=2)

    def _set_out(self) -> None:
        """A step towards a session: chance alone would hardly ever come to its end."""
        page = self.window.current()
        buttons = {one.objectName(): one for one in self._buttons()}
        way = _ON_THE_WAY.get(page, ())
        wanted = [one for name, one in buttons.items() if name.startswith(way)]
        if page == "questionnaire":
            self._answer_well()
        elif wanted:
            self._press(self._chance.choice(wanted))
        elif page != "coach" and self._root() is self.window:
            self._send(Qt.Key.Key_1, _CONTROL)

    def _look_at_settings(self) -> None:
        """To the settings, and to somewhere on that long page."""
        if self.window.current() != "settings":
            self._send(Qt.Key.Key_4, _CONTROL)
        elif self._root() is self.window:
            steps = [one for one in self._buttons() if one.objectName().startswith("settings_")]
            if steps:
                self._press(self._chance.choice(steps))

    def _answer_well(self) -> None:
        """Through the questions: chance alone ends them at a warning sign, before any plan."""
        for _ in range(30):
            if self.window.current() != "questionnaire" or QApplication.activeModalWidget():
                return
            buttons = {one.objectName(): one for one in self._buttons()}
            good = [one for name, one in buttons.items() if name in _LEADING_ON]
            answers = [
                one
                for name, one in buttons.items()
                if not name.startswith(("questionnaire_", "answers_change", "nav_"))
            ]
            on = buttons.get("questionnaire_next")
            good = [one for one in good if not one.isChecked()]
            if good:
                self._press(good[0])
            elif on and (not answers or any(one.isChecked() for one in answers)):
                self._press(on)
            elif answers:
                self._press(self._chance.choice(answers))
            else:
                return

    def _key(self) -> None:
        self._send(self._chance.choice(_KEYS), _NONE)

    def _go(self) -> None:
        self._send(self._chance.choice(_SHORTCUTS), _CONTROL)

    def _send(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        handle = self._root().window().windowHandle()
        if handle:
            self.last += f", {key.name}"
            QTest.keyClick(handle, key, modifiers)

    def _type(self) -> None:
        kinds = (QLineEdit, QPlainTextEdit, QTextEdit)
        fields = [one for kind in kinds for one in self._root().findChildren(kind)]
        fields = [one for one in fields if one.isVisible() and one.isEnabled()]
        if fields:
            field = self._chance.choice(fields)
            self._press(field)
            for letter in self._chance.choice(_WORDS):
                # QTest types nothing but ASCII, and ends the process over the rest.
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(field, QKeyEvent(kind, 0, _NONE, letter))

    def _wheel(self) -> None:
        handle = self.window.windowHandle()
        size = self.window.size()
        at = QPointF(self._chance.randrange(size.width()), self._chance.randrange(size.height()))
        turned = QPoint(0, self._chance.choice([-480, -120, 120, 480]))
        event = QWheelEvent(
            at,
            QPointF(self.window.mapToGlobal(at.toPoint())),
            QPoint(),
            turned,
            Qt.MouseButton.NoButton,
            self._chance.choice([_NONE, _CONTROL]),
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(handle, event)

    def _resize(self) -> None:
        self.window.showNormal()
        self.window.resize(*self._chance.choice(_SIZES))

    def _exercise(self) -> None:
        """The session's clock goes on, sometimes as after a sleep of the computer."""
        if self._chance.random() < 0.03:
            self.stage.seconds += self._chance.choice([8, 600, 7200])
            self.stage.advance(1)
        else:
            self.stage.advance(self._chance.choice([2, 20, 90]), beat_s=2)

    def _let_time_pass(self) -> None:
        if self.window.current() != "coach":
            self.stage.now += timedelta(hours=self._chance.choice([1, 5, 24, 15 * 24]))

    def _close_and_open(self) -> None:
        self.window.close()


@contextmanager
def made_user(app: QApplication, folder: Path, seed: int) -> Iterator[tuple[RandomUser, Faults]]:
    """Somebody before a program that was never started before, and what went wrong."""
    chance = random.Random(seed)
    files, data = folder / "files", folder / "data"
    files.mkdir()
    data.mkdir()
    with no_dialogs_of_the_system(files, chance), Faults() as faults:
        stage = Stage(app, data)
        try:
            stage.controller.open()
            stage.window.resize(*_SIZES[0])
            stage.window.show()
            settle()
            yield RandomUser(stage, chance), faults
        finally:
            modal = QApplication.activeModalWidget()
            if isinstance(modal, QDialog):
                modal.reject()
            stage.close()


def run(app: QApplication, acts: int, seed: int) -> dict[str, Any]:
    """What came of so many acts."""
    begun = time.monotonic()
    failed = ""
    with (
        tempfile.TemporaryDirectory() as folder,
        made_user(app, Path(folder), seed) as (user, faults),
    ):
        try:
            while user.done < acts and not faults.found:
                user.act()
                if user.done % _TOLD_EVERY == 0:
                    print(f"seed {seed}: {user.done} acts", file=sys.stderr, flush=True)
        except AssertionError as error:
            failed = str(error)
        return {
            "seed": seed,
            "acts": user.done,
            "seconds": round(time.monotonic() - begun),
            "faults": faults.found,
            "failed": failed,
            "last": user.last if failed or faults.found else "",
            "pages": dict(user.pages),
            "pages_missed": sorted(PAGES - user.pages.keys()),
            "settings": dict(user.changed),
            "settings_missed": sorted(SETTINGS - user.changed.keys()),
        }


def summary(reports: list[dict[str, Any]]) -> dict[str, Any]:
    """What none of the runs came to, and how often something went wrong."""
    return {
        "acts": sum(one["acts"] for one in reports),
        "faults": sum(len(one["faults"]) for one in reports),
        "failed": sum(bool(one["failed"]) for one in reports),
        "pages_missed": sorted(set.intersection(*(set(one["pages_missed"]) for one in reports))),
        "settings_missed": sorted(
            set.intersection(*(set(one["settings_missed"]) for one in reports))
        ),
    }


def main() -> int:
    """Runs seeds one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first", type=int, default=1)
    options = parser.parse_args()
    faulthandler.enable()
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    reports = [
        run(app, options.acts, seed) for seed in range(options.first, options.first + options.seeds)
    ]
    print(json.dumps(reports, indent=1))
    print(json.dumps(summary(reports), indent=1))
    return 1 if any(one["failed"] or one["faults"] for one in reports) else 0


if __name__ == "__main__":
    sys.exit(main())

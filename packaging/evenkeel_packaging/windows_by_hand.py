"""The part of the trial under wine that is done by hand: with mouse and keys, on a screen.

The setup's pages are gone through with keys, as their letters are wine's own; everything of the
program is found by what is written on it. ``build/windows/shots`` has a picture of every step, to
be looked at.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from evenkeel_packaging.bundle import BUILD
from evenkeel_packaging.identity import NAME
from evenkeel_packaging.screen import Screen
from evenkeel_packaging.wine import Wine

_PATIENCE_S: Final = 240.0
#: Within wine's dialog for a file.
_DIALOG: Final = (330, 300)
#: The keys of the page for the PIN, which is in the middle of the screen.
_KEYS: Final = {
    **{str(n + 1): (557 + 126 * (n % 3), 303 + 87 * (n // 3)) for n in range(9)},
    "0": (683, 564),
    "leave": (809, 564),
}
_PIN: Final = "246810"
_CLINIC: Final = "Praxis Müller & Söhne"
_REFUSED: Final = 2


class TryError(Exception):
    """Something did not come out as it should."""


class ByHand:
    """One person at one computer with Windows.

    Attributes:
        screen: what they see.
        wine: the computer.
    """

    def __init__(self, folder: Path, setup: Path) -> None:
        """``folder`` is where the computer is made, and ``setup`` what they were given."""
        self.screen = Screen(BUILD / "windows" / "shots")
        home = folder / "home"
        home.mkdir(parents=True)
        more = {"DISPLAY": self.screen.name, "HOME": str(home)}
        self.wine = Wine(folder / "windows", BUILD / "windows" / "python", more=more)
        self._setup = setup
        self._home = home
        self._local = next((self.wine.drive / "users").glob("*/AppData/Local"))
        self._installed = self._local / "Programs" / NAME
        self._program = self._installed / "evenkeel-window.exe"
        self._data = self._local / "evenkeel"

    def close(self) -> None:
        """Ends the computer, then the screen."""
        self.wine.end()
        self.screen.close()

    def everything(self) -> None:
        """From the setup to its removal.

        Raises:
            TryError: the first thing that did not come out as it should.
            ScreenError: something was not on the screen.
        """
        self.install_with_pages()
        self.first_day()
        self.start_again()
        self.kiosk()
        self.upgrade()
        self.remove_with_pages()

    def install_with_pages(self) -> None:
        """Through the setup's pages, to the window that it opens."""
        entry = f"users/*/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/{NAME}.lnk"
        with self.wine.open(self._setup):
            time.sleep(10)
            self.screen.shot("01-licence")
            for key in ("alt+a", "Return"):
                self.screen.press(key)
                time.sleep(3)
            within(lambda: [*self.wine.drive.glob(entry)], "it is installed with its pages")
            time.sleep(4)
            self.screen.shot("02-installed")
            self.screen.press("Return")
            self.screen.wait_for("Welcome to Evenkeel", patience_s=_PATIENCE_S)
            expect(self._program.is_file(), "and opens from the last page")
            self.screen.shot("03-welcome")
            self._answer()

    def first_day(self) -> None:
        """A hold to its end, the chart, a card to a PDF; where there is no printer, a sentence."""
        with self.wine.open(self._program):
            self._session()
            self._paper()

    def _session(self) -> None:
        screen = self.screen
        screen.wait_for("Your plan for your LEFT side", patience_s=_PATIENCE_S)
        screen.click("On the floor", beside=(-160, 0))
        screen.click("moderate", beside=(0, -54))
        screen.click("Continue")
        screen.click("I'm ready")
        screen.shot("06-prepare")
        expect(screen.wait_for("Rest", patience_s=60), "a hold is counted to its end")
        screen.shot("07-after-a-hold")
        screen.click("Any key", beside=(700, 42))
        screen.click("End the session", last=True)
        screen.click("moderate", beside=(0, -54))
        screen.click("Done")
        settings = (self._data / "settings.json").read_text(encoding="utf-8")
        expect('"heard": "tones"' in settings, "where no voice answers, tones are heard")
        screen.click("Progress")
        expect(screen.wait_for("pain before a session"), "the chart is drawn")
        time.sleep(4)
        screen.shot("08-chart")

    def _paper(self) -> None:
        screen = self.screen
        screen.click("Today", beside=(20, 48))
        screen.click("Heel push in a doorway")
        screen.click("Read everything", beside=(-200, 48))
        screen.click("Print this card")
        expect(screen.wait_for("No printer is set up"), "without a printer it says so")
        screen.shot("09-no-printer")
        screen.click("Cancel", beside=(-118, 0))
        time.sleep(4)
        screen.shot("10-save")
        screen.press("Return", at=_DIALOG)
        screen.wait_for("Saved to Documents")
        screen.shot("11-saved")
        (card,) = self._home.rglob("*.pdf")
        expect(card.read_bytes().startswith(b"%PDF"), "a card is kept as a PDF")

    def start_again(self) -> None:
        """After it was killed; and twice."""
        with self.wine.open(self._program):
            today = self.screen.wait_for("You have exercised today", patience_s=_PATIENCE_S)
            expect(today, "after it was killed, it opens with the journal")
            self.screen.shot("12-after-a-kill")
            status = self.wine.run(self._program)
            expect(status == 0, "a second start ends, and the first stays")
            self._not_touched("the window")

    def kiosk(self) -> None:
        """A clinic's name with umlauts in a file as Notepad writes it; left with the PIN."""
        console = self._installed / "evenkeel.exe"
        hashed = self.wine.told(console, "kiosk", "--hash-pin", said=_PIN)
        file = self.wine.drive / "kiosk.toml"
        text = f'[clinic]\r\nname = "{_CLINIC}"\r\n\r\n[staff]\r\npin_hash = "{hashed}"\r\n'
        file.write_bytes(b"\xef\xbb\xbf" + text.encode())
        with self.wine.open(self._program, "kiosk", "--config", self.wine.within(file)) as process:
            self.screen.wait_for("Find my exercises", patience_s=_PATIENCE_S)
            self.screen.shot("13-kiosk")
            self._not_touched("a kiosk")
            self.screen.press("alt+F4")
            # The clinic's name, in the bar at the bottom.
            self.screen.hold("Find my exercises", beside=(-348, 95), for_s=6)
            # Of the page for the PIN, with so few letters on it, none are read.
            time.sleep(4)
            self.screen.shot("14-pin")
            for key in (*_PIN, "leave"):
                self.screen.click_at(*_KEYS[key])
            within(lambda: process.poll() is not None, "a kiosk is left with its PIN")
            expect(process.returncode == 0, "and ends well")
        file.unlink()

    def upgrade(self) -> None:
        """Over an older version, of which nothing stays but the journal."""
        old = self._installed / "_internal" / "of-an-older-version.pyd"
        old.touch()
        before = (self._data / "journal.sqlite").read_bytes()
        expect(self.wine.run(self._setup, "/S") == 0, "it is installed over an older version")
        expect(not old.exists(), "of which nothing stays")
        after = (self._data / "journal.sqlite").read_bytes()
        expect(before == after, "but the journal")

    def remove_with_pages(self) -> None:
        """With the question about the journal, answered with yes."""
        with self.wine.open(self._installed / "uninstall.exe"):
            time.sleep(8)
            self.screen.press("Return")
            within(lambda: not self._installed.exists(), "it is removed with its pages")
            expect(self._data.exists(), "the journal is there")
            time.sleep(3)
            self.screen.shot("15-journal")
            self.screen.press("alt+y")
            within(lambda: not self._data.exists(), "until its owner says that it may go")
            self.screen.press("Return")
            time.sleep(3)
        left = [path for path in self.wine.drive.rglob("*") if NAME.lower() in path.name.lower()]
        expect(not left, "no file is left")
        self.wine.end()
        registry = [*self.wine.drive.parent.glob("*.reg")]
        named = [file for file in registry if NAME in file.read_text(errors="replace")]
        expect(not named, "and nothing in the registry")

    def _answer(self) -> None:
        """The questions, with the mouse: left, shifted, a doorway."""
        click = self.screen.click
        click("I understand")
        click("None of these")
        click("Next")
        click("No")
        click("My LEFT side")
        click("It feels as if it shifted")
        click("moderate", beside=(0, -54))
        click("Next")
        click("No, not for now", beside=(0, -84))
        click("A doorway")
        self.screen.shot("04-question")
        click("Next")
        click("No, not for now")
        click("None of these")
        click("Next")
        click("No, keep it short")
        click("Yes, that is right")
        plan = self.screen.wait_for("Your plan for your LEFT side")
        expect(plan, "the questions are answered with the mouse")
        self.screen.shot("05-plan")
        self.wine.kill(self._program.name)

    def _not_touched(self, what: str) -> None:
        """Neither the setup nor its removal touches anything while this runs."""
        status = self.wine.run(self._setup, "/S")
        expect(status == _REFUSED, f"{what} is not replaced while it runs")
        there = self.wine.within(self._installed)
        status = self.wine.run(f"{there}\\uninstall.exe", "/S", f"_?={there}")
        expect(status == _REFUSED, "nor removed")


def within(holds: Callable[[], object], what: str) -> None:
    """Waits until something holds."""
    end = time.monotonic() + _PATIENCE_S
    while not holds() and time.monotonic() < end:
        time.sleep(0.2)
    expect(holds(), what)


def expect(came_out: object, what: str) -> None:
    """Prints what came out, or ends the trial."""
    if not came_out:
        raise TryError(f"not so: {what}")
    print(what, flush=True)

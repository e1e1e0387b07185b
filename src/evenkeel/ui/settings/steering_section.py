"""Settings: how a session is steered, by whom letters get in the way or who has one switch."""

from evenkeel.journal.settings import Settings
from evenkeel.ui.settings.section import Section
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.text import body

_OFF, _ON = "off", "on"


class SteeringSection(Section):
    """Letters, how long a hold is, and one switch for everything."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._letters = self._segments(
            appearance,
            "settings_letters",
            self.tr("Single letters"),
            [(_ON, self.tr("Steer")), (_OFF, self.tr("Do nothing"))],
        )
        self._letters.chosen.connect(lambda code: self._change(session_letters=code == _ON))
        self.column.addWidget(
            body(
                self.tr(
                    "H: it hurts more. R: repeat. +: more time. Any other one pauses. "
                    "Without them, Space, Enter and the arrow keys remain."
                ),
                soft=True,
            )
        )
        self._held = self._segments(
            appearance,
            "settings_held",
            self.tr("Held for so long, a key means it hurts more"),
            [
                ("500", self.tr("Half a second")),
                ("1000", self.tr("1 second")),
                ("2000", self.tr("2 seconds")),
                ("3000", self.tr("3 seconds")),
            ],
        )
        self._held.chosen.connect(lambda code: self._change(held_ms=int(code)))
        self._scan = self._segments(
            appearance,
            "settings_scan",
            self.tr("One switch"),
            [
                ("0", self.tr("No")),
                ("2", self.tr("Every 2 seconds")),
                ("4", self.tr("Every 4 seconds")),
                ("8", self.tr("Every 8 seconds")),
            ],
        )
        self._scan.chosen.connect(lambda code: self._change(scan_s=int(code)))
        self.column.addWidget(
            body(
                self.tr(
                    "With one switch, every key is the same: pressed, it pauses and goes on; held, "
                    "it hurts more. Where you choose, the answers are marked in turn, and a press "
                    "takes the marked one."
                ),
                soft=True,
            )
        )

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""
        self._letters.choose(_ON if settings.session_letters else _OFF)
        self._held.choose(_nearest(settings.held_ms, (500, 1000, 2000, 3000)))
        self._scan.choose(_nearest(settings.scan_s, (0, 2, 4, 8)))


def _nearest(value: int, offered: tuple[int, ...]) -> str:
    """The code of what is offered that comes nearest to what a file says."""
    return str(min(offered, key=lambda one: abs(one - value)))

"""Settings: how a session is steered, by whom letters get in the way or who has one switch."""

from functools import partial

from evenkeel.catalogue.wording import fill
from evenkeel.journal.settings import SESSION_KEYS, Settings
from evenkeel.ui.settings.key_choice import KeyChoice
from evenkeel.ui.settings.section import Section
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.text import body

_OFF, _ON = "off", "on"


class SteeringSection(Section):
    """Letters and which, how long a hold is, and one switch for everything."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._reader = appearance.reader
        self._chosen = SESSION_KEYS
        self._letters = self._segments(
            appearance,
            "settings_letters",
            self.tr("Single letters"),
            [(_ON, self.tr("Steer")), (_OFF, self.tr("Do nothing"))],
        )
        self._letters.chosen.connect(lambda code: self._change(session_letters=code == _ON))
        self._does = (self.tr("It hurts more"), self.tr("Repeat"), self.tr("More time"))
        self._keys = tuple(
            KeyChoice(appearance, name, does)
            for name, does in zip(
                ("settings_key_hurts", "settings_key_repeat", "settings_key_more"),
                self._does,
                strict=True,
            )
        )
        for place, (does, choice) in enumerate(zip(self._does, self._keys, strict=True)):
            self._row(fill(self.tr("Key for “{does}”"), does=does), choice)
            choice.waiting.connect(partial(self._ask, place))
            choice.chosen.connect(partial(self._take, place))
            choice.refused.connect(partial(self._refuse, place))
            choice.kept.connect(self._hide_answer)
        self._answer = body()
        self._answer.setObjectName("settings_key_answer")
        self._answer.hide()
        self.column.addWidget(self._answer)
        self.column.addWidget(
            body(
                self.tr(
                    "Any other letter, digit or sign pauses. Without them, Space, Enter and the "
                    "arrow keys remain."
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

    def _ask(self, place: int) -> None:
        does, key = self._does[place], self._chosen[place]
        self._tell(
            place,
            fill(self.tr("Press the key for “{does}”. Esc keeps {key}."), does=does, key=key),
        )

    def _take(self, place: int, key: str) -> None:
        """Another key, unless it has a meaning already."""
        keys = list(self._chosen)
        if key in keys and keys.index(key) != place:
            taken = self.tr("{key} means “{does}” already. Press another one, or Esc.")
            self._tell(place, fill(taken, key=key, does=self._does[keys.index(key)]))
            return
        keys[place] = key
        self._chosen = "".join(keys)
        self._keys[place].show_key(key)
        done = fill(self.tr("{key} means “{does}” now."), key=key, does=self._does[place])
        self._tell(place, done)
        self._change(session_keys=self._chosen)

    def _refuse(self, place: int) -> None:
        self._tell(
            place,
            self.tr(
                "This key has a meaning of its own. Press a letter, a digit or a sign, or Esc."
            ),
        )

    def _tell(self, place: int, sentence: str) -> None:
        self._answer.setText(sentence)
        self._answer.show()
        self._reader.tell(self._keys[place], sentence)

    def _hide_answer(self) -> None:
        self._answer.hide()

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""
        self._letters.choose(_ON if settings.session_letters else _OFF)
        self._chosen = settings.session_keys
        for key, choice in zip(self._chosen, self._keys, strict=True):
            choice.show_key(key)
        self._held.choose(_nearest(settings.held_ms, (500, 1000, 2000, 3000)))
        self._scan.choose(_nearest(settings.scan_s, (0, 2, 4, 8)))


def _nearest(value: int, offered: tuple[int, ...]) -> str:
    """The code of what is offered that comes nearest to what a file says."""
    return str(min(offered, key=lambda one: abs(one - value)))

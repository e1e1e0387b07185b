"""What can be set, in sections: appearance, pictures, aims, session, sound, paper, reminders."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QTime, Signal

from evenkeel.catalogue.wording import fill
from evenkeel.journal.settings import Heard, Paper, ReducedMotion, Settings, ThemeChoice
from evenkeel.ui.settings.portrait_chooser import PortraitSettings
from evenkeel.ui.settings.section import Section
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Flow, NumberStepper, QuietButton, body, line
from evenkeel.ui.widgets.controls import Segment

#: The hours of the day at which one can be reminded.
_HOURS = range(6, 23)
_MINUTES = 60


class AppearanceSection(Section):
    """Colours, text size and movement."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._theme = self._segments(
            appearance,
            "settings_theme",
            self.tr("Colours"),
            [
                (ThemeChoice.SYSTEM, self.tr("Follow the system")),
                (ThemeChoice.LIGHT, self.tr("Light")),
                (ThemeChoice.DARK, self.tr("Dark")),
                (ThemeChoice.CONTRAST, self.tr("High contrast")),
            ],
        )
        self._theme.chosen.connect(lambda code: self._change(theme=ThemeChoice(code)))
        self._text = NumberStepper(
            "settings_text", self.tr("Text size"), 100, 100, 200, "{number} %", step=10
        )
        self._row(self.tr("Text size"), self._text)
        self._text.changed.connect(lambda number: self._change(text_percent=number))
        self._motion = self._segments(
            appearance,
            "settings_motion",
            self.tr("Movement on the screen"),
            [
                (ReducedMotion.SYSTEM, self.tr("Follow the system")),
                (ReducedMotion.OFF, self.tr("On")),
                (ReducedMotion.ON, self.tr("Off")),
            ],
        )
        self._motion.chosen.connect(lambda code: self._change(reduced_motion=ReducedMotion(code)))

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""
        self._theme.choose(settings.theme.value)
        self._text.set_value(settings.text_percent)
        self._motion.choose(settings.reduced_motion.value)


class PicturesSection(Section):
    """Who is in the pictures."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._pictures = PortraitSettings(appearance)
        self._pictures.changed.connect(self.changed)
        self.column.addWidget(self._pictures)

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""
        self._pictures.show_settings(settings)


class AimsSection(Section):
    """What the user aims for."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._aim = NumberStepper("settings_aim", self.tr("Sessions a week"), 5, 1, 21)
        self._row(self.tr("Sessions a week"), self._aim, self.tr("What you aim for."))
        self._aim.changed.connect(lambda number: self._change(sessions_per_week=number))
        self._activities = self._segments(
            appearance,
            "settings_activities",
            self.tr("Activities of your own"),
            [("on", self.tr("Ask every two weeks")), ("off", self.tr("Do not ask"))],
        )
        self._activities.chosen.connect(
            lambda code: self._change(own_activities=code == _code(on=True))
        )

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""
        self._aim.set_value(settings.sessions_per_week)
        self._activities.choose(_code(on=settings.own_activities))


class PaperSection(Section):
    """What is printed on."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._paper = self._segments(
            appearance,
            "settings_paper",
            self.tr("Paper"),
            [
                (Paper.A4, self.tr("A4")),
                (Paper.LETTER, self.tr("Letter")),
                (Paper.A5, self.tr("A5")),
            ],
        )
        self._paper.chosen.connect(lambda code: self._change(paper=Paper(code)))
        self._print = self._segments(
            appearance,
            "settings_print",
            self.tr("Print on paper"),
            [("off", self.tr("Usual")), ("on", self.tr("Large"))],
        )
        self._print.chosen.connect(lambda code: self._change(large_print=code == _code(on=True)))

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""
        self._paper.choose(settings.paper.value)
        self._print.choose(_code(on=settings.large_print))


class SessionSection(Section):
    """How a session goes."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        seconds = self.tr("{number} s")
        self._prepare = NumberStepper(
            "settings_prepare", self.tr("Time to get ready"), 15, 5, 60, seconds, step=5
        )
        self._row(
            self.tr("Time to get ready"),
            self._prepare,
            self.tr("Before each exercise; longer where you have to get down, up or over."),
        )
        self._prepare.changed.connect(lambda number: self._change(prepare_s=number))
        self._switch = NumberStepper(
            "settings_switch", self.tr("Time to change sides"), 10, 5, 60, seconds, step=5
        )
        self._row(self.tr("Time to change sides"), self._switch)
        self._switch.changed.connect(lambda number: self._change(switch_s=number))
        self._rest = NumberStepper(
            "settings_rest", self.tr("Rest between repetitions"), 100, 0, 200, "{number} %", step=25
        )
        self._row(
            self.tr("Rest between repetitions"),
            self._rest,
            self.tr("Percentage of the planned rest: 0 % is none, 200 % is twice as long."),
        )
        self._rest.changed.connect(lambda number: self._change(rest_percent=number))
        self._order = self._segments(
            appearance,
            "settings_order",
            self.tr("Order of the stretches"),
            [("off", self.tr("As planned")), ("on", self.tr("Fewer position changes"))],
        )
        self._order.chosen.connect(lambda code: self._change(fewest_turns=code == _code(on=True)))
        self._screen = self._segments(
            appearance,
            "settings_screen",
            self.tr("Window during a session"),
            [("on", self.tr("Fills the screen")), ("off", self.tr("Leave as it is"))],
        )
        self._screen.chosen.connect(lambda code: self._change(fill_screen=code == _code(on=True)))

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""
        self._prepare.set_value(settings.prepare_s)
        self._switch.set_value(settings.switch_s)
        self._rest.set_value(settings.rest_percent)
        self._order.choose(_code(on=settings.fewest_turns))
        self._screen.choose(_code(on=settings.fill_screen))


class SoundSection(Section):
    """What is heard.

    Signals:
        tryRequested: the user wants to hear how it sounds.
    """

    tryRequested = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._heard = self._segments(
            appearance,
            "settings_heard",
            self.tr("What you hear"),
            [
                (Heard.VOICE_AND_TONES, self.tr("Voice and tones")),
                (Heard.VOICE, self.tr("Voice")),
                (Heard.TONES, self.tr("Tones")),
                (Heard.QUIET, self.tr("Quiet")),
            ],
        )
        self._heard.chosen.connect(lambda code: self._change(heard=Heard(code)))
        self._reader = self._segments(
            appearance,
            "settings_reader",
            self.tr("With a screen reader"),
            [
                ("off", self.tr("It speaks, with tones")),
                ("on", self.tr("Evenkeel's own voice")),
            ],
        )
        self._reader.chosen.connect(lambda code: self._change(voice_beside_reader=code == "on"))
        self.column.addWidget(body(self.tr("Only one of the two says a sentence."), soft=True))
        self._silent, inside = self._warning()
        self._silence = body()
        self._silence.setObjectName("settings_silence")
        inside.addWidget(self._silence)
        inside.addWidget(
            body(self.tr("Where a tone can't be heard, the screen lights up instead."), soft=True)
        )
        percent = "{number} %"
        self._voice = NumberStepper(
            "settings_voice", self.tr("Volume of the voice"), 80, 0, 100, percent, step=10
        )
        self._row(self.tr("Volume of the voice"), self._voice)
        self._voice.changed.connect(lambda number: self._change(voice_volume=number))
        self._tones = NumberStepper(
            "settings_tones", self.tr("Volume of the tones"), 60, 0, 100, percent, step=10
        )
        self._row(self.tr("Volume of the tones"), self._tones)
        self._tones.changed.connect(lambda number: self._change(tone_volume=number))
        self._speed = NumberStepper(
            "settings_speed", self.tr("Speed of the voice"), 150, 100, 220, step=10
        )
        self._row(self.tr("Speed of the voice"), self._speed, self.tr("Words a minute."))
        self._speed.changed.connect(lambda number: self._change(voice_wpm=number))
        listen = QuietButton("settings_listen", self.tr("Listen"), small=True)
        listen.clicked.connect(self.tryRequested)
        self._row(self.tr("How it sounds"), listen)

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""
        self._heard.choose(settings.heard.value)
        self._voice.set_value(settings.voice_volume)
        self._tones.set_value(settings.tone_volume)
        self._speed.set_value(settings.voice_wpm)
        self._reader.choose(_code(on=settings.voice_beside_reader))

    def show_silence(self, reasons: Sequence[str]) -> None:
        """Says why something that is wanted is not heard, and what to install."""
        self._silence.setText("\n".join(reasons))
        self._silent.setVisible(bool(reasons))


class RemindersSection(Section):
    """When to be reminded."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.column.addWidget(line())
        self.column.addWidget(
            body(
                self.tr(
                    "Choose the times of day. You are reminded once at each, but not during a "
                    "session nor when you have done enough for the day. With reminders, Evenkeel "
                    "stays in the tray when you close its window."
                ),
                soft=True,
            )
        )
        self._no_tray, inside = self._warning()
        words = body(
            self.tr(
                "This desktop shows no tray icons, so no reminders can be shown. On GNOME, the "
                "extension AppIndicator adds them."
            )
        )
        words.setObjectName("settings_no_tray")
        inside.addWidget(words)
        row = Flow(spacing=tokens.SMALL, row_spacing=tokens.SMALL)
        self._times: dict[int, Segment] = {}
        for hour in _HOURS:
            text = QLocale().toString(QTime(hour, 0), QLocale.FormatType.ShortFormat)
            said = fill(self.tr("Remind me at {time}"), time=text)
            button = Segment(
                appearance,
                f"settings_remind_{hour}",
                text,
                said,
                round_left=True,
                round_right=True,
            )
            button.clicked.connect(self._times_chosen)
            self._times[hour * _MINUTES] = button
            row.addWidget(button)
        self.column.addLayout(row)

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""
        for minute, button in self._times.items():
            button.setChecked(minute in settings.reminders)

    def show_tray(self, *, available: bool) -> None:
        """Says where this desktop can't show reminders."""
        self._no_tray.setVisible(not available)

    def _times_chosen(self) -> None:
        chosen = (minute for minute, button in self._times.items() if button.isChecked())
        self._change(reminders=tuple(chosen))


def _code(*, on: bool) -> str:
    return "on" if on else "off"

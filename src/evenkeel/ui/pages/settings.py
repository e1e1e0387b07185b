"""What can be set, and what the program is about."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, QTime, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from evenkeel import __version__
from evenkeel.journal.settings import Heard, Paper, ReducedMotion, Settings, ThemeChoice
from evenkeel.ui import tokens
from evenkeel.ui.look import Look
from evenkeel.ui.widgets import (
    DangerButton,
    Flow,
    NumberStepper,
    QuietButton,
    ScrollPage,
    Segments,
    body,
    heading,
    line,
    strong,
)
from evenkeel.ui.widgets.controls import Segment
from evenkeel.ui.widgets.journalrows import JournalRows
from evenkeel.ui.widgets.portrait import PortraitSettings
from evenkeel.ui.widgets.rows import add_row

_WIDEST = 960
#: The hours of the day at which one can be reminded.
_HOURS = range(6, 23)
_MINUTES = 60


class SettingsPage(ScrollPage):
    """Shows the settings; every change counts at once.

    Signals:
        settingsChanged: the settings as they are now.
        tryRequested: the reader wants to hear how it sounds.
        visibleChanged: the page was shown, or is no longer.
        answersRequested: the reader wants to see the answers.
        eraseRequested: the reader confirmed that everything is to be erased.

    Attributes:
        journal: the rows about the journal as a whole.
    """

    settingsChanged = Signal(Settings)
    tryRequested = Signal()
    visibleChanged = Signal(bool)
    answersRequested = Signal()
    eraseRequested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "settings", widest=_WIDEST, parent=parent)
        self._settings = Settings()
        self.set_title(self.tr("Settings"))
        self.body.setSpacing(tokens.SMALL)
        self._add_look()
        self._add_pictures()
        self._add_session()
        self._add_sound()
        self._add_reminders()
        self._add_journal()
        self._add_data()
        self._add_about()
        self.body.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without telling anybody."""
        self._settings = settings
        self._theme.choose(settings.theme.value)
        self._motion.choose(settings.reduced_motion.value)
        self._paper.choose(settings.paper.value)
        self._pictures.show_settings(settings)
        self._text.set_value(settings.text_percent)
        self._aim.set_value(settings.sessions_per_week)
        self._prepare.set_value(settings.prepare_s)
        self._switch.set_value(settings.switch_s)
        self._rest.set_value(settings.rest_percent)
        self._order.choose(_code(on=settings.fewest_turns))
        self._screen.choose(_code(on=settings.fill_screen))
        for minute, button in self._times.items():
            button.setChecked(minute in settings.reminders)
        self._heard.choose(settings.heard.value)
        self._voice.set_value(settings.voice_volume)
        self._speed.set_value(settings.voice_wpm)
        self._tones.set_value(settings.tone_volume)
        self._ask_erase(on=False)
        self.journal.show_done("")

    def showEvent(self, event: QShowEvent) -> None:
        """Tells that somebody looks."""
        super().showEvent(event)
        self.visibleChanged.emit(self.isVisible())

    def hideEvent(self, event: QHideEvent) -> None:
        """Tells that nobody looks any more."""
        super().hideEvent(event)
        self.visibleChanged.emit(self.isVisible())

    def show_silence(self, reasons: Sequence[str]) -> None:
        """Says why something that is wanted is not heard, and what to install."""
        self._silence.setText("\n".join(reasons))
        self._silent.setVisible(bool(reasons))

    def show_tray(self, *, available: bool) -> None:
        """Says where this desktop can't show reminders."""
        self._no_tray.setVisible(not available)

    def _add_look(self) -> None:
        self._section(self.tr("Look"))
        self._theme = self._segments(
            "settings_theme",
            self.tr("Colours"),
            [
                (ThemeChoice.SYSTEM, self.tr("As the system")),
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
            "settings_motion",
            self.tr("Movement on the screen"),
            [
                (ReducedMotion.SYSTEM, self.tr("As the system")),
                (ReducedMotion.OFF, self.tr("On")),
                (ReducedMotion.ON, self.tr("Off")),
            ],
        )
        self._motion.chosen.connect(lambda code: self._change(reduced_motion=ReducedMotion(code)))

    def _add_pictures(self) -> None:
        self._section(self.tr("Pictures"))
        self._pictures = PortraitSettings(self.look)
        self._pictures.changed.connect(lambda changes: self._change(**changes))
        self.body.addWidget(self._pictures)

    def _add_session(self) -> None:
        self._section(self.tr("Session"))
        self._aim = NumberStepper("settings_aim", self.tr("Sessions a week"), 5, 1, 21)
        self._row(self.tr("Sessions a week"), self._aim, self.tr("What you aim for."))
        self._aim.changed.connect(lambda number: self._change(sessions_per_week=number))
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
            self.tr("Of the plan's own: 0 % is none, 200 % is twice as long."),
        )
        self._rest.changed.connect(lambda number: self._change(rest_percent=number))
        self._order = self._segments(
            "settings_order",
            self.tr("Order of the stretches"),
            [("off", self.tr("As planned")), ("on", self.tr("Turn over less"))],
        )
        self._order.chosen.connect(lambda code: self._change(fewest_turns=code == _code(on=True)))
        self._paper = self._segments(
            "settings_paper",
            self.tr("Paper"),
            [(Paper.A4, self.tr("A4")), (Paper.LETTER, self.tr("Letter"))],
        )
        self._paper.chosen.connect(lambda code: self._change(paper=Paper(code)))

        self._screen = self._segments(
            "settings_screen",
            self.tr("Window during a session"),
            [("on", self.tr("Fills the screen")), ("off", self.tr("As it is"))],
        )
        self._screen.chosen.connect(lambda code: self._change(fill_screen=code == _code(on=True)))

    def _add_sound(self) -> None:
        self._section(self.tr("Sound"))
        self._heard = self._segments(
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
        self._silent = QFrame()
        self._silent.setProperty("role", "warning")
        inside = QVBoxLayout(self._silent)
        inside.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        inside.setSpacing(tokens.SMALL)
        self._silence = body()
        self._silence.setObjectName("settings_silence")
        inside.addWidget(self._silence)
        inside.addWidget(
            body(self.tr("Where a tone can't be heard, the screen lights up instead."), soft=True)
        )
        self._silent.hide()
        self.body.addWidget(self._silent)
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

    def _add_reminders(self) -> None:
        self._section(self.tr("Reminders"))
        self.body.addWidget(line())
        self.body.addWidget(
            body(
                self.tr(
                    "Choose the times of day. You are reminded once at each, but not during a "
                    "session nor when you have done enough for the day. With reminders, Evenkeel "
                    "stays in the tray when you close its window."
                ),
                soft=True,
            )
        )
        self._no_tray = QFrame()
        self._no_tray.setProperty("role", "warning")
        inside = QVBoxLayout(self._no_tray)
        inside.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        words = body(
            self.tr(
                "This desktop shows no tray icons, so no reminders can be shown. On GNOME, the "
                "extension AppIndicator adds them."
            )
        )
        words.setObjectName("settings_no_tray")
        inside.addWidget(words)
        self._no_tray.hide()
        self.body.addWidget(self._no_tray)
        row = Flow(spacing=tokens.SMALL, row_spacing=tokens.SMALL)
        self._times: dict[int, Segment] = {}
        for hour in _HOURS:
            text = QLocale().toString(QTime(hour, 0), QLocale.FormatType.ShortFormat)
            said = self.tr("Remind me at {time}").format(time=text)
            button = Segment(
                self.look,
                f"settings_remind_{hour}",
                text,
                said,
                round_left=True,
                round_right=True,
            )
            button.clicked.connect(self._times_chosen)
            self._times[hour * _MINUTES] = button
            row.addWidget(button)
        self.body.addLayout(row)

    def _times_chosen(self) -> None:
        chosen = (minute for minute, button in self._times.items() if button.isChecked())
        self._change(reminders=tuple(chosen))

    def _add_journal(self) -> None:
        self._section(self.tr("Your journal"))
        self.journal = JournalRows()
        self.journal.doneShown.connect(self.show_whole)
        self.body.addWidget(self.journal)

    def _add_data(self) -> None:
        self._section(self.tr("Your data"))
        answers = QuietButton("settings_answers", self.tr("Show my answers"), small=True)
        answers.clicked.connect(self.answersRequested)
        self._row(
            self.tr("Your answers"), answers, self.tr("See them all, and change them one by one.")
        )
        self._erase = DangerButton("settings_erase", self.tr("Erase everything…"), small=True)
        self._erase.clicked.connect(lambda: self._ask_erase(on=True))
        self._row(
            self.tr("Start afresh"),
            self._erase,
            self.tr("Your answers, sessions and notes are kept on this computer only."),
        )
        self._confirm = QFrame()
        self._confirm.setProperty("role", "warning")
        inside = QVBoxLayout(self._confirm)
        inside.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.LARGE)
        inside.setSpacing(tokens.SMALL)
        inside.addWidget(strong(self.tr("Erase everything you have entered?")))
        inside.addWidget(
            body(
                self.tr(
                    "Answers, sessions, pain and notes are gone for good. This can't be undone."
                )
            )
        )
        buttons = Flow(spacing=tokens.MEDIUM, row_spacing=tokens.SMALL)
        self._keep = QuietButton("settings_erase_cancel", self.tr("Keep everything"), small=True)
        self._keep.clicked.connect(lambda: self._ask_erase(on=False))
        sure = DangerButton("settings_erase_confirm", self.tr("Yes, erase"), small=True)
        sure.clicked.connect(self._erased)
        buttons.addWidget(self._keep)
        buttons.addWidget(sure)
        inside.addSpacing(tokens.SMALL)
        inside.addLayout(buttons)
        self._confirm.hide()
        self.body.addWidget(self._confirm)

    def _add_about(self) -> None:
        self._section(self.tr("About"))
        for sentence in self.look.catalogue.words.purpose:
            self.body.addWidget(body(sentence))
        self.body.addSpacing(tokens.SMALL)
        self.body.addWidget(strong(self.tr("Sources")))
        for source in self.look.catalogue.sources.values():
            parts = [f"“{source.title}”", source.author, source.year]
            self.body.addWidget(body(", ".join(part for part in parts if part), soft=True))
        self.body.addSpacing(tokens.SMALL)
        self.body.addWidget(
            body(
                self.tr(
                    "Evenkeel {version}, content {content}. Free software, MIT licence."
                ).format(version=__version__, content=self.look.catalogue.version),
                soft=True,
            )
        )

    def _section(self, title: str) -> None:
        if self.body.count():
            self.body.addSpacing(tokens.LARGE)
        self.body.addWidget(heading(title, 2))

    def _row(self, title: str, control: QWidget, hint: str = "") -> None:
        add_row(self.body, title, control, hint)

    def _segments(self, name: str, title: str, options: Sequence[tuple[str, str]]) -> Segments:
        segments = Segments(self.look, name, title, [(str(code), text) for code, text in options])
        self._row(title, segments)
        return segments

    def _change(self, **changes: object) -> None:
        self._settings = replace(self._settings, **changes)  # type: ignore[arg-type]
        self.settingsChanged.emit(self._settings)

    def _ask_erase(self, *, on: bool) -> None:
        self._confirm.setVisible(on)
        self._erase.setEnabled(not on)
        if on:
            self._keep.setFocus()
            self.show_whole(self._confirm)

    def _erased(self) -> None:
        self._ask_erase(on=False)
        self.eraseRequested.emit()


def _code(*, on: bool) -> str:
    return "on" if on else "off"

"""The sections of the help: how it goes, the pictures, the keys, every day, what it is about."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from evenkeel import __version__
from evenkeel.catalogue.forms import in_digits, with_commas
from evenkeel.catalogue.locate import shipped_resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import fill
from evenkeel.guide.shown_side import shown_side
from evenkeel.handout.signs import signs
from evenkeel.journal.settings import Settings
from evenkeel.ui.settings.section import Section
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import (
    Columns,
    FigureView,
    Flow,
    QuietButton,
    Stack,
    body,
    numeral,
    strong,
)

_TIP_WIDTH, _TIPS_BESIDE = 300, 3
_PICTURE_WIDTH, _PICTURE_WIDEST = 340, 560
#: The size of a sign.
_SIGN = (72, 44)
#: Its picture has an arrow, a glow and the leg where it began.
_WITH_ALL_SIGNS = ("plank_leg_reach", "lift")


class HowSection(Section):
    """From the questions to the progress, in a few steps."""

    def __init__(self) -> None:
        super().__init__()
        steps = (
            self.tr("Answer the questions. They choose your exercises, your side and your form."),
            self.tr("Today shows what to lay ready. Press Start, and follow pictures and voice."),
            self.tr(
                "Where you have to move to another place, nothing counts down: it waits until "
                "you are ready."
            ),
            self.tr(
                "Does it hurt more? Say so at once: the exercise stops. Stop for today when you "
                "like."
            ),
            self.tr("Say how strong the pain is, before and after. Progress shows how it goes."),
            self.tr("Print your plan for a place without a computer, and type in your diary."),
        )
        grid_box = QWidget()
        grid = QGridLayout(grid_box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.MEDIUM)
        grid.setVerticalSpacing(tokens.SMALL)
        grid.setColumnStretch(1, 1)
        for row, text in enumerate(steps):
            grid.addWidget(numeral(row + 1), row, 0)
            grid.addWidget(body(text), row, 1)
        self.column.addWidget(grid_box)


class PicturesHelp(Section):
    """What the signs in the pictures mean, beside a picture that has them."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        catalogue = appearance.catalogue
        code, variant = _WITH_ALL_SIGNS
        words_box = QWidget()
        grid = QGridLayout(words_box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.MEDIUM)
        grid.setVerticalSpacing(tokens.MEDIUM)
        grid.setColumnStretch(1, 1)
        for row, sign in enumerate(signs()):
            words = Stack(spacing=tokens.TIGHT)
            words.add(strong(sign.title))
            words.add(body(sign.text, soft=True))
            if sign.name:
                top = Qt.AlignmentFlag.AlignTop
                grid.addWidget(SignPicture(appearance, sign.name), row, 0, top)
            grid.addWidget(words, row, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        beside = Columns(least=appearance.px(_PICTURE_WIDTH), most=2, spacing=tokens.HUGE)
        exercise = catalogue.exercises.get(code)
        if exercise and any(one.id == variant for one in exercise.variants):
            view = FigureView(appearance)
            shown = shown_side(exercise, None, catalogue, variant=variant)
            view.show_picture(code, exercise.form_of(variant).hold, shown.side)
            view.setMaximumWidth(_PICTURE_WIDEST)
            beside.addWidget(view)
        beside.addWidget(words_box)
        self.column.addLayout(beside)


class SignPicture(QWidget):
    """A sign of the pictures in the colours of the theme; the words beside it name it.

    Attributes:
        name: which sign, as `FigureStore.legend` calls it.
    """

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__()
        self._appearance = appearance
        self.name = name
        self.setFixedSize(appearance.px(_SIGN[0]), appearance.px(_SIGN[1]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints it; a clinic's own content without this picture has the words alone."""
        try:
            picture = self._appearance.figures.legend(self.name, self._appearance.theme.palette)
        except FileNotFoundError:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture.paint(painter, QRectF(self.rect()), side=None)
        painter.end()


class KeysSection(Section):
    """The keys, in the window and in a session, where the user may have chosen three of them."""

    def __init__(self) -> None:
        super().__init__()
        self._hurts, self._repeat, self._more = body(), body(), body()
        self._add(
            self.tr("In the window"),
            (
                ("F1", self.tr("This page")),
                ("Ctrl+1 … Ctrl+5", self.tr("Today, Exercises, Progress, Settings, Help")),
                ("Ctrl+D", self.tr("Your paper diary")),
                ("Ctrl+P", self.tr("Print what you see")),
                (self.tr("Tab, arrow keys"), self.tr("From one thing to the next")),
                (self.tr("Enter, Space"), self.tr("Press it")),
                ("Esc", self.tr("Back")),
                ("F11", self.tr("Fill the screen, and back")),
                ("Ctrl+Q", self.tr("Close Evenkeel")),
            ),
        )
        self._add(
            self.tr("In a session, also from the floor"),
            (
                (self.tr("Any key, or a click"), self.tr("I'm ready, pause, go on")),
                (self._hurts, self.tr("It hurts more: stop at once")),
                (
                    self.tr("Right, Page Down"),
                    self.tr("Start now; in a hold, leave this exercise"),
                ),
                (self.tr("Left, Page Up"), self.tr("Back")),
                (self._repeat, self.tr("Repeat")),
                (self._more, self.tr("More time")),
                ("Esc", self.tr("Leave the session; you are asked first")),
            ),
        )
        self.column.addWidget(
            body(
                self.tr("A remote control or a presenter does the same. The screen says what."),
                soft=True,
            )
        )

    def show_settings(self, settings: Settings) -> None:
        """Shows the keys that the user chose."""
        hurts, repeat, more = tuple(settings.session_keys)
        self._hurts.setText(fill(self.tr("{key}, or any key held down"), key=hurts))
        self._repeat.setText(repeat)
        self._more.setText(more)

    def _add(self, title: str, keys: Sequence[tuple[str | QLabel, str]]) -> None:
        self.column.addWidget(strong(title))
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, tokens.MEDIUM)
        grid.setHorizontalSpacing(tokens.LARGE)
        grid.setVerticalSpacing(tokens.TIGHT)
        grid.setColumnStretch(1, 1)
        for row, (key, text) in enumerate(keys):
            name = body(key) if isinstance(key, str) else key
            name.setWordWrap(False)
            for column, label in enumerate((name, body(text, soft=True))):
                grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(box)


class TipsSection(Section):
    """What helps on an ordinary day [DAYS-7]."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        tips = Columns(
            least=appearance.px(_TIP_WIDTH),
            most=_TIPS_BESIDE,
            spacing=tokens.HUGE,
            row_spacing=tokens.LARGE,
        )
        for tip in appearance.catalogue.tips:
            box = Stack(spacing=tokens.TIGHT)
            box.add(strong(tip.title))
            box.add(body(tip.text, soft=True))
            box.add_stretch()
            tips.addWidget(box)
        self.column.addLayout(tips)


class AboutSection(Section):
    """What the program is for, and where it comes from."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        for sentence in catalogue.words.purpose:
            self.column.addWidget(body(sentence))
        self.column.addSpacing(tokens.SMALL)
        self.column.addWidget(strong(self.tr("Sources")))
        for source in catalogue.sources.values():
            parts = [f"“{source.title}”", source.author, in_digits(source.year)]
            self.column.addWidget(body(with_commas(part for part in parts if part), soft=True))
        self.column.addSpacing(tokens.SMALL)
        self.column.addWidget(
            body(
                fill(
                    self.tr(
                        "Evenkeel {version}, content {content}. Free software, MIT licence. It "
                        "uses Qt under the LGPL, and other free software."
                    ),
                    version=__version__,
                    content=catalogue.version,
                ),
                soft=True,
            )
        )
        licences = QuietButton("settings_licences", self.tr("Licences"))
        licences.clicked.connect(self._show_licences)
        row = Flow(spacing=tokens.MEDIUM, row_spacing=tokens.SMALL)
        row.addWidget(licences)
        self.column.addLayout(row)

    def _show_licences(self) -> None:
        from evenkeel.ui.settings.licences_dialog import LicencesDialog

        LicencesDialog(self, shipped_resources_dir() / "licences.txt").open()

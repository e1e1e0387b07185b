"""The first page: what the program is for, and two ways to begin."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from evenkeel.catalogue.model import Exercise
from evenkeel.handout.paper import Clinic
from evenkeel.kiosk.frame.touch_page import KioskPage, is_tall
from evenkeel.kiosk.invite.slideshow import Slideshow
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.language import translate
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Flow, PrimaryButton, QuietButton, body, heading, large

_LOGO_MM = 18.0
_GAP_MM = 6.0
_EDGE_MM = 12.0
#: The shares of picture and words, side by side and on a tall screen.
_BESIDE = (5, 6)
_ABOVE = (3, 2)


class InvitePage(KioskPage):
    """Invites visitors: a picture on its own background, and the words.

    Signals:
        findRequested: the questions.
        browseRequested: the exercises.
        languageChosen: everything in a language; its code.
    """

    findRequested = Signal()
    browseRequested = Signal()
    languageChosen = Signal(str)

    def __init__(
        self, appearance: Appearance, sizes: Sizes, clinic: Clinic, exercises: Sequence[Exercise]
    ) -> None:
        """Shows the clinic's name and logo, and these exercises in turn."""
        super().__init__(appearance, sizes, "kiosk_invite")
        # The words fill their half, margins included.
        self._widest = tokens.CONTENT_WIDEST * sizes.target
        self._hero = _Hero(appearance, sizes, clinic, exercises)
        self._halves = self._divided(self._hero)
        self.set_title(
            self.tr("Pain low in your back, beside the spine?"),
            self.tr("Find gentle exercises for a sore sacroiliac joint. It takes two minutes."),
        )
        self.body.setSpacing(sizes.mm(_GAP_MM / 2))
        self.body.addWidget(large(self.tr("Nothing that you tap here is stored.")))
        for sentence in appearance.catalogue.words.purpose[:2]:
            self.body.addWidget(body(sentence, soft=True))
        self.body.addStretch(1)
        self._find = find = PrimaryButton("kiosk_find", self.tr("Find my exercises"))
        find.clicked.connect(self.findRequested)
        browse = QuietButton("kiosk_browse", self.tr("Look at an exercise"))
        browse.clicked.connect(self.browseRequested)
        self._ways = (find, browse)
        for button in self._ways:
            self.add_action(button)
        appearance.changed.connect(self._make_room)

    def offer(self, languages: Mapping[str, str], spoken: str) -> None:
        """Offers languages by their own names, where there is a choice.

        Args:
            languages: their names by their codes.
            spoken: the code of the one that everything is in.
        """
        if len(languages) > 1:
            self.above.addWidget(self._made_languages(languages, spoken))
            self.above.addSpacing(self.sizes.mm(_GAP_MM))

    def _made_languages(self, languages: Mapping[str, str], spoken: str) -> QWidget:
        row = QWidget()
        row.setObjectName("kiosk_languages")
        flow = Flow(row, spacing=self.sizes.mm(_GAP_MM / 2))
        flow.setContentsMargins(0, 0, 0, 0)
        for code, name in languages.items():
            here = code == spoken
            # Above everything: who can't read the page looks for one word.
            button = QuietButton(
                f"kiosk_language_{code}", f"✓ {name}" if here else name, name, small=True
            )
            # A screen reader says it as in that language.
            button.setLocale(QLocale(code))
            if here:
                button.setAccessibleDescription(translate("Reading", "Chosen"))
            button.clicked.connect(lambda _=False, code=code: self.languageChosen.emit(code))
            flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture beside the words, or above them on a tall screen."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        tall = is_tall(self)
        self._halves.setDirection(direction.TopToBottom if tall else direction.LeftToRight)
        for half, share in enumerate(_ABOVE if tall else _BESIDE):
            self._halves.setStretch(half, share)
        self._make_room()

    def _fit(self) -> None:
        """The heading is read from across the room, unless the screen is low.

        There, with the usual text size, lower buttons leave room for every word.
        """
        usual = self.appearance.text_percent <= round(self.sizes.percent)
        _make_vast(self.title, vast=not self.tight)
        for button in self._ways:
            _make_vast(button, vast=not (self.tight and usual))

    def _make_room(self) -> None:
        """Hides the picture where large text needs the whole width."""
        self._fit()
        words = self.width() * _BESIDE[1] // sum(_BESIDE)
        needed = self._find.sizeHint().width() + 2 * tokens.PAGE_SIDE
        self._hero.setVisible(is_tall(self) or words >= needed)

    def _divided(self, hero: QWidget) -> QBoxLayout:
        """Turns the page's content into one of two halves."""
        words = QWidget()
        before = self.layout()
        if before:
            words.setLayout(before)
        halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        for half in (hero, words):
            halves.addWidget(half)
        return halves


class _Hero(QWidget):
    """The clinic's logo, and its exercises in turn."""

    def __init__(
        self, appearance: Appearance, sizes: Sizes, clinic: Clinic, exercises: Sequence[Exercise]
    ) -> None:
        super().__init__()
        self.setProperty("role", "hero")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        edge = sizes.mm(_EDGE_MM)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(sizes.mm(_GAP_MM))
        if clinic.logo:
            column.addWidget(_logo(clinic, sizes.mm(_LOGO_MM)))
        if clinic.name:
            column.addWidget(heading(clinic.name, 2))
        self._show = Slideshow(appearance, exercises)
        column.addWidget(self._show, 1)
        self._still = QuietButton("kiosk_still", "", small=True)
        self._still.clicked.connect(lambda: self._show.set_still(still=not self._show.still))
        self._still.clicked.connect(self._name_still)
        self._name_still()
        column.addWidget(self._still, 0, Qt.AlignmentFlag.AlignHCenter)
        if appearance.reduced_motion:
            self._still.hide()

    def _name_still(self) -> None:
        text = self.tr("Move again") if self._show.still else self.tr("Stop the movement")
        self._still.setText(text)
        self._still.setAccessibleName(text)


def _make_vast(widget: QWidget, *, vast: bool) -> None:
    """Styles a widget as the page's largest text, or as usual."""
    value = "true" if vast else "false"
    if widget.property("vast") != value:
        widget.setProperty("vast", value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _logo(clinic: Clinic, height: int) -> QWidget:
    """The clinic's logo, of a height in pixels."""
    label = QLabel()
    label.setAccessibleName(clinic.name)
    picture = QPixmap()
    picture.loadFromData(clinic.logo)
    ratio = label.devicePixelRatioF()
    scaled = picture.scaledToHeight(
        round(height * ratio), Qt.TransformationMode.SmoothTransformation
    )
    scaled.setDevicePixelRatio(ratio)
    label.setPixmap(scaled)
    return label

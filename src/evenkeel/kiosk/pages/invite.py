"""The first page: what this is, in one glance, and two ways to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from evenkeel.handout.paper import Clinic
from evenkeel.kiosk.pages.frame import KioskPage, is_tall
from evenkeel.kiosk.sizes import Sizes
from evenkeel.ui.look import Look
from evenkeel.ui.widgets import PrimaryButton, QuietButton, Stack, body, large, opening_figure

_LOGO_MM = 22.0
_GAP_MM = 8.0


class InvitePage(KioskPage):
    """Invites whoever stands before the screen.

    Signals:
        findRequested: the questions.
        browseRequested: the exercises.
    """

    findRequested = Signal()
    browseRequested = Signal()

    def __init__(self, look: Look, sizes: Sizes, clinic: Clinic) -> None:
        super().__init__(look, sizes, "kiosk_invite")
        if clinic.logo:
            self.above.addWidget(_logo(clinic, sizes.mm(_LOGO_MM)))
            self.above.addSpacing(sizes.mm(_GAP_MM))
        self.set_title(
            self.tr("Pain low in the back, beside the spine?"),
            self.tr("Find gentle exercises for a sore sacroiliac joint. It takes two minutes."),
        )
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(sizes.mm(_GAP_MM))
        self.figure = opening_figure(look)
        said = Stack(spacing=sizes.mm(_GAP_MM / 2))
        said.add(large(self.tr("Nothing that you tap here is kept.")))
        for sentence in look.catalogue.words.purpose[:2]:
            said.add(body(sentence, soft=True))
        said.add_stretch()
        self._parts.addWidget(self.figure, 3)
        self._parts.addWidget(said, 2)
        self.body.addLayout(self._parts)
        self.body.addStretch(1)
        find = PrimaryButton("kiosk_find", self.tr("Find my exercises"))
        find.clicked.connect(self.findRequested)
        browse = QuietButton("kiosk_browse", self.tr("Look at an exercise"))
        browse.clicked.connect(self.browseRequested)
        for button in (find, browse):
            button.setProperty("vast", "true")
            self.add_action(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture beside the words, or above them on a tall screen."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        self._parts.setDirection(direction.TopToBottom if is_tall(self) else direction.LeftToRight)


def _logo(clinic: Clinic, height: int) -> QWidget:
    """The clinic's logo, as high as given at most."""
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

"""Choosing who is in the pictures: the person, the skin and the hair, each shown as a picture."""

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from evenkeel.figures.portrait import Portrait
from evenkeel.journal.settings import Hair, Person, Settings, SettingsChange, Skin
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PaintedButton
from evenkeel.ui.widgets.columns import Flow
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.ui.widgets.figures.cached_picture import CachedPicture
from evenkeel.ui.widgets.radio import RadioGroup
from evenkeel.ui.widgets.roles import use_roles
from evenkeel.ui.widgets.text import body, line

#: The picture of a person standing.
_STANDING = ("warm_up", "start")
_WRAP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_UNBOUND = 10_000


class Framing(Enum):
    """Which part of the standing picture is shown, as shares of its width and height.

    The value is left, top, width and height, and the height of the shown part in pixels.
    """

    WHOLE = (0.39, 0.0, 0.26, 1.0, 168)
    HEAD = (0.465, 0.02, 0.115, 0.2, 68)

    @property
    def part(self) -> QRectF:
        """The part of the picture."""
        left, top, width, height, _ = self.value
        return QRectF(left, top, width, height)

    @property
    def height_px(self) -> int:
        """How high it is shown at 100 %."""
        return self.value[4]


class PortraitButton(PaintedButton):
    """One choice: a picture with a word under it.

    The picture is drawn after the page was painted: a dozen of them take a while.

    Attributes:
        words: what stands under this one and its neighbours, so that all are of one size.
    """

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        text: str,
        accessible: str,
        framing: Framing,
        words: Sequence[str],
        deferred: DeferredTasks,
    ) -> None:
        """Draws the picture later, among the ``deferred`` tasks."""
        super().__init__(appearance, name, text, accessible)
        self.words = words
        self._framing = framing
        self._portrait = Portrait()
        self._drawn = CachedPicture(self, deferred, self._draw)
        self._sizes: tuple[QSize, QSize] | None = None
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._restyle)

    def show_portrait(self, portrait: Portrait) -> None:
        """Shows somebody."""
        if portrait != self._portrait:
            self._portrait = portrait
            self._drawn.forget()

    def changeEvent(self, event: QEvent) -> None:
        """A different font has a different size."""
        self._sizes = None
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """The picture and the word, with room around them."""
        return self._fitting()[0]

    def minimumSizeHint(self) -> QSize:
        """Nothing of it may be cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground, outline, picture, tick and word."""
        theme = self._appearance.theme
        chosen = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline, width = theme.line, float(tokens.OUTLINE)
        if self.hasFocus():
            outline, width = theme.focus, float(theme.focus_width)
        elif chosen:
            outline = theme.accent
        elif self.underMouse():
            outline = theme.edge
        painter.setPen(QPen(QColor(outline), width))
        painter.setBrush(QColor(theme.accent_soft if chosen else theme.card))
        area = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(area, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        size = self._fitting()[1]
        left = (self.width() - size.width()) / 2
        self._drawn.paint(painter, QRectF(QPointF(left, tokens.SMALL), QSizeF(size)))
        painter.setFont(self._font(chosen=chosen))
        painter.setPen(QColor(theme.ink))
        top = size.height() + 2 * tokens.SMALL
        half = tokens.SMALL // 2
        painter.drawText(
            QRect(half, top, self.width() - 2 * half, self.height() - top), _WRAP, self.text()
        )
        if chosen:
            self._paint_tick(painter)
        painter.end()

    def _paint_tick(self, painter: QPainter) -> None:
        theme = self._appearance.theme
        size = self._appearance.px(tokens.MEDIUM + tokens.TIGHT)
        mark = QRectF(self.width() - size - tokens.TIGHT, tokens.TIGHT, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(mark)
        pen = QPen(QColor(theme.accent_ink), max(2.0, size / 9))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        tick = [(0.27, 0.53), (0.44, 0.69), (0.74, 0.34)]
        painter.drawPolyline([mark.topLeft() + QPointF(x, y) * size for x, y in tick])

    def _fitting(self) -> tuple[QSize, QSize]:
        """The sizes of the whole and of the picture; layouts ask for them again and again."""
        if self._sizes is None:
            picture = self._picture_size()
            metrics = QFontMetrics(self._font(chosen=True))
            parts = [part for text in self.words for part in text.split()]
            word = max(metrics.horizontalAdvance(part) for part in parts)
            width = (
                max(picture.width(), word, self._appearance.px(tokens.TARGET)) + 2 * tokens.SMALL
            )
            room = QRect(0, 0, width - tokens.SMALL, _UNBOUND)
            text = max(metrics.boundingRect(room, _WRAP, text).height() for text in self.words)
            whole = QSize(width, picture.height() + text + 3 * tokens.SMALL)
            self._sizes = whole, picture
        return self._sizes

    def _picture_size(self) -> QSize:
        part = self._framing.part
        height = self._appearance.px(self._framing.height_px)
        whole = self._appearance.figures.picture(*_STANDING, self._appearance.theme.palette).size()
        ratio = part.width() * whole.width() / (part.height() * whole.height())
        return QSize(round(height * ratio), height)

    def _draw(self, painter: QPainter, area: QRectF) -> None:
        """Draws the part of the picture."""
        part = self._framing.part
        width, height = area.width() / part.width(), area.height() / part.height()
        whole = QRectF(-part.left() * width, -part.top() * height, width, height)
        palette = self._appearance.theme.palette
        picture = self._appearance.figures.picture(*_STANDING, palette, self._portrait)
        picture.paint(painter, whole, side=None)

    def _font(self, *, chosen: bool) -> QFont:
        font = QFont(self.font())
        if chosen:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _restyle(self) -> None:
        """Redraws for other colours, another text size or another person."""
        self._sizes = None
        self._drawn.forget()
        self.updateGeometry()


class Portraits(QWidget):
    """A row of portraits of which one is chosen; it wraps where there is no room.

    Signals:
        chosen: the user chose one; its code.
    """

    chosen = Signal(str)
    accessible_role = QAccessible.Role.Grouping

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        accessible: str,
        options: Sequence[tuple[str, str]],
        framing: Framing,
        deferred: DeferredTasks,
    ) -> None:
        """Takes the options as (code, word), of which the first is chosen, and what draws later."""
        super().__init__()
        use_roles()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._group = RadioGroup(self)
        self._buttons: dict[str, PortraitButton] = {}
        row = Flow(self, spacing=tokens.SMALL, row_spacing=tokens.SMALL)
        words = [text for _, text in options]
        for code, text in options:
            button = PortraitButton(
                appearance, f"{name}_{code}", text, text, framing, words, deferred
            )
            button.clicked.connect(lambda _=False, code=code: self.chosen.emit(code))
            self._buttons[code] = button
            self._group.add(button)
            row.addWidget(button)
        self.choose(options[0][0])

    def choose(self, code: str) -> None:
        """Shows a choice without emitting a signal."""
        self._buttons[code].setChecked(True)

    def show_portraits(self, portrait_of: Callable[[str], Portrait]) -> None:
        """Shows for each code who one would see."""
        for code, button in self._buttons.items():
            button.show_portrait(portrait_of(code))


class PortraitSettings(QWidget):
    """Person, skin and hair of the pictures; each choice shows what it would look like.

    Signals:
        changed: the user chose; a :class:`SettingsChange`.
    """

    changed = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._settings = Settings()
        self._deferred = DeferredTasks(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(tokens.SMALL)
        self._person = self._row(
            appearance,
            "settings_person",
            self.tr("Who is shown"),
            [
                (Person.WOMAN, self.tr("Woman")),
                (Person.MAN, self.tr("Man")),
                (Person.OLDER_WOMAN, self.tr("Older woman")),
                (Person.OLDER_MAN, self.tr("Older man")),
            ],
            Framing.WHOLE,
        )
        self._skin = self._row(
            appearance,
            "settings_skin",
            self.tr("Skin"),
            [
                (Skin.AS_DRAWN, self.tr("As drawn")),
                (Skin.FAIR, self.tr("Fair")),
                (Skin.LIGHT, self.tr("Light")),
                (Skin.TAN, self.tr("Tan")),
                (Skin.BROWN, self.tr("Brown")),
                (Skin.DEEP, self.tr("Dark")),
            ],
            Framing.HEAD,
        )
        self._hair = self._row(
            appearance,
            "settings_hair",
            self.tr("Hair"),
            [
                (Hair.AS_DRAWN, self.tr("As drawn")),
                (Hair.BLACK, self.tr("Black")),
                (Hair.BROWN, self.tr("Brown")),
                (Hair.AUBURN, self.tr("Auburn")),
                (Hair.BLOND, self.tr("Blond")),
                (Hair.GREY, self.tr("Grey")),
                (Hair.WHITE, self.tr("White")),
            ],
            Framing.HEAD,
        )
        self._person.chosen.connect(lambda code: self._chosen(person=Person(code)))
        self._skin.chosen.connect(lambda code: self._chosen(skin=Skin(code)))
        self._hair.chosen.connect(lambda code: self._chosen(hair=Hair(code)))
        self.show_settings(self._settings)

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""
        self._settings = settings
        person, skin, hair = settings.person.value, settings.skin.value, settings.hair.value
        self._person.choose(person)
        self._skin.choose(skin)
        self._hair.choose(hair)
        self._person.show_portraits(lambda code: Portrait(code, skin, hair))
        self._skin.show_portraits(lambda code: Portrait(person, code, hair))
        self._hair.show_portraits(lambda code: Portrait(person, skin, code))

    def _chosen(self, **change: object) -> None:
        changes = SettingsChange(change)
        self.show_settings(changes.applied_to(self._settings))
        self.changed.emit(changes)

    def _row(
        self,
        appearance: Appearance,
        name: str,
        title: str,
        options: Sequence[tuple[str, str]],
        framing: Framing,
    ) -> Portraits:
        codes = [(str(code), text) for code, text in options]
        portraits = Portraits(appearance, name, title, codes, framing, self._deferred)
        label = body(title)
        label.setBuddy(portraits)
        self._layout.addWidget(line())
        self._layout.addWidget(label)
        self._layout.addWidget(portraits)
        return portraits

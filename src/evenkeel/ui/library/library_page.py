"""All exercises, to browse, filter and search."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from evenkeel.catalogue.model import Catalogue, Exercise
from evenkeel.catalogue.terms import Equipment, Position
from evenkeel.catalogue.wording import picture_in_words, say
from evenkeel.guide.answers import Answers
from evenkeel.guide.shown_side import shown_side, whose_side
from evenkeel.ui.library.picker import Picker
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PaintedButton, QuietButton
from evenkeel.ui.widgets.cached_picture import CachedPicture
from evenkeel.ui.widgets.columns import Columns
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.text import body, heading

_WRAP = Qt.TextFlag.TextWordWrap
_UNBOUND = 10_000
_TILE_WIDTH = 236
_TILES_BESIDE = 4
_FILTER_WIDTH = 210
_ANY = ""
_NOTHING = "nothing"


class LibraryPage(ScrollPage):
    """The cards of all exercises.

    Signals:
        cardRequested: the user chose an exercise (its id).
    """

    cardRequested = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "library_page")
        self.set_title(self.tr("Exercises"))
        self._tiles: dict[str, Tile] = {}
        self._deferred = DeferredTasks(self)
        self._search = QLineEdit()
        self._search.setObjectName("library_search")
        self._search.setAccessibleName(self.tr("Search"))
        self._search.setPlaceholderText(self.tr("Search, for example hip"))
        self._search.setClearButtonEnabled(True)
        self._position = Picker(appearance, "library_position", self.tr("Position"))
        self._equipment = Picker(appearance, "library_equipment", self.tr("Equipment"))
        self._programme = Picker(appearance, "library_programme", self.tr("Programme"))
        self._pickers = (self._position, self._equipment, self._programme)
        self._filters = QWidget()
        self._filter_columns = Columns(
            self._filters, least=1, most=4, spacing=tokens.MEDIUM, row_spacing=tokens.SMALL
        )
        for widget in (self._search, *self._pickers):
            self._filter_columns.addWidget(widget)
        for picker in self._pickers:
            picker.picked.connect(self._apply)
        self._count = body(soft=True)
        self._count.setObjectName("library_count")
        self._whose_side = body(soft=True)
        self._whose_side.setObjectName("library_whose_side")
        self._grid = QWidget()
        self._grid_columns = Columns(
            self._grid, least=1, most=_TILES_BESIDE, spacing=tokens.LARGE, row_spacing=tokens.LARGE
        )
        self._nothing = self._empty_state()
        self.body.addWidget(self._filters)
        self.body.addWidget(self._count)
        self.body.addWidget(self._whose_side)
        self.body.addWidget(self._grid)
        self.body.addWidget(self._nothing)
        self.body.addStretch(1)
        self._search.textChanged.connect(self._apply)
        self._fit()
        appearance.changed.connect(self._fit)

    def show_catalogue(self) -> None:
        """Shows all exercises of the content, unfiltered."""
        if not self._tiles:
            for exercise in _in_order(self.appearance.catalogue):
                tile = Tile(self.appearance, exercise, self._deferred)
                tile.clicked.connect(
                    lambda _=False, code=exercise.id: self.cardRequested.emit(code)
                )
                self._tiles[exercise.id] = tile
                self._grid_columns.addWidget(tile)
            self._fill_pickers()
            self.show_for(None)
        self._clear()

    def show_for(self, answers: Answers | None) -> None:
        """Shows each exercise in the form and for the side of the person who gave these answers."""
        for tile in self._tiles.values():
            tile.show_for(answers)
        self._whose_side.setText(whose_side(answers, self.appearance.catalogue))
        self._whose_side.setVisible(bool(self._whose_side.text()))

    def _fill_pickers(self) -> None:
        catalogue = self.appearance.catalogue
        words, exercises = catalogue.words, catalogue.exercises.values()
        used = {position for one in exercises for position in _positions(one)}
        needed = {equipment for one in exercises for equipment in one.needs}
        self._position.fill(
            [
                (_ANY, self.tr("Any position")),
                *((one.value, _capital(words.positions[one])) for one in Position if one in used),
            ]
        )
        self._equipment.fill(
            [
                (_ANY, self.tr("Any equipment")),
                (_NOTHING, self.tr("Nothing needed")),
                *(
                    (one.value, _capital(words.equipment[one]))
                    for one in Equipment
                    if one in needed
                ),
            ]
        )
        self._programme.fill(
            [
                (_ANY, self.tr("Any programme")),
                *((one.id, one.name) for one in catalogue.programmes),
            ]
        )
        self._fit()

    def _empty_state(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, tokens.HUGE, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(heading(self.tr("No exercise fits"), 2))
        column.addWidget(body(self.tr("Try another word, or clear the filters."), soft=True))
        again = QuietButton("library_show_all", self.tr("Show all exercises"))
        again.clicked.connect(self._clear)
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        box.hide()
        return box

    def _clear(self) -> None:
        for picker in self._pickers:
            picker.choose(_ANY)
        self._search.clear()
        self._apply()

    def _apply(self) -> None:
        tests = self._tests()
        shown = 0
        for code, tile in self._tiles.items():
            exercise = self.appearance.catalogue.exercises[code]
            fits = all(test(exercise) for test in tests)
            tile.setVisible(fits)
            shown += fits
        self._grid.setVisible(shown > 0)
        self._nothing.setVisible(shown == 0 and bool(self._tiles))
        self._count.setText(
            self.tr("1 exercise")
            if shown == 1
            else self.tr("{count} exercises").format(count=shown)
        )
        self._count.setVisible(shown > 0)

    def _tests(self) -> list[Callable[[Exercise], bool]]:
        position, equipment, programme = (picker.code for picker in self._pickers)
        tests: list[Callable[[Exercise], bool]] = []
        if position:
            tests.append(lambda one: position in _positions(one))
        if equipment == _NOTHING:
            tests.append(lambda one: not one.needs)
        elif equipment:
            tests.append(lambda one: equipment in one.needs)
        if programme:
            members = self._members(programme)
            tests.append(lambda one: one.id in members)
        wanted = self._search.text().casefold().split()
        if wanted:
            tests.append(lambda one: all(word in _searched(one) for word in wanted))
        return tests

    def _members(self, programme: str) -> set[str]:
        programmes = self.appearance.catalogue.programmes
        return {item.exercise for one in programmes if one.id == programme for item in one.items}

    def _fit(self) -> None:
        px = self.appearance.px
        widest = max(picker.sizeHint().width() for picker in self._pickers)
        self._filter_columns.least = max(px(_FILTER_WIDTH), widest)
        self._grid_columns.least = px(_TILE_WIDTH)
        self._filter_columns.invalidate()
        self._grid_columns.invalidate()


class Tile(PaintedButton):
    """An exercise to choose: its picture, its name, what it is for.

    Attributes:
        shown: in which form and for which side; until somebody is known, as drawn.
    """

    def __init__(self, appearance: Appearance, exercise: Exercise, deferred: DeferredTasks) -> None:
        """Draws the picture later, among the ``deferred`` tasks."""
        super().__init__(appearance, f"library_card_{exercise.id}", exercise.name)
        self._exercise = exercise
        self.shown = shown_side(exercise, None, appearance.catalogue)
        self._drawn = CachedPicture(self, deferred, self._draw)
        self._places: dict[int, tuple[QRect, QRect, QRect, QRect]] = {}
        self._describe()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance.changed.connect(self._restyle)

    def show_for(self, answers: Answers | None) -> None:
        """Shows the form and the side of the person who gave these answers."""
        shown = shown_side(self._exercise, answers, self._appearance.catalogue)
        if shown != self.shown:
            self.shown = shown
            self._describe()
            self._drawn.forget()
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        """A different font has a different size."""
        self._places.clear()
        super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        """The words wrap under the picture."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The picture and all of the words."""
        *_, purpose = self._areas(width)
        return purpose.bottom() + 1 + self._pad()

    def sizeHint(self) -> QSize:
        """A column of the grid."""
        width = self._appearance.px(_TILE_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A picture that still says something."""
        return QSize(self._appearance.px(160), self._appearance.px(160))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the ground, the picture and the words."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = float(tokens.OUTLINE)
        outline = theme.edge if self.underMouse() else theme.line
        if self.hasFocus():
            outline, width = theme.focus, float(theme.focus_width)
        painter.setPen(QPen(QColor(outline), width))
        painter.setBrush(QColor(theme.card))
        ground = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(ground, tokens.RADIUS, tokens.RADIUS)
        picture_area, name, trade_name, purpose = self._areas(self.width())
        self._drawn.paint(painter, QRectF(picture_area))
        painter.setFont(self._name_font())
        painter.setPen(QColor(theme.ink))
        painter.drawText(name, _WRAP, self.text())
        painter.setFont(self.font())
        painter.setPen(QColor(theme.ink_soft))
        painter.drawText(trade_name, _WRAP, self._exercise.trade_name or "")
        painter.drawText(purpose, _WRAP, self._purpose)
        painter.end()

    def _draw(self, painter: QPainter, area: QRectF) -> None:
        """Draws the picture."""
        palette, name = self._appearance.theme.palette, self._picture_name()
        picture = self._appearance.figures.picture(self._exercise.id, name, palette)
        picture.paint(painter, area, side=self.shown.side)

    def _picture_name(self) -> str:
        return self._exercise.form_of(self.shown.variant).hold

    def _describe(self) -> None:
        words = self._appearance.catalogue.words
        exercise, shown = self._exercise, self.shown
        picture = picture_in_words(words, exercise, self._picture_name(), shown.side)
        self._purpose = say(words, exercise.purpose, shown.side)
        self._places.clear()
        called = f"{exercise.trade_name}." if exercise.trade_name else ""
        parts = (called, self._purpose, picture, shown.sentence)
        said = " ".join(part for part in parts if part)
        self.setAccessibleDescription(said)

    def _areas(self, width: int) -> tuple[QRect, QRect, QRect, QRect]:
        """Where picture, both names and purpose are; layouts ask for it again and again."""
        if width not in self._places:
            self._places[width] = self._measured(width)
        return self._places[width]

    def _measured(self, width: int) -> tuple[QRect, QRect, QRect, QRect]:
        pad = self._pad()
        inner = max(1, width - 2 * pad)
        picture = QRect(pad, pad, inner, inner * 2 // 3)
        room = QRect(0, 0, inner, _UNBOUND)
        name = QFontMetrics(self._name_font()).boundingRect(room, _WRAP, self.text())
        name = QRect(pad, picture.bottom() + 1 + pad // 2, inner, name.height())
        metrics = QFontMetrics(self.font())
        called = self._exercise.trade_name
        high = metrics.boundingRect(room, _WRAP, called).height() if called else 0
        trade_name = QRect(pad, name.bottom() + 1, inner, high)
        high = metrics.boundingRect(room, _WRAP, self._purpose).height()
        purpose = QRect(pad, trade_name.bottom() + 1 + tokens.TIGHT, inner, high)
        return picture, name, trade_name, purpose

    def _restyle(self) -> None:
        """Redraws for other colours, another text size or another person."""
        self._places.clear()
        self._drawn.forget()
        self.updateGeometry()

    def _name_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * (tokens.LEAD + 1) / tokens.BODY)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _pad(self) -> int:
        return tokens.MEDIUM


def _in_order(catalogue: Catalogue) -> list[Exercise]:
    """The exercises as the programmes have them; then those that no programme has."""
    planned = [item.exercise for programme in catalogue.programmes for item in programme.items]
    return [catalogue.exercises[code] for code in dict.fromkeys([*planned, *catalogue.exercises])]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _positions(exercise: Exercise) -> set[Position]:
    return {exercise.position, *(variant.position for variant in exercise.variants)}


def _searched(exercise: Exercise) -> str:
    """Everything of an exercise that a search looks at."""
    forms = exercise.variants or ((exercise.form,) if exercise.form else ())
    texts = [exercise.name, exercise.trade_name or "", exercise.purpose]
    for form in forms:
        texts += [form.felt, form.cue, *(step.text for step in form.steps)]
    return " ".join(texts).casefold()

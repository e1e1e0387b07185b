"""Contact sheets: all pictures of all people, with their names, to be looked at one by one."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.terms import Side
from evenkeel.figures.fonts import FAMILY
from evenkeel.figures.store import DRAWN_SIDE, FigureStore
from evenkeel.journal.settings import Person
from evenkeel.ui.style.tokens import THEMES

_COLUMNS, _ROWS = 5, 4
_ON_A_SHEET = _COLUMNS * _ROWS
_PICTURE = (420, 280)
_NAME = 34
_EDGE = 10
#: The side and the palette of each round.
_ROUNDS = (
    (Side.LEFT, "light"),
    (Side.RIGHT, "light"),
    (Side.LEFT, "dark"),
    (Side.LEFT, "contrast"),
    (Side.LEFT, "grey"),
)
#: What the pictures lie on: paper is white.
_GROUND = {"grey": "#ffffff", **{one.palette: one.card for one in THEMES.values()}}
_PELVIS = "pelvis"


def write_contact_sheets(folder: Path) -> Iterator[Path]:
    """Writes sheets of every person, for both sides and in all palettes; tells each file."""
    root = resources_dir() / "figures"
    exercises = load_catalogue(resources_dir()).exercises.values()
    every = [(one.id, name) for one in exercises for name in one.pictures]
    every.append((_PELVIS, "behind"))
    people = [one.value for one in Person]
    for person in people:
        figures = FigureStore(root, person)
        for side, palette in _ROUNDS:
            names = [one for one in every if side is DRAWN_SIDE or _turned(figures, *one)]
            for first in range(0, len(names), _ON_A_SHEET):
                some = names[first : first + _ON_A_SHEET]
                path = folder / f"{person}-{side}-{palette}-{first // _ON_A_SHEET + 1}.png"
                _sheet(figures, some, side, palette).save(str(path))
                yield path


def _turned(figures: FigureStore, exercise: str, name: str) -> bool:
    """Whether the picture is ever shown for the other side."""
    return exercise != _PELVIS and b'data-side="none"' not in figures.svg(exercise, name)[:1000]


def _sheet(
    figures: FigureStore, names: Sequence[tuple[str, str]], side: Side, palette: str
) -> QImage:
    """One sheet, filled row by row."""
    width, height = _PICTURE
    size = (_COLUMNS * (width + _EDGE) + _EDGE, _ROWS * (height + _NAME + _EDGE) + _EDGE)
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor("#8c8b90"))
    face = QFont(FAMILY)
    face.setPixelSize(18)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(face)
        for place, (exercise, name) in enumerate(names):
            row, column = divmod(place, _COLUMNS)
            left = _EDGE + column * (width + _EDGE)
            top = _EDGE + row * (height + _NAME + _EDGE)
            area = QRectF(left, top, width, height + _NAME)
            painter.fillRect(area, QColor(_GROUND[palette]))
            words = area.adjusted(_EDGE, 0, -_EDGE, -height)
            painter.setPen(QColor(THEMES.get(palette, THEMES["light"]).ink))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, f"{exercise} · {name} · {side}")
            if exercise == _PELVIS:
                picture = figures.pelvis(palette)
            else:
                picture = figures.picture(exercise, name, palette)
            picture.paint(painter, area.adjusted(0, _NAME, 0, 0), side=side)
    return image

"""Shapes in tiles: together they are the shape, also when its corners go on."""

from math import cos, pi, sin

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPolygonF

from evenkeel.figures.tiles import Corners, Outline, tiles

Points = list[tuple[float, float]]
SIZE = 640


def ring(radius: float, count: int = 120, middle: tuple[float, float] = (320, 320)) -> Points:
    turn = [2 * pi * k / count for k in range(count)]
    return [(middle[0] + radius * cos(t), middle[1] + radius * sin(t)) for t in turn]


def comb(teeth: int = 13) -> Points:
    """Long thin teeth on a narrow back: most of it crosses the borders of tiles."""
    out: Points = []
    for k in range(teeth):
        out += [(40 + 40 * k, 30), (60 + 40 * k, 30), (60 + 40 * k, 560), (80 + 40 * k, 560)]
    return [*out, (80 + 40 * (teeth - 1), 600), (40, 600)]


SHAPES = {
    "ring": [ring(300), ring(290)[::-1]],
    "ring whose hole turns as it does": [ring(300), ring(290)],
    "holes": [ring(310), ring(60), ring(25, 40, (100, 320)), ring(3, 8, (320, 540))],
    "comb": [comb()],
    "few long sides": [[(20, 20), (620, 40), (600, 610)], ring(8, 40, (480, 200))],
    "two apart": [ring(60, 60, (80, 80)), ring(60, 60, (560, 560))],
    "level edges on whole numbers": [[(20 + 24 * k, 20 + 400 * (k % 2)) for k in range(25)]],
}


def corners_of(shape: list[Points], way: tuple[float, float] = (0, 0)) -> Corners:
    points = [point for outline in shape for point in outline]
    ways = [[float(by)] * len(points) for by in way]
    return Corners([float(x) for x, _ in points], [float(y) for _, y in points], ways)


def outlines_of(shape: list[Points]) -> list[Outline]:
    out: list[Outline] = []
    for points in shape:
        begin = out[-1][-1] + 1 if out else 0
        out.append(list(range(begin, begin + len(points))))
    return out


def painted(areas: list[list[Outline]], x: list[float], y: list[float]) -> QImage:
    image = QImage(SIZE, SIZE, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for area in areas:
        path = QPainterPath()
        for outline in area:
            path.addPolygon(QPolygonF([QPointF(x[k], y[k]) for k in outline]))
        painter.fillPath(path, QColor("black"))
    painter.end()
    return image


def different(one: QImage, two: QImage) -> int:
    """How many pixels."""
    return sum(a != b for a, b in zip(bytes(one.constBits()), bytes(two.constBits()), strict=True))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_tiles_together_are_the_shape(qapp, shape: list[Points]) -> None:
    corners = corners_of(shape)
    whole = painted([outlines_of(shape)], corners.x, corners.y)
    cut = tiles(outlines_of(shape), corners, 1.0)
    assert len(cut) > 1
    # Corners on the borders are rounded again: a pixel here and there.
    assert different(painted(cut, corners.x, corners.y), whole) < 20


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_no_tile_is_large(shape: list[Points]) -> None:
    corners = corners_of(shape)
    for tile in tiles(outlines_of(shape), corners, 1.0):
        for values in (corners.x, corners.y):
            seen = [values[k] for outline in tile for k in outline]
            assert max(seen) - min(seen) <= 200 * (1 + 2 / 32) + 1e-6


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_tiles_are_the_shape_wherever_its_corners_go(qapp, shape: list[Points]) -> None:
    """They turn by 8 degrees; what was outside stays so, however the tiles were closed."""
    turn = 8 * pi / 180
    corners = corners_of(shape)
    goes_x, goes_y = (
        [320 + (x - 320) * a + (y - 320) * b for x, y in zip(corners.x, corners.y, strict=True)]
        for a, b in ((cos(turn), -sin(turn)), (sin(turn), cos(turn)))
    )
    corners.ways = [goes_x, goes_y]
    whole = painted([outlines_of(shape)], goes_x, goes_y)
    cut = tiles(outlines_of(shape), corners, 1.0)
    assert different(painted(cut, goes_x, goes_y), whole) < 200


def test_tiles_overlap_so_that_nothing_shows_between_them(qapp) -> None:
    shape = [ring(300)]
    corners = corners_of(shape)
    cut = tiles(outlines_of(shape), corners, 1.0)
    image = QImage(SIZE // 4, SIZE // 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(0.25, 0.25)
    for tile in cut:
        path = QPainterPath()
        for outline in tile:
            path.addPolygon(QPolygonF([QPointF(corners.x[k], corners.y[k]) for k in outline]))
        painter.fillPath(path, QColor("black"))
    painter.end()
    inside = [
        (x, y) for x in range(160) for y in range(160) if (x - 80) ** 2 + (y - 80) ** 2 < 5000
    ]
    assert {image.pixelColor(x, y).name() for x, y in inside} == {"#000000"}


def test_a_shape_that_is_small_or_has_few_corners_stays_whole() -> None:
    square: Points = [(10, 10), (600, 10), (600, 600), (10, 600)]
    for shape in ([ring(90)], [square]):
        assert tiles(outlines_of(shape), corners_of(shape), 1.0) == [outlines_of(shape)]
    shape = [ring(300)]
    assert tiles(outlines_of(shape), corners_of(shape), 4.0) == [outlines_of(shape)]


def test_a_corner_on_a_border_goes_as_its_neighbours_do() -> None:
    shape = [ring(300)]
    corners = corners_of(shape, way=(7.0, -3.0))
    tiles(outlines_of(shape), corners, 1.0)
    assert len(corners.x) > 120
    assert [set(way) for way in corners.ways] == [{7.0}, {-3.0}]

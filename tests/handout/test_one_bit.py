"""Black-and-white print: a 1-bit, 300 dpi render still shows every line, glow and arrow."""

import re
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.terms import Side
from evenkeel.figures.store import FigureStore, Picture, recoloured
from evenkeel.handout.card import MIN_PICTURE_MM
from evenkeel.handout.files import page_image
from evenkeel.handout.paint import Inks
from evenkeel.handout.paper import Box, Page, Paper, PictureItem
from tests.handout.sheets import MM_PER_INCH, pil

FOLDER = resources_dir() / "figures"
PICTURES = sorted(FOLDER.glob("*/*/*.svg"))
#: As wide as a picture is on a card, at least.
WIDTH = round(60 / MM_PER_INCH * 300)
_GROUP = rb'<g id="%s"[^>]*?(?:/>|>.*?</g>)'


def one_bit(svg: bytes) -> Image.Image:
    image = QImage(WIDTH, WIDTH * 2 // 3, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        Picture(svg).paint(painter, QRectF(0, 0, image.width(), image.height()), side=None)
    return pil(image).convert("L").point(lambda value: 255 * (value > 127), mode="1")


def without(svg: bytes, group: str) -> bytes:
    return re.sub(_GROUP % group.encode(), b"", svg, count=1, flags=re.DOTALL)


def only(svg: bytes, group: str) -> bytes:
    for other in {"props", "ghost", "body", "glow", "lines", "arrows"} - {group}:
        svg = without(svg, other)
    return svg


def dark(image: Image.Image) -> int:
    return image.convert("L").histogram()[0]


@pytest.fixture(scope="module")
def grey() -> dict[str, str]:
    return dict(FigureStore(FOLDER).exchange("grey"))


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_line_and_arrow_is_seen(path: Path, grey: dict[str, str]) -> None:
    svg = recoloured(path.read_bytes(), grey)
    whole = one_bit(svg)
    share = dark(whole) / (whole.width * whole.height)
    assert 0.01 < share < 0.4, "neither blank nor a black blot"
    lines = one_bit(only(svg, "lines"))
    lost = ImageChops.logical_and(ImageChops.invert(lines), whole)
    assert dark(ImageChops.invert(lost)) <= 0.15 * dark(lines), "lines under something light"
    arrows = re.search(_GROUP % b"arrows", svg, re.DOTALL)
    if arrows and b"<path" in arrows[0]:
        changed = ImageChops.logical_xor(whole, one_bit(without(svg, "arrows")))
        assert changed.convert("L").histogram()[255] >= 60, "the arrow is not seen"


GLOWING = [
    path
    for path in PICTURES
    if b"<path" in (re.search(_GROUP % b"glow", path.read_bytes(), re.DOTALL) or [b""])[0]
]


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("path", GLOWING, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_where_it_is_felt_is_seen_without_colour(
    path: Path, side: Side, figures: FigureStore, tmp_path: Path
) -> None:
    """Compared with the same picture without its glow, there are more dark dots."""
    exercise, name = path.parent.name, path.stem
    bare = tmp_path / "woman" / exercise / f"{name}.svg"
    bare.parent.mkdir(parents=True)
    bare.write_bytes(without(path.read_bytes(), "glow"))
    shutil.copy(FOLDER / "palette.toml", tmp_path)
    box = Box(x=15, y=12, width=60, height=MIN_PICTURE_MM)
    item = PictureItem(box=box, exercise=exercise, name=name, side=side)
    page = Page(paper=Paper(name="slip", width_mm=90, height_mm=50), items=(item,))

    def dark_dots(store: FigureStore) -> int:
        image = page_image(page, Inks(figures=store, palette="grey"), dots_per_inch=300)
        return dark(pil(image).convert("L").point(lambda value: 255 * (value > 127), mode="1"))

    assert dark_dots(figures) - dark_dots(FigureStore(tmp_path)) >= 60

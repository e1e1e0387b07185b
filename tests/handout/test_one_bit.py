"""Black-and-white print: a 1-bit, 300 dpi render still shows every line, glow and arrow."""

import gzip
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.terms import Side
from evenkeel.figures.drawings import Drawings
from evenkeel.figures.store import FigureStore, Picture, Portrait, recoloured
from evenkeel.handout.pictures import picture_set
from evenkeel.journal.settings import Person
from tests.handout.sheets import MM_PER_INCH, pil

FOLDER = resources_dir() / "figures"
PICTURES = sorted(FOLDER.glob("*/*/*.svgz"))


def _name(path: Path) -> str:
    return "-".join((*path.parts[-3:-1], path.stem))


def drawing(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


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
    """A group alone, wherever it lies in others."""
    root = ET.fromstring(svg)
    [wanted] = [one for one in root.iter() if one.get("id") == group]
    root[:] = [wanted]
    return ET.tostring(root)


def dark(image: Image.Image) -> int:
    return image.convert("L").histogram()[0]


@pytest.fixture(scope="module")
def grey() -> dict[str, dict[str, str]]:
    """For each person, the darkest skin under the lightest hair on grey paper."""
    return {
        person: dict(FigureStore(FOLDER, Portrait(person, "deep", "white")).exchange("grey"))
        for person in Person
    }


@pytest.mark.parametrize("path", PICTURES, ids=_name)
def test_every_line_and_arrow_is_seen(path: Path, grey: dict[str, dict[str, str]]) -> None:
    svg = recoloured(drawing(path), grey[path.parent.parent.name])
    whole = one_bit(svg)
    share = dark(whole) / (whole.width * whole.height)
    # Who stands takes up little of the frame, and a pen is light on hands and faces.
    assert 0.007 < share < 0.4, "neither blank nor a black blot"
    lines = one_bit(only(svg, "lines"))
    assert dark(lines) > 0.2 * dark(whole), "the lines are not in the picture of the lines"
    lost = ImageChops.logical_and(ImageChops.invert(lines), whole)
    assert dark(ImageChops.invert(lost)) <= 0.15 * dark(lines), "lines under something light"
    arrows = re.search(_GROUP % b"arrows", svg, re.DOTALL)
    if arrows and b"<path" in arrows[0]:
        changed = ImageChops.logical_xor(whole, one_bit(without(svg, "arrows")))
        assert changed.convert("L").histogram()[255] >= 60, "the arrow is not seen"


GLOWING = [
    path
    for path in PICTURES
    if b"<path" in (re.search(_GROUP % b"glow", drawing(path), re.DOTALL) or [b""])[0]
]


#: One person's pictures on both sides; a side is mirrored in the same way for all of them.
SEEN = [(path, Side.LEFT) for path in GLOWING] + [
    (path, Side.RIGHT) for path in GLOWING if path.parts[-3] == Person.WOMAN
]


@pytest.mark.parametrize(
    ("path", "side"), SEEN, ids=[f"{_name(path)}-{side}" for path, side in SEEN]
)
def test_where_it_is_felt_is_seen_without_colour(path: Path, side: Side) -> None:
    """Compared with the same picture without its glow and its strokes, there are more dark dots."""
    person, exercise, name = path.parts[-3], path.parts[-2], path.stem
    drawings = Drawings(FOLDER, person)
    svg = picture_set(drawings, exercise, [name], side, grey=True).pictures[name].svg
    strokes = re.search(rb'<path fill="none" stroke="#000000"[^>]*/>', svg)
    assert strokes
    without_glow = without(svg.replace(strokes[0], b""), "glow")
    assert dark(one_bit(svg)) - dark(one_bit(without_glow)) >= 60

"""How long a picture takes the first time, at 1600 pixels: read, unpacked, coloured, drawn.

``python -m tests.benchmarks.pictures`` prints the median and the worst over all pictures of every
person, in the colours of the light theme and in those of the dark one.
"""

import statistics
import time
from itertools import product

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.terms import Side
from evenkeel.figures.store import FigureStore, Portrait

WIDTH, HEIGHT = 1600, 1067
FOLDER = resources_dir() / "figures"
PEOPLE = sorted({path.parents[1].name for path in FOLDER.glob("*/*/*.svgz")})
PALETTES = ("light", "dark")
_PASSES = 5


def first_time_ms(portrait: Portrait, palette: str, exercise: str, name: str) -> float:
    """Milliseconds of a core until a picture that was never asked for is on an image."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    store = FigureStore(FOLDER, portrait)
    store.exchange(palette)  # read once in a run of the application
    start = time.thread_time()
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = store.picture(exercise, name, palette)
        picture.paint(painter, QRectF(0, 0, WIDTH, HEIGHT), side=Side.RIGHT)
    return (time.thread_time() - start) * 1000


def main() -> None:
    """Print one line for each case."""
    app = QGuiApplication.instance() or QGuiApplication([])
    for person, palette in product(PEOPLE, PALETTES):
        portrait = Portrait(person)
        paths = sorted((FOLDER / person).glob("*/*.svgz"))
        pictures = [(path.parent.name, path.stem) for path in paths]
        # The best of some passes: other programs on the machine only ever make it longer.
        passes = [
            [first_time_ms(portrait, palette, *one) for one in pictures] for _ in range(_PASSES)
        ]
        times = dict(zip(pictures, map(min, zip(*passes, strict=True)), strict=True))
        worst = max(times, key=lambda one: times[one])
        print(
            f"{person}, {palette}, {len(times)} pictures at {WIDTH} px: median "
            f"{statistics.median(times.values()):.1f} ms, worst {times[worst]:.1f} ms "
            f"({'/'.join(worst)})",
            flush=True,
        )
    del app


if __name__ == "__main__":
    main()

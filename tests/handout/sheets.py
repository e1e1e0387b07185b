"""What every printed page must keep to, and content that is longer than the English one."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from PIL import Image
from PySide6.QtGui import QImage

from evenkeel.catalogue.model import Catalogue, Option
from evenkeel.figures.store import FigureStore
from evenkeel.handout.labels import place_picture
from evenkeel.handout.paint import label_size_mm, text_height_mm, text_lines, text_width_mm
from evenkeel.handout.paper import (
    EDGE_MM,
    MARGIN_MM,
    Box,
    LogoItem,
    Page,
    PictureItem,
    QrItem,
    TextItem,
)
from tests.ui.language import Language

T = TypeVar("T")
MM_PER_INCH = 25.4
#: Words as another language may have them.
FILLER = "Muskeldehnungsübung geradewegs Gesäßmuskulaturkräftigung zu Wirbelsäulengymnastik "
#: Fields that hold codes, not text.
_CODES = frozenset(
    {"version", "id", "code", "figure", "start", "hold", "source", "exercise", "key", "value"}
    | {"default", "choose", "when", "unless", "leave_out", "ask", "skip_if_helped", "items"}
    | {"programmes", "reason", "possible"}
)


def solid(page: Page) -> list[TextItem | PictureItem | QrItem | LogoItem]:
    """What must not lie on one another."""
    return [
        item for item in page.items if isinstance(item, TextItem | PictureItem | QrItem | LogoItem)
    ]


def apart(one: Box, other: Box) -> bool:
    """Whether two places do not overlap."""
    return (
        one.right <= other.x + 0.01
        or other.right <= one.x + 0.01
        or one.bottom <= other.y + 0.01
        or other.bottom <= one.y + 0.01
    )


def check_page(page: Page, what: object) -> None:
    """Nothing is cut, nothing lies on something else, every text has the room that it needs."""
    for item in solid(page):
        box = item.box
        assert box.x >= MARGIN_MM - 0.01, (what, item)
        assert box.y >= EDGE_MM - 0.01, (what, item)
        assert box.right <= page.paper.right_mm + 0.01, (what, item)
        assert box.bottom <= page.paper.bottom_mm + 0.01, (what, item)
        if isinstance(item, TextItem):
            needed = text_height_mm(item.text, item.style, box.width)
            assert needed <= box.height + 0.01, (what, item)
            for line in text_lines(item.text, item.style, box.width):
                assert text_width_mm(line, item.style) <= box.width + 0.5, (what, line)
    for one, other in combinations(solid(page), 2):
        assert apart(one.box, other.box), (what, one, other)


def check_labels(page: Page, figures: FigureStore, what: object) -> None:
    """The side stands in words at every picture of a side, on nothing else."""
    for item in page.items:
        if not isinstance(item, PictureItem) or not item.labelled:
            continue
        placed = place_picture(item, figures, label_size_mm)
        assert bool(placed.label) == (item.side is not None), (what, item)
        for box in (placed.ink, placed.label_box):
            assert box.x >= item.box.x - 0.01, (what, placed)
            assert box.right <= item.box.right + 0.01, (what, placed)
            assert box.y >= item.box.y - 0.01, (what, placed)
            assert box.bottom <= item.box.bottom + 0.01, (what, placed)


def texts(pages: tuple[Page, ...]) -> list[str]:
    """Every text of some pages."""
    return [item.text for page in pages for item in page.items if isinstance(item, TextItem)]


def pictures(pages: tuple[Page, ...]) -> Iterator[PictureItem]:
    """Every picture of some pages."""
    for page in pages:
        yield from (item for item in page.items if isinstance(item, PictureItem))


def pil(image: QImage) -> Image.Image:
    """A picture of Qt as one of Pillow."""
    size = (image.width(), image.height())
    return Image.frombytes("RGBA", size, bytes(image.constBits()), "raw", "BGRA").convert("RGB")


def stretched(text: str) -> str:
    """A text that is 40 % longer, with longer words."""
    more = max(1, round(0.4 * len(text)))
    return text + " " + (FILLER * (more // len(FILLER) + 1))[:more].rstrip()


def longer(value: T) -> T:
    """Content in which every text is 40 % longer."""
    return _longer(value)  # type: ignore[no-any-return]


def _longer(value: Any) -> Any:
    if isinstance(value, str):
        return value if type(value) is not str else stretched(value)
    if isinstance(value, tuple):
        return tuple(_longer(one) for one in value)
    if isinstance(value, Mapping):
        return {key: _longer(one) for key, one in value.items()}
    if isinstance(value, Struct):
        changed = {
            name: _longer(getattr(value, name))
            for name in value.__struct_fields__
            # An option names the advice that it leads to by its code.
            if name not in _CODES and not (name == "advice" and isinstance(value, Option))
        }
        return replace(value, **changed)
    return value


def longer_catalogue(catalogue: Catalogue) -> Catalogue:
    """The catalogue with longer words, but for the sides: those are short in any language."""
    long = longer(catalogue)
    words = replace(long.words, left="LINKEN", right="RECHTEN")
    programmes = tuple(
        replace(
            one,
            name=stretched(one.name),
            summary=stretched(one.summary),
            why_this_order=stretched(one.why_this_order),
        )
        for one in catalogue.programmes
    )
    return replace(long, words=words, programmes=programmes)


def longer_language() -> Language:
    """A translation in which every text of the pages is 40 % longer."""
    return Language(_in_longer_words)


def _in_longer_words(context: str, source: str) -> str:
    known = {"LEFT ": "LINKER ", "RIGHT ": "RECHTER "}
    for english, other in known.items():
        if source.startswith(english):
            return other + stretched(source.removeprefix(english)).split()[0] + "seite"
    return stretched(source) if context == "handout" else ""

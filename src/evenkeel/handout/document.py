"""A document as plain data: what a template of ``resources/paper`` is fed with.

A template gets the data as ``data.json`` and finds the pictures that it names as files beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import fill
from evenkeel.handout.paper import Clinic, Paper, TextSize
from evenkeel.handout.wording import foot_line, whom_to_call
from evenkeel.language import language, translate

#: What JSON can hold.
Data = Mapping[str, object]
#: Names of files and what they hold.
Files = Mapping[str, bytes]

#: A logo is at most 34 mm wide: 800 dots are 600 to the inch.
_LOGO_PX: Final = 800
_LOGO_FILE: Final = "logo.svg"


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """One document, ready for the typesetting engine.

    Attributes:
        kind: the template's name (``card`` is ``resources/paper/card.typ``).
        title: its name, as it stands in a file's properties and in a printer's list.
        paper: what it is set for.
        made_on: the day that stands in the file's properties.
        data: everything that it says.
        files: the pictures that the data names.
    """

    kind: str
    title: str
    paper: Paper
    made_on: date
    data: Data
    files: Files = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """How a document is to be printed, whatever stands on it.

    Attributes:
        paper: the sheets in the printer.
        size: the size of the running text.
        grey: for paper without colour.
        clinic: who hands it out; stands on every sheet.
    """

    paper: Paper
    size: TextSize = TextSize.USUAL
    grey: bool = False
    clinic: Clinic | None = None


def document(
    kind: str,
    title: str,
    sheet: Sheet,
    catalogue: Catalogue,
    made_on: date,
    data: Data,
    files: Files | None = None,
) -> Document:
    """A document with what every kind has: paper, clinic, stop rule, and the line at the foot.

    Args:
        kind: the template's name.
        title: the document's name.
        sheet: how it is to be printed.
        catalogue: the stop rule's words.
        made_on: the day that stands at the foot of every sheet and in the file's properties.
        data: what only this kind has.
        files: the pictures that the data names.
    """
    brought = dict(files or {})
    clinic = sheet.clinic
    logo = _clean_logo(clinic.logo) if clinic and clinic.logo else None
    if logo:
        brought[_LOGO_FILE] = logo.svg
    common: Data = {
        "title": title,
        "language": language().partition("_")[0],
        "paper": {"width_mm": sheet.paper.width_mm, "height_mm": sheet.paper.height_mm},
        "size_pt": sheet.size.value,
        "clinic": {"name": clinic.name, "phone": clinic.phone} if clinic else None,
        "logo": {"file": _LOGO_FILE, "aspect": logo.aspect} if logo else None,
        "call": whom_to_call(clinic),
        "stop": {"label": translate("Handout", "STOP"), "rule": catalogue.words.stop_rule},
        "foot": foot_line(title, catalogue, made_on),
        # The template knows the numbers.
        "page_of": fill(
            translate("Handout", "Page {number} of {count}"), number="{number}", count="{count}"
        ),
    }
    return Document(
        kind=kind,
        title=title,
        paper=sheet.paper,
        made_on=made_on,
        data={**common, **data},
        files=brought,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Logo:
    """A logo as a PNG in an SVG, and how many times as wide as high it is."""

    svg: bytes
    aspect: float


def _clean_logo(data: bytes) -> _Logo | None:
    """A logo turned upright, no larger than it is ever printed.

    Nothing for bytes that are no picture. A photograph's file may tell where it was taken: nothing
    but the picture is kept. (The engine takes files that are text only.)
    """
    # Only here: sheets without a logo need none of it.
    from base64 import b64encode

    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QImageReader, QImageWriter

    source = QBuffer()
    source.setData(QByteArray(data))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        return None
    if max(image.width(), image.height()) > _LOGO_PX:
        ratio = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(_LOGO_PX, _LOGO_PX, ratio, smooth)
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    for key in image.textKeys():
        image.setText(key, "")
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    # Not `QImage.save`: with a device it refuses the format's name as bytes, its stub as text.
    QImageWriter(target, QByteArray(b"PNG")).write(image)
    png = b64encode(bytes(target.data().data())).decode("ascii")
    width, height = image.width(), image.height()
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{png}"/></svg>'
    )
    return _Logo(svg=svg.encode(), aspect=width / height)

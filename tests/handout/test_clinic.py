"""Whose sheets they are: a file with name, phone and logo, and what becomes of it on paper."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from evenkeel.catalogue.terms import Side
from evenkeel.handout.clinic import ConfigError, home_clinic, load_clinic
from evenkeel.handout.diary import diary_document
from evenkeel.handout.document import Document, Sheet
from evenkeel.handout.paper import PAPERS, Clinic
from evenkeel.handout.plan import plan_document, pocket_document
from evenkeel.handout.typesetting import pdf_bytes, svg_pages
from tests.handout.sheets import (
    CATALOGUE,
    DAY,
    DRAWINGS,
    card_of,
    order_of,
    pdfium_pages,
    picture_sizes,
    rendered,
)

LONG = "Centre for Physiotherapy and Rehabilitation St Bartholomew-W"
PHONE = "+44 (0)20 7946 0000, ext. 12345"
Make = Callable[[Sheet], Document]


def logo(width: int, height: int) -> bytes:
    """A plain red picture file."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFF0000)
    image.setText("Comment", "taken at home")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def card(sheet: Sheet) -> Document:
    return card_of(("inflare_correction", None, Side.LEFT), sheet)


def plan(sheet: Sheet) -> Document:
    order = order_of({"sore_side": "left", "pain_pattern": "shifted"})
    return plan_document(order, sheet, DAY, CATALOGUE, DRAWINGS)


def referral(sheet: Sheet) -> Document:
    return plan_document(order_of({"red_flags": ["chest_pain"]}), sheet, DAY, CATALOGUE, DRAWINGS)


def pocket(sheet: Sheet) -> Document:
    order = order_of({"sore_side": "left", "pain_pattern": "tight"})
    return pocket_document(order, sheet, DAY, CATALOGUE, DRAWINGS)


def diary(sheet: Sheet) -> Document:
    return diary_document(DAY, sheet, DAY, CATALOGUE)


def words(document: Document) -> list[str]:
    return [" ".join(page.split()) for page in pdfium_pages(pdf_bytes(document))]


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("make", [card, plan, pocket, diary, referral])
def test_every_sheet_says_whom_to_call_and_the_first_shows_the_logo(
    make: Make, paper: object
) -> None:
    clinic = Clinic(name=LONG, phone=PHONE, logo=logo(1600, 200))
    document = make(Sheet(paper=paper, clinic=clinic))  # type: ignore[arg-type]
    for page in words(document):
        assert f"Questions? Call {LONG}: {PHONE}" in page
    # At the head of the first page; so wide, and an eighth of that high.
    wide = 26 if document.paper.name == "A5" else 40
    assert (wide, wide / 8) in [
        (round(width, 3), round(height, 3))
        for width, height in picture_sizes(svg_pages(document)[0])
    ]


@pytest.mark.parametrize("make", [card, plan, pocket, diary, referral])
def test_without_a_phone_the_name_is_on_every_sheet(make: Make) -> None:
    for page in words(make(Sheet(paper=PAPERS["A4"], clinic=Clinic(name="Park Clinic")))):
        assert "Park Clinic" in page


@pytest.mark.parametrize("make", [card, plan, pocket, diary, referral])
def test_without_a_clinic_nothing_is_said_of_one(make: Make) -> None:
    for clinic in (None, Clinic(name="")):
        for page in words(make(Sheet(paper=PAPERS["A4"], clinic=clinic))):
            assert "Questions?" not in page


def test_the_logo_is_painted_and_is_in_a_document_once() -> None:
    clinic = Clinic(name="Park", phone="1", logo=logo(4000, 1000))
    pdf = pdf_bytes(plan(Sheet(paper=PAPERS["A4"], clinic=clinic)))
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    pictures = (
        [
            one.get_object()
            for one in (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
            if isinstance(one, pypdf.generic.StreamObject) and one.get("/Subtype") == "/Image"
        ]
        if 0 in reader.xref
        else []
    )
    assert len(pictures) <= 1
    image = rendered(pdf, 72)[0]
    # Red, as grey, somewhere in the upper left corner.
    corner = image.crop((0, 0, image.width // 2, image.height // 4))
    assert corner.histogram()[76] > 1000


def test_nothing_that_a_picture_file_tells_is_in_the_document() -> None:
    clinic = Clinic(name="Park", logo=logo(20, 20))
    assert b"taken at home" in clinic.logo
    document = diary(Sheet(paper=PAPERS["A4"], clinic=clinic))
    from base64 import b64decode

    packed = document.files["logo.svg"].split(b"base64,")[1].split(b'"')[0]
    assert b"taken at home" not in b64decode(packed)


def test_a_file(tmp_path: Path) -> None:
    tmp_path.joinpath("logo.png").write_bytes(logo(10, 10))
    file = tmp_path / "clinic.toml"
    file.write_text('[clinic]\nname = "Park"\nphone = "1"\nlogo = "logo.png"\n', encoding="utf-8")
    assert load_clinic(file) == Clinic(name="Park", phone="1", logo=logo(10, 10))


def test_every_fault_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "clinic.toml"
    file.write_text('x = 1\n[clinic]\nphone = " 1"\nlogo = "x.png"\ncity = 5\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_clinic(file)
    allowed = "a PNG or JPEG picture of at most 2 MB and 4000×4000 pixels"
    assert str(caught.value).splitlines() == [
        f"{file}: x: 1: unknown key; known: clinic",
        f"{file}: clinic.city: 5: unknown key; known: name, phone, logo",
        f"{file}: clinic.name: 'missing': a text of 1 to 60 characters",
        f"{file}: clinic.phone: ' 1': one line of text without blanks at its ends",
        f"{file}: clinic.logo: 'x.png': No such file or directory; allowed: {allowed}",
    ]


def test_at_home_the_data_folder_or_the_variable_names_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EVENKEEL_CLINIC", raising=False)
    assert home_clinic(tmp_path) is None
    tmp_path.joinpath("clinic.toml").write_text('[clinic]\nname = "Home"\n', encoding="utf-8")
    assert home_clinic(tmp_path) == Clinic(name="Home")
    other = tmp_path / "other.toml"
    other.write_text('[clinic]\nname = "Other"\n', encoding="utf-8")
    monkeypatch.setenv("EVENKEEL_CLINIC", str(other))
    assert home_clinic(tmp_path) == Clinic(name="Other")
    other.unlink()
    with pytest.raises(ConfigError, match="missing: this file is needed"):
        home_clinic(tmp_path)

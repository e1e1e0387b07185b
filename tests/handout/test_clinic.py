"""Whose sheets they are: a file with name, phone and logo, and what becomes of it on paper."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.figures.store import FigureStore
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import card_item, decide
from evenkeel.handout.card import CardOrder, card_pages, numbered
from evenkeel.handout.clinic import ConfigError, home_clinic, load_clinic
from evenkeel.handout.diary import DiaryOrder, diary_pages
from evenkeel.handout.files import page_image, pdf_bytes
from evenkeel.handout.paint import Inks
from evenkeel.handout.paper import PAPERS, Box, Clinic, LogoItem, Page, Paper, TextItem
from evenkeel.handout.plan import PlanOrder, plan_pages
from evenkeel.handout.pocket import pocket_pages
from tests.handout.sheets import check_page

DAY = date(2026, 11, 22)
LONG = "Centre for Physiotherapy and Rehabilitation St Bartholomew-W"
PHONE = "+44 (0)20 7946 0000, ext. 12345"
Lay = Callable[[Catalogue, Paper, Clinic], tuple[Page, ...]]


def logo(width: int, height: int) -> bytes:
    """A plain red picture file."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFF0000)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def card(catalogue: Catalogue, paper: Paper, clinic: Clinic) -> tuple[Page, ...]:
    item = card_item(catalogue.exercises["inflare_correction"], None, Side.LEFT)
    order = CardOrder(item=item, paper=paper, printed_on=DAY, clinic=clinic)
    return card_pages(order, catalogue)


def order_of(
    document: dict[str, object], catalogue: Catalogue, paper: Paper, clinic: Clinic
) -> PlanOrder:
    answers = answers_from(document, catalogue)
    return PlanOrder(
        plan=decide(answers, catalogue),
        sore_side=str(answers.one("sore_side")),
        paper=paper,
        printed_on=DAY,
        code="ABCD-EFGH",
        clinic=clinic,
    )


def plan(catalogue: Catalogue, paper: Paper, clinic: Clinic) -> tuple[Page, ...]:
    document: dict[str, object] = {"sore_side": "left", "pain_pattern": "shifted"}
    return plan_pages(order_of(document, catalogue, paper, clinic), catalogue)


def referral(catalogue: Catalogue, paper: Paper, clinic: Clinic) -> tuple[Page, ...]:
    document: dict[str, object] = {"red_flags": ["chest_pain"]}
    return plan_pages(order_of(document, catalogue, paper, clinic), catalogue)


def pocket(catalogue: Catalogue, paper: Paper, clinic: Clinic) -> tuple[Page, ...]:
    document: dict[str, object] = {"sore_side": "left", "pain_pattern": "tight"}
    return pocket_pages(order_of(document, catalogue, paper, clinic), catalogue)


def diary(catalogue: Catalogue, paper: Paper, clinic: Clinic) -> tuple[Page, ...]:
    return diary_pages(DiaryOrder(month=DAY, paper=paper, clinic=clinic), catalogue)


def logos(page: Page) -> list[Box]:
    return [item.box for item in page.items if isinstance(item, LogoItem)]


def words(page: Page) -> list[str]:
    return [item.text.replace("\xa0", " ") for item in page.items if isinstance(item, TextItem)]


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("lay", [card, plan, pocket, diary, referral])
@pytest.mark.parametrize("size", [(1600, 200), (200, 800)], ids=["wide", "tall"])
def test_name_phone_and_logo_are_on_every_sheet(
    lay: Lay, paper: Paper, size: tuple[int, int], catalogue: Catalogue
) -> None:
    clinic = Clinic(name=LONG, phone=PHONE, logo=logo(*size))
    for page in numbered(lay(catalogue, paper, clinic), "a title"):
        check_page(page, lay.__name__)
        (box,) = logos(page)
        assert box.width / box.height == pytest.approx(size[0] / size[1])
        assert box.width == pytest.approx(34) or box.height == pytest.approx(16)
        assert f"Questions? Call {LONG}: {PHONE}" in words(page)


@pytest.mark.parametrize("lay", [card, plan, pocket, diary, referral])
def test_without_a_phone_the_name_is_on_every_sheet(lay: Lay, catalogue: Catalogue) -> None:
    for page in lay(catalogue, PAPERS["A4"], Clinic(name="Park Clinic")):
        assert "Park Clinic" in words(page)
        assert not logos(page)


@pytest.mark.parametrize("lay", [card, plan, pocket, diary, referral])
def test_without_a_clinic_nothing_is_said_of_one(lay: Lay, catalogue: Catalogue) -> None:
    nobody = lay(catalogue, PAPERS["A4"], Clinic(name=""))
    assert all(text and "Questions?" not in text for page in nobody for text in words(page))


def test_the_logo_is_painted_and_is_in_a_document_once(
    catalogue: Catalogue, figures: FigureStore
) -> None:
    inks = Inks(figures=figures, palette="light")
    clinic = Clinic(name="Park", logo=logo(4000, 1000))
    pages = plan(catalogue, PAPERS["A4"], clinic)
    image = page_image(pages[0], inks, dots_per_inch=72)
    (box,) = logos(pages[0])
    dot = 72 / 25.4
    middle = image.pixelColor(
        round((box.x + box.width / 2) * dot), round((box.y + box.height / 2) * dot)
    )
    assert (middle.red(), middle.green(), middle.blue()) == (255, 0, 0)
    assert len(pages) > 3
    assert pdf_bytes(pages, inks, "t").count(b"/Subtype /Image") == 1


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

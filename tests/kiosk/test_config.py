"""The kiosk's file: what it may hold, and that all of its faults come at once."""

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from evenkeel.catalogue.model import Catalogue
from evenkeel.handout.paper import PAPERS, Clinic
from evenkeel.kiosk.frame.config import DEFAULT, ConfigError, KioskConfig, KioskPaper, KioskTheme
from evenkeel.kiosk.frame.config import load_config as load
from evenkeel.language import available_languages
from evenkeel.ui.style.tokens import THEMES

HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$EJgO0PaGbR/Avz0rtlnCWg$C4VFafjfeu0nBgLCXI4LIse563CpJ2cnPnPWwB"
)
EXAMPLE = Path(__file__).parents[2] / "packaging/kiosk/kiosk.toml"
LOGO = "a PNG or JPEG picture of at most 2 MB and 4000×4000 pixels"
ALL_FAULTS = """\
colour: 'red': unknown key; known: clinic, visit, screen, printing, staff
clinic.name: '': a text of 1 to 60 characters
clinic.phone: '0\\n1': one line of text without blanks at its ends
clinic.logo: 'nowhere.png': No such file or directory; allowed: {logo}
visit.idle_s: 14: a whole number from 15 to 600
visit.more_time_s: True: a whole number from 5 to 120
visit.programmes[2]: 'fly': allowed in this version: realign, loosen
visit.programmes[3]: 'loosen': each name once
screen.languages[2]: 'xx': allowed in this version: {known}
screen.text_percent: 201: a whole number from 100 to 200
screen.theme: 'system': allowed: light, dark, contrast
screen.volume: 70: unknown key; known: languages, text_percent, theme, voice_percent
printing.printer: 'the front desk': the name of a print queue, as `lpstat -e` lists them
printing.paper: 'A5': allowed: A4, Letter
printing.pages_per_visitor: 0: a whole number from 1 to 200
printing.pages_per_hour: 1000.0: a whole number from 1 to 2000
printing.pages_per_day: 5: unknown key; known: printer, paper, pages_per_visitor, pages_per_hour
staff.pin_hash: (not shown): an argon2id hash, as `evenkeel kiosk --hash-pin` makes one; never a PIN
"""
Load = Callable[[str], KioskConfig]
Faults = Callable[[str], list[str]]


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    """A picture file."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFF2F7888)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(form.encode())).write(image)
    return bytes(buffer.data().data())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.toml"


@pytest.fixture
def loaded(file: Path, catalogue: Catalogue) -> Load:
    def load_text(text: str) -> KioskConfig:
        file.write_text(text, encoding="utf-8")
        return load(file, catalogue)

    return load_text


@pytest.fixture
def faults(file: Path, loaded: Load) -> Faults:
    def faults_of(text: str) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            loaded(text)
        lines = str(caught.value).splitlines()
        assert all(line.startswith(f"{file}: ") for line in lines)
        return [line.removeprefix(f"{file}: ") for line in lines]

    return faults_of


def test_an_empty_file_is_the_default(loaded: Load) -> None:
    assert loaded("") == DEFAULT
    assert DEFAULT.clinic.name == ""
    assert DEFAULT.printer == ""
    assert DEFAULT.pin_hash == ""
    assert DEFAULT.counters is None


def test_everything_set(loaded: Load, file: Path) -> None:
    file.with_name("logo.png").write_bytes(picture(300, 100))
    config = loaded(
        f"""
        [clinic]
        name = "Park Clinic"
        phone = "030 123 45 67"
        logo = "logo.png"
        [visit]
        idle_s = 15
        more_time_s = 5
        programmes = ["loosen"]
        [screen]
        languages = ["ar", "en", "pt_BR"]
        text_percent = 150
        theme = "contrast"
        [printing]
        printer = "Front_Desk-2"
        paper = "Letter"
        pages_per_visitor = 8
        pages_per_hour = 40
        [staff]
        pin_hash = "{HASH}"
        counters = "counts/kiosk.json"
        """
    )
    assert config == KioskConfig(
        clinic=config.clinic,
        languages=("ar", "en", "pt_BR"),
        idle_s=15,
        more_time_s=5,
        printer="Front_Desk-2",
        paper=KioskPaper.LETTER,
        pages_per_visitor=8,
        pages_per_hour=40,
        pin_hash=HASH,
        programmes=("loosen",),
        text_percent=150,
        theme=KioskTheme.CONTRAST,
        counters=file.parent / "counts/kiosk.json",
    )
    assert (config.clinic.name, config.clinic.phone) == ("Park Clinic", "030 123 45 67")
    assert config.clinic.logo == picture(300, 100)
    assert config.offers("loosen")
    assert not config.offers("realign")


def test_without_a_list_every_programme_is_on_offer(catalogue: Catalogue) -> None:
    assert all(DEFAULT.offers(one.id) for one in catalogue.programmes)


def test_an_absolute_path_stays(loaded: Load, tmp_path: Path) -> None:
    counters = tmp_path / "elsewhere.json"
    assert loaded(f'[staff]\ncounters = "{counters.as_posix()}"').counters == counters


def test_all_faults_come_at_once(faults: Faults) -> None:
    found = faults(
        """
        colour = "red"
        [clinic]
        name = ""
        phone = "0\\n1"
        logo = "nowhere.png"
        [visit]
        idle_s = 14
        more_time_s = true
        programmes = ["loosen", "fly", "loosen"]
        [screen]
        languages = ["en", "xx"]
        text_percent = 201
        theme = "system"
        volume = 70
        [printing]
        printer = "the front desk"
        paper = "A5"
        pages_per_visitor = 0
        pages_per_hour = 1e3
        pages_per_day = 5
        [staff]
        pin_hash = "1234"
        """
    )
    known = ", ".join(available_languages())
    assert sorted(found) == sorted(ALL_FAULTS.format(known=known, logo=LOGO).splitlines())


@pytest.mark.parametrize(
    "text",
    [
        '[staff]\npin_hash = "48213"',
        "[staff]\npin_hash = 48213",
        '[staff]\npin = "48213"',
        '[staff]\nPIN_hash = "48213"',
        "pin = 48213",
        "[staff]\npin = { staff = 48213 }",
        f'[staff]\npin_hash = "{HASH}48213!"',
    ],
)
def test_a_plain_pin_is_refused_and_not_repeated(faults: Faults, text: str) -> None:
    (line,) = faults(text)
    assert "48213" not in line
    assert "(not shown)" in line


@pytest.mark.parametrize(
    "wrong",
    [
        HASH.replace("argon2id", "argon2i"),
        HASH.replace("m=65536", "m=99999999"),
        HASH.replace("m=65536", "m=8"),
        HASH.replace("t=3", "t=0"),
        HASH.replace("p=4", "p=64"),
        HASH[:40],
        "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW",
    ],
)
def test_a_hash_of_another_kind_is_refused(faults: Faults, wrong: str) -> None:
    assert len(faults(f'[staff]\npin_hash = "{wrong}"')) == 1


@pytest.mark.parametrize("queue", ["-x", "a b", "a/b", "a#b", "a'b", "x" * 128])
def test_no_name_of_a_queue(faults: Faults, queue: str) -> None:
    assert faults(f'[printing]\nprinter = "{queue}"')[0].startswith("printing.printer: ")


@pytest.mark.parametrize("name", ["Front Desk HP LaserJet 4", r"\\server\Front Desk", "a/b #2"])
def test_the_name_of_a_printer_on_windows(
    faults: Faults, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("platform.system", lambda: "Windows")
    # Behind it a fault, so that there is a list to look at.
    text = f"[printing]\nprinter = '{name}'\npages_per_hour = 0"
    assert [one.split(":")[0] for one in faults(text)] == ["printing.pages_per_hour"]


@pytest.mark.parametrize("name", ["a,b", "a!b", r"server\Front", r"\\server\a\b", "x" * 221])
def test_no_name_of_a_printer_on_windows(
    faults: Faults, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("platform.system", lambda: "Windows")
    [fault] = faults(f"[printing]\nprinter = '{name}'")
    assert fault.startswith("printing.printer: ")
    assert "`Get-Printer`" in fault


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no format that every printer gets right"),
        (picture(10, 10, "BMP"), "not PNG or JPEG"),
        (picture(300, 100)[:200], "cut off"),
        (picture(4001, 1), "too wide"),
        (picture(300, 100) + bytes(2 * 1024 * 1024), "too long"),
        (b"", "empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_logo_that_is_none(faults: Faults, file: Path, data: bytes, why: str) -> None:
    file.with_name("logo").write_bytes(data)
    (line,) = faults('[clinic]\nname = "Park"\nlogo = "logo"')
    assert line == f"clinic.logo: 'logo': allowed: {LOGO}", why


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_logo_may_be_absolute(loaded: Load, tmp_path: Path, form: str) -> None:
    path = tmp_path / "logos" / "l"
    path.parent.mkdir()
    path.write_bytes(picture(4000, 20, form))
    config = loaded(f'[clinic]\nname = "Park"\nlogo = "{path.as_posix()}"')
    assert config.clinic.logo == path.read_bytes()


def test_files_that_are_none(file: Path, catalogue: Catalogue, faults: Faults) -> None:
    with pytest.raises(ConfigError, match=r"\(file\): missing: this file is needed"):
        load(file, catalogue)
    with pytest.raises(ConfigError, match="not a plain file"):
        load(file.parent, catalogue)
    assert faults("[clinic")[0].endswith(": valid TOML")
    assert faults("x = 1\nx = 2") == ["line 2: Cannot overwrite a value: each key and table once"]
    assert faults("x = " + "[" * 50_000)[0].endswith(": valid TOML")
    assert faults("#" * 300_000) == ["(file): more than 256 KB: a short TOML file"]
    file.write_bytes(b"# \xff")
    with pytest.raises(ConfigError, match="UTF-8 text"):
        load(file, catalogue)
    assert "clinic: 5: a table" in faults("clinic = 5\nvisit = []\n")
    assert "visit: []: a table" in faults("clinic = 5\nvisit = []\n")


def test_names_are_those_of_paper_and_themes() -> None:
    assert {paper.value for paper in KioskPaper} <= set(PAPERS)
    assert {theme.value for theme in KioskTheme} == set(THEMES)


def test_the_example_that_clinics_copy_says_the_defaults(catalogue: Catalogue) -> None:
    config = load(EXAMPLE, catalogue)
    assert config.clinic == Clinic(name="Our practice")
    assert replace(config, clinic=DEFAULT.clinic) == DEFAULT
    text = EXAMPLE.read_text(encoding="utf-8")
    for name in ("name", "phone", "logo", *(one.name for one in fields(DEFAULT))):
        assert name == "clinic" or f"\n{name} = " in text


@pytest.mark.parametrize(
    "text", ["[staff]\npin = 1234 5678\n", "[staff]\npin_hash = “1234”\n", "pin = 12345678, 1\n"]
)
def test_a_pin_in_a_line_that_can_not_be_read_is_not_repeated(text: str, faults: Faults) -> None:
    (fault,) = faults(text)
    assert fault.startswith("line ")
    assert "1234" not in fault


def test_what_notepad_saves_is_read(file: Path, catalogue: Catalogue) -> None:
    file.write_bytes(b'\xef\xbb\xbf[clinic]\r\nname = "Park"\r\n')
    assert load(file, catalogue).clinic.name == "Park"


def test_a_windows_path_that_is_toml_all_the_same_is_found(faults: Faults) -> None:
    r"""``\t`` and ``\n`` between straight quotes are a tab and a line end."""
    cure = "write C:/Users/… or put the path between single quotes: '…'"
    clinic, staff = r'name = "A"' + "\n" + r'logo = "C:\new.png"', r'counters = "C:\temp"'
    assert faults(f"[clinic]\n{clinic}\n[staff]\n{staff}\n") == [
        rf"clinic.logo: 'C:\new.png': {cure}",
        rf"staff.counters: 'C:\temp': {cure}",
    ]

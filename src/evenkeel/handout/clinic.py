"""Reads from a TOML file who hands the sheets out: a clinic's name, telephone and logo."""

import os
from pathlib import Path
from typing import Annotated, Final

from msgspec import Meta, Struct

from evenkeel.catalogue.faults import Converter, Fault
from evenkeel.catalogue.tomlfile import PATH_CURE, TomlError, read_toml
from evenkeel.handout.paper import Clinic

#: More is no logo but a photograph; every printed sheet carries it.
MAX_LOGO_BYTES: Final = 2 * 1024 * 1024
MAX_LOGO_PX: Final = 4000
#: The file in the reader's data folder.
HOME_FILE: Final = "clinic.toml"
_MAX_FILE_BYTES: Final = 256 * 1024
_LOGO_FORMATS: Final = ("png", "jpeg")
_LOGO_ALLOWED: Final = (
    f"a PNG or JPEG picture of at most {MAX_LOGO_BYTES // 1024 // 1024} MB and "
    f"{MAX_LOGO_PX}×{MAX_LOGO_PX} pixels"
)

_Name = Annotated[str, Meta(min_length=1, max_length=60)]
_Phone = Annotated[str, Meta(min_length=0, max_length=40)]
_PathText = Annotated[str, Meta(min_length=0, max_length=1000)]


class ConfigError(Exception):
    """A configuration file that can't be used. ``faults`` lists everything that is wrong."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


class ClinicTable(Struct, frozen=True, kw_only=True):
    """The table ``[clinic]`` as it stands in a file; ``logo`` is relative to the file."""

    name: _Name
    phone: _Phone = ""
    logo: _PathText = ""


def home_clinic(folder: Path) -> Clinic | None:
    """The clinic that sheets printed at home name: of ``EVENKEEL_CLINIC``, else of ``clinic.toml``
    in the reader's data folder; nobody where neither is there.

    Raises:
        ConfigError: with every fault that was found.
    """
    named = os.environ.get("EVENKEEL_CLINIC")
    path = Path(named) if named else folder / HOME_FILE
    return load_clinic(path) if named or path.exists() else None


def load_clinic(path: Path) -> Clinic:
    """The clinic of a file that holds only the table ``[clinic]``.

    Raises:
        ConfigError: with every fault that was found.
    """
    converter = Converter(str(path))
    data = read_file(path)
    for key in data.keys() - {"clinic"}:
        converter.fault(key, data[key], "unknown key; known: clinic")
    clinic = read_clinic(data.get("clinic", {}), converter, path.parent)
    if clinic is None or converter.faults:
        raise ConfigError(converter.faults)
    return clinic


def read_clinic(data: object, converter: Converter, folder: Path) -> Clinic | None:
    """The clinic of a table ``[clinic]``, its logo read; nothing where the table is wrong.

    Every fault is noted in the converter. ``folder`` is where a relative logo is looked for.
    """
    before = len(converter.faults)
    table = converter.convert(data, ClinicTable, "clinic")
    for key in ("name", "phone"):
        text = text_at(data, key)
        if not text.isprintable() or text != text.strip():
            converter.fault(f"clinic.{key}", text, "one line of text without blanks at its ends")
    name = text_at(data, "logo")
    logo = _logo(name, converter, folder) if name else b""
    if table is None or len(converter.faults) > before:
        return None
    return Clinic(name=table.name, phone=table.phone, logo=logo)


def text_at(data: object, key: str) -> str:
    """The text at a key of a table; empty where there is none, or something else."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""


def read_file(path: Path) -> dict[str, object]:
    """The data of a clinic's or a kiosk's TOML file.

    Raises:
        ConfigError: it can't be read or is not TOML.
    """
    try:
        return read_toml(path, max_bytes=_MAX_FILE_BYTES)
    except TomlError as error:
        raise ConfigError([error.fault(str(path))]) from None


def _logo(name: str, converter: Converter, folder: Path) -> bytes:
    """The bytes of the logo's file; empty where it can't be used."""
    key = "clinic.logo"
    if not name.isprintable():
        # "C:\\new" between straight quotes is TOML for a line end.
        converter.fault(key, name, PATH_CURE)
        return b""
    try:
        with (folder / name).open("rb") as file:
            data = file.read(MAX_LOGO_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        converter.fault(key, name, f"{reason}; allowed: {_LOGO_ALLOWED}")
        return b""
    if len(data) > MAX_LOGO_BYTES or not _is_picture(data):
        converter.fault(key, name, f"allowed: {_LOGO_ALLOWED}")
        return b""
    return data


def _is_picture(data: bytes) -> bool:
    """Whether Qt can read the whole picture, and it is not too large."""
    # Only here: most commands read no logo, and start sooner without Qt.
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
    from PySide6.QtGui import QImageReader

    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    if bytes(reader.format().data()).decode("ascii") not in _LOGO_FORMATS:
        return False
    size = reader.size()
    # An invalid size is (-1, -1); the size is known before anything large is unpacked.
    fits = size.boundedTo(QSize(MAX_LOGO_PX, MAX_LOGO_PX)) == size and not size.isEmpty()
    return fits and not reader.read().isNull()

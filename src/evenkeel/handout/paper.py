"""The sheets of paper that are known, and who hands them out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A sheet in portrait, in millimetres."""

    name: str
    width_mm: float
    height_mm: float


PAPERS: Final[Mapping[str, Paper]] = MappingProxyType(
    {
        "A4": Paper(name="A4", width_mm=210.0, height_mm=297.0),
        "Letter": Paper(name="Letter", width_mm=215.9, height_mm=279.4),
        "A5": Paper(name="A5", width_mm=148.0, height_mm=210.0),
    }
)


class TextSize(Enum):
    """The size of the running text of a sheet, in points."""

    USUAL = 14
    LARGE = 18


@dataclass(frozen=True, kw_only=True, slots=True)
class Clinic:
    """Who hands the sheets out and whom to call; ``logo`` holds a picture file's bytes."""

    name: str
    phone: str = ""
    logo: bytes = b""

"""Who is drawn: body, clothes, hair and face of each person, as data (``people.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: On this body the places of skin, clothes, hair and muscles are described.
REFERENCE = "woman"
_FILE = Path(__file__).with_name("people.toml")


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """One person of the pictures.

    Attributes:
        shape: the body in anny's phenotype coordinates, 0–1.
        top_hem_m: height of the top's hem on the reference body.
        sleeve: how much of the upper arm the sleeve covers, 0–1; more than 1 reaches the forearm.
        top_ease_m: how far the top stands off the skin, and by how much more at its hems.
        legs_hem_m: height of the trousers' hem on the reference body.
        legs_ease_m: how far the trousers stand off the skin, and by how much more at their hems.
        hair: one of `evenkeel_figures.hair.STYLES`.
        lined: how much of the face's calm lines is shown: 0 for none, 1 for those of age.
        brow: thickness of the brows against the reference's.
        lips: fullness of the lips against the reference's.
    """

    shape: Mapping[str, float]
    top_hem_m: float
    sleeve: float
    top_ease_m: tuple[float, float]
    legs_hem_m: float
    legs_ease_m: tuple[float, float]
    hair: str
    lined: float
    brow: float
    lips: float


@cache
def load_people(path: Path = _FILE) -> Mapping[str, Person]:
    """Everybody by name, in the order of the file."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    return {name: _person(table) for name, table in data.items()}


def _person(table: dict[str, object]) -> Person:
    values = {
        key: tuple(value) if isinstance(value, list) else value for key, value in table.items()
    }
    return Person(**values)  # type: ignore[arg-type]

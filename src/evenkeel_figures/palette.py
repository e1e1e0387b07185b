"""The named colours of ``resources/figures/palette.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

THEMES = ("light", "dark", "contrast", "grey")
_HEX = re.compile(r"#[0-9a-f]{6}")


def load_palette(path: Path) -> dict[str, dict[str, str]]:
    """Theme → colour name → ``#rrggbb``.

    Raises:
        ValueError: a theme lacks a colour, a value is not lower-case ``#rrggbb``, or two names
            of ``light`` share a value (the application exchanges colours by replacing text).
    """
    with path.open("rb") as file:
        data = tomllib.load(file)
    themes: dict[str, dict[str, str]] = {theme: dict(data[theme]) for theme in THEMES}
    names = set(themes["light"])
    for theme, colours in themes.items():
        if set(colours) != names:
            raise ValueError(f"{path}: [{theme}] differs in {sorted(set(colours) ^ names)}")
        for name, value in colours.items():
            if not _HEX.fullmatch(value):
                raise ValueError(f"{path}: {theme}.{name} is {value!r}, not #rrggbb in lower case")
    _refuse_shared(path, themes["light"])
    return themes


def _refuse_shared(path: Path, colours: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for name, value in colours.items():
        if value in seen:
            raise ValueError(f"{path}: light.{name} and light.{seen[value]} are both {value}")
        seen[value] = name

"""How far the joints of an adult go (`motion_range.toml` names the source)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

_FILE = Path(__file__).with_name("motion_range.toml")


def load_ranges(path: Path = _FILE) -> dict[str, tuple[float, float]]:
    """Joint without its side (``hip_flexion``, ``spine.twist``) → lowest, highest in degrees."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    out: dict[str, tuple[float, float]] = {}
    for region in ("spine", "neck"):
        out.update({f"{region}.{k}": (float(v[0]), float(v[1])) for k, v in data[region].items()})
    out.update({k: (float(v[0]), float(v[1])) for k, v in data["limb"].items()})
    return out


def range_of(joint: str, ranges: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """Range of ``left.hip_flexion`` or ``spine.twist``; KeyError names an unknown joint."""
    side, _, rest = joint.partition(".")
    return ranges[rest if side in ("left", "right") else joint]


def excess_deg(angles: Mapping[str, float], ranges: Mapping[str, tuple[float, float]]) -> float:
    """By how much the worst angle leaves its range; 0 when none does."""
    worst = 0.0
    for joint, value in angles.items():
        low, high = range_of(joint, ranges)
        worst = max(worst, low - value, value - high)
    return worst

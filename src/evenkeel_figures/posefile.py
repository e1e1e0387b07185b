"""Pose files: one TOML for each exercise, with every picture's pose, contacts and marks.

Needs the standard library only, so that the files can be checked anywhere.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

POSES_FOLDER = Path(__file__).parent / "poses"
ATTITUDES = ("standing", "supine", "prone", "right_side")
_MERGED = ("angles", "contacts", "hands", "turn", "free")
_KNOWN = {
    "from", "draw", "attitude", "position", "turn", "angles", "contacts", "hands", "keep", "fixed",
    "free", "arrows", "glow", "ghost", "ghost_limbs", "inset", "props", "camera", "limb",
    "balance", "people",
}  # fmt: skip


class PoseFileError(ValueError):
    """A pose file says something that cannot be drawn; the text names file, picture and key."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """One picture as it stands in its pose file, inheritance resolved.

    Attributes:
        exercise: name of the exercise.
        name: name of the picture, the stem of its file.
        parent: the picture it inherits from, or None.
        drawn: False for a picture that is only inherited from.
        sided: whether the exercise has a left and a right.
        limb: what works, for ``data-limb``.
        attitude: one of `ATTITUDES`.
        position_m: where the pelvis starts, (x, y) or (x, y, z).
        turn_deg: extra pitch, roll and yaw of the pelvis.
        angles_deg: joint angles, ``left.hip_flexion`` …
        hands: for each side a shape, or a table with ``shape`` and ``wraps``.
        contacts: body part → where it touches, with options.
        keep: body parts that stay where they are in the parent.
        fixed: joints or groups (``left.arm``, ``spine``, ``root``) that the solver leaves alone.
        free: further joints the solver may change, with their freedom in degrees.
        balance: whether the body's centre stands over its feet.
        props: tables for `evenkeel_figures.props.build_prop`.
        camera: azimuth and elevation in degrees.
        arrows: tables for `evenkeel_figures.arrows`.
        glow: names of muscles.
        ghost: name of a picture whose outline is shown behind, or None.
        ghost_limbs: the parts of the body (of `evenkeel_figures.figure.LIMBS`) that the ghost is
            of; none for all that moves.
        inset: table for `evenkeel_figures.inset.Inset`, or None for no close-up.
        people: the same picture with the pose as it is written for a person whose body needs
            another one to keep the limits; arrows and all else stay those of the picture.
    """

    exercise: str
    name: str
    parent: str | None
    drawn: bool
    sided: bool
    limb: str
    attitude: str
    position_m: tuple[float, ...]
    turn_deg: Mapping[str, float]
    angles_deg: Mapping[str, float]
    hands: Mapping[str, Mapping[str, Any]]
    contacts: Mapping[str, Mapping[str, Any]]
    keep: tuple[str, ...]
    fixed: tuple[str, ...]
    free: Mapping[str, float]
    balance: bool
    props: tuple[Mapping[str, Any], ...]
    camera: Mapping[str, float]
    arrows: tuple[Mapping[str, Any], ...]
    glow: tuple[str, ...]
    ghost: str | None
    ghost_limbs: tuple[str, ...]
    inset: Mapping[str, Any] | None
    people: Mapping[str, Picture] = field(default_factory=dict)

    def pose_of(self, person: str) -> Picture:
        """The picture whose pose is that of a person."""
        return self.people.get(person, self)


def load_pose_file(path: Path) -> dict[str, Picture]:
    """Every picture of one file, parents before children."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    pictures: dict[str, Picture] = {}
    tables: dict[str, dict[str, Any]] = {}
    for name, own in data["pictures"].items():
        where = f"{path.name}: [pictures.{name}]"
        _known(own, where)
        parent = own.get("from")
        if parent is not None and parent not in tables:
            raise PoseFileError(f"{where} inherits from {parent!r}, which does not come before it")
        base = tables[parent] if parent is not None else {"props": data.get("props", [])}
        merged = _merge(base, own)
        tables[name] = merged
        picture = _picture(path.stem, name, data, merged, where)
        own_poses = {}
        for person, over in own.get("people", {}).items():
            table = {"keep": merged.get("keep", []), **_known(over, f"{where} people.{person}")}
            own_poses[person] = _picture(path.stem, name, data, _merge(merged, table), where)
        pictures[name] = replace(picture, people=own_poses)
    return pictures


def _known(table: dict[str, Any], where: str) -> dict[str, Any]:
    unknown = set(table) - _KNOWN
    if unknown:
        raise PoseFileError(f"{where} has unknown keys {sorted(unknown)}")
    return table


def load_all(folder: Path = POSES_FOLDER) -> dict[str, dict[str, Picture]]:
    """Exercise → picture name → picture, for every pose file."""
    return {path.stem: load_pose_file(path) for path in sorted(folder.glob("*.toml"))}


def _merge(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Angles, contacts and hands are laid over the parent's; all else replaces it."""
    out = deepcopy(dict(base))
    # What marks a moment is not inherited: arrows, glow and ghost belong to one picture.
    for key in ("arrows", "glow", "ghost", "ghost_limbs", "inset", "keep", "draw", "people"):
        out.pop(key, None)
    for key, value in own.items():
        if key in _MERGED:
            out[key] = {**out.get(key, {}), **_flat(value)}
        else:
            out[key] = deepcopy(value)
    return out


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """``{left: {knee: 3}, both: {toe: 1}}`` → ``{left.knee: 3, left.toe: 1, right.toe: 1}``."""
    out: dict[str, Any] = {}
    for key, value in table.items():
        if key in ("left", "right", "both") and isinstance(value, Mapping) and not _is_hand(value):
            for part, inner in value.items():
                for side in ("left", "right") if key == "both" else (key,):
                    out[f"{side}.{part}"] = inner
        elif key in ("spine", "neck") and isinstance(value, Mapping):
            out.update({f"{key}.{part}": inner for part, inner in value.items()})
        elif key == "both":
            out.update({"left": value, "right": value})
        else:
            out[key] = value
    return out


def _is_hand(value: Mapping[str, Any]) -> bool:
    return "shape" in value or "wraps" in value


def _picture(
    exercise: str, name: str, data: Mapping[str, Any], table: Mapping[str, Any], where: str
) -> Picture:
    attitude = table.get("attitude", "standing")
    if attitude not in ATTITUDES:
        raise PoseFileError(f"{where} attitude is {attitude!r}, not one of {', '.join(ATTITUDES)}")
    contacts = {
        part: ({"on": value} if isinstance(value, str) else dict(value))
        for part, value in table.get("contacts", {}).items()
        if value != "nothing"
    }
    hands = {
        side: ({"shape": value} if isinstance(value, str) else dict(value))
        for side, value in table.get("hands", {}).items()
    }
    return Picture(
        exercise=exercise,
        name=name,
        parent=table.get("from"),
        drawn=bool(table.get("draw", True)),
        sided=bool(data.get("sided", True)),
        limb=str(table.get("limb", data.get("limb", "none"))),
        attitude=attitude,
        position_m=tuple(float(v) for v in table.get("position", (0.0, 0.0))),
        turn_deg={k: float(v) for k, v in table.get("turn", {}).items()},
        angles_deg={k: float(v) for k, v in table.get("angles", {}).items()},
        hands=hands,
        contacts=contacts,
        keep=tuple(table.get("keep", ())),
        fixed=tuple(table.get("fixed", ())),
        free={k: float(v) for k, v in table.get("free", {}).items()},
        balance=bool(table.get("balance", False)),
        props=tuple(table.get("props", ())),
        camera=dict(table.get("camera", data.get("camera", {}))),
        arrows=tuple(table.get("arrows", ())),
        glow=tuple(table.get("glow", ())),
        ghost=table.get("ghost"),
        ghost_limbs=tuple(table.get("ghost_limbs", ())),
        inset=table.get("inset"),
    )

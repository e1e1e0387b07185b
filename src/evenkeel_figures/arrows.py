"""The marks of a picture: what moves where, what presses, what keeps its distance, the breath.

Each says one thing, by its shape and not by its colour alone:

- ``move`` (as ``kind``; what is meant where none is named): an arrow from the part that moves to
  where it goes. With ``from``, the name of a picture, it follows a spot from there to here.
- ``press``: a short arrow that ends at a bar, with pressure lines behind it: something pushes, and
  nothing moves.
- ``gap``: a measure line between two bars: this distance is kept.
- ``breath``: a wave that leaves the mouth.

A mark begins at a spot on the body (``at``, moved by ``shift``), so it stays where it belongs when
the pose or the camera changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from evenkeel_figures.geometry import Floats, rotation, unit
from evenkeel_figures.landmarks import Landmarks
from evenkeel_figures.raster import Camera
from evenkeel_figures.room import Room
from evenkeel_figures.svgout import Stroke

KINDS = ("move", "press", "gap", "breath")
#: The width of the halo round a mark (units).
_HALO = 12.0
#: Where mouth and nape lie on the reference body in its neutral pose (metres).
_MOUTH_M, _NAPE_M = np.array([0.0, -0.156, 0.7485]), np.array([0.0, 0.012, 0.7485])
#: A breath begins this far before the mouth (or ``before``); half its height; its waves.
_BEFORE_MOUTH_M, _WAVE_M, _WAVES = 0.035, 0.015, 1.5
#: The bar that a push ends at: its length and thickness (units).
_BAR_LONG, _BAR_THICK = 66.0, 8.0
#: The pressure lines beyond it: how far they begin, how long and thick they are, how they spread.
_TICK_FROM, _TICK_LONG, _TICK_THICK, _TICKS_DEG = 9.0, 17.0, 7.0, (-34.0, 0.0, 34.0)
#: The push itself is as long as this on the picture, however it is seen.
_PUSH_LONG = 64.0
#: The bars of a measure line.
_END_LONG, _END_THICK = 40.0, 6.0


@dataclass(frozen=True, slots=True)
class _Style:
    """Sizes of a ribbon in frame units, and its palette colour."""

    fill: str
    shaft: float
    head_wide: float
    head_long: float
    samples: int


_MOVE = _Style("arrow", 15.0, 42.0, 36.0, 21)
_PRESS = _Style("arrow", 21.0, 46.0, 30.0, 3)
_GAP = _Style("arrow", 6.5, 24.0, 19.0, 3)
_BREATH = _Style("breath", 9.0, 28.0, 25.0, 49)

#: The name of a picture → its posed skin.
SkinOf = Callable[[str], Floats]


def arrow_strokes(
    specs: tuple[Mapping[str, Any], ...],
    skin_m: Floats,
    landmarks: Landmarks,
    camera: Camera,
    skin_of: SkinOf,
    room: Room | None = None,
) -> list[Stroke]:
    """Every mark of a picture as a vector shape.

    Args:
        specs: the tables of the pose file.
        skin_m: the posed skin.
        landmarks: where the spots are.
        camera: the view.
        skin_of: the skin of another picture, where a movement begins.
        room: where arrows can go aside; None leaves them where they are.

    Raises:
        ValueError: a mark is of an unknown kind.
    """
    return [_stroke(spec, skin_m, landmarks, camera, skin_of, room) for spec in specs]


def _stroke(
    spec: Mapping[str, Any],
    skin_m: Floats,
    landmarks: Landmarks,
    camera: Camera,
    skin_of: SkinOf,
    room: Room | None,
) -> Stroke:
    points = camera.project(_line_m(spec, skin_m, landmarks, skin_of))[:, :2]
    if room is not None and spec.get("kind", "move") == "move":
        points = room.beside(points)
    heads = 2 if spec.get("double", False) else 1
    return mark_shape(spec.get("kind", "move"), points, _WAVE_M * camera.scale, heads)


def mark_shape(kind: str, points: Floats, wave: float, heads: int = 1) -> Stroke:
    """A mark along a line of the picture.

    Args:
        kind: one of `KINDS`.
        points: the line from tail to tip, in units.
        wave: how high the wave of a breath is, in units.
        heads: of a movement to both sides, 2.

    Raises:
        ValueError: a mark is of an unknown kind.
    """
    match kind:
        case "breath":
            return Stroke(_closed([_ribbon(_waving(points, wave), 1, _BREATH)]), "breath", _HALO)
        case "press":
            return Stroke(_closed(_push(points)), "arrow", _HALO)
        case "gap":
            return Stroke(_closed(_measure(points)), "arrow", _HALO)
        case "move":
            return Stroke(_closed([_ribbon(points, heads, _MOVE)]), "arrow", _HALO)
    raise ValueError(f"a mark is {kind!r}, not one of {', '.join(KINDS)}")


def _push(points: Floats) -> list[Floats]:
    """A short arrow that ends at a bar, and pressure lines on its other side."""
    tip = points[-1]
    along = unit(tip - points[0])
    stop = tip - along * (_BAR_THICK / 2 + 3.0)
    out = [_ribbon(np.array([stop - along * _PUSH_LONG, stop]), 1, _PRESS)]
    out.append(_bar(tip, along, _BAR_THICK, _BAR_LONG))
    for angle in _TICKS_DEG:
        way = rotation(np.array([0.0, 0.0, 1.0]), angle)[:2, :2] @ along
        middle = tip + along * _BAR_THICK / 2 + way * (_TICK_FROM + _TICK_LONG / 2)
        out.append(_bar(middle, way, _TICK_LONG, _TICK_THICK))
    return out


def _measure(points: Floats) -> list[Floats]:
    """A thin double arrow between two bars."""
    along = unit(points[-1] - points[0])
    inner = np.array([points[0] + along * _END_THICK, points[-1] - along * _END_THICK])
    ends = [_bar(end, along, _END_THICK, _END_LONG) for end in (points[0], points[-1])]
    return [_ribbon(inner, 2, _GAP), *ends]


def _bar(middle: Floats, along: Floats, long: float, wide: float) -> Floats:
    """A small rectangle: ``long`` in the direction ``along``, ``wide`` across it."""
    across = np.array([-along[1], along[0]])
    a, b = along * long / 2, across * wide / 2
    return np.array([middle - a - b, middle + a - b, middle + a + b, middle - a + b])


def _closed(outlines: list[Floats]) -> str:
    return "".join(
        "M" + "L".join(f"{p[0]:.1f} {p[1]:.1f}" for p in outline) + "z" for outline in outlines
    )


def _line_m(
    spec: Mapping[str, Any], skin_m: Floats, landmarks: Landmarks, skin_of: SkinOf
) -> Floats:
    """The mark's middle line from tail to tip, in world metres."""
    if spec.get("kind") == "breath":
        return _breath_m(spec, skin_m, landmarks)
    vertices = landmarks.spot(spec["at"]).vertices
    shift = np.array(spec.get("shift", (0.0, 0.0, 0.0)), float)
    origin = skin_m[vertices].mean(axis=0) + shift
    if "from" in spec:
        began = skin_of(spec["from"])[vertices].mean(axis=0) + shift
        first, last = spec.get("part", (0.0, 1.0))
        return _bent(began + (origin - began) * first, began + (origin - began) * last, spec)
    if "axis" in spec:
        axis = unit(np.array(spec["axis"], float))
        first = np.array(spec["first"], float)
        first = unit(first - axis * (first @ axis)) * float(spec["radius"])
        sweep = np.linspace(0.0, float(spec["sweep_deg"]), 25)
        return np.array([origin + rotation(axis, float(a)) @ first for a in sweep])
    along = unit(np.array(spec["along"], float)) * float(spec.get("length", 0.1))
    end = _stopped(spec, origin + (0 if spec.get("kind") == "press" else along))
    if spec.get("kind") == "press":
        return np.array([end - along, end])
    if "to" in spec:
        return np.array([origin, end])
    return _bent(origin, origin + along, spec)


def _stopped(spec: Mapping[str, Any], end: Floats) -> Floats:
    """The end of a mark, at the plane that ``to`` names by a number for its axis."""
    stop = spec.get("to", ("-", "-", "-"))
    return np.array([e if s == "-" else float(s) for e, s in zip(end, stop, strict=True)])


def _bent(start: Floats, end: Floats, spec: Mapping[str, Any]) -> Floats:
    """From one place to another, ``bend`` aside in the middle."""
    bend = np.array(spec.get("bend", (0.0, 0.0, 0.0)), float)
    t = np.linspace(0.0, 1.0, 25)[:, None]
    line: Floats = start * (1 - t) + end * t + bend * (4 * t * (1 - t))
    return line


def _breath_m(spec: Mapping[str, Any], skin_m: Floats, landmarks: Landmarks) -> Floats:
    """From the mouth straight ahead, or ``along`` another way."""
    mouth, nape = (
        skin_m[np.linalg.norm(landmarks.neutral_m - place, axis=1).argsort()[:4]].mean(axis=0)
        for place in (_MOUTH_M, _NAPE_M)
    )
    ahead = unit(np.array(spec["along"], float)) if "along" in spec else unit(mouth - nape)
    start = mouth + ahead * float(spec.get("before", _BEFORE_MOUTH_M))
    start = start + np.array(spec.get("shift", (0.0, 0.0, 0.0)), float)
    t = np.linspace(0.0, 1.0, 61)[:, None]
    line: Floats = start + ahead * float(spec.get("length", 0.2)) * t
    return line


def _waving(points: Floats, height: float) -> Floats:
    """The line as a wave that grows from its start and is calm again at its tip."""
    t = np.linspace(0.0, 1.0, len(points))
    along = unit(points[-1] - points[0])
    across = np.array([-along[1], along[0]])
    swell = np.sin(np.pi * np.clip(t / 0.9, 0, 1)) ** 0.5 * (t < 0.9)
    wave: Floats = np.sin(2 * np.pi * _WAVES * t / 0.9) * swell * height
    waved: Floats = points + across * wave[:, None]
    return waved


def _ribbon(points: Floats, heads: int, style: _Style) -> Floats:
    """Outline of a ribbon along ``points`` with a head at its end, or at both."""
    step = np.hypot(*np.diff(points, axis=0).T)
    run = np.r_[0.0, np.cumsum(step)]
    total = float(run[-1])
    head = min(style.head_long, 0.55 * total / heads)
    begin = head * 0.9 if heads == 2 else 0.0
    at = np.linspace(begin, total - head * 0.9, style.samples)
    middle = np.stack([np.interp(at, run, points[:, k]) for k in (0, 1)], axis=1)
    along = np.gradient(middle, axis=0)
    along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    half = style.shaft / 2
    width = np.full(len(at), half) if heads == 2 else np.linspace(half * 0.72, half, len(at))
    one, two = middle + across * width[:, None], middle - across * width[:, None]

    def tip(end: Floats, direction: Floats) -> list[Floats]:
        side = np.array([-direction[1], direction[0]]) * style.head_wide / 2
        back = end - direction * head
        return [back + side, end, back - side]

    direction = unit(points[-1] - middle[-1])
    outline = [*one, *tip(points[-1], direction), *two[::-1]]
    if heads == 2:
        outline += tip(points[0], unit(points[0] - middle[0]))
    return np.array(outline)

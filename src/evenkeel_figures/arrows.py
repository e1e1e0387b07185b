"""Arrows: lines in the scene, drawn as flat ribbons with a head.

An arrow starts at a spot on the body (``at``, moved by ``shift``), so it stays where it belongs
when the pose or the camera changes. ``breath = true`` is a wave that leaves the mouth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from evenkeel_figures.geometry import Floats, rotation, unit
from evenkeel_figures.landmarks import Landmarks
from evenkeel_figures.raster import Camera
from evenkeel_figures.svgout import Stroke

_HALO_UNITS = 11.0
#: Where mouth and nape lie on the reference body in its neutral pose (metres).
_MOUTH_M, _NAPE_M = np.array([0.0, -0.156, 0.7485]), np.array([0.0, 0.012, 0.7485])
#: A breath begins this far before the mouth (or ``before``); half its height; its waves.
_BEFORE_MOUTH_M, _WAVE_M, _WAVES = 0.035, 0.015, 1.5


@dataclass(frozen=True, slots=True)
class _Style:
    """Sizes of a ribbon in frame units, and its palette colour."""

    fill: str
    shaft: float
    head_wide: float
    head_long: float
    samples: int


_FORCE = _Style("arrow", 15.0, 42.0, 36.0, 21)
_BREATH = _Style("breath", 9.0, 28.0, 25.0, 49)


def arrow_strokes(
    specs: tuple[Mapping[str, Any], ...], skin_m: Floats, landmarks: Landmarks, camera: Camera
) -> list[Stroke]:
    """Every arrow of a picture as a vector shape."""
    out = []
    for spec in specs:
        points = camera.project(_line_m(spec, skin_m, landmarks))[:, :2]
        style = _BREATH if spec.get("breath", False) else _FORCE
        if style is _BREATH:
            points = _waving(points, _WAVE_M * camera.scale)
        ends = 2 if spec.get("double", False) else 1
        out.append(Stroke(_ribbon(points, ends, style), style.fill, _HALO_UNITS))
    return out


def arrow_points(
    specs: tuple[Mapping[str, Any], ...], skin_m: Floats, landmarks: Landmarks
) -> Floats:
    """The corner points of all arrows in world metres, for fitting the frame."""
    lines = [_line_m(spec, skin_m, landmarks) for spec in specs]
    return np.concatenate(lines) if lines else np.zeros((0, 3))


def _line_m(spec: Mapping[str, Any], skin_m: Floats, landmarks: Landmarks) -> Floats:
    """The arrow's middle line from tail to tip, in world metres."""
    if spec.get("breath", False):
        return _breath_m(spec, skin_m, landmarks)
    origin = skin_m[landmarks.spot(spec["at"]).vertices].mean(axis=0)
    origin = origin + np.array(spec.get("shift", (0.0, 0.0, 0.0)), float)
    if "axis" in spec:
        axis = unit(np.array(spec["axis"], float))
        first = np.array(spec["first"], float)
        first = unit(first - axis * (first @ axis)) * float(spec["radius"])
        sweep = np.linspace(0.0, float(spec["sweep_deg"]), 25)
        return np.array([origin + rotation(axis, float(a)) @ first for a in sweep])
    along = unit(np.array(spec["along"], float))
    length = float(spec["length"])
    ends = np.array([origin, origin + along * length])
    bend = np.array(spec.get("bend", (0.0, 0.0, 0.0)), float)
    t = np.linspace(0.0, 1.0, 25)[:, None]
    line: Floats = ends[0] * (1 - t) + ends[1] * t + bend * (4 * t * (1 - t))
    return line


def _breath_m(spec: Mapping[str, Any], skin_m: Floats, landmarks: Landmarks) -> Floats:
    """From the mouth straight ahead, ``along`` another way, or from where one breathes into."""
    mouth, nape = (
        skin_m[np.linalg.norm(landmarks.neutral_m - place, axis=1).argsort()[:4]].mean(axis=0)
        for place in (_MOUTH_M, _NAPE_M)
    )
    ahead = unit(np.array(spec["along"], float)) if "along" in spec else unit(mouth - nape)
    start = mouth + ahead * float(spec.get("before", _BEFORE_MOUTH_M))
    if "at" in spec:
        start = skin_m[landmarks.spot(spec["at"]).vertices].mean(axis=0)
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


def _ribbon(points: Floats, heads: int, style: _Style) -> str:
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
    return "M" + "L".join(f"{p[0]:.1f} {p[1]:.1f}" for p in outline) + "z"

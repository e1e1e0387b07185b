"""Every movement of a person: which there are, drawn where something changed, and measured."""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from evenkeel_figures.bodysource import cache_folder
from evenkeel_figures.draw import FRAME_UNITS, Studio
from evenkeel_figures.figure import prop_items
from evenkeel_figures.frames import Frames, draw_frames
from evenkeel_figures.measure import measure
from evenkeel_figures.motionfile import motion_bytes
from evenkeel_figures.moving import Way
from evenkeel_figures.posefile import POSES_FOLDER, Picture, load_all
from evenkeel_figures.scene import Scene
from evenkeel_figures.solve import SolvedPose

_LIST = Path(__file__).parent / "movements.toml"
#: A whole way has at least 24 pictures, also one of two parts.
_WHOLE, _PART = 25, 14
#: A step longer than this (mm) asks for more pictures, up to so many.
_STEP_MM, _MOST = 75.0, 33
#: Bodies that differ by less than this (m) are the same: nothing moves.
_SAME_M = 0.002
#: A body may go this deep (mm) into something where it is seen, and so far (mm) in one step.
DEPTH_LIMIT_MM, STEP_LIMIT_MM = 25.0, 120.0
_MEASURED_EVERY = 4
#: Raster pixels for each unit: the outlines are found between the pixels, so few are enough.
_PIXELS = 1.3
#: What does not touch a movement, or only through the bodies and the view, which are compared.
_ELSEWHERE = (
    "__init__.py", "__main__.py", "arrows.py", "cli.py", "distances.py", "draw.py", "fingers.py",
    "freedom.py", "glow.py", "legend.py", "measure.py", "motions.py", "movements.toml",
    "muscles.toml", "palette.py", "pelvis.py", "posefile.py", "solve.py", "svgout.py", "svgz.py",
    "touch.py",
)  # fmt: skip
#: A leap is spread over so many pictures, as few as do.
_CALM = (1.0, 2.0, 3.0, 4.5)
_STUDIOS: dict[str, Studio] = {}
_Job = tuple[str, str, tuple[str, ...], Path, str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class MotionMeasures:
    """Worst figures of one movement.

    Attributes:
        pictures: how many it has; none where nothing moves.
        step_mm: the longest way of any place on the body from one picture to the next.
        depth_mm: how deep anything visibly goes into the floor, a thing or another limb.
        depth_name: what goes into what.
    """

    pictures: int
    step_mm: float
    depth_mm: float
    depth_name: str

    @property
    def broken(self) -> bool:
        """Whether a limit is broken."""
        return self.depth_mm > DEPTH_LIMIT_MM or self.step_mm > STEP_LIMIT_MM


def load_movements(path: Path = _LIST) -> dict[str, list[tuple[str, ...]]]:
    """Exercise → its ways, each a list of picture names.

    Raises:
        ValueError: a way has no two ends.
    """
    ways: dict[str, list[list[str]]] = _load(path)["ways"]
    for exercise, named in ways.items():
        for way in named:
            if len(way) < 2:
                raise ValueError(f"{path.name}: {exercise} has a way without two ends: {way}")
    return {exercise: [tuple(way) for way in named] for exercise, named in ways.items()}


def _load(path: Path = _LIST) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def motion_name(way: Sequence[str]) -> str:
    """The file of a way, from its first picture to its last."""
    return f"{way[0]}-{way[-1]}.motion"


def _stamp(colours: Mapping[str, str]) -> str:
    """Changes whenever the code or the colours of the movements do."""
    here = Path(__file__).parent
    digest = hashlib.sha256(repr((sorted(colours.items()), _PIXELS)).encode())
    for path in sorted([*here.glob("*.py"), *here.glob("*.toml")]):
        if path.name not in _ELSEWHERE:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _digest(
    stamp: str, studio: Studio, pictures: Mapping[str, Picture], way: Sequence[str], count: int
) -> str:
    """Changes whenever a movement would look different: its bodies, its view, its clothes."""
    camera = studio.camera(pictures, pictures[way[-1]])
    digest = hashlib.sha256(f"{stamp}{camera}{count}".encode())
    for name in way:
        pose = studio.solved(pictures, name)
        digest.update(pose.skin_m.tobytes())
        digest.update(repr((sorted(pose.angles_deg.items()), pose.props)).encode())
    return digest.hexdigest()


def draw_motion(
    studio: Studio,
    pictures: Mapping[str, Picture],
    way: tuple[str, ...],
    colours: Mapping[str, str],
    pixels_per_unit: float,
) -> tuple[bytes, MotionMeasures]:
    """One movement as the bytes of its file, and what was measured.

    Args:
        studio: whose body and clothes.
        pictures: those of the exercise.
        way: the names of its pictures.
        colours: palette name → ``#rrggbb`` of the drawn pictures.
        pixels_per_unit: size of the raster.
    """
    ends = [studio.solved(pictures, name) for name in way]
    if np.abs(ends[0].skin_m - ends[-1].skin_m).max() < _SAME_M:
        nothing = Frames((0.0, 0.0, 0.0, 0.0), [], [], (), [])
        return motion_bytes(nothing, colours, FRAME_UNITS), MotionMeasures(0, 0.0, 0.0, "-")
    posed = [pictures[name].pose_of(studio.person) for name in way]
    title = f"{posed[0].exercise}/{motion_name(way)}"
    mixed = title in _load()["mixed"]
    body = Way(studio.wardrobe.rig, studio.solver.landmarks, posed, ends, mixed=mixed)
    poses = _poses(body, _count(posed[0].exercise, way))
    camera = studio.camera(pictures, pictures[way[-1]])
    frames = draw_frames(studio.wardrobe, camera, poses, pixels_per_unit)
    return motion_bytes(frames, colours, FRAME_UNITS), _measured(studio, camera, poses)


def _count(exercise: str, way: Sequence[str]) -> int:
    return _PART if f"{exercise}/{motion_name(way)}" in _load()["parts"] else _WHOLE


def _poses(body: Way, count: int) -> list[SolvedPose]:
    """So many bodies, or more where the steps would be too long."""
    poses = body.poses(count)
    longest = _longest_mm(poses)
    if longest > _STEP_MM:
        count = min(_MOST, round(1 + (count - 1) * longest / _STEP_MM))
        poses = body.poses(count)
    for calm in _CALM:
        if _longest_mm(poses) <= STEP_LIMIT_MM:
            break
        poses = body.poses(count, calm)
    return poses


def _longest_mm(poses: Sequence[SolvedPose]) -> float:
    steps = [np.linalg.norm(b.skin_m - a.skin_m, axis=1).max() for a, b in pairwise(poses)]
    return float(max(steps)) * 1000.0


def _measured(studio: Studio, camera, poses: Sequence[SolvedPose]) -> MotionMeasures:  # type: ignore[no-untyped-def]
    worst, name = 0.0, "-"
    things = prop_items(poses[0].props)
    for pose in poses[::_MEASURED_EVERY]:
        person = studio.wardrobe.items(pose.transforms, pose.skin_m, [])
        hidden = studio.hidden(Scene(camera, [*things, *person]), pose)
        found = measure(studio.solver, pose, hidden)
        if found.penetration_mm > worst:
            worst, name = found.penetration_mm, found.penetration_name
    return MotionMeasures(len(poses), _longest_mm(poses), worst, name)


def draw_movements(
    out: Path,
    person: str,
    colours: Mapping[str, str],
    *,
    only: Sequence[str] = (),
    anew: bool = False,
    workers: int = 1,
) -> int:
    """Draw the movements of a person that changed, and report; how many break a limit.

    Args:
        out: the folder of the finished pictures.
        person: who moves.
        colours: palette name → ``#rrggbb`` of the drawn pictures.
        only: exercises, or movements as ``exercise/first-last.motion``; all if empty.
        anew: draw even what did not change.
        workers: movements drawn at the same time.
    """
    state_path = cache_folder() / f"moved-{person}.json"
    state = json.loads(state_path.read_text()) if state_path.exists() else {}
    rows: dict[str, str] = {}
    jobs: list[_Job] = []
    stamp, studio, exercises = _stamp(colours), _studio(person, colours), load_all(POSES_FOLDER)
    for exercise, ways in load_movements().items():
        for way in ways:
            path = out / person / exercise / motion_name(way)
            title = f"{exercise}/{path.name}"
            if only and exercise not in only and title not in only:
                continue
            digest = _digest(stamp, studio, exercises[exercise], way, _count(exercise, way))
            rows[title] = key = f"{path}"
            known = state.get(key)
            if anew or known is None or known["digest"] != digest or not path.exists():
                jobs.append((person, exercise, way, path, digest, dict(colours)))
    for key, record in _run(jobs, workers):
        state[key] = record
        state_path.write_text(json.dumps(state, indent=1, sort_keys=True))
    print(f"{len(jobs)} movements drawn, {len(rows) - len(jobs)} unchanged")
    return _report({title: MotionMeasures(**state[key]["measures"]) for title, key in rows.items()})


def _studio(person: str, colours: Mapping[str, str]) -> Studio:
    if person not in _STUDIOS:
        _STUDIOS[person] = Studio(person, colours)
    return _STUDIOS[person]


def _run(jobs: Sequence[_Job], workers: int) -> Iterator[tuple[str, dict[str, object]]]:
    if workers <= 1 or len(jobs) <= 1:
        yield from map(_one, jobs)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_one, jobs)


def _one(job: _Job) -> tuple[str, dict[str, object]]:
    person, exercise, way, path, digest, colours = job
    pictures = load_all(POSES_FOLDER)[exercise]
    studio = _studio(person, colours)
    data, measures = draw_motion(studio, pictures, way, colours, _PIXELS)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(
        f"  {person}/{exercise}/{path.name}: {len(data) / 1024:.0f} KB", file=sys.stderr, flush=True
    )
    return str(path), {"digest": digest, "measures": asdict(measures)}


def _report(measured: Mapping[str, MotionMeasures]) -> int:
    """Print a row for each movement; how many break a limit."""
    print(f"{'':46} {'pictures':>8} {'step':>9} {'through':>9}")
    for title, one in measured.items():
        print(
            f"{title:46} {one.pictures:8} {one.step_mm:6.1f} mm {one.depth_mm:6.1f} mm"
            + (f"  LIMIT BROKEN ({one.depth_name})" if one.broken else "")
        )
    broken = sum(one.broken for one in measured.values())
    if broken:
        print(f"{broken} movements break a limit", file=sys.stderr)
    return broken

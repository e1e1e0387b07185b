"""One picture, from its pose to the text of its SVG, and what was measured on the way."""

from __future__ import annotations

import hashlib
import os
import pickle
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenkeel_figures.arrows import arrow_strokes
from evenkeel_figures.bodysource import cache_folder, load_rest_body
from evenkeel_figures.figure import Muscle, Wardrobe, prop_items
from evenkeel_figures.geometry import Floats
from evenkeel_figures.ground import shadow_item
from evenkeel_figures.inset import Inset
from evenkeel_figures.landmarks import Landmarks
from evenkeel_figures.measure import Measures, measure
from evenkeel_figures.people import REFERENCE, load_people
from evenkeel_figures.posefile import Picture
from evenkeel_figures.props import Box
from evenkeel_figures.raster import Buffers, Camera, view_matrix
from evenkeel_figures.rig import Rig
from evenkeel_figures.room import Room
from evenkeel_figures.scene import Item, Layers, Scene
from evenkeel_figures.solve import SolvedPose, Solver
from evenkeel_figures.svgout import Stroke, svg_text

FRAME_UNITS = (1200, 800)
_MARGIN_UNITS = 44.0
#: What lies this far (m) behind the visible surface cannot be seen, nor can what it does there.
_HIDDEN_M = 0.025
#: Of a ghost, what moves less than this (m) is left out.
_MOVED_M = 0.06
_HERE = Path(__file__).parent
#: What the place of a body depends on besides its pose: a change here solves everything again.
_SOLVER_SOURCES = (
    "rig.py",
    "landmarks.py",
    "solve.py",
    "freedom.py",
    "touch.py",
    "fingers.py",
    "distances.py",
    "props.py",
    "motion_range.toml",
    "geometry.py",
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture.

    Attributes:
        svg: the text of the file.
        measures: contact, penetration and range-of-motion figures.
    """

    svg: str
    measures: Measures


class Studio:
    """Draws the pictures of one person.

    Attributes:
        person: who is drawn.
        wardrobe: the dressed body.
        solver: finds the poses.
    """

    def __init__(self, person: str, colours: Mapping[str, str]) -> None:
        self.person = person
        shape = load_people()[person]
        self.wardrobe = Wardrobe(load_rest_body(person), shape)
        landmarks = Landmarks(Rig(load_rest_body(REFERENCE)))
        self.solver = Solver(self.wardrobe.rig, landmarks)
        # Everybody's search starts where the reference body was found.
        self._guide = None if person == REFERENCE else Studio(REFERENCE, colours)
        self._colours = colours
        self._muscles = _load_muscles()
        self._solver_key = _digest(
            repr(sorted(shape.shape.items())).encode(),
            *[(_HERE / name).read_bytes() for name in _SOLVER_SOURCES],
        )

    def solved(self, pictures: Mapping[str, Picture], name: str) -> SolvedPose:
        """The solved body of a picture, from the cache where nothing changed."""
        picture = pictures[name].pose_of(self.person)
        parent = self.solved(pictures, picture.parent) if picture.parent and picture.keep else None
        pose = (
            picture.attitude, picture.position_m, picture.turn_deg, picture.angles_deg,
            picture.hands, picture.contacts, picture.keep, picture.fixed, picture.free,
            picture.balance, picture.props,
        )  # fmt: skip
        guess = self._guide.solved(pictures, name) if self._guide else None
        before = [b"" if other is None else other.skin_m.tobytes() for other in (parent, guess)]
        key = _digest(self._solver_key.encode(), repr(pose).encode(), *before)
        path = cache_folder() / f"pose-{key[:32]}.pickle"
        if path.exists():
            with path.open("rb") as file:
                cached: SolvedPose = pickle.load(file)  # noqa: S301 - our own file
            return cached
        result = self.solver.solve(picture, parent, guess)
        # Two workers may solve the same picture: neither may read the other's half-written file.
        scratch = path.with_suffix(f".{os.getpid()}")
        with scratch.open("wb") as file:
            pickle.dump(result, file)
        scratch.replace(path)
        return result

    def draw(
        self, pictures: Mapping[str, Picture], name: str, pixels_per_unit: float = 2.0
    ) -> Drawing:
        """Draw one picture of an exercise."""
        picture = pictures[name]
        pose = self.solved(pictures, name)
        person = self.wardrobe.items(pose.transforms, pose.skin_m, self._regions(picture.glow))
        camera = self.camera(pictures, picture)
        mat = next(
            (s for p in pose.props if p.name == "mat" for s in p.solids if isinstance(s, Box)), None
        )
        if mat is None:
            # Nothing hides what hair would lie under the bare floor.
            for item in person:
                if item.colour == "hair":
                    np.maximum(item.vertices_m[:, 2], 0.001, out=item.vertices_m[:, 2])
        scene = Scene(camera, [*prop_items(pose.props), shadow_item(person, mat), *person])
        layers = scene.render(pixels_per_unit)
        strokes = self._marks(pictures, picture, pose, camera, layers, pixels_per_unit)
        closer = []
        if picture.inset:
            inset = Inset.of(picture.inset, pose.skin_m, self.solver.landmarks, camera)
            shown = Scene(inset.camera, scene.items).render(pixels_per_unit)
            marks = self._strokes(pictures, inset.arrows, pose, inset.camera)
            closer = [(inset, shown, marks)]
        svg = svg_text(
            layers,
            strokes,
            self._ghost(pictures, picture, camera, pixels_per_unit),
            colours=self._colours,
            attributes={
                "data-exercise": picture.exercise,
                "data-picture": name,
                "data-side": "left" if picture.sided else "none",
                "data-limb": picture.limb,
            },
            size=FRAME_UNITS,
            pixels_per_unit=pixels_per_unit,
            closer=closer,
        )
        return Drawing(svg, measure(self.solver, pose, self.hidden(scene, pose)))

    def _marks(
        self,
        pictures: Mapping[str, Picture],
        picture: Picture,
        pose: SolvedPose,
        camera: Camera,
        layers: Layers,
        pixels_per_unit: float,
    ) -> list[Stroke]:
        """The marks; arrows beside the body, not across its border."""
        person = np.any(list(layers.body.values()), axis=0)
        return self._strokes(pictures, picture.arrows, pose, camera, Room(person, pixels_per_unit))

    def _strokes(
        self,
        pictures: Mapping[str, Picture],
        specs: tuple[Mapping[str, Any], ...],
        pose: SolvedPose,
        camera: Camera,
        room: Room | None = None,
    ) -> list[Stroke]:
        return arrow_strokes(
            specs,
            pose.skin_m,
            self.solver.landmarks,
            camera,
            lambda other: self.solved(pictures, other).skin_m,
            room,
        )

    def hidden(self, scene: Scene, pose: SolvedPose) -> NDArray[np.bool_]:
        """Vertices of the skin that lie well behind what is seen."""
        columns, rows = FRAME_UNITS
        buffers = Buffers.empty(rows, columns)
        for number, item in enumerate(scene.items):
            buffers.draw(number, scene.camera.project(item.vertices_m), item.faces, item.keep)
        seen = scene.camera.project(pose.skin_m)
        column = np.clip(seen[:, 0].astype(np.int64), 0, columns - 1)
        row = np.clip(seen[:, 1].astype(np.int64), 0, rows - 1)
        return np.asarray(seen[:, 2] < buffers.depth_m[row, column] - _HIDDEN_M)

    def _regions(self, names: Sequence[str]) -> list[Muscle]:
        return [self._muscles[name] for name in names]

    def camera(self, pictures: Mapping[str, Picture], picture: Picture) -> Camera:
        """A view that holds every picture of the exercise that is seen from the same side."""
        view = view_matrix(picture.camera["azimuth_deg"], picture.camera["elevation_deg"])
        group = picture.camera.get("frame", 0)
        low, high = np.full(2, np.inf), np.full(2, -np.inf)
        for other in pictures.values():
            if not other.drawn or dict(other.camera) != dict(picture.camera):
                continue
            if other.camera.get("frame", 0) != group:
                continue
            pose = self.solved(pictures, other.name)
            points = [pose.skin_m, self.wardrobe.crown_m(pose.transforms)]
            for prop in pose.props:
                points += [solid.mesh()[0] for solid in prop.framed]
            seen = np.concatenate(points) @ view.T
            low, high = (
                np.minimum(low, seen[:, :2].min(axis=0)),
                np.maximum(high, seen[:, :2].max(axis=0)),
            )
        room = np.array(FRAME_UNITS) - 2 * _MARGIN_UNITS
        scale = float((room / (high - low)).min())
        centre = (low + high) / 2
        return Camera(view, (float(centre[0]), float(centre[1])), scale)

    def _ghost(
        self,
        pictures: Mapping[str, Picture],
        picture: Picture,
        camera: Camera,
        pixels_per_unit: float,
    ) -> NDArray[np.bool_] | None:
        if picture.ghost is None:
            return None
        pose = self.solved(pictures, picture.ghost)
        buffers = Buffers.empty(
            round(FRAME_UNITS[1] * pixels_per_unit), round(FRAME_UNITS[0] * pixels_per_unit)
        )
        things = prop_items(pose.props)
        now = self.solved(pictures, picture.name)
        limbs = picture.ghost_limbs
        began = self.wardrobe.items(pose.transforms, pose.skin_m, [])
        ended = self.wardrobe.items(now.transforms, now.skin_m, [])
        for number, item in enumerate(things):
            self._into(buffers, camera, number, item, item.keep, pixels_per_unit)
        for number, (item, other) in enumerate(zip(began, ended, strict=True), len(things)):
            # Only of what moves: the rest would be a second outline round the person.
            way = np.linalg.norm(item.vertices_m - other.vertices_m, axis=1)
            moved = np.minimum(item.keep, (way - _MOVED_M) / 4)
            if picture.ghost_limbs:
                moved = np.minimum(moved, self.wardrobe.of_limbs(number - len(things), limbs) - 0.5)
            self._into(buffers, camera, number, item, moved, pixels_per_unit)
        return np.asarray(buffers.item >= len(things))

    @staticmethod
    def _into(
        buffers: Buffers, camera: Camera, number: int, item: Item, keep: Floats, ppu: float
    ) -> None:
        pixels = camera.project(item.vertices_m)
        pixels[:, :2] *= ppu
        buffers.draw(number, pixels, item.faces, keep)


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()


def _load_muscles() -> dict[str, Muscle]:
    with (_HERE / "muscles.toml").open("rb") as file:
        data = tomllib.load(file)
    out: dict[str, Muscle] = {}
    mirror = np.array([-1.0, 1.0, 1.0])
    for group, tables in data.items():
        for name, table in tables.items():
            centre, radii = np.array(table["centre"]), np.array(table["radii"])
            limbs = tuple(table["limbs"])
            out[f"{group}.{name}"] = Muscle(centre, radii, limbs)
            if group == "left":
                other = tuple(limb.replace("left", "right") for limb in limbs)
                out[f"right.{name}"] = Muscle(centre * mirror, radii, other)
    return out

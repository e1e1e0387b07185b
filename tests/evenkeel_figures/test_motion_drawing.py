"""Movements as they are drawn; needs the illustrator's own dependencies."""

from itertools import pairwise

import numpy as np
import pytest

pytest.importorskip("scipy")
pytest.importorskip("numba")

from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from evenkeel.figures.motion import Motion
from evenkeel_figures.bodysource import cache_folder, load_rest_body
from evenkeel_figures.frames import Frames, Loop
from evenkeel_figures.geometry import Floats
from evenkeel_figures.landmarks import Landmarks
from evenkeel_figures.motionfile import motion_bytes
from evenkeel_figures.moving import Way
from evenkeel_figures.posefile import load_all
from evenkeel_figures.rig import Rig
from evenkeel_figures.solve import SolvedPose
from evenkeel_figures.tracks import NEW, STEP, Followed, simplified

COLOURS = {"top": "#4092a0", "ink": "#282834"}


def circle(radius: float, count: int = 400) -> Floats:
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([200 + radius * np.cos(turn), 150 + radius * np.sin(turn)], axis=1)


def _counts(corner: float, size: float):
    low, high = corner, corner + size
    points = np.array([[low, low], [high, low], [high, high], [low, high]])
    return np.round(points / STEP).astype(np.int64)


def test_a_simplified_outline_keeps_within_its_tolerance() -> None:
    counts, before = simplified(circle(60), 0.4)
    points = counts * STEP
    assert 8 < len(points) < 40
    assert set(before) == {NEW}
    ends = np.roll(points, -1, axis=0)
    middle = np.hypot(*((points + ends) / 2 - (200, 150)).T)
    # The tolerance, and half a count for the corners.
    assert (60 - middle).max() <= 0.4 + STEP / 2 * 2**0.5


def test_what_stands_still_keeps_its_corners() -> None:
    """The right half of two outlines is the same; only the left half differs."""
    one = np.concatenate([[(50, 50)], _steps((60, 50), (300, 50)), _steps((300, 60), (60, 300))])
    other = one.copy()
    other[0] = (20, 20)
    kept = {tuple(p) for p in simplified(one, 0.4)[0] * STEP}
    kept ^= {tuple(p) for p in simplified(other, 0.4)[0] * STEP}
    assert all(x < 80 and y < 80 for x, y in kept)


def test_what_moves_is_followed_and_stands_where_it_is_expected() -> None:
    first, _ = simplified(circle(60), 0.4)
    way = np.array([7, -3])
    number = np.arange(len(first)) + 100
    followed = Followed(number, ((first + way) * STEP).astype(np.float64), first + way)
    counts, before = simplified(circle(60) + way * STEP, 0.4, followed)
    assert set(before) <= set(number)
    assert list(before) == sorted(before)
    assert (counts == first[before - 100] + way).all()


def test_an_outline_that_is_elsewhere_follows_nothing() -> None:
    first, _ = simplified(circle(60), 0.4)
    followed = Followed(np.arange(len(first)), (first * STEP).astype(np.float64), first)
    _, before = simplified(circle(60) + 90, 0.4, followed)
    assert set(before) == {NEW}


def _steps(start: tuple[int, int], end: tuple[int, int]):
    return np.linspace(start, end, 120)


@pytest.fixture(scope="module")
def painting() -> QGuiApplication:
    """What Qt needs for painting; pytest-qt's fixture isn't among the illustrator's tools."""
    running = QGuiApplication.instance()
    return running if isinstance(running, QGuiApplication) else QGuiApplication(["figures"])


@pytest.mark.usefixtures("painting")
def test_what_is_written_is_read() -> None:
    corners = np.arange(4)
    pictures = [
        [Loop("top", False, _counts(100 + 20 * k, 80), corners if k else np.full(4, NEW))]
        for k in range(3)
    ]
    frames = Frames((90, 90, 140, 140), [], [], (), pictures)
    data = motion_bytes(frames, COLOURS, (1200, 800))
    assert data == motion_bytes(frames, COLOURS, (1200, 800))
    motion = Motion(data)
    assert motion.pictures == 3
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    motion.paint_person(painter, 0.5, {})
    painter.end()
    seen = [image.pixelColor(x, x).name() for x in (108, 112, 186, 194)]
    assert seen == ["#ffffff", COLOURS["top"], COLOURS["top"], "#ffffff"]


@pytest.fixture(scope="module")
def rig() -> Rig:
    if not list(cache_folder().glob("rest-*.npz")):
        pytest.skip("the body has not been extracted")
    return Rig(load_rest_body("woman"))


def posed(rig: Rig, angles: dict[str, float]) -> SolvedPose:
    transforms = rig.transforms(rig.bone_rotations(angles, {}), np.eye(3), np.array([0, 0, 0.9]))
    skin = rig.skin(transforms)
    return SolvedPose(angles, transforms, skin, (), (), 0.0)


def test_a_way_begins_and_ends_with_the_solved_bodies_and_bends_in_between(rig: Rig) -> None:
    picture = load_all()["warm_up"]["start"]
    ends = [posed(rig, {}), posed(rig, {"left.hip_flexion": 60.0, "left.knee_flexion": 80.0})]
    bodies = Way(rig, Landmarks(rig), [picture, picture], ends).poses(9)
    assert len(bodies) == 9
    for body, end in ((bodies[0], ends[0]), (bodies[-1], ends[-1])):
        assert np.abs(body.skin_m[:, :2] - end.skin_m[:, :2]).max() < 0.001
    knees = [body.angles_deg.get("left.knee_flexion", 0.0) for body in bodies]
    assert all(a < b for a, b in pairwise(knees))

"""Rotations, mirrored joints, solids."""

import numpy as np
import pytest

from evenkeel_figures.geometry import (
    X_AXIS,
    Y_AXIS,
    Z_AXIS,
    aligning,
    angle_between_deg,
    rotation,
    signed_angle_deg,
    unit,
    vertex_normals,
)
from evenkeel_figures.props import build_prop

MIRROR = np.diag([-1.0, 1.0, 1.0])


def test_rotation_is_right_handed() -> None:
    assert np.allclose(rotation(Z_AXIS, 90) @ X_AXIS, Y_AXIS)
    assert np.allclose(rotation(X_AXIS, 90) @ Y_AXIS, Z_AXIS)


def test_aligning_turns_one_direction_into_the_other() -> None:
    a, b = np.array([1.0, 2.0, -0.5]), np.array([-0.3, 0.4, 2.0])
    assert np.allclose(unit(aligning(a, b) @ a), unit(b))
    assert np.allclose(aligning(a, a), np.eye(3))


@pytest.mark.parametrize("angle", [-120.0, -10.0, 0.0, 35.0, 170.0])
def test_signed_angle_undoes_rotation(angle) -> None:
    start = unit(np.array([1.0, 0.4, 0.0]))
    assert signed_angle_deg(start, rotation(Z_AXIS, angle) @ start, Z_AXIS) == pytest.approx(angle)
    assert angle_between_deg(start, rotation(Z_AXIS, angle) @ start) == pytest.approx(abs(angle))


@pytest.mark.parametrize(("axis", "sign"), [(X_AXIS, 1), (Y_AXIS, -1), (Z_AXIS, -1)])
def test_a_mirrored_joint_turns_about_the_mirrored_axis(axis, sign) -> None:
    """Flexion keeps its sense on the other side; abduction and rotation change theirs."""
    assert np.allclose(MIRROR @ rotation(axis, 25) @ MIRROR, rotation(axis, sign * 25))


def test_normals_point_outward() -> None:
    vertices = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0]], float)
    assert np.allclose(vertex_normals(vertices, np.array([[0, 1, 2]])), Z_AXIS)


def test_distance_to_a_wall_and_a_ball() -> None:
    wall = build_prop({"kind": "wall", "x": [0.3, 0.4], "y": [-1, 1], "z": [0, 2]})
    points = np.array([[0.2, 0, 1], [0.35, 0, 1], [0.3, 0, 1]], float)
    assert np.allclose(wall.distance_m(points), [0.1, -0.05, 0.0])
    ball = build_prop({"kind": "ball", "centre": [0, 0, 0.2], "radius": 0.2})
    assert np.allclose(ball.distance_m(np.array([[0.0, 0, 0], [0, 0, 0.5]])), [0, 0.1])


@pytest.mark.parametrize("facing", ["-y", "+x", "+y", "-x"])
def test_a_chair_stands_on_the_floor_and_has_its_back_behind(facing) -> None:
    chair = build_prop({"kind": "chair", "x": 0.0, "y": 0.0, "facing": facing})
    corners = np.array([c for s in chair.solids for c in (s.low_m, s.high_m)])
    assert corners[:, 2].min() == pytest.approx(0)
    top = corners[corners[:, 2] > 0.89].mean(axis=0)
    axis = {"x": 0, "y": 1}[facing[1]]
    assert np.sign(top[axis]) == -(1 if facing[0] == "+" else -1)


def test_an_unknown_prop_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown prop kind 'sofa'"):
        build_prop({"kind": "sofa"})

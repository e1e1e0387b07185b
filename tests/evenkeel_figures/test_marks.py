"""The signs of the pictures: marks, glow and shadow (needs the `figures` group)."""

import gzip
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy")
pytest.importorskip("numba")

from evenkeel_figures.arrows import KINDS, mark_shape
from evenkeel_figures.glow import rings
from evenkeel_figures.ground import shadow_item, shadow_way
from evenkeel_figures.legend import NAMES, legend_svg
from evenkeel_figures.palette import load_palette
from evenkeel_figures.pen import filled, inked
from evenkeel_figures.scene import Item
from evenkeel_figures.svgout import halo

FIGURES = Path(__file__).parents[2] / "resources" / "figures"
LINE = np.linspace([100.0, 100.0], [100.0, 300.0], 25)


def outlines_of(path):
    return [
        np.array([point.split() for point in outline.rstrip("z").split("L")], float)
        for outline in path.split("M")[1:]
    ]


def test_a_movement_begins_and_ends_where_it_is_told() -> None:
    (arrow,) = outlines_of(mark_shape("move", LINE, 1.0).path)
    assert arrow[:, 1].min() == pytest.approx(100, abs=0.2)
    assert arrow[:, 1].max() == pytest.approx(300, abs=0.2)


def test_a_push_ends_at_a_bar_and_is_short_however_long_its_line_is() -> None:
    arrow, bar, *lines = outlines_of(mark_shape("press", LINE, 1.0).path)
    assert np.ptp(arrow[:, 1]) < 80
    assert arrow[:, 1].max() < bar[:, 1].min()
    assert bar[:, 1].mean() == pytest.approx(300, abs=0.2)
    assert np.ptp(bar[:, 0]) > np.ptp(bar[:, 1])
    assert len(lines) == 3
    assert all(line[:, 1].min() > bar[:, 1].max() for line in lines)


def test_a_measure_line_has_a_bar_at_both_ends() -> None:
    line, *bars = outlines_of(mark_shape("gap", LINE, 1.0).path)
    assert sorted(bar[:, 1].mean() for bar in bars) == pytest.approx([100, 300], abs=0.2)
    assert np.ptp(line[:, 1]) < 200


def test_signs_differ_in_shape_and_an_unknown_one_is_refused() -> None:
    assert len({mark_shape(kind, LINE, 9.0).path for kind in KINDS}) == len(KINDS)
    with pytest.raises(ValueError, match="not one of move, press, gap, breath"):
        mark_shape("poke", LINE, 1.0)


def test_the_halo_goes_round_every_part_of_a_mark() -> None:
    mark = mark_shape("press", LINE, 1.0)
    near = halo(mark, (200, 400), 1.0)
    for outline in outlines_of(mark.path):
        x, y = outline.mean(axis=0)
        assert near[int(y), int(x)]
    assert not near[50, 100]


def test_the_glow_stays_on_its_limb_and_grows_stronger_inward() -> None:
    y, x = np.mgrid[:120, :160]
    field = 1 - ((x - 80) / 40) ** 2 - ((y - 60) / 30) ** 2
    limb = x < 95
    found = rings(field, limb, 1.0)
    assert len(found) > 4
    assert all(not (ring & ~limb).any() for ring in found)
    for wide, narrow in pairwise(found):
        assert narrow.sum() < wide.sum()
        assert not (narrow & ~wide).any()
    assert rings(field, np.zeros_like(limb), 1.0) == []


def test_a_glow_that_is_torn_leaves_its_splinters_out() -> None:
    field = np.zeros((200, 300))
    field[60:140, 60:140] = 1.0
    field[20:26, 250:256] = 1.0
    found = rings(field, np.ones_like(field, bool), 1.0)
    assert found[0][100, 100]
    assert not found[0][:60, 220:].any()


def test_two_muscles_glow_alike_although_one_is_seen_less() -> None:
    field = np.zeros((200, 400))
    y, x = np.mgrid[:200, :400]
    field = np.maximum(
        1 - ((x - 100) / 60) ** 2 - ((y - 100) / 60) ** 2,
        0.5 - ((x - 300) / 60) ** 2 - ((y - 100) / 60) ** 2,
    )
    strongest = rings(field, np.ones_like(field, bool), 1.0)[-1]
    assert strongest[100, 100]
    assert strongest[100, 300]


def thing(places):
    points = np.asarray(places, float)
    faces = np.array([[0, 1, 2]])
    return Item("body", "skin", points, faces, np.zeros(1, np.int32), np.ones(len(points)))


def patch(x, height):
    across, along = np.meshgrid(np.linspace(-0.1, 0.1, 25), np.linspace(-0.1, 0.1, 25))
    return np.stack([x + across.ravel(), along.ravel(), np.full(625, height)], axis=1)


def darkened(item):
    return item.vertices_m[item.keep > 0]


def test_what_rests_on_the_ground_throws_a_shadow_and_what_is_high_none() -> None:
    low = darkened(shadow_item([thing(patch(0.0, 0.01))], None))
    assert np.abs(low[:, :2]).max() < 0.16
    assert len(low) > 100
    assert len(darkened(shadow_item([thing(patch(0.0, 0.5))], None))) == 0


def test_a_shadow_goes_with_its_body() -> None:
    before, after = [thing(patch(0.0, 0.01))], [thing(patch(0.03, 0.01))]
    places = darkened(shadow_item(before, None))
    assert np.allclose(shadow_way(before, after, places)[:, 0], 0.03, atol=1e-6)


def test_a_pen_draws_as_wide_as_it_is_told_and_lifts_over_gaps() -> None:
    points = np.array([[10.0, 20.0], [30.0, 20.0], [90.0, 20.0]])
    line = inked(points, np.full(3, 6.0), (40, 120))
    assert line[:, 20].sum() == pytest.approx(6, abs=1)
    assert not line[:, 60].any()
    assert filled(np.array([[2.0, 2], [8, 2], [8, 8], [2, 8]]), (10, 10)).sum() == 36


def test_the_legend_shows_the_signs_of_the_pictures() -> None:
    colours = load_palette(FIGURES / "palette.toml")["light"]
    for name in NAMES:
        packed = (FIGURES / "legend" / f"{name}.svgz").read_bytes()
        assert gzip.decompress(packed).decode() == legend_svg(name, colours)

"""The committed SVGs keep the contract with the application."""

import gzip
import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import pytest

from evenkeel.journal.settings import Person
from evenkeel_figures.palette import THEMES, load_palette
from evenkeel_figures.people import load_people
from evenkeel_figures.posefile import load_all
from evenkeel_figures.svgz import compressed
from tests.evenkeel_figures.contract import PICTURES, SIDELESS

FIGURES = Path(__file__).parents[2] / "resources" / "figures"
SVG = "{http://www.w3.org/2000/svg}"
POSES = load_all()
PEOPLE = list(load_people())
every_picture = pytest.mark.parametrize(
    ("person", "exercise", "name"), [(p, *one) for p in PEOPLE for one in PICTURES]
)


@cache
def svg_of(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode("utf-8")


def root_of(person, exercise, name):
    return ET.fromstring(svg_of(FIGURES / person / exercise / f"{name}.svgz"))


@every_picture
def test_frame_and_attributes(person, exercise, name) -> None:
    root = root_of(person, exercise, name)
    assert root.get("viewBox") == "0 0 1200 800"
    assert root.get("data-exercise") == exercise
    assert root.get("data-picture") == name
    assert root.get("data-side") == ("none" if exercise in SIDELESS else "left")
    assert root.get("data-limb") == POSES[exercise][name].limb


@every_picture
def test_groups(person, exercise, name) -> None:
    root = root_of(person, exercise, name)
    groups = [g.get("id") for g in root.iter(f"{SVG}g")]
    assert [g for g in groups if g != "ghost"] == ["props", "body", "glow", "lines", "arrows"]
    picture = POSES[exercise][name]
    drawn = {g.get("id"): len(g) for g in root.iter(f"{SVG}g")}
    assert bool(drawn["glow"]) == bool(picture.glow)
    marks = 2 * len(picture.arrows)
    # A close-up lies over everything, with the marks.
    assert drawn["arrows"] > marks + 4 if picture.inset else drawn["arrows"] == marks
    assert ("ghost" in drawn) == (picture.ghost is not None)


@every_picture
def test_only_plain_shapes_in_palette_colours(person, exercise, name) -> None:
    allowed = set(load_palette(FIGURES / "palette.toml")["light"].values())
    path = FIGURES / person / exercise / f"{name}.svgz"
    text = svg_of(path)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) <= allowed
    assert {e.tag for e in root_of(person, exercise, name).iter()} <= {
        f"{SVG}{t}" for t in ("svg", "g", "path")
    }
    assert "<text" not in text
    assert path.stat().st_size < 30_000


@every_picture
def test_the_file_bears_no_time_and_packs_the_same_twice(person, exercise, name) -> None:
    data = (FIGURES / person / exercise / f"{name}.svgz").read_bytes()
    assert data[:10] == compressed("")[:10]
    assert data[4:8] == bytes(4)


@every_picture
def test_the_picture_stays_in_its_frame(person, exercise, name) -> None:
    for path in root_of(person, exercise, name).iter(f"{SVG}path"):
        for x, y in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", path.get("d")):
            assert -1 <= float(x) <= 1201
            assert -1 <= float(y) <= 801


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_has_every_picture_and_no_other(person) -> None:
    found = {(p.parent.name, p.stem) for p in (FIGURES / person).rglob("*.svgz")}
    assert found == set(PICTURES)


def test_nobody_else_is_drawn() -> None:
    folders = {path.name for path in FIGURES.iterdir() if path.is_dir()}
    assert folders == {*PEOPLE, "pelvis", "legend"} == {*Person, "pelvis", "legend"}
    assert not [*FIGURES.rglob("*.svg")]


def test_the_legend_has_every_sign() -> None:
    found = {path.stem for path in (FIGURES / "legend").iterdir()}
    assert found == {"move", "press", "gap", "breath", "felt", "ghost"}
    used = {
        mark.get("kind", "move")
        for one in POSES.values()
        for p in one.values()
        for mark in (*p.arrows, *(p.inset or {}).get("arrows", ()))
    }
    assert used == found - {"felt", "ghost"}


def test_a_packed_picture_is_read_again() -> None:
    assert gzip.decompress(compressed("<svg>ä</svg>")).decode("utf-8") == "<svg>ä</svg>"
    assert compressed("<svg/>") == compressed("<svg/>")


def test_the_pelvis_has_a_group_for_each_side() -> None:
    root = ET.fromstring(svg_of(FIGURES / "pelvis" / "behind.svgz"))
    groups = {g.get("id") for g in root.iter(f"{SVG}g")}
    assert {"body", "bones", "left", "right"} <= groups


def test_the_themes_name_the_same_colours() -> None:
    palette = load_palette(FIGURES / "palette.toml")
    assert set(palette) == set(THEMES)
    assert len(set(palette["light"].values())) == len(palette["light"])


def test_a_shared_colour_is_refused(tmp_path) -> None:
    path = tmp_path / "palette.toml"
    path.write_text(
        "".join(f'[{t}]\na = "#000000"\nb = "#000000"\n' for t in THEMES), encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"light\.b and light\.a are both #000000"):
        load_palette(path)


def luminance(colour):
    r, g, b = (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_on_grey_paper_glow_and_arrow_stand_out() -> None:
    grey = load_palette(FIGURES / "palette.toml")["grey"]
    for name, value in grey.items():
        assert len({value[1:3], value[3:5], value[5:7]}) == 1, name
    for cloth in ("leggings", "leggings_shade", "top", "top_shade", "skin", "skin_shade"):
        # A 1-bit print cuts at one half: the glow falls on the dark side, the clothes do not.
        assert luminance(grey["glow"]) < 0.5 < luminance(grey[cloth])
    assert luminance(grey["arrow"]) < 0.1
    assert luminance(grey["halo"]) == 1

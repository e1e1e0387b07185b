"""Every exercise and every variant has a way from its start to its hold, of pictures there are."""

import tomllib
from itertools import pairwise
from pathlib import Path

import evenkeel_figures
from evenkeel.catalogue.model import Catalogue
from evenkeel_figures.posefile import load_all

_LIST = Path(evenkeel_figures.__file__).parent / "movements.toml"
WAYS = tomllib.loads(_LIST.read_text(encoding="utf-8"))["ways"]
PARTS = tomllib.loads(_LIST.read_text(encoding="utf-8"))["parts"]


def chain(exercise: str, first: str, last: str) -> list[str]:
    """The pictures passed from one to another, as the application finds them."""
    ways = [[first]]
    for way in ways:
        if way[-1] == last:
            return way
        ways += [[*way, one[-1]] for one in WAYS[exercise] if one[0] == way[-1]]
    return []


def test_each_start_leads_to_its_hold(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        for form in exercise.variants or (exercise.form,):
            assert form
            assert chain(exercise.id, form.start, form.hold), f"{exercise.id}: {form.hold}"


def test_a_way_of_one_part_is_drawn_as_a_whole(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        for form in exercise.variants or (exercise.form,):
            assert form
            way = chain(exercise.id, form.start, form.hold)
            files = [f"{exercise.id}/{a}-{b}.motion" for a, b in pairwise(way)]
            assert len(files) > 1 or files[0] not in PARTS


def test_all_pictures_of_a_way_exist_with_one_camera_and_the_same_things() -> None:
    poses = load_all()
    for exercise, ways in WAYS.items():
        for way in ways:
            pictures = [poses[exercise][name] for name in way]
            assert pictures[0].drawn
            assert pictures[-1].drawn
            assert len({str((p.camera, p.props)) for p in pictures}) == 1, f"{exercise}: {way}"


def test_the_parts_are_ways() -> None:
    files = {f"{e}/{way[0]}-{way[-1]}.motion" for e, ways in WAYS.items() for way in ways}
    assert set(PARTS) <= files

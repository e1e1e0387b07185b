"""The movements that are shipped: whole, readable, and small enough together with the stills."""

from itertools import pairwise
from pathlib import Path

import pytest

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.figures.motion import Movement, find_movement, load_motion

FIGURES = resources_dir() / "figures"
PEOPLE = sorted({path.parents[1] for path in FIGURES.glob("*/*/*.motion")})
#: So many pictures has the way from a start to its hold, where the body moves.
LEAST = 24
#: What all figures may take, installed.
MOST_BYTES = 12 * 1024 * 1024


def movements(catalogue: Catalogue, person: Path) -> dict[str, Movement | None]:
    return {
        f"{exercise.id}: {form.hold}": find_movement(person / exercise.id, form.start, form.hold)
        for exercise in catalogue.exercises.values()
        for form in exercise.variants or (exercise.form,)
        if form
    }


@pytest.mark.parametrize("person", PEOPLE, ids=lambda path: path.name)
def test_every_exercise_and_variant_has_its_movement(catalogue: Catalogue, person: Path) -> None:
    found = movements(catalogue, person)
    assert [title for title, movement in found.items() if movement is None] == []
    counted = {
        title: sum(motion.pictures for motion in movement.motions)
        for title, movement in found.items()
        if movement and movement.moves
    }
    assert {title: count for title, count in counted.items() if count < LEAST} == {}
    assert len(counted) > len(found) / 2


@pytest.mark.parametrize("person", PEOPLE, ids=lambda path: path.name)
def test_a_movement_lies_between_two_pictures(person: Path) -> None:
    for path in person.glob("*/*.motion"):
        first, _, last = path.stem.partition("-")
        for name in (first, last):
            assert list(path.parent.glob(f"{name}.svg*")), f"{path}: no picture {name}"


@pytest.mark.parametrize("person", PEOPLE, ids=lambda path: path.name)
def test_what_moves_stays_in_the_frame(person: Path) -> None:
    for path in person.glob("*/*.motion"):
        motion = load_motion(path)
        if motion.pictures:
            assert 0 <= motion.box.left() < motion.box.right() <= motion.size.width()
            assert 0 <= motion.box.top() < motion.box.bottom() <= motion.size.height()


def test_all_figures_together_are_small() -> None:
    sizes = [path.stat().st_size for path in FIGURES.rglob("*") if path.is_file()]
    assert sum(sizes) < MOST_BYTES


def test_parts_of_a_way_meet_in_one_frame(catalogue: Catalogue) -> None:
    for person in PEOPLE:
        for title, movement in movements(catalogue, person).items():
            moving = [m for m in movement.motions if m.pictures] if movement else []
            for one, two in pairwise(moving):
                assert one.size == two.size, title

"""The pose files: complete, readable, within human ranges of motion."""

import pytest

from evenkeel_figures.motion_range import excess_deg, load_ranges, range_of
from evenkeel_figures.people import load_people
from evenkeel_figures.posefile import PoseFileError, load_all, load_pose_file
from tests.evenkeel_figures.contract import CONTRACT, SIDELESS

POSES = load_all()
EVERY = [pytest.param(p, id=f"{e}/{p.name}") for e, ps in POSES.items() for p in ps.values()]
EVERY += [
    pytest.param(own, id=f"{e}/{p.name}, {person}")
    for e, ps in POSES.items()
    for p in ps.values()
    for person, own in p.people.items()
]


def test_every_picture_of_the_contract_has_a_pose_and_no_other() -> None:
    drawn = {e: {p.name for p in ps.values() if p.drawn} for e, ps in POSES.items()}
    assert drawn == {exercise: set(names) for exercise, names in CONTRACT.items()}


@pytest.mark.parametrize("picture", EVERY)
def test_angles_stay_within_the_range_of_motion(picture) -> None:
    assert excess_deg(picture.angles_deg, load_ranges()) == 0


@pytest.mark.parametrize("picture", EVERY)
def test_sidedness_follows_the_exercise(picture) -> None:
    assert picture.sided == (picture.exercise not in SIDELESS)


@pytest.mark.parametrize("picture", EVERY)
def test_what_is_kept_has_a_parent_to_keep_it_from(picture) -> None:
    assert not picture.keep or picture.parent


@pytest.mark.parametrize("picture", EVERY)
def test_a_picture_knows_its_camera(picture) -> None:
    assert {"azimuth_deg", "elevation_deg"} <= set(picture.camera)


def test_a_range_is_asked_for_with_or_without_its_side() -> None:
    ranges = {"hip_flexion": (-30.0, 135.0), "spine.twist": (-45.0, 45.0)}
    assert range_of("left.hip_flexion", ranges) == (-30, 135)
    assert range_of("spine.twist", ranges) == (-45, 45)
    assert excess_deg({"right.hip_flexion": 140.0, "spine.twist": -50.0}, ranges) == 5


def write(tmp_path, text):
    path = tmp_path / "sample.toml"
    path.write_text("[camera]\nazimuth_deg = 0\nelevation_deg = 0\n" + text, encoding="utf-8")
    return path


def test_both_means_left_and_right_and_a_child_overlays_its_parent(tmp_path) -> None:
    path = write(
        tmp_path,
        "[pictures.a]\nangles.both = { knee_flexion = 10, hip_flexion = 5 }\n"
        'contacts = { "left.sole" = "floor" }\n'
        "[pictures.b]\nfrom = 'a'\nangles.left = { knee_flexion = 60 }\n"
        'contacts = { "left.sole" = "nothing", "left.knee" = { on = "wall", gap_mm = 3 } }\n',
    )
    child = load_pose_file(path)["b"]
    assert child.angles_deg == {
        "left.knee_flexion": 60,
        "right.knee_flexion": 10,
        "left.hip_flexion": 5,
        "right.hip_flexion": 5,
    }
    assert child.contacts == {"left.knee": {"on": "wall", "gap_mm": 3}}


def test_arrows_and_glow_belong_to_one_picture(tmp_path) -> None:
    path = write(
        tmp_path, "[pictures.a]\nglow = ['left.gluteus']\nghost = 'a'\n[pictures.b]\nfrom = 'a'\n"
    )
    child = load_pose_file(path)["b"]
    assert child.glow == ()
    assert child.ghost is None


def test_a_body_may_have_its_own_pose_and_nothing_else(tmp_path) -> None:
    path = write(
        tmp_path,
        "[pictures.a]\nangles.left = { knee_flexion = 10, hip_flexion = 5 }\n"
        "glow = ['left.gluteus']\n"
        "people.man = { angles = { left = { knee_flexion = 20 } } }\n"
        "[pictures.b]\nfrom = 'a'\n",
    )
    pictures = load_pose_file(path)
    picture = pictures["a"]
    assert picture.pose_of("woman") is picture
    assert picture.pose_of("man").angles_deg == {"left.knee_flexion": 20, "left.hip_flexion": 5}
    assert picture.glow == ("left.gluteus",)
    assert not pictures["b"].people


def test_only_people_who_are_drawn_have_their_own_poses() -> None:
    named = {person for ps in POSES.values() for p in ps.values() for person in p.people}
    assert named <= set(load_people())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[pictures.a]\nattitude = 'floating'\n", "attitude is 'floating'"),
        ("[pictures.a]\nfrom = 'b'\n[pictures.b]\n", "inherits from 'b'"),
        ("[pictures.a]\nangle = 3\n", r"unknown keys \['angle'\]"),
        ("[pictures.a]\npeople.man = { angle = 3 }\n", r"people.man has unknown keys \['angle'\]"),
    ],
)
def test_a_mistake_is_named_with_file_and_picture(tmp_path, text, said) -> None:
    with pytest.raises(PoseFileError, match=said) as error:
        load_pose_file(write(tmp_path, text))
    assert "sample.toml: [pictures.a]" in str(error.value)

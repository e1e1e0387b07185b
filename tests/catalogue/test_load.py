"""Content: every fault is reported at once, with file, key, value and what is allowed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evenkeel.catalogue.check import check_figures
from evenkeel.catalogue.faults import ContentError
from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir

Edit = Callable[[str, str, str], None]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A clinic's own copy of the content."""
    folder = tmp_path / "pack"
    ignore = shutil.ignore_patterns("figures", "fonts", "locale")
    shutil.copytree(resources_dir(), folder, ignore=ignore)
    return folder


@pytest.fixture
def edit(pack: Path) -> Edit:
    """Replaces a text in one file of the pack; the text must be there."""

    def replace(name: str, old: str, new: str) -> None:
        path = pack / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def faults(pack: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_catalogue(pack)
    return [str(fault) for fault in caught.value.faults]


def test_the_shipped_content_is_whole() -> None:
    catalogue = load_catalogue(resources_dir())
    files = (resources_dir() / "exercises").glob("*.toml")
    assert set(catalogue.exercises) == {path.stem for path in files}
    assert [programme.id for programme in catalogue.programmes] == ["realign", "loosen"]


def test_faults_of_several_files_come_in_one_go(pack: Path, edit: Edit) -> None:
    edit("exercises/inflare_correction.toml", 'position = "lying_back"', 'position = "flying"')
    edit("exercises/inflare_correction.toml", 'needs = ["wall"]', 'needs = ["sofa"]')
    edit("exercises/glute_bridge.toml", "kind =", "sort =")
    edit("programmes/realign.toml", "rank = 1", 'rank = "first"')
    found = faults(pack)
    assert (
        "exercises/inflare_correction.toml: position: 'flying': allowed: standing, lying_back, "
        "lying_front, lying_side, kneeling, plank, ball"
    ) in found
    assert any("inflare_correction.toml: needs: ['sofa']: a list; allowed:" in one for one in found)
    assert any("glute_bridge.toml: sort: 'stabilising': unknown key" in one for one in found)
    assert any("glute_bridge.toml: kind: 'missing'" in one for one in found)
    assert ("programmes/realign.toml: rank: 'first': a whole number from 0 to 100") in found
    assert len(found) == 5


def test_what_a_form_uses_is_what_its_conditions_ask_for(pack: Path, edit: Edit) -> None:
    file = "exercises/hamstring_stretch.toml"
    edit(file, 'uses = ["step"]', 'uses = ["chair"]')
    edit(file, 'uses = ["chair", "wall"]\nbeside = true', "beside = true")
    edit("exercises/plank_leg_reach.toml", 'id = "lift"', 'id = "lift"\nuses = ["wall"]')
    edit("exercises/quadriceps_stretch.toml", "[dosage]", 'needs = ["wall"]\n\n[dosage]')
    found = faults(pack)
    for expected in (
        f"{file}: variants[2].uses: ['chair']: with what choose asks for: step",
        f"{file}: variants[2].uses: ['chair']: choose.when.equipment, or a leave_out unless it is",
        f"{file}: variants[1].beside: True: only with uses",
        "exercises/quadriceps_stretch.toml: variants[1].uses: 'wall': what the exercise does not",
    ):
        assert any(expected in one for one in found), (expected, found)
    assert any("plank_leg_reach.toml" in one and "a leave_out unless" in one for one in found)


def test_a_picture_stands_for_an_answer_of_its_question(pack: Path, edit: Edit) -> None:
    edit("questionnaire.toml", 'answer = "knees"', 'answer = "elbows"')
    (found,) = faults(pack)
    assert "pictures[2].answer: 'elbows': an answer of this question: full, knees, no" in found


def test_a_step_with_a_fault_is_named_by_its_place(pack: Path, edit: Edit) -> None:
    edit("exercises/inflare_correction.toml", 'figure = "start"', 'figure = "../start"')
    assert any("form.steps[2].figure: '../start': a name like" in one for one in faults(pack))


def test_too_few_steps(pack: Path) -> None:
    path = pack / "exercises" / "inflare_correction.toml"
    text = path.read_text(encoding="utf-8")
    head, *steps = text.split("[[form.steps]]")
    tail = steps[-1].split("[[leave_out]]", 1)[1]
    path.write_text("[[form.steps]]".join([head, steps[0], steps[1]]) + "[[leave_out]]" + tail)
    assert any("form.steps:" in one and "length" in one for one in faults(pack))


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            "exercises/inflare_correction.toml",
            "{ sore_side = ",
            "{ sore_sides = ",
            "leave_out[1].when.sore_sides: ('both',): answers are:",
        ),
        (
            "exercises/inflare_correction.toml",
            'when = { sore_side = ["both"] }',
            'when = { sore_side = ["upper"] }',
            "leave_out[1].when.sore_side: 'upper': allowed: left, right, both, unsure",
        ),
        (
            "exercises/inflare_correction.toml",
            'reason = "both_sides_sore"',
            'reason = "no_mood"',
            "leave_out[1].reason: 'no_mood': a reason of content.toml:",
        ),
        (
            "exercises/inflare_correction.toml",
            "hold_s = { default = 6, min = 6, max = 15 }",
            "hold_s = { default = 5, min = 6, max = 15 }",
            "dosage.hold_s: 5: min, default and max in rising order",
        ),
        (
            "exercises/inflare_correction.toml",
            "your {side} knee into the wall",
            "your {sore} knee into the wall",
            "variables allowed: {other}, {side}",
        ),
        (
            "exercises/glute_bridge.toml",
            'cue = "',
            'cue = "{side} ',
            "variables allowed: none: it has no side",
        ),
        (
            "exercises/inflare_correction.toml",
            'turn = "A person',
            'twist = "A person',
            "form.steps[4].figure: 'turn': a picture of [pictures], with its text: turn",
        ),
        (
            "exercises/plank_leg_reach.toml",
            'prone = "A person',
            'prone = "The {side} foot of a person',
            "pictures.prone: 'The {side} foot",
        ),
        (
            "programmes/realign.toml",
            'exercise = "swiss_ball_superman"',
            'exercise = "superman"',
            "items[4].exercise: 'superman': an exercise:",
        ),
        (
            "questionnaire.toml",
            '{ value = "tight"',
            '{ value = "taut"',
            "questions[5].options: 'taut': allowed: shifted, tight, unsure",
        ),
        (
            "questionnaire.toml",
            'key = "balance"',
            'key = "poise"',
            "questions: missing: a question with the key balance",
        ),
        (
            "questionnaire.toml",
            'lifted_by = { when = { doctor_agreed = [true] } } },\n  { value = "constant',
            'lifted_by = { when = { doctor_agreed = [1] } } },\n  { value = "constant',
            "questions[1].options[8].lifted_by.when.doctor_agreed: 1: allowed: true, false",
        ),
        (
            "questionnaire.toml",
            'lifted_by = { when = { doctor_agreed = [true] } } },\n  { value = "constant',
            'lifted_by = { when = { red_flags = ["chest_pain"] } } },\n  { value = "constant',
            "lifted_by.when.red_flags: 'red_flags': the key of a question that comes after",
        ),
        (
            "questionnaire.toml",
            'lifted_by = { when = { doctor_agreed = [true] } } },\n  { value = "constant',
            'lifted_by = { } },\n  { value = "constant',
            "lifted_by: 'cancer_history': an answer that lifts it",
        ),
        (
            "questionnaire.toml",
            'other_details = [{ when = { floor = [false] }, detail = "" }]',
            'other_details = [{ when = { floor = ["no"] }, detail = "" }]',
            "options[1].other_details[1].when.floor: 'no': allowed: true, false",
        ),
        (
            "exercises/plank_leg_reach.toml",
            'easier_form = "press"',
            'easier_form = "lying"',
            "variants[6].easier_form: 'lying': a variant of this exercise with a lower level",
        ),
        (
            "exercises/plank_leg_reach.toml",
            'harder_form = { form = "hold" }',
            'harder_form = { form = "knees_lift", when = { sore_side = ["up"] } }',
            "variants[1].harder_form.when.sore_side: 'up': allowed: left, right",
        ),
        (
            "exercises/plank_leg_reach.toml",
            'harder_form = { form = "press" }',
            'harder_form = { form = "knees_hold" }',
            "variants[2].harder_form.form: 'knees_hold': a variant of this exercise with a higher",
        ),
        (
            "questionnaire.toml",
            '{ exercise = "plank_leg_reach", variant = "lift" }',
            '{ exercise = "planking" }',
            "pictures[1].exercise: 'planking': allowed: ",
        ),
        (
            "questionnaire.toml",
            '{ exercise = "plank_leg_reach", variant = "lift" }',
            '{ exercise = "plank_leg_reach", variant = "leap" }',
            "pictures[1].variant: 'leap': allowed: knees_hold",
        ),
        (
            "questionnaire.toml",
            'figure = "start"',
            'figure = "end"',
            "pictures[1].figure: 'end': allowed: ",
        ),
        ("tips.toml", 'code = "no_twisting"', 'code = "sit_and_stand"', "'sit_and_stand': given"),
        ("advice.toml", "nothing_left = true", "", "nothing_left: not once"),
        ("content.toml", 'ball = "face', 'globe = "face', "words.positions"),
        ("content.toml", "version =", "version ==", "line "),
    ],
)
def test_one_fault(pack: Path, edit: Edit, file: str, old: str, new: str, fault: str) -> None:
    edit(file, old, new)
    found = faults(pack)
    assert any(one.startswith(file) and fault in one for one in found), found


def test_a_missing_file(pack: Path) -> None:
    (pack / "advice.toml").unlink()
    assert "advice.toml: (file): missing: this file is needed" in faults(pack)


def test_a_clinic_adds_an_exercise_without_python(pack: Path, edit: Edit) -> None:
    source = pack / "exercises" / "glute_bridge.toml"
    shutil.copy(source, pack / "exercises" / "our_bridge.toml")
    edit("programmes/loosen.toml", 'exercise = "warm_up"', 'exercise = "our_bridge"')
    catalogue = load_catalogue(pack)
    assert catalogue.exercises["our_bridge"].name == catalogue.exercises["glute_bridge"].name
    loosen = next(one for one in catalogue.programmes if one.id == "loosen")
    assert loosen.items[0].exercise == "our_bridge"


def test_each_exercise_has_its_own_plain_name() -> None:
    exercises = load_catalogue(resources_dir()).exercises.values()
    names = [exercise.name for exercise in exercises]
    assert len(set(names)) == len(names)
    # Names are listed with commas between them.
    assert [name for name in names if "," in name] == []
    assert [one.id for one in exercises if one.trade_name == one.name] == []


def drawn(figures: Path, person: str) -> Path:
    """A file for every picture of the shipped content, as one person."""
    for exercise in load_catalogue(resources_dir()).exercises.values():
        folder = figures / person / exercise.id
        folder.mkdir(parents=True)
        for name in exercise.pictures:
            (folder / f"{name}.svgz").touch()
    return figures / person


def test_the_shipped_pictures_are_those_that_are_put_into_words() -> None:
    assert check_figures(load_catalogue(resources_dir()), resources_dir() / "figures") == []


def test_a_picture_too_few_and_one_too_many_are_found_for_every_person(tmp_path: Path) -> None:
    catalogue = load_catalogue(resources_dir())
    drawn(tmp_path, "woman")
    man = drawn(tmp_path, "man")
    (tmp_path / "pelvis").mkdir()
    assert check_figures(catalogue, tmp_path) == []
    bridge = man / "glute_bridge"
    (bridge / "hold.svgz").rename(bridge / "raised.hold.svg")
    file = "exercises/glute_bridge.toml"
    text = "a text that says what man/glute_bridge/raised.hold shows"
    assert [str(fault) for fault in check_figures(catalogue, tmp_path)] == [
        f"{file}: pictures.hold: 'hold': a picture man/glute_bridge/hold.svg of the figures",
        f"{file}: pictures.raised.hold: missing: {text}",
    ]


def test_content_without_pictures(tmp_path: Path) -> None:
    found = check_figures(load_catalogue(resources_dir()), tmp_path / "figures")
    assert [fault.value for fault in found] == ["empty"]

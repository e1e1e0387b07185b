"""Who is in the pictures: every person, skin and hair in every palette, exchanged and visible."""

import gzip
import itertools
import re
import tomllib
from pathlib import Path

import pytest

from evenkeel.catalogue.locate import resources_dir
from evenkeel.figures.portrait import AS_DRAWN, Portrait, colours
from evenkeel.figures.store import FigureStore, recoloured
from evenkeel.journal.settings import Hair, Person, Skin
from evenkeel.ui.style.theme import contrast

FIGURES = resources_dir() / "figures"
PALETTES = tomllib.loads((FIGURES / "palette.toml").read_text(encoding="utf-8"))
THEMES = ("light", "dark", "contrast", "grey")
CHOICES = [
    Portrait(person.value, skin.value, hair.value)
    for person, skin, hair in itertools.product(Person, Skin, Hair)
]
every_choice = pytest.mark.parametrize("portrait", CHOICES, ids=lambda p: "-".join(_parts(p)))
every_theme = pytest.mark.parametrize("theme", THEMES)
#: The glow lies over the clothes with the sum of its rings, at least this much of it.
_GLOW_SHARE = 0.75


def _parts(portrait: Portrait) -> tuple[str, str, str]:
    return portrait.person, portrait.skin, portrait.hair


def channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def distance(one: str, other: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(channels(one), channels(other), strict=True)) ** 0.5


def over(ground: str, colour: str) -> str:
    pairs = zip(channels(ground), channels(colour), strict=True)
    mixed = (round(a * (1 - _GLOW_SHARE) + b * _GLOW_SHARE) for a, b in pairs)
    return "#" + "".join(f"{value:02x}" for value in mixed)


def test_the_settings_offer_what_the_palette_has() -> None:
    assert {*PALETTES["people"]} == {person.value for person in Person}
    assert {*PALETTES["skins"], AS_DRAWN} == {skin.value for skin in Skin}
    assert {*PALETTES["hairs"], AS_DRAWN} == {hair.value for hair in Hair}


@every_theme
def test_every_colour_that_may_be_chosen_is_one_of_the_palette(theme: str) -> None:
    known = set(PALETTES["light"])
    for tables in ("skins", "hairs"):
        for table in PALETTES[tables].values():
            assert set(table[theme]) < known
            assert all(re.fullmatch("#[0-9a-f]{6}", value) for value in table[theme].values())
    for person in PALETTES["people"].values():
        assert set(person.get(theme, {})) < known


def test_the_file_bears_the_colours_of_the_first_person() -> None:
    drawn = FigureStore(FIGURES).exchange("light")
    assert drawn == {}
    first = colours(PALETTES, Portrait(), "light")
    assert first == PALETTES["light"]


@every_theme
@every_choice
def test_outlines_arrows_and_breath_are_seen(theme: str, portrait: Portrait) -> None:
    seen = colours(PALETTES, portrait, theme)
    assert contrast(seen["ink"], seen["skin"]) >= 2.5
    assert contrast(seen["ink"], seen["skin_shade"]) >= 1.9
    # Arrows lie on a halo, so that whatever is under them does not count.
    assert contrast(seen["arrow"], seen["halo"]) >= 4.0
    assert contrast(seen["breath"], seen["halo"]) >= 4.0
    # The lines of a face are softer than ink, but darker than its shade.
    assert contrast(seen["skin"], seen["skin_line"]) > contrast(seen["skin"], seen["skin_shade"])


@every_theme
@pytest.mark.parametrize("person", Person)
def test_the_glow_is_seen_on_the_clothes(theme: str, person: Person) -> None:
    seen = colours(PALETTES, Portrait(person.value), theme)
    for cloth in ("top", "top_shade", "leggings", "leggings_shade"):
        assert distance(over(seen[cloth], seen["glow"]), seen[cloth]) >= 80
        if theme == "grey":
            # A 1-bit print cuts at one half.
            assert channels(seen["glow"])[0] < 128 < channels(seen[cloth])[0]


@every_theme
@every_choice
def test_skin_hair_and_clothes_are_told_apart(theme: str, portrait: Portrait) -> None:
    seen = colours(PALETTES, portrait, theme)
    least = 4 if theme == "grey" else 30
    assert distance(seen["skin"], seen["leggings"]) >= least
    assert distance(seen["skin"], seen["top"]) >= least
    if theme == "grey":
        assert channels(seen["skin_shade"])[0] >= 0xA0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_bears_the_colours_that_were_chosen(theme: str) -> None:
    store = FigureStore(FIGURES, Portrait("man", "fair", "white"))
    svg = recoloured(store.svg("glute_bridge", "start"), store.exchange(theme)).decode()
    assert PALETTES["skins"]["fair"][theme]["skin"] in svg
    assert PALETTES["hairs"]["white"][theme]["hair"] in svg
    assert PALETTES["people"]["man"][theme]["top"] in svg
    for gone in ("skin", "hair", "top"):
        assert PALETTES["light"][gone] not in svg


def test_another_person_is_another_drawing() -> None:
    drawn = {FigureStore(FIGURES, person.value).svg("warm_up", "start") for person in Person}
    assert len(drawn) == len(Person)


def test_the_store_shows_another_person_from_now_on() -> None:
    store = FigureStore(FIGURES)
    before = store.picture("warm_up", "start")
    store.portrait = Portrait("older_man")
    after = store.picture("warm_up", "start")
    assert store.person == "older_man"
    assert after is not before
    store.portrait = Portrait()
    assert store.picture("warm_up", "start") is before


def test_somebody_else_can_be_shown_once() -> None:
    store = FigureStore(FIGURES)
    other = store.picture("warm_up", "start", "light", Portrait("man"))
    assert other is not store.picture("warm_up", "start")
    assert store.portrait == Portrait()


def test_packed_and_plain_files_give_the_same_drawing(tmp_path: Path) -> None:
    text = b'<svg viewBox="0 0 3 2" xmlns="http://www.w3.org/2000/svg"/>'
    folder = tmp_path / "woman" / "plank"
    folder.mkdir(parents=True)
    (folder / "plain.svg").write_bytes(text)
    (folder / "packed.hold.svgz").write_bytes(gzip.compress(text))
    store = FigureStore(tmp_path)
    assert store.svg("plank", "plain") == store.svg("plank", "packed.hold") == text


def test_a_colour_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="violet"):
        FigureStore(FIGURES, Portrait("man", "violet")).exchange("light")

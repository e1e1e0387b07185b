"""The library: browse, filter, search, open a card."""

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.exercise_groups import grouped_exercises
from evenkeel.ui.library.library_page import LibraryPage, Tile
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]


class Library:
    """The page on the screen, with what it emitted."""

    def __init__(self, appearance: Appearance, show: Show, press: Press, qtbot: QtBot) -> None:
        self.page = LibraryPage(appearance)
        self.page.show_catalogue()
        self.asked: list[str] = []
        self.page.cardRequested.connect(self.asked.append)
        self._press = press
        self._qtbot = qtbot
        show(self.page)

    def press(self, name: str) -> None:
        """Clicks the button of that name."""
        self._press(self.page, name)

    def shown(self) -> list[str]:
        """The ids of the exercises that can be seen, in order."""
        settle()
        tiles = [tile for tile in self.page.findChildren(Tile) if tile.isVisible()]
        tiles.sort(key=lambda tile: (place_of(tile).y(), place_of(tile).x()))
        return [tile.objectName().removeprefix("library_card_") for tile in tiles]

    def search(self, text: str) -> None:
        """Types into the search field."""
        field = self.page.findChild(QLineEdit, "library_search")
        assert field
        field.clear()
        self._qtbot.keyClicks(field, text)

    def pick(self, name: str, label: str) -> None:
        """Opens a list and chooses from it with the keyboard."""
        self.press(name)
        menu = self.page.findChild(QMenu, f"{name}_menu")
        assert menu
        assert menu.isVisible()
        assert all(menu.actionGeometry(one).height() >= 44 for one in menu.actions())
        for _ in menu.actions():
            active = menu.activeAction()
            if active and active.text() == label:
                break
            self._qtbot.keyClick(menu, Qt.Key.Key_Down)
        self._qtbot.keyClick(menu, Qt.Key.Key_Return)

    def count(self) -> str:
        """The words that say how many there are."""
        label = self.page.findChild(QLabel, "library_count")
        assert label
        return label.text()


def place_of(tile: QWidget) -> QPoint:
    """Where it is in its window."""
    return tile.mapTo(tile.window(), QPoint())


@pytest.fixture
def library(appearance: Appearance, show: Show, press: Press, qtbot: QtBot) -> Library:
    return Library(appearance, show, press, qtbot)


def test_all_exercises_are_there_in_the_order_of_the_programmes(
    library: Library, appearance: Appearance
) -> None:
    assert len(library.shown()) == len(appearance.catalogue.exercises)
    first = appearance.catalogue.programmes[0].items[0].exercise
    assert library.shown()[0] == first
    assert library.count() == f"{len(appearance.catalogue.exercises)} exercises"


def test_a_click_opens_the_card(library: Library) -> None:
    library.press("library_card_glute_bridge")
    assert library.asked == ["glute_bridge"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_opens_the_card(library: Library, qtbot: QtBot, key: Qt.Key) -> None:
    tile = library.page.findChild(Tile, "library_card_warm_up")
    assert tile
    tile.setFocus()
    qtbot.keyClick(tile, key)
    assert library.asked == ["warm_up"]


def test_the_search_looks_at_both_names_and_the_steps(library: Library) -> None:
    library.search("SWISS")
    assert library.shown() == ["swiss_ball_superman"]
    assert library.count() == "1 exercise"
    library.search("dontigny")
    assert library.shown() == ["dontigny_knee_brace"]
    library.search("heel push doorway")
    assert library.shown() == ["dontigny_knee_brace"]
    library.search("lower knees side")
    assert "lower_trunk_rotation" in library.shown()


def test_a_tile_says_the_plain_name_and_describes_itself_with_the_trades(
    library: Library,
) -> None:
    tile = library.page.findChild(Tile, "library_card_dontigny_knee_brace")
    assert tile
    assert tile.accessibleName() == "Heel push in a doorway"
    assert tile.accessibleDescription().startswith("DonTigny knee brace. ")


def test_the_position_filters(library: Library, appearance: Appearance) -> None:
    library.pick("library_position", "Kneeling")
    assert library.shown() == ["childs_pose"]
    button = library.page.findChild(QPushButton, "library_position")
    assert button
    assert button.text() == "Kneeling"
    assert button.accessibleName() == "Position: Kneeling"


def test_a_variant_counts_as_a_position(library: Library) -> None:
    library.pick("library_position", "Lying on the side")
    assert library.shown() == ["quadriceps_stretch"]


def test_equipment_and_programme_filter_together(library: Library, appearance: Appearance) -> None:
    library.pick("library_programme", appearance.catalogue.programmes[0].name)
    library.pick("library_equipment", "Nothing needed")
    exercises = appearance.catalogue.exercises
    members = {item.exercise for item in appearance.catalogue.programmes[0].items}
    assert set(library.shown()) == {one for one in members if not exercises[one].needs}
    library.pick("library_equipment", "A doorway")
    assert library.shown() == ["dontigny_knee_brace"]


def test_nothing_found_says_so_and_leads_back(library: Library, appearance: Appearance) -> None:
    library.search("unicorn")
    assert library.shown() == []
    library.press("library_show_all")
    assert len(library.shown()) == len(appearance.catalogue.exercises)
    field = library.page.findChild(QLineEdit, "library_search")
    assert field
    assert field.text() == ""


def test_everything_has_room_at_twice_the_text(library: Library, appearance: Appearance) -> None:
    appearance.change(theme=THEMES["contrast"], text_percent=200, reduced_motion=True)
    settle()
    for tile in library.page.findChildren(Tile):
        assert tile.height() >= tile.heightForWidth(tile.width())
    for button in library.page.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width()


def for_person(library: Library, catalogue: Catalogue, document: Mapping[str, object]) -> None:
    answers = answers_from(document, catalogue)
    plan = decide(answers, catalogue)
    library.page.show_for(answers, grouped_exercises(answers, plan, plan, catalogue))


def headings(library: Library) -> list[str]:
    settle()
    labels = [one for one in library.page.findChildren(QLabel) if one.isVisible()]
    labels = [one for one in labels if one.property("role") == "h2"]
    return [one.text() for one in sorted(labels, key=lambda one: place_of(one).y())]


def test_exercises_are_grouped_by_what_the_person_may_do(
    library: Library, catalogue: Catalogue
) -> None:
    assert headings(library) == []
    document = {"sore_side": "both", "pain_pattern": "shifted"}
    for_person(library, catalogue, document)
    assert headings(library) == ["In your plan", "Could be added", "Not for you now"]
    assert library.shown()[0] == "dontigny_knee_brace"
    assert library.shown()[-1] == "inflare_correction"
    for code, why in (
        ("inflare_correction", "It is only for one sore side, and both of yours are sore."),
        ("glute_bridge", "It is an extra exercise."),
        ("childs_pose", "It is part of “Loosen”, another set of exercises."),
    ):
        tile = library.page.findChild(Tile, f"library_card_{code}")
        assert tile
        assert why in tile.accessibleDescription()


def test_only_what_could_be_added_offers_it(library: Library, catalogue: Catalogue) -> None:
    added: list[str] = []
    library.page.addRequested.connect(added.append)
    for_person(library, catalogue, {"sore_side": "both", "pain_pattern": "shifted"})
    settle()
    for code, offered in (
        ("glute_bridge", True),
        ("childs_pose", True),
        ("dontigny_knee_brace", False),
        ("inflare_correction", False),
    ):
        button = library.page.findChild(QPushButton, f"library_add_{code}")
        assert (button is not None and button.isVisible()) is offered, code
    library.press("library_add_glute_bridge")
    assert added == ["glute_bridge"]
    assert not library.page.findChild(QWidget, "library_added").isVisible()  # type: ignore[union-attr]


@pytest.mark.usefixtures("orca_43")
def test_a_reader_without_announcements_hears_what_was_added_and_how_many_are_found(
    library: Library, catalogue: Catalogue
) -> None:
    field = library.page.findChild(QLineEdit, "library_search")
    assert field
    field.setFocus()
    answers = answers_from({"sore_side": "both", "pain_pattern": "shifted"}, catalogue)
    library.page.show_for(answers, added="glute_bridge")
    name = catalogue.exercises["glute_bridge"].name
    assert field.accessibleDescription() == f"In your plan now: {name}."
    library.search("SWISS")
    assert field.accessibleDescription() == "1 exercise"
    library.search("xyzzy")
    assert field.accessibleDescription() == "No exercise fits"


def test_a_search_hides_the_groups_in_which_nothing_is_found(
    library: Library, catalogue: Catalogue
) -> None:
    for_person(library, catalogue, {"sore_side": "left", "pain_pattern": "shifted"})
    library.search("doorway")
    assert headings(library) == ["In your plan"]
    library.search("unicorn")
    assert headings(library) == ["No exercise fits"]


def test_who_should_see_somebody_first_is_told_so_on_every_tile(
    library: Library, catalogue: Catalogue
) -> None:
    for_person(library, catalogue, {"pregnancy": "pregnant"})
    assert headings(library) == ["Not for you now"]
    assert len(library.shown()) == len(catalogue.exercises)
    for tile in library.page.findChildren(Tile):
        assert "should look first" in tile.accessibleDescription()

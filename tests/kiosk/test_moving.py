"""The first page invites with exercises that can be seen to move."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Kind
from evenkeel.figures.store import FigureStore
from evenkeel.kiosk.invite.attraction import clearest, usual_form
from evenkeel.kiosk.invite.slideshow import Slideshow
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from tests.kiosk.glass import Glass

_STRETCHES = ("quadriceps_stretch", "hamstring_stretch", "childs_pose")
_BOX = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 64">'
    '<rect x="{x}" y="10" width="20" height="20" fill="#102030"/></svg>'
)


def _drawn(folder: Path, catalogue: Catalogue, ways: dict[str, int]) -> Appearance:
    """Pictures of a box that goes so far from the start to the hold."""
    for exercise, way in ways.items():
        place = folder / "woman" / exercise
        place.mkdir(parents=True)
        form, _ = usual_form(catalogue.exercises[exercise])
        for name, x in ((form.start, 10), (form.hold, 10 + way)):
            (place / f"{name}.svg").write_text(_BOX.format(x=x), encoding="utf-8")
    return Appearance(catalogue, FigureStore(folder))


def test_what_moves_most_comes_first_and_what_hardly_moves_not_at_all(
    qapp: QApplication, tmp_path: Path, catalogue: Catalogue
) -> None:
    del qapp
    ways = dict(zip(_STRETCHES, (8, 1, 16), strict=True))
    appearance = _drawn(tmp_path, catalogue, ways)
    shown = clearest(appearance, [catalogue.exercises[one] for one in _STRETCHES])
    assert [one.id for one in shown] == ["childs_pose", "quadriceps_stretch"]


def test_what_takes_strength_comes_after_what_is_gentle(
    qapp: QApplication, tmp_path: Path, catalogue: Catalogue
) -> None:
    del qapp
    appearance = _drawn(tmp_path, catalogue, {"plank_leg_reach": 16, "childs_pose": 10})
    assert catalogue.exercises["plank_leg_reach"].kind is Kind.STABILISING
    both = [catalogue.exercises[one] for one in ("plank_leg_reach", "childs_pose")]
    assert [one.id for one in clearest(appearance, both)] == ["childs_pose", "plank_leg_reach"]


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_nothing_that_stands_still_invites(glass: Glass, theme: str) -> None:
    glass.appearance.change(theme=THEMES[theme], text_percent=100, reduced_motion=False)
    planned = {one.exercise for each in glass.appearance.catalogue.programmes for one in each.items}
    exercises = [glass.appearance.catalogue.exercises[one] for one in sorted(planned)]
    shown = clearest(glass.appearance, exercises)
    assert len(shown) > len(exercises) / 2
    for exercise in shown:
        form, side = usual_form(exercise)
        [showing] = glass.seen(Slideshow)
        showing.show_picture(exercise.id, form.hold, side)
        movement = showing.movement(form.start, form.hold)
        assert movement is not None, exercise.id
        assert movement.moves, exercise.id


def test_a_visitor_stops_the_movement_and_starts_it_again(glass: Glass) -> None:
    glass.appearance.reduced_motion = False
    glass.press("kiosk_browse", "kiosk_start_over")
    show = glass.window.findChild(Slideshow)
    button = glass.window.findChild(QAbstractButton, "kiosk_still")
    assert show
    assert button
    assert button.text() == "Stop the movement"
    glass.press("kiosk_still")
    assert not show.playing
    assert not show._next.isActive()
    assert button.text() == "Move again"
    glass.press("kiosk_still")
    assert show.playing or show._next.isActive()
    # The next visitor sees it move.
    glass.press("kiosk_still", "kiosk_start_over")
    again = glass.window.findChild(Slideshow)
    assert again
    assert not again.still

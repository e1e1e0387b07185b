"""Pages are made anew for every visitor: nothing of an old one may stay in memory."""

import gc
import sys
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import Shiboken

from evenkeel.ui.questions.pelvis import PelvisPicker
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import ChoiceButton, Columns, delete_all
from evenkeel.ui.widgets.controls import Segment
from tests.kiosk.glass import Glass

_Attribute = Qt.WidgetAttribute
_MANY = 100
_ROUNDS = 20


def test_the_places_in_a_layout_go_with_it(qapp: QApplication) -> None:
    del qapp
    widget = QWidget()
    columns = Columns(widget, least=1, most=2, spacing=0)
    columns.addWidget(QLabel("one"))
    columns.addWidget(QLabel("another"))
    places = [columns.itemAt(place) for place in range(columns.count())]
    Shiboken.delete(widget)
    assert not any(map(Shiboken.isValid, places))


def test_the_places_in_a_layout_go_when_it_is_emptied(qapp: QApplication) -> None:
    del qapp
    widget = QWidget()
    columns = Columns(widget, least=1, most=2, spacing=0)
    columns.addWidget(QLabel("one"))
    place = columns.itemAt(0)
    delete_all(widget)
    assert columns.count() == 0
    assert not Shiboken.isValid(place)
    Shiboken.delete(widget)


def test_qt_forgets_how_every_widget_was_painted(glass: Glass) -> None:
    """A widget that the style sheet paints but does not know (the viewport of a scrolling area
    with a background of its own) stays in Qt's cache for good: 1 KB for each page.
    """
    glass.to_plan()
    glass.press("kiosk_item_0")
    widgets = glass.window.findChildren(QWidget)
    painted = [one for one in widgets if one.testAttribute(_Attribute.WA_StyledBackground)]
    assert painted
    known = [one for one in painted if one.testAttribute(_Attribute.WA_StyleSheet)]
    assert known == painted


@pytest.mark.parametrize(
    "make",
    [
        lambda appearance: ChoiceButton(appearance, "name", "Label"),
        lambda appearance: Segment(appearance, "name", "Label", "Label"),
        PelvisPicker,
    ],
    ids=["answer", "segment", "pelvis"],
)
def test_nothing_is_kept_of_a_widget_that_is_gone(
    glass: Glass, make: Callable[[Appearance], QWidget]
) -> None:
    """PySide6 6.11 keeps the name of a method of Qt's own that a signal is connected to."""

    def kept() -> int:
        gc.collect()
        before = sys.getallocatedblocks()
        for _ in range(_MANY):
            Shiboken.delete(make(glass.appearance))
        gc.collect()
        return sys.getallocatedblocks() - before

    # Python remembers where it found names, up to some thousands: the first rounds keep more.
    assert any(kept() < _MANY / 2 for _ in range(_ROUNDS))


def test_a_kiosk_keeps_few_pictures(glass: Glass) -> None:
    """All of them, in every palette, are 130 pictures of 200 KB."""
    figures = glass.appearance.figures
    read = [
        weakref.ref(figures.picture(path.parent.name, path.stem, palette))
        for palette in ("light", "contrast")
        for path in sorted((figures.folder / figures.person).glob("*/*.svgz"))
    ]
    gc.collect()
    assert len(read) > 100
    assert sum(one() is not None for one in read) < 50

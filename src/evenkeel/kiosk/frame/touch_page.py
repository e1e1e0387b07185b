"""Adapts a page to a large touch screen, with its content within reach."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractSlider,
    QBoxLayout,
    QSizePolicy,
    QSpacerItem,
    QWidget,
)

from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import ScrollPage

#: The largest width of content, in millimetres: what is seen without turning the head.
WIDEST_MM: Final = 400
#: The part of the free room that lies above the content: on a tall screen, and on others.
_LOW: Final = 0.8
_MIDDLE: Final = 0.4
#: A screen lower than this, in millimetres, has no room for wide margins.
_LOW_SCREEN_MM: Final = 230
_Size = QSizePolicy.Policy
_PLACING: Final = frozenset({QEvent.Type.Resize, QEvent.Type.LayoutRequest})


class TouchPageAdapter(QObject):
    """Adapts a page to the kiosk's screen, its own or one of the window at home.

    Where there is room, the content is placed low, within reach.
    """

    def __init__(self, page: ScrollPage, sizes: Sizes) -> None:
        super().__init__(page)
        self._page = page
        self._sizes = sizes
        self._above = QSpacerItem(0, 0, _Size.Minimum, _Size.Fixed)
        self._column: QBoxLayout | None = None
        inside = page.scroll_area.widget()
        column = inside.layout() if inside else None
        if inside and isinstance(column, QBoxLayout):
            self._column = column
            column.insertSpacerItem(0, self._above)
            inside.installEventFilter(self)
        page.installEventFilter(self)
        page.scroll_area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Fits the page to its screen, and its content into the page."""
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self._page:
            self._page.tight = self._page.height() < self._sizes.mm(_LOW_SCREEN_MM)
        elif kind in _PLACING and watched is not self._page and self._column:
            self._lower(self._column)
        return False

    def _lower(self, column: QBoxLayout) -> None:
        """Puts part of the free room above the content. A stretch would squeeze the content."""
        room = self._page.scroll_area.viewport().size()
        # The scroll area gives the content at least its least height, whatever its width.
        least = column.totalMinimumSize().height()
        wanted = max(column.totalHeightForWidth(room.width()), least)
        needed = wanted - self._above.sizeHint().height()
        part = _LOW if is_tall(self._page) else _MIDDLE
        above = round(max(0, room.height() - needed) * part)
        if above != self._above.sizeHint().height():
            self._above.changeSize(0, above, _Size.Minimum, _Size.Fixed)
            column.invalidate()


class KioskPage(ScrollPage):
    """A page that only the kiosk has.

    Attributes:
        sizes: lengths on this screen.
    """

    def __init__(self, appearance: Appearance, sizes: Sizes, name: str) -> None:
        super().__init__(appearance, name, widest=sizes.mm(WIDEST_MM))
        self.sizes = sizes
        TouchPageAdapter(self, sizes)


def turn(page: ScrollPage, step: int) -> None:
    """Scrolls a page by nearly the height of what is seen, down (1) or up (-1)."""
    action = QAbstractSlider.SliderAction
    page.scroll_area.verticalScrollBar().triggerAction(
        action.SliderPageStepAdd if step > 0 else action.SliderPageStepSub
    )


def gap(height: int) -> QWidget:
    """A space of this many pixels."""
    room = QWidget()
    room.setFixedHeight(height)
    return room


def is_tall(widget: QWidget) -> bool:
    """Whether the screen stands upright."""
    window = widget.window()
    return window.height() > window.width()

"""What makes a page one for a glass: larger, scrolled by finger, its content within reach."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractSlider,
    QBoxLayout,
    QScrollArea,
    QScroller,
    QScrollerProperties,
    QWidget,
)

from evenkeel.kiosk.sizes import Sizes
from evenkeel.ui.look import Look
from evenkeel.ui.widgets import ScrollPage

#: The widest that content gets, in millimetres: what one takes in without turning the head.
WIDEST_MM: Final = 400
#: On a tall screen, so many parts of the free room lie above the content for each one below it.
_LOW: Final = 4


class Glass(QObject):
    """Brings a page behind the glass, be it the kiosk's own or one of the window at home.

    What the page shows stands low on a tall screen, and is pushed with a finger.
    """

    def __init__(self, page: ScrollPage) -> None:
        super().__init__(page)
        self._page = page
        inside = page.scroll_area.widget()
        column = inside.layout() if inside else None
        self._column = column if isinstance(column, QBoxLayout) else None
        if self._column:
            self._column.insertStretch(0)
        scroll_by_finger(page.scroll_area)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Lets the content stand low on a tall screen, and at the top of a wide one."""
        if event.type() == QEvent.Type.Resize and watched is self._page and self._column:
            self._column.setStretch(0, _LOW if is_tall(self._page) else 0)
        return False


class KioskPage(ScrollPage):
    """A page that only the kiosk has.

    Attributes:
        sizes: lengths on this screen.
    """

    def __init__(self, look: Look, sizes: Sizes, name: str) -> None:
        super().__init__(look, name, widest=sizes.mm(WIDEST_MM))
        self.sizes = sizes
        Glass(self)


def turn(page: ScrollPage, step: int) -> None:
    """Scrolls a page by nearly the height of what is seen, down (1) or up (-1)."""
    action = QAbstractSlider.SliderAction
    page.scroll_area.verticalScrollBar().triggerAction(
        action.SliderPageStepAdd if step > 0 else action.SliderPageStepSub
    )


def is_tall(widget: QWidget) -> bool:
    """Whether the screen stands upright."""
    window = widget.window()
    return window.height() > window.width()


def scroll_by_finger(area: QScrollArea) -> None:
    """Lets a finger push the content of an area."""
    viewport = area.viewport()
    QScroller.grabGesture(viewport, QScroller.ScrollerGestureType.LeftMouseButtonGesture)
    scroller = QScroller.scroller(viewport)
    properties = scroller.scrollerProperties()
    metric = QScrollerProperties.ScrollMetric
    never = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    properties.setScrollMetric(metric.VerticalOvershootPolicy, never)
    properties.setScrollMetric(metric.HorizontalOvershootPolicy, never)
    # A button is pressed when it is touched, and let go again when the touch becomes a push.
    properties.setScrollMetric(metric.MousePressEventDelay, 0.0)
    scroller.setScrollerProperties(properties)

"""The frame of a page: heading, scrolling body, a footer that stays."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import Button, PrimaryButton, is_enter
from evenkeel.ui.widgets.columns import Flow
from evenkeel.ui.widgets.text import heading, lead, line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractSlider

#: From this height on, a page that asks for air begins lower, and ends higher.
_TALL = 768
#: A page lower than this is low, and more so where the text is larger.
_LOW = 540
#: How much of a large window's width such a page takes, in percent.
_GROWN = 72


class _Column(QWidget):
    """What scrolls. It is as high as its words need at its width, and no higher.

    Qt would keep it as high as they might need at their least width, and scroll to nothing.
    """

    def minimumSizeHint(self) -> QSize:
        """The least width; of the height only what no width changes."""
        least, layout = super().minimumSizeHint(), self.layout()
        return QSize(least.width(), 0) if layout and layout.hasHeightForWidth() else least


class ScrollPage(QFrame):
    """A page whose content scrolls between its top and a footer with the actions.

    Attributes:
        appearance: the current appearance.
        title: the one heading.
        lead: the sentence under it; hidden while it is empty.
        above, head: room above the heading, and beside it at the right.
        body: where a page puts its content, top to bottom.
        scroll_area: the scrolling part.
        tight: with narrow margins above and below, for a low screen.
    """

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        *,
        widest: int = tokens.CONTENT_WIDEST,
        airy: bool = False,
        in_line: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "page")
        self.appearance = appearance
        self._widest = widest
        self._airy = airy
        self._air = 0, 0
        self._in_line = in_line
        self.tight = False
        self.title = heading()
        self.title.setObjectName(f"{name}_title")
        self.lead = lead()
        self.lead.setObjectName(f"{name}_lead")
        self.lead.hide()

        self._column = _Column()
        self._column.setProperty("role", "column")
        self._column.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self._column)
        column.setSpacing(0)
        self.above = QVBoxLayout()
        column.addLayout(self.above)
        self.head = QHBoxLayout()
        self.head.setSpacing(tokens.LARGE)
        titles = QVBoxLayout()
        titles.setSpacing(tokens.SMALL)
        titles.addWidget(self.title)
        titles.addWidget(self.lead)
        self._titles = titles
        self.head.addLayout(titles, 1)
        column.addLayout(self.head)
        column.addSpacing(tokens.LARGE)
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.MEDIUM)
        column.addLayout(self.body, 1)

        self.scroll_area = QScrollArea()
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setWidget(self._column)

        self._footer = QWidget()
        self._footer.setProperty("role", "footer")
        # Its margins follow the width of the page, so they must not ask for width.
        self._footer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._footer_row = Flow(
            self._footer,
            spacing=tokens.MEDIUM + tokens.TIGHT,
            row_spacing=tokens.SMALL,
        )
        self._footer.hide()

        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.scroll_area, 1)
        self._divider = line()
        policy = self._divider.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._divider.setSizePolicy(policy)
        self._divider.hide()
        outer.addWidget(self._divider)
        outer.addWidget(self._footer)
        # A scroll bar takes its width from the right margin, so that edges stay aligned.
        bar = self.scroll_area.verticalScrollBar()
        bar.rangeChanged.connect(self._margins)
        for moved in (bar.rangeChanged, bar.valueChanged):
            moved.connect(self._update_divider)
        if airy or in_line:
            self._column.installEventFilter(self)
        self._margins()

    @property
    def is_low(self) -> bool:
        """Whether there is little room from top to bottom, measured by the text."""
        return self.tight or self.height() < self.appearance.px(_LOW)

    def set_title(self, text: str, under: str = "") -> None:
        """Sets the heading, and the sentence under it."""
        self.setAccessibleName(text)
        # The window takes it for its own title.
        self.setWindowTitle(text)
        self.title.setText(text)
        self.lead.setText(under)
        self.lead.setVisible(bool(under))

    def add_beside_lead(self, widget: QWidget) -> None:
        """Adds a widget at the right of the sentence under the heading."""
        row = QHBoxLayout()
        row.setSpacing(tokens.LARGE)
        self._titles.removeWidget(self.lead)
        row.addWidget(self.lead, 1)
        row.addWidget(widget)
        self._titles.addLayout(row)

    def add_action(self, button: Button) -> None:
        """Adds a button to the footer: the primary one first, all before the note."""
        self._footer_row.addWidget(button)
        self._footer.show()

    def add_note(self, widget: QWidget) -> None:
        """Adds a small widget at the right end of the footer."""
        self._footer_row.addWidget(widget)
        self._footer_row.to_end = True
        self._footer.show()

    def show_footer(self, *, shown: bool) -> None:
        """Shows or hides the footer with everything in it."""
        self._footer.setVisible(shown)
        self._update_divider()

    def to_top(self) -> None:
        """Scrolls to the top."""
        self.scroll_area.verticalScrollBar().setValue(0)

    def primary(self) -> PrimaryButton | None:
        """The primary button that is shown, if any."""
        buttons = self._footer.findChildren(PrimaryButton)
        return next(
            (button for button in buttons if button.isVisibleTo(self) and button.isEnabled()), None
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolls; Enter on the page itself presses the primary button."""
        bar = self.scroll_area.verticalScrollBar()
        action = _scrolling(event.key())
        primary = self.primary()
        if action and bar.maximum():
            bar.triggerAction(action)
        elif primary and self.hasFocus() and is_enter(event):
            primary.click()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802
        """Tab moves in reading order: through the content, then through the footer."""
        chain = [*_focusable(self._column), *_focusable(self._footer)]
        for widget, following in pairwise(chain):
            QWidget.setTabOrder(widget, following)
        reached = [widget for widget in chain if widget.isVisibleTo(self) and widget.isEnabled()]
        if self.hasFocus() and reached and forward:
            reached[0].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the content in the middle of a wide window."""
        super().resizeEvent(event)
        self._margins()

    def show_whole(self, widget: QWidget) -> None:
        """Scrolls a widget into view once it is laid out.

        That takes two turns of the event loop: in the first, its parents are laid out.
        """
        scroll = partial(self.scroll_area.ensureWidgetVisible, widget)
        QTimer.singleShot(0, widget, lambda: QTimer.singleShot(0, widget, scroll))

    def _update_divider(self) -> None:
        """Shows the hairline over the footer while there is more content below."""
        bar = self.scroll_area.verticalScrollBar()
        self._divider.setVisible(bar.value() < bar.maximum() and self._footer.isVisibleTo(self))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Other content leaves more or less room around it."""
        if event.type() is QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._margins)
        return super().eventFilter(watched, event)

    def _free_room(self) -> tuple[int, int]:
        """How much of a high window stays free above and below; nothing where it is needed.

        What stands in line with other pages begins where they do; only its buttons are higher.
        """
        layout, spare = self._column.layout(), self.height() - _TALL
        lifts = self._in_line and not self._footer.isHidden()
        if not (self._airy or lifts) or not layout or spare <= 0:
            return 0, 0
        needed = layout.totalHeightForWidth(self.width()) - self._air[0]
        needed += self._footer_row.heightForWidth(self.width()) - self._air[1]
        # A little less: words that wrap once more must not bring a scroll bar.
        free = max(0, self.height() - needed - tokens.HUGE)
        if not self._airy:
            return 0, min(spare * 3 // 4, free)
        above = min(spare // 4, free // 3)
        return above, min(spare // 2, free - above)

    def _fits(self) -> bool:
        """Whether an airy page is seen whole between margins of the usual width."""
        layout = self._column.layout()
        if not self._airy or not layout:
            return True
        needed = (
            layout.totalHeightForWidth(self.width())
            - layout.contentsMargins().top()
            + tokens.PAGE_TOP
        )
        if not self._footer.isHidden():
            around = self._footer_row.contentsMargins()
            needed += self._footer_row.heightForWidth(self.width()) - around.top() - around.bottom()
            needed += tokens.MEDIUM + tokens.PAGE_BOTTOM + self._divider.sizeHint().height()
        return needed <= self.height()

    def _margins(self) -> None:
        own = self._widest
        if self._airy:
            # In a large window its pictures grow; larger text needs longer lines.
            own = min(max(own, self.width() * _GROWN // 100), own * 2)
            own = max(own, min(self.appearance.px(own), self.width() - 2 * tokens.PAGE_SIDE))
        widest = tokens.CONTENT_WIDEST if self._in_line else own
        side = max(tokens.PAGE_SIDE, (self.width() - widest) // 2)
        end = max(side, self.width() - side - own)
        layout = self._column.layout()
        bar = self.scroll_area.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        # For the sake of a few pixels no scroll bar comes.
        low = self.is_low or not self._fits()
        top = tokens.MEDIUM if low else tokens.PAGE_TOP
        self._air = self._free_room()
        top += self._air[0]
        if layout:
            # Where reading ends, the scroll bar is, and what a narrow page leaves free.
            left, right = self._as_read(side, end - taken)
            layout.setContentsMargins(left, top, right, tokens.LARGE)
        above, below = tokens.MEDIUM, tokens.PAGE_BOTTOM
        if low:
            above = below = tokens.SMALL
        # Its buttons stay near what they belong to.
        below += self._air[1]
        left, right = self._as_read(side, end)
        self._footer_row.setContentsMargins(left, above, right, below)

    def _as_read(self, start: int, end: int) -> tuple[int, int]:
        """The margins left and right of those where reading begins and ends."""
        return (end, start) if self.isRightToLeft() else (start, end)


def _scrolling(key: int) -> "QAbstractSlider.SliderAction | None":
    from PySide6.QtWidgets import QAbstractSlider

    keys, actions = Qt.Key, QAbstractSlider.SliderAction
    return {
        keys.Key_Up: actions.SliderSingleStepSub,
        keys.Key_Down: actions.SliderSingleStepAdd,
        keys.Key_PageUp: actions.SliderPageStepSub,
        keys.Key_PageDown: actions.SliderPageStepAdd,
        keys.Key_Home: actions.SliderToMinimum,
        keys.Key_End: actions.SliderToMaximum,
    }.get(keys(key))


def _focusable(widget: QWidget) -> Iterator[QWidget]:
    """What Tab reaches within a widget, in the order in which it is laid out."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    if inside:
        yield from _focusable(inside)
    layout = widget.layout()
    if layout:
        yield from _laid_out(layout)
    else:
        for child in widget.children():
            if isinstance(child, QWidget):
                yield from _focusable(child)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if not item:
            continue
        widget, inner = item.widget(), item.layout()
        if widget:
            yield from _focusable(widget)
        elif inner:
            yield from _laid_out(inner)

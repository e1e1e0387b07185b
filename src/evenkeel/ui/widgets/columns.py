"""Layouts that follow the width: equal columns, and a row that wraps."""

from abc import abstractmethod

from PySide6 import QtCore
from PySide6.QtCore import QMargins, QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget
from shiboken6 import Shiboken

#: Higher than any window.
_UNBOUND = 100_000
#: A picture beside words takes at least this part of the width; above them, this part of the room.
_PICTURE_LEAST = 0.46
_PICTURE_ABOVE = 0.8


class _List(QLayout):
    """The base of our layouts: holds the items in order.

    The height for a width is cached until something changes, as Qt's own layouts do: nested
    ones ask hundreds of times while a page is made.
    """

    def __init__(self, parent: QWidget | None, spacing: int, row_spacing: int | None) -> None:
        super().__init__(parent) if parent else super().__init__()
        self._row_spacing = spacing if row_spacing is None else row_spacing
        self._items: list[QLayoutItem] = []
        # Qt does not delete the items of a custom layout.
        items = self._items
        self.destroyed.connect(lambda: _delete(items))
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self.setSpacing(spacing)
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Adds an item."""
        self._items.append(item)
        self._forget()

    def count(self) -> int:
        """The number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """An item, or ``None`` past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Removes and returns an item."""
        self._forget()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """The width decides the height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at a width."""
        if width not in self._heights:
            margins = self.contentsMargins()
            inside = width - margins.left() - margins.right()
            height = self._place(QRect(0, 0, inside, 0), move=False)
            self._heights[width] = height + margins.top() + margins.bottom()
        return self._heights[width]

    def minimumSize(self) -> QSize:  # noqa: N802
        """The largest minimum width of an item."""
        if self._least is None:
            margins = self.contentsMargins()
            widths = [item.minimumSize().width() for item in self._shown()]
            self._least = QSize(max(widths, default=0) + margins.left() + margins.right(), 0)
        return self._least

    def invalidate(self) -> None:
        """Clears the cache."""
        self._forget()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Places the items."""
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), move=True)

    def _put(self, item: QLayoutItem, place: QRect, within: QRect) -> None:
        """Places an item, counted from the side at which the language begins to write."""
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else QGuiApplication.layoutDirection()
        item.setGeometry(QStyle.visualRect(direction, within, place))

    def _forget(self) -> None:
        self._heights.clear()
        self._least = None

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    @abstractmethod
    def _place(self, rect: QRect, *, move: bool) -> int:
        """Computes the layout and returns its height; moves the items if ``move``."""


class Columns(_List):
    """Lays widgets out in equal columns: as many as fit, up to a number; rows as high as needed.

    Attributes:
        least: the least width of a column in pixels.
        most: the largest number of columns.
        shares: how wide the columns are to each other, when all of them fit; else equally wide.
        widest: the greatest width of a column in pixels; 0 for any. (A greatest width of the
            widget itself would make Qt measure its height for the width that there is.)
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        least: int,
        most: int,
        spacing: int,
        row_spacing: int | None = None,
        shares: tuple[int, ...] = (),
    ) -> None:
        super().__init__(parent, spacing, row_spacing)
        self.least = least
        self.most = most
        self.shares = shares
        self.widest = 0

    def expandingDirections(self) -> "QtCore.Qt.Orientation":  # noqa: N802
        """As wide as it may be, as high as it must."""
        return QtCore.Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """One row of columns at their least width."""
        shown = max(1, min(self.most, len(self._shown())))
        width = shown * self.least + (shown - 1) * self.spacing()
        return QSize(width, self.heightForWidth(width))

    def _place(self, rect: QRect, *, move: bool) -> int:
        gap = self.spacing()
        shown = self._shown()
        widths = self._widths(rect.width())
        top = rect.top()
        for start in range(0, len(shown), len(widths)):
            row = list(zip(shown[start : start + len(widths)], widths, strict=False))
            height = max(_height(item, width) for item, width in row)
            left = rect.left()
            for item, width in row:
                if move:
                    self._put(item, QRect(left, top, width, height), rect)
                left += width + gap
            top += height + self._row_spacing
        return max(0, top - rect.top() - (self._row_spacing if shown else 0))

    def _widths(self, width: int) -> list[int]:
        gap = self.spacing()
        count = max(1, min(self.most, (width + gap) // (self.least + gap)))
        room = width - gap * (count - 1)
        if self.widest:
            room = min(room, self.widest * count)
        shares = self.shares if len(self.shares) == count else (1,) * count
        return [max(1, room * share // sum(shares)) for share in shares]


class Flow(_List):
    """A row that wraps into more rows where the width does not do.

    Attributes:
        to_end: whether the last item stands at the right end of a row that it shares.
        always_to_end: whether it does so in a row of its own, too.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        spacing: int,
        row_spacing: int | None = None,
        to_end: bool = False,
        always_to_end: bool = False,
    ) -> None:
        super().__init__(parent, spacing, row_spacing)
        self.to_end = to_end
        self.always_to_end = always_to_end

    def sizeHint(self) -> QSize:
        """Everything in one row."""
        margins = self.contentsMargins()
        widths = [item.sizeHint().width() + self.spacing() for item in self._shown()]
        width = max(0, sum(widths) - self.spacing()) + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def _place(self, rect: QRect, *, move: bool) -> int:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(1, rect.width()), item.sizeHint().height()))
            if not rows or left + size.width() > rect.width():
                rows.append([])
                left = 0
            rows[-1].append((item, QSize(size.width(), _height(item, size.width()))))
            left += size.width() + self.spacing()
        top = rect.top()
        for row in rows:
            height = max(size.height() for _, size in row)
            if move:
                self._place_row(row, QRect(rect.left(), top, rect.width(), height))
            top += height + self._row_spacing
        return max(0, top - rect.top() - (self._row_spacing if rows else 0))

    def _place_row(self, row: list[tuple[QLayoutItem, QSize]], rect: QRect) -> None:
        left = rect.left()
        for item, size in row:
            if (self.always_to_end or (self.to_end and len(row) > 1)) and item is self._items[-1]:
                left = rect.right() + 1 - size.width()
            top = rect.top() + (rect.height() - size.height()) // 2
            self._put(item, QRect(QPoint(left, top), size), rect)
            left += size.width() + self.spacing()


class Beside(_List):
    """An item at the left and a control at the right; stacked if there is too little room.

    Attributes:
        least: the least part of the width that is left for the first, as a fraction.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        spacing: int,
        row_spacing: int | None = None,
        least: float = 0.4,
    ) -> None:
        super().__init__(parent, spacing, row_spacing)
        self.least = least

    def expandingDirections(self) -> "QtCore.Qt.Orientation":  # noqa: N802
        """As wide as it may be, as high as it must."""
        return QtCore.Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """Both in one row."""
        margins = self.contentsMargins()
        widths = [item.sizeHint().width() + self.spacing() for item in self._shown()]
        width = max(0, sum(widths) - self.spacing()) + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def _place(self, rect: QRect, *, move: bool) -> int:
        shown = self._shown()
        if len(shown) < 2:
            return self._below(shown, rect, move=move)
        first, second = shown
        preferred = second.sizeHint()
        left = rect.width() - self.spacing() - preferred.width()
        if left < rect.width() * self.least:
            return self._below(shown, rect, move=move)
        high = max(_height(first, left), _height(second, preferred.width()))
        if move:
            for item, start, width in (
                (first, rect.left(), left),
                (second, rect.left() + left + self.spacing(), preferred.width()),
            ):
                height = _height(item, width)
                top = rect.top() + (high - height) // 2
                self._put(item, QRect(start, top, width, height), rect)
        return high

    def _below(self, items: list[QLayoutItem], rect: QRect, *, move: bool) -> int:
        top = rect.top()
        for place, item in enumerate(items):
            width = rect.width() if place == 0 else min(rect.width(), item.sizeHint().width())
            height = _height(item, width)
            if move:
                self._put(item, QRect(rect.left(), top, width, height), rect)
            top += height + self._row_spacing
        return max(0, top - rect.top() - (self._row_spacing if items else 0))


class PictureBeside(_List):
    """A picture beside its words, as large as there is room; above them where there is little.

    Attributes:
        room: how high the picture may be, in pixels: what can be seen at once.
        least, most: the width of the words beside it, in pixels.
    """

    def __init__(
        self, parent: QWidget | None = None, *, least: int, most: int, spacing: int
    ) -> None:
        super().__init__(parent, spacing, None)
        self.least = least
        self.most = most
        self.room = _UNBOUND

    def expandingDirections(self) -> "QtCore.Qt.Orientation":  # noqa: N802
        """As wide as it may be, as high as it must."""
        return QtCore.Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """The words, and as much again for the picture."""
        width = 2 * self.least + self.spacing()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:  # noqa: N802
        """The words, one below the other with the picture."""
        return QSize(min(self.least, super().minimumSize().width()), 0)

    def _place(self, rect: QRect, *, move: bool) -> int:
        shown = self._shown()
        if len(shown) < 2:
            return 0
        picture, words = shown
        gap, across = self.spacing(), rect.width()
        beside = across - gap - min(self.most, max(self.least, across * 3 // 8))
        if beside < across * _PICTURE_LEAST:
            return self._above(picture, words, rect, move=move)
        width = _fitted(picture, beside, self.room)
        rest = min(self.most, across - gap - width)
        heights = _height(picture, width), _height(words, rest)
        if move:
            self._put(picture, QRect(rect.left(), rect.top(), width, heights[0]), rect)
            beside = rect.left() + width + gap
            self._put(words, QRect(beside, rect.top(), rest, heights[1]), rect)
        return max(heights)

    def _above(self, picture: QLayoutItem, words: QLayoutItem, rect: QRect, *, move: bool) -> int:
        width = _fitted(picture, rect.width(), round(self.room * _PICTURE_ABOVE))
        heights = _height(picture, width), _height(words, rect.width())
        below = heights[0] + self.spacing()
        if move:
            top = rect.top() + below
            self._put(picture, QRect(rect.left(), rect.top(), width, heights[0]), rect)
            self._put(words, QRect(rect.left(), top, rect.width(), heights[1]), rect)
        return below + heights[1]


def _fitted(item: QLayoutItem, widest: int, highest: int) -> int:
    """The greatest width up to the widest at which it is no higher than that."""
    low, high = 1, max(1, widest)
    if _height(item, high) <= highest:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _height(item, middle) <= highest else (low, middle)
    return low


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _delete(items: list[QLayoutItem]) -> None:
    while items:
        Shiboken.delete(items.pop())

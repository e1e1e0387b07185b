"""Text on a page: headings, sentences, lines between them.

A label shows plain text unless it is made for rich text by :func:`rich`; what is put into that
goes through :func:`escaped` or :func:`with_side` first.
"""

import re

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import Shiboken

from evenkeel.catalogue.forms import SideWord, chosen_form, emphasised
from evenkeel.catalogue.model import Words
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import fill, side_word
from evenkeel.language import number_text
from evenkeel.ui.style import tokens
from evenkeel.ui.widgets.mirroring import write_lines
from evenkeel.ui.widgets.roles import leave_unsaid, use_roles


def heading(text: str = "", level: int = 1) -> QLabel:
    """A heading of level 1 (one per page), 2 (a section) or 3 (within a section)."""
    return _label(text, f"h{level}")


def body(text: str = "", *, soft: bool = False) -> QLabel:
    """Body text; ``soft`` is less prominent."""
    return _label(text, "soft" if soft else "body")


def lead(text: str = "") -> QLabel:
    """The sentence under a page's heading."""
    return _label(text, "lead")


def in_one_line(text: str) -> QLabel:
    """Less prominent text that is one line wherever there is room for it."""
    label = _label(text, "soft")
    label.in_one_line = True
    return label


def large(text: str = "") -> QLabel:
    """Running text on a page that says little."""
    return _label(text, "large")


def strong(text: str = "") -> QLabel:
    """A short, bold text."""
    return _label(text, "strong")


def line() -> QFrame:
    """A hairline between rows."""
    frame = QFrame()
    frame.setProperty("role", "line")
    leave_unsaid(frame)
    return frame


def warning_box() -> tuple[QFrame, QLabel]:
    """A warning box, hidden at first, and the label in it."""
    box = QFrame()
    box.setProperty("role", "warning")
    column = QVBoxLayout(box)
    column.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
    label = strong()
    column.addWidget(label)
    box.hide()
    return box, label


def numeral(number: int) -> QLabel:
    """The number of a step."""
    label = _label(number_text(number), "numeral")
    label.setWordWrap(False)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
    return label


def with_side(words: Words, text: str, side: Side | None, **values: str) -> str:
    """A content sentence as rich text, with the words for the sides standing out.

    ``values`` are rich text already.

    Raises:
        KeyError: the sentence names a side and none was given.
    """
    sides: dict[str, SideWord] = {}
    if side is not None:
        sides = {"side": side_word(words, side), "other": side_word(words, side.other)}
    form = emphasised(escaped(chosen_form(text, sides)), "<b>", "</b>")
    return form.format_map({**values, **{name: bold(word) for name, word in sides.items()}})


def bold(text: str) -> str:
    """A plain text as rich text that stands out."""
    return f"<b>{escaped(text)}</b>"


def sides_in_bold(text: str, words: Words) -> str:
    """A plain text as rich text, in which the words for the sides stand out."""
    text = escaped(text)
    for form in sorted(words.side_forms, key=len, reverse=True):
        # Chinese writes its words without spaces.
        edges = ("", "") if "\u4e00" <= form[0] <= "\u9fff" else (r"(?<!\w)", r"(?!\w)")
        text = re.sub(edges[0] + re.escape(escaped(form)) + edges[1], bold(form), text)
    return text


def rich(label: QLabel) -> QLabel:
    """The same label, for rich text. All other labels show every character as it is."""
    label.setTextFormat(Qt.TextFormat.RichText)
    return label


def plain(label: QLabel) -> QLabel:
    """The same label, for a text that is never taken for markup."""
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def escaped(text: str) -> str:
    """The same as rich text. ``html`` does it too, but brings all of HTML's 2,231 names along."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def minutes(seconds: float) -> str:
    """A length of time as people say it: whole minutes, at least one."""
    count = max(1, round(seconds / 60))
    return fill(QCoreApplication.translate("Text", "{count}\u00a0min"), count=count)


_HEADINGS = ("h1", "h2", "h3")


class Stack(QWidget):
    """Widgets below each other, as one widget that can be emptied and filled again."""

    def __init__(self, spacing: int = tokens.SMALL) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(spacing)

    def add(self, widget: QWidget) -> None:
        """Adds a widget at the bottom."""
        self._rows.addWidget(widget)

    def add_layout(self, layout: QLayout) -> None:
        """Adds a layout at the bottom, in a widget of its own.

        Taken out again by itself, a layout of ours ends the program (PySide6 6.11).
        """
        box, margins = QWidget(), layout.contentsMargins()
        box.setLayout(layout)
        layout.setContentsMargins(margins)
        self._rows.addWidget(box)

    def add_stretch(self) -> None:
        """Keeps what is there at the top."""
        self._rows.addStretch(1)

    def clear(self) -> None:
        """Removes everything."""
        _empty(self._rows)


class Items(Stack):
    """The entries of a list below each other, and what stands between them."""

    accessible_role = QAccessible.Role.List

    def __init__(self, name: str) -> None:
        super().__init__(spacing=0)
        use_roles()
        self.setAccessibleName(name)


class _Wrapped(QLabel):
    """A label that wraps; remembers how high it is at which width.

    Nested layouts ask that some ten times for each width, and rich text is laid out again for
    every answer: that was a tenth of a start.

    Attributes:
        in_one_line: whether it asks for the width of one line, and wraps only where it must.
    """

    def __init__(self, *, heading: bool) -> None:
        self._heights: dict[int, int] = {}
        self.in_one_line = False
        super().__init__()
        if heading:
            use_roles()
            self.accessible_role = QAccessible.Role.Heading

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints lines that begin at the same edge, whatever language they are in."""
        if not self.isRightToLeft() or self.textFormat() is Qt.TextFormat.RichText:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        area, margin = self.contentsRect(), self.margin()
        area.adjust(margin, margin, -margin, -margin)
        painter.setPen(self.palette().color(self.foregroundRole()))
        write_lines(painter, QRectF(area), self.text(), self, self.alignment())
        painter.end()

    def sizeHint(self) -> QSize:
        """Some lines, or one."""
        if not self.in_one_line:
            return super().sizeHint()
        width = self.fontMetrics().horizontalAdvance(self.text()) + 1
        return QSize(width, self.heightForWidth(width))

    def setText(self, text: str) -> None:  # noqa: N802
        """Shows another text."""
        self._heights.clear()
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Another face or style makes another height."""
        self._heights.clear()
        super().changeEvent(event)

    def heightForWidth(self, width: int) -> int:
        """As high as the text needs."""
        # Layouts ask for the width that there is, also where it will not be as wide.
        width = min(width, self.maximumWidth())
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = super().heightForWidth(width)
        return height


def delete_all(widget: QWidget) -> None:
    """Removes everything from a widget's layout."""
    layout = widget.layout()
    if layout:
        _empty(layout)


def _empty(layout: QLayout) -> None:
    while item := layout.takeAt(0):
        widget, inner = item.widget(), item.layout()
        if widget:
            widget.hide()
            widget.deleteLater()
            # takeAt() passed ownership to us.
            Shiboken.delete(item)
        elif inner:
            _empty(inner)
            inner.deleteLater()


def _label(text: str, role: str) -> _Wrapped:
    label = _Wrapped(heading=role in _HEADINGS)
    # Qt guesses, and would take a "<" in what the user has written for the beginning of a tag.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    label.setText(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label

"""Text on a page: headings, sentences, lines between them."""

from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from evenkeel.catalogue.model import Words
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import side_word


def heading(text: str = "", level: int = 1) -> QLabel:
    """A heading of level 1 (one per page), 2 (a section) or 3 (within a section)."""
    return _label(text, f"h{level}")


def body(text: str = "", *, soft: bool = False) -> QLabel:
    """Running text; ``soft`` steps back."""
    return _label(text, "soft" if soft else "body")


def lead(text: str = "") -> QLabel:
    """The sentence under a page's heading."""
    return _label(text, "lead")


def strong(text: str = "") -> QLabel:
    """A short text that stands out."""
    return _label(text, "strong")


def warning(text: str = "") -> QLabel:
    """A short text that warns."""
    return _label(text, "warning")


def line() -> QFrame:
    """A hairline between rows."""
    frame = QFrame()
    frame.setProperty("role", "line")
    return frame


def with_side(words: Words, text: str, side: Side | None) -> str:
    """A content sentence as rich text, with the words for the sides standing out.

    Raises:
        KeyError: the sentence names a side and none was given.
    """
    names = {}
    if side is not None:
        names = {
            "side": f"<b>{escape(side_word(words, side))}</b>",
            "other": f"<b>{escape(side_word(words, side.other))}</b>",
        }
    return escape(text, quote=False).format_map(names)


def minutes(seconds: float) -> str:
    """A length of time as people say it: whole minutes, at least one."""
    count = max(1, round(seconds / 60))
    return QCoreApplication.translate("Text", "{count} min").format(count=count)


def delete_all(widget: QWidget) -> None:
    """Takes everything out of a widget's layout."""
    layout = widget.layout()
    while layout and (item := layout.takeAt(0)):
        inner = item.widget()
        if inner:
            inner.hide()
            inner.deleteLater()


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label

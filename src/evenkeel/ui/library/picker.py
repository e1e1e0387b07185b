"""A button that opens a short list to choose one thing from."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy

from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import QuietButton


class Picker(QuietButton):
    """Shows what is chosen; a press opens the list.

    Attributes:
        code: what is chosen.

    Signals:
        picked: another code is chosen.
    """

    picked = Signal(str)

    def __init__(self, appearance: Appearance, name: str, label: str) -> None:
        super().__init__(name, label, small=True)
        self.accessible_popup = True
        self.code = ""
        self._appearance = appearance
        self._label = label
        self._menu = QMenu(self)
        self._menu.setObjectName(f"{name}_menu")
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._take)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def fill(self, choices: Iterable[tuple[str, str]]) -> None:
        """The codes and their words; the first is chosen."""
        for code, words in choices:
            action = QAction(words, self._group)
            action.setData(code)
            action.setCheckable(True)
            self._menu.addAction(action)
        self.choose(str(self._group.actions()[0].data()))

    def choose(self, code: str) -> None:
        """Chooses a code without emitting a signal."""
        for action in self._group.actions():
            if action.data() == code:
                action.setChecked(True)
                self.code = code
                self.setText(action.text())
                self.setAccessibleName(f"{self._label}: {action.text()}")

    def sizeHint(self) -> QSize:
        """The words and the arrow."""
        hint = super().sizeHint()
        return QSize(hint.width() + 2 * self._appearance.px(tokens.LARGE), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the button, and an arrow at its end."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._appearance.theme.ink), tokens.OUTLINE))
        half = self._appearance.px(tokens.TIGHT + 1)
        tip = QPointF(
            self.width() - self._appearance.px(tokens.LARGE), self.height() / 2 + half / 2
        )
        painter.drawPolyline([tip - QPointF(half, half), tip, tip + QPointF(half, -half)])
        painter.end()

    def _open(self) -> None:
        # Each line of the list is as easy to hit as a button.
        space = (self._appearance.px(tokens.TARGET) - self._menu.fontMetrics().height()) // 2
        side = self._appearance.px(tokens.LARGE)
        self._menu.setStyleSheet(f"QMenu::item {{ padding: {space + 1}px {side}px; }}")
        self._menu.setMinimumWidth(self.width())
        chosen = self._group.checkedAction()
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        if chosen:
            self._menu.setActiveAction(chosen)

    def _take(self, action: QAction) -> None:
        self.choose(str(action.data()))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit(self.code)

"""Buttons. Each takes a name for tests and assistive technology; text is its accessible name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.roles import use_roles

if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    # PySide looks a method up in every class of a widget, also in one that is no widget itself.
    _Base = object


class TogglesAsPressed(_Base):
    """Takes the accessible action *Toggle* for a press.

    Assistive technology has Qt change the state alone, without a press; what the program does
    follows presses. Three ways change the state: a press, the program that shows a value, and
    neither of them, which is assistive technology. In an exclusive group, what another button
    takes away is none of these.
    """

    _by_program = False
    _by_press = False

    def setCheckable(self, checkable: bool) -> None:  # noqa: FBT001, N802 - Qt's own
        """Watches the state of a button that has one."""
        super().setCheckable(checkable)
        if checkable:
            self.toggled.connect(self._press_if_toggled)

    def setChecked(self, checked: bool) -> None:  # noqa: FBT001, N802 - Qt's own
        """Shows a state; nothing is pressed."""
        before, self._by_program = self._by_program, True
        super().setChecked(checked)
        self._by_program = before

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's own
        """A press changes the state; Qt tells of it as a click afterwards."""
        before, self._by_press = self._by_press, True
        super().nextCheckState()
        self._by_press = before

    def _press_if_toggled(self, checked: bool) -> None:  # noqa: FBT001 - the signal's own
        group = self.group()
        exclusive = group.exclusive() if group else self.autoExclusive()
        if not (self._by_program or self._by_press or (exclusive and not checked)):
            self.clicked[bool].emit(checked)  # type: ignore[index]


class _PointerAndEnter(TogglesAsPressed):
    """Shows a pointing-hand cursor; Enter presses it as Space does."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Sets the cursor."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus."""
        if is_enter(event):
            self.click()
            return
        super().keyPressEvent(event)


class Button(_PointerAndEnter, QPushButton):
    """The base of all buttons: an object name, a tall target, Enter presses them.

    Attributes:
        accessible_expanded: for a button that opens and closes something: whether it is open.
        accessible_popup: whether it opens a menu.
    """

    accessible_role = QAccessible.Role.Button
    accessible_expanded: Callable[[], bool] | None = None
    accessible_popup = False

    def __init__(self, name: str, text: str, accessible: str = "", *, small: bool = False) -> None:
        super().__init__()
        use_roles()
        self.setText(text)
        self.setObjectName(name)
        self.setAccessibleName(accessible or text)
        self.setProperty("small", "true" if small else "false")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class PrimaryButton(Button):
    """The main action of a page."""


class QuietButton(Button):
    """A secondary action."""


class DangerButton(Button):
    """Something that stops or erases."""


class LinkButton(Button):
    """A minor action that looks like a link."""

    def __init__(self, name: str, text: str, accessible: str = "") -> None:
        super().__init__(name, text, accessible)


class NavButton(Button):
    """A place in the sidebar: of all its tabs, the page of one is shown."""

    accessible_role = QAccessible.Role.PageTab

    def __init__(self, name: str, text: str) -> None:
        super().__init__(name, text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.accessible_selected = self.isChecked
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the name of the place that is shown, which is bolder."""
        hint = super().sizeHint()
        bolder = QFont(self.font())
        bolder.setWeight(QFont.Weight.DemiBold)
        across = QFontMetrics(bolder).horizontalAdvance(self.text())
        more = across - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + max(0, more), hint.height())

    def minimumSizeHint(self) -> QSize:
        """The same: a place is never cut."""
        return self.sizeHint()


class StepButton(Button):
    """A square button with one sign: less or more. Keeps counting while it is held down."""

    def __init__(self, name: str, sign: str, accessible: str) -> None:
        super().__init__(name, sign, accessible)
        self.setAutoRepeat(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaves the arrow keys to the number it changes."""
        keys = Qt.Key
        if event.key() in (keys.Key_Up, keys.Key_Down, keys.Key_Left, keys.Key_Right):
            event.ignore()
            return
        super().keyPressEvent(event)


class PaintedButton(_PointerAndEnter, QAbstractButton):
    """The base of buttons that paint themselves."""

    def __init__(self, appearance: Appearance, name: str, text: str, accessible: str = "") -> None:
        super().__init__()
        self._appearance = appearance
        self.setObjectName(name)
        self.setText(text)
        self.setAccessibleName(accessible or text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class PressArea(PaintedButton):
    """Text or pictures that act as one button; its name says all of them.

    Attributes:
        rows: its content, top to bottom.
    """

    accessible_role = QAccessible.Role.Button
    accessible_leaf = True

    def __init__(self, appearance: Appearance, name: str, accessible: str) -> None:
        super().__init__(appearance, name, "", accessible)
        use_roles()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(tokens.SMALL, tokens.TIGHT, tokens.SMALL, tokens.TIGHT)
        self.rows.setSpacing(tokens.TIGHT)

    def add(self, widget: QWidget) -> None:
        """Adds a widget, which must ignore clicks, as labels do."""
        self.rows.addWidget(widget)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the hover background and the focus ring."""
        if not self.hasFocus() and not self.underMouse():
            return
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = theme.focus_width / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        ring = QPen(QColor(theme.focus), theme.focus_width)
        painter.setPen(ring if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.underMouse():
            painter.setBrush(QColor(theme.panel))
        painter.drawRoundedRect(area, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        painter.end()


def is_enter(event: QKeyEvent) -> bool:
    """Whether the key is Enter, on the main block or the number pad."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

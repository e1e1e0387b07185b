"""The main window: a sidebar and pages, each made when it is first shown."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, overload

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QCloseEvent,
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evenkeel.catalogue.wording import fill
from evenkeel.ui.frame.page_key import P, PageKey
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import NavButton
from evenkeel.ui.widgets.buttons import PressArea
from evenkeel.ui.widgets.mirroring import menu_text
from evenkeel.ui.widgets.roles import Group

if TYPE_CHECKING:
    from evenkeel.ui.frame.press_guard import PressGuard

#: The places of the sidebar, in order.
PLACES: Final = ("today", "library", "progress", "settings", "help")
#: The sidebar has room for a tip in a window that is this high, with text up to this size.
_TIP_HEIGHT, _TIP_PERCENT = 640, 130

#: The opacity of the overlay at first, so that something of the new page shows at once.
_FADE_START: Final = 0.85


class MainWindow(QMainWindow):
    """Shows one page at a time.

    Attributes:
        presses: ignores presses that were meant for the previous page; ``None`` until the
            window was painted for the first time.
        may_close: decides whether the window may close; one that refuses does the rest.

    Signals:
        pageRequested: the user asks for one of the places, for the diary, for "about" or for
            "tips"; its name.
        printRequested: Ctrl+P.
        backRequested: Esc, when the page did not use it.
        closing: the window is about to close; a session releases what it holds.
        closed: the window is in its last state, before it is hidden.
        painted: the window was painted for the first time; emitted once.
    """

    pageRequested = Signal(str)
    printRequested = Signal()
    backRequested = Signal()
    closing = Signal()
    closed = Signal()
    painted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        """A window without pages; :meth:`add_page` registers them before they are shown."""
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Evenkeel")
        self._appearance = appearance
        self._factories: dict[str, Callable[[], QWidget]] = {}
        self._pages: dict[str, QWidget] = {}
        self._current = ""
        self._was_painted = False
        self.presses: PressGuard | None = None
        self.may_close: Callable[[], bool] = lambda: True
        self.painted.connect(self._guard_presses)
        self._stack = _Pages()
        self._stack.setObjectName("pages")
        self._fading: _Fading | None = None
        self._painting = QTimer(self, singleShot=True)
        self._painting.timeout.connect(self._paint)
        self._sidebar = self._make_sidebar()
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        appearance.changed.connect(self._fit_tip)
        self._make_menus()

    def add_page(self, key: PageKey[P], factory: Callable[[], P]) -> None:
        """Registers a page; ``factory`` makes it when it is first needed."""
        self._factories[key] = factory

    @overload
    def page(self, name: PageKey[P]) -> P: ...

    @overload
    def page(self, name: str) -> QWidget: ...

    def page(self, name: str) -> QWidget:
        """A page, made if it was not shown yet; a :class:`PageKey` gives it as its own class.

        Raises:
            KeyError: there is no such page.
        """
        if name not in self._pages:
            page = self._factories[name]()
            self._pages[name] = page
            self._stack.addWidget(page)
            page.windowTitleChanged.connect(self._tell_title)
        return self._pages[name]

    def current(self) -> str:
        """The name of the page that is shown; empty before the first."""
        return self._current

    @overload
    def show_page(self, name: PageKey[P], *, alone: bool = False) -> P: ...

    @overload
    def show_page(self, name: str, *, alone: bool = False) -> QWidget: ...

    def show_page(self, name: str, *, alone: bool = False) -> QWidget:
        """Shows a page; ``alone`` hides the sidebar and the menus.

        Raises:
            KeyError: there is no such page.
        """
        page = self.page(name)
        if self._current not in ("", name) and self.isVisible():
            self._defer_painting()
        self._current = name
        self._sidebar.setVisible(not alone)
        self.menuBar().setVisible(not alone)
        if name in self._places:
            self._places[name].setChecked(True)
        self._stack.setCurrentWidget(page)
        self._tell_title()
        self._appearance.replaced.emit(self._stack)
        page.setFocus()
        return page

    def _tell_title(self) -> None:
        """The window bears the title of what it shows.

        Silently: Qt's own way has Orca 43 say the title, and then again with the page.
        """
        handle = self.windowHandle()
        if handle:
            handle.setTitle(self.page_title())

    def page_title(self) -> str:
        """The title of the window: that of the page it shows, and the program's name."""
        page = self._pages.get(self._current)
        title = page.windowTitle() if page else ""
        return fill(self.tr("{page} – Evenkeel"), page=title) if title else "Evenkeel"

    def mark_place(self, name: str) -> None:
        """Marks the place in the sidebar that the current page belongs to."""
        self._places[name].setChecked(True)

    def toggle_full_screen(self) -> None:
        """Turns full screen on or off."""
        self.setWindowState(self.windowState() ^ QtCore.Qt.WindowState.WindowFullScreen)

    def leave_full_screen(self) -> None:
        """Leaves full screen, if it is on."""
        self.setWindowState(self.windowState() & ~QtCore.Qt.WindowState.WindowFullScreen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self.backRequested.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Emits ``painted`` the first time, once everything in the window is painted."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self._tell_title()
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Emits ``closing`` and ``closed`` unless the window may not close."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        self.closed.emit()
        super().closeEvent(event)

    def _guard_presses(self) -> None:
        from evenkeel.ui.frame.press_guard import PressGuard

        self.presses = PressGuard(self, self._appearance)

    def _defer_painting(self) -> None:
        """Leaves the previous page on the screen for one more turn of the event loop.

        Making and laying out a page takes as long as painting it for the first time; input that
        arrives meanwhile is handled in between.
        """
        self._stack.setUpdatesEnabled(False)
        self._painting.start()

    def _paint(self) -> None:
        self._stack.setUpdatesEnabled(True)
        if self._appearance.reduced_motion:
            return
        if self._fading is None:
            self._fading = _Fading(self._stack)
        self._fading.begin(self._appearance.theme.page)

    def _make_sidebar(self) -> QWidget:
        sidebar = Group(self.tr("Places"))
        sidebar.accessible_role = QAccessible.Role.PageTabList
        sidebar.setObjectName("sidebar")
        sidebar.setProperty("role", "sidebar")
        sidebar.setMinimumWidth(tokens.SIDEBAR)
        column = QVBoxLayout(sidebar)
        column.setContentsMargins(tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM, tokens.LARGE)
        column.setSpacing(tokens.TIGHT)
        brand = QLabel("Evenkeel")
        brand.setProperty("role", "brand")
        brand.setContentsMargins(tokens.MEDIUM, 0, 0, tokens.MEDIUM)
        column.addWidget(brand)
        self._places = {
            name: NavButton(f"nav_{name}", text)
            for name, text in zip(
                PLACES,
                (
                    self.tr("Today"),
                    self.tr("Exercises"),
                    self.tr("Progress"),
                    self.tr("Settings"),
                    self.tr("Help"),
                ),
                strict=True,
            )
        }
        for name, button in self._places.items():
            column.addWidget(button)
            button.clicked.connect(lambda _=False, name=name: self._request(name))
        column.addStretch(1)
        self._tip = PressArea(self._appearance, "nav_tip", "")
        # As wide as the places let it be.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._tip.setSizePolicy(policy)
        self._tip.hide()
        self._tip.clicked.connect(lambda: self._request("tips"))
        column.addWidget(self._tip)
        return sidebar

    def show_tip(self, title: str, text: str) -> None:
        """Shows an everyday tip at the end of the sidebar; an empty title shows none."""
        from evenkeel.ui.widgets.text import body, delete_all, strong

        delete_all(self._tip)
        self._tip.setAccessibleName(f"{title}. {text}" if title else "")
        if title:
            self._tip.add(strong(title))
            self._tip.add(body(text, soft=True))
        self._fit_tip()

    def _fit_tip(self) -> None:
        fits = self.height() >= _TIP_HEIGHT and self._appearance.text_percent <= _TIP_PERCENT
        self._tip.setVisible(fits and bool(self._tip.accessibleName()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window has no room for a tip."""
        super().resizeEvent(event)
        self._fit_tip()

    def _request(self, name: str) -> None:
        # The place is marked when its page is shown, not when it is requested.
        if self._current in self._places:
            self._places[self._current].setChecked(True)
        self.pageRequested.emit(name)

    def _make_menus(self) -> None:
        file = self._add_menu(self.tr("&File"))
        self._add(file, "print", self.tr("&Print…"), "Ctrl+P", self.printRequested.emit)
        file.addSeparator()
        self._add(file, "quit", self.tr("&Quit"), "Ctrl+Q", self.close)
        view = self._add_menu(self.tr("&View"))
        for number, (name, button) in enumerate(self._places.items(), start=1):
            keys = f"Ctrl+{number} Ctrl+," if name == "settings" else f"Ctrl+{number}"
            self._add(view, name, button.text(), keys, partial(self._request, name))
        view.addSeparator()
        self._add(view, "diary", self.tr("Paper &diary"), "Ctrl+D", partial(self._request, "diary"))
        self._add(view, "full_screen", self.tr("&Full screen"), "F11", self.toggle_full_screen)
        help_menu = self._add_menu(self.tr("&Help"))
        self._add(
            help_menu, "open_help", self.tr("&How to use it"), "F1", partial(self._request, "help")
        )
        about = partial(self._request, "about")
        self._add(help_menu, "about", self.tr("&About Evenkeel"), "", about)

    def _add_menu(self, text: str) -> QMenu:
        return self.menuBar().addMenu(menu_text(text))

    def _add(
        self, menu: QMenu, name: str, text: str, shortcuts: str, act: Callable[[], object]
    ) -> None:
        # Passing the text to the constructor makes PySide6 try it as an icon first.
        action = QAction(self)
        action.setText(menu_text(text))
        action.setObjectName(f"action_{name}")
        action.setShortcuts([QKeySequence(keys) for keys in shortcuts.split()])
        # A key that is held down must not go back and forth.
        action.setAutoRepeat(False)
        action.triggered.connect(lambda _=False: act())
        menu.addAction(action)
        # In the window too, so that the keys work while the menus are hidden.
        self.addAction(action)


class _Pages(QStackedWidget):
    """The pages. To assistive technology they are what the window contains, and no layers."""

    accessible_role = QAccessible.Role.Client


class _Fading(QWidget):
    """An overlay in the colour of the page that fades out over what is shown now.

    It needs no picture of the previous page: taking one takes as long as painting a page.
    """

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self.setObjectName("fading")
        self.hide()
        self._target = target
        self._colour = QColor()
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._animation = QtCore.QVariantAnimation(self)
        self._animation.setDuration(tokens.FADE_MS)
        self._animation.setStartValue(_FADE_START)
        self._animation.setEndValue(0.0)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self.hide)

    def begin(self, colour: str) -> None:
        """Covers everything, and starts to fade out."""
        self._colour = QColor(colour)
        self._step(_FADE_START)
        self.setGeometry(self._target.rect())
        self.raise_()
        self.show()
        self._animation.stop()
        self._animation.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the overlay at its current opacity."""
        painter = QPainter(self)
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawRect(self.rect())
        painter.end()

    def _step(self, strength: float) -> None:
        self._colour.setAlphaF(strength)
        self.update()

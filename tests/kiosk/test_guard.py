"""The kiosk can't be left by key, press or the desktop's request, only by staff with the PIN."""

import itertools

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QCloseEvent, QContextMenuEvent, QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QWidget

from evenkeel.kiosk.frame.config import KioskConfig
from evenkeel.kiosk.shell.guard import ALLOWED_KEYS
from evenkeel.kiosk.shell.pin import FREE_TRIES, WAITS_S, hash_pin
from tests.kiosk.conftest import MakeGlass
from tests.kiosk.glass import CLINIC, Glass

Key, Mod = Qt.Key, Qt.KeyboardModifier
PIN = "4711"
LEAVING = [
    (Key.Key_F4, Mod.AltModifier),
    (Key.Key_Escape, Mod.NoModifier),
    *((key, Mod.ControlModifier) for key in (Key.Key_Q, Key.Key_W, Key.Key_P, Key.Key_O)),
    *((key, Mod.NoModifier) for key in (Key.Key_F1, Key.Key_F10, Key.Key_F11, Key.Key_Print)),
    (Key.Key_Alt, Mod.AltModifier),
    (Key.Key_Meta, Mod.MetaModifier),
    (Key.Key_Menu, Mod.NoModifier),
    (Key.Key_Tab, Mod.AltModifier),
    (Key.Key_Tab, Mod.ControlModifier),
    (Key.Key_Delete, Mod.ControlModifier | Mod.AltModifier),
    (Key.Key_F10, Mod.ShiftModifier),
]
PAGES = {
    "invite": (),
    "questions": ("kiosk_find",),
    "browse": ("kiosk_browse",),
    "card": ("kiosk_browse", "library_card_glute_bridge"),
}


def tops() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def is_up(glass: Glass) -> bool:
    """Whether the kiosk is all there is."""
    return tops() == [glass.window] and not glass.window.isMinimized() and not glass.left


@pytest.mark.parametrize("page", PAGES)
def test_no_key_leads_out(glass: Glass, page: str) -> None:
    glass.press(*PAGES[page])
    for key, modifiers in LEAVING:
        glass.key(key, modifiers)
        assert is_up(glass), (key, modifiers)
        assert glass.page == page, (key, modifiers)


def test_every_letter_with_every_modifier_does_nothing(glass: Glass) -> None:
    glass.press("kiosk_find")
    words = glass.words()
    modifiers = [Mod.ControlModifier, Mod.AltModifier, Mod.MetaModifier, Mod.NoModifier]
    keys = [Key(code) for code in range(Key.Key_A, Key.Key_Z + 1)]
    keys += [Key(code) for code in range(Key.Key_F1, Key.Key_F12 + 1)]
    for key, modifier in itertools.product(keys, modifiers):
        glass.key(key, modifier)
    assert glass.words() == words
    assert is_up(glass)


def test_a_switch_or_keypad_can_answer(glass: Glass) -> None:
    glass.press("kiosk_find")
    for _ in range(20):
        focus = QApplication.focusWidget()
        if focus and focus.objectName() == "red_flags_none":
            break
        glass.key(Key.Key_Tab, Mod.NoModifier)
    glass.key(Key.Key_Space, Mod.NoModifier)
    glass.key(Key.Key_Return, Mod.NoModifier)
    assert glass.words().startswith("Are you pregnant")
    assert Key.Key_Tab in ALLOWED_KEYS


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_other_buttons_of_a_mouse_do_nothing(glass: Glass, button: Qt.MouseButton) -> None:
    handle = glass.window.windowHandle()
    for name in ("kiosk_find", "kiosk_start_over", "kiosk_name"):
        widget = glass.widget(name)
        at = widget.mapTo(glass.window, widget.rect().center())
        QTest.mouseClick(handle, button, Mod.NoModifier, at)
        glass.settle()
    assert glass.page == "invite"
    assert is_up(glass)


def test_the_window_does_not_close(glass: Glass) -> None:
    assert not glass.window.close()
    QApplication.closeAllWindows()
    QApplication.quit()
    handle = glass.window.windowHandle()
    assert not handle.close()
    glass.settle()
    assert is_up(glass)


def test_the_window_does_not_stay_small(glass: Glass) -> None:
    glass.window.showFullScreen()
    glass.settle()
    glass.window.showMinimized()
    glass.settle()
    assert glass.window.isFullScreen()
    assert not glass.window.isMinimized()
    glass.window.showNormal()
    glass.settle()
    assert glass.window.isFullScreen()


def test_no_context_menu_and_no_drop(glass: Glass) -> None:
    for widget in glass.window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        menu = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, QPoint(2, 2), widget.mapToGlobal(QPoint(2, 2))
        )
        QApplication.sendEvent(widget, menu)
        assert not menu.isAccepted()
        mime = QMimeData()
        mime.setText("file:///etc/passwd")
        drag = QDragEnterEvent(
            QPointF(2, 2).toPoint(),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Mod.NoModifier,
        )
        QApplication.sendEvent(widget, drag)
        assert not drag.isAccepted()
    assert is_up(glass)


@pytest.mark.parametrize("kind", [QDialog, QMenu, QWidget])
def test_another_window_is_sent_away(glass: Glass, kind: type[QWidget]) -> None:
    other = kind()
    other.show()
    glass.settle()
    assert is_up(glass)
    other.deleteLater()


def test_there_is_nothing_that_a_shortcut_could_reach(glass: Glass) -> None:
    for page in PAGES.values():
        glass.press("kiosk_start_over", *page)
        assert not glass.window.findChildren(QAction)
        assert not glass.window.actions()
        for widget in glass.window.findChildren(QWidget):
            assert not widget.acceptDrops()


def with_pin(make_glass: MakeGlass) -> Glass:
    return make_glass(KioskConfig(clinic=CLINIC, pin_hash=hash_pin(PIN)))


def type_pin(glass: Glass, pin: str) -> None:
    glass.press(*(f"kiosk_pad_{digit}" for digit in pin), "kiosk_pad_go")


def test_staff_hold_the_name_for_three_seconds_and_type_the_pin(make_glass: MakeGlass) -> None:
    glass = with_pin(make_glass)
    glass.at_plan()
    glass.hold("kiosk_name", 2)
    assert not glass.seen(QWidget, "kiosk_pad")
    glass.hold("kiosk_name", 3)
    assert glass.seen(QWidget, "kiosk_pad")
    type_pin(glass, PIN)
    assert glass.left == 1
    assert glass.window.close()


def test_without_a_pin_there_is_no_pad(glass: Glass) -> None:
    glass.hold("kiosk_name", 10)
    assert not glass.seen(QWidget, "kiosk_pad")


def test_the_pin_is_never_shown(make_glass: MakeGlass) -> None:
    glass = with_pin(make_glass)
    glass.hold("kiosk_name", 3)
    glass.press(*(f"kiosk_pad_{digit}" for digit in PIN))
    [shown] = glass.seen(QLabel, "kiosk_pad_shown")
    assert shown.text() == "●●●●"
    assert PIN not in glass.words()


def test_wrong_pins_are_said_to_be_wrong_and_cost_time(make_glass: MakeGlass) -> None:
    glass = with_pin(make_glass)
    glass.press("kiosk_find")
    glass.hold("kiosk_name", 3)
    for _ in range(FREE_TRIES):
        type_pin(glass, "0000")
        assert "This PIN is wrong." in glass.words()
    type_pin(glass, "0000")
    assert f"Wait {WAITS_S[0]:.0f} seconds" in glass.words()
    # The right one doesn't count either while it waits.
    type_pin(glass, PIN)
    assert not glass.left
    assert "Wait" in glass.words()
    glass.pass_time(WAITS_S[0])
    type_pin(glass, PIN)
    assert glass.left == 1


def test_a_long_wait_is_said_in_minutes(make_glass: MakeGlass) -> None:
    glass = with_pin(make_glass)
    glass.press("kiosk_find")
    glass.hold("kiosk_name", 3)
    for _ in range(FREE_TRIES + len(WAITS_S)):
        type_pin(glass, "0000")
        glass.pass_time(0)
        glass.seconds += WAITS_S[-1]
        glass.controller._idle.touch(glass.seconds)
    type_pin(glass, "0000")
    assert "Wait 5 minutes" in glass.words()


def test_the_pad_leads_back_and_goes_by_itself(make_glass: MakeGlass) -> None:
    glass = with_pin(make_glass)
    glass.at_plan()
    glass.hold("kiosk_name", 3)
    glass.press("kiosk_pad_1", "kiosk_pad_back")
    assert glass.page == "plan"
    glass.hold("kiosk_name", 3)
    [shown] = glass.seen(QLabel, "kiosk_pad_shown")
    assert "●" not in shown.text()
    glass.pass_time(61)
    assert glass.page == "invite"
    assert not glass.seen(QWidget, "kiosk_pad")


def test_a_finger_that_slides_off_the_name_does_not_hold_it(make_glass: MakeGlass) -> None:
    glass = with_pin(make_glass)
    name = glass.widget("kiosk_name")
    at = name.mapTo(glass.window, name.rect().center())
    handle = glass.window.windowHandle()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Mod.NoModifier, at)
    glass.pass_time(2)
    QTest.mouseMove(handle, QPoint(at.x(), at.y() - 400), 8)
    glass.settle()
    glass.pass_time(2)
    assert not glass.seen(QWidget, "kiosk_pad")
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, Mod.NoModifier, at)


def test_what_a_filter_swallows_is_not_left_to_the_system(glass: Glass) -> None:
    close = QEvent(QEvent.Type.Close)
    assert glass.controller.guard.eventFilter(glass.window, close)
    assert not close.isAccepted()


def test_the_window_refuses_by_itself_too(glass: Glass) -> None:
    close = QCloseEvent()
    glass.window.closeEvent(close)
    assert not close.isAccepted()

"""The display is kept awake while it is wanted, and nobody waits or fails for it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from evenkeel.ui.session import keep_awake as awake_module
from evenkeel.ui.session.keep_awake import SystemAwake


class Desktop:
    """Takes the wish as soon as it is let."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, takes: bool = True) -> None:
        self.asked = threading.Event()
        self.given_back = threading.Event()
        self.answers = threading.Event()
        self.answers.set()
        self.takes = takes
        monkeypatch.setattr(awake_module, "_presenting", self._mode)

    @contextmanager
    def _mode(self) -> Iterator[SimpleNamespace]:
        self.asked.set()
        self.answers.wait(5)
        try:
            yield SimpleNamespace(active=self.takes, activation_result="no bus")
        finally:
            self.given_back.set()


def test_held_once_and_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = Desktop(monkeypatch)
    awake = SystemAwake()
    awake.hold()
    assert desktop.asked.wait(5)
    awake.hold()
    assert not desktop.given_back.is_set()
    awake.close()
    assert desktop.given_back.is_set()
    assert awake.active is True
    awake.close()


def test_held_again_after_it_was_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = Desktop(monkeypatch)
    awake = SystemAwake()
    awake.hold()
    awake.close()
    desktop.asked.clear()
    awake.hold()
    assert desktop.asked.wait(5)
    awake.close()


def test_nobody_waits_for_a_bus_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = Desktop(monkeypatch)
    desktop.answers.clear()
    awake = SystemAwake()
    awake.hold()
    assert desktop.asked.wait(5)
    awake.release()
    assert awake.active is None
    desktop.answers.set()
    awake.close()
    assert desktop.given_back.is_set()


def test_a_desktop_that_refuses_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    Desktop(monkeypatch, takes=False)
    awake = SystemAwake()
    awake.hold()
    awake.close()
    assert awake.active is False


def test_a_desktop_that_throws_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def throws() -> None:
        raise RuntimeError("no D-Bus")

    monkeypatch.setattr(awake_module, "_presenting", throws)
    awake = SystemAwake()
    awake.hold()
    awake.close()
    assert awake.active is False

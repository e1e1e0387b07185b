"""Garbage is collected in the window's own thread, whoever makes it."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from evenkeel.ui.frame.garbage import GarbageCollector, collect_due


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[GarbageCollector]:
    started = GarbageCollector()
    started.start()
    yield started
    started.stop()


class Circle(QObject):
    """Only the collector can delete it."""

    def __init__(self, gone_in: list[int]) -> None:
        super().__init__()
        self.itself = self
        self.destroyed.connect(
            lambda: gone_in.append(threading.get_ident()), Qt.ConnectionType.DirectConnection
        )


def allocate() -> None:
    """Makes as much garbage as would set off a whole collection several times."""
    for _ in range(20 * gc.get_threshold()[0] * gc.get_threshold()[1]):
        circle: list[object] = []
        circle.append(circle)


def test_another_thread_deletes_nothing_of_qt(collector: GarbageCollector) -> None:
    gone_in: list[int] = []
    Circle(gone_in)
    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert gone_in == []
    for _ in range(3):
        collect_due()
    assert gone_in == [threading.get_ident()]


def test_it_is_looked_after_while_it_runs_and_left_to_python_afterwards(
    collector: GarbageCollector,
) -> None:
    timer = collector.findChild(QTimer)
    assert timer
    assert timer.isActive()
    assert not gc.isenabled()
    collector.stop()
    assert not timer.isActive()
    assert gc.isenabled()

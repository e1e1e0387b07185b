#!/bin/sh
# Python's cyclic collector deletes a widget in whatever thread it happens to run in.
#
# The good guess: the binding hands objects of Qt to their own thread before it deletes them, as
# its type system has a switch to delete in the main thread. Seen: widgets, timers and plain
# objects that are part of a reference circle are destroyed in the thread that allocates when a
# collection is due, a worker of any kind, at once and without a message. Qt allows that in the
# object's own thread only. Remedy: gc.disable(), and gc.collect() from a timer of the window.
# Seen with PySide6-Essentials 6.11.3 on Python 3.11 on 2026-11-28.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3

cat >collector.py <<'END'
import gc
import threading

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

app = QApplication([])
main = threading.get_ident()
seen = {}


def circle(kind):
    """An object that nobody holds but itself."""
    one = kind()
    one.itself = one
    one.destroyed.connect(
        lambda: seen.update({kind.__name__: threading.get_ident() == main}),
        Qt.ConnectionType.DirectConnection,
    )


gc.disable()
for kind in (QObject, QTimer, QWidget):
    circle(type(f"My{kind.__name__[1:]}", (kind,), {}))
worker = threading.Thread(target=gc.collect)
worker.start()
worker.join()
for kind, in_main in sorted(seen.items()):
    print(f"{kind}: deleted in {'the main' if in_main else 'the worker'} thread")
raise SystemExit(0 if seen == dict.fromkeys(("MyObject", "MyTimer", "MyWidget"), False) else 1)
END
QT_QPA_PLATFORM=offscreen venv/bin/python collector.py

#!/bin/sh
# A StrEnum inside a dict or list arrives as a plain str behind Signal(dict) and Signal(list).
#
# The good guess: a Python value in a Python signal arrives as it was sent. Seen: PySide6 turns
# dict and list into Qt's own containers and back; a StrEnum in them comes out as str. It is equal
# to the member in every comparison, so tests that compare pass, and .value and isinstance fail.
# Signal(object) hands over the very object.
# Seen with PySide6-Essentials 6.11.3 on Python 3.11 on 2026-11-28.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3

cat >signals.py <<'END'
from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class Side(StrEnum):
    LEFT = "left"


class Sender(QObject):
    as_dict = Signal(dict)
    as_list = Signal(list)
    as_object = Signal(object)


sender, got = Sender(), {}
sender.as_dict.connect(lambda value: got.update(dict=value["side"]))
sender.as_list.connect(lambda value: got.update(list=value[0]))
sender.as_object.connect(lambda value: got.update(object=value["side"]))
sender.as_dict.emit({"side": Side.LEFT})
sender.as_list.emit([Side.LEFT])
sender.as_object.emit({"side": Side.LEFT})
for kind, value in got.items():
    print(f"Signal({kind}): {type(value).__name__}, equal to the member: {value == Side.LEFT}")
kinds = {kind: type(value) for kind, value in got.items()}
raise SystemExit(0 if kinds == {"dict": str, "list": str, "object": Side} else 1)
END
venv/bin/python signals.py

"""Enumerations that are made quickly are those that Python makes."""

import json
import subprocess
import sys

import pytest

#: Asks for every name of Qt that the program uses, and tells all that is kept of enumerations.
_TELL = """
import enum, json, sys
from evenkeel import quickenums
if sys.argv[1] == "quick":
    quickenums.hasten()
    assert enum.EnumType._create_ is not quickenums._usual, "the usual way stayed"
from PySide6 import QtCore, QtGui, QtPrintSupport, QtSvg, QtWidgets

def kept(kind):
    own = {k: v for k, v in vars(kind).items() if k not in ("__new__", "_new_member_")}
    members = {
        name: sorted((of, repr(value)) for of, value in vars(member).items())
        for name, member in own["_member_map_"].items()
    }
    shown = {k: repr(v) for k, v in own.items() if "0x" not in repr(v)}
    return [kind.__mro__[1].__name__, sorted(own), sorted(shown.items()), members]

told = {}
for module in (QtCore, QtGui, QtPrintSupport, QtSvg, QtWidgets):
    for name in dir(module):
        thing = getattr(module, name)
        inside = vars(thing).values() if isinstance(thing, type) else ()
        for one in (thing, *inside):
            if isinstance(one, enum.EnumType):
                told[f"{module.__name__}.{one.__qualname__}"] = kept(one)
print(json.dumps(told))
"""

_USE = """
import enum, pickle
from evenkeel import quickenums
{hasten}
Colour = enum.Enum("Colour", [("RED", 1), ("GREEN", 2), ("ROT", 1)], module=__name__)
Number = enum.IntEnum("Number", [("ONE", 1), ("MINUS", -1)], module=__name__)
print(list(Colour), Colour(2), Colour["ROT"], Colour.RED is Colour.ROT, Colour.GREEN.value)
print(list(Number), Number(-1), Number.ONE + 1, Number.ONE < 2, Number.ONE == 1, Number.ONE)
print(pickle.loads(pickle.dumps(Colour.GREEN)) is Colour.GREEN, Colour.RED in Colour)
for wrong in (
    lambda: Colour(3),
    lambda: Colour["BLUE"],
    lambda: setattr(Colour, "RED", 3),
    lambda: enum.Enum("Twice", [("A", 1), ("A", 2)]),
):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
print(list(enum.Enum("Words", "one two")), list(enum.Flag("Bits", [("A", 1), ("B", 2)])))
print(list(enum.Enum("Odd", [("name", 1), ("value", 2)])), list(enum.Enum("Texts", [("A", "a")])))
print(enum.Enum("Here", [("A", 1)]).__module__)
"""


def _said(code: str, *arguments: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_every_enumeration_of_qt_is_the_same() -> None:
    usual, quick = (json.loads(_said(_TELL, way)) for way in ("usual", "quick"))
    assert len(usual) > 400
    assert {n: one for n, one in quick.items() if one != usual[n]} == {}
    assert quick.keys() == usual.keys()


def test_they_are_used_in_the_same_way() -> None:
    usual = _said(_USE.format(hasten=""))
    assert _said(_USE.format(hasten="quickenums.hasten()")) == usual
    assert "KeyError 'BLUE'" in usual


@pytest.mark.parametrize("fill", ["made._first", "None", "_fill(made, members[:3])"])
def test_where_it_would_not_be_the_same_the_usual_way_stays(fill: str) -> None:
    told = _said(
        "import enum\nfrom evenkeel import quickenums\n_fill = quickenums._fill\n"
        f"quickenums._fill = lambda made, members: {fill}\nquickenums.hasten()\n"
        "print(enum.EnumType._create_ is quickenums._usual)"
    )
    assert told == "True\n"

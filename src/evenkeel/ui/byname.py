"""Values of Qt's own enumerations by their names, for what is made before the first page.

PySide makes all 93 enumerations of the ``Qt`` namespace, with 1,195 values, as soon as one of them
is asked for: however quickly, that takes a tenth of a start, and 1.4 MB. So whatever is made, laid
out or painted up to the first page does without them; where it sets a property, it names the value,
and Qt looks it up.
"""

from PySide6.QtCore import QObject


def set_by_name(thing: QObject, **values: str) -> None:
    """Sets properties of Qt by the names of values, such as ``alignment="AlignTop|AlignRight"``.

    Raises:
        ValueError: Qt knows no such property, or no such value of it.
    """
    for name, value in values.items():
        if not thing.setProperty(name, value):
            raise ValueError(f"{name}: {value}")

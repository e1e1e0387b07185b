"""Finds the ``resources`` folder, wherever the program runs from."""

import os
import sys
from pathlib import Path

#: Names a folder of other content.
VARIABLE = "EVENKEEL_RESOURCES"


class NoContentError(Exception):
    """The folder that somebody named holds no content; the message is one sentence."""


def resources_dir() -> Path:
    """The folder of content, pictures and fonts.

    The one that the environment variable ``EVENKEEL_RESOURCES`` names, and no other: the person who
    names a folder wants its exercises. Without it, a frozen bundle, an installed package or the
    repository, in this order.

    Raises:
        NoContentError: the folder that is named has no content in it.
        FileNotFoundError: there is none anywhere, with the places that were looked at.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if not (Path(named) / "content.toml").is_file():
            raise NoContentError(f"{VARIABLE} names {named}, where there is no content.toml")
        return Path(named)
    return shipped_resources_dir()


def shipped_resources_dir() -> Path:
    """The folder that the program was shipped with, whatever the environment names.

    Raises:
        FileNotFoundError: there is none, with the places that were looked at.
    """
    package = Path(__file__).resolve().parent.parent
    places = [
        Path(sys._MEIPASS) / "resources" if hasattr(sys, "_MEIPASS") else None,  # noqa: SLF001
        package / "resources",
        package.parent.parent / "resources",
    ]
    for place in places:
        if place and (place / "content.toml").is_file():
            return place
    tried = ", ".join(str(place) for place in places if place)
    raise FileNotFoundError(f"no resources folder with a content.toml; looked at: {tried}")

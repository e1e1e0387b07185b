"""Finds the ``resources`` folder, wherever the program runs from."""

import os
import sys
from pathlib import Path


def resources_dir() -> Path:
    """The folder of content, pictures and fonts.

    Looked for in this order: the environment variable ``EVENKEEL_RESOURCES``, a frozen bundle,
    an installed package, the repository.

    Raises:
        FileNotFoundError: there is none, with the places that were looked at.
    """
    package = Path(__file__).resolve().parent.parent
    places = [
        Path(os.environ["EVENKEEL_RESOURCES"]) if os.environ.get("EVENKEEL_RESOURCES") else None,
        Path(sys._MEIPASS) / "resources" if hasattr(sys, "_MEIPASS") else None,  # noqa: SLF001
        package / "resources",
        package.parent.parent / "resources",
    ]
    for place in places:
        if place and (place / "content.toml").is_file():
            return place
    tried = ", ".join(str(place) for place in places if place)
    raise FileNotFoundError(f"no resources folder with a content.toml; looked at: {tried}")

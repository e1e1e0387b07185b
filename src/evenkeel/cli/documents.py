"""Reads a JSON document that an argument names; a fault in it becomes one line for the user."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from evenkeel.cli.errors import CommandError

T = TypeVar("T")


def parsed(
    name: str, parse: Callable[[bytes], T], *, most_bytes: int, refused: type[ValueError]
) -> T:
    """What ``parse`` makes of the file ``name``; ``-`` is standard input.

    Args:
        name: as the argument gives it.
        parse: makes the value of the bytes; gets one byte too many of a document that is longer
            than ``most_bytes``, so that it can refuse it.
        most_bytes: the longest document.
        refused: what ``parse`` raises for a document that can't be used; its message names the
            place, the value and what is allowed.

    Raises:
        CommandError: the file can't be read, or ``parse`` refused it.
    """
    shown_name = "standard input" if name == "-" else name
    try:
        return parse(_read(name, most_bytes + 1))
    except refused as error:
        raise CommandError(f"{shown_name}: {error}") from None
    except (OSError, ValueError) as error:
        text = error.strerror if isinstance(error, OSError) else str(error)
        raise CommandError(f"{shown_name}: {text}; allowed: a file that can be read") from None


def _read(name: str, count: int) -> bytes:
    """At most ``count`` bytes of a file or of standard input."""
    if name != "-":
        with Path(name).open("rb") as file:
            return file.read(count)
    if sys.stdin is None:
        raise ValueError("it is closed")
    return sys.stdin.buffer.read(count)

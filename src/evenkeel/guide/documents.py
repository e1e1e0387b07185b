"""Reads JSON from outside strictly: what an honest program would not write is refused."""

import json
from typing import Final

from evenkeel.catalogue.faults import shown

#: No number in a document of ours has more digits.
_MOST_DIGITS: Final = 15


class DocumentError(ValueError):
    """Bytes that are no document; the message names the place and what is allowed."""


class _NoWholeNumber:
    """A number with a fraction, ``NaN`` or one too long: it stays in its place to be refused.

    The JSON reader does not say at which key it met a number; the code that checks the values does.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def decoded(data: bytes, *, most_bytes: int) -> object:
    """The value of a JSON document in UTF-8, with or without a byte order mark.

    Numbers are ``int``; anything that is no whole number of a sensible length is a value of no
    other type, whose ``repr`` is what was written.

    Raises:
        DocumentError: it is longer than ``most_bytes``, not UTF-8, not JSON or nested too deeply,
            or an object in it gives a key twice.
    """
    if len(data) > most_bytes:
        raise DocumentError(f"longer than it can be; allowed: at most {most_bytes} bytes")
    try:
        text = data.decode("utf-8-sig")
        return json.loads(
            text,
            object_pairs_hook=_unique,
            parse_int=_whole,
            parse_float=_NoWholeNumber,
            parse_constant=_NoWholeNumber,
        )
    except UnicodeDecodeError as error:
        raise DocumentError(f"byte {error.start} is not UTF-8; allowed: JSON in UTF-8") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise DocumentError(f"{place}: {error.msg}; allowed: one JSON object") from None
    except RecursionError:
        raise DocumentError("nested too deeply; allowed: one JSON object of plain values") from None


def said(value: object) -> str:
    """A value from a document in one line of ASCII, so that any terminal can show it."""
    return shown(value).encode("ascii", "backslashreplace").decode("ascii")


def _whole(text: str) -> object:
    return int(text) if len(text) <= _MOST_DIGITS else _NoWholeNumber(text)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    document: dict[str, object] = {}
    for key, value in pairs:
        if key in document:
            raise DocumentError(f"{said(key)}: {said(value)}; given twice; allowed: each key once")
        document[key] = value
    return document

"""Turns plain data from a file into our frozen values and collects every fault on the way.

``msgspec`` converts and checks each single value; it stops at the first fault, so this module
walks down the values and lets it judge leaf by leaf.
"""

import functools
import types
import typing
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar, get_args, get_origin

import msgspec

T = TypeVar("T")
_LONGEST_VALUE: Final = 80
#: Room for two long paths beside the sentence.
_LONGEST_LINE: Final = 2000


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong: in which file, at which key, which value, what is allowed."""

    file: str
    key: str
    value: str
    allowed: str

    def __str__(self) -> str:
        """One line for a terminal or a page."""
        return one_line(f"{self.file}: {self.key}: {self.value}: {self.allowed}")


class ContentError(Exception):
    """Content that can't be used. ``faults`` lists everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def shown(value: object) -> str:
    """A value as it can be printed in one line, shortened."""
    try:
        text = repr(value)
    except ValueError:  # Python writes no number of more than 4,300 digits
        return "a number of thousands of digits"
    except RecursionError:
        return "values within values, thousands deep"
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 3] + "…"


def one_line(text: str) -> str:
    """A text with words from outside in it, as any terminal can show it: in one line.

    Control characters, which could change what the terminal shows, are written as escapes; the
    middle of a text that is too long is left out.
    """
    line = "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text
    )
    half = _LONGEST_LINE // 2
    return line if len(line) <= _LONGEST_LINE else f"{line[:half]} … {line[-half:]}"


class Converter:
    """Converts the data of one file and collects its faults.

    Attributes:
        faults: what was found wrong so far, in the order of the file.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def fault(self, key: str, value: object, allowed: str) -> None:
        """Notes one fault."""
        self.faults.append(Fault(self.file, key or "(file)", shown(value), allowed))

    def convert(self, data: object, kind: type[T], key: str = "") -> T | None:
        """The data as a value of ``kind``; ``None`` when something was wrong with it."""
        before = len(self.faults)
        value = self._value(data, kind, key)
        return typing.cast("T", value) if len(self.faults) == before else None

    def _value(self, data: object, kind: Any, key: str) -> object:
        plain, _ = _split(kind)
        if _is_struct(plain):
            return self._struct(data, plain, key)
        if get_origin(plain) is tuple and _holds_struct(get_args(plain)[0]):
            return self._tuple(data, kind, key)
        return self._leaf(data, kind, key)

    def _leaf(self, data: object, kind: Any, key: str) -> object:
        try:
            return msgspec.convert(data, kind, strict=True)
        except msgspec.ValidationError as error:
            self.fault(key, data, _allowed(kind) or str(error))
            return None

    def _tuple(self, data: object, kind: Any, key: str) -> object:
        plain, _ = _split(kind)
        item = get_args(plain)[0]
        if not isinstance(data, list):
            self.fault(key, data, "a list of tables")
            return None
        values = tuple(self._value(entry, item, f"{key}[{n}]") for n, entry in enumerate(data, 1))
        # msgspec checks the length; the entries have been judged one by one.
        self._leaf([None] * len(data), _replace_items(kind), key)
        return values

    def _struct(self, data: object, kind: type[msgspec.Struct], key: str) -> object:
        if not isinstance(data, Mapping):
            self.fault(key, data, "a table")
            return None
        before = len(self.faults)
        known = _fields(kind)
        prefix = f"{key}." if key else ""
        for name in data:
            if name not in known:
                self.fault(f"{prefix}{name}", data[name], f"unknown key; known: {_list(known)}")
        values: dict[str, object] = {}
        for name, (field_kind, required) in known.items():
            if name in data:
                values[name] = self._value(data[name], field_kind, f"{prefix}{name}")
            elif required:
                self.fault(f"{prefix}{name}", "missing", _allowed(field_kind) or "is needed here")
        return kind(**values) if len(self.faults) == before else None


@functools.cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, tuple[Any, bool]]:
    """The fields of a kind of value: their types and whether they are needed."""
    return {field.name: (field.type, field.required) for field in msgspec.structs.fields(kind)}


def _is_struct(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _split(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without its ``Annotated`` and without ``| None``, and the annotations."""
    notes: tuple[Any, ...] = ()
    if get_origin(kind) is typing.Annotated:
        kind, *rest = get_args(kind)
        notes = tuple(rest)
    if get_origin(kind) in (typing.Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        if len(options) == 1:
            return _split(options[0])
    return kind, notes


def _holds_struct(kind: Any) -> bool:
    return _is_struct(_split(kind)[0])


def _replace_items(kind: Any) -> Any:
    _, notes = _split(kind)
    plain: Any = tuple[None, ...]
    return typing.Annotated[(plain, *notes)] if notes else plain


def _allowed(kind: Any) -> str:
    """What a leaf type allows, in words; empty where msgspec says it better."""
    plain, notes = _split(kind)
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return f"allowed: {_list(member.value for member in plain)}"
    if get_origin(plain) is tuple:
        inner = _allowed(get_args(plain)[0])
        return f"a list; {inner}" if inner else ""
    for note in notes:
        if isinstance(note, msgspec.Meta):
            return _described(plain, note)
    return ""


def _described(plain: Any, note: msgspec.Meta) -> str:
    if plain is int:
        return f"a whole number from {note.ge} to {note.le}"
    if note.pattern:
        return f"a name like {note.pattern}"
    if plain is str:
        return f"a text of {note.min_length} to {note.max_length} characters"
    return ""


def _list(names: typing.Iterable[str]) -> str:
    return ", ".join(names)

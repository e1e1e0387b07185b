"""Reads every TOML file: the content's, a clinic's, a kiosk's; as people's editors save them.

A byte order mark and any line ends are taken. Whatever else stops the file from being read is told
with its line and what to type instead.
"""

import re
import stat
import tomllib
from pathlib import Path
from typing import Final

from evenkeel.catalogue.faults import Fault

#: No file of ours is near this.
MAX_BYTES: Final = 1024 * 1024
#: More levels of tables than any of our files has; far fewer than Python can walk through.
_DEEPEST: Final = 32
#: The numbers of the TOML specification.
_NUMBERS: Final = range(-(2**63), 2**63)
_KIB: Final = 1024
_WHOLE: Final = "(file)"
_PLACE: Final = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_CURLY: Final = frozenset("“”„‟‘’‚‛«»‹›″′")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
#: How tomllib says that something stands there for the second time.
_TWICE: Final = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")
_ANY: Final = "valid TOML"
#: What to type instead of a path of Windows between straight quotes.
PATH_CURE: Final = "write C:/Users/… or put the path between single quotes: '…'"


class TomlError(Exception):
    """A TOML file that can't be read.

    Attributes:
        key: the line, or ``(file)``.
        value: what stands there.
        allowed: what to type instead.
    """

    def __init__(self, key: str, value: str, allowed: str) -> None:
        super().__init__(f"{key}: {value}: {allowed}")
        self.key = key
        self.value = value
        self.allowed = allowed

    def fault(self, file: str) -> Fault:
        """The same as a fault of a file."""
        return Fault(file, self.key, self.value, self.allowed)


def read_toml(path: Path, *, max_bytes: int = MAX_BYTES) -> dict[str, object]:
    """The data of a TOML file.

    Raises:
        TomlError: it can't be read, is longer than ``max_bytes``, or is not TOML.
    """
    try:
        # A pipe that nobody writes to would be waited for without an end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise TomlError(_WHOLE, "not a plain file", "a TOML file")
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise TomlError(_WHOLE, "missing", "this file is needed") from None
    except OSError as error:
        raise TomlError(_WHOLE, error.strerror or "?", "a file that can be read") from None
    except ValueError:  # a NUL in the name
        raise TomlError(_WHOLE, "not a file's name", "a file that can be read") from None
    if len(data) > max_bytes:
        raise TomlError(_WHOLE, f"more than {max_bytes // _KIB} KB", "a short TOML file")
    return parse_toml(data)


def parse_toml(data: bytes) -> dict[str, object]:
    """The data of a TOML document.

    Raises:
        TomlError: it is none, or holds more than any file of ours (numbers, levels).
    """
    text = _decoded(data)
    try:
        document: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _explained(str(error), text) from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError:  # a number that Python refuses to read, a date that there is not
        raise TomlError(_WHOLE, "a number or date that can't be read", _ANY) from None
    _check_size(document)
    return document


def _decoded(data: bytes) -> str:
    if data.startswith(_UTF_16) or b"\0" in data[:4]:
        raise TomlError(_WHOLE, "UTF-16 text", "save the file as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        value = f"byte 0x{data[error.start]:02X}"
        raise TomlError(f"line {line}", value, "UTF-8 text; save the file as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _explained(message: str, text: str) -> TomlError:
    """What is wrong in the words of the parser, and what to type instead.

    The line itself is not repeated: it may hold a PIN.
    """
    found = _PLACE.fullmatch(message)
    what = found[1] if found else message
    lines = text.split("\n")
    at_end = found is None or found[2] is None
    number = len(text.rstrip("\n").split("\n")) if found is None or at_end else int(found[2])
    column = 0 if found is None or at_end else int(found[3])
    # An end of line within quotes is found where the line ends.
    line = lines[number - 1] if number <= len(lines) else ""
    return TomlError(f"line {number}", what, _cure(what, line, column))


def _cure(what: str, line: str, column: int) -> str:
    sign = line[column - 1] if 0 < column <= len(line) else ""
    if _CURLY & set(line):
        return 'use straight quotes: "…"'
    if "\\" in line and ("hex" in what or "escape" in what.lower() or "Illegal" in what):
        return PATH_CURE
    if what.startswith(_TWICE):
        return "each key and table once"
    if sign and not sign.isascii() and not sign.isalnum():
        return f"{_ANY}, without the sign U+{ord(sign):04X} there"
    if what == "Invalid value":
        return f'{_ANY}: text between straight quotes: "…"'
    if what.startswith(("Invalid statement", "Expected '='")):
        return f'{_ANY}: key = "text" on a line of its own'
    return _ANY


def _check_size(document: dict[str, object]) -> None:
    """Refuses what is legal TOML and more than anything in our files; without recursion."""
    level: list[object] = [document]
    for _ in range(_DEEPEST):
        deeper: list[object] = []
        for value in level:
            if isinstance(value, dict):
                deeper += value.values()
            elif isinstance(value, list):
                deeper += value
            elif isinstance(value, int) and value not in _NUMBERS:
                raise TomlError(_WHOLE, "a number of too many digits", _ANY)
        if not deeper:
            return
        level = deeper
    raise _too_deep()


def _too_deep() -> TomlError:
    return TomlError(_WHOLE, "nested too deeply", _ANY)

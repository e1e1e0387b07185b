"""A screen of its own, read as a person reads it: what is written there is found and clicked.

Needs Xvfb, xdotool and tesseract.
"""

import csv
import itertools
import os
import re
import struct
import subprocess
import tempfile
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

_SIZE: Final = (1366, 768)
_MIDDLE: Final = (683, 384)
_PATIENCE_S: Final = 30.0
#: Letters are read better at twice their size.
_LARGER: Final = 2
#: Fields of the head of the screen's memory, in words of four bytes.
_HEAD, _WIDTH, _HEIGHT, _LINE, _COLOURS = 0, 4, 5, 12, 19
_COLOUR_BYTES: Final = 12
_INVERTED: Final = bytes(range(255, -1, -1))
#: A run of the colour of buttons, as it is in memory; and a height that a line of letters has.
_BUTTON: Final = re.compile(rb"(?:\x88\x78\x2f.){12,}", re.DOTALL)
_LETTER: Final = 24
#: Left, top, right, bottom.
_Part = tuple[int, int, int, int]
#: Signs that are taken for each other.
_ALIKE_ENOUGH: Final = 0.8
_ALIKE: Final = str.maketrans("1i|!", "llll")


class ScreenError(Exception):
    """Something is not on the screen."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word on the screen, with its line and its middle."""

    text: str
    line: tuple[str, ...]
    x: int
    y: int


class Screen:
    """A screen that nobody sees.

    Attributes:
        name: for ``DISPLAY``.
    """

    def __init__(self, shots: Path) -> None:
        """``shots`` is the folder for pictures of it."""
        self._shots = shots
        shots.mkdir(parents=True, exist_ok=True)
        self._memory = tempfile.TemporaryDirectory(prefix="evenkeel-screen-")
        reading, writing = os.pipe()
        width, height = _SIZE
        self._server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(writing), "-fbdir", self._memory.name),
                *("-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"),
            ],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{int(told.readline())}"

    def close(self) -> None:
        """Ends it."""
        self._server.terminate()
        self._server.wait()
        self._memory.cleanup()

    def shot(self, name: str) -> Path:
        """Writes a picture of it."""
        width, height, rows = self._rows()
        lines = []
        for row in rows:
            line = bytearray(3 * width)
            for place in range(3):
                line[place::3] = row[2 - place :: 4]
            lines.append(b"\0" + line)
        file = self._shots / f"{name}.png"
        head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        body = zlib.compress(b"".join(lines))
        chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks))
        return file

    def words(self, *, scattered: bool = False) -> list[Word]:
        """What can be read now: as a page, or as words that are scattered over the screen.

        What is white on a button's colour is read by itself: it is overlooked in a page.
        """
        found = _read(self._grey(), 11 if scattered else 3)
        for part in self._buttons():
            left, top, *_ = part
            found += [
                replace(word, x=word.x + left, y=word.y + top, line=(str(left), str(top)))
                for word in _read(self._grey(part), 7)
            ]
        return found

    def find(self, text: str, *, last: bool = False) -> tuple[int, int] | None:
        """The middle of what says this, the first or the last such; ``None`` where nothing does."""
        wanted = [_plain(word) for word in text.split()]
        for scattered, alike in ((False, 1.0), (True, 1.0), (False, _ALIKE_ENOUGH)):
            words = [word for word in self.words(scattered=scattered) if _plain(word.text)]
            runs = (words[place : place + len(wanted)] for place in range(len(words)))
            found = [run for run in runs if _reads(run, wanted, alike)]
            if found:
                run = found[-1 if last else 0]
                return (run[0].x + run[-1].x) // 2, run[0].y
        return None

    def wait_for(
        self, text: str, *, patience_s: float = _PATIENCE_S, last: bool = False
    ) -> tuple[int, int]:
        """Waits until this can be read, and returns its middle.

        Raises:
            ScreenError: it can't.
        """
        end = time.monotonic() + patience_s
        while True:
            place = self.find(text, last=last)
            if place:
                return place
            if time.monotonic() > end:
                self.shot("missing")
                seen = " ".join(word.text for word in self.words())
                raise ScreenError(f"the screen does not say «{text}», but: {seen}")
            time.sleep(0.5)

    def click(self, text: str, *, beside: tuple[int, int] = (0, 0), last: bool = False) -> None:
        """Waits for some text and presses the mouse on it, or so many pixels beside it."""
        x, y = self.wait_for(text, last=last)
        self.click_at(x + beside[0], y + beside[1])

    def click_at(self, x: int, y: int) -> None:
        """Presses the mouse there, and takes it away to where it touches nothing."""
        self._act("mousemove", str(x), str(y))
        # A program sees the mouse come before it is pressed.
        time.sleep(0.3)
        self._act("click", "1")
        time.sleep(0.3)
        self._act("mousemove", "2", str(_SIZE[1] - 2))

    def hold(self, text: str, *, beside: tuple[int, int], for_s: float) -> None:
        """Waits for some text, and keeps the mouse pressed so many pixels beside it."""
        x, y = self.wait_for(text)
        self._act("mousemove", str(x + beside[0]), str(y + beside[1]))
        self._act("mousedown", "1")
        time.sleep(for_s)
        self._act("mouseup", "1")

    def press(self, key: str, *, at: tuple[int, int] = _MIDDLE) -> None:
        """Presses a key, by xdotool's name for it, in the window that is there."""
        # Without a window manager, keys go to the window under the mouse.
        self._act("mousemove", *map(str, at))
        time.sleep(0.3)
        self._act("key", key)

    def _act(self, *words: str) -> None:
        environment = {**os.environ, "DISPLAY": self.name}
        subprocess.run(["xdotool", *words], env=environment, check=True)

    def _rows(self) -> tuple[int, int, Iterator[bytes]]:
        data = Path(self._memory.name, "Xvfb_screen0").read_bytes()
        head = struct.unpack_from(">25I", data)
        start = head[_HEAD] + head[_COLOURS] * _COLOUR_BYTES
        width, height, line = head[_WIDTH], head[_HEIGHT], head[_LINE]
        places = range(start, start + height * line, line)
        return width, height, (data[place : place + 4 * width] for place in places)

    def _grey(self, part: _Part | None = None) -> bytes:
        """A picture of the screen or a part of it in grey, enlarged; a part light on dark."""
        width, height, rows = self._rows()
        left, top, right, bottom = part or (0, 0, width, height)
        lines = []
        for row in itertools.islice(rows, top, bottom):
            wide = bytearray(_LARGER * (right - left))
            for place in range(_LARGER):
                wide[place::_LARGER] = row[1::4][left:right]
            lines.append(bytes(wide) * _LARGER)
        body = b"".join(lines)
        head = f"P5 {_LARGER * (right - left)} {_LARGER * (bottom - top)} 255\n"
        return head.encode() + (body.translate(_INVERTED) if part else body)

    def _buttons(self) -> list[_Part]:
        """Where the colour of buttons is."""
        _, _, rows = self._rows()
        found: list[list[int]] = []
        for y, row in enumerate(rows):
            for run in _BUTTON.finditer(row):
                left, right = run.start() // 4, run.end() // 4
                for one in found:
                    if left < one[2] and right > one[0] and y - one[3] < _LETTER:
                        one[:] = [min(left, one[0]), one[1], max(right, one[2]), y]
                        break
                else:
                    found.append([left, y, right, y])
        return [
            (left, top, right, bottom)
            for left, top, right, bottom in found
            if bottom - top > _LETTER and right - left > _LETTER
        ]


def _read(picture: bytes, mode: int) -> list[Word]:
    """The words of a picture; ``mode`` is tesseract's number for how they are laid out."""
    told = subprocess.run(
        ["tesseract", "-", "-", "--psm", str(mode), "tsv"],
        input=picture,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    ).stdout.decode()
    rows = csv.DictReader(told.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [_word(row) for row in rows if row["text"].strip()]


def _word(row: dict[str, str]) -> Word:
    left, top, width, height = (int(row[key]) for key in ("left", "top", "width", "height"))
    line = tuple(row[key] for key in ("block_num", "par_num", "line_num"))
    x, y = (left + width // 2) // _LARGER, (top + height // 2) // _LARGER
    return Word(row["text"], line, x, y)


def _reads(run: list[Word], wanted: list[str], alike: float) -> bool:
    """Whether words of one line are these, or so much alike."""
    return (
        len(run) == len(wanted)
        and len({word.line for word in run}) == 1
        and all(
            SequenceMatcher(None, _plain(word.text), text).ratio() >= alike
            for word, text in zip(run, wanted, strict=True)
        )
    )


def _plain(text: str) -> str:
    return re.sub(r"[^\w|!]", "", text).lower().translate(_ALIKE)


def _chunk(kind: bytes, data: bytes) -> bytes:
    total = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", total)

"""Sets a document with its template: a tagged PDF, pages as SVG, pages as PNG.

The templates of ``resources/paper`` are written for Typst (https://typst.app/docs). A clinic may
change them; what is wrong in one is said with the file and the line. The same document gives the
same bytes. Safe in any thread; other threads run meanwhile.
"""

import json
import re
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from evenkeel import __version__
from evenkeel.catalogue.locate import resources_dir
from evenkeel.handout.document import Data, Document

if TYPE_CHECKING:
    from typst import Compiler, Fonts

#: Documents that people with any aid can read (PDF/UA-1, ISO 14289-1), and that can be read in
#: decades (PDF/A-2a, ISO 19005-2).
_STANDARDS: Final = ("ua-1", "a-2a")
_EPOCH: Final = date(1970, 1, 1)
_SECONDS_PER_DAY: Final = 86_400
_MAIN: Final = '#import "{kind}.typ": sheet\n#sheet(json("data.json"))\n'
#: Shows some words, to see which of them can be shown.
_PROBE: Final = """
#let data = json("data.json")
#set text(font: ("Inter", ..data.more_typefaces))
#data.words
"""
#: All but characters that our own typeface certainly has.
_UNUSUAL: Final = re.compile(
    "[^\\x00-\u0148\u014a-\u017f\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2264\u2265]"
)
_PLACE: Final = re.compile(r"┌─ (.+):(\d+):\d+$", re.MULTILINE)
#: What the engine says of a character that none of its typefaces has.
_UNSHOWN: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
#: Typefaces without serifs for other scripts, of Linux, Windows and macOS.
_OTHERS: Final = (
    *("Noto Sans Arabic", "Noto Sans Devanagari", "Noto Sans Hebrew", "Noto Sans CJK SC"),
    *("Segoe UI", "Nirmala UI", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic", "Leelawadee UI"),
    *("Geeza Pro", "Kohinoor Devanagari", "PingFang SC", "Hiragino Sans", "Thonburi"),
    *("Noto Sans", "DejaVu Sans"),
)
#: Stands for a character that no typeface here has.
_STAND_IN: Final = "\N{WHITE SQUARE}"
#: Characters that are no letters and mean something: spaces of a kind, joiners, marks of direction.
_INVISIBLE: Final = frozenset(
    "\u00a0\u2009\u200b\u200c\u200d\u200e\u200f\u202f\u00ad\u2066\u2067\u2068\u2069"
)
_lock: Final = threading.Lock()


class TemplateError(Exception):
    """A template that can't be used; the message names its file and line in one sentence."""


class _FaultyError(Exception):
    """What the engine says of a template; ``diagnostic`` holds the lines that it complains of."""

    def __init__(self, message: str, diagnostic: str) -> None:
        super().__init__(message)
        self.diagnostic = diagnostic

    def sentence(self, folder: Path) -> str:
        """One sentence, with the file and the line where one of the templates has the fault."""
        for place in _PLACE.finditer(self.diagnostic):
            # The engine names files as seen from the present folder, also those of no folder.
            template = folder / Path(place[1]).name
            if template.is_file():
                return f"{template}: line {place[2]}: {self}"
        return f"{folder}: {self}"


def pdf_bytes(document: Document) -> bytes:
    """The document as one tagged PDF.

    Raises:
        TemplateError: the template is wrong.
        OSError: the templates can't be read.
    """
    standards = list(_STANDARDS)
    # The day without its hour: the same document has the same bytes.
    seconds = (document.made_on - _EPOCH).days * _SECONDS_PER_DAY
    made = _compiled(document, format="pdf", pdf_standards=standards, timestamp=seconds)
    return made[0]


def svg_pages(document: Document) -> tuple[bytes, ...]:
    """Every page as an SVG picture: text as outlines, the figures as pictures within it.

    Raises:
        TemplateError: the template is wrong.
        OSError: the templates can't be read.
    """
    return _compiled(document, format="svg")


def png_pages(document: Document, dots_per_inch: float) -> tuple[bytes, ...]:
    """Every page as a PNG picture on white.

    Raises:
        TemplateError: the template is wrong.
        OSError: the templates can't be read.
    """
    return _compiled(document, format="png", ppi=dots_per_inch)


def page_count(document: Document) -> int:
    """How many pages the document has.

    Raises:
        TemplateError: the template is wrong.
        OSError: the templates can't be read.
    """
    return len(_compiled(document, format="svg"))


def _compiled(document: Document, **options: Any) -> tuple[bytes, ...]:
    resources = resources_dir()
    data = _printable({**document.data, "program": f"Evenkeel {__version__}"})
    # Our own typeface alone is faster; then come all that the system has. Asked before, since only
    # a PDF tells what it can't show: a picture of the page would have boxes there.
    words = frozenset(_unusual_words(data))
    unshown = _unshown(resources, words, system_fonts=False)
    system_fonts = bool(unshown)
    more: tuple[str, ...] = ()
    if system_fonts:
        more = _preferred(resources)
        unshown = _unshown(resources, words, system_fonts=True)
    text = json.dumps({**data, "more_typefaces": more}, ensure_ascii=False)
    for character in unshown:
        text = text.replace(character, _STAND_IN)
    try:
        return _set(_files(document, text), options, system_fonts=system_fonts)
    except _FaultyError as fault:
        raise TemplateError(fault.sentence(resources / "paper")) from None


def _unusual_words(value: object) -> Iterator[str]:
    """The words of some data with characters that our own typeface may not have."""
    if isinstance(value, str):
        if _UNUSUAL.search(value):
            yield from (word for word in value.split() if _UNUSUAL.search(word))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _unusual_words(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _unusual_words(one)


@lru_cache(maxsize=64)
def _unshown(resources: Path, words: frozenset[str], *, system_fonts: bool) -> frozenset[str]:
    """What of these words no typeface has, as the engine finds when it makes a PDF of them."""
    unshown: set[str] = set()
    shown = " ".join(sorted(words))
    families = _preferred(resources) if system_fonts else ()
    standards = ["a-2b"]
    while shown:
        data = json.dumps({"words": shown, "more_typefaces": families}, ensure_ascii=False)
        files = {"main.typ": _PROBE.encode(), "data.json": data.encode()}
        try:
            _set(files, {"format": "pdf", "pdf_standards": standards}, system_fonts=system_fonts)
        except _FaultyError as fault:
            found = set(map(_unescaped, _UNSHOWN.findall(fault.diagnostic)))
            if not found - unshown:
                break
            unshown |= found
            for character in found:
                shown = shown.replace(character, "")
        else:
            break
    return frozenset(unshown)


def _files(document: Document, text: str) -> dict[str, bytes]:
    """What the engine doesn't find in the folder of the templates."""
    main = _MAIN.format(kind=document.kind)
    pictures = {name: _as_comment(svg) for name, svg in document.files.items()}
    return {**pictures, "data.json": text.encode(), "main.typ": main.encode()}


def _as_comment(svg: bytes) -> bytes:
    """The same picture with all its content in one line that is a comment to the engine.

    The engine parses each file that it is given as a template before it is asked for it. A comment
    takes it next to no time, a picture's numbers some milliseconds.
    """
    start = svg.find(b">", svg.find(b"<svg")) + 1
    content = svg[start:].replace(b"\r", b" ").replace(b"\n", b" ")
    return b"".join((svg[:start], b"<!--//-->", content))


def _set(files: dict[str, bytes], options: Any, *, system_fonts: bool) -> tuple[bytes, ...]:
    """What the engine makes of the files; a warning is as bad as an error.

    Raises:
        _FaultyError: it makes nothing of them.
    """
    import typst

    with _lock:
        try:
            made, warnings = _compiler(
                resources_dir(), system_fonts=system_fonts
            ).compile_with_warnings(input=files, **options)
        except typst.TypstError as error:
            raise _FaultyError(error.message, error.diagnostic) from None
    if warnings:
        raise _FaultyError(warnings[0].message, warnings[0].diagnostic)
    return tuple(made) if isinstance(made, list) else (made or b"",)


@cache
def _compiler(resources: Path, *, system_fonts: bool) -> "Compiler":
    """The engine with its typefaces.

    It looks at every document whether a template has been changed, and parses only those that were.
    """
    import typst

    return typst.Compiler(
        root=str(resources / "paper"), font_paths=_typefaces(resources, system_fonts=system_fonts)
    )


@cache
def _typefaces(resources: Path, *, system_fonts: bool) -> "Fonts":
    """Ours, or those of the system as well; a search through them takes 0.1 s.

    Never the engine's own: in its typeface for formulas Hindi would fall apart.
    """
    import typst

    return typst.Fonts(
        include_system_fonts=system_fonts,
        include_embedded_fonts=False,
        font_paths=[str(resources / "fonts")],
    )


@cache
def _preferred(resources: Path) -> tuple[str, ...]:
    """Which of the system's typefaces are taken before any other that has a character."""
    known = {name.casefold() for name in _typefaces(resources, system_fonts=True).families()}
    return tuple(name for name in _OTHERS if name.casefold() in known)


def _printable(data: Data) -> dict[str, object]:
    """The data without the control characters that people paste and no page can show."""
    return {key: _printable_value(one) for key, one in data.items()}


def _printable_value(value: object) -> object:
    if isinstance(value, str):
        return value if value.isprintable() else "".join(map(_shown, value))
    if isinstance(value, Mapping):
        return {key: _printable_value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable_value(one) for one in value]
    return value


def _shown(character: str) -> str:
    if character.isprintable() or character in _INVISIBLE:
        return character
    return " " if character.isspace() else ""


def _unescaped(text: str) -> str:
    """What the engine means by a quoted text."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)

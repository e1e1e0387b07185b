"""Sets a document with its template: a tagged PDF, pages as SVG, pages as PNG.

The templates of ``resources/paper`` are written for Typst (https://typst.app/docs). A clinic may
change them; what is wrong in one is said with the file and the line. The same document gives the
same bytes. Safe in any thread; other threads run meanwhile.
"""

import json
import re
import threading
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from evenkeel import __version__
from evenkeel.catalogue.locate import resources_dir
from evenkeel.handout.document import Document

if TYPE_CHECKING:
    from typst import Compiler

#: Documents that people with any aid can read (PDF/UA-1, ISO 14289-1), and that can be read in
#: decades (PDF/A-2a, ISO 19005-2).
_STANDARDS: Final = ("ua-1", "a-2a")
_EPOCH: Final = date(1970, 1, 1)
_SECONDS_PER_DAY: Final = 86_400
_MAIN: Final = '#import "{kind}.typ": sheet\n#sheet(json("data.json"))\n'
_PLACE: Final = re.compile(r"┌─ (.+):(\d+):\d+$", re.MULTILINE)
#: What the engine says of a character that none of its typefaces has.
_UNSHOWN: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
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
    folder = resources_dir() / "paper"
    data = {**document.data, "program": f"Evenkeel {__version__}"}
    text = json.dumps(_printable(data), ensure_ascii=False)

    def attempt(text: str, *, system_fonts: bool) -> tuple[bytes, ...] | set[str]:
        """The pages, or the characters that no typeface has."""
        try:
            return _set(_files(document, text), options, system_fonts=system_fonts)
        except _FaultyError as fault:
            unshown = set(_UNSHOWN.findall(fault.diagnostic))
            if not unshown:
                raise TemplateError(fault.sentence(folder)) from None
            return unshown

    # Our own typeface alone is faster; then come all that the system has.
    made = attempt(text, system_fonts=False)
    if isinstance(made, set):
        made = attempt(text, system_fonts=True)
    if isinstance(made, set):
        for character in made:
            text = text.replace(_unescaped(character), _STAND_IN)
        made = attempt(text, system_fonts=True)
    if isinstance(made, set):
        raise TemplateError(f"{folder}: no typeface has these characters: {' '.join(made)}")
    return made


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
            made, warnings = _compiler(resources_dir(), system_fonts).compile_with_warnings(
                input=files, **options
            )
        except typst.TypstError as error:
            raise _FaultyError(error.message, error.diagnostic) from None
    if warnings:
        raise _FaultyError(warnings[0].message, warnings[0].diagnostic)
    return tuple(made) if isinstance(made, list) else (made or b"",)


@cache
def _compiler(resources: Path, system_fonts: bool) -> "Compiler":  # noqa: FBT001 - the cache's key
    """The engine with its typefaces; a search through those of the system takes 0.1 s.

    It looks at every document whether a template has been changed, and parses only those that were.
    """
    import typst

    return typst.Compiler(
        root=str(resources / "paper"),
        font_paths=[str(resources / "fonts")],
        ignore_system_fonts=not system_fonts,
    )


def _printable(value: object) -> object:
    """The data without the control characters that people paste and no page can show."""
    if isinstance(value, str):
        return value if value.isprintable() else "".join(map(_shown, value))
    if isinstance(value, Mapping):
        return {key: _printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    return value


def _shown(character: str) -> str:
    if character.isprintable() or character in _INVISIBLE:
        return character
    return " " if character.isspace() else ""


def _unescaped(text: str) -> str:
    """What the engine means by a quoted text."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)

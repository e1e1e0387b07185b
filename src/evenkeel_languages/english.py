"""Every English text that is to be translated, and where it comes from."""

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from evenkeel.catalogue.forms import COUNTED, names_side
from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.translated import context_of, texts_of
from evenkeel.catalogue.translations import sided_context, sided_english
from evenkeel.voice.script import load_script

#: The lines of a menu entry that are for people, and their context.
MENU_KEYS: Final = ("GenericName", "Comment", "Keywords")
MENU_CONTEXT: Final = "desktop"
INSTALLER_CONTEXT: Final = "installer"


class Entry(NamedTuple):
    """A text as a translator gets it; ``counts`` is the variable that decides its plural."""

    context: str
    english: str
    place: str
    counts: str = ""


def entries(resources: Path, source: Path) -> list[Entry]:
    """All of them, content first, each once in its context."""
    found: dict[tuple[str, str], Entry] = {}
    packaging = resources.parent / "packaging"
    installed = (
        *_menu(packaging / "linux" / "evenkeel.desktop"),
        *_installer(packaging / "windows" / "texts.toml"),
    )
    for entry in (*_content(resources), *_program(source), *installed):
        for one in _for_each_side(entry):
            found.setdefault((one.context, one.english), one)
    return list(found.values())


def _content(resources: Path) -> Iterator[Entry]:
    catalogue = load_catalogue(resources)
    words = (catalogue.words, *catalogue.reasons, *catalogue.sources.values())
    groups = [
        *(("content", value) for value in words),
        *((context_of(exercise), exercise) for exercise in catalogue.exercises.values()),
        *((context_of(programme), programme) for programme in catalogue.programmes),
        *(("questionnaire", question) for question in catalogue.questions),
        *(("advice", advice) for advice in catalogue.advice),
        *(("tips", tip) for tip in catalogue.tips),
        ("cues", load_script(resources)),
    ]
    for context, value in groups:
        for text in texts_of(value):
            yield _entry(context, text, f"resources/{context}.toml")


def _menu(file: Path) -> Iterator[Entry]:
    """What the menus of a desktop show; the installers read it from the same file."""
    for line in file.read_text(encoding="utf-8").splitlines():
        key, _, text = line.partition("=")
        if key in MENU_KEYS:
            yield Entry(MENU_CONTEXT, text, f"packaging/linux/{file.name}")


def _installer(file: Path) -> Iterator[Entry]:
    """What the installer for Windows says itself."""
    for text in tomllib.loads(file.read_text(encoding="utf-8")).values():
        yield Entry(INSTALLER_CONTEXT, text, f"packaging/windows/{file.name}")


def _program(source: Path) -> Iterator[Entry]:
    """The texts in the code, as Qt's own tool for translators finds them."""
    with tempfile.TemporaryDirectory() as folder:
        listed, target = Path(folder) / "files.lst", Path(folder) / "texts.ts"
        files = sorted(source.rglob("*.py"))
        listed.write_text("\n".join(map(str, files)), encoding="utf-8")
        tool = Path(sys.executable).with_name("pyside6-lupdate")
        command = [str(tool), f"@{listed}", "-no-obsolete", "-ts", str(target)]
        subprocess.run(command, check=True, capture_output=True)
        for context in ET.parse(target).iter("context"):
            for message in context.iter("message"):
                place = message.find("location")
                name = Path(place.get("filename", "")).name if place is not None else ""
                yield _entry(context.findtext("name") or "", message.findtext("source") or "", name)


def _entry(context: str, english: str, place: str) -> Entry:
    counts = next((name for name in COUNTED if f"{{{name}}}" in english), "")
    return Entry(context, english, place, counts)


def _for_each_side(entry: Entry) -> Iterator[Entry]:
    if not names_side(entry.english):
        yield entry
        return
    for side in Side:
        yield entry._replace(
            context=sided_context(entry.context, side), english=sided_english(entry.english, side)
        )

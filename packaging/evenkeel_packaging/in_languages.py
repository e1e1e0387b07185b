"""What a desktop shows of the program, in every language that it speaks."""

from collections.abc import Mapping
from functools import cache
from typing import Final
from xml.sax.saxutils import escape

from evenkeel.catalogue.translations import FOLDER, Translations, languages, read_translations
from evenkeel_languages.english import MENU_CONTEXT, MENU_KEYS
from evenkeel_packaging.contents import ROOT

_RESOURCES: Final = ROOT / "resources"
_SUMMARY: Final = ("<summary>", "</summary>")


def menu_entry(text: str) -> str:
    """A menu entry with a line in each language after each that is for people."""
    lines = []
    for line in text.splitlines():
        lines.append(line)
        key, _, english = line.partition("=")
        if key in MENU_KEYS:
            lines += [f"{key}[{code}]={found}" for code, found in _translated(english).items()]
    return "\n".join(lines) + "\n"


def store_page(text: str) -> str:
    """AppStream data with its summary in each language (BCP 47)."""
    lines = []
    for line in text.splitlines():
        lines.append(line)
        before, tag, rest = line.partition(_SUMMARY[0])
        if tag:
            english = rest.removesuffix(_SUMMARY[1])
            lines += [
                f'{before}<summary xml:lang="{code.replace("_", "-")}">{escape(found)}{_SUMMARY[1]}'
                for code, found in _translated(english).items()
            ]
    return "\n".join(lines) + "\n"


def _translated(english: str) -> Mapping[str, str]:
    """A text in each language that has it, by the code."""
    found = {one.language: one.text(MENU_CONTEXT, english) for one in _all()}
    return {code: text for code, text in found.items() if text != english}


@cache
def _all() -> tuple[Translations, ...]:
    return tuple(
        read_translations(_RESOURCES / FOLDER / f"{code}.po") for code in languages(_RESOURCES)
    )

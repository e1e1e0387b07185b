"""What a desktop and an installer show of the program, in every language that it speaks."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Final
from xml.sax.saxutils import escape

from evenkeel.catalogue.translations import FOLDER, Translations, languages, read_translations
from evenkeel_languages.english import INSTALLER_CONTEXT, MENU_CONTEXT, MENU_KEYS
from evenkeel_packaging.contents import ROOT

_RESOURCES: Final = ROOT / "resources"
#: What NSIS calls the languages; the first that a setup names is that of systems with another one.
_NSIS: Final = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fa": "Farsi",
    "fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt_BR": "PortugueseBR",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh_CN": "SimpChinese",
}
_SUMMARY: Final = ("<summary>", "</summary>")


def menu_entry(text: str) -> str:
    """A menu entry with a line in each language after each that is for people."""
    lines = []
    for line in text.splitlines():
        lines.append(line)
        key, _, english = line.partition("=")
        if key in MENU_KEYS:
            lines += [
                f"{key}[{code}]={found}"
                for code, found in _translated(MENU_CONTEXT, english).items()
            ]
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
                for code, found in _translated(MENU_CONTEXT, english).items()
            ]
    return "\n".join(lines) + "\n"


def setup_texts() -> str:
    """The pages of NSIS and our own texts in each language, to be included by a setup."""
    file = ROOT / "packaging" / "windows" / "texts.toml"
    texts: Mapping[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))
    names = ("English", *(_NSIS[one.language] for one in _all()))
    lines = [f'!insertmacro MUI_LANGUAGE "{name}"' for name in names]
    for key, english in texts.items():
        translated = _translated(INSTALLER_CONTEXT, english)
        lines.append(_lang_string(key, "English", english))
        lines += [
            _lang_string(key, _NSIS[one.language], translated.get(one.language, english))
            for one in _all()
        ]
    return "\n".join(lines) + "\n"


def _lang_string(key: str, language: str, text: str) -> str:
    quoted = text.replace("$", "$$").replace('"', '$\\"')
    return f'LangString {key} ${{LANG_{language.upper()}}} "{quoted}"'


def _translated(context: str, english: str) -> Mapping[str, str]:
    """A text in each language that has it, by the code."""
    found = {one.language: one.text(context, english) for one in _all()}
    return {code: text for code, text in found.items() if text != english}


@cache
def _all() -> tuple[Translations, ...]:
    return tuple(
        read_translations(_RESOURCES / FOLDER / f"{code}.po") for code in languages(_RESOURCES)
    )

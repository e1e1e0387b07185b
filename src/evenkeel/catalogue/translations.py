"""The program's texts in another language, read from the catalogues in ``resources/languages``.

A catalogue is a gettext file (``de.po``). Its contexts are those of Qt for the program's own texts
and the file's name for the content. A text that names a side has an entry for each side, with the
contexts ``…#left`` and ``…#right``, so that a translator writes two whole sentences; the word that
stands out is written between asterisks. A text that counts has its plural forms.

In memory a text with several forms is one string, of which
:func:`evenkeel.catalogue.wording.fill` chooses one.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from evenkeel.catalogue.forms import (
    DOT,
    MARK,
    OTHER,
    PLURAL_FORMS,
    SIDED,
    TWO_SIDES,
    Grammar,
    emphasised,
    marked_words,
    names_side,
    using,
    with_digits,
)
from evenkeel.catalogue.terms import Side

if TYPE_CHECKING:
    import polib

#: Where the catalogues lie, in a folder laid out like ``resources/``.
FOLDER: Final = "languages"


class _Signs(NamedTuple):
    """What stands between what is listed, after a sentence, and between texts side by side."""

    comma: str = ", "
    semicolon: str = "; "
    full_stop: str = "."
    dot: str = DOT


#: The signs of a language, where they are not those of English.
_SIGNS: Final = {
    "ar": _Signs(comma="، ", semicolon="؛ ", dot="، "),
    "fa": _Signs(comma="، ", semicolon="؛ ", dot="، "),
    "hi": _Signs(full_stop="।"),
    "zh_CN": _Signs(comma="、", semicolon="；", full_stop="。"),
}
_AFTER_CONTEXT: Final = "\x04"
_BEFORE_SIDE: Final = "#"


class Translations(msgspec.Struct, frozen=True, kw_only=True):
    """All texts of one language; ``plural_rule`` is gettext's, an expression in C.

    ``sides`` are all forms of the words for the sides, as they stand out in sentences; ``key``
    identifies the file that the texts were read from.
    """

    language: str
    plural_rule: str
    texts: Mapping[str, str]
    sides: tuple[str, ...] = ()
    key: str = ""

    def text(self, context: str, english: str) -> str:
        """A text in this language; in English, where it is not translated.

        Its numbers are in the digits in force, which differ between the territories of a language.
        """
        if not names_side(english):
            found = self.texts.get(_key(context, english))
            return english if found is None else with_digits(found)
        halves = [
            self.texts.get(_key(sided_context(context, side), sided_english(english, side)))
            for side in Side
        ]
        if not all(halves):
            return english
        return TWO_SIDES.join(with_digits(half) for half in halves if half)

    def grammar(self) -> Grammar:
        """What the language does with numbers, in the digits of English."""
        # Not at a start in English.
        from gettext import c2py

        signs = _SIGNS.get(self.language, _Signs())
        return Grammar(self.language, c2py(self.plural_rule), **signs._asdict())


def languages(resources: Path) -> tuple[str, ...]:
    """The languages beside English that there is a catalogue for, by their codes."""
    return tuple(sorted(path.stem for path in (resources / FOLDER).glob("*.po")))


class Voices(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks a language, and how long that takes.

    ``espeak`` is its voice of espeak-ng and ``macos`` that of macOS; ``pace`` is how long a letter
    takes beside English, measured over the sentences of a session.
    """

    espeak: str
    macos: str = ""
    pace: float = 1.0


class LanguageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the catalogue of a language can't say.

    ``name`` is what its speakers call it. ``reviewed``: somebody who treats patients in it has read
    the translation. ``sides`` are the words for left and for right in every form that is used;
    ``voice`` is who speaks it.
    """

    name: str
    reviewed: bool
    voice: Voices
    sides: Mapping[Side, tuple[str, ...]]
    emergency_number: str = ""
    terms: Mapping[str, str] = {}


def language_facts(resources: Path, language: str) -> LanguageFacts:
    """What is known of a language.

    Raises:
        OSError: its file can't be read.
        ValueError: there is something else in it.
    """
    import tomllib

    data = (resources / FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(data), LanguageFacts)


def sided_context(context: str, side: Side) -> str:
    """The context of the sentence for one side."""
    return f"{context}{_BEFORE_SIDE}{side}"


def sided_english(english: str, side: Side) -> str:
    """What a translator reads for one side: whole words in place of the variables.

    ``side`` is that of the limb that works, also where a sentence names only the other one.
    """
    for name in SIDED:
        word = side.other if name == OTHER else side
        english = english.replace(f"{{{name}}}", f"{MARK}{word}{MARK}")
    return english


def read_translations(file: Path) -> Translations:
    """The texts of a catalogue, without those that are empty or marked as doubtful.

    Raises:
        OSError: it can't be read, or is no catalogue.
    """
    import polib

    catalogue = polib.pofile(str(file), encoding="utf-8")
    rule = str(catalogue.metadata.get("Plural-Forms", "")).partition("plural=")[2]
    found = Translations(language=file.stem, plural_rule=rule.rstrip("; ") or "n != 1", texts={})
    with using(found.grammar()):
        texts = _texts(catalogue)
        sided = (text for key, text in texts.items() if _is_sided(key))
        sides = sorted({word for text in sided for word in marked_words(text)})
        return msgspec.structs.replace(found, texts=texts, sides=tuple(sides))


def _texts(entries: "Iterable[polib.POEntry]") -> dict[str, str]:
    return {
        _key(entry.msgctxt or "", entry.msgid): _forms(entry)
        for entry in entries
        if entry.translated()
    }


def _forms(entry: "polib.POEntry") -> str:
    plural: Mapping[int, str] = entry.msgstr_plural
    text = PLURAL_FORMS.join(plural[form] for form in sorted(plural)) if plural else entry.msgstr
    # In a sentence for one side, whoever shows it decides how the side stands out.
    return text if _is_sided(_key(entry.msgctxt or "", "")) else emphasised(text)


def _is_sided(key: str) -> bool:
    return _BEFORE_SIDE in key.partition(_AFTER_CONTEXT)[0]


def _key(context: str, english: str) -> str:
    return f"{context}{_AFTER_CONTEXT}{english}"

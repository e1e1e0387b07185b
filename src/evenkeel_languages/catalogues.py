"""The catalogues of translations: brought up to date with the English, and how far they are."""

from pathlib import Path
from typing import Final

import polib

from evenkeel.catalogue.translations import FOLDER
from evenkeel_languages.english import Entry

#: How each language counts: gettext's rule, after the Unicode CLDR for whole numbers.
PLURAL_RULES: Final = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
    " : n%100>=11 ? 4 : 5;",
    "de": "nplurals=2; plural=n != 1;",
    "es": "nplurals=2; plural=n != 1;",
    "fa": "nplurals=1; plural=0;",
    "fr": "nplurals=2; plural=n > 1;",
    "hi": "nplurals=2; plural=n > 1;",
    "it": "nplurals=2; plural=n != 1;",
    "nl": "nplurals=2; plural=n != 1;",
    "pl": "nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2;",
    "pt_BR": "nplurals=2; plural=n > 1;",
    "tr": "nplurals=1; plural=0;",
    "uk": "nplurals=3; plural=n%10==1 && n%100!=11 ? 0"
    " : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2;",
    "zh_CN": "nplurals=1; plural=0;",
}


def catalogue_file(resources: Path, language: str) -> Path:
    """Where the texts of a language are."""
    return resources / FOLDER / f"{language}.po"


def forms_of(language: str) -> int:
    """How many plural forms a language has."""
    return int(PLURAL_RULES[language].partition("nplurals=")[2].partition(";")[0])


def update(file: Path, english: list[Entry]) -> polib.POFile:
    """Brings a catalogue up to date, keeping every translation whose English is the same.

    What has no English any more is kept at the end of the file, as obsolete.
    """
    language = file.stem
    old = polib.pofile(str(file), encoding="utf-8", wrapwidth=98) if file.exists() else []
    known = {(entry.msgctxt, entry.msgid): entry for entry in old}
    new = polib.POFile(wrapwidth=98)
    new.metadata = {
        "Project-Id-Version": "Evenkeel",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_RULES[language],
    }
    for entry in english:
        new.append(_merged(entry, known.pop((entry.context, entry.english), None), language))
    for left in known.values():
        if left.translated() or left.obsolete:
            left.obsolete = True
            new.append(left)
    new.save(str(file))
    return new


def _merged(entry: Entry, old: polib.POEntry | None, language: str) -> polib.POEntry:
    counts = f"The plural goes with {{{entry.counts}}}." if entry.counts else ""
    made = polib.POEntry(
        msgctxt=entry.context,
        msgid=entry.english,
        occurrences=[(entry.place, "")],
        comment=counts,
        flags=["python-brace-format"] if "{" in entry.english else [],
    )
    if entry.counts:
        made.msgid_plural = entry.english
        made.msgstr_plural = dict.fromkeys(range(forms_of(language)), "")
        if old and len(old.msgstr_plural) == len(made.msgstr_plural):
            made.msgstr_plural = old.msgstr_plural
    elif old:
        made.msgstr = old.msgstr
    if old:
        made.tcomment = old.tcomment
    return made

"""What is wrong with a translation, as far as that can be seen without reading the language."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import polib

from evenkeel.catalogue.forms import MARK
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.translations import LanguageFacts

_VARIABLE: Final = re.compile(r"\{(\w+)\}")
_MARKED: Final = re.compile(r"\*(\w[^*]*)\*")
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u097f\u064b-\u065f\u200c])*")
_COUNTS: Final = re.compile(r"The plural goes with \{(\w+)\}")


def faults(catalogue: polib.POFile, facts: LanguageFacts) -> Iterator[str]:
    """Each fault in a line, with the text that it is in."""
    for entry in catalogue:
        if entry.obsolete:
            continue
        for fault in _faults_of(entry, facts):
            yield f"{entry.msgctxt}: {entry.msgid!r}: {fault}"


def _faults_of(entry: polib.POEntry, facts: LanguageFacts) -> Iterator[str]:
    if not entry.translated():
        yield "not translated"
        return
    counted = _COUNTS.search(entry.comment or "")
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    for form in forms:
        if form.strip() != form and entry.msgid.strip() == entry.msgid:
            yield f"{form!r} begins or ends with a space"
        yield from _wrong_variables(entry.msgid, form, counted[1] if counted else "")
        yield from _wrong_sides(entry, form, facts)


def _wrong_variables(english: str, text: str, counted: str) -> Iterator[str]:
    wanted, found = (set(_VARIABLE.findall(one)) for one in (english, text))
    # One and two are often said in the word itself.
    missing = wanted - found - {counted}
    for name in sorted(missing):
        yield f"{{{name}}} is missing"
    for name in sorted(found - wanted):
        yield f"{{{name}}} is not in the English"
    if text.count("{") != text.count("}") or text.count("{") != len(_VARIABLE.findall(text)):
        yield "a brace that holds no variable"


def _wrong_sides(entry: polib.POEntry, text: str, facts: LanguageFacts) -> Iterator[str]:
    """Whether a sentence for one side names the sides that the English names, and no other."""
    if "#" not in (entry.msgctxt or ""):
        return
    side_of = {word: side for side in Side for word in facts.sides[side]}
    marked = [word.lower() for word in _MARKED.findall(text)]
    unknown = [word for word in marked if word not in side_of]
    if unknown:
        yield f"{', '.join(unknown)}: no word for a side in the language's file"
    wanted = Counter(Side(word) for word in _MARKED.findall(entry.msgid))
    named = Counter(side_of[word] for word in marked if word in side_of)
    if wanted != named:
        yield f"says {_counted(named)}; the English {_counted(wanted)}"
    around = _MARKED.sub(" ", text).replace(MARK, " ").lower()
    for word in _WORD.findall(around):
        if word in side_of:
            yield f"{word}: a word for a side that is not marked"


def _counted(sides: Counter[Side]) -> str:
    return ", ".join(f"{side} {count} times" for side, count in sorted(sides.items())) or "no side"

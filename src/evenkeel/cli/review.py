"""The command ``review-sheet``: a translation on paper, for somebody who can judge it."""

import argparse
from argparse import Namespace
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from evenkeel.catalogue.faults import shown
from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.terms import ENGLISH
from evenkeel.cli.arguments import file_name
from evenkeel.cli.errors import FAILED, CommandError
from evenkeel.cli.in_language import content_in
from evenkeel.handout.paper import PAPERS
from evenkeel.journal.storage.outfile import checked_target, write_file
from evenkeel.journal.storage.places import own_folders

if TYPE_CHECKING:
    from evenkeel.handout.review import Pairs, Row
    from evenkeel.voice.script import Script

#: Not on a small sheet: two languages stand side by side.
_PAPERS: Final = ("A4", "Letter")


def add_review_command(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = add(
        "review-sheet",
        "English and a translation side by side, for a physiotherapist who speaks both.",
    )
    parser.add_argument("--lang", metavar="xx", required=True, help="the translation to review")
    parser.add_argument(
        "--pdf", metavar="F", type=file_name, required=True, help="write a PDF file"
    )
    parser.add_argument("--paper", choices=_PAPERS, default=_PAPERS[0])
    parser.set_defaults(command=review_sheet)


def review_sheet(options: Namespace) -> int:
    """Writes the sheets."""
    from evenkeel.quick import load_qt

    load_qt()
    from evenkeel.language import available_languages

    _, *known = available_languages()
    if options.lang not in known:
        raise CommandError(f"--lang: {shown(options.lang)}; allowed: {', '.join(known)}")
    private = own_folders(options.data_dir)
    # Checked before the pages are made, which takes a while.
    checked_target(options.pdf, private)
    from evenkeel.handout.typesetting import TemplateError

    try:
        data = _pdf(options.lang, options.paper)
    except TemplateError as error:
        raise CommandError(str(error), FAILED) from None
    write_file(options.pdf, data, private)
    return 0


def _pdf(code: str, paper: str) -> bytes:
    from evenkeel.figures.drawings import Drawings
    from evenkeel.handout.document import Sheet
    from evenkeel.handout.review import Pairs, Reviewed, Section, review_document
    from evenkeel.handout.typesetting import pdf_bytes
    from evenkeel.journal.storage.times import local_now
    from evenkeel.language import own_name, right_to_left, set_language, translations
    from evenkeel.voice.script import load_script

    resources = resources_dir()
    english = load_catalogue(resources)
    pairs = Pairs(english, content_in(code))
    reviewed = Reviewed(code=code, name=own_name(code), right_to_left=right_to_left())
    cues = _cues(pairs, load_script(resources), load_script(resources, translations()))
    # While its letters are those in force: not every language has the same capitals.
    sections = [*pairs.sections(), Section(title="What the voice says", rows=list(cues))]
    set_language(ENGLISH)
    sheet = Sheet(paper=PAPERS[paper])
    drawings = Drawings(resources / "figures")
    made = review_document(reviewed, sections, sheet, local_now().date(), english, drawings)
    return pdf_bytes(made)


def _cues(pairs: "Pairs", english: "Script", translation: "Script") -> "Iterator[Row]":
    from evenkeel.catalogue.translated import texts_of

    for one, other in zip(texts_of(english), texts_of(translation), strict=True):
        yield from pairs.rows("cue", one, other)

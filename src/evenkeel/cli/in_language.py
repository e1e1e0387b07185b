"""The option ``--lang`` of commands that write texts for people."""

import argparse

from evenkeel.catalogue.faults import shown
from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import ENGLISH
from evenkeel.catalogue.translated import translated_catalogue
from evenkeel.cli.errors import CommandError


def add_language(parser: argparse.ArgumentParser) -> None:
    """Gives a command the option; English without it."""
    parser.add_argument("--lang", metavar="xx", default=ENGLISH, help="the language (en)")


def content_in(name: str) -> Catalogue:
    """The content in a language, which everything that is written from now on is in."""
    if name == ENGLISH:
        # Without Qt, which takes as long as all else.
        return load_catalogue(resources_dir())
    from evenkeel.language import available_languages, set_language, translations

    known = available_languages()
    if name not in known:
        raise CommandError(f"--lang: {shown(name)}; allowed: {', '.join(known)}")
    set_language(name)
    catalogue, found = load_catalogue(resources_dir()), translations()
    return translated_catalogue(catalogue, found) if found else catalogue

"""The content that is shipped, read once for all tests of a process: nothing ever changes it."""

from functools import cache

from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.translated import translated_catalogue
from evenkeel.catalogue.translations import Translations


@cache
def shipped() -> Catalogue:
    """The content of this repository."""
    return load_catalogue(resources_dir())


def shipped_in(translations: Translations | None) -> Catalogue:
    """The same in another language."""
    return translated_catalogue(shipped(), translations) if translations else shipped()

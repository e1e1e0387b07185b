"""The real content with a short name, because hypothesis prints what it gives to a test."""

from typing import Any

import pytest
from hypothesis import settings

from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue

# A busy machine is no fault of the code's.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


class ShippedCatalogue(Catalogue, frozen=True, kw_only=True):
    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text("the shipped catalogue")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The content that is shipped."""
    real = load_catalogue(resources_dir())
    return ShippedCatalogue(**{name: getattr(real, name) for name in Catalogue.__annotations__})

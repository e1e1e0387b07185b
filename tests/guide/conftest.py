"""The content as the clinical protocol decides on it."""

import pytest
from hypothesis import settings

from evenkeel.catalogue.model import Catalogue
from tests.guide.protocol_oracle import as_decided

# A busy machine is no fault of the code's.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def protocols_catalogue(catalogue: Catalogue) -> Catalogue:
    """The content that is shipped, without exercises that came after the protocol."""
    return as_decided(catalogue)

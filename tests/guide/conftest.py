"""The content as the clinical protocol decides on it."""

import pytest

from evenkeel.catalogue.model import Catalogue
from tests.guide.protocol_oracle import as_decided


@pytest.fixture(scope="session")
def protocols_catalogue(catalogue: Catalogue) -> Catalogue:
    """The content that is shipped, without exercises that came after the protocol."""
    return as_decided(catalogue)

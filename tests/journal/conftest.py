"""A journal in a folder of its own, and a plan to keep in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.plan import Plan
from evenkeel.journal.entries.store import Journal

# A busy machine is no fault of the code's.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reader" / "journal.sqlite3"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal.open(path) as opened:
        yield opened


@pytest.fixture
def plan(catalogue: Catalogue) -> Plan:
    return decide(
        answers_from({"pain_pattern": "shifted", "sore_side": "left"}, catalogue), catalogue
    )

"""What every test may use: the real content, and no way to touch the user's own data."""

import os
from pathlib import Path

import pytest

# Before Qt is imported anywhere: tests need no screen unless a journey starts one of its own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The content that is shipped."""
    return load_catalogue(resources_dir())


@pytest.fixture(autouse=True)
def _own_data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENKEEL_DATA_DIR", str(tmp_path / "data"))

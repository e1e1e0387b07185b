"""What the tests of paper share."""

import pytest
from PySide6.QtCore import QLocale


@pytest.fixture(autouse=True)
def _english() -> None:
    QLocale.setDefault(QLocale("en_GB"))

"""What is wrong with the journal is said in the reader's language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from evenkeel.journal.errors import JournalError, JournalFault
from evenkeel.ui.faults import fault_in_words, nothing_kept

HERE = Path("/home/anna/{journal}.sqlite")


class Shouting(QTranslator):
    """A language in which every text begins with a sign."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        number: int = -1,  # noqa: ARG002
    ) -> str:
        return f"⟡ {source}" if context == "JournalFault" else ""


@pytest.fixture
def shouting(qapp: QApplication) -> Iterator[None]:
    words = Shouting()
    qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


@pytest.mark.parametrize("fault", JournalFault)
def test_the_window_says_what_a_command_says(fault: JournalFault) -> None:
    error = JournalError(fault, HERE)
    assert fault_in_words(error) == str(error)


@pytest.mark.usefixtures("shouting")
@pytest.mark.parametrize("fault", JournalFault)
def test_it_says_so_in_another_language(fault: JournalFault) -> None:
    error = JournalError(fault, HERE)
    assert fault_in_words(error) == f"⟡ {error}"
    kept = "You can go on, but nothing of this time will be kept."
    assert nothing_kept(error) == f"⟡ ⟡ {error} {kept}"

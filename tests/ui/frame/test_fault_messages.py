"""What is wrong with the journal is said in the reader's language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.ui.frame.fault_messages import fault_in_words
from tests.ui.language import Language

HERE = Path("/home/anna/{journal}.sqlite")


@pytest.fixture
def shouting(qapp: QApplication) -> Iterator[None]:
    words = Language(lambda context, text: f"⟡ {text}" if context == "JournalFault" else "")
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

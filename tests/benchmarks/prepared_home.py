"""A reader's folder of two months, so that the first page is the plan. Usage: … DATA_DIR"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.gallery.stage import LEFT, Stage


def prepare(folder: Path) -> None:
    """Answers the questions and keeps sixty days of sessions, in an application that runs."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    stage = Stage(app, folder)
    stage.preferences.change_one(welcomed=True)
    stage.answer(LEFT)
    stage.remember(60)
    # As every start but the first finds it.
    stage.preferences.ask_desktop(app)
    stage.close()


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    prepare(Path(sys.argv[1]))

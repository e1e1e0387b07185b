"""Prints the pinned requirements of the tests that need no Qt, hashes included.

``make test-core`` installs them where there is no Qt at all, so that an import of it by one of the
inner layers fails there.
"""

import re
from pathlib import Path

_QT = re.compile(r"pyside6|shiboken6|pytest-qt|pyqtgraph")
_LOCK = Path(__file__).resolve().parent.parent / "requirements-dev.txt"


def requirements_without_qt(lock: str) -> str:
    """The entries of a lock file, each with its hashes, that are not Qt and not about Qt."""
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)
    return "".join(entry for entry in entries[1:] if not _QT.match(entry))


if __name__ == "__main__":
    print(requirements_without_qt(_LOCK.read_text(encoding="utf-8")), end="")

"""The whole journal of a file in memory, for whoever must know that all of it can be read."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.file import bring_up_to_date, check, read_only
from evenkeel.journal.storage.guarding import readable
from evenkeel.journal.storage.schema import APPLICATION_ID
from evenkeel.journal.storage.soundness import check_rows

_BUSY_S: Final = 2.0


def checked_copy(source: Path) -> sqlite3.Connection:
    """The whole journal of a file, checked and upgraded, in memory; the caller closes it.

    Raises:
        JournalError: the file is not a journal, or not all of it can be read.
        OSError: the file can't be examined.
    """
    source.stat()
    with readable(source):
        check(source, _BUSY_S)
        memory = sqlite3.connect(":memory:", isolation_level=None)
        try:
            with closing(read_only(source)) as db:
                _check_owner(db, source)
                db.backup(memory)
            bring_up_to_date(memory)
            check_rows(memory, source)
        except BaseException:
            memory.close()
            raise
    return memory


def _check_owner(db: sqlite3.Connection, source: Path) -> None:
    """Refuses a file without a table in it, too, which may be another program's, emptied."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise JournalError(JournalFault.FOREIGN, source)

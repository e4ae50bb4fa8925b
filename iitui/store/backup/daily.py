"""Takes the automatic backup: before the first act of each day, UTC.

If none is due, the journal is checked for damage before the first act of a process.

A backup that fails does not stop the user, with one exception: a damaged journal is not written to.
"""

import sqlite3
from datetime import UTC, date, datetime, time
from pathlib import Path

from iitui.domain.errors import DamagedError, JournalError
from iitui.store.backup.backups import take_backup
from iitui.store.backup_catalog import Reason, backups_of
from iitui.store.connections import damaged, spoken
from iitui.store.schema.damage import has_faults

_FROM_BEFORE = """
    SELECT EXISTS (SELECT 1 FROM act WHERE at < :day)
        OR (NOT EXISTS (SELECT 1 FROM act) AND (EXISTS (SELECT 1 FROM contact)
            OR EXISTS (SELECT 1 FROM organization) OR EXISTS (SELECT 1 FROM occupation)
            OR EXISTS (SELECT 1 FROM reminder) OR EXISTS (SELECT 1 FROM question WHERE origin = 'mine')))
"""


class DailyBackup:
    """Backs up one journal before the first act of each day.

    Attributes:
        trouble: why the latest backup failed; None if it succeeded.
    """

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._looked: date | None = None
        self.trouble: JournalError | None = None

    def before_act(self, connection: sqlite3.Connection, now: datetime) -> None:
        """Back up the journal if it has content from before today and there is no backup of today yet.

        Args:
            connection: reads the journal, outside any transaction.
            now: the present instant, time zone aware.

        Raises:
            DamagedError: the journal is damaged.
        """
        today = now.astimezone(UTC).date()
        if today == self._looked:
            return
        self.trouble = None
        try:
            if self._is_due(connection, today):
                take_backup(self._journal, Reason.DAILY, now)  # checks for damage, too
            else:
                self.require_whole(connection)
        except DamagedError:
            raise
        except JournalError as error:
            said = str(error).replace("; nothing was changed.", ".")  # only the backup failed
            self.trouble = JournalError(f"Today's backup of the journal failed: {said}")
        self._looked = today

    def require_whole(self, connection: sqlite3.Connection) -> None:
        """Check the journal for damage.

        Raises:
            DamagedError: it is damaged.
        """
        fault = has_faults(connection)
        if fault is not None:
            raise damaged(self._journal, fault)

    def _is_due(self, connection: sqlite3.Connection, today: date) -> bool:
        day = int(datetime.combine(today, time(), UTC).timestamp())
        with spoken(self._journal):
            if not connection.execute(_FROM_BEFORE, {"day": day}).fetchone()[0]:
                return False
        return not any(
            backup.reason is Reason.DAILY and backup.at.date() == today
            for backup in backups_of(self._journal)
        )

"""The window through which the journal is read: by shells, by screens, and by the verbs themselves.

It is the standard library's sqlite3 over the schema's own views and nothing else, so that a shell prompt and
the first frame of the app wait for no import. Readers are loaded when they are first asked for. It never
writes.
"""

import os
import sqlite3
from contextlib import closing
from functools import cached_property

from iitui.domain.errors import DamagedError, JournalError
from iitui.store import migrations
from iitui.store.connections import (
    UNREADABLE,
    closed_on_error,
    damaged,
    explain,
    fault_of,
    look_at,
    open_for_reading,
    open_for_writing,
    private_files,
    spoken,
)
from iitui.store.readers.rows import Reader

TYPE_CHECKING = False  # that of typing is slow to load
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from iitui.paths import StrPath
    from iitui.store.readers.acts import ActReader
    from iitui.store.readers.briefs import BriefReader
    from iitui.store.readers.contacts import ContactReader
    from iitui.store.readers.follow_ups import FollowUpReader
    from iitui.store.readers.interviews import InterviewReader
    from iitui.store.readers.questions import QuestionReader
    from iitui.store.readers.today import TodayReader


class Glance:
    """Reads one journal, subject by subject, on one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: "StrPath") -> "Self":
        """Open the journal at a path; one that is not there yet reads as empty and is not made.

        A journal of an earlier schema is brought up to date first.

        Raises:
            JournalError: it cannot be read, is something else, or is newer than this program.
        """
        exists = look_at(path)
        with spoken(path):
            if not exists or os.stat(path).st_size == 0:
                return cls.empty()
            connection = open_for_reading(path)
            with closed_on_error(connection):
                is_old = migrations.version_of(connection) < migrations.NEWEST
            if is_old:
                connection.close()
                bring_up_to_date(path)
                connection = open_for_reading(path)
            return cls(connection)

    @classmethod
    def empty(cls) -> "Self":
        """Return the window on a journal that is not there yet."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        migrations.migrate(connection)
        return cls(connection)

    @cached_property
    def contacts(self) -> "ContactReader":
        """Contacts, with what hangs on them."""
        from iitui.store.readers.contacts import ContactReader

        return ContactReader(self._connection)

    @cached_property
    def interviews(self) -> "InterviewReader":
        """Interviews."""
        from iitui.store.readers.interviews import InterviewReader

        return InterviewReader(self._connection)

    @cached_property
    def briefs(self) -> "BriefReader":
        """What belongs to one interview."""
        from iitui.store.readers.briefs import BriefReader

        return BriefReader(self._connection)

    @cached_property
    def questions(self) -> "QuestionReader":
        """The bank of questions and the plans."""
        from iitui.store.readers.questions import QuestionReader

        return QuestionReader(self._connection)

    @cached_property
    def follow_ups(self) -> "FollowUpReader":
        """What is owed."""
        from iitui.store.readers.follow_ups import FollowUpReader

        return FollowUpReader(self._connection)

    @cached_property
    def acts(self) -> "ActReader":
        """What was done to the journal."""
        from iitui.store.readers.acts import ActReader

        return ActReader(self._connection)

    @cached_property
    def today(self) -> "TodayReader":
        """What one wants to know first, besides what is owed."""
        from iitui.store.readers.today import TodayReader

        return TodayReader(self._connection)

    def triggers(self) -> set[str]:
        """Return the names of what acts by itself on what is written."""
        return Reader(self._connection).triggers()

    def memo(self, name: str) -> str | None:
        """Return what the program itself remembers about this journal by a name; None where it does not."""
        return Reader(self._connection).memo(name)

    def state(self) -> int:
        """Return a number that changes whenever another connection has written."""
        return Reader(self._connection).state()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def explain_failure(error: BaseException, path: "StrPath") -> JournalError | None:
    """Return what an error that nobody foresaw means for the user; None where it is one of this program.

    Whatever a damaged journal holds may end in any error, here or far from here: a word that is none of an
    enum, an instant that no calendar knows, a name that is a number. So the journal itself is asked.
    """
    if isinstance(error, UNREADABLE) and not isinstance(error, sqlite3.ProgrammingError):
        told = explain(error, path)
        if isinstance(told, DamagedError) or str(error) not in str(told):
            return told
    fault = fault_of(path) if os.path.exists(path) else None
    return None if fault is None else damaged(path, fault)


def bring_up_to_date(path: "StrPath") -> None:
    """Bring the journal at a path to the newest schema, made if new; an earlier one is backed up first.

    Raises:
        JournalError: it is something else, or newer than this program; or the backup could not be taken.
        sqlite3.Error: it cannot be written.
    """
    _require_whole_before_migration(path)
    connection = open_for_writing(path)
    try:
        if 0 < migrations.version_of(connection) < migrations.NEWEST:
            from pathlib import Path

            _back_up_before_migration(Path(path))
        with private_files():
            migrations.migrate(connection)
    finally:
        connection.close()


def _require_whole_before_migration(path: "StrPath") -> None:
    """Refuse a damaged journal, and one that only claims to be of an earlier schema."""
    if not os.path.exists(path) or os.stat(path).st_size == 0:
        return
    with closing(open_for_reading(path)) as connection:
        if migrations.version_of(connection) >= migrations.NEWEST or migrations.is_empty(connection):
            return
        from iitui.store.faults import has_faults

        fault = has_faults(connection)
    if fault is not None:
        raise damaged(path, fault)


def _back_up_before_migration(path: "Path") -> None:
    from iitui.clock import make_clock
    from iitui.store.backups import take_backup
    from iitui.store.shelf import Reason, backups_of

    newest = next(iter(backups_of(path)), None)
    if newest is not None and newest.reason is Reason.BEFORE_MIGRATION and _is_of_now(newest.path, path):
        return  # of an attempt that failed, or of another process that is at it
    try:
        take_backup(path, Reason.BEFORE_MIGRATION, make_clock()())
    except DamagedError:
        raise
    except JournalError as error:
        raise JournalError(f"{path} was not brought up to date, for want of a backup: {error}") from error


def _is_of_now(backup: "Path", journal: "Path") -> bool:
    """Return whether nobody has written to the journal since the backup."""
    log = journal.with_name(f"{journal.name}-wal")
    if log.exists() and log.stat().st_size:
        return False
    return backup.stat().st_mtime_ns >= journal.stat().st_mtime_ns

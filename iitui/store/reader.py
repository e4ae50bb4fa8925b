"""The window through which the journal is read: by shells, by screens, and by the verbs themselves.

It is the standard library's sqlite3 over the schema's own views and nothing else, so that a shell prompt and
the first frame of the app wait for no import. Readers are loaded when they are first asked for. It never
writes.
"""

import os
import sqlite3
from functools import cached_property

from iitui.domain.errors import DamagedError, JournalError
from iitui.store.connections import (
    UNREADABLE,
    closed_on_error,
    damaged,
    explain,
    fault_of,
    look_at,
    open_for_reading,
    spoken,
)
from iitui.store.row_reader import Reader
from iitui.store.schema import version

TYPE_CHECKING = False  # that of typing is slow to load
if TYPE_CHECKING:
    from typing import Self

    from iitui.paths import StrPath
    from iitui.store.contacts.read import ContactReader
    from iitui.store.follow_ups.read import FollowUpReader
    from iitui.store.interviews.read import InterviewReader
    from iitui.store.interviews.read_brief import BriefReader
    from iitui.store.questions.read import QuestionReader
    from iitui.store.read_acts import ActReader
    from iitui.store.today.read import TodayReader


def connect(path: "StrPath") -> sqlite3.Connection | None:
    """Open the journal at a path for reading; None where it is not there yet, and then none is made.

    A journal of an earlier schema is brought up to date first.

    Raises:
        JournalError: it cannot be read, is something else, or is newer than this program.
    """
    exists = look_at(path)
    with spoken(path):
        if not exists or os.stat(path).st_size == 0:
            return None
        connection = open_for_reading(path)
        with closed_on_error(connection):
            is_old = version.version_of(connection) < version.NEWEST
        if is_old:
            connection.close()
            from iitui.store.backup.migrating import bring_up_to_date

            bring_up_to_date(path)
            connection = open_for_reading(path)
        return connection


class JournalReader:
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
        connection = connect(path)
        return cls.empty() if connection is None else cls(connection)

    @classmethod
    def empty(cls) -> "Self":
        """Return the window on a journal that is not there yet."""
        from iitui.store.schema.migrations import migrate

        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        migrate(connection)
        return cls(connection)

    @cached_property
    def contacts(self) -> "ContactReader":
        """Contacts, with what hangs on them."""
        from iitui.store.contacts.read import ContactReader

        return ContactReader(self._connection)

    @cached_property
    def interviews(self) -> "InterviewReader":
        """Interviews."""
        from iitui.store.interviews.read import InterviewReader

        return InterviewReader(self._connection)

    @cached_property
    def briefs(self) -> "BriefReader":
        """What belongs to one interview."""
        from iitui.store.interviews.read_brief import BriefReader

        return BriefReader(self._connection)

    @cached_property
    def questions(self) -> "QuestionReader":
        """The bank of questions and the plans."""
        from iitui.store.questions.read import QuestionReader

        return QuestionReader(self._connection)

    @cached_property
    def follow_ups(self) -> "FollowUpReader":
        """What is owed."""
        from iitui.store.follow_ups.read import FollowUpReader

        return FollowUpReader(self._connection)

    @cached_property
    def acts(self) -> "ActReader":
        """What was done to the journal."""
        from iitui.store.read_acts import ActReader

        return ActReader(self._connection)

    @cached_property
    def today(self) -> "TodayReader":
        """What one wants to know first, besides what is owed."""
        from iitui.store.today.read import TodayReader

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

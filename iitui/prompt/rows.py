"""Reads the journal for a prompt: rows of the schema's views, without making values of them."""

import sqlite3
from datetime import datetime

from iitui.paths import Paths, is_unmade
from iitui.store.queries import (
    ANY_OVERDUE,
    LINES_OWED,
    OCCUPATIONS,
    ORGANIZATIONS,
    OWED,
    PAST,
    TAGS,
    UPCOMING,
    contacts_with,
)
from iitui.store.reader import connect
from iitui.store.row_reader import Reader, placeholders, seconds

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from iitui.domain.rule_figures import RuleFigures


class Rows(Reader):
    """Reads rows; their columns are those of the views in the schema."""

    def owed(self, now: datetime, until: datetime | None = None) -> list[sqlite3.Row]:
        """Return the open follow-ups that are due by `until` (None: all open ones), worst first."""
        if until is None:
            return self._all(OWED, {"now": seconds(now)})
        self._look_no_further(until)
        return self._all(LINES_OWED, {"now": seconds(now), "until": seconds(until)})

    def is_overdue(self, now: datetime) -> bool:
        """Return whether any follow-up is overdue."""
        self._look_no_further(now)
        return bool(self._all(ANY_OVERDUE, {"now": seconds(now)}))

    def _look_no_further(self, until: datetime) -> None:
        from iitui.store.rule_functions import look_no_further  # loaded with figures, which only some need

        look_no_further(self._connection, seconds(until))

    def upcoming(self, now: datetime, limit: int = -1) -> list[sqlite3.Row]:
        """Return the planned interviews that have not ended, next one first, at most `limit`."""
        return self._all(UPCOMING, {"now": seconds(now), "limit": limit})

    def past(self, now: datetime, limit: int) -> list[sqlite3.Row]:
        """Return the latest of the other interviews, at most `limit`."""
        return self._all(PAST, {"now": seconds(now), "limit": limit})

    def tags(self) -> list[sqlite3.Row]:
        """Return all tags, by name, and how many contacts have each."""
        return self._all(TAGS)

    def occupations(self) -> list[sqlite3.Row]:
        """Return all occupations, by name."""
        return self._all(OCCUPATIONS)

    def organizations(self) -> list[sqlite3.Row]:
        """Return all organizations, by name, and whether each is a target."""
        return self._all(ORGANIZATIONS)

    def contacts(self, typed: str, limit: int) -> list[sqlite3.Row]:
        """Return the first contacts that a search finds: those with all of it in their name, then others."""
        from iitui.store.contacts.search import ContactSearch

        ids = ContactSearch(self._connection, typed, archived=False).ids(0, limit)
        rows = self._all(contacts_with(placeholders(ids)))
        return sorted(rows, key=lambda row: ids.index(row["id"]))


class read_rows:  # noqa: N801 - used as a function of contextlib, which is slow to load
    """Opens the journal for reading; None if it does not exist yet, and it is not created.

    The rules of follow-ups count with `figures`; without them, what is owed cannot be read.

    Raises:
        JournalError: it cannot be read.
    """

    def __init__(self, paths: Paths, figures: "RuleFigures | None" = None) -> None:
        self._connection = None if is_unmade(paths) else connect(paths.journal_file, figures)

    def __enter__(self) -> Rows | None:
        return None if self._connection is None else Rows(self._connection)

    def __exit__(self, *_error: object) -> None:
        if self._connection is not None:
            self._connection.close()

"""The base of all readers: rows by name, and the conversion of instants."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from iitui.store.connections import UNREADABLE, explain

Parameters = Mapping[str, object]


def seconds(instant: datetime) -> int:
    """Convert an aware datetime to whole seconds since 1970, UTC, as the journal stores it."""
    return int(instant.timestamp())


def instant(value: int) -> datetime:
    """Convert seconds from the journal to an aware datetime in UTC."""
    return datetime.fromtimestamp(value, UTC)


def maybe_instant(value: int | None) -> datetime | None:
    """Do the same as `instant`; None stays None."""
    return None if value is None else instant(value)


def placeholders(ids: Iterable[int]) -> str:
    """Return whole numbers as a list for ``IN (...)``."""
    return ",".join(str(int(number)) for number in ids)


class Reader:
    """Reads on a connection that it does not own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def _all(self, query: str, parameters: Parameters | None = None) -> list[sqlite3.Row]:
        return list(self._each(query, parameters))

    def _each(self, query: str, parameters: Parameters | None = None) -> Iterator[sqlite3.Row]:
        """Yield row by row, for callers that may stop early."""
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        try:
            yield from cursor.execute(query, parameters or {})
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # a bug in iitui, not a fault of the journal
        except UNREADABLE as error:
            raise explain(error, self._file()) from error
        finally:
            cursor.close()

    def _file(self) -> str:
        rows = self._connection.execute("PRAGMA database_list").fetchall()
        return next((row[2] for row in rows if row[1] == "main" and row[2]), "The journal")

    def _first(self, query: str, parameters: Parameters | None = None) -> sqlite3.Row | None:
        rows = self._all(query, parameters)
        return rows[0] if rows else None

    def _number(self, query: str, parameters: Parameters | None = None) -> int:
        return int(self._all(query, parameters)[0][0])

    def triggers(self) -> set[str]:
        """Return the names of the triggers."""
        return {row["name"] for row in self._all("SELECT name FROM sqlite_master WHERE type = 'trigger'")}

    def memo(self, name: str) -> str | None:
        """Return a value that the program has stored about the journal; None if there is none."""
        row = self._first("SELECT value FROM memo WHERE name = :name", {"name": name})
        return None if row is None else str(row["value"])

    def state(self) -> int:
        """Return a number that changes whenever another connection writes."""
        return self._number("PRAGMA data_version")

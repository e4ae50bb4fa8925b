"""What all readers share: named rows, and instants as they are kept."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from iitui.store.connections import UNREADABLE, explain

Parameters = Mapping[str, object]


def seconds(instant: datetime) -> int:
    """Return an aware datetime as the journal keeps it: whole seconds since 1970, UTC."""
    return int(instant.timestamp())


def instant(value: int) -> datetime:
    """Return what the journal keeps as an aware datetime in UTC."""
    return datetime.fromtimestamp(value, UTC)


def maybe_instant(value: int | None) -> datetime | None:
    """As `instant`, where there may be none."""
    return None if value is None else instant(value)


def placeholders(ids: Iterable[int]) -> str:
    """Return a list of whole numbers for an ``IN (...)``."""
    return ",".join(str(int(number)) for number in ids)


class Reader:
    """Reads on a connection that somebody else owns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def _all(self, query: str, parameters: Parameters | None = None) -> list[sqlite3.Row]:
        return list(self._each(query, parameters))

    def _each(self, query: str, parameters: Parameters | None = None) -> Iterator[sqlite3.Row]:
        """Read row by row, for whoever may have enough before the last one."""
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        try:
            yield from cursor.execute(query, parameters or {})
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # a mistake of ours, nothing that the user could mend
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
        """Return the names of what acts by itself on what is written."""
        return {row["name"] for row in self._all("SELECT name FROM sqlite_master WHERE type = 'trigger'")}

    def memo(self, name: str) -> str | None:
        """Return what the program itself remembers about this journal by a name; None where it does not."""
        row = self._first("SELECT value FROM memo WHERE name = :name", {"name": name})
        return None if row is None else str(row["value"])

    def state(self) -> int:
        """Return a number that changes whenever another connection has written."""
        return self._number("PRAGMA data_version")

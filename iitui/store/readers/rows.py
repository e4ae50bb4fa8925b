"""What all readers share: named rows, and instants as they are kept."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

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
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(query, parameters or {}).fetchall()

    def _first(self, query: str, parameters: Parameters | None = None) -> sqlite3.Row | None:
        rows = self._all(query, parameters)
        return rows[0] if rows else None

    def _number(self, query: str, parameters: Parameters | None = None) -> int:
        return int(self._connection.execute(query, parameters or {}).fetchone()[0])

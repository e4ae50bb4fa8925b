"""The contents of a whole journal as only a test reads them: all its rows, and whether they agree."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from iitui.store.check.inspection import inspect
from iitui.store.schema.recorded_tables import recorded_tables

Rows = list[tuple[object, ...]]


@contextmanager
def plain_connection(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that takes no part in the journal's own ways."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=20)) as connection:
        yield connection


def all_rows(path: Path) -> dict[str, Rows]:
    """Every row of every table that there is, and how far its numbers have come."""
    with plain_connection(path) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL"
            r" AND name NOT LIKE 'contact_search\_%' ESCAPE '\'"
        ).fetchall()
        return _rows_of(connection, (name for (name,) in names))


def record_rows(path: Path) -> dict[str, Rows]:
    """Every row of every record, and the words of the search index: what undo restores."""
    with plain_connection(path) as connection:
        return _rows_of(connection, recorded_tables())


def _rows_of(connection: sqlite3.Connection, tables: Iterable[str]) -> dict[str, Rows]:
    rows = {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables}
    rows["contact_search"] = connection.execute(
        "SELECT rowid, * FROM contact_search ORDER BY rowid"
    ).fetchall()
    return rows


def assert_agrees(path: Path) -> None:
    """A journal agrees with itself: nothing is found wrong, its rows are what the images of its acts say."""
    assert inspect(path) == []
    with plain_connection(path) as connection:
        assert connection.execute("SELECT act_id FROM recording").fetchall() == [(None,)]
        _assert_images(connection)


def _assert_images(connection: sqlite3.Connection) -> None:
    """What the latest act that was not taken back left of a row is what the row holds."""
    latest = connection.execute(
        "SELECT record, row_id, after, max(c.id) FROM change c JOIN act a ON a.id = c.act_id"
        " WHERE NOT a.undone GROUP BY record, row_id"
    ).fetchall()
    first = connection.execute(
        "SELECT record, row_id, before, min(c.id) FROM change c JOIN act a ON a.id = c.act_id"
        " WHERE a.undone GROUP BY record, row_id"
    ).fetchall()
    images = {(record, number): image for record, number, image, _ in [*first, *latest]}
    for (record, number), image in images.items():
        table = recorded_tables()[record]
        row = connection.execute(
            f"SELECT {', '.join(table.columns)} FROM {record} WHERE {table.key} = ?", (number,)
        ).fetchone()
        kept = None if image is None else table.row_of(json.loads(image))
        assert row == kept, f"{record} {number} is not what the last act made of it"

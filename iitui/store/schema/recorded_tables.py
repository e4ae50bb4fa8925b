"""The schema as the steps make it, and the recorded tables in it: those whose rows acts keep.

The only place that knows which these are. It asks a schema made anew by the steps and never a journal, which
may be damaged: names that come from here can stand in SQL. An act may be older than a column; so all sets of
columns that a table has had are known, and what a row from before a column holds in it: its default.
"""

import sqlite3
from collections.abc import Mapping, Set
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache

from iitui.store.schema import migrations
from iitui.store.schema import version as schema_version
from iitui.store.schema.migrations import Step

Value = str | int | float | bytes | None

_WITH_TRIGGERS = """
    SELECT name FROM sqlite_master WHERE type = 'table'
        AND name || '_insert' IN (SELECT name FROM sqlite_master WHERE type = 'trigger')
    ORDER BY rowid
"""


@dataclass(frozen=True, slots=True)
class RecordedTable:
    """A table of which acts keep an image of every row that they touch.

    Attributes:
        columns: all of them, the key first.
        earlier: the sets of columns that it had before, the latest last.
        defaults: what the columns that were added later hold in rows from before.
    """

    columns: tuple[str, ...]
    earlier: tuple[Set[str], ...]
    defaults: Mapping[str, Value]

    @property
    def key(self) -> str:
        """The column by which acts name a row."""
        return self.columns[0]

    def had(self, columns: Set[str]) -> bool:
        """Return whether these are, or once were, its columns; no image has others."""
        return columns == set(self.columns) or columns in self.earlier

    def row_of(self, values: Mapping[str, Value]) -> tuple[Value, ...]:
        """Return the values of an image column by column, defaults for later ones."""
        return tuple(values[column] if column in values else self.defaults[column] for column in self.columns)


@dataclass(frozen=True, slots=True)
class Schema:
    """What the steps make.

    Attributes:
        tables: the recorded tables by name, in the order in which they were made.
        statements: as `statements_of` returns them.
    """

    tables: Mapping[str, RecordedTable]
    statements: Mapping[tuple[str, str], str]


def recorded_tables(version: int | None = None) -> Mapping[str, RecordedTable]:
    """Return the recorded tables of a version of the schema, by default the newest."""
    return schema_of(version).tables


def schema_of(version: int | None = None) -> Schema:
    """Return a version of the schema, by default the newest; each is made once."""
    return _after(migrations.STEPS[: schema_version.NEWEST if version is None else version])


def statements_of(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return by kind and name what made the tables, indexes, triggers and views of a database."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid")
    return {(str(row[0]), str(row[1])): f"{row[3]} -- {row[2]}" for row in rows}


@lru_cache(maxsize=8)
def _after(steps: tuple[Step, ...]) -> Schema:
    had: dict[str, list[tuple[str, ...]]] = {}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        for number in range(len(steps)):
            migrations.migrate(fresh, number + 1)
            for (table,) in fresh.execute(_WITH_TRIGGERS).fetchall():
                columns = tuple(row[1] for row in fresh.execute(f"PRAGMA table_info({table})"))
                earlier = had.setdefault(table, [])
                if columns not in earlier:
                    earlier.append(columns)
        tables = {
            table: RecordedTable(
                columns=columns,
                earlier=tuple(map(frozenset, earlier)),
                defaults=_defaults(fresh, table, set(columns).difference((*earlier, columns)[0])),
            )
            for table, (*earlier, columns) in had.items()
        }
        return Schema(tables, statements_of(fresh))


def _defaults(fresh: sqlite3.Connection, table: str, later: Set[str]) -> dict[str, Value]:
    """Return what SQLite writes into columns of which nothing is said."""
    return {
        name: _default(fresh, kind, default)
        for _, name, kind, _, default, _ in fresh.execute(f"PRAGMA table_info({table})").fetchall()
        if name in later
    }


def _default(fresh: sqlite3.Connection, kind: str, default: str | None) -> Value:
    fresh.execute(f"CREATE TEMP TABLE example (value {kind} DEFAULT ({default or 'NULL'}))")
    fresh.execute("INSERT INTO temp.example DEFAULT VALUES")
    value: Value = fresh.execute("SELECT value FROM temp.example").fetchone()[0]
    fresh.execute("DROP TABLE temp.example")
    return value

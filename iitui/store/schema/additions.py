"""What a step of the schema adds to it: a column or a table, with the triggers by which acts keep its rows.

The only place that words these triggers. A later step is written in `iitui.store.schema.migrations` like so,
and is the last thing that is said about it; the steps before it stay as they are:

    def _statements_004() -> tuple[Statement, ...]:
        from iitui.store.schema.additions import add_column, add_table

        return (
            add_column("contact", "pronouns", "TEXT NOT NULL DEFAULT ''"),
            add_table("theme", "id INTEGER PRIMARY KEY AUTOINCREMENT", "name TEXT NOT NULL"),
            "CREATE INDEX ix_theme_name ON theme (name)",
        )

Rows that are there already, and images of rows that acts kept before, hold the default of a new column, or
NULL where it has none. So a step fills a new column with nothing else, or undo would lose it.
Columns are INTEGER, TEXT or BOOLEAN, which is what `iitui.store.schema.damage` knows how to look at.
"""

import sqlite3
from collections.abc import Callable

_EVENTS = ("INSERT", "UPDATE", "DELETE")


def add_column(table: str, column: str, declaration: str) -> Callable[[sqlite3.Connection], None]:
    """Return what adds a column to a table whose rows acts keep, and has them keep the column as well.

    Args:
        table: a table that has its triggers already.
        column: its name.
        declaration: its kind and all else about it; NOT NULL needs a DEFAULT, which is a constant.
    """

    def change(connection: sqlite3.Connection) -> None:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {declaration}")
        for name in trigger_names(table):
            connection.execute(f"DROP TRIGGER {name}")
        _record(connection, table)

    return change


def add_table(table: str, *declarations: str) -> Callable[[sqlite3.Connection], None]:
    """Return what adds a table whose rows acts keep.

    Args:
        table: its name.
        declarations: its columns, the key first, and what else it consists of.
    """

    def change(connection: sqlite3.Connection) -> None:
        connection.execute(f"CREATE TABLE {table} ({', '.join(declarations)})")
        _record(connection, table)

    return change


def _record(connection: sqlite3.Connection, table: str) -> None:
    columns = tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
    for statement in recording_triggers(table, columns):
        connection.execute(statement)


def trigger_names(table: str) -> tuple[str, ...]:
    """Return what the triggers are called by which acts keep the rows of a table."""
    return tuple(f"{table}_{event.lower()}" for event in _EVENTS)


def recording_triggers(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the statements that make them; never changed, for all released steps hang on their words.

    Args:
        table: whose rows acts are to keep.
        columns: all of its columns, the key first.
    """

    def image(side: str) -> str:
        pairs = ", ".join(f"'{column}', {side}.{column}" for column in columns)
        return f"json_object({pairs})"

    def trigger(event: str, before: str, after: str, side: str) -> str:
        return (
            f"CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON {table}"  # noqa: S608
            " WHEN (SELECT act_id FROM recording) IS NOT NULL BEGIN"
            " INSERT INTO change (act_id, record, row_id, before, after)"
            f" VALUES ((SELECT act_id FROM recording), '{table}', {side}.{columns[0]}, {before}, {after});"
            " END"
        )

    return (
        trigger("INSERT", "NULL", image("NEW"), "NEW"),
        trigger("UPDATE", image("OLD"), image("NEW"), "NEW"),
        trigger("DELETE", image("OLD"), "NULL", "OLD"),
    )

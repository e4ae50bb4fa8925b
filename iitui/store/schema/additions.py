"""What steps of the schema add: columns and tables, with triggers for undo.

The only place that words the triggers by which acts keep images of rows. A later step is one more function
and one more `Step` at the end of those in `iitui.store.schema.migrations`; earlier ones are never changed:

    def _statements_004() -> tuple[Statement, ...]:
        from iitui.store.schema.additions import add_column, add_table

        return (
            add_column("contact", "pronouns", "TEXT NOT NULL DEFAULT ''"),
            add_table("theme", "id INTEGER PRIMARY KEY AUTOINCREMENT", "name TEXT NOT NULL"),
            "CREATE INDEX ix_theme_name ON theme (name)",
        )

Rows that are there already hold the default of a new column, NULL where it has none, and so do the images
that acts kept of them: a step fills it with nothing else, or undo would lose that and `check` would find it.
Columns are INTEGER, TEXT or BOOLEAN; `iitui.store.schema.damage` knows what these can hold.
"""

import sqlite3
from collections.abc import Callable

Statement = str | Callable[[sqlite3.Connection], None]
"""A statement of SQL, or what makes some that hang on the schema as it was left before."""

_EVENTS = ("INSERT", "UPDATE", "DELETE")


def add_column(table: str, column: str, declaration: str) -> Callable[[sqlite3.Connection], None]:
    """Return what adds a column to a recorded table and makes its triggers anew.

    Args:
        table: one that has its triggers already.
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
    """Return what adds a table and the triggers that record it.

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
    """Return the names of the triggers that record a table."""
    return tuple(f"{table}_{event.lower()}" for event in _EVENTS)


def recording_triggers(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the statements that make the triggers which record a table.

    Their words never change: the schemas of all released steps hang on them.

    Args:
        table: its name.
        columns: all of its columns, the key first.
    """

    def image(side: str) -> str:
        pairs = ", ".join(f"'{column}', {side}.{column}" for column in columns)
        return f"json_object({pairs})"

    def trigger(event: str, before: str, after: str, side: str) -> str:
        return (
            f"CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON {table}"
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

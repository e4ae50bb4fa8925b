"""Step 6 of the schema: what makes the journal at home among other programs.

Records that others may know get a name that lasts, a UID. Journals that were copied before they were brought
up to date give their records the same UIDs: these follow from what each record has always been.
"""

import json
import sqlite3
from collections.abc import Mapping

from iitui.domain.identity.uids import derived_uid
from iitui.store.schema.additions import Statement, add_column

NAMED_TABLES: Mapping[str, tuple[str, str]] = {
    "contact": ("created_at", "id || ' ' || name"),
    "organization": ("0", "name_key"),
    "occupation": ("0", "name_key"),
    "interview": ("planned_at", "id || ' ' || contact_id"),
    "question": ("0", "coalesce(slug, id || ' ' || text)"),
    "touch": ("at", "id || ' ' || contact_id"),
    "takeaway": ("created_at", "id || ' ' || contact_id"),
    "reminder": ("created_at", "id"),
    "transcript": ("added_at", "id || ' ' || interview_id"),
    "theme": ("0", "name_key"),
    "passage": ("0", "id || ' ' || text"),
}
"""The tables whose rows have UIDs: when a row was made, in seconds, and what tells it from the others."""


def _name_rows(connection: sqlite3.Connection) -> None:
    """Give every row a UID, and the images of it that acts keep the same one."""
    for table, (made, words) in NAMED_TABLES.items():
        query = f"SELECT id, {made}, {words} FROM {table}"  # noqa: S608
        uids = {row[0]: derived_uid(row[1], table, row[2]) for row in connection.execute(query).fetchall()}
        connection.executemany(
            f"UPDATE {table} SET uid = ? WHERE id = ?",  # noqa: S608
            [(uid, number) for number, uid in uids.items()],
        )
        _name_images(connection, table, uids)


def _name_images(connection: sqlite3.Connection, table: str, uids: dict[int, str]) -> None:
    """Complete the images of a table: those of an earlier version hold the defaults, and all the UID."""
    declared = connection.execute(f"PRAGMA table_info({table})").fetchall()
    defaults = {name: _constant(connection, default) for _, name, _, _, default, _ in declared}

    def named(number: int, image: str | None) -> str | None:
        if image is None:
            return None
        try:
            values = json.loads(image)
            full = {column: values.get(column, default) for column, default in defaults.items()}
        except (ValueError, AttributeError):
            return image  # broken, which `check` says
        uid = uids.setdefault(number, derived_uid(0, table, image))
        return json.dumps(full | {"uid": uid}, ensure_ascii=False, separators=(",", ":"))

    # The latest first: a row that is gone is called by the last that is known of it.
    changes = connection.execute(
        "SELECT id, row_id, before, after FROM change WHERE record = ? ORDER BY id DESC", (table,)
    ).fetchall()
    connection.executemany(
        "UPDATE change SET after = ?, before = ? WHERE id = ?",
        [(named(row_id, after), named(row_id, before), number) for number, row_id, before, after in changes],
    )


def _constant(connection: sqlite3.Connection, default: str | None) -> str | int | None:
    value: str | int | None = connection.execute(f"SELECT {default or 'NULL'}").fetchone()[0]
    return value


_UIDS: tuple[Statement, ...] = (
    *(add_column(table, "uid", "TEXT NOT NULL DEFAULT ''") for table in NAMED_TABLES),
    _name_rows,
    *(f"CREATE UNIQUE INDEX ix_{table}_uid ON {table} (uid)" for table in NAMED_TABLES),
)

_SHARE: tuple[Statement, ...] = (
    # What this journal has seen of the others: no record, so acts keep no images of it.
    "CREATE TABLE share_state ("
    "id INTEGER PRIMARY KEY CHECK (id = 1), "
    "device TEXT NOT NULL, "
    "place TEXT NOT NULL, "
    "schema INTEGER NOT NULL, "
    "written TEXT NOT NULL, "
    "seen TEXT NOT NULL, "
    "findings TEXT NOT NULL, "
    "dismissed TEXT NOT NULL, "
    "digest TEXT NOT NULL, "
    "document BLOB NOT NULL)",
)

STATEMENTS: tuple[Statement, ...] = (*_UIDS, *_SHARE)

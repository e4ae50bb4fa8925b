"""Step 6 of the schema: what makes the journal at home among other programs.

Records that others may know get a name that lasts, a UID. Journals that were copied before they were brought
up to date give their records the same UIDs: these follow from what each record has always been.
"""

import json
import sqlite3
from collections.abc import Mapping

from iitui.domain.identity.uids import derived_uid
from iitui.store.schema import duties
from iitui.store.schema.additions import Statement, add_column, add_table

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
        query = f"SELECT id, {made}, {words} FROM {table}"
        uids = {row[0]: derived_uid(row[1], table, row[2]) for row in connection.execute(query).fetchall()}
        connection.executemany(
            f"UPDATE {table} SET uid = ? WHERE id = ?",
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

_QUESTION_SETS: tuple[Statement, ...] = (
    add_table(
        "question_set",
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        "uid TEXT NOT NULL UNIQUE",
        "name TEXT NOT NULL",
        "author TEXT NOT NULL",
        "version TEXT NOT NULL",
        "description TEXT NOT NULL",
    ),
    add_table(
        "question_plan",
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        "uid TEXT NOT NULL UNIQUE",
        "set_id INTEGER REFERENCES question_set (id) ON DELETE CASCADE",
        "name TEXT NOT NULL",
        "description TEXT NOT NULL",
        "minutes INTEGER NOT NULL",
        "questions TEXT NOT NULL",
    ),
    add_column("question", "set_id", "INTEGER REFERENCES question_set (id) ON DELETE SET NULL"),
    add_column("question", "as_given", "TEXT NOT NULL DEFAULT ''"),
    "CREATE INDEX ix_question_set_id ON question (set_id)",
    "CREATE INDEX ix_question_plan_set_id ON question_plan (set_id)",
)
"""Questions and plans that somebody handed out; a plan holds the UIDs of its questions, parted by spaces."""

_CALENDAR: tuple[Statement, ...] = (
    """
    CREATE TABLE calendar_item (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        subject TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        modified_at INTEGER NOT NULL,
        facts TEXT NOT NULL,
        taken TEXT NOT NULL DEFAULT '',
        pending BOOLEAN NOT NULL DEFAULT 0,
        is_foreign BOOLEAN NOT NULL DEFAULT 0
    )""",
    """
    CREATE TABLE calendar_file (
        id INTEGER PRIMARY KEY,
        folder TEXT NOT NULL,
        uid TEXT NOT NULL,
        name TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        stamp TEXT NOT NULL,
        digest TEXT NOT NULL,
        facts TEXT NOT NULL,
        UNIQUE (folder, uid)
    )""",
)
"""What calendars were told last, and what lies in which folder; apart from all acts.

`taken` is what was taken over from a calendar last, `pending` whether calendars were not told anything since,
and `is_foreign` whether the item came from another program.

Acts keep no images of these: what another program was told is not taken back by undo, and a SEQUENCE never
goes down.
"""

_DUPLICATES: tuple[Statement, ...] = (
    # That two contacts are different people, however alike they look; the smaller number first.
    add_table(
        "distinct_pair",
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        "contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE",
        "other_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE",
        "UNIQUE (contact_id, other_id)",
    ),
    "CREATE INDEX ix_distinct_pair_other_id ON distinct_pair (other_id)",
)

_NEWS: tuple[Statement, ...] = (
    # What the files of a source have said about a contact, each statement once; `news` names the fields of it
    # that are news of which nothing has been said yet.
    add_table(
        "source_statement",
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        "contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE",
        "source TEXT NOT NULL",
        "name TEXT NOT NULL",
        "organization TEXT NOT NULL",
        "role TEXT NOT NULL",
        "news TEXT NOT NULL",
        "said_at INTEGER NOT NULL",
    ),
    "CREATE INDEX ix_source_statement_contact_id ON source_statement (contact_id)",
    "CREATE INDEX ix_source_statement_news ON source_statement (said_at) WHERE news <> ''",
    # Where a contact worked before, and when the journal heard that it is over.
    add_table(
        "former_position",
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        "contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE",
        "organization TEXT NOT NULL",
        "role TEXT NOT NULL",
        "until_at INTEGER NOT NULL",
    ),
    "CREATE INDEX ix_former_position_contact_id ON former_position (contact_id)",
)

_FASTER_DUTIES = duties.STATEMENTS

STATEMENTS: tuple[Statement, ...] = (
    *_QUESTION_SETS,
    *_UIDS,
    *_DUPLICATES,
    *_NEWS,
    *_CALENDAR,
    *_SHARE,
    *_FASTER_DUTIES,
)

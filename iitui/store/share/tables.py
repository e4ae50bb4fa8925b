"""Describes what is shared of each table: its key, its links, its long texts, and what is counted out.

The only place that knows it: what is written into the document and what is read out of it both follow from
this description. Columns and links themselves come from the schema, so that a new column is shared at once.
"""

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache

from iitui.store.schema import migrations, version
from iitui.store.schema.recorded_tables import recorded_tables

Value = str | int | float | bool | None
"""What a register of the document holds; SQLite's booleans are numbers."""

Record = dict[str, Value]
"""SharedColumn -> value; a column that links holds the key of the other record."""

Records = dict[str, dict[str, Record]]
"""Table -> key -> record."""


@dataclass(frozen=True, slots=True)
class SharedTable:
    """What is shared of a table.

    Attributes:
        called: what one of its records is called; records that belong to another are counted with it.
        key: the columns that name a record on every device; of "a|b", the first that is not empty counts.
        texts: the columns with long texts, in which changes made in two places are merged.
        derived: the columns that follow from others, and are counted out again in each journal.
        unique: a column that no two records share; of two records with one value, the smaller key stays.
        empty: a text whose absence is the absence of the row, so that a record is never deleted by itself.
        kept_by: the table whose records keep one of this table, though it was deleted elsewhere.
    """

    called: str
    key: tuple[str, ...] = ("uid",)
    texts: frozenset[str] = frozenset()
    derived: frozenset[str] = frozenset()
    unique: str = ""
    empty: str = ""
    kept_by: str = ""


def _texts(*columns: str) -> frozenset[str]:
    return frozenset(columns)


_NAME_KEY = frozenset({"name_key"})

SHARED: Mapping[str, SharedTable] = {
    "organization": SharedTable("organization", texts=_texts("notes"), derived=_NAME_KEY, unique="name_key"),
    "occupation": SharedTable(
        "occupation", texts=_texts("research", "standing_reason"), derived=_NAME_KEY, unique="name_key"
    ),
    "question_set": SharedTable("question set", texts=_texts("description")),
    "question_plan": SharedTable("question set", texts=_texts("description")),
    "question": SharedTable("question", unique="slug", kept_by="plan_item"),
    "tag": SharedTable("contact", key=("name_key",), derived=_NAME_KEY, kept_by="contact_tag"),
    "contact": SharedTable("contact", derived=frozenset({"sort_key"})),
    "contact_note": SharedTable("contact", key=("contact_id",), texts=_texts("text"), empty="text"),
    "channel": SharedTable("contact", key=("contact_id", "kind", "value")),
    "contact_tag": SharedTable("contact", key=("contact_id", "tag_id")),
    "origin_key": SharedTable("contact", key=("key",)),
    "interview": SharedTable(
        "interview", texts=_texts("before", "after"), derived=frozenset({"day_end", "planned_day_end"})
    ),
    "debrief": SharedTable(
        "debrief",
        key=("interview_id",),
        texts=_texts("news", "liked", "disliked", "surprises", "corrections", "about_me"),
    ),
    "transcript": SharedTable("transcript", texts=_texts("text")),
    "plan_item": SharedTable("answer", key=("interview_id", "question_id"), texts=_texts("answer")),
    "theme": SharedTable("theme", derived=_NAME_KEY, unique="name_key"),
    "passage": SharedTable("passage"),
    "preparation": SharedTable("interview", key=("interview_id", "slug|text")),
    "touch": SharedTable("touch", texts=_texts("text")),
    "takeaway": SharedTable("takeaway", texts=_texts("text")),
    "reminder": SharedTable("reminder"),
    "settlement": SharedTable(
        "follow-up",
        key=(
            "kind",
            "interview_id",
            "preparation_id",
            "reminder_id",
            "touch_id",
            "contact_id",
            "takeaway_id",
            "occurrence",
        ),
        derived=frozenset({"subject_id"}),
    ),
    "distinct_pair": SharedTable("contact", key=("contact_id", "other_id")),
    "source_statement": SharedTable(
        "contact", key=("contact_id", "source", "name", "organization", "role", "said_at")
    ),
    "former_position": SharedTable("contact", key=("contact_id", "organization", "role", "until_at")),
    "target": SharedTable("target", key=("organization_id",)),
}
"""The tables that are shared, those that others link to first."""

SEVERAL = frozenset({"channel", "preparation", "source_statement", "former_position"})
"""The tables in which several records can have the same key; their order tells them apart."""

NOT_SHARED: Mapping[str, str] = {}
"""The recorded tables that stay in each journal, and why."""


@dataclass(frozen=True, slots=True)
class SharedColumn:
    """A column, as the schema declares it.

    Attributes:
        name: of the column.
        kind: INTEGER, TEXT or BOOLEAN.
        needed: whether it always holds something.
        target: the table that it links to; "" for none.
        ties: whether its record goes with the one that it links to.
    """

    name: str
    kind: str
    needed: bool
    target: str = ""
    ties: bool = False


@lru_cache(maxsize=1)
def shared_columns() -> Mapping[str, tuple[SharedColumn, ...]]:
    """Return the columns that are shared of each table, by the newest schema."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrations.migrate(fresh)
        return {table: _columns_of(fresh, table) for table in SHARED}


def _columns_of(fresh: sqlite3.Connection, table: str) -> tuple[SharedColumn, ...]:
    links = {
        row[3]: (row[2], row[6] in ("CASCADE", "RESTRICT"))
        for row in fresh.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    }
    left_out = SHARED[table].derived | {"id", "uid"}
    return tuple(
        SharedColumn(name, kind, bool(notnull or key), *links.get(name, ("", False)))
        for _, name, kind, notnull, _, key in fresh.execute(f"PRAGMA table_info({table})").fetchall()
        if name not in left_out
    )


@lru_cache(maxsize=8)
def columns_known(schema: int) -> Mapping[str, frozenset[str]]:
    """Return the columns that a version of the schema had, table by table."""
    tables = recorded_tables(min(schema, version.NEWEST))
    return {table: frozenset(tables[table].columns) for table in SHARED if table in tables}


def key_of(table: str, record: Mapping[str, Value], uid: str = "", order: int = 0) -> str:
    """Return the key of a record.

    Args:
        table: its table.
        record: its values; links hold keys.
        uid: its own, where it has one.
        order: which it is of several that would have the same key.
    """
    names = SHARED[table].key
    if names == ("uid",):
        return uid
    parts = [next((str(record[one]) for one in name.split("|") if record.get(one)), "") for name in names]
    words = "\0".join((*parts, str(order) if order else ""))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]

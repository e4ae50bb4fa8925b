"""Where each record of a journal stands in the file of everything, and by which names its columns go.

It follows from the schema, so that a new column is exported and imported by itself: a table with UIDs is a
list of its own, any other is nested in the record that it belongs to, and references are UIDs. What the
schema does not tell is declared here, and only here. `docs/journal-format.md` describes the result.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from iitui.domain.follow_ups import Subject
from iitui.store.schema import migrations
from iitui.store.schema.recorded_tables import recorded_tables
from iitui.store.schema.values import CLOSED_SETS, NEEDED, RANGES

FORMAT, VERSION = "iitui journal", 1
"""What the file says that it is; a change that an earlier iitui could not read raises the version."""

MARK = f'"format":"{FORMAT}"'
"""What stands near its beginning."""

UID = "uid"

NAMES = {
    "contact_note": "notes",
    "contact_tag": "tags",
    "origin_key": "origin_keys",
    "plan_item": "plan",
    "preparation": "preparation",
    "debrief": "debrief",
    "target": "target",
    "touch": "touches",
}
"""What tables are called in the file where that is not their name and an s."""

SCALARS = {"contact_note": "text", "contact_tag": "tag_id", "origin_key": "key"}
"""The nested tables of which a single column stands in the file."""

NESTED_BY_UID = frozenset({"passage"})
"""The tables with UIDs that are nested all the same: what they belong to has none."""

WORDS = "tag"
"""The table whose rows stand in the file by their names, since nothing but names is in it."""

DERIVED = {
    ("organization", "name_key"),
    ("occupation", "name_key"),
    ("contact", "sort_key"),
    ("theme", "name_key"),
    ("tag", "name_key"),
    ("interview", "planned_day_end"),
    ("interview", "day_end"),
    ("settlement", "subject_id"),
}
"""The columns that follow from others and do not stand in the file."""

SETTLEMENT = "settlement"

CHILD_KEYS = {
    "channel": ("kind", "value"),
    "plan_item": ("question_id",),
    "preparation": ("slug", "text"),
    SETTLEMENT: ("kind", "occurrence"),
}
"""By what a nested record without a UID is known again among those of its owner."""

UNIQUE = {"organization": "name", "occupation": "name", "theme": "name", "question": "slug"}
"""The columns of which no two records have the same value; by them a record with another UID is known."""

_LINES = frozenset(
    {
        "name",
        "role",
        "label",
        "value",
        "source",
        "tie",
        "place",
        "slug",
        "subject",
        "message_id",
        "zone",
        "key",
    }
)
_LINES_OF = frozenset({("question", "text"), ("preparation", "text"), ("reminder", "text")})
_INSTANTS = frozenset({("interview", "start"), ("touch", "at"), (SETTLEMENT, "at"), (SETTLEMENT, "until")})


class CellKind(StrEnum):
    """What a column holds in the file."""

    LINE = "line"
    TEXT = "text"
    WORD = "word"
    NUMBER = "number"
    BOOLEAN = "boolean"
    INSTANT = "instant"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class DocumentColumn:
    """A column of a table, as it stands in the file.

    Attributes:
        name: in the table.
        key: in the file; a reference is called after what it is, without `_id`.
        kind: what it holds.
        is_needed: whether it may be neither missing nor null.
        is_filled: whether it may not be empty.
        default: what a record without it holds.
        words: those that it can hold, for a WORD.
        range: the numbers that it can hold; None for any.
        target: the table that a REFERENCE leads to; else empty.
    """

    name: str
    key: str
    kind: CellKind
    is_needed: bool
    is_filled: bool
    default: str | int | None
    words: tuple[str, ...]
    range: range | None
    target: str


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A recorded table, as it stands in the file.

    Attributes:
        key: what its records are called there.
        number: the column by which other rows refer to a row.
        has_uid: whether its records have names that last.
        owner: the table in whose records it is nested; empty for a list of its own, and for settlements,
            which are nested in the records that they are about.
        link: the column that leads to the owner.
        is_single: whether its owner has one at most.
        columns: those that stand in the file, UID first.
        is_ordered: whether its place among those of its owner is the order of the list.
        children: the tables that are nested in it, with the columns that lead here.
    """

    name: str
    key: str
    number: str
    has_uid: bool
    owner: str
    link: str
    is_single: bool
    columns: tuple[DocumentColumn, ...]
    is_ordered: bool
    children: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Declared:
    """A column as SQLite tells it."""

    name: str
    kind: str
    is_not_null: bool
    default: str | int | None
    target: str
    is_cascading: bool


@lru_cache(maxsize=1)
def layout() -> Mapping[str, DocumentTable]:
    """Return all tables of the file by name, each after those that it refers to."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrations.migrate(fresh)
        declared = {name: _declared(fresh, name) for name in recorded_tables()}
    owners = {name: _owner(name, columns) for name, columns in declared.items()}
    tables = {
        name: _table(name, declared[name], owners)
        for name in _ordered(
            {name: {each.target for each in declared[name]} - {name, ""} for name in declared}
        )
    }
    return {name: table for name, table in tables.items() if name != WORDS}


def lists() -> list[DocumentTable]:
    """Return the tables that are lists of their own in the file, in its order."""
    return [table for table in layout().values() if not table.owner and table.name != SETTLEMENT]


def _declared(fresh: sqlite3.Connection, table: str) -> list[_Declared]:
    links = {row[3]: row for row in fresh.execute(f"PRAGMA foreign_key_list({table})")}
    return [
        _Declared(
            name=name,
            kind=kind,
            is_not_null=bool(not_null),
            default=fresh.execute(f"SELECT {default or 'NULL'}").fetchone()[0],
            target=links[name][2] if name in links else "",
            is_cascading=name in links and links[name][6] == "CASCADE",
        )
        for _, name, kind, not_null, default, _ in fresh.execute(f"PRAGMA table_info({table})").fetchall()
    ]


def _owner(table: str, columns: list[_Declared]) -> tuple[str, str]:
    """Return the table in which another is nested, and by which link: the first that no row is without."""
    has_uid = any(column.name == UID for column in columns)
    if table in (SETTLEMENT, WORDS) or (has_uid and table not in NESTED_BY_UID):
        return "", ""
    links = ((each.target, each.name) for each in columns if each.is_cascading and each.is_not_null)
    return next(links, ("", ""))


def _ordered(needs: Mapping[str, set[str]]) -> list[str]:
    done: list[str] = []
    while len(done) < len(needs):
        ready = [name for name in needs if name not in done and needs[name] <= set(done)]
        done += ready
    return done


def _table(name: str, declared: list[_Declared], owners: Mapping[str, tuple[str, str]]) -> DocumentTable:
    (owner, link), number = owners[name], declared[0].name
    names = {each.name for each in declared}
    of_follow_ups = {f"{subject}_id" for subject in Subject} if name == SETTLEMENT else set()
    is_ordered = "position" in names and bool(link)
    hidden = {link, number, *of_follow_ups, *(["position"] if is_ordered else [])}
    shown = [each for each in declared if each.name not in hidden and (name, each.name) not in DERIVED]
    shown.sort(key=lambda each: each.name != UID)
    return DocumentTable(
        name=name,
        key=NAMES.get(name, f"{name}s"),
        number=number,
        has_uid=UID in names,
        owner=owner,
        link=link,
        is_single=link == number,
        columns=tuple(_column(name, each) for each in shown),
        is_ordered=is_ordered,
        children=tuple(_children(name, owners)),
    )


def _children(name: str, owners: Mapping[str, tuple[str, str]]) -> list[tuple[str, str]]:
    nested = [(child, link) for child, (owner, link) in owners.items() if owner == name]
    return [*nested, *([(SETTLEMENT, f"{name}_id")] if name in {str(each) for each in Subject} else [])]


def _column(table: str, declared: _Declared) -> DocumentColumn:
    name = declared.name
    words = CLOSED_SETS.get(table, {}).get(name)
    return DocumentColumn(
        name=name,
        key=name.removesuffix("_id") if declared.target else name,
        kind=_kind(table, declared),
        is_needed=declared.is_not_null and declared.default is None,
        is_filled=NEEDED.get(table) == name,
        default=declared.default,
        words=tuple(word.value for word in words or ()),
        range=RANGES.get(table, {}).get(name),
        target=declared.target,
    )


def _kind(table: str, declared: _Declared) -> CellKind:
    name = declared.name
    if declared.target:
        return CellKind.REFERENCE
    if CLOSED_SETS.get(table, {}).get(name) is not None:
        return CellKind.WORD
    if declared.kind == "BOOLEAN":
        return CellKind.BOOLEAN
    if declared.kind == "INTEGER":
        return CellKind.INSTANT if (table, name) in _INSTANTS or name.endswith("_at") else CellKind.NUMBER
    return CellKind.LINE if name in _LINES or (table, name) in _LINES_OF else CellKind.TEXT

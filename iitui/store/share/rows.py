"""Reads the rows of a journal as records that are the same on every device: with keys instead of numbers."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from iitui.domain.questions import Origin
from iitui.domain.text import fold
from iitui.store.schema.recorded_tables import recorded_tables
from iitui.store.share.tables import SHARED, Record, Records, Value, key_of, shared_columns

OF_BUILT_IN = ("origin", "retired")
"""What is shared of a question that the program brings: the rest, each version words for itself."""

PrivateKeys = dict[str, set[str]]
"""Table -> keys of records that stay in this journal."""


@dataclass(frozen=True, slots=True)
class Journal:
    """What a journal holds.

    Attributes:
        records: its records.
        numbers: table -> key -> the key of the row in its table.
        private: the records that stay here; `records` has them as well.
    """

    records: Records
    numbers: dict[str, dict[str, int]]
    private: PrivateKeys = field(default_factory=dict)

    def is_private(self, table: str, key: str) -> bool:
        """Return whether a record stays here."""
        return key in self.private.get(table, ())


def read_journal(
    connection: sqlite3.Connection, *, without_off_record: bool = False, without_tags: Sequence[str] = ()
) -> Journal:
    """Read everything that is shared of a journal.

    Args:
        connection: the journal.
        without_off_record: whether answers off the record stay here, with their passages and with the
            transcripts of their interviews, which hold them as well.
        without_tags: contacts with one of these tags stay here, with all that belongs to them.
    """
    records: Records = {}
    keys: dict[str, dict[int, str]] = {}
    for table in SHARED:
        keys[table] = {}
        records[table] = {}
        _read_table(connection, table, records[table], keys)
    numbers = {table: {key: number for number, key in named.items()} for table, named in keys.items()}
    private = _private(records, without_off_record, {fold(tag.lstrip("#")) for tag in without_tags})
    return Journal(records, numbers, private)


def _read_table(
    connection: sqlite3.Connection, table: str, records: dict[str, Record], keys: dict[str, dict[int, str]]
) -> None:
    columns = shared_columns()[table]
    number = recorded_tables()[table].key
    has_uid = SHARED[table].key == ("uid",)
    if has_uid:  # contacts link to contacts
        keys[table].update(connection.execute(f"SELECT {number}, uid FROM {table}"))
    names = [column.name for column in columns]
    links = [(column.name, keys[column.target]) for column in columns if column.target]
    also = ", name_key" if table == "tag" else ""
    for row in connection.execute(f"SELECT {number}, {', '.join(names)}{also} FROM {table} ORDER BY 1"):
        record: Record = dict(zip(names, row[1:], strict=False))
        for name, named in links:
            value = record[name]
            record[name] = named.get(value) if isinstance(value, int) else None
        if table == "distinct_pair":
            record = in_order(record)
        key = keys[table][row[0]] if has_uid else _key(table, record, row, records)
        keys[table][row[0]] = key
        if table == "question" and record["origin"] == Origin.BUILT_IN:
            record = {name: record[name] for name in OF_BUILT_IN}
        records[key] = record


def in_order(pair: Record) -> Record:
    """Return a pair with the smaller one first, of keys as of numbers: each journal has other numbers."""
    first, second = sorted((pair["contact_id"], pair["other_id"]), key=lambda one: (str(type(one)), one or 0))
    return {**pair, "contact_id": first, "other_id": second}


def _key(table: str, record: Record, row: Sequence[Value], taken: dict[str, Record]) -> str:
    named = record | {"name_key": row[-1]} if table == "tag" else record
    order = 0
    while (key := key_of(table, named, order=order)) in taken:
        order += 1
    return key


def _private(records: Records, without_off_record: bool, without_tags: set[str]) -> PrivateKeys:
    private: PrivateKeys = {table: set() for table in SHARED}
    if without_tags:
        tags = {key for key, tag in records["tag"].items() if fold(str(tag["name"])) in without_tags}
        private["contact"] = {
            str(one["contact_id"]) for one in records["contact_tag"].values() if one["tag_id"] in tags
        }
    if without_off_record:
        hidden = {key: one for key, one in records["plan_item"].items() if one["off_record"]}
        private["plan_item"] = set(hidden)
        interviews = {one["interview_id"] for one in hidden.values()}
        private["transcript"] = {
            key for key, one in records["transcript"].items() if one["interview_id"] in interviews
        }
    if without_tags or without_off_record:
        _add_belongings(records, private)
    return private


def _add_belongings(records: Records, private: PrivateKeys) -> None:
    """Add what belongs to private records, and take the links of others to them away."""
    for table, columns in shared_columns().items():
        for column in columns:
            if not column.target:
                continue
            name, hidden = column.name, private[column.target]
            for key, record in records[table].items():
                if record.get(name) not in hidden:
                    continue
                if column.ties:
                    private[table].add(key)
                else:
                    record[name] = None

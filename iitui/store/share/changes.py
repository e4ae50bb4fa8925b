"""Writes what changed in a journal since it was last shared into the document."""

from dataclasses import dataclass

from iitui.store.share.document import RawRecord, SharedDocument, held_by, merged_text
from iitui.store.share.rows import Journal
from iitui.store.share.tables import SHARED, Record, Value, shared_columns
from iitui.store.share.view import SharedView, changed_columns

WITH = "with"
"""In what a deleted record held: table and key of the one that it was deleted with."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What changed of a record.

    Attributes:
        table: its table.
        key: its key.
        before: what it was; None if it is new.
        after: what it is; None if it is gone.
        columns: those that differ; none for a new record and one that is gone.
    """

    table: str
    key: str
    before: Record | None
    after: Record | None
    columns: tuple[str, ...] = ()


def find_changes(base: SharedView, journal: Journal) -> list[RecordChange]:
    """Return what changed in a journal since it was as `base` says; private records are left out."""
    changes = []
    for table in SHARED:
        before, after = base.records[table], journal.records[table]
        for key, record in after.items():
            if journal.is_private(table, key):
                continue
            old = before.get(key)
            columns = () if old is None else tuple(changed_columns(old, record))
            if old is None or columns:
                changes.append(RecordChange(table, key, old, record, columns))
        changes += [
            RecordChange(table, key, old, None)
            for key, old in before.items()
            if key not in after and not journal.is_private(table, key)
        ]
    return changes


class ChangeWriter:
    """Writes changes of a journal into a document."""

    def __init__(self, document: SharedDocument, base: SharedView) -> None:
        self._document = document
        self._base = base
        self._contents = document.contents()
        self._gone: dict[str, set[str]] = {table: set() for table in SHARED}

    def write(self, changes: list[RecordChange]) -> None:
        """Write all changes."""
        for change in changes:
            if change.after is None:
                self._gone[change.table].add(change.key)
        for change in changes:
            if change.after is None:
                self._bury(change)
            else:
                self._put(change, change.after)

    def _bury(self, change: RecordChange) -> None:
        empty = SHARED[change.table].empty
        if empty:
            if not self._owner(change):
                self._document.write(change.table, change.key, {}, {empty: ""})
            return
        held = dict(change.before or {})
        owner = self._owner(change)
        if owner:
            held[WITH] = owner
        for key in (change.key, *self._base.sources.get((change.table, change.key), ())):
            if key in self._contents.get(change.table, {}):
                self._document.bury(change.table, key, held)

    def _owner(self, change: RecordChange) -> str:
        """Return table and key of the record with which one was deleted; "" if it was deleted by itself."""
        before = change.before or {}
        for column in shared_columns()[change.table]:
            if column.ties and before.get(column.name) in self._gone[column.target]:
                return f"{column.target} {before[column.name]}"
        return ""

    def _put(self, change: RecordChange, record: Record) -> None:
        raw = self._contents.get(change.table, {}).get(change.key)
        if raw is None:
            wanted = dict(record)
        elif change.before is not None:
            wanted = {name: record[name] for name in change.columns}
        else:
            wanted = self._revived(change, record, raw)
        texts = SHARED[change.table].texts
        self._document.write(
            change.table,
            change.key,
            {name: value for name, value in wanted.items() if name not in texts},
            {name: str(value) for name, value in wanted.items() if name in texts},
        )

    def _revived(self, change: RecordChange, record: Record, raw: RawRecord) -> Record:
        """Return what to write of a record that is there again, so that what changed meanwhile stays."""
        held = held_by(raw) or {}
        texts = SHARED[change.table].texts
        wanted: Record = {}
        for name, value in record.items():
            now: Value = raw.get(name)
            if name in texts:
                now = self._document.text_of(change.table, change.key, raw, name)
            before = held.get(name, now)
            if value in (now, before):
                continue
            is_merged = name in texts and now != before
            wanted[name] = merged_text(str(before or ""), str(now), str(value)) if is_merged else value
        return wanted

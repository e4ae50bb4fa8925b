"""Works out what a journal is to hold by a document: the same on every device that has seen the same.

What a merge can break is put right here: a record whose owner is gone waits in the document, two records of
one name become the one with the smaller UID, and places in an order are told apart. What was left out for
that stays in the document and is told; nothing is lost.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from iitui.domain.dates.zones import iana_names
from iitui.domain.follow_ups import Kind
from iitui.domain.identity.uids import UID_FORM
from iitui.domain.questions import Origin
from iitui.domain.rules import RULES
from iitui.domain.text import clean, fold
from iitui.store.schema.recorded_tables import recorded_tables
from iitui.store.schema.values import NEEDED, RANGES, can_be
from iitui.store.share.document import INTO, RawRecord, SharedDocument, held_by
from iitui.store.share.rows import OF_BUILT_IN
from iitui.store.share.tables import (
    SEVERAL,
    SHARED,
    Record,
    Records,
    SharedColumn,
    Value,
    columns_known,
    key_of,
    shared_columns,
)

_ORDERED = {"plan_item": "interview_id", "channel": "contact_id"}
_UNIQUE_OF = {"name_key": "name", "slug": "slug"}
_BY_DEFAULT: Mapping[str, Value] = {"INTEGER": 0, "BOOLEAN": 0, "TEXT": ""}


@dataclass(frozen=True, slots=True)
class Grave:
    """A record that was deleted.

    Attributes:
        held: what it held then, as far as that is known.
        record: what it holds now: somebody who did not know may have changed it.
    """

    held: Record
    record: Record


@dataclass(slots=True)
class SharedView:
    """What a journal is to hold.

    Attributes:
        records: the records.
        aliases: table -> key of a record that became part of another -> key of that one.
        fresh_aliases: those that the document does not say yet.
        merged: table -> key -> what a record holds that became part of another.
        graves: table -> key -> a record that was deleted.
        orphans: table -> key -> a record whose owner is gone, and the owner's table and key.
        sources: the keys in the document of records whose key is another one there.
    """

    records: Records = field(default_factory=dict)
    aliases: dict[str, dict[str, str]] = field(default_factory=dict)
    fresh_aliases: list[tuple[str, str, str]] = field(default_factory=list)
    merged: Records = field(default_factory=dict)
    graves: dict[str, dict[str, Grave]] = field(default_factory=dict)
    orphans: dict[str, dict[str, tuple[Record, str, str]]] = field(default_factory=dict)
    sources: dict[tuple[str, str], list[str]] = field(default_factory=dict)


def view_of(document: SharedDocument, here: Records, schema: int) -> SharedView:
    """Return what a journal is to hold by a document.

    Args:
        document: the document.
        here: what the journal holds now: what the document says in words that this program does not know
            stays as it is here.
        schema: the version of the schema whose columns count; later ones hold their default.
    """
    reading = _ViewReading(document, here, schema)
    for table in SHARED:
        reading.read(table)
    return reading.view


class _ViewReading:
    def __init__(self, document: SharedDocument, here: Records, schema: int) -> None:
        self.view = SharedView()
        self._document = document
        self._contents = document.contents()
        self._here = here
        self._known = columns_known(schema)
        self._living: dict[str, Record] = {}

    def read(self, table: str) -> None:
        """Read the records of a table; those that it links to have been read."""
        view = self.view
        view.records[table], view.aliases[table], view.merged[table] = {}, {}, {}
        view.graves[table], view.orphans[table] = {}, {}
        if table not in self._known:
            return
        living: Records = {table: {}}
        for key, raw in sorted(self._contents.get(table, {}).items()):
            record = self._record(table, key, raw)
            if record is None:
                continue
            held = held_by(raw)
            if held is not None:
                view.graves[table][key] = Grave(held, record)
            elif raw.get(INTO):
                view.aliases[table][key] = str(raw[INTO])
                view.merged[table][key] = record
            else:
                living[table][key] = record
        self._merge_names(table, living[table])
        self._living = living[table]
        for key, record in living[table].items():
            self._place(table, key, record)
        self._mend_own_links(table)
        if table in _ORDERED:
            _tell_places_apart(view.records[table], _ORDERED[table])

    def _record(self, table: str, key: str, raw: RawRecord) -> Record | None:
        """Return a record as this program understands it; None if it cannot."""
        here = self._here.get(table, {}).get(key)
        if table == "question" and raw.get("origin") == Origin.BUILT_IN:
            if here is None:
                return None  # a newer program brings it
            return {name: raw[name] if raw.get(name) is not None else here[name] for name in OF_BUILT_IN}
        if SHARED[table].key == ("uid",) and not UID_FORM.fullmatch(key):
            return None
        texts, known = SHARED[table].texts, self._known[table]
        key_columns = {part for name in SHARED[table].key for part in name.split("|")}
        record: Record = {}
        for column in shared_columns()[table]:
            name = column.name
            value = self._document.text_of(table, key, raw, name) if name in texts else raw.get(name)
            if name not in known or (name not in raw and name not in texts):
                value = _default(table, column)
            if isinstance(value, str) and not column.target and name not in key_columns:
                value = clean(value)
            if not _fits(table, column, value) or (here is None and _is_unclean(column, value)):
                if here is None or column.target:
                    return None
                value = here[name]
            record[name] = value
        return record

    def _merge_names(self, table: str, living: dict[str, Record]) -> None:
        """Make records of one name one: that with the smaller key, to which all links lead then."""
        unique = SHARED[table].unique
        if not unique:
            return
        first: dict[str, str] = {}
        for key in sorted(living):
            name = living[key].get(_UNIQUE_OF[unique])
            if not name:
                continue
            word = fold(str(name)) if unique == "name_key" else str(name)
            winner = first.setdefault(word, key)
            if winner != key:
                self.view.aliases[table][key] = winner
                self.view.fresh_aliases.append((table, key, winner))
                self.view.merged[table][key] = living.pop(key)

    def alias(self, table: str, key: str) -> str:
        """Return the key of the record that one has become part of; its own if it has not."""
        aliases, seen = self.view.aliases.get(table, {}), {key}
        while (other := aliases.get(key)) is not None and other not in seen:
            seen.add(other)
            key = other
        return key

    def _place(self, table: str, key: str, record: Record) -> None:
        view, revived, is_merged = self.view, [], False
        for column in shared_columns()[table]:
            if not column.target or record.get(column.name) is None:
                continue
            target = self.alias(column.target, str(record[column.name]))
            is_merged |= target != record[column.name]
            record[column.name] = target
            if column.target == table or target in view.records[column.target]:
                continue
            if SHARED[column.target].kept_by == table and target in view.graves[column.target]:
                revived.append((column.target, target))
            elif column.ties:
                view.orphans[table][key] = (record, column.target, target)
                return
            else:
                record[column.name] = None
        if SHARED[table].empty and not record[SHARED[table].empty]:
            return
        actual = self._actual_key(table, key, record, is_merged=is_merged)
        if actual is None:
            return
        for target_table, target in revived:
            self._keep(target_table, target)
        view.records[table][actual] = record

    def _keep(self, table: str, key: str) -> None:
        """Keep a record that was deleted where it was not needed; a question is then no longer offered."""
        if key in self.view.records[table]:
            return
        record = dict(self.view.graves[table].pop(key).record)
        if table == "question":
            record["retired"] = 1
        self.view.records[table][key] = record

    def _actual_key(self, table: str, key: str, record: Record, *, is_merged: bool) -> str | None:
        """Return the key of a record by what its links lead to now; None if another has it."""
        if table == "settlement" and not _is_about_something(record):
            return None
        if SHARED[table].key == ("uid",) or table in SEVERAL:
            return key
        named = record | {"name_key": fold(str(record["name"]))} if table == "tag" else record
        actual = key_of(table, named)
        if actual == key:
            return key
        if not is_merged:
            return key if key in self._here.get(table, {}) else None
        self.view.sources.setdefault((table, actual), []).append(key)
        if actual in self.view.records[table] or actual in self._living:
            self.view.merged[table][key] = record
            return None
        return actual

    def _mend_own_links(self, table: str) -> None:
        """Take away the links to records of the same table that are gone."""
        for column in shared_columns()[table]:
            if column.target == table:
                records = self.view.records[table]
                for record in records.values():
                    if record.get(column.name) not in records:
                        record[column.name] = None


def _tell_places_apart(records: dict[str, Record], owner: str) -> None:
    """Number what stands in an order anew where several stand at one place."""
    groups: dict[Value, list[str]] = {}
    for key, record in records.items():
        groups.setdefault(record[owner], []).append(key)
    for keys in groups.values():
        if len({records[key]["position"] for key in keys}) == len(keys):
            continue
        keys.sort(key=lambda key: (_number(records[key]["position"]), key))
        for place, key in enumerate(keys):
            records[key]["position"] = place


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _default(table: str, column: SharedColumn) -> Value:
    defaults = recorded_tables()[table].defaults
    if column.name in defaults:
        value = defaults[column.name]
        return None if isinstance(value, bytes) else value
    return _BY_DEFAULT[column.kind] if column.needed and not column.target else None


def _fits(table: str, column: SharedColumn, value: Value) -> bool:
    """Return whether a journal can hold a value, as this program would write it."""
    if value is None:
        return not column.needed
    if column.target:
        return isinstance(value, str)
    fits = _fits_text if column.kind == "TEXT" else _fits_number
    return fits(table, column, value) and can_be(table, column.name, value)


def _fits_text(table: str, column: SharedColumn, value: Value) -> bool:
    if not isinstance(value, str) or (column.name == "zone" and value not in iana_names()):
        return False
    is_needed = NEEDED.get(table) == column.name or (table, column.name) == ("passage", "text")
    return value != "" or not is_needed


def _fits_number(table: str, column: SharedColumn, value: Value) -> bool:
    if not isinstance(value, int) or (column.kind == "BOOLEAN" and value not in (0, 1)):
        return False
    allowed = RANGES.get(table, {}).get(column.name)
    return (allowed is None or value in allowed) and not (table == "passage" and value < 0)


def _is_unclean(column: SharedColumn, value: Value) -> bool:
    return isinstance(value, str) and not column.target and clean(value) != value


def _is_about_something(record: Record) -> bool:
    """Return whether a settlement is tied to the kind of record that its kind is about."""
    rule = RULES.get(Kind(str(record["kind"])))
    return rule is not None and record.get(f"{rule.subject}_id") is not None


def changed_columns(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[str]:
    """Yield the columns in which two records differ."""
    for column, value in after.items():
        if before.get(column) != value:
            yield column

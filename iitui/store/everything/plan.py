"""Compares a file of everything with a journal, and decides what is added; it writes nothing.

Records are known by their UIDs. What the journal has stays as it is: what it lacks is filled in, and what the
file says otherwise is reported.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import end_of_day
from iitui.domain.errors import UnreadableError
from iitui.domain.identity.keys import uid_key
from iitui.domain.questions import Origin
from iitui.domain.text import fold, shorten
from iitui.store.built_in import load_questions
from iitui.store.everything.document import Document, Record, Reference
from iitui.store.everything.layout import (
    CHILD_KEYS,
    SCALARS,
    SETTLEMENT,
    UID,
    UNIQUE,
    WORDS,
    CellKind,
    DocumentColumn,
    DocumentTable,
    layout,
    lists,
)
from iitui.store.row_reader import instant, seconds

_LONGEST_SHOWN = 60
_FILLED = (CellKind.LINE, CellKind.TEXT, CellKind.REFERENCE)


@dataclass(frozen=True, slots=True)
class Pending:
    """Stands for the number that a row gets when it is written."""

    place: int


RowId = int | Pending
Cell = str | int | None | Pending


@dataclass(frozen=True, slots=True)
class Insert:
    """A row that is added; `later` are references to rows that may come after it."""

    table: str
    row: RowId
    cells: Mapping[str, Cell]
    later: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Nest:
    """Where a record is nested: in which row, by which link, at which place."""

    owner: RowId
    link: str
    place: int


@dataclass(frozen=True, slots=True)
class Fill:
    """A cell of a row of the journal that is filled in."""

    table: str
    key: str
    row: int
    column: str
    value: Cell


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What the file says otherwise than the journal, which stays as it is.

    Attributes:
        where: the place in the file.
        called: the record, in words: "contact Dana Ito".
        column: by its name in the file.
    """

    where: str
    called: str
    column: str
    journal: str
    file: str

    @property
    def in_words(self) -> str:
        """What stays and what the file says, as people say it."""
        return f"{self.column} {self.journal}, not {self.file}"


@dataclass(slots=True)
class Counts:
    """What becomes of the records of one list."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class JournalPlan:
    """What importing a whole journal does.

    Attributes:
        counts: list by list, by its name in the file.
    """

    inserts: list[Insert] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    differences: list[Otherwise] = field(default_factory=list)
    counts: dict[str, Counts] = field(default_factory=dict)

    @property
    def writes_anything(self) -> bool:
        """Whether carrying it out changes the journal."""
        return bool(self.inserts or self.fills)

    def total(self, name: str) -> int:
        """Return a count over all lists: "read", "added", "updated" or "unchanged"."""
        return sum(getattr(counts, name) for counts in self.counts.values())

    def say_added(self) -> list[str]:
        """Return what is added, list by list: "3 contacts"."""
        named = ((counts.added, table) for table in lists() if (counts := self.counts[table.key]).added)
        return [
            f"{count} {(table.name if count == 1 else table.key).replace('_', ' ')}" for count, table in named
        ]


def plan_journal(connection: sqlite3.Connection, document: Document) -> JournalPlan:
    """Compare a file of everything with a journal.

    Raises:
        UnreadableError: a record refers to one that is neither in the file nor in the journal.
    """
    return _Planning(connection, document).run()


class _Planning:
    """Plans the import of one file into one journal."""

    def __init__(self, connection: sqlite3.Connection, document: Document) -> None:
        self._connection = connection
        self._document = document
        self._plan = JournalPlan(counts={table.key: Counts() for table in lists()})
        self._ids: dict[tuple[str, str], RowId] = {}
        self._unique: dict[tuple[str, str], RowId] = {}
        self._origin_keys: dict[str, int] = {}
        self._rows: dict[tuple[object, ...], RowId] = {}
        self._planned: set[RowId] = set()
        self._built_in = {question.slug for question in load_questions()}
        self._pending = 0

    def run(self) -> JournalPlan:
        """Return the plan."""
        self._know_the_journal()
        for record in self._document.records:
            self._identify(record)
        for record in self._document.records:
            counts = self._plan.counts[record.table.key]
            before = len(self._plan.inserts) + len(self._plan.fills)
            row = self._take(record)
            is_changed = before != len(self._plan.inserts) + len(self._plan.fills)
            is_changed = is_changed and not (isinstance(row, Pending) and self._is_brought(record))
            counts.read += 1
            counts.added += is_changed and isinstance(row, Pending)
            counts.updated += is_changed and isinstance(row, int)
            counts.unchanged += not is_changed
        self._refuse_circles()
        order = {name: place for place, name in enumerate((WORDS, *layout()))}
        self._plan.inserts.sort(key=lambda insert: order[insert.table])
        return self._plan

    def _is_brought(self, record: Record) -> bool:
        """Return whether this iitui brings a record into every journal as soon as it writes there."""
        return record.table.name == "question" and record.values.get("slug") in self._built_in

    def _know_the_journal(self) -> None:
        for table in layout().values():
            if table.has_uid:
                rows = self._connection.execute(f"SELECT uid, id FROM {table.name}")
                self._ids.update(((table.name, uid), number) for uid, number in rows)
        for name, column in UNIQUE.items():
            query = f"SELECT {column}, id FROM {name} WHERE {column} IS NOT NULL"
            rows = self._connection.execute(query)
            self._unique.update(((name, fold(value)), number) for value, number in rows)
        rows = self._connection.execute(f"SELECT name, id FROM {WORDS}")
        self._ids.update(((WORDS, fold(name)), number) for name, number in rows)
        self._origin_keys = dict(self._connection.execute("SELECT key, contact_id FROM origin_key"))

    def _next(self) -> Pending:
        self._pending += 1
        return Pending(self._pending)

    def _identify(self, record: Record) -> None:
        """Find the row of each record with a UID, by another sign if need be, or set one aside for it."""
        name, uid = record.table.name, record.values.get(UID)
        if isinstance(uid, str) and (name, uid) not in self._ids:
            row = self._ids[name, uid] = self._known_otherwise(record, uid) or self._next()
            sign = record.values.get(UNIQUE.get(name, ""))
            if isinstance(sign, str):
                self._unique.setdefault((name, fold(sign)), row)
        for child in record.children:
            self._identify(child)

    def _known_otherwise(self, record: Record, uid: str) -> RowId | None:
        name = record.table.name
        if name == "contact":
            return self._origin_keys.get(uid_key(uid))
        sign = record.values.get(UNIQUE.get(name, ""))
        return self._unique.get((name, fold(sign))) if isinstance(sign, str) else None

    def _take(self, record: Record, nest: Nest | None = None) -> RowId:
        """Plan one record and what is nested in it; return its row."""
        table = record.table
        owner = None if nest is None else nest.owner
        cells = {name: self._resolve(record, name, value) for name, value in record.values.items()}
        identity = _identity(record, owner, cells)
        row = self._rows.get(identity)
        if row is None:
            row = self._find(record, nest, cells)
            if isinstance(row, int):
                self._compare(record, row, cells)
            elif row is None or row not in self._planned:
                row = owner if table.is_single and owner is not None else row or self._next()
                self._insert(record, row, cells, nest)
            self._rows[identity] = row
        places: dict[str, int] = {}
        for child in record.children:
            child_link = dict(table.children)[child.table.name]
            here = places.get(child.table.name)
            here = self._first_place(child.table, child_link, row) if here is None else here + 1
            places[child.table.name] = here
            self._take(child, Nest(row, child_link, here))
        return row

    def _resolve(self, record: Record, column: str, value: object) -> Cell:
        """Return a cell with the row that a reference leads to."""
        if not isinstance(value, Reference):
            return value if isinstance(value, str | int) else None
        if value.table == WORDS:
            return self._word(value.uid)
        row = self._ids.get((value.table, value.uid))
        if row is None:
            key = next(each.key for each in record.table.columns if each.name == column)
            raise UnreadableError(
                f"{self._document.file}: {record.where}.{key} refers to"
                f" {shorten(value.uid, _LONGEST_SHOWN)}, but there's no such {value.table} in the file or in"
                " the journal."
            )
        return row

    def _word(self, name: str) -> RowId:
        """Return the row of a word, which is added if it is new."""
        key = (WORDS, fold(name))
        if key not in self._ids:
            row = self._ids[key] = self._next()
            self._plan.inserts.append(Insert(WORDS, row, {"name": name, "name_key": fold(name)}))
        return self._ids[key]

    def _find(self, record: Record, nest: Nest | None, cells: Mapping[str, Cell]) -> RowId | None:
        """Return the row of a record: a number if the journal has it; None if a new row gets one later."""
        table = record.table
        if table.has_uid:
            return self._ids[table.name, str(record.values[UID])]
        if table.name == "origin_key" and str(cells["key"]) in self._origin_keys:
            return self._origin_keys[str(cells["key"])]  # each key is that of one contact
        if nest is None or not isinstance(nest.owner, int):
            return None
        keys = _keys(table)
        wanted = [cells.get(key) for key in keys]
        if any(isinstance(cell, Pending) for cell in wanted):
            return None
        conditions = "".join(f" AND {key} IS ? COLLATE NOCASE" for key in keys)
        query = f"SELECT {table.number} FROM {table.name} WHERE {nest.link} = ?{conditions}"
        found: tuple[int] | None = self._connection.execute(query, (nest.owner, *wanted)).fetchone()
        return None if found is None else found[0]

    def _first_place(self, table: DocumentTable, link: str, owner: RowId) -> int:
        if not table.is_ordered or isinstance(owner, Pending):
            return 0
        query = f"SELECT coalesce(max(position), -1) + 1 FROM {table.name} WHERE {link} = ?"
        return int(self._connection.execute(query, (owner,)).fetchone()[0])

    def _insert(self, record: Record, row: RowId, cells: Mapping[str, Cell], nest: Nest | None) -> None:
        """Plan a new row; what leads to rows of its own table is written once all are there."""
        table = record.table
        whole: dict[str, Cell] = {column.name: _empty(column) for column in table.columns}
        whole.update(cells)
        if nest is not None:
            whole[nest.link] = nest.owner
            whole.update({"subject_id": nest.owner} if table.name == SETTLEMENT else {})
            whole.update({"position": nest.place} if table.is_ordered else {})
        whole.update(_derived(table.name, whole))
        later = {
            column.name: whole.pop(column.name)
            for column in table.columns
            if column.target == table.name and whole[column.name] is not None
        }
        self._plan.inserts.append(Insert(table.name, row, whole, later))
        self._planned.add(row)

    def _compare(self, record: Record, row: int, cells: Mapping[str, Cell]) -> None:
        """Plan what is filled in of a row of the journal, and note what differs."""
        table = record.table
        if table.name in SCALARS and not table.is_single:
            return
        is_built_in = cells.get("origin") == Origin.BUILT_IN.value
        columns = [column for column in table.columns if column.name in cells and column.name != UID]
        names = ", ".join(column.name for column in columns) or "1"
        query = f"SELECT {names} FROM {table.name} WHERE {table.number} = ?"
        present = self._connection.execute(query, (row,)).fetchone()
        for column, ours in zip(columns, present, strict=False):
            theirs = cells[column.name]
            if ours == theirs or (is_built_in and column.name != "retired"):
                continue
            is_empty = ours in ("", None) and column.kind in _FILLED and column.target != table.name
            if (is_empty and theirs not in ("", None)) or (is_built_in and theirs):
                self._plan.fills.append(Fill(table.name, table.number, row, column.name, theirs))
            elif not is_built_in:
                shown = (self._show(column, ours), self._show(column, theirs))
                self._plan.differences.append(
                    Otherwise(record.where, self._called(table, row), column.key, *shown)
                )

    def _called(self, table: DocumentTable, row: int) -> str:
        """Return a record of the journal in words."""
        words = self._words_of(table.name, table.number, row)
        return f"{table.name.replace('_', ' ')} {words}".rstrip()

    def _words_of(self, table: str, number: str, row: int) -> str:
        names = {column.name for column in layout()[table].columns}
        column = next((each for each in ("name", "text", "value") if each in names), "''")
        query = f"SELECT {column} FROM {table} WHERE {number} = ?"
        return shorten(str(self._connection.execute(query, (row,)).fetchone()[0]), _LONGEST_SHOWN)

    def _show(self, column: DocumentColumn, cell: Cell) -> str:
        if cell is None or cell == "":
            return "nothing"
        if isinstance(cell, Pending):
            return "a record that is new"
        if column.kind is CellKind.REFERENCE and isinstance(cell, int) and column.target != WORDS:
            return self._words_of(column.target, "id", cell) or f"{column.target} {cell}"
        if column.kind is CellKind.INSTANT and isinstance(cell, int):
            return instant(cell).strftime("%Y-%m-%dT%H:%M:%SZ")
        if column.kind is CellKind.BOOLEAN:
            return "true" if cell else "false"
        return shorten(str(cell), _LONGEST_SHOWN)

    def _refuse_circles(self) -> None:
        """Refuse new contacts who named each other, round and round."""
        named = {
            insert.row: insert.later["referred_by_id"]
            for insert in self._plan.inserts
            if "referred_by_id" in insert.later
        }
        sound: set[object] = set()
        for first in named:
            path: list[object] = []
            here: object = first
            while here in named and here not in sound:
                if here in path:
                    raise UnreadableError(
                        f"{self._document.file}: some contacts were referred by each other, in a circle."
                    )
                path.append(here)
                here = named[here] if isinstance(here, Pending) else None
            sound.update(path)


def _identity(record: Record, owner: RowId | None, cells: Mapping[str, Cell]) -> tuple[object, ...]:
    """Return by what a record is the same as another of the file."""
    table = record.table
    if table.has_uid:
        return table.name, UID, str(record.values[UID])
    values = (cells.get(key) for key in _keys(table))
    return table.name, owner, *(fold(each) if isinstance(each, str) else each for each in values)


def _keys(table: DocumentTable) -> tuple[str, ...]:
    """Return the columns by which a nested record without a UID is known among those of its owner."""
    if table.is_single:
        return ()
    if table.name in SCALARS:
        return (SCALARS[table.name],)
    return CHILD_KEYS.get(table.name) or tuple(column.name for column in table.columns)


def _empty(column: DocumentColumn) -> Cell:
    """Return what a record holds of a column that the file does not name."""
    return "" if column.is_needed else column.default


def _derived(table: str, cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return the cells that follow from others."""
    if table == "interview":
        zone = ZoneInfo(str(cells["zone"]))
        end = cells["ended_at"] or _number(cells["start"]) + _number(cells["minutes"]) * 60
        return {
            "planned_day_end": _day_end(_number(cells["planned_at"]), zone),
            "day_end": _day_end(_number(end), zone),
        }
    if table == "contact":
        return {"sort_key": fold(str(cells["name"]))}
    return {"name_key": fold(str(cells["name"]))} if UNIQUE.get(table) == "name" else {}


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _day_end(at: int, zone: ZoneInfo) -> int:
    return seconds(end_of_day(instant(at), zone))

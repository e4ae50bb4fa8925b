"""Makes a journal what the document says, within an act: only rows that differ are written."""

import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from iitui.domain.dates.calendar import end_of_day
from iitui.domain.follow_ups import Subject
from iitui.domain.questions import Origin
from iitui.domain.text import fold
from iitui.store.schema.recorded_tables import recorded_tables
from iitui.store.share.changes import RecordChange
from iitui.store.share.rows import Journal, in_order
from iitui.store.share.tables import SHARED, Record, Value, shared_columns
from iitui.store.share.view import SharedView, changed_columns


def find_news(view: SharedView, journal: Journal) -> list[RecordChange]:
    """Return what a journal does not hold as the document says; private records are left out."""
    news = []
    renamed = _renamed(view, journal)
    for table in SHARED:
        wanted, present = view.records[table], journal.records[table]
        for key, record in wanted.items():
            if journal.is_private(table, key):
                continue
            old = present.get(_name_here(table, key, renamed))
            if old is None:
                if _can_be_added(table, record):
                    news.append(RecordChange(table, key, None, record))
                continue
            columns = tuple(changed_columns(_with_links_renamed(table, old, renamed), record))
            if columns or _name_here(table, key, renamed) != key:
                news.append(RecordChange(table, key, old, record, columns))
        kept = {_name_here(table, key, renamed) for key in wanted}
        news += [
            RecordChange(table, key, old, None)
            for key, old in present.items()
            if key not in kept and not journal.is_private(table, key) and not _is_built_in(table, old)
        ]
    return news


def _is_built_in(table: str, record: Record) -> bool:
    return table == "question" and record.get("origin") == Origin.BUILT_IN


def _can_be_added(table: str, record: Record) -> bool:
    return not _is_built_in(table, record)


def _renamed(view: SharedView, journal: Journal) -> dict[str, dict[str, str]]:
    """Return, table by table, the keys of rows that get another UID: key that they get -> key they have."""
    return {
        table: {
            winner: key
            for key, winner in sorted(aliases.items(), reverse=True)
            if key in journal.numbers[table]
            and winner not in journal.numbers[table]
            and winner in view.records[table]
        }
        for table, aliases in view.aliases.items()
    }


def _name_here(table: str, key: str, renamed: Mapping[str, Mapping[str, str]]) -> str:
    return renamed.get(table, {}).get(key, key)


def _with_links_renamed(table: str, record: Record, renamed: Mapping[str, Mapping[str, str]]) -> Record:
    result = record
    for column in shared_columns()[table]:
        if renamed.get(column.target):
            winners = {key: winner for winner, key in renamed[column.target].items()}
            value = record.get(column.name)
            if value in winners:
                result = {**result, column.name: winners[str(value)]}
    return result


class Applier:
    """Writes news into the rows of a journal."""

    def __init__(self, connection: sqlite3.Connection, view: SharedView, journal: Journal) -> None:
        self._connection = connection
        self._view = view
        self._numbers = {table: dict(numbers) for table, numbers in journal.numbers.items()}
        self._renamed = _renamed(view, journal)

    def write(self, news: list[RecordChange]) -> None:
        """Write all news; the references between rows are checked when the act ends."""
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        self._rename()
        self._free_names(news)
        self._number_new_rows(news)
        gone = [change for change in news if change.after is None]
        for change in gone:
            if SHARED[change.table].key != ("uid",) and change.table != "tag":
                self._delete(change)  # a row with the same links may follow
        for change in news:
            if change.after is not None and change.before is None:
                self._insert(change, change.after)
        for change in news:
            if change.after is not None and change.before is not None:
                self._update(change, change.after)
        for change in reversed(gone):
            if SHARED[change.table].key == ("uid",) or change.table == "tag":
                self._delete(change)

    def _rename(self) -> None:
        for table, renamed in self._renamed.items():
            for winner, key in renamed.items():
                number = self._numbers[table].pop(key)
                self._numbers[table][winner] = number
                self._connection.execute(f"UPDATE {table} SET uid = ? WHERE id = ?", (winner, number))

    def _free_names(self, news: list[RecordChange]) -> None:
        """Take the names of rows away that get another or are deleted, so that others can have them."""
        for change in news:
            if not SHARED[change.table].unique or change.before is None:
                continue
            column = SHARED[change.table].unique
            if change.after is not None and "name" not in change.columns and column not in change.columns:
                continue
            number = self._number(change)
            if number is not None:
                self._connection.execute(
                    f"UPDATE {change.table} SET {column} = 'iitui ' || id WHERE id = ?",
                    (number,),
                )

    def _number(self, change: RecordChange) -> int | None:
        return self._numbers[change.table].get(change.key)

    def _number_new_rows(self, news: list[RecordChange]) -> None:
        """Choose the numbers of new rows beforehand, so that they can link to each other."""
        latest: dict[str, int] = {}
        for change in news:
            table = change.table
            if change.after is None or change.before is not None or recorded_tables()[table].key != "id":
                continue
            if table not in latest:
                row = self._connection.execute(
                    "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
                ).fetchone()
                latest[table] = row[0] if row else 0
            latest[table] += 1
            self._numbers[table][change.key] = latest[table]

    def _insert(self, change: RecordChange, record: Record) -> None:
        table = change.table
        row = self._row(table, record)
        row |= self._derived(table, record, row)
        if recorded_tables()[table].key == "id":
            row["id"] = self._numbers[table][change.key]
        if SHARED[table].key == ("uid",):
            row["uid"] = change.key
        self._connection.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )

    def _update(self, change: RecordChange, record: Record) -> None:
        table, number = change.table, self._number(change)
        if number is None or not change.columns:
            return
        row = self._row(table, {name: record[name] for name in change.columns})
        if not _is_built_in(table, record):
            row |= self._derived(table, record, self._row(table, record))
        places = ", ".join(f"{name} = ?" for name in row)
        self._connection.execute(
            f"UPDATE {table} SET {places} WHERE {recorded_tables()[table].key} = ?",
            (*row.values(), number),
        )

    def _delete(self, change: RecordChange) -> None:
        number = self._number(change)
        if number is None:
            return
        if (
            change.table == "question"
            and self._connection.execute(
                "SELECT 1 FROM plan_item WHERE question_id = ?", (number,)
            ).fetchone()
        ):
            return  # a plan that stays in this journal needs it
        self._connection.execute(
            f"DELETE FROM {change.table} WHERE {recorded_tables()[change.table].key} = ?",
            (number,),
        )

    def _row(self, table: str, record: Record) -> dict[str, Value]:
        """Return the columns of a record, links as numbers."""
        row = dict(record)
        for column in shared_columns()[table]:
            if column.target and record.get(column.name) is not None:
                row[column.name] = self._numbers[column.target].get(str(record[column.name]))
        return in_order(row) if table == "distinct_pair" and len(row) > 1 else row

    def _derived(self, table: str, record: Record, row: Mapping[str, Value]) -> dict[str, Value]:
        return {name: _DERIVED[name](record, row) for name in sorted(SHARED[table].derived)}


def _end_of_day(seconds: Value, zone: Value) -> int:
    at = datetime.fromtimestamp(_whole(seconds), UTC)
    return int(end_of_day(at, ZoneInfo(str(zone))).timestamp())


def _day_end(record: Record, _row: Mapping[str, Value]) -> Value:
    ended = record["ended_at"]
    end = _whole(record["start"]) + _whole(record["minutes"]) * 60 if ended is None else ended
    return _end_of_day(end, record["zone"])


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _subject(_record: Record, row: Mapping[str, Value]) -> Value:
    """Return the number of the record that a settlement is about: the one to which it is tied."""
    return next(row[f"{one}_id"] for one in Subject if row.get(f"{one}_id") is not None)


_DERIVED: Mapping[str, Callable[[Record, Mapping[str, Value]], Value]] = {
    "name_key": lambda record, _row: fold(str(record["name"])),
    "sort_key": lambda record, _row: fold(str(record["name"])),
    "day_end": _day_end,
    "planned_day_end": lambda record, _row: _end_of_day(record["planned_at"], record["zone"]),
    "subject_id": _subject,
}

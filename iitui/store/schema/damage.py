"""What makes a journal damaged: pages, a schema or values that nobody can have written.

The only place that decides it, for whatever is about to write to a journal, to copy one or to offer a backup,
and for an error that nobody foresaw. What merely contradicts other records is found by the rules of
`iitui.store.check.inspection`, and does not keep anybody from writing.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from enum import StrEnum

from iitui.domain import (
    contacts,
    follow_ups,
    interviews,
    occupations,
    questions,
    takeaways,
    touches,
    transcripts,
)
from iitui.domain.text import clean_line
from iitui.store.schema import migrations, version
from iitui.store.schema.findings import RESTORE, Finding
from iitui.store.schema.recorded_tables import RecordedTable, recorded_tables

_MOST = 20
"""So many faults of pages are named; more would say no more."""

CLOSED_SETS: dict[str, dict[str, type[StrEnum]]] = {
    "contact": {"level": contacts.Level, "name_permission": contacts.NamePermission},
    "channel": {"kind": contacts.ChannelKind},
    "occupation": {"standing": occupations.Standing},
    "interview": {"medium": interviews.Medium, "status": interviews.Status},
    "question": {
        "category": questions.Category,
        "phase": questions.Phase,
        "level": contacts.Level,
        "origin": questions.Origin,
    },
    "plan_item": {"state": questions.Asked, "agreement": questions.Agreement},
    "touch": {"kind": touches.TouchKind, "direction": touches.Direction, "outcome": touches.Outcome},
    "takeaway": {"kind": takeaways.TakeawayKind, "trial": takeaways.Trial},
    "transcript": {"format": transcripts.TranscriptFormat},
    "reminder": {"unit": follow_ups.RepeatUnit},
    "settlement": {"kind": follow_ups.Kind, "verdict": follow_ups.Verdict},
}
"""The columns that hold a word of an enum, table by table."""

_ACTS = ("act", "change", "recording", "memo")
"""The tables of the journal's own beside its records."""

_INSTANTS = ("start", "at", "until")
_SPANS = ("minutes", "travel_minutes", "added_minutes", "seconds", "cadence_days", "lead_days", "every")
_FIRST, _LAST = -2208988800, 32503680000
"""The seconds of the years 1900 and 3000; a draft must lie between 1970 and 2199."""

_LONGEST_SPAN = 1_000_000
_LARGEST = 2**53

_BY_SQLITE = (3, 44)
"""From this version on SQLite looks at the search index by itself."""


def has_faults(connection: sqlite3.Connection) -> str | None:
    """Return what is wrong with a journal first; None where it is whole. It is only read."""
    try:
        with _one_state(connection):
            first = next(_lines(connection), None) or next(_each(connection), None)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return words_of(error)
    if first is None:
        return _search_fault(connection)
    return first if isinstance(first, str) else f"{first.where}: {first.what.rstrip('.')}"


@contextmanager
def _one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """Read one state of the journal in the block, whatever other processes write meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def words_of(error: Exception) -> str:
    """Return what an error of reading says, in one line, whatever the journal brings into it."""
    if isinstance(error, UnicodeDecodeError):
        return "a name in its schema is no text"
    return clean_line(" ".join(str(error).split()))[:200].rstrip(".")


def faults_of(connection: sqlite3.Connection) -> list[Finding]:
    """Return all that is wrong with pages; where these are whole, with the schema; else with values.

    Raises:
        sqlite3.Error: the journal cannot even be looked at.
        UnicodeDecodeError: the same, and SQLite's own words about it are no text.
    """
    pages = [_fault("the file", f"It is damaged: {line}.") for line in _lines(connection, _MOST)]
    return pages or schema_faults(connection) or list(_values(connection))


def _each(connection: sqlite3.Connection) -> Iterator[Finding]:
    yield from schema_faults(connection)
    yield from _values(connection)
    yield from unknown_words(connection)
    yield from _half_done(connection)


def _fault(where: str, what: str) -> Finding:
    return Finding(clean_line(where), what, RESTORE, is_damage=True)


def _lines(connection: sqlite3.Connection, most: int = 1) -> Iterator[str]:
    """Yield what SQLite itself finds wrong with the file."""
    count = 0
    for row in connection.execute(f"PRAGMA integrity_check({most})"):
        for line in str(row[0]).splitlines():
            if line != "ok" and not line.startswith("***") and count < most:
                count += 1
                yield clean_line(line).rstrip(".")


def schema_faults(connection: sqlite3.Connection) -> list[Finding]:
    """Find tables, indexes, triggers and views that are not as the migrations made them so far."""
    present_version = version.version_of(connection)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrations.migrate(fresh, present_version)
        wanted = statements_of(fresh)
        with suppress(sqlite3.Error):  # of a step that fails; whoever takes it says so
            migrations.migrate(fresh)
        own = statements_of(fresh).keys()
    present = statements_of(connection)
    differing = [
        _fault(
            f"the {kind} {name}",
            "It is missing." if (kind, name) not in present else "It is not as iitui makes it.",
        )
        for (kind, name), statement in wanted.items()
        if present.get((kind, name)) != statement
    ]
    early = [
        _fault(f"the {kind} {name}", "It belongs to a later schema than that of this journal.")
        for kind, name in present.keys() & own - wanted.keys()
    ]
    return differing + early


def statements_of(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return by kind and name what made the tables, indexes, triggers and views of a database."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid")
    return {(str(row[0]), str(row[1])): f"{row[3]} -- {row[2]}" for row in rows}


def can_be(table: str, column: str, value: object) -> bool:
    """Return whether a column can hold a value, as far as that can be told without the table."""
    words = CLOSED_SETS.get(table, {}).get(column)
    if value is None or words is not None:
        return value is None or value in [word.value for word in words or ()]
    if isinstance(value, int):
        first, last = _range(column)
        return first <= value <= last
    return isinstance(value, str)


def _values(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find values that are of another kind than their column, too large to be meant, or no text."""
    for table, columns in _columns(connection):
        wrong = {column: _wrong(column, kind) for column, kind in columns.items()}
        if not _is_clean(connection, table, columns, wrong):
            yield from _rows(connection, table, columns, wrong)
    condition = f"typeof(seq) <> 'integer' OR seq NOT BETWEEN 0 AND {_LARGEST}"
    for _ in connection.execute(f"SELECT 1 FROM sqlite_sequence WHERE {condition}").fetchall():  # noqa: S608
        yield _fault("the numbers of records", "They go on from what is no number.")


def _columns(connection: sqlite3.Connection) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each table that is there with its columns and their declared kinds, the key first."""
    for table in (*recorded_tables(version.version_of(connection)), *_ACTS):
        declared = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()}
        if declared:
            yield table, declared


def _wrong(column: str, kind: str) -> str:
    """Return the condition under which the value of a column cannot have been written."""
    if kind == "TEXT":
        return f"typeof({column}) <> 'text'"
    if kind == "BOOLEAN":
        return f"{column} NOT IN (0, 1)"
    first, last = _range(column)
    return f"typeof({column}) <> 'integer' OR {column} NOT BETWEEN {first} AND {last}"


def _range(column: str) -> tuple[int, int]:
    """Return between which numbers those of a column can be meant."""
    if column in _SPANS:
        return -_LONGEST_SPAN, _LONGEST_SPAN
    if column in _INSTANTS or column.endswith(("_at", "_end")):
        return _FIRST, _LAST
    return -_LARGEST, _LARGEST


def _is_clean(
    connection: sqlite3.Connection, table: str, columns: dict[str, str], wrong: dict[str, str]
) -> bool:
    """Look a table over at once; all texts of a column are decoded as one, which is several times faster."""
    conditions = " OR ".join(f"({column} IS NOT NULL AND ({one}))" for column, one in wrong.items())
    texts = "".join(f", group_concat({column})" for column, kind in columns.items() if kind == "TEXT")
    try:
        count = connection.execute(f"SELECT total({conditions}){texts} FROM {table}").fetchone()[0]  # noqa: S608
    except sqlite3.Error:  # of decoding; or there is more of it than fits into one text
        return False
    return not count


def _rows(
    connection: sqlite3.Connection, table: str, columns: dict[str, str], wrong: dict[str, str]
) -> Iterator[Finding]:
    key = next(iter(columns))
    for column, kind in columns.items():
        rows = connection.execute(
            f"SELECT rowid, CAST({column} AS BLOB), {wrong[column]} FROM {table}"  # noqa: S608
            f" WHERE {column} IS NOT NULL ORDER BY 1"
            if table != "memo"
            else f"SELECT 0, CAST({column} AS BLOB), {wrong[column]} FROM memo"  # noqa: S608
        )
        for number, value, is_wrong in rows:
            where = table if key == "name" else f"{table} {number}"
            if is_wrong:
                yield _fault(where, f"Its {column} is no value for it.")
            elif kind == "TEXT" and not _is_text(value):
                yield _fault(where, f"Its {column} is no text.")


def _is_text(value: bytes) -> bool:
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def unknown_words(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find words that are none of those which a column may hold, if the journal's schema has it yet."""
    tables = recorded_tables(version.version_of(connection))
    for table, sets in CLOSED_SETS.items():
        for column, words in sets.items():
            if table not in tables or column not in tables[table].columns:
                continue
            known = ", ".join(f"'{word.value}'" for word in words)
            rows = connection.execute(
                f"SELECT id, {column} FROM {table} WHERE {column} NOT IN ({known}) ORDER BY 1"  # noqa: S608
            )
            for number, word in rows:
                what = f"Its {column} is {clean_line(word)!r}, which iitui does not know."
                yield _fault(f"{table} {number}", what)


def _broken_image(tables: Mapping[str, RecordedTable]) -> str:
    """Return the condition under which a change does not hold the images of a row of its table."""
    names = ", ".join(f"'{table}'" for table in tables)
    broken = [f"record NOT IN ({names})"]
    for side in ("before", "after"):
        lacking = " ".join(f"WHEN '{name}' THEN {_misfit(side, table)}" for name, table in tables.items())
        broken.append(
            f"CASE WHEN {side} IS NULL THEN 0 WHEN NOT json_valid({side}) THEN 1"
            f" ELSE CASE record {lacking} END END"
        )
    return " OR ".join(broken)


def _misfit(side: str, table: RecordedTable) -> str:
    """Return the condition under which an image has no columns that its table has or had."""

    def lacking(columns: Iterable[str]) -> str:
        return " OR ".join(f"json_type({side}, '$.{column}') IS NULL" for column in columns)

    count = f"(SELECT count(*) FROM json_each({side}))"  # noqa: S608
    earlier = (f" AND ({count} <> {len(columns)} OR {lacking(sorted(columns))})" for columns in table.earlier)
    return f"({lacking(table.columns)}){''.join(earlier)}"


def _half_done(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find an act that was left half recorded, or that cannot be taken back."""
    if connection.execute("SELECT id, act_id FROM recording").fetchall() != [(1, None)]:
        yield _fault("the history", "An act was left half recorded.")
    broken = _broken_image(recorded_tables(version.version_of(connection)))
    for row in connection.execute(f"SELECT DISTINCT act_id FROM change WHERE {broken} ORDER BY 1"):  # noqa: S608
        yield _fault(f"act {row[0]}", "It cannot be undone: an image of a row is broken.")


def _search_fault(connection: sqlite3.Connection) -> str | None:
    """Return what is wrong with the search index, where SQLite has not looked at it by itself.

    It is looked at in a copy, for its own look counts as writing.
    """
    if sqlite3.sqlite_version_info >= _BY_SQLITE or not version.version_of(connection):
        return None
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
            connection.backup(copy)
            look_at_search(copy)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return f"the search index: {words_of(error)}"
    return None


def look_at_search(copy: sqlite3.Connection) -> None:
    """Let the search index look at itself, in a copy.

    Raises:
        sqlite3.DatabaseError: it is damaged.
    """
    copy.execute("INSERT INTO contact_search (contact_search) VALUES ('integrity-check')")

"""Decides whether a journal is damaged: pages, a schema or values that iitui cannot have written.

Only this module decides it, before a journal is written to or copied, before a backup is offered, and after
an unexpected error. Records that merely contradict each other are found by the rules of
`iitui.store.check.inspection`, and do not prevent writing.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass

from iitui.domain.text import clean_line
from iitui.store.schema import version
from iitui.store.schema.recorded_tables import RecordedTable, recorded_tables, schema_of, statements_of
from iitui.store.schema.values import CLOSED_SETS, LARGEST, impossible

UNDO_OR_RESTORE = "Undo the last acts (iitui undo), or restore a backup (iitui restore FILE)."
RESTORE = "Restore a backup (iitui restore FILE; iitui backup --list lists them)."

_MOST = 20
"""How many faults of pages are named."""

_ACTS = ("act", "change", "recording", "memo", "calendar_item", "calendar_file")
"""The tables that hold no records."""

_BY_SQLITE = (3, 44)
"""From this version on, SQLite checks the search index itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        where: the record, such as "interview 12", or the file.
        what: one sentence.
        remedy: what the user can do about it, one sentence or a command.
        is_damage: whether nobody can have written it so; such a journal is not written to.
    """

    where: str
    what: str
    remedy: str
    is_damage: bool = False


def has_faults(connection: sqlite3.Connection) -> str | None:
    """Return the first fault of a journal, which is only read; None if there is none."""
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
    """Return the message of an error of reading as one clean line."""
    if isinstance(error, UnicodeDecodeError):
        return "a name in its schema isn't text"
    return clean_line(" ".join(str(error).split()))[:200].rstrip(".")


def faults_of(connection: sqlite3.Connection) -> list[Finding]:
    """Return all faults of pages; if there are none, those of the schema; else those of values.

    Raises:
        sqlite3.Error: the journal cannot be read at all.
        UnicodeDecodeError: the same, if SQLite's own message is not valid text.
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
    """Find tables, indexes, triggers and views that differ from those of the journal's schema version."""
    wanted = schema_of(version.version_of(connection)).statements
    try:
        own = schema_of().statements.keys()
    except sqlite3.Error:  # of a step that fails; whoever takes it says so
        own = wanted.keys()
    present = statements_of(connection)
    differing = [
        _fault(
            f"the {kind} {name}",
            "It is missing." if (kind, name) not in present else "It isn't as iitui creates it.",
        )
        for (kind, name), statement in wanted.items()
        if present.get((kind, name)) != statement
    ]
    early = [
        _fault(f"the {kind} {name}", "It belongs to a newer schema than this journal's.")
        for kind, name in present.keys() & own - wanted.keys()
    ]
    return differing + early


def _values(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find values that are of another type than their column, too large, or not valid text."""
    for table, columns in _columns(connection):
        wrong = {column: impossible(column, kind) for column, kind in columns.items()}
        if not _is_clean(connection, table, columns, wrong):
            yield from _rows(connection, table, columns, wrong)
    condition = f"typeof(seq) <> 'integer' OR seq NOT BETWEEN 0 AND {LARGEST}"
    for _ in connection.execute(f"SELECT 1 FROM sqlite_sequence WHERE {condition}").fetchall():
        yield _fault("the numbers of records", "Their counter isn't a number.")


def _columns(connection: sqlite3.Connection) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each table that exists with its columns and their declared types, the key first."""
    for table in (*recorded_tables(version.version_of(connection)), *_ACTS):
        declared = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()}
        if declared:
            yield table, declared


def _is_clean(
    connection: sqlite3.Connection, table: str, columns: dict[str, str], wrong: dict[str, str]
) -> bool:
    """Check a table as a whole; the texts of a column are decoded as one, which is several times faster."""
    conditions = " OR ".join(f"({column} IS NOT NULL AND ({one}))" for column, one in wrong.items())
    texts = "".join(f", group_concat({column})" for column, kind in columns.items() if kind == "TEXT")
    try:
        count = connection.execute(f"SELECT total({conditions}){texts} FROM {table}").fetchone()[0]
    except sqlite3.Error:  # of decoding; or there is more of it than fits into one text
        return False
    return not count


def _rows(
    connection: sqlite3.Connection, table: str, columns: dict[str, str], wrong: dict[str, str]
) -> Iterator[Finding]:
    key = next(iter(columns))
    for column, kind in columns.items():
        rows = connection.execute(
            f"SELECT rowid, CAST({column} AS BLOB), {wrong[column]} FROM {table}"
            f" WHERE {column} IS NOT NULL ORDER BY 1"
            if table != "memo"
            else f"SELECT 0, CAST({column} AS BLOB), {wrong[column]} FROM memo"
        )
        for number, value, is_wrong in rows:
            where = table if key == "name" else f"{table} {number}"
            if is_wrong:
                yield _fault(where, f"Its value for {column} isn't valid.")
            elif kind == "TEXT" and not _is_text(value):
                yield _fault(where, f"Its {column} isn't text.")


def _is_text(value: bytes) -> bool:
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def unknown_words(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find words that are not in the closed set of their column."""
    tables = recorded_tables(version.version_of(connection))
    for table, sets in CLOSED_SETS.items():
        for column, words in sets.items():
            if table not in tables or column not in tables[table].columns:
                continue
            known = ", ".join(f"'{word.value}'" for word in words)
            rows = connection.execute(
                f"SELECT id, {column} FROM {table} WHERE {column} NOT IN ({known}) ORDER BY 1"
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
    """Return the condition under which the columns of an image are not those that its table has or had."""

    def lacking(columns: Iterable[str]) -> str:
        return " OR ".join(f"json_type({side}, '$.{column}') IS NULL" for column in columns)

    count = f"(SELECT count(*) FROM json_each({side}))"
    earlier = (f" AND ({count} <> {len(columns)} OR {lacking(sorted(columns))})" for columns in table.earlier)
    return f"({lacking(table.columns)}){''.join(earlier)}"


def half_recorded(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find an act that was begun and never ended."""
    if connection.execute("SELECT id, act_id FROM recording").fetchall() != [(1, None)]:
        yield _fault("the history", "An act was left half recorded.")


def _half_done(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find an act that was left half recorded, or that cannot be undone."""
    yield from half_recorded(connection)
    broken = _broken_image(recorded_tables(version.version_of(connection)))
    for row in connection.execute(f"SELECT DISTINCT act_id FROM change WHERE {broken} ORDER BY 1"):
        yield _fault(f"act {row[0]}", "It can't be undone: part of its record is damaged.")


def _search_fault(connection: sqlite3.Connection) -> str | None:
    """Return what is wrong with the search index, if SQLite does not check it itself.

    A copy is checked, because the check counts as writing.
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
    """Let the search index check itself, in a copy.

    Raises:
        sqlite3.DatabaseError: it is damaged.
    """
    copy.execute("INSERT INTO contact_search (contact_search) VALUES ('integrity-check')")

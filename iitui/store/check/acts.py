"""What the record of acts must be, so that undo and redo can rely on it."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import astuple, fields

from iitui import __version__
from iitui.domain.built_in import BuiltInQuestion
from iitui.domain.questions import Origin
from iitui.domain.text import clean
from iitui.store.schema.damage import RESTORE, Finding, half_recorded
from iitui.store.schema.recorded_tables import recorded_tables
from iitui.store.schema.values import has_columns, is_whole

_LATEST = """
    CREATE TEMP TABLE latest AS
    SELECT record, row_id, after AS image, max(c.id) FROM change c JOIN act a ON a.id = c.act_id
    WHERE NOT a.undone GROUP BY record, row_id
    UNION ALL
    SELECT record, row_id, before, min(c.id) FROM change c JOIN act a ON a.id = c.act_id
    WHERE a.undone GROUP BY record, row_id
"""
"""What the acts say of rows: what the latest one left, and what the first that was taken back found."""


def check_acts(connection: sqlite3.Connection) -> list[Finding]:
    """Find acts that could not be undone or redone as they were done."""
    return [
        *_recording(connection),
        *_bank(connection),
        *(misplaced := list(_acts(connection))),
        *_images(connection),
        *([] if misplaced else _kept(connection)),
    ]


def _recording(connection: sqlite3.Connection) -> Iterable[Finding]:
    yield from half_recorded(connection)
    if connection.execute("SELECT 1 FROM memo WHERE name = 'bank'").fetchone() is None:
        yield Finding("the bank", "The built-in questions are missing.", "Open iitui; it adds them.")


def _acts(connection: sqlite3.Connection) -> Iterable[Finding]:
    for number, name in connection.execute("SELECT id, name FROM act"):
        if clean(name) != name:
            yield Finding(f"act {number}", "Its name contains control characters.", RESTORE)
    first_undone, last_done = connection.execute(
        "SELECT min(id) FILTER (WHERE undone), max(id) FILTER (WHERE NOT undone) FROM act"
    ).fetchone()
    if first_undone is not None and last_done is not None and first_undone < last_done:
        yield Finding(f"act {first_undone}", "It was undone, but a later one was not.", RESTORE)


def _images(connection: sqlite3.Connection) -> Iterable[Finding]:
    """Look whether the images of rows are whole; only an act whose images are can be taken back."""
    broken: set[int] = set()
    for act, record, before, after in connection.execute(
        "SELECT act_id, record, before, after FROM change ORDER BY act_id"
    ):
        if act not in broken and not all(is_whole(record, image) for image in (before, after)):
            broken.add(act)
            is_damage = not all(has_columns(record, image) for image in (before, after))
            what = "It can't be undone: part of its record is damaged."
            yield Finding(f"act {act}", what, RESTORE, is_damage=is_damage)


def _kept(connection: sqlite3.Connection) -> Iterable[Finding]:
    """Compare rows with what the latest act left of them, which no index and no reference would notice."""
    connection.execute(_LATEST)
    for record, table in recorded_tables().items():
        columns = table.columns
        pairs = ", ".join(f"'{column}', r.{column}" for column in columns)
        rows = connection.execute(
            f"SELECT l.row_id, l.image, {', '.join(f'r.{column}' for column in columns)}"
            f" FROM temp.latest l LEFT JOIN {record} r ON r.{table.key} = l.row_id"
            f" WHERE l.record = '{record}'"
            f" AND l.image IS NOT CASE WHEN r.{table.key} IS NOT NULL THEN json_object({pairs}) END"
        )
        for number, image, *row in rows.fetchall():
            if not _agrees(record, image, tuple(row)):
                yield Finding(f"{record} {number}", "It doesn't match what the last act left.", RESTORE)


def _agrees(record: str, image: str | None, row: tuple[object, ...]) -> bool:
    """Compare a row with an image by their values; how an image is spelt is SQLite's own matter."""
    if image is None or not is_whole(record, image):
        return image is not None  # what is broken is said elsewhere
    values = json.loads(image)
    if record == "question" and values["origin"] == Origin.BUILT_IN:
        return True  # a newer program may have worded it anew, which is no act
    return recorded_tables()[record].row_of(values) == row


def _bank(connection: sqlite3.Connection) -> Iterable[Finding]:
    """Compare the built-in questions with those that this program brings."""
    memo = connection.execute("SELECT value FROM memo WHERE name = 'bank'").fetchone()
    if memo is None or memo[0] != __version__:
        return
    from iitui.store.built_in import load_questions

    wanted = {one.slug: (*astuple(one), place) for place, one in enumerate(load_questions())}
    columns = ", ".join(field.name for field in fields(BuiltInQuestion))
    rows = connection.execute(
        f"SELECT id, slug, {columns}, position FROM question WHERE origin = ?",
        (Origin.BUILT_IN.value,),
    )
    for number, slug, *row in rows:
        if slug in wanted and tuple(row) != wanted.pop(slug):
            yield Finding(f"question {number}", "It differs from iitui's built-in version.", RESTORE)

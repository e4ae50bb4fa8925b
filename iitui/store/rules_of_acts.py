"""What the record of acts must be, so that undo and redo can rely on it."""

import json
import sqlite3
from collections.abc import Iterable

from iitui.domain.text import clean
from iitui.store.finding import RESTORE, Finding
from iitui.store.schema_001 import RECORDED


def check_acts(connection: sqlite3.Connection) -> list[Finding]:
    """Find acts that could not be undone or redone as they were done."""
    return [*_recording(connection), *_acts(connection), *_images(connection)]


def _recording(connection: sqlite3.Connection) -> Iterable[Finding]:
    rows = connection.execute("SELECT id, act_id FROM recording").fetchall()
    if rows != [(1, None)]:
        yield Finding("the history", "An act was left half recorded.", RESTORE)
    if connection.execute("SELECT 1 FROM memo WHERE name = 'bank'").fetchone() is None:
        yield Finding("the bank", "The built-in questions are missing.", "Open iitui; it brings them.")


def _acts(connection: sqlite3.Connection) -> Iterable[Finding]:
    for number, name in connection.execute("SELECT id, name FROM act"):
        if clean(name) != name:
            yield Finding(f"act {number}", "Its name holds control characters.", RESTORE)
    first_undone, last_done = connection.execute(
        "SELECT min(id) FILTER (WHERE undone), max(id) FILTER (WHERE NOT undone) FROM act"
    ).fetchone()
    if first_undone is not None and last_done is not None and first_undone < last_done:
        yield Finding(f"act {first_undone}", "It was taken back though a later one was not.", RESTORE)


def _images(connection: sqlite3.Connection) -> Iterable[Finding]:
    """Look whether the images of rows are whole; only an act whose images are can be taken back."""
    broken: set[int] = set()
    for act, record, before, after in connection.execute(
        "SELECT act_id, record, before, after FROM change ORDER BY act_id"
    ):
        if act not in broken and not all(_is_whole(record, image) for image in (before, after)):
            broken.add(act)
            yield Finding(f"act {act}", "It cannot be undone: an image of a row is broken.", RESTORE)


def _is_whole(record: str, image: str | None) -> bool:
    if image is None:
        return record in RECORDED
    try:
        values = json.loads(image)
    except ValueError:
        return False
    return isinstance(values, dict) and values.keys() == set(RECORDED.get(record, ()))

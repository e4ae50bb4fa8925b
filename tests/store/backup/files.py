"""Files that the tests of backups begin with: filled journals, damaged ones, and what lies in a folder."""

import random
import sqlite3
from pathlib import Path

from iitui.store.journal import Store
from tests.builders import contact
from tests.clock import MovableClock

PAGE = 4096
"""Bytes."""


def names_in(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute("SELECT name FROM contact ORDER BY name")]
    finally:
        connection.close()


def filled(journal: Path, clock: MovableClock, count: int = 40) -> None:
    store = Store.open(journal, clock)
    with store.together("Many"):
        for number in range(count):
            contact(store, f"Contact {number:03}", organization=f"House {number}", notes="Words. " * 60)
    store.close()


def noise(path: Path, pages: list[int], seed: int) -> bytes:
    """Overwrite pages, counted from 1, and return what the file holds now."""
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE : page * PAGE] = random.Random(seed * 1000 + page).randbytes(PAGE)
    path.write_bytes(content)
    return bytes(content)

"""Journals that tests begin with: the sample, those that earlier versions left behind, and a hostile one.

Each is made once in a process and handed out as bytes, so that no test can spoil it for another.
"""

import lzma
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from iitui.store.journal import Store
from iitui.store.sample import write_sample
from iitui.store.schema.migrations import migrate
from iitui.store.schema.version import NEWEST
from tests.clock import MORNING, ZONE
from tests.journals.hostile import write_hostile_text

EARLIER_VERSIONS = range(1, NEWEST)

Kept = TypeVar("Kept")


@cache
def new_journal() -> bytes:
    """A journal in which nothing has been done yet."""
    return journal_of(lambda path: Store.open(path, lambda: MORNING).close())[0]


@cache
def newest_schema() -> bytes:
    """A journal to which all steps were done and nothing else."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        return connection.serialize()


@cache
def sample_journal(now: datetime) -> bytes:
    """The sample journal, as it is written at an instant in Detroit."""
    return journal_of(lambda path: write_sample(path, lambda: now, ZONE))[0]


@cache
def hostile_journal(now: datetime) -> bytes:
    """A journal of nothing but hostile text, all of it written by the verbs as one act."""

    def write(path: Path) -> None:
        store = Store.open(path, lambda: now)
        with store.together("hostile"):
            write_hostile_text(store, now)
        store.close()

    return journal_of(write)[0]


@cache
def earlier_journal(version: int) -> bytes:
    """A sample journal, `version_N.db.xz`, that was written when N was the newest version of the schema."""
    return lzma.decompress(Path(__file__).with_name(f"version_{version}.db.xz").read_bytes())


def journal_of(write: Callable[[Path], Kept]) -> tuple[bytes, Kept]:
    """A journal that is written at a path and closed, and what its writer returned."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        kept = write(path)
        return path.read_bytes(), kept

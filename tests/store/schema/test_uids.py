"""Step 6 gives UIDs to what an earlier version wrote, in rows and in what acts keep of them."""

import json
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.store.journal import Store
from iitui.store.schema.migrations import migrate
from iitui.store.schema.version_006 import NAMED_TABLES
from tests.builders import contact
from tests.clock import MORNING, MovableClock
from tests.journals import earlier_journal
from tests.store.journal_contents import assert_agrees, plain_connection, record_rows

MADE = int(MORNING.timestamp())
CONTACT = (
    "INSERT INTO contact (id, name, sort_key, name_permission, source, role, archived, created_at)"
    f" VALUES (1, 'Dana Ito', 'dana ito', 'not asked', '', '', 0, {MADE})"
)


def act(connection: sqlite3.Connection, number: int, statement: str) -> None:
    """Write as an act of an earlier version did."""
    connection.execute("INSERT INTO act (id, at, name) VALUES (?, ?, ?)", (number, MADE, f"Act {number}"))
    connection.execute("UPDATE recording SET act_id = ?", (number,))
    connection.execute(statement)
    connection.execute("UPDATE recording SET act_id = NULL")


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A journal of step 3 with a contact that was added, changed and deleted."""
    path = tmp_path / "earlier.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, 3)
        act(connection, 1, CONTACT)
        act(connection, 2, "UPDATE contact SET role = 'Nurse'")
        act(connection, 3, "DELETE FROM contact")
    return path


def uids(path: Path, table: str) -> list[str]:
    with plain_connection(path) as connection:
        return [row[0] for row in connection.execute(f"SELECT uid FROM {table} ORDER BY id")]


def test_what_is_undone_after_the_step_keeps_its_name(earlier: Path, clock: MovableClock):
    store = Store.open(earlier, clock)
    store.history.undo()
    (uid,) = uids(earlier, "contact")
    for turn in (store.history.undo, store.history.redo, store.history.redo, store.history.undo):
        turn()
        assert uids(earlier, "contact") in ([uid], [])
    assert uids(earlier, "contact") == [uid]
    assert uuid.UUID(uid).version == 7
    assert_agrees(earlier)
    store.close()


def test_copies_of_one_journal_give_the_same_names(tmp_path: Path, clock: MovableClock):
    paths = [tmp_path / "laptop.db", tmp_path / "desktop.db"]
    for path in paths:
        path.write_bytes(earlier_journal(5))
        Store.open(path, clock).close()
    one, other = map(record_rows, paths)
    for table in NAMED_TABLES:
        assert one[table] == other[table]
        named = [uuid.UUID(uid) for uid in uids(paths[0], table)]
        assert all(uid.version == 7 and uid.variant == uuid.RFC_4122 for uid in named)
        assert len(set(named)) == len(named)
    assert one["contact"]


def test_a_broken_image_is_left_for_check_to_find(earlier: Path):
    with closing(sqlite3.connect(earlier, isolation_level=None)) as connection:
        connection.execute("UPDATE change SET after = '[1]' WHERE act_id = 2")
        migrate(connection)
        images = [row[0] for row in connection.execute("SELECT after FROM change ORDER BY id")]
    assert images[1] == "[1]"
    assert json.loads(images[0])["uid"]


def test_built_in_questions_have_the_same_names_everywhere(
    tmp_path: Path, store: Store, journal: Path, clock
):
    other = tmp_path / "old.db"
    other.write_bytes(earlier_journal(5))
    Store.open(other, clock).close()

    def names(path: Path) -> dict[str, str]:
        with plain_connection(path) as connection:
            return dict(connection.execute("SELECT slug, uid FROM question WHERE slug IS NOT NULL"))

    assert names(journal) == names(other)


def test_whatever_is_written_has_a_name(store: Store, journal: Path):
    first, second = contact(store, "Dana Ito", organization="Works"), contact(store, "Dana Ito")
    assert len({first.uid, second.uid, *uids(journal, "organization")}) == 3
    store.contacts.edit(first.id, ContactDraft(name="Dana Ono"))
    assert uids(journal, "contact") == [first.uid, second.uid]

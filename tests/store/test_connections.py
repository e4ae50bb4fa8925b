"""Opening a journal: what is made, what is refused and in which words, and who may read the files."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import DamagedError, JournalError
from iitui.store import connections
from iitui.store.backup.backups import take_backup
from iitui.store.backup_catalog import Reason, backups_of
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.store.schema import migrations, version
from iitui.store.schema.migrations import Step
from tests.builders import contact
from tests.clock import MovableClock


def refused(path: Path, clock: MovableClock) -> str:
    """What is said when the store and the reader refuse a path; both say the same."""
    with pytest.raises(JournalError) as by_store:
        Store.open(path, clock)
    with pytest.raises(JournalError) as by_glance:
        JournalReader.open(path)
    assert str(by_glance.value) == str(by_store.value)
    assert str(path) in str(by_store.value)
    assert "\n" not in str(by_store.value)
    return str(by_store.value)


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE moz_places (id INTEGER)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("content", [None, b""], ids=["nothing", "an empty file"])
def test_nothing_and_an_empty_file_become_a_journal(
    journal: Path, clock: MovableClock, content: bytes | None
):
    if content is not None:
        journal.write_bytes(content)
    store = Store.open(journal, clock)
    contact(store)
    store.close()
    again = Store.open(journal, clock)
    assert again.reader.contacts.count() == 1
    again.close()


@pytest.mark.parametrize(
    "name",
    [
        "a b.db",
        "what?mode=rw.db",
        "c#1.db",
        "50%.db",
        "100%25.db",
        "é ü.db",
        "file:x.db",
        os.fsdecode(b"\xff.db"),
    ],
)
def test_any_name_of_a_file_names_a_journal(
    tmp_path: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.chdir(tmp_path)
    store = Store.open(tmp_path / name, clock)
    contact(store)
    store.close()
    for path in (tmp_path / name, str(tmp_path / name), f"./{name}", Path(name)):
        reader = JournalReader.open(path)
        assert reader.contacts.count() == 1
        reader.close()
    assert {file.name for file in tmp_path.glob("*.db")} == {name}


def test_a_glance_at_nothing_makes_nothing(journal: Path, clock: MovableClock):
    reader = JournalReader.open(journal)
    assert reader.contacts.count() == 0
    assert reader.interviews.next(clock.now) is None
    reader.close()
    assert list(journal.parent.iterdir()) == []


@pytest.mark.parametrize("content", [b"Dear diary, ...", b"x", b"\0" * 4096, b"SQLite format 4\0" * 99])
def test_what_is_no_database_is_refused_and_stays(journal: Path, clock: MovableClock, content: bytes):
    journal.write_bytes(content)
    assert "is not a journal: it is not an SQLite database" in refused(journal, clock)
    assert journal.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_stays(journal: Path, clock: MovableClock):
    foreign(journal)
    before = journal.read_bytes()
    assert "is another program's database" in refused(journal, clock)
    assert journal.read_bytes() == before
    assert [path.name for path in journal.parent.iterdir()] == ["journal.db"]


def test_a_journal_of_a_newer_program_is_refused_and_stays(journal: Path, clock: MovableClock):
    Store.open(journal, clock).close()
    connection = sqlite3.connect(journal)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert refused(journal, clock) == (
        f"{journal} was written by a newer version of iitui (its schema is 99; this one knows up to"
        f" {version.NEWEST}). Please update iitui."
    )


def test_a_folder_is_refused(tmp_path: Path, clock: MovableClock):
    assert refused(tmp_path, clock) == f"{tmp_path} is a folder, not a journal."


def test_a_missing_folder_is_refused_and_not_made(tmp_path: Path, clock: MovableClock):
    path = tmp_path / "none" / "journal.db"
    assert "does not exist" in refused(path, clock)
    assert not path.parent.exists()


def test_a_pipe_is_refused_without_waiting(tmp_path: Path, clock: MovableClock):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert "is not a file" in refused(path, clock)


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, clock: MovableClock):
    path = tmp_path / ("x" * 300)
    with pytest.raises(JournalError, match="cannot be"):
        Store.open(path, clock)


def test_a_journal_that_another_program_holds_is_refused_after_a_while(
    journal: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.01)
    store = Store.open(journal, clock)
    other = sqlite3.connect(journal, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(JournalError, match="is in use by another program") as caught:
        contact(store)
    assert str(journal) in str(caught.value)
    assert store.reader.contacts.count() == 0, "reading goes on meanwhile"
    other.execute("ROLLBACK")
    contact(store)
    assert store.reader.contacts.count() == 1
    store.close()
    other.close()


def test_opening_a_journal_that_another_program_holds_is_refused(
    journal: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.01)
    other = sqlite3.connect(journal, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(JournalError, match="is in use by another program"):
        Store.open(journal, clock)
    other.close()


def test_a_damaged_journal_is_told_from_a_mistake(journal: Path, clock: MovableClock):
    store = Store.open(journal, clock)
    contact(store)
    store.close()
    content = bytearray(journal.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    journal.write_bytes(content)
    assert "is damaged" in refused(journal, clock)


def test_damage_that_only_reading_finds_is_a_sentence(journal: Path, clock: MovableClock):
    store = Store.open(journal, clock)
    contact(store)
    store.close()
    connection = sqlite3.connect(journal)
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'contact'").fetchone()[0]
    connection.close()
    content = bytearray(journal.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    journal.write_bytes(content)
    reader = JournalReader.open(journal)
    with pytest.raises(JournalError, match="is damaged") as caught:
        reader.contacts.names()
    assert str(journal) in str(caught.value)
    reader.close()


def test_only_the_owner_may_read_the_files(journal: Path, clock: MovableClock):
    before = os.umask(0o022)
    try:
        store = Store.open(journal, clock)
        contact(store)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in journal.parent.iterdir()}
        store.close()
    finally:
        os.umask(before)
    assert modes == {"journal.db": 0o600, "journal.db-wal": 0o600, "journal.db-shm": 0o600}


def test_closing_leaves_one_file(journal: Path, clock: MovableClock):
    store = Store.open(journal, clock)
    contact(store)
    store.close()
    assert [path.name for path in journal.parent.iterdir()] == ["journal.db"]


def test_a_glance_brings_an_older_journal_up_to_date(
    journal: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    Store.open(journal, clock).close()
    step = Step("one column more", lambda: ("ALTER TABLE memo ADD COLUMN more TEXT",))
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    newest = len(migrations.STEPS)
    monkeypatch.setattr(version, "NEWEST", newest)
    JournalReader.open(journal).close()
    connection = sqlite3.connect(journal)
    assert connection.execute("PRAGMA user_version").fetchone() == (newest,)
    connection.close()


READ_ONLY = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import DamagedError, JournalError
from iitui.store.reader import JournalReader
from iitui.store.journal import Store
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
path = Path(sys.argv[1])
reader = JournalReader.open(path)
print(reader.contacts.names())
reader.close()
try:
    Store.open(path, lambda: datetime.now(UTC))
except JournalError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="permissions are another matter here")
def test_a_read_only_journal_can_be_read_and_says_so_when_written(clock: MovableClock, shelf: Path):
    journal = shelf / "journal.db"
    store = Store.open(journal, clock)
    contact(store)
    store.close()
    journal.chmod(0o444)
    shelf.chmod(0o555)
    result = subprocess.run(
        [sys.executable, "-c", READ_ONLY, journal], capture_output=True, text=True, check=False
    )
    shelf.chmod(0o755)
    assert result.stderr == ""
    names, sentence = result.stdout.splitlines()
    assert names == "['Dana Ito']"
    assert sentence == f"{journal} is read-only; nothing was changed."


def test_a_trigger_of_another_program_is_not_written_beside(journal: Path, clock: MovableClock):
    store = Store.open(journal, clock)
    contact(store)
    store.close()
    with closing(sqlite3.connect(journal)) as connection, connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON contact BEGIN DELETE FROM contact; END")
    with pytest.raises(JournalError, match="a trigger that isn't from iitui, evil"):
        Store.open(journal, clock)


@pytest.mark.parametrize("left", [b"", b"too short", None])
def test_a_journal_that_was_there_once_is_not_begun_anew(
    journal: Path, clock: MovableClock, left: bytes | None
):
    store = Store.open(journal, clock)
    contact(store)
    store.close()
    take_backup(journal, Reason.ASKED, clock())
    journal.unlink()
    if left is not None:
        journal.write_bytes(left)
    for opened in (lambda: JournalReader.open(journal), lambda: Store.open(journal, clock)):
        with pytest.raises(DamagedError, match=r"the newest good backup .* to start a new journal, move"):
            opened()
    assert (journal.read_bytes() if journal.exists() else None) == left


def test_damage_is_found_before_the_first_act_where_no_backup_is_due(journal: Path, clock: MovableClock):
    store = Store.open(journal, clock)
    for number in range(400):
        store.contacts.add(ContactDraft(name=f"Contact {number}", notes="x" * 400))
    store.close()
    take_backup(journal, Reason.DAILY, clock())
    data = bytearray(journal.read_bytes())
    page = len(data) // 4096 // 2 * 4096
    data[page : page + 4096] = b"\x5a" * 4096
    journal.write_bytes(data)
    store = Store.open(journal, clock)
    with pytest.raises(DamagedError, match="the newest good backup"):
        store.contacts.add(ContactDraft(name="One more"))
    store.close()
    assert journal.read_bytes() == bytes(data)


def test_a_migration_that_fails_again_and_again_leaves_one_backup(
    journal: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    Store.open(journal, clock).close()
    step = Step("one that breaks", lambda: ("no SQL at all",))
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(version, "NEWEST", len(migrations.STEPS))
    for _ in range(3):
        with pytest.raises(JournalError):
            JournalReader.open(journal)
    assert len(backups_of(journal)) == 1


@pytest.mark.parametrize("version", [0, 1, 2, -2147483645])
def test_a_journal_that_only_claims_an_earlier_schema_is_not_migrated(
    journal: Path, clock: MovableClock, version: int
):
    Store.open(journal, clock).close()
    take_backup(journal, Reason.ASKED, clock())
    with closing(sqlite3.connect(journal)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    before = journal.read_bytes()
    words = refused(journal, clock)
    assert "It belongs to a newer schema" in words or "It isn't as iitui creates it" in words
    assert journal.read_bytes() == before
    assert len(backups_of(journal)) == 1, "what is damaged is no good backup"


def test_what_is_no_text_keeps_the_program_from_bringing_its_bank_up_to_date(
    journal: Path, clock: MovableClock
):
    Store.open(journal, clock).close()
    with closing(sqlite3.connect(journal)) as connection, connection:
        connection.execute("UPDATE memo SET value = '0.0' WHERE name = 'bank'")
        connection.execute("UPDATE question SET text = CAST(x'ff' AS TEXT) WHERE id = 1")
    before = journal.read_bytes()
    with pytest.raises(DamagedError, match="question 1: Its text isn't text"):
        Store.open(journal, clock)
    assert journal.read_bytes() == before


def test_a_damaged_backup_in_the_place_of_a_journal_gets_no_log(journal: Path, clock: MovableClock):
    Store.open(journal, clock).close()
    with closing(sqlite3.connect(journal)) as connection, connection:
        connection.execute("UPDATE question SET phase = 'oqen' WHERE id = 1")
    with closing(sqlite3.connect(journal)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    before = journal.read_bytes()
    with pytest.raises(DamagedError, match="question 1: Its phase is 'oqen'"):
        Store.open(journal, clock)
    assert journal.read_bytes() == before

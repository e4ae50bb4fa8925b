"""What only a process of its own may do to itself: live on a full disk, under a limit, or without rights.

`python -m tests.store.disk_conditions CONDITION FOLDER` goes through one, and prints "fine" if all went well.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import JournalError
from iitui.domain.imports import ImportRecord
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact
from tests.clock import MORNING, MovableClock
from tests.store.journal_contents import all_rows, assert_agrees, record_rows

NOBODY = 65534
LONG = "Much was said. " * 5000
CANNOT_MOUNT = 77

CLOCK = MovableClock(MORNING)


def refused(act: Callable[[], object]) -> str:
    """What is said when something cannot be done: one sentence, and no other error."""
    try:
        act()
    except JournalError as error:
        said = str(error)
    else:
        raise AssertionError("it was done")
    assert "\n" not in said
    return said


def wordy(store: Store, name: str) -> None:
    """An act that needs room."""
    store.contacts.add(ContactDraft(name=name, notes=f"{LONG}{name}"))


def several(store: Store) -> None:
    wordy(store, "A")
    wordy(store, "B")


def large_acts(store: Store, contact_id: int) -> list[Callable[[], object]]:
    records = [
        ImportRecord(f"row {row}", ContactDraft(name=f"P {row}", notes=LONG[:9000])) for row in range(60)
    ]
    return [
        lambda: wordy(store, "One more"),
        lambda: store.imports.run(records, "people.csv"),
        lambda: store.contacts.edit(contact_id, ContactDraft(name="Dana Ito", notes=LONG)),
        lambda: store.organizations.research("Beaumont", LONG),
        lambda: several(store),
    ]


def assert_all_refused(store: Store, path: Path, contact_id: int, sign: str) -> None:
    """No large act is done, none leaves a trace, and reading goes on."""
    before = all_rows(path)
    for act in large_acts(store, contact_id):
        said = refused(act)
        assert sign in said, said
        assert str(path) in said
        assert all_rows(path) == before
    assert store.reader.contacts.names() == ["Dana Ito"]
    reader = JournalReader.open(path)
    assert reader.contacts.names() == ["Dana Ito"]
    reader.close()


def assert_all_done(store: Store, path: Path, contact_id: int) -> None:
    """With room again, each act is done at once and can be taken back."""
    done = len([act for act in store.history.acts() if not act.undone])
    for act in large_acts(store, contact_id):
        act()
    assert store.reader.contacts.count() == 64
    for _ in range(len(store.history.acts()) - done):
        store.history.undo()
    assert store.reader.contacts.names() == ["Dana Ito"]
    assert_agrees(path)


def fill(folder: Path) -> Path:
    """Fill a disk to its last byte."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 9, 1):
            try:
                while True:
                    file.write(b"\1" * size)
            except OSError:
                continue
    return filler


def full_disk(folder: Path) -> None:
    """A small file system of its own, in a name space that ends with the process."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        raise SystemExit(CANNOT_MOUNT)
    path = folder / "journal.db"
    store = Store.open(path, CLOCK)
    person = contact(store)
    filler = fill(folder)
    assert_all_refused(store, path, person.id, "is on a disk that is full; nothing was changed.")
    assert "full" in refused(lambda: Store.open(folder / "other.db", CLOCK))
    before = record_rows(path)
    store.close()
    assert record_rows(path) == before, "letting go of it on a full disk loses nothing"
    filler.unlink()
    Store.open(folder / "other.db", CLOCK).close()
    (folder / "other.db").unlink()
    store = Store.open(path, CLOCK)
    assert record_rows(path) == before
    filler = fill(folder)
    assert_all_refused(store, path, person.id, "is on a disk that is full; nothing was changed.")
    filler.unlink()
    assert_all_done(store, path, person.id)
    store.close()


def size_limit(folder: Path) -> None:
    """No file may grow any more, as under a quota of old; Python takes no notice of the signal."""
    path = folder / "journal.db"
    store = Store.open(path, CLOCK)
    person = contact(store)
    longest = Path(f"{path}-wal").stat().st_size + 8192
    resource.setrlimit(resource.RLIMIT_FSIZE, (longest, resource.RLIM_INFINITY))
    assert_all_refused(store, path, person.id, "the disk reports an error")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert_all_done(store, path, person.id)
    store.close()


def without_rights(folder: Path) -> None:
    """The file, then its folder, become read-only: between two runs, and while the journal is open."""
    _go_through_all(folder / "first.db")
    if os.getuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    home = folder / "home"
    home.mkdir()
    path = home / "journal.db"
    store = Store.open(path, CLOCK)
    person = contact(store)
    store.close()
    before = record_rows(path)
    _without_file(path, before)
    _without_folder(home, path, before)
    store = Store.open(path, CLOCK)
    path.chmod(0o400)
    home.chmod(0o500)
    done = not _is_refused(lambda: contact(store, "Ann"))
    store.close()
    path.chmod(0o600)
    home.chmod(0o700)
    store = Store.open(path, CLOCK)
    assert store.reader.contacts.names() == (["Ann", "Dana Ito"] if done else ["Dana Ito"])
    if done:
        store.history.undo()
    assert_all_done(store, path, person.id)
    store.close()


def _go_through_all(path: Path) -> None:
    """Load what is loaded late: nobody may not read where Python lies, perhaps."""
    store = Store.open(path, CLOCK)
    assert_all_done(store, path, contact(store).id)
    store.close()


def _is_refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except JournalError:
        return True
    return False


def _without_file(path: Path, before: object) -> None:
    path.chmod(0o400)
    store = Store.open(path, CLOCK)
    for act in (lambda: contact(store, "Ann"), store.history.undo):
        assert refused(act) == f"{path} is read-only; nothing was changed."
    assert store.reader.contacts.names() == ["Dana Ito"]
    store.close()
    path.chmod(0o600)
    store = Store.open(path, CLOCK)
    contact(store, "Ann")  # although SQLite has left files beside it that are read-only like itself
    store.history.undo()
    store.close()
    assert record_rows(path) == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def _without_folder(home: Path, path: Path, before: object) -> None:
    home.chmod(0o500)
    said = refused(lambda: Store.open(path, CLOCK))
    assert str(path) in said
    reader = JournalReader.open(path)
    assert reader.contacts.names() == ["Dana Ito"]
    reader.close()
    home.chmod(0o700)
    assert record_rows(path) == before


CONDITIONS = {"full-disk": full_disk, "size-limit": size_limit, "without-rights": without_rights}

if __name__ == "__main__":
    CONDITIONS[sys.argv[1]](Path(sys.argv[2]))
    print("fine")

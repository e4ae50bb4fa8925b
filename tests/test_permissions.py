"""Whatever iitui makes can be read by its owner only, however generous the umask is: files and folders.

Every command is run in a home in which there is nothing yet, and then the app.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from iitui.__main__ import main
from iitui.cli.arguments import build_parser
from iitui.cli.context import make_usual_folder
from iitui.clock import make_clock
from iitui.domain.errors import JournalError
from iitui.paths import find_paths
from iitui.settings import Settings
from iitui.store.journal import Store
from tests.builders import contact
from tests.clock import MORNING, MovableClock
from tests.interchange.mail.writing import message, write_mbox

NEXT_DAY = "2026-09-17T10:00:00-04:00"

LINES = (
    "add Dana Ito, Nurse Manager, Beaumont",
    "schedule Dana fri 14:00",
    "log Dana Asked for an interview",
    "due --json",
    "next",
    "brief next",
    "contacts dana",
    "interviews --all",
    "questions",
    "letter Dana --kind request",
    "mail MAIL",
    "target Beaumont --motivation 5",
    "targets",
    "snooze confirm:1 +2h",
    "waive confirm:1",
    "dismiss preparation:2",
    "done preparation:1",
    "undo",
    "redo",
    "add Olu Ng, Nurse, Beaumont",
    "merge Olu Dana --dry-run",
    "merge Dana Olu",
    "news",
    "history",
    "import CARDS",
    "import --dry-run CARDS",
    "export contacts -o HOME/contacts.vcf",
    "export answers -o HOME/answers.csv",
    "export questions --all -o HOME/questions.toml",
    "import --map name=1,role=2 TABLE",
    "export everything -o HOME/everything.json",
    "demo --write HOME/sample.db",
    "--db HOME/sample.db add Olu Ng",
    "--db HOME/sample.db report live sound",
    "--db HOME/sample.db compare",
    "--db HOME/sample.db tree Miriam",
    "--db HOME/sample.db stats",
    "paths",
    "settings",
    "settings --edit",
    "backup",
    "backup HOME/backup.db",
    "restore HOME/backup.db",
    "share HOME",
    "share HOME --dry-run",
    "check",
    "completion bash",
    "help add",
)


@pytest.fixture(autouse=True)
def generous_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IITUI_NOW", MORNING.isoformat())


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    path = tmp_path / "cards.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ann Ng\nEND:VCARD\n", "utf-8")
    return path


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("Whom,What\nPat Day,Nurse\n", "utf-8")
    return path


def commands() -> set[str]:
    """Every command that there is."""
    return {
        name for action in build_parser()._actions for name in (action.choices or ()) if isinstance(name, str)
    }


def assert_private(home: Path) -> list[str]:
    """Nothing below a home is open to others; return what there is."""
    found = sorted(home.rglob("*"))
    open_to_others = {
        str(path.relative_to(home)): oct(stat.S_IMODE(path.stat().st_mode))
        for path in found
        if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
    }
    assert open_to_others == {}
    return [path.name for path in found]


@pytest.fixture
def mail(tmp_path: Path, home: Path) -> Path:
    """A mailbox, and settings that say whose it is."""
    settings = find_paths().settings
    for folder in (settings.parent.parent, settings.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    path = tmp_path / "inbox.mbox"
    write_mbox(path, message("dana@example.org", "me@example.org", "Yes", MORNING, "1"))
    settings.write_text('addresses = ["me@example.org"]\n', "utf-8")
    settings.chmod(0o600)
    return path


def test_every_command_makes_private_files(
    home: Path, cards: Path, people: Path, mail: Path, monkeypatch: pytest.MonkeyPatch
):
    known = commands()
    monkeypatch.setenv("EDITOR", "true")
    for line in LINES:
        words = [
            word.replace("HOME", str(home))
            .replace("CARDS", str(cards))
            .replace("TABLE", str(people))
            .replace("MAIL", str(mail))
            for word in line.split()
        ]
        name = next(word for word in words if not word.startswith(("-", "/")))
        if name not in known:
            continue  # not built yet; the next test says so once it is there without a line here
        assert main(words) == (name == "letter"), line  # to which something is still missing
        assert_private(home)
    monkeypatch.setenv("IITUI_NOW", NEXT_DAY)
    assert main(["add", "Zoë Brandt"]) == 0
    found = assert_private(home)
    made = {"journal.db", "journal.db.backups", "sample.db", "backup.db", "columns.toml"}
    assert made <= set(found)
    assert any("daily" in one for one in found), "the first act of a day takes a backup"


def test_every_command_is_tried_here():
    tried = {word for line in LINES for word in line.split()}
    assert commands() <= tried


def test_files_beside_an_open_journal_are_private(home: Path):
    paths = find_paths()
    make_usual_folder(paths)
    clock = MovableClock(MORNING)
    store = Store.open(paths.journal, clock)
    contact(store)
    assert {"journal.db", "journal.db-wal", "journal.db-shm"} <= set(assert_private(home))
    clock.forward(days=1)
    contact(store, "Ann")
    assert "journal.db.backups" in assert_private(home)
    store.close()


async def test_the_app_makes_private_files(home: Path):
    from iitui.clock import local_zone
    from iitui.ui.app.app import IituiApp
    from iitui.ui.session.journal_session import JournalSession

    paths = find_paths()
    make_usual_folder(paths)
    app = IituiApp(JournalSession(paths, make_clock(), local_zone("America/Detroit"), Settings()))
    async with app.run_test() as pilot:
        store = await app.session.store()
        contact(store)
        for key in ("2", "3", "4", "5", "1", "b"):
            await pilot.press(key)
        await pilot.pause()
        assert {"journal.db", "journal.db-wal"} <= set(assert_private(home))
    assert "journal.db" in assert_private(home)


def test_a_folder_that_cannot_be_made_is_a_sentence(home: Path):
    (home / ".local").write_text("in the way", "utf-8")
    with pytest.raises(JournalError, match="cannot be created"):
        make_usual_folder(find_paths())

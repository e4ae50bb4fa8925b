"""Whatever bytes of a journal are damaged: it is said or does no harm, and nothing is written to it.

In every run some bytes of the header and of the schema, and 40 journals damaged at random. With IITUI_PROOF=1
every byte of the header in nine ways, every byte of the schema's pages, and 1,000 journals.

A byte of a text that becomes another letter is seen by nobody but `check`, which compares each row with what
the latest act left of it and the built-in questions with those that iitui brings. Where no act is kept any
more, only names and what the search holds are there twice.
"""

import io
import shutil
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from random import Random

import pytest

from iitui.__main__ import main
from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import JournalError
from iitui.domain.follow_ups import FollowUpId, Kind
from iitui.store.backup.backups import take_backup
from iitui.store.backup_catalog import Reason, folder_of
from iitui.store.check.inspection import inspect
from iitui.store.journal import Store
from iitui.store.sample import write_sample
from iitui.store.transaction.history import History
from tests.clock import ZONE, MovableClock
from tests.proof import IS_WHOLE, batches, size

PAGE = 4096
HEADER = 100
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=ZONE)
SEED = Random().randrange(10**6) if IS_WHOLE else 7

Command = tuple[str, ...]
Answer = tuple[int, str, str]

READING: tuple[Command, ...] = (
    ("due",),
    ("due", "--within", "60d", "--json"),
    ("next", "--json"),
    ("brief",),
    ("brief", "1", "--format", "json"),
    ("contacts",),
    ("contacts", "oliv", "--json"),
    ("interviews", "--all", "--json"),
    ("questions", "--json"),
    ("history",),
    ("backup", "{folder}/copy.db"),
    ("complete", "--db", "{db}", "done", ""),
    ("complete", "--db", "{db}", "schedule", "o"),
)
WRITING: tuple[Command, ...] = (
    ("add", "Zoe New via Dana Ito"),
    ("schedule", "Dana Ito", "wed 2pm"),
    ("done", "debrief:8"),
    ("snooze", "thank_you:4", "+3d"),
    ("import", "{folder}/card.vcf"),
    ("undo",),
    ("redo",),
)
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Noor Card\nEND:VCARD\n"


class Verdict(StrEnum):
    """What became of a damaged journal."""

    SAID = "said by the commands that met it"
    CHECK = "seen by check alone"
    UNSEEN = "another letter or number, seen by nobody"
    HARMLESS = "no difference to anybody"


@dataclass
class Ground:
    """A folder with one journal in it, and what each command answers while that is sound."""

    folder: Path
    sound: bytes
    answers: dict[Command, Answer] = field(default_factory=dict)

    @property
    def db(self) -> Path:
        return self.folder / "journal.db"

    def put(self, content: bytes) -> None:
        for side in ("-wal", "-shm", "-journal"):
            Path(f"{self.db}{side}").unlink(missing_ok=True)
        (self.folder / "copy.db").unlink(missing_ok=True)
        self.db.write_bytes(content)

    def run(self, command: Command) -> Answer:
        words = [word.format(folder=self.folder, db=self.db) for word in command]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = main(["--db", str(self.db), *words] if words[0] != "complete" else words)
        return status, out.getvalue(), err.getvalue()

    def sound_answer(self, command: Command) -> Answer:
        if command not in self.answers:
            self.put(self.sound)
            self.answers[command] = self.run(command)
            assert self.answers[command][0] == 0, (command, self.answers[command])
        return self.answers[command]

    def untouched(self, content: bytes) -> bool:
        left = (Path(f"{self.db}{side}") for side in ("-wal", "-journal"))
        return self.db.read_bytes() == content and not any(
            path.exists() and path.stat().st_size for path in left
        )

    def has_damage(self) -> bool:
        try:
            return any(one.is_damage for one in inspect(self.db))
        except JournalError:
            return True


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Path]:
    """The sample journal with the acts that made it and more, and the folder of its backup."""
    db = tmp_path_factory.mktemp("sound") / "journal.db"
    clock = MovableClock(NOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(History, "forget", lambda _history: None)
        write_sample(db, clock, ZONE)
    store = Store.open(db, clock)
    store.contacts.add(ContactDraft(name="Dana Ito", organization="Beaumont", tags=["nursing"]))
    store.follow_ups.done([FollowUpId(Kind.REMINDER, 1)])
    store.history.undo()
    store.close()
    take_backup(db, Reason.DAILY, NOW)
    return db.read_bytes(), folder_of(db)


@pytest.fixture
def ground(sound: tuple[bytes, Path], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ground:
    settings = home / ".config" / "iitui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('zone = "America/Detroit"\n', "utf-8")
    monkeypatch.setenv("IITUI_NOW", NOW.isoformat())
    monkeypatch.setenv("TZ", "America/Detroit")
    content, backups = sound
    ground = Ground(tmp_path, content)
    shutil.copytree(backups, folder_of(ground.db))
    (tmp_path / "card.vcf").write_text(CARD, "utf-8")
    return ground


def assert_plain(command: Command, answer: Answer, sound: Answer) -> bool:
    """Nothing is said but an answer or a sentence about damage; return whether it was the latter."""
    status, out, err = answer
    assert status in (0, 1, 2), (command, err)
    assert "Traceback" not in out + err
    if command[0] == "complete":
        assert (status, err) == (0, ""), command
        return False
    if status != 2 or answer == sound:
        return False
    assert err.count("\n") == 1
    if "is damaged" in err or "is empty now" in err:
        assert "the newest good backup is from" in err, (command, err)
        return True
    if "journal.db" in err:
        assert "written by a newer version of iitui" in err, (command, err)
        return True
    return False  # what was asked for is not there any more, which is an answer


def tried(ground: Ground, content: bytes, commands: list[Command]) -> Verdict:
    """Run commands on a damaged journal, each on a fresh copy of it."""
    answers = {command: ground.sound_answer(command) for command in commands}
    ground.put(content)
    found = ground.run(("check",))
    assert found[0] in (0, 1, 2), found
    assert ground.untouched(content), "check only reads"
    has_damage = ground.has_damage()
    said = differs = False
    for command, sound in answers.items():
        ground.put(content)
        answer = ground.run(command)
        refused = assert_plain(command, answer, sound)
        said |= refused
        if command in WRITING:
            untouched = ground.untouched(content)
            assert untouched if refused else untouched or not has_damage, (command, answer, found)
        else:
            assert ground.untouched(content), command
            differs |= not refused and answer[:2] != sound[:2]
    assert found[0] or not said, "check names it as well"
    if said:
        return Verdict.SAID
    if found[0]:
        return Verdict.CHECK
    return Verdict.UNSEEN if differs else Verdict.HARMLESS


def some(rng: Random, reading: int, writing: int) -> list[Command]:
    return [*rng.sample(READING, reading), *rng.sample(WRITING, writing)]


def flipped(content: bytes, place: int, mask: int) -> bytes:
    return content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :]


def exchanged(content: bytes, first: int, second: int) -> bytes:
    pages = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    pages[first], pages[second] = pages[second], pages[first]
    return b"".join(pages)


def harmed(content: bytes, rng: Random) -> bytes:
    """Damage a journal as disks, cables and half-done copies do."""
    place, pages = rng.randrange(len(content)), len(content) // PAGE
    match rng.randrange(10):
        case 0:
            return content[: rng.choice((place, place // PAGE * PAGE))]
        case 1:
            return exchanged(content, *rng.sample(range(pages), 2))
        case 2:
            length = rng.randrange(1, 200)
            noise = bytes(rng.choice((0, 65, 128, 255)) for _ in range(length))
            return (content[:place] + noise + content[place + length :])[: len(content)]
        case 3:
            for _ in range(rng.randrange(2, 30)):
                content = flipped(content, rng.randrange(len(content)), rng.randrange(1, 256))
            return content
        case _:
            while not content[place] and rng.random() < 0.8:  # what is not used is of less interest
                place = rng.randrange(len(content))
            return flipped(content, place, rng.choice((1 << rng.randrange(8), rng.randrange(1, 256))))


def schema_pages(content: bytes) -> list[int]:
    """The pages, from 0, on which the schema stands: those with more of its words than any other has."""
    return [
        at // PAGE
        for at in range(0, len(content), PAGE)
        if at == 0 or content.count(b"CREATE ", at, at + PAGE) or b"NEW." in content[at : at + PAGE]
    ]


def test_every_byte_of_the_header(ground: Ground):
    rng = Random(SEED)
    masks = [*(1 << bit for bit in range(8)), 255]
    places = [(place, mask) for place in range(HEADER) for mask in masks]
    for place, mask in places if IS_WHOLE else rng.sample(places, 24):
        tried(ground, flipped(ground.sound, place, mask), some(rng, 3, 2))


@batches
def test_every_byte_of_the_schema(ground: Ground, batch: int):
    rng = Random(SEED + batch)
    places = [page * PAGE + at for page in schema_pages(ground.sound) for at in range(PAGE)]
    used = [place for place in places if place >= HEADER and ground.sound[place]]
    tally: Counter[Verdict] = Counter()
    for place in used[batch::20] if IS_WHOLE else rng.sample(used, 24):
        mask = rng.choice((1 << rng.randrange(8), 0x80, rng.randrange(1, 256)))
        try:
            tally[tried(ground, flipped(ground.sound, place, mask), some(rng, 2, 1))] += 1
        except AssertionError as error:
            error.add_note(f"byte {place} with {mask}")
            raise
    print(dict(tally))
    assert tally[Verdict.SAID] > tally[Verdict.HARMLESS]


@batches
def test_journals_damaged_at_random(ground: Ground, batch: int):
    tally: Counter[Verdict] = Counter()
    for number in range(size(40, 50)):
        rng = Random(f"{SEED} {batch} {number}")
        content = harmed(ground.sound, rng)
        commands = [*READING, *WRITING] if IS_WHOLE else some(rng, 3, 2)
        try:
            tally[tried(ground, content, commands)] += 1
        except AssertionError as error:
            error.add_note(f"seed {SEED}, batch {batch}, number {number}")
            raise
    print(dict(tally))
    assert tally[Verdict.SAID] > tally.total() / 4
    assert not tally[Verdict.UNSEEN], "what acts have written is there twice"

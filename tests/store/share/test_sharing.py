"""What two journals take over from each other: texts merged, deletions, copies, undo, and what stays."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.errors import JournalError, UnreadableError
from iitui.domain.sharing import ShareOptions, ShareReport
from iitui.store.check.inspection import inspect
from iitui.store.journal import Store
from iitui.store.schema.recorded_tables import recorded_tables
from iitui.store.share import write
from iitui.store.share.folder import ENDING
from iitui.store.share.plan import plan_sharing
from iitui.store.share.tables import NOT_SHARED, SHARED, shared_columns
from tests.builders import contact, interview
from tests.clock import MORNING, MovableClock

SECRET = "The ward will be closed"


class Pair:
    """Two journals and the folder that they share."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.folder = base / "folder"
        self.folder.mkdir()
        self.clock = MovableClock(MORNING)
        self.stores = {name: Store.open(base / f"{name}.db", self.clock) for name in ("laptop", "desk")}

    @property
    def laptop(self) -> Store:
        return self.stores["laptop"]

    @property
    def desk(self) -> Store:
        return self.stores["desk"]

    def share(self, name: str, **options) -> ShareReport:
        return self.stores[name].sharing.run(self.folder, ShareOptions(device=name, **options))

    def both(self) -> None:
        for name in ("laptop", "desk", "laptop"):
            self.share(name)

    def notes(self, store: Store) -> str:
        return str(person(store).notes)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    pair = Pair(tmp_path)
    yield pair
    for store in pair.stores.values():
        store.close()


def person(store: Store, name: str = "Dana Ito"):
    now = MORNING
    (row,) = (row for row in store.reader.contacts.page("", 0, 50, now, now) if row.name == name)
    return store.reader.contacts.get(row.id, now)


def names(store: Store) -> list[str]:
    return [row.name for row in store.reader.contacts.page("", 0, 50, MORNING, MORNING)]


def edit(store: Store, **fields) -> None:
    one = person(store)
    draft = ContactDraft(name=one.name, organization=one.organization, role=one.role, notes=one.notes)
    store.contacts.edit(one.id, ContactDraft(**{**vars_of(draft), **fields}))


def vars_of(draft: ContactDraft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in ("name", "organization", "role", "notes")}


def test_every_recorded_table_is_shared_or_named_as_staying_here():
    assert set(recorded_tables()) == set(SHARED) | set(NOT_SHARED)
    for table, shared in SHARED.items():
        columns = {column.name for column in shared_columns()[table]}
        assert columns | shared.derived | {"id", "uid"} >= set(recorded_tables()[table].columns)
        assert shared.texts <= columns


def test_what_is_added_here_is_there_as_one_act_with_a_name(pair: Pair):
    dana = contact(pair.laptop, organization="Beaumont", notes="Kind.", tags=["nursing"])
    interview(pair.laptop, dana.id, MORNING + timedelta(days=3), occupation="Nursing")
    pair.share("laptop")
    report = pair.share("desk")
    assert report.act == "From laptop: 1 contact, 1 interview, 1 organization, 1 occupation"
    assert pair.desk.history.acts()[0].name == report.act
    there = person(pair.desk)
    assert (there.organization, there.notes, there.tags) == ("Beaumont", "Kind.", ("nursing",))
    assert pair.desk.reader.interviews.upcoming(MORNING)[0].occupation == "Nursing"


def test_sharing_twice_changes_nothing(pair: Pair):
    contact(pair.laptop, notes="Kind.")
    pair.both()
    before = {path: path.read_bytes() for path in [*pair.folder.iterdir(), pair.base / "laptop.db"]}
    acts = pair.laptop.history.acts()
    assert pair.share("laptop").act == ""
    assert {path: path.read_bytes() for path in before} == before
    assert pair.laptop.history.acts() == acts


@pytest.mark.parametrize("meanwhile", [False, True])
def test_what_is_to_be_done_is_worked_out_once_unless_somebody_acts_meanwhile(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, meanwhile: bool
):
    contact(pair.laptop, "Dana Ito")
    planned = []

    def plan(connection, request):
        done = plan_sharing(connection, request)
        planned.append(done)
        if meanwhile and len(planned) == 1:
            contact(pair.laptop, "Ada Meanwhile")
        return done

    monkeypatch.setattr(write, "plan_sharing", plan)
    pair.share("laptop")
    assert len(planned) == 1 + meanwhile
    pair.share("desk")
    assert len(pair.desk.reader.contacts.names()) == 1 + meanwhile


def test_texts_that_were_changed_in_two_places_are_merged(pair: Pair):
    contact(pair.laptop, notes="Kind and warm.", role="Nurse")
    pair.both()
    edit(pair.laptop, notes="Very kind and warm.")
    edit(pair.desk, notes="Kind and warm. Likes tea.", role="Nurse Manager")
    pair.both()
    pair.share("desk")
    assert pair.notes(pair.laptop) == pair.notes(pair.desk) == "Very kind and warm. Likes tea."
    assert person(pair.laptop).role == "Nurse Manager"


def test_copies_of_a_journal_do_not_double_their_texts(tmp_path: Path):
    pair = Pair(tmp_path)
    contact(pair.laptop, notes="Kind and warm.")
    pair.desk.close()
    pair.laptop.close()
    shutil.copy(tmp_path / "laptop.db", tmp_path / "desk.db")
    pair.stores = {name: Store.open(tmp_path / f"{name}.db", pair.clock) for name in ("laptop", "desk")}
    edit(pair.laptop, notes="Kind and warm. Likes tea.")
    other = tmp_path / "not yet there"
    other.mkdir()
    pair.desk.sharing.run(other, ShareOptions(device="desk"))
    edit(pair.desk, notes="Kind and warm.")
    pair.both()
    assert names(pair.desk) == ["Dana Ito"]
    assert pair.notes(pair.desk).count("Kind") <= 2, "once for each that wrote before they met"
    files = {path.name.split("-")[0] for path in pair.folder.iterdir()}
    assert files == {"laptop", "desk"}
    for store in pair.stores.values():
        store.close()


def test_an_undo_goes_out_as_a_change(pair: Pair):
    contact(pair.laptop)
    pair.both()
    pair.desk.history.undo()
    assert names(pair.desk) == []
    pair.share("desk")
    assert names(pair.laptop) == ["Dana Ito"]
    pair.share("laptop")
    assert names(pair.laptop) == []
    pair.laptop.history.undo()
    pair.both()
    pair.share("desk")
    assert names(pair.desk) == ["Dana Ito"]


def test_what_was_deleted_here_and_changed_there_stays_deleted_and_can_be_brought_back(pair: Pair):
    contact(pair.laptop, notes="Kind.")
    pair.both()
    pair.laptop.contacts.delete([person(pair.laptop).id])
    edit(pair.desk, role="Nurse Manager")
    pair.share("laptop")
    report = pair.share("desk")
    assert names(pair.desk) == []
    (finding,) = report.findings
    assert finding.where == "contact Dana Ito"
    assert "role 'Nurse Manager'" in finding.what
    assert [one.where for one in inspect(pair.base / "desk.db")] == ["contact Dana Ito"]
    assert pair.share("desk").findings == (finding,), "it is told until it is seen to"
    report = pair.share("desk", bring_back=(finding.id,))
    assert report.findings == ()
    pair.share("laptop")
    for store in pair.stores.values():
        assert (person(store).role, person(store).notes) == ("Nurse Manager", "Kind.")


def test_a_finding_can_be_dismissed(pair: Pair):
    contact(pair.laptop)
    pair.both()
    pair.laptop.contacts.delete([person(pair.laptop).id])
    edit(pair.desk, role="Nurse Manager")
    pair.share("laptop")
    (finding,) = pair.share("desk").findings
    assert pair.share("desk", dismiss=(finding.id,)).findings == ()
    assert pair.share("desk").findings == pair.desk.sharing.findings() == ()
    with pytest.raises(UnreadableError, match="There is no finding 'xyz'"):
        pair.share("desk", dismiss=("xyz",))


def test_a_touch_added_to_a_contact_deleted_elsewhere_waits_and_is_told(pair: Pair):
    contact(pair.laptop)
    pair.both()
    pair.laptop.contacts.delete([person(pair.laptop).id])
    interview(pair.desk, person(pair.desk).id, MORNING + timedelta(days=2))
    pair.share("laptop")
    report = pair.share("desk")
    assert [one.where for one in report.findings] == ["interview Dana Ito"]
    assert pair.desk.reader.interviews.upcoming(MORNING) == []
    pair.share("desk", bring_back=(report.findings[0].id,))
    pair.share("laptop")
    assert len(pair.laptop.reader.interviews.upcoming(MORNING)) == 1


def test_a_field_changed_in_two_places_is_told(pair: Pair):
    contact(pair.laptop, role="Nurse")
    pair.both()
    edit(pair.laptop, role="Head Nurse")
    edit(pair.desk, role="Nurse Manager")
    pair.share("laptop")
    (finding,) = pair.share("desk").findings
    pair.share("laptop")
    assert finding.what.startswith(
        "Its role was changed in two places: here to 'Nurse Manager', on laptop to 'Head Nurse'."
    )
    assert person(pair.laptop).role == person(pair.desk).role


def test_two_organizations_of_one_name_become_one_with_the_notes_of_both(pair: Pair):
    contact(pair.laptop, organization="Beaumont")
    contact(pair.desk, "Olu Ng", organization="BEAUMONT")
    pair.laptop.organizations.research("Beaumont", "A teaching hospital.")
    pair.desk.organizations.research("BEAUMONT", "Hires in March.")
    pair.both()
    pair.share("desk")
    for store in pair.stores.values():
        (number,) = store.reader.organizations.ids("")
        found = store.reader.organizations.get(number)
        assert found is not None
        assert sorted(found.notes.split("\n\n")) == ["A teaching hospital.", "Hires in March."]
        assert person(store).organization == person(store, "Olu Ng").organization


def test_interviews_at_one_time_and_one_address_of_two_people_are_told(pair: Pair):
    mail = [Channel(ChannelKind.EMAIL, "dana@example.org")]
    first = contact(pair.laptop, channels=mail)
    second = contact(pair.desk, "D. Ito", channels=mail)
    interview(pair.laptop, first.id, MORNING + timedelta(days=2))
    interview(pair.desk, second.id, MORNING + timedelta(days=2, minutes=10))
    pair.share("laptop")
    report = pair.share("desk")
    said = " ".join(one.what for one in report.findings)
    assert len(report.findings) == 2
    assert "They're at the same time" in said
    assert "They have the same email address, dana@example.org." in said


def test_what_is_private_stays_here(pair: Pair):
    contact(pair.laptop, "Olu Ng", tags=["private"])
    dana = contact(pair.laptop)
    planned = interview(pair.laptop, dana.id, MORNING + timedelta(days=2))
    bank = [row.question.id for row in pair.laptop.reader.questions.bank()]
    said, whispered = pair.laptop.questions.pick(planned.id, bank[:2])
    pair.laptop.questions.answer(said.id, "Nights are long.")
    pair.laptop.questions.answer(whispered.id, SECRET, off_record=True)
    pair.share("laptop", without_off_record=True, without_tags=("#Private",))
    pair.share("desk")
    assert names(pair.desk) == ["Dana Ito"]
    assert len(pair.desk.reader.interviews.upcoming(MORNING)) == 1
    for path in (*pair.folder.iterdir(), pair.base / "desk.db", pair.base / "desk.db-wal"):
        assert SECRET.encode() not in path.read_bytes()
    edit(pair.desk, role="Nurse")
    pair.share("desk")
    pair.share("laptop", without_off_record=True, without_tags=("#Private",))
    assert names(pair.laptop) == ["Dana Ito", "Olu Ng"]
    answers = {item.answer for item in pair.laptop.reader.questions.plan(planned.id)}
    assert answers == {"Nights are long.", SECRET}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (b"hello\n", "it isn't a file that iitui wrote"),
        (b"IITUI-SHARE 9\n{}\n", "it's from a newer version of iitui; please update"),
        (
            b"IITUI-SHARE 1\n{",
            "only part of it has arrived, or it's damaged; the rest comes with the next one",
        ),
        (b'IITUI-SHARE 1\n{"device": 1}\n', "only part of it has arrived, or it's damaged"),
    ],
)
def test_files_that_cannot_be_read_are_named_and_left_out(pair: Pair, content: bytes, why: str):
    (pair.folder / f"other{ENDING}").write_bytes(content)
    (pair.folder / f"folder{ENDING}").mkdir()
    contact(pair.laptop)
    report = pair.share("laptop")
    assert [one.file for one in report.skipped] == [f"folder{ENDING}", f"other{ENDING}"]
    assert report.skipped[1].why.startswith(why)
    assert pair.share("desk").act == "From laptop: 1 contact"
    assert (pair.folder / f"other{ENDING}").read_bytes() == content


def test_half_a_file_is_taken_once_it_is_whole(pair: Pair):
    contact(pair.laptop)
    path = pair.folder / pair.share("laptop").file
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    assert pair.share("desk").skipped[0].why.startswith("only part of it has arrived")
    assert names(pair.desk) == []
    path.write_bytes(whole)
    pair.share("desk")
    assert names(pair.desk) == ["Dana Ito"]


def test_a_preview_changes_nothing(pair: Pair):
    contact(pair.laptop)
    pair.share("laptop")
    before = sorted(path.name for path in pair.folder.iterdir())
    report = pair.desk.sharing.preview(pair.folder)
    assert (report.act, [item.name for item in report.came]) == ("From laptop: 1 contact", ["Dana Ito"])
    assert sorted(path.name for path in pair.folder.iterdir()) == before
    assert (names(pair.desk), pair.desk.history.acts()) == ([], [])


def test_a_restored_journal_takes_its_own_later_changes_back(pair: Pair):
    contact(pair.laptop)
    pair.share("laptop")
    pair.laptop.close()
    shutil.copy(pair.base / "laptop.db", pair.base / "kept.db")
    pair.stores["laptop"] = Store.open(pair.base / "laptop.db", pair.clock)
    contact(pair.laptop, "Olu Ng")
    pair.share("laptop")
    pair.laptop.close()
    shutil.copy(pair.base / "kept.db", pair.base / "laptop.db")
    pair.stores["laptop"] = Store.open(pair.base / "laptop.db", pair.clock)
    contact(pair.laptop, "Zoë Brandt")
    pair.share("laptop")
    pair.share("desk")
    assert names(pair.laptop) == names(pair.desk) == ["Dana Ito", "Olu Ng", "Zoë Brandt"]


def test_a_folder_that_is_not_there_is_named(pair: Pair):
    with pytest.raises(JournalError, match="can't be used for sharing: No such file"):
        pair.laptop.sharing.run(pair.base / "nowhere")
    with pytest.raises(JournalError, match="isn't a folder"):
        pair.laptop.sharing.run(pair.base / "laptop.db")

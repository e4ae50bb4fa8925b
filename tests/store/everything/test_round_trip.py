"""A journal goes through its JSON into a new one that is equal, and again changes nothing."""

import json
from pathlib import Path
from random import Random

import pytest

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.errors import UnreadableError
from iitui.store.everything.document import read_document
from iitui.store.everything.layout import DERIVED, WORDS, layout
from iitui.store.everything.plan import JournalPlan
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.store.schema.recorded_tables import recorded_tables
from tests.builders import contact, interview
from tests.clock import FIGURES, MovableClock
from tests.store.journal_contents import assert_agrees, plain_connection, record_rows
from tests.store.random_acts import Hand

SECRET = "Behind the hand"


def exported(path: Path, now, *, with_off_record: bool = True) -> str:
    reader = JournalReader.open(path, FIGURES)
    text = "".join(reader.everything.parts(now, with_off_record=with_off_record))
    reader.close()
    return text


def bring(path: Path, text: str, now) -> JournalPlan:
    store = Store.open(path, MovableClock(now), FIGURES)
    plan = store.everything.bring(read_document("all.json", json.loads(text)), "all.json")
    store.close()
    return plan


def counts(path: Path) -> dict[str, int]:
    return {table: len(rows) for table, rows in record_rows(path).items()}


def by_uid(text: str) -> dict[str, object]:
    """A file without what is not in its records, each list in the order of the UIDs."""
    lists = {key: value for key, value in json.loads(text).items() if isinstance(value, list)}
    return {key: sorted(value, key=lambda record: record["uid"]) for key, value in lists.items()}


def assert_equal_in_a_new_journal(path: Path, other: Path, now) -> None:
    text = exported(path, now)
    assert bring(other, text, now).differences == []
    assert by_uid(exported(other, now)) == by_uid(text)
    assert counts(other) == counts(path)
    assert_agrees(other)
    before = record_rows(other)
    again = bring(other, text, now)
    assert (again.inserts, again.fills, again.differences) == ([], [], [])
    assert again.total("unchanged") == again.total("read") > 0
    assert record_rows(other) == before


def test_the_sample_is_equal_in_a_new_journal(sample: Path, tmp_path: Path, now):
    assert_equal_in_a_new_journal(sample, tmp_path / "other.db", now)


def test_any_journal_is_equal_in_a_new_one(journal: Path, tmp_path: Path, clock):
    store = Store.open(journal, clock, FIGURES)
    hand = Hand(store, journal, clock, Random(1))
    for _ in range(100):
        hand.step()
    hand.close()
    assert_equal_in_a_new_journal(journal, tmp_path / "other.db", clock())


def test_every_column_of_every_recorded_table_stands_in_the_file_or_follows():
    tables = layout()
    assert set(tables) | {WORDS} == set(recorded_tables())
    for name, recorded in recorded_tables().items():
        if name == WORDS:
            continue
        table = tables[name]
        links = {link for owner in tables.values() for child, link in owner.children if child == name}
        place = {"position"} if table.is_ordered else set()
        shown = {column.name for column in table.columns}
        derived = {column for owner, column in DERIVED if owner == name}
        assert shown | derived | links | place | {table.number} == set(recorded.columns), name
        for column in table.columns:
            assert not column.target or column.target == WORDS or tables[column.target].has_uid


def test_an_import_is_one_act_that_undo_takes_back(sample: Path, store: Store, tmp_path: Path, now):
    text = exported(sample, now)
    store.contacts.add(ContactDraft(name="Somebody"))  # the sample is this store's journal, too
    other = tmp_path / "other.db"
    target = Store.open(other, MovableClock(now), FIGURES)
    before = record_rows(other)
    target.everything.bring(read_document("all.json", json.loads(text)), "all.json")
    assert target.history.acts()[0].name.endswith(" records from all.json")
    target.history.undo()
    assert record_rows(other) == before
    target.close()


def whispered(store: Store, now) -> None:
    """One answer is off the record, and so is the transcript that holds it."""
    from iitui.domain.transcripts import TranscriptDraft, TranscriptFormat

    dana = contact(store)
    held = interview(store, dana.id, now)
    other = interview(store, dana.id, now.replace(month=12))
    said, hidden = store.questions.pick(
        held.id, [row.question.id for row in store.reader.questions.bank()][:2]
    )
    store.questions.answer(said.id, "Openly")
    store.questions.answer(hidden.id, SECRET, off_record=True)
    for each, text in ((held, SECRET), (other, "Nothing of it")):
        store.transcripts.attach(
            TranscriptDraft(interview_id=each.id, name="a.txt", format=TranscriptFormat.TEXT, text=text)
        )


def test_what_is_off_the_record_stays_in_unless_it_is_asked_for(store: Store, journal: Path, tmp_path, now):
    whispered(store, now)
    text = exported(journal, now, with_off_record=False)
    assert SECRET not in text
    assert "Openly" in text
    assert "Nothing of it" in text
    assert SECRET in exported(journal, now)
    plan = bring(journal, text, now)
    assert (plan.inserts, plan.fills, plan.differences) == ([], [], []), "what was left out is not taken away"
    other = tmp_path / "other.db"
    bring(other, text, now)
    assert_agrees(other)
    full = bring(other, exported(journal, now), now)
    assert full.total("updated") == 1, "the answer that was left out is filled in"
    assert full.total("added") == 1, "the transcript is added"
    assert by_uid(exported(other, now)) == by_uid(exported(journal, now))


def test_what_the_journal_has_stays_and_what_differs_is_told(store: Store, journal: Path, now):
    dana = contact(store, "Dana Ito", role="Nurse", organization="Beaumont", tags=["a"])
    text = exported(journal, now)
    changed = json.loads(text)
    person = changed["contacts"][0]
    person.update(role="Manager", source="the news", tags=["b", "A"], notes="Kind.")
    person["channels"] = [{"kind": "email", "value": "dana@example.org", "label": ""}]
    changed["organizations"][0].update(uid="01a22124-8438-7065-b714-edd544616800", notes="Five wards.")
    person["organization"] = "01a22124-8438-7065-b714-edd544616800"
    plan = bring(journal, json.dumps(changed), now)
    assert [(each.called, each.column, each.journal, each.file) for each in plan.differences] == [
        ("contact Dana Ito", "role", "Nurse", "Manager")
    ]
    after = store.reader.contacts.get(dana.id, now)
    assert after is not None
    assert (after.role, after.source, after.tags, after.notes) == ("Nurse", "the news", ("a", "b"), "Kind.")
    assert after.channels == (Channel(ChannelKind.EMAIL, "dana@example.org"),)
    assert (after.organization, after.organization_notes) == ("Beaumont", "Five wards.")
    assert store.reader.contacts.count() == 1
    assert (plan.total("added"), plan.total("updated")) == (0, 2)
    assert_agrees(journal)


def first(name: str) -> dict[str, object]:
    return {
        "uid": "01a22124-8438-7065-b714-edd544616801", "name": name, "role": "", "source": "",
        "name_permission": "not asked", "archived": False, "created_at": "2026-01-01T00:00:00Z",
    }  # fmt: skip


WRONG: list[tuple[dict[str, object], str]] = [
    ({}, 'it has no "format": "iitui journal"'),
    ({"format": "iitui journal"}, "doesn't say its format version"),
    (
        {"format": "iitui journal", "version": 2},
        "newer version of iitui: its format version is 2, and this one reads 1",
    ),
    ({"contacts": {}}, "contacts must be a list"),
    ({"contacts": ["Dana"]}, "contacts[0] must be an object"),
    ({"contacts": [first("")]}, "contacts[0].name is empty"),
    ({"contacts": [first("x" * 501)]}, "contacts[0].name is too long: 501 characters; the limit is 500"),
    ({"contacts": [first("A") | {"name": 3}]}, "contacts[0].name must be text"),
    ({"contacts": [first("A") | {"uid": "1"}]}, "contacts[0].uid must be a UID"),
    ({"contacts": [first("A"), first("B")]}, "contacts[1].uid is also used by another record"),
    ({"contacts": [{"uid": first("")["uid"], "name": "A"}]}, "contacts[0].role is missing"),
    ({"contacts": [first("A") | {"level": "high"}]}, "contacts[0].level must be one of: starting, "),
    ({"contacts": [first("A") | {"cadence_days": -1}]}, "contacts[0].cadence_days must be between 0 and"),
    ({"contacts": [first("A") | {"archived": 1}]}, "contacts[0].archived must be true or false"),
    ({"contacts": [first("A") | {"created_at": "soon"}]}, "contacts[0].created_at must be an instant"),
    ({"contacts": [first("A") | {"created_at": "2026-01-01T00:00"}]}, "must have an offset, such as Z"),
    ({"contacts": [first("A") | {"created_at": "1066-01-01T00:00Z"}]}, "must be between 1970 and 2199"),
    (
        {"contacts": [first("A") | {"channels": [{"kind": "email"}]}]},
        "contacts[0].channels[0].value is missing",
    ),
    (
        {"contacts": [first("A") | {"referred_by": "01a22124-8438-7065-b714-edd544616899"}]},
        "contacts[0].referred_by refers to 01a22124-8438-7065-b714-edd544616899, but there's no such contact",
    ),
    (
        {"contacts": [first("A") | {"referred_by": first("")["uid"]}]},
        "referred by each other, in a circle",
    ),
]


@pytest.mark.parametrize(("content", "words"), WRONG)
def test_a_file_with_a_fault_is_refused_whole(store: Store, journal: Path, content, words):
    whole = (
        {"format": "iitui journal", "version": 1, **content}
        if "format" not in content and content
        else content
    )
    before = record_rows(journal)
    with pytest.raises(UnreadableError) as refused:
        store.everything.bring(read_document("all.json", whole), "all.json")
    assert words in str(refused.value)
    assert str(refused.value).startswith("all.json")
    assert record_rows(journal) == before


def test_text_from_a_file_is_made_safe_and_names_that_are_not_known_are_named(
    store: Store, journal: Path, now
):
    person = first("\x1b[31mDana\u202e\nIto") | {"notes": "a\x9bb\n\n c ", "shoe": 3}
    document = read_document("a", {"format": "iitui journal", "version": 1, "contacts": [person], "x": 1})
    assert document.unknown == ("contacts.shoe", "x")
    store.everything.bring(document, "a")
    with plain_connection(journal) as connection:
        assert connection.execute("SELECT name FROM contact").fetchone() == ("[31mDana Ito",)
        assert connection.execute("SELECT text FROM contact_note").fetchone() == ("ab\n\n c",)
    assert_agrees(journal)

"""One person of two: every fact of both is kept, and what other programs call them finds them again."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft, NamePermission
from iitui.domain.errors import BadInputError, ChangedElsewhereError, NotFoundError
from iitui.domain.follow_ups import FollowUpId, Kind, ReminderDraft, Verdict
from iitui.domain.identity.keys import uid_key
from iitui.domain.identity.matching import ImportAction
from iitui.domain.identity.merging import MergeField, differences
from iitui.domain.imports import ImportRecord
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.store.contacts.merging import MOVED
from iitui.store.journal import Store
from iitui.store.schema.recorded_tables import recorded_tables
from tests.builders import contact, interview, request
from tests.clock import MORNING, MovableClock
from tests.store.journal_contents import assert_agrees, plain_connection

SPECIAL = {
    ("channel", "contact_id"),
    ("contact_note", "contact_id"),
    ("contact_tag", "contact_id"),
    ("distinct_pair", "contact_id"),
    ("distinct_pair", "other_id"),
    ("settlement", "contact_id"),
    ("source_statement", "contact_id"),
}
"""The links to contacts of which both may have one that means the same."""


def mail(value: str, label: str = "") -> Channel:
    return Channel(ChannelKind.EMAIL, value, label)


def two(store: Store) -> tuple[int, int]:
    """Two contacts who are one person, the second with less."""
    jon = contact(
        store, "Jon Smith", organization="Beaumont", role="Nurse", tags=["nursing", "night"], notes="Kind.",
        channels=[mail("jon@example.org"), Channel(ChannelKind.PHONE, "313 555 0142")],
        origin_keys=["linkedin:in/jon"],
    )  # fmt: skip
    other = contact(
        store, "Jonathan Smith", organization="Lakeside", tags=["Night", "swim"], notes="Tall.",
        channels=[mail("JON@example.org", "work"), mail("j.smith@example.com")], referred_by="Prof. Lee",
        origin_keys=["vcard:abc"],
    )  # fmt: skip
    return jon.id, other.id


def rows_about(path: Path, number: int) -> int:
    """How many links lead to a contact."""
    with plain_connection(path) as connection:
        return sum(
            connection.execute(f"SELECT count(*) FROM {table} WHERE {link} = ?", (number,)).fetchone()[0]
            for table, link in links(connection)
        )


def links(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return {
        (table, row[3])
        for table in recorded_tables()
        for row in connection.execute(f"PRAGMA foreign_key_list({table})")
        if row[2] == "contact"
    }


def test_every_link_to_a_contact_is_thought_of(store: Store, journal: Path):
    with plain_connection(journal) as connection:
        assert links(connection) == set(MOVED) | SPECIAL


def test_everything_of_both_is_kept(store: Store, journal: Path):
    jon, other = two(store)
    request(store, other, MORNING)
    held = interview(store, other, MORNING - timedelta(days=3), occupation="Nursing")
    store.interviews.take_away(TakeawayDraft(interview_id=held.id, kind=TakeawayKind.ADVICE, text="Swim"))
    store.follow_ups.remind(ReminderDraft(text="Call", due_at=MORNING, zone="UTC", contact_id=other))
    rosa = contact(store, "Rosa Delgado", referred_by="Jonathan Smith")
    with plain_connection(journal) as connection:
        uid = connection.execute("SELECT uid FROM contact WHERE id = ?", (other,)).fetchone()[0]
    one = store.contacts.merge(other, jon)
    assert (one.id, one.name, one.organization, one.role) == (jon, "Jon Smith", "Beaumont", "Nurse")
    assert (one.tags, one.referred_by) == (("night", "nursing", "swim"), "Prof. Lee")
    assert one.channels == (
        mail("jon@example.org", "work"),
        Channel(ChannelKind.PHONE, "313 555 0142"),
        mail("j.smith@example.com"),
    )
    assert one.notes == (
        "Kind.\n\nTall.\n\nFrom the merged contact Jonathan Smith:\nname: Jonathan Smith\nwork: Lakeside"
    )
    reader = store.reader
    assert len(reader.touches.with_contact(jon, 9)) == 1
    assert [each.id for each in reader.interviews.with_contact(jon)] == [held.id]
    assert [each.text for each in reader.contacts.takeaways(jon)] == ["Swim"]
    assert one.named == ((rosa.id, "Rosa Delgado"),)
    assert {each.id.kind for each in reader.follow_ups.with_contact(jon, MORNING, MORNING)} >= {Kind.REMINDER}
    known = next(each for each in reader.contacts.known() if each.id == jon)
    assert set(known.origin_keys) == {"linkedin:in/jon", "vcard:abc", uid_key(uid)}
    assert reader.contacts.count("swim") == 1, "the search follows"
    assert reader.contacts.count("lakeside jonathan") == 1, "what is in the notes is found"
    assert reader.organizations.named("Lakeside") is None
    assert rows_about(journal, other) == 0
    assert store.history.acts(1)[0].name == "Merged Jonathan Smith into Jon Smith"
    assert_agrees(journal)


def test_an_import_finds_the_one_by_what_both_were_called(store: Store):
    jon, other = two(store)
    uid = next(each.uid for each in store.reader.contacts.known() if each.id == other)
    store.contacts.merge(other, jon)
    records = [
        ImportRecord("1", ContactDraft(name="Jonathan Smith", origin_keys=[uid_key(uid)])),
        ImportRecord("2", ContactDraft(name="Jonathan Smith", origin_keys=["vcard:abc"])),
        ImportRecord("3", ContactDraft(name="Jon Smith", origin_keys=["linkedin:in/jon"])),
    ]
    plan = store.imports.run(records, "people.vcf")
    assert [step.contact_id for step in plan.steps] == [jon] * 3
    assert plan.count(ImportAction.ADD) == 0


def test_a_card_of_ones_own_can_be_read_in_any_number_of_times(store: Store):
    uid = contact(store, "Jon Smith").uid
    records = [ImportRecord("1", ContactDraft(name="Jon Smith", origin_keys=[uid_key(uid)]))]
    for _ in range(3):
        assert store.imports.run(records, "mine.vcf").count(ImportAction.ADD) == 0


def test_what_was_taken_is_what_the_user_chose(store: Store):
    jon, other = two(store)
    one = store.contacts.merge(other, jon, {MergeField.NAME, MergeField.WORK})
    assert (one.name, one.organization, one.role) == ("Jonathan Smith", "Lakeside", "")
    assert one.notes.endswith("name: Jon Smith\nwork: Nurse, Beaumont")


def test_no_circle_of_referrals_comes_of_it(store: Store, journal: Path):
    first = contact(store, "First")
    second = contact(store, "Second", referred_by="First")
    third = contact(store, "Third", referred_by="Second", name_permission=NamePermission.YES)
    one = store.contacts.merge(first.id, third.id)
    assert (one.referred_by_id, one.named) == (None, ((second.id, "Second"),))
    assert "also named by: Second" in one.notes
    self_named = store.contacts.merge(second.id, third.id)
    assert (self_named.referred_by_id, self_named.named) == (None, ())
    assert_agrees(journal)


def test_of_two_words_about_one_follow_up_the_later_stays(store: Store, clock: MovableClock, journal: Path):
    people = [contact(store, name, cadence_days=5).id for name in ("Ann", "Anne")]
    clock.forward(days=9)
    for number in people:
        store.follow_ups.done([FollowUpId(Kind.KEEP_IN_TOUCH, number)])
        clock.forward(minutes=5)
    store.contacts.merge(people[1], people[0])
    settled = store.reader.follow_ups.settled()
    assert [(each.contact_id, each.verdict) for each in settled] == [(people[0], Verdict.DONE)]
    assert settled[0].settled_at == clock.now - timedelta(minutes=5)
    assert_agrees(journal)


def test_the_dialog_must_have_seen_what_there_is(store: Store):
    jon, other = two(store)
    now = store.reader.contacts
    ours, theirs = now.get(jon, MORNING), now.get(other, MORNING)
    assert ours
    assert theirs
    seen = differences(ours, theirs, now.named_by((jon, other)))
    store.contacts.edit(other, ContactDraft(name="Jonathan Smith", organization="The Pier"))
    with pytest.raises(ChangedElsewhereError, match="changed elsewhere"):
        store.contacts.merge(other, jon, seen=seen)
    assert store.reader.contacts.count() == 3


def test_what_cannot_be_merged_is_refused(store: Store):
    jon, _ = two(store)
    with pytest.raises(BadInputError, match="itself"):
        store.contacts.merge(jon, jon)
    with pytest.raises(NotFoundError):
        store.contacts.merge(99, jon)
    many = [mail(f"{number}@example.org") for number in range(70)]
    more = [mail(f"{number}@example.com") for number in range(70)]
    with pytest.raises(BadInputError, match="more than 100"):
        store.contacts.merge(contact(store, "A", channels=many).id, contact(store, "B", channels=more).id)


def test_who_is_not_the_one_is_not_the_other_either(store: Store, journal: Path):
    jon, other = two(store)
    rosa = contact(store, "Rosa").id
    store.contacts.set_apart([(rosa, other)])
    store.contacts.set_apart([(other, jon)])
    store.contacts.merge(other, jon)
    with plain_connection(journal) as connection:
        pairs = connection.execute("SELECT contact_id, other_id FROM distinct_pair").fetchall()
    assert pairs == [(jon, rosa)]
    with pytest.raises(BadInputError):
        store.contacts.set_apart([(jon, jon)])

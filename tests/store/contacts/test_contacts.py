"""Contacts as the list shows them: stages, what is searched, pages and places."""

from datetime import timedelta
from pathlib import Path

import pytest

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft, Stage
from iitui.domain.errors import AmbiguousError, BadInputError, NotFoundError
from iitui.domain.interviews import Status
from iitui.domain.touches import Direction, Outcome, TouchDraft
from iitui.store.contacts import search
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview, request
from tests.clock import MORNING, MovableClock
from tests.store.journal_contents import record_rows

SECOND = timedelta(seconds=1)


def stage(reader: JournalReader, contact_id: int, now=MORNING) -> Stage:
    found = reader.contacts.get(contact_id, now)
    assert found is not None
    [row] = [row for row in reader.contacts.page("", 0, 99, now, now) if row.id == contact_id]
    assert (row.stage, row.last_touch) == (found.stage, found.last_touch)
    return found.stage


def found(reader: JournalReader, query: str, **how) -> list[str]:
    rows = reader.contacts.page(query, 0, 99, MORNING, MORNING, **how)
    assert reader.contacts.count(query, **how) == len(rows)
    return [row.name for row in rows]


# --- stages


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (None, Stage.TO_ASK),
        (Outcome.NO_REPLY, Stage.ASKED),
        (Outcome.AGREED, Stage.ASKED),
        (Outcome.TOO_BUSY, Stage.LATER),
        (Outcome.DECLINED, Stage.DECLINED),
        (Outcome.SENT_ON, Stage.DECLINED),
    ],
)
def test_the_stage_follows_from_the_latest_request(
    store: Store, reader: JournalReader, outcome: Outcome | None, expected: Stage
):
    person = contact(store)
    if outcome is not None:
        request(store, person.id, MORNING - timedelta(days=9), Outcome.DECLINED)
        request(store, person.id, MORNING - timedelta(days=1), outcome)
    assert stage(reader, person.id) is expected


def test_of_two_requests_of_one_second_the_later_noted_counts(store: Store, reader: JournalReader):
    person = contact(store)
    for outcome, expected in ((Outcome.TOO_BUSY, Stage.LATER), (Outcome.AGREED, Stage.ASKED)):
        request(store, person.id, MORNING, outcome)
        assert stage(reader, person.id) is expected


def test_a_request_without_a_reply_becomes_no_reply(store: Store, reader: JournalReader):
    person = contact(store)
    request(store, person.id, MORNING)
    seven_business_days = MORNING + timedelta(days=9)
    assert stage(reader, person.id, seven_business_days) is Stage.ASKED
    assert stage(reader, person.id, seven_business_days + SECOND) is Stage.NO_REPLY


def test_planned_met_in_touch(store: Store, reader: JournalReader):
    person = contact(store)
    planned = interview(store, person.id, MORNING)
    assert stage(reader, person.id, planned.end - SECOND) is Stage.PLANNED
    assert stage(reader, person.id, planned.end) is Stage.MET
    store.touches.log(TouchDraft(contact_id=person.id, at=planned.end + SECOND, text="Thanks!"))
    assert stage(reader, person.id, planned.end) is Stage.MET
    assert stage(reader, person.id, planned.end + SECOND) is Stage.IN_TOUCH
    interview(store, person.id, MORNING + timedelta(days=9))
    assert stage(reader, person.id, planned.end + SECOND) is Stage.PLANNED


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.MISSED])
def test_an_interview_that_did_not_take_place_is_no_meeting(
    store: Store, reader: JournalReader, status: Status
):
    person = contact(store)
    planned = interview(store, person.id, MORNING)
    store.interviews.mark([planned.id], status)
    for now in (MORNING, planned.end + SECOND):
        assert stage(reader, person.id, now) is Stage.TO_ASK


def test_the_last_touch_is_the_latest_that_has_happened(store: Store, reader: JournalReader):
    person = contact(store)
    for days in (-3, -5, 2):
        at = MORNING + timedelta(days=days)
        store.touches.log(TouchDraft(contact_id=person.id, at=at, direction=Direction.IN))
    [row] = reader.contacts.page("", 0, 9, MORNING, MORNING)
    assert row.last_touch == MORNING - timedelta(days=3)
    held = interview(store, person.id, MORNING - timedelta(days=1))
    [row] = reader.contacts.page("", 0, 9, MORNING, MORNING)
    assert row.last_touch == held.end
    assert [touch.at for touch in reader.touches.with_contact(person.id, 2)] == [
        MORNING + timedelta(days=2),
        MORNING - timedelta(days=3),
    ]


# --- search


@pytest.fixture
def people(store: Store) -> Store:
    contact(store, "Professor Lee", organization="Fernwood College")
    contact(
        store,
        "Łukasz Müller",
        organization="Beaumont Hospital",
        role="Nurse Manager",
        channels=[
            Channel(ChannelKind.EMAIL, "L.Mueller@Example.org"),
            Channel(ChannelKind.PHONE, "+1 (313) 555-0142"),
            Channel(ChannelKind.PHONE, "0049 30 1234"),
        ],
        tags=["night shift", "RN"],
        notes="Sails on Sundays.\nAsk about Ærø.",
        source="career fair",
        referred_by="Professor Lee",
    )
    contact(store, "佐藤 美咲", organization="国立病院")
    contact(store, "ليلى حداد")
    contact(store, "O'Brien-Smith, Jr.")
    contact(store, "नमिता राव")
    return store


@pytest.mark.parametrize(
    "query",
    [
        "lukasz", "ŁUKASZ", "muller", "Müller", "mul", "mull luk", "beaumont", "nurse man", "l", "mueller",
        "l.mueller@example.org", "L.Mueller@Example", "example.org", "313 555 0142", "3135550142",
        "+13135550142", "(313) 555-01", "555-0142", "5550142", "0142", "004930", "30 1234", "night", "rn",
        "shift night", "sails", "sundays", "ærø", "aero", "career", "professor", "lee nurse", "  muller  ",
        '"muller"', "muller*", "(muller", "muller:", "-muller", "^muller", "name:", "{muller}",
    ],
)  # fmt: skip
def test_everything_about_a_contact_is_searched(people: Store, reader: JournalReader, query: str):
    if query == "name:":
        assert "Łukasz Müller" not in found(reader, query)
    else:
        assert "Łukasz Müller" in found(reader, query)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("佐藤", ["佐藤 美咲"]),
        ("藤", ["佐藤 美咲"]),
        ("病院", ["佐藤 美咲"]),
        ("ليلى", ["ليلى حداد"]),
        ("حدا", ["ليلى حداد"]),
        ("नमि", ["नमिता राव"]),
        ("o'brien", ["O'Brien-Smith, Jr."]),
        ("smith jr", ["O'Brien-Smith, Jr."]),
        ("uller", []),
        ("muller nobody", []),
        ("muller AND lukasz", []),
        ("zzz OR muller", []),
        ("NEAR(muller lukasz)", []),
        ("muller NOT nurse", []),
        ("*", []),
        ('"', []),
        ("'; DROP TABLE contact; --", []),
        ("q\x00b", []),
        ("x\U0001e900y", []),
        ("\ud800", []),
        ("%", []),
        ("1e400", []),
        ("q" * 100_000, []),
        ("q " * 3_000, []),
    ],
)
def test_other_scripts_are_found_and_signs_are_harmless(
    people: Store, reader: JournalReader, query: str, names: list[str]
):
    assert found(reader, query) == names


def test_letters_that_sqlite_does_not_know_are_found(store: Store, reader: JournalReader):
    contact(store, "\U0001e900\U0001e901a b")  # Adlam, younger than SQLite's tables
    assert len(found(reader, "\U0001e900\U0001e901")) == 1


def test_the_search_follows_every_change(people: Store, reader: JournalReader):
    [lee] = reader.contacts.by_name("professor lee")
    people.contacts.edit(lee[0], ContactDraft(name="Dean Park", organization="Fernwood College"))
    assert found(reader, "park") == ["Dean Park", "Łukasz Müller"]
    assert found(reader, "lee") == []
    people.contacts.delete([lee[0]])
    assert found(reader, "park") == []
    assert found(reader, "fernwood") == []
    people.history.undo()
    assert found(reader, "park") == ["Dean Park", "Łukasz Müller"]
    people.history.undo()
    assert found(reader, "lee") == ["Professor Lee", "Łukasz Müller"]
    people.history.redo()
    assert found(reader, "lee") == []


def test_an_organization_written_another_way_stays_one(people: Store, reader: JournalReader):
    person = contact(people, "Second", organization="BEAUMONT  hospital")
    assert person.organization == "Beaumont Hospital"
    assert found(reader, "beaumont") == ["Łukasz Müller", "Second"]


def test_archived_contacts_are_apart(people: Store, reader: JournalReader):
    [lee] = reader.contacts.by_name("Professor Lee")
    assert found(reader, "professor", archived=True) == found(reader, "", archived=True) == []
    people.contacts.archive([lee[0]])
    assert "Professor Lee" not in found(reader, "")
    assert found(reader, "professor") == ["Łukasz Müller"]
    assert found(reader, "professor", archived=True) == ["Professor Lee"]
    assert reader.contacts.place(lee[0]) is None
    assert reader.contacts.place(lee[0], archived=True) == 0
    people.contacts.archive([lee[0]], archived=False)
    assert "Professor Lee" in found(reader, "")


# --- pages


def test_pages_and_places_agree(store: Store, reader: JournalReader):
    with store.together("Many"):
        for number in range(57):
            contact(store, f"{'ÉeèE'[number % 4]}mil {number % 13}", role="even" if number % 2 else "odd")
    whole = reader.contacts.page("", 0, 99, MORNING, MORNING)
    assert [row.id for row in whole] == [
        row.id
        for offset in range(0, 60, 10)
        for row in reader.contacts.page("", offset, 10, MORNING, MORNING)
    ]
    assert [reader.contacts.place(row.id) for row in whole] == list(range(57))
    even = reader.contacts.page("even", 0, 99, MORNING, MORNING)
    assert [reader.contacts.place(row.id, "even") for row in even] == list(range(28))
    assert reader.contacts.place(next(row.id for row in whole if row.role == "odd"), "even") is None
    assert reader.contacts.place(999) is None
    assert reader.contacts.page("", 57, 10, MORNING, MORNING) == []


@pytest.mark.parametrize("many", [1, 2000])
def test_who_is_called_so_comes_before_who_is_only_found_by_it(
    store: Store, reader: JournalReader, monkeypatch: pytest.MonkeyPatch, many: int
):
    monkeypatch.setattr(search, "MANY", many)
    with store.together("Two families"):
        contact(store, "Ana Ruiz", notes="A friend of Jane Doe's.")
        contact(store, "Dana Ito", referred_by="Jane Doe")
        contact(store, "Mary-Jane Adoe", organization="Doe & Daughters")
        contact(store, "Jane Roe", role="Buyer")
        gone = contact(store, "Jane Poe")
    store.contacts.archive([gone.id])
    for query, wanted in {
        "jane": ["Jane Doe", "Jane Roe", "Mary-Jane Adoe", "Ana Ruiz", "Dana Ito"],
        "DOE jane": ["Jane Doe", "Ana Ruiz", "Dana Ito", "Mary-Jane Adoe"],
        "buyer": ["Jane Roe"],
        "jane buyer": ["Jane Roe"],
    }.items():
        rows = reader.contacts.page(query, 0, 99, MORNING, MORNING)
        assert [row.name for row in rows] == wanted
        assert [reader.contacts.place(row.id, query) for row in rows] == list(range(len(rows)))
        for offset in range(len(wanted) + 1):
            page = reader.contacts.page(query, offset, 2, MORNING, MORNING)
            assert page == rows[offset : offset + 2]
    assert found(reader, "jane", archived=True) == ["Jane Poe"]


def test_many_are_found_as_few_are(store: Store, reader: JournalReader, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(search, "MANY", 1)
    with store.together("Some"):
        for number in range(30):
            names = ("Anna Uller", "Bea Muller", "Uller Anna-Bea")
            person = contact(store, f"{names[number % 3]} {number:02}", role="odd" if number % 2 else "even")
            if number % 5 == 0:
                store.contacts.archive([person.id])
    for archived in (False, True):
        listed = reader.contacts.page("", 0, 99, MORNING, MORNING, archived=archived)
        for query, is_met in (
            ("uller", lambda row: "Muller" not in row.name),
            ("mul", lambda row: "Muller" in row.name),
            ("bea ann", lambda row: "Anna-Bea" in row.name),
            ("ann odd", lambda row: "Anna" in row.name and row.role == "odd"),
        ):
            wanted = [row for row in listed if is_met(row)]
            assert wanted
            assert reader.contacts.count(query, archived=archived) == len(wanted)
            for offset in range(len(wanted) + 1):
                page = reader.contacts.page(query, offset, 3, MORNING, MORNING, archived=archived)
                assert page == wanted[offset : offset + 3]
            places = [reader.contacts.place(row.id, query, archived=archived) for row in wanted]
            assert places == list(range(len(wanted)))


# --- what the verbs keep and refuse


def test_a_contact_comes_back_whole(people: Store, reader: JournalReader):
    [found] = reader.contacts.by_name("lukasz muller")
    person = reader.contacts.get(found[0], MORNING)
    assert person is not None
    assert person.emails == ("L.Mueller@Example.org",)
    assert person.phones == ("+1 (313) 555-0142", "0049 30 1234")
    assert person.tags == ("night shift", "RN")
    assert person.notes == "Sails on Sundays.\nAsk about Ærø."
    assert (person.referred_by, person.source) == ("Professor Lee", "career fair")
    referrer = reader.contacts.get(person.referred_by_id or 0, MORNING)
    assert referrer is not None
    assert referrer.named == ((person.id, "Łukasz Müller"),)
    assert reader.contacts.get(999, MORNING) is None


@pytest.mark.parametrize(
    "name",
    [
        "[/]",
        "[@click=app.quit]x[/]",
        "Robert'); DROP TABLE contact;--",
        '"',
        "%s {0} {{",
        "NULL",
        "0",
        "\\",
        "null\\u0000",
    ],
)
def test_hostile_names_are_kept_as_they_are(store: Store, reader: JournalReader, name: str):
    person = contact(store, name, organization=name, role=name, notes=name, tags=[name], source=name)
    kept = reader.contacts.get(person.id, MORNING)
    assert kept == person
    assert (kept.name, kept.organization, kept.role, kept.notes, kept.tags) == (
        name,
        name,
        name,
        name,
        (name,),
    )
    store.contacts.delete([person.id])
    store.history.undo()
    assert reader.contacts.get(person.id, MORNING) == person


def test_a_referrer_that_is_not_there_is_made(store: Store, reader: JournalReader):
    contact(store, "Dana Ito", referred_by="Professor Lee")
    assert found(reader, "") == ["Dana Ito", "Professor Lee"]
    assert len(store.history.acts()) == 1


def test_a_referrer_of_a_common_name_is_asked_for(store: Store, reader: JournalReader):
    contact(store, "Kim Lee")
    dana = contact(store, "Dana Ito", referred_by="Kim Lee")
    contact(store, "kim lee")
    with pytest.raises(AmbiguousError, match="There are 2 contacts named Kim Lee"):
        contact(store, "Rosa", referred_by="Kim Lee")
    assert found(reader, "rosa") == []
    kept = store.contacts.edit(dana.id, ContactDraft(name="Dana Ito", role="Nurse", referred_by="Kim Lee"))
    assert kept.referred_by_id == dana.referred_by_id, "who it was is known already"


def test_nobody_is_named_by_those_whom_they_named(store: Store):
    first = contact(store, "First")
    contact(store, "Second", referred_by="First")
    contact(store, "Third", referred_by="Second")
    for name in ("Second", "Third"):
        with pytest.raises(BadInputError) as caught:
            store.contacts.edit(first.id, ContactDraft(name="First", referred_by=name))
        assert list(caught.value.fields) == ["referred_by"]


def test_the_last_to_go_takes_the_organization_and_the_tags_along(store: Store, reader: JournalReader):
    one = contact(store, "One", organization="Acme", tags=["x", "y"])
    two = contact(store, "Two", organization="Acme", tags=["x"])
    store.contacts.delete([one.id])
    assert [row.name for row in reader.organizations.all()] == ["Acme"]
    store.contacts.edit(two.id, ContactDraft(name="Two", organization="Other"))
    assert [row.name for row in reader.organizations.all()] == ["Other"]
    store.organizations.research("other ", "Founded in 1901.")
    store.contacts.delete([two.id])
    assert [row.notes for row in reader.organizations.all()] == ["Founded in 1901."]


def test_a_tag_that_nobody_bears_any_more_is_forgotten(store: Store, journal: Path):
    def tags() -> list[object]:
        return [row[1] for row in record_rows(journal)["tag"]]

    one = contact(store, "One", tags=["x", "y"])
    contact(store, "Two", tags=["y"])
    store.contacts.edit(one.id, ContactDraft(name="One", tags=["z"]))
    assert tags() == ["y", "z"]
    store.history.undo()
    assert tags() == ["x", "y"]


def test_research_needs_a_name_and_leaves_no_empty_organization(store: Store, reader: JournalReader):
    with pytest.raises(BadInputError, match="The organization is missing"):
        store.organizations.research(" \t", "Words")
    store.organizations.research("Acme", "")
    assert reader.organizations.all() == []
    assert store.history.acts() == []


def test_verbs_refuse_contacts_that_are_not_there(store: Store, reader: JournalReader):
    person = contact(store)
    for verb in (
        lambda: store.contacts.edit(99, ContactDraft(name="X")),
        lambda: store.contacts.archive([person.id, 99]),
        lambda: store.contacts.delete([person.id, 99]),
        lambda: store.touches.log(TouchDraft(contact_id=99, at=MORNING)),
    ):
        with pytest.raises(NotFoundError, match="There is no contact 99"):
            verb()
    assert len(store.history.acts()) == 1
    assert found(reader, "") == ["Dana Ito"]


def test_a_key_of_another_program_belongs_to_one_contact(store: Store):
    contact(store, "One", origin_keys=["linkedin:in/one"])
    with pytest.raises(BadInputError, match="already has the key 'linkedin:in/one'"):
        contact(store, "Two", origin_keys=["linkedin:in/one"])


def test_an_older_touch_among_very_many_is_returned(store: Store, clock: MovableClock):
    person = contact(store)
    with store.together("Many"):
        for number in range(1001):
            store.touches.log(TouchDraft(contact_id=person.id, at=MORNING + timedelta(minutes=number)))
    assert store.touches.log(TouchDraft(contact_id=person.id, at=MORNING, text="first")).text == "first"

"""Importing contacts: one act, in bulk, and what a row by row verb would have written."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft, Level, NamePermission
from iitui.domain.errors import BadInputError
from iitui.domain.identity.matching import ImportAction, plan_import
from iitui.domain.imports import ImportReading, ImportRecord, OrganizationRecord
from iitui.domain.organizations import OrganizationDraft
from iitui.store.check.inspection import inspect
from iitui.store.contacts.imports import split_valid
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact
from tests.clock import MORNING
from tests.store.journal_contents import record_rows

FULL = ContactDraft(
    name="Dana Ito",
    organization="Beaumont",
    role="Nurse",
    level=Level.SENIOR,
    channels=(
        Channel(ChannelKind.EMAIL, "dana@example.org", "work"),
        Channel(ChannelKind.PHONE, "313 5550142"),
    ),
    tags=("nursing", "RN"),
    source="LinkedIn",
    name_permission=NamePermission.YES,
    cadence_days=90,
    notes="Met at the fair.",
    origin_keys=("linkedin:in/dana",),
)


def records(*drafts: ContactDraft) -> Sequence[ImportRecord]:
    return [ImportRecord(f"row {number}", draft) for number, draft in enumerate(drafts, 1)]


def test_an_import_writes_what_the_verb_would_have(tmp_path: Path, store: Store, journal: Path, clock):
    store.imports.run(records(FULL), "people.csv")
    other = Store.open(tmp_path / "other.db", clock)
    other.contacts.add(FULL)
    other.close()
    mine, theirs = record_rows(journal), record_rows(tmp_path / "other.db")
    for table in ("contact", "organization"):
        ours, others = mine.pop(table), theirs.pop(table)
        assert [row[:-1] for row in ours] == [row[:-1] for row in others]
        assert all(uuid.UUID(str(row[-1])).version == 7 for row in (*ours, *others)), "their last column"
    assert mine == theirs


def test_an_import_is_one_step(store: Store, reader: JournalReader, journal: Path):
    contact(store, "Dana Ito", organization="Beaumont")
    before = record_rows(journal)
    told = []
    more = ContactDraft(name="Rosa Delgado", organization="Beaumont", tags=("RN", "rn"))
    plan = store.imports.run(records(FULL, more), "people.csv", lambda done, of: told.append((done, of)))
    assert [step.action for step in plan.steps] == [ImportAction.UPDATE, ImportAction.ADD]
    assert told[-1] == (2, 2)
    assert store.history.acts()[0].name == "Import of 1 contact from people.csv"
    dana = reader.contacts.get(1, MORNING)
    assert dana is not None
    assert (dana.role, dana.tags, dana.emails) == ("Nurse", ("nursing", "RN"), ("dana@example.org",))
    assert dana.notes == "Met at the fair."
    assert reader.contacts.count("rosa") == 1
    after = record_rows(journal)
    store.history.undo()
    assert record_rows(journal) == before
    store.history.redo()
    assert record_rows(journal) == after


def test_importing_again_writes_nothing(store: Store, journal: Path):
    more = ContactDraft(name="Rosa Delgado", channels=(Channel(ChannelKind.EMAIL, "rosa@example.org"),))
    again = ContactDraft(
        name="Dana Ito", notes="Met at the fair.\n\nSails.", origin_keys=("linkedin:in/dana",)
    )
    files = records(FULL, more, again)
    preview = plan_import(files, store.reader.contacts.known())
    assert preview == store.imports.run(files, "people.csv")
    before = record_rows(journal)
    assert not plan_import(files, store.reader.contacts.known()).writes_anything
    store.imports.run(files, "people.csv")
    assert record_rows(journal) == before
    assert len(store.history.acts()) == 1


def test_what_is_there_is_not_overwritten(store: Store, reader: JournalReader):
    contact(
        store,
        "Dana Ito",
        organization="Beaumont",
        role="Manager",
        source="fair",
        notes="Kind.",
        channels=(Channel(ChannelKind.EMAIL, "DANA@example.org"),),
    )
    store.imports.run(records(FULL), "x")
    dana = reader.contacts.get(1, MORNING)
    assert dana is not None
    assert (dana.role, dana.source, dana.emails) == ("Manager", "fair", ("DANA@example.org",))
    assert dana.notes == "Kind.\n\nMet at the fair."
    assert dana.phones == ("313 5550142",)


def test_what_comes_beside_what_is_there_leaves_that_alone(
    store: Store, reader: JournalReader, journal: Path
):
    emails = tuple(Channel(ChannelKind.EMAIL, f"{name}@example.org") for name in ("ito", "dana"))
    contact(store, "Dana Ito", role="Manager", source="fair", channels=emails)
    store.imports.run(records(FULL), "x")
    dana = reader.contacts.get(1, MORNING)
    assert dana is not None
    assert (dana.organization, dana.role, dana.source) == ("Beaumont", "Manager", "fair")
    assert dana.channels == (*emails, FULL.channels[1])
    assert inspect(journal) == []


def test_who_named_them_may_come_later_in_the_file(store: Store, reader: JournalReader):
    store.imports.run(
        records(ContactDraft(name="Dana Ito", referred_by="Prof. Lee"), ContactDraft(name="Prof. Lee")), "x"
    )
    assert reader.contacts.names() == ["Dana Ito", "Prof. Lee"]
    dana = reader.contacts.get(1, MORNING)
    assert dana is not None
    assert dana.referred_by_id == 2


def test_a_record_that_is_not_fit_imports_nothing(store: Store, reader: JournalReader):
    with pytest.raises(BadInputError, match="The name is missing"):
        store.imports.run(records(FULL, ContactDraft(name=" ")), "x")
    assert reader.contacts.count() == 0
    assert store.history.acts() == []


def test_what_is_imported_is_cleaned(store: Store, reader: JournalReader):
    draft = ContactDraft(name="Da\x1b[31mna\u202e", notes="a\r\nb", origin_keys=("k\ud800",))
    store.imports.run(records(draft), "x")
    dana = reader.contacts.get(1, MORNING)
    assert dana is not None
    assert (dana.name, dana.notes) == ("Da[31mna", "a\nb")


def test_fit_tells_the_records_from_the_problems():
    bad = ContactDraft(name="X", channels=(Channel(ChannelKind.EMAIL, "nowhere"),))
    reading = ImportReading("p.csv", "LinkedIn", tuple(records(FULL, bad)), ())
    fitting, problems = split_valid(reading)
    assert [record.draft.name for record in fitting] == ["Dana Ito"]
    [problem] = problems
    assert (problem.file, problem.where, problem.why) == (
        "p.csv",
        "row 2",
        "'nowhere' isn't an email address.",
    )


def organizations(*drafts: OrganizationDraft) -> Sequence[OrganizationRecord]:
    return [OrganizationRecord(f"row {number}", draft) for number, draft in enumerate(drafts, 1)]


def test_organizations_alone_are_part_of_the_act(store: Store, reader: JournalReader, journal: Path):
    contact(store, "Dana Ito", organization="Beaumont")
    store.organizations.research("Beaumont", "Old.")
    before = record_rows(journal)
    alone = organizations(
        OrganizationDraft(name="Acme", notes="555 0100"), OrganizationDraft(name="BEAUMONT", notes="Big.")
    )
    plan = store.imports.run([], "x", organizations=alone)
    assert [step.action for step in plan.organizations] == [ImportAction.ADD, ImportAction.UPDATE]
    assert store.history.acts()[0].name == "Import of 1 organization from x"
    assert reader.organizations.research() == {"Beaumont": "Old.\n\nBig.", "Acme": "555 0100"}
    after = record_rows(journal)
    acts = len(store.history.acts())
    assert not store.imports.run([], "x", organizations=alone).writes_anything
    assert (record_rows(journal), len(store.history.acts())) == (after, acts)
    assert inspect(journal) == []
    store.history.undo()
    assert record_rows(journal) == before
    store.imports.run(records(FULL), "x", organizations=alone)
    assert store.history.acts()[0].name == "Import of 1 contact and 1 organization from x"


def test_what_is_taken_over_replaces_what_the_journal_has(store: Store, reader: JournalReader, journal: Path):
    contact(store, "Dana Zohar", organization="Mercy", role="Manager", channels=FULL.channels)
    contact(store, "Kim Lee", organization="Acme", role="Clerk")
    before = record_rows(journal)
    file = records(
        replace(FULL, name="Dana Ito Zohar"), ContactDraft(name="Kim Lee", organization="Acme", role="Chief")
    )
    plan = store.imports.run(file, "x", take_over=[0])
    assert [step.action for step in plan.steps] == [ImportAction.UPDATE, ImportAction.UNCHANGED]
    dana, kim = reader.contacts.get(1, MORNING), reader.contacts.get(2, MORNING)
    assert dana is not None
    assert kim is not None
    assert (dana.name, dana.organization, dana.role) == ("Dana Ito Zohar", "Beaumont", "Nurse")
    assert kim.role == "Clerk"
    assert reader.contacts.count("zohar beaumont") == 1
    assert reader.organizations.named("Mercy") is None
    assert inspect(journal) == []
    assert not store.imports.run(file, "x").writes_anything
    store.history.undo()
    assert record_rows(journal) == before


def test_a_referrer_who_is_not_certain_or_cannot_be_stands_in_the_notes(store: Store, reader: JournalReader):
    for organization in ("Acme", "Mercy"):
        contact(store, "Lee", organization=organization)
    file = records(
        ContactDraft(name="Dana Ito", referred_by="Lee", notes="Kind."),
        ContactDraft(name="Kim", referred_by="Pat"),
        ContactDraft(name="Pat", referred_by="Kim"),
    )
    store.imports.run(file, "x")
    dana, kim, pat = (reader.contacts.get(number, MORNING) for number in (3, 4, 5))
    assert dana is not None
    assert kim is not None
    assert pat is not None
    assert (dana.referred_by, dana.notes) == ("", "Kind.\n\nReferred by Lee")
    assert (kim.referred_by, pat.referred_by, pat.notes) == ("Pat", "", "Referred by Kim")
    assert not store.imports.run(file, "x").writes_anything

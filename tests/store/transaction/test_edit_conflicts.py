"""Two hands on one record: a verb that is told what its form was filled from overwrites nothing else."""

from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft, Level, NamePermission
from iitui.domain.edit_conflicts import clashes, merge
from iitui.domain.errors import ChangedElsewhereError
from iitui.domain.imports import ImportRecord
from iitui.domain.interviews import InterviewDraft
from iitui.domain.occupations import OccupationDraft, Standing
from iitui.domain.questions import Asked, QuestionDraft
from iitui.domain.targets import TargetDraft
from iitui.domain.touches import TouchDraft
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from iitui.store.transaction.edit_conflicts import CONTACT, INTERVIEW, QUESTION, TARGET, TOUCH
from tests.builders import contact, interview
from tests.clock import MORNING, MovableClock


@pytest.fixture
def other(store: Store, journal: Path, clock: MovableClock):
    opened = Store.open(journal, clock)
    yield opened
    opened.close()


DANA = ContactDraft(name="Dana Ito", organization="Beaumont", role="Nurse", tags=["a"], notes="Kind.")


def test_a_contact(store: Store, other: Store):
    seen = store.contacts.add(DANA)
    other.contacts.edit(seen.id, replace(DANA, role="Head nurse", tags=["a", "b"]))
    with pytest.raises(ChangedElsewhereError, match=r"Dana Ito was changed elsewhere: role, tags\."):
        store.contacts.edit(seen.id, replace(DANA, notes="Very kind."), seen=seen)
    now = store.reader.contacts.get(seen.id, MORNING)
    assert now is not None
    assert (now.role, now.notes) == ("Head nurse", "Kind.")
    kept = store.contacts.edit(seen.id, replace(DANA, notes="Very kind."), seen=now)
    assert (kept.role, kept.notes) == ("Nurse", "Very kind.")


def test_what_both_wrote_alike_and_what_the_form_does_not_edit_do_not_count(store: Store, other: Store):
    seen = store.contacts.add(DANA)
    other.contacts.edit(seen.id, replace(DANA, role="Head nurse"))
    other.contacts.archive([seen.id])
    kept = store.contacts.edit(seen.id, replace(DANA, role="Head nurse", source="a friend"), seen=seen)
    assert (kept.role, kept.source, kept.archived) == ("Head nurse", "a friend", True)


def test_without_a_form_nothing_is_refused(store: Store, other: Store):
    seen = store.contacts.add(DANA)
    other.contacts.edit(seen.id, replace(DANA, role="Head nurse"))
    assert store.contacts.edit(seen.id, DANA).role == "Nurse"


def test_an_interview(store: Store, other: Store):
    person = contact(store)
    seen = interview(store, person.id, MORNING + timedelta(days=1))
    draft = InterviewDraft(contact_id=person.id, start=seen.start, zone=seen.zone, minutes=seen.minutes)
    other.interviews.impressions(seen.id, after="Since then.")
    kept = store.interviews.edit(seen.id, replace(draft, place="Here"), seen=seen)
    assert (kept.place, kept.after) == ("Here", "Since then."), "the form does not edit what came after"
    other.interviews.edit(seen.id, replace(draft, start=seen.start + timedelta(hours=1), place="Here"))
    with pytest.raises(ChangedElsewhereError, match=r"The interview with Dana Ito .*: time\."):
        store.interviews.edit(seen.id, replace(draft, place="There"), seen=kept)


def test_impressions(store: Store, other: Store):
    seen = interview(store, contact(store).id, MORNING + timedelta(days=1))
    other.interviews.impressions(seen.id, after="Theirs.")
    store.interviews.impressions(seen.id, before="Before.", seen=seen)
    with pytest.raises(ChangedElsewhereError, match="what you think now"):
        store.interviews.impressions(seen.id, after="Mine.", seen=seen)
    now = store.reader.interviews.get(seen.id)
    assert now is not None
    assert store.interviews.impressions(seen.id, after="Mine.", seen=now).after == "Mine."


def test_a_question(store: Store, other: Store):
    seen = store.questions.add(QuestionDraft(text="Why?"))
    other.questions.edit(seen.id, QuestionDraft(text="Why not?"))
    with pytest.raises(ChangedElsewhereError, match="words"):
        store.questions.edit(seen.id, QuestionDraft(text="Why?", minutes=5), seen=seen)


def test_an_answer(store: Store, other: Store):
    planned = interview(store, contact(store).id, MORNING + timedelta(days=1))
    question = store.questions.add(QuestionDraft(text="Why?"))
    seen = store.questions.pick(planned.id, [question.id])[0]
    other.questions.answer(seen.id, "Theirs.")
    with pytest.raises(ChangedElsewhereError, match="answer"):
        store.questions.answer(seen.id, "Mine.", seen=seen)
    store.questions.answer(seen.id, None, state=Asked.TO_ASK)
    now = store.reader.questions.plan(planned.id)[0]
    assert (now.answer, now.state) == ("Theirs.", Asked.TO_ASK), "a tick leaves the answer alone"
    store.questions.answer(seen.id, "Mine.", seen=now)
    assert store.reader.questions.plan(planned.id)[0].answer == "Mine."


def test_research(store: Store, other: Store):
    store.organizations.research("Beaumont", "Old.")
    other.organizations.research("Beaumont", "Theirs.")
    with pytest.raises(ChangedElsewhereError, match="Beaumont was changed elsewhere: research"):
        store.organizations.research("Beaumont", "Mine.", seen="Old.")
    store.organizations.research("Beaumont", "Mine.", seen="Theirs.")
    seen = store.occupations.keep(OccupationDraft(name="Nurse", research="Old."))
    other.occupations.keep(OccupationDraft(name="Nurse", research="Theirs."))
    with pytest.raises(ChangedElsewhereError, match="Nurse was changed elsewhere: research"):
        store.occupations.keep(OccupationDraft(name="Nurse", research="Mine."), seen=seen)
    other.occupations.keep(OccupationDraft(name="Nurse", research="Old."), Standing.PURSUING)
    with pytest.raises(ChangedElsewhereError, match="standing"):
        store.occupations.keep(OccupationDraft(name="Nurse", research="Mine."), Standing.RULED_OUT, seen=seen)


def test_what_both_sides_changed_is_put_together():
    seen = DANA
    mine = replace(DANA, notes="Mine.", organization="Ours")
    now = replace(DANA, role="Head nurse", organization="Theirs", tags=("a",))
    assert merge(mine, seen, now) == replace(mine, role="Head nurse", tags=("a",))
    assert clashes(mine, seen, now) == {"organization": "Elsewhere: “Theirs”"}
    assert merge("old", "old", "new") == "new"
    assert merge("mine", "old", "new") == "mine"


# --- a field that is added to a draft is forgotten nowhere


@pytest.mark.parametrize(
    ("draft", "compared", "apart"),
    [
        (ContactDraft, CONTACT, {"origin_keys"}),
        (InterviewDraft, INTERVIEW, {"after"}),
        (QuestionDraft, QUESTION, set()),
        (TouchDraft, TOUCH, {"contact_id", "message_id"}),
        (TargetDraft, TARGET, {"organization"}),
    ],
)
def test_every_field_of_a_draft_is_compared_with_what_it_has_become(draft, compared, apart):
    assert {field.name for field in fields(draft)} == set(compared) | apart


def test_a_form_and_an_import_keep_every_field_of_a_contact(store: Store, reader: JournalReader):
    full = ContactDraft(
        name="Dana Ito",
        organization="Beaumont",
        role="Nurse Manager",
        level=Level.SENIOR,
        channels=(Channel(ChannelKind.EMAIL, "dana@example.org", "work"),),
        tags=("nursing",),
        source="alumni directory",
        referred_by="Prof. Lee",
        name_permission=NamePermission.YES,
        cadence_days=90,
        notes="Likes to be called Dana.",
        origin_keys=("vcard:1",),
    )
    assert all(getattr(full, field.name) != field.default for field in fields(full)), "a field is missing"
    typed = store.contacts.add(full)
    assert ContactDraft.of(typed) == replace(full, origin_keys=())
    store.history.undo()
    store.imports.run([ImportRecord("card 1", full)], "contacts.vcf")
    [(number, _, _)] = reader.contacts.by_name("Dana Ito")
    brought = reader.contacts.get(number, MORNING)
    assert brought is not None
    assert ContactDraft.of(brought) == replace(full, origin_keys=())

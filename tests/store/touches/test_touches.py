"""Touches, what came of requests, and whom one was sent on to: each is one act that undo takes back whole."""

from dataclasses import replace
from datetime import timedelta

import pytest

from iitui.domain.contacts import ContactDraft, NamePermission, Stage
from iitui.domain.dates.calendar import end_of_day
from iitui.domain.errors import BadInputError, ChangedElsewhereError, NotFoundError
from iitui.domain.follow_ups import FollowUp, FollowUpId, Kind, Verdict
from iitui.domain.interviews import Status
from iitui.domain.requests import CautionKind, cautions
from iitui.domain.touches import Direction, Outcome, Touch, TouchDraft, TouchKind
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview, request
from tests.clock import MORNING, ZONE, MovableClock

DAY = timedelta(days=1)


def owed_to(reader: JournalReader, contact_id: int, now=MORNING) -> list[FollowUp]:
    return reader.follow_ups.with_contact(contact_id, now, end_of_day(now, ZONE))


def said(reader: JournalReader, contact_id: int, now) -> list[CautionKind]:
    day_end = end_of_day(now, ZONE)
    facts = reader.touches.request_facts(contact_id, now, day_end)
    assert facts is not None
    return [one.kind for one in cautions(facts, now, day_end=day_end, ask_again_days=14, zone=ZONE)]


# --- what came of a request


def test_an_answer_is_noted_with_its_time_and_what_was_said(store: Store, reader: JournalReader):
    dana = contact(store)
    asked = request(store, dana.id, MORNING - 3 * DAY)
    told = store.touches.answer(
        asked.id,
        Outcome.TOO_BUSY,
        answered_at=MORNING - DAY,
        ask_again_at=MORNING + 30 * DAY,
        note="Ask again by phone.",
    )
    assert (told.outcome, told.answered_at) == (Outcome.TOO_BUSY, MORNING - DAY)
    assert (told.ask_again_at, told.text) == (MORNING + 30 * DAY, "Ask again by phone.")
    assert store.history.undo().name == "Dana Ito: too busy"
    [again] = reader.touches.with_contact(dana.id)
    assert again == asked


def test_an_outcome_that_is_taken_back_leaves_nothing_behind(store: Store):
    asked = request(store, contact(store).id, MORNING - DAY)
    store.touches.answer(asked.id, Outcome.TOO_BUSY, ask_again_at=MORNING + DAY)
    assert store.touches.answer(asked.id, Outcome.NO_REPLY) == asked


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_answer_belongs_to_a_request(store: Store, reader: JournalReader, outcome: Outcome):
    dana = contact(store)
    mail = store.touches.log(TouchDraft(contact_id=dana.id, at=MORNING))
    with pytest.raises(BadInputError):
        store.touches.answer(mail.id, outcome)
    with pytest.raises(BadInputError):
        store.touches.sent_on(mail.id, ContactDraft(name="Ben Ode"))
    assert reader.touches.get(mail.id) == mail
    assert reader.contacts.by_name("Ben Ode") == []


def test_a_note_that_is_too_long_changes_nothing(store: Store, reader: JournalReader):
    asked = request(store, contact(store).id, MORNING - DAY)
    with pytest.raises(BadInputError):
        store.touches.answer(asked.id, Outcome.TOO_BUSY, note="x" * 100_001)
    assert reader.touches.get(asked.id) == asked


# --- sent on to somebody else


def test_whom_one_is_sent_on_to_becomes_a_contact_in_the_same_act(store: Store, reader: JournalReader):
    dana = contact(store, organization="Beaumont")
    contact(store, "Dana Ito", organization="Elsewhere")
    asked = request(store, dana.id, MORNING - DAY)
    person = ContactDraft(
        name="Ben Ode", organization="Beaumont", name_permission=NamePermission.YES, referred_by="Dana Ito"
    )
    ben = store.touches.sent_on(asked.id, person)
    assert (ben.referred_by_id, ben.name_permission) == (dana.id, NamePermission.YES)
    told = reader.touches.get(asked.id)
    assert told is not None
    assert (told.outcome, told.answered_at) == (Outcome.SENT_ON, MORNING)
    assert store.history.undo().name == "Dana Ito: sent me on, to Ben Ode"
    assert reader.contacts.by_name("Ben Ode") == []
    assert reader.touches.get(asked.id) == asked


def test_whom_the_journal_knows_is_linked_and_not_doubled(store: Store, reader: JournalReader):
    dana, ben = contact(store), contact(store, "Ben Ode", organization="Beaumont")
    asked = request(store, dana.id, MORNING - DAY)
    named = store.touches.sent_on(
        asked.id,
        ContactDraft(name="ben ode", name_permission=NamePermission.WILL_INTRODUCE),
        outcome=Outcome.TOO_BUSY,
        ask_again_at=MORNING + 30 * DAY,
    )
    assert named.id == ben.id
    assert (named.referred_by_id, named.name_permission) == (dana.id, NamePermission.WILL_INTRODUCE)
    told = reader.touches.get(asked.id)
    assert told is not None
    assert told.ask_again_at == MORNING + 30 * DAY


def test_nobody_is_sent_on_to_themselves(store: Store, reader: JournalReader):
    dana = contact(store)
    asked = request(store, dana.id, MORNING - DAY)
    with pytest.raises(BadInputError) as error:
        store.touches.sent_on(asked.id, ContactDraft(name="dana ito"))
    assert set(error.value.fields) == {"name"}
    assert reader.touches.get(asked.id) == asked


# --- changed elsewhere, and a touch that settles


def test_a_touch_that_was_changed_elsewhere_is_not_overwritten(store: Store):
    asked = request(store, contact(store).id, MORNING - DAY)
    store.touches.answer(asked.id, Outcome.AGREED)
    draft = replace(TouchDraft.of(asked), text="A word more")
    with pytest.raises(ChangedElsewhereError, match="outcome, answered"):
        store.touches.edit(asked.id, draft, seen=asked)
    assert store.touches.edit(asked.id, draft).text == "A word more"


def test_a_touch_settles_what_it_answers_and_undo_takes_back_both(
    store: Store, reader: JournalReader, clock: MovableClock
):
    dana = contact(store)
    over = interview(store, dana.id, MORNING + DAY)
    store.interviews.mark([over.id], Status.HELD)
    now = clock.forward(days=2)
    thanks = FollowUpId(Kind.THANK_YOU, over.id)
    touch = store.touches.log(TouchDraft(contact_id=dana.id, at=now), [thanks])
    [settled] = [one for one in reader.follow_ups.settled() if one.id == thanks]
    assert (settled.verdict, settled.done_by_id) == (Verdict.DONE, touch.id)
    store.history.undo()
    assert thanks in [one.id for one in owed_to(reader, dana.id, now)]
    assert reader.touches.get(touch.id) is None
    with pytest.raises(NotFoundError):
        store.touches.log(TouchDraft(contact_id=dana.id, at=now), [FollowUpId(Kind.THANK_YOU, 999)])
    assert reader.touches.with_contact(dana.id) == []


# --- the stage follows


def test_the_stage_goes_through_all_that_can_come_of_asking(
    store: Store, reader: JournalReader, clock: MovableClock
):
    dana = contact(store)

    def stage() -> Stage:
        found = reader.contacts.get(dana.id, clock())
        assert found is not None
        return found.stage

    assert stage() is Stage.TO_ASK
    store.touches.log(TouchDraft(contact_id=dana.id, at=clock()))
    assert stage() is Stage.TO_ASK, "a mail that asks for nothing"
    asked = request(store, dana.id, clock())
    assert stage() is Stage.ASKED
    clock.forward(days=12)
    assert stage() is Stage.NO_REPLY
    wrote = store.touches.log(TouchDraft(contact_id=dana.id, at=clock(), direction=Direction.IN))
    assert stage() is Stage.ASKED, "they wrote, and what came of it is not said yet"
    store.touches.delete([wrote.id])
    assert stage() is Stage.NO_REPLY
    store.touches.answer(asked.id, Outcome.TOO_BUSY, ask_again_at=clock() + 5 * DAY)
    assert stage() is Stage.LATER
    clock.forward(days=6)
    assert stage() is Stage.LATER
    nudge = request(store, dana.id, clock())
    assert stage() is Stage.ASKED
    store.touches.sent_on(nudge.id, ContactDraft(name="Ben Ode"))
    assert stage() is Stage.DECLINED
    store.touches.answer(nudge.id, Outcome.AGREED)
    assert stage() is Stage.ASKED, "agreed, and no time yet"
    planned = interview(store, dana.id, clock() + DAY)
    assert stage() is Stage.PLANNED
    store.interviews.mark([planned.id], Status.CANCELLED)
    assert stage() is Stage.ASKED
    store.interviews.mark([planned.id], Status.PLANNED)
    clock.forward(days=2)
    assert stage() is Stage.MET
    clock.forward(days=1)
    store.touches.log(TouchDraft(contact_id=dana.id, at=clock(), kind=TouchKind.LETTER))
    assert stage() is Stage.IN_TOUCH


# --- what speaks against asking, from what the journal holds


def test_a_nudge_that_is_owed_is_no_reason_to_wait(store: Store, reader: JournalReader):
    dana = contact(store)
    assert said(reader, dana.id, MORNING) == []
    request(store, dana.id, MORNING)
    [nudge] = [one for one in owed_to(reader, dana.id) if one.id.kind is Kind.NUDGE]
    assert said(reader, dana.id, nudge.due - DAY) == [CautionKind.TOO_SOON]
    assert said(reader, dana.id, nudge.due - timedelta(hours=1)) == [], "it is due today"
    assert said(reader, dana.id, nudge.due + DAY) == []
    request(store, dana.id, nudge.due)
    request(store, dana.id, nudge.due + 12 * DAY)
    assert said(reader, dana.id, nudge.due + 40 * DAY) == [CautionKind.ENOUGH], "two nudges, then rest"


def test_colleagues_who_were_asked_this_week_are_named_but_where_a_second_name_is_owed(
    store: Store, reader: JournalReader
):
    dana, ben = contact(store, organization="Beaumont"), contact(store, "Ben Ode", organization="Beaumont")
    stranger = contact(store, "Cem Aslan", organization="Elsewhere")
    nowhere, no_one = contact(store, "Nobody"), contact(store, "No One")
    request(store, dana.id, MORNING)
    request(store, nowhere.id, MORNING)
    assert said(reader, ben.id, MORNING + DAY) == [CautionKind.COLLEAGUE]
    assert said(reader, stranger.id, MORNING + DAY) == []
    assert said(reader, no_one.id, MORNING + DAY) == [], "no organization is none that they share"
    [second] = [one for one in owed_to(reader, dana.id) if one.id.kind is Kind.SECOND_NAME]
    assert second.due < MORNING + 7 * DAY
    assert said(reader, ben.id, second.due) == []


def test_who_declined_or_was_too_busy_is_remembered(store: Store, reader: JournalReader):
    dana = contact(store, referred_by="Prof. Lee", name_permission=NamePermission.NO)
    asked: Touch = request(store, dana.id, MORNING, Outcome.DECLINED)
    assert said(reader, dana.id, MORNING + 90 * DAY) == [CautionKind.DECLINED, CautionKind.NAME]
    store.touches.answer(asked.id, Outcome.TOO_BUSY, ask_again_at=MORNING + 5 * DAY)
    store.contacts.permit(dana.id, NamePermission.YES)
    assert said(reader, dana.id, MORNING + 4 * DAY) == [CautionKind.NOT_YET]
    assert said(reader, dana.id, MORNING + 5 * DAY) == []
    store.touches.answer(asked.id, Outcome.AGREED)
    assert said(reader, dana.id, MORNING + 5 * DAY) == [CautionKind.TOO_SOON]
    assert said(reader, dana.id, MORNING + 14 * DAY) == []
    assert reader.touches.request_facts(999, MORNING, MORNING) is None

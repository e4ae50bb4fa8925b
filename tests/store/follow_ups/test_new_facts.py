"""Facts that change after their follow-ups were settled: new facts are a new duty, and nothing is stale."""

from datetime import timedelta

import pytest

from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.follow_ups import FollowUpId, Kind, Verdict
from iitui.domain.imports import ImportRecord
from iitui.domain.interviews import InterviewDraft, Status
from iitui.domain.takeaways import TakeawayKind
from iitui.domain.touches import TouchDraft
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview, request
from tests.clock import MORNING, MovableClock
from tests.store.follow_ups.causes import is_over, reply, take
from tests.store.follow_ups.owed import only, owed

DAY = timedelta(days=1)
MAIL = [Channel(ChannelKind.EMAIL, "dana@example.org")]


def names(reader: JournalReader, clock: MovableClock) -> set[FollowUpId]:
    return {one.id for one in owed(reader, clock.now)}


def settle_all(store: Store, reader: JournalReader, clock: MovableClock) -> None:
    store.follow_ups.waive(sorted(names(reader, clock)))


@pytest.mark.parametrize("days", [1, 7, 30])
def test_an_interview_that_is_moved_owes_all_anew(
    store: Store, reader: JournalReader, clock: MovableClock, days: int
):
    person = contact(store)
    planned = interview(store, person.id, MORNING + 2 * DAY)
    before = names(reader, clock)
    settle_all(store, reader, clock)
    draft = InterviewDraft(contact_id=person.id, start=planned.start + days * DAY, zone=planned.zone)
    moved = store.interviews.edit(planned.id, draft)
    assert names(reader, clock) == before
    clock.now = moved.end
    assert names(reader, clock) == {FollowUpId(Kind.THANK_YOU, moved.id), FollowUpId(Kind.DEBRIEF, moved.id)}
    settle_all(store, reader, clock)
    store.history.undo()
    store.history.undo()
    assert names(reader, clock) == {FollowUpId(Kind.THANK_YOU, moved.id), FollowUpId(Kind.DEBRIEF, moved.id)}
    assert only(reader, clock.now, Kind.THANK_YOU).due == planned.end + DAY


def test_an_interview_that_was_cancelled_after_it_was_thanked_for_stays_thanked(
    store: Store, reader: JournalReader, clock: MovableClock
):
    number = is_over(store, clock)
    settle_all(store, reader, clock)
    for status in (Status.CANCELLED, Status.HELD, Status.MISSED, Status.HELD):
        store.interviews.mark([number], status)
        assert names(reader, clock) == set()


def test_what_is_deleted_takes_its_settlements_with_it_and_undo_brings_both_back(
    store: Store, reader: JournalReader, clock: MovableClock
):
    number = is_over(store, clock)
    for kind in (TakeawayKind.ADVICE, TakeawayKind.PROMISE_MINE, TakeawayKind.PROMISE_THEIRS):
        take(store, number, kind)
    settle_all(store, reader, clock)
    settled = reader.follow_ups.settled()
    assert len(settled) == 4
    store.interviews.delete([number])
    kept = {Kind.MY_PROMISE, Kind.INTRODUCTION}
    assert {one.id.kind for one in reader.follow_ups.settled()} == kept
    assert names(reader, clock) == set()
    store.history.undo()
    assert reader.follow_ups.settled() == settled
    assert names(reader, clock) == set()


def test_an_undone_and_redone_plan_keeps_what_was_said_of_it(
    store: Store, reader: JournalReader, clock: MovableClock
):
    number = is_over(store, clock)
    store.follow_ups.done([FollowUpId(Kind.THANK_YOU, number)])
    for _ in range(2):
        store.history.undo()
    assert names(reader, clock) == set()
    assert reader.follow_ups.settled() == []
    for _ in range(2):
        store.history.redo()
    assert names(reader, clock) == {FollowUpId(Kind.DEBRIEF, number)}
    assert [one.verdict for one in reader.follow_ups.settled()] == [Verdict.DONE]


def test_an_interview_written_down_again_after_the_first_was_deleted_owes_its_own_thanks(
    store: Store, reader: JournalReader, clock: MovableClock
):
    number = is_over(store, clock)
    settle_all(store, reader, clock)
    contact_id = reader.interviews.past(clock.now)[0].contact_id
    store.interviews.delete([number])
    again = interview(store, contact_id, clock.now - timedelta(hours=2))
    assert names(reader, clock) == {FollowUpId(Kind.THANK_YOU, again.id), FollowUpId(Kind.DEBRIEF, again.id)}


def test_a_request_that_is_deleted_after_its_nudge_leaves_the_nudge_as_the_request(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    first = request(store, person.id, MORNING)
    clock.forward(days=9)
    draft = TouchDraft(contact_id=person.id, at=clock.now, is_request=True)
    second = store.touches.log(draft, [FollowUpId(Kind.NUDGE, first.id)])
    store.follow_ups.done([FollowUpId(Kind.SECOND_NAME, first.id)])
    store.touches.delete([first.id])
    assert names(reader, clock) == {
        FollowUpId(Kind.NUDGE, second.id), FollowUpId(Kind.SECOND_NAME, second.id),
    }  # fmt: skip
    assert only(reader, clock.now, Kind.NUDGE).occurrence == 0
    assert reader.follow_ups.settled() == []
    store.history.undo()
    assert names(reader, clock) == {FollowUpId(Kind.NUDGE, first.id)}


def test_a_reply_found_later_takes_back_what_was_owed_and_keeps_what_was_said(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    sent = request(store, person.id, MORNING)
    clock.forward(days=9)
    store.follow_ups.done([FollowUpId(Kind.NUDGE, sent.id)])
    reply(store, person.id, MORNING + DAY)
    assert names(reader, clock) == set()
    [past] = reader.follow_ups.settled()
    assert (past.id, past.who, past.due) == (
        FollowUpId(Kind.NUDGE, sent.id),
        "Dana Ito",
        MORNING + 9 * DAY,
    )


def test_an_import_owes_and_settles_nothing_by_itself(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(
        store,
        cadence_days=45,
        channels=MAIL,
        referred_by="Prof. Lee",
    )
    request(store, person.id, MORNING)
    store.follow_ups.done([FollowUpId(Kind.TELL_THE_REFERRER, person.id)])
    lines = owed(reader, clock.now)
    draft = ContactDraft(
        name="Dana Ito",
        role="Nurse",
        channels=MAIL,
        cadence_days=5,
    )
    store.imports.run(
        [ImportRecord("row 1", draft), ImportRecord("row 2", ContactDraft(name="Per Holm"))], "x.csv"
    )
    assert owed(reader, clock.now) == lines

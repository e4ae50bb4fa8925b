"""The facts of statistics as the reader finds them in a journal, and that it reads it in a few queries."""

from dataclasses import replace
from datetime import timedelta

import pytest

from iitui.domain.follow_ups import FollowUpId, Kind
from iitui.domain.interviews import InterviewDraft, Status
from iitui.domain.statistics import Funnel, Statistics, make_statistics
from iitui.domain.touches import Direction, Outcome, TouchDraft
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview, request
from tests.clock import MORNING, ZONE, MovableClock

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def statistics(reader: JournalReader, now=MORNING) -> Statistics:
    return make_statistics(reader.statistics.facts(now), now, ZONE)


def came(store: Store, contact_id: int, at) -> None:
    """Something came from a contact."""
    store.touches.log(TouchDraft(contact_id=contact_id, at=at, direction=Direction.IN))


def thank(interview_id: int) -> FollowUpId:
    return FollowUpId(Kind.THANK_YOU, interview_id)


def test_an_empty_journal_has_nothing_to_count(reader: JournalReader):
    found = statistics(reader)
    assert found.is_empty
    assert found.funnel == Funnel()
    assert found.replies.requests == 0


def test_a_request_becomes_an_interview_and_a_thank_you(
    store: Store, reader: JournalReader, clock: MovableClock
):
    dana = contact(store)
    request(store, dana.id, MORNING)
    assert statistics(reader).funnel == Funnel(1)
    came(store, dana.id, MORNING + DAY)
    assert statistics(reader).funnel == Funnel(1), "it has not come yet"
    now = clock.forward(days=1)
    assert statistics(reader, now).funnel == Funnel(1, 1)
    assert statistics(reader, now).replies.times.each == (DAY,)
    planned = interview(store, dana.id, now + DAY, minutes=30)
    assert statistics(reader, now).funnel == Funnel(1, 1, 1)
    now = clock.forward(days=1, minutes=30)
    assert statistics(reader, now).funnel == Funnel(1, 1, 1, 1)
    assert statistics(reader, now).thank_yous.owed == 1
    now = clock.forward(hours=3)
    store.follow_ups.done([thank(planned.id)])
    found = statistics(reader, now)
    assert found.funnel == Funnel(1, 1, 1, 1, 1)
    assert found.thank_yous.times.each == (3 * HOUR,)
    store.history.undo()
    assert statistics(reader, now).funnel == Funnel(1, 1, 1, 1)


def test_a_thank_you_that_was_dismissed_or_snoozed_is_none(
    store: Store, reader: JournalReader, clock: MovableClock
):
    ids = [interview(store, contact(store, name).id, MORNING).id for name in ("Ada", "Bo", "Cy")]
    now = clock.forward(hours=2)
    store.interviews.mark(ids, Status.HELD)
    store.follow_ups.waive([thank(ids[0])])
    store.follow_ups.snooze([thank(ids[1])], now + DAY)
    found = statistics(reader, now).thank_yous
    assert (found.times.each, found.waived, found.owed) == ((), 1, 2)


def test_a_thank_you_belongs_to_the_interview_as_it_is_now(
    store: Store, reader: JournalReader, clock: MovableClock
):
    draft = InterviewDraft(contact_id=contact(store).id, start=MORNING, zone=ZONE.key, minutes=30)
    planned = store.interviews.plan(draft)
    clock.forward(hours=1)
    store.follow_ups.done([thank(planned.id)])
    assert statistics(reader, clock.now).funnel.thanked == 1
    store.interviews.edit(planned.id, replace(draft, start=MORNING + DAY))
    now = clock.forward(days=2)
    assert statistics(reader, now).funnel.thanked == 0
    assert statistics(reader, now).thank_yous.owed == 1


@pytest.mark.parametrize(
    ("outcome", "answered"),
    [
        (Outcome.NO_REPLY, False),
        (Outcome.AGREED, True),
        (Outcome.TOO_BUSY, True),
        (Outcome.DECLINED, True),
        (Outcome.SENT_ON, True),
    ],
)
def test_every_outcome_but_none_yet_is_an_answer(
    store: Store, reader: JournalReader, outcome: Outcome, answered: bool
):
    request(store, contact(store).id, MORNING - DAY, outcome)
    found = statistics(reader)
    assert found.funnel[:3] == (1, int(answered), int(outcome is Outcome.AGREED))
    assert (found.replies.undated, found.replies.waiting) == (int(answered), int(not answered))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.CANCELLED, Funnel()),
        (Status.MISSED, Funnel(1, 1, 1, 0, 0, 1)),
        (Status.PLANNED, Funnel(1, 1, 1, 1, 0, 1)),
        (Status.HELD, Funnel(1, 1, 1, 1, 0, 1)),
    ],
)
def test_what_became_of_an_interview_counts(
    store: Store, reader: JournalReader, status: Status, expected: Funnel
):
    planned = interview(store, contact(store).id, MORNING - DAY)
    store.interviews.mark([planned.id], status)
    assert statistics(reader).funnel == expected
    assert sum(week.interviews for week in statistics(reader).weeks) == expected.held


def test_the_time_of_an_answer_that_was_noted_wins(store: Store, reader: JournalReader):
    dana = contact(store)
    asked = store.touches.log(TouchDraft(contact_id=dana.id, at=MORNING - 9 * DAY, is_request=True))
    came(store, dana.id, MORNING - 2 * DAY)
    assert statistics(reader).replies.times.each == (7 * DAY,)
    store.touches.answer(asked.id, Outcome.DECLINED, answered_at=MORNING - 8 * DAY)
    assert statistics(reader).replies.times.each == (DAY,)


def test_a_thank_you_is_as_old_as_the_touch_that_did_it(
    store: Store, reader: JournalReader, clock: MovableClock
):
    held = interview(store, contact(store).id, MORNING, minutes=30)
    now = clock.forward(days=3)
    letter = TouchDraft(contact_id=held.contact_id, at=held.end + 5 * HOUR)
    store.touches.log(letter, settles=[thank(held.id)])
    assert statistics(reader, now).thank_yous.times.each == (5 * HOUR,)
    assert statistics(reader, now).funnel.thanked == 1


def test_other_touches_and_requests_to_me_are_no_requests(store: Store, reader: JournalReader):
    dana = contact(store)
    store.touches.log(TouchDraft(contact_id=dana.id, at=MORNING - DAY))
    store.touches.log(
        TouchDraft(contact_id=dana.id, at=MORNING - DAY, direction=Direction.IN, is_request=True)
    )
    assert statistics(reader).is_empty


def test_it_reads_in_four_queries_whatever_there_is(store: Store, reader: JournalReader):
    for number in range(30):
        person = contact(store, f"Contact {number}")
        request(store, person.id, MORNING - 9 * DAY)
        came(store, person.id, MORNING - 8 * DAY)
        interview(store, person.id, MORNING - DAY)
    asked: list[str] = []
    reader._connection.set_trace_callback(asked.append)
    found = reader.statistics.facts(MORNING)
    reader._connection.set_trace_callback(None)
    assert (len(found.requests), len(found.incoming), len(found.interviews)) == (30, 30, 30)
    assert len([query for query in asked if not query.startswith("--")]) == 4

"""The agenda and what Today reads: what is still to come, what shares its time, who is waited for."""

from datetime import timedelta

import pytest

from iitui.domain.interviews import Status
from iitui.domain.touches import Direction, Outcome, TouchDraft
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview, request
from tests.clock import MORNING

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def test_an_interview_is_to_come_until_it_is_over(store: Store, reader: JournalReader):
    planned = interview(store, contact(store).id, MORNING, minutes=30)
    later = interview(store, planned.contact_id, MORNING + timedelta(days=1))
    for now, upcoming, past in (
        (planned.start, [planned, later], []),
        (planned.end - SECOND, [planned, later], []),
        (planned.end, [later], [planned]),
        (later.end, [], [later, planned]),
    ):
        assert reader.interviews.upcoming(now) == upcoming
        assert reader.interviews.past(now) == past
        assert reader.interviews.next(now) == next(iter(upcoming), None)
        told = reader.today.next_interview(now)
        assert (told and told.interview, told and told.then) == (*upcoming, None, None)[:2]


@pytest.mark.parametrize("status", [Status.HELD, Status.CANCELLED, Status.MISSED])
def test_an_interview_of_which_something_became_is_past(store: Store, reader: JournalReader, status: Status):
    planned = interview(store, contact(store).id, MORNING + timedelta(days=1))
    store.interviews.mark([planned.id], status)
    assert reader.interviews.upcoming(MORNING) == []
    assert [one.id for one in reader.interviews.past(MORNING)] == [planned.id]


@pytest.mark.parametrize(
    ("begins", "ends", "is_shared"),
    [(-30, 0, False), (-30, 1, True), (0, 30, True), (10, 20, True), (29, 60, True), (30, 60, False)],
)
def test_interviews_that_touch_share_no_time(
    store: Store, reader: JournalReader, begins: int, ends: int, is_shared: bool
):
    planned = interview(store, contact(store).id, MORNING, minutes=30)
    span = MORNING + begins * MINUTE, MORNING + ends * MINUTE
    assert reader.interviews.overlapping(*span) == ([planned] if is_shared else [])
    assert reader.interviews.overlapping(*span, but=planned.id) == []
    store.interviews.mark([planned.id], Status.CANCELLED)
    assert reader.interviews.overlapping(*span) == []


def test_the_next_interview_comes_with_how_far_its_preparation_is(store: Store, reader: JournalReader):
    assert reader.today.next_interview(MORNING) is None
    person = contact(store)
    interviews = [interview(store, person.id, MORNING + timedelta(days=days)) for days in (1, 2, 3, 4)]
    picked = [row.question for row in reader.questions.bank()[:3]]
    store.questions.pick(interviews[0].id, [question.id for question in picked])
    for item in reader.briefs.checklist(interviews[0].id)[:2]:
        store.interviews.tick(item.id)
    told = reader.today.next_interview(MORNING)
    assert told is not None
    assert (told.picked, told.minutes) == (3, sum(question.minutes for question in picked))
    assert (told.items, told.ticked) == (7, 2)
    assert (told.then, told.more) == (interviews[1], 2)


@pytest.mark.parametrize(("after", "is_waited_for"), [(-SECOND, True), (timedelta(), False), (SECOND, False)])
def test_whatever_came_at_the_time_of_a_request_or_after_it_ends_the_waiting(
    store: Store, reader: JournalReader, after: timedelta, is_waited_for: bool
):
    asked = MORNING - timedelta(days=5)
    mailed, met, refused = (contact(store, name).id for name in ("Mia", "Ned", "Ria"))
    for number in (mailed, met, refused):
        request(store, number, asked)
    store.touches.log(TouchDraft(contact_id=mailed, at=asked + after, direction=Direction.IN))
    interview(store, met, asked + after)
    request(store, refused, asked + after, Outcome.DECLINED)
    waited = {one.contact_id for one in reader.today.unanswered(MORNING)}
    assert waited == ({mailed, met, refused} if is_waited_for else set())
    assert reader.today.unanswered(asked - SECOND) == []


def test_one_voice_counts_from_the_end_of_an_interview_and_people_once(store: Store, reader: JournalReader):
    dana, rosa = contact(store, "Dana Ito"), contact(store, "Rosa")
    first = interview(store, dana.id, MORNING, occupation="Nursing")
    assert reader.today.one_voice(first.end - SECOND) == []
    assert reader.today.one_voice(first.end) == ["Nursing"]
    interview(store, dana.id, MORNING + timedelta(days=1), occupation="Nursing")
    later = interview(store, rosa.id, MORNING + timedelta(days=2), occupation="Nursing")
    assert reader.today.one_voice(later.end - SECOND) == ["Nursing"]
    assert reader.today.one_voice(later.end) == []


def test_earlier_interviews_of_a_brief_are_those_that_began_before(store: Store, reader: JournalReader):
    person = contact(store)
    before, same, own, after = (
        interview(store, person.id, MORNING + seconds * SECOND) for seconds in (-1, 0, 0, 1)
    )
    brief = reader.briefs.get(own.id, MORNING, 15)
    assert brief is not None
    assert brief.earlier == (before,)
    assert {one.id for one in reader.interviews.with_contact(person.id)} == {
        before.id, same.id, own.id, after.id,
    }  # fmt: skip

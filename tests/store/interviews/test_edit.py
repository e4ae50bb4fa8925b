from datetime import timedelta

from iitui.domain.contacts import Stage
from iitui.domain.follow_ups import Kind
from iitui.domain.interviews import InterviewDraft
from tests.builders import contact, interview
from tests.clock import MORNING
from tests.store.journal_contents import assert_agrees


def test_an_interview_that_ended_days_late_keeps_the_day_of_its_end_when_it_is_edited(store, journal, clock):
    dana = contact(store)
    planned = interview(store, dana.id, MORNING)
    store.live.begin(planned.id)
    clock.forward(hours=24 * 13)
    store.live.end(planned.id)
    store.interviews.edit(planned.id, InterviewDraft(contact_id=dana.id, start=MORNING, zone="Asia/Tokyo"))
    assert_agrees(journal)


def test_an_interview_that_began_early_has_taken_place_when_it_is_ended(store, clock, journal):
    begun, planned_for = clock.now, clock.now + timedelta(minutes=75)
    planned = interview(store, contact(store).id, planned_for)
    store.live.begin(planned.id)
    clock.forward(minutes=22)
    held = store.live.end(planned.id)
    assert (held.start, held.started_at) == (begun, begun)
    met = store.reader.contacts.get(planned.contact_id, clock.now)
    assert met is not None
    assert (met.stage, met.last_touch) == (Stage.MET, clock.now)
    owed = store.reader.follow_ups.with_contact(planned.contact_id, clock.now, clock.now)
    assert Kind.THANK_YOU in {one.id.kind for one in owed}
    assert_agrees(journal)
    store.history.undo()
    again = store.reader.interviews.get(planned.id)
    assert (again.start, again.is_going_on) == (planned_for, True)
    clock.forward(hours=2)
    assert store.live.end(planned.id).start == begun


def test_an_interview_that_began_late_keeps_the_time_it_was_planned_for(store, clock):
    planned = interview(store, contact(store).id, clock.now)
    clock.forward(minutes=5)
    store.live.begin(planned.id)
    clock.forward(minutes=20)
    assert store.live.end(planned.id).start == planned.start

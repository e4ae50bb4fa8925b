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

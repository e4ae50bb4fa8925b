"""What requests ask for: a second name, nudges and then rest, and asking later."""

from datetime import datetime, timedelta

import pytest

from iitui.domain.follow_ups import FollowUpId, Kind
from iitui.domain.interviews import Status
from iitui.domain.touches import Direction, Outcome, TouchDraft
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview, request
from tests.clock import FIGURES, MORNING, MovableClock
from tests.store.follow_ups.causes import reply, touch
from tests.store.follow_ups.owed import SECOND, only, owed

DAY = timedelta(days=1)
OF_REQUESTS = {Kind.SECOND_NAME, Kind.NUDGE, Kind.ASK_LATER}


def asked_for(reader: JournalReader, now: datetime) -> set[Kind]:
    """The kinds of what requests ask for."""
    return {one.id.kind for one in owed(reader, now)} & OF_REQUESTS


def nudge_due(at: datetime) -> datetime:
    return FIGURES.business_days_after(at, 7)


def nudge(store: Store, contact_id: int, at: datetime, first: int) -> None:
    """Send another request that is logged as the nudge that was owed."""
    draft = TouchDraft(contact_id=contact_id, at=at, is_request=True, outcome=Outcome.NO_REPLY)
    store.touches.log(draft, [FollowUpId(Kind.NUDGE, first)])


def test_the_lines_name_who_was_asked_and_where(store: Store, reader: JournalReader):
    person = contact(store, organization="Beaumont")
    request(store, person.id, MORNING)
    assert only(reader, MORNING, Kind.SECOND_NAME).what == (
        "Dana Ito hasn't answered: ask someone else at Beaumont"
    )
    assert only(reader, MORNING, Kind.NUDGE).what == "Write to Dana Ito again: no reply yet"
    assert {one.contact_id for one in owed(reader, MORNING)} == {person.id}


def test_two_nudges_at_most_and_then_rest(store: Store, reader: JournalReader, clock: MovableClock):
    person = contact(store)
    first = request(store, person.id, MORNING)
    for number in range(2):
        line = only(reader, clock.now, Kind.NUDGE)
        assert (line.id, line.due) == (FollowUpId(Kind.NUDGE, first.id), nudge_due(clock.now))
        assert line.occurrence == number
        clock.now = line.due
        nudge(store, person.id, clock.now, first.id)
    assert owed(reader, clock.now + 900 * DAY, Kind.NUDGE) == []
    assert only(reader, clock.now, Kind.SECOND_NAME).id.subject == first.id, "what was never done stays owed"


def test_nudges_whether_by_a_request_or_by_word_count_alike(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    first = request(store, person.id, MORNING)
    clock.now = only(reader, clock.now, Kind.NUDGE).due
    store.follow_ups.done([FollowUpId(Kind.NUDGE, first.id)])
    assert only(reader, clock.now, Kind.NUDGE).due == nudge_due(clock.now)
    clock.forward(days=1)
    request(store, person.id, clock.now)  # without a word that it is the nudge
    assert owed(reader, clock.now + 900 * DAY, Kind.NUDGE) == []


def test_a_nudge_by_another_touch_counts_once(store: Store, reader: JournalReader, clock: MovableClock):
    person = contact(store)
    first = request(store, person.id, MORNING)
    clock.forward(days=9)
    call = TouchDraft(contact_id=person.id, at=clock.now)
    for number in range(2):
        assert only(reader, clock.now, Kind.NUDGE).occurrence == number
        store.touches.log(call, [FollowUpId(Kind.NUDGE, first.id)])
    assert owed(reader, clock.now, Kind.NUDGE) == []


def test_a_dismissed_nudge_rests_until_one_asks_again(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    first = request(store, person.id, MORNING)
    store.follow_ups.waive([FollowUpId(Kind.NUDGE, first.id)])
    assert owed(reader, clock.now + 90 * DAY, Kind.NUDGE) == []
    clock.forward(days=30)
    request(store, person.id, clock.now)
    assert only(reader, clock.now, Kind.NUDGE).due == nudge_due(clock.now)


def test_a_snoozed_nudge_that_is_sent_early_is_owed_again_after_its_days(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    first = request(store, person.id, MORNING)
    store.follow_ups.snooze([FollowUpId(Kind.NUDGE, first.id)], MORNING + 60 * DAY)
    clock.forward(days=20)
    request(store, person.id, clock.now)
    assert only(reader, clock.now, Kind.NUDGE).due == nudge_due(clock.now)


def test_a_reply_ends_the_waiting(store: Store, reader: JournalReader):
    person = contact(store)
    request(store, person.id, MORNING)
    assert asked_for(reader, MORNING) == {Kind.SECOND_NAME, Kind.NUDGE}
    answer = reply(store, person.id, MORNING + DAY)
    assert asked_for(reader, MORNING + 90 * DAY) == set()
    store.touches.delete([answer.id])
    assert asked_for(reader, MORNING + 90 * DAY) == {Kind.SECOND_NAME, Kind.NUDGE}


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.NO_REPLY])
def test_an_outcome_ends_the_waiting(store: Store, reader: JournalReader, outcome: Outcome):
    person = contact(store)
    sent = request(store, person.id, MORNING)
    store.touches.answer(sent.id, outcome, answered_at=MORNING + DAY)
    assert asked_for(reader, MORNING + 90 * DAY) == set()
    store.touches.answer(sent.id, Outcome.NO_REPLY)
    assert asked_for(reader, MORNING + 90 * DAY) == {Kind.SECOND_NAME, Kind.NUDGE}


@pytest.mark.parametrize("status", [Status.PLANNED, Status.HELD, Status.CANCELLED])
def test_an_interview_ends_the_waiting_for_it(store: Store, reader: JournalReader, status: Status):
    person = contact(store)
    interview(store, person.id, MORNING - 30 * DAY)
    request(store, person.id, MORNING)
    assert asked_for(reader, MORNING) == {Kind.SECOND_NAME, Kind.NUDGE}, "one before it is no answer"
    planned = interview(store, person.id, MORNING + 5 * DAY)
    store.interviews.mark([planned.id], status)
    assert asked_for(reader, MORNING + 90 * DAY) == set(), "they agreed to it"
    store.interviews.delete([planned.id])
    assert asked_for(reader, MORNING + 90 * DAY) == {Kind.SECOND_NAME, Kind.NUDGE}


def test_an_answer_noted_at_the_first_request_answers_the_nudges_before_it(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    first = request(store, person.id, MORNING)
    request(store, person.id, MORNING + 9 * DAY)
    clock.now = MORNING + 11 * DAY
    store.touches.answer(first.id, Outcome.DECLINED, answered_at=MORNING + 10 * DAY)
    assert asked_for(reader, clock.now) == set()
    again = request(store, person.id, clock.now)
    assert only(reader, clock.now, Kind.NUDGE).id.subject == again.id, "asked anew after the answer"


def test_a_request_that_is_written_down_after_its_answer_is_answered(store: Store, reader: JournalReader):
    person = contact(store)
    reply(store, person.id, MORNING + DAY)
    request(store, person.id, MORNING)
    assert asked_for(reader, MORNING + 90 * DAY) == set()


def test_a_request_that_is_written_down_late_stands_where_it_was_sent(store: Store, reader: JournalReader):
    person = contact(store)
    nudge_sent = request(store, person.id, MORNING)
    assert only(reader, MORNING, Kind.NUDGE).id.subject == nudge_sent.id
    first = request(store, person.id, MORNING - 9 * DAY)
    line = only(reader, MORNING, Kind.NUDGE)
    assert (line.id.subject, line.occurrence, line.due) == (first.id, 1, nudge_due(MORNING))
    assert only(reader, MORNING, Kind.SECOND_NAME).arises == MORNING - 9 * DAY


def test_two_requests_in_one_second_are_two(store: Store, reader: JournalReader):
    person = contact(store)
    first, _ = request(store, person.id, MORNING), request(store, person.id, MORNING)
    line = only(reader, MORNING, Kind.NUDGE)
    assert (line.id.subject, line.occurrence) == (first.id, 1)
    assert only(reader, MORNING, Kind.SECOND_NAME).id.subject == first.id
    request(store, person.id, MORNING)
    assert owed(reader, MORNING, Kind.NUDGE) == []


def test_a_reply_in_the_second_of_the_request_answers_what_was_written_before_it(
    store: Store, reader: JournalReader
):
    person = contact(store)
    request(store, person.id, MORNING)
    reply(store, person.id, MORNING)
    assert asked_for(reader, MORNING) == set()
    request(store, person.id, MORNING)
    assert asked_for(reader, MORNING) == {Kind.SECOND_NAME, Kind.NUDGE}


def test_asking_a_colleague_is_the_second_name(store: Store, reader: JournalReader):
    person = contact(store, organization="Beaumont")
    elsewhere = contact(store, "Per Holm", organization="Harbor")
    colleague = contact(store, "Rosa Lindt", organization="BEAUMONT")
    request(store, colleague.id, MORNING - DAY, Outcome.DECLINED)
    request(store, person.id, MORNING)
    request(store, elsewhere.id, MORNING + DAY)
    touch(store, colleague.id, MORNING + DAY)
    waiting = [one.contact_id for one in owed(reader, MORNING + 9 * DAY, Kind.SECOND_NAME)]
    assert set(waiting) == {person.id, elsewhere.id}, "who was asked before is no second name"
    sent = request(store, colleague.id, MORNING + 2 * DAY, Outcome.DECLINED)
    waiting = [one.contact_id for one in owed(reader, MORNING + 9 * DAY, Kind.SECOND_NAME)]
    assert waiting == [elsewhere.id]
    store.touches.delete([sent.id])
    assert len(owed(reader, MORNING + 9 * DAY, Kind.SECOND_NAME)) == 2


def test_who_has_no_organization_has_no_colleagues(store: Store, reader: JournalReader):
    person, other = contact(store), contact(store, "Rosa Lindt")
    request(store, person.id, MORNING)
    request(store, other.id, MORNING + DAY)
    lines = owed(reader, MORNING + DAY, Kind.SECOND_NAME)
    assert [one.what for one in lines] == [
        "Dana Ito hasn't answered: ask someone else",
        "Rosa Lindt hasn't answered: ask someone else",
    ]


def too_busy(store: Store, contact_id: int, at: datetime, again: datetime) -> FollowUpId:
    sent = request(store, contact_id, at)
    store.touches.answer(sent.id, Outcome.TOO_BUSY, answered_at=at + DAY, ask_again_at=again)
    return FollowUpId(Kind.ASK_LATER, sent.id)


def test_asking_later_is_over_when_they_are_asked_again(store: Store, reader: JournalReader):
    person = contact(store)
    name = too_busy(store, person.id, MORNING, MORNING + 30 * DAY)
    assert owed(reader, MORNING + DAY - SECOND, Kind.ASK_LATER) == []
    line = only(reader, MORNING + DAY, Kind.ASK_LATER)
    assert (line.id, line.due, line.allowed) == (name, MORNING + 30 * DAY, 29 * DAY)
    assert line.what == "Ask Dana Ito again, as they suggested"
    request(store, person.id, MORNING + 29 * DAY)
    assert asked_for(reader, MORNING + 29 * DAY) == {Kind.SECOND_NAME, Kind.NUDGE}


def test_asking_later_is_over_when_an_interview_is_planned(store: Store, reader: JournalReader):
    person = contact(store)
    too_busy(store, person.id, MORNING, MORNING + 30 * DAY)
    planned = interview(store, person.id, MORNING + 20 * DAY)
    assert asked_for(reader, MORNING + 10 * DAY) == set()
    store.interviews.delete([planned.id])
    assert asked_for(reader, MORNING + 10 * DAY) == {Kind.ASK_LATER}


def test_too_busy_said_of_the_first_request_after_a_nudge_is_asked_later(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    first = request(store, person.id, MORNING)
    request(store, person.id, MORNING + 9 * DAY)
    clock.now = MORNING + 12 * DAY
    store.touches.answer(first.id, Outcome.TOO_BUSY, ask_again_at=MORNING + 40 * DAY)
    assert asked_for(reader, clock.now) == {Kind.ASK_LATER}


def test_a_new_date_to_ask_again_asks_anew(store: Store, reader: JournalReader, clock: MovableClock):
    person = contact(store)
    name = too_busy(store, person.id, MORNING, MORNING + 30 * DAY)
    clock.now = MORNING + 2 * DAY
    store.follow_ups.waive([name])
    assert asked_for(reader, MORNING + 90 * DAY) == set()
    store.touches.answer(
        name.subject, Outcome.TOO_BUSY, answered_at=MORNING + DAY, ask_again_at=MORNING + 60 * DAY
    )
    assert only(reader, MORNING + 3 * DAY, Kind.ASK_LATER).due == MORNING + 60 * DAY


def test_too_busy_without_a_date_asks_for_nothing(store: Store, reader: JournalReader):
    sent = request(store, contact(store).id, MORNING)
    store.touches.answer(sent.id, Outcome.TOO_BUSY)
    assert asked_for(reader, MORNING + 90 * DAY) == set()


def test_another_outcome_takes_the_date_with_it(store: Store, reader: JournalReader):
    name = too_busy(store, contact(store).id, MORNING, MORNING + 30 * DAY)
    store.touches.answer(name.subject, Outcome.DECLINED, ask_again_at=MORNING + 30 * DAY)
    assert asked_for(reader, MORNING + 90 * DAY) == set()


def test_archived_contacts_are_not_written_to(store: Store, reader: JournalReader):
    asked, put_off = contact(store), contact(store, "Rosa Lindt")
    request(store, asked.id, MORNING)
    too_busy(store, put_off.id, MORNING, MORNING + 30 * DAY)
    store.contacts.archive([asked.id, put_off.id], archived=True)
    assert asked_for(reader, MORNING + 90 * DAY) == set()
    store.contacts.archive([asked.id, put_off.id], archived=False)
    assert asked_for(reader, MORNING + 90 * DAY) == OF_REQUESTS


def test_a_request_that_is_still_to_come_asks_for_nothing_yet(store: Store, reader: JournalReader):
    sent = request(store, contact(store).id, MORNING + 5 * DAY)
    assert asked_for(reader, MORNING + 5 * DAY - SECOND) == set()
    assert asked_for(reader, sent.at) == {Kind.SECOND_NAME, Kind.NUDGE}


def test_what_comes_in_or_is_no_request_asks_for_nothing(store: Store, reader: JournalReader):
    person = contact(store)
    touch(store, person.id, MORNING)
    touch(store, person.id, MORNING, direction=Direction.IN, is_request=True, outcome=Outcome.NO_REPLY)
    assert asked_for(reader, MORNING + 90 * DAY) == set()


def test_a_request_that_becomes_another_contacts_goes_with_it(store: Store, reader: JournalReader):
    wrong, right = contact(store), contact(store, "Rosa Lindt")
    sent = request(store, wrong.id, MORNING)
    store.touches.edit(
        sent.id,
        TouchDraft(contact_id=right.id, at=MORNING, is_request=True, outcome=Outcome.NO_REPLY),
    )
    assert {one.who for one in owed(reader, MORNING)} == {"Rosa Lindt"}

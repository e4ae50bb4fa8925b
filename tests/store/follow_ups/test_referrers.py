"""Telling those who named somebody: at each change, and what one telling covers."""

from datetime import datetime, timedelta

import pytest

from iitui.domain.contacts import Contact, ContactDraft
from iitui.domain.follow_ups import FollowUpId, Kind
from iitui.domain.interviews import InterviewDraft, Status
from iitui.domain.touches import Outcome
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview, request
from tests.clock import MORNING, MovableClock
from tests.store.follow_ups.causes import reply, touch
from tests.store.follow_ups.owed import SECOND, only, owed

DAY = timedelta(days=1)
ASKED, ANSWERED, MET = (
    f"Tell Prof. Lee that {words}"
    for words in ("you have asked Rosa Lindt", "Rosa Lindt has answered", "you have met Rosa Lindt")
)


@pytest.fixture
def referrer(store: Store) -> Contact:
    return contact(store, "Prof. Lee")


@pytest.fixture
def named(store: Store, referrer: Contact) -> Contact:
    return contact(store, "Rosa Lindt", referred_by=referrer.name)


def lines(reader: JournalReader, now: datetime) -> list[str]:
    return [one.what for one in owed(reader, now, Kind.TELL_THE_REFERRER)]


def test_each_change_is_told_and_each_once(
    store: Store, reader: JournalReader, clock: MovableClock, referrer: Contact, named: Contact
):
    name = FollowUpId(Kind.TELL_THE_REFERRER, named.id)
    assert lines(reader, MORNING) == []
    sent = request(store, named.id, MORNING)
    line = only(reader, MORNING, Kind.TELL_THE_REFERRER)
    assert (line.id, line.contact_id, line.who, line.what) == (name, referrer.id, "Prof. Lee", ASKED)
    assert line.due == MORNING + 3 * DAY
    store.follow_ups.done([name])
    assert lines(reader, MORNING + 900 * DAY) == []
    clock.now = MORNING + 4 * DAY
    store.touches.answer(sent.id, Outcome.AGREED)
    line = only(reader, clock.now, Kind.TELL_THE_REFERRER)
    assert (line.id, line.what, line.due) == (name, ANSWERED, clock.now + 3 * DAY)
    store.follow_ups.done([name])
    planned = interview(store, named.id, MORNING + 9 * DAY)
    assert lines(reader, planned.end - SECOND) == []
    line = only(reader, planned.end, Kind.TELL_THE_REFERRER)
    assert (line.id, line.what, line.due) == (name, MET, planned.end + 3 * DAY)
    clock.now = planned.end
    store.follow_ups.done([name])
    interview(store, named.id, MORNING + 30 * DAY)
    request(store, named.id, MORNING + 31 * DAY)
    reply(store, named.id, MORNING + 32 * DAY)
    assert lines(reader, MORNING + 900 * DAY) == [], "the first of each is news"
    settled = reader.follow_ups.settled()
    assert [one.what for one in settled if one.id == name] == [MET, ANSWERED, ASKED]


def test_what_they_are_told_covers_all_before_it(
    store: Store, reader: JournalReader, clock: MovableClock, named: Contact
):
    request(store, named.id, MORNING)
    reply(store, named.id, MORNING + DAY)
    planned = interview(store, named.id, MORNING + 2 * DAY)
    clock.now = MORNING + 2 * DAY
    assert only(reader, clock.now, Kind.TELL_THE_REFERRER).what == ASKED, (
        "the earliest news, until it is told"
    )
    store.follow_ups.done([FollowUpId(Kind.TELL_THE_REFERRER, named.id)])
    assert lines(reader, clock.now) == []
    assert lines(reader, planned.end) == [MET]


def test_news_written_down_late_that_were_before_a_telling_are_told(
    store: Store, reader: JournalReader, clock: MovableClock, named: Contact
):
    interview(store, named.id, MORNING - 9 * DAY)
    store.follow_ups.done([FollowUpId(Kind.TELL_THE_REFERRER, named.id)])
    request(store, named.id, MORNING - 20 * DAY)
    reply(store, named.id, MORNING - 19 * DAY)
    assert lines(reader, MORNING + 900 * DAY) == []


def test_a_mail_from_them_is_an_answer_only_after_a_request(
    store: Store, reader: JournalReader, clock: MovableClock, named: Contact
):
    reply(store, named.id, MORNING - DAY)
    touch(store, named.id, MORNING)
    assert lines(reader, MORNING) == []
    request(store, named.id, MORNING)
    store.follow_ups.done([FollowUpId(Kind.TELL_THE_REFERRER, named.id)])
    clock.forward(days=1)
    assert lines(reader, clock.now) == []
    reply(store, named.id, clock.now)
    assert lines(reader, clock.now) == [ANSWERED]


@pytest.mark.parametrize("outcome", [Outcome.DECLINED, Outcome.TOO_BUSY, Outcome.SENT_ON])
def test_an_answer_is_one_whatever_it_says(
    store: Store, reader: JournalReader, clock: MovableClock, named: Contact, outcome: Outcome
):
    sent = request(store, named.id, MORNING)
    store.follow_ups.done([FollowUpId(Kind.TELL_THE_REFERRER, named.id)])
    store.touches.answer(sent.id, outcome, answered_at=MORNING + DAY)
    line = only(reader, MORNING + DAY, Kind.TELL_THE_REFERRER)
    assert (line.what, line.arises) == (ANSWERED, MORNING + DAY)


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.MISSED])
def test_who_did_not_come_was_not_met(store: Store, reader: JournalReader, named: Contact, status: Status):
    planned = interview(store, named.id, MORNING)
    assert lines(reader, planned.end) == [MET]
    store.interviews.mark([planned.id], status)
    assert lines(reader, planned.end) == []


def test_an_interview_that_ended_early_is_news_then(
    store: Store, reader: JournalReader, clock: MovableClock, named: Contact
):
    planned = interview(store, named.id, MORNING, minutes=60)
    store.live.begin(planned.id)
    clock.forward(minutes=20)
    store.live.end(planned.id)
    assert only(reader, clock.now, Kind.TELL_THE_REFERRER).arises == clock.now


def test_an_interview_that_is_moved_after_they_were_told_is_told_anew(
    store: Store, reader: JournalReader, clock: MovableClock, named: Contact
):
    planned = interview(store, named.id, MORNING)
    clock.now = planned.end
    store.follow_ups.done([FollowUpId(Kind.TELL_THE_REFERRER, named.id)])
    draft = InterviewDraft(contact_id=named.id, start=MORNING + 9 * DAY, zone="America/Detroit")
    moved = store.interviews.edit(planned.id, draft)
    assert lines(reader, clock.now) == []
    assert lines(reader, moved.end) == [MET]


def test_a_snooze_ends_with_the_next_news_that_is_told(
    store: Store, reader: JournalReader, clock: MovableClock, named: Contact
):
    name = FollowUpId(Kind.TELL_THE_REFERRER, named.id)
    request(store, named.id, MORNING)
    store.follow_ups.snooze([name], MORNING + 20 * DAY)
    assert only(reader, MORNING, Kind.TELL_THE_REFERRER).due == MORNING + 20 * DAY
    clock.now = MORNING + 20 * DAY
    store.follow_ups.done([name])
    reply(store, named.id, clock.now + DAY)
    assert only(reader, clock.now + DAY, Kind.TELL_THE_REFERRER).due == clock.now + 4 * DAY


@pytest.mark.parametrize("who", ["referrer", "named"])
def test_with_an_archived_contact_nothing_is_told(
    store: Store, reader: JournalReader, referrer: Contact, named: Contact, who: str
):
    request(store, named.id, MORNING)
    number = {"referrer": referrer, "named": named}[who].id
    store.contacts.archive([number], archived=True)
    assert lines(reader, MORNING) == []
    store.contacts.archive([number], archived=False)
    assert lines(reader, MORNING) == [ASKED]


@pytest.mark.parametrize("change", ["archived", "not referred", "referrer deleted"])
def test_what_was_told_stays_to_be_seen(
    store: Store, reader: JournalReader, referrer: Contact, named: Contact, change: str
):
    request(store, named.id, MORNING)
    store.follow_ups.done([FollowUpId(Kind.TELL_THE_REFERRER, named.id)])
    if change == "archived":
        store.contacts.archive([named.id], archived=True)
    elif change == "not referred":
        store.contacts.edit(named.id, ContactDraft(name=named.name))
    else:
        store.contacts.delete([referrer.id])
    [past] = reader.follow_ups.settled()
    assert past.what.endswith("that you have asked Rosa Lindt")
    assert past.who == ("Prof. Lee" if change == "archived" else "")


def test_a_referrer_who_becomes_known_later_is_told_of_what_was(
    store: Store, reader: JournalReader, referrer: Contact
):
    person = contact(store, "Rosa Lindt")
    request(store, person.id, MORNING - 9 * DAY)
    assert lines(reader, MORNING) == []
    store.contacts.edit(person.id, ContactDraft(name="Rosa Lindt", referred_by="Prof. Lee"))
    assert only(reader, MORNING, Kind.TELL_THE_REFERRER).due == MORNING - 6 * DAY

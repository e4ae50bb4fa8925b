"""Reminders: once, on the calendar, and counted from when they were done."""

from datetime import timedelta

import pytest

from iitui.domain.follow_ups import DueState, Kind, RepeatUnit, Verdict
from iitui.domain.interviews import Status
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview
from tests.clock import MORNING, ZONE, MovableClock
from tests.store.follow_ups.owed import SECOND, local, only, owed, remind


def test_a_reminder_once(store: Store, reader: JournalReader, clock: MovableClock):
    due = MORNING + timedelta(days=3)
    name = remind(store, due)
    states = [only(reader, now, Kind.REMINDER).state for now in (MORNING, due - SECOND, due)]
    assert states == [DueState.UPCOMING, DueState.TODAY, DueState.OVERDUE]
    [settled] = store.follow_ups.done([name])
    assert settled.what == "Write"
    assert owed(reader, due) == []
    [past] = reader.follow_ups.settled()
    assert (past.id, past.state, past.verdict) == (name, DueState.SETTLED, Verdict.DONE)


@pytest.mark.parametrize("verb", ["done", "waive"])
def test_every_two_weeks_on_the_calendar_across_daylight_saving(
    store: Store, reader: JournalReader, clock: MovableClock, verb: str
):
    due = local("2026-10-25T09:00")
    name = remind(store, due, every=2, unit=RepeatUnit.WEEKS)
    seen = []
    for late in (timedelta(), timedelta(days=3), timedelta(days=20)):
        found = only(reader, clock.now, Kind.REMINDER)
        seen.append(found.due.astimezone(ZONE).isoformat())
        clock.now = found.due + late
        getattr(store.follow_ups, verb)([name])
    assert seen == ["2026-10-25T09:00:00-04:00", "2026-11-08T09:00:00-05:00", "2026-11-22T09:00:00-05:00"]
    skipped = only(reader, clock.now, Kind.REMINDER)
    assert skipped.due == local("2026-12-20T09:00"), "the one of 6 December passed by"
    assert skipped.verdict is None


def test_monthly_on_the_31st(store: Store, reader: JournalReader, clock: MovableClock):
    clock.now = local("2027-01-01T09:00")
    name = remind(store, local("2027-01-31T09:00"), every=1, unit=RepeatUnit.MONTHS)
    seen = []
    for _ in range(4):
        found = only(reader, clock.now, Kind.REMINDER)
        seen.append(found.due.astimezone(ZONE).date().isoformat())
        clock.now = found.due
        store.follow_ups.done([name])
    assert seen == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]


def test_counted_from_the_day_it_was_done(store: Store, reader: JournalReader, clock: MovableClock):
    name = remind(store, local("2026-10-20T09:00"), every=10, after_done=True)
    clock.now = local("2026-10-27T22:30")
    store.follow_ups.done([name])
    assert only(reader, clock.now, Kind.REMINDER).due == local("2026-11-06T09:00")


def test_a_snoozed_reminder_returns_to_its_rhythm(store: Store, reader: JournalReader, clock: MovableClock):
    due = local("2026-10-05T09:00")
    name = remind(store, due, every=1, unit=RepeatUnit.WEEKS)
    clock.now = due
    store.follow_ups.snooze([name], due + timedelta(days=2))
    assert only(reader, due, Kind.REMINDER).due == due + timedelta(days=2)
    clock.now = due + timedelta(days=2)
    store.follow_ups.done([name])
    assert only(reader, clock.now, Kind.REMINDER).due == local("2026-10-12T09:00")


def test_a_reminder_of_an_interview_is_about_its_contact_and_goes_with_it(
    store: Store, reader: JournalReader
):
    person = contact(store)
    planned = interview(store, person.id, MORNING + timedelta(days=9))
    store.interviews.mark([planned.id], Status.CANCELLED)
    remind(store, MORNING, interview_id=planned.id)
    found = only(reader, MORNING, Kind.REMINDER)
    assert (found.contact_id, found.who, found.interview_id) == (person.id, "Dana Ito", planned.id)
    assert reader.contacts.page("", 0, 9, MORNING, MORNING)[0].owed == found
    store.interviews.delete([planned.id])
    assert owed(reader, MORNING) == []


def test_a_reminder_of_a_contact_and_an_interview_is_one(store: Store, reader: JournalReader):
    one, other = contact(store, "Dana Ito"), contact(store, "Rosa")
    held = interview(store, one.id, MORNING)
    remind(store, MORNING, contact_id=other.id, interview_id=held.id)
    found = only(reader, MORNING, Kind.REMINDER)
    assert (found.who, found.interview_id) == ("Rosa", held.id)


@pytest.mark.parametrize("early", [0, 1, 6])
def test_a_repeating_reminder_done_early_is_done_for_this_time(
    store: Store, reader: JournalReader, clock: MovableClock, early: int
):
    name = remind(store, MORNING, every=1, unit=RepeatUnit.WEEKS)
    store.follow_ups.done([name])
    assert only(reader, MORNING, Kind.REMINDER).due == MORNING + timedelta(days=7)
    clock.forward(days=7 - early)
    store.follow_ups.done([name])
    assert only(reader, clock.now, Kind.REMINDER).due == MORNING + timedelta(days=14)

"""Acts that a person waits for, each done in this process and taken back: the journal stays the same."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from iitui.domain.contacts import ContactDraft
from iitui.domain.dates.calendar import end_of_day
from iitui.domain.follow_ups import Kind, ReminderDraft
from iitui.domain.interviews import InterviewDraft
from iitui.domain.touches import TouchDraft
from iitui.store.journal import Store

ZONE = "America/Detroit"

Act = Callable[[Store, datetime], object]


def timed(path: Path, act: Act) -> Callable[[], Sequence[float]]:
    """Return what times an act in seconds, from the call until it is safely written."""
    store = Store.open(path, lambda: datetime.now(UTC))
    store.follow_ups.remind(_reminder(datetime.now(UTC)))  # the first act of a process looks the journal over
    store.history.undo()

    def take() -> list[float]:
        now = datetime.now(UTC)
        begun = time.perf_counter()
        act(store, now)
        spent = time.perf_counter() - begun
        store.history.undo()
        return [spent]

    return take


def add_contact(store: Store, _now: datetime) -> object:
    """Add a contact."""
    return store.contacts.add(ContactDraft(name="Ada Newcomer", organization="Works", notes="Met at a fair."))


def edit_contact(store: Store, now: datetime) -> object:
    """Write something about a contact, after which they are found by it."""
    contact = store.reader.contacts.get(_somebody(store, now), now)
    assert contact is not None
    return store.contacts.edit(contact.id, ContactDraft(name=contact.name, notes="Knows the night shift."))


def log_touch(store: Store, now: datetime) -> object:
    """Log a letter."""
    return store.touches.log(TouchDraft(contact_id=_somebody(store, now), at=now, text="Wrote to them."))


def plan_interview(store: Store, now: datetime) -> object:
    """Plan an interview, with its checklist."""
    start = now + timedelta(days=40)
    return store.interviews.plan(InterviewDraft(contact_id=_somebody(store, now), start=start, zone=ZONE))


def settle(store: Store, now: datetime) -> object:
    """Say that a thank-you is done."""
    owed = store.reader.follow_ups.owed(now, end_of_day(now, ZoneInfo(ZONE)))
    return store.follow_ups.done([next(one.id for one in owed if one.id.kind is Kind.THANK_YOU)])


def remind(store: Store, now: datetime) -> object:
    """Make a reminder."""
    return store.follow_ups.remind(_reminder(now))


def _reminder(now: datetime) -> ReminderDraft:
    return ReminderDraft(text="Ask again", due_at=now + timedelta(days=3), zone=ZONE)


def _somebody(store: Store, now: datetime) -> int:
    return store.reader.contacts.page("", 0, 1, now, now)[0].id

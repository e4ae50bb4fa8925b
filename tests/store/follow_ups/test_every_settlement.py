"""What each settlement does to a follow-up of each kind, and that undo takes it back."""

from datetime import timedelta
from functools import partial

import pytest

from iitui.domain.errors import NotFoundError
from iitui.domain.follow_ups import DueState, FollowUp, FollowUpId, Kind, Verdict
from iitui.domain.touches import TouchDraft
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact
from tests.clock import MovableClock
from tests.store.follow_ups.causes import CADENCE, CAUSES
from tests.store.follow_ups.owed import SECOND, owed

EVERY_KIND = pytest.mark.parametrize("kind", CAUSES, ids=lambda kind: kind.value)
YEAR = timedelta(days=366)

COMES_AGAIN = {
    Kind.NUDGE: timedelta(days=9),
    Kind.KEEP_IN_TOUCH: timedelta(days=CADENCE),
}
"""What is owed again once it was done, and how much later: seven business days from a Wednesday are nine."""


def find(reader: JournalReader, clock: MovableClock, name: FollowUpId) -> FollowUp | None:
    return next((one for one in owed(reader, clock.now) if one.id == name), None)


def arise(store: Store, reader: JournalReader, clock: MovableClock, kind: Kind) -> FollowUp:
    """Write the facts that ask for it, and return it a minute later."""
    name = CAUSES[kind](store, clock)
    clock.forward(minutes=1)
    found = find(reader, clock, name)
    assert found is not None
    return found


@EVERY_KIND
def test_what_is_done_is_gone_and_stays_to_be_seen(
    store: Store, reader: JournalReader, clock: MovableClock, kind: Kind
):
    before = arise(store, reader, clock, kind)
    store.follow_ups.done([before.id])
    later = find(reader, clock, before.id)
    if kind in COMES_AGAIN:
        assert later is not None
        assert (later.verdict, later.due) == (None, clock.now + COMES_AGAIN[kind])
    else:
        assert later is None
        clock.now += YEAR
        assert find(reader, clock, before.id) is None
    settled = reader.follow_ups.settled()
    if kind is Kind.PREPARATION:
        assert settled == [], "an item of a checklist is ticked"
        return
    [past] = settled
    assert (past.id, past.verdict, past.state) == (before.id, Verdict.DONE, DueState.SETTLED)
    assert (past.who, past.contact_id, past.what) == (before.who, before.contact_id, before.what)
    assert (past.due, past.done_by_id, past.reason) == (before.due, None, "")


@EVERY_KIND
def test_what_is_dismissed_is_gone_with_its_reason(
    store: Store, reader: JournalReader, clock: MovableClock, kind: Kind
):
    before = arise(store, reader, clock, kind)
    store.follow_ups.waive([before.id], "They have moved away.")
    [past] = reader.follow_ups.settled()
    assert (past.id, past.verdict, past.reason) == (before.id, Verdict.WAIVED, "They have moved away.")
    assert (past.who, past.what, past.due) == (before.who, before.what, before.due)
    later = find(reader, clock, before.id)
    if kind is Kind.KEEP_IN_TOUCH:
        assert later is not None
        assert later.due == clock.now + COMES_AGAIN[kind], "this time only"
    else:
        assert later is None
        clock.now += YEAR
        assert find(reader, clock, before.id) is None


@EVERY_KIND
def test_what_is_snoozed_returns_on_the_day_that_was_said(
    store: Store, reader: JournalReader, clock: MovableClock, kind: Kind
):
    before = arise(store, reader, clock, kind)
    if kind in (Kind.CONFIRM, Kind.PREPARATION):
        until = before.due + timedelta(hours=1)
    else:
        until = before.due + timedelta(days=2)
    store.follow_ups.snooze([before.id], until)
    snoozed = find(reader, clock, before.id)
    assert snoozed is not None
    assert (snoozed.due, snoozed.verdict) == (until, Verdict.SNOOZED)
    assert (snoozed.arises, snoozed.allowed, snoozed.what) == (before.arises, before.allowed, before.what)
    assert reader.follow_ups.settled() == []
    clock.now = until - SECOND
    waiting = find(reader, clock, before.id)
    assert waiting is not None
    assert waiting.state is not DueState.OVERDUE
    clock.now = until
    again = find(reader, clock, before.id)
    assert again is not None
    assert again.state is DueState.OVERDUE
    store.follow_ups.done([before.id])
    settled = find(reader, clock, before.id)
    assert settled is None or (kind in COMES_AGAIN and settled.verdict is None)


@EVERY_KIND
def test_the_touch_that_did_it_is_told_with_it(
    store: Store, reader: JournalReader, clock: MovableClock, kind: Kind
):
    before = arise(store, reader, clock, kind)
    who = before.contact_id or contact(store, "Somebody").id
    lines = owed(reader, clock.now)
    sent = store.touches.log(TouchDraft(contact_id=who, at=clock.now), [before.id])
    if kind is Kind.PREPARATION:
        assert reader.follow_ups.settled() == []
    else:
        [past] = reader.follow_ups.settled()
        assert (past.id, past.verdict, past.done_by_id) == (before.id, Verdict.DONE, sent.id)
    assert before not in owed(reader, clock.now)
    store.history.undo()
    assert owed(reader, clock.now) == lines, "the touch and what it settled are one act"
    assert reader.follow_ups.settled() == []
    store.history.redo()
    assert before not in owed(reader, clock.now)


@EVERY_KIND
def test_what_was_done_by_a_touch_stays_done_without_it(
    store: Store, reader: JournalReader, clock: MovableClock, kind: Kind
):
    before = arise(store, reader, clock, kind)
    who = contact(store, "Somebody else").id
    sent = store.touches.log(TouchDraft(contact_id=who, at=clock.now), [before.id])
    lines = owed(reader, clock.now)
    store.touches.delete([sent.id])
    assert owed(reader, clock.now) == lines
    if kind is not Kind.PREPARATION:
        assert reader.follow_ups.settled()[0].done_by_id is None


@EVERY_KIND
def test_undo_takes_a_settlement_back(store: Store, reader: JournalReader, clock: MovableClock, kind: Kind):
    before = arise(store, reader, clock, kind)
    lines = owed(reader, clock.now)
    for settle in (
        partial(store.follow_ups.done, [before.id]),
        partial(store.follow_ups.waive, [before.id]),
        partial(store.follow_ups.snooze, [before.id], clock.now + timedelta(days=2)),
    ):
        settle()
        assert owed(reader, clock.now) != lines
        store.history.undo()
        assert owed(reader, clock.now) == lines


@EVERY_KIND
def test_settled_twice_is_refused_and_a_touch_with_it_is_not_written(
    store: Store, reader: JournalReader, clock: MovableClock, kind: Kind
):
    before = arise(store, reader, clock, kind)
    store.follow_ups.waive([before.id])
    if kind is Kind.KEEP_IN_TOUCH:
        assert find(reader, clock, before.id) is not None, "the next one can be settled too"
        return
    who = contact(store, "Somebody").id
    with pytest.raises(NotFoundError):
        store.touches.log(TouchDraft(contact_id=who, at=clock.now), [before.id])
    assert reader.touches.with_contact(who) == []

"""What interviews leave to be done: promises on both sides, and reports on advice."""

from datetime import timedelta

import pytest

from iitui.domain.follow_ups import FollowUpId, Kind
from iitui.domain.takeaways import TakeawayKind
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.clock import MORNING, MovableClock
from tests.store.follow_ups.causes import is_over, take
from tests.store.follow_ups.owed import only, owed

DAY = timedelta(days=1)

Promise = tuple[Kind, TakeawayKind, str]

PROMISES = pytest.mark.parametrize(
    "promise",
    [
        (Kind.MY_PROMISE, TakeawayKind.PROMISE_MINE, "Keep your promise to Dana Ito: The zoning code"),
        (Kind.INTRODUCTION, TakeawayKind.PROMISE_THEIRS, "Remind Dana Ito of their promise: The zoning code"),
    ],
)


@PROMISES
def test_a_promise_is_due_on_the_date_that_was_named(
    store: Store, reader: JournalReader, clock: MovableClock, promise: Promise
):
    kind, taken, words = promise
    held = is_over(store, clock)
    take(store, held, taken, MORNING + 2 * DAY)
    line = only(reader, MORNING, kind)
    assert (line.due, line.allowed, line.what) == (MORNING + 2 * DAY, 2 * DAY, words)
    assert line.interview_id == held


@PROMISES
@pytest.mark.parametrize("due", [-5 * DAY, timedelta(), timedelta(hours=3)])
def test_a_promise_for_today_is_allowed_a_day(
    store: Store,
    reader: JournalReader,
    clock: MovableClock,
    promise: Promise,
    due: timedelta,
):
    kind, taken, words = promise
    take(store, is_over(store, clock), taken, MORNING + due)
    line = only(reader, MORNING, kind)
    assert (line.due, line.allowed, line.what) == (MORNING + due, DAY, words)


@PROMISES
def test_each_promise_is_a_line_and_stays_without_its_interview_or_with_an_archived_contact(
    store: Store, reader: JournalReader, clock: MovableClock, promise: Promise
):
    kind, taken, words = promise
    held = is_over(store, clock)
    first, second = take(store, held, taken), take(store, held, taken)
    store.follow_ups.done([FollowUpId(kind, first)])
    store.interviews.delete([held])
    line = only(reader, MORNING, kind)
    assert (line.id.subject, line.interview_id, line.what) == (second, None, words)
    [person] = reader.contacts.page("", 0, 9, MORNING, MORNING)
    store.contacts.archive([person.id], archived=True)
    assert only(reader, MORNING, kind) == line
    store.contacts.delete([person.id])
    assert owed(reader, MORNING + 90 * DAY) == []
    assert reader.follow_ups.settled() == []


def test_what_is_neither_promise_nor_advice_asks_for_nothing(
    store: Store, reader: JournalReader, clock: MovableClock
):
    held = is_over(store, clock)
    for taken in (TakeawayKind.INSIGHT, TakeawayKind.RESOURCE, TakeawayKind.NAME):
        take(store, held, taken)
    assert {one.id.kind for one in owed(reader, MORNING + 90 * DAY)} == {Kind.THANK_YOU}


def test_one_report_for_all_advice_of_an_interview(store: Store, reader: JournalReader, clock: MovableClock):
    held, other = is_over(store, clock), is_over(store, clock, "Rosa Lindt")
    first = take(store, held, TakeawayKind.ADVICE)
    take(store, other, TakeawayKind.TO_TRY)
    clock.forward(days=5)
    second = take(store, held, TakeawayKind.TO_TRY)
    lines = owed(reader, clock.now, Kind.REPORT_BACK)
    assert [(one.id.subject, one.what) for one in lines] == [
        (held, "Report back to Dana Ito: The zoning code (and 1 more)"),
        (other, "Report back to Rosa Lindt: The zoning code"),
    ]
    assert {one.due for one in lines} == {MORNING + 21 * DAY}, "from the first advice"
    store.follow_ups.done([lines[0].id])
    told = {one.id: one.told_at for one in reader.contacts.takeaways(lines[0].contact_id or 0)}
    assert told == {first: clock.now, second: clock.now}
    assert only(reader, clock.now, Kind.REPORT_BACK).id.subject == other


def test_advice_after_a_report_is_reported_anew(store: Store, reader: JournalReader, clock: MovableClock):
    held = is_over(store, clock)
    name = FollowUpId(Kind.REPORT_BACK, held)
    for settle in (store.follow_ups.done, store.follow_ups.waive, store.follow_ups.done):
        take(store, held, TakeawayKind.ADVICE)
        line = only(reader, clock.now, Kind.REPORT_BACK)
        assert (line.id, line.due, line.what) == (
            name,
            clock.now + 21 * DAY,
            "Report back to Dana Ito: The zoning code",
        )
        clock.forward(days=1)
        settle([name])
        assert owed(reader, clock.now + 900 * DAY, Kind.REPORT_BACK) == []
        clock.forward(days=1)
    assert len(reader.follow_ups.settled()) == 3


def test_advice_of_which_they_were_told_needs_no_report(
    store: Store, reader: JournalReader, clock: MovableClock
):
    held = is_over(store, clock)
    first = take(store, held, TakeawayKind.ADVICE)
    clock.forward(days=2)
    second = take(store, held, TakeawayKind.ADVICE)
    store.takeaways.mark_told(first)
    assert only(reader, clock.now, Kind.REPORT_BACK).due == clock.now + 21 * DAY
    store.takeaways.mark_told(second)
    assert owed(reader, clock.now, Kind.REPORT_BACK) == []
    store.takeaways.mark_told(second, told=False)
    assert only(reader, clock.now, Kind.REPORT_BACK).due == clock.now + 21 * DAY


def test_advice_outlives_neither_its_interview_nor_itself(
    store: Store, reader: JournalReader, clock: MovableClock
):
    held = is_over(store, clock)
    take(store, held, TakeawayKind.ADVICE)
    store.follow_ups.waive([FollowUpId(Kind.REPORT_BACK, held)])
    clock.forward(days=1)
    take(store, held, TakeawayKind.ADVICE)
    assert len(owed(reader, clock.now, Kind.REPORT_BACK)) == 1
    store.interviews.delete([held])
    assert owed(reader, clock.now, Kind.REPORT_BACK) == []
    assert reader.follow_ups.settled() == []

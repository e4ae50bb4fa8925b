"""What is said of follow-ups, the order of their lines, and the time that they were allowed."""

from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.domain.errors import BadInputError, NotFoundError
from iitui.domain.follow_ups import DueState, FollowUp, FollowUpId, Kind, RepeatUnit, Verdict
from iitui.domain.interviews import ChecklistItemDraft, InterviewDraft
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.store.connections import open_for_writing
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview
from tests.clock import FIGURES, MORNING, MovableClock
from tests.store.follow_ups.owed import SECOND, only, owed, remind


def lateness(one: FollowUp, now: datetime) -> float:
    """In units of the time that was allowed; negative before the due time."""
    return (now - one.due) / one.allowed


def test_a_snooze_moves_the_due_time_and_nothing_else(
    store: Store, reader: JournalReader, clock: MovableClock
):
    interview(store, contact(store).id, MORNING)
    clock.now = MORNING + timedelta(days=3)
    before = only(reader, clock.now, Kind.THANK_YOU)
    until = clock.now + timedelta(days=2, microseconds=5)
    store.follow_ups.snooze([before.id], until)
    after = only(reader, clock.now, Kind.THANK_YOU)
    assert after.due == clock.now + timedelta(days=2)
    assert (after.state, after.verdict) == (DueState.UPCOMING, Verdict.SNOOZED)
    assert (after.arises, after.allowed, after.what) == (before.arises, before.allowed, before.what)
    assert only(reader, after.due, Kind.THANK_YOU).state is DueState.OVERDUE
    store.follow_ups.done([before.id])
    assert owed(reader, clock.now, Kind.THANK_YOU) == []


def test_a_snooze_never_brings_the_due_time_forward(store: Store, reader: JournalReader, clock: MovableClock):
    planned = interview(store, contact(store).id, MORNING)
    clock.now = planned.end
    due = planned.end + timedelta(hours=24)
    for until, then in ((due - SECOND, due), (due, due), (due + SECOND, due + SECOND)):
        store.follow_ups.snooze([FollowUpId(Kind.THANK_YOU, planned.id)], until)
        found = only(reader, clock.now, Kind.THANK_YOU)
        assert (found.due, found.verdict) == (then, Verdict.SNOOZED)


def test_what_is_not_owed_cannot_be_settled(store: Store, reader: JournalReader, clock: MovableClock):
    planned = interview(store, contact(store).id, MORNING + timedelta(days=2))
    confirm = FollowUpId(Kind.CONFIRM, planned.id)
    thanks = FollowUpId(Kind.THANK_YOU, planned.id)
    with pytest.raises(NotFoundError, match="thank_you"):
        store.follow_ups.done([confirm, thanks])
    assert confirm in {one.id for one in owed(reader, clock.now)}, "none is settled"
    with pytest.raises(BadInputError, match="is in the past"):
        store.follow_ups.snooze([confirm], clock.now)
    with pytest.raises(BadInputError, match="needs a time zone"):
        store.follow_ups.snooze([confirm], datetime(2030, 1, 1))
    store.follow_ups.done([confirm, confirm])
    item = FollowUpId(Kind.PREPARATION, reader.briefs.checklist(planned.id)[0].id)
    store.follow_ups.waive([item])
    for settle in (store.follow_ups.done, store.follow_ups.waive):
        for name in (confirm, item):
            with pytest.raises(NotFoundError, match="already settled"):
                settle([name])
    with pytest.raises(NotFoundError, match="already settled"):
        store.follow_ups.snooze([item], clock.now + SECOND)
    clock.now = planned.start
    with pytest.raises(NotFoundError, match="There is no follow-up"):
        store.follow_ups.waive([FollowUpId(Kind.PREPARATION, reader.briefs.checklist(planned.id)[1].id)])


def test_what_is_settled_is_listed_the_latest_first(store: Store, reader: JournalReader, clock: MovableClock):
    first, second, third, put_off = (remind(store, MORNING) for _ in range(4))
    for settle, name in ((store.follow_ups.done, second), (store.follow_ups.waive, first)):
        settle([name])
        clock.forward(seconds=1)
    store.follow_ups.done([third])
    store.follow_ups.snooze([put_off], clock.now + SECOND)
    found = reader.follow_ups.settled()
    assert [(one.id, one.verdict) for one in found] == [
        (third, Verdict.DONE), (first, Verdict.WAIVED), (second, Verdict.DONE),
    ]  # fmt: skip
    assert [one.id for one in reader.follow_ups.settled(limit=1)] == [third]


def test_as_many_are_counted_as_overdue_as_are_listed_so(store: Store, reader: JournalReader):
    interview(store, contact(store).id, MORNING - timedelta(days=2))
    for seconds in (0, 1):
        remind(store, MORNING + timedelta(seconds=seconds))
    for now in (MORNING - SECOND, MORNING, MORNING + SECOND):
        late = [one for one in owed(reader, now) if one.state is DueState.OVERDUE]
        assert reader.follow_ups.count_overdue(now) == len(late)
    assert len(late) == 4


def test_the_worst_first_by_lateness_over_the_time_allowed(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    hello = MORNING - timedelta(days=10)
    clock.now = hello - timedelta(days=90)
    slow = remind(store, hello, contact_id=person.id)
    clock.now = MORNING - timedelta(days=2)
    held = interview(store, person.id, MORNING - timedelta(hours=36, minutes=30))
    clock.now = MORNING
    late = owed(reader, MORNING)
    thanks = FollowUpId(Kind.THANK_YOU, held.id)
    assert [one.id for one in late if one.id in (slow, thanks)] == [thanks, slow]
    assert lateness(late[0], MORNING) > 0
    for one, next_one in pairwise(late):
        assert lateness(one, MORNING) >= lateness(next_one, MORNING)
    assert reader.contacts.page("", 0, 9, MORNING, MORNING)[0].owed == late[0]


def test_what_is_equally_late_stands_by_its_due_time_its_kind_and_its_number(
    store: Store, reader: JournalReader
):
    person = contact(store)
    interview(store, person.id, MORNING - timedelta(days=9))
    upcoming = interview(store, person.id, MORNING + timedelta(days=2))
    daily = remind(store, MORNING + timedelta(days=1), every=1)
    late, soon, also_soon = (remind(store, MORNING + timedelta(days=days)) for days in (20, 10, 10))
    equal = {FollowUpId(Kind.CONFIRM, upcoming.id), daily, late, soon, also_soon}
    found = [one for one in owed(reader, MORNING) if one.id in equal]
    assert {lateness(one, MORNING) for one in found} == {-1}
    assert [one.id for one in found] == [FollowUpId(Kind.CONFIRM, upcoming.id), daily, soon, also_soon, late]


def test_a_thank_you_is_allowed_a_day_and_a_debrief_half_a_day(store: Store, reader: JournalReader):
    planned = interview(store, contact(store).id, MORNING + timedelta(days=1))
    assert only(reader, MORNING, Kind.CONFIRM).allowed == timedelta(hours=24)
    allowed = {one.id.kind: one.allowed for one in owed(reader, planned.end)}
    assert allowed == {Kind.THANK_YOU: timedelta(hours=24), Kind.DEBRIEF: timedelta(hours=12)}


@pytest.mark.parametrize(
    ("after", "repeated", "allowed"),
    [
        (timedelta(days=3), {}, timedelta(days=3)),
        (timedelta(days=1, seconds=1), {}, timedelta(days=1, seconds=1)),
        (timedelta(hours=23), {}, timedelta(days=1)),
        (timedelta(), {}, timedelta(days=1)),
        (timedelta(days=-5), {}, timedelta(days=1)),
        (timedelta(hours=1), {"every": 1}, timedelta(days=1)),
        (timedelta(hours=1), {"every": 10}, timedelta(days=10)),
        (timedelta(hours=1), {"every": 2, "unit": RepeatUnit.WEEKS}, timedelta(days=14)),
        (timedelta(hours=1), {"every": 12, "unit": RepeatUnit.MONTHS}, timedelta(days=365.2425)),
    ],
)
def test_a_reminder_is_allowed_the_time_from_its_making_or_between_two(
    store: Store, reader: JournalReader, after: timedelta, repeated: dict[str, object], allowed: timedelta
):
    remind(store, MORNING + after, **repeated)
    assert only(reader, MORNING, Kind.REMINDER).allowed == allowed


def test_an_item_of_a_checklist_is_allowed_its_lead_time_and_at_least_a_day(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    held = interview(store, person.id, MORNING)
    clock.now = MORNING - timedelta(days=3)
    planned = interview(store, person.id, held.end + timedelta(hours=36 + 72))
    store.interviews.prepare(planned.id, ChecklistItemDraft(text="On the day itself", lead_days=0))
    now = held.end + timedelta(hours=36)
    items = {item.id: item.lead_days for item in reader.briefs.checklist(planned.id)}
    found = {items[one.id.subject]: one for one in owed(reader, now, Kind.PREPARATION)}
    assert {days: one.allowed.days for days, one in found.items()} == {0: 1, 1: 1, 2: 2, 5: 5}
    early = found[5]
    assert now - early.due == timedelta(hours=48), "two days of five are less than twelve hours of a day"
    worst = [one.id for one in owed(reader, now) if one.id.kind is Kind.THANK_YOU or one == early]
    assert worst == [FollowUpId(Kind.THANK_YOU, held.id), early.id]


def test_a_reminder_that_repeats_is_allowed_the_time_between_two(
    store: Store, reader: JournalReader, clock: MovableClock
):
    name = remind(store, MORNING + timedelta(days=1), every=2, unit=RepeatUnit.WEEKS)
    for _ in range(6):
        found = only(reader, clock.now, Kind.REMINDER)
        assert found.allowed == timedelta(days=14)
        clock.now = found.due
        store.follow_ups.done([name])


def test_due_until(store: Store, reader: JournalReader):
    first = remind(store, MORNING + timedelta(days=1))
    remind(store, MORNING + timedelta(days=1, seconds=1))
    found = reader.follow_ups.owed(MORNING, MORNING, until=MORNING + timedelta(days=1))
    assert [one.id for one in found] == [first]


def test_an_interview_that_gets_another_contact_takes_all_with_it(store: Store, reader: JournalReader):
    wrong, right = contact(store, "Dana Ito"), contact(store, "Dan Ito")
    held = interview(store, wrong.id, MORNING)
    store.interviews.take_away(TakeawayDraft(interview_id=held.id, kind=TakeawayKind.ADVICE, text="Ask"))
    store.interviews.edit(held.id, InterviewDraft(contact_id=right.id, start=held.start, zone=held.zone))
    assert only(reader, held.end, Kind.THANK_YOU).who == "Dan Ito"
    assert [one.text for one in reader.contacts.takeaways(right.id)] == ["Ask"]
    store.contacts.edit(wrong.id, ContactDraft(name="Dana Itoh"))
    store.contacts.delete([wrong.id])
    assert len(reader.contacts.takeaways(right.id)) == 1


def test_5000_overdue_lines_stand_in_their_order(
    journal: Path, store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store, organization="Beaumont")
    clock.now = MORNING - timedelta(days=60)
    held = interview(store, person.id, clock.now)
    begun = int(clock.now.timestamp())
    with closing(open_for_writing(journal, FIGURES)) as connection:
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO contact (name, sort_key, role, source, name_permission, archived, created_at, uid)"
            " VALUES (?1, ?1, '', '', 'not asked', 0, ?2, ?1)",
            [(f"Person {number}", begun) for number in range(2000)],
        )
        people = [row[0] for row in connection.execute("SELECT id FROM contact WHERE name LIKE 'Person %'")]
        connection.executemany(
            "INSERT INTO touch (contact_id, at, kind, direction, text, is_request, uid)"
            " VALUES (?1, ?2, 'mail', 'out', '', 1, ?1)",
            [(person, begun + number * 60) for number, person in enumerate(people)],
        )
        connection.executemany(
            "INSERT INTO takeaway (contact_id, interview_id, kind, text, created_at, uid)"
            " VALUES (?1, ?2, 'my promise', 'It', ?3, ?3)",
            [(person.id, held.id, begun + number * 60) for number in range(1000)],
        )
        connection.execute("COMMIT")
    clock.now = MORNING
    late = [one for one in owed(reader, MORNING) if one.state is DueState.OVERDUE]
    assert len(late) == reader.follow_ups.count_overdue(MORNING) == 2 * 2000 + 1000 + 1
    for one, next_one in pairwise(late):
        assert lateness(one, MORNING) >= lateness(next_one, MORNING)
    names = [one.id for one in late[:2500]]
    assert len(store.follow_ups.waive(names)) == 2500
    assert [one.id for one in owed(reader, MORNING) if one.state is DueState.OVERDUE] == [
        one.id for one in late[2500:]
    ]

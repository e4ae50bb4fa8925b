"""What interviews ask for, with real verbs: thanks, a debrief, a confirmation and what is to be prepared."""

from datetime import UTC, datetime, timedelta

import pytest

from iitui.domain.follow_ups import DueState, FollowUpId, Kind, ReminderDraft
from iitui.domain.interviews import ChecklistItemDraft, InterviewDraft, Medium, Status
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview
from tests.clock import MORNING, ZONE, MovableClock
from tests.store.follow_ups.owed import SECOND, local, only, owed


def test_a_thank_you_arises_with_the_end_of_an_interview_and_is_due_a_day_later(
    store: Store, reader: JournalReader
):
    planned = interview(store, contact(store).id, MORNING + timedelta(days=1), minutes=20)
    assert owed(reader, planned.end - SECOND, Kind.THANK_YOU) == []
    at_end = only(reader, planned.end, Kind.THANK_YOU)
    assert at_end.due == planned.end + timedelta(hours=24)
    assert at_end.what == "Thank Dana Ito"
    assert at_end.state is DueState.UPCOMING
    due = at_end.due
    assert only(reader, due - SECOND, Kind.THANK_YOU).state is DueState.TODAY
    assert only(reader, due, Kind.THANK_YOU).state is DueState.OVERDUE
    assert only(reader, due + timedelta(days=30), Kind.THANK_YOU).state is DueState.OVERDUE


@pytest.mark.parametrize(
    "month_on", [datetime(2026, 10, 17, 14, tzinfo=UTC), datetime(2027, 9, 17, 14, tzinfo=UTC)]
)
def test_the_same_day_of_a_later_month_is_not_today(store: Store, reader: JournalReader, month_on: datetime):
    planned = interview(store, contact(store).id, MORNING)
    found = only(reader, month_on, Kind.THANK_YOU)
    assert (found.state, found.due) == (DueState.OVERDUE, planned.end + timedelta(hours=24))
    store.follow_ups.remind(ReminderDraft(text="Later", due_at=month_on, zone="America/Detroit"))
    assert only(reader, MORNING, Kind.REMINDER).state is DueState.UPCOMING


def test_a_thank_you_is_due_24_hours_later_whatever_the_clocks_do(store: Store, reader: JournalReader):
    start = local("2026-10-31T18:00")  # the night in which the clocks go back
    planned = interview(store, contact(store).id, start)
    found = only(reader, planned.end, Kind.THANK_YOU)
    assert found.due.astimezone(ZONE).isoformat() == "2026-11-01T17:30:00-05:00"


def test_an_interview_marked_as_held_before_its_end_owes_at_once(store: Store, reader: JournalReader):
    planned = interview(store, contact(store).id, MORNING, minutes=60)
    early = MORNING + timedelta(minutes=25)
    assert owed(reader, early, Kind.THANK_YOU) == []
    store.interviews.mark([planned.id], Status.HELD)
    assert only(reader, early, Kind.THANK_YOU).due == planned.end + timedelta(hours=24)


def test_an_interview_marked_as_held_before_its_time_needs_no_preparation(
    store: Store, reader: JournalReader
):
    planned = interview(store, contact(store).id, MORNING + timedelta(days=1))
    assert {one.id.kind for one in owed(reader, MORNING)} == {Kind.CONFIRM, Kind.PREPARATION}
    store.interviews.mark([planned.id], Status.HELD)
    assert owed(reader, MORNING) == []
    assert {one.id.kind for one in owed(reader, planned.start)} == {Kind.THANK_YOU, Kind.DEBRIEF}


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.MISSED])
def test_an_interview_that_did_not_take_place_leaves_nothing(
    store: Store, reader: JournalReader, status: Status
):
    planned = interview(store, contact(store).id, MORNING + timedelta(days=1))
    assert len(owed(reader, MORNING)) == 8
    store.interviews.mark([planned.id], status)
    assert owed(reader, MORNING) == []
    assert owed(reader, planned.end + timedelta(days=3)) == []
    store.interviews.mark([planned.id], Status.PLANNED)
    assert len(owed(reader, MORNING)) == 8


def test_a_deleted_interview_and_a_deleted_contact_leave_nothing(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    first, second = (
        interview(store, person.id, MORNING),
        interview(store, person.id, MORNING + timedelta(hours=2)),
    )
    clock.forward(hours=4)
    store.follow_ups.done([FollowUpId(Kind.THANK_YOU, first.id)])
    store.interviews.delete([first.id])
    assert {one.interview_id for one in owed(reader, clock.now)} == {second.id}
    store.contacts.delete([person.id])
    assert owed(reader, clock.now) == []
    assert reader.follow_ups.settled() == []


def test_an_interview_moved_after_its_thank_you_owes_a_new_one(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    planned = interview(store, person.id, MORNING)
    clock.forward(hours=2)
    store.follow_ups.done([FollowUpId(Kind.THANK_YOU, planned.id)])
    assert owed(reader, clock.now + timedelta(days=9), Kind.THANK_YOU) == []
    moved = store.interviews.edit(
        planned.id,
        InterviewDraft(contact_id=person.id, start=MORNING + timedelta(days=7), zone="America/Detroit"),
    )
    assert owed(reader, clock.now, Kind.THANK_YOU) == []
    assert only(reader, moved.end, Kind.THANK_YOU).due == moved.end + timedelta(hours=24)
    clock.now = moved.end
    store.follow_ups.waive([FollowUpId(Kind.THANK_YOU, planned.id)])
    assert owed(reader, moved.end + timedelta(days=9), Kind.THANK_YOU) == []


def test_an_interview_whose_time_is_corrected_backwards_stays_thanked(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    planned = interview(store, person.id, MORNING)
    clock.forward(hours=2)
    store.follow_ups.done([FollowUpId(Kind.THANK_YOU, planned.id)])
    earlier = InterviewDraft(contact_id=person.id, start=MORNING - timedelta(days=1), zone="America/Detroit")
    store.interviews.edit(planned.id, earlier)
    assert owed(reader, clock.now, Kind.THANK_YOU) == []


@pytest.mark.parametrize(
    ("start", "zone", "day_end"),
    [
        ("2026-09-16T10:00", "America/Detroit", "2026-09-17T00:00-04:00"),
        ("2026-09-16T23:00", "America/Detroit", "2026-09-17T00:00-04:00"),
        ("2026-09-16T23:45", "America/Detroit", "2026-09-18T00:00-04:00"),  # it ends on the next day
        ("2026-09-16T10:00", "Asia/Kolkata", "2026-09-17T00:00+05:30"),
        ("2026-09-16T08:00", "Pacific/Auckland", "2026-09-17T00:00+12:00"),
        ("2026-11-01T00:30", "America/Detroit", "2026-11-02T00:00-05:00"),  # the clocks go back at two
        ("2027-03-14T01:00", "America/Detroit", "2027-03-15T00:00-04:00"),  # and forward
    ],
)
def test_a_debrief_is_due_at_the_end_of_the_local_day(
    store: Store, reader: JournalReader, start: str, zone: str, day_end: str
):
    planned = interview(store, contact(store).id, local(start, zone), zone)
    due = datetime.fromisoformat(day_end)
    assert owed(reader, planned.end - SECOND, Kind.DEBRIEF) == []
    assert only(reader, planned.end, Kind.DEBRIEF).due == due
    states = [only(reader, now, Kind.DEBRIEF).state for now in (due - SECOND, due, due + SECOND)]
    assert states == [DueState.TODAY, DueState.OVERDUE, DueState.OVERDUE]


def test_anything_written_down_is_a_debrief(store: Store, reader: JournalReader):
    person = contact(store)
    interviews = [interview(store, person.id, MORNING + timedelta(hours=hour)) for hour in range(4)]
    after = MORNING + timedelta(hours=9)
    question = reader.questions.bank()[0].question.id
    [item] = store.questions.pick(interviews[1].id, [question])
    assert {one.interview_id for one in owed(reader, after, Kind.DEBRIEF)} == {one.id for one in interviews}
    assert reader.interviews.without_debrief(after) == {one.id for one in interviews}
    store.interviews.impressions(interviews[0].id, after="Not for me.")
    store.questions.answer(item.id, "By chance.")
    store.interviews.take_away(
        TakeawayDraft(interview_id=interviews[2].id, kind=TakeawayKind.INSIGHT, text="Hm")
    )
    assert only(reader, after, Kind.DEBRIEF).interview_id == interviews[3].id
    assert reader.interviews.without_debrief(after) == {interviews[3].id}
    store.history.undo()
    assert reader.interviews.without_debrief(after) == {interviews[2].id, interviews[3].id}


def test_a_confirmation_is_due_a_day_before_and_gone_at_the_start(store: Store, reader: JournalReader):
    start = MORNING + timedelta(days=4)
    interview(store, contact(store).id, start)
    due = start - timedelta(days=1)
    assert only(reader, MORNING, Kind.CONFIRM).due == due
    states = [only(reader, now, Kind.CONFIRM).state for now in (due - SECOND, due, start - SECOND)]
    assert states == [DueState.TODAY, DueState.OVERDUE, DueState.OVERDUE]
    assert owed(reader, start, Kind.CONFIRM) == []


def test_a_checklist_is_due_by_its_lead_times_and_gone_at_the_start(store: Store, reader: JournalReader):
    start = local("2026-11-03T09:00")  # two days after the clocks have gone back
    planned = interview(store, contact(store).id, start)
    found = {one.id.subject: one for one in owed(reader, MORNING, Kind.PREPARATION)}
    items = reader.briefs.checklist(planned.id)
    assert {number: one.due for number, one in found.items()} == {
        item.id: start - timedelta(days=item.lead_days) for item in items
    }
    assert {item.lead_days for item in items} == {1, 2, 5}
    first = found[items[0].id]
    assert first.what == items[0].text
    for now, state in ((first.due - SECOND, DueState.TODAY), (first.due, DueState.OVERDUE)):
        assert {one.id: one.state for one in owed(reader, now)}[first.id] is state
    assert owed(reader, start, Kind.PREPARATION) == []


def test_an_interview_planned_late_gives_until_the_end_of_that_day(
    store: Store, reader: JournalReader, clock: MovableClock
):
    clock.now = local("2026-10-31T20:00")
    start = local("2026-11-02T09:00")  # the clocks go back in between
    interview(store, contact(store).id, start)
    found = owed(reader, clock.now)
    assert {one.due for one in found if one.due < local("2026-11-01T01:00")} == {local("2026-11-01T00:00")}
    assert DueState.OVERDUE not in {one.state for one in found}


def test_an_interview_planned_for_within_the_hour_gives_until_it_begins(
    store: Store, reader: JournalReader, clock: MovableClock
):
    start = clock.now + timedelta(minutes=40)
    interview(store, contact(store).id, start)
    assert {one.due for one in owed(reader, clock.now)} == {start}


def test_a_new_time_asks_for_confirmation_anew_but_not_for_what_is_ticked(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    start = MORNING + timedelta(days=2)
    planned = interview(store, person.id, start)
    confirm = FollowUpId(Kind.CONFIRM, planned.id)
    first, waived = reader.briefs.checklist(planned.id)[:2]
    store.interviews.tick(first.id)
    clock.forward(minutes=1)
    store.follow_ups.done([confirm])
    store.follow_ups.waive([FollowUpId(Kind.PREPARATION, waived.id)])
    left = {one.id for one in owed(reader, clock.now)}
    assert confirm not in left
    assert len(left) == 5
    draft = InterviewDraft(contact_id=person.id, start=start + timedelta(days=1), zone="America/Detroit")
    clock.forward(minutes=1)
    store.interviews.edit(planned.id, draft)
    moved = {one.id for one in owed(reader, clock.now)}
    assert moved == left | {confirm, FollowUpId(Kind.PREPARATION, waived.id)}
    clock.forward(minutes=1)
    back = InterviewDraft(contact_id=person.id, start=start, zone="America/Detroit")
    store.interviews.edit(planned.id, back)
    assert {one.id for one in owed(reader, clock.now)} == moved
    store.follow_ups.done([confirm])
    assert confirm not in {one.id for one in owed(reader, clock.now)}


def test_editing_without_a_new_time_asks_for_nothing_anew(
    store: Store, reader: JournalReader, clock: MovableClock
):
    person = contact(store)
    planned = interview(store, person.id, MORNING + timedelta(days=2))
    store.follow_ups.done([FollowUpId(Kind.CONFIRM, planned.id)])
    clock.forward(hours=1)
    draft = InterviewDraft(
        contact_id=person.id,
        start=planned.start + timedelta(microseconds=7),
        zone=planned.zone,
        place="Room 2",
    )
    store.interviews.edit(planned.id, draft)
    assert owed(reader, clock.now, Kind.CONFIRM) == []
    assert store.history.acts()[0].name == "Changed the interview with Dana Ito"


def test_another_medium_changes_the_open_items_of_the_checklist(store: Store, reader: JournalReader):
    person = contact(store)
    planned = interview(store, person.id, MORNING + timedelta(days=2))
    own = store.interviews.prepare(planned.id, ChecklistItemDraft(text="Bring the poster", lead_days=3))
    packed = next(item for item in reader.briefs.checklist(planned.id) if item.slug == "packed")
    store.interviews.tick(packed.id)
    draft = InterviewDraft(contact_id=person.id, start=planned.start, zone=planned.zone, medium=Medium.VIDEO)
    store.interviews.edit(planned.id, draft)
    items = {item.slug or item.text: item for item in reader.briefs.checklist(planned.id)}
    assert "route-and-clothes" not in items
    assert "link-tried" in items
    assert items["packed"].ticked_at == MORNING
    assert items["Bring the poster"] == own

"""What is owed, through the views, with real verbs: every rule before, at and after its time."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from iitui.domain.contacts import ContactDraft
from iitui.domain.dates.calendar import end_of_day
from iitui.domain.errors import BadInputError, NotFoundError
from iitui.domain.follow_ups import DueState, FollowUp, FollowUpId, Kind, ReminderDraft, RepeatUnit, Verdict
from iitui.domain.interviews import ChecklistItemDraft, InterviewDraft, Medium, Status
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind
from iitui.store.journal import Store
from iitui.store.reader import JournalReader
from tests.builders import contact, interview
from tests.clock import MORNING, ZONE, MovableClock

SECOND = timedelta(seconds=1)


def lateness(one: FollowUp, now: datetime) -> float:
    """In units of the time that was allowed; negative before the due time."""
    return (now - one.due) / one.allowed


def local(day: str, zone: str = "America/Detroit") -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def owed(reader: JournalReader, now: datetime, kind: Kind | None = None) -> list[FollowUp]:
    found = reader.follow_ups.owed(now, end_of_day(now, ZONE))
    return [one for one in found if kind in (None, one.id.kind)]


def only(reader: JournalReader, now: datetime, kind: Kind) -> FollowUp:
    [found] = owed(reader, now, kind)
    return found


# --- thank-you


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


# --- debrief


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


# --- confirm and preparation


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


# --- reminders


def remind(store: Store, due: datetime, **fields) -> FollowUpId:
    draft = ReminderDraft(text="Write", due_at=due, zone="America/Detroit", **fields)
    return FollowUpId(Kind.REMINDER, store.follow_ups.remind(draft))


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


# --- settling and order


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

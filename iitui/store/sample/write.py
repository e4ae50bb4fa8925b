"""Writes the sample journal with the writers that the app uses, as if it had grown over weeks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from iitui.clock import Clock
from iitui.domain.contacts import Channel, ChannelKind, ContactDraft
from iitui.domain.errors import JournalError
from iitui.domain.follow_ups import FollowUpId, ReminderDraft, Verdict
from iitui.domain.interviews import InterviewDraft, Status
from iitui.domain.occupations import OccupationDraft
from iitui.domain.sample import Sample, SampleContact, SampleInterview, SampleReminder, SampleTouch
from iitui.domain.takeaways import TakeawayDraft
from iitui.domain.touches import TouchDraft
from iitui.store.connections import look_at
from iitui.store.journal import Store
from iitui.store.sample.moments import instant_of
from iitui.store.sample.read import load_sample


@dataclass(slots=True)
class _Past:
    """A clock that shows the time at which the present record would have been written."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


def write_sample(path: Path, clock: Clock, zone: ZoneInfo) -> None:
    """Write the sample journal to a new file, dated relative to now.

    Raises:
        JournalError: the file cannot be written, or already exists.
    """
    if look_at(path) and path.stat().st_size:
        raise JournalError(f"{path} already exists; the sample journal needs a new file.")
    now = clock().replace(microsecond=0)
    past = _Past(now)
    store = Store.open(path, past)
    try:
        with store.together("The sample journal"):
            _Writer(store, load_sample(), past, now, zone).write()
        store.history.forget()
    finally:
        store.close()


class _Writer:
    """Writes one sample to one journal."""

    def __init__(self, store: Store, sample: Sample, past: _Past, now: datetime, zone: ZoneInfo) -> None:
        self._store = store
        self._sample = sample
        self._past = past
        self._now = now
        self._zone = zone
        self._contacts: dict[str, int] = {}
        self._questions: dict[str, int] = {}

    def write(self) -> None:
        """Write everything, each record at the time at which it would have been written."""
        self._questions = {row.question.slug: row.question.id for row in self._store.reader.questions.bank()}
        for occupation in self._sample.occupations:
            draft = OccupationDraft(name=occupation.name, research=occupation.research)
            self._store.interviews.keep_occupation(draft, occupation.standing)
        for contact in self._sample.contacts_in_order():
            self._contact(contact)
        for organization in self._sample.organizations:
            self._store.contacts.research(organization.name, organization.notes)
        for touch in self._sample.touches:
            self._touch(touch)
        for interview in self._sample.interviews:
            self._interview(interview)
        for reminder in self._sample.reminders:
            self._reminder(reminder)
        self._past.now = self._now

    def _contact(self, sample: SampleContact) -> None:
        by_kind = (
            (ChannelKind.EMAIL, sample.emails),
            (ChannelKind.PHONE, sample.phones),
            (ChannelKind.URL, sample.urls),
        )
        draft = ContactDraft(
            name=sample.name,
            organization=sample.organization,
            role=sample.role,
            level=sample.level,
            channels=[Channel(kind, value) for kind, values in by_kind for value in values],
            tags=sample.tags,
            source=sample.source,
            referred_by=sample.referred_by,
            name_permission=sample.name_permission,
            cadence_days=sample.cadence_days,
            notes=sample.notes,
        )
        self._contacts[sample.name] = self._store.contacts.add(draft).id

    def _touch(self, sample: SampleTouch) -> None:
        self._store.contacts.log(
            TouchDraft(
                contact_id=self._contacts[sample.contact],
                at=instant_of(sample.when, self._now, self._zone),
                kind=sample.kind,
                direction=sample.direction,
                text=sample.text,
                is_request=sample.is_request,
                outcome=sample.outcome,
                ask_again_at=instant_of(sample.ask_again, self._now, self._zone)
                if sample.ask_again
                else None,
            )
        )

    def _interview(self, sample: SampleInterview) -> None:
        zone = ZoneInfo(sample.zone) if sample.zone else self._zone
        start = instant_of(sample.when, self._now, zone)
        self._past.now = min(self._now, start - timedelta(days=sample.planned_days))
        draft = InterviewDraft(
            contact_id=self._contacts[sample.contact],
            start=start,
            zone=zone.key,
            minutes=sample.minutes,
            medium=sample.medium,
            place=sample.place,
            travel_minutes=sample.travel_minutes,
            occupation=sample.occupation,
            before=sample.before,
            after=sample.after,
        )
        number = self._store.interviews.plan(draft).id
        self._plan(sample, number)
        self._past.now = min(self._now, start + timedelta(minutes=sample.minutes))
        if sample.status is not Status.PLANNED:
            self._store.interviews.mark([number], sample.status)
        for takeaway in sample.takeaways:
            due = takeaway.due_in_days
            self._store.interviews.take_away(
                TakeawayDraft(
                    interview_id=number,
                    kind=takeaway.kind,
                    text=takeaway.text,
                    due_at=start + timedelta(days=due) if due is not None else None,
                )
            )
        self._settle(sample, number, zone)

    def _plan(self, sample: SampleInterview, number: int) -> None:
        for item in sample.plan:
            self._store.questions.pick(number, [self._questions[item.question]])
        for planned in self._store.reader.questions.plan(number):
            item = next(item for item in sample.plan if item.question == planned.question.slug)
            if item.answer or item.off_record or item.state is not planned.state:
                self._store.questions.answer(
                    planned.id, item.answer, state=item.state, off_record=item.off_record
                )
        for preparation in self._store.reader.briefs.checklist(number):
            if preparation.slug in sample.ticked:
                self._store.interviews.tick(preparation.id)

    def _settle(self, sample: SampleInterview, number: int, zone: ZoneInfo) -> None:
        for settlement in sample.settlements:
            self._past.now = instant_of(settlement.when, self._now, zone)
            name = FollowUpId(settlement.kind, number)
            if settlement.verdict is Verdict.DONE:
                self._store.follow_ups.done([name])
            elif settlement.verdict is Verdict.WAIVED:
                self._store.follow_ups.waive([name])
            elif settlement.until is not None:
                self._store.follow_ups.snooze([name], instant_of(settlement.until, self._now, zone))

    def _reminder(self, sample: SampleReminder) -> None:
        due = instant_of(sample.due, self._now, self._zone)
        self._past.now = min(self._now, due - timedelta(days=sample.made_days))
        self._store.follow_ups.remind(
            ReminderDraft(
                text=sample.text,
                due_at=due,
                zone=self._zone.key,
                contact_id=self._contacts[sample.contact] if sample.contact else None,
                every=sample.every,
                unit=sample.unit,
                after_done=sample.after_done,
            )
        )

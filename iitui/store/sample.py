"""Writes the sample journal with the writers that the app uses, as if it had grown over weeks.

The file tells its times relative to now, so that it never grows old, and names records by their names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import arrow

from iitui.clock import Clock
from iitui.domain.contacts import ContactDraft
from iitui.domain.debriefs import Debrief, DebriefDraft, DebriefTakeaway, NamedPerson
from iitui.domain.errors import JournalError
from iitui.domain.follow_ups import FollowUpId, Kind, ReminderDraft, Verdict
from iitui.domain.interviews import Interview, InterviewDraft, Rating, Status
from iitui.domain.occupations import OccupationDraft, Standing
from iitui.domain.organizations import Organization
from iitui.domain.questions import Agreement, Asked
from iitui.domain.takeaways import TakeawayDraft, TakeawayKind, Trial
from iitui.domain.targets import TargetDraft
from iitui.domain.themes import PassageDraft
from iitui.domain.touches import TouchDraft
from iitui.domain.transcripts import TranscriptDraft, TranscriptFormat
from iitui.store.built_in import Entry, entries
from iitui.store.connections import look_at
from iitui.store.journal import Store
from iitui.store.records import record

SAMPLE = "sample.db"
"""The file name of a sample journal that is thrown away."""

_QUARTER_OF_AN_HOUR = 15 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant told relative to now: hours from now, or a day counted from today with a time.

    Attributes:
        hours: hours from now, negative for the past; None when `day` and `at` tell it.
        day: days from today, negative for the past.
        at: the time on the wall clock.
    """

    hours: float | None = None
    day: int = 0
    at: time = time(9)

    def instant(self, now: datetime, zone: ZoneInfo) -> datetime:
        """Return the instant in UTC; hours are rounded to the quarter, as people make appointments.

        Args:
            now: the present instant, aware.
            zone: whose calendar and clocks the moment is told by.
        """
        if self.hours is not None:
            exact = arrow.get(now).shift(hours=self.hours).timestamp()
            return datetime.fromtimestamp(round(exact / _QUARTER_OF_AN_HOUR) * _QUARTER_OF_AN_HOUR, UTC)
        day = arrow.get(now).to(zone).shift(days=self.day)
        at = self.at
        return day.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0).to("UTC").datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleOccupation:
    """What the file says of an occupation beside the fields of its draft."""

    standing: Standing = Standing.EXPLORING


@dataclass(frozen=True, slots=True, kw_only=True)
class _About(Moment):
    """What the file says of an interview, a touch or a reminder beside the fields of its draft."""

    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReminder(_About):
    """What it says of a reminder, which was made `days_before` it is first due."""

    days_before: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTouch(_About):
    """What it says of a touch: from when they said one may ask again, and when the answer to it came."""

    ask_again: Moment | None = None
    answered: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePlanItem:
    """A question of an interview, by its slug; one with an answer was asked, if nothing else is said.

    Attributes:
        themes: the name of a theme -> the passage of the answer that belongs to it.
    """

    question: str
    state: Asked | None = None
    answer: str = ""
    off_record: bool = False
    agreement: Agreement | None = None
    themes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTakeaway:
    """What came out of an interview, how many days after it that is due, and the contact whom it is about."""

    kind: TakeawayKind
    text: str
    due_in_days: int | None = None
    trial: Trial | None = None
    offered_by: str = ""
    named: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTranscript:
    """A transcript of an interview."""

    name: str
    format: TranscriptFormat
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSettlement(Moment):
    """What was said of a follow-up, and when.

    Attributes:
        contact: to whom it is owed, unless it is of an interview; all of its kind that are owed to them then.
        by_touch: whether the latest touch with them until then did it.
    """

    kind: Kind
    verdict: Verdict = Verdict.DONE
    until: Moment | None = None
    contact: str = ""
    reason: str = ""
    by_touch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleInterview(_About):
    """What it says of an interview, which was planned `days_before`; `ticked` are slugs."""

    days_before: int = 14
    zone: str = ""
    status: Status = Status.PLANNED
    plan: tuple[SamplePlanItem, ...] = ()
    ticked: tuple[str, ...] = ()
    all_ticked: bool = False
    takeaways: tuple[SampleTakeaway, ...] = ()
    debrief: Debrief | None = None
    after_rating: Rating | None = None
    transcript: SampleTranscript | None = None
    settlements: tuple[SampleSettlement, ...] = ()


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
            _Writer(store, past, now, zone).write()
        store.history.forget()
    finally:
        store.close()


def make_sample(clock: Clock, zone: ZoneInfo) -> TemporaryDirectory[str]:
    """Write a sample journal, `SAMPLE`, into a folder of its own, which goes when its owner lets go of it.

    Raises:
        JournalError: it cannot be written.
    """
    try:
        folder = TemporaryDirectory(prefix="iitui-")
    except OSError as error:
        raise JournalError(f"No folder can be made for the sample journal: {error.strerror}.") from error
    try:
        write_sample(Path(folder.name) / SAMPLE, clock, zone)
    except JournalError:
        folder.cleanup()
        raise
    return folder


class _Writer:
    """Writes the sample to one journal, each record at the time at which it would have been written."""

    def __init__(self, store: Store, past: _Past, now: datetime, zone: ZoneInfo) -> None:
        self._store = store
        self._past = past
        self._now = now
        self._zone = zone
        self._contacts: dict[str, int] = {}
        self._questions = {row.question.slug: row.question.id for row in store.reader.questions.bank()}

    def write(self) -> None:
        """Write everything."""
        sample = entries("sample.toml")
        for entry in sample["occupation"]:
            standing = record(SampleOccupation, entry).standing
            self._store.occupations.keep(record(OccupationDraft, entry), standing)
        for entry in sample["contact"]:
            contact = self._store.contacts.add(record(ContactDraft, entry))
            self._contacts[contact.name] = contact.id
        for entry in sample["organization"]:
            organization = record(Organization, entry, id=0)
            self._store.organizations.research(organization.name, organization.notes)
        for entry in sample["target"]:
            self._store.targets.add(record(TargetDraft, entry))
        for entry in sample["touch"]:
            self._touch(entry)
        for entry in sample["interview"]:
            self._interview(entry)
        for entry in sample["reminder"]:
            self._reminder(entry)
        for entry in sample["settlement"]:
            self._settle_with(record(SampleSettlement, entry))
        self._past.now = self._now

    def _touch(self, entry: Entry) -> None:
        about = record(SampleTouch, entry)
        draft = record(
            TouchDraft,
            entry,
            contact_id=self._contacts[about.contact],
            at=about.instant(self._now, self._zone),
            is_request="outcome" in entry,
            ask_again_at=about.ask_again and about.ask_again.instant(self._now, self._zone),
            answered_at=about.answered and about.answered.instant(self._now, self._zone),
        )
        self._store.touches.log(draft)

    def _interview(self, entry: Entry) -> None:
        about = record(SampleInterview, entry)
        zone = ZoneInfo(about.zone) if about.zone else self._zone
        start = about.instant(self._now, zone)
        self._past.now = min(self._now, start - timedelta(days=about.days_before))
        contact_id = self._contacts[about.contact]
        draft = record(InterviewDraft, entry, contact_id=contact_id, start=start, zone=zone.key)
        interview = self._store.interviews.plan(draft)
        self._plan(about, interview.id)
        self._past.now = min(self._now, interview.end)
        if about.status is not Status.PLANNED:
            self._store.interviews.mark([interview.id], about.status)
        self._debrief(about, interview)
        if about.transcript is not None:
            transcript = about.transcript
            self._store.transcripts.attach(
                TranscriptDraft(
                    interview_id=interview.id,
                    name=transcript.name,
                    format=transcript.format,
                    text=transcript.text,
                )
            )
        for settlement in about.settlements:
            self._settle(settlement, interview.id, zone)

    def _debrief(self, about: SampleInterview, interview: Interview) -> None:
        """Note what came out of an interview, and then its debrief, if there is one."""
        noted: list[tuple[SampleTakeaway, TakeawayDraft]] = []
        for takeaway in about.takeaways:
            days = takeaway.due_in_days
            draft = TakeawayDraft(
                interview_id=interview.id,
                kind=takeaway.kind,
                text=takeaway.text,
                due_at=None if days is None else interview.start + timedelta(days=days),
                trial=takeaway.trial,
            )
            noted.append((takeaway, draft))
        if about.debrief is None:
            for _, draft in noted:
                self._store.interviews.take_away(draft)
            return
        people: list[NamedPerson] = []
        rest: list[DebriefTakeaway] = []
        for takeaway, draft in noted:
            if takeaway.named:
                contact = ContactDraft(name=takeaway.named)
                number = self._store.interviews.take_away(draft)
                people.append(NamedPerson(contact=contact, takeaway_id=number))
            else:
                rest.append(DebriefTakeaway(takeaway=draft, offered_by=takeaway.offered_by))
        self._store.debriefs.write(
            interview.id,
            DebriefDraft(
                debrief=about.debrief,
                after=interview.after,
                after_rating=about.after_rating,
                takeaways=tuple(rest),
                people=tuple(people),
            ),
        )

    def _plan(self, about: SampleInterview, interview_id: int) -> None:
        for item in about.plan:
            self._store.questions.pick(interview_id, [self._questions[item.question]])
        items = {item.question: item for item in about.plan}
        for planned in self._store.reader.questions.plan(interview_id):
            item = items[planned.question.slug]
            state = item.state or (Asked.ASKED if item.answer else Asked.TO_ASK)
            if item.answer or item.off_record or state is not planned.state:
                self._store.questions.answer(planned.id, item.answer, state=state, off_record=item.off_record)
            if item.agreement is not None:
                self._store.questions.judge(planned.id, item.agreement)
            for theme, passage in item.themes.items():
                start = item.answer.index(passage)
                self._store.themes.tag(
                    PassageDraft(item_id=planned.id, start=start, text=passage, theme=theme)
                )
        for preparation in self._store.reader.briefs.checklist(interview_id):
            if about.all_ticked or preparation.slug in about.ticked:
                self._store.interviews.tick(preparation.id)

    def _settle_with(self, settlement: SampleSettlement) -> None:
        """Settle what is owed to a contact."""
        now = settlement.instant(self._now, self._zone)
        self._past.now = now
        contact_id = self._contacts[settlement.contact]
        owed = self._store.reader.follow_ups.with_contact(contact_id, now, now)
        names = [one.id for one in owed if one.id.kind is settlement.kind]
        if not settlement.by_touch:
            self._say(settlement, names, self._zone)
            return
        touches = self._store.reader.touches.with_contact(contact_id)
        by = next(touch.id for touch in touches if touch.at <= now)
        self._store.follow_ups.done(names, by=by)

    def _settle(self, settlement: SampleSettlement, interview_id: int, zone: ZoneInfo) -> None:
        self._past.now = settlement.instant(self._now, zone)
        self._say(settlement, [FollowUpId(settlement.kind, interview_id)], zone)

    def _say(self, settlement: SampleSettlement, names: list[FollowUpId], zone: ZoneInfo) -> None:
        if settlement.until is not None:
            self._store.follow_ups.snooze(names, settlement.until.instant(self._now, zone))
        elif settlement.verdict is Verdict.DONE:
            self._store.follow_ups.done(names)
        else:
            self._store.follow_ups.waive(names, settlement.reason)

    def _reminder(self, entry: Entry) -> None:
        about = record(SampleReminder, entry)
        due = about.instant(self._now, self._zone)
        self._past.now = min(self._now, due - timedelta(days=about.days_before))
        draft = record(
            ReminderDraft,
            entry,
            contact_id=self._contacts[about.contact] if about.contact else None,
            due_at=due,
            zone=self._zone.key,
        )
        self._store.follow_ups.remind(draft)

"""What the journal gives back: whole, detached records; instants aware in UTC, durations in minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from iitui.domain.drafts import Channel
from iitui.domain.enums import (
    Asked,
    Category,
    ChannelKind,
    Direction,
    DueState,
    Kind,
    Level,
    Medium,
    NamePermission,
    Origin,
    Outcome,
    Phase,
    RepeatUnit,
    Stage,
    Standing,
    Status,
    TakeawayKind,
    TouchKind,
    Verdict,
)


@dataclass(frozen=True, slots=True, order=True)
class FollowUpId:
    """What a follow-up is called: its kind and the number of the record that it is about."""

    kind: Kind
    subject: int

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.subject}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Something owed, or once owed.

    Attributes:
        what: one line that says what to do.
        arises: the instant from which it is owed.
        due: when; a snooze moves it, nothing else does.
        allowed: the time given from arising to being due; lateness is weighed by it.
        state: against the clock that was given to the reader.
        verdict: what the user said of it, if anything.
        settled_at: when that was said.
    """

    id: FollowUpId
    contact_id: int | None
    interview_id: int | None
    who: str
    what: str
    arises: datetime
    due: datetime
    allowed: timedelta
    state: DueState
    verdict: Verdict | None
    settled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """A contact as the list shows it.

    Attributes:
        last_touch: the latest touch or held interview, or None.
        owed: the worst thing owed about this contact, or None.
    """

    id: int
    name: str
    organization: str
    role: str
    stage: Stage
    last_touch: datetime | None
    owed: FollowUp | None
    archived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One contact with a person."""

    id: int
    contact_id: int
    at: datetime
    kind: TouchKind
    direction: Direction
    text: str
    is_request: bool
    outcome: Outcome | None
    ask_again_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeaway:
    """What came out of a talk."""

    id: int
    interview_id: int | None
    contact_id: int
    kind: TakeawayKind
    text: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person, whole.

    Attributes:
        referred_by: the referrer's name, or empty.
        named: id and name of the contacts whom this one named in turn.
    """

    id: int
    name: str
    organization: str
    organization_notes: str
    role: str
    level: Level | None
    channels: tuple[Channel, ...]
    tags: tuple[str, ...]
    source: str
    referred_by_id: int | None
    referred_by: str
    name_permission: NamePermission
    cadence_days: int | None
    notes: str
    archived: bool
    stage: Stage
    last_touch: datetime | None
    named: tuple[tuple[int, str], ...]

    def values_of(self, kind: ChannelKind) -> tuple[str, ...]:
        """The addresses, numbers or URLs of one kind, in order."""
        return tuple(channel.value for channel in self.channels if channel.kind is kind)

    @property
    def emails(self) -> tuple[str, ...]:
        """E-mail addresses, the preferred one first."""
        return self.values_of(ChannelKind.EMAIL)

    @property
    def phones(self) -> tuple[str, ...]:
        """Telephone numbers, the preferred one first."""
        return self.values_of(ChannelKind.PHONE)

    @property
    def urls(self) -> tuple[str, ...]:
        """Web addresses."""
        return self.values_of(ChannelKind.URL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One planned or held talk.

    Attributes:
        start: aware, UTC.
        zone: IANA name of the zone it was planned in.
        who: the contact's name.
    """

    id: int
    contact_id: int
    who: str
    organization: str
    role: str
    occupation_id: int | None
    occupation: str
    start: datetime
    zone: str
    minutes: int
    medium: Medium
    place: str
    travel_minutes: int
    status: Status
    before: str
    after: str

    @property
    def end(self) -> datetime:
        """The instant at which it ends, as planned."""
        return self.start + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the bank.

    Attributes:
        slug: the stable name of a built-in question; empty for the user's own.
        oakland: whether it is one of the fifteen topics of Oakland University's page.
        minutes: what the answer usually takes.
        retired: kept for the plans that hold it, no longer offered.
    """

    id: int
    text: str
    category: Category
    phase: Phase
    sensitive: bool
    researchable: bool
    level: Level | None
    minutes: int
    origin: Origin
    slug: str
    oakland: bool
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BankRow:
    """A question as the picker shows it, beside the plan of one interview.

    Attributes:
        picked: already in this plan.
        asked_before: asked of this contact in an earlier interview.
        answers: how many people answered it for this occupation.
    """

    question: Question
    picked: bool
    asked_before: bool
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """A question picked for one interview, with its answer."""

    id: int
    interview_id: int
    question: Question
    position: int
    state: Asked
    answer: str
    off_record: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One item of the preparation for an interview.

    Attributes:
        lead_days: due so many days before the start.
        ticked_at: when it was ticked, or None.
    """

    id: int
    interview_id: int
    slug: str
    text: str
    lead_days: int
    ticked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """An occupation being explored."""

    id: int
    name: str
    research: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """Where contacts work."""

    id: int
    name: str
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A follow-up that the user made."""

    id: int
    text: str
    contact_id: int | None
    interview_id: int | None
    due_at: datetime
    zone: str
    every: int | None
    unit: RepeatUnit
    after_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything needed for one talk, on one page.

    Attributes:
        arrive_minutes: how early to be there, by medium.
        promises: promises still open between the two.
        touches: the latest, newest first.
    """

    interview: Interview
    contact: Contact
    occupation: Occupation | None
    plan: tuple[PlanItem, ...]
    checklist: tuple[ChecklistItem, ...]
    touches: tuple[Touch, ...]
    promises: tuple[Takeaway, ...]
    earlier: tuple[Interview, ...]
    arrive_minutes: int

    @property
    def be_there(self) -> datetime:
        """The instant to be there, or to be online."""
        return self.interview.start - timedelta(minutes=self.arrive_minutes)

    @property
    def leave_by(self) -> datetime | None:
        """The instant to leave for a meeting in person; None where nobody travels."""
        if self.interview.medium is not Medium.IN_PERSON:
            return None
        return self.be_there - timedelta(minutes=self.interview.travel_minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A contact who was asked for an interview and has not answered.

    Attributes:
        asked_at: when the latest request went out.
        requests: how many have gone out without a reply.
    """

    contact_id: int
    name: str
    organization: str
    role: str
    asked_at: datetime
    requests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that was done to the journal, by name."""

    id: int
    at: datetime
    name: str
    undone: bool

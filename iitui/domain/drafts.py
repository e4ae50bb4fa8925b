"""What a person or a file asks the journal to keep: plain records, not checked yet.

A draft is what forms, importers and commands hand to a verb of the store. Names stand for records that the
store finds or makes; instants are aware datetimes; durations are minutes unless they say days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from iitui.domain.enums.contacts import ChannelKind, Level, NamePermission
from iitui.domain.enums.follow_ups import RepeatUnit
from iitui.domain.enums.interviews import Medium
from iitui.domain.enums.questions import Category, Phase
from iitui.domain.enums.touches import Direction, Outcome, TakeawayKind, TouchKind


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach a contact.

    Attributes:
        kind: e-mail address, telephone number or URL.
        value: as written by its owner; an e-mail address keeps its case.
        label: what it is for ("work", "cell"), or empty.
    """

    kind: ChannelKind
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """A contact as typed or read from a file.

    Attributes:
        organization: a name; empty for none.
        referred_by: the name of the contact who named this one; made if new.
        cadence_days: days after which to get in touch again; None for never.
        origin_keys: what other programs call this contact, so that a later import finds it again.
    """

    name: str
    organization: str = ""
    role: str = ""
    level: Level | None = None
    channels: Sequence[Channel] = ()
    tags: Sequence[str] = ()
    source: str = ""
    referred_by: str = ""
    name_permission: NamePermission = NamePermission.NOT_ASKED
    cadence_days: int | None = None
    notes: str = ""
    origin_keys: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewDraft:
    """An interview as planned.

    Attributes:
        contact_id: with whom.
        start: the instant it begins, aware.
        zone: IANA name of the zone the time was meant in.
        minutes: how long it may block the calendar.
        occupation: a name; made if new; empty for not said yet.
        place: an address, a number to call or a link.
        travel_minutes: from door to door, one way.
        before: what the user thought of the occupation beforehand.
        after: what the user thinks of it since.
    """

    contact_id: int
    start: datetime
    zone: str
    minutes: int = 30
    medium: Medium = Medium.IN_PERSON
    place: str = ""
    travel_minutes: int = 0
    occupation: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDraft:
    """A question of the user's own."""

    text: str
    category: Category = Category.DAY
    phase: Phase = Phase.CORE
    sensitive: bool = False
    researchable: bool = False
    level: Level | None = None
    minutes: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchDraft:
    """A contact with a person, as it happened.

    Attributes:
        at: when, aware.
        is_request: whether it asked for an interview.
        outcome: what came of the request; None when it was none.
        ask_again_at: the instant from which they said one may ask again.
    """

    contact_id: int
    at: datetime
    kind: TouchKind = TouchKind.MAIL
    direction: Direction = Direction.OUT
    text: str = ""
    is_request: bool = False
    outcome: Outcome | None = None
    ask_again_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDraft:
    """A follow-up that the user makes.

    Attributes:
        due_at: the instant at which it is (first) due.
        zone: IANA name of the zone whose calendar a repeat follows.
        every: repeat after so many units; None for once.
        after_done: count the next from the day it was done instead of from the calendar.
    """

    text: str
    due_at: datetime
    zone: str
    contact_id: int | None = None
    interview_id: int | None = None
    every: int | None = None
    unit: RepeatUnit = RepeatUnit.DAYS
    after_done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationDraft:
    """An occupation being explored and what was researched about it."""

    name: str
    research: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeawayDraft:
    """Something that came out of an interview.

    Attributes:
        due_at: the instant by which a promise is to be kept, or None.
    """

    interview_id: int
    kind: TakeawayKind
    text: str
    due_at: datetime | None = None

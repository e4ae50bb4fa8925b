"""The sample journal: people, interviews and touches told relative to now, so that it never grows old.

Only the shapes are here; the file is read by `iitui.store.sample.read` and written into a journal by
`iitui.store.sample.write`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from iitui.domain.contacts import Level, NamePermission
from iitui.domain.follow_ups import Kind, RepeatUnit, Verdict
from iitui.domain.interviews import Medium, Status
from iitui.domain.occupations import Standing
from iitui.domain.questions import Asked
from iitui.domain.takeaways import TakeawayKind
from iitui.domain.touches import Direction, Outcome, TouchKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant told relative to now, so that a sample never grows old.

    Either hours from now, or a day counted from today with a time on the wall clock.

    Attributes:
        hours: hours from now, negative for the past; None when `day` and `at` tell it.
        day: days from today, negative for the past.
        at: the time on the clock, in the zone it is told by; see `iitui.store.sample.moments`.
    """

    hours: float | None = None
    day: int = 0
    at: time = time(9)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleOccupation:
    """An occupation of the sample journal."""

    name: str
    research: str = ""
    standing: Standing = Standing.EXPLORING


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleOrganization:
    """An organization of the sample journal."""

    name: str
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleContact:
    """A contact of the sample journal; the fields are those of `ContactDraft`.

    Attributes:
        organization: the name of an organization of the sample, or empty.
        referred_by: the name of a contact of the sample, or empty.
    """

    name: str
    organization: str = ""
    role: str = ""
    level: Level | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    source: str = ""
    referred_by: str = ""
    name_permission: NamePermission = NamePermission.NOT_ASKED
    cadence_days: int | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePlanItem:
    """A question in the plan of a sample interview.

    Attributes:
        question: the slug of a built-in question.
    """

    question: str
    state: Asked = Asked.TO_ASK
    answer: str = ""
    off_record: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTakeaway:
    """What came out of a sample interview.

    Attributes:
        due_in_days: due so many days after the interview; None when nothing was said.
    """

    kind: TakeawayKind
    text: str
    due_in_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSettlement:
    """What was said of a follow-up of a sample interview.

    Attributes:
        when: when it was said.
        until: snoozed until then; None for the other verdicts.
    """

    kind: Kind
    verdict: Verdict
    when: Moment
    until: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleInterview:
    """An interview of the sample journal.

    Attributes:
        contact: the name of a contact of the sample.
        when: when it begins; read in `zone`.
        zone: IANA name; empty for the zone of whoever looks at the sample.
        occupation: the name of an occupation of the sample.
        ticked: slugs of the checklist's items that are done.
        planned_days: planned so many days before it begins.
    """

    contact: str
    when: Moment
    occupation: str
    zone: str = ""
    minutes: int = 30
    medium: Medium = Medium.IN_PERSON
    place: str = ""
    travel_minutes: int = 0
    status: Status = Status.PLANNED
    before: str = ""
    after: str = ""
    plan: tuple[SamplePlanItem, ...] = ()
    ticked: tuple[str, ...] = ()
    takeaways: tuple[SampleTakeaway, ...] = ()
    settlements: tuple[SampleSettlement, ...] = ()
    planned_days: int = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTouch:
    """A touch of the sample journal; the fields are those of `TouchDraft`.

    Attributes:
        contact: the name of a contact of the sample.
        ask_again: from when they said one may ask again, or None.
    """

    contact: str
    when: Moment
    kind: TouchKind = TouchKind.MAIL
    direction: Direction = Direction.OUT
    text: str = ""
    is_request: bool = False
    outcome: Outcome | None = None
    ask_again: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReminder:
    """A reminder of the sample journal; the fields are those of `ReminderDraft`.

    Attributes:
        due: when it is (first) due.
        contact: the name of a contact of the sample, or empty.
        every: repeat after so many units; None for once.
        made_days: made so many days before it is (first) due.
    """

    text: str
    due: Moment
    contact: str = ""
    every: int | None = None
    unit: RepeatUnit = RepeatUnit.DAYS
    after_done: bool = False
    made_days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The sample journal, whole; every name and slug in it is known to resolve."""

    occupations: tuple[SampleOccupation, ...]
    organizations: tuple[SampleOrganization, ...]
    contacts: tuple[SampleContact, ...]
    interviews: tuple[SampleInterview, ...]
    touches: tuple[SampleTouch, ...]
    reminders: tuple[SampleReminder, ...]

    def referrers(self) -> Mapping[str, str]:
        """Name of a contact -> name of the contact who named them."""
        return {contact.name: contact.referred_by for contact in self.contacts if contact.referred_by}

    def contacts_in_order(self) -> tuple[SampleContact, ...]:
        """The contacts, each after the one who named them."""
        by_name = {contact.name: contact for contact in self.contacts}
        ordered: dict[str, SampleContact] = {}

        def place(contact: SampleContact) -> None:
            if contact.name in ordered:
                return
            if contact.referred_by:
                place(by_name[contact.referred_by])
            ordered[contact.name] = contact

        for contact in self.contacts:
            place(contact)
        return tuple(ordered.values())

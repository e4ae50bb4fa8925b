"""Contacts, and what hangs on them: touches, takeaways, organizations."""

from dataclasses import dataclass
from datetime import datetime

from iitui.domain.drafts import Channel
from iitui.domain.enums.contacts import ChannelKind, Level, NamePermission, Stage
from iitui.domain.enums.touches import Direction, Outcome, TakeawayKind, TouchKind
from iitui.domain.values.follow_ups import FollowUp


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
class ContactSummary:
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
    """What came out of an interview."""

    id: int
    interview_id: int | None
    contact_id: int
    kind: TakeawayKind
    text: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """Where contacts work."""

    id: int
    name: str
    notes: str

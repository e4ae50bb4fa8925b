"""Contacts: how they are known and reached, where they work, and how far things are with them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Self, TypeVar

from iitui.domain.checks import Draft, FieldErrors
from iitui.domain.follow_ups import FollowUp
from iitui.domain.text import clean_line, fold
from iitui.domain.touches import Outcome

MOST_CHANNELS, MOST_TAGS = 100, 100
"""How many channels and how many tags a contact can have."""

CADENCE_DAYS = range(3651)
"""How many days after a touch the next one may be owed; 0 for never, whatever the tags of a contact say."""

T = TypeVar("T")


class Level(StrEnum):
    """How experienced a person is in the occupation; a question may be meant for one level."""

    STARTING = "starting"
    EXPERIENCED = "experienced"
    SENIOR = "senior"
    LEADING = "leading"


class NamePermission(StrEnum):
    """Whether the user may mention the referrer's name to a contact."""

    NOT_ASKED = "not asked"
    YES = "yes"
    NO = "no"
    WILL_INTRODUCE = "will introduce me"

    @property
    def in_words(self) -> str:
        """The permission as a clause about the referrer's name."""
        return {
            NamePermission.NOT_ASKED: "you haven't asked whether you may use their name",
            NamePermission.YES: "you may use their name",
            NamePermission.NO: "don't use their name",
            NamePermission.WILL_INTRODUCE: "will introduce me",
        }[self]


class ChannelKind(StrEnum):
    """A way to reach a contact; the values are the names in vCard, in lower case."""

    EMAIL = "email"
    PHONE = "phone"
    URL = "url"


class Stage(StrEnum):
    """How far things are with a contact; computed from touches and interviews, never stored."""

    TO_ASK = "to ask"
    ASKED = "asked"
    NO_REPLY = "no reply"
    LATER = "later"
    DECLINED = "declined"
    PLANNED = "planned"
    MET = "met"
    IN_TOUCH = "in touch"


class ContactColumn(StrEnum):
    """What contacts can be sorted by."""

    NAME = "name"
    ORGANIZATION = "organization"
    ROLE = "role"
    STAGE = "stage"
    LAST_TOUCH = "last touch"
    OWED = "what's owed"
    DUE = "due date"


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach a contact.

    Attributes:
        kind: email address, telephone number or URL.
        value: as written by its owner; an email address keeps its case.
        label: its purpose ("work", "cell"), or empty.
    """

    kind: ChannelKind
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft(Draft):
    """A contact, as typed or read from a file.

    Attributes:
        organization: its name; empty for none.
        referred_by: the name of the contact who named this one; that contact is created if new.
        cadence_days: after how many days to get in touch again; None if its tags decide, 0 for never.
        origin_keys: the identifiers in other programs, by which a later import finds the contact again.
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

    def _cleaned(self, errors: FieldErrors) -> Self:
        channels = [_check_channel(errors, channel) for channel in self.channels]
        tags = [errors.line("tags", tag.lstrip("#"), "A tag") for tag in self.tags]
        checked = replace(
            self,
            name=errors.line("name", self.name, "The name", needed=True),
            organization=errors.line("organization", self.organization, "The organization"),
            role=errors.line("role", self.role, "The role"),
            channels=_distinct((c for c in channels if c.value), lambda c: (c.kind, c.value.casefold())),
            tags=_distinct((tag for tag in tags if tag), fold),
            source=errors.line("source", self.source, "The source"),
            referred_by=errors.line("referred_by", self.referred_by, "The referrer"),
            notes=errors.text("notes", self.notes, "The notes"),
            origin_keys=tuple(dict.fromkeys(filter(None, map(clean_line, self.origin_keys)))),
        )
        if checked.referred_by and fold(checked.referred_by) == fold(checked.name):
            errors.fields.setdefault("referred_by", "A contact can't be their own referrer.")
        if self.cadence_days is not None:
            errors.within("cadence_days", self.cadence_days, CADENCE_DAYS, "The days between two touches")
        if len(checked.channels) > MOST_CHANNELS:
            errors.fields["emails"] = f"There are more than {MOST_CHANNELS} addresses, numbers and links."
        if len(checked.tags) > MOST_TAGS:
            errors.fields["tags"] = f"There are more than {MOST_TAGS} tags."
        return checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A contact.

    Attributes:
        uid: the name of its record that lasts, in other programs as well.
        referred_by: the referrer's name, or empty.
        named: ID and name of the contacts whom this one named.
    """

    id: int
    uid: str
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
        """Return the values of the channels of one kind, in order."""
        return tuple(channel.value for channel in self.channels if channel.kind is kind)

    @property
    def emails(self) -> tuple[str, ...]:
        """Email addresses, the preferred one first."""
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
    """A contact, as lists show it.

    Attributes:
        last_touch: the latest touch or held interview, or None.
        owed: the most overdue follow-up about this contact, or None.
    """

    id: int
    name: str
    organization: str
    role: str
    stage: Stage
    last_touch: datetime | None
    owed: FollowUp | None
    archived: bool


class Cadence(NamedTuple):
    """How often to keep in touch with a contact, and why.

    Attributes:
        days: after how many days a touch is owed; 0 for never.
        tag: the tag that says so; empty if the contact does, or if nothing says anything.
    """

    days: int
    tag: str = ""


def cadence_of(days: int | None, tags: Iterable[str], tag_cadence: Mapping[str, int]) -> Cadence:
    """Return the cadence of a contact.

    Args:
        days: what the contact says: days, 0 for never, None if the tags decide.
        tags: the tags of the contact.
        tag_cadence: folded tag -> days, from the settings; of several tags the shortest counts.
    """
    if days is not None:
        return Cadence(days)
    found = [Cadence(tag_cadence[fold(tag)], tag) for tag in tags if fold(tag) in tag_cadence]
    return min(found, default=Cadence(0))


class StageFacts(NamedTuple):
    """The facts from which a contact's stage follows.

    Attributes:
        met_at: the end of the latest interview that took place, or None.
        planned: whether an interview is still to come.
        request: the outcome of the latest request; None if there was none.
        reply_due: until when a request without a reply is waited for; None if none is waited for.
        touched_at: when the latest touch was, or None.
    """

    met_at: datetime | None
    planned: bool
    request: Outcome | None
    reply_due: datetime | None
    touched_at: datetime | None


def stage_of(facts: StageFacts, now: datetime) -> Stage:
    """Return how far things are with a contact at an instant."""
    if facts.planned:
        return Stage.PLANNED
    if facts.met_at is not None:
        later = facts.touched_at is not None and facts.touched_at > facts.met_at
        return Stage.IN_TOUCH if later else Stage.MET
    if facts.request is None:
        return Stage.TO_ASK
    if facts.request is Outcome.NO_REPLY:
        return Stage.NO_REPLY if facts.reply_due is not None and facts.reply_due < now else Stage.ASKED
    return {
        Outcome.AGREED: Stage.ASKED,
        Outcome.TOO_BUSY: Stage.LATER,
        Outcome.DECLINED: Stage.DECLINED,
        Outcome.SENT_ON: Stage.DECLINED,
    }[facts.request]


def _distinct(items: Iterable[T], key: Callable[[T], object]) -> tuple[T, ...]:
    first: dict[object, T] = {}
    for item in items:
        first.setdefault(key(item), item)
    return tuple(first.values())


def _check_channel(errors: FieldErrors, channel: Channel) -> Channel:
    field = {ChannelKind.EMAIL: "emails", ChannelKind.PHONE: "phones", ChannelKind.URL: "urls"}[channel.kind]
    value = errors.line(field, channel.value, "An entry")
    name, at, host = value.rpartition("@")
    if channel.kind is ChannelKind.EMAIL and value and not (name and at and host and " " not in value):
        errors.fields.setdefault(field, f"'{value}' isn't an email address.")
    label = errors.line(field, channel.label, "A label")
    is_clean = (value, label) == (channel.value, channel.label)
    return channel if is_clean else replace(channel, value=value, label=label)

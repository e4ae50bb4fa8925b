"""Contacts as address books and tables of other programs get them, with all that is known of a person."""

from dataclasses import dataclass
from datetime import datetime

from iitui.domain.contacts import Channel, ChannelKind, Level, NamePermission


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """A contact as it leaves the journal.

    Attributes:
        uid: the name of its record that lasts.
        organization: its name; empty for none.
        referred_by: the referrer's name; empty for none.
        referred_by_uid: the UID of the referrer; empty for none.
        is_referrer_unique: whether nobody else has the name of the referrer.
        changed_at: when something about the contact was last changed.
    """

    uid: str
    name: str
    organization: str
    role: str
    level: Level | None
    channels: tuple[Channel, ...]
    tags: tuple[str, ...]
    source: str
    referred_by: str
    referred_by_uid: str
    is_referrer_unique: bool
    name_permission: NamePermission
    cadence_days: int | None
    notes: str
    changed_at: datetime

    def values_of(self, kind: ChannelKind) -> tuple[str, ...]:
        """Return the addresses, numbers or links, in order."""
        return tuple(channel.value for channel in self.channels if channel.kind is kind)

"""Finds the known person that a record is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from iitui.domain.contacts import Channel, ChannelKind
from iitui.domain.identity.keys import (
    ChannelKey,
    are_names_compatible,
    channel_key,
    content_key,
    name_key,
    profile_key,
    share_word,
)
from iitui.domain.news import Statement

# How many people with one address or name are compared: 50,000 with one name must not take all day.
_MOST_CANDIDATES = 16
_VCARD = "vcard:"
_CONTENT = "card:"


@dataclass(slots=True, eq=False)
class Person:
    """A person, as described by the journal and by the records before.

    Attributes:
        contact_id: the ID of the contact; None for one that the plan adds.
        step: the index of the step that adds this person, or None.
        name: the key of the name.
        full_name: the name itself.
        seen: the keys of the names that this import has for the person.
        keys: origin keys, and those of the person's own pages.
        said_before: by source, what earlier imports said of the person; None for nothing.
        said_now: by source, what this import has said.
    """

    contact_id: int | None
    step: int | None
    name: str
    organization: str
    role: str
    source: str
    notes: str
    keys: set[str]
    channels: set[ChannelKey] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    said_before: Mapping[str, Sequence[Statement]] | None = None
    said_now: dict[str, list[Statement]] = field(default_factory=dict)
    full_name: str = ""

    def values_of(self, kind: ChannelKind) -> set[str]:
        """Return the keys of the channels of one kind."""
        return {key for channel_kind, key in self.channels if channel_kind is kind}


@dataclass(frozen=True, slots=True)
class Traits:
    """The keys by which a record is recognized.

    Attributes:
        keys: origin keys as the file gave them, then those of the person's own pages.
    """

    name: str
    organization: str
    channels: tuple[ChannelKey, ...]
    keys: tuple[str, ...]

    @classmethod
    def read(
        cls, name: str, organization: str, channels: Sequence[Channel], origin_keys: Sequence[str]
    ) -> "Traits":
        """Return the traits of a draft."""
        return cls(
            name_key(name),
            name_key(organization),
            tuple(map(channel_key, channels)),
            keys_of(origin_keys, channels),
        )

    @property
    def content(self) -> str:
        """The origin key made of the content, for a record that has no other."""
        return content_key(self.name, self.organization, self.channels)


def keys_of(origin_keys: Iterable[str], channels: Iterable[Channel]) -> tuple[str, ...]:
    """Return origin keys, followed by those of the person's own pages."""
    pages = (profile_key(channel.value) for channel in channels if channel.kind is ChannelKind.URL)
    return tuple(dict.fromkeys((*origin_keys, *filter(None, pages))))


class People:
    """All people known so far, found by their keys.

    A record is about a person with, in this order: the same origin key; the same content, if it had no key; a
    shared email address and a compatible name; a shared telephone number and the same name; the same name at
    the same organization; the same name, if neither has an organization, not both have addresses, and not
    both have numbers. The last two do not apply to records that one program distinguishes.
    """

    def __init__(self) -> None:
        self._by_key: dict[str, Person] = {}
        self._suggested: set[str] = set()
        self._by_channel: dict[tuple[ChannelKind, str, str], Person] = {}
        self._by_email: dict[str, list[Person]] = {}
        self._by_name: dict[tuple[str, str], list[Person]] = {}

    def keys_to_leave(self, traits: Traits, person: Person | None) -> tuple[str, ...]:
        """Return the keys that a record leaves with a person, so that it is found again.

        They are the keys that belong to nobody; one that a page suggested, if no other key leads to the
        person; and the content of the record, if no key does. A person of None is a new one.
        """
        keys: list[str] = []
        leads = False
        for key in traits.keys:
            owner = self._by_key.get(key)
            if owner is None or (owner is person and key in self._suggested and not leads):
                keys.append(key)
            if owner is None or owner is person:
                leads = leads or person is None or not _is_reused(key, traits.name, person)
        if not leads and traits.content not in self._by_key:
            keys.append(traits.content)
        return tuple(keys)

    def register_keys(self, person: Person, keys: Iterable[str]) -> None:
        """Find a person by these keys from now on, except those that belong to another."""
        for key in keys:
            self._by_key.setdefault(key, person)
            self._suggested.discard(key)

    def suggest_keys(self, person: Person, keys: Iterable[str]) -> None:
        """Do the same with keys that are suggested only, by the UID or by pages that somebody typed."""
        for key in keys:
            if key not in self._by_key:
                self._by_key[key] = person
                self._suggested.add(key)

    def register(self, person: Person, name: str, organization: str, channels: Iterable[ChannelKey]) -> None:
        """Find a person by these keys of name, organization and channels from now on."""
        _add_candidate(self._by_name.setdefault((name, organization), []), person)
        for kind, key in channels:
            if kind is ChannelKind.URL:
                continue
            self._by_channel.setdefault((kind, key, name), person)
            if kind is ChannelKind.EMAIL:
                _add_candidate(self._by_email.setdefault(key, []), person)

    def find(self, traits: Traits) -> Person | None:
        """Return the person that a record is about; None for a new one."""
        return (
            self._find_by_key(traits)
            or self._find_by_channel(traits, ChannelKind.EMAIL)
            or self._find_by_email(traits)
            or self._find_by_channel(traits, ChannelKind.PHONE)
            or self._find_by_name(traits)
        )

    def _find_by_key(self, traits: Traits) -> Person | None:
        for key in traits.keys:
            person = self._by_key.get(key)
            if person is not None and not _is_reused(key, traits.name, person):
                return person
        return self._by_key.get(traits.content)

    def _find_by_channel(self, traits: Traits, wanted: ChannelKind) -> Person | None:
        for kind, key in traits.channels:
            if kind is wanted and (person := self._by_channel.get((kind, key, traits.name))) is not None:
                return person
        return None

    def _find_by_email(self, traits: Traits) -> Person | None:
        compatible: list[Person] = []
        for kind, key in traits.channels:
            if kind is ChannelKind.EMAIL:
                compatible += (
                    person
                    for person in self._by_email.get(key, ())
                    if all(are_names_compatible(traits.name, name) for name in (person.name, *person.seen))
                )
        # "Smith" at an address that John Smith and Jane Smith share may be either of them.
        is_certain = bool(compatible) and all(person is compatible[0] for person in compatible)
        return compatible[0] if is_certain else None

    def _find_by_name(self, traits: Traits) -> Person | None:
        for person in self._by_name.get((traits.name, traits.organization), ()):
            if are_told_apart(traits.keys, person.keys):
                continue
            if traits.organization or not (
                name_key(person.organization) or _have_other_channels(traits, person)
            ):
                return person
        return None


def _add_candidate(persons: list[Person], person: Person) -> None:
    if len(persons) < _MOST_CANDIDATES and person not in persons:
        persons.append(person)


def _is_reused(key: str, name: str, person: Person) -> bool:
    """Return whether a file uses one identifier for several people."""
    if not person.seen or not key.startswith(_VCARD):
        return False
    return not any(share_word(name, other) for other in (person.name, *person.seen))


def _have_other_channels(traits: Traits, person: Person) -> bool:
    """Return whether both have addresses, or both have numbers; shared ones were found before."""
    return any(person.values_of(kind) for kind, _ in traits.channels if kind is not ChannelKind.URL)


def are_told_apart(keys: Iterable[str], others: set[str]) -> bool:
    """Return whether one program gave them different identifiers."""
    ours: dict[str, set[str]] = {}
    for key in keys:
        if not key.startswith(_CONTENT):
            ours.setdefault(key.partition(":")[0], set()).add(key)
    theirs = {key.partition(":")[0] for key in others}
    return any(program in theirs and same.isdisjoint(others) for program, same in ours.items())

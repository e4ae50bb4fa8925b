"""Finds the person that a record is about: the rules of identity."""

from collections.abc import Iterable, Sequence
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

# However many share an address or a name, so many are looked at: 50,000 of one name must not take all day.
_MOST_CANDIDATES = 16
_VCARD = "vcard:"
_CONTENT = "card:"


@dataclass(slots=True, eq=False)
class Person:
    """Someone as the journal and the file so far describe them.

    Attributes:
        contact_id: the journal's number, or None for someone the plan adds.
        step: the place in the plan of the step that adds this person, or None.
        name: the key of the name.
        seen: the keys of the names under which this import has met the person.
        keys: origin keys, and those that follow from the person's own pages.
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

    def values_of(self, kind: ChannelKind) -> set[str]:
        """The keys of the person's channels of one kind."""
        return {key for channel_kind, key in self.channels if channel_kind is kind}


@dataclass(frozen=True, slots=True)
class Traits:
    """What a record is recognized by, as keys.

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
        """Take the traits of a draft."""
        return cls(
            name_key(name),
            name_key(organization),
            tuple(map(channel_key, channels)),
            keys_of(origin_keys, channels),
        )

    @property
    def content(self) -> str:
        """The key made of the content, for a record that has no other."""
        return content_key(self.name, self.organization, self.channels)


def keys_of(origin_keys: Iterable[str], channels: Iterable[Channel]) -> tuple[str, ...]:
    """Origin keys and, after them, those of pages that belong to one person."""
    pages = (profile_key(channel.value) for channel in channels if channel.kind is ChannelKind.URL)
    return tuple(dict.fromkeys((*origin_keys, *filter(None, pages))))


class People:
    """Everyone known so far, found by any of their keys.

    The rules, in order: the same origin key; the same content as a record that had no key; a shared e-mail
    address and a compatible name; a shared telephone number and the same name; the same name at the same
    organization; the same name without an organization on either side, unless both have addresses or both
    have numbers. The last two do not hold between records that one program tells apart.
    """

    def __init__(self) -> None:
        self._by_key: dict[str, Person] = {}
        self._suggested: set[str] = set()
        self._by_channel: dict[tuple[ChannelKind, str, str], Person] = {}
        self._by_email: dict[str, list[Person]] = {}
        self._by_name: dict[tuple[str, str], list[Person]] = {}

    def keys_to_leave(self, traits: Traits, person: Person | None) -> tuple[str, ...]:
        """The keys that a record leaves with a person, to be found again by.

        Those that are nobody's; one that a page merely suggested, if no other leads there; and the content of
        the record, if nothing else does. A person of None is someone new.
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
        """Make a person found by keys, each unless it is somebody's already."""
        for key in keys:
            self._by_key.setdefault(key, person)
            self._suggested.discard(key)

    def suggest_keys(self, person: Person, keys: Iterable[str]) -> None:
        """Make a person found by keys of pages typed in, if they are nobody's."""
        for key in keys:
            if self._by_key.setdefault(key, person) is person:
                self._suggested.add(key)

    def register(self, person: Person, name: str, organization: str, channels: Iterable[ChannelKey]) -> None:
        """Make a person found by name, organization and channels, all keys."""
        _enlist(self._by_name.setdefault((name, organization), []), person)
        for kind, key in channels:
            if kind is ChannelKind.URL:
                continue
            self._by_channel.setdefault((kind, key, name), person)
            if kind is ChannelKind.EMAIL:
                _enlist(self._by_email.setdefault(key, []), person)

    def find(self, traits: Traits) -> Person | None:
        """The person that a record is about, or None for someone new."""
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
        # "Smith" at an address that John Smith and Jane Smith share may be either, or neither.
        is_certain = bool(compatible) and all(person is compatible[0] for person in compatible)
        return compatible[0] if is_certain else None

    def _find_by_name(self, traits: Traits) -> Person | None:
        for person in self._by_name.get((traits.name, traits.organization), ()):
            if are_told_apart(traits.keys, person.keys):
                continue
            if traits.organization or not (name_key(person.organization) or _differ(traits, person)):
                return person
        return None


def _enlist(persons: list[Person], person: Person) -> None:
    if len(persons) < _MOST_CANDIDATES and person not in persons:
        persons.append(person)


def _is_reused(key: str, name: str, person: Person) -> bool:
    """Whether a file gives one identifier to several people."""
    if not person.seen or not key.startswith(_VCARD):
        return False
    return not any(share_word(name, other) for other in (person.name, *person.seen))


def _differ(traits: Traits, person: Person) -> bool:
    """Whether both have addresses, or numbers; common ones were tried."""
    return any(person.values_of(kind) for kind, _ in traits.channels if kind is not ChannelKind.URL)


def are_told_apart(keys: Iterable[str], others: set[str]) -> bool:
    """Whether one program gave both an identifier and not the same one."""
    ours: dict[str, set[str]] = {}
    for key in keys:
        if not key.startswith(_CONTENT):
            ours.setdefault(key.partition(":")[0], set()).add(key)
    theirs = {key.partition(":")[0] for key in others}
    return any(program in theirs and same.isdisjoint(others) for program, same in ours.items())

"""Finds contacts who may be one person, by keys that are the same and by names that are alike.

It takes time proportional to the number of contacts: only those who share a key, or a word of the name and
the organization, are compared, and of very many of them each with a few neighbors in order of name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import combinations
from typing import TypeVar

from iitui.domain.identity.keys import email_key, phone_key, profile_key, share_word
from iitui.domain.identity.people import are_told_apart

MOST = 1000
"""How many proposals are made at most, the surest first."""

_SMALL = 12
"""Up to how many contacts that share a key are all compared with each other."""

_NEIGHBORS = 3
"""With how many, in order of name, each is compared where there are more."""

_MOST_OF_ONE_MAILBOX = 3
"""Up to how many contacts with one address are looked at whatever their names: a couple, not an office."""

_LEAST_LETTERS = 3
"""How many letters a word must have to be like another one that differs by a letter or an ending."""

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")

Pair = tuple[int, int]
"""The IDs of two contacts, the smaller one first."""


class DuplicateReason(IntEnum):
    """Why two contacts may be one person; the surest first."""

    PROFILE = 1
    EMAIL = 2
    NAME_AND_PLACE = 3
    PHONE = 4
    NAME = 5
    ALIKE = 6
    NAME_ELSEWHERE = 7

    @property
    def in_words(self) -> str:
        """The reason, as people say it."""
        return {
            DuplicateReason.PROFILE: "the same profile page",
            DuplicateReason.EMAIL: "the same email address",
            DuplicateReason.NAME_AND_PLACE: "the same name at the same organization",
            DuplicateReason.PHONE: "the same phone number",
            DuplicateReason.NAME: "the same name; an organization is missing",
            DuplicateReason.ALIKE: "similar names, the same organization",
            DuplicateReason.NAME_ELSEWHERE: "the same name, at another organization",
        }[self]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two contacts who may be one person.

    Attributes:
        contact_id: the one that was added first.
        reasons: why, the surest first.
    """

    contact_id: int
    other_id: int
    reasons: tuple[DuplicateReason, ...]

    @property
    def in_words(self) -> str:
        """The reasons, as people say them."""
        return "; ".join(reason.in_words for reason in self.reasons)


@dataclass(slots=True)
class ComparedContact:
    """A contact, as far as it is compared.

    Attributes:
        name: folded.
        organization: folded; empty for none.
        keys: origin keys of the contact's own pages.
    """

    id: int
    name: str
    organization: str
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Traits:
    id: int
    words: tuple[str, ...]
    name: str
    organization: str
    profiles: set[str]


def find_duplicates(candidates: Iterable[ComparedContact], apart: Set[Pair] = frozenset()) -> list[Duplicate]:
    """Return the pairs of contacts who may be one person, the surest first.

    Args:
        candidates: all contacts.
        apart: the pairs of whom the user said that they are different people.
    """
    finder = _Finder()
    for candidate in candidates:
        finder.add(candidate)
    found = finder.pairs()
    names = finder.names
    duplicates = [
        Duplicate(*pair, tuple(sorted(reasons))) for pair, reasons in found.items() if pair not in apart
    ]
    duplicates.sort(key=lambda each: (each.reasons, names[each.contact_id], each.contact_id, each.other_id))
    return duplicates[:MOST]


class _Finder:
    """All contacts, in groups of those who share something."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self._profiles: dict[str, list[_Traits]] = {}
        self._emails: dict[str, list[_Traits]] = {}
        self._phones: dict[str, list[_Traits]] = {}
        self._names: dict[str, list[_Traits]] = {}
        self._words: dict[tuple[str, str], list[_Traits]] = {}

    def add(self, candidate: ComparedContact) -> None:
        words = tuple(_WORD.findall(candidate.name))
        name = " ".join(words) or candidate.name
        traits = _Traits(candidate.id, words, name, candidate.organization, set(candidate.keys))
        self.names[traits.id] = name
        traits.profiles.update(filter(None, map(profile_key, candidate.urls)))
        for address in set(map(email_key, candidate.emails)):
            self._emails.setdefault(address, []).append(traits)
        for number in set(map(phone_key, candidate.phones)):
            self._phones.setdefault(number, []).append(traits)
        for key in traits.profiles:
            self._profiles.setdefault(key, []).append(traits)
        if name:
            self._names.setdefault(name, []).append(traits)
        if traits.organization:
            for word in set(words):
                self._words.setdefault((traits.organization, word), []).append(traits)

    def pairs(self) -> dict[Pair, set[DuplicateReason]]:
        """Return the pairs with the reasons for each."""
        found: dict[Pair, set[DuplicateReason]] = {}

        def note(one: _Traits, other: _Traits, reason: DuplicateReason) -> None:
            pair = (min(one.id, other.id), max(one.id, other.id))
            found.setdefault(pair, set()).add(reason)

        for one, other in _compared(self._profiles):
            note(one, other, DuplicateReason.PROFILE)
        for one, other in _compared(self._emails, most_unlike=_MOST_OF_ONE_MAILBOX):
            note(one, other, DuplicateReason.EMAIL)
        for one, other in _compared(self._phones, most_unlike=0):
            note(one, other, DuplicateReason.PHONE)
        for one, other in _compared(self._names):
            reason = _reason_of_name(one, other)
            is_common = reason is DuplicateReason.NAME_ELSEWHERE and len(one.words) < 2
            if not is_common and not _have_other_profiles(one, other):
                note(one, other, reason)
        for one, other in _compared(self._words):
            is_alike = one.name != other.name and are_alike(one.words, other.words)
            if is_alike and not _have_other_profiles(one, other):
                note(one, other, DuplicateReason.ALIKE)
        return found


def _compared(
    groups: Mapping[T, list[_Traits]],
    most_unlike: int | None = None,
) -> Iterator[tuple[_Traits, _Traits]]:
    """Yield the pairs of each group that are compared.

    Args:
        groups: by what they share.
        most_unlike: up to how many of a group may have names without a word in common; None for any number.
    """
    for group in groups.values():
        if len(group) < 2:
            continue
        for one, other in _pairs_of(group):
            is_open = most_unlike is None or len(group) <= most_unlike
            if is_open or share_word(one.name, other.name):
                yield one, other


def _pairs_of(group: list[_Traits]) -> Iterator[tuple[_Traits, _Traits]]:
    """Yield all pairs of a small group; of a large one, those of neighbors in order of name."""
    if len(group) <= _SMALL:
        yield from combinations(group, 2)
        return
    ordered = sorted(group, key=lambda traits: (traits.name, traits.organization, traits.id))
    for place, traits in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + _NEIGHBORS]:
            yield traits, other


def _reason_of_name(one: _Traits, other: _Traits) -> DuplicateReason:
    """Return what the same name says; people also change where they work."""
    if not one.organization or not other.organization:
        return DuplicateReason.NAME
    is_same_place = one.organization == other.organization
    return DuplicateReason.NAME_AND_PLACE if is_same_place else DuplicateReason.NAME_ELSEWHERE


def _have_other_profiles(one: _Traits, other: _Traits) -> bool:
    """Return whether they have different pages on one site, which says more than a name that is the same."""
    return bool(one.profiles and other.profiles) and are_told_apart(one.profiles, other.profiles)


def are_alike(words: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether the words of two folded names may name one person.

    They may if one name lacks words of the other ("Dana Ito", "Dana M. Ito"), joins them ("Ann Marie",
    "Annmarie"), or if the one word that differs is an initial, a beginning or one letter off ("Jon", "John").
    """
    left = [word for word in words if word not in others]
    right = [word for word in others if word not in words]
    if not left or not right:
        return True
    if "".join(left) == "".join(right):
        return True
    return len(left) == len(right) == 1 and _are_alike_words(left[0], right[0])


def _are_alike_words(one: str, other: str) -> bool:
    if len(one) > len(other):
        one, other = other, one
    if len(one) == 1:
        return other.startswith(one)
    return len(one) >= _LEAST_LETTERS and (other.startswith(one) or _is_one_letter_off(one, other))


def _is_one_letter_off(shorter: str, longer: str) -> bool:
    """Return whether one letter was added, replaced, or swapped with the next."""
    if len(longer) - len(shorter) > 1:
        return False
    same = 0
    while same < len(shorter) and shorter[same] == longer[same]:
        same += 1
    if len(shorter) < len(longer):
        return shorter[same:] == longer[same + 1 :]
    is_replaced = shorter[same + 1 :] == longer[same + 1 :]
    swapped = longer[same : same + 2][::-1] + longer[same + 2 :]
    return is_replaced or shorter[same:] == swapped

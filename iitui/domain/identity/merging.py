"""Makes one contact of two: which value of each field stays, and what of the other goes into the notes.

What a contact has one of (a name, work, who named them) is compared field by field. Work is a role together
with its organization, and a referrer comes with the permission to use the name: half of either from each of
two contacts would be something that nobody said. Everything that there can be several of is kept anyway.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from iitui.domain.contacts import Contact, Level, NamePermission
from iitui.domain.identity.keys import name_key
from iitui.domain.text import comma_join, join_notes

T = TypeVar("T")


class MergeField(StrEnum):
    """A field of which a contact has one; the values are its names on the screen."""

    NAME = "name"
    WORK = "work"
    LEVEL = "level"
    SOURCE = "how you met"
    REFERRER = "through"
    CADENCE = "keep in touch"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two contacts differ.

    Attributes:
        ours: the value of the contact that stays, in words.
        theirs: the value of the one that becomes part of it.
        takes_theirs: whether theirs is proposed.
    """

    field: MergeField
    ours: str
    theirs: str
    takes_theirs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What the contact that stays has after a merge.

    Attributes:
        notes: of both, and a line for each value that did not stay.
    """

    name: str
    organization: str
    role: str
    level: Level | None
    source: str
    referred_by_id: int | None
    name_permission: NamePermission
    cadence_days: int | None
    archived: bool
    notes: str


@dataclass(frozen=True, slots=True)
class _Referrer:
    """Who named a contact, and whether that name may be used."""

    id: int | None
    name: str
    permission: NamePermission

    @classmethod
    def of(cls, contact: Contact, impossible: Collection[int]) -> "_Referrer":
        """Return the referrer of a contact; none in place of one who would make a circle."""
        if contact.referred_by_id in impossible:
            return cls(None, "", NamePermission.NOT_ASKED)
        return cls(contact.referred_by_id, contact.referred_by, contact.name_permission)

    @property
    def in_words(self) -> str:
        """The referrer, and whether the name may be used as far as that is known."""
        is_known = self.permission is not NamePermission.NOT_ASKED
        return comma_join(self.name, self.permission.in_words if is_known else "")

    def agrees_with(self, other: "_Referrer") -> bool:
        """Return whether nothing of either is lost where both are put together."""
        is_one = self.id == other.id or None in (self.id, other.id)
        permissions = (self.permission, other.permission)
        return is_one and (permissions[0] is permissions[1] or NamePermission.NOT_ASKED in permissions)

    def completed(self, other: "_Referrer") -> "_Referrer":
        """Return this referrer, with what the other says as well of the same one."""
        if self.id is not None and other.id not in (None, self.id):
            return self
        is_known = self.permission is not NamePermission.NOT_ASKED
        return _Referrer(
            self.id if self.id is not None else other.id,
            self.name or other.name,
            self.permission if is_known else other.permission,
        )


def differences(ours: Contact, theirs: Contact, impossible: Collection[int] = ()) -> list[Difference]:
    """Return the fields in which both contacts have a value and these are not the same.

    Args:
        ours: the contact that stays.
        theirs: the one that becomes part of it.
        impossible: the IDs of both, and of everybody whom either of them named, directly or through others.
    """
    return list(_differences(ours, theirs, impossible))


def merged(
    ours: Contact,
    theirs: Contact,
    takes: Collection[MergeField] | None = None,
    impossible: Collection[int] = (),
) -> Merged:
    """Return what the contact that stays has afterwards.

    Args:
        ours: the contact that stays.
        theirs: the one that becomes part of it.
        takes: the fields in which theirs is taken where they differ; None for those that are proposed.
        impossible: as `differences` has it.
    """
    unlike = differences(ours, theirs, impossible)
    wanted = {each.field for each in unlike if (each.takes_theirs if takes is None else each.field in takes)}
    kept, other = (_Referrer.of(contact, impossible) for contact in (ours, theirs))
    if MergeField.REFERRER in wanted:
        kept, other = other, kept
    referrer = kept.completed(other)
    organization, role = _work(ours, theirs, takes_theirs=MergeField.WORK in wanted)
    return Merged(
        name=theirs.name if MergeField.NAME in wanted else ours.name,
        organization=organization,
        role=role,
        level=_either(ours.level, theirs.level, takes_theirs=MergeField.LEVEL in wanted),
        source=_either(ours.source, theirs.source, takes_theirs=MergeField.SOURCE in wanted),
        referred_by_id=referrer.id,
        name_permission=referrer.permission,
        cadence_days=_either(
            ours.cadence_days, theirs.cadence_days, takes_theirs=MergeField.CADENCE in wanted
        ),
        archived=ours.archived and theirs.archived,
        notes=join_notes(
            join_notes(ours.notes, theirs.notes), _lines_of_lost(ours, theirs, unlike, wanted, impossible)
        ),
    )


def _differences(ours: Contact, theirs: Contact, impossible: Collection[int]) -> Iterator[Difference]:
    if ours.name != theirs.name:
        is_better = _fullness(theirs.name) > _fullness(ours.name)
        yield Difference(MergeField.NAME, ours.name, theirs.name, takes_theirs=is_better)
    if not _is_one_work(ours, theirs):
        yield Difference(MergeField.WORK, _say_work(ours), _say_work(theirs))
    if ours.level and theirs.level and ours.level is not theirs.level:
        yield Difference(MergeField.LEVEL, ours.level.value, theirs.level.value)
    if ours.source and theirs.source and ours.source != theirs.source:
        yield Difference(MergeField.SOURCE, ours.source, theirs.source)
    referrer, other = (_Referrer.of(contact, impossible) for contact in (ours, theirs))
    if not referrer.agrees_with(other):
        # Whoever said no once is not to be named because of what somebody else's entry says.
        is_no = other.permission is NamePermission.NO and referrer.permission is not NamePermission.NO
        takes = is_no and referrer.id == other.id
        yield Difference(MergeField.REFERRER, referrer.in_words, other.in_words, takes_theirs=takes)
    every, other_every = ours.cadence_days, theirs.cadence_days
    if every is not None and other_every is not None and every != other_every:
        yield Difference(MergeField.CADENCE, _say_cadence(every), _say_cadence(other_every))


def _lines_of_lost(
    ours: Contact,
    theirs: Contact,
    unlike: Collection[Difference],
    wanted: Collection[MergeField],
    impossible: Collection[int],
) -> str:
    """Return what does not stay, a line for each, under a line that says where it comes from."""
    left = [f"{each.field.value}: {each.ours if each.field in wanted else each.theirs}" for each in unlike]
    left += [
        f"also named by: {contact.referred_by}"
        for contact in (ours, theirs)
        if contact.referred_by_id in impossible and contact.referred_by_id not in (ours.id, theirs.id)
    ]
    return "\n".join([f"From the merged contact {theirs.name}:", *dict.fromkeys(left)]) if left else ""


def _fullness(name: str) -> tuple[int, bool, bool]:
    """Return how much a name says: the words that are more than an initial, then accents and capitals."""
    words = [word for word in name_key(name).split() if len(word) > 1]
    return len(words), not name.isascii(), name not in (name.lower(), name.upper())


def _is_one_place(ours: Contact, theirs: Contact) -> bool:
    places = (name_key(ours.organization), name_key(theirs.organization))
    return places[0] == places[1] or "" in places


def _is_one_work(ours: Contact, theirs: Contact) -> bool:
    roles = (name_key(ours.role), name_key(theirs.role))
    return _is_one_place(ours, theirs) and (roles[0] == roles[1] or "" in roles)


def _work(ours: Contact, theirs: Contact, *, takes_theirs: bool) -> tuple[str, str]:
    """Return organization and role; where both are at one place, each completes the other."""
    first, second = (theirs, ours) if takes_theirs else (ours, theirs)
    if not _is_one_place(ours, theirs):
        return first.organization, first.role
    return first.organization or second.organization, first.role or second.role


def _either(ours: T, theirs: T, *, takes_theirs: bool) -> T:
    """Return theirs if it is wanted or ours is missing."""
    return theirs if takes_theirs or ours is None or ours == "" else ours


def _say_work(contact: Contact) -> str:
    return comma_join(contact.role, contact.organization)


def _say_cadence(days: int) -> str:
    return f"every {days} days" if days else "never"

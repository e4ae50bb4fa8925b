"""Plans an import: matches each record with the contacts known before it.

Importing the same records again never adds or changes anything, because every record leaves an origin key
with the contact it was matched with.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from iitui.domain.contacts import Channel, ContactDraft
from iitui.domain.identity.actions import ImportAction, append_notes, has_lines
from iitui.domain.identity.differences import ComparedField, ImportDifference, differences_of
from iitui.domain.identity.keys import ChannelKey, channel_key, name_key, uid_key
from iitui.domain.identity.organizations import OrganizationStep, plan_organizations
from iitui.domain.identity.people import People, Person, Traits, keys_of
from iitui.domain.imports import ImportRecord, OrganizationRecord
from iitui.domain.news import NewsField, Statement, find_news
from iitui.domain.text import fold

__all__ = [
    "Additions",
    "ImportAction",
    "ImportPlan",
    "ImportStep",
    "KnownContact",
    "append_notes",
    "plan_import",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownContact:
    """A contact of the journal, as far as matching needs it.

    Attributes:
        origin_keys: those left by earlier imports.
        uid: the name of its record that lasts; cards that iitui exported bear it.
        said: by source, what files said of the contact before.
    """

    id: int
    name: str
    organization: str = ""
    role: str = ""
    channels: Sequence[Channel] = ()
    tags: Sequence[str] = ()
    notes: str = ""
    source: str = ""
    origin_keys: Sequence[str] = ()
    uid: str = ""
    said: Mapping[str, Sequence[Statement]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """What a record adds to an existing contact; nothing is overwritten but what the user said.

    Attributes:
        organization: filled in if the contact has none; likewise role and source.
        notes: appended after a blank line, see `append_notes`.
        replaced: what the user takes over from the file instead of what the journal has.
    """

    organization: str = ""
    role: str = ""
    source: str = ""
    channels: tuple[Channel, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str = ""
    origin_keys: tuple[str, ...] = ()
    replaced: tuple[ImportDifference, ...] = ()

    @property
    def are_visible(self) -> bool:
        """Whether the user would see a difference; an origin key makes none."""
        brought = (self.organization, self.role, self.channels, self.tags, self.notes, self.replaced)
        return any(map(bool, brought))

    @property
    def are_to_be_stored(self) -> bool:
        """Whether there is anything to write, if only an origin key."""
        return self.are_visible or bool(self.source or self.origin_keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportStep:
    """What importing one record does; steps are carried out in order.

    Attributes:
        draft: the record; added as it is, with its origin keys, if the action is ADD.
        contact_id: the contact of the journal that it matches; None for one that this import adds.
        joins: the index of the ADD step for the same person, or None.
        additions: what to write to that contact; empty if the action is ADD.
        differences: what the file says otherwise than the journal, whether or not it is taken over.
        source: where the record comes from.
        statement: what the record says of the contact, if that source has not said it before.
        news: the fields of the statement that are news.
    """

    where: str
    draft: ContactDraft
    action: ImportAction
    contact_id: int | None = None
    joins: int | None = None
    additions: Additions = Additions()
    differences: tuple[ImportDifference, ...] = ()
    source: str = ""
    statement: Statement | None = None
    news: tuple[NewsField, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import does, record by record: contacts, and the organizations that stand by themselves."""

    steps: tuple[ImportStep, ...]
    organizations: tuple[OrganizationStep, ...] = ()

    def count(self, action: ImportAction) -> int:
        """Return for how many contacts this is done."""
        return sum(step.action is action for step in self.steps)

    def count_organizations(self, action: ImportAction) -> int:
        """Return for how many organizations this is done."""
        return sum(step.action is action for step in self.organizations)

    @property
    def news(self) -> tuple[ImportStep, ...]:
        """The steps that bring news of a contact."""
        return tuple(step for step in self.steps if step.news)

    @property
    def writes_anything(self) -> bool:
        """Whether carrying it out writes anything, if only an origin key."""
        return any(
            step.action is ImportAction.ADD or step.additions.are_to_be_stored or step.statement
            for step in self.steps
        ) or any(step.action is not ImportAction.UNCHANGED for step in self.organizations)


def plan_import(
    records: Iterable[ImportRecord],
    known: Iterable[KnownContact],
    *,
    organizations: Iterable[OrganizationRecord] = (),
    known_organizations: Mapping[str, str] = MappingProxyType({}),
    take_over: Collection[int] = (),
) -> ImportPlan:
    """Decide whether each record adds a contact, updates one, or changes nothing.

    It takes time proportional to the number of records and contacts.

    Args:
        records: the contacts of the files.
        known: the contacts of the journal.
        organizations: the organizations of the files that stand by themselves.
        known_organizations: the organizations of the journal: name -> research.
        take_over: the places, counted from 0, of the records whose differences are taken over.
    """
    people = _gather(known)
    steps: list[ImportStep] = []
    for record in records:
        steps.append(_plan_record(record, people, len(steps), is_taken_over=len(steps) in take_over))
    brought = (name for step in steps for name in _brought_organizations(step))
    return ImportPlan(tuple(steps), plan_organizations(organizations, known_organizations, brought))


def _brought_organizations(step: ImportStep) -> tuple[str, ...]:
    """Return the names of the organizations that a step makes, if they are not there yet."""
    if step.action is ImportAction.ADD:
        named = [step.draft.organization]
    else:
        taken = (each.file for each in step.additions.replaced if each.field is ComparedField.ORGANIZATION)
        named = [step.additions.organization, *taken]
    return tuple(filter(None, named))


def _gather(known: Iterable[KnownContact]) -> People:
    people = People()
    suggestions: list[tuple[Person, tuple[str, ...]]] = []
    for contact in known:
        keys = keys_of(contact.origin_keys, contact.channels)
        person = _person_of(contact, keys)
        person.contact_id = contact.id
        if contact.said:
            person.said_before = contact.said
        people.register_keys(person, contact.origin_keys)
        people.register(person, person.name, name_key(contact.organization), person.channels)
        suggested = (*keys[len(contact.origin_keys) :], *([uid_key(contact.uid)] if contact.uid else ()))
        if suggested:
            suggestions.append((person, suggested))
    # The origin keys that imports left take precedence over those that pages and the UID suggest.
    for person, keys in suggestions:
        people.suggest_keys(person, keys)
    return people


def _person_of(contact: KnownContact | ContactDraft, keys: Iterable[str]) -> Person:
    return Person(
        contact_id=None,
        step=None,
        name=name_key(contact.name),
        full_name=contact.name,
        organization=contact.organization,
        role=contact.role,
        source=contact.source,
        notes=contact.notes,
        keys=set(keys),
        channels=set(map(channel_key, contact.channels)),
        tags=set(map(fold, contact.tags)),
    )


def _plan_record(record: ImportRecord, people: People, index: int, *, is_taken_over: bool) -> ImportStep:
    draft = record.draft
    traits = Traits.read(draft.name, draft.organization, draft.channels, draft.origin_keys)
    person = people.find(traits)
    keys = people.keys_to_leave(traits, person)
    if person is None:
        draft = draft if draft.origin_keys == keys else replace(draft, origin_keys=keys)
        person = _person_of(draft, traits.keys)
        person.step = index
        step = ImportStep(where=record.where, draft=draft, action=ImportAction.ADD)
    else:
        # Two records of one person in a file are no question to the user.
        differences = differences_of(person, draft) if person.contact_id is not None else ()
        additions = _additions(person, draft, keys, differences if is_taken_over else ())
        _absorb(person, additions)
        step = ImportStep(
            where=record.where,
            draft=draft,
            action=ImportAction.UPDATE if additions.are_visible else ImportAction.UNCHANGED,
            contact_id=person.contact_id,
            joins=person.step,
            additions=additions,
            differences=differences,
        )
    person.seen.add(traits.name)
    people.register_keys(person, keys)
    people.register(person, traits.name, traits.organization, traits.channels)
    return _with_news(step, person, record) if record.source else step


def _with_news(step: ImportStep, person: Person, record: ImportRecord) -> ImportStep:
    """Return a step with what the record says that its source has not said of the contact before."""
    draft, source = record.draft, record.source
    before = person.said_before.get(source, ()) if person.said_before else ()
    is_named = all(channel.value != draft.name for channel in draft.channels)
    statement = Statement(draft.name if is_named else "", draft.organization, draft.role)
    said_now = person.said_now.setdefault(source, [])
    if statement in before or statement in said_now:
        return step
    journal = Statement(person.full_name, person.organization, person.role)
    news = find_news(statement, [*before, *said_now], journal) if before else ()
    said_now.append(statement)
    return replace(step, source=source, statement=statement, news=news)


def _additions(
    person: Person, draft: ContactDraft, keys: tuple[str, ...], replaced: tuple[ImportDifference, ...]
) -> Additions:
    organization = "" if person.organization else draft.organization
    # A role belongs to its organization: combined with another, it would be a job that nobody has.
    is_same_place = not (person.organization and draft.organization) or (
        name_key(person.organization) == name_key(draft.organization)
    )
    return Additions(
        organization=organization,
        role=draft.role if is_same_place and not person.role else "",
        source="" if person.source else draft.source,
        channels=_missing_channels(person, draft),
        tags=_missing_tags(person, draft),
        notes="" if has_lines(person.notes, draft.notes) else draft.notes,
        origin_keys=keys,
        replaced=replaced,
    )


def _missing_channels(person: Person, draft: ContactDraft) -> tuple[Channel, ...]:
    missing: dict[ChannelKey, Channel] = {}
    for channel in draft.channels:
        missing.setdefault(channel_key(channel), channel)
    return tuple(channel for key, channel in missing.items() if key not in person.channels)


def _missing_tags(person: Person, draft: ContactDraft) -> tuple[str, ...]:
    missing: dict[str, str] = {}
    for tag in draft.tags:
        missing.setdefault(fold(tag), tag)
    return tuple(tag for key, tag in missing.items() if key not in person.tags)


def _absorb(person: Person, additions: Additions) -> None:
    for difference in additions.replaced:
        if difference.field is ComparedField.NAME:
            person.full_name = difference.file
        else:
            setattr(person, difference.field.value, difference.file)
    person.organization = person.organization or additions.organization
    person.role = person.role or additions.role
    person.source = person.source or additions.source
    person.keys.update(additions.origin_keys)
    person.channels.update(map(channel_key, additions.channels))
    person.tags.update(map(fold, additions.tags))
    if additions.notes:
        person.notes = append_notes(person.notes, additions.notes)

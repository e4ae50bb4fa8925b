# ruff: noqa: ARG002 - every method is told what its verb was given and what it returned
"""The model of contacts: what the verbs about people, and an import of them, should do to the facts."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from iitui.domain.contacts import Contact, ContactDraft, NamePermission
from iitui.domain.follow_ups import Kind
from iitui.domain.identity.matching import ImportAction, ImportPlan, append_notes
from iitui.domain.imports import ImportRecord
from iitui.domain.text import fold
from iitui.store.reader import JournalReader
from tests.clock import MovableClock
from tests.store.model.facts import (
    ContactFact,
    Facts,
    InterviewFact,
    ReminderFact,
    SettlementKey,
    TakeawayFact,
    TouchFact,
)

T = TypeVar("T")


def forget(things: dict[int, T], gone: Callable[[T], bool]) -> list[int]:
    """Drop what is gone and return its numbers."""
    numbers = [number for number, thing in things.items() if gone(thing)]
    for number in numbers:
        del things[number]
    return numbers


def unlike(texts: Iterable[str]) -> list[str]:
    """Texts that differ by more than case, the first of each."""
    kept: dict[str, str] = {}
    for text in texts:
        kept.setdefault(text.casefold(), text)
    return list(kept.values())


class FactsModel:
    """What all parts of the model share.

    Attributes:
        facts: what the journal should hold; replaced whole where an act is taken back.
        reader: reads what the act under way has made, for the few choices that are taken over.
        occupation_keys: number -> folded name of each occupation, before the act under way.
        organization_keys: the same for organizations.
        theme_keys: the same for themes.
    """

    facts: Facts
    reader: Callable[[], JournalReader]
    clock: MovableClock
    occupation_keys: dict[int, str]
    organization_keys: dict[int, str]
    theme_keys: dict[int, str]

    def remember(self) -> None:
        """Note which numbers the named things have, which an act may take away."""
        reader = self.reader()
        self.occupation_keys = {each.id: fold(each.name) for each in reader.occupations.all()}
        self.theme_keys = {each.id: fold(each.name) for each in reader.themes.all()}
        self.organization_keys = {each.id: fold(each.name) for each in reader.organizations.all()}

    def silence(self, about: Callable[[SettlementKey], bool]) -> None:
        """Drop what was said of follow-ups that are gone for good."""
        for name in [name for name in self.facts.settlements if about(name)]:
            del self.facts.settlements[name]

    def forget_reminders(self, gone: Callable[[ReminderFact], bool]) -> None:
        numbers = forget(self.facts.reminders, gone)
        self.silence(lambda name: name[0] is Kind.REMINDER and name[1] in numbers)

    def forget_interviews(self, gone: Callable[[InterviewFact], bool]) -> None:
        items = [
            item
            for interview in self.facts.interviews.values()
            if gone(interview)
            for item in interview.checklist
        ]
        numbers = forget(self.facts.interviews, gone)
        self.forget_reminders(lambda reminder: reminder.interview in numbers)
        self.silence(lambda name: name[0] is Kind.PREPARATION and name[1] in items)
        of_interviews = (Kind.THANK_YOU, Kind.DEBRIEF, Kind.CONFIRM, Kind.REPORT_BACK)
        self.silence(lambda name: name[0] in of_interviews and name[1] in numbers)
        for taken in self.facts.takeaways.values():
            taken.interview = None if taken.interview in numbers else taken.interview

    def forget_touches(self, gone: Callable[[TouchFact], bool]) -> None:
        numbers = forget(self.facts.touches, gone)
        of_touches = (Kind.SECOND_NAME, Kind.NUDGE, Kind.ASK_LATER)
        self.silence(lambda name: name[0] in of_touches and name[1] in numbers)
        for said in self.facts.settlements.values():
            said.done_by = None if said.done_by in numbers else said.done_by

    def forget_takeaways(self, gone: Callable[[TakeawayFact], bool]) -> None:
        numbers = forget(self.facts.takeaways, gone)
        of_takeaways = (Kind.INTRODUCTION, Kind.MY_PROMISE)
        self.silence(lambda name: name[0] in of_takeaways and name[1] in numbers)


class ContactModel(FactsModel):
    def contacts_add(self, result: Contact, draft: ContactDraft) -> None:
        self.facts.contacts[result.id] = ContactFact(draft.name, made=self.clock.now)
        self._fill(result.id, draft)
        self._refer(result.id, draft, result.referred_by_id)

    def contacts_edit(self, result: Contact, contact_id: int, draft: ContactDraft) -> None:
        before = self.facts.contacts[contact_id].organization
        self._refer(contact_id, draft, result.referred_by_id)
        self._fill(contact_id, draft)
        self._drop_organizations([before])

    def _fill(self, contact_id: int, draft: ContactDraft) -> None:
        person = self.facts.contacts[contact_id]
        person.name, person.role, person.notes = draft.name, draft.role, draft.notes
        person.organization = self._organization(draft.organization)
        person.permission = draft.name_permission
        person.cadence = draft.cadence_days
        person.tags = set(map(fold, draft.tags))
        person.emails = unlike(channel.value for channel in draft.channels)

    def _refer(self, contact_id: int, draft: ContactDraft, referrer: int | None) -> None:
        assert (referrer is None) == (not draft.referred_by)
        if referrer is not None:
            named = self.facts.contacts.setdefault(
                referrer, ContactFact(draft.referred_by, made=self.clock.now)
            )
            assert fold(named.name) == fold(draft.referred_by)
        self.facts.contacts[contact_id].referred_by = referrer

    def _organization(self, name: str) -> str:
        if name:
            self.facts.organizations.setdefault(fold(name), (name, ""))
        return fold(name)

    def _drop_organizations(self, keys: Iterable[str]) -> None:
        used = {person.organization for person in self.facts.contacts.values()}
        for key in set(keys) - used - {""}:
            if not self.facts.organizations[key][1] and key not in self.facts.targets:
                del self.facts.organizations[key]

    def contacts_archive(self, _: None, contact_ids: Sequence[int], *, archived: bool) -> None:
        for number in contact_ids:
            self.facts.contacts[number].archived = archived

    def contacts_permit(self, result: Contact, contact_id: int, permission: NamePermission) -> None:
        self.facts.contacts[contact_id].permission = permission

    def contacts_delete(self, _: None, contact_ids: Sequence[int]) -> None:
        gone = set(contact_ids)
        self.forget_interviews(lambda interview: interview.contact in gone)
        self.forget_reminders(lambda reminder: reminder.contact in gone)
        self.forget_touches(lambda touch: touch.contact in gone)
        self.forget_takeaways(lambda taken: taken.contact in gone)
        of_contacts = (Kind.TELL_THE_REFERRER, Kind.KEEP_IN_TOUCH)
        self.silence(lambda name: name[0] in of_contacts and name[1] in gone)
        for taken in self.facts.takeaways.values():
            taken.person = None if taken.person in gone else taken.person
        keys = [self.facts.contacts.pop(number).organization for number in gone]
        for person in self.facts.contacts.values():
            person.referred_by = None if person.referred_by in gone else person.referred_by
        self._drop_organizations(keys)

    def imports_run(self, result: ImportPlan, records: Sequence[ImportRecord], source: str) -> None:
        assert len(result.steps) == len(records)
        numbers = sorted({known.id for known in self.reader().contacts.known()} - set(self.facts.contacts))
        added: dict[int, int] = {}
        for index, step in enumerate(result.steps):
            if step.action is ImportAction.ADD:
                number = added[index] = numbers.pop(0)
                self.facts.contacts[number] = ContactFact(step.draft.name, made=self.clock.now)
                self._fill(number, step.draft)
                continue
            number = step.contact_id or added[step.joins or 0]
            person, more = self.facts.contacts[number], step.additions
            person.organization = person.organization or self._organization(more.organization)
            person.role = person.role or more.role
            person.emails += [channel.value for channel in more.channels]
            person.tags |= set(map(fold, more.tags))
            person.notes = append_notes(person.notes, more.notes) if more.notes else person.notes
        self._refer_imported(result, added, numbers)

    def _refer_imported(self, plan: ImportPlan, added: dict[int, int], numbers: list[int]) -> None:
        for index, number in added.items():
            draft = plan.steps[index].draft
            named = [
                n for n, person in self.facts.contacts.items() if fold(person.name) == fold(draft.referred_by)
            ]
            if draft.referred_by and not named:
                named = [numbers.pop(0)]
            self._refer(number, draft, named[0] if named else None)
        assert not numbers, "nobody was added whom the file does not name"

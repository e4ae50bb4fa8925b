# ruff: noqa: ARG002 - every method is told what its verb was given and what it returned
"""The model of contacts: what the verbs about people, and an import of them, should do to the facts."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from iitui.domain.contacts import Contact, ContactDraft, NamePermission
from iitui.domain.follow_ups import Kind
from iitui.domain.identity.matching import ImportAction, ImportPlan, ImportStep, append_notes
from iitui.domain.identity.merging import MergeField
from iitui.domain.imports import ImportRecord
from iitui.domain.news import News, NewsField, Statement
from iitui.domain.text import fold
from iitui.store.reader import JournalReader
from tests.clock import MovableClock
from tests.store.model.facts import (
    ContactFact,
    Facts,
    FormerFact,
    InterviewFact,
    ReminderFact,
    SettlementKey,
    StatementFact,
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

    def contacts_set_apart(self, _: None, pairs: Sequence[tuple[int, int]]) -> None:
        self.facts.apart |= {(min(pair), max(pair)) for pair in pairs}

    def contacts_merge(
        self, result: Contact, contact_id: int, into_id: int, takes: Sequence[MergeField] | None = None
    ) -> None:
        """What there is several of is counted out; which value of a single field stays, taken over."""
        gone, into = self.facts.contacts.pop(contact_id), self.facts.contacts[into_id]
        places = {gone.organization, into.organization}
        into.name, into.role, into.notes = result.name, result.role, result.notes
        into.organization, into.permission = self._organization(result.organization), result.name_permission
        into.cadence, into.referred_by = result.cadence_days, result.referred_by_id
        into.archived = gone.archived and into.archived
        into.made = min(gone.made, into.made)
        into.tags |= gone.tags
        into.emails = unlike([*into.emails, *gone.emails])
        self._move(contact_id, into_id)
        self._drop_organizations(places)

    def _move(self, gone: int, into: int) -> None:
        facts = self.facts
        for interview in facts.interviews.values():
            interview.contact = into if interview.contact == gone else interview.contact
        for touch in facts.touches.values():
            touch.contact = into if touch.contact == gone else touch.contact
        for reminder in facts.reminders.values():
            reminder.contact = into if reminder.contact == gone else reminder.contact
        for taken in facts.takeaways.values():
            taken.contact = into if taken.contact == gone else taken.contact
            taken.person = into if taken.person == gone else taken.person
        for person in facts.contacts.values():
            person.referred_by = into if person.referred_by == gone else person.referred_by
        for kind, subject, which in list(facts.settlements):
            if kind in (Kind.TELL_THE_REFERRER, Kind.KEEP_IN_TOUCH) and subject == gone:
                said = facts.settlements.pop((kind, gone, which))
                other = facts.settlements.get((kind, into, which))
                if other is None or other.at < said.at:
                    facts.settlements[kind, into, which] = said
        for number, source, statement in list(facts.statements):
            if number == gone:
                fact = facts.statements.pop((gone, source, statement))
                facts.statements.setdefault((into, source, statement), fact)
        facts.former = sorted(
            each._replace(contact=into) if each.contact == gone else each for each in facts.former
        )
        for pair in [pair for pair in facts.apart if gone in pair]:
            facts.apart.remove(pair)
            other_id = pair[0] if pair[1] == gone else pair[1]
            if other_id != into:
                facts.apart.add((min(other_id, into), max(other_id, into)))

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
        self.facts.apart = {pair for pair in self.facts.apart if gone.isdisjoint(pair)}
        self.facts.former = [each for each in self.facts.former if each.contact not in gone]
        for key in [key for key in self.facts.statements if key[0] in gone]:
            del self.facts.statements[key]
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
                self._hear(number, step)
                continue
            number = step.contact_id or added[step.joins or 0]
            person, more = self.facts.contacts[number], step.additions
            person.organization = person.organization or self._organization(more.organization)
            person.role = person.role or more.role
            person.emails += [channel.value for channel in more.channels]
            person.tags |= set(map(fold, more.tags))
            person.notes = append_notes(person.notes, more.notes) if more.notes else person.notes
            self._hear(number, step)
        self._refer_imported(result, added, numbers)

    def _hear(self, number: int, step: ImportStep) -> None:
        """Note what a record says; news takes the place of earlier news from the same source."""
        if step.statement is None:
            return
        news = set(step.news)
        for (contact, source, earlier), fact in self.facts.statements.items():
            if news and (contact, source) == (number, step.source):
                news |= {each for each in fact.news if earlier.key_of(each) == step.statement.key_of(each)}
                fact.news = ()
        said = StatementFact(tuple(each for each in NewsField if each in news), self.clock.now)
        self.facts.statements[number, step.source, step.statement] = said

    def news_take(self, result: list[News], news_ids: Sequence[int]) -> None:
        for news in result:
            said = self.facts.statements[news.contact_id, news.source, news.says]
            person = self.facts.contacts[news.contact_id]
            place = self.facts.organizations[person.organization][0] if person.organization else ""
            journal = Statement(person.name, place, person.role)
            changed = {each for each in said.news if news.says.key_of(each) != journal.key_of(each)}
            if NewsField.NAME in changed:
                person.name = news.says.name
            if changed - {NewsField.NAME}:
                if place or person.role:
                    self.facts.former.append(FormerFact(news.contact_id, place, person.role, said.at))
                if NewsField.ROLE in changed:
                    person.role = news.says.role
                if NewsField.ORGANIZATION in changed:
                    before, person.organization = (
                        person.organization,
                        self._organization(news.says.organization),
                    )
                    self._drop_organizations([before])
            said.news = ()
        self.facts.former.sort()

    def news_dismiss(self, result: list[News], news_ids: Sequence[int]) -> None:
        for news in result:
            self.facts.statements[news.contact_id, news.source, news.says].news = ()

    def _refer_imported(self, plan: ImportPlan, added: dict[int, int], numbers: list[int]) -> None:
        for index, number in added.items():
            draft = plan.steps[index].draft
            named = [
                n for n, person in self.facts.contacts.items() if fold(person.name) == fold(draft.referred_by)
            ]
            if draft.referred_by and not named:
                named = [numbers.pop(0)]
            if len(named) > 1:  # whom the file means is not certain
                person = self.facts.contacts[number]
                person.notes = append_notes(person.notes, f"Referred by {draft.referred_by}")
                continue
            self._refer(number, draft, named[0] if named else None)
        assert not numbers, "nobody was added whom the file does not name"

"""Writes imported contacts to the journal, all as one act."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from iitui.domain.errors import AmbiguousError, BadInputError
from iitui.domain.identity.matching import ImportAction, ImportPlan, plan_import
from iitui.domain.imports import ImportProblem, ImportReading, ImportRecord, OrganizationRecord
from iitui.domain.progress import Progress
from iitui.domain.text import several
from iitui.store.contacts.bulk import BulkWriter
from iitui.store.contacts.read import ContactReader
from iitui.store.contacts.write_rows import set_referrer
from iitui.store.news.statements import Said, write_statements
from iitui.store.organizations.names import drop_unused_organization
from iitui.store.organizations.read import OrganizationReader
from iitui.store.transaction.unit_of_work import Transaction
from iitui.store.transaction.writer import Writer

_TOLD_EVERY = 100


class ImportWriter(Writer):
    """Writes the contacts of other programs."""

    def run(
        self,
        records: Sequence[ImportRecord],
        source: str,
        progress: Progress | None = None,
        *,
        organizations: Sequence[OrganizationRecord] = (),
        take_over: Collection[int] = (),
    ) -> ImportPlan:
        """Import contacts and return what was done.

        Args:
            records: the contacts.
            source: names their origin in the history.
            progress: is told how far it is.
            organizations: those that stand in the files by themselves.
            take_over: the places of the records that replace what the journal has.

        Raises:
            BadInputError: the journal cannot keep a record; nothing is imported.
        """
        checked = [_checked(record) for record in records]
        alone = [replace(record, draft=record.draft.checked()) for record in organizations]
        with self._unit_of_work.act("") as transaction:
            plan = plan_import(
                checked,
                ContactReader(transaction.connection).known(),
                organizations=alone,
                known_organizations=OrganizationReader(transaction.connection).research() if alone else {},
                take_over=take_over,
            )
            transaction.name = f"Import of {_in_words(plan)} from {source}"
            _carry_out(transaction, plan, progress or _tell_nobody)
            return plan


def _checked(record: ImportRecord) -> ImportRecord:
    """Return a record with a checked draft: the same one, if the draft was checked when it was read."""
    draft = record.draft.checked()
    return record if draft is record.draft else replace(record, draft=draft)


def _in_words(plan: ImportPlan) -> str:
    """Return what an import brings, for the history: "3 contacts and 1 organization"."""
    contacts = plan.count(ImportAction.ADD) or plan.count(ImportAction.UPDATE)
    organizations = plan.count_organizations(ImportAction.ADD) or plan.count_organizations(
        ImportAction.UPDATE
    )
    if plan.news and not contacts and not organizations:
        return "news"
    parts = [several(contacts, "contact")] if contacts or not organizations else []
    return " and ".join([*parts, *([several(organizations, "organization")] if organizations else [])])


def _tell_nobody(done: int, total: int) -> None:
    """Ignore progress, when no function for it was given."""


def _carry_out(transaction: Transaction, plan: ImportPlan, progress: Progress) -> None:
    writer = BulkWriter(transaction)
    numbers: dict[int, int] = {}
    said: list[Said] = []
    for index, step in enumerate(plan.steps):
        if step.action is ImportAction.ADD:
            numbers[index] = writer.add(step.draft)
        elif step.additions.are_to_be_stored:
            number = step.contact_id if step.joins is None else numbers[step.joins]
            if number is not None:
                writer.bring(number, step.additions)
        if step.statement is not None:
            contact_id = step.contact_id or numbers[index if step.joins is None else step.joins]
            said.append(Said(contact_id, step.source, step.statement, step.news))
        if index % _TOLD_EVERY == 0:
            progress(index, len(plan.steps))
    write_statements(transaction, said)
    for organization in plan.organizations:
        writer.bring_organization(organization)
    for left in writer.left:
        drop_unused_organization(transaction, left)
    # Referrers come last, when all contacts of the file exist.
    for index, number in numbers.items():
        if plan.steps[index].draft.referred_by:
            _refer(transaction, writer, number, plan.steps[index].draft.referred_by)
    progress(len(plan.steps), len(plan.steps))


def _refer(transaction: Transaction, writer: BulkWriter, contact_id: int, name: str) -> None:
    """Set who referred a contact; where that is not certain or cannot be, the notes say it."""
    try:
        set_referrer(transaction, contact_id, name)
    except (AmbiguousError, BadInputError):
        writer.note(contact_id, f"Referred by {name}")


def split_valid(reading: ImportReading) -> tuple[list[ImportRecord], list[ImportProblem]]:
    """Return the records that the journal can keep, cleaned, and the problems of the others."""
    records: list[ImportRecord] = []
    problems = list(reading.problems)
    for record in reading.records:
        try:
            source = record.source or reading.format
            records.append(replace(record, draft=record.draft.checked(), source=source))
        except BadInputError as error:
            problems.append(ImportProblem(reading.file, record.where, str(error)))
    return records, problems


def split_valid_organizations(
    reading: ImportReading,
) -> tuple[list[OrganizationRecord], list[ImportProblem]]:
    """Return the organizations that the journal can keep, cleaned, and the problems of the others."""
    records: list[OrganizationRecord] = []
    problems: list[ImportProblem] = []
    for record in reading.organizations:
        try:
            records.append(replace(record, draft=record.draft.checked()))
        except BadInputError as error:
            problems.append(ImportProblem(reading.file, record.where, str(error)))
    return records, problems

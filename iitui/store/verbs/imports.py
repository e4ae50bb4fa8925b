"""The verb that carries out an import as one act, in one go and in bulk."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from iitui.domain.checks import check_contact
from iitui.domain.errors import BadInputError
from iitui.domain.imports import Problem, Reading, Record
from iitui.domain.matching import Additions, ImportAction, ImportPlan, append_notes, plan_import
from iitui.store.glance import Glance
from iitui.store.tables import ContactRecord, OriginKey
from iitui.store.unit import Work
from iitui.store.verbs.contacts import add_contact, set_channels, set_notes, set_tags
from iitui.store.verbs.rows import Verbs, find, organization_named, several

Progress = Callable[[int, int], None]
"""Is told how many records are done, of how many."""

_TOLD_EVERY = 100


class ImportVerbs(Verbs):
    """What can be done with the contacts of other programs."""

    def preview(self, records: Sequence[Record]) -> ImportPlan:
        """Return what an import would add and change; nothing is written."""
        return plan_import(records, Glance(self._units.connection).contacts.known())

    def run(self, records: Sequence[Record], source: str, progress: Progress | None = None) -> ImportPlan:
        """Import contacts and return what was done; `source` says from where, for the history.

        Raises:
            BadInputError: a record is not fit for the journal; nothing is imported.
        """
        with self._units.act("") as work:
            plan = plan_import(records, work.glance.contacts.known())
            added = plan.count(ImportAction.ADD)
            work.name = (
                f"Import of {several(added or plan.count(ImportAction.UPDATE), 'contact')} from {source}"
            )
            numbers: dict[int, int] = {}
            for index, step in enumerate(plan.steps):
                if step.action is ImportAction.ADD:
                    numbers[index] = add_contact(work, step.draft)
                elif step.additions.are_to_be_stored:
                    number = step.contact_id if step.joins is None else numbers[step.joins]
                    if number is not None:
                        _bring(work, number, step.additions)
                if progress is not None and index % _TOLD_EVERY == 0:
                    progress(index, len(plan.steps))
            if progress is not None:
                progress(len(plan.steps), len(plan.steps))
            return plan


def fit(reading: Reading) -> tuple[list[Record], list[Problem]]:
    """Return the records of a file that the journal can keep, cleaned, and what is wrong with the others."""
    records: list[Record] = []
    problems = list(reading.problems)
    for record in reading.records:
        try:
            records.append(replace(record, draft=check_contact(record.draft)))
        except BadInputError as error:
            problems.append(Problem(reading.file, record.where, str(error)))
    return records, problems


def _bring(work: Work, contact_id: int, additions: Additions) -> None:
    row = find(work, ContactRecord, contact_id, "contact")
    contact = work.glance.contacts.get(contact_id, work.now)
    if contact is None:
        return
    if additions.organization and not contact.organization:
        row.organization_id = organization_named(work, additions.organization)
    row.role = row.role or additions.role
    row.source = row.source or additions.source
    work.session.add(row)
    if additions.channels:
        set_channels(work, contact_id, (*contact.channels, *additions.channels))
    if additions.tags:
        set_tags(work, contact_id, (*contact.tags, *additions.tags))
    if additions.notes:
        set_notes(work, contact_id, append_notes(contact.notes, additions.notes))
    for key in additions.origin_keys:
        work.session.add(OriginKey.model_validate({"contact_id": contact_id, "key": key}))
    work.session.flush()
